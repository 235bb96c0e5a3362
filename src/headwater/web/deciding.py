"""From the forms of the pages to decisions: one function a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException

from headwater.case import acts
from headwater.export import wording
from headwater.export.view import Row
from headwater.model import (
    CREDIBILITY,
    RELIABILITY,
    Act,
    Attribution,
    AttributionMended,
    AttributionRight,
    AttributionWrong,
    Certainty,
    DerivationKind,
    Derives,
    Noted,
    Passage,
    Reading,
    Said,
    SourceRated,
    SourcesSame,
    SourceType,
    Spans,
    Tagged,
    Who,
)
from headwater.web.addresses import attribution_address
from headwater.web.form import Field, Given
from headwater.web.page import missing
from headwater.web.reading import start
from headwater.web.spans import spans
from headwater.web.views.article import read
from headwater.web.workbench import Workbench

YES_NO = ("yes", "no")
PARTS = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of decision: what it decides, the fields of its form, and the act that follows from them.

    `place` is where it is to be seen, unless the form names a page; it is asked before the decision is made.
    """

    summary: str
    fields: tuple[Field, ...]
    act: Callable[[Workbench, Given], Act]
    place: Callable[[Workbench, Given], str] = lambda _workbench, _given: "/story"


# -- who says what in an article --------------------------------------------------------------------------------------

_ARTICLE = Field("article", "The key of the article, as in its address.")
_SAID = (
    *(Field(f"{part}_at", f"Offsets of the {part}: START-END, with commas.", optional=True) for part in PARTS),
    *(Field(f"{part}_words", f"The words of the {part}; “ … ” between several.", optional=True) for part in PARTS),
    Field("name", "Who says it; empty for somebody who is not named.", optional=True),
    Field("type", "What kind of source it is.", tuple(SourceType), optional=True),
    Field("certainty", "How it is put.", tuple(Certainty), optional=True),
)  # fmt: skip
_JUDGED = (
    _ARTICLE,
    Field("attribution", "The id of the attribution."),
    Field("verdict", "It is right, wrong, or mended as the other fields say.", ("right", "wrong", "mended")),
    *_SAID,
)


def _judged(workbench: Workbench, given: Given) -> Act:
    reading, found = _attribution(workbench, given)
    said = acts.said(reading, found)
    if given["verdict"] != "mended":
        return AttributionRight(said) if given["verdict"] == "right" else AttributionWrong(said)
    text = reading.article.text
    source, cue, content = (_part(text, given, part, getattr(found, part)) for part in PARTS)
    mended = acts.changed(
        reading, said, source=source, cue=cue, content=content, name=given["name"].strip(), **_put(given)
    )
    if not mended.content.spans:
        raise HTTPException(400, "content is missing: say what is said")
    if mended == said:
        raise HTTPException(400, "nothing is mended: change something first")
    return AttributionMended(said, mended)


def _attribution(workbench: Workbench, given: Given) -> tuple[Reading, Attribution]:
    reading = read(workbench, given["article"])
    found = next((each for each in reading.attributions if each.id == given["attribution"]), None)
    if found is None:
        raise missing("attribution")
    return reading, found


def _where_judged(workbench: Workbench, given: Given) -> str:
    """At the attribution in its article or, where it will be gone, at the one before it."""
    reading = read(workbench, given["article"])
    ordered = [each for _, each in wording.in_order(reading.attributions)]
    index = next((i for i, each in enumerate(ordered) if each.id == given["attribution"]), 0)
    if given["verdict"] == "wrong":
        index -= 1
    if index < 0 or not ordered:
        return f"/articles/{given['article']}#who-title"
    return attribution_address(reading.article.id, ordered[index].id, start(ordered[index]))


def _added(workbench: Workbench, given: Given) -> Act:
    reading = read(workbench, given["article"])
    text = reading.article.text
    source, cue, content = (acts.passage(reading.article.id, _part(text, given, part, ()), text) for part in PARTS)
    if not content.spans:
        raise HTTPException(400, "content is missing: select what is said")
    name = given["name"].strip() or None
    put = {"type": SourceType.PERSON if name else SourceType.UNSPECIFIED, "certainty": Certainty.ATTRIBUTED}
    return AttributionRight(Said(source, cue, content, name, **(put | _put(given))))


def _part(text: str, given: Given, part: str, before: Spans) -> Spans:
    """Where a part of an attribution is said to be; one that the form does not speak of stays."""
    at, words = f"{part}_at", f"{part}_words"
    spoken = at in given.values or words in given.values
    return spans(text, given[at], given[words], before) if spoken else before


def _put(given: Given) -> dict[str, Any]:
    return {
        **({"type": SourceType(given["type"])} if given["type"] else {}),
        **({"certainty": Certainty(given["certainty"])} if given["certainty"] else {}),
    }


_DERIVED = (
    _ARTICLE,
    Field("publication", "From whom it takes."),
    Field("derives", "Whether it does.", YES_NO),
    Field("kind", "In which way.", tuple(DerivationKind), optional=True),
)


def _derives(workbench: Workbench, given: Given) -> Act:
    article = read(workbench, given["article"]).article.id
    kind = DerivationKind(given["kind"]) if given["kind"] else DerivationKind.RETELLING
    return Derives(article, given["publication"].strip(), given.yes("derives"), kind)


# -- claims -----------------------------------------------------------------------------------------------------------

_CLAIM = Field("claim", "The key of the claim, as in its address.")
_JOIN = (
    _CLAIM,
    Field("join", "The id of the join."),
    Field("holds", "Whether it holds.", YES_NO),
)


def _join(workbench: Workbench, given: Given) -> Act:
    claim = _row(workbench, given["claim"]).claim
    join = next((each for each in claim.joins if each.id == given["join"]), None)
    if join is None:
        raise missing("join")
    return acts.join_holds(claim, join, _texts(workbench, claim), holds=given.yes("holds"))


_SLOT = (_CLAIM, Field("slot", "What the articles are not to disagree on: who, when, how many, …"))


def _agreement(workbench: Workbench, given: Given) -> Act:
    claim = _row(workbench, given["claim"]).claim
    found = next((each for each in claim.disagreements if each.slot == given["slot"]), None)
    if found is None:
        raise missing("disagreement")
    return acts.no_disagreement(claim, found, _texts(workbench, claim))


_PAIR = (
    Field("one", "The key of an assertion."),
    Field("other", "The key of another one; the number of a claim stands for the assertion that words it."),
    Field("same", "Whether they put one claim.", YES_NO),
)


def _assertions(workbench: Workbench, given: Given) -> Act:
    one, other = (_assertion(workbench, given[name].strip()) for name in ("one", "other"))
    return acts.assertions_same(one, other, same=given.yes("same"))


_CREDIBLE = (_CLAIM, Field("credibility", "By the Admiralty code.", tuple(CREDIBILITY)))


def _credibility(workbench: Workbench, given: Given) -> Act:
    claim = _row(workbench, given["claim"]).claim
    return acts.claim_rated(claim, int(given["credibility"]), _texts(workbench, claim))


# -- sources ----------------------------------------------------------------------------------------------------------

_SOURCES = (
    Field("one", "A source by its name."),
    Field("other", "Another one by its name."),
    Field("same", "Whether they are one.", YES_NO),
    Field("one_in", "The key of the article in which the first is called so; else everywhere.", optional=True),
    Field("other_in", "The same for the second.", optional=True),
)


def _sources(workbench: Workbench, given: Given) -> Act:
    one, other = (
        Who(given[name].strip(), read(workbench, given[f"{name}_in"]).article.id if given[f"{name}_in"] else None)
        for name in ("one", "other")
    )
    if one == other:
        raise HTTPException(400, "other is another source than one")
    return SourcesSame(one, other, given.yes("same"))


_RELIABLE = (
    Field("source", "A source by its name."),
    Field("reliability", "By the Admiralty code.", tuple(RELIABILITY)),
)


def _reliability(_: Workbench, given: Given) -> Act:
    return SourceRated(Who(given["source"].strip()), given["reliability"])


# -- notes and tags ---------------------------------------------------------------------------------------------------

_ON = (
    Field("claim", "On a claim: its key.", optional=True),
    Field("article", "On an article: its key.", optional=True),
    Field("attribution", "With an article: on the words of one attribution, by its id.", optional=True),
    Field("source", "On a source: its name.", optional=True),
)
_NOTE = (Field("text", "The note."), *_ON)
_TAG = (Field("tag", "The tag."), Field("holds", "Put on, or taken off.", YES_NO, optional=True), *_ON)


def _note(workbench: Workbench, given: Given) -> Act:
    return Noted(given["text"].strip(), **_on(workbench, given))


def _tag(workbench: Workbench, given: Given) -> Act:
    return Tagged(given["tag"].strip(), **_on(workbench, given), holds=given["holds"] != "no")


def _on(workbench: Workbench, given: Given) -> dict[str, Any]:
    passage = None
    if given["claim"]:
        passage = _assertion(workbench, given["claim"])
    elif given["article"]:
        passage = Passage(read(workbench, given["article"]).article.id)
        if given["attribution"]:
            passage = acts.said(*_attribution(workbench, given)).content
    return {"passage": passage, "source": Who(given["source"].strip()) if given["source"].strip() else None}


# -- what they name ---------------------------------------------------------------------------------------------------


def _row(workbench: Workbench, key: str) -> Row:
    row = workbench.edition.claim(key)
    if row is None:
        raise missing("claim")
    return row


def _assertion(workbench: Workbench, key: str) -> Passage:
    """The place of the assertion with the key or, for the number of a claim, of the one that words it."""
    edition = workbench.edition
    if key.isascii() and key.isdecimal() and len(key) < 8 and 0 < int(key) <= len(edition.rows):
        key = edition.claim_key(int(key))
    claim = _row(workbench, key).claim
    found = next(each for each in claim.assertions if each.key == key)
    return acts.of_assertion(found, edition.readings[found.article].article.text)


def _texts(workbench: Workbench, claim: Any) -> dict[str, str]:
    readings = workbench.edition.readings
    return {each.article: readings[each.article].article.text for each in claim.assertions}


KINDS: Mapping[str, Kind] = {
    "attribution": Kind("An attribution is right, wrong or mended", _JUDGED, _judged, _where_judged),
    "new-attribution": Kind("There is an attribution that the machine did not find", (_ARTICLE, *_SAID), _added),
    "derivation": Kind("An article takes from a publication, or does not", _DERIVED, _derives),
    "join": Kind("A join of two assertions holds, or does not", _JOIN, _join),
    "agreement": Kind("What the articles say of a slot is no disagreement", _SLOT, _agreement),
    "assertions": Kind("Two assertions put one claim, or do not", _PAIR, _assertions),
    "credibility": Kind("How credible a claim is", _CREDIBLE, _credibility),
    "sources": Kind("Two sources are one, or are not", _SOURCES, _sources),
    "reliability": Kind("How reliable a source is", _RELIABLE, _reliability),
    "note": Kind("A note", _NOTE, _note),
    "tag": Kind("A tag", _TAG, _tag),
}
