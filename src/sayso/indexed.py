"""Finds records by identifier, or those of one page, in a sequence that may lie on the disk.

What is in memory are places in the sequence; a record is read when it is asked for.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
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
        self._ones, self._places = ones, array("q", places)

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


class Places:
    """The places at which names stand, found by 64 bits of each, which others may share: who asks must look."""

    def __init__(self, names: Iterable[tuple[str, int]]) -> None:
        bits, places = array("q"), array("q")
        for name, place in names:
            bits.append(hash(name))
            places.append(place)
        order = np.argsort(np.asarray(bits), kind="stable")
        self._bits = array("q", np.asarray(bits)[order].tobytes())
        self._places = array("q", np.asarray(places)[order].tobytes())

    def __len__(self) -> int:
        """Return how many different names there are."""
        bits = np.asarray(self._bits)
        return int(np.count_nonzero(bits[1:] != bits[:-1])) + (len(bits) > 0)

    def of(self, name: object) -> Sequence[int]:
        """Return the places at which a name stands, and maybe others, in the order in which they were given."""
        bits = hash(name)
        return self._places[bisect_left(self._bits, bits) : bisect_right(self._bits, bits)]


class _ByKey(Mapping[str, One]):
    def __init__(self, ones: Sequence[One], key: Callable[[One], str]) -> None:
        self._ones, self._key = ones, key
        self._places = Places((key(one), place) for place, one in enumerate(ones))

    def _at(self, name: object) -> int:
        """Return the last place at which a key is held, -1 where it is nowhere."""
        places = reversed(self._places.of(name))
        return next((place for place in places if self._key(self._ones[place]) == name), -1)

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
        return len(self._places)


class _ByPage(Mapping[str, Sequence[OfPage]]):
    def __init__(self, ones: Sequence[OfPage]) -> None:
        self._numbers: dict[str, int] = {}
        numbers = (self._numbers.setdefault(one.article, len(self._numbers)) for one in ones)
        pages = np.fromiter(numbers, dtype=np.uint32, count=len(ones))
        places = array("q", np.argsort(pages, kind="stable").tobytes())
        self._ends = np.cumsum(np.bincount(pages, minlength=len(self._numbers)))
        self._ones = InOrder(ones, places)

    def __getitem__(self, page: str) -> Sequence[OfPage]:
        number = self._numbers[page]
        return self._ones[int(self._ends[number - 1]) if number else 0 : int(self._ends[number])]

    def __contains__(self, page: object) -> bool:
        return page in self._numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)
