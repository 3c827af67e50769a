"""Parts of a ledger: only the rows that a page shows, as contents that the views take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import islice
from typing import Final, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, select

from sayso.ledger import schema
from sayso.ledger.aids import report_place, statement_outlet, statement_place
from sayso.ledger.counts import outlet_count, total
from sayso.ledger.omissions import ANSWERING
from sayso.records import (
    Article,
    Contents,
    Correction,
    Drift,
    Edition,
    Entity,
    Failure,
    Figure,
    FigureLink,
    Judgement,
    Link,
    Mention,
    Naming,
    Origin,
    Report,
    Span,
    Statement,
)

Record = TypeVar("Record")
Name = TypeVar("Name", str, int)

_TABLES: Final[dict[type, Table]] = {
    Article: schema.article,
    Entity: schema.entity,
    Report: schema.report,
    Statement: schema.statement,
    Origin: schema.origin,
    Judgement: schema.judgement,
    Link: schema.link,
    Figure: schema.figure,
    FigureLink: schema.figure_link,
    Naming: schema.naming,
    Failure: schema.failure,
    Drift: schema.drift,
    Edition: schema.edition,
    Correction: schema.correction,
    Mention: schema.mention,
}
# SQLite takes 32,766 values in one statement, and 999 before 2020.
_BATCH: Final = 900
# Pairs that were compared with one report, read for a page; the ledger may hold thousands of one that says little.
_COMPARED: Final = 200


@dataclass(frozen=True, slots=True)
class Part:
    """Some statements of a ledger with what belongs to them; ``numbers`` are their places in the whole."""

    contents: Contents
    numbers: dict[str, int]


class Shelf:
    """Reads parts of a ledger through one connection, all from one state of it."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.is_file = connection.dialect.name == "sqlite"

    def some(self, kind: type[Record], *where: ColumnElement[bool], limit: int | None = None) -> tuple[Record, ...]:
        """Return the records of a kind for which the conditions hold, in the order of their keys."""
        table = _TABLES[kind]
        query = select(table).where(*where).order_by(*table.primary_key.columns).limit(limit)
        names = [one.name for one in fields(kind)]  # type: ignore[arg-type]  # records all
        return tuple(
            kind(*(Span(row["start"], row["end"]) if name == "span" else row[name] for name in names))
            for row in self.connection.execute(query).mappings()
        )

    def among(self, kind: type[Record], column: str, names: Iterable[str | None]) -> tuple[Record, ...]:
        """Return the records of a kind whose column is one of ``names``, each once, in order."""
        found: list[Record] = []
        for batch in batches(sorted({name for name in names if name is not None})):
            found.extend(self.some(kind, _TABLES[kind].c[column].in_(batch)))
        return tuple(sorted(dict.fromkeys(found), key=lambda one: str(getattr(one, "id", one))))

    def lines(self, names: Iterable[str]) -> Part:
        """Return statements with what a line of each shows: reports, articles, parties, and who contests them."""
        return self.part(names, Contents())

    def whole(self, name: str) -> Part | None:
        """Return one statement with all that belongs to it, and the statements linked or compared with it."""
        statements = self.among(Statement, "id", [name])
        if not statements:
            return None
        own = self.among(Report, "id", statements[0].attributions)
        compared = self._judgements(statements[0].attributions)
        ends = {end for pair in compared for end in (pair.a, pair.b)}
        ends |= {one.nested_in for one in own if one.nested_in is not None}
        linked = {end for link in self._links([name]) for end in (link.a, link.b)}
        pages = sorted({one.article for one in own})
        near = {name, *linked, *self.statements_of(ends), *self._answering(pages)}
        # What answers the answers is there too, so that every link leads somewhere; it is not shown itself.
        far = {end for link in self._links(sorted(near)) for end in (link.a, link.b)}
        origins = self.among(Origin, "statement", [name])
        shared = {end for one in origins for passage in one.passages for end in (passage.article_a, passage.article_b)}
        drifts = self.some(Drift, schema.drift.c.a.in_(pages) | schema.drift.c.b.in_(pages))
        shared |= {end for one in drifts for end in (one.a, one.b)}
        kept = Contents(origins=origins, judgements=compared, drifts=drifts)
        return self.part(near, kept, articles=shared, unlinked=far - near)

    def _links(self, names: Sequence[str]) -> tuple[Link, ...]:
        return tuple(dict.fromkeys((*self.among(Link, "a", names), *self.among(Link, "b", names))))

    def _answering(self, articles: Sequence[str]) -> set[str]:
        """Return what denies or answers anything in these articles; a page with such a statement leaves none out."""
        place, link = statement_place.c, schema.link.c
        here = select(report_place.c.statement).where(report_place.c.article.in_(articles))
        answers = select(link.a).where(link.relation.in_(sorted(ANSWERING)), link.a.in_(here))
        query = select(place.id).where(place.id.in_(here), (place.act == "deny") | place.id.in_(answers))
        return set(self.connection.execute(query).scalars())

    def article(self, name: str) -> Part | None:
        """Return one article with everything that rests on it."""
        if not self.among(Article, "id", [name]):
            return None
        reports = self.among(Report, "article", [name])
        figures = self.among(Figure, "article", [name])
        namings = self.among(Naming, "article", [name])
        statements = self.statements_of([one.id for one in reports])
        origins = self.among(Origin, "statement", statements)
        ends = {end for one in origins for passage in one.passages for end in (passage.article_a, passage.article_b)}
        editions = self.some(Edition, schema.edition.c.article == name)
        kept = Contents(reports=reports, origins=origins, figures=figures, namings=namings, editions=editions)
        return self.part(statements, kept, articles={name, *ends})

    def part(
        self, names: Iterable[str], kept: Contents, articles: Iterable[str] = (), unlinked: Iterable[str] = ()
    ) -> Part:
        """Return the statements of these identifiers and ``kept`` beside them, with all that they name.

        Of the ``unlinked`` statements no links are read.
        """
        known = sorted(set(names))
        statements = self.among(Statement, "id", {*known, *unlinked})
        ids = [one.id for one in statements]
        reports = _joined(kept.reports, self.among(Report, "id", (n for one in statements for n in one.attributions)))
        links = self._links(known)
        figures = kept.figures
        pages = {*articles, *(one.article for one in reports), *(one.article for one in figures)}
        pages |= {one.article for one in kept.namings}
        parties = {one.speaker for one in reports} | {one.speaker for one in statements}
        parties |= {one.target for one in reports}
        parties |= {step for one in reports for step in one.relay}
        parties |= {one.according_to for one in figures} | {one.referent for one in kept.namings}
        return Part(
            replace(
                kept,
                articles=self.among(Article, "id", pages),
                entities=_joined(kept.entities, self.among(Entity, "id", parties)),
                reports=reports,
                statements=statements,
                links=links,
            ),
            self.numbers(ids),
        )

    def totals(self) -> dict[str, str | None]:
        """Return what was counted when the ledger was written, under the names of ``counts.py``."""
        return {row.name: row.value for row in self.connection.execute(select(total))}

    def glance(self, most: int) -> list[tuple[str, str, str, str, str]]:
        """Return the first statements of the ledger: speaker, act, words, reports and origins of each."""
        place, statement, entity = statement_place, schema.statement, schema.entity
        query = (
            select(entity.c.name, place.c.act, statement.c.gist, place.c.reports, place.c.origins)
            .select_from(place.join(statement, statement.c.id == place.c.id))
            .outerjoin(entity, entity.c.id == place.c.speaker)
            .order_by(place.c.number)
            .limit(most)
        )
        rows = self.connection.execute(query)
        return [(row[0] or "unresolved", row[1], row[2], str(row[3]), str(row[4])) for row in rows]

    def numbers(self, names: Sequence[str]) -> dict[str, int]:
        """Return the places of statements in the order of the whole ledger."""
        found: dict[str, int] = {}
        for batch in batches(names):
            query = select(statement_place.c.id, statement_place.c.number).where(statement_place.c.id.in_(batch))
            found |= {row.id: row.number for row in self.connection.execute(query)}
        return found

    def statements_of(self, reports: Iterable[str]) -> set[str]:
        """Return the statements that reports belong to."""
        found: set[str] = set()
        for batch in batches(sorted(reports)):
            query = select(report_place.c.statement).where(report_place.c.report.in_(batch)).distinct()
            found |= set(self.connection.execute(query).scalars())
        return found

    def _judgements(self, reports: Sequence[str]) -> tuple[Judgement, ...]:
        found: dict[tuple[str, str], Judgement] = {}
        for batch in batches(reports):
            for column in (schema.judgement.c.a, schema.judgement.c.b):
                found |= {(one.a, one.b): one for one in self.some(Judgement, column.in_(batch), limit=_COMPARED)}
        return tuple(found[pair] for pair in sorted(found))


def outlets_of(connection: Connection) -> list[tuple[str, int]]:
    """Return the outlets and how many articles each has, the most first."""
    rows = connection.execute(select(outlet_count).order_by(outlet_count.c.articles.desc(), outlet_count.c.outlet))
    return [(row.outlet, row.articles) for row in rows]


def by_outlet(outlet: str) -> ColumnElement[bool]:
    """Return the condition that an outlet carries a statement."""
    numbers = select(statement_outlet.c.number).where(statement_outlet.c.outlet == outlet)
    return statement_place.c.number.in_(numbers)


def _joined(one: Sequence[Record], other: Sequence[Record]) -> tuple[Record, ...]:
    return tuple(sorted(dict.fromkeys((*one, *other)), key=lambda row: str(getattr(row, "id", row))))


def batches(names: Sequence[Name]) -> Iterator[list[Name]]:
    """Yield names or numbers, as many at a time as one command of SQL takes."""
    rest = iter(names)
    while batch := list(islice(rest, _BATCH)):
        yield batch
