"""Contents into the tables of a ledger: of a new file, or in the place of what a database held before."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from sqlalchemy import Connection, Engine, Table, insert

from sayso.ledger import schema
from sayso.ledger.aids import (
    CONTESTS,
    aids_of,
    drop_aids,
    make_aids,
    ordered_statements,
    statement_place,
    words_of,
)
from sayso.ledger.counts import write_counts
from sayso.ledger.replacing import replace_rows
from sayso.ledger.rows import Rows, rows_of
from sayso.ledger.word_indexes import vector_rows, vectors, write_fts5
from sayso.records import Contents, KeptTagging


def fill_file(engine: Engine, contents: Contents, taggings: Iterable[KeptTagging] = ()) -> None:
    """Write a ledger into an empty SQLite database."""
    ordered = ordered_statements(contents)
    with engine.begin() as connection:
        schema.metadata.create_all(connection)
        _insert(connection, [(schema.about, [{"name": "schema", "value": str(schema.VERSION)}])])
        _insert(connection, rows_of(contents, taggings))
        make_aids(connection)
        _insert(connection, aids_of(contents, ordered))
        write_counts(connection, statement_place, CONTESTS)
        write_fts5(connection, words_of(contents, ordered))


def make_tables(connection: Connection) -> None:
    """Make the empty tables of a ledger in the schema of PostgreSQL that the connection works in."""
    schema.metadata.create_all(connection, checkfirst=False)
    make_aids(connection)
    vectors.create_all(connection, checkfirst=False)


def remake_aids(connection: Connection) -> None:
    """Make the aids of a ledger in PostgreSQL anew, and empty."""
    drop_aids(connection)
    vectors.drop_all(connection)
    make_aids(connection)
    vectors.create_all(connection, checkfirst=False)


def fill_database(
    connection: Connection, contents: Contents, taggings: Iterable[KeptTagging], state: str, *, new: bool = False
) -> None:
    """Put contents in the place of what a ledger in PostgreSQL holds; rows that are the same stay untouched.

    ``state`` is the mark of this build.  Of a ``new`` ledger all tables are empty.
    """
    ordered = ordered_statements(contents)
    about: Rows = [{"name": "schema", "value": str(schema.VERSION)}, {"name": "state", "value": state}]
    tables = chain(
        [(schema.about, about)],
        rows_of(contents, taggings),
        aids_of(contents, ordered),
        vector_rows(words_of(contents, ordered)),
    )
    if new:
        _insert(connection, tables)
    else:
        for table, rows in tables:
            replace_rows(connection, table, rows)
    write_counts(connection, statement_place, CONTESTS)


def _insert(connection: Connection, tables: Iterable[tuple[Table, Rows]]) -> None:
    for table, rows in tables:
        if rows:
            connection.execute(insert(table), rows)
