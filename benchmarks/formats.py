"""A newsroom's folder of some 500 files in every format: is the text whole, are day and byline right, what fails?

    python benchmarks/formats.py [--limit N] [--show]

The files are made from reports that are known (see newsroom.py). `text` is the mean F1 of the words of the text that
is read against the known one's; `dates` and `bylines` are the shares that are right. `a_second` is how many articles of
a format are read in a second of one core, without the start of the readers' process: it depends on the machine, less on
what else that does. `mixed` is all files in one folder, many of them under names that do not tell their format, with
some that cannot be read: `unexpected` are failures of good files, `silent` are bad files without the failure that each
has to be. `office` is LibreOffice, measured where it is there.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import figures
import newsroom
from figures import Figure, Options
from headwater.ingest import read
from headwater.ingest.readers import registered
from headwater.model import Article, Failure
from newsroom import Report, Writer

COUNTS: dict[str, tuple[Writer, int]] = {
    "html": (newsroom.html, 100),
    "mhtml": (newsroom.mhtml, 40),
    "pdf": (newsroom.pdf, 60),
    "docx": (newsroom.docx, 60),
    "mail": (newsroom.mail, 40),
    "markdown": (newsroom.markdown, 40),
    "feed": (newsroom.feed, 40),
    "warc": (newsroom.warc, 100),
    "wacz": (newsroom.wacz, 40),
    "csv": (newsroom.csv_, 40),
    "xlsx": (newsroom.xlsx, 40),
    "ninjs": (newsroom.ninjs, 40),
    "newsml": (newsroom.newsml, 40),
    "news_please": (newsroom.news_please, 40),
    "entities": (newsroom.entities, 40),
}
OFFICE: dict[str, tuple[Writer, int]] = {
    "office.docx": (newsroom.by_office("docx"), 30),
    "office.pdf": (newsroom.by_office("pdf"), 30),
}


def measure(options: Options) -> list[Figure]:
    known = list(newsroom.reports())
    found: list[Figure] = []
    with tempfile.TemporaryDirectory() as name:
        made: list[Path] = []
        for format_, (write, count) in (COUNTS | (OFFICE if newsroom.has_office() else {})).items():
            folder = Path(name) / format_.replace(".", "-")
            folder.mkdir()
            # Each format takes others of the reports, so that the mixed folder has most of them in several.
            start = 13 * len(made) % len(known)
            chosen = (known[start:] + known[:start])[: min(count, options.limit or count)]
            write(chosen, folder)
            few = Path(name) / f"{folder.name}-few"
            few.mkdir()
            write([report for report in known if report not in chosen][:10], few)
            found += of_format(format_, chosen, folder, few, options.show)
            made.append(folder)
        found += mixed(made, Path(name) / "mixed", options.show)
    return found


def of_format(format_: str, known: Sequence[Report], folder: Path, few: Path, show: bool) -> Iterator[Figure]:
    """`few` has other reports, to warm up with."""
    records = list(read([str(folder)], max_characters=250_000))
    articles = [record for record in records if isinstance(record, Article)]
    read_of = {number: article for article in articles if (number := number_of(article)) is not None}
    right = Counter[str]()
    words = 0.0
    for report in known:
        article = read_of.get(report.number)
        if article is None:
            print(f"{format_} {report.number}: not found") if show else None
            continue
        words += overlap(article.text, report.text)
        right["dates"] += (article.published or "")[:10] == f"{report.day}"
        right["bylines"] += (article.byline or "").removeprefix("By ") == report.byline
        if show and overlap(article.text, report.text) < 0.97:
            print(f"{format_} {report.number}: {overlap(article.text, report.text):.3f}  {article.title}")
        if show and (article.byline or "").removeprefix("By ") != report.byline:
            print(f"{format_} {report.number}: byline {article.byline!r}, not {report.byline!r}")
        if show and (article.published or "")[:10] != f"{report.day}":
            print(f"{format_} {report.number}: date {article.published!r}, not {report.day}")
    yield Figure(f"formats.{format_}.text", words / len(known), len(known))
    for what in ("dates", "bylines"):
        yield Figure(f"formats.{format_}.{what}", right[what] / len(known), len(known))
    yield Figure(f"formats.{format_}.a_second", len(articles) / seconds_of(folder, few), len(articles))


def seconds_of(folder: Path, few: Path) -> float:
    """The seconds of a core that the readers take for the folder, here, where no process stands between."""
    apart = dict(registered())
    registered().update({name: replace(reader, isolated=False) for name, reader in apart.items()})
    try:
        for _ in read([str(few)], max_characters=250_000):  # what is loaded once
            pass
        started = time.process_time()
        for _ in read([str(folder)], max_characters=250_000):
            pass
        return time.process_time() - started
    finally:
        registered().update(apart)


def number_of(article: Article) -> int | None:
    """The report's number, which its headline ends with."""
    title = (article.title or article.text.split("\n")[0]).rstrip(")")
    number = title.rpartition("(")[2]
    return int(number) if number.isdigit() else None


def overlap(text: str, known: str) -> float:
    """The F1 of the words of `text` against those of `known`, each as often as it is there.

    What a reader puts before the body, a byline and a day, is no error.
    """
    one, two = Counter(text.split()), Counter(known.split())
    shared = (one & two).total()
    top = min(12, max(0, one.total() - shared))
    return 2 * shared / (one.total() - top + two.total())


def mixed(made: Sequence[Path], folder: Path, show: bool) -> Iterator[Figure]:
    """All files in one folder; where the content tells the format, some have no ending and some a wrong one."""
    folder.mkdir()
    files = 0
    for source in made:
        for n, file in enumerate(sorted(source.iterdir())):
            ending = "".join(file.suffixes)
            by_name = ending in (".md", ".csv")
            shown = ending if by_name or (n % 3 and n % 4) else ".txt" if n % 3 else ""
            name = f"{source.name}-{n}{shown}"
            (folder / name).write_bytes(file.read_bytes())
            files += 1
    spoiled = newsroom.spoiled(folder)
    records = list(read([str(folder)], max_characters=250_000))
    failures = [record for record in records if isinstance(record, Failure) and record.kind != "duplicate-id"]
    named = [(Path(record.uri).name.split(":")[0].split("#")[0], record) for record in failures]
    unexpected = [record.message for name, record in named if name not in spoiled]
    kinds = {name: record.kind for name, record in named}
    silent = [name for name, kind in spoiled.items() if kinds.get(name) != kind]
    if show:
        print(*unexpected, *(f"mixed: {name} is {kinds.get(name)}, not {spoiled[name]}" for name in silent), sep="\n")
    yield Figure("formats.mixed.unexpected", len(unexpected), files, down=True)
    yield Figure("formats.mixed.silent", len(silent), len(spoiled), down=True)


if __name__ == "__main__":
    figures.main(__doc__, measure)
