"""The ledger of the example story, looked into by page and words, never by identifiers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from sayso.records import Article, Contents, Entity, Figure, Link, Naming, Origin, Report, Span, Statement

PAGES = {
    "12a": "12-farsight-daily.jsonl#1",
    "12b": "12-farsight-daily.jsonl#2",
    "12c": "12-farsight-daily.jsonl#3",
}
MARKS = {"'": "['’‘]", "’": "['’‘]", '"': '["“”]'}


@dataclass(frozen=True)
class Story:
    """Answers the questions of EXPECTED.md from the contents of a ledger."""

    contents: Contents

    @cached_property
    def articles(self) -> dict[str, Article]:
        """The articles by the names that EXPECTED.md gives to pages."""
        found = {}
        for article in self.contents.articles:
            file = Path(article.path).name
            name = next((name for name, path in PAGES.items() if path == file), file[:2])
            found[name] = article
        return found

    def page_of(self, article: str) -> str:
        return next(page for page, other in self.articles.items() if other.id == article)

    def place(self, page: str, words: str) -> Span:
        """Where ``words`` stand in the page, whatever its quotation marks and line breaks; the first place of them."""
        pattern = r"\s+".join(
            "".join(MARKS.get(letter, re.escape(letter)) for letter in word) for word in words.split()
        )
        match = re.search(pattern, self.articles[page].text)
        assert match, f"page {page} does not hold {words!r}"
        return Span(*match.span())

    def reports_at(self, page: str, words: str) -> list[Report]:
        """The reports whose content covers most of ``words``, the shortest first."""
        place = self.place(page, words)
        found = []
        for report in self.contents.reports:
            if report.article == self.articles[page].id:
                shared = sum(max(0, min(s.end, place.end) - max(s.start, place.start)) for s in report.content)
                if shared > 0.6 * (place.end - place.start):
                    found.append(report)
        return sorted(found, key=lambda report: sum(s.end - s.start for s in report.content))

    def report_at(self, page: str, words: str) -> Report:
        found = self.reports_at(page, words)
        assert found, f"no attribution of {words!r} in page {page}"
        return found[0]

    def entity(self, identifier: str | None) -> Entity | None:
        return next((entity for entity in self.contents.entities if entity.id == identifier), None)

    def speaker(self, page: str, words: str) -> str | None:
        entity = self.entity(self.report_at(page, words).speaker)
        return entity.name if entity else None

    def statement_at(self, page: str, words: str) -> Statement:
        report = self.report_at(page, words)
        return next(s for s in self.contents.statements if report.id in s.attributions)

    def origin_at(self, page: str, words: str) -> Origin:
        report = self.report_at(page, words)
        return next(origin for origin in self.contents.origins if report.id in origin.attributions)

    def pages_of(self, statement: Statement) -> set[str]:
        """The pages that report a statement."""
        reports = {report.id: report for report in self.contents.reports}
        return {self.page_of(reports[name].article) for name in statement.attributions}

    def links(self, a: Statement, b: Statement) -> list[Link]:
        return [link for link in self.contents.links if (link.a, link.b) == (a.id, b.id)]

    def figure(self, page: str, words: str, number: float) -> Figure:
        """The figure of that number whose expression overlaps ``words``."""
        place = self.place(page, words)
        found = [
            figure
            for figure in self.contents.figures
            if figure.article == self.articles[page].id
            and figure.span.overlaps(place)
            and number in {figure.low, figure.high}
        ]
        assert found, f"no figure {number:g} at {words!r} in page {page}"
        return found[0]

    def relations(self, a: Figure, b: Figure) -> set[str]:
        pair = {a.id, b.id}
        return {link.relation for link in self.contents.figure_links if {link.a, link.b} == pair}

    def source(self, figure: Figure) -> str:
        """The name of whom the figure rests on, or nothing."""
        entity = self.entity(figure.according_to)
        return entity.name if entity else ""

    def namings(self, page: str) -> list[Naming]:
        return [naming for naming in self.contents.namings if naming.article == self.articles[page].id]


@pytest.fixture(scope="session")
def story(root: Path) -> Story:
    from sayso.pipeline import build

    with build([root / "examples" / "hadrin"]) as ledger:
        return Story(ledger.contents())
