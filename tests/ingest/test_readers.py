"""Which reader reads an input: the content first, then the name."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from headwater.errors import SettingError
from headwater.ingest import isolation, read, readers
from headwater.ingest.readers import Look, choose
from headwater.model import Article, Failure

FIXTURES = Path(__file__).parent / "fixtures"
PAGE = b"<!doctype html><html><body><p>The board met on Sunday, she said.</p></body></html>"


@pytest.mark.parametrize(
    ("name", "head", "reader"),
    [
        ("a.txt", b"The board met.", "text"),
        ("a", b"The board met.", "text"),
        ("a.txt", PAGE, "html"),
        ("a.json", PAGE, "html"),
        ("a.html", b"The board met.", "html"),
        ("a.txt", b"<p>The board met.", "text"),
        ("a", b"<p>The board met.", "html"),
        ("a.txt", b'{"text": "The board met."}', "json"),
        ("a.html", b'[{"text": "The board met."}]', "json"),
        ("a.jsonl", b"oops", "json"),
    ],
)
def test_choose(name: str, head: bytes, reader: str) -> None:
    assert choose(Look(head, name=name)) == reader


@pytest.mark.parametrize(
    ("module", "trouble"),
    [("raise RuntimeError('it is broken')", "it is broken"), ("READER = 3", "is no headwater.ingest.readers.Reader")],
)
def test_a_plug_in_that_cannot_be_loaded_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, trouble: str
) -> None:
    (tmp_path / "broken-1.0.dist-info").mkdir()
    (tmp_path / "broken-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1.0\n")
    (tmp_path / "broken-1.0.dist-info" / "entry_points.txt").write_text(
        "[headwater.readers]\nbroken = broken_reader:READER\n"
    )
    (tmp_path / "broken_reader.py").write_text(module)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(__import__("sys").modules, "broken_reader", raising=False)
    readers.registered.cache_clear()
    try:
        with pytest.raises(SettingError, match=trouble):
            readers.registered()
    finally:
        readers.registered.cache_clear()


def test_a_missing_library_is_named_with_what_to_install() -> None:
    def missing(_: object) -> object:
        raise ModuleNotFoundError("No module named 'paper'", name="paper")

    reader = readers.Reader("a paper", lambda _: readers.Match.NONE, missing, extra="papers")  # type: ignore[arg-type]
    (record,) = readers.guarded(reader, readers.Input.of(b"x", "a.paper", 100))
    assert isinstance(record, Failure)
    assert record.kind == "missing-extra"
    assert record.message == "a.paper is a paper, which paper reads: pip install 'headwater[papers]'"


@pytest.mark.parametrize(
    ("module", "data", "extra"),
    [
        ("pypdfium2", (FIXTURES / "courier.pdf").read_bytes(), "pdf"),
        ("docx", (FIXTURES / "courier.docx").read_bytes(), "office"),
        ("openpyxl", (FIXTURES / "reports.xlsx").read_bytes(), "office"),
        ("fastwarc", b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n", "warc"),
        ("feedparser", b"<rss version='2.0'><channel><item/></channel></rss>", "feeds"),
    ],
)
def test_a_library_that_is_not_installed_costs_only_its_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, data: bytes, extra: str
) -> None:
    """In a process in which it cannot be imported, as where its extra was not installed."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / f"{module}.py").write_text(f"raise ModuleNotFoundError('none', name={module!r})")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a").write_bytes(data)
    (tmp_path / "in" / "b.html").write_bytes(PAGE)
    isolation.end_idle()
    told, found = read([str(tmp_path / "in")])
    isolation.end_idle()
    assert isinstance(told, Failure)
    assert (told.kind, told.message.endswith(f"pip install 'headwater[{extra}]'")) == ("missing-extra", True)
    assert isinstance(found, Article)


def test_the_folder_of_a_saved_page_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_bytes(PAGE)
    for folder in ("report_files", "notes_files"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "advert.html").write_bytes(PAGE.replace(b"board", b"advert"))
    assert [Path(record.uri).relative_to(tmp_path).as_posix() for record in read([str(tmp_path)])] == [
        "notes_files/advert.html",
        "report.html",
    ]


def test_every_reader_has_its_row_in_the_docs() -> None:
    page = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    assert [name for name in readers.registered() if f"| `{name}` |" not in page] == []


def test_every_extra_that_a_reader_names_is_there() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {reader.extra for reader in readers.registered().values() if reader.extra}
    assert extras <= set(project["optional-dependencies"])
