"""The armed parties that pages of one story name.

Pages are of one story when they mention two of the same entities.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from sayso.comparison.meetings import Numbers, joined_up, tallied
from sayso.comparison.rows import Rows

_ONE_STORY: Final = 2  # entities that pages of one story share


class Stories:
    """Finds the one armed party of a story, by the entities that each page mentions and the parties that it names.

    Both are told by numbers, those of one page each once.
    """

    def __init__(self, mentioned: Rows, armed: Rows) -> None:
        self._mentioned, self._armed = mentioned, armed
        self._count = armed.largest() + 1
        # Each entity with each party that a page names beside it: entity · count + party.
        self._about = joined_up(pairs for pairs, _ in tallied(self._beside(), self._count))

    def only(self, page: int) -> int | None:
        """Return the one armed party that a page and the pages of the same story name."""
        mentioned = np.array(self._mentioned[page], dtype=np.int64) * self._count
        starts, ends = (np.searchsorted(self._about, some).tolist() for some in (mentioned, mentioned + self._count))
        beside = [self._about[start:end] for start, end in zip(starts, ends, strict=True)]
        parties, times = np.unique(joined_up(beside) % self._count, return_counts=True)
        near = {*parties[times >= _ONE_STORY].tolist(), *self._armed[page]}
        return near.pop() if len(near) == 1 else None

    def _beside(self) -> Iterator[Numbers]:
        for mentioned, armed in zip(self._mentioned, self._armed, strict=True):
            if armed:
                entities = np.array(mentioned, dtype=np.int64) * self._count
                yield np.add.outer(entities, np.array(armed, dtype=np.int64)).ravel()
