"""The contents of a ledger, laid out to be looked up: what the views read from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from sayso.records import (
    Article,
    Contents,
    Entity,
    Figure,
    FigureLink,
    Judgement,
    Link,
    Origin,
    Report,
    Span,
    Statement,
)
from sayso.text import sentences
from sayso.web.detail import Detail, detail_for
from sayso.web.phrases import CONTESTS, ENTITY_KINDS

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every record under its identifier, and the records that belong to it.

    ``statements`` stand in the order of the report: contested ones, then those with most
    origins and reports, then by date, then page by page; ``numbers`` counts them from 1 in that
    order.  ``names`` are those of the entities, told apart where several bear the same.
    """

    contents: Contents
    detail: Detail
    articles: Mapping[str, Article]
    sentences: Mapping[str, tuple[Span, ...]]
    entities: Mapping[str, Entity]
    names: Mapping[str, str]
    reports: Mapping[str, Report]
    reports_in: Mapping[str, tuple[Report, ...]]
    figures: Mapping[str, Figure]
    figures_in: Mapping[str, tuple[Figure, ...]]
    figure_links: Mapping[str, tuple[FigureLink, ...]]
    statements: Mapping[str, Statement]
    numbers: Mapping[str, int]
    statement_of: Mapping[str, Statement]
    origins: Mapping[str, tuple[Origin, ...]]
    links: Mapping[str, tuple[Link, ...]]
    judgements: Mapping[str, tuple[Judgement, ...]]

    def target_of(self, statement: Statement) -> str | None:
        """Return the target that most reports of a statement name, the first by identifier if tied."""
        found = [self.reports[name].target for name in statement.attributions if name in self.reports]
        named = sorted(target for target in found if target is not None)
        return max(named, key=named.count, default=None)

    def contested(self, statement: Statement) -> bool:
        """Return whether the statement denies, contradicts or retracts another, or is so answered."""
        return any(link.relation in CONTESTS for link in self.links.get(statement.id, ()))


def _grouped(rows: Iterable[Row], key: Callable[[Row], str]) -> dict[str, tuple[Row, ...]]:
    return {name: tuple(members) for name, members in groupby(sorted(rows, key=key), key=key)}


def _by_both_ends(rows: Iterable[Row], ends: Callable[[Row], tuple[str, str]]) -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        for end in dict.fromkeys(ends(row)):
            found.setdefault(end, []).append(row)
    return {end: tuple(members) for end, members in found.items()}


def _told_apart(entities: Iterable[Entity]) -> dict[str, str]:
    """Return each entity's name, with its kind, and if need be a count, where others bear the same."""
    names: dict[str, str] = {}
    for name, bearers in _grouped(entities, lambda entity: entity.name).items():
        if len(bearers) == 1:
            names[bearers[0].id] = name
            continue
        for alike in _grouped(bearers, lambda entity: entity.kind).values():
            for place, entity in enumerate(alike, start=1):
                kind = ENTITY_KINDS[entity.kind]
                names[entity.id] = f"{name} ({kind})" if len(alike) == 1 else f"{name} ({kind} {place})"
    return names


def report_start(report: Report) -> int:
    """Return where a report's content begins, or its cue or source where it has none."""
    spans = report.content or report.cue or report.source
    return spans[0].start if spans else 0


def _ordered(contents: Contents) -> list[Statement]:
    contested = {end for link in contents.links if link.relation in CONTESTS for end in (link.a, link.b)}

    published = {article.id: article.published or "9999" for article in contents.articles}
    place = {
        report.id: (published.get(report.article, ""), report.article, report_start(report))
        for report in contents.reports
    }

    def rank(statement: Statement) -> tuple[bool, int, int, str, tuple[str, str, int], str]:
        spread = (-len(statement.origins), -len(statement.attributions))
        first = min((place[name] for name in statement.attributions if name in place), default=("", "", 0))
        return (statement.id not in contested, *spread, statement.said_on or "9999", first, statement.id)

    return sorted(contents.statements, key=rank)


def catalogue_of(contents: Contents) -> Catalogue:
    """Return the contents laid out by identifier, statements in the order of the report."""
    ordered = _ordered(contents)
    return Catalogue(
        contents=contents,
        detail=detail_for(len(contents.reports)),
        articles={article.id: article for article in contents.articles},
        sentences={article.id: tuple(sentences(article.text)) for article in contents.articles},
        entities={entity.id: entity for entity in contents.entities},
        names=_told_apart(contents.entities),
        reports={report.id: report for report in contents.reports},
        reports_in=_grouped(contents.reports, lambda report: report.article),
        figures={figure.id: figure for figure in contents.figures},
        figures_in=_grouped(contents.figures, lambda figure: figure.article),
        figure_links=_by_both_ends(contents.figure_links, lambda link: (link.a, link.b)),
        statements={statement.id: statement for statement in ordered},
        numbers={statement.id: place for place, statement in enumerate(ordered, start=1)},
        statement_of={name: statement for statement in ordered for name in statement.attributions},
        origins=_grouped(contents.origins, lambda origin: origin.statement),
        links=_by_both_ends(contents.links, lambda link: (link.a, link.b)),
        judgements=_by_both_ends(contents.judgements, lambda pair: (pair.a, pair.b)),
    )
