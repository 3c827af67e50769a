"""Contents into the tables of a ledger: of a new file, or in the place of what a database held before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import Connection, Engine, Table, insert

from sayso.ledger import schema
from sayso.ledger.aid_rows import aids_of, words_of
from sayso.ledger.aids import CONTESTS, drop_aids, make_aids, statement_place
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
    with engine.begin() as connection:
        schema.metadata.create_all(connection)
        _insert(connection, [(schema.about, _about(writing))])
        _insert(connection, rows_of(writing.contents, writing.taggings))
        make_aids(connection)
        meanings.create_all(connection, checkfirst=False)
        _insert(connection, aids_of(connection))
        _insert(connection, meaning_rows(connection, writing.encoder))
        write_counts(connection, statement_place, CONTESTS)
        write_fts5(connection, words_of(connection))


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
    tables = chain(
        [(schema.about, _about(writing, state))],
        rows_of(writing.contents, writing.taggings),
        aids_of(connection),
        meaning_rows(connection, writing.encoder),
        vector_rows(words_of(connection)),
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


def _insert(connection: Connection, tables: Iterable[tuple[Table, Rows]]) -> None:
    for table, rows in tables:
        for some in batches(rows):
            connection.execute(insert(table), some)
