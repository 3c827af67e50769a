"""From the network's scores of one window to attributions and names, in pieces of the whole text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sayso.attribution.joining import Balance, Evidence, Group, Joins, evidence, join
from sayso.attribution.labels import FORBIDDEN, Scores, Stretch, best_paths, constraints, stretches
from sayso.attribution.marks import openings
from sayso.attribution.pieces import PARAGRAPH, Numbers, Pieces
from sayso.attribution.windows import Window

NAME_LABELS: Final = 9
BEGINS_SOURCE: Final = 1
INSIDE_SOURCE: Final = 2
BEGINS_CUE: Final = 3
INSIDE_CUE: Final = 4
BEGINS_CONTENT: Final = 5
INSIDE_CONTENT: Final = 6
# Quotations of fewer pieces may be nicknames or titles inside a source. Neutral on dev from 4 to 8.
BARRIER: Final = 4


@dataclass(frozen=True, slots=True)
class Outputs:
    """What the network says of one window, a row a piece, ``[CLS]`` first and ``[SEP]`` last."""

    roles: Scores
    names: Scores
    joins: Scores


@dataclass(frozen=True, slots=True)
class Decoder:
    """What turns scores into attributions: learned transitions and distances, and a swept balance."""

    transitions: Scores
    distances: Scores
    balance: Balance = field(default_factory=Balance)

    def __post_init__(self) -> None:
        object.__setattr__(self, "transitions", self.transitions + constraints(len(self.transitions)))


@dataclass(frozen=True, slots=True)
class Found:
    """The attributions and names of one window, in pieces of the whole text."""

    groups: tuple[Group, ...]
    names: tuple[Stretch, ...]


def _own(path: NDArray[np.int64], window: Window) -> NDArray[np.int64]:
    """Return ``path`` with the context blanked; an inside label cut from its beginning goes too."""
    own = path.copy()
    start = window.own - window.first + 1
    own[:start] = 0
    own[-1] = 0
    while start < len(own) and own[start] > 0 and own[start] % 2 == 0:
        own[start] = 0
        start += 1
    return own


def _placed(stretch: Stretch, window: Window) -> Stretch:
    shift = window.first - 1
    return Stretch(stretch.first + shift, stretch.last + shift, stretch.kind)


def read(outputs: Sequence[Outputs], cuts: Sequence[Window], pieces: Pieces, decoder: Decoder) -> list[Found]:
    """Return what the scores of each window of ``pieces`` amount to.

    The path through the role labels is walked twice: the second time with what the pointers of
    the first time's stretches say of what was missed.
    """
    joins = [_joins(one.joins, decoder) for one in outputs]
    opened, begun = openings(pieces.marks, least=BARRIER), np.flatnonzero(pieces.breaks == PARAGRAPH)
    barred = [_barred(one.roles, window, opened, begun) for one, window in zip(outputs, cuts, strict=True)]
    # The names take no time of their own when they are walked along.
    walked = best_paths(
        [*barred, *(one.names for one in outputs)],
        [decoder.transitions] * len(cuts) + [constraints(NAME_LABELS)] * len(cuts),
    )
    first, names = walked[: len(cuts)], walked[len(cuts) :]
    scores = [
        _supported(table, evidence(stretches(path), join_, decoder.balance, _likely_cue(one.roles)))
        for one, table, path, join_ in zip(outputs, barred, first, joins, strict=True)
    ]
    roles = best_paths(scores, [decoder.transitions] * len(cuts))
    return [
        Found(
            tuple(
                _placed_group(group, window) for group in join(stretches(_own(path, window)), join_, decoder.balance)
            ),
            tuple(_placed(name, window) for name in stretches(_own(named, window))),
        )
        for path, named, join_, window in zip(roles, names, joins, cuts, strict=True)
    ]


def _joins(projections: Scores, decoder: Decoder) -> Joins:
    seeks_cue, is_cue, seeks_source, is_source = np.split(projections, 4, axis=1)
    return Joins(seeks_cue, is_cue, seeks_source, is_source, decoder.distances)


def _barred(roles: Scores, window: Window, opened: Numbers, begun: Numbers) -> Scores:
    """Return the role scores with no source or cue running on into a quotation, and nothing into a paragraph."""
    scores = roles.copy()
    scores[_rows(opened, window)[:, None], [INSIDE_SOURCE, INSIDE_CUE]] += FORBIDDEN
    scores[_rows(begun, window)[:, None], [INSIDE_SOURCE, INSIDE_CUE, INSIDE_CONTENT]] += FORBIDDEN
    return scores


def _rows(places: Numbers, window: Window) -> Numbers:
    """Return the rows of the window's scores at those of ``places`` that it holds."""
    held: Numbers = places[(places >= window.first) & (places < window.last)] - window.first + 1
    return held


def _likely_cue(roles: Scores) -> Scores:
    """Return the probability of each piece's being in a cue."""
    odds = np.exp(roles - roles.max(1, keepdims=True))
    likely: Scores = odds[:, [BEGINS_CUE, INSIDE_CUE]].sum(1) / odds.sum(1)
    return likely


def _supported(roles: Scores, found: Evidence) -> Scores:
    """Return the role scores with the evidence added to the beginning labels."""
    scores = roles.copy()
    scores[:, BEGINS_SOURCE] += found.source
    scores[:, BEGINS_CUE] += found.cue
    scores[:, BEGINS_CONTENT] += found.content
    return scores


def _placed_group(group: Group, window: Window) -> Group:
    parts = (tuple(_placed(one, window) for one in part) for part in (group.source, group.cue, group.content))
    return Group(*parts)
