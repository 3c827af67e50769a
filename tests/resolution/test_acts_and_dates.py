from __future__ import annotations

import pytest

from tests.resolution.pages import only_report, page, resolved

NAMES = (
    ("Ann Poe", "person"),
    ("Ivan Roe", "person"),
    ("Harbour News", "organisation"),
    ("Dock Council", "organisation"),
)


@pytest.mark.parametrize(
    ("said", "act"),
    [
        ("[S1:Ann Poe] [C1:accused] [Q1:the council of theft].", "accuse"),
        ("[S1:Ann Poe] [C1:has repeatedly denied] [Q1:the charge].", "deny"),
        ("[S1:Ann Poe] [C1:called for] [Q1:an inquiry].", "demand"),
        ("[S1:Ann Poe] [C1:warned] [Q1:that the dam may break].", "warn"),
        ("[S1:Ann Poe] [C1:vowed] [Q1:to pay].", "promise"),
        ("[S1:Ann Poe] [C1:praised] [Q1:the crew].", "praise"),
        ("[S1:Ann Poe] [C1:asked] [Q1:for more time].", "request"),
        ("[S1:Ann Poe] [C1:thinks] [Q1:it is over].", "believe"),
        ("[S1:Ann Poe] [C1:predicted] [Q1:rain].", "predict"),
        ("[S1:A new survey] [C1:shows] [Q1:that ships wait].", "report"),
        ("[Q1:“Who paid for it?”] [S1:Ann Poe] [C1:said].", "ask"),
        ("[Q1:“You should resign at once,”] [S1:Ann Poe] [C1:said].", "demand"),
        ("[Q1:“He is a liar and a crook,”] [S1:Ann Poe] [C1:said].", "accuse"),
        ("[S1:Ann Poe] [C1:declined to comment on] [Q1:the accusation].", "say"),
        ("[S1:Ann Poe] [C1:said] [Q1:the ships came at noon].", "say"),
        ("[S1:Ann Poe] [C1:lashed out at] [Q1:the council].", "accuse"),
        ("[S1:Ann Poe] [C1:pushed back against] [Q1:the charge].", "deny"),
        ("[Q1:“I do not need to raise my voice,”] [S1:Ann Poe] [C1:said].", "say"),
        ("[S1:Ann Poe] [C1:said] [Q1:we need to raise our voice].", "demand"),
        ("[S1:Ann Poe] [C1:said] [Q1:nobody was any longer in danger].", "say"),
        ("[S1:Ann Poe] [C1:said] [Q1:the town was in danger].", "warn"),
        ("[S1:Ann Poe] [C1:turned down] [Q1:the request].", "deny"),
        ("[S1:Ann Poe] [C1:said] [Q1:Russia had concerns about the plan].", "say"),
        ("[S1:Ann Poe] [C1:said] [Q1:there were concerns about the dam].", "warn"),
        ("[S1:Ann Poe] [C1:had misgivings about] [Q1:the plan].", "believe"),
        ("[S1:Ann Poe] [C1:said] [Q1:the council was responsible for the flood].", "accuse"),
        ("[Q1:“That is not fair,”] [S1:Ann Poe] [C1:said].", "say"),
        ("[Q1:“They are no heroes,”] [S1:Ann Poe] [C1:said].", "accuse"),
        ("[S1:Ann Poe] [C1:said] [Q1:she had not taken the money].", "deny"),
        ("[S1:Ann Poe] [C1:said] [Q1:she had not yet read the letter].", "say"),
        ("[S1:Ann Poe] [C1:said] [Q1:she would repair the dam].", "promise"),
        ("[S1:Ann Poe] [C1:said] [Q1:she would not answer].", "say"),
        ("[S1:Ann Poe] [C1:said] [Q1:a new dam is needed].", "demand"),
    ],
)
def test_the_act(said, act):
    assert only_report(said, names=NAMES).act == act


def test_the_act_says_which_words_show_it():
    by_cue = only_report("[S1:Ann Poe] [C1:accused] [Q1:the council of theft].", names=NAMES).why_act
    by_content = only_report("[S1:Ann Poe] [C1:said] [Q1:he was to blame for the flood].", names=NAMES).why_act
    assert by_cue.reasons == ("the cue “accused”",)
    assert by_content.reasons == ("the content blames: “was to blame for”",)
    assert by_content.score < by_cue.score


@pytest.mark.parametrize(
    ("words", "on", "precision"),
    [
        ("on Tuesday", "2031-05-13", "day"),
        ("on Wednesday", "2031-05-14", "day"),  # the day of publication itself
        ("on Thursday", "2031-05-08", "day"),  # never tomorrow
        ("yesterday", "2031-05-13", "day"),
        ("on May 2", "2031-05-02", "day"),
        ("on 2 May 2030", "2030-05-02", "day"),
        ("on Nov. 2", "2030-11-02", "day"),
        ("last week", "2031-05-05", "week"),
        ("in March", "2031-03-01", "month"),
        ("last month", "2031-04-01", "month"),
    ],
)
def test_the_date_of_speaking(words, on, precision):
    report = only_report(f"[S1:Ann Poe] [C1:said] {words} [Q1:that the dam held].", names=NAMES)
    assert (report.said_on, report.said_precision, report.date_words) == (on, precision, words)


def test_without_a_day_of_publication_the_words_are_kept():
    report = only_report("[S1:Ann Poe] [C1:said] on Tuesday [Q1:that it held].", names=NAMES, published=None)
    assert (report.said_on, report.date_words) == (None, "on Tuesday")


@pytest.mark.parametrize(
    "text",
    [
        "[S1:Ann Poe] [C1:said] [Q1:the dam broke on Tuesday].",
        "[S1:Ann Poe] [C1:said] [Q1:it held]. On Tuesday rain fell.",
        "Since Monday [S1:Ann Poe] [C1:has said] [Q1:so].",
        "[S1:Ann Poe] [C1:will say] next Tuesday [Q1:that it held].",
        "[S1:Ann Poe] is expected to [C1:say] on Tuesday [Q1:that it held].",
        "After a flood in March, [S1:Ann Poe] [C1:said] [Q1:that it held].",
        "[S1:Ann Poe] [C1:said] [Q1:that it held]; she came on Monday.",
        "The council, which met in March, [C1:said] through [S1:Ann Poe] [Q1:that it held].",
        "[S1:The funeral] [C1:is expected] on Friday [Q1:in Kolm].",
        "[S1:Ann Poe] [C1:said] of the winner of Monday's debate [Q1:that he had lied].",
    ],
)
def test_no_date_where_the_page_dates_something_else(text):
    assert only_report(text, names=NAMES).said_on is None


def test_a_date_is_carried_on_within_what_one_goes_on_to_say():
    text = "[S1:Ann Poe] [C1:said] on Tuesday [Q1:that it held]. [Q2:“It is safe,”] [S2:she] [C2:said]."
    assert [report.said_on for report in resolved(page(text, names=NAMES)).reports] == ["2031-05-13"] * 2


def days(text: str) -> list[str | None]:
    return [report.said_on for report in resolved(page(text, names=NAMES)).reports]


def test_who_did_something_on_a_day_spoke_on_it():
    assert days("[S1:Ann Poe], who saw the dam on Monday, [C1:said] [Q1:that it held].") == ["2031-05-12"]


def test_the_head_of_a_page_is_dated_by_what_follows():
    text = "[S1:Ann Poe] [C1:says] [Q1:dam held]\n\n[S2:Ann Poe] [C2:said] on Tuesday [Q2:that it held]."
    assert days(text) == ["2031-05-13", "2031-05-13"]


def test_another_speaker_gets_no_day_from_a_neighbour():
    text = "[S1:Ann Poe] [C1:said] on Tuesday [Q1:that it held]. [S2:Ivan Roe] [C2:said] [Q2:it broke]."
    assert days(text) == ["2031-05-13", None]


def test_words_that_take_up_what_stands_before_take_its_day():
    text = (
        "[S1:Ann Poe] [C1:wrote] on Tuesday [Q1:that it held]. [S2:The letter] [C2:says] [Q2:all is well]. "
        "[S3:Ivan Roe] [C3:also denied] [Q3:the charge]."
    )
    assert days(text) == ["2031-05-13"] * 3


def test_no_day_goes_further_than_the_next_paragraph():
    text = "[S1:Ann Poe] [C1:said] on Tuesday [Q1:that it held].\n\nRain.\n\nWind.\n\n[S2:Ann Poe] [C2:said] [Q2:so]."
    assert days(text) == ["2031-05-13", None]


@pytest.mark.parametrize(
    "text",
    [
        "[Q1:“No,”] [S1:Ann Poe] [C1:said] in an interview with Harbour News.",
        "[S1:Ann Poe] [C1:told] Harbour News [Q1:it was late].",
        "[Q1:The dam broke], [S1:Ann Poe] [C1:said], according to Harbour News.",
    ],
)
def test_the_relay(text):
    found = resolved(page(text, names=NAMES))
    names = {entity.id: entity.name for entity in found.entities}
    assert [names[relay] for relay in found.reports[0].relay] == ["Harbour News"]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("[S1:Ann Poe] [C1:accused] [Q1:Ivan Roe of theft].", "Ivan Roe"),
        ("[S1:Ann Poe] [C1:told] the Dock Council [Q1:it was late].", "Dock Council"),
        ("[S1:Ann Poe] [C1:said] [Q1:it rained].", None),
    ],
)
def test_the_target(text, target):
    found = resolved(page(text, names=NAMES))
    names = {entity.id: entity.name for entity in found.entities}
    assert names.get(found.reports[0].target or "") == target
