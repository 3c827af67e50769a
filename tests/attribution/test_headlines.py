from __future__ import annotations

import pytest

from sayso.attribution import load_tagger
from sayso.attribution.headlines import headline_attributions
from sayso.records import Attribution, Name, Span

BODY = (
    "\n\nKELM (Reuters) - The street was quiet on Thursday, and the market in front of the old town hall stayed shut."
)


def read(headline: str, *names: tuple[str, str]) -> list[list[str]]:
    text = headline + BODY
    known = [Name(Span(text.index(word), text.index(word) + len(word)), kind) for word, kind in names]  # type: ignore[arg-type]
    return [
        [span.of(text) for span in one.source + one.cue + one.content]
        for one in headline_attributions(text, known, [], [])
    ]


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Talks on the dam have failed: ministry", ["ministry", ":", "Talks on the dam have failed"]),
        ("Army: Rebels shelled a school", ["Army", ":", "Rebels shelled a school"]),
        ("Killing of aid workers a war crime - UN envoy", ["UN envoy", "-", "Killing of aid workers a war crime"]),
        ("Six dead in Kelm blast – activists", ["activists", "–", "Six dead in Kelm blast"]),
    ],
)
def test_who_speaks_by_office_is_known_by_the_word(headline: str, expected: list[str]) -> None:
    assert read(headline) == [expected]


def test_a_name_speaks_by_its_kind_and_side() -> None:
    assert read("Talks on the dam have failed: Hadria", ("Hadria", "place")) == [
        ["Hadria", ":", "Talks on the dam have failed"]
    ]
    assert read("Hadria: Fighting near the dam goes on", ("Hadria", "place")) == []
    assert read("Poe: Nobody will take the dam", ("Poe", "person")) == [["Poe", ":", "Nobody will take the dam"]]


@pytest.mark.parametrize(
    "headline",
    [
        "Peace talks on the dam collapse - Harbour Post",
        "Analysis: What comes next for the dam",
        "Kelm war: Hospital near the dam bombed",
        "The dam: ministry",
        "A well-known dam in the far north-west",
        "10:45 The council meets",
        "",
    ],
)
def test_what_only_looks_alike_is_none(headline: str) -> None:
    assert read(headline) == []


def test_the_network_and_the_furniture_go_first() -> None:
    text = "Talks have failed again: ministry" + BODY
    found = Attribution((), (), (Span(0, 5),), "indirect")
    assert headline_attributions(text, [], [found], []) == []
    assert headline_attributions(text, [], [], [Span(0, 5)]) == []


def test_the_tagger_reads_headlines() -> None:
    text = "“We are done with talks”: ministry" + BODY
    [one] = [one for one in load_tagger().tag(text).attributions if one.content[0].start < 40]
    assert (one.kind, one.source[0].of(text)) == ("direct", "ministry")


def test_no_span_runs_over_an_empty_line() -> None:
    text = "Ceasefire is over, says Turkish minister\n\nDAMASCUS, Nov 3 - The street was quiet on Thursday.\n"
    spans = [span.of(text) for one in load_tagger().tag(text).attributions for span in one.source + one.content]
    assert spans
    assert not any("\n\n" in words for words in spans)
