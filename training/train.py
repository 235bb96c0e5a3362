"""Trains the network on all tasks at once and keeps the mean of its weights.

    python train.py PREPARED ENCODER OUTPUT [--epochs N] [--stop N] [--threads N] [--device cpu|cuda]
        [--start CHECKPOINT]

PREPARED is prepare.py's output, ENCODER a folder with a BERT encoder and its tokenizer, OUTPUT a checkpoint file.
Every second epoch prints the scores on the held-out documents, at the thresholds that ship.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

import evaluate
from examples import IGNORED, Asked, Example, Tensors, batches, load, tensors
from headwater.nlp.candidates import Thresholds
from headwater.nlp.network import distances
from headwater.nlp.tagging import begun
from headwater.nlp.wordpieces import load_tokenizer
from network import Network

SIZE, MOST = 320, 3400
"""Pieces in a window and, padding included, in a batch."""
DROPPED = 0.08
RATES = {"encoder": 3e-4, "heads": 1e-3}
DECAY_BY_LAYER, WEIGHT_DECAY, WARM_UP = 0.9, 0.02, 150
WEIGHTS = {
    "outer": 1.0,
    "any": 0.3,
    "names": 0.5,
    "phrases": 0.3,
    "words": 0.2,
    "heads": 0.3,
    "dependencies": 0.2,
    "meanings": 1.0,
    "attribution": 3.0,
    "coreference": 1.0,
    "sure": 0.3,
}
"""Shares of the loss. Parts weigh most: whole attributions fail by their links, not by their cues."""
SMOOTHED = 0.05
"""Label smoothing of the pointers, which otherwise fit their training data by heart (LOG.md)."""


def groups(network: Network) -> list[dict[str, Any]]:
    """Parameters with a rate each: lower layers learn more slowly (layer-wise decay), heads faster."""
    layers = len(network.encoder.bert.encoder.layer)
    found = []
    for name, parameter in network.named_parameters():
        rate = RATES["heads"]
        if name.startswith("encoder.bert"):
            depth = int(name.split(".layer.")[1].split(".")[0]) + 1 if ".layer." in name else 0
            rate = RATES["encoder"] * DECAY_BY_LAYER ** (layers - depth)
        plain = name.endswith("bias") or "norm" in name.lower()
        found.append({"params": [parameter], "rate": rate, "weight_decay": 0.0 if plain else WEIGHT_DECAY})
    return found


def wrong_cues(probabilities: np.ndarray, example: Example, chance: random.Random) -> list[Asked]:
    """Spans that the network takes for cues and no annotator did, so that the pointer learns to say no."""
    taken = {i for asked in example.asked for i in range(*asked.span)}
    found = [
        Asked((first, end), None, 0.0)
        for first, end, _ in begun(probabilities[:, 1], probabilities[:, 2], 0.15)
        if not taken & set(range(first, end))
    ]
    chance.shuffle(found)
    return found[: max(2, len(example.asked) // 2)]


def pointer_loss(
    network: Network,
    pointer: str,
    states: Tensor,
    mask: Tensor,
    asked: list[tuple[int, Asked]],
    smoothed: float = 0.0,
) -> tuple[Tensor, Tensor]:
    length, device = states.shape[1], states.device
    distance = np.stack([distances(a.span[0] + 1, a.span[1] + 1, 0, length) for _, a in asked])
    rows = torch.tensor([row for row, _ in asked], device=device)
    target = np.full((len(asked), length), IGNORED)
    for index, (_, a) in enumerate(asked):
        if a.tags is not None:
            target[index, 1 : len(a.tags) + 1] = a.tags
    tags, sure = network.pointers[pointer](states[rows], torch.from_numpy(distance).to(device), mask[rows])
    right = torch.tensor([a.right for _, a in asked], device=device)
    said = nn.functional.cross_entropy(
        tags.transpose(1, 2), torch.from_numpy(target).to(device), reduction="sum", label_smoothing=smoothed
    )
    known = max(1, int((target != IGNORED).sum()))
    return said / known, nn.functional.binary_cross_entropy_with_logits(sure, right)


def meaning_loss(network: Network, states: Tensor, batch: list[Example]) -> Tensor:
    """One less the cosine between the mean state of a stretch, projected, and what the sentence encoder made of it."""
    means = [states[row, a + 1 : b + 1].mean(0) for row, e in enumerate(batch) for (a, b), _ in e.meanings]
    wanted = np.stack([vector for e in batch for _, vector in e.meanings]).astype(np.float32)
    found = network.meaning(torch.stack(means))
    return (1 - nn.functional.cosine_similarity(found, torch.from_numpy(wanted).to(states.device))).mean()


def losses(
    network: Network, batch: list[Example], given: Tensors, chance: random.Random, epoch: int
) -> dict[str, Tensor]:
    states = network.states(given.ids, given.cases, given.layouts, given.mask)
    outer, every = network.outer(states), network.any(states)

    def entropy(logits: Tensor, target: Tensor) -> Tensor:
        return nn.functional.cross_entropy(logits.transpose(1, 2), target, ignore_index=IGNORED)

    found = {
        "names": entropy(network.names(states), given.names),
        "phrases": entropy(network.phrases(states), given.phrases),
        "words": entropy(network.words(states), given.words),
        "heads": entropy(network.parser.arcs(states, given.mask), given.heads),
        "dependencies": entropy(network.parser.relations(states, given.heads.clamp(min=0)), given.dependencies),
    }
    if any(example.meanings for example in batch):
        found["meanings"] = meaning_loss(network, states, batch)
    asked = [(row, a) for row, example in enumerate(batch) for a in example.asked]
    pointer = "coreference"
    if batch[0].task == "attribution":
        pointer = "attribution"
        found["outer"] = entropy(outer, given.outer)
        found["any"] = entropy(every, given.any)
        if epoch:
            seen = outer.detach().softmax(-1).cpu().numpy()
            asked += [(row, a) for row, e in enumerate(batch) for a in wrong_cues(seen[row, 1 : len(e) + 1], e, chance)]
    if asked:
        found[pointer], found["sure"] = pointer_loss(network, pointer, states, given.mask, asked, SMOOTHED)
    return found


def average(mean: dict[str, Tensor], network: Network, step: int) -> None:
    """Moves the running mean of the weights towards the present ones."""
    share = 1 - min(0.998, (1 + step) / (10 + step))
    now = network.state_dict()
    torch._foreach_lerp_([mean[name] for name in mean], [now[name] for name in mean], share)


def main() -> None:
    options = arguments()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    np.random.seed(1)
    chance = random.Random(1)
    tokenizer = load_tokenizer(options.encoder)
    tasks = ("attribution", "coreference", "pronoun")
    parts = {
        part: [d for task in tasks for d in load(options.prepared / f"{task}-{part}.jsonl", tokenizer)]
        for part in ("train", "held")
    }
    network = Network(str(options.encoder)).to(options.device)
    if options.start:
        network.load_state_dict(torch.load(options.start)["weights"])
    optimizer = torch.optim.AdamW(groups(network), fused=True, betas=(0.9, 0.98))
    mean = {n: w.detach().clone() for n, w in network.state_dict().items() if w.dtype.is_floating_point}
    epoch_batches = batches(parts["train"], SIZE, MOST, chance)
    total, step, began = options.epochs * len(epoch_batches), 0, time.monotonic()
    epochs = options.stop or options.epochs
    for epoch in range(epochs):
        sums: dict[str, list[float]] = {}
        for batch in epoch_batches:
            share = min(1, (step + 1) / WARM_UP) * max(0.02, (1 + math.cos(math.pi * min(1, step / total))) / 2)
            for group in optimizer.param_groups:
                group["lr"] = group["rate"] * share
            found = losses(network, batch, tensors(batch, DROPPED, options.device), chance, epoch)
            sum(WEIGHTS[name] * loss for name, loss in found.items()).backward()  # type: ignore[union-attr]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            average(mean, network, step)
            for name, loss in found.items():
                sums.setdefault(name, []).append(loss.item())
            if step % 50 == 0:
                figures = " ".join(f"{name} {np.mean(values[-50:]):.4f}" for name, values in sorted(sums.items()))
                print(f"epoch {epoch} step {step}/{total} {time.monotonic() - began:.0f} s: {figures}", flush=True)
        last = epoch == epochs - 1
        keep(network, mean, parts["held"], options.output, last=last or epoch % 2 == 1)
        epoch_batches = [] if last else batches(parts["train"], SIZE, MOST, chance)


def keep(network: Network, mean: dict[str, Tensor], held: list[Any], output: Path, *, last: bool) -> None:
    """Saves the mean weights; on `last` scores them on the held-out documents."""
    present = {name: weight.detach().clone() for name, weight in network.state_dict().items()}
    network.load_state_dict(mean, strict=False)
    network.eval()
    thresholds = Thresholds()
    if last:
        scores = evaluate.measure(network, held, thresholds)
        print("held out:", " ".join(f"{name} {value:.3f}" for name, value in scores.items()), flush=True)
    torch.save({"weights": network.state_dict(), "thresholds": asdict(thresholds)}, output)
    network.load_state_dict(present)
    network.train()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("prepared", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--epochs", type=int, default=5, help="over how many the rate falls to nought")
    parser.add_argument("--stop", type=int, help="after how many to stop, if not after all of them")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--start", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main()
