"""Who says it where two verbs have one subject, which the network marks once: read by the real model."""

import pytest

from headwater import config
from headwater.model import Article, Certainty, Quotation, Relation, Spans
from headwater.nlp.annotator import Annotator
from headwater.nlp.doers import with_doers

from .parses import syntax

FOLDER = config.load().model_folder
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"there is no model in {FOLDER}")


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(FOLDER)


def said(annotator: Annotator, text: str) -> list[tuple[str, str]]:
    """Source and content of each relation, in their order."""

    def written(spans: tuple[tuple[int, int], ...]) -> str:
        return " … ".join(text[slice(*span)] for span in spans)

    relations = annotator.annotate(Article("1", "test:1", text)).relations
    return [(written(relation.source), written(relation.content)) for relation in relations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A second verb of one subject.
        (
            "They checked the Courier, which keeps a tally, and found there had been 321 fires.",
            [("They", "there had been 321 fires")],
        ),
        # A participle.
        (
            "On Monday they ended their check by announcing that the statement was true.",
            [("they", "that the statement was true")],
        ),
        # Behind a comma it says something by itself, and is no part of what was said before.
        (
            "Ada Moss said that the ramp was safe, and later denied knowing of the crack.",
            [("Ada Moss", "that the ramp was safe"), ("Ada Moss", "knowing of the crack")],
        ),
        (
            "Ada Moss told the court that the ramp was safe and that nobody had seen a crack, and denied that she had "
            "been warned.",
            [
                ("Ada Moss", "that the ramp was safe and that nobody had seen a crack"),
                ("Ada Moss", "that she had been warned"),
            ],
        ),
        # A verb that only the source agrees with tells what that does.
        (
            "Ada Moss believes that more cracks exist and intends to look for them.",
            [("Ada Moss", "that more cracks exist")],
        ),
        (
            "Ada Moss believes that the crack grows and threatens the ramp.",
            [("Ada Moss", "that the crack grows and threatens the ramp")],
        ),
        # Who is asked does not ask, and whom a thing is believed of does not believe it.
        ("Asked whether he would pay, Karl Roe declined to say.", [("", "whether he would pay")]),
        (
            "The shipping line is believed to have known of the damage for months.",
            [("", "The shipping line … to have known of the damage for months")],
        ),
    ],
)
def test_a_verb_has_the_subject_that_it_shares(
    annotator: Annotator, text: str, expected: list[tuple[str, str]]
) -> None:
    assert said(annotator, text) == expected


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        # Who is quoted stands right before, and is found by that.
        ("Varsla quotes an official as saying that it fell.", "saying", []),
        # What somebody managed, and whom it was done to.
        ("The service managed to kill him with poison.", "kill", ["The service"]),
        ("The scientist was killed by agents on Tuesday.", "was killed", []),
    ],
)
def test_a_source_is_who_does_what_the_parse_says(text: str, cue: str, source: list[str]) -> None:
    at = text.index(cue)
    relation = Relation((), ((at, at + len(cue)),), ((at + len(cue) + 1, len(text)),), None, *put((), ()), 1.0)
    phrases = ((0, len("The service")),) if text.startswith("The service") else ()
    [found] = with_doers(text, [relation], phrases, ((0, len(text)),), syntax(text)[0], put, str.isascii)
    assert [text[slice(*span)] for span in found.source] == source


def put(_cue: Spans, _content: Spans) -> tuple[Quotation, Certainty]:
    return Quotation.INDIRECT, Certainty.ATTRIBUTED
