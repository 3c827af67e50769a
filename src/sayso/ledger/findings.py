"""What was found on the pages of a ledger in former builds, also in those that were killed, kept beside it.

Each lies under the digest of what it was found from (`sayso.pipeline.remembering`), packed with a sum that shows
whether it came whole: of a ledger file in ``.story.sayso.findings``, of one in PostgreSQL in a table of its schema.
Neither is a part of the ledger: it may be thrown away at any time, and one that is damaged is.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, Protocol

from sayso.ledger.finding_file import FindingFile
from sayso.ledger.finding_table import FindingTable
from sayso.ledger.places import Database, place_of

# Findings asked for or put down at once: a second or so of work, which is what a kill can cost.
_BATCH: Final = 500
# The bytes of a digest.
_KEY: Final = 16


class Rows(Protocol):
    """Where packed findings lie, under their keys."""

    def some(self, keys: Sequence[bytes]) -> Mapping[bytes, object]:
        """Return what lies under those of the keys under which anything that can be read does."""

    def put(self, packed: Mapping[bytes, bytes]) -> None:
        """Put down what was found, in the place of what lay there; raise LedgerError when the disk takes no more."""

    def count(self) -> int:
        """Return how many there are."""

    def forget_all_but(self, used: Iterable[bytes]) -> None:
        """Throw away all others, as far as it can be done; those used come in order, each once."""

    def close(self) -> None:
        """Let go of the file or the server."""


class Findings:
    """Findings by their keys."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._new: dict[bytes, bytes] = {}
        self._used = array("Q")  # the keys, two numbers each, as often as they were asked for

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return what was found before, by its key; what is damaged is left out, and found anew."""
        packed: dict[bytes, object] = {key: self._new[key] for key in keys if key in self._new}
        for start in range(0, len(keys), _BATCH):
            packed.update(self._rows.some(keys[start : start + _BATCH]))
        found = {key: whole for key, one in packed.items() if (whole := _unpacked(one)) is not None}
        for key in found:
            self._used.frombytes(key)
        return found

    def put(self, key: bytes, found: bytes) -> None:
        """Put down what was found; raise LedgerError when the disk takes no more."""
        self._new[key] = zlib.compress(found, 1)
        self._used.frombytes(key)
        if len(self._new) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Put down at once what was found; raise LedgerError when the disk takes no more."""
        if self._new:
            self._rows.put(self._new)
        self._new = {}

    def close(self, *, ended: bool = False) -> None:
        """Put down what is left and let go of where it lies.

        When the build has ``ended``, throw away what it did not ask for, once that is more than what it did.
        """
        self.flush()
        if ended:
            used = _in_order(self._used)
            if self._rows.count() > 2 * (len(used) // _KEY):
                self._rows.forget_all_but(used[start : start + _KEY] for start in range(0, len(used), _KEY))
        self._rows.close()


def findings_beside(ledger: Path | str) -> Findings:
    """Return the findings kept beside the ledger at ``ledger``."""
    place = place_of(ledger)
    if isinstance(place, Database):
        return Findings(FindingTable(place))
    return Findings(FindingFile(place.with_name(f".{place.name}.findings")))


def _in_order(keys: array[int]) -> bytes:
    """Return keys one behind the other, sorted and each once."""
    # Who only reads a ledger need not load numpy.
    import numpy as np  # noqa: PLC0415

    return np.unique(np.frombuffer(keys, f"V{_KEY}")).tobytes() if keys else b""


def _unpacked(packed: object) -> bytes | None:
    try:
        return zlib.decompress(packed) if isinstance(packed, bytes) else None
    except zlib.error:
        return None
