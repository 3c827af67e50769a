"""The whole page: it opens offline, loses nothing, and what strangers wrote stays text."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html import unescape
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from sayso.records import Article, Contents, Edition, Figure, Report, Span, Verdict, quote_of
from sayso.web import render_report
from sayso.web.characters import visible
from tests.web.dam import dam_story


@pytest.fixture(scope="module")
def story() -> Contents:
    return dam_story()


@pytest.fixture(scope="module")
def page(story: Contents) -> str:
    return render_report(story)


@pytest.fixture(scope="module")
def tree(page: str) -> html.HtmlElement:
    return html.document_fromstring(page)


def words(node: html.HtmlElement) -> str:
    """The text of a node as it is read: links, marks and bdi run on, everything else stands apart."""
    source = html.tostring(node, encoding="unicode", with_tail=False)
    apart = re.sub(r"<(?!/?(?:a|mark|bdi|b|i|q|span)\b)[^>]*>", " ", source)
    return " ".join(unescape(re.sub(r"<[^>]*>", "", apart)).split())


def statement_of(tree: html.HtmlElement, contents: Contents, gist: str) -> html.HtmlElement:
    found = next(one for one in contents.statements if gist in one.gist)
    return tree.get_element_by_id(found.id)


def assert_whole(contents: Contents, page: str) -> None:
    """Every text is there unchanged, every anchor once, every link within the page leads somewhere."""
    tree = html.document_fromstring(page)
    for article in contents.articles:
        shown = tree.xpath("//article[@id=$name]//div[@class='text']", name=article.id)[0].text_content()
        # The parser of a page reads CR and CR LF as LF.
        assert shown == visible(article.text).replace("\r\n", "\n").replace("\r", "\n")
    names = tree.xpath("//@id")
    assert len(names) == len(set(names))
    missing = {href for href in tree.xpath("//a/@href") if href.startswith("#")} - {f"#{name}" for name in names}
    assert missing == set()


def test_nothing_is_lost_and_every_link_leads_somewhere(story: Contents, page: str) -> None:
    assert_whole(story, page)


def test_the_same_contents_give_the_same_page(story: Contents, page: str) -> None:
    assert render_report(dam_story()) == page


def test_an_empty_ledger_has_a_page() -> None:
    page = render_report(Contents())
    assert_whole(Contents(), page)
    assert "none" in page


def test_no_script_no_network_and_a_policy_that_forbids_both(page: str, tree: html.HtmlElement) -> None:
    assert tree.xpath("//script | //iframe | //object | //embed | //link | //img | //form | //base") == []
    attributes = {name for node in tree.iter() for name in node.attrib}
    assert [name for name in attributes if name.startswith("on") or name in {"style", "src", "srcset"}] == []
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    assert policy.startswith("default-src 'none'")
    assert f"'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert "url(" not in style.group(1)


def test_only_web_addresses_are_linked(tree: html.HtmlElement) -> None:
    outward = [href for href in tree.xpath("//a/@href") if not href.startswith("#")]
    passages = [href for href in outward if "#:~:text=" in href]
    assert {href.split("#")[0] for href in passages} <= {*outward} - {*passages}
    assert [href for href in outward if href not in passages] == [
        "https://kestrel.example/dam?id=1&b=2",
        "https://valley.example/anger",
    ]


def test_hostile_text_is_shown_and_does_nothing(page: str, tree: html.HtmlElement) -> None:
    assert "<script" not in page
    assert not re.search("[\x00\x1b\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)
    text = tree.text_content()
    assert '<script>alert("x")</script> & more' in text
    assert "⟦U+202E⟧gnihton⟦U+202C⟧" in text
    assert "{{ 7 * 7 }}" in text


def test_headings_go_down_one_step_at_a_time(tree: html.HtmlElement) -> None:
    levels = [int(node.tag[1]) for node in tree.xpath("//h1 | //h2 | //h3 | //h4 | //h5")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_landmarks_language_and_skip_link(tree: html.HtmlElement) -> None:
    assert tree.get("lang") == "en"
    assert len(tree.xpath("//main[@id='main']")) == 1
    assert tree.xpath("//nav/@aria-label")
    assert tree.xpath("//body/a[1]/@href") == ["#main"]
    assert all(words(link) or link.get("aria-label") for link in tree.xpath("//a"))


def test_a_statement_counts_its_origins_and_says_why(story: Contents, tree: html.HtmlElement) -> None:
    shown = words(statement_of(tree, story, "three gates at once and told"))
    assert "2 independent origins behind 3 reports" in shown
    assert "These 2 reports count as one: Brast Daily credits Kestrel Agency" in shown
    assert "denied by" in shown
    assert "“the minister” names one person in the page: Ilse Varga" in shown


def test_a_denial_shows_what_it_answers(story: Contents, tree: html.HtmlElement) -> None:
    shown = words(statement_of(tree, story, "No gate was opened"))
    assert shown.index("denies") < shown.index("three gates at once")
    assert "“denied the charge” stands before it" in shown


def test_relay_is_told_from_the_page_backwards(story: Contents, tree: html.HtmlElement) -> None:
    assert "by way of Kestrel Agency, citing the interior ministry" in words(statement_of(tree, story, "22 people"))


def test_old_words_shown_as_new_are_flagged(story: Contents, tree: html.HtmlElement) -> None:
    assert "old words shown as new" in words(statement_of(tree, story, "sound when we inspected"))


def test_an_orphan_stays_unresolved_with_its_reasons(story: Contents, tree: html.HtmlElement) -> None:
    shown = words(tree.get_element_by_id("unresolved"))
    assert "unresolved (“she”)" in shown
    assert "two candidates were left" in shown


def test_a_mark_in_a_statement_leads_to_the_same_words_in_the_page(story: Contents, tree: html.HtmlElement) -> None:
    links = statement_of(tree, story, "No gate was opened").xpath(".//blockquote//a")
    assert len(links) > 4
    for link in links:
        assert words(tree.get_element_by_id(link.get("href")[1:])) == words(link)


def test_figures_stand_under_their_relation(tree: html.HtmlElement) -> None:
    assert "19 people killed" in words(tree.get_element_by_id("conflict"))
    update = words(tree.get_element_by_id("update"))
    assert update.index("at least 14") < update.index("19 people")
    assert "children are a part of the people killed" in words(tree.get_element_by_id("different_scope"))
    assert "3 children" not in words(tree.get_element_by_id("conflict"))


def test_namings_tell_the_voice_and_the_scare_quotes(tree: html.HtmlElement) -> None:
    row = next(row for row in tree.xpath("//section[@id='namings']//tr") if "Valley Voice" in words(row))
    cells = [words(cell) for cell in row.xpath("./td")]
    assert cells == ["Hydra", "none", "“river thieves”"]
    for link in row.xpath(".//td//a"):
        assert words(tree.get_element_by_id(link.get("href")[1:])) == words(link).strip("“”")


def test_failures_keep_reason_and_remedy(tree: html.HtmlElement) -> None:
    shown = words(tree.get_element_by_id("failures"))
    assert "the file is empty" in shown
    assert "Save the page again." in shown


def test_long_furniture_is_folded_unless_a_mark_stands_in_it(story: Contents) -> None:
    folded = html.document_fromstring(render_report(story)).xpath("//details[@class='furniture']")
    assert ["Ten lakes" in words(one) for one in folded] == [True]
    copied = next(article for article in story.articles if article.outlet == "Brast Daily")
    place = copied.text.index("Why the river")
    figure = Figure("fig_x", copied.id, Span(place, place + 3), 1, 1, None, None, None, None, None, None, None)
    opened = render_report(replace(story, figures=(*story.figures, figure)))
    assert html.document_fromstring(opened).xpath("//details[@class='furniture']") == []


def article_of(text: str, furniture: tuple[Span, ...]) -> Article:
    return Article("art_0", "a.txt", None, None, None, None, None, None, (), "en", "0" * 64, furniture, text)


@st.composite
def one_page(draw: st.DrawFn) -> Contents:
    text = draw(st.text(st.characters(exclude_characters="\r"), max_size=50))
    places = st.integers(min_value=0, max_value=len(text))

    def spans(most: int) -> tuple[Span, ...]:
        cuts = sorted(draw(st.lists(places, unique=True, max_size=2 * most)))
        return tuple(Span(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False))

    reports = []
    for number in range(draw(st.integers(min_value=0, max_value=4))):
        content = spans(2)
        why = Verdict("unresolved", 0.0, ())
        reports.append(
            Report(f"att_{number}", "art_0", spans(1), spans(1), content, "mixed", quote_of(text, content), None, "none",
                   why, "say", None, None, None, None, (), None)
        )  # fmt: skip
    return Contents(articles=(article_of(text, spans(2)),), reports=tuple(reports))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(one_page())
def test_any_text_with_any_marks_stays_whole(contents: Contents) -> None:
    assert_whole(contents, render_report(contents))


def test_other_editions_of_a_page_are_shown_with_what_changed(story: Contents) -> None:
    article = story.articles[0]
    before = f"An older line <b>bold</b>.\n\n{article.text}"
    edition = Edition(
        "edi_1", article.id, "version", "old.html", "javascript:alert(1)", "2020-03-01T10:00:00Z", "0",
        ("the same address (a.example/1)",), before, (Span(0, 26),), (Span(0, 10),),
    )  # fmt: skip
    page = render_report(replace(story, editions=(edition,)))
    tree = html.document_fromstring(page)
    (gone,) = tree.xpath("//del")
    (new,) = tree.xpath("//ins")
    assert words(gone).strip() == "An older line <b>bold</b>."
    assert words(new).strip() == article.text[:10].strip()
    assert "javascript:" not in {href.split("alert")[0] for href in tree.xpath("//a/@href")}
    assert "old.html" in page
