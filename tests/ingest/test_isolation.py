"""Readers in a process of their own: whatever one of them does is one failure record, and the rest is read."""

from __future__ import annotations

import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from headwater.ingest import Limits, isolation, read, readers
from headwater.model import Article, Failure

PLUG_IN = """
    import os, time
    from headwater.ingest.articles import assemble
    from headwater.ingest.readers import Match, Reader

    def recognise(look):
        return Match.CERTAIN if look.head.startswith(b"TEST ") else Match.NONE

    def read(given):
        deed = given.data().decode().split()[1]
        yield assemble(given.uri, f"Before it would {deed}.", given_id=f"{given.uri} {os.getpid()}")
        if deed == "loop":
            while True:
                pass
        if deed == "sleep":
            time.sleep(60)
        if deed == "eat":
            eaten = [bytes(100_000_000) for _ in range(100)]
        if deed == "crash":
            os._exit(3)
        if deed == "raise":
            raise RuntimeError("a library's own trouble")
        if deed == "recur":
            read.__globals__["deep"](0)
        if deed == "print":
            print("noise")
            os.write(1, b"more noise")

    def deep(n):
        return deep(n + 1)

    READER = Reader("a test", recognise, read, extra="nothing")
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for inputs; a reader that misbehaves is installed."""
    site = tmp_path / "site"
    (site / "hostile-1.0.dist-info").mkdir(parents=True)
    (site / "hostile-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: hostile\nVersion: 1.0\n")
    (site / "hostile-1.0.dist-info" / "entry_points.txt").write_text("[headwater.readers]\ntest = hostile:READER\n")
    (site / "hostile.py").write_text(textwrap.dedent(PLUG_IN))
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.setenv("PYTHONPATH", str(site))
    readers.registered.cache_clear()
    isolation.end_idle()
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    yield inputs
    isolation.end_idle()
    readers.registered.cache_clear()


def deeds(folder: Path, *names: str) -> list[Article | Failure]:
    for n, name in enumerate(names):
        (folder / f"{n}-{name}.txt").write_text(f"TEST {name}")
    return list(read([str(folder)], limits=Limits(seconds=1, megabytes=1024)))


@pytest.mark.parametrize(
    ("deed", "kind", "told"),
    [
        ("loop", "too-slow", "more than 1 seconds"),
        ("sleep", "too-slow", "more than 1 seconds"),
        ("eat", "too-large", "more memory"),
        ("crash", "crashed", "status 3"),
        ("raise", "unreadable", "RuntimeError"),
        ("recur", "unreadable", "RecursionError"),
    ],
)
def test_what_a_reader_does_is_one_failure_after_what_it_found_and_the_next_file_is_read(
    folder: Path, deed: str, kind: str, told: str
) -> None:
    began = time.monotonic()
    found = deeds(folder, deed, "nothing")
    assert [getattr(record, "kind", "article") for record in found] == ["article", kind, "article"]
    assert isinstance(found[1], Failure)
    assert told in found[1].message
    assert ("after its first 1 is lost" in found[1].message) is (kind in ("too-slow", "crashed"))
    assert found[1].uri.endswith(f"0-{deed}.txt")
    assert time.monotonic() - began < 20


def test_one_process_reads_many_files_and_a_new_one_takes_over_after_an_end(folder: Path) -> None:
    found = deeds(folder, "nothing", "raise", "nothing", "crash", "nothing")
    processes = [record.id.split()[-1] for record in found if isinstance(record, Article)]
    assert processes[:4] == processes[:1] * 4
    assert processes[4] != processes[0]


def test_what_a_reader_prints_is_no_answer(folder: Path) -> None:
    found = deeds(folder, "print", "nothing")
    assert [type(record) for record in found] == [Article, Article]


def test_a_reading_that_is_given_up_does_not_spoil_the_next_one(folder: Path) -> None:
    for n in range(3):
        (folder / f"{n}.txt").write_text("TEST nothing")
    given_up = read([str(folder)])
    next(given_up)
    given_up.close()  # type: ignore[attr-defined]
    assert [record.uri[-5:] for record in read([str(folder)])] == ["0.txt", "1.txt", "2.txt"]


def test_a_file_that_vanishes_before_its_reader_opens_it_is_a_failure(folder: Path) -> None:
    (record,) = isolation.read("test", folder / "gone.txt", "gone.txt", 1000, Limits())
    assert isinstance(record, Failure)
    assert record.kind == "unreadable"
