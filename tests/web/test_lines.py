"""What a fact-checker reads in one line: where it stands, whose words they are, and what the page says itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html

from sayso.records import Contents, Link
from sayso.web import markdown_report, render_report
from sayso.web.catalogue import catalogue_of
from sayso.web.figures import figure_views
from sayso.web.lines import TITLE, called, line_of
from sayso.web.passages import passage_of
from sayso.web.statements import answers_of
from sayso.web.story import story_view
from tests.web.builder import Builder
from tests.web.dam import dam_story

TITLED = "Quay closed after the flood"
TEXT = """Share this page

Mayor Ada Finn accused somebody of leaving the gate open.

Advertisement

Scores of boats sank and nearly two hundred people fled, among them three children. The mayor said the gate was open."""


@pytest.fixture(scope="module")
def quay() -> Contents:
    story = Builder()
    finn = story.entity("Ada Finn")
    page = story.article("9f3.txt", TEXT, outlet=None, title=TITLED, published=None,
                         furniture=("Share this page", "Advertisement"))  # fmt: skip
    first = story.report(page, "Mayor Ada Finn", "accused", "leaving the gate open", speaker=finn, act="accuse")
    again = story.report(page, "The mayor", "said", "the gate was open", speaker=finn)
    story.statement(([first, again], ("they stand in one page",)))
    for words, low, high, unit in (
        ("Scores of boats", 40, None, "boats"),
        ("nearly two hundred people", 200, 200, "people"),
        ("three children", 3, 3, "children"),
    ):
        story.figure(page, words, low, high, unit, "lost")
    return story.contents()


def test_a_page_of_no_outlet_is_called_by_its_title_and_without_one_by_its_file(quay: Contents) -> None:
    assert called(quay.articles[0]) == TITLED
    untitled = next(one for one in dam_story().articles if one.outlet is None)
    assert called(untitled) == "state.txt"
    report = render_report(quay)
    tree = html.document_fromstring(report)
    assert tree.xpath("//p[@class='byline']/a[@class='outlet']/text()")[0] == TITLED
    assert "9f3.txt" not in tree.get_element_by_id("statements").text_content()
    assert len(TITLED) < TITLE
    assert any(f"outlet unresolved, *{TITLED}*" in line for line in markdown_report(quay))


def test_an_accusation_of_nobody_in_particular_is_told_so(quay: Contents) -> None:
    catalogue = catalogue_of(quay)
    line = line_of(catalogue, quay.statements[0])
    assert (line.verb, line.pages, line.reports) == ("made an accusation", 1, 2)
    (accused,) = [one for one in catalogue_of(dam_story()).statements.values() if one.gist.startswith("the ministry")]
    assert line_of(catalogue_of(dam_story()), accused).verb == "made an accusation"


def test_a_line_tells_where_its_reports_stand(quay: Contents) -> None:
    assert "2 reports in one page, 1 origin" in render_report(quay)
    shown = render_report(dam_story())
    assert "one report in Valley Voice" in shown
    assert "2 reports, 1 origin" in shown


def test_a_figure_shows_the_words_of_the_page_where_they_say_more_or_less(quay: Contents) -> None:
    words = {view.amount: view.words for view in figure_views(catalogue_of(quay)).values()}
    assert words == {"at least 40": "Scores of boats", "200": "nearly two hundred people", "3": None}


def test_page_furniture_beside_a_passage_is_left_out_of_it(quay: Contents) -> None:
    catalogue = catalogue_of(quay)
    for report in quay.reports:
        shown = "".join(fragment.text for fragment in passage_of(catalogue, report))
        assert "Share" not in shown
        assert "Advertisement" not in shown
        assert shown == shown.strip()


def test_the_glance_tells_the_answers_in_the_order_of_the_statement() -> None:
    story = dam_story()
    (denied,) = [link.b for link in story.links if link.relation == "denies"]
    others = [
        one.id for one in story.statements if one.id != denied and not {one.id} & {link.a for link in story.links}
    ]
    links = tuple(Link(other, denied, "denies", 0.5, ()) for other in others[:4])
    catalogue = catalogue_of(replace(story, links=links))
    (contest,) = story_view(catalogue).contests
    assert contest.answers == answers_of(catalogue, catalogue.statements[denied])
    assert len(contest.answers) == 4
