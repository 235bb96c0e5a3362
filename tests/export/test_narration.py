from __future__ import annotations

from dataclasses import replace

import pytest

from headwater.export.narration import Narrator
from headwater.model import Assertion, Certainty, Link, SourceType

from .story import STORY

PAPER, PERSON, NOBODY = SourceType.PUBLICATION, SourceType.PERSON, SourceType.ANONYMOUS


def chain(*links: tuple[str, SourceType], article: str = "courier", attribution: str | None = None) -> str:
    made = tuple(Link(name.rstrip("?"), kind, not name.endswith("?"), (0, 1)) for name, kind in links)
    return Narrator(STORY).chain(Assertion(article, attribution, ((0, 1),), "", Certainty.ATTRIBUTED, made))


@pytest.mark.parametrize(
    ("links", "said"),
    [
        ([], "Evening Courier, in its own voice"),
        ([("The Bugle", PAPER)], "Evening Courier, citing The Bugle"),
        ([("The Bugle", PAPER), ("Varsla", PAPER)], "Evening Courier, citing The Bugle, itself citing Varsla"),
        ([("The Bugle?", PAPER)], "Evening Courier, citing The Bugle (inferred)"),
        (
            [("Kalmar Ledger", PAPER), ("The Ember Post", PAPER), ("an official", NOBODY)],
            "Evening Courier, citing Kalmar Ledger’s translation of The Ember Post, according to an unnamed official",
        ),
        ([("Ada Moss", PERSON)], "Evening Courier, according to Ada Moss"),
        ([("Ada", PERSON), ("Ben Ode", PERSON)], "Evening Courier, according to Ada, who has it from Ben Ode"),
        ([("a report", SourceType.DOCUMENT)], "Evening Courier, citing a report"),
        ([("unspecified", SourceType.UNSPECIFIED)], "Evening Courier, according to somebody whom it does not name"),
        ([("foreign media", SourceType.COLLECTIVE)], "Evening Courier, according to foreign media"),
        ([("Foreign media", SourceType.COLLECTIVE)], "Evening Courier, according to Foreign media"),
        ([("French", SourceType.COLLECTIVE)], "Evening Courier, according to the French"),
        ([("Russians", SourceType.COLLECTIVE)], "Evening Courier, according to Russians"),
        ([("internal email", SourceType.DOCUMENT)], "Evening Courier, citing an internal email"),
        ([("union report", SourceType.DOCUMENT)], "Evening Courier, citing a union report"),
        ([("minutes of the board", SourceType.DOCUMENT)], "Evening Courier, citing minutes of the board"),
        ([("inspectors’ report", SourceType.DOCUMENT)], "Evening Courier, citing the inspectors’ report"),
        ([("Evening Courier", PAPER)], "Evening Courier, citing its own reporting"),
        # "Engineers" stands in no text but with a small letter, so that a sentence began with it.
        ([("Engineers", NOBODY)], "Evening Courier, according to unnamed engineers"),
    ],
)  # fmt: skip
def test_a_chain_is_said_as_an_editor_would(links: list[tuple[str, SourceType]], said: str) -> None:
    assert chain(*links) == said


def test_of_what_is_attributed_to_nobody_known_the_source_is_not_known() -> None:
    assert chain(attribution="c9") == "Evening Courier, source not known"


def test_who_is_quoted_word_for_word_is_quoted() -> None:
    assert chain(("a harbour official", NOBODY), article="post", attribution="p2").endswith(
        "quoting an unnamed harbour official"
    )


@pytest.mark.parametrize(
    ("description", "said"),
    [
        ("senior officials in Paris", "unnamed senior officials in Paris"),
        ("the head of the police’s investigations", "an unnamed head of the police’s investigations"),
        ("two engineers", "two engineers, not named"),
        ("an unnamed official", "an unnamed official"),
        ("one of the witnesses", "one of the witnesses, not named"),
        ("boss", "an unnamed boss"),
        ("people close to the talks", "unnamed people close to the talks"),
    ],
)
def test_whoever_is_not_named_is_said_not_to_be(description: str, said: str) -> None:
    assert chain((description, NOBODY)) == f"Evening Courier, according to {said}"


def test_two_articles_of_one_outlet_are_told_apart() -> None:
    twin = replace(STORY.articles[0], article=replace(STORY.articles[0].article, id="twin", published="2019-03-21"))
    names = Narrator(replace(STORY, articles=(*STORY.articles, twin))).names
    assert (names["post"], names["twin"]) == ("The Ember Post, 19 Mar 2019", "The Ember Post, 21 Mar 2019")
