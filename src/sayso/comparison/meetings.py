"""Who meets under a key: each two that share one, without looking at every two there are.

Keys and those that hold them are numbers, in columns.  A key that many hold tells nothing and is passed over, so that
the work grows with the number of holders and not with its square.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Final, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from sayso.spilled import Spilled

# Pairs that are brought together or numbered at once.
_AT_ONCE: Final = 1_000_000
# Holders whose pairs are looked at together.
_SHARE: Final = 1 << 13

Row = TypeVar("Row", bound=np.generic)
Numbers = NDArray[np.int64]
Small = NDArray[np.int32]


def joined(first: NDArray[np.integer], second: NDArray[np.integer]) -> Small:
    """Return one number for each two, counted from 0: some after others, for all at once take much memory."""
    numbers = np.empty(len(first), dtype=np.int32)
    above, known = np.int64(second.max(initial=0)) + 1, 0
    shares = 1 + len(first) // _AT_ONCE  # those of one share have no first number in common with others
    for share in range(shares):
        at = of_share(first, share, shares)
        found, which = np.unique(first[at] * above + second[at], return_inverse=True)
        numbers[at] = which + known
        known += len(found)
    return numbers


def joined_up(some: Iterable[Numbers]) -> Numbers:
    """Return columns one behind the other, of which there may be none."""
    return np.concatenate([np.zeros(0, dtype=np.int64), *some])


def of_share(numbers: NDArray[np.integer], share: int, shares: int) -> Numbers:
    """Return where the numbers of one of so many shares stand, without another column of all numbers."""
    starts = range(0, len(numbers), _AT_ONCE)
    return joined_up(np.flatnonzero(numbers[start : start + _AT_ONCE] % shares == share) + start for start in starts)


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


def tallied(pairs: Iterable[Numbers], count: int) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield each pair once, in order, and how often it came: those of some first holders after those of others.

    A pair is a number, as ``meetings`` has it.
    """
    shares: Shares[np.int64] = Shares()
    for some in pairs:
        shares.put(some // max(1, count), some)
    for share in shares:
        yield np.unique(share, return_counts=True)


class Shares(Generic[Row]):
    """Rows of numbers that lie on the disk, in shares: those of some holders together."""

    def __init__(self) -> None:
        self._rows: Spilled[NDArray[Row]] = Spilled(near=1)
        self._shares: list[list[int]] = []

    def put(self, holders: NDArray[np.integer], rows: NDArray[Row]) -> None:
        """Put rows behind the others, each to the share of its holder."""
        shares = (holders // _SHARE).astype(np.uint16)  # which sorts much sooner; there are not so many
        order = np.argsort(shares, kind="stable")
        ends = np.cumsum(np.bincount(shares)).tolist()
        self._shares += [[] for _ in range(len(self._shares), len(ends))]
        for share, (begin, end) in enumerate(pairwise([0, *ends])):
            if begin < end:
                self._shares[share].append(len(self._rows))
                self._rows.append(rows[order[begin:end]])

    def __iter__(self) -> Iterator[NDArray[Row]]:
        """Yield the rows of each share that has any, in the order in which they were put."""
        return (np.concatenate([self._rows[place] for place in places]) for places in self._shares if places)
