"""A ledger file held for writing: written whole beside the former one, and put in its place at once."""

from __future__ import annotations

import glob
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from sayso.errors import LedgerError
from sayso.ledger import schema
from sayso.ledger.engines import file_engine, new_file_engine, passing_engine
from sayso.ledger.file_lock import locked
from sayso.ledger.filling import Writing, fill_file
from sayso.ledger.meaning_tables import Encoder
from sayso.ledger.migrations import migrate
from sayso.ledger.store import Ledger
from sayso.ledger.versions import check_version, version_in
from sayso.records import Contents, KeptTagging


class FileHold:
    """The one writer of a ledger file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def ledger(self) -> Ledger | None:
        """Return the ledger as it is, open for reading; ``None`` where there is none.

        One of an older release is brought to this one aside, and the file stays as it is until it is written.
        Raise LedgerError for what is no ledger, or one of a newer release.
        """
        if not self._path.exists():
            return None
        version = _version(self._path)
        if version >= schema.VERSION:
            check_version(version, str(self._path))
            return Ledger.open(self._path)
        return Ledger(_migrated(self._path, version), str(self._path))

    def write(self, contents: Contents, taggings: Sequence[KeptTagging] = (), encoder: Encoder | None = None) -> None:
        """Write ``contents`` as the ledger, whole or not at all, with the taggings to keep for later builds.

        The file of another release is kept beside it.

        The rows go to a new file beside it, which takes its name only when all is on the disk: a
        build that is killed half way leaves the former ledger as it was.  Raise LedgerError when
        the folder cannot be written or the disk is full.
        """
        target = self._path
        try:
            with _part_of(target) as part:
                _fill(part, Writing(contents, taggings, encoder))
                os.chmod(part, 0o666 & ~_umask())
                _keep_other_release(target)
                os.replace(part, target)
        except (OSError, DatabaseError) as error:
            found = error.orig if isinstance(error, DatabaseError) else error.strerror
            raise LedgerError(
                str(target),
                f"could not be written ({found})",
                "Make room, or name another file with -o; nothing was lost",
            ) from error


@contextmanager
def hold_file(path: Path, patience: float, waiting: Callable[[str], None]) -> Iterator[FileHold]:
    """Hold a ledger file for writing; the wait for another writer is for at most ``patience`` seconds."""
    with locked(path, patience, waiting):
        _sweep(path)
        yield FileHold(path)


def _sweep(ledger: Path) -> None:
    """Remove the half-written ledgers of builds that were killed; none is being written while the lock is held."""
    for part in ledger.parent.glob(f".{glob.escape(ledger.name)}.*.part*"):
        with suppress(OSError):
            part.unlink()


@contextmanager
def _part_of(target: Path) -> Iterator[Path]:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _fill(path: Path, writing: Writing) -> None:
    engine = new_file_engine(path)
    try:
        fill_file(engine, writing)
    finally:
        engine.dispose()
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _version(path: Path) -> int:
    engine = file_engine(path)
    try:
        with engine.connect() as connection:
            return version_in(connection, str(path))
    except DatabaseError as error:
        raise LedgerError(
            str(path), f"this is no ledger, or it is damaged ({error.orig})", "Build it again from its pages"
        ) from error
    finally:
        engine.dispose()


def _migrated(path: Path, version: int) -> Engine:
    """Return a copy, which nobody else sees, of the ledger of an older version, brought to this release's."""
    engine = passing_engine()
    with closing(sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True)) as former:
        held = engine.raw_connection()
        if isinstance(held.driver_connection, sqlite3.Connection):
            former.backup(held.driver_connection)
        held.close()
    with engine.begin() as connection:
        migrate(connection, version)
    return engine


def _keep_other_release(path: Path) -> None:
    """Keep a ledger that another release wrote as ``NAME.v1``, by its version, since it is about to be replaced."""
    with suppress(LedgerError):  # what is no ledger is not kept
        if path.exists() and (version := _version(path)) != schema.VERSION:
            kept = path.with_name(f"{path.name}.v{version}")
            if not kept.exists():
                shutil.copy2(path, kept)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
