"""A ledger in PostgreSQL held for writing: in one transaction, by one writer at a time."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Final

from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.exc import DatabaseError, DBAPIError
from sqlalchemy.schema import CreateSchema

from sayso.errors import LedgerError
from sayso.ledger import schema
from sayso.ledger.engines import database_engine
from sayso.ledger.file_lock import busy
from sayso.ledger.filling import Writing, fill_database, make_tables, remake_aids
from sayso.ledger.meaning_tables import Encoder
from sayso.ledger.migrations import migrate
from sayso.ledger.places import Database
from sayso.ledger.refusals import refused
from sayso.ledger.rows import read_contents
from sayso.ledger.store import Ledger
from sayso.ledger.versions import check_version, is_there, state_in, version_in
from sayso.records import Contents, KeptTagging
from sayso.spilled import Spilled

_AGAIN: Final = 0.2
# A server that is restarted takes some seconds; what was judged meanwhile is worth waiting for it so long.
_RESTART: Final = 60.0


class DatabaseHold:
    """The one writer of a ledger in PostgreSQL, which holds an advisory lock of the server for as long as it lives."""

    def __init__(self, database: Database, engine: Engine, patience: float, waiting: Callable[[str], None]) -> None:
        self._database = database
        self._engine = engine
        self._patience = patience
        self._waiting = waiting
        self._connection = self._connect()
        self._state = self._found()

    def ledger(self) -> Ledger | None:
        """Return the ledger as it is, open for reading; ``None`` where there is none.

        One of an older release is brought to this one first, in one transaction.  Raise LedgerError for one of a
        newer release.
        """
        with self._in_words(), self._connection.begin():
            if not is_there(self._connection, self._database):
                return None
            version = version_in(self._connection, str(self._database))
            if version < schema.VERSION:
                self._migrate(version)
        return Ledger.at(self._database)

    def write(self, contents: Contents, taggings: Sequence[KeptTagging] = (), encoder: Encoder | None = None) -> None:
        """Put ``contents``, and taggings to keep, in the place of what the ledger holds, in one transaction.

        Where the server is restarted meanwhile, the connection is made anew and the whole written again.  Raise
        LedgerError, and leave the ledger as it was, when the server stays away or refuses, and when another build
        wrote while the lock was lost.
        """
        mark, writing = secrets.token_hex(8), Writing(contents, taggings, encoder)
        with self._in_words():
            try:
                self._put(writing, mark)
            except DBAPIError as error:
                if not error.connection_invalidated:
                    raise
                self._connect_again()
                self._put(writing, mark)
        self._state = mark

    def close(self) -> None:
        """Let go of the lock and the server."""
        with suppress(DBAPIError):
            self._connection.close()
        self._engine.dispose()

    def _put(self, writing: Writing, mark: str) -> None:
        connection, name = self._connection, str(self._database)
        with connection.begin():
            there = is_there(connection, self._database)
            found = state_in(connection) if there else None
            if found == mark:
                return  # it was written, and the server went away before it could say so
            if found != self._state:
                raise LedgerError(
                    name, "another build wrote it while the connection was lost", "Build again; nothing was lost"
                )
            if there:
                check_version(version_in(connection, name), name)
            else:
                self._make()
            fill_database(connection, writing, mark, new=not there)

    def _make(self) -> None:
        known = select(func.count()).select_from(text("pg_namespace")).where(text("nspname = :name"))
        if not self._connection.execute(known, {"name": self._database.schema}).scalar_one():
            self._connection.execute(CreateSchema(self._database.schema))
        make_tables(self._connection)

    def _migrate(self, version: int) -> None:
        migrate(self._connection, version)
        writing = Writing(read_contents(self._connection, hold=Spilled))
        remake_aids(self._connection)
        self._state = secrets.token_hex(8)
        fill_database(self._connection, writing, self._state)

    def _found(self) -> str | None:
        with self._in_words(), self._connection.begin():
            encoding = self._connection.execute(text("show server_encoding")).scalar_one()
            if encoding != "UTF8":
                raise LedgerError(
                    str(self._database),
                    f"the database keeps texts in {encoding}, which has not every character",
                    "Make another with: createdb -E UTF8 -T template0 NAME",
                )
            return state_in(self._connection) if is_there(self._connection, self._database) else None

    def _connect(self) -> Connection:
        with self._in_words():
            connection = self._engine.connect()
            try:
                self._lock(connection)
            except BaseException:
                connection.close()
                raise
            return connection

    def _connect_again(self) -> None:
        """Connect to a server that went away, as soon as it is back."""
        self._waiting("reconnect")
        end = time.monotonic() + min(self._patience, _RESTART)
        while True:
            with suppress(DBAPIError):
                self._connection.close()
            try:
                self._connection = self._connect()
                return
            except LedgerError:
                if time.monotonic() >= end:
                    raise
            time.sleep(_AGAIN)

    def _lock(self, connection: Connection) -> None:
        """Take the lock of this ledger, which the server takes back when the connection ends."""
        name = hashlib.sha256(f"sayso {self._database.schema}".encode()).digest()
        key = int.from_bytes(name[:8], signed=True)
        end, told = time.monotonic() + self._patience, False
        while True:
            with connection.begin():
                if connection.execute(select(func.pg_try_advisory_lock(key))).scalar_one():
                    return
            if time.monotonic() >= end:
                raise busy(str(self._database), self._patience)
            if not told:
                self._waiting("wait")
                told = True
            time.sleep(_AGAIN)

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except DatabaseError as error:
            raise refused(str(self._database), error) from error


@contextmanager
def hold_database(database: Database, patience: float, waiting: Callable[[str], None]) -> Iterator[DatabaseHold]:
    """Hold a ledger in PostgreSQL for writing; the wait for another writer is for at most ``patience`` seconds."""
    engine = database_engine(database)
    try:
        held = DatabaseHold(database, engine, patience, waiting)
    except BaseException:
        engine.dispose()
        raise
    try:
        yield held
    finally:
        held.close()
