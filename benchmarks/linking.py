"""Linking alone: how time and memory grow with the assertions, up to 50,000.

    python benchmarks/linking.py [--limit N]

The assertions are sentences of PolNeAR, BASIL, the Helsinki pages and the pairs that share wording: there are stories
told by many, and sentences that many run. The network is left out. The longest word of a sentence stands for its deed,
with the names on either side of it, and its vector is made of its words (random indexing, Kanerva et al. 2000), as long
as the encoder's and near where words are shared; each word has one, too. Every size is linked in a fresh process, on
one thread; its seconds are those of the processor, which do not count what else the machine does.
`growth` is how much more time the largest takes than the smallest, in parts of what n log n allows.
"""

from __future__ import annotations

import json
import math
import os
import re
import resource
import subprocess
import sys
import time
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

import numpy as np

import figures
from corpora import lines
from figures import Figure, Options
from headwater import inference
from headwater.cluster.features import Features
from headwater.cluster.grouping import grouped
from headwater.cluster.profiles import Background, Page, Profile
from headwater.garbage import uncollected
from headwater.model import Argument, Article, Meaning, Modality, Proposition, Reading, Span, WordVectors

SIZES = (1_000, 10_000, 50_000)
ROUNDS = 5
"""Of the smallest size, which takes a fifth of a second: the median counts."""
COMPONENTS, LONG = 384, 4
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]+")
SENTENCE = re.compile(r"[^\s][^.!?\n]{20,400}[.!?]")


def texts() -> Iterator[str]:
    """Stories that many tell come first."""
    for row in lines("basil", "dev.jsonl"):
        for article in row["articles"]:
            yield "\n".join(" ".join(paragraph) for paragraph in article["body-paragraphs"])
    yield from (row["text"] for row in lines("helsinki", "dev.jsonl"))
    yield from (row["text"] for half in ("dev", "train") for row in lines("polnear", f"{half}.jsonl"))
    yield from (side["text"] for row in lines("reuse", "dev.jsonl") for side in (row["a"], row["b"]))


def readings(size: int) -> Iterator[Reading]:
    """As many articles as hold so many sentences."""
    left = size
    for number, text in enumerate(texts()):
        spans = [match.span() for match in islice(SENTENCE.finditer(text), left)]
        left -= len(spans)
        meanings = tuple(Meaning((span,), vector(text[slice(*span)])) for span in spans)
        found = tuple(proposition for span in spans if (proposition := said(text, span)))
        article = Article(f"{number:05}", "", text)
        yield Reading(article, (), (), (), (), tuple(spans), propositions=found, meanings=meanings, words=words(text))
        if not left:
            return
    sys.exit(f"there are no {size:,} sentences in the corpora")


def vector(sentence: str) -> bytes:
    seeds = [zlib.crc32(word.lower().encode()) for word in WORD.findall(sentence)]
    total = sum((np.random.default_rng(seed).standard_normal(COMPONENTS) for seed in seeds), np.zeros(COMPONENTS))
    return bytes(np.round(total * 127 / max(1e-9, np.abs(total).max())).astype(np.int8).tobytes())


def words(text: str) -> WordVectors:
    """Every word that is not among the shortest, with a vector of its own."""
    long = [match for match in WORD.finditer(text) if len(match[0]) >= LONG]
    starts = np.array([match.start() for match in long], dtype="<u4")
    return WordVectors(starts.tobytes(), b"".join(of_word(match[0].lower()) for match in long))


@cache
def of_word(word: str) -> bytes:
    draw = np.random.default_rng(zlib.crc32(word.encode()))
    return np.clip(draw.normal(0, 32, len(inference.load().told[0])), -127, 127).astype(np.int8).tobytes()


def said(text: str, sentence: Span) -> Proposition | None:
    found = [
        (match.start() + sentence[0], match.end() + sentence[0]) for match in WORD.finditer(text[slice(*sentence)])
    ]
    plain = [span for span in found if text[span[0]].islower()]
    if not plain:
        return None
    deed = max(plain, key=lambda span: span[1] - span[0])
    named = [span for span in found[1:] if text[span[0]].isupper()]
    slots = tuple(Argument("who" if span < deed else "whom", span, span) for span in named)
    return Proposition(sentence, deed, text[slice(*deed)].lower(), slots, False, Modality.FACT)


def linked(size: int) -> dict[str, float]:
    profiles: list[Profile] = []
    backgrounds: list[Background] = []
    for number, reading in enumerate(readings(size)):
        page, text = Page(reading, number), reading.article.text
        stated = {p.span: p for p in reading.propositions}
        profiles += [page.profile((span,), text[slice(*span)], stated.get(span)) for span in reading.sentences]
        backgrounds.append(page.background)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    with uncollected():  # as in tracing
        groups = grouped(profiles, Features(profiles, backgrounds))
    seconds = time.process_time() - start
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"seconds": seconds, "megabytes": after / 1024, "before": before / 1024, "groups": len(groups)}


def fresh(size: int) -> dict[str, float]:
    alone = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, __file__, "--size", str(size)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=alone)
    run: dict[str, float] = json.loads(done.stdout)
    return run


def drawing(runs: Iterable[tuple[int, float]], width: int = 60) -> str:
    """A bar a size, and what n log n would take from the first one on."""
    runs = list(runs)
    first, seconds = runs[0]
    most = max(max(spent, allowed(size, first) * seconds) for size, spent in runs)
    rows = []
    for size, spent in runs:
        line = allowed(size, first) * seconds
        bar = "#" * max(1, round(width * spent / most))
        mark = max(1, round(width * line / most))
        rows.append(f"{size:>7,} {bar:<{width}} {spent:7.1f} s   n log n: {'-' * mark}| {line:.1f} s")
    return "\n".join(rows)


def allowed(size: int, first: int) -> float:
    return size * math.log(size) / (first * math.log(first))


def measure(options: Options) -> list[Figure]:
    sizes = [size for size in SIZES if size <= (options.limit or size)]
    runs = {size: fresh(size) for size in sizes[1:]}
    smallest = sorted((fresh(sizes[0]) for _ in range(ROUNDS)), key=lambda run: run["seconds"])
    runs = {sizes[0]: smallest[ROUNDS // 2]} | runs
    if options.show:
        print(drawing((size, run["seconds"]) for size, run in runs.items()))
    last, first = sizes[-1], sizes[0]
    more = runs[last]["seconds"] / runs[first]["seconds"]
    return [
        *(Figure(f"linking.seconds.{size}", run["seconds"], size, down=True) for size, run in runs.items()),
        Figure("linking.megabytes", runs[last]["megabytes"], last, peer="at most 2,000", down=True),
        Figure("linking.growth", more / allowed(last, first), last, peer="at most n log n: 1", down=True),
    ]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--size"]:
        print(json.dumps(linked(int(sys.argv[2]))))
    else:
        figures.main(__doc__, measure)
