from __future__ import annotations

from sayso.comparison.party_names import names_of_parties
from sayso.records import Entity
from tests.comparison.pages import article


def test_a_name_right_before_fighters_is_learned() -> None:
    page = article("The army said on Tuesday that Harun militants had left.")
    assert names_of_parties([page]) == frozenset({("harun",)})


def test_words_of_headlines_that_pages_write_small_too_are_no_names() -> None:
    page = article("Five Killed Terrorists Identified. They were killed in Orsk. The army killed two more.")
    assert ("killed",) not in names_of_parties([page])


def test_days_numbers_and_known_places_are_no_names() -> None:
    page = article("It was on Sunday militants came. The raid left Three militants dead, and Orsk militants fled.")
    orsk = Entity("ent_1", "Orsk", "place", ())
    assert names_of_parties([page], [orsk]) == frozenset()
    assert names_of_parties([page]) == frozenset({("orsk",)})
