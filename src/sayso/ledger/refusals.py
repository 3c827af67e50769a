"""What a PostgreSQL server refuses, in words, with the mend."""

from __future__ import annotations

from typing import Final

from sqlalchemy.exc import DatabaseError

from sayso.errors import LedgerError

_REACH: Final = "Start the server, or mend the address; nothing was lost"
_LET_IN: Final = "Ask who keeps the server to let this user in, or name another with postgresql://USER@HOST/DATABASE"
_RIGHTS: Final = (
    "Ask who keeps the database for the right: grant create on database DATABASE to USER (to make ledgers), "
    "or grant usage on schema LEDGER and select on its tables (to read one)"
)
# By what the server calls it (SQLSTATE), or, of a connection that it refuses, by the words: those come without a code.
_KINDS: Final[tuple[tuple[tuple[str, ...], str, str], ...]] = (
    (
        ("28P01", "password authentication failed", "no password supplied"),
        "the server refuses the password",
        "Put the right one into ~/.pgpass or PGPASSWORD",
    ),
    (("3D000", 'database "'), "the server has no such database", "Make it with: createdb -E UTF8 -T template0 NAME"),
    (("28000", 'role "', "no pg_hba.conf entry"), "the server does not let this user in", _LET_IN),
    (("42501", "permission denied"), "the user lacks a right", _RIGHTS),
    (("53100",), "the disk of the server is full", "Make room on it; nothing was lost"),
    (("53300",), "the server takes no more connections", "Try again when others have gone"),
    (("25006",), "the server only reads: it is a copy of another", "Name the server that it copies"),
    (("42P07",), "the schema holds other tables of such names", "Name another with ?ledger=NAME"),
    (("57P", "08", "starting up", "shutting down"), "the server went away or is starting", _REACH),
    (("could not translate", "resolve host", "failed to resolve"), "no machine is known by that name", _REACH),
    (("connection refused", "no such file", "timeout expired", "timed out", "connection failed"),
     "the server cannot be reached", _REACH),
    (("server closed", "connection is closed", "connection is lost", "terminating connection"),
     "the connection to the server broke", _REACH),
    (("invalid connection option", "invalid sslmode", "invalid integer"), "the address has an option that is none",
     "Write it as postgresql://USER@HOST:PORT/DATABASE?ledger=NAME"),
)  # fmt: skip


def refused(ledger: str, error: DatabaseError) -> LedgerError:
    """Return what a server refused in words; ``ledger`` is its address without any password."""
    told = " ".join(str(error.orig).split())
    code = str(getattr(error.orig, "sqlstate", None) or "")
    for signs, found, remedy in _KINDS:
        if any(code.startswith(sign) if sign[0].isdigit() else sign in told.casefold() for sign in signs):
            return LedgerError(ledger, f"{found} ({told})", remedy)
    if error.connection_invalidated:
        return LedgerError(ledger, f"the connection to the server broke ({told})", _REACH)
    return LedgerError(ledger, f"the server could not do it ({told})", "Build it again from its pages")
