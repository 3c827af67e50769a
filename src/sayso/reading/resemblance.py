"""How much of their words two pages share, told from a small sample of each (Broder 1997, min-wise sketches)."""

from __future__ import annotations

import hashlib
import heapq
import re
from typing import Final

Sketch = frozenset[int]

_WORD = re.compile(r"\w+")
_RUN: Final = 4
_SIZE: Final = 64


def sketch(text: str) -> Sketch:
    """Return the 64 smallest hashes of the text's runs of four words; all of them where it has fewer."""
    words = _WORD.findall(text.lower())
    runs = {" ".join(words[place : place + _RUN]) for place in range(max(1, len(words) - _RUN + 1))}
    return frozenset(heapq.nsmallest(_SIZE, (_hash(run) for run in runs if run)))


def resemblance(one: Sketch, other: Sketch) -> float:
    """Return the share of runs that two texts have in common, estimated from their sketches (0 to 1)."""
    sample = heapq.nsmallest(_SIZE, one | other)
    return sum(held in one and held in other for held in sample) / len(sample) if sample else 0.0


def _hash(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode("utf-8", "replace"), digest_size=8).digest(), "big")
