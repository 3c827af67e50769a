"""Which pairs of reports are worth judging, without comparing all with all.

Reports meet under keys: a rare word, two words side by side, a run of four words, a speaker with a word,
and a cell of the space of meanings.  A key under which too many reports stand tells nothing and is passed
over, so that the work grows with the number of reports, not with its square; each report then keeps
its ``NEAREST`` best partners by meaning and shared keys.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sayso.comparison.meaning import WIDTH, Vectors
from sayso.comparison.meetings import Numbers, Shares, each_two, held, joined, joined_up, meetings, tallied
from sayso.comparison.rows import Rows
from sayso.comparison.sides import Side
from sayso.spilled import Spilled

# A key that more reports share than this is a word of the story, not of a remark.
CROWDED: Final = 40
NEAREST: Final = 20
# Below this, no labelled pair was of one statement or claim (lowest: 0.53); the judge has seen none below 0.3.
FARTHEST: Final = 0.3
RUN: Final = 4
# Cells of the space of meanings (Charikar 2002): reports whose vectors lie on the same side of the same planes.
TABLES: Final = 8
PLANES: Final = 10
SEED: Final = 20161102
# Shorter words say little beside another.
_SHORT: Final = 3
_AT_ONCE: Final = 1024  # sides whose cells are worked out in one product
_VECTORS: Final = 8192  # sides whose vectors are in memory
_PAIRS: Final = 4096  # pairs whose nearness is worked out with the vectors of their sides in memory

Keys = tuple[NDArray[np.integer], NDArray[np.integer]]
"""Keys, and who holds each."""


class _Column(Rows):
    """Numbers of all sides, a row for each."""

    def keys(self) -> Keys:
        """Return the numbers as keys."""
        counts = self.counts()
        return self.numbers(), np.repeat(np.arange(len(counts)), counts)

    def runs(self, length: int) -> Keys:
        """Return each run of so many numbers of one side as a key."""
        numbers, holders = self.keys()
        last = max(0, len(numbers) - length + 1)
        keys = np.zeros(last, dtype=np.int32)
        for at in range(length):
            keys = joined(keys, numbers[at : at + last])
        inside = holders[:last] == holders[length - 1 :] if last else np.zeros(0, dtype=bool)
        return keys[inside], holders[:last][inside]


class _Table:
    """What sides meet under, in numbers: gathered in one look at each."""

    def __init__(self, sides: Sequence[Side]) -> None:
        self.stems, self.words, self.long_words = _Column(), _Column(), _Column()
        self.speakers = array("i")
        self.vectors: Spilled[Vectors] = Spilled(near=_VECTORS)
        self.places: dict[str, int] = {}
        self.holders: list[str | None] = []
        known: dict[str, int] = {}
        speakers: dict[str, int] = {}
        for place, side in enumerate(sides):
            numbers = [known.setdefault(word, len(known)) for word in side.words]
            self.words.append(numbers)
            self.long_words.append(
                [number for number, word in zip(numbers, side.words, strict=True) if len(word) > _SHORT]
            )
            self.stems.append([known.setdefault(stem, len(known)) for stem in side.stems])
            self.speakers.append(speakers.setdefault(side.speaker.entity, len(speakers)) if side.speaker else -1)
            self.vectors.append(side.vector)
            self.places[side.report.id] = place
            self.holders.append(side.report.nested_in)

    def kinds(self) -> Iterator[Keys]:
        """Yield the keys of one kind after another: all together would take more memory than all else."""
        yield self.stems.keys()
        yield self._two_words()
        yield self.words.runs(RUN)
        yield self._words_of_speaker()
        yield from self._cells()

    def _two_words(self) -> Keys:
        """Return two long words side by side, whichever comes first."""
        numbers, holders = self.long_words.keys()
        one, other = numbers[:-1], numbers[1:]
        inside = holders[:-1] == holders[1:]
        first, second = np.minimum(one, other)[inside], np.maximum(one, other)[inside]
        return joined(first, second), holders[:-1][inside]

    def _words_of_speaker(self) -> Keys:
        stems, holders = self.stems.keys()
        speakers = np.array(self.speakers, dtype=np.int64)[holders]
        told = speakers >= 0
        return joined(speakers[told], stems[told]), holders[told]

    def _cells(self) -> Iterator[Keys]:
        """Yield the cell of each side, one table after another."""
        count = len(self.vectors)
        planes = np.random.default_rng(SEED).standard_normal((WIDTH, TABLES * PLANES))
        above = np.empty((count, TABLES * PLANES), dtype=bool)
        for start in range(0, count, _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            above[some] = np.stack(self.vectors[some]) @ planes > 0
        for table in range(TABLES):
            yield above[:, table * PLANES : (table + 1) * PLANES] @ (1 << np.arange(PLANES)), np.arange(count)

    def nearness(self, first: Numbers, second: Numbers) -> NDArray[np.float64]:
        """Return how near the two sides of each pair are in meaning; ``first`` is in order."""
        near = [np.zeros(0)]
        for start in range(0, len(first), _PAIRS):
            some = slice(start, start + _PAIRS)
            places, at = np.unique(np.concatenate([first[some], second[some]]), return_inverse=True)
            vectors = np.stack([self.vectors[place] for place in places.tolist()])
            one, other = np.split(at, 2)
            near.append(np.einsum("ij,ij->i", vectors[one], vectors[other]).astype(np.float64))
        return np.concatenate(near)

    def nested(self) -> list[tuple[int, int]]:
        """Return the places of each report inside another's content, the lower place first."""
        inside = [(place, self.places.get(holder or "")) for place, holder in enumerate(self.holders)]
        return [(min(place, around), max(place, around)) for place, around in inside if around is not None]


def candidates(sides: Sequence[Side]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of places in ``sides`` worth judging, each once, sorted."""
    count = len(sides)
    table = _Table(sides)
    nested = np.array([a * count + b for a, b in table.nested()], dtype=np.int64)
    partners: Shares[np.void] = Shares()
    for met, shared in tallied(_met(table.kinds(), count), count):
        first, second = np.divmod(met, max(1, count))
        near = table.nearness(first, second)
        worthwhile = (near >= FARTHEST) & ~np.isin(met, nested)  # what is nested is another voice
        worth = (near + np.minimum(shared, 10) / 10)[worthwhile]
        for one, other in ((first, second), (second, first)):
            partners.put(one[worthwhile], _partners(one[worthwhile], other[worthwhile], worth))
    return each_two(np.unique(joined_up(_best(some, count) for some in partners)), count)


def _met(kinds: Iterable[Keys], count: int) -> Iterator[Numbers]:
    for keys, holders in kinds:
        yield from meetings(*held(keys, holders, count), count, CROWDED)


def _partners(places: Numbers, others: Numbers, worth: NDArray[np.float64]) -> NDArray[np.void]:
    """Return a row for each pair: of which place, with which other one, and what that is worth."""
    rows = np.empty(len(places), dtype=[("place", np.int32), ("other", np.int32), ("worth", np.float64)])
    rows["place"], rows["other"], rows["worth"] = places, others, worth
    return rows


def _best(partners: NDArray[np.void], count: int) -> Numbers:
    """Return the pairs of each place with its ``NEAREST`` best others; of others of like worth the first are."""
    ordered = partners[np.lexsort((partners["other"], -partners["worth"], partners["place"]))]
    places = ordered["place"].astype(np.int64)
    best = np.arange(len(places)) - np.searchsorted(places, places) < NEAREST
    others = ordered["other"][best].astype(np.int64)
    pairs: Numbers = np.minimum(places[best], others) * count + np.maximum(places[best], others)
    return pairs
