"""What a line of a page shows that tells article from furniture: its own looks, its words, its neighbours.

The features are those of the boilerplate literature (Kohlschütter, Fankhauser and Nejdl 2010,
"Boilerplate Detection using Shallow Text Features"; Pomikálek 2011, jusText) without the tags that
a dump has lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sayso.reading.credits import read_byline
from sayso.reading.language import ENGLISH

Matrix = NDArray[np.float64]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_INNER_END = re.compile(r"[.!?][\"'”’»)\]]*\s")
_GLUED = re.compile(r"[a-zà-ÿ0-9][A-ZÀ-Þ][a-zà-ÿ]")
_MARKUP = re.compile(
    r"</?[a-z][^<>]{0,200}>|&[a-z]{2,8};|&#\d+;|href=|\{\{|\}\}|\[/?[a-z]+\]|\$\(|function\s*\(", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://|www\.|(?<!\w)@\w|#\w|\.com\b", re.IGNORECASE)
_DATE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d{1,2}\b|\b\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|"
    r"nov|dec)|\b(?:19|20)\d\d\b|\d{1,2}:\d\d|\b(?:minutes?|hours?|days?)\s+ago\b",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"©|\(c\)\s|copyright|all rights reserved|terms of|privacy|cookies?\b", re.IGNORECASE)
_PHOTO = re.compile(
    r"\b(?:photo|image|picture|getty|handout|file|credit|caption|video|gallery|photograph)s?\b", re.IGNORECASE
)
# What closes a caption: "(Photo by AFP)", "[File: A. Poe/Reuters]", "Photo: A. Poe", "AP Photo/A. Poe", "Getty Images".
_CAPTION = re.compile(
    r"[(\[][^()\[\]]{0,80}\b(?:photo|image|picture|getty|afp|reuters|ap|epa|file|handout|courtesy|screengrab|via)\b[^()\[\]]{0,80}[)\]]\W*$|"
    r"\b(?:photo|photograph|image|picture|credit)s?\s*(?::|by\b|courtesy\b|credit\b)[^.]{0,60}\W*$|"
    r"\b(?:AP|AFP|REUTERS|EPA|Reuters)(?:\s+Photo)?/[A-Z][^.]{0,60}\W*$|\bGetty\s+Images\W*$|^(?:file\s+)?(?:photo|image|picture)\b[^.]{0,40}:",
    re.IGNORECASE,
)
_SAID = re.compile(r"\b(?:said|says|told|added|according to|announced|warned|claimed|stated)\b", re.IGNORECASE)
_READER = re.compile(r"\b(?:you|your|us|our|please|click|here|now|free)\b", re.IGNORECASE)
_GROUPS: Final = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        r"shares?|sharing|facebook|twitter|tweet|whatsapp|linkedin|pinterest|telegram|instagram|reddit|e-?mail|print|copy|link|embed|clipboard",
        r"subscribe|subscription|sign\s+(?:in|up)|log\s*in|register|account|newsletters?|download|app|follow|alerts?|password|member",
        r"comments?|reply|leave|required|published|disqus|responses?|cancel|post|website|name",
        r"advertisements?|advertis\w+|sponsored|promoted|ads?|shop|buy|offers?|deals?",
        r"related|more|also|read|next|previous|latest|trending|popular|recommended|most|like|stories|articles?|news|topics?|tags?|continue|see",
        r"home|menu|search|skip|contact|about|sitemap|navigation|sections?|toggle|close|back|top|page|archives?|categor(?:y|ies)",
        r"cookies?|consent|gdpr|analytics|personal\s+data|privacy|policy|trademarks?|terms|liability|disclaimer|permission",
        r"loading|javascript|browser|enable|play|watch|listen|live|video|image|slideshow|mute|minutes?\s+read",
    )
)


def tokens(line: str) -> list[str]:
    """Return the words of a line in small letters, digits as ``0``, and its pairs, ends marked.

    >>> tokens("Read More")
    ['read', 'more', '^ read', 'read more', 'more $']
    """
    words = ["0" if word[0].isdigit() else word.lower() for word in _WORD.findall(line)[:60]]
    return words + [f"{a} {b}" for a, b in pairwise(["^", *words, "$"])] if words else []


def looks(line: str) -> list[float]:
    """Return what one line shows by itself, whatever stands around it."""
    words = _WORD.findall(line)
    count = max(1, len(words))
    letters = max(1, len(line))
    lower = [word.lower() for word in words]
    return [
        np.log1p(len(words)),
        np.log1p(len(line)),
        sum(map(len, words)) / count,
        float(bool(_END.search(line))),
        float(line.endswith("?")),
        float(line.endswith((":", "...", "…", "»", ">", "+"))),
        sum(word[0].isupper() for word in words) / count,
        sum(word.isupper() and len(word) > 1 for word in words) / count,
        sum(character.isdigit() for character in line) / letters,
        sum(not (character.isalnum() or character.isspace()) for character in line) / letters,
        sum(word in ENGLISH for word in lower) / count,
        line.count(",") / count,
        float(len(_INNER_END.findall(line))),
        float(any(mark in line for mark in '“”"«»')),
        len(_MARKUP.findall(line)) / count,
        len(_ADDRESS.findall(line)) / count,
        len(_GLUED.findall(line)) / count,
        float(line[:1].islower()),
        float(not line[:1].isalnum() and line[:1] not in "“\"'‘"),
        float(not words),
        float(bool(_DATE.search(line[:300]))),
        float(bool(_RIGHTS.search(line[:500]))),
        float(len(line) < 160 and read_byline(line) is not None),
        float(bool(_PHOTO.search(line[:500]))),
        float(bool(_CAPTION.search(line[-240:]))),
        float(bool(_SAID.search(line))),
        len(_READER.findall(line)) / count,
        float(sum(line.count(mark) for mark in "|•·/›")),
        *(len(group.findall(line[:500])) / count for group in _GROUPS),
    ]


def _weights(line: str, odds: Mapping[str, float]) -> list[float]:
    found = [odds.get(token, 0.0) for token in tokens(line)]
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


def _content(line: str) -> set[str]:
    words = (word.lower() for word in _WORD.findall(line[:2000]))
    return {word[:6] for word in words if len(word) > 3 and word not in ENGLISH}


def _topic(lines: Sequence[str], prose: NDArray[np.bool_]) -> Matrix:
    """Return where each line stands to the core of the page, and how many of its words the core has elsewhere."""
    start, end = _core(lines, prose)
    words = [_content(line) for line in lines]
    core = Counter(word for place in range(start, end) if prose[place] for word in words[place])
    first = next((place for place in range(len(lines)) if prose[place]), 0)
    lead = words[first] | (words[start] if start < end else set())
    rows = []
    for place, held in enumerate(words):
        own = start <= place < end and bool(prose[place])
        shared = sum(core[word] > own for word in held) / max(1, len(held))
        deep = sum(core[word] - own for word in held) / max(1, len(held) * (end - start))
        distance = place - end + 1 if place >= end else place - start if place < start else 0
        rows.append(
            [
                float(np.sign(distance) * np.log1p(abs(distance))),
                np.log1p(min(place - start, end - 1 - place)) if distance == 0 else -1.0,
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
        there = short & np.array([bool(cue.search(line[:200])) for line in lines])
        columns.append(np.log1p(_since(there, 60)))
        columns.append(np.log1p(np.cumsum(there)))
    return np.column_stack(columns)


_NEIGHBOUR_LOOKS: Final = (0, 3, 6, 10, 20)


def features(
    lines: Sequence[str], odds: Mapping[str, float], *, look: Callable[[str], Sequence[float]] = looks
) -> Matrix:
    """Return one row of numbers for each line; ``odds`` are the log odds of words to stand in furniture.

    ``look`` may remember the looks of lines that come again.
    """
    own = np.array([[*look(line), *_weights(line, odds)] for line in lines], dtype=float)
    prose = _prose(own)
    topic = _topic(lines, prose)
    near = np.column_stack([own[:, _NEIGHBOUR_LOOKS], own[:, -3:], prose, topic[:, 3]])
    around = [_shifted(near, by) for by in (-3, -2, -1, 1, 2, 3)]
    return np.column_stack([own, prose, _places(lines, own, prose), topic, _cues(lines, own), *around])
