"""The words in which the report speaks of dates, numbers, acts and relations."""

from __future__ import annotations

import math
from datetime import date
from typing import Final

from sayso.records import Act, EntityKind, FigureRelation, Kind, Precision, Relation, SpeakerFrom, Voice

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

# In the past: it fits one speaker and several.
VERBS: Final[dict[Act, str]] = {
    "say": "said", "accuse": "accused", "deny": "denied", "demand": "demanded", "warn": "warned",
    "promise": "promised", "request": "requested", "praise": "praised", "predict": "predicted",
    "believe": "believed", "ask": "asked", "report": "reported",
}  # fmt: skip
# Acts whose verb takes its target as an object: "accused the ministry".
TAKES_OBJECT: Final[frozenset[Act]] = frozenset({"accuse", "warn", "praise", "ask"})

ANSWERS: Final[dict[Relation, str]] = {
    "repeats": "repeats", "confirms": "confirms", "denies": "denies", "contradicts": "contradicts",
    "retracts": "retracts", "declines": "declines to comment on",
}  # fmt: skip
ANSWERED: Final[dict[Relation, str]] = {
    "repeats": "repeated by", "confirms": "confirmed by", "denies": "denied by", "contradicts": "contradicted by",
    "retracts": "retracted by", "declines": "comment declined by",
}  # fmt: skip

FIGURE_RELATIONS: Final[dict[FigureRelation, str]] = {
    "conflict": "conflict", "update": "update", "different_scope": "different scope", "same": "same figure",
}  # fmt: skip
KINDS: Final[dict[Kind, str]] = {"direct": "direct quotation", "indirect": "indirect", "mixed": "partly quoted"}
SPEAKER_FROM: Final[dict[SpeakerFrom, str]] = {
    "name": "named", "nominal": "from a description", "pronoun": "from a pronoun",
    "implicit": "not named beside the words", "none": "no source in the text",
}  # fmt: skip
VOICES: Final[dict[Voice, str]] = {
    "outlet": "in the outlet's own voice", "quoted": "in a quotation", "paraphrased": "in a paraphrase",
}  # fmt: skip
ENTITY_KINDS: Final[dict[EntityKind, str]] = {
    "person": "person", "organisation": "organisation", "government": "government", "group": "group",
    "place": "place", "document": "document", "unnamed": "unnamed source",
}  # fmt: skip
FOUND_IN: Final[dict[str, str]] = {
    "metadata": "in the page's metadata", "dateline": "in the dateline", "text": "in the text", "path": "in the path",
    "correction": "told by a person",
}  # fmt: skip


def verb(act: Act, *, aimed: bool) -> str:
    """Return what a speaker did; ``aimed`` where it is known at whom.

    >>> verb("accuse", aimed=True), verb("accuse", aimed=False), verb("warn", aimed=False)
    ('accused', 'made an accusation', 'warned')
    """
    return "made an accusation" if act == "accuse" and not aimed else VERBS[act]


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun.

    >>> count(1, "page"), count(1200, "page"), count(2, "reply", "replies")
    ('1 page', '1,200 pages', '2 replies')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def _calendar_date(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None


def day(iso: str, precision: Precision | None = "day") -> str:
    """Return an ISO 8601 date in words, no finer than its precision; other text as it stands.

    >>> day("2016-11-01"), day("2016-11-01", "month"), day("2016-11-01", "week")
    ('Tue 1 November 2016', 'November 2016', 'the week of 1 November 2016')
    """
    when = _calendar_date(iso)
    if when is None:
        return iso
    month = f"{MONTHS[when.month - 1]} {when.year}"
    if precision == "year":
        return str(when.year)
    if precision == "month":
        return month
    if precision == "week":
        return f"the week of {when.day} {month}"
    return f"{WEEKDAYS[when.weekday()]} {when.day} {month}"


def short_day(iso: str) -> str:
    """Return an ISO 8601 date as a column's head.

    >>> short_day("2016-11-01")
    '1 Nov'
    """
    when = _calendar_date(iso)
    return iso if when is None else f"{when.day} {MONTHS[when.month - 1][:3]}"


def period(first: str | None, last: str | None) -> str | None:
    """Return the words for the time between two ISO dates, or ``None`` where there is none.

    >>> period("2016-11-01", "2016-11-01"), period("2016-10-30", "2016-11-01")
    ('1 November 2016', '30 October – 1 November 2016')
    """
    if first is None or last is None:
        return None
    start, end = _calendar_date(first), _calendar_date(last)
    if start is None or end is None:
        return first if first == last else f"{first} – {last}"
    closing = f"{end.day} {MONTHS[end.month - 1]} {end.year}"
    if start == end:
        return closing
    opening = f"{start.day} {MONTHS[start.month - 1]}"
    return f"{opening} – {closing}" if start.year == end.year else f"{opening} {start.year} – {closing}"


def number(value: float) -> str:
    """Return a number as a reader writes it.

    >>> number(400000.0), number(3.5)
    ('400,000', '3.5')
    """
    return f"{value:,.0f}" if math.isfinite(value) and value == int(value) else f"{value:,.10g}"


def amount(low: float, high: float | None) -> str:
    """Return the bounds of a quantity in words.

    >>> amount(30, 30), amount(10, 12), amount(400000, None)
    ('30', '10–12', 'at least 400,000')
    """
    if high is None:
        return f"at least {number(low)}"
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def shortened(text: str, length: int) -> str:
    """Return ``text`` on one line, cut at a word within ``length`` characters.

    >>> shortened("peace is put off indefinitely", 15)
    'peace is put…'
    """
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    cut = line[:length]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > length // 2 else cut[:-1]).rstrip(" ,;:.–—") + "…"
