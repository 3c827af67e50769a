"""The same words in two pages: passages that one page took from the other, or both from a third.

Pages meet under runs of ``SEED`` words (an index of all of them; news is short enough to need no
sampling), and each meeting is grown to the longest run of equal words (as in Schleimer, Wilkerson and Aiken 2003,
without the sampling).  Furniture takes no part: share bars are the same everywhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from sayso.records import Article, SharedPassage, Span
from sayso.text import quotations

SEED: Final = 6
# Shorter runs are names and set phrases ("the Syrian Observatory for Human Rights said on Tuesday" has nine
# words, so that prose is told from such phrases by its sum, in origins.py).
SHORTEST: Final = 8
# A run that more pages share than this is a slogan or a boilerplate line, not a copy.
CROWDED: Final = 25

_WORD: Final = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class Page:
    """The words of one article outside its furniture, in lower case, with their places.

    ``quoted`` tells of each word whether it stands inside quotation marks.
    """

    article: str
    words: tuple[str, ...]
    spans: tuple[Span, ...]
    quoted: tuple[bool, ...]

    @classmethod
    def of(cls, article: Article) -> Page:
        """Return the page of ``article``."""
        covered = bytearray(len(article.text))
        for span in article.furniture:
            covered[span.start : span.end] = b"\1" * (span.end - span.start)
        inside = bytearray(len(article.text))
        for span in quotations(article.text):
            inside[span.start : span.end] = b"\1" * (span.end - span.start)
        matches = [match for match in _WORD.finditer(article.text) if not covered[match.start()]]
        return cls(
            article.id,
            tuple(match.group().lower().replace("’", "'") for match in matches),
            tuple(Span(*match.span()) for match in matches),
            tuple(bool(inside[match.start()]) for match in matches),
        )


@dataclass(frozen=True, slots=True)
class Shared:
    """One run of equal words in two pages; ``prose`` is how many of them neither page has in quotation marks."""

    passage: SharedPassage
    words: int
    prose: int


Reuse = Mapping[tuple[str, str], tuple[Shared, ...]]


def find_reuse(articles: Sequence[Article]) -> Reuse:
    """Return, for each pair of article identifiers (sorted) that share runs of words, those runs in order."""
    pages = [Page.of(article) for article in sorted(articles, key=lambda article: article.id)]
    found: defaultdict[tuple[str, str], list[Shared]] = defaultdict(list)
    for (a, b), seeds in sorted(_seeds(pages).items()):
        runs = _grow(pages[a], pages[b], seeds)
        if runs:
            found[pages[a].article, pages[b].article] = runs
    return {pair: tuple(runs) for pair, runs in found.items()}


def _seeds(pages: Sequence[Page]) -> Mapping[tuple[int, int], list[tuple[int, int]]]:
    """Return, for each pair of pages, the places of the runs of ``SEED`` words that both have."""
    under: defaultdict[tuple[str, ...], dict[int, int]] = defaultdict(dict)
    for number, page in enumerate(pages):
        for at in range(len(page.words) - SEED + 1):
            under[page.words[at : at + SEED]].setdefault(number, at)
    seeds: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for places in under.values():
        if 1 < len(places) <= CROWDED:
            for (a, at_a), (b, at_b) in combinations(places.items(), 2):
                seeds[a, b].append((at_a, at_b))
    return seeds


def _grow(a: Page, b: Page, seeds: list[tuple[int, int]]) -> list[Shared]:
    """Return the longest equal runs around the seeds, none inside another, in the order of page ``a``."""
    runs: list[Shared] = []
    reached: dict[int, int] = {}
    for at_a, at_b in sorted(seeds):
        # Seeds of one run lie on one diagonal; what was grown there already is passed over.
        if reached.get(at_b - at_a, -1) > at_a:
            continue
        start, end = 0, SEED
        while start + at_a > 0 and start + at_b > 0 and a.words[at_a + start - 1] == b.words[at_b + start - 1]:
            start -= 1
        while at_a + end < len(a.words) and at_b + end < len(b.words) and a.words[at_a + end] == b.words[at_b + end]:
            end += 1
        reached[at_b - at_a] = at_a + end
        if end - start >= SHORTEST:
            runs.append(_shared(a, b, at_a + start, at_b + start, end - start))
    return runs


def _shared(a: Page, b: Page, at_a: int, at_b: int, words: int) -> Shared:
    span_a = Span(a.spans[at_a].start, a.spans[at_a + words - 1].end)
    span_b = Span(b.spans[at_b].start, b.spans[at_b + words - 1].end)
    plain = zip(a.quoted[at_a : at_a + words], b.quoted[at_b : at_b + words], strict=True)
    prose = sum(not in_a and not in_b for in_a, in_b in plain)
    return Shared(SharedPassage(a.article, span_a, b.article, span_b), words, prose)
