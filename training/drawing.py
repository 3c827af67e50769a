"""The network drawn as an ONNX graph of the operators that onnxruntime runs fastest.

It is drawn by hand: what an exporter writes is fused by onnxruntime as it sees fit, and its joint step of adding and
norming takes seven times as long as the two by themselves.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, checker, helper, numpy_helper
from torch import Tensor, nn

from training.encoder import HEAD, NAME_LABELS, POINTER, ROLE_LABELS, Layer, Network

# With at most 64 in place of 127, sums of two products of bytes fit into sixteen bits: processors without VNNI
# then add them up exactly on their fast way, and all processors find the same.
MOST: Final = 64
_OWN: Final = "com.microsoft"  # the operators of onnxruntime that ONNX does not have
_OPSETS: Final = (("", 20), (_OWN, 1))


def rounded(weight: Tensor) -> tuple[Tensor, Tensor]:
    """Return a matrix in whole numbers from −MOST to MOST, and the scale of each row (rows, 1)."""
    scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / MOST
    return (weight / scale).round(), scale


class Drawing:
    """A graph in the making: its nodes, and the tables that they use."""

    def __init__(self) -> None:
        self.nodes: list[NodeProto] = []
        self.tables: dict[str, NDArray[np.generic]] = {}

    def table(self, name: str, values: NDArray[np.generic] | Tensor) -> str:
        """Keep a table under ``name``; return the name."""
        held = values.detach().numpy() if isinstance(values, Tensor) else values
        self.tables[name] = np.ascontiguousarray(held)
        return name

    def numbers(self, *values: int) -> str:
        """Return the name of a table of these whole numbers."""
        return self.table(f"numbers{values}", np.array(values, dtype=np.int64))

    def draw(self, kind: str, *inputs: str, own: bool = False, named: str | None = None, **settings: Any) -> str:
        """Add a node with one output; return the output's name."""
        output = named or f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=_OWN if own else "", **settings))
        return output

    def split(self, states: str, axis: int, parts: int) -> list[str]:
        """Return the names of equal parts along an axis."""
        names = [f"Split_{len(self.nodes)}_{part}" for part in range(parts)]
        self.nodes.append(helper.make_node("Split", [states], names, axis=axis, num_outputs=parts))
        return names

    def norm(self, states: str, module: nn.LayerNorm, name: str) -> str:
        """Return the states normed."""
        weight, bias = self.table(f"{name}.weight", module.weight), self.table(f"{name}.bias", module.bias)
        return self.draw("LayerNormalization", states, weight, bias, epsilon=module.eps)

    def product(self, states: str, module: nn.Linear, name: str) -> str:
        """Return the product with a matrix in bytes, a scale a column; the states are scaled by their largest value."""
        whole, scale = rounded(module.weight.detach())
        matrix = self.table(f"{name}.weight", whole.T.numpy().astype(np.int8))
        scales, bias = self.table(f"{name}.scale", scale[:, 0]), self.table(f"{name}.bias", module.bias)
        return self.draw("DynamicQuantizeMatMul", states, matrix, scales, "", bias, own=True)

    def label(self, states: str, module: nn.Linear, name: str) -> None:
        """Give label scores out as ``name``.  They stay in single precision, for they are compared finely."""
        weight, bias = self.table(f"{name}.weight", module.weight.T), self.table(f"{name}.bias", module.bias)
        self.draw("Add", self.draw("MatMul", states, weight), bias, named=name)

    def embedded(self, network: Network) -> str:
        """Return the states before the first layer."""
        shape = self.draw("Shape", "features", start=1, end=2)
        columns = [self.draw("Squeeze", part, self.numbers(2)) for part in self.split("features", 2, 4)]
        largest = network.words.weight.detach().abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        words = (network.words.weight.detach() / largest).round().numpy().astype(np.int8)
        row = self.draw("Cast", self.draw("Gather", self.table("words", words), columns[0]), to=TensorProto.FLOAT)
        states = self.draw("Mul", row, self.draw("Gather", self.table("words.scale", largest), columns[0]))
        places = self.table("positions", network.positions.weight)
        states = self.draw("Add", states, self.draw("Slice", places, self.numbers(0), shape, self.numbers(0)))
        for column, name in zip(columns[1:], ("cases", "marks", "breaks"), strict=True):
            table = self.table(name, getattr(network, name).weight)
            states = self.draw("Add", states, self.draw("Gather", table, column))
        return self.norm(states, network.norm, "norm")

    def layer(self, states: str, layer: Layer, name: str) -> str:
        """Return the states after one layer."""
        parts = self.split(self.product(states, layer.query_key_value, f"{name}.query_key_value"), 2, 3)
        seen = self.draw("MultiHeadAttention", *parts, own=True, num_heads=layer.heads, scale=HEAD**-0.5)
        mixed = self.product(seen, layer.mix, f"{name}.mix")
        states = self.norm(self.draw("Add", states, mixed), layer.norm_attention, f"{name}.norm_attention")
        wide = self.draw("Gelu", self.product(states, layer.widen, f"{name}.widen"), approximate="tanh")
        narrow = self.product(wide, layer.narrow, f"{name}.narrow")
        return self.norm(self.draw("Add", states, narrow), layer.norm_output, f"{name}.norm_output")


def drawn(network: Network) -> ModelProto:
    """Return the graph of ``network``: from features (1, pieces, 4) to roles, names and joins (1, pieces, …)."""
    drawing = Drawing()
    states = drawing.embedded(network)
    after = []
    for number, layer in enumerate(network.layers):
        assert isinstance(layer, Layer)  # noqa: S101 - tells the type checker what a ModuleList holds
        states = drawing.layer(states, layer, f"layers.{number}")
        after.append(states)
    drawing.label(states, network.roles, "roles")
    named = states if network.named == 1 else drawing.draw("Concat", *after[-network.named :], axis=2)
    drawing.label(named, network.names, "names")
    inner = drawing.draw("Gelu", drawing.product(states, network.join_inner, "join_inner"), approximate="tanh")
    drawing.draw("Identity", drawing.product(inner, network.join, "join"), named="joins")
    outputs = (("roles", ROLE_LABELS), ("names", NAME_LABELS), ("joins", 4 * POINTER))
    graph = helper.make_graph(
        drawing.nodes,
        "tagger",
        [helper.make_tensor_value_info("features", TensorProto.INT64, [1, "pieces", 4])],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, "pieces", size]) for name, size in outputs],
        [numpy_helper.from_array(values, name) for name, values in drawing.tables.items()],
    )
    opsets = [helper.make_opsetid(domain, version) for domain, version in _OPSETS]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=10)
    checker.check_model(model)
    return model
