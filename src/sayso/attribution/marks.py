"""Whether each character stands inside quotation marks: an input feature of the tagger."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

OUTSIDE: Final = 0
INSIDE_DOUBLE: Final = 1
INSIDE_SINGLE: Final = 2
MARK: Final = 3
STATES: Final = 4

# A content is direct when at least this share of it stands in quotation marks, as in the comparison of
# PolNeAR systems that the quality measure follows.
DIRECT_SHARE: Final = 0.8

# An unclosed mark in a text without paragraphs must not colour all that follows.
LONGEST_DOUBLE: Final = 3000
LONGEST_SINGLE: Final = 400

_DOUBLE_OPENING: Final = "“„«‟"
_DOUBLE_CLOSING: Final = "”»"
_LINE_ENDS: Final = "\n\r\u2028\u2029"
_MARKS = re.compile(r"[\"“”„«»‟\n\r\u2028\u2029]")
# A single mark opens after space or an opening mark and before a word; it closes after a word or a
# stop and before anything but a word, so that apostrophes inside words never count.
_SINGLE = re.compile(r"(?:(?<=[\s(\[“\"—–-])|^)[‘'`](?=\w)[^\n‘]{1,400}?(?<=[\w.,!?…])[’'](?!\w)", re.MULTILINE)


def quoted(text: str) -> NDArray[np.int64]:
    """Return for each character of ``text`` one of the ``STATES``.

    A quotation ends with its closing mark, with its line (news reopens a quotation in each
    paragraph), or after ``LONGEST_DOUBLE`` characters.

    >>> quoted('a “b” c').tolist()
    [0, 0, 3, 1, 3, 0, 0]
    """
    states = np.zeros(len(text), dtype=np.int64)
    for match in _SINGLE.finditer(text):
        states[match.start() + 1 : match.end() - 1] = INSIDE_SINGLE
        states[[match.start(), match.end() - 1]] = MARK
    for start, end in _doubles(text):
        inside = states[start + 1 : min(end, start + LONGEST_DOUBLE)]
        inside[inside != MARK] = INSIDE_DOUBLE
    states[[match.start() for match in _MARKS.finditer(text) if match.group() not in _LINE_ENDS]] = MARK
    return states


def _doubles(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each double quotation opens and where it ends."""
    opened: int | None = None
    for match in _MARKS.finditer(text):
        place, mark = match.start(), match.group()
        if opened is None:
            opened = None if mark in _DOUBLE_CLOSING + _LINE_ENDS else place
        elif mark not in _DOUBLE_OPENING or (text[opened] == "„" and mark == "“"):
            yield opened, place
            opened = None
    if opened is not None:
        yield opened, len(text)


def openings(states: NDArray[np.int64], *, least: int) -> NDArray[np.int64]:
    """Return the places of marks behind which at least ``least`` states inside double marks follow.

    >>> openings(np.array([0, 3, 1, 1, 3, 0, 3, 1, 3]), least=2).tolist()
    [1]
    """
    places = np.flatnonzero(states == MARK)
    places = places[places + least < len(states)]
    inside = states[places[:, None] + np.arange(1, least + 1)] == INSIDE_DOUBLE
    found: NDArray[np.int64] = places[inside.all(1)]
    return found
