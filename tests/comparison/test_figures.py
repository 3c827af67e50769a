from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.comparison.figures import read_figures
from sayso.records import Span
from tests.comparison.pages import NOTHING_RESOLVED, article

CASES = sorted((Path(__file__).parents[1] / "cases" / "figures").iterdir())
VOCABULARY = (
    "at least 40 two dozens of people children killed wounding were and including , . hundreds more a rebel toll rose "
    "to between 30 or several thousand “ ” half million % $ 2016 in the Tuesday army -"
)
WORDS = st.sampled_from(VOCABULARY.split(" "))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    page = article((case / "page.txt").read_text(encoding="utf-8"))
    figures = read_figures([page], NOTHING_RESOLVED)
    texts = {figure.id: figure.span.of(page.text) for figure in figures}
    found = [
        {
            "text": texts[figure.id],
            "low": figure.low,
            "high": figure.high,
            "unit": figure.unit,
            "what": figure.what,
            "part_of": texts.get(figure.part_of or ""),
            "as_of": figure.as_of,
        }
        for figure in figures
    ]
    assert found == json.loads((case / "expected.json").read_text(encoding="utf-8"))


def test_furniture_holds_no_figures() -> None:
    text = "Ten people died.\n\nRelated: 30 people killed in Orsk"
    page = article(text, furniture=(Span(18, len(text)),))
    assert [figure.low for figure in read_figures([page], NOTHING_RESOLVED)] == [10.0]


def test_order_of_pages_does_not_matter() -> None:
    pages = [article("Ten people died in Orsk."), article("Some 12 were wounded.", outlet="Varn Radio")]
    assert read_figures(pages, NOTHING_RESOLVED) == read_figures(pages[::-1], NOTHING_RESOLVED)


@settings(deadline=None, max_examples=50)
@given(st.lists(WORDS, max_size=40))
def test_any_words_make_figures_that_stand_in_the_text(words: list[str]) -> None:
    page = article(" ".join(words))
    figures = read_figures([page], NOTHING_RESOLVED)
    known = {figure.id for figure in figures}
    for figure in figures:
        assert 0 <= figure.span.start < figure.span.end <= len(page.text)
        assert figure.high is None or figure.low <= figure.high
        assert figure.part_of is None or figure.part_of in known - {figure.id}


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=200))
def test_hostile_text_is_read_without_error(text: str) -> None:
    read_figures([article(text)], NOTHING_RESOLVED)
