"""How likely something is, from numbers that describe it: what a program in training/ learned, kept as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headwater.errors import ModelError

Floats = NDArray[np.float64]
Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scorer:
    """Features, brought to mean 0 and deviation 1, go through layers of rectified sums; the unknown counts as the mean.

    `layers` are weights [in, out] and biases [out]; the scorer that ships has one: it is a logistic regression.
    """

    mean: Vectors
    scale: Vectors
    layers: tuple[tuple[Vectors, Vectors], ...]

    def __call__(self, features: Vectors) -> Floats:
        """Probabilities from rows of features."""
        values: NDArray[np.float32] = np.nan_to_num((features - self.mean) / self.scale, nan=0.0)
        for weights, biases in self.layers[:-1]:
            values = np.maximum(values @ weights + biases, 0.0)
        weights, biases = self.layers[-1]
        odds = (values @ weights + biases)[:, 0].astype(np.float64)
        result: Floats = 1.0 / (1.0 + np.exp(-np.clip(odds, -30, 30)))
        return result

    @classmethod
    def of(cls, described: Mapping[str, Any], names: Sequence[str]) -> Scorer:
        """From what was learned, with the names of the features that this program computes, in their order."""
        if list(described["features"]) != list(names):
            raise ModelError("a scorer knows other features than headwater: train it again, or reinstall headwater")
        return cls(_array(described["mean"]), _array(described["scale"]), tuple(_layers(described["layers"])))


def _layers(layers: Sequence[Mapping[str, Any]]) -> list[tuple[Vectors, Vectors]]:
    return [(_array(layer["weights"]), _array(layer["biases"])) for layer in layers]


def _array(values: Sequence[Any]) -> Vectors:
    return np.array(values, dtype=np.float32)


def load(package: str, file: str, names: Sequence[str]) -> Scorer:
    """The scorer that ships in a package of Headwater."""
    return Scorer.of(json.loads(files("headwater").joinpath(package, file).read_text("utf-8")), names)
