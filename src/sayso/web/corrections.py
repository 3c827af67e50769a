"""What persons corrected, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.records import Correction, standing


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A correction in one line; ``holds`` is false for one that was undone, ``None`` for an undo."""

    number: int
    words: str
    by: str | None
    made: str
    holds: bool | None


def correction_views(corrections: Sequence[Correction]) -> tuple[CorrectionView, ...]:
    """Return the corrections in the order in which they were made."""
    holding = standing(corrections)
    return tuple(
        CorrectionView(
            number=_number(one.id),
            words=_in_words(one),
            by=one.by,
            made=one.made,
            holds=None if one.kind == "undo" else one in holding,
        )
        for one in sorted(corrections, key=lambda one: one.id)
    )


def _in_words(correction: Correction) -> str:
    if correction.kind == "merge":
        return f"“{correction.names[1]}” is “{correction.names[0]}”"
    if correction.kind == "split":
        count = len(correction.places)
        reports = f"{count} attribution{'s' if count > 1 else ''}"
        return f"{reports} of “{correction.names[0]}” set apart as “{correction.names[1]}”"
    return f"correction {_number(correction.undoes or '0')} undone"


def _number(identifier: str) -> int:
    return int(identifier.rsplit("_", 1)[-1])
