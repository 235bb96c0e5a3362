"""How quickly the workbench answers on a large case, view by view, and what a decision and one more article cost.

    python benchmarks/workbench.py [--limit N]

The case is made of 2,000 articles of PolNeAR, the Helsinki pages, BASIL and the pairs of reuse; most of the time goes
into reading them and into the first story (`story`, which is what a rebuild takes beyond reading). Requests go through
the application without a network. Each view is asked for again and again at different addresses: the median and the
95th percentile are milliseconds as waited for, so they need an idle machine. `deciding` is the time from a decision to
its pages, in seconds of processor time; `counting` is what the count of the whole story takes after it; `adding` is the
same as `deciding` for one article of two sentences, beyond reading it.
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
from headwater.case import Case, acts
from headwater.config import Config
from headwater.model import (
    Act,
    Article,
    AssertionsSame,
    AttributionMended,
    Certainty,
    Failure,
    Reading,
    SourcesSame,
    Story,
    Who,
    content_id,
)
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
    begun = time.process_time()
    story = case.story()
    made = time.process_time() - begun
    app = web.create(case)
    begun = time.process_time()
    edition = app.state.workbench.edition = Edition(story, case.key()).warm()
    indexed = time.process_time() - begun
    # Without its lifespan the application begins no work in the background, which would be measured too.
    client = TestClient(app, base_url="http://127.0.0.1")
    client.get("/sign-in", params={"token": app.state.sessions.token()})
    return [
        Figure("workbench.story.seconds", made, added, down=True),
        Figure("workbench.index.seconds", indexed, added, down=True),
        *(figure for name, address in views(edition).items() for figure in answered(name, client, address)),
        *changed(case, edition, added),
    ]


def changed(case: Case, edition: Edition, number: int) -> Iterator[Figure]:
    """What follows one decision of each kind, and one article that comes."""
    texts = {reading.article.id: reading.article.text for reading in edition.story.articles}
    for kind, act in decisions(edition.story, texts):
        seconds, edition = shown(case, edition, lambda act=act: case.decide(act))  # type: ignore[misc]
        yield Figure(f"workbench.deciding.{kind}", seconds, number, peer="at most 2", down=True)
    begun = time.process_time()
    case.story()
    yield Figure("workbench.counting.seconds", time.process_time() - begun, number, down=True)
    text = "The ferry turned back, Ada Thorne said on Friday. The harbour was closed until noon."
    article = Article("one-more", "one-more.txt", text, published="2016-11-01", language="en")
    seconds, _ = shown(case, edition, lambda: list(case.add_articles([article])))
    yield Figure("workbench.adding.seconds", seconds - alone(article, case.config), number, peer="at most 2", down=True)


def decisions(story: Story, texts: dict[str, str]) -> Iterator[tuple[str, Act]]:
    """One of each kind that changes what is found."""
    claim = next(each for each in story.claims if any(join.certain for join in each.joins))
    yield "join", acts.join_holds(claim, next(join for join in claim.joins if join.certain), texts, holds=False)
    disputed = next(each for each in story.claims if each.disagreements)
    yield "disagreement", acts.no_disagreement(disputed, disputed.disagreements[0], texts)
    one, other = (acts.of_assertion(each, texts[each.article]) for each in claim.assertions[:2])
    yield "claim", AssertionsSame(one, other, False)
    reading = next(each for each in story.articles if each.attributions)
    said = acts.said(reading, reading.attributions[0])
    yield "attribution", AttributionMended(said, acts.changed(reading, said, certainty=Certainty.DENIED))
    yield "source", SourcesSame(Who(story.entities[30].name), Who(story.entities[60].name), True)


def shown(case: Case, edition: Edition, change: Callable[[], object]) -> tuple[float, Edition]:
    """Seconds of processor time from a change to the pages that show it, and these."""
    begun = time.process_time()
    change()
    story = case.soon().story
    edition = Edition(story, "", edition).warm()
    return time.process_time() - begun, edition


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


def alone(article: Article, settings: Config) -> float:
    begun = time.process_time()
    found: list[Reading | Failure] = list(pipeline.read_articles([article], settings))
    assert not any(isinstance(each, Failure) for each in found)
    return time.process_time() - begun


if __name__ == "__main__":
    figures.main(__doc__, measure)
