"""When somebody spoke: the words near the cue that tell a date, set against the day of publication.

English only, and narrow on purpose: weekdays, months and days, and the common words for days, weeks and months
before.  A weekday in a report is the last such day up to its publication, never one after it; without a
known day of publication the words are kept and no date is given.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sayso.records import Precision, Span
from sayso.resolution.layout import Layout

_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_DAY_PART = r"(?: (?:morning|afternoon|evening|night))?"
_ON = r"(?:[Oo]n |[Ll]ate |[Ee]arly )?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_PART_OF = r"(?:[Ee]arly |[Ll]ate |[Mm]id-)"
_COUNT = r"(?P<count>\d{1,4}|one|two|three|four|five|six|several|a few)"
_WEEKEND = r"\b(?:[Ll]ast|[Oo]ver the|[Pp]ast) weekend\b"
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PATTERNS: Final = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("day", rf"\b{_ON}(?:{_WEEKDAY},? )?{_MONTH} {_DAY}(?!\d|:)(?:,? {_YEAR})?"),
        ("day", rf"\b{_ON}(?:{_WEEKDAY},? )?{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR})?\b"),
        ("last weekday", rf"\b(?:[Oo]n )?[Ll]ast (?P<weekday>{_WEEKDAY}){_DAY_PART}"),
        ("next", rf"\b(?:[Oo]n )?(?:next|this coming|the following) (?:{_WEEKDAY}|week|month|year)"),
        ("weekday", rf"\b(?:[Oo]n |[Ll]ate |[Ee]arly |[Ee]arlier )?(?:on )?(?P<weekday>{_WEEKDAY}){_DAY_PART}"),
        ("today", r"\b(?:[Ee]arlier |[Ll]ater )?[Tt]oday\b|\b[Tt]his (?:morning|afternoon|evening)\b|\b[Tt]onight\b"),
        ("yesterday", r"\b[Yy]esterday(?: (?:morning|afternoon|evening))?\b|\b[Ll]ast night\b"),
        ("last week", r"\b(?:[Ee]arlier |[Ll]ate )?[Ll]ast week\b"),
        ("this week", r"\b(?:[Ee]arlier |[Ll]ater )?[Tt]his (?:past )?(?:week|weekend)\b|" + _WEEKEND),
        ("last month", r"\b[Ll]ast month\b"),
        ("this month", r"\b(?:[Ee]arlier |just )?[Tt]his month\b"),
        ("last year", r"\b[Ll]ast year\b"),
        ("month", rf"\b(?:[Ii]n |[Ll]ast |{_PART_OF}){_PART_OF}?{_MONTH}(?: (?:of )?{_YEAR})?(?! \d)\b"),
        ("day before", r"\b(?:[Aa]|[Oo]ne) day (?:earlier|before|after|later)\b|\b[Tt]he (?:previous|next) day\b"),
        ("ago", rf"\b{_COUNT} (?P<unit>days|weeks|months|years) (?:ago|earlier|before)\b"),
        ("recent", r"\b[Oo]ver the (?:previous|past|last) \d+ (?:hours|days)\b"),
    )
)  # fmt: skip
_NUMBERS: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


@dataclass(frozen=True, slots=True)
class Dated:
    """The date of an act of speaking: ISO day (the first one of a week, month or year), precision, words."""

    on: str | None
    precision: Precision | None
    words: str | None


FAR: Final = 16  # words between cue and date; swept from 6 to 30 on the development articles
_OTHERWISE_BEFORE: Final = re.compile(
    r"\b(?:since|after|before|until|till|by|from|following|through|ahead of|for|next|coming)(?: the| late| early)?\s+$",
    re.I,
)
_DATELINE: Final = re.compile(r"\s*(?:\([\w ]+\)\s*)?[-–—]")
_OTHERWISE_AFTER: Final = re.compile(
    r"\s+(?:\w+\s+)?(?:attacks?|bombings?|massacre|memorial|elections?|anniversary)\b|"
    r"['’]s\s+(?!(?:\w+\s+){0,2}(?:speech|interview|debate|remarks|conference|briefing|address|hearing|rally|meeting|statement|"
    r"tweet|announcement|broadcast|show|session|event|summit|talks|edition|paper)\b)",
    re.I,
)
LOOSE: Final = re.compile(
    r"\b(?:previously|long|once|repeatedly|often|always|never|earlier|has been|have been|over the years)\b", re.I
)
UNDATED: Final = Dated(None, None, None)


def date_near(
    layout: Layout, cue: Sequence[Span], outside: Sequence[Span], published: str | None, bridged: Sequence[Span] = ()
) -> Dated:
    """Return the date told in the sentence of the cue, outside the spans that are somebody's words.

    Of several, the one nearest to the cue counts; one that dates another happening ("since Monday",
    "after Monday's talks") or stands more than ``FAR`` words away does not; the words of ``bridged``,
    which is what is said, do not count.
    """
    if not cue or not layout.sentences:
        return UNDATED
    sentence = layout.sentences[layout.sentence(cue[0].start)]
    if (same := _that_day(layout, sentence, outside, published)) is not None:
        return same
    best: tuple[int, int, Dated] | None = None
    for order, (name, pattern) in enumerate(_PATTERNS):
        for match in pattern.finditer(layout.text, sentence.start, sentence.end):
            span = Span(*match.span())
            if _said_within(layout.text, span, outside) or _dates_another(layout.text, span):
                continue
            between = Span(min(cue[-1].end, span.end), max(cue[0].start, span.start))
            words = layout.words_in(between) if between.start < between.end else ()
            gap = sum(not any(part.contains(word.span) for part in bridged) for word in words)
            found = anchored(name, match, published) if gap <= FAR else None
            if found is not None and (best is None or (gap, order) < best[:2]):
                best = (gap, order, found)
    return best[2] if best else UNDATED


_THAT_DAY: Final = re.compile(r"\b(?:[Tt]hat|[Tt]he same) (?:day|morning|afternoon|evening|night)\b")
_DAYS: Final = tuple((name, pattern) for name, pattern in _PATTERNS if name in {"day", "weekday", "yesterday", "today"})


def _said_within(text: str, span: Span, outside: Sequence[Span]) -> bool:
    """Return whether a date belongs to what is said, not to its saying: "said | on Monday that" dates the saying."""
    leads = text.startswith(" that ", span.end)
    return any(span.overlaps(other) and not (leads and span.start == other.start) for other in outside)


def _that_day(layout: Layout, sentence: Span, outside: Sequence[Span], published: str | None) -> Dated | None:
    """Return the day that "that day" takes up: the last one told before it in its paragraph."""
    text = layout.text
    for match in _THAT_DAY.finditer(text, sentence.start, sentence.end):
        if _said_within(text, Span(*match.span()), outside):
            continue
        start = layout.paragraphs[layout.paragraph(match.start())].start
        told = [
            (m.start(), -order, name, m)
            for order, (name, p) in enumerate(_DAYS)
            for m in p.finditer(text, start, match.start())
        ]
        if told:
            _, _, name, last = max(told, key=lambda item: item[:2])
            found = anchored(name, last, published)
            return Dated(found.on, found.precision, match.group()) if found else None
    return None


def _dates_another(text: str, span: Span) -> bool:
    before = _OTHERWISE_BEFORE.search(text[max(0, span.start - 24) : span.start])
    if _DATELINE.match(text[span.end : span.end + 40]) and "\n" in text[max(0, span.start - 40) : span.start]:
        return True
    return before is not None or _OTHERWISE_AFTER.match(text[span.end : span.end + 40]) is not None


def anchored(name: str, match: re.Match[str], published: str | None) -> Dated | None:
    """Return the date that a matched expression means in an article of the day ``published``, if it means one."""
    words = match.group().strip()
    if name == "next":
        return None
    if name == "day" and match.group("year"):
        return _calendar(match, None, words)
    today = _day(published)
    if today is None:
        return Dated(None, None, words)
    if name in {"day", "month"}:
        return _calendar(match, today, words)
    return _relative(name, match, today, words)


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _month_number(name: str) -> int:
    short = name.lower().rstrip(".")[:3]
    return next(at for at, month in enumerate(_MONTHS, 1) if month.startswith(short))


def _calendar(match: re.Match[str], today: date | None, words: str) -> Dated | None:
    month = _month_number(match.group("month"))
    day = int(match.group("day")) if "day" in match.groupdict() else 1
    year = int(match.group("year")) if match.group("year") else (today.year if today else 1)
    try:
        found = date(year, month, day)
        if today and not match.group("year") and found > today:
            found = date(year - 1, month, day)
    except ValueError:
        return None
    if today and found > today:
        return None
    return Dated(found.isoformat(), "day" if "day" in match.groupdict() else "month", words)


def _relative(name: str, match: re.Match[str], today: date, words: str) -> Dated:
    """Return the date of an expression that counts from the day of publication."""
    monday, first = today - timedelta(days=today.weekday()), today.replace(day=1)
    weekend_gone = "weekend" in words and today.weekday() < 5
    told: dict[str, tuple[date, Precision]] = {
        "today": (today, "day"),
        "yesterday": (today - timedelta(days=1), "day"),
        "this week": (monday - timedelta(days=7 * weekend_gone), "week"),
        "last week": (monday - timedelta(days=7), "week"),
        "this month": (first, "month"),
        "last month": ((first - timedelta(days=1)).replace(day=1), "month"),
        "last year": (date(today.year - 1, 1, 1), "year"),
    }
    if name in {"weekday", "last weekday"}:
        back = (today.weekday() - _WEEKDAYS.index(match.group("weekday").lower())) % 7
        told[name] = (today - timedelta(days=back or 7 * (name == "last weekday")), "day")
    count = _count(match) if name == "ago" and match.group("unit") == "days" else None
    if count is not None:
        told[name] = (today - timedelta(days=count), "day")
    on, precision = told.get(name, (None, None))
    return Dated(on.isoformat() if on else None, precision, words)


def _count(match: re.Match[str]) -> int | None:
    text = match.group("count")
    return _NUMBERS.get(text) or (int(text) if text.isdigit() else None)
