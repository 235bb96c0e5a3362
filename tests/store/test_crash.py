"""Nothing is lost: processes that add to a case are killed at any moment, run out of disk, or run side by side."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable, Iterator
from itertools import count
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import sleep

import pytest
from sqlalchemy import text

from headwater.errors import CaseError
from headwater.store import Store

from .adding import add, reports

Place = Callable[[], str]
COUNT = 4  # reports, unless a test says otherwise
CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.store.adding", "headwater.store", "psycopg"])


class Adding:
    """A process that adds reports to a case."""

    def __init__(self, where: str, count: int = COUNT, **limits: int) -> None:
        self._told, end = CONTEXT.Pipe(duplex=False)
        self.process: BaseProcess = CONTEXT.Process(target=add, args=(where, end, count), kwargs=limits)
        self.process.start()
        end.close()

    def ended(self) -> tuple[list[str], CaseError | None, bool]:
        """What it told that it had added, what went wrong, and whether it came to its end."""
        added: list[str] = []
        try:
            while True:
                match self._told.recv():
                    case str(id_):
                        added.append(id_)
                    case None:
                        return added, None, True
                    case error:
                        return added, error, True
        except EOFError:
            return added, None, False
        finally:
            self._told.close()
            self.process.join()
            self.process.close()


def whole(where: str) -> set[str]:
    """The articles of a case that opens and is whole, each with its reading, or not there at all."""
    store = Store(where)
    try:
        assert store.check() == ()
        assert store.unread() == ()
        ids = {entry.id for entry in store.entries()}
        assert {reading.article.id for reading in store.readings()} == ids
        assert {step.article for step in store.steps()} == ids
        assert {each.act.text for each in store.decisions() if hasattr(each.act, "text")} <= ids
        return ids
    finally:
        store.close()


@pytest.fixture
def case(place: Place) -> str:
    where = place()
    Store.create(where).close()
    return where


def test_killed_between_any_two_statements_the_same_command_does_the_rest(case: str) -> None:
    """Each process gets one statement further than the one before, until one comes to its end."""
    for statements in count(1):
        added, error, ended = Adding(case, count=1, first=statements, statements=statements).ended()
        assert error is None
        assert {*added} <= whole(case)
        if ended:
            break
        assert Adding(case, count=1, first=statements).ended() == ([f"r{statements}"], None, True)
    assert statements > 10
    assert whole(case) == {f"r{number}" for number in range(1, statements + 1)}


def test_killed_at_random_moments_what_was_added_is_there(case: str) -> None:
    chance = random.Random(4)
    told: set[str] = set()
    for _ in range(25):
        adding = Adding(case, count=60)
        sleep(chance.uniform(0, 0.15))
        adding.process.kill()
        added, error, _ = adding.ended()
        told |= {*added}
        assert error is None
        assert told <= whole(case)
    assert Adding(case, count=60).ended()[1:] == (None, True)
    assert whole(case) == {f"r{number}" for number in range(60)}


def test_two_that_add_at_once_both_succeed(case: str) -> None:
    """They share half of their articles, which are there once."""
    both = [Adding(case, count=40), Adding(case, count=40, first=20)]
    assert [each.ended()[1:] for each in both] == [(None, True), (None, True)]
    assert whole(case) == {f"r{number}" for number in range(60)}
    store = Store(case)
    assert len(store.entries(versions=True)) == len(store.decisions()) == 60
    store.close()


# -- a full disk ------------------------------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path) -> str:
    where = str(tmp_path / "affair.hw")
    Store.create(where).close()
    return where


@pytest.mark.parametrize("room", [1_000, 80_000, 200_000, 300_000, 500_000])
def test_a_file_that_cannot_grow_is_one_line_and_nothing_is_lost(file: str, room: int) -> None:
    added, error, _ = Adding(file, count=400, room=room).ended()
    assert "make room and run the same again" in str(error)
    assert "\n" not in str(error)
    assert {*added} <= whole(file)
    assert Adding(file, count=20).ended()[1:] == (None, True)
    assert {f"r{number}" for number in range(20)} <= whole(file)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for little more than an empty case."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=900k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_one_line_and_nothing_is_lost(small_disk: Path) -> None:
    where = str(small_disk / "affair.hw")
    Store.create(where).close()
    added, error, _ = Adding(where, count=400).ended()
    assert "no room is left" in str(error)
    assert "\n" not in str(error)
    assert added
    subprocess.run(["mount", "-o", "remount,size=8m", str(small_disk)], check=True)
    assert {*added} <= whole(where)
    assert Adding(where, count=len(added) + 5).ended()[1:] == (None, True)


def test_no_room_for_a_new_case_leaves_nothing(small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(b"x" * 880_000)
    with pytest.raises(CaseError, match="no room is left"):
        Store.create(str(small_disk / "affair.hw"))
    assert [path.name for path in small_disk.iterdir()] == ["filler"]


# -- what makes it so -------------------------------------------------------------------------------------------------


def test_every_commit_is_on_the_disk_before_it_returns(file: str) -> None:
    store = Store(file)
    with store._engine.connect() as connection:
        settings = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    store.close()
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


def test_reports_are_what_they_were(case: str) -> None:
    Adding(case).ended()
    store = Store(case)
    assert store.readings() == reports(COUNT)
    store.close()
