"""The articles as citations: CSL-JSON for Zotero and word processors, BibTeX for LaTeX."""

from __future__ import annotations

import re
from typing import Any

from headwater.export import dates
from headwater.export.addresses import published_at
from headwater.export.interchange import dumps
from headwater.export.text import line
from headwater.model import Article, Story

_WORD = re.compile(r"[a-z0-9]+")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?=$|[T ])", re.ASCII)
_TEX = {each: f"\\{each}" for each in "$&#_%"} | {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def csl_json(story: Story) -> bytes:
    """The articles as citations in CSL-JSON, for Zotero, Pandoc and word processors."""
    return (dumps([_item(reading.article) for reading in story.articles], indent=1) + "\n").encode()


def bibtex(story: Story) -> bytes:
    """The articles as citations in BibTeX."""
    keys = _keys([reading.article for reading in story.articles])
    return "\n".join(_entry(reading.article, keys[reading.article.id]) for reading in story.articles).encode()


def _item(article: Article) -> dict[str, Any]:
    uri = published_at(article)
    item: dict[str, Any] = {"id": article.id, "type": "article-newspaper", "title": line(article.title or "")}
    item |= {"author": [{"literal": line(article.byline)}]} if article.byline else {}
    item |= {"container-title": line(article.publisher)} if article.publisher else {}
    item |= {"issued": {"date-parts": [_parts(article.published)]}} if _parts(article.published) else {}
    item |= {"language": line(article.language)} if article.language else {}
    item |= {"URL": uri} if uri else {"archive_location": line(article.uri)}
    return {key: value for key, value in item.items() if value}


def _entry(article: Article, key: str) -> str:
    date, uri = _parts(article.published), published_at(article)
    fields = {
        "author": f"{{{_tex(article.byline)}}}" if article.byline else "",
        "title": f"{{{_tex(article.title)}}}" if article.title else "",
        "journal": _tex(article.publisher or ""),
        "year": str(date[0]) if date else "",
        "note": "" if uri else _tex(article.uri),
        "url": _tex_uri(uri) if uri else "",
        "day": str(date[2]) if len(date) > 2 else "",
        "language": _tex(article.language or ""),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    lines += [f"  month = {_MONTHS[date[1] - 1]},"] if len(date) > 1 else []
    return f"@article{{{key},\n" + "\n".join(lines) + "\n}\n"


def _keys(articles: list[Article]) -> dict[str, str]:
    """A key of publisher and year for each article by its id, with a letter where two would be alike."""
    found: dict[str, list[str]] = {}
    for article in articles:
        name = "".join(_WORD.findall((article.publisher or article.title or "article").casefold())) or "article"
        date = _parts(article.published)
        found.setdefault(name[:40] + (str(date[0]) if date else ""), []).append(article.id)
    return {
        id_: key if len(ids) == 1 else f"{key}-{number}"
        for key, ids in found.items()
        for number, id_ in enumerate(ids, 1)
    }


def _parts(published: str | None) -> list[int]:
    """Year, month and day, as many as are known and exist."""
    match = _DATE.match(published or "")
    if match is None or dates.days(match.group()) is None:
        return []
    return [int(part) for part in match.groups() if part]


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in line(text))


def _tex_uri(uri: str) -> str:
    return "".join(f"\\{character}" if character in "%#&_$" else character for character in uri)
