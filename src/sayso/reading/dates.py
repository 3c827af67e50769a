"""The date of publication where a page shows it: in words, in a dateline, in its address or its path."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

# A page cannot be older than the first newspapers on the web.  No clock is read, so that the same
# pages give the same ledger; the latest year is a bound on nonsense such as 2099.
EARLIEST: Final = date(1994, 1, 1)
LATEST: Final = date(2035, 12, 31)

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = (
    r"(?P<{0}month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY: Final = r"(?P<{0}day>\d{{1,2}})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<{0}year>(?:19|20)\d\d)"
_PATTERNS: Final = (
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)"),
    re.compile(
        rf"(?<!\w){_DAY.format('')}(?:\s+of)?[\s,./-]+{_MONTH.format('')}[\s,./-]+{_YEAR.format('')}(?!\d)", re.I
    ),
    re.compile(rf"(?<!\w){_MONTH.format('')}\s*{_DAY.format('')}(?:\s*,\s*|\s+){_YEAR.format('')}(?!\d)", re.I),
)
# 04/10/2016 is two dates; it is read only where one of its numbers cannot be a month, or both are the same.
_SLASHED = re.compile(r"(?<!\d)(?P<first>\d{1,2})[/.-](?P<second>\d{1,2})[/.-](?P<year>(?:19|20)\d\d)(?!\d)")
# Every full date has a year; most lines have none, and are left at that.
_YEARS = re.compile(r"(?:19|20)\d\d")
_LABEL = re.compile(
    r"\b(?P<label>(?:first\s+|originally\s+)?(?:published|posted|created|issued|released)|date\s+of\s+publication|publication\s+date|"
    r"publish(?:ing)?\s+date|pub\.?\s*date|date|(?:last\s+)?(?:updated?|modified))\b",
    re.IGNORECASE,
)
_SURE_LABEL = re.compile(
    r"^\W*(?:(?:first|originally)\s+)?(?:published|date\s+of\s+publication|publication\s+date)\b", re.IGNORECASE
)
_UPDATE = re.compile(r"\b(?:updated?|modified)\b", re.IGNORECASE)
_FILL = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:at|on|am|pm|a\.m\.|p\.m\.|by|the|of|in|gmt|utc|est|edt|cst|cet|bst|ist|pst|et|hrs?|time|"
    r"local|min(?:ute)?s?|read|ago|hours?|days?|first|last|originally)\b|[\d:.,|/•·()–—+-]+",
    re.IGNORECASE,
)
_WEEKDAY_FIRST = re.compile(r"^\W*(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?\b[\s,]", re.IGNORECASE)
# A page pasted into one line begins with its date: "29 Jul 2016 The coalition ...".
_STORY_FOLLOWS = re.compile(r"^(?:\s+(?:at\s+)?\d{1,2}:?\d\d)?\s+[\"“‘A-Z0-9]")
_DATELINE = re.compile(r"^\W{0,3}[A-Z][A-Za-z.'’ -]{1,40}(?:,\s*[A-Z][\w.'’ -]{1,30})?,\s*")
_IN_PATH = (
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)_(?P<number>\d\d)_(?P<day>\d\d)(?!\d)"),
    re.compile(r"(?:^|/)(?P<year>(?:19|20)\d\d)/(?P<number>\d\d?)/(?P<day>\d\d?)(?=/)"),
)
_TOP: Final = 15  # lines; a date without a label below that belongs to something else on the page
_FEW: Final = 5  # words that may stand beside a date on its line: an outlet, a name


@dataclass(frozen=True, slots=True)
class Published:
    """The ISO date of publication and where it was found; or ``None`` and why there is none."""

    day: str | None
    where: str


def believable(day: date) -> bool:
    """Return whether a page of news can bear this date."""
    return EARLIEST <= day <= LATEST


def _date(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    month = groups.get("month")
    number = _MONTHS.index(month[:3].lower()) + 1 if month else int(groups["number"])
    return _calendar(int(groups["year"]), number, int(groups["day"]))


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if believable(found) else None


def _slashed(match: re.Match[str]) -> date | None:
    first, second, year = (int(match[name]) for name in ("first", "second", "year"))
    if first > 12 >= second or first == second:
        return _calendar(year, second, first)
    return _calendar(year, first, second) if second > 12 >= first else None


def dates_in(words: str) -> Iterator[tuple[date, int, int]]:
    """Yield the full dates (day, month and year) that ``words`` show, with their start and end, in order.

    >>> [day.isoformat() for day, _, _ in dates_in("Wed 05 Apr 2017, then April 7th, 2017")]
    ['2017-04-05', '2017-04-07']
    """
    if not _YEARS.search(words):
        return
    found = [
        (day, *match.span()) for pattern in _PATTERNS for match in pattern.finditer(words) if (day := _date(match))
    ]
    found += [(day, *match.span()) for match in _SLASHED.finditer(words) if (day := _slashed(match))]
    yield from sorted(found, key=lambda item: (item[1], item[2]))


def _words_beside(line: str, start: int, end: int) -> int:
    rest = _FILL.sub(" ", _LABEL.sub(" ", line[:start] + " " + line[end:]))
    return len(re.findall(r"[^\W\d_]{2,}", rest))


def _on_line(line: str, *, top: bool) -> tuple[str, date, str] | None:
    """Return how sure (``a`` first), the date and where it was found, if the line tells the page's date."""
    if len(line) > 400 and not top:
        return None
    hits: list[tuple[str, date, str]] = []
    past = 0  # the end of the date before; "Updated: 5 March 2021; published: 2 March 2021" has a label for each
    for day, start, end in dates_in(line[:400]):
        label = _LABEL.search(line[past:start]) if start - past < 80 else None
        alone = _words_beside(line[:400], start, end) <= _FEW
        if label and alone and (top or _SURE_LABEL.match(line[past:])):
            hits.append(("c" if _UPDATE.search(label["label"]) else "a", day, "text"))
        elif top and not hits and not label and alone:
            hits.append(("b", day, "text"))
        elif top and not hits and (where := _before_story(line, start, end)):
            hits.append(("d", day, where))
        past = end
    return min(hits, key=lambda hit: hit[0], default=None)


def _before_story(line: str, start: int, end: int) -> str | None:
    """Return what a date is that stands at the start of a paragraph: a dateline, or the head of a page in one line."""
    if start < 60 and (prefix := _DATELINE.match(line[:start])) and prefix.end() == start:
        return "dateline"
    weekday = start < 12 and _WEEKDAY_FIRST.match(line) and not line[:start].strip("\n ,.").count(" ")
    if weekday or (start == 0 and _STORY_FOLLOWS.match(line[end : end + 20])):
        return "text"
    return None


def published_in(lines: Sequence[str], first_prose: int) -> Published:
    """Return the date of publication that the lines of a plain page show.

    It is looked for in the lines before and at the first line of prose (index ``first_prose``), and, with
    a label such as "Published:", on any line.  A date inside the story or under an embedded post is
    not the page's date.
    """
    found = []
    for index, line in enumerate(lines):
        top = index <= min(first_prose, _TOP)
        if hit := _on_line(line, top=top):
            found.append((hit[0], index, hit[1], hit[2]))
    if not found:
        return Published(None, "the page shows no date of publication")
    _, _, day, where = min(found)
    return Published(day.isoformat(), where)


def published_by_path(path: str) -> date | None:
    """Return the date that a path or address carries, if it carries exactly one, written year first.

    >>> published_by_path("pages/2016-11-01_aleppo.txt").isoformat()
    '2016-11-01'
    """
    found = {day for pattern in _IN_PATH for match in pattern.finditer(path) if (day := _date(match))}
    return found.pop() if len(found) == 1 else None
