"""Finding aids of a ledger: what lets a page be shown without reading all of it.

They are made of the records when a ledger is written and hold nothing of their own, so that they
are no part of its contents or its export: where each statement stands in order, whom it aims at,
which statement and origin a report belongs to, and the words to search for, of which each database
makes an index of its own kind.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Final

from sqlalchemy import Boolean, Column, Connection, Index, Integer, MetaData, Table

from sayso.ledger import schema
from sayso.ledger.counts import metadata as counts
from sayso.ledger.texts import any_text
from sayso.records import Contents, Relation, Report, Statement

CONTESTS: Final[frozenset[Relation]] = frozenset({"denies", "contradicts", "retracts"})
UNDATED: Final = "9999"
"""The day by which is ordered what has none."""
# How many characters of an ISO date are known.
_KNOWN: Final = {"year": 4, "month": 7}

metadata = MetaData()

statement_place = Table(
    "statement_place",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", any_text(), nullable=False, unique=True),
    Column("speaker", any_text()),
    Column("target", any_text()),
    Column("act", any_text(), nullable=False),
    Column("day", any_text(), nullable=False),
    *(Column(name, Integer, nullable=False) for name in ("reports", "origins", "recycled")),
    Column("contested", Boolean, nullable=False),
    Index("statement_by_speaker", "speaker", "day", "number"),
    Index("statement_by_target", "target", "number"),
    Index("statement_by_act", "act", "speaker", "target"),
    Index("statement_by_spread", "origins", "reports"),
    Index("statement_contested", "contested", "number"),
    Index("statement_recycled", "recycled"),
)
statement_outlet = Table(
    "statement_outlet",
    metadata,
    Column("outlet", any_text(), primary_key=True),
    Column("number", Integer, primary_key=True),
)
report_place = Table(
    "report_place",
    metadata,
    Column("report", any_text(), primary_key=True),
    Column("statement", any_text(), nullable=False),
    Column("origin", any_text()),
    Column("article", any_text(), nullable=False),
    Index("report_by_statement", "statement"),
    Index("report_by_article", "article"),
)
_INDEXES: Final = (
    Index("report_of_article", schema.report.c.article),
    Index("origin_of_statement", schema.origin.c.statement),
    Index("judgement_by_b", schema.judgement.c.b),
    Index("link_by_b", schema.link.c.b),
    Index("figure_of_article", schema.figure.c.article),
    Index("figure_of_attribution", schema.figure.c.attribution),
    Index("figure_link_by_relation", schema.figure_link.c.relation, schema.figure_link.c.score),
    Index("figure_link_by_b", schema.figure_link.c.b),
    Index("naming_by_referent", schema.naming.c.referent),
)
# Words of a page can be long, and PostgreSQL refuses rows of more than 2.7 kB in a sorted index, but not in a hashed.
_SORTED: Final = (
    Index("article_by_outlet", schema.article.c.outlet, schema.article.c.published),
    Index("figure_by_what", schema.figure.c.what, schema.figure.c.place, schema.figure.c.as_of),
    Index("entity_by_name", schema.entity.c.name),
)
_HASHED: Final = (
    Index("article_by_outlet", schema.article.c.outlet, postgresql_using="hash"),
    Index("statement_by_outlet", statement_outlet.c.outlet, postgresql_using="hash"),
)
statement_outlet.primary_key.ddl_if(dialect="sqlite")
# A table makes its indexes in the order of a set, which is another each time: they are made after the tables, by name.
_OWN: Final = sorted(
    {index for table in chain(metadata.sorted_tables, counts.sorted_tables) for index in table.indexes} - {*_HASHED},
    key=lambda index: str(index.name),
)
for _index in (*_OWN, *_INDEXES, *_SORTED, *_HASHED):
    _index.table.indexes.discard(_index)  # type: ignore[union-attr]  # each has its table


def make_aids(connection: Connection) -> None:
    """Make the tables of the aids and the indexes of a ledger that has the tables of its records."""
    for tables in (metadata, counts):
        tables.create_all(connection, checkfirst=False)
    for index in (*_OWN, *_INDEXES, *(_SORTED if connection.dialect.name == "sqlite" else _HASHED)):
        index.create(connection)


def drop_aids(connection: Connection) -> None:
    """Take away what ``make_aids`` made, as far as it is there."""
    for tables in (metadata, counts):
        tables.drop_all(connection)
    for index in (*_INDEXES, *_SORTED, *_HASHED):
        index.drop(connection, checkfirst=True)


def report_start(report: Report) -> int:
    """Return where a report's content begins, or its cue or source where it has none."""
    spans = report.content or report.cue or report.source
    return spans[0].start if spans else 0


def ordered_statements(contents: Contents) -> list[Statement]:
    """Return the statements in the order in which they are shown and numbered.

    Contested ones first, then those with most origins and reports, then by date, then page by page.
    """
    contested = {end for link in contents.links if link.relation in CONTESTS for end in (link.a, link.b)}
    published = {article.id: article.published or UNDATED for article in contents.articles}
    place = {
        report.id: (published.get(report.article, ""), report.article, report_start(report))
        for report in contents.reports
    }

    def key(one: Statement) -> tuple[object, ...]:
        places = [place[name] for name in one.attributions if name in place]
        return (*rank(one, places, contested=one.id in contested), one.id)

    return sorted(contents.statements, key=key)


def rank(
    statement: Statement, places: Iterable[tuple[str, str, int]], *, contested: bool
) -> tuple[bool, int, int, str, str, str, int]:
    """Return what a statement is ordered by before its identifier.

    ``places`` are those of its reports: the day of the page, the page, and where in it they start.
    """
    spread = (-len(statement.origins), -len(statement.attributions))
    return (not contested, *spread, statement.said_on or UNDATED, *min(places, default=("", "", 0)))


def target_of(reports: Iterable[Report]) -> str | None:
    """Return the target that most of a statement's reports name, the first by identifier if tied."""
    named = sorted(report.target for report in reports if report.target is not None)
    return max(named, key=named.count, default=None)


def known_day(statement: Statement, reports: Iterable[Report]) -> str:
    """Return the date of a statement no finer than it is known (``2023-05`` for a month); empty where unknown."""
    precisions = {report.said_precision for report in reports if report.said_on == statement.said_on}
    finest = min((_KNOWN.get(precision or "", 10) for precision in precisions), default=10)
    return (statement.said_on or "")[:finest]
