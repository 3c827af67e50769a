"""Two wordings of one thing, word by word: what they share and where they part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

# The matcher's time grows with the square of the words; a passage of 400 words is two minutes of speech.
LONGEST: Final = 400

_WORD: Final = re.compile(r"\s*\S+")
_EDGES: Final = re.compile(r"^[^\w]+|[^\w]+$")


@dataclass(frozen=True, slots=True)
class Run:
    """Words that both wordings have (``same``) or that only this one has (``only``)."""

    text: str
    state: Literal["same", "only"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two wordings in runs; ``alike`` where they differ in case, punctuation and spacing at most.

    ``cut`` is how many words of the longer one are not shown.
    """

    left: tuple[Run, ...]
    right: tuple[Run, ...]
    alike: bool
    words: int
    cut: int


def _key(word: str) -> str:
    return _EDGES.sub("", word.strip().casefold().replace("’", "'")) or word.strip()


def _runs(words: list[str], shared: list[tuple[int, int]]) -> tuple[Run, ...]:
    found: list[Run] = []
    place = 0
    for start, end in [*shared, (len(words), len(words))]:
        if place < start:
            found.append(Run("".join(words[place:start]), "only"))
        if start < end:
            found.append(Run("".join(words[start:end]), "same"))
        place = end
    return tuple(found)


def compare_wordings(left: str, right: str) -> Comparison:
    """Return the two wordings side by side, matched word by word.

    Case, quotation marks and punctuation at a word's edge do not count as a difference.

    >>> [run.text for run in compare_wordings("peace is off", "peace is now off").right if run.state == "only"]
    [' now']
    """
    whole = [_WORD.findall(text) for text in (left, right)]
    first, second = (words[:LONGEST] for words in whole)
    keys = [_key(word) for word in first], [_key(word) for word in second]
    blocks = SequenceMatcher(None, *keys, autojunk=False).get_matching_blocks()
    return Comparison(
        left=_runs(first, [(block.a, block.a + block.size) for block in blocks if block.size]),
        right=_runs(second, [(block.b, block.b + block.size) for block in blocks if block.size]),
        alike=keys[0] == keys[1] and len(whole[0]) == len(whole[1]),
        words=len(first),
        cut=max(len(words) for words in whole) - min(LONGEST, max(len(words) for words in whole)),
    )
