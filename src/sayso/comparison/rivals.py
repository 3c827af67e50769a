"""Rival counts: what pages make of other figures by setting two of their claims against one another."""

from __future__ import annotations

import numpy as np

from sayso.comparison.figure_columns import ByDay, FigureColumns, Flags, near_in_number
from sayso.comparison.meetings import Numbers


class Rivals:
    """The claims of all pages that these set against one another: two columns of ``figures``."""

    def __init__(self, figures: FigureColumns, rivals: Numbers) -> None:
        self._rows, (self._first, self._second) = figures.rows, rivals
        self._days = ByDay(figures.rows["what"][self._first], figures.rows["published"][self._first])

    def beside(self, first: Numbers, second: Numbers) -> tuple[Flags, Flags]:
        """Return which two counts a page of the days of the first sets side by side; and on whose pages are rivals."""
        low, page = self._rows["low"], self._rows["page"]
        set_side_by_side, disputed = np.zeros((2, len(first)), dtype=bool)
        for rows, which in self._days.near(self._rows["what"][first], self._rows["published"][first]):
            one, other, a, b = self._first[which], self._second[which], first[rows], second[rows]
            near = near_in_number(low[one], low[a]) & near_in_number(low[other], low[b])
            near |= near_in_number(low[one], low[b]) & near_in_number(low[other], low[a])
            set_side_by_side[rows[near]] = True
            disputed[rows[(page[one] == page[a]) | (page[one] == page[b])]] = True
        return set_side_by_side, disputed
