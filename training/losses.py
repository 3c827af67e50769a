"""What the network is taught by: the likelihood of label paths, and of joins."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from sayso.attribution.joining import NO_SOURCE, buckets
from sayso.attribution.labels import constraints


def path_loss(scores: Tensor, labels: Tensor, real: Tensor, transitions: Tensor) -> Tensor:
    """Return the negative log likelihood of the label paths per real piece (Lafferty et al. 2001).

    ``scores`` is (batch, pieces, labels), ``real`` marks what is no padding.
    """
    allowed = transitions + torch.from_numpy(constraints(transitions.shape[0]))
    total = scores[:, 0] + allowed[0]
    for place in range(1, scores.shape[1]):
        moved = torch.logsumexp(total[:, :, None] + allowed, 1) + scores[:, place]
        total = torch.where(real[:, place, None], moved, total)
    emitted = (scores.gather(-1, labels[..., None]).squeeze(-1) * real).sum(1)
    walked = (allowed[labels[:, :-1], labels[:, 1:]] * real[:, 1:]).sum(1)
    path = emitted + walked + allowed[0, labels[:, 0]]
    return (torch.logsumexp(total, -1) - path).sum() / real.sum()


def gap_table(longest: int) -> Tensor:
    """Return (longest, longest) distance buckets; column 0 is "no source"."""
    places = np.arange(longest)
    table = buckets(places[None, :] - places[:, None])
    table[:, 0] = NO_SOURCE
    return torch.from_numpy(table)


def join_loss(scores: Tensor, wanted: Tensor, real: Tensor) -> Tensor:
    """Return the mean negative log probability of the wanted columns, over rows that have any.

    ``scores`` is (batch, rows, columns); a row with several wanted columns is content with any.
    """
    scores = scores.masked_fill(~real[:, None, :], -1e4)
    taught = wanted.any(-1)
    if not bool(taught.any()):
        return scores.sum() * 0
    rows, right = scores[taught], wanted[taught]
    return (torch.logsumexp(rows, -1) - torch.logsumexp(rows.masked_fill(~right, -1e4), -1)).mean()


def name_loss(scores: Tensor, labels: Tensor) -> Tensor:
    """Return the cross entropy of the name labels, unknown ones left out."""
    if not bool((labels >= 0).any()):
        return scores.sum() * 0
    return functional.cross_entropy(scores.flatten(0, 1), labels.flatten())
