from __future__ import annotations

import pytest

from sayso.resolution.state_bodies import state_body
from tests.resolution.pages import entity_named, page, resolved, speakers

MINISTRY = (("Foreign Ministry", "organisation"),)


def test_a_ministry_is_named_with_the_country_before_it():
    text = "[S1:Russia’s Foreign Ministry] [C1:said] [Q1:no]. [S2:The Foreign Ministry] [C2:added] [Q2:never]."
    assert speakers(page(text, names=MINISTRY)) == ["Russian Foreign Ministry"] * 2


def test_ministries_of_two_countries_are_two_on_one_page_and_over_pages():
    one = page("[S1:The Russian Foreign Ministry] [C1:said] [Q1:no].", name="a", names=MINISTRY)
    other = page("[S1:Turkey’s Foreign Ministry] [C1:said] [Q1:no].", name="b", names=MINISTRY)
    bare = page("[S1:The Foreign Ministry] [C1:said] [Q1:no].", name="c", names=MINISTRY)
    again = page("[S1:The Foreign Ministry] [C1:said] [Q1:yes].", name="d", names=MINISTRY)
    found = resolved(one, other, bare, again)
    assert len({report.speaker for report in found.reports}) == 4


def test_a_ministry_is_one_over_pages_whatever_the_order_of_its_words():
    one = page(
        "[S1:The Russian Defense Ministry] [C1:said] [Q1:no].", name="a", names=(("Defense Ministry", "organisation"),)
    )
    words = (("Ministry of Defence", "organisation"),)
    other = page("[S1:Russia’s Ministry of Defence] [C1:said] [Q1:no].", name="b", names=words)
    found = resolved(one, other)
    assert len({report.speaker for report in found.reports}) == 1
    assert "Russian Ministry of Defence" in {entity_named(found, "Russian Defense Ministry").name} | set(
        entity_named(found, "Russian Defense Ministry").aliases
    )


@pytest.mark.parametrize(
    "name", ["Harbour Council", "Russia", "Free Harbour Army", "Security Council", "State Department"]
)
def test_other_bodies_are_none_of_every_state(name):
    assert state_body(name) is None


def test_whose_organisation_it_is_must_be_told():
    assert speakers(page("[S1:Their organisation] [C1:said] [Q1:no].")) == [None]


def test_a_compass_adjective_is_nobody():
    text = "[S1:Western officials] [C1:said] [Q1:no]."
    assert speakers(page(text, names=(("Western", "person"),))) == ["Western officials"]
