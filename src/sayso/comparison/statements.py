"""Statements: reports brought together that report one act of speaking.

Pairs are joined from the surest down, and two groups only when every pair across them bears it
(complete linkage): a chain of near remarks never makes one statement of two different ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from sayso.comparison.rulings import days_apart
from sayso.comparison.sides import Side
from sayso.comparison.wording import longest_shared_run
from sayso.records import Act, Statement, identifier

# Chance of one statement from which a pair is joined, and below which a pair across keeps two groups apart.
# Swept on the labelled pairs, cross-validated, from 0.3 to 0.6: at 0.4, 81 % of the pairs joined are of one
# statement and 62 % of those of one statement are joined; at 0.5, 87 % and 55 %.
JOINED: Final = 0.4
# Not measured, since the labelled pairs are all of two pages: sentences of one speech are alike by nature.
JOINED_IN_ONE_PAGE: Final = 0.55
APART: Final = 0.2
# A quotation shown as new this many days after it was first said is recycled; fewer words than the run's are a phrase.
RECYCLED_AFTER: Final = 21
RECYCLED_RUN: Final = 5

Chance = Callable[[int, int], float]
Groups = tuple[tuple[int, ...], ...]


def group(count: int, joins: Mapping[tuple[int, int], float], chance: Chance) -> Groups:
    """Return the groups of places ``0 .. count - 1``; ``joins`` are the sure pairs, ``chance`` judges any pair."""
    groups: dict[int, tuple[int, ...]] = {place: (place,) for place in range(count)}
    home = list(range(count))
    for (a, b), _ in sorted(joins.items(), key=lambda item: (-item[1], item[0])):
        first, second = home[a], home[b]
        if first != second and all(chance(x, y) >= APART for x in groups[first] for y in groups[second]):
            kept, gone = min(first, second), max(first, second)
            groups[kept] = tuple(sorted((*groups[kept], *groups[gone])))
            for place in groups.pop(gone):
                home[place] = kept
    return tuple(groups[key] for key in sorted(groups))


def make_statement(sides: Sequence[Side]) -> Statement:
    """Return the statement that the reports of ``sides`` make up (its origins still empty).

    Its day is the earliest exact one that a report gives, else the earliest at all.
    """
    ordered = sorted(sides, key=lambda side: side.report.id)
    reports = tuple(side.report.id for side in ordered)
    recycled = _recycled(ordered)
    # A page that presents old words as new has their date wrong.
    dated = [side.report for side in ordered if side.report.said_on and side.report.id not in recycled]
    exact = [report.said_on for report in dated if report.said_precision == "day"]
    days = sorted(day for day in exact or [report.said_on for report in dated] if day)
    fullest = min(ordered, key=lambda side: (-len(side.words), side.report.id))
    return Statement(
        id=identifier("sta", *reports),
        speaker=_speaker(ordered),
        act=_act(ordered),
        said_on=days[0] if days else None,
        gist=fullest.report.quote or " ".join(fullest.words),
        attributions=reports,
        origins=(),
        outlets=tuple(sorted({side.outlet for side in ordered if side.outlet})),
        recycled=recycled,
    )


def _speaker(sides: Sequence[Side]) -> str | None:
    """Return the one speaker of all; where one speaks for the other, the person."""
    found = {side.speaker.entity: side.speaker for side in sides if side.speaker}
    named = {entity for entity, speaker in found.items() if speaker.kind != "unnamed"} or set(found)
    persons = {entity for entity in named if found[entity].kind == "person"}
    for left in (named, persons):
        if len(left) == 1:
            return next(iter(left))
    return None


def _act(sides: Sequence[Side]) -> Act:
    """Return the commonest act; one that tells more than "say" goes before it."""
    acts = [side.report.act for side in sides]
    return min(sorted(set(acts)), key=lambda act: (act == "say", -acts.count(act), act))


def _recycled(sides: Sequence[Side]) -> tuple[str, ...]:
    dated = [(side, _shown_on(side)) for side in sides]
    days = sorted(day for _, day in dated if day)
    if not days:
        return ()
    first = [side for side, day in dated if day == days[0]]
    return tuple(
        side.report.id
        for side, day in dated
        if (days_apart(days[0], day) or 0) >= RECYCLED_AFTER
        and any(longest_shared_run(side.quoted, old.quoted) >= RECYCLED_RUN for old in first)
    )


def _shown_on(side: Side) -> str | None:
    """Return the day on which the page makes its reader believe that the words were said."""
    report = side.report
    if report.said_on and report.said_precision == "day":
        return report.said_on
    return None if report.said_on else (side.published or "")[:10] or None
