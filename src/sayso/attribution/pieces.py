"""A text cut into word pieces, each with its place and what the uncased weights do not see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.attribution.marks import quoted

Numbers = NDArray[np.int64]

# Letter case of a piece.
LOWER, TITLE, UPPER, MIXED, LETTER, DIGIT, OTHER = range(7)
CASES: Final = 7
# What stands before a piece.
GLUED, SPACE, LINE, PARAGRAPH = range(4)
BREAKS: Final = 4

# Characters that the tokenizer is given at once.  It takes some hundred bytes a character, and where it gets no memory
# it ends the process; numpy, which holds the rest, raises an error that sets aside the one page.
_PART: Final = 20_000
_CAPITAL, _SMALL, _FIGURE, _BLANK, _NEWLINE = 1, 2, 4, 8, 16
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of one text, as columns of equal length.

    ``starts`` and ``ends`` are code points of the text; ``ids`` are rows of the vocabulary;
    ``cases``, ``marks`` and ``breaks`` are the added features.
    """

    ids: Numbers
    starts: Numbers
    ends: Numbers
    cases: Numbers
    marks: Numbers
    breaks: Numbers

    def __len__(self) -> int:
        return len(self.ids)

    def features(self, first: int, last: int) -> Numbers:
        """Return the network's input for pieces ``[first, last)``: columns id, case, mark, break."""
        columns = (self.ids, self.cases, self.marks, self.breaks)
        return np.stack([column[first:last] for column in columns], axis=1)


def frame_of(tokenizer: Tokenizer) -> Numbers:
    """Return the two rows of features that stand before and behind every window."""
    marks = (tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]"))
    return np.array([[mark, OTHER, 0, PARAGRAPH] for mark in marks], dtype=np.int64)


def stops_of(tokenizer: Tokenizer) -> frozenset[int]:
    """Return the pieces that end a sentence."""
    return frozenset(number for mark in ".!?…" if (number := tokenizer.token_to_id(mark)) is not None)


@cache
def _kinds() -> NDArray[np.uint8]:
    """Return a table from code point (of the basic plane) to the kind of character."""
    table = np.zeros(0x10001, dtype=np.uint8)
    for code in range(0x10000):
        letter = chr(code)
        table[code] = (
            _CAPITAL * letter.isupper()
            | _SMALL * letter.islower()
            | _FIGURE * letter.isdigit()
            | _BLANK * letter.isspace()
            | _NEWLINE * (letter in "\n\r\u2028\u2029")
        )
    return table


def _running(flags: NDArray[np.bool_]) -> Numbers:
    return np.concatenate([[0], np.cumsum(flags)])


def _cases(kinds: NDArray[np.uint8], starts: Numbers, ends: Numbers) -> Numbers:
    counted = [_running(kinds & bit > 0) for bit in (_CAPITAL, _SMALL, _FIGURE)]
    capitals, smalls, figures = (run[ends] - run[starts] for run in counted)
    first_capital = kinds[starts] & _CAPITAL > 0
    return np.select(
        [
            (capitals == 1) & (smalls == 0),
            (capitals > 1) & (smalls == 0),
            first_capital & (capitals == 1),
            (capitals > 0),
            smalls > 0,
            figures > 0,
        ],
        [LETTER, UPPER, TITLE, MIXED, LOWER, DIGIT],
        OTHER,
    ).astype(np.int64)


def _breaks(kinds: NDArray[np.uint8], starts: Numbers, ends: Numbers) -> Numbers:
    before = np.concatenate([[0], ends[:-1]])
    before = np.minimum(before, starts)
    lines, blanks = _running(kinds & _NEWLINE > 0), _running(kinds & _BLANK > 0)
    newlines = lines[starts] - lines[before]
    found = np.select(
        [newlines > 1, newlines == 1, blanks[starts] > blanks[before]], [PARAGRAPH, LINE, SPACE], GLUED
    ).astype(np.int64)
    found[:1] = PARAGRAPH
    return found


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of parts of the text, each ending behind a blank where there is one: no word is cut."""
    start = 0
    while start < len(text):
        end = min(start + _PART, len(text))
        if end < len(text):
            blanks = [text.rfind(blank, start, end) + 1 for blank in ("\n", " ")]
            end = max(blanks) if max(blanks) > start else end
        yield start, end
        start = end


def _encoded(text: str, tokenizer: Tokenizer) -> tuple[Numbers, Numbers]:
    """Return the numbers of the pieces, and where each starts and ends."""
    ids, places = [np.zeros(0, dtype=np.int64)], [np.zeros((0, 2), dtype=np.int64)]
    for start, end in _parts(text):
        encoded = tokenizer.encode(text[start:end], add_special_tokens=False)
        ids.append(np.array(encoded.ids, dtype=np.int64))
        places.append(np.array(encoded.offsets, dtype=np.int64).reshape(-1, 2) + start)
    return np.concatenate(ids), np.concatenate(places)


def cut(text: str, tokenizer: Tokenizer) -> Pieces:
    """Return the pieces of ``text``; any string will do, lone surrogates and NULs included."""
    clean = text.translate(_SURROGATES) if not text.isascii() else text
    ids, places = _encoded(clean, tokenizer)
    starts, ends = places[:, 0], places[:, 1]
    codes = np.frombuffer(clean.encode("utf-32-le"), dtype=np.uint32)
    kinds = _kinds()[np.minimum(codes, 0x10000)]
    kinds = np.concatenate([kinds, [np.uint8(0)]])
    marks = np.concatenate([quoted(clean), [0]])
    return Pieces(ids, starts, ends, _cases(kinds, starts, ends), marks[starts], _breaks(kinds, starts, ends))
