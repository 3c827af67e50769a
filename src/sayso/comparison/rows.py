"""Rows of numbers, one a page or another thing, in one column."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray


class Rows(Sequence["array[int]"]):
    """Rows of numbers from 0 to 2³¹ - 1, each as it was put.

    >>> rows = Rows([(7, 1), (), (3,)])
    >>> [list(row) for row in rows], rows.largest()
    ([[7, 1], [], [3]], 7)
    """

    def __init__(self, rows: Iterable[Iterable[int]] = ()) -> None:
        self._numbers, self._ends = array("i"), array("q")
        for row in rows:
            self.append(row)

    def append(self, row: Iterable[int]) -> None:
        """Put a row behind the others."""
        self._numbers.extend(row)
        self._ends.append(len(self._numbers))

    def numbers(self) -> NDArray[np.int32]:
        """Return the numbers of all rows, one row's behind another's; no row can be put while somebody holds them."""
        return np.asarray(self._numbers)

    def counts(self) -> NDArray[np.int64]:
        """Return how many numbers each row has."""
        return np.diff(np.asarray(self._ends), prepend=0)

    def largest(self) -> int:
        """Return the largest number of all rows, 0 where there is none."""
        return max(self._numbers, default=0)

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, place: int) -> array[int]: ...
    @overload
    def __getitem__(self, place: slice) -> list[array[int]]: ...
    def __getitem__(self, place: int | slice) -> array[int] | list[array[int]]:
        if isinstance(place, slice):
            return [self[at] for at in range(len(self))[place]]
        at = range(len(self))[place]
        return self._numbers[self._ends[at - 1] if at else 0 : self._ends[at]]
