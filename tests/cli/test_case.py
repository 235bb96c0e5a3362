"""`headwater case` as a shell sees it: what is printed where, the exit status, and real processes that are killed."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from time import sleep
from typing import Any

import pytest

from headwater.case import Case
from shell import COMMAND, Ended, run

MILL = "The old mill burned down on Monday, the mayor, Ada Moss, told the Norhaven Courier. Nobody was hurt."
RETOLD = "The old mill burned down, the Norhaven Courier reported, citing Ada Moss. It was reportedly empty."
BANK = "The owner, Karl Roe, denied that the mill was insured. “It was never worth it,” he said on 4 May 2016."


def written(folder: Path) -> Path:
    folder.mkdir()
    for name, text in (("mill", MILL), ("retold", RETOLD), ("bank", BANK)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "clippings")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with three articles and the story that was made of them, from a folder that is there no more."""
    where = tmp_path_factory.mktemp("made") / "affair.hw"
    folder = written(where.parent / "clippings")
    assert run("case", "new", where).status == 0
    assert run("case", "add", where, folder) == Ended(0, "3 added\n", "")
    run("trace", where)
    return where


@pytest.fixture
def case(tmp_path: Path, made: Path) -> Path:
    return Path(shutil.copy(made, tmp_path))


@pytest.mark.parametrize(
    ("command", "has"),
    [(("read",), True), (("trace",), True), (("export",), True), (("case", "add"), True), (("case", "rebuild"), False)],
    ids=lambda given: " ".join(given) if isinstance(given, tuple) else "",
)
def test_only_what_reads_tables_asks_for_their_columns(command: tuple[str, ...], has: bool) -> None:
    assert ("--column" in run(*command, "--help").output) == has


def test_an_affair_from_the_first_article_to_the_page(tmp_path: Path, folder: Path) -> None:
    case = tmp_path / "affair.hw"
    assert "headwater case add" in run("case", "new", case).output
    assert run("case", "add", case, folder) == Ended(0, "3 added\n", "")
    (folder / "late.txt").write_text("It rained. Ada Moss said that she had seen the fire.", encoding="utf-8")
    assert run("case", "add", case, folder) == Ended(0, "1 added, 3 known\n", "")
    listed = run("case", "list", case).output
    assert [line.rpartition(": ")[2] for line in listed.splitlines()] == [
        "bank.txt",
        "mill.txt",
        "retold.txt",
        "late.txt",
    ]
    shown = run("case", "show", case, "mill.txt").output
    assert "Ada Moss" in shown
    assert "version 1" in shown
    assert "4 articles" in run("case", "show", case).output
    assert "is whole: 4 articles" in run("case", "check", case).output
    assert run("case", "remove", case, "late.txt").status == 0
    ended = run("trace", case, "--html", tmp_path / "story.html", "--json", tmp_path / "story.json")
    assert ended == run("trace", folder / "mill.txt", folder / "retold.txt", folder / "bank.txt")
    assert len(json.loads((tmp_path / "story.json").read_text(encoding="utf-8"))["articles"]) == 3
    assert run("export", case, "--to", "markdown", "--output", "-").output.startswith("#")
    assert run("read", case, "--json").output.count("\n") == 3
    assert run("case", "rebuild", case) == Ended(0, "3 read\n", "")


def test_what_changed_is_shown(folder: Path, tmp_path: Path) -> None:
    case = tmp_path / "affair.hw"
    run("case", "new", case)
    run("case", "add", case, folder / "mill.txt")
    (folder / "mill.txt").write_text(MILL.replace("Nobody was", "Two were"), encoding="utf-8")
    assert "1 new version" in run("case", "add", case, folder).output
    shown = run("case", "show", case, "mill.txt").output
    assert "  - Nobody was hurt.\n  + Two were hurt.\n" in shown
    assert ", version 2: mill.txt" in run("case", "list", case).output


def test_search_prints_sentences_with_who_says_them(case: Path) -> None:
    ended = run("case", "search", case, "burned", "--source", "ada moss")
    assert ended.output.count("The old mill burned down") == 2
    assert "Ada Moss" in ended.output
    assert run("case", "search", case, "burned", "--", "-Monday").output.count("burned") == 1
    assert run("case", "search", case, "--certainty", "denied").output.count("insured") == 1
    assert run("case", "search", case, "zebra", '"two tails"') == Ended(0, "", 'nothing found for zebra "two tails"\n')
    assert run("case", "search", case, "--certainty", "doubted") == Ended(0, "", "nothing found\n")


def test_what_cannot_be_added_is_told_and_the_rest_is_added(folder: Path, tmp_path: Path) -> None:
    where = tmp_path / "new.hw"
    run("case", "new", where)
    ended = run("case", "add", where, folder / "nowhere.txt", folder / "mill.txt")
    assert (ended.status, ended.output) == (1, "1 added, 1 failed\n")
    assert ended.errors.startswith(f"{folder.as_posix()}/nowhere.txt: ")
    assert "nowhere.txt" in run("case", "list", where).output
    assert run("trace", where).status == 1


# -- decisions --------------------------------------------------------------------------------------------------------


def ids(case: Path, tmp_path: Path) -> dict[str, str]:
    """What decisions are made on: an article, its first attribution, claims and a join."""
    run("trace", case, "--json", tmp_path / "ids.json")
    story = json.loads((tmp_path / "ids.json").read_text(encoding="utf-8"))
    claim = next(claim for claim in story["claims"] if claim["joins"])
    article = next(a for a in story["articles"] if a["uri"].endswith("mill.txt"))
    told = [claim["assertions"][0], story["claims"][-1]["assertions"][0]]
    passages = [f"{a['article']}:{','.join(f'{start}-{end}' for start, end in a['span'])}" for a in told]
    return {
        "CLAIM": claim["id"],
        "JOIN": claim["joins"][0]["id"],
        "ATTRIBUTION": article["attributions"][0]["id"],
        "ONE": passages[0],
        "OTHER": passages[1],
        "KEY": told[0]["key"],
        "ANOTHER": told[1]["key"],
    }


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("attribution CASE mill.txt ATTRIBUTION --wrong", "wrong: “The old mill burned down"),
        ("attribution CASE mill.txt ATTRIBUTION --right", "right: “The old mill burned down"),
        ("attribution CASE mill.txt ATTRIBUTION --name Bo --certainty hedged", "hedged: Bo"),
        ("attribution CASE mill.txt ATTRIBUTION --content 0-19", "is really “The old mill burned”"),
        ("sources CASE Ada Moss --same", "Ada and Moss are the same"),
        ("sources CASE Moss Moss --not-same --in mill.txt retold.txt", "are not the same"),
        ("assertions CASE ONE OTHER --same", "are one claim"),
        ("assertions CASE KEY ANOTHER --not-same", "are not one claim"),
        ("join CASE JOIN --does-not-hold", "do not share a"),
        ("join CASE KEY OTHER --of speaker --holds", "share a speaker"),
        ("derivation CASE mill.txt Post --derives --kind interview", "takes from Post (interview)"),
        ("derivation CASE mill.txt Post --does-not-derive", "takes nothing from Post"),
        ("reliability CASE Moss B", "Moss: reliability B"),
        ("credibility CASE CLAIM 2", ": credibility 2"),
        ("credibility CASE KEY 2", ": credibility 2"),
        ("credibility CASE ONE 2", ": credibility 2"),
        ("note CASE ask-her --source Moss", "Moss: ask-her"),
        ("note CASE ask-her --passage ONE", "ask-her"),
        ("note CASE ask-her --passage KEY", "ask-her"),
        ("tag CASE weak --passage mill.txt", ": tagged weak"),
        ("tag CASE weak --off", "no longer tagged weak"),
    ],
)
def test_a_decision_is_recorded_listed_and_taken_back(tmp_path: Path, case: Path, words: str, told: str) -> None:
    known = {"CASE": str(case)} | ids(case, tmp_path)
    arguments = [known.get(word, word) for word in words.split()]
    ended = run("case", "decide", *arguments, "--why", "I asked", "--who", "ada")
    assert (ended.status, ended.errors) == (0, "")
    listed = run("case", "decisions", "list", case).output
    assert told in listed
    assert re.search(rf"{ended.output.strip()} \S+ ada: I asked\n    .*{re.escape(told)}", listed)
    assert run("case", "decisions", "undo", case, ended.output.strip()).status == 0
    assert run("case", "decisions", "list", case).output == ""
    assert "(not in force)" in run("case", "decisions", "list", case, "--all").output


def test_a_disagreement_is_none(tmp_path: Path) -> None:
    where = tmp_path / "harbour.hw"
    run("case", "new", where)
    run("case", "add", where, Path(__file__).parents[2] / "examples" / "harbour")
    run("trace", where, "--json", tmp_path / "story.json")
    story = json.loads((tmp_path / "story.json").read_text(encoding="utf-8"))
    claim = next(claim for claim in story["claims"] if claim["disagreements"])
    assert run("case", "decide", "agreement", where, claim["id"], claim["disagreements"][0]["slot"]).status == 0
    run("trace", where, "--json", tmp_path / "story.json")
    after = json.loads((tmp_path / "story.json").read_text(encoding="utf-8"))
    assert [c["disagreements"] for c in after["claims"] if c["id"] == claim["id"]] == [[]]


def test_keys_of_one_list_are_good_for_many_decisions(tmp_path: Path) -> None:
    """Each decision changes the story, and with it the ids of claims: not what people name them by."""
    where = tmp_path / "harbour.hw"
    run("case", "new", where)
    run("case", "add", where, Path(__file__).parents[2] / "examples" / "harbour")

    def claims() -> list[dict[str, Any]]:
        run("trace", where, "--json", tmp_path / "story.json")
        return list(json.loads((tmp_path / "story.json").read_text(encoding="utf-8"))["claims"])

    before = claims()
    keys = [key for claim in before for key in {assertion["key"] for assertion in claim["assertions"]}]
    assert len(set(keys)) == len(keys), "a key is one claim's"
    largest, *others = sorted(before, key=lambda claim: -len(claim["assertions"]))
    one, *rest = (assertion["key"] for assertion in largest["assertions"])
    assert run("case", "decide", "assertions", where, one, rest[-1], "--not-same").status == 0
    assert run("case", "decide", "credibility", where, largest["id"], "2").status == 2, "it holds something else now"
    decided = [others[0]["assertions"][0]["key"], one]
    for key in decided:
        assert run("case", "decide", "credibility", where, key, "2").status == 0
    held = {key: claim for claim in claims() for key in (each["key"] for each in claim["assertions"])}
    assert held[one] != held[rest[-1]]
    assert set(keys) == set(held)
    graded = json.loads((tmp_path / "story.json").read_text(encoding="utf-8"))["grades"]
    assert {each["name"] for each in graded} == {held[key]["id"] for key in decided}


def test_decisions_are_exchanged_as_json_lines(tmp_path: Path, case: Path) -> None:
    run("case", "decide", "note", case, "two\u2028lines", "--who", "ada")
    file = tmp_path / "decisions.jsonl"
    assert run("case", "decisions", "export", case, file).status == 0
    assert json.loads(file.read_text(encoding="utf-8"))["who"] == "ada"
    other = tmp_path / "other.hw"
    run("case", "new", other)
    assert run("case", "decisions", "import", other, file).output == "1 new decisions\n"
    assert run("case", "decisions", "import", other, file).output == "0 new decisions\n"
    piped = run("case", "decisions", "import", case, stdin=run("case", "decisions", "export", other).output)
    assert piped.output == "0 new decisions\n"


# -- what the operator gets wrong -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("case new CASE", "exists already"),
        ("case add nowhere.hw x.txt", "there is no case"),
        ("case add FILE x.txt", "is no case"),
        ("case list FILE", "is no case"),
        ("case show CASE nowhere.txt", "no article is called"),
        ("case remove CASE nowhere.txt", "no article is called"),
        ("case search CASE ...", "at least one"),
        ("case decide attribution CASE mill.txt a99 --wrong", "has no attribution"),
        ("case decide attribution CASE mill.txt a1", "nothing is decided"),
        ("case decide attribution CASE mill.txt a1 --content 5-9999", "is not in the article"),
        ("case decide attribution CASE mill.txt a1 --content five", "is no span"),
        ("case decide assertions CASE mill.txt retold.txt --same", "write ARTICLE:START-END"),
        ("case decide assertions CASE 0123456789abcdef retold.txt:0-3 --same", "is no passage"),
        ("case decide assertions CASE mill.txt:0-3 mill.txt:0-3 --not-same", "name another assertion"),
        ("case decide join CASE nothing --holds", "no claim has a join"),
        ("case decide join CASE mill.txt:0-3 retold.txt:0-3 --holds", "say --of publication"),
        ("case decide credibility CASE mill.txt:0-1 2", "no claim is told at mill.txt:0-1"),
        ("case decide note CASE ask-her --passage mill.txt:0-9999", "is not in the article"),
        ("case decide agreement CASE nothing who", "there is no claim"),
        ("case decide credibility CASE x 7", "7"),
        ("case decide reliability CASE x G", "G"),
        ("case decisions undo CASE nothing", "there is no decision"),
        ("case decisions import CASE FILE", "line 1"),
        ("case decisions import CASE nowhere.jsonl", "cannot be read"),
        ("case decisions export CASE nowhere/d.jsonl", "cannot be written"),
        ("trace postgresql://ada@localhost:1/affair", "cannot be reached"),
    ],
)
def test_what_goes_wrong_is_one_line(case: Path, folder: Path, words: str, told: str) -> None:
    known = {"CASE": str(case), "FILE": str(folder / "mill.txt")}
    ended = run(*[known.get(word, word) for word in words.split()])
    assert (ended.status, ended.output) == (2, "")
    assert told in ended.errors
    assert "Traceback" not in ended.errors
    assert run("case", "check", case).status == 0


# -- real processes ---------------------------------------------------------------------------------------------------


def start(*arguments: str | Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen((*COMMAND, *map(str, arguments)), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Thirty articles in one file."""
    file = tmp_path / "many.jsonl"
    articles = ({"id": f"m{number}", "text": f"{MILL} It was day {number}."} for number in range(30))
    file.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    return file


def test_killed_at_any_moment_the_same_command_does_the_rest(place: Callable[[], str], many: Path) -> None:
    where = place()
    Case.create(where).close()
    chance, before = random.Random(1), 0
    for _ in range(4):
        process = start("case", "add", where, many)
        sleep(chance.uniform(0.6, 2.5))
        process.kill()
        process.communicate()
        with Case.open(where) as opened:
            assert opened.check() == ()
            assert len(opened.readings()) == len(opened.articles()) >= before
            before = len(opened.articles())
    process = start("case", "add", where, many)
    assert process.communicate()[1] == b""
    assert process.returncode == 0
    with Case.open(where) as opened:
        assert sorted(entry.id for entry in opened.articles()) == sorted(f"m{number}" for number in range(30))
        assert opened.check() == ()


def test_a_rebuild_that_was_killed_loses_nothing_and_add_does_the_rest(tmp_path: Path, many: Path) -> None:
    where = tmp_path / "affair.hw"
    run("case", "new", where)
    run("case", "add", where, many)
    told = run("trace", where)
    process = start("case", "rebuild", where)
    with Case.open(str(where)) as opened:
        while process.poll() is None and not 0 < len(opened.store.unread()) < 30:
            sleep(0.01)
    process.kill()
    process.communicate()
    assert run("case", "check", where).status == 0
    ended = run("case", "add", where, many)
    assert ended.output.startswith("30 known")
    assert run("trace", where) == told


def test_two_that_add_at_once_both_succeed(place: Callable[[], str], many: Path) -> None:
    where = place()
    Case.create(where).close()
    both = [start("case", "add", where, many) for _ in range(2)]
    assert [process.communicate()[1] for process in both] == [b"", b""]
    assert [process.returncode for process in both] == [0, 0]
    with Case.open(where) as opened:
        assert len(opened.store.entries(versions=True)) == len(opened.readings()) == 30
        assert [step.action for step in opened.steps()] == ["added"] * 30
