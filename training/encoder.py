"""The tagger's network: a BERT encoder with added input features, and heads that tag and join."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
HEAD: Final = 32  # what one head of attention sees of a piece


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the encoder: those of MiniLM-L6-H384; ``heads`` and ``inner`` are one number a layer.

    The names are read off the states after so many of the last layers: ``named``.
    """

    width: int = 384
    heads: tuple[int, ...] = (12,) * 6
    inner: tuple[int, ...] = (1536,) * 6
    vocabulary: int = 30522
    positions: int = 512
    dropout: float = 0.1
    named: int = 1

    @classmethod
    def of(cls, weights: Mapping[str, Tensor]) -> Shape:
        """Return the shape of a network with these weights."""
        layers = range(sum(name.endswith(".mix.weight") for name in weights))
        heads = tuple(weights[f"layers.{layer}.mix.weight"].shape[1] // HEAD for layer in layers)
        inner = tuple(weights[f"layers.{layer}.narrow.weight"].shape[1] for layer in layers)
        vocabulary, width = weights["words.weight"].shape
        named = weights["names.weight"].shape[1] // width
        return cls(heads=heads, inner=inner, vocabulary=vocabulary, named=named)


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self, shape: Shape, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.query_key_value = nn.Linear(shape.width, 3 * heads * HEAD)
        self.mix = nn.Linear(heads * HEAD, shape.width)
        self.widen = nn.Linear(shape.width, inner)
        self.narrow = nn.Linear(inner, shape.width)
        self.norm_attention = nn.LayerNorm(shape.width, eps=1e-12)
        self.norm_output = nn.LayerNorm(shape.width, eps=1e-12)
        self.drop = nn.Dropout(shape.dropout)

    def attended(self, states: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return what the heads see (batch, pieces, heads · HEAD), not yet mixed."""
        batch, pieces, _ = states.shape
        parts = self.query_key_value(states).view(batch, pieces, 3, self.heads, HEAD).permute(2, 0, 3, 1, 4)
        # Explicit products: on the processors at hand faster than the fused kernel.
        weights = parts[0] @ parts[1].transpose(-1, -2) * HEAD**-0.5
        if mask is not None:
            weights = weights + mask
        seen = torch.softmax(weights, -1).to(parts.dtype) @ parts[2]
        return seen.transpose(1, 2).reshape(batch, pieces, self.heads * HEAD)

    def widened(self, states: Tensor) -> Tensor:
        """Return the columns of the inner layer (batch, pieces, inner)."""
        return functional.gelu(self.widen(states))

    def forward(self, states: Tensor, mask: Tensor | None) -> Tensor:
        """Return the states (batch, pieces, width) after attention and the inner layer."""
        states = self.norm_attention(states + self.drop(self.mix(self.attended(states, mask))))
        normed: Tensor = self.norm_output(states + self.drop(self.narrow(self.widened(states))))
        return normed


class Network(nn.Module):
    """Encoder and heads; the first piece of every window is ``[CLS]``, the last ``[SEP]``."""

    @classmethod
    def of(cls, weights: Mapping[str, Tensor]) -> Network:
        """Return the network that has these weights, to be used and not trained."""
        network = cls(Shape.of(weights)).eval()
        network.load_state_dict(weights)
        return network

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
        self.layers = nn.ModuleList(Layer(shape, *sizes) for sizes in zip(shape.heads, shape.inner, strict=True))
        self.roles = nn.Linear(width, ROLE_LABELS)
        self.named = shape.named
        self.names = nn.Linear(width * shape.named, NAME_LABELS)
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
        return self.said(self.encoded(features, mask))

    def embedded(self, features: Tensor) -> Tensor:
        """Return the states (batch, pieces, width) before the first layer."""
        places = torch.arange(features.shape[1], device=features.device)
        states = self.words(features[..., 0]) + self.positions(places) + self.cases(features[..., 1])
        states = states + self.marks(features[..., 2]) + self.breaks(features[..., 3])
        return self.drop(self.norm(states))

    def encoded(self, features: Tensor, mask: Tensor | None = None) -> list[Tensor]:
        """Return the states (batch, pieces, width) before the first layer and after each."""
        states = [self.embedded(features)]
        for layer in self.layers:
            states.append(layer(states[-1], mask))
        return states

    def said(self, states: Sequence[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
        """Return the scores and projections that the heads read off the last of ``states``, the names off more."""
        last = self.drop(states[-1])
        joins = self.join(functional.gelu(self.join_inner(last)))
        named = last if self.named == 1 else self.drop(torch.cat(list(states[-self.named :]), -1))
        return self.roles(last), self.names(named), joins


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
