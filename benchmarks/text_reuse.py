"""Which articles share wording: pairs read by hand, from the Helsinki pages and from articles that share runs of words.

    python benchmarks/text_reuse.py [--limit N] [--show]

Gold: `reuse_read.json`, pairs of ids, each read and judged: "copy" (most of one article stands in the other), "part" (a
passage of its own words does), "trace" (fewer than some thirty such words: counted neither way), "quotes" (only what
both quote, posts and transcripts among it), "furniture" (captions, notices, what pages repeat), "chance" (names).
The first two are to be found. `tuned` pairs were seen while thresholds were chosen; `held` ones were drawn afterwards,
by another hash, and nothing was changed after they were scored. Both are drawn in equal numbers from bands of shared
runs of six words, so that rare kinds of pairs are among them; pairs of one publisher are left out. Of `found` ones,
drawn from what the program found then, only precision can be told, and whoever read them knew that they were found.

Baselines: the share of runs of six words of the shorter article; difflib's ratio over words; MinHash of these runs
(datasketch, 128 permutations). Each with the threshold that is best on the tuned pairs. Articles are compared as they
are, without the attributions and credits that reading them finds, which the program also uses.
"""

from __future__ import annotations

import json
import re
import string
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any
from zlib import crc32

from datasketch import MinHash

import figures
from corpora import lines
from figures import Figure, Options, ratios
from headwater.model import Article, Reading
from headwater.reuse import reuses

RUN = 6
SIZE, TENFOLD = 1_000, 10
WORD = re.compile(r"[^\W_]+")
SENTENCE_END = re.compile(r"(?<=[.!?”\"])\s+(?=[“\"A-Z])")

Pairs = Mapping[str, bool]
Likeness = Callable[[str, str], float]


def measure(options: Options) -> list[Figure]:
    read = json.loads(Path(__file__).with_name("reuse_read.json").read_text(encoding="utf-8"))
    corpora = {"helsinki": helsinki(), "reuse": silver()}
    tuned = {name: gold(read[name]["tuned"]) for name in corpora}
    limits = {way: best(like, corpora, tuned) for way, like in SIMPLE.items()}
    found = [figure for name in corpora for figure in agreement(name, corpora[name], read[name], limits, options.show)]
    return [*found, *speed([*corpora["helsinki"].values(), *corpora["reuse"].values()], options.limit or SIZE)]


def agreement(
    name: str,
    articles: Mapping[str, Reading],
    read: Mapping[str, Mapping[str, str]],
    limits: Mapping[str, float],
    show: bool,
) -> Iterator[Figure]:
    """How far the pairs found in one corpus are those that a reader finds."""
    copied = {frozenset(reuse.articles) for reuse in reuses(articles.values()) if not reuse.quoted_only}
    across = [pair for pair in copied if len({articles[id_].article.publisher for id_ in pair}) > 1]
    yield Figure(f"reuse.{name}.pairs", len(across), len(articles))
    for part in ("tuned", "held"):
        pairs = gold(read[part])
        decided = {pair for pair in pairs if frozenset(pair.split()) in copied}
        simple = {way: alike(like, articles, pairs, limits[way]) for way, like in SIMPLE.items()}
        yield from score(f"reuse.{name}.{part}", pairs, decided, simple)
        if show:
            print(f"{name}: wrong or missed: {sorted(pair for pair in pairs if pairs[pair] != (pair in decided))}")
    right = [there for pair, there in gold(read["found"]).items() if frozenset(pair.split()) in copied]
    yield Figure(f"reuse.{name}.found.precision", sum(right) / max(1, len(right)), len(right))


def helsinki() -> dict[str, Reading]:
    return {
        page["id"]: reading(page["id"], page["text"], publisher=page["publisher"])
        for page in lines("helsinki", "dev.jsonl")
    }


def silver() -> dict[str, Reading]:
    articles = {one["ID"]: one for pair in lines("reuse", "dev.jsonl") for one in (pair["a"], pair["b"])}
    return {
        id_: reading(id_, one["text"], publisher=one["source"], published=one["date"], byline=one["authors"])
        for id_, one in articles.items()
    }


def reading(id_: str, text: str, **known: Any) -> Reading:
    return Reading(Article(id_, id_, text, **known), (), (), (), (), ())


def gold(read: Mapping[str, str]) -> dict[str, bool]:
    """Whether each pair (two ids) is to be found."""
    return {pair: judged in ("copy", "part") for pair, judged in read.items() if judged != "trace"}


def score(name: str, pairs: Pairs, decided: set[str], simple: Mapping[str, set[str]]) -> Iterator[Figure]:
    others = {way: _ratios(name, pairs, chosen) for way, chosen in simple.items()}
    peers = ("", "", ", ".join(f"{way} {others[way][2].value:.3f}" for way in SIMPLE if way != BASELINE))
    for figure, baseline, peer in zip(_ratios(name, pairs, decided), others[BASELINE], peers, strict=True):
        yield Figure(figure.name, figure.value, figure.of, baseline.value, peer)


def _ratios(name: str, pairs: Pairs, chosen: set[str]) -> list[Figure]:
    return ratios(name, sum(pairs[pair] for pair in chosen), len(chosen), sum(pairs.values()))


# -- what is simpler --------------------------------------------------------------------------------------------------


def contained(one: str, other: str) -> float:
    """The share of the shorter text's runs of words that the other has."""
    first, second = _runs(one), _runs(other)
    return len(first & second) / max(1, min(len(first), len(second)))


def matched(one: str, other: str) -> float:
    first, second = sorted((_words(one), _words(other)))
    return SequenceMatcher(None, first, second).ratio()


def hashed(one: str, other: str) -> float:
    return float(_sketch(one).jaccard(_sketch(other)))


SIMPLE: dict[str, Likeness] = {"runs": contained, "difflib": matched, "MinHash": hashed}
BASELINE = "runs"


def best(like: Likeness, corpora: Mapping[str, Mapping[str, Reading]], tuned: Mapping[str, Pairs]) -> float:
    """The least likeness at which the tuned pairs of all corpora are told apart best (by F1)."""
    scored = [
        (like(*_texts(corpora[name], pair)), there) for name, pairs in tuned.items() for pair, there in pairs.items()
    ]

    def f1(least: float) -> float:
        chosen = [there for likeness, there in scored if likeness >= least]
        return 2 * sum(chosen) / (len(chosen) + sum(there for _, there in scored))

    return max(sorted({likeness for likeness, _ in scored}), key=f1)


def alike(like: Likeness, articles: Mapping[str, Reading], pairs: Iterable[str], least: float) -> set[str]:
    return {pair for pair in pairs if like(*_texts(articles, pair)) >= least}


def _texts(articles: Mapping[str, Reading], pair: str) -> tuple[str, str]:
    one, other = pair.split()
    return articles[one].article.text, articles[other].article.text


@cache
def _words(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(text.casefold()))


@cache
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = _words(text)
    return frozenset(words[i : i + RUN] for i in range(max(1, len(words) - RUN + 1)))


@cache
def _sketch(text: str) -> MinHash:
    sketch = MinHash(num_perm=128)
    sketch.update_batch([" ".join(run).encode() for run in _runs(text)])
    return sketch


# -- speed ------------------------------------------------------------------------------------------------------------


def speed(articles: Sequence[Reading], size: int) -> list[Figure]:
    """How time grows from `size` articles to ten times as many: to ten times as many stories, or versions of each."""
    some = [*articles, *polnear()][:size]
    few = some[::TENFOLD]
    once = seconds(some)
    growths = {
        "stories": seconds(several(some, spelt, TENFOLD)) / once,
        "versions": seconds(several(few, cut, TENFOLD**2)) / seconds(several(few, cut, TENFOLD)),
    }
    return [
        Figure("reuse.milliseconds.article", once / len(some) * 1000, len(some), down=True),
        *(Figure(f"reuse.tenfold.{name}", value, TENFOLD * len(some), down=True) for name, value in growths.items()),
    ]


def seconds(articles: Sequence[Reading]) -> float:
    started = time.process_time()
    reuses(articles)
    return time.process_time() - started


def polnear() -> Iterator[Reading]:
    for article in islice(lines("polnear", "train.jsonl"), SIZE):
        yield reading(article["id"], article["text"], publisher=article["publisher"])


def several(articles: Iterable[Reading], change: Callable[[str, int], str], times: int) -> list[Reading]:
    return [
        reading(f"{known.id} {number}", change(known.text, number), publisher=f"{known.publisher} {number}")
        for known in (one.article for one in articles)
        for number in range(times)
    ]


def spelt(text: str, number: int) -> str:
    """The same text in other words: each letter is moved on by `number`."""
    letters = string.ascii_lowercase
    moved = letters[number:] + letters[:number]
    return text.translate(str.maketrans(letters + letters.upper(), moved + moved.upper()))


def cut(text: str, number: int) -> str:
    """A version of the text, without three sentences of ten: in each version others."""
    sentences = SENTENCE_END.split(text)
    return " ".join(s for place, s in enumerate(sentences) if crc32(f"{place} {number}".encode()) % 10 >= 3)


if __name__ == "__main__":
    figures.main(__doc__, measure)
