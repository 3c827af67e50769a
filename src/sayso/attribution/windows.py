"""Pieces cut into windows that the network reads in one go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sayso.attribution.pieces import GLUED, LINE, OTHER, Numbers, Pieces


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``[first, last)`` are read; those before ``own`` are context that another window tags."""

    first: int
    own: int
    last: int


@dataclass(frozen=True, slots=True)
class Cuts:
    """Where a window may begin: at a paragraph, else at a sentence; both sorted."""

    paragraphs: Numbers
    sentences: Numbers

    def last_in(self, low: int, high: int) -> int | None:
        """Return the last paragraph start in ``(low, high]``, else the last sentence start, else ``None``."""
        for places in (self.paragraphs, self.sentences):
            at = int(np.searchsorted(places, high, side="right")) - 1
            if at >= 0 and places[at] > low:
                return int(places[at])
        return None

    def first_in(self, low: int, high: int) -> int | None:
        """Return the first paragraph start in ``[low, high)``, else the first sentence start, else ``None``."""
        for places in (self.paragraphs, self.sentences):
            at = int(np.searchsorted(places, low, side="left"))
            if at < len(places) and places[at] < high:
                return int(places[at])
        return None


def _sentence_starts(pieces: Pieces, stops: frozenset[int]) -> Numbers:
    """Return the pieces that follow a full stop and the marks glued to it."""
    stop = np.isin(pieces.ids, sorted(stops))
    glued = (pieces.breaks == GLUED) & (pieces.cases == OTHER)
    # Each piece's latest piece that is no glued mark decides: behind a stop's tail a sentence starts.
    anchors = np.maximum.accumulate(np.where(glued & ~stop, 0, np.arange(len(pieces))))
    tail = stop[anchors]
    return np.flatnonzero(tail[:-1] & ~tail[1:]) + 1


def _cuts(pieces: Pieces, stops: frozenset[int]) -> Cuts:
    return Cuts(np.flatnonzero(pieces.breaks >= LINE), _sentence_starts(pieces, stops))


def windows(
    pieces: Pieces, *, room: int, context: int, stops: frozenset[int], first_room: int | None = None
) -> Iterator[Window]:
    """Yield windows that tag at most ``room`` pieces, each with up to ``context`` pieces before them.

    The pieces are spread evenly, so that no window is a stub.  ``stops`` are the pieces that end
    a sentence; ``first_room``, for training, is the most that the first window tags.
    """
    if not len(pieces):
        return
    cuts, total, start = _cuts(pieces, stops), len(pieces), 0
    free = first_room or room
    while start < total:
        left = total - start
        windows_left = -(-left // free)
        # An eighth more than the even share lets a window end with its paragraph.
        wanted = free if first_room else min(free, -(-left // windows_left) + room // 8)
        end = total
        if wanted < left:
            end = cuts.last_in(start + wanted // 2, start + wanted) or start + wanted
        before = cuts.first_in(max(0, start - context), start)
        yield Window(start if before is None else before, start, end)
        start, free = end, room
