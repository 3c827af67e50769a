from __future__ import annotations

from dataclasses import replace

from sayso.records import Span
from tests.resolution.pages import page, resolved, speakers

MEN = (("Peter Poe", "person"), ("Ivan Roe", "person"), ("Samantha Low", "person"))


def last_speaker(text: str, names: tuple[tuple[str, str], ...] = MEN) -> str | None:
    return speakers(page(text, names=names))[-1]


def test_he_is_not_whom_his_own_words_name():
    text = "Ivan Roe met Peter Poe in the hall. [S1:He] [C1:described] [Q1:Poe as a friend]."
    assert last_speaker(text) == "Ivan Roe"


def test_he_in_anothers_quotation_is_not_that_other():
    article, tagging = page(
        "Peter Poe left. [S1:Ivan Roe] [C1:said]: [Q1:“Now] [S2:he] [C2:claims] [Q2:the dam is lost.]”", names=MEN
    )
    outer, inner = tagging.attributions
    outer = replace(outer, content=(Span(outer.content[0].start, len(article.text)),))
    assert speakers((article, replace(tagging, attributions=(outer, inner)))) == ["Ivan Roe", "Peter Poe"]


def test_they_is_not_a_country_in_which_something_happens():
    text = "[S1:The Harbour Council] [C1:met] [Q1:sailors]. The talks were in France. [S2:They] [C2:said] [Q2:no]."
    assert last_speaker(text, (("Harbour Council", "organisation"),)) == "Harbour Council"


def test_they_may_be_a_body_that_looks_like_a_surname():
    text = "Gullwatch checked the claim on Monday. [S1:They] [C1:found] [Q1:that it was true]."
    assert last_speaker(text, (("Gullwatch", "person"),)) == "Gullwatch"


def test_a_surname_that_is_also_a_capital_is_a_persons():
    text = "Samantha Paris left. [S1:Paris] [C1:says] [Q1:she was kept]."
    assert last_speaker(text, (("Samantha Paris", "person"), ("Paris", "person"))) == "Samantha Paris"


def test_a_name_keeps_its_generation():
    assert last_speaker("[S1:Peter Poe Jr.] [C1:said] [Q1:no].") == "Peter Poe Jr."


def test_a_verb_before_a_full_name_is_no_part_of_it():
    text = "Top Envoys Rip Ivan Roe\n\n[S1:Ivan Roe] [C1:said] [Q1:no]."
    assert last_speaker(text) == "Ivan Roe"


def test_the_two_men_are_the_two_last_spoken_of():
    text = "Ivan Roe met Peter Poe. Samantha Low left.\n\n[S1:The two men] [C1:said] [Q1:nothing]."
    assert last_speaker(text) == "Ivan Roe and Peter Poe"


def test_of_three_men_the_two_are_not_told_apart():
    text = "Ivan Roe met Peter Poe and Boris Low.\n\n[S1:The two men] [C1:said] [Q1:nothing]."
    assert last_speaker(text, (*MEN, ("Boris Low", "person"))) == "two men"


def test_they_may_be_people_whom_nothing_names():
    text = "The Harbour Council met. Harbour pilots went to the quay where [S1:they] [C1:claimed] [Q1:the dam leaks]."
    assert last_speaker(text, (("Harbour Council", "organisation"),)) == "Harbour pilots"


def test_people_whom_nobody_means_are_no_entities():
    found = resolved(page("Tired pilots went home. [S1:Ivan Roe] [C1:said] [Q1:no].", names=MEN))
    assert [entity.name for entity in found.entities] == ["Ivan Roe"]


def test_a_body_described_in_the_first_lines_is_the_one_then_named():
    text = (
        "[S1:A union representing harbour pilots] [C1:endorsed] [Q1:the dam].\n\n"
        "[S2:The Union of Harbour Pilots] [C2:said] [Q2:it would hold]."
    )
    assert speakers(page(text, names=(("Union of Harbour Pilots", "organisation"),))) == ["Union of Harbour Pilots"] * 2


def test_a_family_name_that_is_also_a_given_name_tells_no_gender():
    text = "Zanna Joseph met Joseph Roe. Joseph left.\n\n[S1:Zanna Joseph] [C1:spoke] [Q1:at length]. [S2:She] [C2:said] [Q2:no]."
    assert last_speaker(text, (("Zanna Joseph", "person"), ("Joseph", "person"))) == "Zanna Joseph"
