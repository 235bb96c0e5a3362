"""The server as an assistant meets it: asked by the protocol's own client, in this process and over pipes."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters, stdio_client

import headwater
from headwater.case import Case
from headwater.mcp_server.server import server

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = {
    "list_articles", "list_claims", "who_says_so", "show_evidence", "what_an_article_adds", "find_disagreements",
    "open_questions", "list_decisions",
}  # fmt: skip
DECISIONS = {"judge_join", "dismiss_disagreement", "rate_source", "rate_claim", "add_note", "undo_decision"}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample story as a case."""
    path = tmp_path_factory.mktemp("case") / "harbour.hw"
    with headwater.open(path, create=True, who="ada") as case:
        assert {added.what for added in case.add([str(ROOT / "examples" / "harbour")])} == {"added"}
    return path


@pytest.fixture
def case(file: Path) -> Iterator[Case]:
    with headwater.open(file, who="ada") as opened:
        yield opened


def ask(case: Case, tool: str, *, allow_decisions: bool = False, **arguments: Any) -> Any:
    """What a tool answers; an error's text where it is one."""

    async def asked() -> Any:
        async with Client(server(case, allow_decisions=allow_decisions)) as client:
            result = await client.call_tool(tool, arguments)
            if result.is_error:
                return result.content[0].text  # type: ignore[union-attr]
            found = result.structured_content
            return found["result"] if found is not None and set(found) == {"result"} else found

    return asyncio.run(asked())


def tools(case: Case, *, allow_decisions: bool) -> dict[str, Any]:
    async def listed() -> dict[str, Any]:
        async with Client(server(case, allow_decisions=allow_decisions)) as client:
            return {tool.name: tool for tool in (await client.list_tools()).tools}

    return asyncio.run(listed())


def text_of(case: Case, article: str) -> str:
    return case.reading(article).article.text


def test_it_only_reads_unless_decisions_are_allowed(case: Case) -> None:
    found = tools(case, allow_decisions=False)
    assert set(found) == QUESTIONS
    assert all(tool.annotations.read_only_hint for tool in found.values())
    assert all(tool.description and tool.output_schema for tool in found.values())
    more = tools(case, allow_decisions=True)
    assert set(more) == QUESTIONS | DECISIONS
    assert not any(more[name].annotations.read_only_hint for name in DECISIONS)
    assert "rate_claim" in ask(case, "rate_claim", claim="1", credibility=2, why="said so")
    assert case.decisions() == ()


def test_articles_are_listed_with_whom_they_take_from(case: Case) -> None:
    found = {each["label"]: each for each in ask(case, "list_articles")}
    assert len(found) == 11
    assert "reprint of Meridian Press" in found["Skarrow Gazette"]["takes_from"]


def test_claims_are_listed_with_their_ranges_and_their_evidence(case: Case) -> None:
    found = ask(case, "list_claims", limit=3)
    assert (found["total"], len(found["claims"])) == (len(case.story().claims), 3)
    for each in found["claims"]:
        evidence = each["evidence"]
        text = text_of(case, evidence["article"])
        assert " ".join(text[evidence["start"] : evidence["end"]].split()) == evidence["words"]
        assert each["publications"]["low"] <= each["publications"]["high"]
    assert ask(case, "list_claims", limit=1, offset=2)["claims"] == found["claims"][2:]


@pytest.mark.parametrize("only", ["several articles", "single origin", "disputed", "doubt lost"])
def test_claims_are_chosen_by_what_is_odd_about_them(case: Case, only: str) -> None:
    some, everything = ask(case, "list_claims", only=only, limit=100), ask(case, "list_claims", limit=100)
    assert 0 < some["total"] < everything["total"]


def test_claims_are_found_by_their_words(case: Case) -> None:
    found = ask(case, "list_claims", text="four people")
    assert 0 < found["total"] < 20
    assert ask(case, "list_claims", text="zeppelin") == {"total": 0, "claims": []}


def test_who_says_so_has_every_saying_with_its_chain(case: Case) -> None:
    [claim, *_] = ask(case, "list_claims", only="disputed")["claims"]
    answer = ask(case, "who_says_so", claim=str(claim["claim"]))
    assert ask(case, "who_says_so", claim=claim["claim"]) == answer, "as it is listed"
    number, told = case.story().claims[claim["claim"] - 1], answer["sayings"]
    assert len(told) == len(number.assertions)
    for saying, assertion in zip(told, number.assertions, strict=True):
        assert [link["name"] for link in saying["chain"]] == [link.name for link in assertion.chain]
        text = text_of(case, saying["evidence"]["article"])
        assert (saying["evidence"]["start"], saying["certainty"]) == (min(assertion.span)[0], assertion.certainty)
        assert all(text[link["evidence"]["start"] : link["evidence"]["end"]] for link in saying["chain"])
    known = {saying["number"] for saying in told}
    assert all(set(pair) <= known for reason in answer["reasons"] for pair in reason["sayings"])
    assert answer["disagreements"]


def test_evidence_is_shown_word_for_word(case: Case) -> None:
    article = ask(case, "list_articles")[0]["article"]
    text = text_of(case, article)
    shown = ask(case, "show_evidence", article=article, start=200, end=220)
    assert shown["evidence"]["words"] == " ".join(text[200:220].split())
    assert shown["evidence"]["words"] in shown["around"]
    assert "goes from 0 to" in ask(case, "show_evidence", article=article, start=5, end=10**6)


def test_what_an_article_adds_names_the_others(case: Case) -> None:
    found = ask(case, "what_an_article_adds", article="skerry.txt")
    assert {each["kind"] for each in found} >= {"new"}
    assert all(bool(each["others"]) == (each["kind"] != "new") for each in found)
    assert all(each["evidence"] for each in found)


def test_disagreements_say_who_holds_what(case: Case) -> None:
    found = ask(case, "find_disagreements")
    conflict = next(each for each in found if each["kind"] == "conflict")
    assert len(conflict["values"]) > 1
    for value in conflict["values"]:
        assert len(value["sayings"]) == len(value["evidence"]) > 0


def test_open_questions_are_those_of_the_dossier(case: Case) -> None:
    found = ask(case, "open_questions")
    assert found[0]["question"].startswith("Which holds?")
    assert found[0]["evidence"]


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("who_says_so", {"claim": "4711"}, "there is no claim '4711': list_claims gives the key of each"),
        ("show_evidence", {"article": "nobody", "start": 0, "end": 1}, "0 articles are called 'nobody'"),
        ("what_an_article_adds", {"article": "nobody"}, "list_articles gives their ids"),
        ("list_claims", {"only": "true"}, "only"),
        ("list_claims", {"limit": 10**6}, "limit"),
    ],
)
def test_a_wrong_question_is_answered_with_what_to_do(
    case: Case, tool: str, arguments: dict[str, Any], told: str
) -> None:
    assert told in ask(case, tool, **arguments)


def test_decisions_hold_at_once_and_can_be_taken_back(tmp_path: Path, file: Path) -> None:
    copy = tmp_path / "copy.hw"
    copy.write_bytes(file.read_bytes())
    with headwater.open(copy, who="ada via assistant") as case:

        def tell(tool: str, **arguments: Any) -> Any:
            return ask(case, tool, allow_decisions=True, **arguments)

        before = ask(case, "find_disagreements")
        conflict = next(each for each in before if each["kind"] == "conflict")
        made = tell("dismiss_disagreement", claim=conflict["key"], slot=conflict["slot"], why="one is a correction")
        assert made["decision"] in {each["id"] for each in ask(case, "list_decisions")}
        assert conflict not in ask(case, "find_disagreements")
        tell("undo_decision", decision=made["decision"], why="it is one after all")
        assert conflict in ask(case, "find_disagreements")
        tell("rate_source", source="Maren Oakes", reliability="B", why="the person said so")
        [first] = ask(case, "list_claims", limit=1)["claims"]
        assert ask(case, "who_says_so", claim=first["key"])["claim"] == first
        assert "a decision takes the key" in tell("rate_claim", claim="1", credibility=2, why="numbers change")
        tell("rate_claim", claim=first["key"], credibility=2, why="the person said so")
        tell("add_note", text="Call the board.", why="to be done", article="skerry.txt")
        answer = next(
            found for number in range(1, 9) if (found := ask(case, "who_says_so", claim=str(number)))["reasons"]
        )
        tell("judge_join", join=answer["reasons"][0]["joins"][0], holds=False, why="they are two")
        told = ask(case, "list_decisions")
        assert {each["who"] for each in told} == {"ada via assistant"}
        assert len(told) == 4
        assert "nobody" in tell("undo_decision", decision="nobody", why="a slip")


def test_it_speaks_over_pipes_and_says_nothing_else(file: Path) -> None:
    """As a client starts it: whatever else stood on standard output would break the protocol."""
    command = StdioServerParameters(command=sys.executable, args=["-m", "headwater.cli", "mcp", str(file)])

    async def asked() -> tuple[Any, Any]:
        async with Client(stdio_client(command)) as client:
            claims = await client.call_tool("list_claims", {"limit": 1})
            return client.instructions, claims

    instructions, claims = asyncio.run(asked())
    assert "no verdict on truth" in " ".join(instructions.split())
    assert claims.structured_content["claims"][0]["claim"] == 1
    assert json.loads(claims.content[0].text)["total"] == claims.structured_content["total"]
