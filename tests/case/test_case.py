"""A case as its users have it: articles come in bit by bit, the story follows, and what was decided stays."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from headwater import config, pipeline
from headwater.case import Case, acts
from headwater.case import inputs as cases
from headwater.case.case import Added
from headwater.errors import CaseError, ModelError
from headwater.model import (
    Act,
    Article,
    AttributionMended,
    AttributionWrong,
    Derives,
    Noted,
    SourceRated,
    SourcesSame,
    Story,
    Tagged,
    Who,
)
from headwater.store import Query

Place = Callable[[], str]

MILL = "The old mill burned down on Monday, the mayor, Ada Moss, told the Norhaven Courier. Nobody was hurt."
RETOLD = "The old mill burned down, the Norhaven Courier reported, citing Ada Moss. It was reportedly empty."
BANK = "The owner, Karl Roe, denied that the mill was insured. “It was never worth it,” he said on 4 May 2016."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "clippings"
    made.mkdir()
    (made / "mill.txt").write_text(MILL, encoding="utf-8")
    (made / "retold.txt").write_text(RETOLD, encoding="utf-8")
    return made


@pytest.fixture
def case(place: Place) -> Iterator[Case]:
    with Case.create(place(), who="ada") as made:
        yield made


GERMAN = (
    "Die alte Mühle ist am Montag abgebrannt, wie die Bürgermeisterin Ada Moss mitteilte. Niemand wurde verletzt. "
    "Der Besitzer bestritt am Dienstag, dass die Mühle versichert gewesen sei, und wollte sich nicht weiter äußern."
)


def add(case: Case, *inputs: Path) -> list[tuple[str, str]]:
    return outline(case.add([str(each) for each in inputs]))


def outline(added: Iterator[Added]) -> list[tuple[str, str]]:
    return [(one.what, one.uri.rpartition("/")[2]) for one in added]


# -- adding -----------------------------------------------------------------------------------------------------------


def test_only_what_is_new_is_read(case: Case, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert add(case, folder) == [("added", "mill.txt"), ("added", "retold.txt")]
    read: list[str] = []
    whole = pipeline.Reader.try_read

    def counted(self: pipeline.Reader, item: Article) -> object:
        read.append(item.uri)
        return whole(self, item)

    monkeypatch.setattr(pipeline.Reader, "try_read", counted)
    (folder / "bank.txt").write_text(BANK, encoding="utf-8")
    assert sorted(add(case, folder)) == [("added", "bank.txt"), ("known", "mill.txt"), ("known", "retold.txt")]
    assert [Path(uri).name for uri in read] == ["bank.txt"]
    assert add(case, folder / "bank.txt") == [("known", "bank.txt")]


def test_copies_are_one_article(case: Case, folder: Path) -> None:
    (folder / "copy.txt").write_text(MILL, encoding="utf-8")
    assert sorted(what for what, _ in add(case, folder)) == ["added", "added", "known"]
    assert len(case.articles()) == 2


def test_a_changed_file_is_a_version_and_tells_what_changed(case: Case, folder: Path) -> None:
    add(case, folder)
    (folder / "mill.txt").write_text(MILL.replace("Nobody was hurt", "Two people were hurt"), encoding="utf-8")
    assert ("new version", "mill.txt") in add(case, folder)
    entry = case.entry("mill.txt")
    assert (entry.version, len(case.articles())) == (2, 2)
    (first, none), (second, [change]) = case.versions(entry.id)
    assert (first.version, none, second.version) == (1, (), 2)
    assert (change.field, change.before, change.after) == ("text", "Nobody was hurt.", "Two people were hurt.")
    assert [r.article.text for r in case.story().articles if "Monday" in r.article.text] == [
        MILL.replace("Nobody was hurt", "Two people were hurt")
    ]


def test_two_articles_of_one_file_that_share_an_id_are_no_versions(case: Case, tmp_path: Path) -> None:
    lines = tmp_path / "pages.jsonl"
    lines.write_text("".join(json.dumps({"id": "a", "text": text}) + "\n" for text in (MILL, BANK, MILL)), "utf-8")
    for what in ("added", "known"):
        assert sorted(found for found, _ in add(case, lines)) == sorted([what, "failed", "known"])
    assert [entry.version for entry in case.articles()] == [1]
    assert ["the same id as" in failure.message for failure in case.failures()] == [True]
    lines.write_text(json.dumps({"id": "a", "text": BANK}) + "\n", "utf-8")
    assert [found for found, _ in add(case, lines)] == ["new version"]


def test_a_changed_page_at_its_address_is_a_version(case: Case, tmp_path: Path) -> None:
    lines = tmp_path / "pages.jsonl"
    for text, what in ((MILL, "added"), (MILL + " Rain fell.", "new version")):
        lines.write_text(json.dumps({"text": text, "uri": "https://courier.example/mill#top"}) + "\n", encoding="utf-8")
        assert [found for found, _ in add(case, lines)] == [what]


def test_what_cannot_be_read_is_told_and_recorded_until_it_can(case: Case, folder: Path) -> None:
    late = folder / "late.txt"
    assert ("failed", "late.txt") in add(case, folder / "mill.txt", late)
    assert [failure.uri for failure in case.failures()] == [late.as_posix()]
    assert [failure.uri for failure in case.story().failures] == [late.as_posix()]
    assert case.forget(late.as_posix())
    assert not case.forget(late.as_posix())
    add(case, late)
    late.write_text(BANK, encoding="utf-8")
    assert add(case, late) == [("added", "late.txt")]
    assert case.failures() == case.story().failures == ()


def test_one_id_for_two_articles_is_told_and_nothing_is_replaced(case: Case, tmp_path: Path) -> None:
    for name, text in (("a", MILL), ("b", BANK)):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps({"id": "1", "text": text}) + "\n", encoding="utf-8")
    assert [what for what, _ in add(case, tmp_path / "a.jsonl", tmp_path / "b.jsonl")] == ["added", "failed"]
    assert [r.article.text for r in case.readings()] == [MILL]


def test_what_was_kept_and_not_read_is_read_by_the_next_add(case: Case, folder: Path) -> None:
    """As when a rebuild was interrupted."""
    add(case, folder)
    case.store.drop_findings("ada")
    assert sorted(what for what, _ in add(case, folder)) == ["known", "known", "read", "read"]
    assert len(case.readings()) == 2


def test_an_article_in_another_language_is_kept_listed_and_searchable_and_says_that_it_was_not_read(
    case: Case, folder: Path
) -> None:
    german = folder / "muehle.txt"
    german.write_text(GERMAN, encoding="utf-8")
    added = {one.uri: one for one in case.add([str(folder)])}
    told = added[german.as_posix()]
    assert (told.what, told.failure is not None) == ("added", True)
    assert {entry.uri: (entry.language, entry.unread is not None) for entry in case.articles()} == {
        (folder / "mill.txt").as_posix(): ("en", False),
        german.as_posix(): ("de", True),
        (folder / "retold.txt").as_posix(): ("en", False),
    }
    assert [hit.uri for hit in case.search(Query("bürgermeisterin"))] == [german.as_posix()]
    story = case.story()
    assert [r.unread for r in story.articles if r.unread] == [told.failure] == list(story.failures)
    with Case.open(case.where) as again:
        assert again.story() == story
    assert add(case, folder) == [("known", each) for each in ("mill.txt", "muehle.txt", "retold.txt")]


def test_an_unread_article_is_read_again_by_rebuild_removed_whole_and_replaced_by_one_that_can_be_read(
    case: Case, folder: Path
) -> None:
    german = folder / "muehle.txt"
    german.write_text(GERMAN, encoding="utf-8")
    add(case, folder)
    assert [one.failure is not None for one in case.rebuild()].count(True) == 1
    assert not case.forget(german.as_posix()), "it is an article of the case, not an input that is none"
    german.write_text(BANK, encoding="utf-8")
    assert ("new version", "muehle.txt") in add(case, folder)
    assert case.failures() == case.story().failures == ()
    german.write_text(GERMAN, encoding="utf-8")
    assert ("known", "muehle.txt") in add(case, folder)
    other = folder / "andere.txt"
    other.write_text(GERMAN.replace("Moss", "Roe"), encoding="utf-8")
    add(case, other)
    case.remove("andere.txt")
    assert case.failures() == ()


# -- the story --------------------------------------------------------------------------------------------------------


def test_the_story_is_that_of_the_inputs(case: Case, folder: Path) -> None:
    add(case, folder)
    assert case.story() == pipeline.trace(pipeline.read([str(folder)], config.load()))


def test_the_story_is_kept_until_something_changes(case: Case, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(case, folder)
    story = case.story()
    traced: list[int] = []
    whole = pipeline.Tracing.story

    def counted(*args: Any, **kwargs: Any) -> Story:
        traced.append(1)
        return whole(*args, **kwargs)

    monkeypatch.setattr(pipeline.Tracing, "story", counted)
    assert case.story() is story
    with Case.open(case.where, who="karl") as other:
        assert other.latest() == (story, True)
        assert other.story() == story
        assert traced == []
        graded = other.decide(SourceRated(Who("Ada Moss"), "B"))
        other.decide(Noted("ask her"))
        shown, is_true = other.latest() or (story, False)
        assert is_true  # what stands beside the story does not make it anew
        assert [(grade.grade, grade.who) for grade in shown.grades] == [("B", "karl")]
        same = other.decide(SourcesSame(Who("Ada Moss"), Who("Karl Roe"), True))
        other.undo(graded.id)
    assert case.latest() == (story, False)
    case.story()
    assert len(traced) == 1
    assert case.latest() == (case.story(), True)
    case.undo(same.id)
    assert case.story() == story
    assert len(traced) == 2


def test_an_older_story_is_shown_only_with_its_articles(case: Case, folder: Path) -> None:
    assert case.latest() is None
    add(case, folder)
    story = case.story()
    (folder / "bank.txt").write_text(BANK, encoding="utf-8")
    add(case, folder)
    with Case.open(case.where) as other:
        assert other.latest() == (story, False)
        other.remove("mill.txt")
    with Case.open(case.where) as other:
        assert other.latest() is None
        assert len(other.story().articles) == 2


def test_a_program_that_opens_a_case_goes_on_from_the_story_in_it(
    case: Case, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(case, folder)
    case.story()
    given_: list[object] = []
    made = pipeline.Tracing.__init__

    def counted(*args: Any, **kwargs: Any) -> None:
        given_.append(kwargs.get("before"))
        made(*args, **kwargs)

    monkeypatch.setattr(pipeline.Tracing, "__init__", counted)
    with Case.open(case.where) as other:
        other.decide(SourcesSame(Who("Ada Moss"), Who("Karl Roe"), True))
        told = other.story()
    assert [each is None for each in given_] == [False]
    assert told == pipeline.trace(case.readings(), case.in_force(), case.moved())
    given_.clear()
    # What another version has told is told anew.
    monkeypatch.setattr("headwater.case.present.version", lambda _: "another")
    with Case.open(case.where) as other:
        assert other.story() == told
    assert given_ == [None]


def test_a_case_stands_where_inputs_do(case: Case, folder: Path) -> None:
    add(case, folder / "mill.txt")
    both = cases.story([case.where, str(folder / "retold.txt")], config.load())
    assert both == pipeline.trace(pipeline.read([str(folder)], config.load()))
    assert cases.story([case.where], config.load()) == case.story()
    assert list(cases.read([case.where], config.load())) == list(case.readings())


# -- decisions --------------------------------------------------------------------------------------------------------


def wrong(case: Case, name: str = "Ada Moss") -> AttributionWrong:
    reading, attribution = next(
        (r, a) for r in case.mended() for a in r.attributions if a.source_name == name and a.parent is None
    )
    return AttributionWrong(acts.said(reading, attribution))


def test_a_decision_holds_at_once_and_survives_a_rebuild(case: Case, folder: Path) -> None:
    add(case, folder)
    before = case.story()
    decision = case.decide(wrong(case), "a misprint")
    after = case.story()
    assert after != before
    assert case.readings() == tuple(pipeline.read([str(folder)], config.load()))  # the machine's word stays as it was
    assert outline(case.rebuild()) == [("read", "mill.txt"), ("read", "retold.txt")]
    assert case.story() == after
    case.undo(decision.id)
    assert case.story() == before
    assert [each.who for each in case.decisions()] == ["ada", "ada"]


def test_search_follows_decisions(case: Case, folder: Path) -> None:
    def said_by(name: str) -> bool:
        """Whether what is first said in the article is found under a name."""
        return any(hit.span[0] == 0 for hit in case.search(Query(sources=(name,))))

    add(case, folder / "mill.txt")
    assert said_by("Ada Moss")
    reading = case.mended()[0]
    said = acts.said(reading, reading.attributions[0])
    mended = AttributionMended(said, acts.changed(reading, said, name="Bo Lund"))
    decision = case.decide(mended)
    assert (said_by("Bo Lund"), said_by("Ada Moss")) == (True, False)
    case.decide(SourcesSame(Who("Bo Lund"), Who("B. Lund"), True))
    assert said_by("B. Lund")
    case.undo(decision.id)
    assert (said_by("Bo Lund"), said_by("Ada Moss")) == (False, True)
    again = case.decide(mended)
    list(case.rebuild())
    assert (said_by("Bo Lund"), said_by("Ada Moss")) == (True, False)
    assert again in case.in_force()


def test_search_by_tag(case: Case, folder: Path) -> None:
    add(case, folder)
    ids = {entry.uri.rpartition("/")[2]: entry.id for entry in case.articles()}
    start = MILL.index("Nobody")
    case.decide(Tagged("check", acts.passage(ids["mill.txt"], ((start, len(MILL)),), MILL)))
    assert [hit.text for hit in case.search(Query(), tag="check")] == ["Nobody was hurt."]
    whole = case.decide(Tagged("check", acts.passage(ids["retold.txt"], (), RETOLD)))
    assert len(case.search(Query(), tag="check")) == 3
    assert len(case.search(Query("burned"), tag="check")) == 1
    case.undo(whole.id)
    assert len(case.search(Query(), tag="check")) == 1
    assert case.search(Query(), tag="other") == ()
    (folder / "mill.txt").write_text("Late. " + MILL, encoding="utf-8")
    add(case, folder)
    assert [hit.text for hit in case.search(Query(), tag="check")] == ["Nobody was hurt."]


def test_what_is_decided_stands_beside_the_story(case: Case, folder: Path) -> None:
    add(case, folder)
    note = case.decide(SourceRated(Who("Ada Moss"), "B"))
    found = case.remarks()
    assert {*found.entities} == {e.id for e in case.story().entities if e.name == "Ada Moss"} != set()
    assert {*found.entities.values()} == {(note,)}
    case.remove("mill.txt")
    case.remove("retold.txt")
    assert case.remarks().lost == (note,)


def test_a_decision_follows_its_words_into_a_new_version(case: Case, folder: Path) -> None:
    add(case, folder / "mill.txt")
    case.decide(wrong(case))
    (folder / "mill.txt").write_text("Corrected on Tuesday. " + MILL, encoding="utf-8")
    add(case, folder / "mill.txt")
    [reading] = case.readings()
    [mended] = case.mended()
    assert len(mended.attributions) == len(reading.attributions) - 1


def test_two_people_exchange_their_decisions(place: Place, folder: Path) -> None:
    with Case.create(place(), who="ada") as hers, Case.create(place(), who="karl") as his:
        for case in (hers, his):
            add(case, folder)
        hers.decide(wrong(hers))
        note = his.decide(SourceRated(Who("Ada Moss"), "B"))
        his.undo(note.id, "too early")
        his.decide(Tagged("weak", source=Who("Ada Moss")))
        assert hers.imported(his.exported()) == 3
        assert his.imported(hers.exported()) == 1
        assert hers.imported(his.exported()) == his.imported(hers.exported()) == 0
        assert hers.decisions() == his.decisions()
        assert hers.story() == his.story()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("no JSON", "line 2"),
        ("[]", "is a JSON object"),
        ('{"id": "x"}', "when, who, why, kind, act"),
        ('{"id": "x", "when": "2026-01-01", "who": "a", "why": "", "kind": "guess", "act": {}}', "no decision is of"),
        ('{"id": "x", "when": "2026-01-01", "who": "a", "why": "", "kind": "noted", "act": {}}', "does not fit"),
        ('{"id": "x", "when": "soon", "who": "a", "why": "", "kind": "noted", "act": {"text": "y"}}', "does not fit"),
        (
            '{"id": "x", "when": "2026-01-01T00:00:00+00:00", "who": "a", "why": "", "kind": "noted", '
            '"act": {"text": "y"}}',
            "has been changed",
        ),
    ],
)
def test_a_line_that_is_no_decision_is_told_and_nothing_is_imported(case: Case, line: str, told: str) -> None:
    case.decide(Noted("stays"))
    lines = list(case.exported())
    with pytest.raises(CaseError, match=told) as raised:
        case.imported([*lines, line])
    assert "\n" not in str(raised.value)
    assert len(case.decisions()) == 1


# -- keeping ----------------------------------------------------------------------------------------------------------


def test_removing_leaves_the_decisions(case: Case, folder: Path) -> None:
    add(case, folder)
    case.decide(wrong(case))
    case.remove("mill.txt")
    assert [entry.uri.rpartition("/")[2] for entry in case.articles()] == ["retold.txt"]
    assert len(case.decisions()) == 1
    assert case.story().articles[0].article.text == RETOLD
    add(case, folder)
    pairs = zip(case.mended(), case.readings(), strict=True)
    assert [len(machine.attributions) - len(shown.attributions) for shown, machine in pairs] == [0, 1]


def test_nothing_is_dropped_where_nothing_can_be_read(case: Case, folder: Path, tmp_path: Path) -> None:
    add(case, folder)
    case.config = replace(case.config, model=str(tmp_path / "nowhere"))
    with pytest.raises(ModelError):
        list(case.rebuild())
    assert len(case.readings()) == 2


def test_readings_of_another_version_are_counted(case: Case, folder: Path) -> None:
    add(case, folder)
    assert case.outdated() == 0
    case.store.drop_findings("ada")
    assert case.outdated() == 2


def test_a_name_that_fits_nothing_is_one_line(case: Case, folder: Path) -> None:
    with pytest.raises(CaseError, match="the case is empty"):
        case.entry("mill.txt")
    add(case, folder)
    with pytest.raises(CaseError, match=r"mill\.txt, retold\.txt"):
        case.entry("nowhere.txt")
    with pytest.raises(CaseError, match="there is no decision"):
        case.undo("nothing")


# -- anything, in any order -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_done_the_story_is_that_of_the_articles_and_the_decisions(
    place: Place, folder: Path, seed: int
) -> None:
    chance, where = random.Random(seed), place()
    Case.create(where).close()

    def act(case: Case) -> Act:
        reading = chance.choice(case.mended())
        names = ["Ada Moss", "Karl Roe", "Norhaven Courier", "the owner"]
        said = [acts.said(reading, each) for each in reading.attributions]
        possible: list[Act] = [
            SourcesSame(Who(chance.choice(names)), Who(chance.choice(names)), chance.random() < 0.5),
            Derives(reading.article.id, chance.choice(names), chance.random() < 0.5),
            Noted("why?"),
        ]
        return chance.choice([*possible, AttributionWrong(chance.choice(said))] if said else possible)

    for step in range(12):
        with Case.open(where, who="ada") as case:
            what = chance.choice(["add", "add", "change", "decide", "decide", "decide", "undo", "rebuild", "remove"])
            files = sorted(folder.iterdir())
            if what == "add":
                (folder / f"new{step}.txt").write_text(f"{chance.choice([MILL, RETOLD, BANK])} It was day {step}.")
                add(case, folder)
            elif what == "change":
                with chance.choice(files).open("a") as file:
                    file.write(f" It rained {step} times.")
                add(case, folder)
            elif what == "decide" and case.articles():
                case.decide(act(case))
            elif what == "undo" and case.decisions():
                case.undo(chance.choice(case.decisions()).id)
            elif what == "rebuild":
                list(case.rebuild())
            elif what == "remove" and case.articles():
                case.remove(chance.choice(case.articles()).id)
            story = case.story()
            assert case.check() == ()
        with Case.open(where) as again:
            assert again.latest() == (story, True)
            assert story == pipeline.trace(again.readings(), again.decisions(), again.moved())
