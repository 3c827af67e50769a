"""Whether each character stands inside quotation marks: an input feature of the tagger."""

from __future__ import annotations

import re
from typing import Final

import numpy as np
from numpy.typing import NDArray

OUTSIDE: Final = 0
INSIDE_DOUBLE: Final = 1
INSIDE_SINGLE: Final = 2
MARK: Final = 3
STATES: Final = 4

# An unclosed mark in a text without paragraphs must not colour all that follows.
LONGEST_DOUBLE: Final = 3000
LONGEST_SINGLE: Final = 400

_DOUBLE_OPENING: Final = "“„«‟"
_DOUBLE_CLOSING: Final = "”»"
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
    opened: int | None = None
    for match in _MARKS.finditer(text):
        place, mark = match.start(), match.group()
        if opened is not None and mark not in _DOUBLE_OPENING:
            end = min(place, opened + LONGEST_DOUBLE)
            states[opened + 1 : end][states[opened + 1 : end] != MARK] = INSIDE_DOUBLE
            opened = None
            closes = True
        else:
            closes = False
        if mark in "\n\r\u2028\u2029":
            continue
        states[place] = MARK
        if opened is None and mark not in _DOUBLE_CLOSING and not (closes and mark == '"'):
            opened = place
    if opened is not None:
        end = min(len(text), opened + LONGEST_DOUBLE)
        states[opened + 1 : end][states[opened + 1 : end] != MARK] = INSIDE_DOUBLE
    return states
