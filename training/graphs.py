"""The network's weights > the ONNX graphs that ship, written in the operators that ONNX Runtime has fused.

An exported graph spells attention out and guards against padding. Here windows and questions come one at a time, so
that nothing is padded and nothing masked; what a pointer makes of the pieces before it is asked is made once a window.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from headwater.nlp.network import POINTERS

Array = NDArray[Any]
FUSED = "com.microsoft"
OPSET, IR = 17, 8
BERT_HEADS, POINTER_HEADS = 12, 4
LAYERS, BLOCKS = 6, 2
REACH = 64
EPSILON, POINTER_EPSILON = 1e-12, 1e-5
TAGGERS = ("outer", "any", "names", "phrases")


class Matrix(NamedTuple):
    """A matrix in steps of a signed byte: values [in, out], and the size of a step in each column [out]."""

    values: Array
    scales: Array


Weights = Mapping[str, "Array | Matrix"]
"""The network's weights by their names in it; matrices as `quantised` gives them."""


def quantised(weight: Array) -> Matrix:
    """A linear layer's weight [out, in] in signed bytes, nought in the middle, each output by its own scale."""
    scales = np.maximum(np.abs(weight).max(1), np.finfo(np.float32).tiny).astype(np.float32) / np.float32(127)
    return Matrix(np.round(weight / scales[:, None]).astype(np.int8).T.copy(), scales)


def _floats(name: str, *shape: int | str) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def _integers(name: str, *shape: int | str) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.INT64, shape)


class Graph:
    """A graph that grows by calls; values are known by name."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, array: Array) -> str:
        self._constants[name] = numpy_helper.from_array(np.ascontiguousarray(array), name)
        return name

    def axis(self, number: int) -> str:
        return self.constant(f"axis {number}", np.array([number]))

    def weight(self, name: str) -> Array:
        found = self._weights[name]
        assert not isinstance(found, Matrix), f"{name} is a matrix"
        return found

    def call(
        self, operator: str, *inputs: str, output: str = "", outputs: int = 1, domain: str = "", **given: Any
    ) -> Any:
        """The name of the output, `output` where that is fixed; the names of several `outputs`."""
        number = len(self._nodes)
        names = [output or f"{operator} {number}.{i}" for i in range(outputs)]
        self._nodes.append(helper.make_node(operator, inputs, names, f"{operator} {number}", domain=domain, **given))
        return names[0] if outputs == 1 else names

    def fused(self, operator: str, *inputs: str, **given: Any) -> Any:
        return self.call(operator, *inputs, domain=FUSED, **given)

    def steps(self, x: str) -> list[str]:
        """`x` in steps of a byte by the range of what is in it: values, size of a step, where nought is."""
        found: list[str] = self.call("DynamicQuantizeLinear", x, outputs=3)
        return found

    def linear(self, steps: list[str], name: str, part: slice = slice(None)) -> str:
        """A linear layer of the network, or `part` of its outputs."""
        matrix = self._weights[f"{name}.weight"]
        assert isinstance(matrix, Matrix), f"{name} is no matrix"
        label = f"{name} {part.start or 0}"
        values = self.constant(f"{label} values", matrix.values[:, part])
        scales = self.constant(f"{label} scales", matrix.scales[part])
        bias = self.constant(f"{label} bias", self.weight(f"{name}.bias")[part])
        found: str = self.fused("MatMulIntegerToFloat", steps[0], values, steps[1], scales, steps[2], "", bias)
        return found

    def norm(self, x: str, name: str, epsilon: float, output: str = "") -> str:
        weight, bias = (self.constant(f"{name}.{part}", self.weight(f"{name}.{part}")) for part in ("weight", "bias"))
        found: str = self.call("LayerNormalization", x, weight, bias, output=output, axis=-1, epsilon=epsilon)
        return found

    def attention(self, query: str, key: str, value: str, heads: int, width: int) -> str:
        scale = float((width // heads) ** -0.5)
        found: str = self.fused("MultiHeadAttention", query, key, value, num_heads=heads, scale=scale)
        return found

    def gelu(self, x: str) -> str:
        found: str = self.fused("Gelu", x)
        return found

    def write(self, inputs: list[onnx.ValueInfoProto], outputs: list[onnx.ValueInfoProto], path: Path) -> None:
        graph = helper.make_graph(self._nodes, path.stem, inputs, outputs, list(self._constants.values()))
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(FUSED, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=IR)
        onnx.checker.check_model(model)
        onnx.save(model, str(path))


def encoder(weights: Weights, path: Path) -> None:
    """ids, cases, layouts [1, t] > what headwater.nlp.network.Encoded holds, in its order, then what pointers see."""
    graph = Graph(weights)
    x = _embedded(graph)
    for layer in range(LAYERS):
        x = _layer(graph, x, f"encoder.bert.encoder.layer.{layer}", "states" if layer == LAYERS - 1 else "")
    states = graph.steps(x)
    for tagger in TAGGERS:
        graph.call("Softmax", _tags(graph, states, tagger), output=tagger, axis=-1)
    graph.call("ArgMax", _tags(graph, states, "words"), output="words", axis=-1, keepdims=0)
    _parser(graph, states)
    for pointer in POINTERS:
        seen = (graph.linear(states, f"pointers.{pointer}.{part}") for part in ("project", "query"))
        graph.call("Concat", *seen, output=pointer, axis=-1)
    outputs = [
        *(_floats(name, 1, "pieces", f"size of {name}") for name in ("states", *TAGGERS)),
        *(_integers(name, 1, "pieces") for name in ("words", "heads", "dependencies")),
        *(_floats(name, 1, "pieces", f"size of {name}") for name in POINTERS),
    ]
    graph.write([_integers(name, 1, "pieces") for name in ("ids", "cases", "layouts")], outputs, path)


def _embedded(graph: Graph) -> str:
    """The vocabulary is kept in bytes, since it is most of the file; the rest is small and added up beforehand."""
    bert = "encoder.bert.embeddings"
    words = graph.weight(f"{bert}.word_embeddings.weight")
    low, high = float(min(words.min(), 0)), float(max(words.max(), 0))
    scale = (high - low) / 255
    nought = round(-low / scale)
    values = graph.constant("vocabulary", np.clip(np.round(words / scale) + nought, 0, 255).astype(np.uint8))
    rows = graph.call("Gather", values, "ids")
    word = graph.call(
        "DequantizeLinear", rows, graph.constant("vocabulary scale", np.float32(scale)),
        graph.constant("vocabulary nought", np.uint8(nought)),
    )  # fmt: skip
    cases, layouts = graph.weight("encoder.case.weight"), graph.weight("encoder.layout.weight")
    marks = graph.constant("marks", (cases[:, None] + layouts[None]).reshape(-1, cases.shape[1]))
    mark = graph.call("Mul", "cases", graph.constant("layouts in all", np.int64(len(layouts))))
    marked = graph.call("Gather", marks, graph.call("Add", mark, "layouts"))
    places = graph.weight(f"{bert}.position_embeddings.weight")
    places = places + graph.weight(f"{bert}.token_type_embeddings.weight")[0]
    size = graph.call("Shape", "ids", start=1)
    place = graph.call("Slice", graph.constant("places", places), graph.axis(0), size, graph.axis(0))
    x = graph.call("Add", graph.call("Add", word, marked), place)
    return graph.norm(x, f"{bert}.LayerNorm", EPSILON)


def _layer(graph: Graph, x: str, name: str, output: str) -> str:
    steps = graph.steps(x)
    parts = [graph.linear(steps, f"{name}.attention.self.{part}") for part in ("query", "key", "value")]
    width = len(graph.weight(f"{name}.attention.output.dense.bias"))
    seen = graph.attention(*parts, heads=BERT_HEADS, width=width)
    joined = graph.linear(graph.steps(seen), f"{name}.attention.output.dense")
    x = graph.norm(graph.call("Add", joined, x), f"{name}.attention.output.LayerNorm", EPSILON)
    wide = graph.gelu(graph.linear(graph.steps(x), f"{name}.intermediate.dense"))
    fed = graph.linear(graph.steps(wide), f"{name}.output.dense")
    return graph.norm(graph.call("Add", fed, x), f"{name}.output.LayerNorm", EPSILON, output)


def _tags(graph: Graph, states: list[str], name: str) -> str:
    return graph.linear(graph.steps(graph.gelu(graph.linear(states, f"{name}.hidden"))), f"{name}.out")


def _parser(graph: Graph, states: list[str]) -> None:
    """`heads` and `dependencies`: network.Parser, of one window."""
    dependent, head = (graph.gelu(graph.linear(states, f"parser.{part}")) for part in ("dependent", "head"))
    pairs = graph.fused("FusedMatMul", graph.linear(graph.steps(dependent), "parser.bilinear"), head, transB=1)
    likely = graph.linear(graph.steps(head), "parser.likely")
    arcs = graph.call("Add", pairs, graph.call("Transpose", likely, perm=[0, 2, 1]))
    graph.call("ArgMax", arcs, output="heads", axis=-1, keepdims=0)
    rows = graph.call("Squeeze", graph.linear(states, "parser.above"), graph.axis(0))
    above = graph.call("Gather", rows, "heads")
    both = graph.gelu(graph.call("Add", graph.linear(states, "parser.below"), above))
    labels = graph.linear(graph.steps(both), "parser.label")
    graph.call("ArgMax", labels, output="dependencies", axis=-1, keepdims=0)


def pointer(weights: Weights, name: str, path: Path) -> None:
    """pieces [1, n, w], span [1, w] and distance [1, n] > tags [1, n, labels] and sure [1]: network.Pointer."""
    graph, start = Graph(weights), f"pointers.{name}"
    width = len(graph.weight(f"{start}.norm.bias"))
    inside, distances = graph.weight(f"{start}.inside.weight"), graph.weight(f"{start}.distance.weight")
    marks = distances + inside[0]
    marks[REACH] = distances[REACH] + inside[1]
    low, high = graph.constant("low", np.int64(-REACH)), graph.constant("high", np.int64(REACH))
    near = graph.call("Add", graph.call("Clip", "distance", low, high), high)
    x = graph.call("Add", "pieces", graph.call("Unsqueeze", "span", graph.axis(1)))
    x = graph.call("Add", x, graph.call("Gather", graph.constant("marks", marks), near))
    for block in range(BLOCKS):
        x = _block(graph, x, f"{start}.blocks.{block}", width)
    x = graph.norm(x, f"{start}.norm", POINTER_EPSILON)
    graph.call("Softmax", graph.linear(graph.steps(x), f"{start}.tags"), output="tags", axis=-1)
    asked = graph.call("Equal", "distance", graph.constant("nought", np.int64(0)))
    weight = graph.call("Unsqueeze", graph.call("Cast", asked, to=TensorProto.FLOAT), graph.axis(1))
    total = graph.call("Squeeze", graph.call("MatMul", weight, x), graph.axis(1))
    at_span = graph.call("Div", total, graph.call("ReduceSum", weight, graph.axis(2), keepdims=0))
    both = graph.call("Concat", at_span, graph.call("ReduceMean", x, axes=[1], keepdims=0), axis=1)
    hidden = graph.gelu(graph.linear(graph.steps(both), f"{start}.sure.0"))
    sure = graph.call("Squeeze", graph.linear(graph.steps(hidden), f"{start}.sure.2"), graph.axis(1))
    graph.call("Sigmoid", sure, output="sure")
    inputs = [_floats("pieces", 1, "n", width), _floats("span", 1, width), _integers("distance", 1, "n")]
    graph.write(inputs, [_floats("tags", 1, "n", "labels"), _floats("sure", 1)], path)


def meaning(weight: Array, bias: Array, path: Path) -> None:
    """means [n, h] > vectors [n, h]: network.Network.meaning, in half precision on the disk."""
    graph = Graph({})
    kept = graph.constant("weight", weight.T.astype(np.float16)), graph.constant("bias", bias.astype(np.float16))
    whole = [graph.call("Cast", half, to=TensorProto.FLOAT) for half in kept]
    graph.call("Gemm", "means", *whole, output="vectors")
    graph.write([_floats("means", "n", len(weight))], [_floats("vectors", "n", len(weight))], path)


def _block(graph: Graph, x: str, name: str, width: int) -> str:
    steps = graph.steps(graph.norm(x, f"{name}.attention_norm", POINTER_EPSILON))
    thirds = (slice(start, start + width) for start in (0, width, 2 * width))
    parts = [graph.linear(steps, f"{name}.projection", third) for third in thirds]
    seen = graph.attention(*parts, heads=POINTER_HEADS, width=width)
    x = graph.call("Add", x, graph.linear(graph.steps(seen), f"{name}.join"))
    fed = graph.gelu(graph.linear(graph.steps(graph.norm(x, f"{name}.feed_norm", POINTER_EPSILON)), f"{name}.feed.0"))
    return graph.call("Add", x, graph.linear(graph.steps(fed), f"{name}.feed.2"))
