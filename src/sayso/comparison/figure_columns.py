"""The figures of all pages in columns of numbers: what it takes to tell which of them can speak of one thing.

There are many pairs of figures to look at, and few that speak of one thing: these alone are read.
"""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sayso.comparison.events import DAYS, day_number
from sayso.comparison.figure_verdicts import NEAR
from sayso.comparison.meetings import Numbers, joined_up
from sayso.comparison.page_figures import PageFigures
from sayso.comparison.rows import Rows

Flags = NDArray[np.bool_]

# Places in runs, or numbers looked for, that are in memory at once.
_AT_ONCE: Final = 200_000
_FAR: Final = 4_000_000  # more than the number of any day
_NONE: Final = np.iinfo(np.int64).max

# What is known of a figure: numbers for its page, what is said of it and who is counted, the days on which it was
# published and of which it speaks (0 where not known), the means as bits; ``once`` where the page does not tell it
# again, ``speaks`` where it is a claim or told as a rising one.
_ROW: Final = np.dtype(
    [
        ("page", "i4"),
        ("what", "i4"),
        ("population", "i4"),
        ("published", "i4"),
        ("day", "i4"),
        ("means", "i8"),
        ("low", "f8"),
        ("main", "?"),
        ("total", "?"),
        ("generic", "?"),
        ("once", "?"),
        ("claim", "?"),
        ("speaks", "?"),
    ]
)


def expanded(starts: NDArray[np.integer], counts: NDArray[np.integer]) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield the places of runs, many at a time: the number of the run that each is in, and the place."""
    ends = np.cumsum(counts, dtype=np.int64)
    last = int(ends[-1]) if len(ends) else 0
    bounds = np.unique(np.searchsorted(ends, np.arange(_AT_ONCE, last, _AT_ONCE))).tolist()
    for start, stop in pairwise([0, *bounds, len(ends)]):
        of_run = counts[start:stop]
        rows = np.repeat(np.arange(start, stop), of_run)
        if len(rows):
            yield rows, np.arange(len(rows)) + np.repeat(starts[start:stop] - np.cumsum(of_run) + of_run, of_run)


def found_in(held: Numbers, asked: Numbers) -> Flags:
    """Return which of the numbers are among those held, which are sorted."""
    found: Flags = np.append(held, _NONE)[np.searchsorted(held, asked)] == asked
    return found


def apart(days: NDArray[np.integer], others: NDArray[np.integer]) -> Numbers:
    """Return the days between each two days; 0 where one is not known."""
    between: Numbers = np.where((days > 0) & (others > 0), np.abs(days - others), 0)
    return between


def near_in_number(counts: NDArray[np.float64], others: NDArray[np.float64]) -> Flags:
    """Return which two counts are equal within a tenth."""
    near: Flags = np.maximum(counts, others) <= np.minimum(counts, others) * (1 + NEAR)
    return near


@dataclass(frozen=True, slots=True)
class Lists:
    """Some numbers of each of many holders, sorted, one holder's behind another's."""

    numbers: NDArray[np.integer]
    counts: NDArray[np.integer]
    starts: Numbers

    @classmethod
    def of(cls, numbers: NDArray[np.integer], counts: NDArray[np.integer]) -> Lists:
        """Return the lists of so many numbers each."""
        return cls(numbers, counts, np.cumsum(counts, dtype=np.int64) - counts)

    @classmethod
    def of_rows(cls, rows: Rows) -> Lists:
        """Return rows of sorted numbers as lists."""
        return cls.of(rows.numbers(), rows.counts())

    def holders(self) -> NDArray[np.int32]:
        """Return whose each number is."""
        return np.repeat(np.arange(len(self.counts), dtype=np.int32), self.counts)

    def shared(self, first: Numbers, others: Lists, second: Numbers) -> Numbers:
        """Return how many numbers each two have in common, the second of which are of other lists."""
        above = np.int64(max(self.numbers.max(initial=0), others.numbers.max(initial=0))) + 1
        common = np.zeros(len(first), dtype=np.int64)
        for rows, places in expanded(self.starts[first], self.counts[first]):
            start = rows[0]
            holders, which = np.unique(second[start : rows[-1] + 1], return_inverse=True)
            runs = expanded(others.starts[holders], others.counts[holders])
            held = [their_rows * above + others.numbers[theirs] for their_rows, theirs in runs]
            asked = which[rows - start] * above + self.numbers[places]
            common += np.bincount(rows[found_in(joined_up(held), asked)], minlength=len(first))
        return common

    def share(self, first: Numbers, others: Lists, second: Numbers) -> NDArray[np.float64]:
        """Return which share of the shorter list, of at least five numbers, each two have in common."""
        shorter = np.minimum(self.counts[first], others.counts[second])
        share: NDArray[np.float64] = self.shared(first, others, second) / np.maximum(5, shorter)
        return share


class ByDay:
    """Finds those of which the same is said that were published in the same days, or on a day not known."""

    def __init__(self, what: NDArray[np.integer], published: NDArray[np.integer]) -> None:
        keys = what.astype(np.int64) * _FAR + published
        self._places = np.argsort(keys, kind="stable")
        self._keys = keys[self._places]

    def near(self, what: NDArray[np.integer], published: NDArray[np.integer]) -> Iterator[tuple[Numbers, Numbers]]:
        """Yield which of those given is near which of those that are known, many at a time."""
        known = published > 0
        whole = what.astype(np.int64) * _FAR
        first = np.concatenate([whole, whole + np.where(known, np.maximum(1, published - DAYS), 1)])
        last = np.concatenate([whole, whole + np.where(known, published + DAYS, _FAR - 1)])
        starts = np.searchsorted(self._keys, first)
        for rows, places in expanded(starts, np.searchsorted(self._keys, last, side="right") - starts):
            yield rows % len(what), self._places[places]


@dataclass(frozen=True, slots=True)
class FigureColumns:
    """What is known of each figure, and of the pages.

    ``words`` are those of its sentence, ``told`` these and those of its places; ``openings`` are the words of the
    openings of pages.  ``firsts`` are the first figures of pages, and behind them how many figures there are.
    """

    rows: NDArray[Any]
    words: Lists
    told: Lists
    openings: Lists
    firsts: Numbers
    pages: Mapping[str, int]

    def __len__(self) -> int:
        return len(self.rows)

    def same(self, name: str, first: Numbers, second: Numbers) -> Flags:
        """Return of which two figures a column holds the same."""
        column = self.rows[name]
        same: Flags = column[first] == column[second]
        return same

    def both(self, name: str, first: Numbers, second: Numbers) -> Flags:
        """Return of which two figures a column holds."""
        column = self.rows[name]
        both: Flags = column[first] & column[second]
        return both

    def apart(self, name: str, first: Numbers, second: Numbers) -> Numbers:
        """Return the days between each two figures, by a column of days."""
        column = self.rows[name]
        return apart(column[first], column[second])


class Gathered:
    """The figures of pages in columns, while one page after another is looked at."""

    def __init__(self) -> None:
        self._rows = bytearray()
        self._words, self._told, self._openings = Rows(), Rows(), Rows()
        self._firsts, self._pages = array("q", [0]), dict[str, int]()
        self._stems = _Numbers()
        self._whats, self._populations, self._means = _Numbers(), _Numbers(), _Numbers()

    def __len__(self) -> int:
        return self._firsts[-1]

    def add(self, page: PageFigures) -> None:
        """Put the figures of a page behind the others."""
        told = page.told
        number = self._pages.setdefault(told.items[0].figure.article, len(self._pages))
        rows = [
            (
                number,
                self._whats(item.figure.what),
                self._populations(item.population),
                _day(item.published),
                _day(item.day),
                sum(1 << self._means(name) for name in item.means),
                item.figure.low,
                item.main,
                item.total,
                item.generic,
                item.figure.id not in page.again,
                item.figure.id in page.claims,
                item.figure.id in page.claims or (item.rising and item.total),
            )
            for item in told.items
        ]
        self._rows += np.array(rows, dtype=_ROW).tobytes()
        for item, words in zip(told.items, told.words, strict=True):
            self._words.append(sorted(self._stems(word) for word in words))
            met = () if item.figure.id in page.again else words | item.places
            self._told.append(sorted(self._stems(word) for word in met))
        self._openings.append(sorted(self._stems(word) for word in told.opening))
        self._firsts.append(len(self) + len(told.items))

    def columns(self) -> FigureColumns:
        """Return the columns of all figures."""
        return FigureColumns(
            np.frombuffer(self._rows, dtype=_ROW),
            Lists.of_rows(self._words),
            Lists.of_rows(self._told),
            Lists.of_rows(self._openings),
            np.asarray(self._firsts),
            self._pages,
        )


class _Numbers(dict[Hashable, int]):
    """A number for each of many, counted from 0."""

    def __call__(self, one: Hashable) -> int:
        return self.setdefault(one, len(self))


def _day(day: str | None) -> int:
    return day_number(day) if day else 0
