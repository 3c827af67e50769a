"""Windows gathered into batches of like length, anew each epoch."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from sayso.attribution.pieces import frame_of, stops_of
from training.examples import UNKNOWN, Example, alter, cut_windows, examples, label
from training.polnear import GoldArticle


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows, padded: (windows, pieces, …); ``real`` marks what is no padding.

    ``to_cue`` and ``to_source`` are (windows, pieces, pieces): which piece each should point at.
    """

    features: Tensor
    real: Tensor
    roles: Tensor
    names: Tensor
    to_cue: Tensor
    to_source: Tensor


def collate(windows: Sequence[Example]) -> Batch:
    """Return the examples as one padded batch."""
    rows, longest = len(windows), max(len(window.roles) for window in windows)
    features = torch.zeros(rows, longest, 4, dtype=torch.int64)
    roles = torch.zeros(rows, longest, dtype=torch.int64)
    names = torch.full((rows, longest), UNKNOWN)
    real = torch.zeros(rows, longest, dtype=torch.bool)
    wanted = torch.zeros(2, rows, longest, longest, dtype=torch.bool)
    for row, window in enumerate(windows):
        size = len(window.roles)
        features[row, :size] = torch.from_numpy(window.features)
        roles[row, :size] = torch.from_numpy(window.roles)
        names[row, :size] = torch.from_numpy(window.names)
        real[row, :size] = True
        for kind, pairs in enumerate((window.to_cue, window.to_source)):
            wanted[kind, row, pairs[:, 0], pairs[:, 1]] = True
    return Batch(features, real, roles, names, wanted[0], wanted[1])


def _epoch(gold: Sequence[GoldArticle], tokenizer: Tokenizer, chance: random.Random) -> list[Example]:
    """Return every article, altered and cut anew, as windows in order of length."""
    stops, ends = stops_of(tokenizer), frame_of(tokenizer)
    made: list[Example] = []
    for article in gold:
        labelled = label(article, alter(article.text, chance), tokenizer)
        made += examples(labelled, cut_windows(labelled.pieces, stops, chance), ends)
    return sorted(made, key=lambda one: len(one.roles) + chance.random() * 16)


def batches(
    gold: Sequence[GoldArticle], tokenizer: Tokenizer, most_pieces: int, chance: random.Random
) -> Iterator[Batch]:
    """Yield one epoch in batches of at most ``most_pieces``, shuffled."""
    grouped: list[list[Example]] = [[]]
    for one in _epoch(gold, tokenizer, chance):
        if (len(grouped[-1]) + 1) * len(one.roles) > most_pieces:
            grouped.append([])
        grouped[-1].append(one)
    chance.shuffle(grouped)
    for group in grouped:
        yield collate(group)
