"""Counts that pages need, made once when a ledger is written: a page of a large ledger cannot count it all anew.

They belong to the finding aids (``aids.py``) and hold nothing of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Index,
    Integer,
    MetaData,
    Select,
    Table,
    case,
    cast,
    delete,
    func,
    insert,
    select,
)
from sqlalchemy.sql.functions import count

from sayso.ledger import schema
from sayso.ledger.texts import any_text

metadata = MetaData()


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


total = Table("total", metadata, Column("name", any_text(), primary_key=True), Column("value", any_text()))
speaker_count = Table(
    "speaker_count",
    metadata,
    Column("speaker", any_text(), primary_key=True),
    Column("name", any_text()),
    _number("statements"),
    _number("dated"),
)
speaker_day = Table(
    "speaker_day",
    metadata,
    Column("speaker", any_text(), primary_key=True),
    Column("day", any_text(), primary_key=True),
    _number("statements"),
    _number("first"),
)
day_count = Table("day_count", metadata, Column("day", any_text(), primary_key=True), _number("statements"))
charge = Table(
    "charge",
    metadata,
    Column("accuser", any_text(), primary_key=True),
    Column("accused", any_text(), primary_key=True),
    _number("statements"),
    Column("contested", Boolean, nullable=False),
    _number("first"),
)
charged = Table(
    "charged",
    metadata,
    Column("party", any_text(), primary_key=True),
    *(_number(name) for name in ("made", "met", "weight")),
)
contest = Table(
    "contest",
    metadata,
    Column("statement", any_text(), primary_key=True),
    _number("answers"),
    _number("number"),
)
outlet_count = Table("outlet_count", metadata, Column("outlet", any_text(), primary_key=True), _number("articles"))

# The order in which pages list them, most first: so that the first of many are read without sorting.
Index("speaker_by_statements", speaker_count.c.statements.desc(), speaker_count.c.name, speaker_count.c.speaker).ddl_if(
    dialect="sqlite"
)
Index("speaker_by_dated", speaker_count.c.dated.desc(), speaker_count.c.speaker)
Index("charge_by_statements", charge.c.statements.desc(), charge.c.first)
Index("charged_by_weight", charged.c.weight.desc(), charged.c.party)
Index("contest_by_answers", contest.c.answers.desc(), contest.c.number)

# PostgreSQL refuses words of more than 2.7 kB in a sorted index; there the names of those with equal counts are sorted.
Index("speaker_by_most", speaker_count.c.statements.desc()).ddl_if(dialect="postgresql")
outlet_count.primary_key.ddl_if(dialect="sqlite")

_DAY: Final = 10  # characters of a date whose day is known


def write_counts(connection: Connection, place: Table, contests: Iterable[str]) -> None:
    """Count what a ledger holds, anew; its records and ``place``, where its statements stand, have been written before.

    ``contests`` are the relations by which a statement is contested.
    """
    for table, query in (
        (speaker_count, _speakers(place)),
        (speaker_day, _speaker_days(place)),
        (day_count, _days()),
        (charge, _charges(place)),
        (charged, _charged()),
        (contest, _contests(place, contests)),
        (outlet_count, _outlets()),
    ):
        connection.execute(delete(table))
        connection.execute(insert(table).from_select([column.name for column in table.columns], query))
    connection.execute(delete(total))
    connection.execute(insert(total), [{"name": n, "value": v} for n, v in _totals(connection, place).items()])


def _speakers(place: Table) -> Select[tuple[str, str, int, int]]:
    entity, by = schema.entity.c, place.c
    dated = func.sum(case((by.day != "", 1), else_=0))
    return (
        select(by.speaker, func.lower(func.min(entity.name)), count(), dated)
        .select_from(place.outerjoin(schema.entity, entity.id == by.speaker))
        .where(by.speaker.is_not(None))
        .group_by(by.speaker)
    )


def _speaker_days(place: Table) -> Select[tuple[str, str, int, int]]:
    by = place.c
    query = select(by.speaker, by.day, count(), func.min(by.number)).where(by.speaker.is_not(None))
    return query.group_by(by.speaker, by.day)


def _days() -> Select[tuple[str, int]]:
    by = speaker_day.c
    return select(by.day, func.sum(by.statements)).group_by(by.day)


def _charges(place: Table) -> Select[tuple[str, str, int, bool, int]]:
    by = place.c
    contested = cast(func.max(case((by.contested.is_(True), 1), else_=0)), Boolean)
    return (
        select(by.speaker, by.target, count(), contested, func.min(by.number))
        .where(by.act == "accuse", by.speaker.is_not(None), by.target.is_not(None))
        .group_by(by.speaker, by.target)
    )


def _charged() -> Select[tuple[str, int, int, int]]:
    made = select(
        charge.c.accuser.label("party"), charge.c.statements.label("made"), (charge.c.statements * 0).label("met")
    )
    met = select(charge.c.accused, charge.c.statements * 0, charge.c.statements)
    both = made.union_all(met).subquery().c
    return select(both.party, func.sum(both.made), func.sum(both.met), func.sum(both.made + both.met)).group_by(
        both.party
    )


def _contests(place: Table, contests: Iterable[str]) -> Select[tuple[str, int, int]]:
    link = schema.link.c
    return (
        select(link.b, count(), func.min(place.c.number))
        .join_from(schema.link, place, place.c.id == link.b)
        .where(link.relation.in_(sorted(contests)))
        .group_by(link.b)
    )


def _outlets() -> Select[tuple[str, int]]:
    article = schema.article.c
    return select(article.outlet, count()).where(article.outlet.is_not(None)).group_by(article.outlet)


def _totals(connection: Connection, place: Table) -> dict[str, str | None]:
    """Return the numbers of the story page under the names that it gives them, and its first and last days."""
    by, article = place.c, schema.article.c

    def tally(table: Table, *where: ColumnElement[bool]) -> str:
        return str(connection.execute(select(count()).select_from(table).where(*where)).scalar_one())

    found: dict[str, str | None] = {
        "pages": tally(schema.article),
        "failures": tally(schema.failure),
        "outlets": tally(outlet_count),
        "pages_without_outlet": tally(schema.article, article.outlet.is_(None)),
        "attributions": tally(schema.report),
        "unresolved": tally(schema.report, schema.report.c.speaker.is_(None)),
        "speakers": tally(speaker_count),
        "statements": tally(place),
        "one_origin": tally(place, by.origins <= 1),
        "one_report": tally(place, by.origins <= 1, by.reports <= 1),
        "origins": tally(schema.origin),
        "contested": tally(place, by.contested.is_(True)),
        "figures": tally(schema.figure),
        "recycled": tally(place, by.recycled > 0),
        "undated": tally(place, by.day == ""),
        "conflicts": tally(schema.figure_link, schema.figure_link.c.relation == "conflict"),
    }
    for name, column in (("published", article.published), ("said", by.day)):
        ends = select(func.min(column), func.max(column)).where(func.length(column) == _DAY)
        found[f"{name}_first"], found[f"{name}_last"] = connection.execute(ends).one()
    return found
