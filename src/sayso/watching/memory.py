"""What a watch remembers over restarts, in a folder beside the ledger: what is known, and what was told.

The order of writing decides what a kill costs.  First the ledger is written; then the news of it, with the channels
that wait for them; then what is known.  A kill before the second step leaves the ledger ahead of what is known, and
the news are found again.  A kill before the third finds them again, too, and their identifiers show that they are
noted already.  A kill between a telling and the note that it was told tells it twice, under one identifier; never not.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from sayso.errors import LedgerError
from sayso.watching.known import Known, as_json, from_json

KEPT: Final = 500
"""News that stay in the feed once they are told; those that still wait stay besides."""


_RIGHTS: Final = "Allow it to be read"
_ROOM: Final = "Make room, or allow it to be written"
_OTHER: Final = "Name another folder with --state"


@dataclass(frozen=True, slots=True)
class Telling:
    """News as they go out: a title, a text, an object in JSON, since when they are known (ISO 8601, UTC).

    ``waiting`` are the channels that have not told them yet.
    """

    id: str
    title: str
    text: str
    body: str
    moment: str
    waiting: tuple[str, ...]


class Memory:
    """The folder of one watch; nobody else may watch with it meanwhile."""

    def __init__(self, folder: Path, channels: Iterable[str]) -> None:
        """Open the folder, which is made.

        Raise LedgerError when it cannot be used, when another watch uses it, or when what it holds is damaged.
        """
        self.folder = folder
        self._lock = _locked(folder)
        try:
            known, told = self._read("known.json"), self._read("told.jsonl")
            self.known = from_json(known) if known is not None else None
            rows = [json.loads(line) for line in (told or "").splitlines()]
            held = [Telling(**{**row, "waiting": tuple(row["waiting"])}) for row in rows]
        except (ValueError, TypeError, KeyError) as error:
            self.close()
            raise LedgerError(
                str(folder), f"what was told is damaged ({error})", "Remove the folder; what changed so far is not told"
            ) from error
        # What waits for a channel that is no longer asked for would wait for ever.
        wanted = frozenset(channels)
        self.told = [replace(one, waiting=tuple(name for name in one.waiting if name in wanted)) for one in held]

    def learn(self, known: Known, tellings: Iterable[Telling]) -> None:
        """Note news that are to be told, then what is known.  Raise LedgerError when the disk does not take them."""
        noted = {one.id for one in self.told}
        new = [one for one in tellings if one.id not in noted]
        if new:
            self._write_told([*self.told, *new])
            self.told = [*self.told, *new]
        if known != self.known:
            self._write("known.json", as_json(known))
            self.known = known

    def waiting(self, channel: str) -> list[Telling]:
        """Return what a channel has still to tell, the oldest first."""
        return [one for one in self.told if channel in one.waiting]

    def done(self, tellings: Iterable[Telling], channel: str) -> None:
        """Note that a channel has told them.  Raise LedgerError when the disk does not take that."""
        names = {one.id for one in tellings}
        if names:
            self.told = [
                replace(one, waiting=tuple(name for name in one.waiting if name != channel)) if one.id in names else one
                for one in self.told
            ]
            self._write_told(self.told)

    def close(self) -> None:
        """Let others watch with this folder."""
        os.close(self._lock)

    def _write_told(self, told: list[Telling]) -> None:
        old = [one for one in told[:-KEPT] if one.waiting]
        self._write("told.jsonl", "".join(f"{json.dumps(asdict(one))}\n" for one in (*old, *told[-KEPT:])))

    def _read(self, name: str) -> str | None:
        try:
            return (self.folder / name).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except OSError as error:
            raise LedgerError(str(self.folder / name), f"cannot be read ({error.strerror})", _RIGHTS) from error

    def _write(self, name: str, text: str) -> None:
        write_whole(self.folder / name, text.encode())


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all.  Raise LedgerError when the disk does not take it."""
    part = None
    try:
        handle, part = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(part, 0o644)
        os.replace(part, path)
    except OSError as error:
        if part:
            Path(part).unlink(missing_ok=True)
        raise LedgerError(str(path), f"could not be written ({error.strerror})", _ROOM) from error


def _locked(folder: Path) -> int:
    """Return the handle of the folder's lock, which ends with the process, however that ends."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise LedgerError(str(folder), f"cannot be used ({error.strerror})", _OTHER) from error
    try:
        import fcntl  # noqa: PLC0415  # there is none on Windows, where nothing keeps two watches apart

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:
        pass
    except OSError as error:
        os.close(handle)
        raise LedgerError(str(folder), "another watch is at work on this ledger", "Stop it first") from error
    return handle
