from __future__ import annotations

import html
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.resolution.date_words import Dated, anchored, expressions

PUBLISHED = "2031-05-14"  # a Wednesday


def longest(words: str, published: str | None = PUBLISHED) -> Dated | None:
    """Return what the longest expression of date in some words means."""
    found = [
        (m.end() - m.start(), -n, anchored(kind, m, published))
        for n, (kind, m) in enumerate(expressions(words, 0, len(words)))
    ]
    return max((one for one in found if one[2]), key=lambda one: one[:2], default=(0, 0, None))[2]


@pytest.mark.parametrize(
    ("words", "on", "precision"),
    [
        ("three days ago", "2031-05-11", "day"),
        ("two weeks ago", "2031-04-28", "week"),
        ("a month ago", "2031-04-01", "month"),
        ("six months ago", "2030-11-01", "month"),
        ("ten years ago", "2021-01-01", "year"),
        ("over the previous 48 hours", "2031-05-12", "week"),
        ("in the past three days", "2031-05-11", "week"),
        ("in a March interview", "2031-03-01", "month"),
        ("in his 2019 letter", "2019-01-01", "year"),
        ("in 2027", "2027-01-01", "year"),
        ("earlier this year", "2031-01-01", "year"),
        ("Tuesday night", "2031-05-13", "day"),
        ("Sept. 3, 2029", "2029-09-03", "day"),
    ],
)
def test_what_words_mean(words, on, precision):
    assert longest(words) == Dated(on, precision, longest(words).words)
    assert longest(words).on == on


@pytest.mark.parametrize("words", ["on June 2", "in July", "next month", "in 2045", "on May 32"])
def test_no_date_to_come(words):
    found = longest(words)
    assert found is None or found.on is None


def test_days_earlier_are_counted_from_a_day_that_the_words_do_not_tell():
    assert longest("three days earlier").on is None


@given(st.text(), st.one_of(st.none(), st.dates(max_value=date(2200, 1, 1)).map(str), st.text(max_size=12)))
def test_hostile_words_mean_no_day_after_publication(words, published):
    for kind, match in expressions(words + " 99 months ago, in 9999, 3 weeks ago, Feb. 30", 0, len(words) + 48):
        found = anchored(kind, match, published)
        if found is not None and found.on is not None and published is not None:
            assert found.on <= published or "20" in found.on[:2]


@pytest.mark.shared
def test_the_dates_of_other_annotators(shared: Path):
    """GUM's news, dated by hand by others: of the past days and months that we read, nearly all are theirs."""
    right = wrong = 0
    for path in sorted((shared / "data" / "gum-news" / "xml").glob("*.xml")):
        raw = path.read_text(encoding="utf-8")
        published = re.search(r'dateCreated="([\d-]{10})"', raw)
        for mark in re.finditer(r'<date when="(\d{4}(?:-\d\d){0,2})">(.*?)</date>', raw, re.DOTALL):
            if published is None or mark[1] > published[1]:
                continue
            before = [line.split("\t")[0] for line in raw[: mark.start()].splitlines()[-3:] if "\t" in line]
            inside = [line.split("\t")[0] for line in mark[2].splitlines() if "\t" in line]
            found = longest(html.unescape(" ".join(before + inside)).replace(" ,", ","), published[1])
            if found is not None and found.on is not None:
                told = found.on[: {"day": 10, "week": 10, "month": 7, "year": 4}[found.precision]]
                right, wrong = right + (told == mark[1]), wrong + (told != mark[1])
    assert right > 100
    assert right / (right + wrong) > 0.94
