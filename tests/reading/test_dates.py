"""The date of publication, and dates that are not it."""

from datetime import date

import pytest

from sayso.reading.dates import Published, published_by_path, published_in
from sayso.reading.page_dates import published_on

STORY = "The council voted on Thursday night to keep the old tram line, which engineers had called a danger."
NONE = Published(None, "the page shows no date of publication")


@pytest.mark.parametrize(
    ("lines", "day", "where"),
    [
        (["Date of publication 4 October 2016", STORY], "2016-10-04", "text"),
        (["Wed 05 Apr 2017", "Headline", STORY], "2017-04-05", "text"),
        (["Published: 2016-11-01 10:20", "Updated: 2016-11-03", STORY], "2016-11-01", "text"),
        (["Updated 3 November 2016 – 12:01", STORY], "2016-11-03", "text"),
        (["25/12/2016", STORY], "2016-12-25", "text"),
        (["GENEVA, March 3, 2017 (Reuters) - " + STORY], "2017-03-03", "dateline"),
        (["29 Jul 2016 The council voted to keep the tram."], "2016-07-29", "text"),
        ([STORY, "Published on 5 May 2015"], "2015-05-05", "text"),
    ],
)
def test_where_a_page_shows_its_date(lines: list[str], day: str, where: str) -> None:
    first = next(place for place, line in enumerate(lines) if len(line) > 60 or line is lines[-1])
    assert published_in(lines, first) == Published(day, where)


@pytest.mark.parametrize(
    "lines",
    [
        [STORY],
        [STORY, "— Dorn Council (@dorn) November 1, 2016"],
        [STORY, "On 4 October 2016 the council had voted otherwise, and the mayor had resigned over it."],
        ["04/10/2016", STORY],
        ["31 February 2016", STORY],
        ["1 May 2099", STORY],
        [STORY, "Ann says: 3 May 2018 at 10:00"],
        ["Talks since 4 October 2016 have brought nothing, the envoy told the council", STORY],
    ],
)
def test_other_dates_are_not_the_pages(lines: list[str]) -> None:
    assert published_in(lines, lines.index(STORY)) == NONE


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("pages/2016-11-01_aleppo.txt", date(2016, 11, 1)),
        ("example.org/2016/11/01/a.html", date(2016, 11, 1)),
        ("pages/2016-11-01/2016-11-02.txt", None),
        ("pages/20161101.txt", None),
        ("pages/2016-13-01.txt", None),
        ("pages/000_6c02de2ec228d708.txt", None),
    ],
)
def test_dates_in_paths(path: str, day: date | None) -> None:
    assert published_by_path(path) == day


def test_a_page_dated_anew_is_not_believed() -> None:
    shown = Published("2016-11-01", "text")
    assert published_on(date(2016, 11, 2), None, shown) == Published("2016-11-02", "metadata")
    assert published_on(date(2024, 2, 1), None, shown) == Published("2016-11-01", "text; the metadata says 2024-02-01")
    assert published_on(date(2016, 1, 1), None, shown) == Published("2016-01-01", "metadata; the text says 2016-11-01")
    assert published_on(None, "https://example.org/2016/11/01/a", NONE) == Published("2016-11-01", "path")
    assert published_on(None, None, NONE).day is None
