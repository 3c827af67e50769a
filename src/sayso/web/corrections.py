"""What persons corrected, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.records import Correction, CorrectionKind, standing


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
    words = _WORDS.get(correction.kind)
    return words(correction.names) if words else f"correction {_number(correction.undoes or '0')} undone"


_WORDS: Final[dict[CorrectionKind, Callable[[tuple[str, ...]], str]]] = {
    "speaker": lambda names: (
        f"“{names[2]}” is {f'said by “{names[1]}”' if names[1] else 'by nobody who can be told'}, "
        f"{f'not by “{names[0]}”' if names[0] else 'who was unresolved'}"
    ),
    "wrong": lambda names: f"“{names[1]}” is no attribution{f' to “{names[0]}”' if names[0] else ''}",
    "date": lambda names: (
        f"“{names[2]}” was said {f'on {names[1]}' if names[1] else 'on a day that cannot be told'}, "
        f"{f'not on {names[0]}' if names[0] else 'of which no date was found'}"
    ),
    "same": lambda names: f"“{names[0]}” and “{names[1]}” are one statement",
    "apart": lambda names: f"“{names[0]}” and “{names[1]}” are not one statement",
    "published": lambda names: (
        f"“{names[3]}” was published on {names[2]}, {f'not on {names[0]}' if names[0] else 'where no date was found'}"
    ),
}


def _number(identifier: str) -> int:
    return int(identifier.rsplit("_", 1)[-1])
