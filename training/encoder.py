"""The tagger's network: a BERT encoder with added input features, and heads that tag and join."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from sayso.attribution.joining import BUCKETS
from sayso.attribution.marks import STATES
from sayso.attribution.pieces import BREAKS, CASES

ROLE_LABELS: Final = 7
NAME_LABELS: Final = 9
POINTER: Final = 96


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the encoder: those of MiniLM-L6-H384."""

    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    vocabulary: int = 30522
    positions: int = 512
    dropout: float = 0.1


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query_key_value = nn.Linear(shape.width, 3 * shape.width)
        self.mix = nn.Linear(shape.width, shape.width)
        self.widen = nn.Linear(shape.width, shape.inner)
        self.narrow = nn.Linear(shape.inner, shape.width)
        self.norm_attention = nn.LayerNorm(shape.width, eps=1e-12)
        self.norm_output = nn.LayerNorm(shape.width, eps=1e-12)
        self.drop = nn.Dropout(shape.dropout)

    def forward(self, states: Tensor, mask: Tensor | None) -> Tensor:
        """Return the states (batch, pieces, width) after attention and the inner layer."""
        batch, pieces, width = states.shape
        size = width // self.heads
        parts = self.query_key_value(states).view(batch, pieces, 3, self.heads, size).permute(2, 0, 3, 1, 4)
        # Explicit products: on the processors at hand faster than the fused kernel, and simple to quantise.
        weights = parts[0] @ parts[1].transpose(-1, -2) * size**-0.5
        if mask is not None:
            weights = weights + mask
        mixed = torch.softmax(weights, -1).to(parts.dtype) @ parts[2]
        mixed = self.mix(mixed.transpose(1, 2).reshape(batch, pieces, width))
        states = self.norm_attention(states + self.drop(mixed))
        inner = self.narrow(functional.gelu(self.widen(states)))
        normed: Tensor = self.norm_output(states + self.drop(inner))
        return normed


class Network(nn.Module):
    """Encoder and heads; the first piece of every window is ``[CLS]``, the last ``[SEP]``."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.width
        self.words = nn.Embedding(shape.vocabulary, width)
        self.positions = nn.Embedding(shape.positions, width)
        self.cases = nn.Embedding(CASES, width)
        self.marks = nn.Embedding(STATES, width)
        self.breaks = nn.Embedding(BREAKS, width)
        for added in (self.cases, self.marks, self.breaks):
            nn.init.normal_(added.weight, std=0.01)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(shape.dropout)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.roles = nn.Linear(width, ROLE_LABELS)
        self.names = nn.Linear(width, NAME_LABELS)
        self.join_inner = nn.Linear(width, width)
        self.join = nn.Linear(width, 4 * POINTER)
        # Learned with the heads, used by the decoder: label transitions, and what a distance is worth.
        self.transitions = nn.Parameter(torch.zeros(ROLE_LABELS, ROLE_LABELS))
        self.distances = nn.Parameter(torch.zeros(2, BUCKETS))

    def forward(self, features: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor]:
        """Return role scores, name scores and the four pointer projections of each piece.

        ``features`` is (batch, pieces, 4): id, case, mark, break; ``mask`` is added to the
        attention weights (0 or a large negative number).
        """
        places = torch.arange(features.shape[1], device=features.device)
        states = self.words(features[..., 0]) + self.positions(places) + self.cases(features[..., 1])
        states = states + self.marks(features[..., 2]) + self.breaks(features[..., 3])
        states = self.drop(self.norm(states))
        for layer in self.layers:
            states = layer(states, mask)
        states = self.drop(states)
        joins = self.join(functional.gelu(self.join_inner(states)))
        return self.roles(states), self.names(states), joins


def load_base(network: Network, folder: Path) -> None:
    """Fill the encoder with the BERT weights of ``folder`` (``model.safetensors``)."""
    stored = {key.removeprefix("bert."): value for key, value in load_file(folder / "model.safetensors").items()}
    with torch.no_grad():
        network.words.weight.copy_(stored["embeddings.word_embeddings.weight"])
        # The segment is always the first, so that its embedding is a constant.
        network.positions.weight.copy_(
            stored["embeddings.position_embeddings.weight"] + stored["embeddings.token_type_embeddings.weight"][0]
        )
        _copy(network.norm, stored, "embeddings.LayerNorm")
        for number, layer in enumerate(network.layers):
            assert isinstance(layer, Layer)  # noqa: S101 - tells the type checker what a ModuleList holds
            at = f"encoder.layer.{number}"
            for kind in ("weight", "bias"):
                parts = [stored[f"{at}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                getattr(layer.query_key_value, kind).copy_(torch.cat(parts))
            _copy(layer.mix, stored, f"{at}.attention.output.dense")
            _copy(layer.norm_attention, stored, f"{at}.attention.output.LayerNorm")
            _copy(layer.widen, stored, f"{at}.intermediate.dense")
            _copy(layer.narrow, stored, f"{at}.output.dense")
            _copy(layer.norm_output, stored, f"{at}.output.LayerNorm")


def _copy(module: nn.Module, stored: dict[str, Tensor], name: str) -> None:
    for kind in ("weight", "bias"):
        getattr(module, kind).copy_(stored[f"{name}.{kind}"])
