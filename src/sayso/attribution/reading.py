"""From the network's scores of one window to attributions and names, in pieces of the whole text."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sayso.attribution.joining import Balance, Group, Joins, join
from sayso.attribution.labels import Scores, Stretch, best_path, constraints, stretches
from sayso.attribution.windows import Window

NAME_LABELS = 9


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


def read(outputs: Outputs, window: Window, decoder: Decoder) -> Found:
    """Return what the scores of ``window`` amount to."""
    roles = stretches(_own(best_path(outputs.roles, decoder.transitions), window))
    names = stretches(_own(best_path(outputs.names, constraints(NAME_LABELS)), window))
    joins = Joins(*np.split(outputs.joins, 4, axis=1), decoder.distances)
    groups = tuple(
        Group(*(tuple(_placed(s, window) for s in part) for part in (group.source, group.cue, group.content)))
        for group in join(roles, joins, decoder.balance)
    )
    return Found(groups, tuple(_placed(s, window) for s in names))
