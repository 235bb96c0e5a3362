"""Who the sources of an article are: tables of text with the sources marked, and whom they mean."""

from __future__ import annotations

import re

import pytest

from headwater.model import Anaphor, Annotation, Article, Certainty, Mention, Quotation, Relation, SourceType
from headwater.nlp.publications import Publications
from headwater.resolve import resolve

PUBLICATIONS = Publications.load()
LABELS = {"P": "PERSON", "O": "ORGANISATION", "G": "GROUP", "L": "PLACE"}


def read(
    marked: str, publisher: str | None = None, pointing: dict[str, str] | None = None
) -> list[tuple[str, str | None, str]]:
    """Type, name and description of each {source} in `marked`, where names stand as <P:Ada Moss>."""
    text = ""
    sources: list[list[int]] = []
    names: list[Mention] = []
    opened: list[tuple[int, str]] = []
    for piece in re.split(r"(\{|\}|<[A-Z]:|>)", marked):
        if piece == "{":
            sources.append([len(text), 0])
        elif piece == "}":
            sources[-1][1] = len(text)
        elif piece.startswith("<"):
            opened.append((len(text), LABELS[piece[1]]))
        elif piece == ">":
            start, label = opened.pop()
            names.append(Mention((start, len(text)), label))
        else:
            text += piece
    relations = tuple(
        Relation(((s, e),), ((e + 1, e + 2),), ((e + 3, e + 4),), None, Quotation.INDIRECT, Certainty.ATTRIBUTED, 1.0)
        for s, e in sources
    )
    spans = {text[s:e]: (s, e) for s, e in sources}
    anaphors = tuple(
        Anaphor(spans[word], (text.index(to), text.index(to) + len(to)), 0.9) for word, to in (pointing or {}).items()
    )
    annotation = Annotation(((0, len(text)),), relations, tuple(names), (), (), anaphors, ())
    found = resolve(Article("x", "x", text, publisher=publisher, language="en"), annotation, PUBLICATIONS)
    return [(source.type.value, source.name, source.description) for source in found.sources]


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("{<P:Ada Moss>} said so.", ("person", "Ada Moss", "Ada Moss")),
        ("{Mayor <P:Ada Moss>, who resigned,} said so.", ("person", "Ada Moss", "Ada Moss")),
        ("{A senior official, who asked not to be named,} said so.", ("anonymous", None, "senior official")),
        ("{The head of the harbour police} said so.", ("anonymous", None, "head of the harbour police")),
        ("{a report by the daily <O:Varsla>} said so.", ("publication", "Varsla", "Varsla")),
        ("{The Norhaven Courier} reported so.", ("publication", "Norhaven Courier", "Norhaven Courier")),
        ("{Foreign media} believe so.", ("collective", None, "Foreign media")),
        ("{The <G:Danes>} say so.", ("collective", None, "the Danes")),
        ("{the <O:Harbour Safety Inspectorate> (<O:HSI>)} said so.",
         ("organisation", "Harbour Safety Inspectorate", "Harbour Safety Inspectorate")),
        ("{A confidential memo seen by the <O:Norhaven Courier>} says so.", ("document", None, "confidential memo")),
    ],
)  # fmt: skip
def test_a_source_is_what_its_words_say(marked: str, wanted: tuple[str, str | None, str]) -> None:
    (type_, name, description) = read(marked)[0]
    assert (type_, name) == wanted[:2]
    assert description == wanted[2]


@pytest.mark.parametrize(
    ("marked", "pointing", "names"),
    [
        ("{<P:Ada Moss>} said so. {She} added more.", {"She": "Ada Moss"}, ["Ada Moss", "Ada Moss"]),
        ("{<P:Ada Moss>} said so. {<P:Moss>} added more.", {}, ["Ada Moss", "Ada Moss"]),
        ("{The paper} said so, and <O:Le Monde> said more.", {}, ["Le Monde"]),
        ("The operator, <O:Calloway Ferries>, closed it. {The operator} said why.", {}, ["Calloway Ferries"]),
        ("{The <O:Harbour Board> (<O:HB>)} said so. The <O:HB> went on. {The <O:HB>} denied it.", {}, ["HB", "HB"]),
    ],
)  # fmt: skip
def test_sources_are_followed_to_their_names(marked: str, pointing: dict[str, str], names: list[str]) -> None:
    assert [name for _, name, _ in read(marked, pointing=pointing)] == names


@pytest.mark.parametrize(
    "marked",
    [
        "{A spokeswoman} said so. Later {<P:Ada Moss>, a spokeswoman for the port,} denied it.",
        "The official <P:Karl Roe> was there. {An official} said so.",
        "{Officials} said so. {<P:Ada Moss>} denied it.",
    ],
)
def test_the_unnamed_are_given_no_name(marked: str) -> None:
    assert read(marked)[0][1] is None


def test_two_of_one_family_name_stay_two() -> None:
    found = read("{<P:Ada Moss>} said so. {<P:Karl Moss>} denied it. {<P:Moss>} left.")
    assert [name for _, name, _ in found] == ["Ada Moss", "Karl Moss", "Karl Moss"]


def test_a_paper_means_itself_by_its_short_name() -> None:
    assert read("{The <O:Courier>} has learned so.", publisher="Norhaven Courier")[0][:2] == (
        "publication",
        "Norhaven Courier",
    )


def test_nobody_is_nobody() -> None:
    annotation = Annotation((), (Relation((), ((0, 1),), ((2, 3),), None, Quotation.INDIRECT, Certainty.HEDGED, 1.0),),
                            (), (), (), (), ())  # fmt: skip
    (source,) = resolve(Article("x", "x", "It fell.", language="en"), annotation, PUBLICATIONS).sources
    assert (source.type, source.name, source.evidence) == (SourceType.UNSPECIFIED, None, None)
