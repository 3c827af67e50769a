"""Holds the ledger of the example story to examples/EXPECTED.md; the numbers are those of its items."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

OUTLETS = {
    "01": ("Meridian Observer", "2021-10-06"),
    "02": ("Lovenna Courier", "2023-03-14"),
    "03": ("Harbour Post", "2023-03-15"),
    "04": ("Meridian Observer", "2023-03-15"),
    "05": ("Tirask Today", "2023-03-15"),
    "06": ("Radio Varn", "2023-03-15"),
    "07": ("Lovenna Courier", "2023-03-16"),
    "08": ("Tirask Today", "2023-03-16"),
    "09": ("Harbour Post", "2023-03-16"),
    "11": ("Radio Varn", "2023-03-17"),
    "12a": ("Farsight Daily", "2023-03-16"),
    "12b": ("Farsight Daily", "2023-03-16"),
    "12c": ("Farsight Daily", "2023-03-17"),
}
TASSIN = {
    "03": "These shells were fired from Ostrenian soil",
    "04": "These shells were fired from Ostrenian soil",
    "05": "shelling the town's market from across the border",
    "06": "fired from Ostrenian soil",
}
HALVEK = {
    "03": "Not one Ostrenian shell has crossed the river",
    "04": "Not one Ostrenian shell has crossed the river",
    "05": '"Not one Ostrenian shell has crossed the river,"',
    "12c": "Not one Ostrenian shell has crossed the river",
}
POLLAN = {
    "02": "The bridge stays shut until the last gun on the far bank is gone",
    "05": "the bridge would remain closed until the guns on the opposite bank had been taken away",
    "09": "the bridge would stay closed as long as there were guns on the Ostrenian bank",
}
TESK_MESSAGE = "We do not own guns that reach that far"
DAM = "Whoever holds the Kelm dam holds the valley, and we can wait for the water"


@pytest.mark.parametrize("page", sorted(OUTLETS))
def test_1_outlet_and_date_of_each_page(story, page):
    article = story.articles[page]
    outlet, date = OUTLETS[page]
    assert (article.outlet or "").removeprefix("The ") == outlet
    assert (article.published or "")[:10] == date


def test_1_thirteen_articles_of_six_outlets(story):
    assert set(story.articles) == set(OUTLETS)
    assert len({article.outlet for article in story.contents.articles}) == 6


def test_2_the_page_without_an_article_is_a_failure(story):
    (failure,) = story.contents.failures
    assert Path(failure.path).name.startswith("10-")
    assert failure.reason
    assert failure.remedy


@pytest.mark.parametrize("page", ["03", "04"])
def test_3_the_agency_is_credited(story, page):
    assert any("Pelagos" in credit for credit in story.articles[page].credits)


@pytest.mark.parametrize("words", [TASSIN["03"], HALVEK["03"], TESK_MESSAGE])
def test_3_what_both_take_from_the_agency_counts_once(story, words):
    assert story.statement_at("03", words).id == story.statement_at("04", words).id
    origin = story.origin_at("03", words)
    assert origin.id == story.origin_at("04", words).id
    assert origin.why


def test_4_the_telephone_call_is_the_outlets_own(story):
    words = "We shall look at the holes in the ground before we look at anybody's map"
    assert story.speaker("04", words) == "Lucian Abara"
    assert story.pages_of(story.statement_at("04", words)) == {"04"}
    assert len(story.origin_at("04", words).attributions) == 1


@pytest.mark.parametrize("page", sorted(POLLAN))
def test_5_pollan_is_the_speaker_on_tuesday(story, page):
    assert story.speaker(page, POLLAN[page]) == "Andrej Pollan"
    assert story.statement_at(page, POLLAN[page]).said_on == "2023-03-14"
    assert story.report_at(page, POLLAN[page]).said_on == (None if page == "02" else "2023-03-14")


def test_5_one_statement_with_three_independent_reports(story):
    statement = story.statement_at("02", POLLAN["02"])
    assert {page for page in POLLAN if story.statement_at(page, POLLAN[page]).id == statement.id} == set(POLLAN)
    assert len(statement.outlets) == 3
    assert len(statement.origins) == 3


@pytest.mark.parametrize("page", sorted(TASSIN))
def test_6_tassin_accuses_on_tuesday(story, page):
    assert story.speaker(page, TASSIN[page]) == "Mirela Tassin"
    assert story.report_at(page, TASSIN[page]).said_on == "2023-03-14"


def test_6_one_accusation_four_outlets_three_origins(story):
    statement = story.statement_at("03", TASSIN["03"])
    assert {page for page in TASSIN if story.statement_at(page, TASSIN[page]).id == statement.id} == set(TASSIN)
    assert statement.act == "accuse"
    assert len(statement.outlets) == 4
    assert len(statement.origins) == 3


@pytest.mark.parametrize("page", sorted(HALVEK))
def test_7_halvek_denies_on_wednesday(story, page):
    assert story.speaker(page, HALVEK[page]) == "Dorin Halvek"
    assert story.statement_at(page, HALVEK[page]).said_on == "2023-03-15"
    assert story.report_at(page, HALVEK[page]).said_on == (None if page == "04" else "2023-03-15")


def test_7_one_denial_four_outlets_two_origins(story):
    statement = story.statement_at("03", HALVEK["03"])
    assert {page for page in HALVEK if story.statement_at(page, HALVEK[page]).id == statement.id} == set(HALVEK)
    assert len(statement.outlets) == 4
    assert len(statement.origins) == 2


def test_7_the_relay_is_named(story):
    relay = [story.entity(name) for name in story.report_at("12c", HALVEK["12c"]).relay]
    assert any(entity and "Pelagos" in entity.name for entity in relay)


def test_8_the_denial_answers_the_accusation(story):
    denials = {story.statement_at(page, HALVEK[page]).id: story.statement_at(page, HALVEK[page]) for page in HALVEK}
    charges = {story.statement_at(page, TASSIN[page]).id: story.statement_at(page, TASSIN[page]) for page in TASSIN}
    found = [link for a in denials.values() for b in charges.values() for link in story.links(a, b)]
    assert [link.relation for link in found if link.relation == "denies"]
    assert all(link.reasons for link in found)


def test_9_radio_varn_does_not_carry_the_denial(story):
    assert "Radio Varn" in story.statement_at("03", TASSIN["03"]).outlets
    for page in ("06", "11"):
        for report in story.contents.reports:
            if report.article == story.articles[page].id:
                speaker = story.entity(report.speaker)
                assert not speaker or speaker.name not in {"Dorin Halvek", "Ostrenia"}


def test_10_new_occasions_are_new_statements(story):
    again = story.statement_at("08", "I have said it in Tirask and I say it here")
    assert "05" not in story.pages_of(again)
    assert again.said_on == "2023-03-16"
    at_the_gate = story.statement_at("11", "They were killed by shells from across this river")
    assert story.pages_of(at_the_gate) == {"11"}
    assert story.speaker("11", "They were killed by shells from across this river") == "Mirela Tassin"


TOLL = {
    "02": ("At least nine people were killed", 9),
    "03": ("rose to 14 on Wednesday", 14),
    "06": ("Fourteen people are now known to have died", 14),
    "07": ("17 people had now died", 17),
    "11": ("the number of dead was 17", 17),
}


def toll(story, page):
    words, number = TOLL[page]
    return story.figure(page, words, number)


@pytest.mark.parametrize(("page", "as_of"), [("02", "2023-03-14"), ("03", "2023-03-15"), ("07", "2023-03-16")])
def test_11_when_each_toll_held(story, page, as_of):
    assert toll(story, page).as_of == as_of


@pytest.mark.parametrize(("page", "source"), [("02", "Pollan"), ("03", "health"), ("06", "health"), ("07", "health")])
def test_11_who_gives_the_toll(story, page, source):
    assert source in story.source(toll(story, page))


@pytest.mark.parametrize(("earlier", "later"), [("02", "03"), ("02", "06"), ("03", "07"), ("06", "07")])
def test_11_the_toll_rises(story, earlier, later):
    assert story.relations(toll(story, earlier), toll(story, later)) == {"update"}


def test_11_the_same_toll_is_no_conflict(story):
    assert story.relations(toll(story, "03"), toll(story, "06")) <= {"same"}
    assert story.relations(toll(story, "07"), toll(story, "11")) <= {"same"}


def test_12_four_or_seventeen(story):
    four = story.figure("08", "Four people died in the explosions", 4)
    assert story.relations(four, toll(story, "07")) == {"conflict"}
    assert "defence ministry" in story.source(four)


def test_12_both_on_one_page(story):
    seventeen = story.figure("12c", "Seventeen, according to", 17)
    four = story.figure("12c", "puts the number at four", 4)
    assert story.relations(seventeen, four) == {"conflict"}


@pytest.mark.parametrize("page", ["07", "12c"])
def test_13_the_province_is_not_the_market(story, page):
    province = story.figure(page, "46 people", 46)
    assert story.relations(province, toll(story, "07")) == {"different_scope"}
    conflicts = {frozenset((link.a, link.b)) for link in story.contents.figure_links if link.relation == "conflict"}
    assert not [pair for pair in conflicts if province.id in pair]


def test_13_the_observers_give_the_figure(story):
    assert story.source(story.figure("07", "46 people", 46)) == "Lucian Abara"


OTHER_NUMBERS = [
    ("11", "seventeen minutes"),
    ("09", "12 tonnes"),
    ("02", "a town of 12,000"),
    ("04", "its 12,000 inhabitants"),
    ("05", "200 lorries"),
]


@pytest.mark.parametrize(("page", "words"), OTHER_NUMBERS)
def test_14_other_numbers_conflict_with_nothing(story, page, words):
    place, article = story.place(page, words), story.articles[page].id
    here = {f.id for f in story.contents.figures if f.article == article and f.span.overlaps(place)}
    assert not [link for link in story.contents.figure_links if link.relation == "conflict" and here & {link.a, link.b}]


def test_14_a_conflict_always_has_four_on_one_side(story):
    figures = {figure.id: figure for figure in story.contents.figures}
    for link in story.contents.figure_links:
        if link.relation == "conflict":
            assert 4 in {figures[link.a].low, figures[link.b].low}


FRONT = [
    ("02", "terrorists"),
    ("03", "separatist"),
    ("04", "separatist"),
    ("05", "self-defence units"),
    ("06", "Front"),
    ("07", "terrorists"),
    ("08", "self-defence units"),
    ("11", "Front"),
    ("12a", "rebels"),
    ("12c", "rebels"),
]


@pytest.mark.parametrize(("page", "label"), FRONT)
def test_15_each_outlet_has_its_word_for_the_front(story, page, label):
    found = {
        story.entity(naming.referent).name
        for naming in story.namings(page)
        if re.search(label, naming.label) and naming.voice == "outlet"
    }
    assert found == {"Varn Liberation Front"}


def test_16_scare_quotes_are_the_word_of_another(story):
    (naming,) = [naming for naming in story.namings("05") if "terrorists" in naming.label]
    assert naming.scare_quotes
    assert naming.voice != "outlet"


def test_17_the_old_quotation(story):
    statement = story.statement_at("12a", DAM)
    assert story.speaker("12a", DAM) == "Joran Tesk"
    assert story.pages_of(statement) == {"01", "12a"}
    assert statement.recycled == (story.report_at("12a", DAM).id,)
    assert (origin := story.origin_at("12a", DAM)).first == story.report_at("01", DAM).id
    assert statement.origins == (origin.id,)
    assert statement.said_on is None or statement.said_on <= "2021-10-06"


def test_18_the_orphan_stays_unresolved(story):
    report = story.report_at("12b", "They carried the wounded out on the doors of the stalls")
    assert report.speaker is None
    assert report.why_speaker.relation == "unresolved"
    assert report.why_speaker.reasons


@pytest.mark.parametrize(
    "words",
    [
        "We ran out of clean sheets before noon",
        "Nobody in this building had ever treated a blast wound",
        "I tell the families to go home and sleep",
    ],
)
def test_19_she_is_named_after_her_third_quotation(story, words):
    assert story.speaker("07", words) == "Salme Orrick"


def test_20_the_unnamed_official_stays_unnamed(story):
    report = story.report_at("09", "We know exactly which battery it was")
    entity = story.entity(report.speaker)
    assert entity
    assert entity.kind == "unnamed"
    assert "official" in entity.name
    again = story.report_at("09", "The battery had been moved to the river two weeks earlier")
    assert again.speaker == entity.id


def test_21_the_pronoun_is_the_minister(story):
    report = story.report_at("03", HALVEK["03"])
    assert report.speaker_from == "pronoun"


FURNITURE = [
    ("03", "the worst is over"),
    ("04", "Water will be off in the old town"),
    ("05", "We expect a record harvest"),
    ("06", "Water in the old town back on"),
    ("02", "I will not resign"),
    ("02", "Where was the army"),
    ("02", "Pollan said the bridge was safe last week"),
]


@pytest.mark.parametrize(("page", "words"), FURNITURE)
def test_22_furniture_is_not_attributed(story, page, words):
    article = story.articles[page]
    if words not in article.text:
        return  # an HTML page whose furniture is not even in the stored text
    place = story.place(page, words)
    assert any(span.contains(place) for span in article.furniture)
    for report in story.contents.reports:
        if report.article == article.id:
            assert not any(span.overlaps(place) for span in report.content)
