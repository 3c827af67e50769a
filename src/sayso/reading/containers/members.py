"""A file inside an archive: its name, its bytes, and which names are refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import BinaryIO

from sayso.reading.listing import LEFT_ALONE, failure
from sayso.records import Failure

_DRIVE = re.compile(r"^[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive; ``stream`` can be read until the next one is asked for.

    ``path`` is the archive's, ``!/`` and the name inside.
    """

    path: str
    name: str
    stream: BinaryIO


def path_in(archive: str, name: str) -> str:
    """Return the path that a member of an archive is known by, without characters that are no text."""
    return f"{archive}!/{name.encode('utf-8', 'backslashreplace').decode().removeprefix('./')}"


def is_left_alone(name: str) -> bool:
    """Return whether a member is a note, a ledger, or hidden, which are left alone in folders too."""
    parts = [part for part in name.split("/") if part not in {"", ".", ".."}]
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
    return hidden or name.lower().endswith(LEFT_ALONE)


def member_failure(archive: str, name: str) -> Failure | None:
    """Return why a member is refused by its name alone, or ``None``.

    Nothing is ever unpacked to the disk, but an archive whose names lead out of it was made to harm.
    """
    parts = name.replace("\\", "/").split("/")
    if not name:
        return failure(path_in(archive, name), "a file without a name", "Leave it out")
    if ".." in parts or name.startswith(("/", "\\")) or _DRIVE.match(name) or "\x00" in name:
        return failure(
            path_in(archive, name), "its name leads out of the archive", "Ask where the archive is from; leave it out"
        )
    return None
