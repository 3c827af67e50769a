"""Where a ledger is kept: in a file, or in a schema of a PostgreSQL database."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from sayso.errors import LedgerError

USUAL: Final = "sayso"
"""The schema that a ledger has in its database when the address names none."""

# A path takes one of the two slashes away, and the address is one still.
_POSTGRES: Final = re.compile(r"postgres(?:ql)?:/{1,2}", re.IGNORECASE)
# PostgreSQL cuts longer names, and capitals would have to be quoted in every other program.
_NAME: Final = re.compile(r"[a-z_][a-z0-9_]{0,62}")


@dataclass(frozen=True, slots=True)
class Database:
    """A schema of a PostgreSQL database; as text it is the address without any password."""

    url: URL = field(repr=False)
    schema: str

    def __str__(self) -> str:
        url = self.url
        user = url.username or url.query.get("user")
        port = f":{url.port}" if url.port else ""
        ledger = "" if self.schema == USUAL else f"?ledger={self.schema}"
        return f"postgresql://{f'{user}@' if user else ''}{url.host or ''}{port}/{url.database or ''}{ledger}"


def place_of(ledger: Path | str) -> Path | Database:
    """Return where the ledger of that name is kept: the file, or the schema of a database.

    A database is written ``postgresql://USER@HOST:PORT/DATABASE``, with ``?ledger=NAME`` for another schema than
    ``sayso``; what is left out is as for other programs of PostgreSQL (PGHOST, ``~/.pgpass``, …).  Raise LedgerError
    for an address of a database that cannot be read as one.
    """
    start = _POSTGRES.match(str(ledger))
    if start is None:
        return Path(ledger)
    try:
        url = make_url(f"postgresql+psycopg://{str(ledger)[start.end() :]}")
    except (ArgumentError, ValueError) as error:
        raise _unreadable("it is no address of a database") from error
    schema = url.query.get("ledger", USUAL)
    if not isinstance(schema, str) or not _NAME.fullmatch(schema) or schema.startswith("pg_"):
        raise _unreadable("the name of its ledger is not of small letters, digits and _, or begins with pg_")
    return Database(url.difference_update_query(["ledger"]), schema)


def name_of(ledger: Path | str) -> str:
    """Return how a ledger is named to the user: its path, or the address of its database without any password."""
    return str(place_of(ledger))


def _unreadable(found: str) -> LedgerError:
    # What was written is not repeated, for a password may be in it.
    return LedgerError(
        "the address of the ledger", found, "Write it as postgresql://USER@HOST:PORT/DATABASE?ledger=NAME"
    )
