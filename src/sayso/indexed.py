"""Finds records by identifier, or those of one page, in a sequence that may lie on the disk.

What is in memory are places in the sequence; a record is read when it is asked for.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeVar

import numpy as np

from sayso.spilled import MadeWhenAsked


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


class _OfPage(Protocol):
    @property
    def article(self) -> str: ...


One = TypeVar("One")
Identified = TypeVar("Identified", bound=_Identified)
OfPage = TypeVar("OfPage", bound=_OfPage)


class InOrder(MadeWhenAsked[One]):
    """The records of a sequence at some ``places`` of it, in the order of these."""

    def __init__(self, ones: Sequence[One], places: Iterable[int]) -> None:
        super().__init__()
        self._ones, self._places = ones, array("L", places)

    def __len__(self) -> int:
        return len(self._places)

    def made(self, at: int) -> One:
        """Return the record at a place."""
        return self._ones[self._places[at]]


def in_order(ones: Sequence[One], key: Callable[[One], Any]) -> Sequence[One]:
    """Return the records sorted by a key, those of one key as they stand.  All keys are in memory meanwhile."""
    keys = list(map(key, ones))
    return InOrder(ones, sorted(range(len(keys)), key=keys.__getitem__))


def by_id(ones: Sequence[Identified]) -> Mapping[str, Identified]:
    """Return the records by their identifiers; of those of one identifier the last."""
    return by_key(ones, lambda one: one.id)


def by_key(ones: Sequence[One], key: Callable[[One], str]) -> Mapping[str, One]:
    """Return the records by a key that each holds; of those of one key the last.  Keys come in the records' order."""
    return _ByKey(ones, key)


def by_page(ones: Sequence[OfPage]) -> Mapping[str, Sequence[OfPage]]:
    """Return the records of each page that has any, in their order; pages in the order in which they first come.

    >>> from sayso.records import Place, Span
    >>> found = by_page([Place("art_b", Span(0, 1)), Place("art_a", Span(2, 3)), Place("art_b", Span(4, 5))])
    >>> list(found), [place.span.start for place in found["art_b"]], found.get("art_c", ())
    (['art_b', 'art_a'], [0, 4], ())
    """
    return _ByPage(ones)


class _ByKey(Mapping[str, One]):
    """Finds records by 64 bits of their keys, which are held in order beside their places."""

    def __init__(self, ones: Sequence[One], key: Callable[[One], str]) -> None:
        self._ones, self._key = ones, key
        bits = np.fromiter((hash(key(one)) for one in ones), dtype=np.int64, count=len(ones))
        places = np.argsort(bits, kind="stable")
        self._bits: array[int] = array("q", bits[places].tobytes())
        self._places: array[int] = array("L", places.tolist())

    def _at(self, name: object) -> int:
        """Return the last place at which a key is held, -1 where it is nowhere."""
        bits = hash(name)
        at = bisect_right(self._bits, bits) - 1
        while at >= 0 and self._bits[at] == bits:
            if self._key(self._ones[self._places[at]]) == name:
                return self._places[at]
            at -= 1
        return -1

    def __getitem__(self, name: str) -> One:
        at = self._at(name)
        if at < 0:
            raise KeyError(name)
        return self._ones[at]

    def __contains__(self, name: object) -> bool:
        return self._at(name) >= 0

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(map(self._key, self._ones)))

    def __len__(self) -> int:
        return len(set(self._bits))


class _ByPage(Mapping[str, Sequence[OfPage]]):
    def __init__(self, ones: Sequence[OfPage]) -> None:
        self._numbers: dict[str, int] = {}
        pages = np.array(
            [self._numbers.setdefault(one.article, len(self._numbers)) for one in ones] or [],
            dtype=np.uint32,
        )
        places = np.argsort(pages, kind="stable")
        self._ends = np.cumsum(np.bincount(pages, minlength=len(self._numbers)))
        self._ones = InOrder(ones, places.tolist())

    def __getitem__(self, page: str) -> Sequence[OfPage]:
        number = self._numbers[page]
        return self._ones[int(self._ends[number - 1]) if number else 0 : int(self._ends[number])]

    def __contains__(self, page: object) -> bool:
        return page in self._numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)
