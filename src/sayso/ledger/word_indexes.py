"""The full-text indexes of a ledger: SQLite's FTS5, and in PostgreSQL tsvectors under a GIN index."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Column, Connection, Index, Integer, MetaData, Table, text
from sqlalchemy.dialects.postgresql import TSVECTOR

from sayso.ledger.aid_rows import Words
from sayso.ledger.lexemes import vectors_of
from sayso.ledger.rows import Row, Rows, batches
from sayso.ledger.texts import any_text

_FTS5: Final = (
    "create virtual table statement_words using fts5(words, tokenize = 'unicode61 remove_diacritics 2')",
    "create virtual table article_words using fts5(title, words, article unindexed, "
    "tokenize = 'unicode61 remove_diacritics 2')",
)
_STATEMENT: Final = text("insert into statement_words(rowid, words) values (:number, :words)")
_ARTICLE: Final = text("insert into article_words(title, words, article) values (:title, :words, :article)")

vectors: Final = MetaData()
"""The tables of the index in PostgreSQL; a long text has several rows."""


def _vectors(table: str, key: str) -> Table:
    words = Column("words", TSVECTOR, nullable=False)
    return Table(
        table,
        vectors,
        Column(key, any_text(), primary_key=True),
        Column("part", Integer, primary_key=True),
        words,
        Index(f"{table}_found", words, postgresql_using="gin"),
    )


statement_vectors: Final = _vectors("statement_words", "statement")
article_vectors: Final = _vectors("article_words", "article")


def write_fts5(connection: Connection, words: Words) -> None:
    """Make and fill the indexes of a new file; the rows of that of statements bear their numbers."""
    for command in _FTS5:
        connection.execute(text(command))
    spoken: Rows = ({"number": number, "words": said} for number, _, said in words.statements)
    pages: Rows = ({"article": name, "title": title, "words": told} for name, title, told in words.articles)
    for row_in, rows in ((_STATEMENT, spoken), (_ARTICLE, pages)):
        for some in batches(rows):
            connection.execute(row_in, some)


def vector_rows(words: Words) -> Iterator[tuple[Table, Rows]]:
    """Yield the tables of the index in PostgreSQL with their rows; the words of a title bear the weight A."""
    spoken = (
        {"statement": name, "part": part, "words": vector}
        for _, name, said in words.statements
        for part, vector in enumerate(vectors_of(said))
    )
    yield statement_vectors, spoken
    yield article_vectors, _article_rows(words)


def _article_rows(words: Words) -> Iterator[Row]:
    for name, title, told in words.articles:
        for part, vector in enumerate((*vectors_of(title, "A"), *vectors_of(told))):
            yield {"article": name, "part": part, "words": vector}
