"""New rows in the place of a table's former ones, in PostgreSQL: only what differs is written.

Of a ledger most rows are what they were before a build.  To leave them untouched spares the server's disk and its
indexes, and readers, who see the former state until the transaction ends, are not kept waiting.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, ColumnElement, Connection, MetaData, Table, and_, delete, exists, insert, select, text

from sayso.ledger.rows import Rows, batches

# Of a table that it has not looked over the server expects few rows, and joins one by one.
_MANY: Final = 1000


def replace_rows(connection: Connection, table: Table, rows: Rows) -> None:
    """Make the rows of a table those given."""
    came = Table(
        f"incoming_{table.name}",
        MetaData(),
        *(Column(one.name, one.type) for one in table.columns),
        prefixes=["TEMPORARY"],
        postgresql_on_commit="DROP",
    )
    came.create(connection, checkfirst=False)
    count = 0
    for some in batches(rows):
        connection.execute(insert(came), some)
        count += len(some)
    if count > _MANY:
        connection.execute(text(f"analyze {came.name}"))
    same = and_(*(came.c[one.name].is_not_distinct_from(one) for one in table.columns))
    connection.execute(delete(table).where(~exists().where(_one_key(came, table), same)))
    new = select(*came.columns).where(~exists().where(_one_key(came, table)))
    connection.execute(insert(table).from_select([one.name for one in table.columns], new))
    if count > _MANY:
        connection.execute(text(f"analyze {table.name}"))


def _one_key(came: Table, table: Table) -> ColumnElement[bool]:
    return and_(*(came.c[one.name] == one for one in table.primary_key.columns))
