"""The days on which a page's opening puts what it tells of.

A page's own day is the full date at its head ("29 Jul 2016 The coalition ..."), where it has one, else
that of its publication; weekdays and "yesterday" count back from there.  Full dates further on are those
of photographs and of what went before, and are passed over.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from sayso.comparison.events import opening_of
from sayso.reading.dates import dates_in
from sayso.records import Article

HEAD: Final = 160  # characters in which the date of a page pasted into one line stands
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RELATIVE: Final = re.compile(
    r"\b(?:(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)|(?P<yesterday>yesterday|overnight|last night)|"
    r"(?P<today>today|this morning))\b",
    re.IGNORECASE,
)
# "since Monday", "until Friday" bound a time; "Friday's talks" may be any Friday's.
_OTHERWISE: Final = re.compile(r"\b(?:since|until|till|before|by|next|last)(?: the| late| early)?\s+$", re.IGNORECASE)


def own_day(article: Article) -> date | None:
    """Return the day that a page counts from: the first full date at its head, else that of its publication."""
    day = next((day for day, _, _ in dates_in(article.text[:HEAD])), None)
    if day is not None or article.published is None:
        return day
    return date.fromisoformat(article.published[:10])


def told_days(article: Article) -> frozenset[date]:
    """Return the days that the opening of ``article`` names; none where it names none or has no day of its own."""
    today = own_day(article)
    if today is None:
        return frozenset()
    found: set[date] = set()
    for sentence in opening_of(article.text, article.furniture):
        words = sentence.of(article.text)
        for match in _RELATIVE.finditer(words):
            if not _OTHERWISE.search(words[: match.start()]) and not _in_date(words, match):
                found.add(_day_of(match, today))
    return frozenset(found)


def _in_date(words: str, match: re.Match[str]) -> bool:
    """Return whether a weekday is part of a full date ("Thursday 30 Jun 2016"), which stands for itself."""
    return any(start - 12 <= match.start() <= end for _, start, end in dates_in(words))


def _day_of(match: re.Match[str], today: date) -> date:
    if match["weekday"]:
        return today - timedelta(days=(today.weekday() - _WEEKDAYS.index(match["weekday"].lower())) % 7)
    return today - timedelta(days=1) if match["yesterday"] else today
