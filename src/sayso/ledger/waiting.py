"""Corrections that wait to be applied, kept as JSON lines beside the ledger, so that none is lost.

Judging the pages anew takes from seconds to minutes.  Until it is done, a correction is a line of
``LEDGER.waiting.jsonl`` or, for a ledger in PostgreSQL, a row of the table ``correction_waiting`` in its schema; it is
taken out when the ledger holds it.  Whatever is interrupted, a correction is in the one or the other, and one that is
in both counts once.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from sayso.errors import LedgerError
from sayso.ledger.interchange import json_lines, read_json_lines
from sayso.ledger.places import Database, place_of
from sayso.ledger.waiting_rows import change_rows, may_write_rows, read_rows
from sayso.records import Contents, Correction


def waiting_path(ledger: Path | str) -> Path:
    """Return where the corrections of a ledger that is a file wait."""
    path = Path(ledger)
    return path.with_name(f"{path.name}.waiting.jsonl")


def read_waiting(ledger: Path | str, held: Sequence[Correction]) -> tuple[Correction, ...]:
    """Return the corrections that wait and are not among ``held``, those of the ledger, in the order of making.

    Raise LedgerError when the file or the database cannot be read.
    """
    place = place_of(ledger)
    lines = read_rows(place) if isinstance(place, Database) else _read_file(waiting_path(place))
    return _without(_corrections(lines, str(place)), held)


def add_waiting(ledger: Path | str, correction: Correction) -> None:
    """Keep a correction behind those that wait, numbered after them where its number is taken.

    Raise LedgerError when it cannot be kept.
    """

    def add(waiting: tuple[Correction, ...]) -> tuple[Correction, ...]:
        last = max((_number(one) for one in waiting), default=0)
        return (*waiting, replace(correction, id=f"cor_{max(_number(correction), last + 1):06}"))

    _change(ledger, add)


def drop_waiting(ledger: Path | str, held: Sequence[Correction]) -> tuple[Correction, ...]:
    """Take out the corrections that the ledger holds, and return those that still wait.

    Raise LedgerError when that cannot be written.
    """
    return _change(ledger, lambda waiting: _without(waiting, held))


def may_correct(ledger: Path | str) -> bool:
    """Return whether the ledger can be replaced, and corrections kept beside it."""
    place = place_of(ledger)
    if isinstance(place, Database):
        return may_write_rows(place)
    return os.access(place, os.W_OK) and os.access(place.absolute().parent, os.W_OK)


def _change(
    ledger: Path | str, change: Callable[[tuple[Correction, ...]], tuple[Correction, ...]]
) -> tuple[Correction, ...]:
    """Put what ``change`` makes of the waiting corrections in their place, whole or not at all."""
    place = place_of(ledger)
    if isinstance(place, Database):
        lines = change_rows(place, lambda rows: list(_lines(change(_corrections(rows, str(place))))))
        return _corrections(lines, str(place))
    path = waiting_path(place)
    changed = change(_corrections(_read_file(path), str(path)))
    _write_file(path, changed)
    return changed


def _corrections(lines: Iterable[str], name: str) -> tuple[Correction, ...]:
    return read_json_lines(lines, name).corrections


def _lines(corrections: Sequence[Correction]) -> Iterable[str]:
    return json_lines(Contents(corrections=tuple(corrections)))


def _without(corrections: Iterable[Correction], held: Sequence[Correction]) -> tuple[Correction, ...]:
    known = {_told(one) for one in held}
    return tuple(one for one in corrections if _told(one) not in known)


def _read_file(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise LedgerError(str(path), f"cannot be read ({error})", "Mend it or move it away") from error


def _write_file(path: Path, corrections: Sequence[Correction]) -> None:
    """Write the corrections that wait, whole or not at all; without any the file goes."""
    part = path.with_name(f".{path.name}.part")
    try:
        if not corrections:
            path.unlink(missing_ok=True)
            return
        with part.open("w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in _lines(corrections))
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
    taken = max((_number(one) for one in held), default=0)
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


def _number(correction: Correction) -> int:
    return int(correction.id.removeprefix("cor_"))
