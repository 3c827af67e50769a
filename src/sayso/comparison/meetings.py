"""Who meets under a key: each two that share one, without looking at every two there are.

Keys and those that hold them are numbers, in columns.  A key that many hold tells nothing and is passed over, so that
the work grows with the number of holders and not with its square.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Final

import numpy as np
from numpy.typing import NDArray

# Pairs that are brought together or numbered at once.
_AT_ONCE: Final = 1_000_000

Numbers = NDArray[np.int64]
Small = NDArray[np.int32]


def joined(first: NDArray[np.integer], second: NDArray[np.integer]) -> Small:
    """Return one number for each two, counted from 0: some after others, for all at once take much memory."""
    numbers = np.empty(len(first), dtype=np.int32)
    above, known = np.int64(second.max(initial=0)) + 1, 0
    shares = 1 + len(first) // _AT_ONCE  # those of one share have no first number in common with others
    for share in range(shares):
        at = np.flatnonzero(first % shares == share)
        found, which = np.unique(first[at] * above + second[at], return_inverse=True)
        numbers[at] = which + known
        known += len(found)
    return numbers


def held(keys: NDArray[np.integer], holders: NDArray[np.integer], count: int) -> tuple[Numbers, Numbers]:
    """Return each key with each of its holders once, in order: two columns; there are ``count`` holders."""
    both = np.unique(keys * np.int64(count) + holders)
    kept, holding = np.divmod(both, max(1, count))
    return kept, holding


def meetings(keys: Numbers, holders: Numbers, count: int, crowded: int) -> Iterator[Numbers]:
    """Yield, many at a time, each pair once for each key that it shares and at most ``crowded`` hold.

    Keys and holders are as ``held`` returns them.  A pair of holders a < b is the number a · ``count`` + b.
    """
    for some in _under_one(keys, holders, crowded):
        first, second = np.triu_indices(some.shape[1], 1)
        yield (some[:, first] * count + some[:, second]).ravel()


def _under_one(keys: Numbers, holders: Numbers, crowded: int) -> Iterator[Numbers]:
    """Yield the holders of a key together, a row a key, as many keys as are looked at at once."""
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    counts = np.diff(starts, append=len(keys))
    for size in range(2, crowded + 1):
        rows = starts[counts == size]
        step = max(1, _AT_ONCE // (size * size))
        for start in range(0, len(rows), step):
            yield holders[rows[start : start + step, None] + np.arange(size)]


def each_two(pairs: Numbers, count: int) -> Iterator[tuple[int, int]]:
    """Yield the two holders of each pair."""
    return (divmod(int(pair), count) for pair in pairs)


def together(pairs: Iterable[tuple[int, int]], least: int) -> Iterator[list[tuple[int, int]]]:
    """Yield sorted pairs some at a time: those of one first holder together, of as many as it takes for ``least``."""
    some: list[tuple[int, int]] = []
    for _, beside in groupby(pairs, key=itemgetter(0)):
        some += beside
        if len(some) >= least:
            yield some
            some = []
    if some:
        yield some


def tallied(pairs: Iterable[Numbers]) -> tuple[Numbers, Numbers]:
    """Return each pair once, in order, and how often it came."""
    known, times = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    new: list[Numbers] = []
    count = 0
    for some in pairs:
        new.append(some)
        count += len(some)
        if count > max(_AT_ONCE, len(known)):
            known, times = _tallied(known, times, new)
            new, count = [], 0
    return _tallied(known, times, new)


def _tallied(known: Numbers, times: Numbers, new: list[Numbers]) -> tuple[Numbers, Numbers]:
    came, often = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *new]), return_counts=True)
    every = np.union1d(known, came)
    summed = np.zeros(len(every), dtype=np.int64)
    summed[np.searchsorted(every, known)] += times
    summed[np.searchsorted(every, came)] += often
    return every, summed
