"""Findings in a file beside a ledger's; one that is damaged is made anew, and empty."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from sayso.errors import LedgerError

_TABLE: Final = "CREATE TABLE IF NOT EXISTS findings (key BLOB PRIMARY KEY, found BLOB NOT NULL) WITHOUT ROWID"
_ASKED: Final = "SELECT key, found FROM findings WHERE key IN ({})"


class FindingFile:
    """Packed findings in a file of SQLite; raise LedgerError where there can be none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = _opened(path)

    def some(self, keys: Sequence[bytes]) -> Mapping[bytes, object]:
        """Return what lies under those of the keys under which anything that can be read does."""
        found: dict[bytes, object] = {}
        with suppress(sqlite3.DatabaseError):  # a damaged leaf
            found.update(self._file.execute(_ASKED.format(",".join("?" * len(keys))), keys))
        return found

    def put(self, packed: Mapping[bytes, bytes]) -> None:
        """Put down what was found; raise LedgerError when the disk takes no more."""
        try:
            self._file.executemany("INSERT OR REPLACE INTO findings VALUES (?, ?)", sorted(packed.items()))
            self._file.commit()
        except sqlite3.OperationalError as error:
            raise _unwritable(self._path, error) from error
        except sqlite3.DatabaseError:  # damaged: it is made again
            self._file.close()
            self._file = _made(self._path)

    def count(self) -> int:
        """Return how many there are; none where that cannot be read."""
        with suppress(sqlite3.DatabaseError):
            return int(self._file.execute("SELECT count(*) FROM findings").fetchone()[0])
        return 0

    def forget_all_but(self, used: Iterable[bytes]) -> None:
        """Throw away all others, as far as it can be done: a file that is too large does no harm."""
        with suppress(sqlite3.DatabaseError):
            self._file.execute("CREATE TEMP TABLE used (key BLOB PRIMARY KEY) WITHOUT ROWID")
            self._file.executemany("INSERT INTO used VALUES (?)", ((key,) for key in used))
            self._file.execute("DELETE FROM findings WHERE key NOT IN (SELECT key FROM used)")
            self._file.commit()
            self._file.execute("VACUUM")

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def _opened(path: Path) -> sqlite3.Connection:
    try:
        return _connected(path)
    except sqlite3.DatabaseError:
        return _made(path)


def _made(path: Path) -> sqlite3.Connection:
    """Return a new file in the place of one that cannot be read; raise LedgerError when there can be none."""
    try:
        path.unlink(missing_ok=True)
        return _connected(path)
    except (OSError, sqlite3.DatabaseError) as error:
        raise _unwritable(path, error) from error


def _connected(path: Path) -> sqlite3.Connection:
    file = sqlite3.connect(path)
    try:
        # What a failing machine loses is found anew; a killed process loses nothing that was put down.
        file.execute("PRAGMA synchronous = OFF")
        file.execute(_TABLE)
        file.commit()
    except sqlite3.DatabaseError:
        file.close()
        raise
    return file


def _unwritable(path: Path, error: Exception) -> LedgerError:
    found = (error.strerror if isinstance(error, OSError) else None) or error
    remedy = "Make room, or name another file with -o; the former ledger is as it was"
    return LedgerError(str(path), f"cannot be written ({found})", remedy)
