"""A ledger held for writing, wherever it is kept: read, judge, and write, with no other writer between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final, Protocol

from sayso.ledger.database_hold import hold_database
from sayso.ledger.file_hold import hold_file
from sayso.ledger.meaning_tables import Encoder
from sayso.ledger.places import Database, place_of
from sayso.ledger.store import Ledger
from sayso.records import Contents, KeptTagging

PATIENCE: Final = 600.0
"""The seconds that a writer waits for another to end."""


class Hold(Protocol):
    """A ledger that nobody else writes meanwhile; others may read its former state."""

    def ledger(self) -> Ledger | None:
        """Return the ledger as it is, brought to this release, open for reading; ``None`` where there is none."""

    def write(self, contents: Contents, taggings: Sequence[KeptTagging] = (), encoder: Encoder | None = None) -> None:
        """Put ``contents``, and taggings to keep, in the place of what the ledger holds, whole or not at all.

        Without an ``encoder`` the ledger cannot be searched by meaning.
        """


def hold(
    ledger: Path | str, *, patience: float = PATIENCE, waiting: Callable[[str], None] = lambda stage: None
) -> AbstractContextManager[Hold]:
    """Return, for a ``with`` block, the right to write a ledger.

    While another build has it, ``waiting`` is told ``wait`` once, and ``reconnect`` when a server went away.  Raise
    LedgerError after ``patience`` seconds, and where the ledger cannot be reached or written.
    """
    place = place_of(ledger)
    if isinstance(place, Database):
        return hold_database(place, patience, waiting)
    return hold_file(place, patience, waiting)


def write_ledger(
    ledger: Path | str,
    contents: Contents,
    taggings: Sequence[KeptTagging] = (),
    encoder: Encoder | None = None,
) -> None:
    """Write ``contents`` as the ledger of that name, a file or the address of a database, whole or not at all.

    The taggings are kept for later builds; without an ``encoder`` the ledger cannot be searched by meaning.
    Raise LedgerError when it cannot be written; what was there before is then as it was.
    """
    with hold(ledger) as held:
        held.write(contents, taggings, encoder)
