"""From version 2 to 3: what the tagger found is kept."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from sayso.ledger.migrations.commands import add_tables
from sayso.ledger.migrations.to_2 import to_2

_TABLES: Final = {
    "tagging": "text KEY not null, tagger KEY not null, tagging text not null, primary key (text, tagger)"
}


def to_3(connection: Connection) -> None:
    """Add what version 3 has more, and what ledgers lack that were written while version 2 still grew."""
    to_2(connection)
    add_tables(connection, _TABLES)
