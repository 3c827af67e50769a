"""Finding aids of a ledger: what lets a page be shown without reading all of it.

They are made of the records when a ledger is written and hold nothing of their own, so that they
are no part of its contents or its export: where each statement stands in order, whom it aims at,
which statement and origin a report belongs to, and the words to search for, of which each database
makes an index of its own kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from sqlalchemy import Boolean, Column, Connection, Index, Integer, MetaData, Table

from sayso.ledger import schema
from sayso.ledger.counts import metadata as counts
from sayso.ledger.rows import Row, Rows
from sayso.ledger.texts import any_text
from sayso.records import Article, Contents, Relation, Report, Statement

CONTESTS: Final[frozenset[Relation]] = frozenset({"denies", "contradicts", "retracts"})
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


@dataclass(frozen=True, slots=True)
class Words:
    """What full text finds: of each statement its number, identifier and words; of each article its own.

    Both are gone through once.
    """

    statements: Iterator[tuple[int, str, str]]
    articles: Iterator[tuple[str, str, str]]


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


def aids_of(contents: Contents, ordered: list[Statement]) -> Iterator[tuple[Table, Rows]]:
    """Yield each table of aids with its rows; ``ordered`` are the statements as ``ordered_statements`` has them."""
    yield statement_place, _places(contents, ordered)
    carried = ((outlet, number) for number, one in enumerate(ordered, 1) for outlet in sorted(set(one.outlets)))
    yield statement_outlet, ({"outlet": outlet, "number": number} for outlet, number in carried)
    yield report_place, _reports(contents)


def words_of(contents: Contents, ordered: list[Statement]) -> Words:
    """Return the words by which statements and articles are found: an article by its identifier, title and text."""
    # In the order of their identifiers, which is then that of the index's rows, and of articles that fit as well.
    articles = sorted(contents.articles, key=lambda one: one.id)
    return Words(_statement_words(contents, ordered), ((one.id, one.title or "", one.text) for one in articles))


def report_start(report: Report) -> int:
    """Return where a report's content begins, or its cue or source where it has none."""
    spans = report.content or report.cue or report.source
    return spans[0].start if spans else 0


def ordered_statements(contents: Contents) -> list[Statement]:
    """Return the statements in the order in which they are shown and numbered.

    Contested ones first, then those with most origins and reports, then by date, then page by page.
    """
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


def target_of(reports: Iterable[Report]) -> str | None:
    """Return the target that most of a statement's reports name, the first by identifier if tied."""
    named = sorted(report.target for report in reports if report.target is not None)
    return max(named, key=named.count, default=None)


def known_day(statement: Statement, reports: Iterable[Report]) -> str:
    """Return the date of a statement no finer than it is known (``2023-05`` for a month); empty where unknown."""
    precisions = {report.said_precision for report in reports if report.said_on == statement.said_on}
    finest = min((_KNOWN.get(precision or "", 10) for precision in precisions), default=10)
    return (statement.said_on or "")[:finest]


def _places(contents: Contents, ordered: list[Statement]) -> Iterator[Row]:
    contested = {end for link in contents.links if link.relation in CONTESTS for end in (link.a, link.b)}
    reports = {report.id: report for report in contents.reports}
    for number, statement in enumerate(ordered, start=1):
        told = [reports[name] for name in statement.attributions if name in reports]
        yield {
            "number": number,
            "id": statement.id,
            "speaker": statement.speaker,
            "target": target_of(told),
            "act": statement.act,
            "day": known_day(statement, told),
            "reports": len(statement.attributions),
            "origins": len(statement.origins),
            "recycled": len(statement.recycled),
            "contested": statement.id in contested,
        }


def _reports(contents: Contents) -> Iterator[Row]:
    origin_of = {name: origin.id for origin in contents.origins for name in origin.attributions}
    article_of = {report.id: report.article for report in contents.reports}
    owners = {name: statement.id for statement in contents.statements for name in statement.attributions}
    for name, statement in owners.items():
        if name in article_of:
            origin = origin_of.get(name)
            yield {"report": name, "statement": statement, "origin": origin, "article": article_of[name]}


def _statement_words(contents: Contents, ordered: list[Statement]) -> Iterator[tuple[int, str, str]]:
    names = {entity.id: " ".join((entity.name, *entity.aliases)) for entity in contents.entities}
    reports = {report.id: report for report in contents.reports}
    texts: dict[str, Article] = {article.id: article for article in contents.articles}
    for number, statement in enumerate(ordered, start=1):
        words = [names.get(statement.speaker or "", ""), statement.gist]
        for name in statement.attributions:
            if name in reports and reports[name].quote != statement.gist:
                words.append(reports[name].quote)
            if name in reports and statement.speaker is None and reports[name].article in texts:
                words += [span.of(texts[reports[name].article].text) for span in reports[name].source]
        yield number, statement.id, "\n".join(dict.fromkeys(words))
