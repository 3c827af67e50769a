"""Means of weights: those of a run as it goes, and of runs that share a start.

    python -m training.averaging --out DIR [--base PATH] FILE:SHARE FILE:SHARE …

writes the mean of slim networks in the form that ships.  Each FILE is the ``weights.pt`` of a run of
``training.distilling``; the shares need not add up to one.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from training.base import base_folder, load_tokenizer
from training.encoder import Network
from training.export import write_slim
from training.slimming import spread

Weights = dict[str, Tensor]


def mean(weights: Sequence[Weights], shares: Sequence[float] | None = None) -> Weights:
    """Return the mean of each parameter (Wortsman and others, 2022: weights that share a start can be averaged).

    ``shares`` tell how much each of the weights counts; all count alike unless given.
    """
    if shares is None:
        return {name: torch.stack([one[name] for one in weights]).mean(0) for name in weights[0]}
    held = [(one, share / sum(shares)) for one, share in zip(weights, shares, strict=True)]
    return {name: torch.stack([one[name] * share for one, share in held]).sum(0) for name in weights[0]}


@torch.no_grad()
def follow(averaged: Sequence[Tensor], learning: Sequence[Tensor], step: int, *, most: float) -> None:
    """Move a running average towards what was learned; it keeps at most the share ``most``, less in the first steps."""
    keep = min(most, (1 + step) / (10 + step))
    torch._foreach_lerp_(list(averaged), list(learning), 1 - keep)


def averaged(networks: Sequence[Network], shares: Sequence[float]) -> Network:
    """Return the mean of networks of one shape; names are read off as many layers as any of them does."""
    named = max(network.named for network in networks)
    return Network.of(mean([spread(network, named).state_dict() for network in networks], shares))


def main() -> None:
    """Read the command line and write the folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="+", metavar="FILE:SHARE")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--base", type=Path)
    given = parser.parse_args()
    files, shares = zip(*(part.rsplit(":", 1) for part in given.parts), strict=True)
    networks = [Network.of(torch.load(file, weights_only=True)) for file in files]
    network = averaged(networks, [float(share) for share in shares])
    write_slim(network, load_tokenizer(given.base or base_folder()), given.out)


if __name__ == "__main__":
    main()
