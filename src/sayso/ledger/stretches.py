"""Rows of a ledger that is being written, read back a stretch at a time: all of a large ledger's take much memory.

Each question is asked of one table, by a column whose values differ: PostgreSQL, which has not looked over a table that
was just filled, would else choose to read all of it for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Column, Connection, select

from sayso.ledger import schema
from sayso.ledger.aids import statement_place
from sayso.ledger.shelf import batches

Found = Any  # a row with the names of the columns that were asked for
_STRETCH: Final = 250


def stretches(
    connection: Connection, key: Column[Any], *columns: Column[Any], most: int = _STRETCH
) -> Iterator[Sequence[Found]]:
    """Yield the rows of a table in the order of its key, so many at a time at the ``most``."""
    query = select(key, *columns).order_by(key).limit(most)
    some = connection.execute(query).all()
    while some:
        yield some
        some = connection.execute(query.where(key > some[-1][0])).all()


def by_key(
    connection: Connection, key: Column[Any], names: Iterable[str | None], *columns: Column[Any]
) -> dict[str, Found]:
    """Return the rows whose key is one of ``names``, by it."""
    found: dict[str, Found] = {}
    for some in batches(list(dict.fromkeys(name for name in names if name is not None))):
        rows = connection.execute(select(key, *columns).where(key.in_(some))).all()
        found.update((row[0], row) for row in rows)
    return found


def in_order(connection: Connection, *columns: Column[Any]) -> Iterator[list[tuple[int, Found]]]:
    """Yield the statements with their numbers, in the order of these, some at a time."""
    for some in stretches(connection, statement_place.c.number, statement_place.c.id):
        known = by_key(connection, schema.statement.c.id, [one.id for one in some], *columns)
        yield [(one.number, known[one.id]) for one in some]
