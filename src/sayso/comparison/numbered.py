"""The numbers of a sentence that may count people or events, each with what it counts.

Dates, years, ages, sums of money, distances, durations, model and list numbers count neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sayso.comparison.counted import POPULATIONS, Counted, counted_at
from sayso.comparison.happenings import PARTICIPLES, STATES
from sayso.comparison.quantities import Quantity, quantities
from sayso.comparison.words import Word, word_set

_UNCOUNTED_BEFORE: Final = word_set(
    "$ £ € us$ aged age article resolution chapter phase no number route highway room flight page version "
    "channel unit section game day year part group g act km level top # :"
)
_MONTHS: Final = word_set(
    "january february march april may june july august september october november december jan feb mar apr "
    "jun jul aug sep sept oct nov dec"
)
_DATING: Final = word_set("in since of from until by") | _MONTHS
_DETERMINERS: Final = word_set("the these those its his their our her")
_NO_PERSON: Final = word_set("body human dead personnel crowd other member further number")
# "A monitor said": the one who tells is not among those told of.
_TELLING: Final = word_set("said says say saying reported reports told tells added claimed claims")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number, what it counts, and the word after both."""

    quantity: Quantity
    counted: Counted
    past: int


def numbered(words: Sequence[Word]) -> list[Numbered]:
    """Return the numbers that may count people or events, in order of place."""
    found = (_numbered(words, quantity) for quantity in _numbers(words))
    return [item for item in found if item is not None]


def _numbers(words: Sequence[Word]) -> list[Quantity]:
    """Return the numbers, and "a", "an" or "another" before a word for one person, which counts as one."""
    found = quantities(words)
    taken = {place for quantity in found for place in range(quantity.first, quantity.past)}
    for place, word in enumerate(words[:-1]):
        if word.lower in {"a", "an", "another"} and place not in taken and _one_person(words, place + 1):
            found.append(Quantity(place, place + 1, 1.0, 1.0))
    return sorted(found, key=lambda quantity: quantity.first)


def _one_person(words: Sequence[Word], place: int) -> bool:
    head = counted_at(words, place)
    last = words[head.past - 1].lower
    tells = head.past < len(words) and words[head.past].lower in _TELLING
    person = last not in POPULATIONS and last not in _NO_PERSON and not tells
    return head.past > head.first and head.sort == "people" and person


def _numbered(words: Sequence[Word], quantity: Quantity) -> Numbered | None:
    """Return the number with what it counts, or ``None`` where it counts no people or events."""
    before = words[quantity.first - 1].lower if quantity.first else ""
    past = quantity.past
    after = words[past].lower if past < len(words) else ""
    # "F-16" is a model; "ORSK - At least nine" opens a report.
    joined = before == "-" and words[quantity.first - 1].span.end == words[quantity.first].span.start
    negated = before in {"not", "no", "nor", "even"}  # "not one shell", "four, and not seventeen"
    if (
        joined
        or negated
        or after[:1].isdigit()
        or before in _UNCOUNTED_BEFORE
        or after in {"-", "–", ":", "%"}
        or _dates(words, quantity, before, after)
    ):
        return None
    partitive = after == "of" and past + 1 < len(words)
    counted = _partitive(words, past + 1, quantity) if partitive else counted_at(words, past)
    if counted.sort == "measure" or (quantity.low == quantity.high == 1 and counted.sort == "thing"):
        return None
    return Numbered(quantity, counted, max(past, counted.past if counted.head else counted.first))


def _dates(words: Sequence[Word], quantity: Quantity, before: str, after: str) -> bool:
    """Return whether the number is the day or the year of a date."""
    if after in _MONTHS or (before in _MONTHS and quantity.low <= 31):
        return True
    year = words[quantity.past - 1].raw.isdigit() and 1900 <= quantity.low <= 2099
    if not year or quantity.past - quantity.first > 1:
        return False
    counted = counted_at(words, quantity.past)
    return counted.head is None or counted.sort == "thing" or before.isdigit() or before in _DATING


def _partitive(words: Sequence[Word], start: int, quantity: Quantity) -> Counted:
    """Return what "dozens of people", "two of the children", "three of them" count."""
    place = start
    while place < len(words) and words[place].lower in _DETERMINERS:
        place += 1
    if place < len(words) and words[place].lower in {"them", "whom", "which"}:
        inner = counted_at(words, place + 2 if _says_were(words, place + 1) else place + 1)
        unit = inner.head if inner.sort == "people" else None
        return Counted(place + 1, place + 1, unit, "people") if unit else Counted(place, place + 1, None, "thing")
    if quantity.low == quantity.high == 1 and place == start:
        return Counted(place, place, None, "measure")  # "one of" a kind
    counted = counted_at(words, place)
    if counted.past > counted.first:
        return counted
    if place >= len(words) or not (words[place].lower in STATES or words[place].lower in PARTICIPLES):
        return Counted(place, place + 1, None, "thing")
    told = counted_at(words, place + 2) if place > start and _says_were(words, place + 1) else None
    if told is not None and told.sort == "people" and told.head is not None:
        return Counted(place + 1, place + 1, told.head, "people")  # "14 of the dead were rebels"
    return Counted(place, place, None, "thing")  # "dozens of dead and injured"


def _says_were(words: Sequence[Word], place: int) -> bool:
    return place < len(words) and words[place].lower in {"were", "are"}
