"""Which figures of different pages can speak of one thing.

Those are looked at of which the same is said and whose pages have like openings or whose sentences share a word or a
place that few have; never all with all.  A pair of figures is the number a · (how many there are) + b.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sayso.comparison.events import DAYS, Likeness
from sayso.comparison.figure_columns import (
    ByDay,
    FigureColumns,
    Flags,
    Lists,
    expanded,
    found_in,
    near_in_number,
)
from sayso.comparison.meetings import Numbers, joined_up

_CROWDED: Final = 60  # figures in one block: a word that stands everywhere tells nothing
_ONE_EVENT: Final = 0.09  # likeness of openings of pages on one event
_TOLD: Final = 0.5  # share of the words of a sentence that stand in the opening of the other page
_ALIKE: Final = 0.4  # share of the content words of the shorter sentence
_SOME: Final = 64  # rivals that others are looked for beside at once

Ask = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class _Runs:
    """Figures with whom those of a run can be told of one thing: ``targets`` from ``starts`` on."""

    owners: NDArray[np.integer]
    starts: NDArray[np.integer]
    counts: NDArray[np.integer]
    targets: NDArray[np.integer]


class FigureMeetings:
    """Finds the pairs; ``agree`` is asked whether the counts of two figures agree."""

    def __init__(self, figures: FigureColumns, likeness: Likeness, agree: Ask) -> None:
        self._figures, self._agree = figures, agree
        self._count = max(1, len(figures))
        self._alike = _alike_pages(figures, likeness)
        self._blocks, self._telling = _blocks(figures)

    def two(self, pairs: Numbers) -> tuple[Numbers, Numbers]:
        """Return the two figures of each pair."""
        return np.divmod(pairs, self._count)

    def met(self) -> Numbers:
        """Return the pairs a < b that can speak of one thing, sorted."""
        found: list[Numbers] = []
        for runs in (self._blocks, self._beside()):
            for rows, places in expanded(runs.starts, runs.counts):
                first, second = self.two(np.unique(self._pairs(runs.owners[rows], runs.targets[places])))
                comparable = self._comparable(first, second)
                first, second = first[comparable], second[comparable]
                meeting = self._meet(first, second)
                found.append(self._pairs(first[meeting], second[meeting]))
        return np.unique(joined_up(found))

    def through_same(self, met: Numbers, linked: Numbers, same: Ask) -> Numbers:
        """Return pairs, in any order of the two, that meet because one meets the very count that the other tells, too.

        ``linked`` are two columns of figures of one page, ``same`` is asked of two of equal counts whether they are
        told of one thing.
        """
        edges = np.concatenate([met, self._pairs(*linked)])
        edges = np.unique(np.concatenate([edges, self._turned(edges)]))
        first, second = self.two(met[self._figures.same("low", *self.two(met))])
        told = np.array([same(*two) for two in zip(first.tolist(), second.tolist(), strict=True)], dtype=bool)
        first, second = first[told], second[told]
        ones, others = np.stack([first, second], axis=1).ravel(), np.stack([second, first], axis=1).ravel()
        starts = np.searchsorted(edges, others * self._count)
        found: list[Numbers] = []
        for rows, places in expanded(starts, np.searchsorted(edges, (others + 1) * self._count) - starts):
            one, third = ones[rows], edges[places] % self._count
            pairs = self._pairs(one, third)
            found.append(pairs[(one != third) & ~found_in(edges, pairs) & self._may_meet(one, third)])
        return self._last(joined_up(found))

    def beside(self, rivals: Numbers, known: Numbers) -> Numbers:
        """Return the pairs a < b that speak of what a page sets side by side, without those that are known.

        ``rivals`` are two columns of those that pages set side by side.
        """
        near = self._near_rivals(rivals.ravel())
        count = rivals.shape[1]
        found = [self._candidates(near[at], near[at + count]) for at in range(count)]
        pairs = np.unique(joined_up(found))
        return pairs[~found_in(np.unique(self.ordered(known)), pairs)]

    def one_event(self, first: Numbers, second: Numbers) -> Flags:
        """Return of which two figures the pages tell of one event."""
        one, other = self._figures.rows["page"][first], self._figures.rows["page"][second]
        pages = np.minimum(one, other) * np.int64(len(self._figures.pages)) + np.maximum(one, other)
        alike: Flags = (one == other) | found_in(self._alike, pages)
        return alike

    def ordered(self, pairs: Numbers) -> Numbers:
        """Return each pair with the lower number first."""
        return np.minimum(pairs, self._turned(pairs))

    def _pairs(self, first: NDArray[np.integer], second: NDArray[np.integer]) -> Numbers:
        return first.astype(np.int64) * self._count + second

    def _turned(self, pairs: Numbers) -> Numbers:
        first, second = self.two(pairs)
        return self._pairs(second, first)

    def _last(self, pairs: Numbers) -> Numbers:
        """Return each pair once, in the order of the two in which it came last."""
        last = pairs[::-1]
        return last[np.unique(self.ordered(last), return_index=True)[1]]

    def _beside(self) -> _Runs:
        """Return the figures of like pages beside each figure."""
        one, other = np.divmod(self._alike, max(1, len(self._figures.pages)))
        firsts = self._figures.firsts
        sizes = np.diff(firsts)
        runs = list(expanded(firsts[one], sizes[one]))
        of_page = other[joined_up(rows for rows, _ in runs)]
        owners = joined_up(places for _, places in runs)
        return _Runs(owners, firsts[of_page], sizes[of_page], np.arange(len(self._figures)))

    def _candidates(self, ones: Numbers, others: Numbers) -> Numbers:
        """Return the pairs a < b that are looked at, of one figure of the ones and one of the others."""
        first, second = np.repeat(ones, len(others)), np.tile(others, len(ones))
        comparable = self._comparable(first, second)
        first, second = first[comparable], second[comparable]
        looked_at = self.one_event(first, second) | (self._telling.shared(first, self._telling, second) > 0)
        return self._pairs(np.minimum(first, second)[looked_at], np.maximum(first, second)[looked_at])

    def _comparable(self, first: Numbers, second: Numbers) -> Flags:
        """Return which two figures are told on different pages, and the same of what they count."""
        figures = self._figures
        other_page = ~figures.same("page", first, second)
        return figures.both("once", first, second) & figures.same("what", first, second) & other_page

    def _meet(self, first: Numbers, second: Numbers) -> Flags:
        """Return which two figures can speak of one thing."""
        rows, apart = self._figures.rows, self._figures.apart
        main = self._figures.both("main", first, second)
        means = rows["means"][first], rows["means"][second]
        other_means = (means[0] > 0) & (means[1] > 0) & (means[0] & means[1] == 0)
        other_means &= ~(main & (apart("day", first, second) <= 1))
        may = np.flatnonzero(~other_means & (apart("published", first, second) <= DAYS))
        meeting = np.zeros(len(first), dtype=bool)
        meeting[may] = self._alike_or_told(first[may], second[may], main[may])
        return meeting

    def _alike_or_told(self, first: Numbers, second: Numbers, main: Flags) -> Flags:
        words = self._figures.words
        alike = words.share(first, words, second)
        one_event = self.one_event(first, second)
        found = (alike >= _ALIKE) | (one_event & (main | (alike >= _ALIKE / 2)))
        open_yet = np.flatnonzero(main & ~found)
        found[open_yet] = self._told_of(first[open_yet], second[open_yet])
        open_yet = np.flatnonzero(one_event & ~found & self._figures.same("population", first, second))
        two = zip(first[open_yet].tolist(), second[open_yet].tolist(), strict=True)
        found[open_yet] = [self._agree(a, b) for a, b in two]
        return found

    def _told_of(self, first: Numbers, second: Numbers) -> Flags:
        """Return where the sentence of one figure tells of what the page of the other, a total, opens with."""
        words, openings, rows = self._figures.words, self._figures.openings, self._figures.rows
        told = np.zeros(len(first), dtype=bool)
        for one, other in ((first, second), (second, first)):
            total = np.flatnonzero(rows["total"][other])
            told[total] |= words.share(one[total], openings, rows["page"][other[total]]) >= _TOLD
        return told

    def _may_meet(self, first: Numbers, second: Numbers) -> Flags:
        """Return which two totals of everybody on different pages of the same days can be told of one thing."""
        figures = self._figures
        of_all = figures.both("total", first, second) & figures.both("generic", first, second)
        of_days = figures.apart("published", first, second) <= DAYS
        return of_all & of_days & ~figures.same("page", first, second)

    def _near_rivals(self, rivals: Numbers) -> list[Numbers]:
        """Return each rival with those that tell its count, too, and can speak of one thing with it."""
        rows = self._figures.rows
        days = ByDay(rows["what"], rows["published"])
        near = [rivals[at : at + 1] for at in range(len(rivals))]
        for start in range(0, len(rivals), _SOME):
            some = rivals[start : start + _SOME]
            for which, others in days.near(rows["what"][some], rows["published"][some]):
                ones = some[which]
                like = np.flatnonzero((ones != others) & near_in_number(rows["low"][ones], rows["low"][others]))
                like = like[self._meet(ones[like], others[like])]
                for at, other in zip(which[like].tolist(), others[like].tolist(), strict=True):
                    near[start + at] = np.append(near[start + at], other)
        return near


def _alike_pages(figures: FigureColumns, likeness: Likeness) -> Numbers:
    """Return the pairs of pages on one event, both of which hold figures, sorted."""
    pages, found = figures.pages, array("q")
    for (a, b), score in likeness.scores.items():
        if score >= _ONE_EVENT and a in pages and b in pages:
            found.append(min(pages[a], pages[b]) * len(pages) + max(pages[a], pages[b]))
    return np.unique(np.asarray(found))


def _blocks(figures: FigureColumns) -> tuple[_Runs, Lists]:
    """Return the later figures that share a word or place with each, and the words and places that few share."""
    told = figures.told
    holders = told.holders()
    keys = figures.rows["what"][holders].astype(np.int64) * (int(told.numbers.max(initial=0)) + 1) + told.numbers
    order = _order(keys)
    starts = np.flatnonzero(np.diff(keys[order], prepend=-1))
    del keys
    sizes = np.diff(starts, append=len(order))
    few = (sizes > 1) & (sizes <= _CROWDED)
    kept = order[np.repeat(few, sizes)]
    ends = np.repeat(np.cumsum(sizes[few], dtype=np.int32), sizes[few])
    targets = holders[kept]
    by_owner = _order(targets)
    runs = _Runs(targets[by_owner], by_owner + 1, ends[by_owner] - by_owner - 1, targets)
    telling = np.zeros(len(holders), dtype=bool)
    telling[kept] = True
    return runs, Lists.of(told.numbers[telling], np.bincount(holders[telling], minlength=len(figures)))


def _order(keys: NDArray[np.integer]) -> NDArray[np.int32]:
    """Return the places of keys in their order, those of one key as they stand."""
    return np.argsort(keys, kind="stable").astype(np.int32)
