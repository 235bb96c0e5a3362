"""Checkpoint > the model folder that ships: ONNX graphs, tokenizer, settings; int8 unless told otherwise.

python export.py CHECKPOINT ENCODER OUTPUT [--precision int8|float32]
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from headwater.nlp.names import LABELS
from network import Network


class Encoding(nn.Module):
    """The encoder with its taggers, as one graph."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, cases: Tensor, layouts: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        states = self.network.encoder(ids, cases, layouts, mask)
        return (states, *self.network.labels(states, mask))


class Pointing(nn.Module):
    """One pointer, as one graph."""

    def __init__(self, network: Network, pointer: str) -> None:
        super().__init__()
        self.pointer = network.pointers[pointer]

    def forward(self, states: Tensor, asked: Tensor, distance: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        tags, sure = self.pointer(states, asked, distance, mask)
        return tags.softmax(-1), sure.sigmoid()


def graph(module: nn.Module, given: dict[str, Tensor], outputs: list[str], path: Path, precision: str) -> None:
    """One ONNX file, free in its first two axes; int8 quantises the matrices and the embeddings alike."""
    axes = {name: {0: "rows", 1: "pieces"} for name in given}
    whole = path.with_suffix(".float32.onnx")
    torch.onnx.export(
        module.eval(), tuple(given.values()), str(whole), input_names=list(given), output_names=outputs,
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip
    if precision == "int8":
        prepared = path.with_suffix(".prepared.onnx")
        quant_pre_process(str(whole), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(str(prepared), str(path), weight_type=QuantType.QInt8, per_channel=True)
        prepared.unlink()
        whole.unlink()
    else:
        whole.replace(path)
    onnx.checker.check_model(str(path))
    print(path, path.stat().st_size)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--precision", choices=("int8", "float32"), default="int8")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    kept = torch.load(options.checkpoint, map_location="cpu")
    network = Network(str(options.encoder))
    network.load_state_dict(kept["weights"])
    network.eval()
    # Eager attention leaves the guards of the fused operator out of the graph (see network.attention).
    network.encoder.bert.set_attn_implementation("eager")
    rows, length = 2, 24
    integers = {name: torch.zeros(rows, length, dtype=torch.long) for name in ("ids", "cases", "layouts")}
    mask = torch.ones(rows, length, dtype=torch.bool)
    outputs = ["states", "outer", "any", "names", "phrases", "words", "heads", "dependencies"]
    graph(Encoding(network), {**integers, "mask": mask}, outputs, options.output / "encoder.onnx", options.precision)
    asked = {"states": torch.zeros(rows, length, network.encoder.width), "asked": torch.ones(rows, length),
             "distance": torch.zeros(rows, length, dtype=torch.long), "mask": mask}  # fmt: skip
    for pointer in ("attribution", "coreference"):
        graph(
            Pointing(network, pointer), asked, ["tags", "sure"], options.output / f"{pointer}.onnx", options.precision
        )
    meaning = {name: weight.numpy().astype(np.float16) for name, weight in network.meaning.state_dict().items()}
    np.savez(options.output / "meaning.npz", **meaning)
    shutil.copy(options.encoder / "tokenizer.json", options.output / "tokenizer.json")
    settings = {"format": 1, "language": "en", "labels": LABELS, "thresholds": kept["thresholds"]}
    (options.output / "settings.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
