"""How the two databases are reached."""

from __future__ import annotations

import importlib.util
import sqlite3
from pathlib import Path
from typing import Final
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool, StaticPool

from sayso.errors import LedgerError
from sayso.ledger.places import Database

# A server that does not answer is given up after these seconds, and a dead line is noticed within two minutes.
_CONNECTING: Final = {"connect_timeout": "10", "keepalives_idle": "60", "keepalives_interval": "20"}


def file_engine(path: Path) -> Engine:
    """Return what reads a file, and can never change it."""
    address = f"file:{quote(str(path.absolute()))}?mode=ro"
    return create_engine("sqlite://", creator=lambda: sqlite3.connect(address, uri=True), poolclass=NullPool)


def new_file_engine(path: Path) -> Engine:
    """Return what writes a file that no other program knows of yet."""
    return create_engine(URL.create("sqlite", database=str(path)), poolclass=NullPool)


def memory_engine() -> Engine:
    """Return a database that lives as long as the engine."""
    return create_engine("sqlite://", poolclass=StaticPool)


def passing_engine() -> Engine:
    """Return a database that lives as long as the engine, on the disk where it is large, in a file without a name."""
    return create_engine(
        "sqlite://", creator=lambda: sqlite3.connect("", check_same_thread=False), poolclass=StaticPool
    )


def database_engine(database: Database) -> Engine:
    """Return what writes a schema of a PostgreSQL database; raise LedgerError where its driver is not installed."""
    if importlib.util.find_spec("psycopg") is None:
        raise LedgerError(
            str(database),
            "psycopg, which speaks to PostgreSQL, is not installed",
            'Install it with: pip install "sayso[postgres]"',
        )
    options = {key: value for key, value in _CONNECTING.items() if key not in database.url.query}
    options |= {"client_encoding": "utf8", "fallback_application_name": "sayso"}
    # One connection, kept from one question to the next.
    engine = create_engine(database.url, pool_size=1, max_overflow=0, connect_args=options)

    @event.listens_for(engine, "begin")
    def enter(connection: Connection) -> None:
        # For each transaction anew, since a pooler between us and the server may give each another session.
        connection.exec_driver_sql(f"set local search_path to {database.schema}")

    return engine


def reading_engine(place: Path | Database) -> Engine:
    """Return what reads a ledger, all from one state of it for as long as a connection is held, and changes nothing."""
    if isinstance(place, Path):
        return file_engine(place)
    engine = database_engine(place)
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
