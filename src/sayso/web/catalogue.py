"""The contents of a ledger, laid out to be looked up: what the views read from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from sayso.ledger.aids import CONTESTS, ordered_statements, report_start, target_of
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
from sayso.web.phrases import ENTITY_KINDS

__all__ = ["Catalogue", "catalogue_of", "report_start"]

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
        return target_of(self.reports[name] for name in statement.attributions if name in self.reports)

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


class _Sentences(dict[str, tuple[Span, ...]]):
    """The sentences of each article, found when they are asked for."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        super().__init__()
        self._articles = articles

    def __missing__(self, name: str) -> tuple[Span, ...]:
        self[name] = tuple(sentences(self._articles[name].text))
        return self[name]


def catalogue_of(contents: Contents, numbers: Mapping[str, int] | None = None) -> Catalogue:
    """Return the contents laid out by identifier, statements in the order of the report.

    ``numbers`` are the statements' places in the whole ledger where ``contents`` is a part of it.
    """
    if numbers is None:
        ordered = ordered_statements(contents)
        numbers = {statement.id: place for place, statement in enumerate(ordered, start=1)}
    else:
        ordered = sorted(contents.statements, key=lambda one: numbers[one.id])
    articles = {article.id: article for article in contents.articles}
    return Catalogue(
        contents=contents,
        detail=detail_for(len(contents.reports)),
        articles=articles,
        sentences=_Sentences(articles),
        entities={entity.id: entity for entity in contents.entities},
        names=_told_apart(contents.entities),
        reports={report.id: report for report in contents.reports},
        reports_in=_grouped(contents.reports, lambda report: report.article),
        figures={figure.id: figure for figure in contents.figures},
        figures_in=_grouped(contents.figures, lambda figure: figure.article),
        figure_links=_by_both_ends(contents.figure_links, lambda link: (link.a, link.b)),
        statements={statement.id: statement for statement in ordered},
        numbers=numbers,
        statement_of={name: statement for statement in ordered for name in statement.attributions},
        origins=_grouped(contents.origins, lambda origin: origin.statement),
        links=_by_both_ends(contents.links, lambda link: (link.a, link.b)),
        judgements=_by_both_ends(contents.judgements, lambda pair: (pair.a, pair.b)),
    )
