from __future__ import annotations

import pytest

from sayso.resolution.gazetteer import known
from tests.resolution.pages import entity_named, page, resolved, speakers

OBSERVATORY = (("Arcadian Observatory for Sea Birds", "organisation"), ("Observatory", "organisation"))


def test_a_body_called_by_its_noun_alone_is_the_one_the_page_names():
    text = "[S1:The Arcadian Observatory for Sea Birds] [C1:said] [Q1:no]. [S2:The Observatory] [C2:added] [Q2:never]."
    assert speakers(page(text, names=OBSERVATORY)) == ["Arcadian Observatory for Sea Birds"] * 2


def test_of_two_bodies_of_one_kind_the_noun_alone_means_neither():
    text = (
        "The Arcadian Observatory for Sea Birds met the Northern Observatory for Whales. "
        "[S1:The Observatory] [C1:said] [Q1:no]."
    )
    names = (*OBSERVATORY, ("Northern Observatory for Whales", "organisation"))
    assert speakers(page(text, names=names)) == ["Observatory"]


def test_a_page_that_lost_its_apostrophes_still_tells_whose():
    text = "Ann Poe spoke. Poes aides left. [S1:Poes spokesman] [C1:said] [Q1:no]. Rebels met a rebel. Syrians came."
    found = resolved(page(text, names=(("Ann Poe", "person"), ("Poes", "person"))))
    assert "Poes" not in {form for one in found.entities for form in (one.name, *one.aliases)}


def test_a_plural_on_such_a_page_stays_a_plural():
    text = "The Rebels met Syrian envoys. [S1:Syrians] [C1:said] [Q1:no]."
    assert speakers(page(text, names=(("Syrians", "other"),))) == ["Syrians"]


def test_names_with_a_servants_name_are_one_in_every_spelling():
    pages = [
        page(f"[S1:{name}] [C1:said] [Q1:no].", name=name, names=((name, "person"),))
        for name in ("Karim Abdel Rahim", "Karim Abdurrahim", "Karim Abdul-Rahim")
    ]
    assert len({report.speaker for report in resolved(*pages).reports}) == 1


@pytest.mark.parametrize("name", ["Hizbollah", "HEZBOLLAH", "Hizbullah"])
def test_a_group_is_known_in_other_spellings(name):
    found = known(name)
    assert found is not None
    assert found.name == "Hezbollah"


def test_a_name_before_a_noun_tells_nothing_of_its_kind():
    text = "The Poe government fell. [S1:Ann Poe] [C1:said] [Q1:no]. [S2:Poe] [C2:left] [Q2:that night]."
    found = resolved(page(text, names=(("Ann Poe", "person"), ("Poe", "person"))))
    assert entity_named(found, "Poe").kind == "person"


def test_words_that_only_describe_a_body_are_no_part_of_its_name():
    text = "[S1:The UK-based Arcadian Watch] [C1:said] [Q1:no]."
    assert speakers(page(text, names=(("UK-based Arcadian Watch", "organisation"),))) == ["Arcadian Watch"]


def test_two_people_of_one_surname_stay_two_over_pages():
    pages = [
        page(f"[S1:{name}] [C1:said] [Q1:no].", name=name, names=((name, "person"),))
        for name in ("Ann Poe", "Peter Poe", "Poe")
    ]
    assert len({report.speaker for report in resolved(*pages).reports}) == 3


def test_unnamed_sources_are_never_one_over_pages():
    pages = [page("[S1:Harbour officials] [C1:said] [Q1:no].", name=name) for name in ("a", "b")]
    assert len({report.speaker for report in resolved(*pages).reports}) == 2


@pytest.mark.parametrize(
    ("tagged", "parts"),
    [("Ann Poe UNICEF", {"Ann Poe", "UNICEF"}), ("Pilots Islamic State", {"Pilots", "Islamic State"})],
)
def test_a_known_body_behind_another_name_is_one_of_its_own(tagged, parts):
    kind = "person" if "Poe" in tagged else "organisation"
    found = resolved(page(f"{tagged} said [Q1:no].", names=((tagged, kind),)))
    assert {form for one in found.entities for form in (one.name, *one.aliases)} == parts


def test_a_longer_known_name_stays_whole():
    found = resolved(page("The UN Security Council met.", names=(("UN Security Council", "organisation"),)))
    assert len(found.entities) == 1


def test_a_known_group_is_no_person_whatever_stands_before_it():
    found = resolved(page("The rival Hezbollah left.", names=(("Hezbollah", "person"),)))
    assert [one.kind for one in found.entities] == ["group"]


def test_an_office_before_a_name_is_no_body():
    found = resolved(page("[S1:Arcadian Army Col. Ivan Roe] [C1:said] [Q1:no].", names=(("Ivan Roe", "person"),)))
    assert {one.name for one in found.entities} & {"Army Col", "Army Col."} == set()


def test_a_heading_above_a_source_is_no_name():
    found = resolved(page("[S1:Share\n\nIvan Roe] [C1:said] [Q1:no].", names=(("Ivan Roe", "person"),)))
    assert [one.name for one in found.entities] == ["Ivan Roe"]


def test_a_noun_before_a_name_says_that_it_is_a_place():
    found = resolved(page("They met in the village of Kalan Tor.", names=(("Kalan Tor", "person"),)))
    assert [one.kind for one in found.entities] == ["place"]
