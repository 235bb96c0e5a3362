"""Speed and memory, end to end: PolNeAR's 84 dev articles, read in fresh processes, export included.

    python benchmarks/speed.py [--limit N]

Two things that are compared run in turn, twice, and their times are given as a ratio. Scaling reads a sixth of the
articles and then those ten times over, under other ids. Tracing is what a story of a hundred articles costs beside
reading them, export included. Stages are timed by wrapping them from outside; `propositions` takes in the parse that
they are read from, and what is left (words, sentences, credits, the tagging of windows) is `rest`.
Memory is the peak of the process.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import figures
from corpora import lines
from figures import Figure, Options

ROUNDS, STARTS = 2, 5
COPIES = 10
STORY = 100
"""Articles in a story: those of the dev half and, for the rest, of the training half."""
PAGE = 500
"""Words of a one-page article."""
STAGES = (
    *("ingest", "tokenise", "encoder", "pointers", "propositions", "quantities", "dates", "meanings"),
    *("resolve", "chains", "export", "rest"),
)


def measure(options: Options) -> list[Figure]:
    articles = list(islice(lines("polnear", "dev.jsonl"), options.limit))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = folder / "settings.toml"
        settings.write_text(f"[read]\nmodel = {json.dumps(options.settings.model)}\n", encoding="utf-8")
        alone = folder / "alone.toml"
        alone.write_text(settings.read_text(encoding="utf-8") + "threads = 1\n", encoding="utf-8")
        whole, part, copies = folder / "whole.jsonl", folder / "part.jsonl", folder / "copies.jsonl"
        write(whole, articles)
        write(part, articles[::6])
        write(copies, [{**a, "id": f"{a['id']}-{n}"} for n in range(COPIES) for a in articles[::6]])
        return [
            *throughput(whole, settings),
            *stages(fresh(whole, alone, 1)),
            *scaling(part, copies, settings),
            tracing(articles, folder, settings),
            *cold_start(articles, folder, settings),
        ]


def write(path: Path, articles: list[dict[str, Any]]) -> None:
    given = ({name: a[name] for name in ("id", "text", "title", "publisher", "published") if a[name]} for a in articles)
    path.write_text("".join(json.dumps(a) + "\n" for a in given), encoding="utf-8")


def throughput(path: Path, settings: Path) -> list[Figure]:
    """One process with two threads beside two processes with one each."""
    rounds = [(fresh(path, settings, 1), fresh(path, settings, 2)) for _ in range(ROUNDS)]
    threads = min((one for one, _ in rounds), key=lambda run: run["seconds"])
    jobs = min((two for _, two in rounds), key=lambda run: run["seconds"])
    gain = statistics.median(one["seconds"] / two["seconds"] for one, two in rounds)
    found = [
        Figure(f"speed.{what}.{how}", run[what] / run["seconds"], run[what])
        for what in ("articles", "words")
        for how, run in (("threads", threads), ("jobs", jobs))
    ]
    return [
        *found,
        Figure("speed.failures", threads["failures"], down=True),
        Figure("speed.jobs.gain", gain),
        Figure("speed.megabytes.threads", threads["megabytes"], down=True),
        Figure("speed.megabytes.jobs", jobs["megabytes"] + 2 * jobs["megabytes of a child"], down=True),
    ]


def stages(run: dict[str, Any]) -> Iterator[Figure]:
    """Word pieces a second of each stage on one thread, and the share of the time that the encoder takes."""
    spent: dict[str, float] = run["stages"]
    busy = run["seconds"] - run["load"]
    spent["rest"] = busy - sum(spent.values())
    for stage in STAGES:
        yield Figure(f"speed.pieces.{stage}", run["pieces"] / spent[stage], run["pieces"])
    yield Figure("speed.pieces.all", run["pieces"] / busy, run["pieces"])
    yield Figure("speed.encoder.share", spent["encoder"] / busy)


def scaling(part: Path, copies: Path, settings: Path) -> list[Figure]:
    """Time and memory of ten times as many articles, as multiples."""
    rounds = [(fresh(part, settings, 1), fresh(copies, settings, 1)) for _ in range(ROUNDS)]
    slower = statistics.median(
        (many["seconds"] - many["load"]) / (few["seconds"] - few["load"]) for few, many in rounds
    )
    larger = statistics.median(many["megabytes"] / few["megabytes"] for few, many in rounds)
    return [
        Figure("speed.tenfold.time", slower, rounds[0][1]["articles"], down=True),
        Figure("speed.tenfold.memory", larger, rounds[0][1]["articles"], down=True),
    ]


def tracing(articles: list[dict[str, Any]], folder: Path, settings: Path) -> Figure:
    """What reading and tracing a story takes, as a multiple of what reading it takes."""
    more = islice(lines("polnear", "train.jsonl"), max(0, STORY - len(articles)))
    path = folder / "story.jsonl"
    write(path, [*articles, *more][:STORY])
    runs = [fresh(path, settings, 1, "--trace") for _ in range(ROUNDS)]
    slower = statistics.median(1 + run["traced"] / (run["seconds"] - run["load"]) for run in runs)
    return Figure("speed.trace.time", slower, runs[0]["articles"], peer="at most 1.3", down=True)


def cold_start(articles: list[dict[str, Any]], folder: Path, settings: Path) -> list[Figure]:
    """From the command to the reading of an article of one page, nothing loaded before."""
    page = min(articles, key=lambda a: abs(len(a["text"].split()) - PAGE))
    file = folder / "page.txt"
    file.write_text(page["text"], encoding="utf-8")
    command = [sys.executable, "-m", "headwater.cli", "read", str(file), "--json", "--config", str(settings)]
    seconds = []
    for _ in range(STARTS):
        started = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - started)
    return [
        Figure("speed.start.best", min(seconds), STARTS, down=True),
        Figure("speed.start.median", statistics.median(seconds), STARTS, down=True),
    ]


def fresh(path: Path, settings: Path, jobs: int, *options: str) -> dict[str, Any]:
    """What a process of its own measures; this one stays small, since memory peaks are inherited."""
    command = [sys.executable, __file__, "--worker", str(path), str(settings), str(jobs), *options]
    # As the command has it.
    alone = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=alone)
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


# -- in the fresh process ---------------------------------------------------------------------------------------------


def worker(path: Path, settings: Path, jobs: int, trace: bool) -> dict[str, Any]:
    """Reads every article of `path` and counts, and may trace them; with several jobs only the whole is timed."""
    import resource

    from headwater import config, ingest, pipeline
    from headwater.export import interchange
    from headwater.ingest import read
    from headwater.model import Failure
    from headwater.nlp import annotator
    from headwater.nlp.meanings import Meanings
    from headwater.nlp.network import OnnxNetwork
    from headwater.nlp.wordpieces import split
    from headwater.pipeline import reading

    spent = dict.fromkeys((*STAGES[:-1], "load"), 0.0)
    pieces = failures = articles = words = 0

    def counted(*given: Any) -> Any:
        nonlocal pieces
        found = split(*given)
        pieces += len(found)
        return found

    def timed(owner: Any, name: str, stage: str) -> None:
        setattr(owner, name, clocked(getattr(owner, name), spent, stage))

    replaced: tuple[tuple[Any, str, Any], ...] = (
        (annotator, "split", counted),
        (ingest, "read", lambda *given, **named: clocked_items(read(*given, **named), spent, "ingest")),
    )
    for owner, name, replacement in replaced:
        setattr(owner, name, replacement)
    stages: tuple[tuple[Any, str, str], ...] = (
        (reading, "Reader", "load"),
        (annotator, "split", "tokenise"),
        (OnnxNetwork, "encode", "encoder"),
        (OnnxNetwork, "point", "pointers"),
        (annotator, "parse", "propositions"),
        (annotator, "propositions", "propositions"),
        (annotator, "quantities", "quantities"),
        (annotator, "dates", "dates"),
        (Meanings, "of", "meanings"),
        (reading, "resolve", "resolve"),
        (reading, "chains", "chains"),
        (reading, "derivations", "chains"),
        (interchange, "article_line", "export"),
        (interchange, "dumps", "export"),
    )
    for owner, name, stage in stages:
        timed(owner, name, stage)
    kept = []
    started = time.perf_counter()
    for found in pipeline.read([str(path)], config.load(settings), jobs):
        if isinstance(found, Failure):
            failures += 1
            continue
        interchange.dumps(interchange.article_line(found))
        kept += [found] * trace
        articles, words = articles + 1, words + len(found.article.text.split())
    seconds = time.perf_counter() - started
    if trace:
        interchange.dumps(interchange.story(pipeline.trace(kept)))
    traced = time.perf_counter() - started - seconds
    own, child = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "seconds": seconds,
        "traced": traced,
        "articles": articles,
        "failures": failures,
        "words": words,
        "pieces": pieces,
        "load": spent.pop("load"),
        "stages": spent,
        "megabytes": own / 1024,
        "megabytes of a child": child / 1024,
    }


def clocked(work: Callable[..., Any], spent: dict[str, float], stage: str) -> Callable[..., Any]:
    def run(*given: Any, **named: Any) -> Any:
        started = time.perf_counter()
        try:
            return work(*given, **named)
        finally:
            spent[stage] += time.perf_counter() - started

    return run


def clocked_items(items: Iterator[Any], spent: dict[str, float], stage: str) -> Iterator[Any]:
    while True:
        started = time.perf_counter()
        item = next(items, None)
        spent[stage] += time.perf_counter() - started
        if item is None:
            return
        yield item


if __name__ == "__main__":
    if sys.argv[1:2] == ["--worker"]:
        print(json.dumps(worker(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]), "--trace" in sys.argv)))
    else:
        figures.main(__doc__, measure)
