"""What was found of pairs of pages, without two identifiers in memory for each: pages are numbers there."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

import numpy as np

One = TypeVar("One")


class _Growing(Protocol[One]):
    def __len__(self) -> int: ...
    def __getitem__(self, place: int, /) -> One: ...
    def append(self, one: One, /) -> None: ...


class ByPair(Mapping[tuple[str, str], One]):
    """What was found of pairs of pages, each under its two identifiers, the lesser first; sorted by these.

    ``pages`` are all identifiers, sorted.  What is found is put into ``ones``, which are empty: a column of numbers,
    or records on the disk.

    >>> scores = ByPair(["art_a", "art_b", "art_c"], array("d"))
    >>> scores.append(("art_a", "art_c"), 0.5)
    >>> scores["art_a", "art_c"], scores.get(("art_a", "art_b")), list(scores)
    (0.5, None, [('art_a', 'art_c')])
    >>> scores.places(["art_c"], ["art_b", "art_a"])
    [0]
    """

    def __init__(self, pages: Sequence[str], ones: _Growing[One]) -> None:
        self.ones = ones
        self._pages = pages
        # Of pages a < b, by their places, the number a · count + b.
        self._pairs = array("q")

    def append(self, two: tuple[str, str], one: One) -> None:
        """Put what was found of a pair behind all that is before it; raise ValueError where it is not the last."""
        pair = self._number(two)
        if self._pairs and pair <= self._pairs[-1]:
            raise ValueError(f"{two} comes before what is there")
        self._pairs.append(pair)
        self.ones.append(one)

    def pair(self, at: int) -> tuple[str, str]:
        """Return the pair at a place, which is also that of what was found of it among ``ones``."""
        first, second = divmod(self._pairs[at], len(self._pages))
        return self._pages[first], self._pages[second]

    def places(self, ours: Sequence[str], theirs: Sequence[str]) -> list[int]:
        """Return the places of the pairs of one of our pages with one of theirs, by our pages and then by theirs.

        All are among ``pages``.
        """
        a, b = (np.array([bisect_left(self._pages, page) for page in some], dtype=np.int64) for some in (ours, theirs))
        asked = (np.minimum.outer(a, b) * len(self._pages) + np.maximum.outer(a, b)).ravel()
        pairs = np.asarray(self._pairs)
        at = np.searchsorted(pairs, asked)
        before_end = at < len(pairs)
        at, asked = at[before_end], asked[before_end]
        found: list[int] = at[pairs[at] == asked].tolist()
        return found

    def __getitem__(self, two: tuple[str, str]) -> One:
        at = bisect_left(self._pairs, self._number(two))
        if at == len(self._pairs) or self.pair(at) != two:  # also where a page is none of these
            raise KeyError(two)
        return self.ones[at]

    def _number(self, two: tuple[str, str]) -> int:
        first, second = two
        return bisect_left(self._pages, first) * len(self._pages) + bisect_left(self._pages, second)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return map(self.pair, range(len(self)))

    def __len__(self) -> int:
        return len(self._pairs)
