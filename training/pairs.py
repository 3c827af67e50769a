"""Learn the judge's weights from labelled pairs of attributions.

    python -m training.pairs --data ../shared/data/pairs/dev.jsonl --articles ../shared/data/polnear/train \
        --out src/sayso/comparison/judge.json

A softmax regression with a ridge, on standardised features, by accelerated gradient descent (Nesterov
1983): it is convex, so that the weights depend on the pairs alone.  Rare relations are weighted up by
the square root of their rarity.  ``STIFFNESS`` was swept over 1, 3, 10 and 30 by cross-validation that leaves one
month out at a time (the story of a week is then never in both halves); the optimum is flat.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sayso.comparison.features import measure
from sayso.comparison.judge import RELATIONS, Judge, Numbers
from training.gold_pairs import GoldPair, read_gold, read_pairs

STIFFNESS: Final = 30.0
LEVELLING: Final = 0.5
STEPS: Final = 500

Flags = NDArray[np.bool_]


def by_month(gold: Sequence[GoldPair]) -> Iterator[tuple[Flags, Flags]]:
    """Yield, for each month, which pairs lie outside it and which inside."""
    months = np.array([row.month for row in gold])
    for month in sorted(set(months.tolist())):
        yield months != month, months == month


def learn(values: Numbers, labels: NDArray[np.int64]) -> Judge:
    """Return the judge learned from feature ``values`` (one row a pair) and ``labels`` (places in RELATIONS)."""
    centre, spread = values.mean(axis=0), values.std(axis=0) + 1e-6
    inputs = np.column_stack([(values - centre) / spread, np.ones(len(values))])
    wanted = np.eye(len(RELATIONS))[labels]
    counts = np.maximum(1, np.bincount(labels, minlength=len(RELATIONS)))
    worth = ((len(labels) / len(RELATIONS) / counts) ** LEVELLING)[labels]
    return Judge(centre, spread, _descend(inputs, wanted, worth))


def _descend(inputs: Numbers, wanted: Numbers, worth: Numbers) -> Numbers:
    steepest = 0.5 * np.linalg.norm(inputs * np.sqrt(worth)[:, None], 2) ** 2 + STIFFNESS
    stiffness = np.full((inputs.shape[1], 1), STIFFNESS)
    stiffness[-1] = 0  # the constant is free
    weights = ahead = np.zeros((inputs.shape[1], wanted.shape[1]))
    pace = 1.0
    for _ in range(STEPS):
        risen = np.exp(inputs @ ahead - (inputs @ ahead).max(axis=1, keepdims=True))
        missed = (risen / risen.sum(axis=1, keepdims=True) - wanted) * worth[:, None]
        moved = ahead - (inputs.T @ missed + stiffness * ahead) / steepest
        next_pace = (1 + (1 + 4 * pace**2) ** 0.5) / 2
        ahead = moved + (pace - 1) / next_pace * (moved - weights)
        weights, pace = moved, next_pace
    return weights


def main() -> None:
    """Learn from all pairs and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m training.pairs", description="Learn the judge's weights.")
    parser.add_argument("--data", type=Path, required=True, help="labelled pairs, JSON lines")
    parser.add_argument("--articles", type=Path, required=True, help="the texts and attributions that they speak of")
    parser.add_argument("--out", type=Path, required=True, help="the file to write")
    given = parser.parse_args()
    gold = read_gold(given.data)
    compared = [(measure(pair), row) for pair, row in zip(read_pairs(gold, given.articles), gold, strict=True) if pair]
    labels = np.array([RELATIONS.index(row.label) for _, row in compared])
    learn(np.array([values for values, _ in compared]), labels).write(given.out)


if __name__ == "__main__":
    main()
