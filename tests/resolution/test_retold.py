from __future__ import annotations

import pytest

from sayso.records import Attribution, Span
from sayso.resolution.layout import lay_out
from sayso.resolution.retold import retold

TEXT = "“The dam is safe,” the engineer, Tom Bale, said on Friday, the Orrin news agency reported. It rained."


def span(words: str, text: str = TEXT) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def told_by(source: str, *, content: str, text: str = TEXT, cue: str = "reported") -> Attribution:
    return Attribution((span(source, text),), (span(cue, text),), (span(content, text),), kind="mixed")


@pytest.mark.parametrize("content", ["“The dam is safe,”", "“The dam is safe,” the engineer, Tom Bale"])
def test_words_that_an_agency_passes_on_are_their_speakers(content: str) -> None:
    (found,) = retold(lay_out(TEXT, ()), [told_by("the Orrin news agency", content=content)])
    assert [one.of(TEXT) for one in (*found.source, *found.cue, *found.content)] == [
        "the engineer, Tom Bale",
        "said",
        "“The dam is safe,”",
    ]
    assert found.kind == "direct"


def test_an_agency_that_reports_in_its_own_words_keeps_them() -> None:
    text = "The dam is safe, the Orrin news agency reported. “It is not,” said Tom Bale."
    own = told_by("the Orrin news agency", content="The dam is safe", text=text)
    assert retold(lay_out(text, ()), [own]) == (own,)
