"""The same words in two pages: passages that one page took from the other, or both from a third.

Pages meet under runs of ``SEED`` words (an index of all of them; news is short enough to need no
sampling, as in Schleimer, Wilkerson and Aiken 2003).  In two pages that meet, all runs of ``LINK`` equal
words are grown, and runs that follow one another in both pages with a few other words between them are one
passage that was edited (the chaining of seeds as in BLAST; Altschul and others 1990).  Furniture takes no
part: share bars are the same everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final

import numpy as np

from sayso.comparison.by_pair import ByPair
from sayso.comparison.cut_pages import Page
from sayso.comparison.meetings import Numbers, together
from sayso.comparison.word_runs import LINK, NEAR, Numbered, number_pages
from sayso.indexed import by_page, in_order
from sayso.memory import Memory
from sayso.records import Article, Report, SharedPassage, Span
from sayso.spilled import Spilled

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
# Pairs of pages of which it is asked at once what is remembered.
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
"""The passages that pairs of pages share, in the order of the pairs."""
Chain = tuple[int, ...]
"""Runs of equal words one behind the other: of each where it begins in the one page and in the other, its length."""


@dataclass(frozen=True, slots=True)
class _Runs:
    """Equal words from ``a`` on in one page and from ``b`` on in the other, in this order.

    ``after`` and ``before`` are the runs to which each leads, and from which, -1 where there is none.
    """

    a: list[int]
    b: list[int]
    lengths: list[int]
    after: list[int]
    before: list[int]


def find_reuse(articles: Sequence[Article], reports: Sequence[Report] = (), memory: Memory | None = None) -> Reuse:
    """Return, for each pair of article identifiers (sorted) that share passages, those in order.

    The ``reports`` of the articles tell which words only name who speaks.
    """
    memory = memory or Memory()
    told = by_page(reports)
    ordered = in_order(articles, key=lambda article: article.id)
    pages = Spilled((Page.of(one, told.get(one.id, ())) for one in ordered), near=NEAR)
    numbered, met = number_pages(pages)
    names, digests = [], []
    for page in pages:
        names.append(page.article)
        digests.append(memory.named(" ".join(page.words)))
    found: ByPair[tuple[Shared, ...]] = ByPair(names, Spilled())
    for some in together(met, _AT_ONCE):
        # Pages are read only where what they share is not remembered, or is something.
        given = [(digests[a], digests[b], map(numbered.__getitem__, (a, b))) for a, b in some]
        for (a, b), chains in zip(some, memory.recall_beside(_long_chains, given), strict=True):
            passages = tuple(_shared(pages[a], pages[b], chain, numbered[a].standing) for chain in chains)
            if passages:
                found.append((names[a], names[b]), passages)
    return found


def _long_chains(a: Numbered, b: Numbered) -> tuple[Chain, ...]:
    """Return the chains of runs that make a passage, by the words of the two pages alone."""
    runs = _runs(a, b)
    passages = (chain for chain in _chains(runs, len(a.words), len(b.words)) if _is_passage(runs, chain))
    return tuple(
        tuple(number for at in chain for number in (runs.a[at], runs.b[at], runs.lengths[at])) for chain in passages
    )


def _runs(a: Numbered, b: Numbered) -> _Runs:
    """Return the longest runs of at least ``LINK`` equal words, none inside another.

    A run begins at its first ``LINK`` words that are no refrain of page ``b``.
    """
    at_a, at_b = _shared_links(a, b)
    # Along one diagonal, links one behind the other are one run.
    order = np.lexsort((at_a, at_b - at_a))
    at_a, at_b = at_a[order], at_b[order]
    new = np.ones(len(at_a), dtype=bool)
    new[1:] = (np.diff(at_b - at_a) != 0) | (np.diff(at_a) != 1)
    starts = np.flatnonzero(new)
    begin, off = at_a[starts], (at_b - at_a)[starts]
    end = at_a[np.append(starts[1:], len(at_a))[: len(starts)] - 1] + LINK
    # A refrain behind a run goes on with it, and with the one behind the refrain.
    inside = (end < len(a.words)) & (end + off < len(b.words))
    for at in np.flatnonzero(inside)[a.words[end[inside]] == b.words[(end + off)[inside]]].tolist():
        end[at] = _end(a, b, int(end[at]), int(off[at]))
    first = np.ones(len(begin), dtype=bool)
    first[1:] = (off[1:] != off[:-1]) | (end[1:] != end[:-1])
    order = np.flatnonzero(first)[np.lexsort((off[first], begin[first]))]
    begin, off, length = begin[order], off[order], (end - begin)[order]
    return _Runs(begin.tolist(), (begin + off).tolist(), length.tolist(), *_steps(begin, begin + off, length))


def _shared_links(a: Numbered, b: Numbered) -> tuple[Numbers, Numbers]:
    """Return where ``LINK`` equal words begin in the one page and in the other, those left out that are a refrain."""
    first = np.searchsorted(b.links, a.begun, side="left")
    count = np.searchsorted(b.links, a.begun, side="right") - first
    begins = np.flatnonzero((count > 0) & (count <= REPEATED))
    at, nth = _each(count[begins])
    return begins[at], b.places[first[begins][at] + nth].astype(np.int64)


def _each(counts: Numbers) -> tuple[Numbers, Numbers]:
    """Return for things of which there are so many each the number of the thing, and which of its own it is."""
    at = np.repeat(np.arange(len(counts)), counts)
    return at, np.arange(len(at)) - (np.cumsum(counts) - counts)[at]


def _end(a: Numbered, b: Numbered, at: int, off: int) -> int:
    """Return where in page ``a`` the words cease to be equal to those of ``b``, so many words further on there."""
    most = min(len(a.words) - at, len(b.words) - at - off)
    other = a.words[at : at + most] != b.words[at + off : at + off + most]
    first = int(other.argmax())
    return at + (first if other[first] else most)


def _steps(a: Numbers, b: Numbers, lengths: Numbers) -> tuple[list[int], list[int]]:
    """Return the nearest run behind each and before each in both pages, if a few words off at most, else -1.

    Of those equally near it is the first; the runs are in the order of page ``a``.
    """
    low = np.searchsorted(a, a + lengths, side="left")
    run, nth = _each(np.searchsorted(a, a + lengths + BETWEEN, side="right") - low)
    other = low[run] + nth
    gap_a, gap_b = a[other] - (a + lengths)[run], b[other] - (b + lengths)[run]
    follows = (gap_b >= 0) & (gap_b <= BETWEEN)
    run, other, gap = run[follows], other[follows], np.maximum(gap_a, gap_b)[follows]
    after, before = np.full(len(a), -1), np.full(len(a), -1)
    last_first = np.lexsort((-other, -gap, run))
    after[run[last_first]] = other[last_first]  # of several the one that is put last stays
    last_first = np.lexsort((-run, -gap, other))
    last_first = last_first[(a[other] - a[run] <= BETWEEN + LONGEST_STEP)[last_first]]
    before[other[last_first]] = run[last_first]
    return after.tolist(), before.tolist()


def _chains(runs: _Runs, words_a: int, words_b: int) -> list[list[int]]:
    """Return the runs in chains, grown from the longest run on, in their order; no word of a page is in two of them."""
    in_a, in_b = bytearray(words_a), bytearray(words_b)

    def is_free(at: int) -> bool:
        a, b, last = runs.a[at], runs.b[at], runs.lengths[at] - 1
        return not (in_a[a] or in_a[a + last] or in_b[b] or in_b[b + last])

    chains: list[list[int]] = []
    for seed in sorted(range(len(runs.a)), key=lambda at: (-runs.lengths[at], at)):
        if not is_free(seed):
            continue
        chain = [seed]
        while is_free(chain[-1]) and (after := runs.after[chain[-1]]) >= 0:
            chain.append(after)
        while is_free(chain[0]) and (before := runs.before[chain[0]]) >= 0:
            chain.insert(0, before)
        chains.append([at for at in chain if is_free(at)])
        for at in chains[-1]:
            a, b, length = runs.a[at], runs.b[at], runs.lengths[at]
            in_a[a : a + length] = in_b[b : b + length] = b"\1" * length
    return sorted(chains)


def _is_passage(runs: _Runs, chain: Sequence[int]) -> bool:
    lengths = [runs.lengths[at] for at in chain]
    first, last = chain[0], chain[-1]
    sides = (runs.a[last] - runs.a[first] + lengths[-1], runs.b[last] - runs.b[first] + lengths[-1])
    return max(lengths) >= SHORTEST or (sum(lengths) >= EDITED and sum(lengths) >= DENSE * max(sides))


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
