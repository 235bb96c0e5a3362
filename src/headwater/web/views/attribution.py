"""One attribution with the words around it, and the form that mends it."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.decisions.concerning import passages
from headwater.model import Attribution, Decision
from headwater.web import reading
from headwater.web.addresses import article_key, attribution_address
from headwater.web.decided import DecisionLine, lines
from headwater.web.page import Asked, Page, Shown, missing
from headwater.web.spans import words
from headwater.web.views.article import read
from headwater.web.workbench import Workbench


@dataclass(frozen=True, slots=True)
class AttributionPage:
    """`source`, `cue` and `content` are the words; `address` is where the article lists it."""

    article: str
    name: str
    address: str
    attribution: Attribution
    source: str
    cue: str
    content: str
    decisions: tuple[DecisionLine, ...]


def show(workbench: Workbench, asked: Asked) -> Shown:
    edition = workbench.edition
    found = read(workbench, asked.path["key"])
    article = found.article
    one = next((each for each in found.attributions if each.id == asked.path["attribution"]), None)
    if one is None:
        raise missing("attribution")
    log, holding = workbench.decisions()
    record = AttributionPage(
        article.id,
        edition.names.get(article.id) or article.publisher or article.title or article.uri,
        attribution_address(article.id, one.id, reading.start(one)),
        one,
        words(article.text, one.source),
        words(article.text, one.cue),
        words(article.text, one.content),
        lines([each for each in log if _on(each, article.id, one)], log, holding, edition.names),
    )
    more = {"part": reading.around(found, one), "article": article, "key": article_key(article.id)}
    return Shown(record, more | {"language": edition.language(article.id) if article.id in edition.readings else ""})


def _on(decision: Decision, article: str, one: Attribution) -> bool:
    """Whether a decision names its content."""
    return any(each.article == article and each.spans == one.content for each in passages(decision.act))


SHOWN = Page(
    "attribution",
    "/articles/{key}/attributions/{attribution}",
    "One attribution, as people have mended it",
    AttributionPage,
    show,
    parts={"key": "The article's id, as in its address.", "attribution": "The id of the attribution."},
)
