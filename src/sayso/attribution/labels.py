"""From label scores to labelled stretches of pieces, by the best path through a linear chain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
FORBIDDEN: Final = np.float32(-1e4)
_ROOM: Final = 1 << 20  # sums of scores and transitions that are held at once
_NONE: Final[NDArray[np.int64]] = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Pieces ``[first, last)`` of one kind (0, 1, …, in the order of the labels)."""

    first: int
    last: int
    kind: int


def constraints(labels: int) -> Scores:
    """Return what moving from label to label costs: an inside label follows only its own kind.

    Labels are O, B-0, I-0, B-1, I-1, …; row is the label before, column the label after.
    """
    table = np.zeros((labels, labels), dtype=np.float32)
    for inside in range(2, labels, 2):
        table[:, inside] = FORBIDDEN
        table[[inside - 1, inside], inside] = 0
    return table


def best_paths(scores: Sequence[Scores], transitions: Sequence[Scores]) -> list[NDArray[np.int64]]:
    """Return for each table of ``scores`` (pieces, labels) the labels of its best path (Viterbi 1967).

    ``transitions`` are those of each table, and already hold the ``constraints``; no path starts with an inside
    label.  All tables are walked at once, which saves most of the time of walking them one by one; what is
    found in one does not depend on the others.
    """
    if not any(len(table) for table in scores):
        return [_NONE for _ in scores]
    sizes, labels = [len(table) for table in scores], max(len(table) for table in transitions)
    padded = np.full((max(sizes), len(scores), labels), FORBIDDEN, dtype=np.float32)
    padded[:, :, 0] = 0
    into = np.full((len(scores), labels, labels), FORBIDDEN, dtype=np.float32)
    for number, (table, moves) in enumerate(zip(scores, transitions, strict=True)):
        padded[: len(table), number, : len(moves)] = table
        padded[0, number, : len(moves)] += moves[0]  # as if after an O
        into[number, : len(moves), : len(moves)] = moves.T  # row is the label after: what is compared lies side by side
    best = padded  # becomes, place by place, the score of the best path that ends there with each label
    reach = np.empty((len(scores), labels, labels), dtype=np.float32)
    most = np.empty((len(scores), labels), dtype=np.float32)
    earlier = best[:-1, :, None]
    for before, here in zip(earlier, best[1:], strict=True):
        np.add(before, into, out=reach)
        np.maximum.reduce(reach, 2, out=most)
        np.add(here, most, out=here)
    at_once = max(1, _ROOM // reach.size)
    back = np.empty((len(earlier), len(scores), labels), dtype=np.int8)
    for start in range(0, len(back), at_once):
        back[start : start + at_once] = (earlier[start : start + at_once] + into).argmax(3)
    return [
        _walked_back(back[: size - 1, number], best[size - 1, number]) if size else _NONE
        for number, size in enumerate(sizes)
    ]


def _walked_back(back: NDArray[np.int8], last: Scores) -> NDArray[np.int64]:
    """Return the path that ends best; ``back`` holds, from the second piece on, the best label before each label."""
    path = [int(last.argmax())]
    for came in back[::-1].tolist():
        path.append(came[path[-1]])
    return np.array(path[::-1], dtype=np.int64)


def stretches(path: NDArray[np.int64]) -> list[Stretch]:
    """Return the stretches of a path: a beginning label and the inside labels after it.

    >>> stretches(np.array([0, 1, 2, 1, 3, 4, 0]))
    [Stretch(first=1, last=3, kind=0), Stretch(first=3, last=4, kind=0), Stretch(first=4, last=6, kind=1)]
    """
    begins = path % 2 == 1
    ends = np.append((path[1:] == 0) | begins[1:], [True]) & (path > 0)
    firsts, lasts = np.flatnonzero(begins), np.flatnonzero(ends) + 1
    return [Stretch(int(a), int(b), int(path[a]) // 2) for a, b in zip(firsts, lasts, strict=True)]
