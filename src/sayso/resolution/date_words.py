"""The words for days, weeks, months and years, and the date that they mean in an article of a known day.

English only, and narrow on purpose: weekdays, months and days, and the common words for days, weeks and months
before.  A weekday in a report is the last such day up to its publication, never one after it; without a
known day of publication the words are kept and no date is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sayso.records import Precision

_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_DAY_PART = r"(?: (?:morning|afternoon|evening|night))?"
_ON = r"(?:[Oo]n |[Ll]ate |[Ee]arly )?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_A_YEAR = r"(?P<year>(?:19|20)\d{2})"
_PART_OF = r"(?:[Ee]arly |[Ll]ate |[Mm]id-)"
_COUNT = (
    r"(?P<count>\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a few|"
    r"a couple(?: of)?)"
)
_WEEKEND = r"\b(?:[Ll]ast|[Oo]ver the|[Pp]ast) weekend\b"
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SPOKEN = (
    r"(?:interview|speech|debate|remarks|(?:news |press )?conference|briefing|address|hearing|rally|meeting|"
    r"statement|tweet|announcement|broadcast|show|session|event|summit|talks|edition|paper|letter|email|memo|report|"
    r"article|editorial|op-ed|column|book|post|appearance|poll|survey|study)"
)
OCCASION: Final = re.compile(rf"\s+(?:[\w-]+\s+){{0,3}}?{_SPOKEN}s?\b")
"""What is said or held on a day ("Monday's news conference"): words spoken there are of that day."""
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
        ("this year", r"\b[Ee]arlier this year\b"),
        ("last year", r"\b[Ll]ast year\b"),
        ("month", rf"\b(?:[Ii]n |[Ll]ast |{_PART_OF}){_PART_OF}?{_MONTH}(?: (?:of )?{_YEAR})?(?! \d)\b"),
        ("month", rf"\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts) {_MONTH}(?: {_YEAR})?(?= (?:[\w-]+ "
        rf"){{0,2}}?{_SPOKEN}\b)"),
        ("year", rf"\b(?:[Ii]n|[Dd]uring) {_A_YEAR}\b(?!-)"),
        ("year", rf"\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts) {_A_YEAR}(?= (?:[\w-]+ ){{0,2}}?{_SPOKEN}\b)"),
        ("day before", r"\b(?:[Aa]|[Oo]ne) day (?:earlier|later)\b|\b[Tt]he (?:previous|next) day\b"),
        ("earlier", rf"\b{_COUNT} (?:days?|weeks?|months?|years?) (?:earlier|later)\b"),
        ("ago", rf"\b{_COUNT} (?P<unit>day|week|month|year)s? ago\b"),
        ("recent", r"\b(?:[Oo]ver|[Ii]n|[Dd]uring|[Ww]ithin) the (?:previous|past|"
        r"last) (?P<count>\w+) (?P<unit>hour|day)s?\b"),
    )
)  # fmt: skip
_SOON: Final = timedelta(days=120)
"""A day without a year that comes within four months is an appointment; no page means last year's by it."""
_NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "couple": 2, "a couple": 2, "a couple of": 2, "few": 3,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dated:
    """The date of an act of speaking: ISO day (the first one of a week, month or year), precision, words.

    For a stretch of days up to publication ("over the previous 48 hours") it is the first of them, and the
    precision is ``week``.
    """

    on: str | None
    precision: Precision | None
    words: str | None


UNDATED: Final = Dated(None, None, None)


def expressions(text: str, start: int, end: int) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield the expressions of date in ``text[start:end]``, each with its kind, the fuller kinds first."""
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(text, start, end):
            yield name, match


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
    if name == "year":
        year = int(match.group("year"))
        return Dated(f"{year}-01-01", "year", words) if year <= today.year else None
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
            if found - today < _SOON:
                return None
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
        "this year": (today.replace(month=1, day=1), "year"),
        "last year": (date(today.year - 1, 1, 1), "year") if today.year > 1 else (today, "year"),
    }
    if name in {"weekday", "last weekday"}:
        back = (today.weekday() - _WEEKDAYS.index(match.group("weekday").lower())) % 7
        told[name] = (today - timedelta(days=back or 7 * (name == "last weekday")), "day")
    elif name in {"ago", "recent"} and (found := _counted_back(name, match, today)) is not None:
        told[name] = found
    on, precision = told.get(name, (None, None))
    return Dated(on.isoformat() if on else None, precision, words)


def _counted_back(name: str, match: re.Match[str], today: date) -> tuple[date, Precision] | None:
    """Return the day that lies so many days, weeks, months or years back, or the first of the last few days."""
    text, unit = match.group("count").lower(), match.group("unit")
    count = _NUMBERS.get(text) or (int(text) if text.isdigit() else None)
    if count is None:
        return None
    if name == "recent":
        days = -(-count // 24) if unit == "hour" else count
        return (today - timedelta(days=days), "week") if days <= 7 else None
    try:
        return _back(today, count, unit)
    except (ValueError, OverflowError):  # before the calendar begins
        return None


def _back(today: date, count: int, unit: str) -> tuple[date, Precision]:
    if unit == "day":
        return today - timedelta(days=count), "day"
    if unit == "week":
        then = today - timedelta(days=7 * count)
        return then - timedelta(days=then.weekday()), "week"
    if unit == "month":
        months = today.year * 12 + today.month - 1 - count
        return date(months // 12, months % 12 + 1, 1), "month"
    return date(today.year - count, 1, 1), "year"
