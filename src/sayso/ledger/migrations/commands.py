"""What the steps are made of: commands that both databases take, left out where they were done already."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, inspect, text


def add_columns(connection: Connection, table: str, columns: Mapping[str, str]) -> None:
    """Add the columns that a table lacks: by name, the type and what holds for rows of before."""
    known = {one["name"] for one in inspect(connection).get_columns(table)}
    for name, kind in columns.items():
        if name not in known:
            connection.execute(text(f'alter table "{table}" add column "{name}" {kind}'))


def add_tables(connection: Connection, tables: Mapping[str, str]) -> None:
    """Make the tables that a ledger lacks: by name, their columns; ``KEY`` is the type of an ordered text."""
    known = set(inspect(connection).get_table_names())
    key = 'text collate "C"' if connection.dialect.name == "postgresql" else "text"
    for name, columns in tables.items():
        if name not in known:
            connection.execute(text(f'create table "{name}" ({columns.replace("KEY", key)})'))
