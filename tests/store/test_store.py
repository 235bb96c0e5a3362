"""The store on SQLite and on PostgreSQL: what is put in is there, once, whole, and in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from sqlalchemy import exc, text

from headwater import codec
from headwater.errors import CaseError
from headwater.model import Article, Certainty, Failure, Noted, Reading
from headwater.store import Query, Store, is_case

from .reports import reading

Place = Callable[[], str]


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    made = Store.create(place())
    yield made
    made.close()


def put(store: Store, one: Reading, place: str | None = None) -> str:
    return store.put(one, one, place, "ada", "v1")


MILL = reading("mill", "The old mill burned down on Monday, the mayor, Ada Moss, said. Nobody was hurt.", "Ada Moss")
BANK = reading("bank", "Karl Roe denied that he had sold the mill.", "Karl Roe", certainty=Certainty.DENIED)


# -- articles ---------------------------------------------------------------------------------------------------------


def test_what_is_put_in_comes_out_whole_and_in_order(store: Store) -> None:
    assert [put(store, one) for one in (MILL, BANK)] == ["added", "added"]
    assert store.readings() == (MILL, BANK)
    assert [entry.id for entry in store.entries()] == ["mill", "bank"]
    assert store.article(store.entries()[0].number) == MILL.article
    assert store.readings(["bank"]) == (BANK,)


def test_the_same_article_twice_is_one(store: Store) -> None:
    put(store, MILL)
    elsewhere = replace(MILL, article=replace(MILL.article, uri="copy/mill.txt"))
    assert put(store, elsewhere, "file:///copy/mill.txt") == "known"
    assert len(store.entries()) == 1


def test_another_text_at_a_known_place_is_a_version(store: Store) -> None:
    put(store, MILL, "https://courier.example/mill")
    later = reading("mill2", "The old mill burned down on Sunday.", None)
    assert put(store, later, "https://courier.example/mill") == "new version"
    assert [(e.id, e.version) for e in store.entries()] == [("mill2", 2)]
    assert [(e.id, e.version, e.current) for e in store.entries(versions=True)] == [
        ("mill", 1, False),
        ("mill2", 2, True),
    ]
    assert store.readings() == (later,)
    assert store.moved() == {"mill": "mill2"}
    assert [(one.number, one.id, one.made_by) for one in store.read()] == [(2, "mill2", "v1")]
    assert put(store, MILL, "https://courier.example/mill") == "known"  # the older one again changes nothing


def test_another_text_under_a_known_id_elsewhere_clashes_and_replaces_nothing(store: Store) -> None:
    put(store, MILL, "file:///a.jsonl#mill")
    other = reading("mill", "It rained.", None)
    assert put(store, other, "file:///b.jsonl#mill") == "clash"
    assert put(store, other) == "clash"
    assert store.readings() == (MILL,)
    assert put(store, other, "file:///a.jsonl#mill") == "new version"
    assert store.moved() == {}  # the id stays


def test_removing_takes_all_versions_and_findings(store: Store) -> None:
    put(store, MILL, "https://courier.example/mill")
    put(store, reading("mill2", "The old mill burned down on Sunday.", None), "https://courier.example/mill")
    put(store, BANK)
    assert store.remove(["mill2"], "ada") == 1
    assert [e.id for e in store.entries(versions=True)] == ["bank"]
    assert store.search(Query("burned")) == ()
    assert put(store, MILL) == "added"  # and may come again


@pytest.mark.parametrize(
    "nasty", ["a\0b", "\u202eright to left", "x" * 200_000, "😀 'quoted'; DROP TABLE articles; --"]
)
def test_any_text_is_kept_as_it_is(store: Store, nasty: str) -> None:
    article = Article(nasty[:50], nasty, f"{nasty} burned.", title=nasty, publisher=nasty, published=nasty)
    one = reading("x", "x", None, article=article)
    put(store, one, nasty)
    assert store.readings() == (one,)
    assert store.standing(article, nasty) == "known"
    assert store.check() == ()


# -- findings ---------------------------------------------------------------------------------------------------------


def test_findings_are_dropped_and_articles_and_decisions_stay(store: Store) -> None:
    put(store, MILL)
    store.append([codec.decided(Noted("why so?"), "ada")])
    store.keep_story("key", b"story")
    store.drop_findings("ada")
    assert store.readings() == ()
    assert store.story() is None
    assert store.unread() == (MILL.article,)
    assert store.search(Query("mill")) == ()
    assert len(store.decisions()) == 1
    assert store.keep(MILL, MILL, "v2")
    assert store.readings() == (MILL,)
    assert store.unread() == ()
    assert [hit.article for hit in store.search(Query("burned"))] == ["mill"]


def test_a_reading_of_what_is_gone_is_not_kept(store: Store) -> None:
    assert not store.keep(MILL, MILL, "v1")
    assert store.readings() == ()


def test_only_the_last_story_is_kept(store: Store) -> None:
    store.keep_story("a", b"1")
    store.keep_story("b", b"2")
    assert store.story() == ("b", b"2")
    assert store.story("a") is None


def test_the_state_changes_with_the_articles_and_their_readings(store: Store) -> None:
    empty = store.state()
    put(store, MILL)
    one = store.state()
    store.drop_findings("ada")
    assert len({empty, one, store.state()}) == 3
    store.keep(MILL, MILL, "v1")
    assert store.state() == one


def test_failures_are_recorded_once_and_forgotten_when_the_input_is_read(store: Store) -> None:
    failure = Failure(MILL.article.uri, "ingest", "unreadable", "no")
    store.fail(failure)
    store.fail(replace(failure, message="still no"))
    assert store.failures() == (replace(failure, message="still no"),)
    put(store, MILL)
    assert store.failures() == ()


def test_every_step_is_in_the_journal(store: Store) -> None:
    put(store, MILL, "p")
    put(store, reading("mill2", "The old mill burned down on Sunday.", None), "p")
    store.drop_findings("karl")
    store.remove(["mill2"], "karl")
    assert [(step.who, step.action, step.article) for step in store.steps()] == [
        ("ada", "added", "mill"),
        ("ada", "new version", "mill2"),
        ("karl", "rebuilt", None),
        ("karl", "removed", "mill2"),
    ]


# -- search -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query("burned"), ["mill"]),
        (Query("BURN"), ["mill"]),  # by its stem, whatever its case
        (Query("mill"), ["bank", "mill"]),
        (Query("mill -burned"), ["bank"]),
        (Query('"old mill"'), ["mill"]),
        (Query('"mill old"'), []),
        (Query('mill" OR (burned'), []),  # nothing in a query is a command
        (Query("text:burned NEAR("), []),
        (Query("burned hurt"), []),  # in one sentence
        (Query(sources=("ada",)), ["mill"]),
        (Query(sources=("Nobody",)), []),
        (Query(sources=("%",)), []),
        (Query(sources=("Karl", "Ada")), ["bank", "mill"]),
        (Query("mill", certainty=Certainty.DENIED), ["bank"]),
        (Query(publisher="courier"), ["bank", "mill"]),
        (Query(publisher="Post"), []),
        (Query("mill", since="2024-02-09", until="2024-02"), ["bank", "mill"]),
        (Query("mill", since="2024-03"), []),
        (Query("mill", until="2023"), []),
        (Query("mill", limit=1, offset=2), []),
        (Query("Title"), ["bank", "mill"]),  # which is not in the text
    ],
)
def test_sentences_are_found(store: Store, query: Query, found: list[str]) -> None:
    put(store, MILL)
    put(store, BANK)
    assert sorted({hit.article for hit in store.search(query)}) == found


def test_a_hit_says_where_it_stands_and_who_says_it(store: Store) -> None:
    put(store, MILL)
    [hit] = store.search(Query("burned"))
    assert MILL.article.text[slice(*hit.span)] == hit.text
    assert (hit.sources, hit.certainties) == (("Ada Moss",), (Certainty.ATTRIBUTED,))


def test_a_query_without_a_word_is_one_line(store: Store) -> None:
    with pytest.raises(CaseError, match="at least one"):
        store.search(Query("-mill ..."))


def test_search_follows_what_a_person_has_mended(store: Store) -> None:
    put(store, MILL)
    [attribution] = MILL.attributions
    [link] = attribution.chain
    mended = replace(attribution, source_name="Bo Lund", chain=(replace(link, name="Bo Lund"),))
    store.index([replace(MILL, attributions=(mended,))])
    assert store.search(Query(sources=("Ada Moss",))) == ()
    assert [hit.sources for hit in store.search(Query(sources=("Bo Lund",)))] == [("Bo Lund",)]


# -- decisions --------------------------------------------------------------------------------------------------------


def test_decisions_are_kept_once_in_their_order(store: Store) -> None:
    made = [codec.decided(Noted(f"note {number}\0 \ud800"), "ada", "because") for number in range(3)]
    assert store.append(made) == 3
    assert store.append([*made, codec.decided(Noted("another"), "karl")]) == 1
    assert store.decisions()[:3] == tuple(made)


@pytest.mark.parametrize("statement", ["UPDATE decisions SET who = 'x'", "DELETE FROM decisions"])
def test_the_database_itself_lets_nobody_change_a_decision(store: Store, statement: str) -> None:
    store.append([codec.decided(Noted("stays"), "ada")])
    with pytest.raises(exc.DBAPIError, match="only ever added"), store._engine.begin() as connection:
        connection.execute(text(statement))
    assert len(store.decisions()) == 1


# -- integrity --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE articles SET digest = 'x' WHERE id = 'mill'", "is not what was added"),
        ("UPDATE articles SET body = readings.body FROM readings", "cannot be read"),
        ("UPDATE readings SET body = articles.body FROM articles", "cannot be read"),
    ],
)
def test_what_is_damaged_is_found(store: Store, statement: str, told: str) -> None:
    put(store, MILL)
    put(store, BANK)
    assert store.check() == ()
    with store._engine.begin() as connection:
        connection.execute(text(statement))
    assert any(told in each.what for each in store.check())


# -- opening ----------------------------------------------------------------------------------------------------------


def test_a_case_is_there_when_it_is_opened_again(place: Place) -> None:
    where = place()
    made = Store.create(where)
    put(made, MILL)
    made.close()
    assert is_case(where)
    again = Store(where)
    assert again.readings() == (MILL,)
    again.close()


def test_a_case_that_is_there_is_not_made_again(place: Place) -> None:
    where = place()
    Store.create(where).close()
    with pytest.raises(CaseError, match=r"already|exists"):
        Store.create(where)


def test_what_is_no_case_is_one_line(place: Place) -> None:
    with pytest.raises(CaseError, match="headwater case new") as raised:
        Store(place())
    assert "\n" not in str(raised.value)
