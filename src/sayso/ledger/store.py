"""The ledger on disk: written whole and at once, read as records."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from types import TracebackType
from typing import Final, TypeVar
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, Table, create_engine, insert, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool, StaticPool

from sayso.errors import LedgerError
from sayso.ledger import schema
from sayso.ledger.accusations import Accusation, accusations_of
from sayso.ledger.aids import write_aids
from sayso.ledger.interchange import read_json_lines
from sayso.ledger.shelf import Shelf
from sayso.ledger.views import StatementView, statement_views
from sayso.records import (
    Alias,
    Article,
    Contents,
    Correction,
    Dependence,
    Drift,
    Edition,
    Entity,
    Event,
    Failure,
    Figure,
    FigureLink,
    Judgement,
    KeptTagging,
    Link,
    Mention,
    Naming,
    Origin,
    Report,
    Span,
    Statement,
    Tagging,
)

Record = TypeVar("Record")

_TABLES: Final[dict[str, tuple[type, Table]]] = {
    "articles": (Article, schema.article),
    "entities": (Entity, schema.entity),
    "mentions": (Mention, schema.mention),
    "reports": (Report, schema.report),
    "statements": (Statement, schema.statement),
    "origins": (Origin, schema.origin),
    "judgements": (Judgement, schema.judgement),
    "links": (Link, schema.link),
    "figures": (Figure, schema.figure),
    "figure_links": (FigureLink, schema.figure_link),
    "namings": (Naming, schema.naming),
    "failures": (Failure, schema.failure),
    "editions": (Edition, schema.edition),
    "events": (Event, schema.event),
    "dependences": (Dependence, schema.dependence),
    "drifts": (Drift, schema.drift),
    "aliases": (Alias, schema.alias),
    "corrections": (Correction, schema.correction),
}


def text_sha256(text: str) -> str:
    """Return the sha256 of a stored text, written as UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


class Ledger:
    """A ledger open for reading; close it, or use it in a ``with`` block."""

    def __init__(self, engine: Engine, path: str) -> None:
        self._engine = engine
        self.path = path

    @classmethod
    def open(cls, path: Path | str) -> Ledger:
        """Return the ledger at ``path``; raise LedgerError when there is none or it cannot be read."""
        if not Path(path).is_file():
            raise LedgerError(str(path), "there is no such ledger", "Make one with: sayso build PATH... -o story.sayso")
        # The file is opened read-only, so that looking at a ledger can never change it.
        address = f"file:{quote(str(Path(path).absolute()))}?mode=ro"
        engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(address, uri=True), poolclass=NullPool)
        ledger = cls(engine, str(path))
        try:
            ledger._check_version()
        except LedgerError:
            ledger.close()
            raise
        return ledger

    @classmethod
    def of(cls, contents: Contents) -> Ledger:
        """Return a ledger that lives in memory only."""
        engine = create_engine("sqlite://", poolclass=StaticPool)
        _fill(engine, contents)
        return cls(engine, ":memory:")

    @classmethod
    def from_jsonl(cls, path: Path | str) -> Ledger:
        """Return the ledger, in memory, that the JSON lines at ``path`` were exported from.

        Raise LedgerError when the file cannot be read or a line of it is no record.
        """
        try:
            with open(path, encoding="utf-8") as lines:
                return cls.of(read_json_lines(lines, str(path)))
        except (OSError, UnicodeDecodeError) as error:
            raise LedgerError(str(path), f"cannot be read ({error})", "Name a file of JSON lines") from error

    def contents(self) -> Contents:
        """Return everything that the ledger holds."""
        with self._reading() as connection:
            return Contents(**{name: tuple(_rows(connection, *pair)) for name, pair in _TABLES.items()})

    def taggings(self, tagger: str) -> dict[str, Tagging]:
        """Return what a tagger found in former builds, by ``tagged_sha256`` of the article that it found it in."""
        kept = schema.tagging.c
        with self._reading() as connection:
            query = select(kept.text, kept.tagging).where(kept.tagger == tagger).order_by(kept.text)
            return {row.text: row.tagging for row in connection.execute(query)}

    def text_hashes(self) -> dict[str, str]:
        """Return, for each article, the sha256 that its stored text had when it was written."""
        with self._reading() as connection:
            query = select(schema.article.c.id, schema.article.c.text_sha256).order_by(schema.article.c.id)
            return {row.id: row.text_sha256 for row in connection.execute(query)}

    def statements(self, speaker: str | None = None) -> tuple[StatementView, ...]:
        """Return the statements with their speakers and reports, all or those of one speaker.

        ``speaker`` is a name or an alias of the entity, letter case ignored.
        """
        return statement_views(self.contents(), speaker=speaker)

    def accusations(self) -> tuple[Accusation, ...]:
        """Return who accuses whom of what, in which reports, with the denials that answer."""
        return accusations_of(self.contents())

    @contextmanager
    def shelf(self) -> Iterator[Shelf]:
        """Yield what reads parts of the ledger, all from one state of it; raise LedgerError if it is damaged."""
        with self._reading() as connection:
            yield Shelf(connection)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except DatabaseError as error:
            raise LedgerError(
                self.path, f"this is no ledger, or it is damaged ({error.orig})", "Build it again from its pages"
            ) from error

    def _check_version(self) -> None:
        with self._reading() as connection:
            found = connection.execute(select(schema.about.c.value).where(schema.about.c.name == "schema")).scalar()
        if found != str(schema.VERSION):
            raise LedgerError(
                self.path,
                f"its schema has version {found}, and this release reads version {schema.VERSION}",
                "Install the release that wrote it, or build it again from its pages",
            )


def write_ledger(path: Path | str, contents: Contents, taggings: Iterable[KeptTagging] = ()) -> None:
    """Write ``contents`` as the ledger at ``path``, whole or not at all, with the taggings to keep for later builds.

    The rows go to a new file beside it, which takes its name only when all is on the disk: a
    build that is killed half way leaves the former ledger as it was.  Raise LedgerError when
    the folder cannot be written or the disk is full.
    """
    target = Path(path)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
        os.close(handle)
    except OSError as error:
        raise LedgerError(str(target), f"cannot be written ({error.strerror})", "Name another file with -o") from error
    part = Path(name)
    try:
        _fill_file(part, contents, taggings)
        os.chmod(part, 0o666 & ~_umask())
        os.replace(part, target)
    except (OSError, DatabaseError) as error:
        found = error.orig if isinstance(error, DatabaseError) else error.strerror
        raise LedgerError(
            str(target), f"could not be written ({found})", "Make room, or name another file with -o; nothing was lost"
        ) from error
    finally:
        part.unlink(missing_ok=True)


def _fill_file(path: Path, contents: Contents, taggings: Iterable[KeptTagging]) -> None:
    engine = create_engine(URL.create("sqlite", database=str(path)), poolclass=NullPool)
    try:
        _fill(engine, contents, taggings)
    finally:
        engine.dispose()
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _fill(engine: Engine, contents: Contents, taggings: Iterable[KeptTagging] = ()) -> None:
    with engine.begin() as connection:
        schema.metadata.create_all(connection)
        connection.execute(insert(schema.about), [{"name": "schema", "value": str(schema.VERSION)}])
        for name, (_, table) in _TABLES.items():
            rows = [_row(record) for record in getattr(contents, name)]
            if rows:
                connection.execute(insert(table), rows)
        kept = {(one.text, one.tagger): _row(one) for one in taggings}  # two pages may have one text
        if kept:
            connection.execute(insert(schema.tagging), list(kept.values()))
        write_aids(connection, contents)


def _row(record: object) -> dict[str, object]:
    row = {field.name: getattr(record, field.name) for field in fields(record)}  # type: ignore[arg-type]  # records all
    span = row.pop("span", None)
    if isinstance(span, Span):
        row |= {"start": span.start, "end": span.end}
    if isinstance(record, Article):
        row["text_sha256"] = text_sha256(record.text)
    return row


def _rows(connection: Connection, kind: type[Record], table: Table) -> Iterator[Record]:
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]  # records all
    for row in connection.execute(select(table).order_by(*table.primary_key.columns)).mappings():
        yield kind(*(Span(row["start"], row["end"]) if name == "span" else row[name] for name in names))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
