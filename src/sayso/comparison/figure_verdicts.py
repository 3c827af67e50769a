"""The verdict on two figures that can speak of one thing, with its reasons.

A conflict is told only when two named sources count the same thing and nothing shows that one
counts later: a false conflict harms most.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sayso.comparison.circumstances import Circumstances
from sayso.comparison.events import days_apart
from sayso.records import Verdict

_PARTS: Final = frozenset({"children", "women", "medics", "rescuers", "journalists", "displaced", "prisoners"})
"""Populations that are told as a part of all: a bare "112 dead" counts more than these."""
NEAR: Final = 0.1
"""Counts within a tenth agree, as in the guide of the gold data."""
_ROUND: Final = 0.25  # what "more than 100" still says of 123
_LEAST_SHARE: Final = 0.2  # of the larger count: a much smaller one mostly counts a part of the event
_VAGUE: Final = {3: 12, 20: 99, 24: 99, 36: 99, 40: 99, 200: 999, 300: 999, 2_000: 9_999, 3_000: 9_999}
"""The largest count that "several", "dozens", "hundreds" and the like still fit."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the pages make of two figures.

    ``claims``: each is the largest total of its source on its page.  ``set_side_by_side``: some page
    sets these two counts against one another.  ``disputed``: one of their pages sets rival counts side
    by side, be they these or others.
    """

    claims: bool = True
    set_side_by_side: bool = False
    disputed: bool = False


def judge(a: Circumstances, b: Circumstances, standing: Standing | None = None) -> Verdict:
    """Return how two figures stand to each other; the order of the two does not matter."""
    standing = standing or Standing()
    low, high = sorted((a, b), key=lambda item: (item.figure.low, item.figure.id))
    counts = f"{low.figure.low:g} and {high.figure.low:g}"
    comparable = standing.claims and low.figure.low >= _LEAST_SHARE * high.figure.low
    former = low.former or high.former or bool(low.source & high.source)
    if standing.set_side_by_side and comparable and not former and _may_clash(a, b):
        return Verdict("conflict", 0.8, (f"{counts}: a page sets the two counts side by side", _sources(low, high)))
    for rule in _SCOPES:
        reason = rule(a, b)
        if reason is not None:
            return Verdict("different_scope", 0.6, (reason,))
    if agree(a, b):
        equal = a.figure.low == b.figure.low
        return Verdict("same", 0.9 if equal else 0.7, ("the counts are equal" if equal else _FITS,))
    if (low.contrasted or high.contrasted) and not low.source & high.source:
        if comparable and standing.disputed and not former and low.published == high.published:
            return Verdict("conflict", 0.6, (f"{counts}: a page tells that the count is disputed", _sources(low, high)))
        return Verdict("unresolved", 0.5, (f"{counts}: one is told against another count",))
    return _disagreement(low, high, counts, standing if comparable else None)


_FITS: Final = "the counts agree within rounding or a vague bound"


def populations_agree(a: Circumstances, b: Circumstances) -> bool:
    """Return whether both count the same people as far as the words tell."""
    if a.population == b.population or (a.generic and b.generic):
        return True
    if a.figure.part_of is not None or b.figure.part_of is not None:
        return False
    other = a.population or b.population
    return (a.population is None or b.population is None) and (other not in _PARTS or a.figure.low == b.figure.low)


def _may_clash(a: Circumstances, b: Circumstances) -> bool:
    """Return whether two counts that a page sets side by side are told of one thing here, too.

    On one page they are; elsewhere the same two numbers may be told of other days and places.
    """
    if not populations_agree(a, b):
        return False
    elsewhere = days_apart(a.published, b.published) > 1 or _apart(a, b) or any(rule(a, b) for rule in _SCOPES)
    return a.figure.article == b.figure.article or not elsewhere


def _one_day(a: Circumstances, b: Circumstances) -> bool:
    """Return whether nothing puts what is counted on two days."""
    return a.day is None or b.day is None or a.day == b.day


def _told_again(low: Circumstances, high: Circumstances, standing: Standing | None) -> bool:
    """Return whether one source counts one thing twice: not two of the many that it counts in a day."""
    return _one_day(low, high) and (standing is not None or (low.opening and high.opening))


def _apart(a: Circumstances, b: Circumstances) -> bool:
    """Return whether the sentences and openings that tell two counts name places, and none in common."""
    return bool(a.spots and b.spots) and not a.spots & b.spots


def agree(a: Circumstances, b: Circumstances) -> bool:
    """Return whether two counts are equal, within a tenth, or one is a bound that the other fits."""
    first, second = sorted((a, b), key=lambda item: item.figure.low)
    low, high = first.figure, second.figure
    if high.low <= low.low * (1 + NEAR) or (low.high is not None and low.high >= high.low):
        return True
    if low.high is not None:
        return False
    if first.vague:
        return high.low <= _VAGUE.get(int(low.low), 0)
    return first.beyond and low.low >= 50 and low.low % 10 == 0 and high.low <= low.low * (1 + _ROUND)


def _population(a: Circumstances, b: Circumstances) -> str | None:
    """They count different people."""
    if not populations_agree(a, b):
        return f"one counts {a.population or 'people'}, the other {b.population or 'people'}"
    partial = (a.population != b.population) and (a.listed != b.listed) and not agree(a, b)
    if partial and {a.population, b.population} == {"people", "civilians"}:
        return "one counts civilians beside others, the other all people"
    return None


def _part(a: Circumstances, b: Circumstances) -> str | None:
    """One is a part of a larger count."""
    if (a.figure.part_of is None) == (b.figure.part_of is None) or agree(a, b):
        return None
    return "one is told as a part of a larger count"


def _stretch(a: Circumstances, b: Circumstances) -> str | None:
    """They count over different stretches of time."""
    both = a.period is not None and b.period is not None
    if a.whole_conflict != b.whole_conflict and not (both and a.figure.low == b.figure.low):
        return "one counts since the conflict began, the other does not"
    if (a.period is None) == (b.period is None) or a.figure.low == b.figure.low:
        return None
    return f"one counts “{a.period or b.period}”, the other a single event or day"


def _day(a: Circumstances, b: Circumstances) -> str | None:
    """They count on different days."""
    first, second = a.day, b.day
    if first is None or second is None or days_apart(first, second) <= 1:
        return None
    return f"one speaks of {first}, the other of {second}"


def _place(a: Circumstances, b: Circumstances) -> str | None:
    """They count at different places."""
    if not a.places or not b.places or a.places & b.places or (a.main and b.main) or agree(a, b):
        return None
    return f"one counts at {' '.join(sorted(a.places))}, the other at {' '.join(sorted(b.places))}"


_SCOPES: Final[tuple[Callable[[Circumstances, Circumstances], str | None], ...]] = (
    _population, _part, _stretch, _day, _place,
)  # fmt: skip


def _sources(low: Circumstances, high: Circumstances) -> str:
    told = [item.told_by or "an unnamed source" for item in (low, high)]
    return f"told by {told[0]} and by {told[1]}"


def _disagreement(low: Circumstances, high: Circumstances, counts: str, standing: Standing | None) -> Verdict:
    if _apart(low, high) or not (low.vague or low.figure.low >= _LEAST_SHARE * high.figure.low):
        return Verdict("unresolved", 0.3, (f"{counts}: nothing shows that they are told of one event",))
    if low.source & high.source and _told_again(low, high, standing):
        return Verdict("update", 0.7, (f"the same source counts {low.figure.low:g}, then {high.figure.low:g}",))
    if standing is not None and _in_conflict(low, high, standing):
        return Verdict("conflict", 0.6, (f"{counts}, {_sources(low, high)}", "neither is told as later"))
    if low.rising or high.rising or (_one_day(low, high) and (low.page_rising or high.page_rising)):
        return Verdict("update", 0.7, (f"{counts}: a page says that the count rose or was an early one",))
    if low.published and high.published and low.published < high.published and low.day == high.day:
        return Verdict("update", 0.6, (f"{counts}: the higher count is on a later page ({high.published})",))
    return Verdict("unresolved", 0.4, (f"{counts} for one event; no rival source is named",))


def _in_conflict(low: Circumstances, high: Circumstances, standing: Standing) -> bool:
    """Return whether two sources claim different counts and nothing tells that the higher one is the later."""
    if low.former or high.former or high.rising or high.page_rising or low.published != high.published:
        return False
    if _apart(low, high):
        return False
    if standing.disputed:
        return bool(low.source or high.source) and not low.rising
    # Further down a page, counts of other sources are mostly of parts of the event.
    one_place = bool(low.places & high.places) or not (low.places and high.places)
    return bool(low.source and high.source) and one_place and (low.opening or high.opening)
