"""Articles through all the stages: nothing lost, nothing out of order, and nothing that chance decides."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from time import sleep

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater import config
from headwater.errors import HeadwaterError, ModelError
from headwater.export import interchange
from headwater.model import Annotation, Article, Count, Failure, Link, Reading, Resolution, Source, SourceType
from headwater.pipeline import Reader, read, reading, trace
from headwater.provenance.chains import chains

CONFIG = config.load()
MILL = "The old mill burned down on Monday, the mayor, Ada Moss, told the Norhaven Courier. Nobody was hurt, Moss said."
ARTICLES = {
    "mill": MILL,
    "short": "It rained.",
    "retold": "The old mill burned down, the Norhaven Courier reported, citing Ada Moss. It was reportedly empty.",
    "long": (MILL + "\n\n") * 8,
    "denied": "The owner, Karl Roe, denied that the mill was insured. “It was never worth it,” he said on 4 May 2016.",
    "bank": "A banker who asked not to be named said that Karl Roe had sold the mill. Roe denied it.",
}


def lines(path: Path, *articles: dict[str, str]) -> str:
    path.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    return str(path)


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(CONFIG)


@pytest.fixture(scope="session")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """A file of six articles, and before and after it what cannot be read."""
    folder = tmp_path_factory.mktemp("inputs")
    articles = [{"id": name, "text": text} for name, text in ARTICLES.items()]
    french = {"id": "french", "text": "Le moulin a brûlé.", "language": "fr"}
    return [
        str(folder / "absent.txt"),
        lines(folder / "six.jsonl", *articles[:3], french, *articles[3:]),
        lines(folder / "again.jsonl", articles[0]),
    ]


@pytest.fixture(scope="session")
def found(inputs: list[str]) -> list[Reading | Failure]:
    return list(read(inputs, replace(CONFIG, threads=1)))


def outline(found: list[Reading | Failure]) -> list[str]:
    """The articles, those with why they were not read, and what is none."""

    def told(one: Reading | Failure) -> str:
        if isinstance(one, Failure):
            return one.kind
        return f"{one.article.id}, {one.unread.kind}" if one.unread else one.article.id

    return [told(one) for one in found]


def test_everything_comes_out_in_the_order_in_which_it_went_in(found: list[Reading | Failure]) -> None:
    assert outline(found) == [
        "not-found",
        "mill",
        "short",
        "retold",
        "french, language",
        "long",
        "denied",
        "bank",
        "duplicate-id",
    ]


@pytest.mark.parametrize(("threads", "jobs"), [(4, 1), (1, 2), (1, 3)])
def test_threads_and_processes_change_nothing(
    inputs: list[str], found: list[Reading | Failure], threads: int, jobs: int
) -> None:
    assert list(read(inputs, replace(CONFIG, threads=threads), jobs)) == found


def test_no_more_is_taken_in_than_can_wait() -> None:
    taken = []

    def items() -> Iterator[Failure]:
        for number in range(50):
            taken.append(number)
            yield Failure(str(number), "ingest", "missing", "")

    def slower_at_first(item: Article | Failure) -> Failure:
        assert isinstance(item, Failure)
        sleep(0.01 / (1 + int(item.uri)))
        return item

    with ThreadPoolExecutor(4) as threads:
        for number, one in enumerate(reading._in_order(threads, slower_at_first, items(), 6)):
            assert isinstance(one, Failure)
            assert one.uri == str(number)
            assert len(taken) <= number + 6


# -- trouble ----------------------------------------------------------------------------------------------------------


def test_an_article_that_a_stage_breaks_on_is_kept_unread_and_the_others_are_read(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(article: Article, annotation: Annotation, resolution: Resolution) -> tuple[tuple[Link, ...], ...]:
        if article.id == "short":
            raise ZeroDivisionError("no such luck")
        return chains(article, annotation, resolution)

    monkeypatch.setattr("headwater.pipeline.reading.chains", broken)
    made = [reader.try_read(Article(name, f"file:{name}", ARTICLES[name])) for name in ("mill", "short", "bank")]
    assert outline(made) == ["mill", "short, internal", "bank"]
    assert isinstance(made[1], Reading)
    failure = made[1].unread
    assert failure
    assert (failure.uri, failure.stage) == ("file:short", "read")
    assert "ZeroDivisionError: no such luck" in failure.message


def test_a_failure_is_passed_on_as_it_is(reader: Reader) -> None:
    failure = Failure("x", "ingest", "missing", "there is no such file")
    assert reader.try_read(failure) is failure


@pytest.mark.parametrize("language", ["en", None])
def test_an_article_without_a_language_is_in_that_of_the_settings(reader: Reader, language: str | None) -> None:
    one = reader.try_read(Article("x", "x", "The mill burned.", language=language))
    assert isinstance(one, Reading)
    assert (one.article.language, one.unread) == ("en", None)


def test_an_article_in_a_language_without_a_model_is_kept_with_its_sentences_and_why(reader: Reader) -> None:
    one = reader.try_read(Article("x", "x.txt", "Le moulin a brûlé. M. Roe a nié.", language="fr"))
    assert isinstance(one, Reading)
    assert one.sentences == ((0, 18), (19, 32))
    assert one.unread == Failure(
        "x.txt", "read", "language", "x.txt is in 'fr' and was not read: there is a model for 'en' only"
    )


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_model_that_is_not_there_is_one_error_at_the_start(inputs: list[str], tmp_path: Path, jobs: int) -> None:
    with pytest.raises(ModelError, match="reinstall headwater") as raised:
        list(read(inputs, replace(CONFIG, model=str(tmp_path / "nowhere")), jobs))
    assert "\n" not in str(raised.value)


def end_at_once(_: Article | Failure) -> Reading | Failure:
    os._exit(1)


def test_a_process_that_the_system_ends_is_one_error(inputs: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_work", end_at_once)
    with pytest.raises(HeadwaterError, match="run fewer at once"):
        list(read(inputs, CONFIG, jobs=2))


# -- the story --------------------------------------------------------------------------------------------------------


def whole(found: list[Reading | Failure]) -> str:
    return interchange.dumps(interchange.story(trace(found)))


@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_the_story_is_the_same_in_whatever_order_its_articles_come(
    found: list[Reading | Failure], data: st.DataObject
) -> None:
    assert whole(data.draw(st.permutations(found))) == whole(found)


def test_an_article_that_comes_twice_counts_once(found: list[Reading | Failure]) -> None:
    readings = [one for one in found if isinstance(one, Reading)]
    assert whole([*readings, *readings]) == whole([*readings])


def test_the_story_holds_every_article_and_every_failure(found: list[Reading | Failure]) -> None:
    story = trace(found)
    assert sorted(reading.article.id for reading in story.articles) == sorted([*ARTICLES, "french"])
    assert [failure.kind for failure in story.failures] == ["not-found", "duplicate-id", "language"]
    articles = {a.article for claim in story.claims for a in claim.assertions}
    assert articles == set(ARTICLES) - {"short"}  # two words state nothing


def test_an_unread_article_is_told_of_and_nothing_is_told_of_what_is_in_it(found: list[Reading | Failure]) -> None:
    story = trace(found)
    [line] = [each for each in interchange.story(story)["articles"] if each["id"] == "french"]
    [failure] = [each for each in story.failures if each.kind == "language"]
    assert line["error"] == {"stage": failure.stage, "kind": failure.kind, "message": failure.message}
    assert (line["text"], line["language"], line["attributions"]) == ("Le moulin a brûlé.", "fr", [])
    without = trace(one for one in found if not (isinstance(one, Reading) and one.unread))
    assert (story.claims, story.entities, story.timeline) == (without.claims, without.entities, without.timeline)


def test_claims_that_several_articles_tell_come_first(found: list[Reading | Failure]) -> None:
    told = [len({a.article for a in claim.assertions}) for claim in trace(found).claims]
    assert told == sorted(told, reverse=True)
    assert told[0] > 1


def test_the_timeline_has_each_dated_sentence_once_in_order(found: list[Reading | Failure]) -> None:
    timeline = trace(found).timeline
    assert ("2016-05-04", "denied") in [(event.when, event.article) for event in timeline]
    assert [event.when for event in timeline] == sorted(event.when for event in timeline)
    assert len(set(timeline)) == len(timeline)


def test_no_articles_make_an_empty_story() -> None:
    story = trace([])
    assert (story.articles, story.claims, story.failures) == ((), (), ())
    assert story.publications == Count(0, 0, ())


COURIER = Link("Courier", SourceType.PUBLICATION, True, (0, 1))
MOSS = Link("Ada Moss", SourceType.PERSON, True, (0, 1))
OFFICIAL = Link("senior official", SourceType.ANONYMOUS, True, (0, 1))


@pytest.mark.parametrize(
    ("source", "chain", "ends"),
    [
        ("Courier", (COURIER,), (SourceType.PUBLICATION, "Courier")),
        # "…, according to a translation by the Courier": not the Courier speaks, but whom it translates.
        ("Courier", (COURIER, MOSS), (SourceType.PERSON, "Ada Moss")),
        ("Courier", (COURIER, OFFICIAL), (SourceType.ANONYMOUS, None)),
        ("Courier", (), (SourceType.PUBLICATION, "Courier")),
    ],
)
def test_an_attribution_ends_with_whoever_speaks(
    source: str, chain: tuple[Link, ...], ends: tuple[SourceType, str | None]
) -> None:
    assert reading._end(Source(SourceType.PUBLICATION, source, source, (0, 1)), chain) == ends
