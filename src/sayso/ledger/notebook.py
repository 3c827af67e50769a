"""The notebook of a build: what the tagger finds, put down page by page until the ledger holds it.

It lies beside the ledger (``story.sayso`` has ``.story.sayso.work``), one JSON line a page, each line written at
once.  A build that is killed leaves it behind and the next one takes it up; a build that succeeds throws it
away.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sayso.errors import LedgerError
from sayso.ledger.places import place_of
from sayso.ledger.schema import flat_tagging, tagging_of
from sayso.records import KeptTagging, Tagging


@dataclass(slots=True)
class Notebook:
    """The work under way on one ledger; without a path, of one in memory or in a database, nothing is put down."""

    path: Path | None
    _lines: BinaryIO | None = None

    def taggings(self, tagger: str) -> dict[str, Tagging]:
        """Return what a tagger found in builds that did not come to their end, by ``tagged_sha256``."""
        if self.path is None:
            return {}
        try:
            with self.path.open("rb") as lines:
                found = [kept for line in lines if (kept := _read(line)) is not None]
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise unwritable(self.path, error) from error
        return {kept.text: kept.tagging for kept in found if kept.tagger == tagger}

    def keep(self, kept: KeptTagging) -> None:
        """Put down what was found in one article; raise LedgerError when the disk takes no more."""
        if self.path is None:
            return
        row = {"text": kept.text, "tagger": kept.tagger, "tagging": flat_tagging(kept.tagging)}
        try:
            if self._lines is None:
                self._lines = _opened(self.path)
            # One unbuffered write a page: the system has it, whatever becomes of this process.
            self._lines.write(json.dumps(row, separators=(",", ":")).encode() + b"\n")
        except OSError as error:
            raise unwritable(self.path, error) from error

    def discard(self) -> None:
        """Throw the notebook away: the ledger holds all that it held."""
        self.close()
        if self.path is not None:
            self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file, which stays."""
        if self._lines is not None:
            self._lines.close()
            self._lines = None


def notebook_beside(ledger: Path | str | None) -> Notebook:
    """Return the notebook of the ledger at ``ledger``; nothing is written before something is kept."""
    return Notebook(beside(ledger, "work"))


def beside(ledger: Path | str | None, ending: str) -> Path | None:
    """Return the file beside a ledger that has this ending; none for a ledger in memory or on a server."""
    place = None if ledger is None else place_of(ledger)
    return place.with_name(f".{place.name}.{ending}") if isinstance(place, Path) else None


def unwritable(path: Path | None, error: Exception) -> LedgerError:
    """Return what is raised where a file beside a ledger cannot be written."""
    found = (error.strerror if isinstance(error, OSError) else None) or error
    remedy = "Make room, or name another file with -o; the former ledger is as it was"
    return LedgerError(str(path), f"cannot be written ({found})", remedy)


def _opened(path: Path) -> BinaryIO:
    lines = path.open("ab", buffering=0)
    if lines.tell() > 0:
        lines.write(b"\n")  # ends a line that was cut short, so that it spoils no other
    return lines


def _read(line: bytes) -> KeptTagging | None:
    """Return what a line says, or nothing where it was cut short."""
    try:
        row = json.loads(line)
        return KeptTagging(row["text"], row["tagger"], tagging_of(row["tagging"]))
    except (ValueError, TypeError, KeyError):
        return None
