from __future__ import annotations

from collections import Counter

from sayso.records import EntityKind
from sayso.resolution.joins import join_parties
from sayso.resolution.linking import _fullest
from sayso.resolution.listed import Listed
from sayso.resolution.party import Party
from tests.resolution.pages import page, resolved


def party(number: int, kind: EntityKind, **forms: int) -> Party:
    return Party(number, kind, forms=Counter({form.replace("_", " "): times for form, times in forms.items()}))


def test_two_known_states_stay_two_though_a_page_confuses_them() -> None:
    parties = [party(0, "government", Syria=5, Kelm=1), party(0, "government", Lebanon=5, Kelm=1)]
    groups = join_parties(parties, Listed(()))
    assert groups.find(0) != groups.find(1)


def test_a_name_that_ran_together_once_is_not_the_name_of_the_party() -> None:
    assert _fullest(Counter({"Bashar al-Assad": 40, "Assad": 60, "Bashar al-Assad Hafez": 1})) == "Bashar al-Assad"
    assert _fullest(Counter({"Ann Poe": 1, "Poe": 3})) == "Ann Poe"


def test_the_agency_of_a_dateline_is_nobody_in_the_story() -> None:
    text = "KELM (Gull News) - [S1:Ann Poe] [C1:said] [Q1:the dam would hold]. The Gull News tower stood empty."
    names = (("KELM", "place"), ("Gull News", "organisation"), ("Ann Poe", "person"))
    found = resolved(page(text, names=names))
    tower = next(entity for entity in found.entities if entity.name == "Gull News")
    assert [mention.span.start for mention in found.mentions if mention.entity == tower.id] == [56]
