"""Statements as a reader wants them: with their speaker and their reports at hand."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.ledger.showing import places, statement_html
from sayso.records import Act, Article, Contents, Entity, Report, Span, Statement


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report of a statement: the words, and where exactly they stand."""

    id: str
    quote: str
    path: str
    outlet: str | None
    published: str | None
    content: tuple[Span, ...]
    origin: str


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement; ``origins`` are the identifiers of its independent reports."""

    id: str
    speaker: Entity | None
    act: Act
    said_on: str | None
    gist: str
    origins: tuple[str, ...]
    outlets: tuple[str, ...]
    reports: tuple[ReportView, ...]

    def _repr_html_(self) -> str:
        """Return the statement as a notebook shows it."""
        numbers = {origin: str(place) for place, origin in enumerate(self.origins, start=1)}
        rows = [
            (
                one.outlet or "unresolved",
                one.published or "unresolved",
                one.quote,
                f"{one.path} {places(one.content)}",
                numbers.get(one.origin, ""),
            )
            for one in self.reports
        ]
        return statement_html(self.speaker, (self.act, self.said_on or "date unresolved", self.gist), rows)


def statement_views(contents: Contents, *, speaker: str | None = None) -> tuple[StatementView, ...]:
    """Return the statements of ``contents``, all or those of the speaker of that name or alias."""
    entities = {entity.id: entity for entity in contents.entities}
    reports = {report.id: report for report in contents.reports}
    articles = {article.id: article for article in contents.articles}
    origin_of = {report: origin.id for origin in contents.origins for report in origin.attributions}
    return tuple(
        StatementView(
            statement.id,
            entities[statement.speaker] if statement.speaker else None,
            statement.act,
            statement.said_on,
            statement.gist,
            statement.origins,
            statement.outlets,
            tuple(
                _report_view(reports[name], articles[reports[name].article], origin_of[name])
                for name in statement.attributions
            ),
        )
        for statement in contents.statements
        if speaker is None or _is_by(statement, entities, speaker)
    )


def _is_by(statement: Statement, entities: dict[str, Entity], speaker: str) -> bool:
    if statement.speaker is None:
        return False
    entity = entities[statement.speaker]
    return speaker.casefold() in {name.casefold() for name in (entity.name, *entity.aliases)}


def _report_view(report: Report, article: Article, origin: str) -> ReportView:
    return ReportView(report.id, report.quote, article.path, article.outlet, article.published, report.content, origin)
