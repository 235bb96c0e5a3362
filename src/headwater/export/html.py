"""A story as one self-contained HTML page: it fetches nothing, runs nothing, and works from a file."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from importlib import resources
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from headwater.export import chart, marks, wording
from headwater.model import Assertion, Claim, Place, Reading, Span, Spans, Story

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def page(story: Story) -> str:
    """The whole page. Every text of the story is escaped, and what could act on a screen is made visible."""
    style = resources.files("headwater.export").joinpath("page.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        _environment()
        .get_template("page.html")
        .render(
            story=story,
            view=_View(story),
            chart=chart.draw(story),
            marks=marks,
            wording=wording,
            style=Markup(style),  # noqa: S704 - our own file
            policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        )
    )


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("headwater.export", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.filters["short"] = wording.shorten
    environment.globals["change"] = wording.change
    return environment


def _shown(value: object) -> object:
    return wording.visible(value) if type(value) is str else value


class _View:
    """What the template asks about a story: names, numbers, and the address of each sentence."""

    def __init__(self, story: Story) -> None:
        self.names = wording.labels(story.articles)
        self._readings = {each.article.id: each for each in story.articles}
        self._numbers = {each.article.id: number for number, each in enumerate(story.articles, 1)}
        self._sentences = {each.article.id: marks.sentences(each) for each in story.articles}
        self._story = story

    def reading(self, article: str) -> Reading:
        return self._readings[article]

    def article(self, article: str) -> str:
        """The id of the article's element."""
        return f"article-{self._numbers[article]}"

    def sentence(self, article: str, offset: int) -> str:
        """The id of the element of the sentence at `offset`."""
        return f"{self.article(article)}-s{marks.sentence_at(self._sentences[article], offset)}"

    def at(self, article: str, spans: Spans) -> str:
        """The id of the element where the first of the spans begins, or of the article where there is none."""
        return self.sentence(article, min(spans)[0]) if spans else self.article(article)

    def language(self, article: str) -> str:
        """A language tag that is safe to use, or "" for not known."""
        language = self._readings[article].article.language or ""
        return language if _LANGUAGE.fullmatch(language) else ""

    def context(self, assertion: Assertion) -> list[tuple[str, bool]]:
        return list(marks.context(self._readings[assertion.article], assertion.span))

    def covered(self, article: str, spans: Spans, limit: int) -> str:
        return wording.shorten(wording.cut(self._readings[article].article.text, spans), limit)

    def mentions(self, places: tuple[Place, ...]) -> Iterator[tuple[str, list[Span]]]:
        """The articles of the places, and their spans in each."""
        ordered = sorted(places, key=lambda place: (self._numbers[place.article], place.span))
        for article, found in groupby(ordered, key=lambda place: place.article):
            yield article, [place.span for place in found]

    def chains(self) -> Iterator[tuple[str, list[str]]]:
        """Each article and the different chains that its assertions come through, for those who see no picture."""
        for reading in self._story.articles:
            id = reading.article.id  # noqa: A001
            assertions = [each for claim in self._story.claims for each in claim.assertions if each.article == id]
            found = (wording.chain(each.chain) or "its own voice" for each in assertions)
            yield id, list(dict.fromkeys(found))

    def claims(self, article: str) -> list[tuple[int, Claim]]:
        """The claims that the article makes, with their numbers."""
        return [(number, claim) for number, claim in self._numbered() if article in wording.articles_of(claim)]

    def single(self) -> list[int]:
        """The numbers of the claims that several articles tell from one origin."""
        return [number for number, claim in self._numbered() if wording.single_origin(claim)]

    def disputed(self) -> list[int]:
        return [number for number, claim in self._numbered() if claim.disagreements]

    def doubtless(self) -> list[int]:
        """The numbers of the claims that lost a doubt."""
        return [number for number, claim in self._numbered() if wording.lost(claim)]

    def _numbered(self) -> Iterator[tuple[int, Claim]]:
        return enumerate(self._story.claims, 1)
