"""What is a name, and of what kind, where the tagger is of two minds about it."""

from __future__ import annotations

from tests.resolution.pages import named, page, resolved, speakers


def kinds(shown) -> dict[str, str]:
    return {entity.name: entity.kind for entity in resolved(shown).entities}


def test_what_has_a_board_is_no_person():
    text = (
        "Marlow Dunn board member Peter Roe left. Marlow Dunn grew. Marlow Dunn shrank.\n\n"
        "[S1:Marlow Dunn] [C1:said] [Q1:no]. [S2:The company] [C2:said] [Q2:it would pay]."
    )
    shown = page(text, names=(("Marlow Dunn", "person"), ("Peter Roe", "person")))
    assert kinds(shown)["Marlow Dunn"] == "person"
    mixed = named(*shown, "Marlow Dunn", ("person", "person", "place", "person"))
    assert kinds(mixed)["Marlow Dunn"] == "organisation"


def test_a_state_and_the_town_before_it_are_places():
    text = "[S1:Dorothy Poe, 59, of Ashton, Md., who watched,] [C1:said] [Q1:it was late]."
    shown = page(text, names=(("Dorothy Poe", "person"),))
    assert speakers(shown) == ["Dorothy Poe"]
    found = kinds(shown)
    assert (found["Ashton"], found["Md"]) == ("place", "place")


def test_a_sort_of_document_is_no_name():
    text = "[S1:Article 9 in the H.C. Charter] [C1:allows] [Q1:fines], Ivan Roe said."
    names = (("H.C.", "place"), ("Charter", "organisation"))
    assert speakers(page(text, names=names)) == ["Article 9 in the H.C. Charter"]


def test_an_adjective_behind_their_is_no_party():
    text = "Ivan Roe met Peter Poe. In their Orwellian fancy [S1:they] [C1:believe] [Q1:it held]."
    names = (("Ivan Roe", "person"), ("Peter Poe", "person"), ("Orwellian", "organisation"))
    assert speakers(page(text, names=names))[-1] != "Orwellian"


def test_two_halves_of_a_persons_name_are_one():
    text = "[S1:Salem Varro, a spokesman,] [C1:said] [Q1:no]."
    assert speakers(page(text, names=(("Salem", "person"), ("Varro", "person")))) == ["Salem Varro"]


def test_they_are_the_officials_and_not_the_body():
    text = "On Monday, Gullwatch officials went to the port, where [S1:they] [C1:claimed] [Q1:that the ship had left]."
    assert speakers(page(text, names=(("Gullwatch", "organisation"),))) == ["Gullwatch officials"]
