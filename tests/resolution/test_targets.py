from __future__ import annotations

import pytest

from tests.resolution.pages import page, resolved

NAMES = (
    ("Ann Poe", "person"), ("Ivan Roe", "person"), ("Roe", "person"), ("Harbour Council", "organisation"),
    ("Gull Front", "organisation"), ("Daily Gull", "organisation"), ("Tide River", "place"),
)  # fmt: skip


def target(text: str) -> str | None:
    found = resolved(page(text, names=NAMES))
    named = {entity.id: entity.name for entity in found.entities}
    return named.get(found.reports[-1].target or "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[S1:Ann Poe] [C1:accused] the Gull Front [Q1:of shelling the town].", "Gull Front"),
        ("[S1:Ann Poe] [C1:accused] [Q1:the Gull Front of shelling the town].", "Gull Front"),
        ("[S1:Ann Poe] [C1:accused Roe of] [Q1:lying]. Ivan Roe left.", "Ivan Roe"),
        ("[S1:Ann Poe] [C1:told] Ivan Roe [Q1:that the dam would hold].", "Ivan Roe"),
        ("Ivan Roe spoke. [S1:Ann Poe] [C1:accused] him [Q1:of lying].", "Ivan Roe"),
        ("[S1:Ann Poe] [C1:blamed] [Q1:Harbour Council chief Ivan Roe].", "Ivan Roe"),
    ],
)
def test_the_party_behind_the_cue_is_aimed_at(text, expected):
    assert target(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[S1:Ann Poe] [C1:demanded] [Q1:a crossing of the Tide River].",
        "[S1:Ann Poe] [C1:said] [Q1:the Gull Front had left].",
        "[S1:Ann Poe] [C1:told] the Daily Gull [Q1:that the dam would hold].",
        "[S1:Ann Poe] [C1:accused] [Q1:some actors in the Russia conflict of shielding the Gull Front].",
        "[S1:Ann Poe] [C1:demanded] [Q1:help for Russian civilians].",
        "[S1:Ann Poe] [C1:believes] [Q1:Ivan Roe will win].",
        "[S1:Ann Poe] [C1:denied in a recording sent to the Harbour Council] [Q1:that she had lied].",
        "[S1:Ann Poe] [C1:demanded] [Q1:that all Russian opposition groups take part].",
        "[S1:Ann Poe] [C1:warned] [Q1:Russian journalists of attacks].",
        "[S1:Ann Poe] [C1:said] [Q1:that Russia had information that raiders were carrying out massacres].",
    ],
)
def test_no_river_no_outlet_and_nobody_merely_mentioned_is_aimed_at(text):
    assert target(text) is None


def test_who_speaks_of_himself_aims_at_nobody():
    assert target("Peter Low came. [S1:Ivan Roe] [C1:denied] [Q1:he had lied].") is None
