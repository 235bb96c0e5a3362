"""Which articles share wording, how much, and whether it is more than what both quote."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.model import DerivationKind, Reading, Reuse
from headwater.reuse import reuses

from .newsroom import LOCAL, NOTICES, OTHER, SPEECH, STATEMENT, WIRE, reading

FIRM = STATEMENT.format("the firm")
OWNERS = STATEMENT.format("a spokesman for the owners")
SPOKEN = [f"{words} the mayor told the crowd." for words in SPEECH]
HEARD = [f"The mayor went on: {words}" for words in SPEECH]
POST = (
    "The valley will not forget who looked away while the wires rotted in the wall of a hall with a hundred "
    "people in it, "
    "nor who signed for them"
)


def pair(one: tuple[str, ...], other: tuple[str, ...]) -> Reuse | None:
    found = reuses([reading("Courier", *one), reading("Gazette", *other)])
    assert len(found) <= 1
    return found[0] if found else None


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        pytest.param(WIRE, WIRE, 1.0, id="word for word"),
        pytest.param(WIRE, WIRE[:3], 1.0, id="cut from the end"),
        pytest.param(WIRE, (WIRE[0], *WIRE[3:5]), 1.0, id="cut in the middle"),
        pytest.param(WIRE, ("Brackwater: rope works burn", *WIRE), 0.95, id="under a new headline"),
        pytest.param(WIRE, WIRE[::-1], 0.95, id="with its paragraphs in another order"),
        pytest.param(
            WIRE,
            ("Correction: five people were hurt, not four.", *WIRE[:2], WIRE[2].replace("two firemen", "five firemen")),
            0.85,
            id="with a correction",
        ),
        pytest.param(WIRE, tuple(p.upper() for p in WIRE), 1.0, id="in capitals"),
        pytest.param(WIRE, tuple(p.replace("'", "’").replace(",", " –") for p in WIRE), 1.0, id="with other marks"),
        pytest.param(WIRE, (*LOCAL[:2], WIRE[3], *LOCAL[2:]), 0.15, id="a paragraph in a report of its own"),
        pytest.param(WIRE, tuple(f"{a}\n{b}" for a, b in zip(WIRE, NOTICES * 2, strict=True)), 1.0, id="among notices"),
    ],
)
def test_copies(one: tuple[str, ...], other: tuple[str, ...], least: float) -> None:
    found = pair(one, other)
    assert found
    assert not found.quoted_only
    assert max(found.containment) >= least


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param((*LOCAL[:2], FIRM), (OTHER[0], OWNERS), id="one statement"),
        pytest.param((LOCAL[0], *SPOKEN), (OTHER[1], *HEARD), id="one speech, told in two ways"),
        pytest.param(
            (LOCAL[0], f"{POST} — Orla Penn (@orlapenn) May 3, 2031", LOCAL[1]),
            (OTHER[0], POST, "— Orla Penn (@orlapenn) May 3, 2031"),
            id="one post, which both show",
        ),
        pytest.param(
            (LOCAL[0], f"“{POST},” she wrote.", LOCAL[1]),
            (OTHER[0], POST, "— Orla Penn (@orlapenn) May 3, 2031"),
            id="one post, which one shows and one quotes",
        ),
        pytest.param((*LOCAL, WIRE[1]), (*OTHER, f"“{WIRE[1]}”"), id="the words of the one, which the other quotes"),
    ],
)
def test_what_both_quote_is_nobodys_copy(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    found = pair(one, other)
    assert found
    assert found.quoted_only
    assert found.directed_by is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(LOCAL, WIRE, id="two reports of one fire"),
        pytest.param((*LOCAL, *NOTICES), (*OTHER, *NOTICES), id="notices and a caption"),
        pytest.param((*LOCAL, *OTHER, WIRE[0][:110]), (*WIRE[3:], WIRE[0][:110]), id="one short sentence"),
        pytest.param((*LOCAL, "“It was hot,” she said."), (*OTHER, "“It was hot,” he said."), id="a short quotation"),
        pytest.param(("",), ("",), id="nothing"),
        pytest.param(("fire " * 900,), ("fire " * 950,), id="a refrain"),
    ],
)
def test_no_reuse(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert pair(one, other) is None


def test_words_that_one_quotes_are_taken_from_the_other_if_it_says_so() -> None:
    quoting = (*OTHER, f"The Courier wrote: “{WIRE[1]}”")
    says = [(DerivationKind.QUOTATION, "The Courier")]
    (found,) = reuses([reading("Gazette", *quoting, says=says), reading("Courier", *WIRE)])
    assert (found.articles, found.quoted_only, found.directed_by) == (("Courier", "Gazette"), False, "credit")
    (found,) = reuses([reading("Gazette", *quoting, quotes=["Ann Roe"]), reading("Courier", *WIRE, byline="Ann Roe")])
    assert (found.articles, found.quoted_only, found.directed_by) == (("Courier", "Gazette"), False, "credit")


def test_spans_are_the_same_words_on_both_sides() -> None:
    one, other = reading("Courier", *WIRE), reading("Gazette", LOCAL[0], WIRE[4], "Rope works burn", WIRE[1].upper())
    (found,) = reuses([one, other])
    texts = {r.article.id: r.article.text for r in (one, other)}
    for spans in found.spans:
        here, there = (texts[id_][slice(*span)] for id_, span in zip(found.articles, spans, strict=True))
        assert here.casefold() == there.casefold()
    assert {texts["Courier"][slice(*first)] for first, _ in found.spans} >= {WIRE[1].rstrip("."), WIRE[4].rstrip(".")}


def test_what_a_publisher_repeats_is_none_of_its_reports() -> None:
    bio = (
        "Ib Holm has covered the valley, its works and its floods for the paper since he came home from the sea, and "
        "lives on a boat below the lock with two dogs who have never learnt to swim."
    )
    bodies = (LOCAL, OTHER, WIRE)
    articles = [reading(f"Post {n}", *body, bio, publisher="Post") for n, body in enumerate(bodies)]
    stranger = reading("Gazette", "A man named Holm was seen by the lock.", bio, "The police are looking for his dogs.")
    assert not reuses(articles)
    assert not reuses([*articles, stranger])
    assert reuses([*articles[:2], stranger])


def test_versions_of_one_report_are_not_taken_for_repetition() -> None:
    versions = [reading(f"Post {n}", *WIRE[: n + 3], publisher="Post") for n in range(4)]
    found = reuses([*versions, reading("Gazette", *WIRE)])
    assert {r.articles for r in found if "Gazette" in r.articles} == {("Gazette", f"Post {n}") for n in range(4)}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param({"published": "2031-05-03"}, {"published": "2031-05-04"}, "date", id="a day earlier"),
        pytest.param({"published": "2031-05"}, {"published": "2031-06-01"}, "date", id="a month earlier"),
        pytest.param({"published": "2031-05"}, {"published": "2031-05-04"}, None, id="perhaps in the same days"),
        pytest.param({"published": "2031-05-03"}, {"published": "2031-05-03"}, None, id="on one day"),
        pytest.param({"published": "2031-05-03"}, {}, None, id="one without a date"),
        pytest.param(
            {"published": "2031-05-03T23:30:00+02:00"},
            {"published": "2031-05-03T22:00:00Z"},
            "date",
            id="half an hour earlier, by clocks in two zones",
        ),
        pytest.param(
            {"published": "2031-05-03T09:30:00"},
            {"published": "2031-05-03T10:00:00Z"},
            None,
            id="by a clock whose zone is not known",
        ),
        pytest.param(
            {"published": "0001-01-01T00:00:00+14:00"},
            {"published": "2031-05-03T10:00:00Z"},
            "date",
            id="no such moment",
        ),
        pytest.param(
            {}, {"says": [(DerivationKind.RETELLING, "Courier")], "published": "2031-05-01"}, "credit", id="a credit"
        ),
        pytest.param(
            {"says": [(DerivationKind.RETELLING, "Gazette")]},
            {"says": [(DerivationKind.RETELLING, "the Courier")]},
            None,
            id="each credits the other",
        ),
        pytest.param(
            {}, {"links": [("http://www.courier.example/fire/?utm_source=x", "Mill Lane")]}, "link", id="a link"
        ),
        pytest.param(
            {"published": "2031-05-03"},
            {"published": "2031-05-04", "says": [(DerivationKind.REPRINT, "Lowland News Agency")]},
            None,
            id="the later says that it is a third one's text",
        ),
    ],
)
def test_which_took_it_from_the_other(one: dict[str, Any], other: dict[str, Any], expected: str | None) -> None:
    articles = [reading("Courier", *WIRE, **one), reading("Gazette", *WIRE[:4], **other)]
    for order in (articles, articles[::-1]):
        (found,) = reuses(order)
        assert found.directed_by == expected
        assert expected is None or found.articles == ("Courier", "Gazette")


PARAGRAPHS = st.lists(st.sampled_from([*WIRE, *LOCAL, *OTHER, FIRM, *SPOKEN, *NOTICES]), max_size=7, unique=True)
Drawn = list[tuple[list[str], str | None]]
STORIES = st.lists(st.tuples(PARAGRAPHS, st.sampled_from(["Courier", "Gazette", None])), max_size=7)


def story(drawn: Drawn) -> list[Reading]:
    return [reading(f"r{n}", *paragraphs, publisher=publisher) for n, (paragraphs, publisher) in enumerate(drawn)]


@settings(deadline=None, max_examples=40)
@given(STORIES, st.randoms())
def test_the_order_of_articles_changes_nothing(drawn: Drawn, chance: random.Random) -> None:
    articles = story(drawn)
    mixed = [*articles]
    chance.shuffle(mixed)
    assert reuses(mixed) == reuses(articles)


@settings(deadline=None, max_examples=40)
@given(STORIES.filter(len), st.data())
def test_another_copy_takes_no_pair_away(drawn: Drawn, data: st.DataObject) -> None:
    articles = story(drawn)
    copied, _ = data.draw(st.sampled_from(drawn))
    name = data.draw(st.sampled_from(["a copy", "z copy"]))
    copy = reading(name, *copied, publisher=data.draw(st.sampled_from(["Courier", "Herald"])))
    before = {frozenset(r.articles) for r in reuses(articles) if not r.quoted_only}
    after = {frozenset(r.articles) for r in reuses([*articles, copy]) if not r.quoted_only}
    assert before <= after


def test_of_many_copies_each_is_paired_with_the_first_few() -> None:
    many = [reading(f"r{n:02}", *WIRE) for n in range(30)]
    pairs = {r.articles for r in reuses(many)}
    assert {("r00", f"r{n:02}") for n in range(1, 30)} <= pairs
    assert len(pairs) < 30 * 29 / 2


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(["(photo-" * 30_000, "(photo-" * 30_001], id="a caption without end"),
        pytest.param([f"{n}\n" + "\n".join(map(str, range(40_000))) for n in range(4)], id="nothing but lines"),
        pytest.param([" ".join(f"w{i % (n + 990)}" for i in range(40_000)) for n in range(3)], id="a long refrain"),
        pytest.param(["— A (@a) " * 20_000, "— A (@a) " * 20_001], id="nothing but signatures"),
        pytest.param(["“" * 100_000, "“a " * 50_000], id="nothing but marks"),
    ],
)
def test_a_hostile_text_is_done_with_in_time(texts: list[str]) -> None:
    began = time.process_time()
    reuses([reading(f"r{n}", text, publisher="Post") for n, text in enumerate(texts)])
    assert time.process_time() - began < 10
