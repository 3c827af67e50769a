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
from sayso.comparison.meetings import together
from sayso.comparison.word_runs import LINK, NEAR, Numbered, number_pages
from sayso.memory import Memory
from sayso.records import Article, Report, SharedPassage, Span
from sayso.spilled import Spilled, SpilledTable

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
# Pairs of pages that are looked at with both pages in memory.
_AT_ONCE: Final = 500


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
    in_order = sorted(articles, key=lambda article: article.id)
    pages = Spilled((Page.of(one, told.get(one.id, ())) for one in in_order), near=NEAR)
    numbered, met = number_pages(pages)
    named = [memory.named(" ".join(page.words)) for page in pages]
    found: SpilledTable[tuple[str, str], tuple[Shared, ...]] = SpilledTable()
    for some in together(met, _AT_ONCE):
        given = [(named[a], named[b], (numbered[a], numbered[b])) for a, b in some]
        for (a, b), chains in zip(some, memory.recall_beside(_long_chains, given), strict=True):
            passages = tuple(_shared(pages[a], pages[b], chain, numbered[a].standing) for chain in chains)
            if passages:
                found[pages[a].article, pages[b].article] = passages
    return found


def _long_chains(a: Numbered, b: Numbered) -> tuple[Chain, ...]:
    """Return the chains of runs that make a passage, by the words of the two pages alone."""
    chains = _Chaining(_runs(a, b), len(a.words), len(b.words)).chains()
    return tuple(
        tuple(number for run in chain for number in (run.a, run.b, run.length))
        for chain in chains
        if _is_passage(chain)
    )


def _runs(a: Numbered, b: Numbered) -> list[_Run]:
    """Return the longest runs of at least ``LINK`` equal words, in the order of page ``a``, none inside another.

    A run begins at its first ``LINK`` words that are no refrain of page ``b``.
    """
    first = np.searchsorted(b.links, a.begun, side="left")
    count = np.searchsorted(b.links, a.begun, side="right") - first
    begins = np.flatnonzero((count > 0) & (count <= REPEATED))
    if not len(begins):
        return []
    many = count[begins]
    at_a = np.repeat(begins, many)
    nth = np.arange(len(at_a)) - np.repeat(np.cumsum(many) - many, many)
    at_b = b.places[np.repeat(first[begins], many) + nth].astype(np.int64)
    # Along one diagonal, links one behind the other are one run.
    order = np.lexsort((at_a, at_b - at_a))
    at_a, at_b = at_a[order], at_b[order]
    goes_on = (np.diff(at_b - at_a, prepend=-(1 << 60)) == 0) & (np.diff(at_a, prepend=-(1 << 60)) == 1)
    starts = np.flatnonzero(~goes_on)
    ends = np.append(starts[1:], len(at_a)) - 1
    runs: list[_Run] = []
    diagonal, reached = None, 0
    told = zip(at_a[starts].tolist(), at_b[starts].tolist(), (at_a[ends] + LINK).tolist(), strict=True)
    for start, beside, end in told:
        if beside - start != diagonal or start >= reached:
            diagonal, reached = beside - start, _end(a, b, end, end + beside - start)
            runs.append(_Run(start, beside, reached - start))
    return sorted(runs, key=lambda run: (run.a, run.b))


def _end(a: Numbered, b: Numbered, at_a: int, at_b: int) -> int:
    """Return where in page ``a`` the words cease to be equal that are equal before these places."""
    most = min(len(a.words) - at_a, len(b.words) - at_b)
    if most <= 0 or a.words[at_a] != b.words[at_b]:
        return at_a
    other = a.words[at_a : at_a + most] != b.words[at_b : at_b + most]
    first = int(other.argmax())
    return at_a + (first if other[first] else most)


class _Chaining:
    """Puts runs in chains; no word of a page is in two of them."""

    def __init__(self, runs: Sequence[_Run], words_a: int, words_b: int) -> None:
        self._runs = runs
        self._starts = [run.a for run in runs]
        self._taken = bytearray(words_a), bytearray(words_b)

    def chains(self) -> list[list[_Run]]:
        """Return the chains, grown from the longest run on, in the order of the pages."""
        chains: list[list[_Run]] = []
        for seed in sorted(self._runs, key=lambda run: (-run.length, run.a, run.b)):
            if self._is_free(seed):
                chains.append([run for run in self._grown(seed) if self._is_free(run)])
                for run in chains[-1]:
                    self._take(run)
        return sorted(chains, key=lambda chain: (chain[0].a, chain[0].b))

    def _grown(self, seed: _Run) -> list[_Run]:
        chain = [seed]
        while self._is_free(chain[-1]) and (after := self._after(chain[-1])):
            chain.append(after)
        while self._is_free(chain[0]) and (before := self._before(chain[0])):
            chain.insert(0, before)
        return chain

    def _is_free(self, run: _Run) -> bool:
        in_a, in_b = self._taken
        last = run.length - 1
        return not (in_a[run.a] or in_a[run.a + last] or in_b[run.b] or in_b[run.b + last])

    def _take(self, run: _Run) -> None:
        for taken, start in zip(self._taken, (run.a, run.b), strict=True):
            taken[start : start + run.length] = b"\1" * run.length

    def _after(self, run: _Run) -> _Run | None:
        """Return the nearest run behind a run in both pages, if a few words off at most."""
        end_a, end_b = run.a + run.length, run.b + run.length
        at = bisect_left(self._starts, end_a)
        best, least = None, BETWEEN + 1
        while at < len(self._starts) and self._starts[at] <= end_a + BETWEEN:
            other = self._runs[at]
            gap = max(other.a - end_a, other.b - end_b)
            if gap < least and other.b >= end_b:
                best, least = other, gap
            at += 1
        return best

    def _before(self, run: _Run) -> _Run | None:
        """Return the nearest run before a run in both pages, if a few words off at most."""
        at = bisect_left(self._starts, run.a - BETWEEN - LONGEST_STEP)
        behind = bisect_right(self._starts, run.a - LINK)
        best, least = None, BETWEEN + 1
        for other in self._runs[at:behind]:
            gap_a, gap_b = run.a - other.a - other.length, run.b - other.b - other.length
            if gap_a >= 0 <= gap_b and max(gap_a, gap_b) < least:
                best, least = other, max(gap_a, gap_b)
        return best


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
