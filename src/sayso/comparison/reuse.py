"""The same words in two pages: passages that one page took from the other, or both from a third.

Pages meet under runs of ``SEED`` words (an index of all of them; news is short enough to need no
sampling, as in Schleimer, Wilkerson and Aiken 2003).  In two pages that meet, all runs of ``LINK`` equal
words are grown, and runs that follow one another in both pages with a few other words between them are one
passage that was edited (the chaining of seeds as in BLAST; Altschul and others 1990).  Furniture takes no
part: share bars are the same everywhere.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final

import numpy as np

from sayso.comparison.cut_pages import Page
from sayso.comparison.word_runs import LINK, Numbered, number_pages
from sayso.memory import Memory
from sayso.records import Article, Report, SharedPassage, Span

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


@dataclass(frozen=True, slots=True)
class Shared:
    """One passage that two pages share: ``words`` are equal in both.

    ``prose`` is how many of them are the reporter's in both pages, ``own`` how many belong to no standing phrase,
    ``told`` how many of the prose do not, ``quoted`` how many of those that one page quotes do not; ``verbatim``
    tells whether nothing but equal words is in it.
    """

    passage: SharedPassage
    words: int
    prose: int
    own: int
    told: int
    quoted: int
    verbatim: bool


Reuse = Mapping[tuple[str, str], tuple[Shared, ...]]
Chain = tuple[int, ...]
"""Runs of equal words one behind the other: of each where it begins in the one page and in the other, its length."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Equal words from ``a`` on in one page and from ``b`` on in the other."""

    a: int
    b: int
    length: int


def find_reuse(articles: Sequence[Article], reports: Iterable[Report] = (), memory: Memory | None = None) -> Reuse:
    """Return, for each pair of article identifiers (sorted) that share passages, those in order.

    The ``reports`` of the articles tell which words only name who speaks.
    """
    memory = memory or Memory()
    told: defaultdict[str, list[Report]] = defaultdict(list)
    for report in reports:
        told[report.article].append(report)
    pages = [Page.of(one, told.get(one.id, ())) for one in sorted(articles, key=lambda article: article.id)]
    numbered, met = number_pages(pages)
    named = [memory.named(" ".join(page.words)) for page in pages]
    chained = memory.recall_beside(_long_chains, [(named[a], named[b], (numbered[a], numbered[b])) for a, b in met])
    found: dict[tuple[str, str], tuple[Shared, ...]] = {}
    for (a, b), chains in zip(met, chained, strict=True):
        passages = tuple(_shared(pages[a], pages[b], chain, numbered[a].standing) for chain in chains)
        if passages:
            found[pages[a].article, pages[b].article] = passages
    return found


def _long_chains(a: Numbered, b: Numbered) -> tuple[Chain, ...]:
    """Return the chains of runs that make a passage, by the words of the two pages alone."""
    return tuple(
        tuple(number for run in chain for number in (run.a, run.b, run.length))
        for chain in _chains(_runs(a, b))
        if _is_passage(chain)
    )


def _runs(a: Numbered, b: Numbered) -> list[_Run]:
    """Return the longest runs of at least ``LINK`` equal words, in the order of page ``a``, none inside another."""
    first = np.searchsorted(b.links, a.begun, side="left")
    behind = np.searchsorted(b.links, a.begun, side="right")
    count = behind - first
    begins = np.flatnonzero((count > 0) & (count <= REPEATED))
    runs: list[_Run] = []
    reached: dict[int, int] = {}  # how far each diagonal is grown already
    for at_a, start, end in zip(begins.tolist(), first[begins].tolist(), behind[begins].tolist(), strict=True):
        for at_b in b.places[start:end].tolist():
            if reached.get(at_b - at_a, -1) <= at_a:
                length = _length(a, b, at_a, at_b)
                reached[at_b - at_a] = at_a + length
                runs.append(_Run(at_a, at_b, length))
    return runs


def _length(a: Numbered, b: Numbered, at_a: int, at_b: int) -> int:
    most = min(len(a.words) - at_a, len(b.words) - at_b)
    other = a.words[at_a : at_a + most] != b.words[at_b : at_b + most]
    first = int(other.argmax())
    return first if other[first] else most


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


def _shared(a: Page, b: Page, chain: Chain, standing: bytes) -> Shared:
    prose = own = told = quoted = 0
    for at_a, at_b, length in zip(chain[::3], chain[1::3], chain[2::3], strict=True):
        here, there = slice(at_a, at_a + length), slice(at_b, at_b + length)
        stands = standing[here]
        prose += _none(a.spoken[here], b.spoken[there])
        own += stands.count(0)
        told += _none(a.spoken[here], b.spoken[there], stands)
        quoted += stands.count(0) - _none(a.quoted[here], b.quoted[there], stands)
    span_a = Span(a.starts[chain[0]], a.ends[chain[-3] + chain[-1] - 1])
    span_b = Span(b.starts[chain[1]], b.ends[chain[-2] + chain[-1] - 1])
    passage = SharedPassage(a.article, span_a, b.article, span_b)
    return Shared(passage, sum(chain[2::3]), prose, own, told, quoted, len(chain) == 3)


def _none(*marks: bytes) -> int:
    """Return at how many places nothing is marked."""
    marked = reduce(or_, map(int.from_bytes, marks))
    return marked.to_bytes(len(marks[0])).count(0)
