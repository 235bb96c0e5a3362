"""Checkpoint > the model folder that ships: ONNX graphs with matrices in signed bytes, tokenizer, settings.

python export.py CHECKPOINT ENCODER OUTPUT
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import torch
from torch import nn

import graphs
from headwater.nlp.names import LABELS
from headwater.nlp.network import POINTERS
from network import Network


def weights(network: Network) -> graphs.Weights:
    """The weights by their names, those of linear layers quantised."""
    matrices = {f"{name}.weight" for name, module in network.named_modules() if isinstance(module, nn.Linear)}
    arrays = {name: weight.numpy() for name, weight in network.state_dict().items()}
    return {name: graphs.quantised(array) if name in matrices else array for name, array in arrays.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("output", type=Path)
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    kept = torch.load(options.checkpoint, map_location="cpu")
    network = Network(str(options.encoder))
    network.load_state_dict(kept["weights"])
    made = weights(network)
    graphs.encoder(made, options.output / "encoder.onnx")
    for pointer in POINTERS:
        graphs.pointer(made, pointer, options.output / f"{pointer}.onnx")
    projection = (part.detach().numpy() for part in (network.meaning.weight, network.meaning.bias))
    graphs.meaning(*projection, options.output / "meaning.onnx")
    shutil.copy(options.encoder / "tokenizer.json", options.output / "tokenizer.json")
    settings = {"format": 1, "language": "en", "labels": LABELS, "thresholds": kept["thresholds"]}
    (options.output / "settings.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
