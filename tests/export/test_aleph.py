"""FollowTheMoney entities, valid by the library's own check, loaded as Aleph does, and read again by our own reader."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from headwater.ingest import follow_the_money as reader
from headwater.ingest import read
from headwater.model import Article, Story

from .story import EMPTY, STORY, TEXTS, at, hostile

pytest.importorskip("ftmq", reason="needs followthemoney and OpenAleph's stores: make aleph")

from followthemoney import model
from followthemoney.helpers import remove_checksums
from followthemoney.statement.serialize import read_csv_statements
from ftmq.store import get_store
from ftmq.store.fragments import get_fragments

from headwater.export import aleph

STORIES = pytest.mark.parametrize("story", [STORY, EMPTY, hostile()], ids=["story", "empty", "hostile"])


def objects(story: Story) -> list[dict[str, Any]]:
    return [json.loads(line) for line in aleph.entities(story).decode().split("\n")[:-1]]


def of(schema: str) -> list[dict[str, Any]]:
    return [each["properties"] for each in objects(STORY) if each["schema"] == schema]


@STORIES
def test_every_entity_is_valid_by_the_librarys_own_check(story: Story) -> None:
    for each in objects(story):
        schema = model.get(each["schema"])
        assert schema is not None
        assert set(each["properties"]) <= set(schema.properties)
        schema.validate({"properties": each["properties"]})
        assert model.get_proxy(each).to_dict()["properties"].keys() == each["properties"].keys()


@STORIES
def test_what_is_referred_to_is_there(story: Story) -> None:
    found = objects(story)
    known = {each["id"] for each in found}
    assert len(known) == len(found)
    for each in found:
        schema = model.get(each["schema"])
        assert schema is not None
        for name, values in each["properties"].items():
            if schema.properties[name].type.name == "entity":
                assert set(values) <= known


@pytest.mark.parametrize(
    ("command", "written"),
    [("validate", aleph.entities), ("aggregate", aleph.entities), ("aggregate-statements", aleph.statements)],
)
def test_the_programs_own_command_line_makes_the_same_of_it(
    command: str, written: Callable[[Story], bytes], tmp_path: Path
) -> None:
    given, made = tmp_path / "given", tmp_path / "made"
    given.write_bytes(written(STORY))
    program = Path(sys.executable).with_name("ftm")
    subprocess.run([program, command, "-i", given, "-o", made], check=True, stderr=subprocess.DEVNULL)
    known = {each["id"]: each for each in objects(STORY)}
    found = {each["id"]: each for each in map(json.loads, made.read_text(encoding="utf-8").splitlines())}
    assert found.keys() == known.keys()
    for key, each in found.items():
        assert each["schema"] == known[key]["schema"]
        for name, values in each["properties"].items():
            assert sorted(values) == sorted(known[key]["properties"][name])
    articles = [one for one in read([str(made)]) if isinstance(one, Article)]
    assert {text for text in TEXTS.values() for one in articles if one.text.endswith(text)} == set(TEXTS.values())


@STORIES
def test_openaleph_loads_it_and_loses_nothing(story: Story, tmp_path: Path) -> None:
    """By the steps of its bulk load: a proxy of each entity, cleaned, into the store that its index is made from."""
    known = {each["id"]: each for each in objects(story)}
    collection = get_fragments("collection_1", origin="aleph", database_uri=f"sqlite:///{tmp_path}/aleph.db")
    loader = collection.bulk()
    for each in known.values():
        loader.put(remove_checksums(model.get_proxy(each, cleaned=False)), origin="bulk")
    loader.flush()
    loaded = {each.id: each for each in collection.iterate()}
    assert loaded.keys() == known.keys()
    for key, entity in loaded.items():
        assert entity.schema.name == known[key]["schema"]
        assert {name: sorted(values) for name, values in entity.to_dict()["properties"].items()} == {
            name: sorted(set(values)) for name, values in known[key]["properties"].items()
        }


@STORIES
def test_the_store_of_statements_keeps_where_each_one_stands(story: Story, tmp_path: Path) -> None:
    given = list(read_csv_statements(io.BytesIO(aleph.statements(story))))
    store = get_store(f"sqlite:///{tmp_path}/statements.db", dataset="headwater")
    with store.writer() as writer:
        for each in given:
            writer.add_statement(each)
    kept = [each for entity in store.default_view().entities() for each in entity.statements]
    assert {(each.id, each.entity_id, each.prop, each.value, each.origin) for each in kept} == {
        (each.id, each.entity_id, each.prop, each.value, each.origin) for each in given
    }


def test_documents_come_back_through_our_own_reader() -> None:
    read = [
        article
        for each in objects(STORY)
        if reader.recognises(each)
        for article in reader.articles(each, "story.json", 10**6)
    ]
    assert len(read) == len(STORY.articles)
    for article, reading in zip(read, STORY.articles, strict=True):
        assert reading.article.text in article.text
        assert (article.publisher, article.published) == (reading.article.publisher, reading.article.published)


def test_who_said_what_is_a_documentation() -> None:
    [lena] = [each for each in objects(STORY) if each["properties"].get("name") == ["Lena Orsted"]][:1]
    assert lena["schema"] == "Person"
    [said] = [each for each in of("Documentation") if each["entity"] == [lena["id"]]]
    assert said["role"] == ["says so"]
    assert said["description"] == ["that fourteen barges had been held back"]
    assert said["summary"][0].startswith("Lena Orsted, who wrote the story")


def test_a_claim_is_a_note_that_tells_who_says_so() -> None:
    notes = of("Note")
    assert len(notes) == len(STORY.claims)
    assert "Kalmar Ledger, in its own voice, as fact: The board ignored two warnings." in notes[0]["description"]


def test_a_statement_says_where_it_stands() -> None:
    statements = list(read_csv_statements(io.BytesIO(aleph.statements(STORY))))
    [origin] = {each.origin for each in statements if each.value == "that fourteen barges had been held back"}
    assert origin is not None
    article, _, place = origin.partition("#char=")
    start, end = map(int, place.split(","))
    assert (start, end) == at("ledger", "that fourteen barges had been held back")
    assert TEXTS[article][start:end] == "that fourteen barges had been held back"
    assert {each.entity_id for each in statements} == {each["id"] for each in objects(STORY)}


def test_a_long_text_is_cut_into_pieces_and_nothing_is_lost() -> None:
    text = "".join(f"Line {number} of a long report.\n" for number in range(20_000))
    reading = replace(STORY.articles[0], article=replace(STORY.articles[0].article, text=text))
    [article] = objects(replace(EMPTY, articles=(reading,)))
    pieces = article["properties"]["bodyText"]
    assert len(pieces) == 9
    assert {line for piece in pieces for line in piece.split("\n") if line} == set(text.splitlines())
