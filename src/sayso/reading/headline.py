"""The headline of a page of text, told by its looks and its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from sayso.reading.credits import read_byline
from sayso.reading.dates import dates_in
from sayso.reading.language import ENGLISH, letter_runs
from sayso.reading.outlets import copyright_holder

_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_WORD = re.compile(r"\w+")
_EIGHT_WORDS = re.compile(r"\W*\w+(?:\W+\w+){7}")
_LONG = re.compile(r"\W*\w+(?:\W+\w+){24}")
_TOP: Final = 60  # lines before the story in which its headline is looked for
_AGAIN: Final = 6  # lines; of a headline printed twice so near, the first is the headline
_STORY: Final = 15  # paragraphs of the story that its headline is compared with
_LONGEST_TITLE: Final = 220


def is_prose(line: str) -> bool:
    """Return whether a line reads as a paragraph: a long one, or a sentence of eight words with its end."""
    ends = not line.endswith("?") and _END.search(line)
    return bool((ends and _EIGHT_WORDS.match(line)) or _LONG.match(line))


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


def content(line: str) -> set[str]:
    """Return the words of a line that carry its topic, cut to six letters so that their endings do not matter."""
    words = (word.lower() for word in letter_runs(line[:2000]))
    return {word[:6] for word in words if len(word) > 3 and word not in ENGLISH}


def headline(lines: Sequence[str], odds: Sequence[float]) -> int | None:
    """Return the place of the headline among the lines before the story, or ``None`` when none looks like one.

    ``odds`` are the log odds of each line to be furniture.  A headline shares its words with the
    story, stands near it, is often printed twice, and looks less like furniture than a menu does.
    The weights of these were set by hand on the English pages of the article extraction benchmark
    without their tags: 119 of 160 headlines of whole pages are found, 264 of 316 of
    dumps with some of the furniture gone (102 and 250 by taking the first that looks like one).
    """
    first = next((place for place, line in enumerate(lines) if is_prose(line) and odds[place] < 0), len(lines))
    start = max(0, first - _TOP)
    story = [
        content(line) for line, chance in zip(lines[first:], odds[first:], strict=True) if chance < 0 and is_prose(line)
    ]
    words = Counter(word for held in story[:_STORY] for word in held)
    twice = Counter(lines[start:first])
    outlets = {name for line in lines if (name := copyright_holder(line))}
    best, best_score = None, 0.0
    for place in range(start, first):
        if not is_headline(lines[place]):
            continue
        held = content(lines[place])
        shared = sum(1 for word in held if words[word])
        score = min(shared, 5) + 2 * shared / max(1, len(held)) + min(twice[lines[place]] - 1, 1)
        score -= 0.6 * max(-3.0, min(5.0, odds[place])) + 0.04 * (first - place)
        score -= 3 if any(name in lines[place] for name in outlets) else 0  # the name of the site over its menu
        if score > best_score:
            best, best_score = place, score
    return None if best is None else lines.index(lines[best], max(start, best - _AGAIN))
