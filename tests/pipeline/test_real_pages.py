"""Five real pages on one story, as a fact-checker would read them (they lie beside the checkout in CI)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sayso.ledger import json_lines
from sayso.pipeline import build
from sayso.records import Article, Contents, Entity, Figure, Report, Span, Statement

pytestmark = pytest.mark.shared


@dataclass(frozen=True)
class Story:
    """The ledger of the five pages, looked at by page number and words."""

    contents: Contents

    def page(self, number: int) -> Article:
        return next(a for a in self.contents.articles if Path(a.path).name.startswith(f"{number:03d}_"))

    def reports(self, number: int, words: str) -> list[Report]:
        page = self.page(number)
        return [r for r in self.contents.reports if r.article == page.id and words in r.quote]

    def report(self, number: int, words: str) -> Report:
        (found,) = self.reports(number, words)
        return found

    def entity(self, identifier: str | None) -> Entity | None:
        return next((entity for entity in self.contents.entities if entity.id == identifier), None)

    def speaker(self, number: int, words: str) -> str | None:
        entity = self.entity(self.report(number, words).speaker)
        return entity.name if entity else None

    def mentioned(self, number: int, words: str) -> Entity | None:
        page = self.page(number)
        start = page.text.index(words)
        span = Span(start, start + len(words))
        found = [m for m in self.contents.mentions if m.article == page.id and m.span.overlaps(span)]
        return self.entity(found[0].entity) if found else None

    def figures(self, number: int, words: str) -> list[Figure]:
        page = self.page(number)
        return [f for f in self.contents.figures if f.article == page.id and words in f.span.of(page.text)]

    def statement_of(self, report: Report) -> Statement:
        (found,) = [s for s in self.contents.statements if report.id in s.attributions]
        return found


@pytest.fixture(scope="module")
def story(shared: Path) -> Iterator[Story]:
    with build([shared / "stories" / "syria-2016"]) as ledger:
        yield Story(ledger.contents())


def test_all_pages_are_read_and_kept_unchanged(story: Story, shared: Path) -> None:
    assert len(story.contents.articles) == 5
    assert not story.contents.failures
    for article in story.contents.articles:
        page = shared / "stories" / "syria-2016" / Path(article.path).name
        assert article.text == page.read_bytes().decode("utf-8")


def test_the_he_of_the_page_is_its_only_candidate(story: Story) -> None:
    assert story.speaker(0, "the prospects for the start of a negotiation process") == "Sergei Shoigu"
    assert story.speaker(0, "appalled and shocked") == "Staffan de Mistura"


def test_words_in_scare_quotes_are_namings_and_quotations_of_nobody(story: Story) -> None:
    page = story.page(0)
    alone = [r.quote for r in story.contents.reports if r.article == page.id and len(r.quote.split()) <= 2]
    assert not alone
    scared = {n.label.strip("“”.") for n in story.contents.namings if n.article == page.id and n.scare_quotes}
    assert any("moderate" in label for label in scared)


def test_furniture_is_marked_and_never_attributed(story: Story) -> None:
    page = story.page(1)
    for words in (
        "Share this articleComments",
        "Copy/paste the article video embed link below",
        "Summary of UNGeneva</a> press briefing",
        "You might also like",
        "Putin appoints new defence minister",
        "WATCH: Russia celebrates",
    ):
        start = page.text.index(words)
        assert any(f.start <= start < f.end for f in page.furniture), words
    for report in story.contents.reports:
        article = next(a for a in story.contents.articles if a.id == report.article)
        for span in (*report.source, *report.cue, *report.content):
            assert not any(span.overlaps(furniture) for furniture in article.furniture)


def test_no_paragraph_of_an_article_is_held_to_be_furniture(story: Story) -> None:
    for number, words in (
        (0, "Russia has been bombarding"),
        (1, "Russia has again turned on the West"),
        (2, "According to UN estimates"),
        (3, "A large group of Islamic State militants"),
        (4, "Since the beginning of the war"),
    ):
        page = story.page(number)
        start = page.text.index(words)
        assert not any(f.start <= start < f.end for f in page.furniture), words


def test_a_speaker_named_only_afterwards_is_found(story: Story) -> None:
    assert story.speaker(1, "This is how our partners understand") == "Sergei Shoigu"
    assert story.speaker(4, "What Russia is sponsoring") == "Samantha Power"


def test_quotations_with_brackets_and_dots_stay_whole(story: Story) -> None:
    assert "Russian-American negotiations… we realized" in story.report(2, "The problem is that").quote
    assert "Jabhat al-Nusra [terrorists] and moderate" in story.report(2, "We had two main tasks").quote


def test_figures_keep_who_they_are_according_to(story: Story) -> None:
    (dead,) = story.figures(2, "400,000")
    according_to = story.entity(dead.according_to)
    assert according_to is not None
    assert {"UN", "United Nations"} & {according_to.name, *according_to.aliases}
    assert (dead.low, dead.high, dead.what) == (400_000, None, "killed")
    (besieged,) = story.figures(3, "half a million")
    assert (besieged.low, besieged.what) == (500_000, "besieged")


def test_a_speaker_that_the_page_does_not_tell_stays_unresolved(story: Story) -> None:
    orphan = story.report(3, "Our buses and planes are not waiting there in vain")
    assert orphan.speaker is None
    assert orphan.why_speaker.relation == "unresolved"
    assert orphan.why_speaker.reasons


def test_one_remark_in_two_pages_is_one_statement(story: Story) -> None:
    said = story.statement_of(story.report(0, "the prospects for the start of a negotiation process"))
    assert any(r.id in said.attributions for r in story.contents.reports if r.article == story.page(1).id)
    speaker = story.entity(said.speaker)
    assert speaker is not None
    assert speaker.name == "Sergei Shoigu"


def test_spellings_of_one_place_and_of_one_group_meet(story: Story) -> None:
    road = story.mentioned(2, "Castello Road")
    assert road is not None
    assert road == story.mentioned(4, "Costello Road")
    nusra = story.mentioned(0, "Jabhat Fateh al-Sham")
    assert nusra is not None
    for number, words in (
        (0, "al-Nusra Front"),
        (2, "Jabhat al-Nusra"),
        (2, "Fateh al-Sham Front"),
        (3, "al-Nusra Front"),
        (4, "Jabhat Fattah al-Sham"),
        (4, "Nusra Front"),
    ):
        assert story.mentioned(number, words) == nusra, words
    daesh = story.mentioned(0, "Daesh")
    assert daesh is not None
    assert daesh != nusra
    assert story.mentioned(3, "Islamic State and al-Nusra"[:13]) == daesh
    assert story.mentioned(4, "ISIL") == daesh


def test_a_charge_and_its_denial_are_linked(story: Story) -> None:
    charge = story.statement_of(story.report(2, "not living up to its commitments"))
    denial = [link for link in story.contents.links if link.b == charge.id and link.relation == "denies"]
    assert denial
    statement = next(s for s in story.contents.statements if s.id == denial[0].a)
    speaker = story.entity(statement.speaker)
    assert speaker is not None
    assert speaker.name == "Maria Zakharova"


def test_besieged_and_killed_are_never_a_conflict(story: Story) -> None:
    whats = {figure.id: figure.what for figure in story.contents.figures}
    for link in story.contents.figure_links:
        if link.relation == "conflict":
            assert whats[link.a] == whats[link.b]


def test_order_of_files_and_a_second_build_change_no_byte(story: Story, shared: Path) -> None:
    pages = sorted((shared / "stories" / "syria-2016").glob("*.txt"), reverse=True)
    with build(pages) as ledger:
        assert list(json_lines(ledger.contents())) == list(json_lines(story.contents))
