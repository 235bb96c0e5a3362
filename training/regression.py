"""Rows of features, and which are right > a logistic regression as headwater.scoring reads it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

Array = np.ndarray[Any, Any]
LEAST = 1e-3
"""Deviation of a feature that hardly differs, so that it is not blown up."""


def regression(names: Sequence[str], rows: Array, right: Sequence[bool] | Array, strength: float) -> dict[str, Any]:
    """`strength` is the inverse one of the regularisation; what is not a number counts as the mean."""
    mean, scale = standard(rows)
    fitted = LogisticRegression(C=strength, max_iter=5000)
    fitted.fit(np.nan_to_num((rows - mean) / scale), right)
    layer = {"weights": plain(fitted.coef_.T), "biases": plain(fitted.intercept_)}
    return {"features": list(names), "mean": plain(mean), "scale": plain(scale), "layers": [layer]}


def standard(rows: Array) -> tuple[Array, Array]:
    """Mean and deviation of each feature, what is not a number left out."""
    return np.nan_to_num(np.nanmean(rows, axis=0)), np.maximum(np.nan_to_num(np.nanstd(rows, axis=0)), LEAST)


def plain(array: Array) -> Any:
    return np.round(array.astype(float), 4).tolist()
