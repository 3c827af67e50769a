"""Opinions on pairs of reports, kept in columns of numbers: there are some forty pairs a page."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from sayso.records import Judgement, Verdict
from sayso.spilled import MadeWhenAsked

Place = tuple[int, int]
_HALF: Final = np.uint64(32)


@dataclass(frozen=True, slots=True)
class Opinion:
    """The verdict on a pair, and the chance that both report one statement (0 where that cannot be).

    ``likeness`` is the judge's chance of one statement or claim by the words alone, before any ruling.
    """

    verdict: Verdict
    same: float
    likeness: float


class Opinions(Mapping[Place, Opinion]):
    """What is held of each pair of places, in the order in which pairs were first put; in their own it takes least."""

    def __init__(self) -> None:
        self._pairs = array("Q")  # a · 2³² + b
        self._sorted = 0  # how many of the first pairs are in order
        self._others: dict[int, int] = {}  # where the others stand
        self._relations, self._reasons = array("B"), array("I")  # there are few of both, and each has a number
        self._scores, self._same, self._likeness = array("d"), array("d"), array("d")
        self._relation_numbers: dict[str, int] = {}
        self._reason_numbers: dict[tuple[str, ...], int] = {}
        self._told: list[tuple[str, ...]] = []

    def put(self, place: Place, opinion: Opinion) -> None:
        """Put down what is held of a pair, in the place of what was held before."""
        row = self._row(place)
        if row is None:
            row = self._add(place)
        verdict, relations = opinion.verdict, self._relation_numbers
        self._relations[row] = relations.setdefault(verdict.relation, len(relations))
        self._reasons[row] = self._number(verdict.reasons)
        self._scores[row], self._same[row], self._likeness[row] = verdict.score, opinion.same, opinion.likeness

    def _add(self, place: Place) -> int:
        pair, row = _pair(place), len(self._pairs)
        if self._sorted == row and (not row or self._pairs[-1] < pair):
            self._sorted += 1
        else:
            self._others[pair] = row
        self._pairs.append(pair)
        for column in (self._relations, self._reasons, self._scores, self._same, self._likeness):
            column.append(0)
        return row

    def _number(self, reasons: tuple[str, ...]) -> int:
        if reasons not in self._reason_numbers:
            self._reason_numbers[reasons] = len(self._told)
            self._told.append(reasons)
        return self._reason_numbers[reasons]

    def _row(self, place: Place) -> int | None:
        pair = _pair(place)
        row = bisect_left(self._pairs, pair, 0, self._sorted)
        return row if row < self._sorted and self._pairs[row] == pair else self._others.get(pair)

    def __contains__(self, place: object) -> bool:
        return isinstance(place, tuple) and self._row(place) is not None

    def __getitem__(self, place: Place) -> Opinion:
        row = self._row(place)
        if row is None:
            raise KeyError(place)
        return Opinion(self.verdict(row), self._same[row], self._likeness[row])

    def __iter__(self) -> Iterator[Place]:
        return (divmod(pair, 1 << 32) for pair in self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)

    def same(self, place: Place) -> float | None:
        """Return the chance that a pair is of one statement, ``None`` where nothing is held of it."""
        row = self._row(place)
        return None if row is None else self._same[row]

    def chances(self) -> Iterator[tuple[Place, float]]:
        """Yield each pair with the chance that it is of one statement."""
        return zip(self, self._same, strict=True)

    def verdict(self, row: int) -> Verdict:
        """Return the verdict on the pair of a row."""
        relation = list(self._relation_numbers)[self._relations[row]]
        return Verdict(relation, self._scores[row], self._told[self._reasons[row]])

    def surest(self, home: Sequence[int], linking: Container[str]) -> Surest:
        """Return, for each two groups of which pairs were judged, the surest verdict: of those that link if there are.

        ``home`` is the group of each place.
        """
        pairs, homes = np.frombuffer(self._pairs, np.uint64), np.array(home, dtype=np.uint32)
        one, other = homes[pairs >> _HALF], homes[pairs & ((1 << 32) - 1)]
        groups = (np.minimum(one, other).astype(np.uint64) << _HALF) + np.maximum(one, other)
        link = np.array([relation in linking for relation in self._relation_numbers], dtype=bool)[
            np.frombuffer(self._relations, np.uint8)
        ]
        scores = np.frombuffer(self._scores)
        rows = np.flatnonzero(one != other)
        rows = rows[np.lexsort((rows, -scores[rows], ~link[rows], groups[rows]))]
        two = groups[rows]
        begins = np.flatnonzero(np.append(True, two[1:] != two[:-1])) if len(rows) else rows
        best = rows[begins]
        number = np.repeat(np.arange(len(begins)), np.diff(begins, append=len(rows)))
        alike = (link[rows] == link[best][number]) & (scores[rows] == scores[best][number])
        alike[begins] = False
        for row, group in zip(rows[alike].tolist(), number[alike].tolist(), strict=True):
            if self.verdict(row).reasons > self.verdict(int(best[group])).reasons:
                best[group] = row
        return Surest(self, array("Q", two[begins].tolist()), array("I", best.tolist()))

    def judgements(self, names: Sequence[str], kept: float) -> Judgements:
        """Return what was held of the pairs for which anything speaks, or which contradict each other.

        ``names`` are the reports' identifiers, sorted; from the chance ``kept`` on something speaks for a pair.
        """
        told = np.maximum(np.frombuffer(self._same), np.frombuffer(self._likeness)) >= kept
        told |= np.frombuffer(self._relations, np.uint8) == self._relation_numbers.get("contradict", -1)
        rows = np.flatnonzero(told)
        rows = rows[np.argsort(np.frombuffer(self._pairs, np.uint64)[rows])]
        return Judgements(self, array("I", rows.tolist()), names)

    def pair(self, row: int) -> Place:
        """Return the places of the pair of a row."""
        return divmod(self._pairs[row], 1 << 32)


class Surest:
    """The surest verdict on each two groups."""

    def __init__(self, opinions: Opinions, groups: Sequence[int], rows: Sequence[int]) -> None:
        self._opinions, self._groups, self._rows = opinions, groups, rows

    def __iter__(self) -> Iterator[Place]:
        """Yield the two groups of each, sorted."""
        return (divmod(two, 1 << 32) for two in self._groups)

    def verdicts(self) -> Iterator[tuple[Place, Verdict]]:
        """Yield each two groups with the verdict."""
        return zip(self, map(self._opinions.verdict, self._rows), strict=True)


class Judgements(MadeWhenAsked[Judgement]):
    """Judgements by the identifiers of their reports, each made of its numbers when it is asked for."""

    def __init__(self, opinions: Opinions, rows: Sequence[int], names: Sequence[str]) -> None:
        super().__init__()
        self._opinions, self._rows, self._names = opinions, rows, names

    def __len__(self) -> int:
        return len(self._rows)

    def made(self, at: int) -> Judgement:
        """Return the judgement at a place."""
        row = self._rows[at]
        a, b = self._opinions.pair(row)
        return Judgement(self._names[a], self._names[b], self._opinions.verdict(row))


def _pair(place: Place) -> int:
    return (place[0] << 32) + place[1]
