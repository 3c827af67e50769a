"""From label scores to labelled stretches of pieces, by the best path through a linear chain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
FORBIDDEN: Final = np.float32(-1e4)


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


def best_path(scores: Scores, transitions: Scores) -> NDArray[np.int64]:
    """Return the labels of the best path (Viterbi 1967), one a row of ``scores``.

    ``transitions`` already holds the ``constraints``; no path starts with an inside label.
    """
    pieces, labels = scores.shape
    if not pieces:
        return np.zeros(0, dtype=np.int64)
    back = np.zeros((pieces, labels), dtype=np.int64)
    best = scores[0] + transitions[0]  # as if after an O
    columns = np.arange(labels)
    for place in range(1, pieces):
        reach = best[:, None] + transitions
        back[place] = came = reach.argmax(0)
        best = reach[came, columns] + scores[place]
    path = np.zeros(pieces, dtype=np.int64)
    path[-1] = best.argmax()
    for place in range(pieces - 1, 0, -1):
        path[place - 1] = back[place, path[place]]
    return path


def stretches(path: NDArray[np.int64]) -> list[Stretch]:
    """Return the stretches of a path: a beginning label and the inside labels after it.

    >>> stretches(np.array([0, 1, 2, 1, 3, 4, 0]))
    [Stretch(first=1, last=3, kind=0), Stretch(first=3, last=4, kind=0), Stretch(first=4, last=6, kind=1)]
    """
    begins = path % 2 == 1
    ends = np.append((path[1:] == 0) | begins[1:], [True]) & (path > 0)
    firsts, lasts = np.flatnonzero(begins), np.flatnonzero(ends) + 1
    return [Stretch(int(a), int(b), int(path[a]) // 2) for a, b in zip(firsts, lasts, strict=True)]
