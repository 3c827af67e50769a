"""Runs of words under numbers: which pages hold one, and in which weeks.

Each word of the pages has a number, and so has each run of ``LINK`` and of ``SEED`` of them; runs are the same where
their numbers are.  The numbers say nothing else, and are others when the pages are.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sayso.comparison.cut_pages import Page
from sayso.comparison.meetings import Numbers, Small, each_two, held, joined, joined_up, meetings, of_share, tallied
from sayso.spilled import Spilled

SEED: Final = 6
LINK: Final = 3
# A run that more pages share than this is a slogan or a boilerplate line, not a copy.
CROWDED: Final = 25
# Weeks in which pages have a run of words that makes it a standing phrase of a house ("which relies on a network
# of sources inside Syria for its information"): nobody took it from a page of another month.
STANDING: Final = 3
# Words whose runs are brought together at once: all of them would take more memory than their pages.
_AT_ONCE: Final = 1_000_000
# Pages that are in memory where pairs of them are looked at.
NEAR: Final = 1000


@dataclass(frozen=True, slots=True)
class Numbered:
    """A page under numbers: ``words``, and the runs of ``LINK`` words that begin at each of them.

    ``links`` are these runs in the order of their numbers, and ``places`` where each begins.  ``standing`` is 1 for
    each word of a standing phrase, else 0.
    """

    words: NDArray[np.int32]
    begun: NDArray[np.int32]
    links: NDArray[np.int32]
    places: NDArray[np.int32]
    standing: bytes


def number_pages(pages: Sequence[Page]) -> tuple[Sequence[Numbered], Iterator[tuple[int, int]]]:
    """Return the pages under numbers, and the places of each two that share a run of words which few have, sorted."""
    counts, of_pages = array("q"), array("q")
    for page in pages:
        counts.append(len(page.words))
        of_pages.append(-1 if page.week is None else page.week)
    lengths, weeks = np.array(counts), np.array(of_pages)
    words = _word_numbers(pages, int(lengths.sum()))
    links, seeds = _run_numbers(words)
    ends = np.cumsum(lengths)
    whole = _whole(lengths, ends)
    standing = np.zeros(int(seeds.max(initial=0)) + 1, dtype=bool)
    found = tallied(_meetings(_held(seeds, whole, ends), weeks, standing), len(pages))
    met = joined_up(pairs for pairs, _ in found)
    stands = standing[seeds] & whole
    numbered = Spilled(
        (
            _numbered(words[start:end], links[start : max(start, end - LINK + 1)], stands[start:end])
            for start, end in zip((ends - lengths).tolist(), ends.tolist(), strict=True)
        ),
        near=NEAR,
    )
    return numbered, each_two(met, len(pages))


def _whole(lengths: Numbers, ends: Numbers) -> NDArray[np.bool_]:
    """Return of each word whether its page has ``SEED`` words from it on."""
    whole = np.ones(int(lengths.sum()), dtype=bool)
    for left in range(1, SEED):
        whole[(ends - left)[lengths >= left]] = False
    return whole


def _held(seeds: Small, whole: NDArray[np.bool_], ends: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield runs of ``SEED`` words with each page that holds them, in order, some of all runs after others."""
    shares = 1 + len(seeds) // _AT_ONCE
    for share in range(shares):
        at = of_share(seeds, share, shares)
        at = at[whole[at]]
        yield held(seeds[at], np.searchsorted(ends, at, side="right"), len(ends))


def _meetings(
    some_held: Iterable[tuple[Numbers, Numbers]], weeks: Numbers, standing: NDArray[np.bool_]
) -> Iterator[Numbers]:
    """Yield pairs of pages that hold a run which few have, and mark in ``standing`` those that are standing phrases."""
    for runs, holders in some_held:
        standing[_standing(runs, weeks[holders])] = True
        telling = ~standing[runs]
        yield from meetings(runs[telling], holders[telling], len(weeks), CROWDED)


def _numbered(words: Small, begun: Small, stands: NDArray[np.bool_]) -> Numbered:
    order = np.argsort(begun, kind="stable")
    standing = bytearray(len(words))
    for start in np.flatnonzero(stands).tolist():
        standing[start : start + SEED] = b"\1" * SEED
    # Of the numbers of all pages it is a part, which would hold them all.
    return Numbered(words.copy(), begun.copy(), begun[order], order.astype(np.int32), bytes(standing))


def _word_numbers(pages: Sequence[Page], count: int) -> Small:
    known: dict[str, int] = {}
    return np.fromiter((known.setdefault(word, len(known)) for page in pages for word in page.words), np.int32, count)


def _run_numbers(words: Small) -> tuple[Small, Small]:
    """Return the number of the run of ``LINK`` words from each word on, and of ``SEED``; wrong where a page ends."""
    padded = np.concatenate([words, np.zeros(SEED, dtype=np.int32)])
    links = joined(joined(padded[:-1], padded[1:])[:-1], padded[2:])
    return links[: len(words)], joined(links[:-LINK], links[LINK:])[: len(words)]


def _standing(runs: Numbers, weeks: Numbers) -> Numbers:
    """Return the runs, each given with the weeks of its pages (-1 where not known), that are standing phrases."""
    known = weeks >= 0
    above = weeks.max(initial=0) + 1
    each, count = np.unique(np.unique(runs[known] * above + weeks[known]) // above, return_counts=True)
    return each[count >= STANDING]
