"""Finds records by identifier, or those of one page, in a sequence that may lie on the disk.

What is in memory are places in the sequence; a record is read when it is asked for.
"""

from __future__ import annotations

from array import array
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
    return _ById(ones)


def by_page(ones: Sequence[OfPage]) -> Mapping[str, Sequence[OfPage]]:
    """Return the records of each page that has any, in their order; pages in the order in which they first come.

    >>> from sayso.records import Place, Span
    >>> found = by_page([Place("art_b", Span(0, 1)), Place("art_a", Span(2, 3)), Place("art_b", Span(4, 5))])
    >>> list(found), [place.span.start for place in found["art_b"]], found.get("art_c", ())
    (['art_b', 'art_a'], [0, 4], ())
    """
    return _ByPage(ones)


class _ById(Mapping[str, Identified]):
    def __init__(self, ones: Sequence[Identified]) -> None:
        self._ones = ones
        self._places = {one.id: place for place, one in enumerate(ones)}

    def __getitem__(self, name: str) -> Identified:
        return self._ones[self._places[name]]

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


class _ByPage(Mapping[str, Sequence[OfPage]]):
    def __init__(self, ones: Sequence[OfPage]) -> None:
        self._numbers: dict[str, int] = {}
        pages = np.array(
            [self._numbers.setdefault(one.article, len(self._numbers)) for one in ones] or [], dtype=np.uint32
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
