"""The date of publication of an HTML page: what its metadata, its address and its words say, and which is believed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Final

from lxml import etree

from sayso.reading.dates import EARLIEST, LATEST, Published, believable, dates_in, published_by_path

# What htmldate is asked for: the first publication, from the markup, never from the clock or a file.
DATE_SEARCH: Final = {
    "extensive_search": False,
    "original_date": True,
    "min_date": EARLIEST.isoformat(),
    "max_date": LATEST.isoformat(),
    "deferred_url_extractor": True,
}
_LARGEST: Final = 2_000_000  # characters of markup searched for the date that htmldate reports
_APART: Final = 2  # days; time zones and a late edition move a date by a day or two


def _written(day: date, markup: str) -> bool:
    """Return whether ``markup`` holds this very date, so that "two hours ago" never dates a page by the clock."""
    for usual in (f"{day:%Y-%m-%d}", f"{day:%Y/%m/%d}"):
        place = markup.find(usual)
        if place >= 0 and not markup[place + 10 : place + 11].isdigit():
            return True
    year, month, number = day.year, day.month, day.day
    digits = re.compile(
        rf"{year}\W?0?{month}\W?0?{number}(?!\d)|{year}{month:02}{number:02}|"
        rf"(?<!\d)0?{number}\W{{1,2}}0?{month}\W{{1,2}}{year}|(?<!\d)0?{month}\W{{1,2}}0?{number}\W{{1,2}}{year}"
    )
    return bool(digits.search(markup)) or any(found == day for found, _, _ in dates_in(markup))


def written_date(root: etree._Element, found: str | None) -> date | None:
    """Return the date ``found`` by htmldate if it can be believed: in bounds, and written on the page."""
    try:
        day = date.fromisoformat(found or "")
    except ValueError:
        return None
    markup = etree.tostring(root, encoding="unicode", method="html")[:_LARGEST]
    return day if believable(day) and _written(day, markup) else None


def utc_moment(words: str) -> str | None:
    """Return an ISO 8601 moment in UTC; ``None`` when it is none, or none that a page of news can bear.

    >>> utc_moment("2016-11-01T10:00:00+02:00"), utc_moment("yesterday")
    ('2016-11-01T08:00:00Z', None)
    """
    try:
        found = datetime.fromisoformat(words.strip())
        moment = (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if believable(moment.date()) else None


def published_on(metadata: date | None, url: str | None, shown: Published) -> Published:
    """Return the date to believe of a page whose markup says ``metadata`` and whose words say ``shown``.

    The metadata is believed unless the address or a line of the page carries an earlier date: a
    site that moves or rebuilds its pages stamps them anew, and none dates them back.  A conflict
    is noted in ``where``.

    >>> published_on(date(2024, 2, 1), "https://example.org/2016/11/01/a.html", Published(None, "no date"))
    Published(day='2016-11-01', where='path; the metadata says 2024-02-01')
    """
    address = published_by_path(url) if url else None
    words = date.fromisoformat(shown.day) if shown.day else None
    others = [(words, shown.where.split(";")[0]), (address, "path")]
    if metadata is None:
        day, where = next(((day, where) for day, where in reversed(others) if day), (None, ""))
        return Published(day.isoformat(), where) if day else Published(None, "the page states no date of publication")
    for day, where in others:
        if day is not None and (metadata - day).days > _APART:
            return Published(day.isoformat(), f"{where}; the metadata says {metadata.isoformat()}")
    later = next(
        (f"; the {where} says {day.isoformat()}" for day, where in others if day and (day - metadata).days > _APART), ""
    )
    return Published(metadata.isoformat(), f"metadata{later}")


def possible_by(published: Published, caught: str) -> Published:
    """Return the date if a page that was caught at the moment ``caught`` can bear it, or why there is none.

    >>> possible_by(Published("2034-01-01", "metadata"), "2020-03-01T10:00:00Z")
    Published(day=None, where='the metadata says 2034-01-01, which is after the page was caught, on 2020-03-01')
    """
    if published.day is None or (date.fromisoformat(published.day) - date.fromisoformat(caught[:10])).days <= 1:
        return published
    place, _, more = published.where.partition(";")
    said = f"the {place} says {published.day}, which is after the page was caught, on {caught[:10]}"
    return Published(None, f"{said};{more}" if more else said)


def changed_before(published: Published, changed: str | None) -> Published:
    """Return the date with a note where the page says that it was last changed days before it was published.

    >>> changed_before(Published("2016-11-09", "metadata"), "2016-11-01T10:00:00Z").where
    'metadata; the page says that it was last changed before that, on 2016-11-01'
    """
    if not changed or not published.day:
        return published
    if (date.fromisoformat(published.day) - date.fromisoformat(changed[:10])).days <= _APART:
        return published
    note = f"the page says that it was last changed before that, on {changed[:10]}"
    return Published(published.day, f"{published.where}; {note}")
