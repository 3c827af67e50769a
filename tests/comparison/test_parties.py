from __future__ import annotations

from sayso.comparison.parties import NOBODY, Parties
from sayso.records import Entity

GUARD = Entity("ent_b", "Velmar Guard", "group", ("the Guard",))
OTHER = Entity("ent_a", "Orsk Guard", "organisation", ("Guard",))
COUNCIL = Entity("ent_c", "Orsk Council", "government", ())
POE = Entity("ent_d", "Ann Poe", "person", ())
PARTIES = (GUARD, OTHER, COUNCIL, POE)


def test_a_name_is_that_of_the_first_entity_by_identifier_that_bears_it() -> None:
    parties = Parties(PARTIES)
    assert parties[parties.named("The Velmar-Guard")] == GUARD
    assert parties[parties.named("guard")] == OTHER
    assert parties.named("Poe") == NOBODY


def test_a_body_is_the_only_one_among_entities() -> None:
    parties = Parties(PARTIES)
    assert parties[parties.body({"ent_b", "ent_c", "ent_d"}, governments=False)] == GUARD
    assert parties.body({"ent_b", "ent_c"}, governments=True) == NOBODY
    assert parties[parties.body({"ent_c"}, governments=True)] == COUNCIL
    assert parties.body({"ent_d"}, governments=True) == NOBODY


def test_what_is_made_of_one_name_in_two_ways_is_alike() -> None:
    parties = Parties(())
    first, second = parties.made("Velmar Front", "group"), parties.made("velmar front", "group")
    assert first != second
    assert parties.alike(first) == parties.alike(second) == first
    assert parties.made("Velmar Front", "group") == first
