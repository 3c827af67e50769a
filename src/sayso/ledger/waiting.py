"""Corrections that wait to be applied: a file of JSON lines beside the ledger, so that none is lost.

Judging the pages anew takes from seconds to minutes.  Until it is done, a correction is a line of
``LEDGER.waiting.jsonl``; it is taken out when the ledger holds it.  Whatever is interrupted, a
correction is in the one or the other, and one that is in both counts once.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from sayso.errors import LedgerError
from sayso.ledger.interchange import json_lines, read_json_lines
from sayso.records import Contents, Correction

_NONE: Final = Contents((), (), (), (), (), (), (), (), (), (), (), ())


def waiting_path(ledger: Path | str) -> Path:
    """Return where the corrections of a ledger wait."""
    path = Path(ledger)
    return path.with_name(f"{path.name}.waiting.jsonl")


def read_waiting(ledger: Path | str, held: Sequence[Correction]) -> tuple[Correction, ...]:
    """Return the corrections that wait and are not among ``held``, those of the ledger, in the order of making.

    Raise LedgerError when the file cannot be read.
    """
    path = waiting_path(ledger)
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise LedgerError(str(path), f"cannot be read ({error})", "Mend it or move it away") from error
    known = {_told(one) for one in held}
    found = read_json_lines(lines, str(path)).corrections
    return tuple(one for one in found if _told(one) not in known)


def write_waiting(ledger: Path | str, corrections: Sequence[Correction]) -> None:
    """Write the corrections that wait, whole or not at all; without any the file goes.

    Raise LedgerError when the folder cannot be written.
    """
    path = waiting_path(ledger)
    part = path.with_name(f".{path.name}.part")
    try:
        if not corrections:
            path.unlink(missing_ok=True)
            return
        with part.open("w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in json_lines(replace(_NONE, corrections=tuple(corrections))))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise LedgerError(
            str(path), f"cannot be written ({error.strerror})", "Make room, or the folder writable"
        ) from error


def renumbered(corrections: Iterable[Correction], held: Sequence[Correction]) -> tuple[Correction, ...]:
    """Return the corrections that are not among ``held``, numbered after those."""
    known = {_told(one): one.id for one in held}
    taken = max((int(one.id.removeprefix("cor_")) for one in held), default=0)
    ids: dict[str, str] = {}
    found: list[Correction] = []
    for one in corrections:
        if (same := known.get(_told(one))) is not None:
            ids[one.id] = same
            continue
        taken += 1
        ids[one.id] = known[_told(one)] = f"cor_{taken:06}"
        found.append(replace(one, id=ids[one.id], undoes=ids.get(one.undoes, one.undoes) if one.undoes else None))
    return tuple(found)


def _told(correction: Correction) -> Correction:
    """Return what a correction says, without the numbers that it bears only until it is applied."""
    return replace(correction, id="", undoes=None)
