"""What waits beside a ledger in PostgreSQL: lines in a table of its schema, which a build does not touch."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Column, Connection, Integer, MetaData, Table, delete, func, insert, select
from sqlalchemy.exc import DatabaseError

from sayso.ledger.engines import database_engine
from sayso.ledger.places import Database
from sayso.ledger.refusals import refused
from sayso.ledger.texts import any_text

_waiting: Final = Table(
    "correction_waiting",
    MetaData(),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("line", any_text(), nullable=False),
)


def read_rows(database: Database) -> list[str]:
    """Return the lines that wait; none where nothing ever did.  Raise LedgerError when they cannot be read."""
    with _connected(database) as connection:
        return _lines(connection) if _is_there(connection, database) else []


def change_rows(database: Database, change: Callable[[list[str]], list[str]]) -> list[str]:
    """Put what ``change`` makes of the lines in their place, and return it; of two changes one waits for the other.

    Raise LedgerError when the server refuses.
    """
    with _connected(database) as connection:
        # Held until the transaction ends: of two desks that make the table, too, one waits for the other.
        connection.execute(select(func.pg_advisory_xact_lock(_key(database))))
        if not _is_there(connection, database):
            _waiting.create(connection, checkfirst=False)
        before = _lines(connection)
        after = change(before)
        if after != before:
            connection.execute(delete(_waiting))
            if after:
                connection.execute(insert(_waiting), [{"place": n, "line": one} for n, one in enumerate(after, 1)])
        return after


def may_write_rows(database: Database) -> bool:
    """Return whether this user may change the ledger in a database, and keep corrections beside it."""
    may = select(
        func.has_schema_privilege(database.schema, "CREATE")
        & func.has_table_privilege(f"{database.schema}.about", "INSERT")
        & ~func.pg_is_in_recovery()
    )
    with _connected(database) as connection:
        return bool(connection.execute(may).scalar_one())


def _key(database: Database) -> int:
    name = hashlib.sha256(f"sayso {_waiting.name} {database.schema}".encode()).digest()
    return int.from_bytes(name[:8], signed=True)


def _lines(connection: Connection) -> list[str]:
    return list(connection.execute(select(_waiting.c.line).order_by(_waiting.c.place)).scalars())


def _is_there(connection: Connection, database: Database) -> bool:
    there = select(func.to_regclass(f"{database.schema}.{_waiting.name}").is_not(None))
    return bool(connection.execute(there).scalar_one())


@contextmanager
def _connected(database: Database) -> Iterator[Connection]:
    engine = database_engine(database)
    try:
        with engine.begin() as connection:
            yield connection
    except DatabaseError as error:
        raise refused(str(database), error) from error
    finally:
        engine.dispose()
