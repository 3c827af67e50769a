"""The fingerprint of a tagger: what it found may be kept for as long as neither weights nor code change."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sayso.attribution.manifest import NAME, SHIPPED, VERSION
from sayso.weights import ModelFolder

_ROOM: Final = Path(__file__).parent
# The sentences of a page come from there; all else that a tagging rests on stands in this folder.
_BESIDE: Final = _ROOM.parent / "text.py"


def fingerprint_of(folder: Path | None = None, *, nested: bool = True) -> str:
    """Return sixteen hexadecimal digits that other weights, other code of this room or another ``nested`` change.

    Raise ModelError when a file of ``folder`` (default: the shipped weights) is missing or is not the listed one.
    """
    checked = ModelFolder.open(folder or SHIPPED, name=NAME, version=VERSION)
    return checked.fingerprint([*_ROOM.glob("*.py"), _BESIDE], nested)
