"""Records as rows of their tables, and back."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import fields
from functools import cache
from itertools import islice
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Table, select

from sayso.ledger import schema
from sayso.ledger.interchange import KINDS
from sayso.records import Article, Contents, KeptTagging, Span

Record = TypeVar("Record")
Row = dict[str, object]
Rows = Iterable[Row]
"""Rows that are gone through once, each made when its turn comes: those of a whole table take much memory."""
# Rows that a database is given at once, which may be long pages.
_BATCH: Final = 250
SOME: Final = {"yield_per": 500}
"""The options of a question whose rows are read some at a time: PostgreSQL else sends them all at once."""

# A table bears the name of its record's class: ``FigureLink`` is kept in ``figure_link``.
_TABLES: Final[dict[str, tuple[type, Table]]] = {
    name: (kind, schema.metadata.tables[re.sub(r"\B[A-Z]", r"_\g<0>", kind.__name__).lower()])
    for name, kind in KINDS.values()
}
# Few, and told by persons.
_TOLD: Final = frozenset({"aliases", "corrections"})


def text_sha256(text: str) -> str:
    """Return the sha256 of a stored text, written as UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def rows_of(contents: Contents, taggings: Iterable[KeptTagging]) -> Iterator[tuple[Table, Rows]]:
    """Yield each table of records with the rows that ``contents`` has for it, and that of the taggings to keep."""
    for name, (_, table) in _TABLES.items():
        yield table, map(row_of, getattr(contents, name))
    yield schema.tagging, _kept_once(taggings)


def _kept_once(taggings: Iterable[KeptTagging]) -> Iterator[Row]:
    """Yield a row for each text, which two pages may have."""
    known: set[tuple[str, str]] = set()
    for one in taggings:
        if (one.text, one.tagger) not in known:
            known.add((one.text, one.tagger))
            yield row_of(one)


def batches(rows: Rows) -> Iterator[list[Row]]:
    """Yield the rows some at a time, as a database takes them."""
    left = iter(rows)
    while some := list(islice(left, _BATCH)):
        yield some


def row_of(record: object) -> Row:
    """Return a record as a row: its fields by their names, a span as two numbers."""
    names = _names(type(record))  # type: ignore[arg-type]  # classes are hashable
    row = {name: getattr(record, name) for name in names}
    span = row.pop("span", None)
    if isinstance(span, Span):
        row |= {"start": span.start, "end": span.end}
    if isinstance(record, Article):
        row["text_sha256"] = text_sha256(record.text)
    return row


def read_contents(
    connection: Connection,
    kinds: Container[type] | None = None,
    hold: Callable[[Iterator[object]], Sequence[object]] = tuple,
) -> Contents:
    """Return what a ledger's tables hold, in the order of their keys; of these ``kinds`` of records alone, if given.

    What persons told comes as tuples; of other records ``hold`` makes the sequence that they are held in.
    """
    asked = {name: pair for name, pair in _TABLES.items() if kinds is None or pair[0] in kinds}
    found: dict[str, Any] = {  # each under the name of its kind
        name: (tuple if name in _TOLD else hold)(_records(connection, *pair)) for name, pair in asked.items()
    }
    return Contents(**found)


def _records(connection: Connection, kind: type[Record], table: Table) -> Iterator[Record]:
    names = _names(kind)  # type: ignore[arg-type]  # classes are hashable
    query = select(table).order_by(*table.primary_key.columns)
    for row in connection.execute(query, execution_options=SOME).mappings():
        yield kind(*(Span(row["start"], row["end"]) if name == "span" else row[name] for name in names))


@cache
def _names(kind: type) -> list[str]:
    return [field.name for field in fields(kind)]
