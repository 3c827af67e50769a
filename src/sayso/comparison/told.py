"""What persons told of reports: these are of one statement, that one is not of the others'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from sayso.comparison.opinions import Opinion, Place
from sayso.comparison.sides import Side
from sayso.comparison.statements import Groups
from sayso.records import Correction, Span, Verdict, standing


@dataclass(frozen=True, slots=True)
class Told:
    """Pairs of places of reports that persons joined or held apart, with the verdict on each; the last word counts."""

    same: dict[Place, Opinion]
    apart: dict[Place, Opinion]


def told_pairs(sides: Sequence[Side], corrections: Sequence[Correction]) -> Told:
    """Return what persons told of the reports at hand; what speaks of others is left aside."""
    told = Told({}, {})
    spoken_of = [one for one in standing(corrections) if one.kind in {"same", "apart"}]
    if not spoken_of:
        return told
    asked = {(place.article, place.span) for one in spoken_of for place in one.places}
    at: dict[tuple[str, Span], int] = {}
    for number, side in enumerate(sides):
        if (place := (side.report.article, side.report.place)) in asked:
            at.setdefault(place, number)
    for one in spoken_of:
        found = [at[place.article, place.span] for place in one.places if (place.article, place.span) in at]
        for pair in _pairs(found[:1], found[1:]):
            told.same.pop(pair, None)
            told.apart.pop(pair, None)
            if one.kind == "same":
                told.same[pair] = Opinion(Verdict("same_statement", 1.0, (_by("joined", one),)), 1.0, 1.0)
            else:
                told.apart[pair] = Opinion(Verdict("same_topic", 1.0, (_by("held apart", one),)), 0.0, 1.0)
    return told


def united(groups: Groups, told: Told) -> Groups:
    """Return the groups with those made one that persons joined, in the order in which they did.

    Two groups stay apart where somebody held any two reports across them apart.
    """
    held = dict(enumerate(groups))
    home = {place: number for number, group in enumerate(groups) for place in group}
    for a, b in told.same:
        kept, gone = sorted((home[a], home[b]))
        if kept != gone and not any(pair in told.apart for pair in _pairs(held[kept], held[gone])):
            held[kept] = tuple(sorted((*held[kept], *held[gone])))
            for place in held.pop(gone):
                home[place] = kept
    return tuple(held[number] for number in sorted(held))


def _pairs(some: Sequence[int], others: Sequence[int]) -> Iterator[Place]:
    return ((min(a, b), max(a, b)) for a, b in product(some, others) if a != b)


def _by(words: str, correction: Correction) -> str:
    return f"{words} by {correction.by or 'a person'}"
