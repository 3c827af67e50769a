"""What can still be read of a damaged ledger file: row by row, and how much of which table is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final, TypeVar, cast
from urllib.parse import quote

from sqlalchemy import ColumnElement, Connection, Table, create_engine, func, literal_column, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from sayso.errors import LedgerError
from sayso.ledger import schema
from sayso.ledger.interchange import KINDS, json_lines, read_json_lines
from sayso.ledger.rows import text_sha256
from sayso.records import Contents, Span

Record = TypeVar("Record")
Row = dict[str, Any]  # of values of any kind: what a damaged row holds is looked at afterwards

# What reading a damaged row may raise: SQLite's own errors, and those of values that are not what they were.
_DAMAGE: Final = (DatabaseError, ValueError, TypeError, KeyError, IndexError, OverflowError)
# Where the end of a table cannot be told, the search for further rows ends behind so many that cannot be read.
_HOPELESS: Final = 5_000
_ANY: Final = 2**40
_ROWID: ColumnElement[int] = literal_column("rowid")


@dataclass(frozen=True, slots=True)
class Loss:
    """How many rows of one table were read, and how many were not; ``lost`` is ``None`` where that cannot be told."""

    record: str
    read: int
    lost: int | None


@dataclass(frozen=True, slots=True)
class Salvage:
    """What was read of a damaged ledger, and what of each kind of record was lost."""

    contents: Contents
    losses: tuple[Loss, ...]

    @property
    def whole(self) -> bool:
        """Return whether nothing was lost."""
        return all(loss.lost == 0 for loss in self.losses)


def salvage(path: Path | str) -> Salvage:
    """Return what can still be read of the ledger file at ``path``, whose rows may name others that are lost.

    A row whose values are not what a ledger holds, or an article whose text is no longer the one that was
    written, counts as lost.  Raise LedgerError when there is no such file, or when not even its tables are known.
    """
    engine = create_engine("sqlite://", creator=lambda: _opened(Path(path)), poolclass=NullPool)
    found: dict[str, tuple[object, ...]] = {}
    losses: list[Loss] = []
    try:
        with engine.connect() as connection:
            for record, (place, kind) in KINDS.items():
                rows = _Rows(connection, schema.metadata.tables["report" if record == "attribution" else record])
                kept = _sound(place, [one for row in rows.read() if (one := _record(kind, row)) is not None])
                found[place] = kept
                losses.append(Loss(record, len(kept), rows.lost(len(kept))))
    except DatabaseError as error:
        raise _hopeless(path, str(error.orig)) from error
    finally:
        engine.dispose()
    if not any(found.values()):
        raise _hopeless(path, "no row of any table")
    return Salvage(_contents(found), tuple(losses))


def _hopeless(path: Path | str, found: str) -> LedgerError:
    return LedgerError(str(path), f"nothing of it can be read ({found})", "Build it again from its pages")


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True)
    # It has SQLite go on with a file that is shorter than its head says, and with the tables that it still knows.
    connection.execute("pragma writable_schema = on")
    return connection


class _Rows:
    """The rows of one table that can be read, in the order of their numbers."""

    def __init__(self, connection: Connection, table: Table) -> None:
        self._connection, self._table = connection, table
        self._failed = self._in_a_row = 0
        self._last = self._number(func.max(_ROWID))
        # An index may still know how many there were where the table itself does not.
        self._count = self._number(func.count())

    def _number(self, asked: ColumnElement[int]) -> int | None:
        try:
            query = select(asked).select_from(self._table).limit(1)
            return int(self._connection.execute(query).scalar() or 0)
        except DatabaseError:
            return None

    def read(self) -> list[Row]:
        """Return the rows that can be read, in the order in which a ledger's contents stand."""
        if self._end_unknown and self._number(func.min(_ROWID)) is None:
            return []
        last = self._last if self._last is not None else self._count
        found = self._between(1, last if last is not None else _ANY)
        keys = [column.name for column in self._table.primary_key.columns]
        return sorted(found, key=lambda row: [(isinstance(row[key], str), row[key]) for key in keys])

    def _between(self, first: int, last: int) -> Iterator[Row]:
        """Yield the rows of a range; one that cannot be read is halved until the damage is found."""
        waiting = [(first, last)]
        while waiting:
            low, high = waiting.pop()
            if low > high or (self._end_unknown and self._in_a_row >= _HOPELESS):
                continue
            try:
                rows = self._rows(low, high)
            except _DAMAGE:
                if low == high:
                    self._failed, self._in_a_row = self._failed + 1, self._in_a_row + 1
                else:
                    middle = (low + high) // 2
                    waiting += [(middle + 1, high), (low, middle)]
                continue
            self._in_a_row = 0
            yield from rows

    @property
    def _end_unknown(self) -> bool:
        return self._last is None and self._count is None

    def _rows(self, low: int, high: int) -> list[Row]:
        query = select(self._table).where(_ROWID.between(low, high)).order_by(_ROWID)
        return [dict(row) for row in self._connection.execute(query).mappings()]

    def lost(self, kept: int) -> int | None:
        """Return how many rows were lost when so many were kept."""
        if self._count is not None:
            return max(0, self._count - kept)
        return None if self._end_unknown else self._failed


def _record(kind: type[Record], row: Mapping[str, object]) -> Record | None:
    """Return the record of a row, ``None`` where the text of an article is no longer the one that was written."""
    if isinstance(text := row.get("text"), str) and row.get("text_sha256", text_sha256(text)) != text_sha256(text):
        return None
    values = (_span(row) if field.name == "span" and "start" in row else row[field.name] for field in fields(kind))  # type: ignore[arg-type]  # records all
    return kind(*values)


def _span(row: Mapping[str, object]) -> Span:
    return Span(cast("int", row["start"]), cast("int", row["end"]))


def _sound(place: str, records: Sequence[Record]) -> tuple[Record, ...]:
    """Return the records whose values are such as an export may hold, in the order of an export."""
    try:
        read_json_lines(json_lines(_contents({place: tuple(records)})))
    except (LedgerError, ValueError, TypeError, AttributeError):
        if len(records) == 1:
            return ()
        middle = len(records) // 2
        return (*_sound(place, records[:middle]), *_sound(place, records[middle:]))
    return tuple(records)


def _contents(found: dict[str, tuple[object, ...]]) -> Contents:
    every: dict[str, tuple[object, ...]] = {place: () for place, _ in KINDS.values()}
    return Contents(**cast("dict[str, tuple[()]]", every | found))
