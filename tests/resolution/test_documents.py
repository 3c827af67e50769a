from __future__ import annotations

import pytest

from tests.resolution.pages import page, speakers

COUNCIL = (("Harbour Council", "organisation"), ("Ann Poe", "person"), ("Daily Gull", "organisation"))


def last_speaker(text: str, names: tuple[tuple[str, str], ...] = COUNCIL) -> str | None:
    return speakers(page(text, names=names))[-1]


@pytest.mark.parametrize(
    ("before", "source", "expected"),
    [
        ("The Harbour Council issued a statement.", "The statement", "Harbour Council statement"),
        ("The Daily Gull ran a feature on ships.", "The piece", "Daily Gull piece"),
        ("Ann Poe’s letter came late.", "The letter", "Ann Poe’s letter"),
        ("A report by the Harbour Council came late.", "The report", "Harbour Council report"),
        ("Her new documentary “Low Water” opens today.", "The film", "Low Water"),
    ],
)
def test_a_document_is_called_by_whose_it_is_or_by_its_title(before, source, expected):
    assert last_speaker(f"{before} [S1:{source}] [C1:says] [Q1:the dam leaks].") == expected


def test_what_was_said_in_a_statement_is_that_ones_statement():
    text = (
        "[S1:The Harbour Council] [C1:said in a statement] [Q1:that ships wait].\n\n"
        "[S2:The statement] [C2:also named] [Q2:the guilty]."
    )
    assert last_speaker(text) == "Harbour Council statement"


def test_bare_data_are_those_of_the_body_that_spoke_just_before():
    text = "[S1:The Harbour Council] [C1:said] [Q1:forty ships wait]. According to [S2:the data], [Q2:ten are full]."
    assert last_speaker(text) == "Harbour Council data"


def test_a_document_that_nobody_is_shown_to_own_stays_unresolved():
    assert last_speaker("Ann Poe walked by the sea. [S1:The statement] [C1:added] [Q1:that aid would begin].") is None


def test_the_object_of_another_verb_is_no_owner():
    text = "The storm hit the Harbour Council in a week of a long report. [S1:The report] [C1:says] [Q1:the dam leaks]."
    assert last_speaker(text) != "Harbour Council report"


def test_a_short_name_in_a_document_is_told_in_full():
    text = "The Daily Gull is for sale. [S1:A Gull report] [C1:says] [Q1:the dam leaks]."
    names = (("Daily Gull", "organisation"), ("Gull", "organisation"))
    assert last_speaker(text, names) == "Daily Gull report"


def test_a_body_behind_a_preposition_does_not_speak_for_its_members():
    text = "[S1:A group of drivers on the Harbour Council] [C1:said] [Q1:no]."
    assert last_speaker(text) == "group of drivers on the Harbour Council"


def test_named_examples_stay_with_the_description():
    text = "[S1:Other unions, including the Harbour Council and the Daily Gull], [C1:said] [Q1:no]."
    assert last_speaker(text) == "Other unions, including the Harbour Council and the Daily Gull"


def test_a_name_that_the_tagger_cut_in_two_is_one():
    names = (("Association of", "organisation"), ("Dock Workers", "organisation"))
    assert (
        last_speaker("[S1:The Association of Dock Workers] [C1:said] [Q1:no].", names) == "Association of Dock Workers"
    )


def test_a_body_described_in_other_words_of_one_sense_is_one():
    text = (
        "[S1:The province’s health department] [C1:said] [Q1:ten died]. "
        "[S2:The provincial health department] [C2:added] [Q2:four left]."
    )
    assert len(set(speakers(page(text)))) == 1
