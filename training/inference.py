"""Trains the network that lays two statements side by side: do they put one claim, and do they contradict each other?

    python inference.py WORK [--config FILE]

It learns from the marked stories (training/stories) and from matters (training/matters): statements of one claim, of
what contradicts it, and of what is another claim. Writes src/headwater/inference.npz and nlp/model/words.onnx, and to
WORK/held.npz, for scorer.py, what networks that have not seen a story say of its pairs. About ten minutes on two cores.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from sklearn.metrics import average_precision_score
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))
from headwater import config, inference
from headwater.cluster import scorer
from headwater.cluster.features import Features
from headwater.inference import LONGEST, SLOTS
from headwater.model import Spans
from headwater.nlp import words
from headwater.nlp.network import OnnxNetwork
from headwater.nlp.reading import encoded
from headwater.nlp.word_vectors import pooled, without
from headwater.nlp.wordpieces import load_tokenizer, split
from headwater.pipeline import Reader
from marked_stories import FOLDER, Told, told

MATTERS = Path(__file__).resolve().parent / "matters"
SHIPPED = Path(__file__).resolve().parent.parent / "src" / "headwater"
LINE = re.compile(rf"^(=|~|!(?:{'|'.join(SLOTS)})) (\S.*)", re.MULTILINE)
STATES, COMPONENTS, WIDTH, HIDDEN = 384, 96, 64, 64
EPOCHS, BATCH, RATE, DECAY, DROPOUT = 13, 64, 1e-3, 0.05, 0.2
KEPT = 0.998
"""Of the mean of the weights, at each step: what is used is the mean."""
OTHERS = 5
"""Pairs of a story that are two claims, for each that is one; those that look alike more often."""
FROM_MATTERS = 8_000
"""Pairs of matters in an epoch; half of them are one claim."""
FOLDS = 4
UNKNOWN = -1
Example = tuple[int, int, int, int, int]
"""Two statements, whether they are one claim, whether they contradict each other, in which slot; UNKNOWN where nobody
says."""


@dataclass(frozen=True)
class Data:
    """Statements as states of their words [s, LONGEST, STATES], with their lengths; pairs of them, story by story."""

    words: Tensor
    lengths: Tensor
    names: list[str]
    sizes: list[int]
    stories: list[list[Example]]
    alike: list[NDArray[np.float64]]
    matters: list[Example]
    loose: list[int]


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


# -- what there is to learn from --


def gathered(settings: Path | None) -> Data:
    known = config.load(settings)
    reader, states = Reader(known), States(known.model_folder)
    names, sizes, statements, stories, alike = list[str](), list[int](), list[Any](), list[Any](), list[Any]()
    for path in sorted(FOLDER.glob("*.txt")):
        story = told(path, reader)
        first = len(statements)
        texts = {reading.article.id: states.of(reading.article.text) for reading in story.readings}
        statements += [states.within(texts[a.article], a.span) for a in story.asserted]
        names.append(story.name)
        sizes.append(len(story.asserted))
        pairs, likely = in_story(story, first)
        stories.append(pairs)
        alike.append(likely)
    matters, loose = list[Example](), list[int]()
    for lines in groups():
        first = len(statements)
        statements += [states.within(states.of(ended(line)), ((0, len(line)),)) for _, line in lines]
        loose += range(first, len(statements))
        matters += in_matter([mark for mark, _ in lines], first)
    packed = torch.zeros(len(statements), LONGEST, STATES, dtype=torch.float16)
    for index, found in enumerate(statements):
        packed[index, : len(found)] = torch.from_numpy(found.astype(np.float16))
    lengths = torch.tensor([max(1, len(found)) for found in statements])
    return Data(packed, lengths, names, sizes, stories, alike, matters, loose)


class States:
    """The states of the words of a text, as the program pools them."""

    def __init__(self, folder: Path) -> None:
        self._network, self._tokenizer = OnnxNetwork(folder), load_tokenizer(folder)
        self._empty = without(self._tokenizer, words.load("en").empty)

    def of(self, text: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        pieces = split(self._tokenizer, text)
        return pooled(pieces, list(encoded(self._network, pieces)), self._empty)

    def within(self, words: tuple[NDArray[np.int64], NDArray[np.float32]], spans: Spans) -> NDArray[np.float32]:
        starts, states = words
        runs = [np.searchsorted(starts, span).tolist() for span in spans]
        return np.concatenate([states[first:stop] for first, stop in runs])[:LONGEST]


def in_story(story: Told, first: int) -> tuple[list[Example], NDArray[np.float64]]:
    """All pairs that are judged, and how alike the scorer of claims finds them."""
    judged = [
        (one, other, same)
        for one, other in combinations(story.labelled(), 2)
        if (same := story.same(one, other)) is not None
    ]
    ones, others, _ = (np.array(column) for column in zip(*judged, strict=True))
    likely = scorer.load()(Features(story.profiles, story.backgrounds)(ones, others))
    return [
        (first + one, first + other, int(same), *opposed(story.slots[one], story.slots[other], same))
        for one, other, same in judged
    ], likely


def opposed(one: str | None, other: str | None, same: bool) -> tuple[int, int]:
    """Whether two contradict each other, and in which slot; nobody says of two claims, and of two that both differ."""
    if not same or (one and other):
        return UNKNOWN, UNKNOWN
    slot = one or other
    return int(slot is not None), UNKNOWN if slot is None else SLOTS.index(slot)


def groups() -> Iterator[list[tuple[str, str]]]:
    """Matters: lines with marks, = for what puts the claim, ! and a slot for what contradicts it, ~ for another."""
    for path in sorted(MATTERS.glob("*.txt")):
        for part in re.split(r"^# .*$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            yield [(match[1], match[2].strip()) for match in LINE.finditer(part)]


def in_matter(marks: Sequence[str], first: int) -> Iterator[Example]:
    """Lines that contradict the claim in one slot say the same; of two slots, and of two other claims, nobody says."""
    for (i, one), (j, other) in combinations(enumerate(marks), 2):
        if one == other == "~" or (one != other and "~" not in (one, other) and "=" not in (one, other)):
            continue
        if "~" in (one, other):
            yield first + i, first + j, 0, UNKNOWN, UNKNOWN
        else:
            slot = max(one, other, key=len)[1:]
            against = one != other
            yield first + i, first + j, 1, int(against), SLOTS.index(slot) if against else UNKNOWN


def ended(line: str) -> str:
    return line if line[-1] in '.!?"”' else f"{line}."


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


def epoch(data: Data, seen: Sequence[int], number: int) -> list[Example]:
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
    """A network that has not seen the stories of a fold, and what it says of all pairs in them [n, n, 2 + slots]."""
    torch.manual_seed(0)
    torch.set_num_threads(1)
    data: Data = torch.load(path, weights_only=False, mmap=True)
    seen = [n for n in range(len(data.stories)) if fold is None or n % FOLDS != fold]
    network = Network()
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    epochs = [epoch(data, seen, number) for number in range(EPOCHS)]
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
    return network, held_out(network, data, [n for n in range(len(data.stories)) if n not in seen], fold)


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
