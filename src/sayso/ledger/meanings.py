"""The vectors of meaning that former builds of a ledger computed, kept beside it.

They lie in ``.story.sayso.meanings``: rows of one length, each a key, a vector and a sum that shows whether the row
came to the disk whole.  They are put down as they come, so that a build that is killed loses none; the file
may be thrown away at any time, for the next build makes it again.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Sequence, Set
from contextlib import suppress
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sayso.ledger.meaning_packing import Vectors
from sayso.ledger.notebook import beside, unwritable

KEY: Final = 16
"""The bytes of a key."""


class Meanings:
    """Vectors of one width by their keys; without a path they are kept in memory alone."""

    def __init__(self, path: Path | None, width: int) -> None:
        self._path = path
        self._row = np.dtype([("key", f"V{KEY}"), ("vector", "<f4", (width,)), ("sum", "<u4")])
        self._vectors: dict[bytes, Vectors] = {}
        self._read()

    def __contains__(self, key: bytes) -> bool:
        return key in self._vectors

    def __getitem__(self, key: bytes) -> Vectors:
        return self._vectors[key]

    def add(self, keys: Sequence[bytes], vectors: Vectors) -> None:
        """Put vectors down under their keys; raise LedgerError when the disk takes no more."""
        rows = self._rows(keys, vectors)
        if self._path is not None:
            try:
                with self._path.open("ab", buffering=0) as file:
                    file.truncate(file.tell() - file.tell() % self._row.itemsize)  # what a kill cut short
                    file.write(rows.tobytes())
            except OSError as error:
                raise unwritable(self._path, error) from error
        self._vectors |= dict(zip(keys, rows["vector"], strict=True))

    def forget_all_but(self, used: Set[bytes]) -> None:
        """Throw away the vectors that nobody asks for any more, once they are more than those that are used."""
        keys = sorted(used & self._vectors.keys())
        if self._path is None or not keys or len(self._vectors) <= 2 * len(keys):
            return
        part = self._path.with_name(f"{self._path.name}.part")
        with suppress(OSError):  # a file that is too large does no harm
            part.write_bytes(self._rows(keys, np.stack([self._vectors[key] for key in keys])).tobytes())
            os.replace(part, self._path)

    def _rows(self, keys: Sequence[bytes], vectors: Vectors) -> NDArray[np.void]:
        rows = np.zeros(len(keys), self._row)
        rows["key"] = np.frombuffer(b"".join(keys), f"V{KEY}")
        rows["vector"] = vectors
        rows["sum"] = _sums(rows)
        return rows

    def _read(self) -> None:
        size = self._path.stat().st_size // self._row.itemsize if self._path and self._path.exists() else 0
        if size == 0 or self._path is None:
            return
        rows = np.memmap(self._path, self._row, mode="r", shape=(size,))
        whole = rows["sum"] == _sums(rows)
        keys, vectors = rows["key"].tobytes(), np.asarray(rows["vector"])
        for place in np.flatnonzero(whole).tolist():
            self._vectors[keys[place * KEY : (place + 1) * KEY]] = vectors[place]


def meanings_beside(ledger: Path | str | None, width: int) -> Meanings:
    """Return the vectors kept beside the ledger at ``ledger``."""
    return Meanings(beside(ledger, "meanings"), width)


def _sums(rows: NDArray[np.void]) -> NDArray[np.uint32]:
    """Return the CRC-32 of each row but for its sum."""
    flat = np.ascontiguousarray(rows).view(np.uint8).reshape(len(rows), rows.dtype.itemsize)
    return np.array([zlib.crc32(row[:-4].data) for row in flat], dtype=np.uint32)
