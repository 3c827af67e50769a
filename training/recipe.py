"""How the weights are made: one frozen record."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipe:
    """The settings of one training; those that were tried otherwise are named in the model card.

    ``batch_pieces`` is the most pieces in a batch, padding included; the rates are those of AdamW
    for what was pre-trained and for what is new; ``warm_up`` is a share of all steps; ``average``
    """

    epochs: int = 9
    seed: int = 1
    batch_pieces: int = 3072
    encoder_rate: float = 3e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    warm_up: float = 0.06
    average: float = 0.998
    join_weight: float = 0.3
    name_weight: float = 0.1
    hidden: float = 0.0
    threads: int = 2
