"""From version 1 to 2: editions, events, dependences, drifts, names, corrections, and the words behind verdicts."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from sayso.ledger.migrations.commands import add_columns, add_tables

_COLUMNS: Final = {
    "article": {"as_of": "text", "canonical": "text"},
    "report": {"why_act": "text", "relay_words": "text not null default '[]'"},
}
_TABLES: Final = {
    "edition": "id KEY not null primary key, article text not null, relation text not null, path text not null, "
    "url text, as_of text, sha256 text not null, reasons text not null, text text, gone text not null, "
    "new text not null",
    "event": "id KEY not null primary key, articles text not null, why text not null",
    "dependence": "a KEY not null, b KEY not null, relation text not null, score float not null, "
    "share float not null, reasons text not null, passages text not null, shown text not null, primary key (a, b)",
    "drift": "id KEY not null primary key, a text not null, span_a text not null, b text not null, "
    "span_b text not null, kind text not null, score float not null, reasons text not null",
    "alias": "name KEY not null, aliases text not null, kind text, notes text",
    "correction": "id KEY not null primary key, kind text not null, names text not null, places text not null, "
    'undoes text, "by" text, made text not null',
}


def to_2(connection: Connection) -> None:
    """Add what version 2 has more; version 2 grew before it was released, so that some of it may be there."""
    for table, columns in _COLUMNS.items():
        add_columns(connection, table, columns)
    add_tables(connection, _TABLES)
