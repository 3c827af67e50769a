"""A trained network made slimmer: heads of attention and inner columns are dropped, and what stays makes up for them.

Layer by layer, the outputs of the whole network are regressed on what the slim one still sees, so that each layer also
mends what those before it do otherwise.  What is dropped next is what the regression loses least by (Hassibi and Stork
1993, a group of columns at a time).
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.encoder import HEAD, Layer, Network

STEP = 32  # inner columns dropped before the regression is done again
RIDGE = 3e-4  # of the mean variance of a column


def _parts(*tables: Tensor) -> list[tuple[Tensor, ...]]:
    """Return each table in parts of some thousand rows, so that sums in single precision stay short."""
    return [torch.split(table, 4096) for table in tables]


@dataclass(frozen=True, slots=True)
class Moments:
    """What a regression of ``wanted`` on ``seen`` needs: covariances, and the means of both."""

    seen: Tensor
    both: Tensor
    mean_seen: Tensor
    mean_wanted: Tensor

    @classmethod
    def of(cls, seen: Tensor, wanted: Tensor) -> Moments:
        """Return the moments of rows (rows, columns), in double precision, with a ridge."""
        mean_seen, mean_wanted = seen.mean(0).double(), wanted.mean(0).double()
        within = sum((a.T @ a).double() for a in _parts(seen)[0]) / len(seen) - mean_seen[:, None] * mean_seen
        both = sum((a.T @ b).double() for a, b in zip(*_parts(seen, wanted), strict=True)) / len(seen)
        ridge = within.diagonal().mean() * RIDGE * torch.eye(len(within), dtype=torch.float64)
        return cls(within + ridge, both - mean_seen[:, None] * mean_wanted, mean_seen, mean_wanted)


def kept_columns(moments: Moments, *, group: int, keep: int) -> Tensor:
    """Return the columns of ``keep`` groups of ``group`` columns that ``wanted`` is regressed on best."""
    alive = torch.arange(len(moments.seen)).view(-1, group)
    while len(alive) > keep:
        kept = alive.flatten()
        inverse = torch.linalg.inv(moments.seen[kept][:, kept])
        weights = (inverse @ moments.both[kept]).view(len(alive), group, -1)
        numbers = torch.arange(len(kept)).view(-1, group)
        corners = inverse[numbers[:, :, None], numbers[:, None, :]]
        losses = (torch.linalg.solve(corners, weights) * weights).sum((1, 2))
        dropped = losses.argsort()[: min(STEP if group == 1 else 1, len(alive) - keep)]
        staying = torch.ones(len(alive), dtype=torch.bool)
        staying[dropped] = False
        alive = alive[staying]
    return alive.flatten()


def regress(module: nn.Linear, moments: Moments, kept: Tensor) -> None:
    """Make ``module`` give what is wanted, as nearly as may be, of the kept columns alone."""
    weights = torch.linalg.solve(moments.seen[kept][:, kept], moments.both[kept])
    module.in_features = len(kept)
    module.weight = nn.Parameter(weights.T.float().contiguous())
    module.bias = nn.Parameter((moments.mean_wanted - moments.mean_seen[kept] @ weights).float())


def _take(module: nn.Linear, rows: Tensor) -> None:
    module.out_features = len(rows)
    module.weight, module.bias = nn.Parameter(module.weight[rows].clone()), nn.Parameter(module.bias[rows].clone())


@torch.no_grad()
def slim(whole: Network, windows: Sequence[Tensor], *, heads: Sequence[int], inner: Sequence[int]) -> Network:
    """Return ``whole`` with so many heads and inner columns a layer, made up for on ``windows`` (1, pieces, 4)."""
    network = copy.deepcopy(whole).eval()
    lengths = [window.shape[1] for window in windows]
    taught = states = torch.cat([whole.embedded(window)[0] for window in windows])
    for old, new, head_count, columns in zip(whole.layers, network.layers, heads, inner, strict=True):
        assert isinstance(old, Layer)  # noqa: S101 - tells the type checker what a ModuleList holds
        assert isinstance(new, Layer)  # noqa: S101 - as above
        wanted = taught + old.mix(_attended(old, taught, lengths))
        seen = _attended(new, states, lengths)
        moments = Moments.of(seen, wanted - states)
        kept = kept_columns(moments, group=HEAD, keep=head_count)
        regress(new.mix, moments, kept)
        _take(new.query_key_value, torch.cat([kept + part * seen.shape[1] for part in range(3)]))
        new.heads = head_count
        states, taught = new.norm_attention(states + new.mix(seen[:, kept])), old.norm_attention(wanted)

        wanted = taught + old.narrow(old.widened(taught))
        seen = new.widened(states)
        moments = Moments.of(seen, wanted - states)
        kept = kept_columns(moments, group=1, keep=columns)
        regress(new.narrow, moments, kept)
        _take(new.widen, kept)
        states, taught = new.norm_output(states + new.narrow(seen[:, kept])), old.norm_output(wanted)
    return Network.of(network.state_dict())


@torch.no_grad()
def spread(network: Network, named: int) -> Network:
    """Return ``network`` with its names read off the last ``named`` layers; what it gives stays as it is."""
    weights = network.state_dict()
    more = network.words.embedding_dim * (named - network.named)
    return Network.of(weights | {"names.weight": functional.pad(weights["names.weight"], (more, 0))})


def _attended(layer: Layer, states: Tensor, lengths: Sequence[int]) -> Tensor:
    """Return what the heads of ``layer`` see of each window; the windows are stacked."""
    return torch.cat([layer.attended(part[None])[0] for part in torch.split(states, list(lengths))])
