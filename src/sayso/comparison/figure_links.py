"""How two figures stand to each other: the same, an update, of different scope, or in conflict.

Figures are compared when the same is said of what they count and they can speak of one event: both
count the event that their pages mainly report and the openings of these pages are alike, or their
own sentences are alike; never all with all.  How they stand is judged in ``figure_verdicts``.  A page
that repeats its own figure keeps every place of it: the fuller one comes first in a link ``same``.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, cast

import numpy as np

from sayso.comparison.circumstances import Circumstances, circumstances_of
from sayso.comparison.claims import Pair
from sayso.comparison.events import Likeness, days_apart, likeness_of
from sayso.comparison.figure_columns import FigureColumns, Gathered
from sayso.comparison.figure_meetings import FigureMeetings
from sayso.comparison.figure_verdicts import Standing, agree, judge
from sayso.comparison.meetings import Numbers
from sayso.comparison.page_figures import PageFigures, figures_of_page
from sayso.comparison.rivals import Rivals
from sayso.memory import Memory
from sayso.records import Article, Figure, FigureLink, FigureRelation, Resolution, Verdict
from sayso.spilled import Spilled, SpilledPacks

_PAIRS: Final = 10_000  # pairs of which it is told at once what the pages make of them
_SET_SIDE_BY_SIDE: Final = Standing(set_side_by_side=True)
_REPEATED: Final = Verdict("same", 0.9, ("the page repeats its own figure",))

_Named = tuple[str, int]
"""The identifier and the number of a figure."""


def link_figures(
    figures: Sequence[Figure],
    articles: Sequence[Article],
    resolution: Resolution,
    likeness: Likeness | None = None,
    memory: Memory | None = None,
) -> Sequence[FigureLink]:
    """Return the links between figures that speak of the same thing, sorted; ``likeness`` is that of the articles."""
    told = _Told()
    for page in circumstances_of(figures, articles, resolution, memory):
        told.add(figures_of_page(page))
    ranks = told.ranks()
    _link_across(told, likeness or likeness_of(articles))
    return told.links.in_order(ranks)


def _pairs(numbers: array[int]) -> Numbers:
    """Return two columns of numbers that were put one pair behind the other."""
    return np.asarray(numbers).reshape(-1, 2).T


@dataclass(frozen=True, slots=True)
class _Links:
    """Links, and the numbers of the two figures of each."""

    ones: Spilled[FigureLink] = field(default_factory=Spilled)
    two: array[int] = field(default_factory=lambda: array("q"))

    def put(self, two: Sequence[_Named], verdict: Verdict) -> None:
        """Put the link of two figures behind the others."""
        (a, first), (b, second) = two
        relation = cast(FigureRelation, verdict.relation)
        self.ones.append(FigureLink(a, b, relation, verdict.score, verdict.reasons))
        self.two.extend((first, second))

    def in_order(self, ranks: Numbers) -> Sequence[FigureLink]:
        """Return the links sorted by the ranks of their figures."""
        order = np.lexsort(ranks[_pairs(self.two)][::-1])
        return SpilledPacks(self.ones[int(place)] for place in order)


class _Told:
    """What is told of the figures of all pages, which have numbers in the order in which they come.

    ``items`` are their circumstances, ``links`` the links between them, ``rivals`` the numbers of those that pages set
    against one another, and ``beside`` those that are linked on one page and not because it repeats them.
    """

    def __init__(self) -> None:
        self.items: Spilled[Circumstances] = Spilled()
        self.links = _Links()
        self.rivals, self.beside = array("q"), array("q")
        self._names: list[str] = []
        self._columns = Gathered()

    def add(self, page: PageFigures) -> None:
        """Put the figures of a page behind the others, and link them with one another."""
        numbers = {item.figure.id: number for number, item in enumerate(page.told.items, len(self.items))}

        def named(pair: Pair) -> list[_Named]:
            return [(item.figure.id, numbers[item.figure.id]) for item in pair]

        for item in page.told.items:
            self.items.append(item)
        self._names.extend(numbers)
        self._columns.add(page)
        for pair in page.repeats:
            self.links.put(named(pair), _REPEATED)
        for pairs, standing in ((page.rivals, _SET_SIDE_BY_SIDE), (page.stretches, Standing())):
            for pair in pairs:
                self.links.put(sorted(named(pair)), judge(*pair, standing))
                self.beside.extend(number for _, number in named(pair))
        self.rivals.extend(number for pair in page.rivals for _, number in named(pair))

    def ranks(self) -> Numbers:
        """Return the place of each figure in the order of identifiers."""
        ranks = np.empty(len(self._names), dtype=np.int64)
        ranks[sorted(range(len(ranks)), key=self._names.__getitem__)] = np.arange(len(ranks))
        self._names.clear()
        return ranks

    def columns(self) -> FigureColumns:
        """Return what is told in columns."""
        return self._columns.columns()


def _link_across(told: _Told, likeness: Likeness) -> None:
    """Put the links over pages; only totals can be updates of one another, or in conflict."""
    figures, items = told.columns(), told.items
    meetings = FigureMeetings(figures, likeness, lambda a, b: agree(items[a], items[b]))
    met = meetings.met()
    rivals = _pairs(told.rivals)
    same = meetings.through_same(met, _pairs(told.beside), lambda a, b: judge(items[a], items[b]).relation == "same")
    known = np.concatenate([met, same])
    pairs = np.sort(np.concatenate([known, meetings.beside(rivals, known)]))
    disputes = Rivals(figures, rivals)
    for start in range(0, len(pairs), _PAIRS):
        first, second = meetings.two(pairs[start : start + _PAIRS])
        holding, speaking = figures.both("claim", first, second), figures.both("speaks", first, second)
        columns = (first, second, speaking, meetings.one_event(first, second), holding, *disputes.beside(first, second))
        for one, other, speak, one_event, *standing in zip(*(column.tolist() for column in columns), strict=True):
            a, b = items[one], items[other]
            verdict = judge(a, b, Standing(*standing))
            scope = verdict.relation == "different_scope" and _confusable(a, b, one_event=one_event)
            if scope or verdict.relation == "same" or (speak and verdict.relation in {"update", "conflict"}):
                told.links.put(sorted([(a.figure.id, one), (b.figure.id, other)]), verdict)


def _confusable(a: Circumstances, b: Circumstances, *, one_event: bool) -> bool:
    """Return whether two counts of different scope may be taken for rivals: of a day or two, on one event or place."""
    return (one_event or bool(a.spots & b.spots)) and days_apart(a.published, b.published) <= 1
