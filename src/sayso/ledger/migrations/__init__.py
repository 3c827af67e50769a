"""Ledgers of older releases brought to this one: forward only, one step from each version to the next.

A step is literal SQL, which both databases take.  It never looks at the tables of today, for it must do the same
when these have changed again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection, text

from sayso.ledger import schema
from sayso.ledger.migrations.to_2 import to_2
from sayso.ledger.migrations.to_3 import to_3
from sayso.ledger.migrations.to_4 import to_4

STEPS: Final[dict[int, Callable[[Connection], None]]] = {1: to_2, 2: to_3, 3: to_4}
"""What brings a ledger of each older version to the next."""


def migrate(connection: Connection, version: int) -> None:
    """Bring the tables of a ledger of an older version to this release's; its finding aids are left to who calls."""
    for number in range(version, schema.VERSION):
        STEPS[number](connection)
    connection.execute(text("update about set value = :value where name = 'schema'"), {"value": str(schema.VERSION)})


__all__ = ["STEPS", "migrate"]
