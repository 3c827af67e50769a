"""What a line of a page shows that tells article from furniture: its own looks, its words, its neighbours.

The features are those of the boilerplate literature (Kohlschütter, Fankhauser and Nejdl 2010,
"Boilerplate Detection using Shallow Text Features"; Pomikálek 2011, jusText) without the tags that
a dump has lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise, repeat
from math import copysign, log1p
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sayso.reading.language import ENGLISH
from sayso.reading.line_looks import looks, words_of

Matrix = NDArray[np.float64]
_MOST_WORDS: Final = 350  # of a line that are compared with the rest of the page


def tokens(small: Sequence[str]) -> list[str]:
    """Return the first 60 of the words (in small letters), digits as ``0``, and their pairs, ends marked.

    >>> tokens(["read", "more"])
    ['read', 'more', '^ read', 'read more', 'more $']
    """
    words = ["0" if word[0].isdigit() else word for word in small[:60]]
    return words + [f"{a} {b}" for a, b in pairwise(["^", *words, "$"])] if words else []


def _weights(small: Sequence[str], odds: Mapping[str, float]) -> list[float]:
    found = list(map(odds.get, tokens(small), repeat(0.0)))
    if not found:
        return [0.0, 0.0, 0.0]
    return [sum(found) / len(found), min(found), max(found)]


def _shifted(matrix: Matrix, by: int) -> Matrix:
    """Return the rows of ``matrix`` moved so that each row holds its neighbour ``by`` lines on; -1 beyond the ends."""
    moved = np.full_like(matrix, -1.0)
    if abs(by) < len(matrix):
        if by > 0:
            moved[:-by] = matrix[by:]
        else:
            moved[-by:] = matrix[:by]
    return moved


def _since(there: NDArray[np.bool_], most: int = 20) -> Matrix:
    """Return for each line how many lines back the last line that is ``there`` stands (``most`` at most)."""
    places = np.arange(len(there))
    last = np.maximum.accumulate(np.where(there, places, -most))
    return np.minimum(places - last, most).astype(float)


def _prose(own: Matrix) -> NDArray[np.bool_]:
    words, ends, function_words = own[:, 0], own[:, 3] > 0, own[:, 10]
    prose: NDArray[np.bool_] = ((words > np.log1p(20)) & (function_words > 0.15)) | (
        (words > np.log1p(9)) & ends & (function_words > 0.2)
    )
    return prose


def _places(lines: Sequence[str], own: Matrix, prose: NDArray[np.bool_]) -> Matrix:
    count = len(lines)
    places = np.arange(count)
    sizes = np.array([len(line) for line in lines], dtype=float)
    weight = np.where(prose, sizes, 0.0)
    before = np.cumsum(weight) - weight
    total = max(1.0, float(weight.sum()))
    padded = np.concatenate([np.zeros(9), np.cumsum(weight), np.full(8, weight.sum())])
    wide = padded[places + 17] - padded[places]
    seen = Counter(lines)
    first: dict[str, int] = {}
    for place, line in enumerate(lines):
        first.setdefault(line, place)
    return np.column_stack(
        [
            places / count,
            np.log1p(places),
            np.log1p(count - 1 - places),
            np.full(count, np.log1p(count)),
            before / total,
            (total - before - weight) / total,
            wide / total,
            np.log1p(wide),
            _since(prose),
            _since(prose[::-1])[::-1],
            np.log1p([seen[line] - 1 for line in lines]),
            [float(first[line] < place) for place, line in enumerate(lines)],
            np.full(count, prose.mean()),
            sizes / max(1.0, float(sizes.sum())),
        ]
    )


def _core(lines: Sequence[str], prose: NDArray[np.bool_]) -> tuple[int, int]:
    """Return the run of lines richest in prose: most characters of prose, less a fine for other lines (Kadane)."""
    best, best_sum, start, running = (0, 0), 0.0, 0, 0.0
    for place, line in enumerate(lines):
        gain = min(len(line), 600) if prose[place] else -60
        if running <= 0:
            start, running = place, 0.0
        running += gain
        if running > best_sum:
            best, best_sum = (start, place + 1), running
    return best


def _content(small: Sequence[str]) -> set[str]:
    return {word[:6] for word in small[:_MOST_WORDS] if len(word) > 3 and word not in ENGLISH}


def _topic(lines: Sequence[str], small: Sequence[Sequence[str]], prose: NDArray[np.bool_]) -> Matrix:
    """Return where each line stands to the core of the page, and how many of its words the core has elsewhere."""
    start, end = _core(lines, prose)
    words = [_content(held) for held in small]
    core = Counter(word for place in range(start, end) if prose[place] for word in words[place])
    first = next((place for place in range(len(lines)) if prose[place]), 0)
    lead = words[first] | (words[start] if start < end else set())
    rows = []
    for place, held in enumerate(words):
        own = start <= place < end and bool(prose[place])
        counts = [core.get(word, 0) - own for word in held]
        shared = sum([count > 0 for count in counts]) / max(1, len(held))
        deep = sum(counts) / max(1, len(held) * (end - start))
        distance = place - end + 1 if place >= end else place - start if place < start else 0
        rows.append(
            [
                copysign(log1p(abs(distance)), distance),
                log1p(min(place - start, end - 1 - place)) if distance == 0 else -1.0,
                (end - start) / len(lines),
                shared,
                deep,
                len(held & lead) / max(1, len(held)),
                float(len(held)),
            ]
        )
    return np.array(rows)


_CUES: Final = (
    re.compile(r"\bcomments?\b|\breply\b|\bresponses?\b|\bconversation\b|\bdiscussion\b", re.IGNORECASE),
    re.compile(
        r"\brelated\b|\bmore\b|\bmost\b|\blatest\b|\btrending\b|\bpopular\b|\brecommended\b|\balso\b|\bnext\b|\bstories\b|\bpicks\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\btags?\b|\btopics?\b|\bfiled\b|\bshare\b|\bfollow\b|\bnewsletter\b|\bsubscribe\b|\babout the author\b",
        re.IGNORECASE,
    ),
    re.compile(r"©|\bcopyright\b|\bprivacy\b|\bterms\b|\brights reserved\b", re.IGNORECASE),
)


def _cues(lines: Sequence[str], own: Matrix) -> Matrix:
    """Return how far back the last short line is that opens comments, other stories, sharing, or a page's foot."""
    short = own[:, 0] <= np.log1p(7)
    columns = []
    for cue in _CUES:
        there = np.array(
            [is_short and bool(cue.search(line[:200])) for is_short, line in zip(short, lines, strict=True)]
        )
        columns.append(np.log1p(_since(there, 60)))
        columns.append(np.log1p(np.cumsum(there)))
    return np.column_stack(columns)


_NEIGHBOUR_LOOKS: Final = (0, 3, 6, 10, 20)


def features(lines: Sequence[str], odds: Mapping[str, float]) -> Matrix:
    """Return one row of numbers for each line; ``odds`` are the log odds of words to stand in furniture."""
    words = [words_of(line) for line in lines]
    small = [[word.lower() for word in held] for held in words]
    own = np.array(
        [[*looks(line, held, low), *_weights(low, odds)] for line, held, low in zip(lines, words, small, strict=True)]
    )
    prose = _prose(own)
    topic = _topic(lines, small, prose)
    near = np.column_stack([own[:, _NEIGHBOUR_LOOKS], own[:, -3:], prose, topic[:, 3]])
    around = [_shifted(near, by) for by in (-3, -2, -1, 1, 2, 3)]
    return np.column_stack([own, prose, _places(lines, own, prose), topic, _cues(lines, own), *around])
