"""A table for each kind of record: its columns with their types, and its rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Final, Literal, get_origin, get_type_hints

from sayso.ledger.interchange import KINDS, record_rows
from sayso.records import Contents, Span, Verdict

Type = Literal["text", "number", "whole", "truth", "words", "place", "places", "verdict", "json"]

_TYPES: Final[dict[object, Type]] = {
    float: "number",
    bool: "truth",
    Span: "place",
    Verdict: "verdict",
    tuple[str, ...]: "words",
    tuple[Span, ...]: "places",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table and what its values are."""

    name: str
    type: Type


def columns_of(kind: str) -> tuple[Column, ...]:
    """Return the columns of a kind of record; a single ``span`` is two whole numbers, ``start`` and ``end``.

    >>> [column.name for column in columns_of("mention")]
    ['article', 'start', 'end', 'entity']
    """
    _, record = KINDS[kind]
    hints = get_type_hints(record)
    found: list[Column] = []
    for field in fields(record):
        if field.name == "span":
            found += [Column("start", "whole"), Column("end", "whole")]
        else:
            found.append(Column(field.name, _type(hints[field.name])))
    if kind == "attribution":
        found += [Column("statement", "text"), Column("origin", "text")]
    return tuple(found)


def _type(hint: object) -> Type:
    """Return the type of a column; lists of records, which no table format has plainly, are JSON text."""
    present = [part for part in getattr(hint, "__args__", ()) if part is not type(None)]
    plain = present[0] if len(present) == 1 and get_origin(hint) is not tuple else hint
    return _TYPES.get(plain) or ("json" if get_origin(plain) is tuple else "text")


def rows_of(contents: Contents, kind: str) -> Iterator[dict[str, object]]:
    """Yield the rows of a kind of record under the names of its columns."""
    for row in record_rows(contents, kind):
        span = row.pop("span", None)
        if isinstance(span, list):
            row |= {"start": span[0], "end": span[1]}
        yield row
