"""Trains the network that lays two statements side by side: do they put one claim, and do they contradict each other?

    python inference.py WORK [--config FILE]

It learns from what statements.py finds: stories, matters, and pairs of real reports. Writes
src/headwater/inference.npz and nlp/model/words.onnx, and to WORK/held.npz, for scorer.py, what networks that have not
seen a story, or a set of reports, say of its pairs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import combinations
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from sklearn.metrics import average_precision_score
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))
from headwater import inference
from headwater.inference import SLOTS
from statements import STATES, UNKNOWN, Data, Example, gathered

SHIPPED = Path(__file__).resolve().parent.parent / "src" / "headwater"
COMPONENTS, WIDTH, HIDDEN = 96, 64, 64
EPOCHS, BATCH, RATE, DECAY, DROPOUT = 13, 64, 1e-3, 0.05, 0.2
KEPT = 0.998
"""Of the mean of the weights, at each step: what is used is the mean."""
OTHERS = 5
"""Pairs of a story that are two claims, for each that is one; those that look alike more often."""
FROM_MATTERS = 8_000
"""Pairs of matters in an epoch; half of them are one claim."""
FOLDS = 4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("--config", type=Path, help="a TOML file of settings, as for headwater itself")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    if not (SHIPPED / "inference.npz").exists():
        write(Network())  # the program does not start without
    torch.save(gathered(options.config), options.work / "data.pt")
    train = partial(trained, options.work / "data.pt")
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        *folds, (network, _) = pool.map(train, [*range(FOLDS), None])
    held = {name: odds for _, found in folds for name, odds in found.items()}
    np.savez_compressed(options.work / "held.npz", **held)
    write(network, torch.load(options.work / "data.pt", weights_only=False).words)


# -- learning --


class Network(nn.Module):
    """What headwater.inference computes: odds [b, 2 + slots] of words [b, n, h] beside words [b, m, h]."""

    def __init__(self) -> None:
        super().__init__()
        self.norm, self.reduced = nn.LayerNorm(STATES), nn.Linear(STATES, COMPONENTS)
        self.told, self.sought = nn.Linear(COMPONENTS, WIDTH), nn.Linear(COMPONENTS, WIDTH)
        self.sharpness = nn.Parameter(torch.tensor(5.0))
        self.beside, self.weight = nn.Linear(4 * WIDTH, HIDDEN), nn.Linear(WIDTH, 1, bias=False)
        self.judging = nn.ModuleList([nn.Linear(4 * HIDDEN, HIDDEN), nn.Linear(HIDDEN, 2 + len(SLOTS))])
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, one: Tensor, first: Tensor, other: Tensor, second: Tensor) -> Tensor:
        a, b = (self.drop(self.reduced(self.norm(words))) for words in (one, other))
        told = self.told(a), self.told(b)
        sought = [nn.functional.normalize(self.sought(words), dim=-1) for words in (a, b)]
        near = self.sharpness * sought[0] @ sought[1].transpose(1, 2)
        (m, x), (n, y) = (
            self.compared(*told, near, first, second),
            self.compared(*told[::-1], near.transpose(1, 2), second, first),
        )
        found = torch.cat([m + n, (m - n).abs(), torch.maximum(x, y), torch.minimum(x, y)], -1)
        return self.judging[1](self.drop(torch.relu(self.judging[0](self.drop(found)))))

    def compared(self, a: Tensor, b: Tensor, near: Tensor, here: Tensor, there: Tensor) -> tuple[Tensor, Tensor]:
        like = near.masked_fill(~there[:, None], -1e4).softmax(-1) @ b
        found = torch.relu(self.beside(torch.cat([a, like, (a - like).abs(), a * like], -1)))
        share = self.weight(a).squeeze(-1).masked_fill(~here, -1e4).softmax(-1)
        return (found * share[..., None]).sum(1), (found * here[..., None]).max(1).values


def padded(data: Data, indices: Sequence[int]) -> tuple[Tensor, Tensor]:
    chosen = torch.tensor(indices)
    longest = int(data.lengths[chosen].max())
    return data.words[chosen, :longest].float(), torch.arange(longest)[None] < data.lengths[chosen][:, None]


def odds(network: Network, data: Data, pairs: Sequence[Sequence[int]]) -> NDArray[np.float32]:
    network.eval()
    with torch.no_grad():
        found = [
            network(*padded(data, [p[0] for p in some]), *padded(data, [p[1] for p in some]))
            for some in (pairs[at : at + 512] for at in range(0, len(pairs), 512))
        ]
    return torch.cat(found).numpy()


def epoch(data: Data, seen: Sequence[int], fold: int | None, number: int) -> list[Example]:
    """Pairs of the stories `seen`, of matters, and of the real reports that are not of this fold."""
    draw = np.random.default_rng(number)
    pairs = [(pair, likely) for n in seen for pair, likely in zip(data.stories[n], data.alike[n], strict=True)]
    same = [pair for pair, _ in pairs if pair[2]]
    other = [(pair, likely) for pair, likely in pairs if not pair[2]]
    share = np.sqrt([likely for _, likely in other])
    chosen = draw.choice(len(other), OTHERS * len(same), p=share / share.sum(), replace=False)
    examples = [*same, *(other[i][0] for i in chosen)]
    for one in (0, 1):
        some = [pair for pair in data.matters if pair[2] == one]
        examples += [some[i] for i in draw.choice(len(some), min(len(some), FROM_MATTERS // 2), replace=False)]
    strangers = draw.choice(data.loose, (FROM_MATTERS // 8, 2)).tolist()
    examples += [(one, other, 0, UNKNOWN, UNKNOWN) for one, other in strangers]
    examples += [example for pairs in data.real if pairs.fold != fold for example in pairs.examples]
    return [examples[i] for i in draw.permutation(len(examples))]


def loss(found: Tensor, batch: Sequence[Example]) -> Tensor:
    same, against, slot = (torch.tensor(column) for column in list(zip(*batch, strict=True))[2:])
    total = nn.functional.binary_cross_entropy_with_logits(found[:, 0], same.float())
    known = against != UNKNOWN
    total = total + nn.functional.binary_cross_entropy_with_logits(
        found[known, 1], against[known].float(), reduction="sum"
    ) / len(batch)
    known = slot != UNKNOWN
    return total + 0.3 * nn.functional.cross_entropy(found[known, 2:], slot[known], reduction="sum") / len(batch)


def trained(path: Path, fold: int | None) -> tuple[Network, dict[str, NDArray[np.float16]]]:
    """A network that has not seen a fold, and what it says of it.

    Of all pairs of its stories [n, n, 2 + slots], and of the pairs of its sets of real reports that are marked
    [pairs, 2 + slots].
    """
    torch.manual_seed(0)
    torch.set_num_threads(1)
    data: Data = torch.load(path, weights_only=False, mmap=True)
    seen = [n for n in range(len(data.stories)) if fold is None or n % FOLDS != fold]
    network = Network()
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    epochs = [epoch(data, seen, fold, number) for number in range(EPOCHS)]
    steps = sum(len(examples) // BATCH for examples in epochs)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1, s / 50) * max(0, 1 - s / steps))
    mean = torch.optim.swa_utils.AveragedModel(network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(KEPT))
    for number, examples in enumerate(epochs):
        network.train()
        total = 0.0
        for at in range(0, len(examples) - BATCH + 1, BATCH):
            batch = examples[at : at + BATCH]
            found = network(*padded(data, [e[0] for e in batch]), *padded(data, [e[1] for e in batch]))
            wrong = loss(found, batch)
            wrong.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            schedule.step()
            mean.update_parameters(network)
            total += float(wrong.detach())
        print(f"fold {fold}, epoch {number}: loss {total / (len(examples) // BATCH):.3f}", flush=True)
    network = mean.module
    unseen = held_out(network, data, [n for n in range(len(data.stories)) if n not in seen], fold)
    return network, unseen | of_sets(network, data, fold)


def held_out(network: Network, data: Data, stories: Sequence[int], fold: int | None) -> dict[str, NDArray[np.float16]]:
    found, starts = {}, np.cumsum([0, *data.sizes])
    scores, truth = [], []
    for n in stories:
        size, start = data.sizes[n], int(starts[n])
        pairs = list(combinations(range(start, start + size), 2))
        table = np.full((size, size, 2 + len(SLOTS)), np.nan, dtype=np.float16)
        for (i, j), row in zip(pairs, odds(network, data, pairs), strict=True):
            table[i - start, j - start] = table[j - start, i - start] = row
        found[data.names[n]] = table
        scores += [table[pair[0] - start, pair[1] - start] for pair in data.stories[n]]
        truth += data.stories[n]
    if stories:
        rows, (_, _, same, against, _) = np.array(scores, dtype=np.float32), map(np.array, zip(*truth, strict=True))
        judged = against != UNKNOWN
        print(f"fold {fold}: average precision of claims {average_precision_score(same, rows[:, 0]):.3f},", end=" ")
        print(f"of contradictions {average_precision_score(against[judged], rows[judged, 1]):.3f}", flush=True)
    return found


def of_sets(network: Network, data: Data, fold: int | None) -> dict[str, NDArray[np.float16]]:
    found = {}
    for pairs in (pairs for pairs in data.real if pairs.fold == fold):
        found[pairs.name] = odds(network, data, pairs.examples).astype(np.float16)
        same = [example[2] for example in pairs.examples]
        print(f"{pairs.name}: average precision {average_precision_score(same, found[pairs.name][:, 0]):.3f}")
    return found


# -- what ships --


def write(network: Network, words: Tensor | None = None) -> None:
    network.eval()
    with torch.no_grad():
        some = torch.randn(100, STATES) if words is None else words[:: max(1, len(words) // 2000)].float()
        spread = network.reduced(network.norm(some)).abs().flatten()
        step = float(spread.sort().values[int(0.9995 * len(spread))]) / 127
    named = {name: value.detach().numpy() for name, value in network.named_parameters()}
    arrays = {
        **{
            f"{name}.weight": named[f"{name}.weight"].T
            for name in ("told", "sought", "beside", "judging.0", "judging.1")
        },
        **{f"{name}.bias": named[f"{name}.bias"] for name in ("told", "sought", "beside", "judging.0", "judging.1")},
        "weight": named["weight.weight"][0],
        "sharpness": named["sharpness"],
        "step": np.float32(step),
    }
    np.savez(SHIPPED / "inference.npz", **{name: np.asarray(a, np.float32, order="C") for name, a in arrays.items()})
    onnx.save(projection(named, step), SHIPPED / "nlp" / "model" / "words.onnx")
    print(f"written, with a step of {step:.4f}; {inference.load().step:.4f} is read")


def projection(named: dict[str, NDArray[np.float32]], step: float) -> onnx.ModelProto:
    """Mean states [n, STATES] > vectors [n, COMPONENTS], signed bytes of `step` each."""
    values = {
        "scale": named["norm.weight"],
        "shift": named["norm.bias"],
        "weight": np.ascontiguousarray(named["reduced.weight"].T) / np.float32(step),
        "bias": named["reduced.bias"] / np.float32(step),
        "least": np.float32(-127),
        "most": np.float32(127),
    }
    nodes = [
        helper.make_node("LayerNormalization", ["means", "scale", "shift"], ["normed"], axis=-1, epsilon=1e-5),
        helper.make_node("MatMul", ["normed", "weight"], ["product"]),
        helper.make_node("Add", ["product", "bias"], ["sum"]),
        helper.make_node("Round", ["sum"], ["rounded"]),
        helper.make_node("Clip", ["rounded", "least", "most"], ["clipped"]),
        helper.make_node("Cast", ["clipped"], ["vectors"], to=TensorProto.INT8),
    ]
    graph = helper.make_graph(
        nodes,
        "words",
        [helper.make_tensor_value_info("means", TensorProto.FLOAT, ["n", STATES])],
        [helper.make_tensor_value_info("vectors", TensorProto.INT8, ["n", COMPONENTS])],
        [numpy_helper.from_array(np.asarray(value), name) for name, value in values.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    onnx.checker.check_model(model)
    return model


if __name__ == "__main__":
    main()
