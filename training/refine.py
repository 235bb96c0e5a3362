"""Trains the pointer of references further, everything else frozen, and keeps the mean of its weights.

    python refine.py PREPARED ENCODER CHECKPOINT [--epochs N] [--threads N]

Beside attribution it sees few of the batches, and is not done when that is (LOG.md). CHECKPOINT is changed in place.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn

import evaluate
from examples import batches, load, tensors
from headwater.nlp.wordpieces import load_tokenizer
from network import Network
from train import DROPPED, MOST, SIZE, pointer_loss

RATE, WEIGHT_DECAY, WARM_UP = 1e-3, 0.02, 20
TASKS = ("coreference", "pronoun")


def main() -> None:
    options = arguments()
    torch.set_num_threads(options.threads)
    torch.manual_seed(2)
    np.random.seed(2)
    chance = random.Random(2)
    tokenizer = load_tokenizer(options.encoder)
    parts = {
        part: [d for task in TASKS for d in load(options.prepared / f"{task}-{part}.jsonl", tokenizer)]
        for part in ("train", "held")
    }
    kept = torch.load(options.checkpoint, map_location="cpu")
    network = Network(str(options.encoder))
    network.load_state_dict(kept["weights"])
    network.eval()  # without dropout: the encoder's states are fixed, and dropped words vary them
    print(f"held out: pronoun {evaluate.pronoun_accuracy(network, pronouns(parts['held'])):.3f}", flush=True)
    pointer = network.pointers["coreference"]
    optimizer = torch.optim.AdamW(pointer.parameters(), lr=RATE, weight_decay=WEIGHT_DECAY, betas=(0.9, 0.98))
    mean = [weight.detach().clone() for weight in pointer.parameters()]
    step, began, total = 0, time.monotonic(), 0
    for epoch in range(options.epochs):
        epoch_batches = batches(parts["train"], SIZE, MOST, chance)
        total = total or options.epochs * len(epoch_batches)
        losses = []
        for batch in epoch_batches:
            for group in optimizer.param_groups:
                falling = (1 + math.cos(math.pi * min(1, step / total))) / 2
                group["lr"] = RATE * min(1, (step + 1) / WARM_UP) * max(0.02, falling)
            given = tensors(batch, DROPPED, "cpu")
            with torch.no_grad():
                states = network.states(given.ids, given.cases, given.layouts, given.mask)
            asked = [(row, a) for row, example in enumerate(batch) for a in example.asked]
            if not asked:
                continue
            said, sure = pointer_loss(network, "coreference", states, given.mask, asked)
            (said + 0.3 * sure).backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(pointer.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            torch._foreach_lerp_(mean, list(pointer.parameters()), 1 - min(0.99, (1 + step) / (10 + step)))
            losses.append(said.item())
        print(f"epoch {epoch} {time.monotonic() - began:.0f} s: {np.mean(losses):.4f}", flush=True)
    with torch.no_grad():
        for weight, value in zip(pointer.parameters(), mean, strict=True):
            weight.copy_(value)
    print(f"held out: pronoun {evaluate.pronoun_accuracy(network, pronouns(parts['held'])):.3f}", flush=True)
    torch.save({**kept, "weights": network.state_dict()}, options.checkpoint)


def pronouns(documents: list[evaluate.Document]) -> list[evaluate.Document]:
    return [document for document in documents if document.task == "pronoun"]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("prepared", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
