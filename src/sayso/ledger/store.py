"""A ledger open for reading, as records, in a file or in PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DatabaseError

from sayso.errors import LedgerError
from sayso.ledger import schema
from sayso.ledger.accusations import Accusation, accusations_of
from sayso.ledger.damage import MAKE, absent, unreadable
from sayso.ledger.engines import memory_engine, reading_engine
from sayso.ledger.filling import Writing, fill_file
from sayso.ledger.interchange import read_json_lines
from sayso.ledger.meaning_tables import Encoder
from sayso.ledger.places import Database, place_of
from sayso.ledger.refusals import refused
from sayso.ledger.rows import SOME, read_contents
from sayso.ledger.shelf import Shelf
from sayso.ledger.showing import ledger_html
from sayso.ledger.versions import check_readable, is_there, state_in, version_in
from sayso.ledger.views import StatementView, statement_views
from sayso.records import Alias, Article, Contents, Correction, Edition, Failure, Tagging
from sayso.spilled import Spilled, SpilledTable

_GLANCE: Final = 5
_GIVEN: Final = frozenset({Article, Edition, Failure, Alias, Correction})


class Ledger:
    """A ledger open for reading; close it, or use it in a ``with`` block."""

    def __init__(self, engine: Engine, path: str) -> None:
        self._engine = engine
        self.path = path

    @classmethod
    def open(cls, path: Path | str) -> Ledger:
        """Return the ledger at ``path``, a file or the address of a PostgreSQL database (``postgresql://…``).

        Raise LedgerError when there is none, when it cannot be read, or when another release wrote it.
        """
        return cls.at(place_of(path))

    @classmethod
    def at(cls, place: Path | Database) -> Ledger:
        """Return the ledger that is kept at a place; as ``open``."""
        if isinstance(place, Path) and not place.is_file():
            raise absent(place)
        ledger = cls(reading_engine(place), str(place))
        try:
            ledger._check(place)
        except LedgerError:
            ledger.close()
            raise
        return ledger

    @classmethod
    def of(cls, contents: Contents, encoder: Encoder | None = None) -> Ledger:
        """Return a ledger that lives in memory only; without an ``encoder`` it cannot be searched by meaning."""
        engine = memory_engine()
        fill_file(engine, Writing(contents, encoder=encoder))
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
            return read_contents(connection)

    def given(self) -> Contents:
        """Return what the ledger was made of: its pages, those that could not be read, and what persons told.

        The pages lie on the disk while nobody looks at them.
        """
        with self._reading() as connection:
            return read_contents(connection, _GIVEN, Spilled)

    def state(self) -> str | None:
        """Return what tells one state of the ledger from another; it is another after each build."""
        if self._engine.dialect.name != "postgresql":
            return _state_of_file(Path(self.path))
        with self._reading() as connection:
            return state_in(connection)

    def taggings(self, tagger: str) -> Mapping[str, Tagging]:
        """Return what a tagger found in former builds, by ``tagged_sha256`` of the article that it found it in.

        What was found lies on the disk while nobody looks at it.
        """
        kept = schema.tagging.c
        found: SpilledTable[str, Tagging] = SpilledTable()
        with self._reading() as connection:
            query = select(kept.text, kept.tagging).where(kept.tagger == tagger).order_by(kept.text)
            for row in connection.execute(query, execution_options=SOME):
                found[row.text] = row.tagging
        return found

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

    def _repr_html_(self) -> str:
        """Return the ledger as a notebook shows it: its counts and its first statements."""
        with self.shelf() as shelf:
            return ledger_html(self.path, shelf.totals(), shelf.glance(_GLANCE))

    def close(self) -> None:
        """Let go of the file or the server."""
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
            if self._engine.dialect.name == "postgresql":
                raise refused(self.path, error) from error
            raise unreadable(self.path, error) from error

    def _check(self, place: Path | Database) -> None:
        with self._reading() as connection:
            if isinstance(place, Database) and not is_there(connection, place):
                raise LedgerError(self.path, "there is no such ledger", f"{MAKE}{self.path}")
            check_readable(version_in(connection, self.path), self.path)


def state_of(path: Path | str) -> str | None:
    """Return what is another after each build of the ledger at ``path``, ``None`` where there is no ledger yet."""
    place = place_of(path)
    if isinstance(place, Path):
        return _state_of_file(place)
    with Ledger(reading_engine(place), str(place)) as ledger, ledger._reading() as connection:
        return state_in(connection) if is_there(connection, place) else None


def _state_of_file(path: Path) -> str | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return f"{found.st_ino} {found.st_mtime_ns} {found.st_size}"
