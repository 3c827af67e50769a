from __future__ import annotations

import re
from types import ModuleType

from quality.attribution import Document
from quality.attribution_errors import kinds

TEXT = "Poe said the dam holds. Okafor denied the dam holds water today. Braun said it leaks."


class Tokens:
    """Words by number, as the scorer counts them."""

    def __init__(self, text: str) -> None:
        self.words = [match.span() for match in re.finditer(r"\w+", text)]

    def of(self, spans: list[list[int]]) -> set[int]:
        return {n for n, (s, e) in enumerate(self.words) for a, b in spans if s < b and e > a}


scorer = ModuleType("scorer")
scorer.Tokens = Tokens  # type: ignore[attr-defined]


def document(*rows: tuple[str, str]) -> Document:
    """Return a document whose attributions have the source and the content with these words."""
    spans = [[[[TEXT.index(part), TEXT.index(part) + len(part)]] if part else [] for part in row] for row in rows]
    return {"doc": "d", "text": TEXT, "attributions": [{"source": s, "cue": [], "content": c} for s, c in spans]}


GOLD = document(("Poe", "the dam holds."), ("Okafor", "the dam holds water today"), ("Braun", "it leaks"))


def test_what_is_found_whole_is_right() -> None:
    assert kinds(scorer, GOLD, GOLD) == {"right": 3}


def test_each_kind_of_error_is_told_apart() -> None:
    found = document(("Okafor", "the dam holds."), ("", "it leaks"), ("Poe", "said"))
    assert kinds(scorer, GOLD, found) == {
        "source wrong": 1,
        "nothing found": 1,
        "source not found": 1,
        "in excess, where none is annotated": 1,
    }


def test_a_content_that_runs_on_is_too_long() -> None:
    long = document(("Poe", "said the dam holds. Okafor denied the dam holds water today. Braun said it leaks"))
    assert kinds(scorer, document(("Poe", "the dam holds.")), long) == {
        "found too long": 1,
        "in excess, over an annotated content": 1,
    }
