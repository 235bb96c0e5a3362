"""Who the sources of an article are: tables of text with the sources marked, and whom they mean."""

from __future__ import annotations

import time

import pytest

from headwater.model import Annotation, Article, Certainty, Quotation, Relation, SourceType
from headwater.resolve import resolve

from .marked import PUBLICATIONS, who, written


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("{<P:Ada Moss>} said so.", ("person", "Ada Moss", "Ada Moss")),
        ("{Mayor <P:Ada Moss>, who resigned,} said so.", ("person", "Ada Moss", "Ada Moss")),
        ("{A senior official, who asked not to be named,} said so.", ("anonymous", None, "senior official")),
        # A title tells that a person has it, and so has whoever bears the name in full.
        ("{Professor <O:Roe>} said so.", ("person", "Roe", "Roe")),
        ("{An economist, <O:Ada Roe>,} said so. Professor <O:Roe> lives in Aske.", ("person", "Ada Roe", "Ada Roe")),
        ("{The <O:Roe Bank>} said so. Professor <O:Roe> lives in Aske.", ("organisation", "Roe Bank", "Roe Bank")),
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
    (type_, name, description) = who(marked)[0]
    assert (type_, name) == wanted[:2]
    assert description == wanted[2]


@pytest.mark.parametrize(
    ("marked", "pointing", "names"),
    [
        ("{<P:Ada Moss>} said so. {She} added more.", {"She": "Ada Moss"}, ["Ada Moss", "Ada Moss"]),
        ("{<P:Ada Moss>} said so. {<P:Moss>} added more.", {}, ["Ada Moss", "Ada Moss"]),
        ("{The paper} said so, and <O:Le Monde> said more.", {}, ["Le Monde"]),
        ("<P:President Ada Moss> left. {The president} said why.", {}, ["Ada Moss"]),
        ("The operator, <O:Calloway Ferries>, closed it. {The operator} said why.", {}, ["Calloway Ferries"]),
        ("{The <O:Harbour Board> (<O:HB>)} said so. The <O:HB> went on. {The <O:HB>} denied it.", {}, ["HB", "HB"]),
    ],
)  # fmt: skip
def test_sources_are_followed_to_their_names(marked: str, pointing: dict[str, str], names: list[str]) -> None:
    assert [name for _, name, _ in who(marked, pointing=pointing)] == names


@pytest.mark.parametrize(
    "marked",
    [
        "{A spokeswoman} said so. Later {<P:Ada Moss>, a spokeswoman for the port,} denied it.",
        "The official <P:Karl Roe> was there. {An official} said so.",
        "{Officials} said so. {<P:Ada Moss>} denied it.",
    ],
)
def test_the_unnamed_are_given_no_name(marked: str) -> None:
    assert who(marked)[0][1] is None


def test_two_of_one_family_name_stay_two() -> None:
    found = who("{<P:Ada Moss>} said so. {<P:Karl Moss>} denied it. {<P:Moss>} left.")
    assert [name for _, name, _ in found] == ["Ada Moss", "Karl Moss", "Karl Moss"]


def test_a_phrase_that_begins_as_a_pronoun_is_a_phrase() -> None:
    found = who("The <O:Ports Committee> met over [a report]. {That committee} said so.")
    assert found == [("organisation", "Ports Committee", "Ports Committee")]


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        # Kin is brought in by whose kin it is, and who is called by the given name is not called by the other.
        ("{<P:Karl Moss>} said so. His wife, <P:Ada Moss>, left. {<P:Moss>} stayed.", "Karl Moss"),
        ("{<P:Ada Moss>} and <P:Karl Moss> met. <P:Ada> left. {<P:Moss>} stayed.", "Karl Moss"),
        ("{<P:Karl Moss Jr.>} said so. His wife, <P:Ada Moss>, left. {<P:Moss>} stayed.", "Karl Moss Jr"),
    ],
)
def test_a_family_name_alone_is_whose_name_the_article_goes_by(marked: str, wanted: str) -> None:
    assert who(marked)[-1][1] == wanted


def test_a_name_may_be_short_for_a_publisher_that_is_never_named_in_full() -> None:
    found = who("{The <U:Norhaven Echo>} said so. {The <U:Echo>} denied it.", publisher="Southmoor Echo")
    assert [name for _, name, _ in found] == ["Norhaven Echo", "Norhaven Echo"]


def test_a_paper_means_itself_by_its_short_name() -> None:
    assert who("{The <O:Courier>} has learned so.", publisher="Norhaven Courier")[0][:2] == (
        "publication",
        "Norhaven Courier",
    )


def test_a_name_in_that_of_the_paper_is_whose_it_is_where_nothing_mentions_the_paper() -> None:
    assert who("{<P:Upper Tessen>} said so. {<P:Tessen>} left.", publisher="Tessen Bote")[1][1] == "Upper Tessen"


def test_nobody_is_nobody() -> None:
    annotation = Annotation((), (Relation((), ((0, 1),), ((2, 3),), None, Quotation.INDIRECT, Certainty.HEDGED, 1.0),),
                            (), (), (), (), ())  # fmt: skip
    (source,) = resolve(Article("x", "x", "It fell.", language="en"), annotation, PUBLICATIONS).sources
    assert (source.type, source.name, source.evidence) == (SourceType.UNSPECIFIED, None, None)


@pytest.mark.parametrize(
    "piece",
    [
        "{The company} said so. <O:Nordvik> left [the port]. ",
        "{A memo} said so. {The memo} said more. {One of them} too. ",
        "<P:Ada Moss>, [a judge], left. {The judge} said so. {She} said more. ",
        "{The <U:Aldery Courier>} said so. {The paper} said more. The paper's reporter <P:Ada Moss> left. ",
        "{Officials}, {one of whom} said so. {They} said more. ",
        "<O:Board> A B C D E F G H I J ",
        "the daily A B, a weekly in C (D) ",
    ],
)
def test_dense_text_costs_no_more_than_its_length(piece: str) -> None:
    def seconds(count: int) -> float:
        article, annotation = written(piece * count)
        began = time.process_time()
        resolve(article, annotation, PUBLICATIONS)
        return time.process_time() - began

    # Eightfold text may cost twentyfold, were it the square it would cost sixty-four; the best of some runs counts.
    assert min(seconds(400) for _ in range(2)) < 20 * max(min(seconds(50) for _ in range(3)), 2e-3)


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        # A name goes on behind a full stop in it, and is the same person with "himself".
        ("{<P:James R. Moss Jr>}. said so.", ("person", "James R. Moss Jr", "James R. Moss Jr")),
        ("{<P:Ada Moss> herself} said so.", ("person", "Ada Moss", "Ada Moss")),
        # Whoever is named behind an office is meant by it.
        ("{[Its editor]}, <P:Per Ask>, said so.", ("person", "Per Ask", "Per Ask")),
        ("{The charge sheet} says so.", ("document", None, "charge sheet")),
        ("{The town} says so.", ("organisation", None, "town")),
        ("<O:Halvard Lines> waits. {The shipping line} says so.", ("organisation", "Halvard Lines", "Halvard Lines")),
        # A place in a byline is no firm.
        ("By Ned Farrow, <O:Aske>\n\nIt broke. {[The firm]} said so.", ("organisation", None, "firm")),
        ("A reporter is <P:Ada Moss>.\n\n{Moss} said so.", ("person", "Ada Moss", "Ada Moss")),
    ],
)  # fmt: skip
def test_chains_end_at_whom_the_words_tell(marked: str, wanted: tuple[str, str | None, str]) -> None:
    assert who(marked)[-1] == wanted


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        # "It" is what the sentence before ends with, where nobody has spoken.
        ("It came out through [the daily <U:Varsla>]. {It} wrote so.", ("publication", "Varsla")),
        ("Then they got [a memo]. {It} said so.", ("document", "memo")),
        ("Then they got [a memo] from a man. {It} said so.", ("organisation", "it")),
        # No document declines.
        ("{A memo} says so. {It} declined to speak.", ("organisation", "it")),
        ("{A memo} says so. {It} added more.", ("document", "memo")),
    ],
)
def test_it_is_what_can_speak(marked: str, wanted: tuple[str, str]) -> None:
    type_, name, description = who(marked)[-1]
    assert (type_, name or description) == wanted
