"""Statements: reports brought together that report one act of speaking.

Pairs are joined from the surest down, and two groups only when every pair across them bears it
(complete linkage): a chain of near remarks never makes one statement of two different ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from sayso.comparison.sides import Side
from sayso.comparison.speakers import Standing
from sayso.comparison.wording import longest_shared_run
from sayso.records import Act, Statement, identifier

# Chance of one statement from which a pair is joined, and below which a pair across keeps two groups apart.
# Swept on the labelled pairs, cross-validated, from 0.3 to 0.6: at 0.4, 81 % of the pairs joined are of one
# statement and 62 % of those of one statement are joined; at 0.5, 87 % and 55 %.
JOINED: Final = 0.4
APART: Final = 0.2
# Words shown as new this many days after they were first said are recycled.
RECYCLED_AFTER: Final = 21
# Two direct quotations of one page that share no run of this many words are two sentences, however alike.
QUOTED_RUN: Final = 5

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


def ruled_out(a: Side, b: Side, stands: Standing) -> str | None:
    """Return why two reports cannot be of one statement whatever their words, or ``None``."""
    if stands == "different":
        return "The speakers are different"
    if stands == "unclear" and not _verbatim(a, b):
        return "It is unclear whether the speakers are the same, and they share no long run of words"
    if a.report.article == b.report.article and _two_sentences(a, b):
        return "They are different sentences of one page"
    if not _verbatim(a, b) and _other_day(a, b):
        return "They were said on different days"
    return None


def _two_sentences(a: Side, b: Side) -> bool:
    both_direct = a.report.kind == b.report.kind == "direct"
    return both_direct and longest_shared_run(a.words, b.words) < QUOTED_RUN


def _verbatim(a: Side, b: Side) -> bool:
    return longest_shared_run(a.words, b.words) >= 8


def _other_day(a: Side, b: Side) -> bool:
    first, second = a.report, b.report
    exact = first.said_precision == second.said_precision == "day"
    return exact and first.said_on != second.said_on


def make_statement(sides: Sequence[Side]) -> Statement:
    """Return the statement that the reports of ``sides`` make up (its origins still empty)."""
    ordered = sorted(sides, key=lambda side: side.report.id)
    reports = tuple(side.report.id for side in ordered)
    exact = sorted(
        side.report.said_on for side in ordered if side.report.said_precision == "day" and side.report.said_on
    )
    dated = exact or sorted(side.report.said_on for side in ordered if side.report.said_on)
    fullest = min(ordered, key=lambda side: (-len(side.words), side.report.id))
    return Statement(
        id=identifier("sta", *reports),
        speaker=_speaker(ordered),
        act=_act(ordered),
        said_on=dated[0] if dated else None,
        gist=fullest.report.quote or " ".join(fullest.words),
        attributions=reports,
        origins=(),
        outlets=tuple(sorted({side.outlet for side in ordered if side.outlet})),
        recycled=_recycled(ordered),
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
    return tuple(
        side.report.id
        for side, day in dated
        if day and (date.fromisoformat(day) - date.fromisoformat(days[0])).days >= RECYCLED_AFTER
    )


def _shown_on(side: Side) -> str | None:
    """Return the day on which the page makes its reader believe that the words were said."""
    report = side.report
    if report.said_on and report.said_precision == "day":
        return report.said_on
    return None if report.said_on else (side.published or "")[:10] or None
