"""Where and when a sentence speaks of: place names after a preposition, days, and stretches of time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from sayso.records import Span

_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTH: Final = "|".join(month[:3] + f"(?:{month[3:]})?" if month[3:] else month for month in _MONTHS)
_DAY: Final = re.compile(r"\b(" + "|".join(_WEEKDAYS) + r"|today|yesterday)\b", re.IGNORECASE)
_DATE: Final = re.compile(
    rf"\b(?:(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? "
    rf"(?:of )?(?P<month2>{_MONTH})\b)(?:,? (?P<year>\d{{4}})\b)?",
    re.IGNORECASE,
)
# A stretch of time, as opposed to one day.
PERIOD: Final = re.compile(
    r"\b(?:since (?:the )?(?:\w+ ){0,4}?(?:\d{4}|(?:"
    + _MONTH
    + r")(?: \d{4})?|start|beginning|outbreak|conflict|war|\w+day)\b"
    r"|(?:over|in|during|for|within) (?:the )?(?:past|last|previous|recent|nearly|some|about) (?:\w+ ){0,3}?"
    r"(?:hours?|days?|weeks?|months?|years?|weekend)\b"
    r"|(?:past|last|previous) (?:\w+ )?(?:hours|days|weeks?|months?|years?)\b"
    r"|(?:\d+|\w+) (?:hours|days|weeks|months|years) (?:ago|of|after)?"
    r"|since then\b|(?:in|over|during) (?:that|the same) (?:time|period)\b"
    r"|(?:this|last) (?:week|month|year)\b|over the weekend\b|in (?:" + _MONTH + r")\b(?! \d{1,2}\b)|in \d{4}\b"
    r"|(?:from|between) (?:" + _MONTH + r")? ?\d{4}\b"
    r"|\b\w+-(?:week|month|year)(?:-old)?\b)",
    re.IGNORECASE,
)
# "Said on Friday", "told reporters late on Friday", "rose to 14 on Friday": the day of a count, not of the event.
_TOLD_ON: Final = re.compile(
    r"\b(?:said|says|told|tells|announced|reported|confirmed|added|stated|declared|estimated|rose|risen|climbed|raised|"
    r"increased|reached|stood|stands)\b(?: [\w'’]+){0,3},?(?: (?:late|early|on|in the|that)){0,2} $",
    re.IGNORECASE,
)
# "On Friday the toll stood at", "Friday said", "March 5 (AGENCY)", "Friday -".
_TELLS_THEN: Final = re.compile(
    r"(?: (?:morning|afternoon|evening|night|noon))?,? (?:(?:the|its|their) (?:\w+ )?(?:number|toll|count|figure)\b|"
    r"(?:said|told|announced|reported|confirmed)\b|[(—–-])",
    re.IGNORECASE,
)
# A day right after words of harm is that of the event, before any other day of the same sentences.
_HAPPENED: Final = re.compile(
    r"\b(?:killed|died|dead|struck|hit|shell\w*|attack\w*|blasts?|explo\w+|bomb\w*|strikes?|raids?|crash\w*|"
    r"collapsed?|clash\w*)\b[^.;!?]*$",
    re.IGNORECASE,
)
# Behind a full date, in the line that says when the page was published.
_STAMPED: Final = re.compile(r"[ ,]*(?:\||\d{1,2}[:.]\d\d|\n|$)")
_PLACE: Final = re.compile(
    r"\b(?:in|at|near|on|of|outside|around|into|from|targeting|hit|struck|across)"
    r"(?: (?:the|and around|northern|southern|eastern|western|central|rural|north|south|east|west|neighbouring|"
    r"neighboring|north(?:east|west)ern|south(?:east|west)ern|rebel-held|government-held|opposition-held|"
    r"besieged|town of|city of|village of|towns of|villages of|province of|district of|area of|province|suburb of))*"
    r" ((?:al-|Al-|el-|El-|Deir |Khan )?[A-Z][\w'’-]+(?: (?:al-|el-)?[A-Z][\w'’-]+)*)"
)
_NOT_PLACES: Final = frozenset(
    {day.capitalize() for day in _WEEKDAYS} | {month.capitalize() for month in _MONTHS} | {"The", "A", "President"}
)


def day_of(sentence: str, published: str | None, near: int = 0) -> str | None:
    """Return the ISO day that the day words of ``sentence`` nearest to ``near`` mean, on or before publication.

    >>> day_of("Ten died on Tuesday.", "2016-11-02"), day_of("On 28 October 2016", None)
    ('2016-11-01', '2016-10-28')
    >>> day_of("since March 2011", "2016-11-02") is None
    True
    """
    return _nearest([*_DATE.finditer(sentence), *_DAY.finditer(sentence)], published, near)


def event_day_of(sentence: str, published: str | None, near: int = 0) -> str | None:
    """Return the day as ``day_of`` does, days left out on which something is only said, counted or dated.

    >>> event_day_of("Ten died on Tuesday, he said on Friday.", "2016-11-05", 30)
    '2016-11-01'
    >>> event_day_of("The toll rose to 14 on Friday.", "2016-11-05") is None
    True
    """
    found = [*_DATE.finditer(sentence), *_DAY.finditer(sentence)]
    kept = [match for match in found if not _tells_count(sentence, match)]
    happened = [match for match in kept if _HAPPENED.search(sentence[max(0, match.start() - 60) : match.start()])]
    return _nearest(happened or kept, published, near)


def _tells_count(sentence: str, day: re.Match[str]) -> bool:
    """Return whether a day is that of a count or a word, or of a dateline, not of what happened."""
    before, behind = sentence[max(0, day.start() - 80) : day.start()], sentence[day.end() : day.end() + 40]
    stamp = day.re is _DATE and bool(day["year"]) and _STAMPED.match(behind) is not None
    return stamp or _TOLD_ON.search(before) is not None or _TELLS_THEN.match(behind) is not None


def _nearest(found: Sequence[re.Match[str]], published: str | None, near: int) -> str | None:
    word = min(found, key=lambda match: (abs(match.start() - near), match.start()), default=None)
    if word is None:
        return None
    if word.re is _DATE:
        return _written(word, published)
    if published is None:
        return None
    anchor = date.fromisoformat(published[:10])
    said = word.group().lower()
    if said in {"today", "yesterday"}:
        return (anchor - timedelta(days=said == "yesterday")).isoformat()
    return (anchor - timedelta(days=(anchor.weekday() - _WEEKDAYS.index(said)) % 7)).isoformat()


def _written(found: re.Match[str], published: str | None) -> str | None:
    month = (found["month"] or found["month2"]).lower()[:3]
    number = next(place for place, name in enumerate(_MONTHS, start=1) if name.startswith(month))
    year = int(found["year"]) if found["year"] else int(published[:4]) if published else None
    if year is None:
        return None
    try:
        day = date(year, number, int(found["day"] or found["day2"]))
    except ValueError:
        return None
    # A date without a year that would lie in the future is that of the year before.
    if published and not found["year"] and day > date.fromisoformat(published[:10]) + timedelta(days=7):
        day = date(year - 1, number, min(day.day, 28))
    return day.isoformat()


def period_of(sentence: str) -> str | None:
    """Return the words of ``sentence`` that tell a stretch of time, in lower case, or ``None``.

    >>> period_of("killed since March 2011"), period_of("over the last 72 hours"), period_of("on Friday")
    ('since march 2011', 'over the last 72 hours', None)
    """
    found = PERIOD.search(sentence)
    return found.group().strip().lower() if found else None


def places_of(text: str, sentence: Span) -> list[tuple[Span, str]]:
    """Return the names that follow a preposition of place in ``sentence``, where no tagger told names."""
    return [
        (Span(*match.span(1)), match.group(1))
        for match in _PLACE.finditer(text, sentence.start, sentence.end)
        if match.group(1).split()[0] not in _NOT_PLACES
    ]


_CONFLICT: Final = r"(?:war|conflict|crisis|uprising|revolt|revolution|unrest|militancy|violence|fighting)"
_WHOLE_CONFLICT: Final = re.compile(
    rf"\b{_CONFLICT}\b.{{0,60}}?\b(?:began|erupted|started|broke out|flared|start|beginning)\b"
    rf"|\bsince (?:the )?(?:\w+ ){{0,4}}(?:start|beginning|outbreak|erupting|{_CONFLICT})\b"
    rf"|\b{_CONFLICT}\b.{{0,40}}\bhas (?:left|killed|claimed)\b|\b\w+-year(?:-old)? (?:\w+ )?{_CONFLICT}\b",
    re.IGNORECASE | re.DOTALL,
)


def tells_whole_conflict(sentence: str) -> bool:
    """Return whether ``sentence`` counts over a whole war or crisis, from its beginning."""
    return _WHOLE_CONFLICT.search(sentence) is not None
