"""Runs of words under numbers: which pages hold one, and in which weeks.

Each word of the pages has a number, and so has each run of ``LINK`` and of ``SEED`` of them; runs are the same where
their numbers are.  The numbers say nothing else, and are others when the pages are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sayso.comparison.cut_pages import Page

SEED: Final = 6
LINK: Final = 3
# A run that more pages share than this is a slogan or a boilerplate line, not a copy.
CROWDED: Final = 25
# Weeks in which pages have a run of words that makes it a standing phrase of a house ("which relies on a network
# of sources inside Syria for its information"): nobody took it from a page of another month.
STANDING: Final = 3
# Pairs of pages that are brought together at once.
_AT_ONCE: Final = 1_000_000

Numbers = NDArray[np.int64]
Small = NDArray[np.int32]


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


def number_pages(pages: Sequence[Page]) -> tuple[list[Numbered], list[tuple[int, int]]]:
    """Return the pages under numbers, and the places of each two that share a run of words which few have, sorted."""
    lengths = np.array([len(page.words) for page in pages], dtype=np.int64)
    words = _word_numbers(pages, int(lengths.sum()))
    links, seeds = _run_numbers(words)
    ends = np.cumsum(lengths)
    whole = _whole(lengths, ends)
    runs, holders = _held(seeds, whole, lengths)
    standing = _standing(pages, runs, holders)
    stands = np.zeros(len(words) + 1, dtype=bool)
    stands[whole] = standing[seeds[whole]]
    numbered = [
        _numbered(words[start:end], links[start : max(start, end - LINK + 1)], stands[start:end])
        for start, end in zip((ends - lengths).tolist(), ends.tolist(), strict=True)
    ]
    telling = ~standing[runs]
    return numbered, _meetings(runs[telling], holders[telling], len(pages))


def _whole(lengths: Numbers, ends: Numbers) -> Numbers:
    """Return the places of the words from which on a page has ``SEED`` words."""
    left = np.repeat(ends, lengths) - np.arange(lengths.sum())
    return np.flatnonzero(left >= SEED)


def _held(seeds: Small, whole: Numbers, lengths: Numbers) -> tuple[Numbers, Numbers]:
    """Return each run of ``SEED`` words with each page that holds it, in order: two columns."""
    pages = len(lengths)
    home = np.repeat(np.arange(pages, dtype=np.int32), lengths)
    held = np.unique(seeds[whole] * np.int64(pages) + home[whole])
    runs, holders = np.divmod(held, max(1, pages))
    return runs, holders


def _numbered(words: Small, begun: Small, stands: NDArray[np.bool_]) -> Numbered:
    order = np.argsort(begun, kind="stable")
    standing = bytearray(len(words))
    for start in np.flatnonzero(stands).tolist():
        standing[start : start + SEED] = b"\1" * SEED
    return Numbered(words, begun, begun[order], order.astype(np.int32), bytes(standing))


def _word_numbers(pages: Sequence[Page], count: int) -> Small:
    known: dict[str, int] = {}
    return np.fromiter((known.setdefault(word, len(known)) for page in pages for word in page.words), np.int32, count)


def _run_numbers(words: Small) -> tuple[Small, Small]:
    """Return the number of the run of ``LINK`` words from each word on, and of ``SEED``; wrong where a page ends."""
    padded = np.concatenate([words, np.zeros(SEED, dtype=np.int32)])
    links = _joined(_joined(padded[:-1], padded[1:])[:-1], padded[2:])
    return links[: len(words)], _joined(links[:-LINK], links[LINK:])[: len(words)]


def _joined(first: Small, second: Small) -> Small:
    """Return one number for each two, counted from 0."""
    if not len(first):
        return first
    both = first * (np.int64(second.max()) + 1) + second
    numbers: Small = np.unique(both, return_inverse=True)[1].astype(np.int32)
    return numbers


def _standing(pages: Sequence[Page], runs: Numbers, holders: Numbers) -> NDArray[np.bool_]:
    """Return of each run, by its number, whether it is a standing phrase; ``runs`` are in order, with their pages."""
    count = int(runs[-1]) + 1 if len(runs) else 0
    weeks = np.array([-1 if page.week is None else page.week for page in pages], dtype=np.int64)[holders]
    known = weeks >= 0
    each = np.unique(runs[known] * (weeks.max(initial=0) + 1) + weeks[known]) // (weeks.max(initial=0) + 1)
    found: NDArray[np.bool_] = np.bincount(each, minlength=count) >= STANDING
    return found


def _meetings(runs: Numbers, holders: Numbers, pages: int) -> list[tuple[int, int]]:
    """Return each two pages that hold a run which not too many hold, sorted."""
    found = [np.zeros(0, dtype=np.int64)]
    for some in _under_one(runs, holders):
        first, second = np.triu_indices(some.shape[1], 1)
        found.append(np.unique(some[:, first] * pages + some[:, second]))
        if sum(map(len, found[1:])) > _AT_ONCE:
            found = [np.unique(np.concatenate(found))]
    return [divmod(two, pages) for two in np.unique(np.concatenate(found)).tolist()]


def _under_one(runs: Numbers, holders: Numbers) -> Iterator[Numbers]:
    """Yield the pages that hold a run together, a row a run, as many runs as are looked at at once."""
    starts = np.flatnonzero(np.diff(runs, prepend=-1))
    counts = np.diff(starts, append=len(runs))
    for count in range(2, CROWDED + 1):
        rows = starts[counts == count]
        step = max(1, _AT_ONCE // (count * count))
        for start in range(0, len(rows), step):
            yield holders[rows[start : start + step, None] + np.arange(count)]
