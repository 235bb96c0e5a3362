"""Readings built by hand."""

from __future__ import annotations

import re

from headwater.model import (
    Article,
    Attribution,
    Certainty,
    Entity,
    Link,
    Meaning,
    Quotation,
    Reading,
    SourceType,
)


def reading(
    id_: str,
    text: str,
    speaker: str | None,
    *,
    certainty: Certainty = Certainty.ATTRIBUTED,
    article: Article | None = None,
) -> Reading:
    """A report in which the speaker, if there is one, says the first sentence."""
    article = article or Article(
        id_, f"news/{id_}.txt", text, "Title", None, "Norhaven Courier", "2024-02-09", language="en"
    )
    sentences = tuple(match.span() for match in re.finditer(r"\S.*?(?:\.|$)", article.text, re.DOTALL))
    if speaker is None:
        return Reading(article, (), (), (), (), sentences, meanings=(Meaning(sentences[:1], bytes(range(256))),))
    at = (article.text.index(speaker), article.text.index(speaker) + len(speaker))
    said = Attribution(
        "a1",
        None,
        (at,),
        (),
        sentences[:1],
        Quotation.INDIRECT,
        SourceType.PERSON,
        speaker,
        (Link(speaker, SourceType.PERSON, True, at),),
        certainty,
        0.5,
    )
    return Reading(article, (said,), (Entity("e1", speaker, "person", (at,)),), (), (), sentences)
