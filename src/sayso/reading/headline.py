"""The headline of a page of text, told by its looks and its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from sayso.reading.credits import read_byline
from sayso.reading.dates import dates_in

_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_WORD = re.compile(r"\w+")
_TOP: Final = 40  # lines before the prose in which a line printed twice is the headline and not a menu
_LONGEST_TITLE: Final = 220


def is_prose(line: str) -> bool:
    """Return whether a line reads as a paragraph: a long one, or a sentence of eight words with its end."""
    words = len(_WORD.findall(line))
    return words >= 25 or (words >= 8 and bool(_END.search(line)) and not line.endswith("?"))


def is_headline(line: str) -> bool:
    """Return whether a line can be a headline: three to thirty words, no byline, no date, no full stop at its end.

    >>> is_headline("Moscow to West: are you fighting terrorists or Russia?"), is_headline("By Ann Poe")
    (True, False)
    """
    words = len(_WORD.findall(line))
    if not 3 <= words <= 30 or len(line) > _LONGEST_TITLE or read_byline(line):
        return False
    first = line.lstrip("\"'“‘«[(")[:1]
    ends = line.endswith((".", ",", ";", ":")) and not line.endswith(("...", "U.S.", "U.N.", "U.K."))
    dated = words <= 6 and any(True for _ in dates_in(line))
    return (first.isupper() or first.isdigit()) and not ends and not dated and "<" not in line


def headline(lines: Sequence[str], unsure: Sequence[bool]) -> int | None:
    """Return the place of the headline: the first line before the prose that can be one.

    ``unsure`` says for each line whether it looks like furniture; such a line is taken only when the
    same words stand there twice, as pages print a headline over the story and in its share bar.
    """
    first = next((place for place, line in enumerate(lines) if is_prose(line) and not unsure[place]), len(lines))
    top = [place for place in range(max(0, first - _TOP), first) if is_headline(lines[place])]
    twice = Counter(lines[place] for place in top)
    return next((place for place in top if not unsure[place] or twice[lines[place]] > 1), None)
