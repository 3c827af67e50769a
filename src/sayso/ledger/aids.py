"""Finding aids of a ledger file: what lets a page be shown without reading all of it.

They are made of the records when a ledger is written and hold nothing of their own, so that they
are no part of its contents or its export: where each statement stands in order, whom it aims at,
which statement and origin a report belongs to, and the full-text indexes (SQLite's FTS5).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sqlalchemy import Boolean, Column, Connection, Index, Integer, MetaData, String, Table, insert, text

from sayso.ledger import schema
from sayso.ledger.counts import write_counts
from sayso.records import Article, Contents, Relation, Report, Statement

CONTESTS: Final[frozenset[Relation]] = frozenset({"denies", "contradicts", "retracts"})
# How many characters of an ISO date are known.
_KNOWN: Final = {"year": 4, "month": 7}

_metadata = MetaData()

statement_place = Table(
    "statement_place",
    _metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("speaker", String),
    Column("target", String),
    Column("act", String, nullable=False),
    Column("day", String, nullable=False),
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
    _metadata,
    Column("outlet", String, primary_key=True),
    Column("number", Integer, primary_key=True),
)
report_place = Table(
    "report_place",
    _metadata,
    Column("report", String, primary_key=True),
    Column("statement", String, nullable=False),
    Column("origin", String),
    Column("article", String, nullable=False),
    Index("report_by_statement", "statement"),
    Index("report_by_article", "article"),
)
_INDEXES: Final = (
    Index("article_by_outlet", schema.article.c.outlet, schema.article.c.published),
    Index("report_of_article", schema.report.c.article),
    Index("origin_of_statement", schema.origin.c.statement),
    Index("judgement_by_b", schema.judgement.c.b),
    Index("link_by_b", schema.link.c.b),
    Index("figure_of_article", schema.figure.c.article),
    Index("figure_of_attribution", schema.figure.c.attribution),
    Index("figure_by_what", schema.figure.c.what, schema.figure.c.place, schema.figure.c.as_of),
    Index("figure_link_by_relation", schema.figure_link.c.relation, schema.figure_link.c.score),
    Index("figure_link_by_b", schema.figure_link.c.b),
    Index("naming_by_referent", schema.naming.c.referent),
    Index("entity_by_name", schema.entity.c.name),
)
for _index in _INDEXES:  # they belong to the aids, and not to the tables that another database would get
    _index.table.indexes.discard(_index)  # type: ignore[union-attr]  # each has its table

_SEARCH: Final = (
    "create virtual table statement_words using fts5(words, tokenize = 'unicode61 remove_diacritics 2')",
    "create virtual table article_words using fts5(title, words, article unindexed, "
    "tokenize = 'unicode61 remove_diacritics 2')",
)
_STATEMENT_WORDS: Final = text("insert into statement_words(rowid, words) values (:number, :words)")
_ARTICLE_WORDS: Final = text("insert into article_words(title, words, article) values (:title, :words, :article)")


def write_aids(connection: Connection, contents: Contents) -> None:
    """Make the aids of a ledger whose records have been written by the same connection (SQLite)."""
    _metadata.create_all(connection)
    for index in _INDEXES:
        index.create(connection)
    for command in _SEARCH:
        connection.execute(text(command))
    ordered = ordered_statements(contents)
    for table, rows in (
        (statement_place, list(_places(contents, ordered))),
        (statement_outlet, [{"outlet": o, "number": n} for n, one in enumerate(ordered, 1) for o in set(one.outlets)]),
        (report_place, list(_reports(contents))),
    ):
        if rows:
            connection.execute(insert(table), rows)
    write_counts(connection, statement_place, CONTESTS)
    spoken = list(_statement_words(contents, ordered))
    pages = [{"title": one.title or "", "words": one.text, "article": one.id} for one in contents.articles]
    if spoken:
        connection.execute(_STATEMENT_WORDS, spoken)
    if pages:
        connection.execute(_ARTICLE_WORDS, pages)


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


def _places(contents: Contents, ordered: list[Statement]) -> Iterator[dict[str, object]]:
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


def _reports(contents: Contents) -> Iterator[dict[str, object]]:
    origin_of = {name: origin.id for origin in contents.origins for name in origin.attributions}
    article_of = {report.id: report.article for report in contents.reports}
    owners = {name: statement.id for statement in contents.statements for name in statement.attributions}
    for name, statement in owners.items():
        if name in article_of:
            origin = origin_of.get(name)
            yield {"report": name, "statement": statement, "origin": origin, "article": article_of[name]}


def _statement_words(contents: Contents, ordered: list[Statement]) -> Iterator[dict[str, object]]:
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
        yield {"number": number, "words": "\n".join(dict.fromkeys(words))}
