"""The mean of slim networks that share a start, in the form that ships.

    python -m training.averaging --out DIR [--base PATH] FILE:SHARE FILE:SHARE …

Each FILE is the ``weights.pt`` of a run of ``training.distilling``; the shares need not add up to one (Wortsman and
others 2022: weights that share a start can be averaged).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch

from training.base import base_folder, load_tokenizer
from training.distilling import write_slim
from training.encoder import Network
from training.slimming import spread


def averaged(networks: Sequence[Network], shares: Sequence[float]) -> Network:
    """Return the mean of networks of one shape; names are read off as many layers as any of them does."""
    named = max(network.named for network in networks)
    weights = [spread(network, named).state_dict() for network in networks]
    total = sum(shares)
    held = [(one, share / total) for one, share in zip(weights, shares, strict=True)]
    return Network.of({name: torch.stack([one[name] * share for one, share in held]).sum(0) for name in weights[0]})


def main() -> None:
    """Read the command line and write the folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="+", metavar="FILE:SHARE")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--base", type=Path)
    given = parser.parse_args()
    files, shares = zip(*(part.rsplit(":", 1) for part in given.parts), strict=True)
    networks = [Network.of(torch.load(file, weights_only=True)) for file in files]
    mean = averaged(networks, [float(share) for share in shares])
    write_slim(mean, load_tokenizer(given.base or base_folder()), given.out)


if __name__ == "__main__":
    main()
