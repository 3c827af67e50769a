"""Write a trained network in the form that ships: one int8 ONNX graph, tokenizer, manifest.

python -m training.export --weights averaged.pt --out FOLDER [--base PATH] [--float]
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from sayso.attribution.joining import Balance
from sayso.attribution.manifest import NETWORK, TOKENIZER, Manifest, write_model
from training.base import base_folder, load_tokenizer
from training.drawing import drawn
from training.encoder import Network, Shape
from training.measure import CONTEXT, ROOM

ROLE_LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
NAME_LABELS = ("O", *(f"{at}-{kind}" for kind in ("person", "organisation", "place", "other") for at in "BI"))


class SmallTable(nn.Module):
    """An embedding table in int8 with one scale a row: a quarter of the bytes, finer than one scale for all."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.scale = nn.Buffer(scale)
        self.table = nn.Buffer(torch.round(weight / scale).to(torch.int8))

    def forward(self, rows: Tensor) -> Tensor:
        """Return the embeddings of ``rows``."""
        found: Tensor = self.table[rows].float() * self.scale[rows]
        return found


def graph(network: Network, path: Path) -> None:
    """Write ``network`` to ``path`` as an ONNX graph in single precision."""
    features = torch.zeros(1, 40, 4, dtype=torch.int64)
    torch.onnx.export(
        network.eval(),
        (features,),
        str(path),
        input_names=["features"],
        output_names=["roles", "names", "joins"],
        dynamic_shapes={"features": {1: torch.export.Dim("pieces", min=2, max=Shape().positions)}},
        opset_version=20,
        dynamo=True,
        external_data=False,
        verbose=False,
    )


def quantise(source: Path, target: Path) -> None:
    """Write the graph ``source`` with the encoder's matrices in int8, a scale a column.

    The heads stay in single precision: they are small, and what they say is compared finely.
    """
    model = onnx.load(source)
    sizes = {item.name: list(item.dims) for item in model.graph.initializer}
    heads = [
        node.name
        for node in model.graph.node
        if node.op_type in {"MatMul", "Gemm"}
        and any(name in sizes and sizes[name] in HEAD_SIZES for name in node.input)
    ]
    quantize_dynamic(
        source,
        target,
        op_types_to_quantize=["MatMul", "Gemm"],
        per_channel=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=heads,
        extra_options={"MatMulConstBOnly": True},
    )


HEAD_SIZES = ([384, 7], [7, 384], [384, 9], [9, 384])


def write(network: Network, tokenizer: Tokenizer, out: Path, *, small: bool = True) -> None:
    """Write the model folder ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    if small:
        network.words = SmallTable(network.words.weight.detach())  # type: ignore[assignment]
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        graph(network, plain)
        if small:
            quantise(plain, out / NETWORK)
        else:
            (out / NETWORK).write_bytes(plain.read_bytes())
    describe(network, tokenizer, out)


def write_slim(network: Network, tokenizer: Tokenizer, out: Path) -> None:
    """Write into ``out`` the weights of a slim network, and into its ``model/`` the folder that ships."""
    (out / "model").mkdir(parents=True, exist_ok=True)
    onnx.save(drawn(network), out / "model" / NETWORK)
    describe(network, tokenizer, out / "model")
    torch.save(network.state_dict(), out / "weights.pt")


def describe(network: Network, tokenizer: Tokenizer, out: Path) -> None:
    """Write into ``out``, where the network lies already, the tokenizer, the manifest and the listing."""
    tokenizer.save(str(out / TOKENIZER))
    transitions, distances = _rounded(network.transitions), _rounded(network.distances)
    write_model(out, Manifest(ROOM, CONTEXT, ROLE_LABELS, NAME_LABELS, transitions, distances, Balance()))


def _rounded(table: Tensor) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(round(value, 5) for value in row) for row in table.detach().tolist())


def main() -> None:
    """Read the command line and write the folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--base", type=Path)
    parser.add_argument("--float", action="store_true", help="leave the network in single precision, to compare")
    given = parser.parse_args()
    network = Network.of(torch.load(given.weights, weights_only=True))
    write(network, load_tokenizer(given.base or base_folder()), given.out, small=not given.float)


if __name__ == "__main__":
    main()
