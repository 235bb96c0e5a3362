"""A newsroom's folder, made of real reports whose text, day, byline and outlet are known: one writer for each format.

The reports are Helsinki pages of 1,500 to 12,000 characters; day and byline are made up, since the pages have none that
is known beyond doubt. Each writer is another program than the reader: fpdf2, python-docx, the standard library's email,
feedgen, warcio, openpyxl, and LibreOffice where it is there. Pages have what stands around a report in real ones.
"""

from __future__ import annotations

import csv
import io
import json
import random
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from email.message import EmailMessage
from html import escape
from pathlib import Path

from corpora import lines

NAMES = ("Ann Other", "Bo Sand", "Carla Mendes", "Dov Harel", "Edith Lund", "Farid Aziz", "Greta Holm", "Hugo Brandt")
OUTLETS = ("Norhaven Courier", "The Evening Ledger", "Skarrow Gazette", "Port Ellery Post", "Vantry Chronicle")
LINKS = (
    "Storm closes the old bridge",
    "Council weighs a second ferry",
    "What the budget means",
    "Ten walks by the sea",
)
PAGES = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Report:
    """One report and what is known of it."""

    number: int
    title: str
    byline: str
    outlet: str
    day: date
    paragraphs: tuple[str, ...]

    @property
    def address(self) -> str:
        return (
            f"https://www.{re.sub('[^a-z]', '', self.outlet.lower())}.example/{self.day:%Y/%m/%d}/report-{self.number}"
        )

    @property
    def text(self) -> str:
        return "\n\n".join((self.title, *self.paragraphs))


Writer = Callable[[Sequence[Report], Path], None]


def reports() -> Iterator[Report]:
    """Every report, in the order of the corpus."""
    number = 0
    for page in lines("helsinki", "dev.jsonl"):
        parts = [" ".join(part.split()) for part in page["text"].split("\n") if part.strip()]
        # A line of menus or of social media is nobody's paragraph.
        parts = [part for part in parts if len(part) > 60]
        if not 1_500 <= sum(map(len, parts)) <= 12_000:
            continue
        # Letters that the fonts of a PDF's writer have.
        kept = tuple(part.encode("cp1252", "ignore").decode("cp1252") for part in parts)
        day = date(2019, 1, 1) + timedelta(days=37 * number % 2000)
        title = f"{' '.join(kept[0].split()[:9]).rstrip('.,;:')} ({number})"
        names = NAMES[number % len(NAMES)], OUTLETS[number % len(OUTLETS)]
        yield Report(number, title, *names, day, kept)
        number += 1


# -- pages ------------------------------------------------------------------------------------------------------------


def page(report: Report) -> str:
    """A page with menus, announcements, comments and a footer around the report, in one of four makes."""
    make = report.number % 4
    body = "\n".join(f"<p>{escape(part)}</p>" for part in report.paragraphs)
    others = "".join(f'<li><a href="/{n}">{each}</a></li>' for n, each in enumerate(LINKS))
    data = json.dumps({
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": report.title,
        "datePublished": f"{report.day}T08:00:00Z", "author": {"@type": "Person", "name": report.byline},
        "publisher": {"@type": "Organization", "name": report.outlet},
    })  # fmt: skip
    linked = f'<script type="application/ld+json">{data}</script>'
    metas = (
        f'<meta property="og:site_name" content="{report.outlet}"><meta name="author" content="{report.byline}">'
        f'<meta property="article:published_time" content="{report.day}T08:00:00Z">'
    )
    head = f'<title>{escape(report.title)} | {report.outlet}</title><link rel="canonical" href="{report.address}">'
    head += linked if make in (0, 2) else metas
    byline = f'<p class="byline">By {report.byline}</p><time datetime="{report.day}">{report.day:%d %B %Y}</time>'
    main = (
        f'<article><h1>{escape(report.title)}</h1>{byline}{body}</article>',
        f'<div class="story"><h1>{escape(report.title)}</h1><div>{byline}</div><div class="text">{body}</div></div>',
        f'<main><header><h1>{escape(report.title)}</h1>{byline}</header><section>{body}</section></main>',
        f'<table><tr><td><h1>{escape(report.title)}</h1>{byline}{body}</td></tr></table>',
    )[make]  # fmt: skip
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}</head><body>'
        f'<nav><ul><li><a href="/">Home</a></li><li><a href="/p">Politics</a></li></ul></nav>'
        f'<div class="cookie-banner">We use cookies. <button>Accept</button></div>{main}'
        f'<aside class="related"><h3>More from {report.outlet}</h3><ul>{others}</ul></aside>'
        f'<section id="comments"><p>Reader: I doubt it.</p></section><form>Sign up for our newsletter</form>'
        f"<footer>© {report.outlet}. All rights reserved. <a href='/terms'>Terms</a></footer></body></html>"
    )


def html(chosen: Sequence[Report], folder: Path) -> None:
    for report in chosen:
        (folder / f"{report.number}.html").write_text(page(report), encoding="utf-8")


def mhtml(chosen: Sequence[Report], folder: Path) -> None:
    for report in chosen:
        message = EmailMessage()
        message["From"] = "<Saved by Blink>"
        message["Snapshot-Content-Location"] = report.address
        message["Subject"] = report.title
        message.set_content(page(report), subtype="html", cte="quoted-printable")
        message.make_related()
        message.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<logo>")
        (folder / f"{report.number}.mhtml").write_bytes(message.as_bytes())


# -- documents --------------------------------------------------------------------------------------------------------


def top(report: Report) -> tuple[str, ...]:
    return f"By {report.byline}", report.outlet, f"{report.day:%d %B %Y}".lstrip("0")


def pdf(chosen: Sequence[Report], folder: Path) -> None:
    """One column or two, with a running head and page numbers."""
    from fpdf import FPDF

    class Paper(FPDF):
        def header(self) -> None:
            self.set_font("times", size=8)
            self.cell(0, 8, "Clippings of the press office", new_x="LMARGIN", new_y="NEXT")

        def footer(self) -> None:
            self.set_y(-15)
            self.set_font("times", size=8)
            self.cell(0, 8, f"Page {self.page_no()}", align="C")

    for report in chosen:
        paper = Paper(format="A4")
        paper.core_fonts_encoding = "cp1252"
        paper.add_page()
        paper.set_font("times", style="B", size=20)
        paper.multi_cell(0, 9, report.title, new_x="LMARGIN", new_y="NEXT")
        paper.set_font("times", size=10)
        columns = paper.text_columns(ncols=1 + report.number % 2, gutter=8, text_align="J", line_height=1.2)
        with columns:
            for part in (*top(report), *report.paragraphs):
                with columns.paragraph(bottom_margin=2) as paragraph:
                    paragraph.write(part)
        (folder / f"{report.number}.pdf").write_bytes(bytes(paper.output()))


def docx(chosen: Sequence[Report], folder: Path) -> None:
    from docx import Document

    for report in chosen:
        document = Document()
        document.add_heading(report.title, level=0)
        for part in (*top(report), *report.paragraphs):
            document.add_paragraph(part)
        document.save(str(folder / f"{report.number}.docx"))


def markdown(chosen: Sequence[Report], folder: Path) -> None:
    for report in chosen:
        matter = f"---\ntitle: {json.dumps(report.title)}\nauthor: {report.byline}\npublished: {report.day}\n---\n\n"
        marks = re.compile(r"([\\`*_\[\]<>#|~&])")
        body = "\n\n".join(re.sub(r"^(\d+)([.)])", r"\1\\\2", marks.sub(r"\\\1", part)) for part in report.paragraphs)
        (folder / f"{report.number}.md").write_text(matter + body + "\n", encoding="utf-8")


def mail(chosen: Sequence[Report], folder: Path) -> None:
    for report in chosen:
        message = EmailMessage()
        message["From"] = f"{report.outlet} <news@{report.number}.example>"
        message["Date"] = f"{report.day:%a, %d %b %Y} 08:00:00 +0000"
        message["Message-ID"] = f"<{report.number}@mail.example>"
        message["Subject"] = report.title
        message["List-Unsubscribe"] = "<https://mail.example/u>"
        body = "".join(
            f"<tr><td><p>{escape(part)}</p></td></tr>" for part in (f"By {report.byline}", *report.paragraphs)
        )
        message.set_content("\n\n".join(report.paragraphs))
        message.add_alternative(f"<html><body><table>{body}</table></body></html>", subtype="html")
        (folder / f"{report.number}.eml").write_bytes(message.as_bytes())


# -- many in one file -------------------------------------------------------------------------------------------------


def feed(chosen: Sequence[Report], folder: Path) -> None:
    from feedgen.feed import FeedGenerator

    for n in range(0, len(chosen), 10):
        made = FeedGenerator()
        made.id("https://feed.example/")
        made.title("Reports")
        made.link(href="https://feed.example/")
        made.description("Reports")
        for report in chosen[n : n + 10]:
            entry = made.add_entry(order="append")
            entry.id(report.address)
            entry.link(href=report.address)
            entry.title(report.title)
            entry.author(name=report.byline)
            entry.published(f"{report.day}T08:00:00Z")
            entry.content("".join(f"<p>{escape(part)}</p>" for part in report.paragraphs), type="html")
        made.atom_file(str(folder / f"{n}.xml"))


def warc(chosen: Sequence[Report], folder: Path) -> None:
    for n in range(0, len(chosen), 10):
        (folder / f"{n}.warc.gz").write_bytes(archive(chosen[n : n + 10]))


def wacz(chosen: Sequence[Report], folder: Path) -> None:
    for n in range(0, len(chosen), 10):
        with zipfile.ZipFile(folder / f"{n}.wacz", "w") as made:
            made.writestr("datapackage.json", "{}")
            made.writestr("archive/data.warc.gz", archive(chosen[n : n + 10]))
            listed = [json.dumps({"url": report.address}) for report in chosen[n : n + 10]]
            made.writestr("pages/pages.jsonl", "\n".join(listed))


def archive(chosen: Sequence[Report]) -> bytes:
    """A crawl: each page with its request and a picture, some pages twice."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    file = io.BytesIO()
    writer = WARCWriter(file, gzip=True)

    def add(address: str, body: bytes, kind: str) -> None:
        headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(address, "response", payload=io.BytesIO(body), http_headers=headers)
        writer.write_record(record)

    for report in chosen:
        add(report.address, page(report).encode(), PAGES)
        add(f"{report.address}.png", b"\x89PNG" + bytes(2000), "image/png")
        if report.number % 3 == 0:
            add(report.address, page(report).encode(), PAGES)
    return file.getvalue()


def table(chosen: Sequence[Report]) -> list[list[str]]:
    rows = [["Headline", "Author", "Outlet", "Date", "URL", "Text"]]
    for report in chosen:
        body = "\n\n".join(report.paragraphs)
        rows.append([report.title, report.byline, report.outlet, f"{report.day}", report.address, body])
    return rows


def csv_(chosen: Sequence[Report], folder: Path) -> None:
    for n in range(0, len(chosen), 10):
        with (folder / f"{n}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=";").writerows(table(chosen[n : n + 10]))


def xlsx(chosen: Sequence[Report], folder: Path) -> None:
    from openpyxl import Workbook

    for n in range(0, len(chosen), 10):
        book = Workbook()
        for row in table(chosen[n : n + 10]):
            book.active.append(row)
        book.save(folder / f"{n}.xlsx")


# -- agencies and other programs --------------------------------------------------------------------------------------


def ninjs(chosen: Sequence[Report], folder: Path) -> None:
    for report in chosen:
        body = "".join(f"<p>{escape(part)}</p>" for part in report.paragraphs)
        item = {
            "uri": report.address, "standard": {"name": "ninjs", "version": "2.1"},
            "firstcreated": f"{report.day}T08:00:00Z",
            "versioncreated": f"{report.day}T08:00:00Z", "pubstatus": "usable", "byline": report.byline,
            "headlines": [{"value": report.title}], "infosources": [{"name": report.outlet}],
            "bodies": [{"contenttype": "text/html", "value": body}],
        }  # fmt: skip
        (folder / f"{report.number}.json").write_text(json.dumps(item, indent=1), encoding="utf-8")


def newsml(chosen: Sequence[Report], folder: Path) -> None:
    for report in chosen:
        body = "".join(f"<p>{escape(part)}</p>" for part in report.paragraphs)
        item = (
            '<?xml version="1.0" encoding="UTF-8"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" '
            f'guid="{report.address}"><itemMeta><pubStatus qcode="stat:usable"/></itemMeta><contentMeta>'
            f"<contentCreated>{report.day}T08:00:00Z</contentCreated><infoSource><name>{report.outlet}</name></infoSource>"
            f"<by>{report.byline}</by><headline>{escape(report.title)}</headline></contentMeta><contentSet><inlineXML>"
            f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html></inlineXML></contentSet></newsItem>'
        )
        (folder / f"{report.number}.xml").write_text(item, encoding="utf-8")


def news_please(chosen: Sequence[Report], folder: Path) -> None:
    for report in chosen:
        fields = {
            "maintext": "\n".join(report.paragraphs), "title": report.title, "authors": [report.byline],
            "date_publish": f"{report.day} 08:00:00", "source_domain": report.outlet, "url": report.address,
        }  # fmt: skip
        (folder / f"{report.number}.json").write_text(json.dumps(fields), encoding="utf-8")


def entities(chosen: Sequence[Report], folder: Path) -> None:
    with (folder / "entities.json").open("w", encoding="utf-8") as file:
        for report in chosen:
            properties = {
                "title": [report.title], "author": [report.byline], "publisher": [report.outlet],
                "publishedAt": [f"{report.day}"], "bodyText": ["\n\n".join(report.paragraphs)],
            }  # fmt: skip
            file.write(json.dumps({"id": f"a{report.number}", "schema": "Article", "properties": properties}) + "\n")


# -- LibreOffice ------------------------------------------------------------------------------------------------------


def has_office() -> bool:
    return shutil.which("soffice") is not None


def by_office(kind: str) -> Writer:
    """A writer by LibreOffice, all documents at once."""

    def write(chosen: Sequence[Report], folder: Path) -> None:
        sources = folder / "sources"
        sources.mkdir()
        for report in chosen:
            body = "".join(f"<p>{escape(part)}</p>" for part in (*top(report), *report.paragraphs))
            written = f'<meta charset="utf-8"><html><h1>{escape(report.title)}</h1>{body}</html>'
            (sources / f"{report.number}.html").write_text(written, encoding="utf-8")
        command = ["soffice", "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder)]
        run(command, sources.glob("*.html"))
        if kind == "pdf":
            run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder)], folder.glob("*.docx"))
            for file in folder.glob("*.docx"):
                file.unlink()
        shutil.rmtree(sources)

    def run(command: list[str], files: Iterator[Path]) -> None:
        subprocess.run([*command, *map(str, sorted(files))], check=True, capture_output=True)

    return write


# -- what cannot be read ----------------------------------------------------------------------------------------------


def spoiled(folder: Path) -> dict[str, str]:
    """Files that cannot be read, by their names, with the kind of failure that each has to be."""
    from fpdf import FPDF
    from PIL import Image

    def blank(**settings: str) -> bytes:
        paper = FPDF()
        if settings:
            paper.set_encryption(**settings)  # type: ignore[arg-type]
        paper.add_page()
        paper.image(Image.new("L", (200, 100), 200), w=100)
        return bytes(paper.output())

    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", bytes(50_000_000))
    made_of = {
        "scan.pdf": (blank(), "no-text-layer"),
        "locked.pdf": (blank(owner_password="o", user_password="u"), "encrypted"),
        "cut.pdf": (b"%PDF-1.7\n" + random.Random(1).randbytes(3000), "damaged"),
        "bomb.docx": (bomb.getvalue(), "too-large"),
        "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "binary"),
        "photo.jpg": (b"\xff\xd8\xff\xe0" + bytes(2000), "binary"),
        "noise.txt": (bytes(range(256)) * 10, "binary"),
        "empty.html": (b"", "empty"),
        "menu.html": (b"<!doctype html><html><body></body></html>", "no-text"),
        "laughs.xml": (b'<!DOCTYPE rss [<!ENTITY a "ha">]><rss><channel/></rss>', "entities"),
        "broken.json": (b'{"text": "unfinished', "bad-json"),
        "names.csv": (b"name,age\nAnn,30\n", "no-text"),
        "book.txt": (b"word " * 300_000, "too-long"),
    }
    for name, (data, _) in made_of.items():
        (folder / name).write_bytes(data)
    return {name: kind for name, (_, kind) in made_of.items()}
