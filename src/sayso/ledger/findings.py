"""What pure functions found on the pages of a ledger in former builds, kept beside it.

They lie in ``.story.sayso.findings``, each under the digest of what it was found from (`sayso.memory`), packed
with a sum that shows whether it came to the disk whole.  The file is no part of the ledger: it may be thrown away at
any time, and one that is damaged is.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from sayso.ledger.notebook import beside, unwritable

# Findings put down at once: a second or so of work, which is what a kill can cost.
_BATCH: Final = 500
_TABLE: Final = "CREATE TABLE IF NOT EXISTS findings (key BLOB PRIMARY KEY, found BLOB NOT NULL) WITHOUT ROWID"
_ASKED: Final = "SELECT key, found FROM findings WHERE key IN ({})"


class Findings:
    """Findings by their keys; without a path, of a ledger in memory or on a server, nothing is kept."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file = _opened(path) if path is not None else None
        self._new: dict[bytes, bytes] = {}
        self._used: set[bytes] = set()

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return what was found before, by its key; what is damaged is left out, and found anew."""
        packed = {key: self._new[key] for key in keys if key in self._new}
        if self._file is not None:
            with suppress(sqlite3.DatabaseError):  # a damaged leaf
                for start in range(0, len(keys), _BATCH):
                    some = keys[start : start + _BATCH]
                    packed.update(self._file.execute(_ASKED.format(",".join("?" * len(some))), some))
        found = {key: whole for key, one in packed.items() if (whole := _unpacked(one)) is not None}
        self._used.update(found)
        return found

    def put(self, key: bytes, found: bytes) -> None:
        """Put down what was found; raise LedgerError when the disk takes no more."""
        if self._file is None:
            return
        self._new[key] = zlib.compress(found, 1)
        self._used.add(key)
        if len(self._new) >= _BATCH:
            self._write()

    def close(self, *, ended: bool = False) -> None:
        """Put down what is left and let go of the file.

        When the build has ``ended``, throw away what it did not ask for, once that is more than what it did.
        """
        if self._file is None:
            return
        self._write()
        if ended:
            with suppress(sqlite3.DatabaseError):  # a file that is too large does no harm
                self._forget(self._file)
        self._file.close()
        self._file = None

    def _forget(self, file: sqlite3.Connection) -> None:
        (held,) = file.execute("SELECT count(*) FROM findings").fetchone()
        if held <= 2 * len(self._used):
            return
        file.execute("CREATE TEMP TABLE used (key BLOB PRIMARY KEY) WITHOUT ROWID")
        file.executemany("INSERT INTO used VALUES (?)", ((key,) for key in sorted(self._used)))
        file.execute("DELETE FROM findings WHERE key NOT IN (SELECT key FROM used)")
        file.commit()
        file.execute("VACUUM")

    def _write(self) -> None:
        if self._file is None:
            return
        try:
            self._file.executemany("INSERT OR REPLACE INTO findings VALUES (?, ?)", sorted(self._new.items()))
            self._file.commit()
        except sqlite3.OperationalError as error:
            raise unwritable(self._path, error) from error
        except sqlite3.DatabaseError:  # damaged: it is made again
            self._file.close()
            self._file = _made(self._path) if self._path is not None else None
        self._new = {}


def findings_beside(ledger: Path | str | None) -> Findings:
    """Return the findings kept beside the ledger at ``ledger``."""
    return Findings(beside(ledger, "findings"))


def _unpacked(packed: object) -> bytes | None:
    try:
        return zlib.decompress(packed) if isinstance(packed, bytes) else None
    except zlib.error:
        return None


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
        raise unwritable(path, error) from error


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
