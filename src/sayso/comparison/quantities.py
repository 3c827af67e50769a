"""Number words and digits as bounds: "at least 40", "several dozen", "30 to 40", "half a million".

Conventions for vague numbers, which have no upper bound: several 3, tens 20, dozens 24, several
dozen 36, scores 40, hundreds 200, several hundred 300, thousands 2000, several thousand 3000.
"Nearly", "about" and "some" N are read as N; "more than" and "at least" N as N or more; "up to" N
as 0 to N.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from sayso.comparison.words import Word

_UNDER_TWENTY: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_UNITS: Final = {word: number for number, word in enumerate(_UNDER_TWENTY)}
_TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES: Final = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_VAGUE: Final = {
    "several": 3, "tens": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000,
    "millions": 2_000_000,
}  # fmt: skip
_FEW: Final = {"several": 3, "few": 3, "couple": 2, "handful": 3}
NUMBER_WORDS: Final = frozenset({*_UNITS, *_TENS, *_VAGUE, "dozen", "hundred", "thousand", "million"})
"""Words that begin or make a number; "several" is among them."""

# Longest first: the first that matches before a number decides.
_AT_LEAST: Final = (
    ("no", "fewer", "than"), ("no", "less", "than"), ("not", "less", "than"), ("in", "excess", "of"),
    ("at", "the", "very", "least"), ("at", "least"), ("more", "than"), ("more", "then"), ("greater", "than"),
    ("upwards", "of"), ("upward", "of"), ("well", "over"), ("over",), ("exceeding",), ("exceeds",), ("exceeded",),
    ("above",), ("minimum",),
)  # fmt: skip
_AT_MOST: Final = (
    ("as", "many", "as"), ("up", "to"), ("fewer", "than"), ("less", "than"), ("at", "most"), ("no", "more", "than"),
    ("under",),
)  # fmt: skip
_ABOUT: Final = (
    ("close", "to"), ("an", "estimated"), ("estimated",), ("around",), ("about",), ("nearly",), ("almost",),
    ("approximately",), ("roughly",), ("some",), ("circa",), ("just", "over"), ("just", "under"),
)  # fmt: skip
# By their first word, so that a word that begins none costs one look.
_HEDGES: Final = {
    first: tuple(
        (bound, phrase)
        for bound, phrases in (("low", _AT_LEAST), ("high", _AT_MOST), ("about", _ABOUT))
        for phrase in phrases
        if phrase[0] == first
    )
    for first in {phrase[0] for phrase in (*_AT_LEAST, *_AT_MOST, *_ABOUT)}
}
_DIGITS: Final = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in words ``[first, past)`` of a sentence and its bounds; ``vague`` when it is no exact count."""

    first: int
    past: int
    low: float
    high: float | None
    vague: bool = False


def quantity_at(words: Sequence[Word], place: int) -> Quantity | None:
    """Return the quantity that begins at ``words[place]``, its hedge included, or ``None``.

    >>> from sayso.comparison.words import words_of
    >>> from sayso.records import Span
    >>> def bounds(text):
    ...     found = quantity_at(words_of(text, Span(0, len(text))), 0)
    ...     return found and (found.low, found.high)
    >>> bounds("at least 40"), bounds("30 to 40"), bounds("several dozen"), bounds("nearly half a million")
    ((40.0, None), (30.0, 40.0), (36.0, None), (500000.0, 500000.0))
    >>> bounds("up to 1,200"), bounds("two-day"), bounds("5.5 million")
    ((0.0, 1200.0), None, (5500000.0, 5500000.0))
    """
    for bound, phrase in _HEDGES.get(words[place].lower, ()) if place < len(words) else ():
        if _says(words, place, phrase):
            inner = quantity_at(words, place + len(phrase))
            return None if inner is None else replace(_bounded(inner, bound), first=place)
    if _says(words, place, ("between",)):
        return _pair(words, place, _number(words, place + 1), "and")
    number = _number(words, place)
    return _pair(words, place, number, "to") or _or_more(words, number)


def quantities(words: Sequence[Word]) -> list[Quantity]:
    """Return the quantities among ``words``, in order, none overlapping another."""
    found: list[Quantity] = []
    place = 0
    while place < len(words):
        quantity = quantity_at(words, place)
        if quantity is not None:
            found.append(quantity)
        place = place + 1 if quantity is None else quantity.past
    return found


def _says(words: Sequence[Word], place: int, phrase: tuple[str, ...]) -> bool:
    if place >= len(words) or words[place].lower != phrase[0]:  # as is nearly always so
        return False
    return tuple(word.lower for word in words[place : place + len(phrase)]) == phrase


def _bounded(quantity: Quantity, bound: str) -> Quantity:
    if bound == "low":
        return replace(quantity, high=None)
    if bound == "high":
        return replace(quantity, low=0.0, high=quantity.high or quantity.low)
    return quantity


def _pair(words: Sequence[Word], place: int, lower: Quantity | None, joint: str) -> Quantity | None:
    """Return "30 to 40" or "between 30 and 40"; "from 30 to 40" tells of a rise and is no range."""
    if lower is None or lower.vague or (place and words[place - 1].lower == "from"):
        return None
    if lower.past >= len(words) or words[lower.past].lower not in {joint, "-", "–", "—"}:
        return None
    upper = _number(words, lower.past + 1)
    if upper is None or upper.vague or upper.low <= lower.low:
        return None
    # "two to three million" counts millions twice.
    scale = words[upper.past - 1].lower
    factor = _SCALES.get(scale, 1) if lower.low < 1_000 and upper.past - upper.first > 1 else 1
    return Quantity(place, upper.past, lower.low * factor, upper.low)


def _or_more(words: Sequence[Word], number: Quantity | None) -> Quantity | None:
    if number is not None and _says(words, number.past, ("or", "more")):
        return replace(number, past=number.past + 2, high=None)
    if number is not None and _says(words, number.past, ("+",)):
        return replace(number, past=number.past + 1, high=None)
    return number


def _number(words: Sequence[Word], place: int) -> Quantity | None:
    return _half(words, place) or _few(words, place) or _vague(words, place) or _exact(words, place)


def _half(words: Sequence[Word], place: int) -> Quantity | None:
    for phrase, share in ((("half", "a"), 2), (("a", "quarter", "of", "a"), 4), (("half", "of", "a"), 2)):
        past = place + len(phrase)
        if _says(words, place, phrase) and past < len(words) and words[past].lower in _SCALES:
            part = _SCALES[words[past].lower] / share
            return Quantity(place, past + 1, part, part)
    return None


def _few(words: Sequence[Word], place: int) -> Quantity | None:
    """Return "several hundred", "a few thousand", "several", "a couple (of)", "a dozen"."""
    start = place + 1 if _says(words, place, ("a",)) else place
    if start >= len(words):
        return None
    word = words[start].lower
    scale = _SCALES.get(words[start + 1].lower) if start + 1 < len(words) else None
    if word == "dozen" or (start > place and word in _SCALES):
        return Quantity(place, start + 1, float(_SCALES[word]), float(_SCALES[word]))
    if word not in _FEW or (word != "several" and start == place):
        return None
    if scale is not None:
        return Quantity(place, start + 2, float(_FEW[word] * scale), None, vague=True)
    if start + 1 < len(words) and words[start + 1].lower in _VAGUE:
        return None
    return Quantity(place, start + 1, float(_FEW[word]), None, vague=True)


def _vague(words: Sequence[Word], place: int) -> Quantity | None:
    if place >= len(words) or words[place].lower not in _VAGUE:
        return None
    low = _VAGUE[words[place].lower]
    if _says(words, place + 1, ("of",)) and place + 2 < len(words):
        scale = _SCALES.get(words[place + 2].lower.removesuffix("s"))
        if scale is not None and words[place + 2].lower.endswith("s"):  # tens of thousands
            return Quantity(place, place + 3, float(low * scale), None, vague=True)
    return Quantity(place, place + 1, float(low), None, vague=True)


def _exact(words: Sequence[Word], place: int) -> Quantity | None:
    if place >= len(words):
        return None
    value = _simple(words[place].lower)
    if value is None:
        return None
    past, scaled = place + 1, False
    while past < len(words) and words[past].lower in _SCALES:
        value, past, scaled = value * _SCALES[words[past].lower], past + 1, True
    if scaled and past < len(words):  # one hundred and twenty; two thousand five hundred
        start = past + 1 if words[past].lower == "and" else past
        rest = _exact(words, start) if start < len(words) and not words[start].raw.isdigit() else None
        if rest is not None and rest.low < value:
            value, past = value + rest.low, rest.past
    return Quantity(place, past, value, value)


def _simple(word: str) -> float | None:
    if _DIGITS.fullmatch(word):
        return float(word.replace(",", ""))
    if word in _UNITS or word in _TENS:
        return float(_UNITS.get(word, _TENS.get(word, 0)))
    tens, hyphen, unit = word.replace("‑", "-").partition("-")
    if hyphen and tens in _TENS and 0 < _UNITS.get(unit, 0) < 10:
        return float(_TENS[tens] + _UNITS[unit])
    return None
