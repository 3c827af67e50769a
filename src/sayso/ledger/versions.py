"""The number of a ledger's schema, and what is said of another than this release's."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, func, select

from sayso.errors import LedgerError
from sayso.ledger import schema
from sayso.ledger.places import Database

_REBUILD: Final = "Build it again from its pages"


def version_in(connection: Connection, ledger: str) -> int:
    """Return the number of the schema of the ledger ``ledger``; raise LedgerError where there is no number."""
    found = connection.execute(select(schema.about.c.value).where(schema.about.c.name == "schema")).scalar()
    if found is None or not found.isascii() or not found.isdigit():
        raise LedgerError(ledger, f"its schema has the version {found!r}, which is none", _REBUILD)
    return int(found)


def check_readable(version: int, ledger: str) -> None:
    """Raise LedgerError, with the mend, for a ledger that this release cannot read as it stands."""
    if not schema.READABLE <= version <= schema.VERSION:
        check_version(version, ledger)


def check_version(version: int, ledger: str) -> None:
    """Raise LedgerError, with the mend, for a ledger that is not of this release."""
    if version > schema.VERSION:
        raise LedgerError(
            ledger,
            f"a newer release wrote it: its schema has version {version}, and this release reads {schema.VERSION}",
            "Install that release: pip install --upgrade sayso",
        )
    if version < schema.VERSION:
        raise LedgerError(
            ledger,
            f"an older release wrote it: its schema has version {version}, and this release reads {schema.VERSION}",
            f"Bring it to this one, its pages and corrections kept, with: sayso build PATH... -o {ledger}",
        )


def is_there(connection: Connection, database: Database) -> bool:
    """Tell whether a schema of PostgreSQL holds a ledger."""
    return connection.execute(select(func.to_regclass(f"{database.schema}.about").is_not(None))).scalar_one()


def state_in(connection: Connection) -> str | None:
    """Return the mark of the build that wrote the ledger, which only ledgers in PostgreSQL bear."""
    return connection.execute(select(schema.about.c.value).where(schema.about.c.name == "state")).scalar()
