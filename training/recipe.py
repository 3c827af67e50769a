"""How the weights are made: frozen records."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """One run over the data: ``rate`` is the highest of the encoder, ``last`` the share left at the end.

    ``hidden`` is the share of words hidden: helpful late, but from the start it cost two points.
    The weights of a stage are the mean of the running averages after each of its last ``kept`` epochs.
    """

    epochs: int
    rate: float
    last: float
    hidden: float
    kept: int


@dataclass(frozen=True, slots=True)
class Recipe:
    """The settings of one training; those that were tried otherwise are named in the model card.

    ``batch_pieces`` is the most pieces in a batch, padding included; ``head_rate`` is how many times
    the encoder's rate what is new learns with; ``warm_up`` is a share of all steps; ``average`` is what
    a step keeps of the running average of the weights.
    The second stage starts from the weights of the first, and the mean of both is what ships.
    """

    first: Stage = Stage(epochs=7, rate=3e-4, last=0.2, hidden=0.0, kept=3)
    second: Stage = Stage(epochs=2, rate=1e-4, last=0.02, hidden=0.08, kept=2)
    seed: int = 1
    batch_pieces: int = 3072
    head_rate: float = 10 / 3
    decay: float = 0.01
    warm_up: float = 0.06
    average: float = 0.998
    join_weight: float = 0.3
    name_weight: float = 0.1
    threads: int = 2


@dataclass(frozen=True, slots=True)
class Slimming:
    """How the network that ships is made of a whole one.

    ``heads`` and ``inner`` are what each layer keeps, so many that the next to go would cost every layer about the
    same share of its output's variance.  The regressions are done on ``shown`` windows.  A step of learning takes
    ``windows`` windows; the weights are those of the parts of its loss, beside the label scores' divergence.
    ``average`` is what a step keeps of the running average of the weights, which is what ships; the names are read
    off the last ``named`` layers.
    """

    heads: tuple[int, ...] = (5, 10, 9, 9, 8, 1)
    inner: tuple[int, ...] = (736, 1344, 1056, 896, 672, 384)
    shown: int = 160
    steps: int = 2400
    windows: int = 4
    rate: float = 2e-4
    last: float = 0.02
    warm_up: int = 30
    name_weight: float = 0.2
    join_weight: float = 0.05
    layer_weight: float = 0.3
    average: float = 0.998
    named: int = 4
    seed: int = 1
