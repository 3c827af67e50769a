"""The same words in two pages: passages that one page took from the other, or both from a third.

Pages meet under runs of ``SEED`` words (an index of all of them; news is short enough to need no
sampling, as in Schleimer, Wilkerson and Aiken 2003).  In two pages that meet, all runs of ``LINK`` equal
words are grown, and runs that follow one another in both pages with a few other words between them are one
passage that was edited (the chaining of seeds as in BLAST; Altschul and others 1990).  Furniture takes no
part: share bars are the same everywhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from sayso.comparison.events import day_number
from sayso.memory import Memory
from sayso.records import Article, SharedPassage, Span
from sayso.text import quotations

SEED: Final = 6
LINK: Final = 3
# A passage has a run of this many equal words, or as many in sum as ``EDITED``.  Shorter runs are names and set
# phrases ("the Syrian Observatory for Human Rights said on Tuesday" has nine words, so that prose is told from such
# phrases by its sum, in origins.py).
SHORTEST: Final = 8
EDITED: Final = 12
# Other words between two runs of one passage, in each page, and the share of equal words in its longer side.
BETWEEN: Final = 8
DENSE: Final = 0.55
# A run of ``LINK`` words that one page has more often than this is a refrain, not a place to begin at.
REPEATED: Final = 8
# A run that leads to another is looked for among those that begin this many words before it at most.
LONGEST_STEP: Final = 60
# A run that more pages share than this is a slogan or a boilerplate line, not a copy.
CROWDED: Final = 25
# Weeks in which pages have a run of words that makes it a standing phrase of a house ("which relies on a network
# of sources inside Syria for its information"): nobody took it from a page of another month.
STANDING: Final = 3

_WORD: Final = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class Page:
    """The words of one article outside its furniture, in lower case, with their places.

    ``quoted`` tells of each word whether it stands inside quotation marks; ``week`` counts from the year 1.
    """

    article: str
    words: tuple[str, ...]
    spans: tuple[Span, ...]
    quoted: tuple[bool, ...]
    week: int | None

    @classmethod
    def of(cls, article: Article) -> Page:
        """Return the page of ``article``."""
        inside = bytearray(len(article.text))
        for span in quotations(article.text):
            inside[span.start : span.end] = b"\1" * (span.end - span.start)
        matches = list(_words(article))
        day = day_number(article.published) if article.published else None
        return cls(
            article.id,
            tuple(match.group().lower().replace("’", "'") for match in matches),
            tuple(Span(*match.span()) for match in matches),
            tuple(bool(inside[match.start()]) for match in matches),
            day // 7 if day else None,
        )


@dataclass(frozen=True, slots=True)
class Shared:
    """One passage that two pages share: ``words`` are equal in both.

    ``prose`` is how many of them neither page has in quotation marks, ``own`` how many belong to no standing phrase,
    ``told`` how many of the prose do not, ``verbatim`` whether nothing but equal words is in it.
    """

    passage: SharedPassage
    words: int
    prose: int
    own: int
    told: int
    verbatim: bool


Reuse = Mapping[tuple[str, str], tuple[Shared, ...]]
_Places = dict[tuple[str, ...], dict[int, int]]


@dataclass(frozen=True, slots=True)
class _Run:
    """Equal words from ``a`` on in one page and from ``b`` on in the other."""

    a: int
    b: int
    length: int


def find_reuse(articles: Sequence[Article], memory: Memory | None = None) -> Reuse:
    """Return, for each pair of article identifiers (sorted) that share passages, those in order."""
    memory = memory or Memory()
    pages = [Page.of(article) for article in sorted(articles, key=lambda article: article.id)]
    under = _index(pages)
    standing = {words for words, places in under.items() if _is_standing(pages, places)}
    telling = [places for words, places in under.items() if words not in standing]
    named = [memory.named(page.words) for page in pages]
    stand = [_standing_words(page.words, standing) for page in pages]
    found: dict[tuple[str, str], tuple[Shared, ...]] = {}
    met = sorted(_meetings(telling))
    chained = memory.recall_each(
        _long_chains, [(pages[a], pages[b]) for a, b in met], [(named[a], named[b]) for a, b in met]
    )
    for (a, b), chains in zip(met, chained, strict=True):
        passages = tuple(_shared(pages[a], pages[b], chain, stand[a]) for chain in chains)
        if passages:
            found[pages[a].article, pages[b].article] = passages
    return found


def _long_chains(a: Page, b: Page) -> tuple[tuple[_Run, ...], ...]:
    """Return the chains of runs that make a passage, by the words of the two pages alone."""
    return tuple(tuple(chain) for chain in _chains(_runs(a, b)) if _is_passage(chain))


def word_count(article: Article) -> int:
    """Return how many words the page of an article has."""
    return sum(1 for _ in _words(article))


def _words(article: Article) -> Iterator[re.Match[str]]:
    """Yield the words outside furniture."""
    covered = bytearray(len(article.text))
    for span in article.furniture:
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    return (match for match in _WORD.finditer(article.text) if not covered[match.start()])


def _index(pages: Sequence[Page]) -> _Places:
    """Return where each run of ``SEED`` words stands first in each page."""
    under: defaultdict[tuple[str, ...], dict[int, int]] = defaultdict(dict)
    for number, page in enumerate(pages):
        for at in range(len(page.words) - SEED + 1):
            under[page.words[at : at + SEED]].setdefault(number, at)
    return under


def _is_standing(pages: Sequence[Page], places: Mapping[int, int]) -> bool:
    return len(places) >= STANDING and len({pages[number].week for number in places} - {None}) >= STANDING


def _meetings(telling: Iterable[Mapping[int, int]]) -> set[tuple[int, int]]:
    """Return the pairs of pages that share a run which few pages have."""
    return {two for places in telling if 1 < len(places) <= CROWDED for two in combinations(sorted(places), 2)}


def _runs(a: Page, b: Page) -> list[_Run]:
    """Return the longest runs of at least ``LINK`` equal words, in the order of page ``a``, none inside another."""
    starts: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(b.words) - LINK + 1):
        starts[b.words[at : at + LINK]].append(at)
    runs: list[_Run] = []
    reached: dict[int, int] = {}  # how far each diagonal is grown already
    for at_a in range(len(a.words) - LINK + 1):
        places = starts.get(a.words[at_a : at_a + LINK], ())
        for at_b in places if len(places) <= REPEATED else ():
            if reached.get(at_b - at_a, -1) <= at_a:
                length = _length(a, b, at_a, at_b)
                reached[at_b - at_a] = at_a + length
                runs.append(_Run(at_a, at_b, length))
    return runs


def _length(a: Page, b: Page, at_a: int, at_b: int) -> int:
    most = min(len(a.words) - at_a, len(b.words) - at_b)
    return next((n for n in range(LINK, most) if a.words[at_a + n] != b.words[at_b + n]), most)


def _chains(runs: Sequence[_Run]) -> list[list[_Run]]:
    """Return the runs in chains, grown from the longest run on; no word of a page is in two of them."""
    chains: list[list[_Run]] = []
    taken: tuple[set[int], set[int]] = set(), set()
    starts = [run.a for run in runs]
    for seed in sorted(runs, key=lambda run: (-run.length, run.a, run.b)):
        chain = [seed]
        while _is_free(chain[-1], taken) and (after := _next(chain[-1], runs, starts, 1)):
            chain.append(after)
        while _is_free(chain[0], taken) and (before := _next(chain[0], runs, starts, -1)):
            chain.insert(0, before)
        free = [run for run in chain if _is_free(run, taken)]
        if seed in free:
            chains.append(free)
            for run in free:
                taken[0].update(range(run.a, run.a + run.length))
                taken[1].update(range(run.b, run.b + run.length))
    return sorted(chains, key=lambda chain: (chain[0].a, chain[0].b))


def _is_free(run: _Run, taken: tuple[set[int], set[int]]) -> bool:
    ends = ((run.a, taken[0]), (run.b, taken[1]))
    return not any(start in used or start + run.length - 1 in used for start, used in ends)


def _next(run: _Run, runs: Sequence[_Run], starts: Sequence[int], way: int) -> _Run | None:
    """Return the nearest run behind (``way`` 1) or before (-1) a run in both pages, if a few words off at most."""
    if way > 0:
        low, high = run.a + run.length, run.a + run.length + BETWEEN
    else:
        low, high = run.a - BETWEEN - LONGEST_STEP, run.a - LINK
    near = runs[bisect_left(starts, low) : bisect_right(starts, high)]
    gaps = [(_gap(run, other) if way > 0 else _gap(other, run), other.a, other.b, other) for other in near]
    fitting = [found for found in gaps if found[0] is not None]
    return min(fitting, key=lambda found: found[:3])[3] if fitting else None


def _gap(first: _Run, second: _Run) -> int | None:
    """Return how many other words stand between two runs, in the page with more; ``None`` where they do not follow."""
    a, b = second.a - first.a - first.length, second.b - first.b - first.length
    return max(a, b) if 0 <= a <= BETWEEN and 0 <= b <= BETWEEN else None


def _is_passage(chain: Sequence[_Run]) -> bool:
    words = sum(run.length for run in chain)
    sides = (chain[-1].a + chain[-1].length - chain[0].a, chain[-1].b + chain[-1].length - chain[0].b)
    return max(run.length for run in chain) >= SHORTEST or (words >= EDITED and words >= DENSE * max(sides))


def _shared(a: Page, b: Page, chain: Sequence[_Run], stand: bytearray) -> Shared:
    first, last = chain[0], chain[-1]
    span_a = Span(a.spans[first.a].start, a.spans[last.a + last.length - 1].end)
    span_b = Span(b.spans[first.b].start, b.spans[last.b + last.length - 1].end)
    equal = [(run.a + n, run.b + n) for run in chain for n in range(run.length)]
    prose = [at_a for at_a, at_b in equal if not a.quoted[at_a] and not b.quoted[at_b]]
    own = [at for at, _ in equal if not stand[at]]
    told = len(set(own) & set(prose))
    return Shared(
        SharedPassage(a.article, span_a, b.article, span_b), len(equal), len(prose), len(own), told, len(chain) == 1
    )


def _standing_words(words: tuple[str, ...], standing: Container[tuple[str, ...]]) -> bytearray:
    """Return 1 for each word that is in a standing phrase, and 0 for the others."""
    marked = bytearray(len(words))
    for start in range(len(words) - SEED + 1):
        if words[start : start + SEED] in standing:
            marked[start : start + SEED] = b"\1" * SEED
    return marked
