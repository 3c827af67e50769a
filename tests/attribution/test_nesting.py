from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.attribution import attribute, load_tagger
from sayso.attribution.assembly import place
from sayso.attribution.nesting import with_nested
from sayso.records import Attribution, Span

TEXTS = [
    "The spokesman said the president had promised to leave the country within a year.\n",
    "“The governor told us that he would never sign the bill,” Mira Okafor said.\n",
    "The bridge is safe, the mayor said.\n",
    "",
]


@pytest.mark.parametrize("text", TEXTS)
def test_the_first_layer_stays_as_it_is(text: str) -> None:
    both = load_tagger(nested=True).tag(text).attributions
    flat = tuple(replace(one, nested_in=None) for one in both if one.nested_in is None)
    assert flat == load_tagger().tag(text).attributions


@pytest.mark.parametrize("text", TEXTS)
def test_a_nested_attribution_lies_in_the_content_of_its_holder(text: str) -> None:
    both = load_tagger(nested=True).tag(text).attributions
    for one in both:
        if one.nested_in is not None:
            holder = both[one.nested_in]
            assert holder.nested_in is None
            for span in one.source + one.cue + one.content:
                assert any(content.contains(span) for content in holder.content)


def test_what_a_content_attributes_to_others_is_found() -> None:
    text = TEXTS[0]
    inner = [one for one in load_tagger(nested=True).tag(text).attributions if one.nested_in is not None]
    assert [one.source[0].of(text) for one in inner] == ["the president"]


def test_holders_are_counted_in_the_sorted_list() -> None:
    def at(start: int, end: int) -> Attribution:
        return Attribution((), (), (Span(start, end),), "indirect")

    first, second, inner = at(0, 10), at(20, 40), at(25, 30)
    assert with_nested([first, second], [(1, inner)], place) == (first, second, replace(inner, nested_in=1))
    early = at(1, 5)
    assert [one.nested_in for one in with_nested([first, second], [(1, inner), (0, early)], place)] == [
        None,
        0,
        None,
        2,
    ]


def test_what_a_quoted_speaker_attributes_to_another_is_found() -> None:
    text = TEXTS[1]
    inner = [one for one in load_tagger(nested=True).tag(text).attributions if one.nested_in is not None]
    assert [(one.source[0].of(text), one.cue[0].of(text)) for one in inner] == [("The governor", "told")]


def test_what_the_holder_says_of_his_own_mind_is_no_second_attribution() -> None:
    text = "The minister said that he wanted the talks to go on in the capital until the end of the week.\n"
    assert [one.nested_in for one in attribute(text, nested=True)] == [None]


def test_both_layers_come_on_demand() -> None:
    assert len(attribute(TEXTS[0])) == 1
    assert [one.nested_in for one in attribute(TEXTS[0], nested=True)] == [None, 0]
