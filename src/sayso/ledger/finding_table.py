"""Findings in a table of the schema that a ledger has in PostgreSQL.

The table is no part of the ledger's own schema and its version: the first build that finds anything makes it, and it
goes with the schema.  It is written beside the transaction of the build, so that a killed one loses nothing, and
unlogged, which spares the server's disk and its standbys: what a server that fails loses is found anew.  Where the
user may not make it, or the server refuses for whatever reason, nothing is kept, and the build goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    LargeBinary,
    MetaData,
    Table,
    any_,
    bindparam,
    delete,
    exists,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.exc import DatabaseError
from sqlalchemy.schema import CreateSchema

from sayso.ledger.engines import database_engine
from sayso.ledger.places import Database
from sayso.ledger.rows import batches

_BATCH: Final = 500
_finding: Final = Table(
    "finding",
    MetaData(),
    Column("key", LargeBinary, primary_key=True),
    Column("found", LargeBinary, nullable=False),
    prefixes=["UNLOGGED"],
)

_used: Final = Table(
    "used",
    MetaData(),
    Column("key", LargeBinary, primary_key=True),
    prefixes=["TEMPORARY"],
    postgresql_on_commit="DROP",
)


def _among(keys: Sequence[bytes]) -> ColumnElement[bool]:
    return _finding.c.key == any_(bindparam(None, list(keys), ARRAY(LargeBinary)))


class FindingTable:
    """Packed findings in a schema of PostgreSQL; raise LedgerError where its driver is not installed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._engine = database_engine(database)
        self._refused = self._made = False

    def some(self, keys: Sequence[bytes]) -> Mapping[bytes, object]:
        """Return what lies under those of the keys under which anything does."""
        found: dict[bytes, object] = {}
        with self._asking() as connection:
            if connection is not None and self._is_there(connection):
                rows = connection.execute(select(_finding.c.key, _finding.c.found).where(_among(keys)))
                found = {bytes(key): bytes(one) for key, one in rows}
        return found

    def put(self, packed: Mapping[bytes, bytes]) -> None:
        """Put down what was found, in the place of what lay under its keys."""
        with self._asking() as connection:
            if connection is None:
                return
            if not self._is_there(connection):
                connection.execute(CreateSchema(self._database.schema, if_not_exists=True))
                _finding.create(connection, checkfirst=False)
            put = insert(_finding)
            put = put.on_conflict_do_update(index_elements=["key"], set_={"found": put.excluded.found})
            connection.execute(put, [{"key": key, "found": one} for key, one in sorted(packed.items())])

    def count(self) -> int:
        """Return how many there are; none where that cannot be read."""
        count = 0
        with self._asking() as connection:
            if connection is not None and self._is_there(connection):
                count = connection.execute(select(func.count()).select_from(_finding)).scalar_one()
        return count

    def forget_all_but(self, used: Iterable[bytes]) -> None:
        """Throw away all others, as far as it can be done."""
        with self._asking() as connection:
            if connection is None:
                return
            _used.create(connection, checkfirst=False)
            for some in batches({"key": key} for key in used):
                connection.execute(insert(_used), some)
            connection.execute(delete(_finding).where(~exists().where(_used.c.key == _finding.c.key)))

    def close(self) -> None:
        """Let go of the server."""
        self._engine.dispose()

    def _is_there(self, connection: Connection) -> bool:
        if not self._made:
            there = select(func.to_regclass(f"{self._database.schema}.{_finding.name}").is_not(None))
            self._made = bool(connection.execute(there).scalar_one())
        return self._made

    @contextmanager
    def _asking(self) -> Iterator[Connection | None]:
        """Yield a connection in a transaction, or nothing once the server has refused anything."""
        if self._refused:
            yield None
            return
        try:
            with self._engine.begin() as connection:
                yield connection
        except DatabaseError:
            self._refused = True
