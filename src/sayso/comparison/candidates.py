"""Which pairs of reports are worth judging, without comparing all with all.

Reports meet under keys: a rare word, two words side by side, a run of four words, a speaker with a word,
and a cell of the space of meanings.  A key under which too many reports stand tells nothing and is passed
over, so that the work grows with the number of reports, not with its square; each report then keeps
its ``NEAREST`` best partners by meaning and shared keys.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sayso.comparison.meaning import WIDTH
from sayso.comparison.sides import Side

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
_AT_ONCE: Final = 1024  # sides whose cells are worked out in one product


Keys = Iterable[Hashable]
Numbers = NDArray[np.int64]


def _words(side: Side) -> Keys:
    return side.stems


def _two_words(side: Side) -> Keys:
    return (tuple(sorted(two)) for two in pairwise(word for word in side.words if len(word) > 3))


def _runs(side: Side) -> Keys:
    return (side.words[at : at + RUN] for at in range(len(side.words) - RUN + 1))


def _words_of_speaker(side: Side) -> Keys:
    return ((side.speaker.entity, stem) for stem in side.stems) if side.speaker is not None else ()


def _cells(sides: Sequence[Side]) -> Iterator[list[Keys]]:
    """Yield the cell of each side, one table after another."""
    planes = np.random.default_rng(SEED).standard_normal((WIDTH, TABLES * PLANES))
    above = np.empty((len(sides), TABLES * PLANES), dtype=bool)
    for start in range(0, len(sides), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        above[some] = np.stack([side.vector for side in sides[some]]) @ planes > 0
    for table in range(TABLES):
        yield [(row.tobytes(),) for row in above[:, table * PLANES : (table + 1) * PLANES]]


def _meetings(sides: Sequence[Side]) -> Counter[int]:
    """Return how many keys that are not crowded each pair of sides shares: a pair is a · number of sides + b.

    One kind of keys is looked at after another, for all together would take more memory than all else.
    """
    met: Counter[int] = Counter()
    for keys_of in (_words, _two_words, _runs, _words_of_speaker):
        met.update(_met(map(keys_of, sides), len(sides)))
    for cells in _cells(sides):
        met.update(_met(cells, len(sides)))
    return met


def _met(keys: Iterable[Keys], count: int) -> Iterator[int]:
    """Yield each pair once for each key of one kind that it shares; ``keys`` are those of each of ``count`` sides."""
    under: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, own in enumerate(keys):
        for key in set(own):
            under[key].append(place)
    for places in under.values():
        if len(places) <= CROWDED:
            yield from (a * count + b for a, b in combinations(places, 2))


def candidates(sides: Sequence[Side]) -> list[tuple[int, int]]:
    """Return the pairs of places in ``sides`` worth judging, each once, sorted."""
    if len(sides) < 2:
        return []
    met = _meetings(sides)
    pairs = np.fromiter(met, np.int64, len(met))
    shared = np.fromiter(met.values(), np.int64, len(met))
    near = np.fromiter((_nearness(sides, *divmod(pair, len(sides))) for pair in met), np.float64, len(met))
    worth = near + np.minimum(shared, 10) / 10
    nearby = near >= FARTHEST
    best = _best(*np.divmod(pairs[nearby], len(sides)), worth[nearby])
    return [divmod(pair, len(sides)) for pair in np.sort(pairs[nearby][best]).tolist()]


def _nearness(sides: Sequence[Side], a: int, b: int) -> float:
    """Return how near two sides are in meaning, -1 where one report is inside the other's content: another voice."""
    one, other = sides[a], sides[b]
    nested = one.report.nested_in == other.report.id or other.report.nested_in == one.report.id
    return -1.0 if nested else float(one.vector @ other.vector)


def _best(first: Numbers, second: Numbers, worth: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which pairs are among the ``NEAREST`` best of one of the two; of pairs of like worth the earlier are."""
    places, others = np.concatenate([first, second]), np.concatenate([second, first])
    order = np.lexsort((others, -np.tile(worth, 2), places))
    rank = np.arange(len(order)) - np.searchsorted(places[order], places[order])
    best = np.zeros(len(worth), dtype=bool)
    best[order[rank < NEAREST] % max(1, len(worth))] = True
    return best
