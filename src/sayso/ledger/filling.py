"""Contents into the tables of a ledger: of a new file, or in the place of what a database held before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
from sayso.ledger.meaning_tables import Encoder, encoder_row, meaning_rows
from sayso.ledger.meaning_tables import metadata as meanings
from sayso.ledger.replacing import replace_rows
from sayso.ledger.rows import Row, Rows, batches, rows_of
from sayso.ledger.word_indexes import vector_rows, vectors, write_fts5
from sayso.records import Contents, KeptTagging


@dataclass(frozen=True, slots=True)
class Writing:
    """What is written as a ledger: contents, taggings to keep for later builds, and who encodes the statements.

    Without an encoder the ledger cannot be searched by meaning.
    """

    contents: Contents
    taggings: Sequence[KeptTagging] = ()
    encoder: Encoder | None = None


def fill_file(engine: Engine, writing: Writing) -> None:
    """Write a ledger into an empty SQLite database."""
    contents = writing.contents
    ordered = ordered_statements(contents)
    with engine.begin() as connection:
        schema.metadata.create_all(connection)
        _insert(connection, [(schema.about, _about(writing))])
        _insert(connection, rows_of(contents, writing.taggings))
        make_aids(connection)
        meanings.create_all(connection, checkfirst=False)
        _insert(connection, aids_of(contents, ordered))
        _insert(connection, meaning_rows(ordered, writing.encoder))
        write_counts(connection, statement_place, CONTESTS)
        write_fts5(connection, words_of(contents, ordered))


def make_tables(connection: Connection) -> None:
    """Make the empty tables of a ledger in the schema of PostgreSQL that the connection works in."""
    schema.metadata.create_all(connection, checkfirst=False)
    _make_aids(connection)


def remake_aids(connection: Connection) -> None:
    """Make the aids of a ledger in PostgreSQL anew, and empty."""
    drop_aids(connection)
    for tables in (meanings, vectors):
        tables.drop_all(connection)
    _make_aids(connection)


def fill_database(connection: Connection, writing: Writing, state: str, *, new: bool = False) -> None:
    """Put contents in the place of what a ledger in PostgreSQL holds; rows that are the same stay untouched.

    ``state`` is the mark of this build.  Of a ``new`` ledger all tables are empty.
    """
    contents = writing.contents
    ordered = ordered_statements(contents)
    meant: Iterable[tuple[Table, Rows]] = meaning_rows(ordered, writing.encoder)
    if not new:
        meant = _by_table(meant)
    tables = chain(
        [(schema.about, _about(writing, state))],
        rows_of(contents, writing.taggings),
        aids_of(contents, ordered),
        meant,
        vector_rows(words_of(contents, ordered)),
    )
    if new:
        _insert(connection, tables)
    else:
        for table, rows in tables:
            replace_rows(connection, table, rows)
    write_counts(connection, statement_place, CONTESTS)


def _make_aids(connection: Connection) -> None:
    make_aids(connection)
    for tables in (meanings, vectors):
        tables.create_all(connection, checkfirst=False)


def _about(writing: Writing, state: str | None = None) -> Rows:
    known: list[Row] = [{"name": "schema", "value": str(schema.VERSION)}, *encoder_row(writing.encoder)]
    return known if state is None else [*known, {"name": "state", "value": state}]


def _by_table(meant: Iterable[tuple[Table, Rows]]) -> Iterable[tuple[Table, Rows]]:
    """Return all rows of each table of meanings; of one without any there are none, which empties it."""
    found: dict[Table, list[Row]] = {table: [] for table in meanings.sorted_tables}
    for table, rows in meant:
        found[table] += rows
    return found.items()


def _insert(connection: Connection, tables: Iterable[tuple[Table, Rows]]) -> None:
    for table, rows in tables:
        for some in batches(rows):
            connection.execute(insert(table), some)
