"""Corpora become texts, spans and groups, which needs no parser."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

PATH = Path(__file__).parents[2] / "training" / "prepare.py"


@pytest.fixture(scope="module")
def prepare() -> Any:
    spec = importlib.util.spec_from_file_location("training_prepare", PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def row(word: str, entity: str = "", space: bool = True, number: str = "1") -> str:
    """A line of CoNLL-U: a word, the brackets of entities at it, and whether a space follows."""
    features = [f"Entity={entity}"] * bool(entity) + ["SpaceAfter=No"] * (not space)
    return "\t".join([number, word, *["_"] * 7, "|".join(features) or "_"])


def gum(prepare: Any, *rows: str) -> Any:
    """The rows as a document of one discourse unit, as every file of GUM has at least one."""
    first = next(index for index, line in enumerate(rows) if "\t" in line)
    unit = f"{rows[first]}|Discourse=ROOT:1"
    return prepare.gum([*rows[:first], unit, *rows[first + 1 :]])


def groups(document: dict[str, Any]) -> list[list[str]]:
    return [[document["text"][a:b] for a, b in spans] for spans in document["groups"]]


def test_words_make_a_text_with_spaces_and_paragraphs(prepare: Any) -> None:
    rows = ["# newdoc", "# newpar", row("It"), row("sank", space=False), row("."), "", "# newpar", row("So")]
    assert gum(prepare, *rows)["text"] == "It sank.\n\nSo"


def test_spans_of_one_entity_make_a_group(prepare: Any) -> None:
    rows = [
        row("The", "(1-object-new-cf1-2-sgl"), row("ferry", "1)"), row("sank"), row("because"),
        row("it", "(1-object-giv-cf1-1-ana)"), row("leaked", space=False), row("."),
    ]  # fmt: skip
    assert groups(gum(prepare, *rows)) == [["The ferry", "it"]]


def test_entities_may_stand_in_each_other(prepare: Any) -> None:
    rows = [
        row("her", "(1-object-new(2-person-giv)"), row("ferry", "1)"), row("and"), row("she", "(2-person-giv)"),
        row("lost"), row("it", "(1-object-giv)"),
    ]  # fmt: skip
    assert sorted(groups(gum(prepare, *rows))) == [["her", "she"], ["her ferry", "it"]]


def test_one_entity_may_stand_in_itself(prepare: Any) -> None:
    rows = [row("one", "(1-person-new(1-person-giv)"), row("self", "1)")]
    assert groups(gum(prepare, *rows)) == [["one", "one self"]]


def test_what_is_mentioned_once_is_no_group(prepare: Any) -> None:
    assert gum(prepare, row("Oslo", "(1-place-new)"))["groups"] == []


def test_contractions_and_empty_nodes_are_no_words_of_their_own(prepare: Any) -> None:
    rows = [
        row("It"),
        row("don't", number="2-3"),
        row("do", number="2"),
        row("n't", number="3"),
        row("gone", number="3.1"),
    ]
    assert gum(prepare, *rows)["text"] == "It don't"


def test_pronouns_come_with_the_spans_of_their_candidates(prepare: Any, tmp_path: Path) -> None:
    text = "Anna met Berta before she left."
    line = {
        "ID": "1", "Text": text, "Pronoun": "she", "Pronoun-offset": "22", "A": "Anna", "A-offset": "0",
        "A-coref": "FALSE", "B": "Berta", "B-offset": "9", "B-coref": "TRUE",
    }  # fmt: skip
    (tmp_path / "data" / "gap").mkdir(parents=True)
    (tmp_path / "data" / "gap" / "development.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    [document] = prepare.pronouns(tmp_path)
    assert text[slice(*document["pronoun"])] == "she"
    assert [(text[a:b], means) for a, b, means in document["candidates"]] == [("Anna", False), ("Berta", True)]


def test_about_a_twentieth_is_held_out_always_the_same(prepare: Any) -> None:
    held = [number for number in range(2000) if prepare.held_out(str(number))]
    assert 60 <= len(held) <= 140
    assert held == [number for number in range(2000) if prepare.held_out(str(number))]
