"""Which pairs of reports are worth judging, without comparing all with all.

Reports meet under keys: a rare word, two words side by side, a run of four words, a speaker with a word,
and a cell of the space of meanings.  A key under which too many reports stand tells nothing and is passed
over, so that the work grows with the number of reports, not with its square; each report then keeps
its ``NEAREST`` best partners by meaning and shared keys.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Final

import numpy as np

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


def _keys(side: Side) -> Iterable[tuple[str, ...]]:
    stems = sorted(side.stems)
    yield from (("word", stem) for stem in stems)
    yield from (("words", *sorted(two)) for two in pairwise(word for word in side.words if len(word) > 3))
    yield from (("run", *side.words[at : at + RUN]) for at in range(len(side.words) - RUN + 1))
    if side.speaker is not None:
        yield from (("speaker", side.speaker.entity, stem) for stem in stems)


def _cells(sides: Sequence[Side]) -> list[list[tuple[str, ...]]]:
    planes = np.random.default_rng(SEED).standard_normal((WIDTH, TABLES * PLANES))
    above = np.stack([side.vector for side in sides]) @ planes > 0
    return [
        [("cell", str(table), "".join("01"[bit] for bit in row[table * PLANES : (table + 1) * PLANES].tolist()))
         for table in range(TABLES)]
        for row in above
    ]  # fmt: skip


def _meetings(sides: Sequence[Side]) -> Mapping[tuple[int, int], int]:
    """Return how many keys each pair of places shares that is not crowded."""
    under: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, (side, cells) in enumerate(zip(sides, _cells(sides), strict=True)):
        for key in {*_keys(side), *cells}:
            under[key].append(place)
    met: defaultdict[tuple[int, int], int] = defaultdict(int)
    for places in under.values():
        if 1 < len(places) <= CROWDED:
            for two in combinations(places, 2):
                met[two] += 1
    return met


def candidates(sides: Sequence[Side]) -> list[tuple[int, int]]:
    """Return the pairs of places in ``sides`` worth judging, each once, sorted."""
    if len(sides) < 2:
        return []
    partners: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for (a, b), keys in _meetings(sides).items():
        near = float(sides[a].vector @ sides[b].vector)
        if near >= FARTHEST and _nested_apart(sides[a], sides[b]):
            worth = near + min(keys, 10) / 10
            partners[a].append((-worth, b))
            partners[b].append((-worth, a))
    return sorted({(min(a, b), max(a, b)) for a, found in partners.items() for _, b in sorted(found)[:NEAREST]})


def _nested_apart(a: Side, b: Side) -> bool:
    """Return whether neither report is inside the other's content, where it would be another voice."""
    return a.report.nested_in != b.report.id and b.report.nested_in != a.report.id
