"""Inputs: files, folders, standard input; what is passed over, what fails, in which order."""

from __future__ import annotations

import io
import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headwater.ingest import read
from headwater.model import Article, Failure

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
PARAGRAPH = b"The harbour board said on Sunday that two cranes had failed.\n"


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def kinds(records: list[Article | Failure]) -> list[str]:
    return [record.kind if isinstance(record, Failure) else "article" for record in records]


def test_a_folder_is_read_by_path_without_hidden_files(tmp_path: Path) -> None:
    names = ["b.txt", "a/z.md", "a/notes", ".hidden.txt", ".git/config.txt", "c.txt"]
    write(tmp_path, {name: name.encode() + b": " + PARAGRAPH for name in names})
    records = list(read([str(tmp_path)]))
    expected = [f"{tmp_path.as_posix()}/{name}" for name in ["a/notes", "a/z.md", "b.txt", "c.txt"]]
    assert [record.uri for record in records] == expected
    assert kinds(records) == ["article"] * 4


def test_a_uri_is_the_path_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"reports/one.txt": PARAGRAPH})
    monkeypatch.chdir(tmp_path)
    assert [record.uri for record in read(["reports/one.txt"])] == ["reports/one.txt"]


def test_links_are_followed_only_within_the_folder(tmp_path: Path) -> None:
    write(
        tmp_path, {"outside.txt": b"Outside. " + PARAGRAPH, "in/a.txt": PARAGRAPH, "in/.data/h.txt": b"H " + PARAGRAPH}
    )
    folder = tmp_path / "in"
    (folder / "b-same.txt").symlink_to(folder / "a.txt")
    (folder / "c-hidden.txt").symlink_to(folder / ".data" / "h.txt")
    (folder / "d-out.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "e-broken.txt").symlink_to(tmp_path / "nothing.txt")
    (folder / "f-loop").symlink_to(folder)
    (folder / "g-self").symlink_to(folder / "g-self")
    records = list(read([str(folder)]))
    found = {Path(record.uri).name: kind for record, kind in zip(records, kinds(records), strict=True)}
    assert found == {
        "a.txt": "article",
        "c-hidden.txt": "article",
        "d-out.txt": "link",
        "e-broken.txt": "not-found",
        "g-self": "not-found",
    }


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("mark.txt", b"\xff\xfe", "empty"),
        ("nul.txt", b"text\0text", "binary"),
        ("late-nul.txt", b"a" * 9000 + b"\0", "binary"),
        ("archive.jsonl", b"\x1f\x8b\x08rest", "binary"),
        ("noise.jsonl", b"\0\1\2\n\0\n\0", "binary"),
        ("picture", b"\x89PNG\r\n", "binary"),
        ("empty.html", b"", "empty"),
        ("bare.html", b"<html><body></body></html>", "no-text"),
        ("empty.jsonl", b"\n \n", "empty"),
        ("wide.jsonl", '{"text": "x"}'.encode("utf-16"), "encoding"),
        ("long.txt", b"word " * 3000, "too-long"),
        ("long.html", b"<p>" + b"<i></i>" * 40_000, "too-long"),
    ],
)
def test_a_bad_file_is_one_failure(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    write(tmp_path, {name: data})
    records = list(read([str(tmp_path / name)], max_characters=10_000))
    assert kinds(records) == [kind]
    assert isinstance(records[0], Failure)
    assert (records[0].stage, records[0].uri) == ("ingest", (tmp_path / name).as_posix())
    assert name in records[0].message


@pytest.mark.parametrize(("given_", "kind"), [("", "not-found"), ("nowhere.txt", "not-found"), ("a\0b", "not-found")])
def test_a_name_that_leads_nowhere_does_not_stop_the_others(tmp_path: Path, given_: str, kind: str) -> None:
    write(tmp_path, {"one.txt": PARAGRAPH})
    records = list(read([given_, str(tmp_path / "one.txt")]))
    assert kinds(records) == [kind, "article"]
    assert records[0].uri == given_


def test_an_empty_folder_is_said_to_be_empty(tmp_path: Path) -> None:
    assert kinds(list(read([str(tmp_path)]))) == ["empty"]


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert kinds(list(read([str(tmp_path)]))) == ["unreadable"]


def test_a_file_name_that_is_no_unicode_gives_a_uri_that_is(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_bytes(PARAGRAPH)
    (record,) = read([str(tmp_path)])
    assert record.uri.encode("utf-8").endswith("caf\ufffd.txt".encode())


def test_a_copy_is_a_duplicate_and_names_the_first(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": PARAGRAPH, "b.txt": PARAGRAPH})
    records = list(read([str(tmp_path)]))
    assert kinds(records) == ["article", "duplicate-id"]
    assert isinstance(records[1], Failure)
    assert "a.txt" in records[1].message


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b' \n{"text": "One."}\n', "One."),
        (b'\xef\xbb\xbf{"text": "One."}', "One."),
        (
            b"<!DOCTYPE html><html><body><p>The board met on Sunday, she said.</p></body></html>",
            "The board met on Sunday, she said.",
        ),
        (
            b"<!-- saved --><html><body><p>The board met on Sunday, she said.</p></body></html>",
            "The board met on Sunday, she said.",
        ),
        (b"[Correction] The board met.", "[Correction] The board met."),
        (b"< 3 cranes failed.", "< 3 cranes failed."),
    ],
)
def test_the_format_of_standard_input_is_sniffed(data: bytes, text: str) -> None:
    (record,) = read(["-"], standard_input=io.BytesIO(data))
    assert isinstance(record, Article)
    assert record.text == text
    assert record.uri.split(":")[0] == "-"


def test_files_are_opened_one_at_a_time(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": PARAGRAPH, "b.txt": b"B " + PARAGRAPH})
    records = read([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    next(records)
    (tmp_path / "b.txt").unlink()
    assert kinds(list(records)) == ["not-found"]


@pytest.mark.parametrize(
    ("name", "kind"), [("line.txt", "too-long"), ("line.html", "too-long"), ("line.jsonl", "too-long")]
)
def test_ten_megabytes_on_one_line_take_less_than_a_second(tmp_path: Path, name: str, kind: str) -> None:
    data = b"a" * 10_000_000
    write(tmp_path, {name: b'{"text": "' + data + b'"}' if name.endswith("l") and "json" in name else data})
    began = time.process_time()
    assert kinds(list(read([str(tmp_path / name)], max_characters=400_000))) == [kind]
    assert time.process_time() - began < 1


@pytest.mark.parametrize("data", [b"a" * 10_000_000, b"caf\xe9 " * 2_000_000])
def test_ten_megabytes_of_text_within_the_limit_are_read_at_once(tmp_path: Path, data: bytes) -> None:
    write(tmp_path, {"line.txt": data})
    began = time.process_time()
    assert kinds(list(read([str(tmp_path / "line.txt")], max_characters=20_000_000))) == ["article"]
    assert time.process_time() - began < 2


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(["a.txt", "a.html", "a.jsonl", "a.json", "a"]),
    data=st.one_of(
        st.binary(max_size=300),
        st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.lists(
            st.sampled_from(
                [
                    b"<p>",
                    b"</p>",
                    b"<div hidden>",
                    b"<script>",
                    b"{",
                    b'"text":',
                    b'"a"',
                    b"}",
                    b"\n",
                    b"<!--",
                    b"By ",
                    b"2024",
                ]
            )
        ).map(b"".join),
    ),
)
def test_no_bytes_raise_and_none_are_passed_over(tmp_path: Path, name: str, data: bytes) -> None:
    write(tmp_path, {name: data})
    records = list(read([str(tmp_path / name)]))
    assert records
    for record in records:
        repr(record).encode("utf-8")


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real reports do not lie beside the repository")
def test_real_reports_keep_their_text_and_give_what_their_top_says() -> None:
    paths = sorted(SEEDS.glob("*.txt"))
    first, second = read(str(path) for path in paths)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert [first.text, second.text] == [path.read_bytes().decode() for path in paths]
    (by_line,) = [line for line in first.text.splitlines() if line.startswith("By: ")]
    assert first.title == first.text.splitlines()[0]
    assert first.byline == by_line.removeprefix("By: ")
    assert first.publisher == by_line.removeprefix("By: ").removesuffix(" Staff")
    assert (second.title, second.byline, second.publisher) == (None, None, None)
