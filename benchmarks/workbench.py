"""How quickly the workbench answers on a large case, view by view, and what one more article costs.

    python benchmarks/workbench.py [--limit N]

The case is made of 2,000 articles of PolNeAR, the Helsinki pages, BASIL and the pairs of reuse; most of the time goes into reading them and
into the first story. Requests go through the application without a network. Each view is asked for again and again at
different addresses: the median and the 95th percentile are milliseconds as waited for, so they need an idle machine.
`adding` is one article of two sentences, as it is put into the case, in seconds beyond reading it.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from starlette.testclient import TestClient

import figures
from corpora import lines
from figures import Figure, Options
from headwater import pipeline, web
from headwater.case import Case
from headwater.config import Config
from headwater.model import Article, Failure, Reading, content_id
from headwater.web.edition import Edition

ARTICLES, ASKED = 2_000, 40
ALLOWED = "at most 200 ms at the median, 500 ms at the 95th percentile"
WORDS = ("police", "president", "tax -campaign", '"the president"', "emails", "vote court")


def articles() -> Iterator[Article]:
    """Every article once."""
    seen = set()
    for text in texts():
        article = Article(content_id(text), f"corpus/{content_id(text)}", text, published="2016-10-01", language="en")
        if article.id not in seen:
            seen.add(article.id)
            yield article


def texts() -> Iterator[str]:
    for half in ("dev", "train"):
        yield from (row["text"] for row in lines("polnear", f"{half}.jsonl"))
    yield from (row["text"] for row in lines("helsinki", "dev.jsonl"))
    for row in lines("basil", "dev.jsonl"):
        for article in row["articles"]:
            yield "\n\n".join(" ".join(paragraph) for paragraph in article["body-paragraphs"])
    for row in lines("reuse", "dev.jsonl"):
        yield from (row[side]["text"] for side in "ab")


def measure(options: Options) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        case = Case.create(str(Path(folder) / "affair.hw"), options.settings, "benchmark")
        with case:
            return measured(case, options.limit or ARTICLES)


def measured(case: Case, number: int) -> list[Figure]:
    added = sum(one.what == "added" for one in case.add_articles(islice(articles(), number), jobs=2))
    begun = time.perf_counter()
    story = case.story()
    made = time.perf_counter() - begun
    app = web.create(case)
    begun = time.perf_counter()
    edition = app.state.workbench.edition = Edition(story, case.key()).warm()
    indexed = time.perf_counter() - begun
    # Without its lifespan the application begins no work in the background, which would be measured too.
    client = TestClient(app, base_url="http://127.0.0.1")
    client.get("/sign-in", params={"token": app.state.sessions.token()})
    return [
        Figure("workbench.story.seconds", made, added, down=True),
        Figure("workbench.index.seconds", indexed, added, down=True),
        *(figure for name, address in views(edition).items() for figure in answered(name, client, address)),
        Figure("workbench.adding.seconds", adding(case), added, peer="at most 2", down=True),
    ]


def views(edition: Edition) -> dict[str, Callable[[], str]]:
    """An address of each kind of page, another one each time."""
    chance = random.Random(1)
    claims, sources, known = list(edition.numbers), list(edition.everyone), list(edition.article_ids)
    return {
        "story": lambda: f"/story?page={chance.randint(1, 40)}",
        "claim": lambda: f"/claims/{chance.choice(claims)}",
        "articles": lambda: f"/articles?page={chance.randint(1, 40)}",
        "article": lambda: f"/articles/{chance.choice(known)}",
        "sources": lambda: f"/sources?page={chance.randint(1, 100)}",
        "source": lambda: f"/sources/{chance.choice(sources)}",
        "timeline": lambda: f"/timeline?page={chance.randint(1, 40)}",
        "inbox": lambda: f"/inbox?page={chance.randint(1, 100)}",
        "search": lambda: f"/search?q={chance.choice(WORDS)}",
        "search_flag": lambda: f"/search?q={chance.choice(WORDS)}&flag=dispute",
        "history": lambda: "/history",
    }


def answered(name: str, client: TestClient, address: Callable[[], str]) -> list[Figure]:
    client.get(address())
    times = []
    for _ in range(ASKED):
        path = address()
        begun = time.perf_counter()
        answer = client.get(path)
        times.append(1000 * (time.perf_counter() - begun))
        if answer.status_code != 200:
            sys.exit(f"{path} was answered with {answer.status_code}")
    slow = statistics.quantiles(times, n=20)[-1]
    return [
        Figure(f"workbench.{name}.median", statistics.median(times), ASKED, peer=ALLOWED, down=True),
        Figure(f"workbench.{name}.p95", slow, ASKED, peer=ALLOWED, down=True),
    ]


def adding(case: Case) -> float:
    """Seconds that the case takes for one more article, less those that reading it takes alone."""
    text = "The ferry turned back, Ada Thorne said on Friday. The harbour was closed until noon."
    article = Article("one-more", "one-more.txt", text, published="2016-11-01", language="en")
    begun = time.perf_counter()
    list(case.add_articles([article]))
    return time.perf_counter() - begun - alone(article, case.config)


def alone(article: Article, settings: Config) -> float:
    begun = time.perf_counter()
    found: list[Reading | Failure] = list(pipeline.read_articles([article], settings))
    assert not any(isinstance(each, Failure) for each in found)
    return time.perf_counter() - begun


if __name__ == "__main__":
    figures.main(__doc__, measure)
