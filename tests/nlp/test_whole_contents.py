"""What somebody says is whole, however many of its words the network has dropped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from headwater.model import Certainty, Quotation, Relation, Span, Spans
from headwater.nlp import words
from headwater.nlp.parse import Parse
from headwater.nlp.syntax import Syntax
from headwater.nlp.whole_contents import with_whole_contents

from .parses import syntax

BARGE = "A barge with no licence sank the ferry at night, police said."
MINERS = "Four miners who had left early, police said, sank the barge near the old mill."
FIRM = "He said that the firm had sold its ships and cut jobs."
WHOLE = "A barge with no licence sank the ferry at night"


def at(text: str, part: str) -> Span:
    return text.index(part), text.index(part) + len(part)


def put(_cue: Spans, _content: Spans) -> tuple[Quotation, Certainty]:
    return Quotation.INDIRECT, Certainty.HEDGED


def said(text: str, *content: str, parent: int | None = None) -> Relation:
    source = "police" if "police" in text else "He"
    spans = ((at(text, source),), (at(text, "said"),), tuple(at(text, part) for part in content))
    return Relation(*spans, parent, Quotation.INDIRECT, Certainty.ATTRIBUTED, 1.0)


def read(text: str, *relations: Relation, phrases: tuple[str, ...] = ()) -> list[str]:
    nouns = tuple(at(text, phrase) for phrase in phrases)
    found = with_whole_contents(
        text, relations, nouns, ((0, len(text)),), syntax(text)[0], put, frozenset().__contains__
    )
    return [" … ".join(text[a:b] for a, b in relation.content) for relation in found]


@pytest.mark.parametrize(
    ("text", "content", "phrases", "whole"),
    [
        # It does not begin or end in the middle of a noun phrase.
        (BARGE, ["barge with no licence sank the ferry at night"], ("A barge",), WHOLE),
        (MINERS, ["sank the barge near the old"], ("the old mill",), "sank the barge near the old mill"),
        # What somebody does has that somebody.
        (BARGE, ["sank the ferry at night"], (), WHOLE),
        # Nothing of it is left out, but for who says it.
        (BARGE, ["A barge", "sank the ferry", "night"], (), WHOLE),
        (MINERS, ["Four miners", "early", "sank the barge"], (), "Four miners who had left early … sank the barge"),
        # What goes on with "and" is told as well.
        (FIRM, ["that the firm had sold its ships"], (), "that the firm had sold its ships and cut jobs"),
        # Who says it is no part of it, whatever the words hang on.
        (MINERS, ["sank the barge"], (), "sank the barge"),
        (BARGE, ["the ferry at night"], ("the ferry at night, police",), "the ferry at night"),
    ],
)
def test_a_content_is_whole(text: str, content: list[str], phrases: tuple[str, ...], whole: str) -> None:
    assert read(text, said(text, *content), phrases=phrases) == [whole]


def test_what_is_nested_stays_within_what_it_is_nested_in() -> None:
    outer, inner = said(BARGE, "the ferry at night"), said(BARGE, "night", parent=0)
    assert read(BARGE, outer, inner, phrases=("ferry at night",)) == ["the ferry at night", "ferry at night"]


def test_how_it_is_put_follows_from_all_of_it() -> None:
    spans = ((0, len(BARGE)),)
    longer, same = with_whole_contents(
        BARGE, [said(BARGE, "sank the ferry"), said(BARGE, WHOLE)], (), spans, syntax(BARGE)[0], put, bool
    )
    assert (longer.certainty, same.certainty) == (Certainty.HEDGED, Certainty.ATTRIBUTED)


@pytest.mark.parametrize(
    ("text", "content", "whole"),
    [
        # Who ends a sentence says it from its begin.
        ("The old ferry sank at night, police said.", ["at night"], "The old ferry sank at night"),
        ("The old ferry sank, police said on Monday night.", ["sank"], "The old ferry sank"),
        # So far as to the comma before them, but not over another one.
        ("The old ferry sank in the bay, police said.", ["old ferry sank"], "The old ferry sank in the bay"),
        ("The old ferry sank, and the bay was shut, police said.", ["The old ferry sank"], "The old ferry sank"),
        # What links it to the sentence before, another clause, and a quotation are left to the network.
        ("However, the old ferry sank, police said.", ["ferry sank"], "the old ferry sank"),
        ("Rain fell, and the ferry sank, police said.", ["the ferry sank"], "the ferry sank"),
        ("“Rain fell.” The ferry sank, police said.", ["ferry sank"], "ferry sank"),
        # Whom they told is no part of it; and what goes on behind them is not over.
        ("The old ferry sank, police told Ada Roe.", ["ferry sank", "Ada Roe"], "The old ferry sank"),
        ("The old ferry sank, police told Ada Roe.", ["Ada Roe"], "The old ferry sank"),
        ("The ferry sank, police said, and the old mill by the river burned.", ["ferry sank"], "ferry sank"),
    ],
)
def test_who_ends_a_sentence_says_all_of_it(text: str, content: list[str], whole: str) -> None:
    empty = Syntax(text, Parse(()), words.load("en").propositions, "en")
    said_so = {"said", "told"}.__contains__
    cue = at(text, "told" if "told" in text else "said")
    relation = replace(said(text.replace("told", "said"), *content), cue=(cue,))
    [found] = with_whole_contents(text, [relation], (), ((0, len(text)),), empty, put, said_so)
    assert " … ".join(text[a:b] for a, b in found.content) == whole


def test_the_article_of_who_says_it_is_no_part_of_what_is_said() -> None:
    text = "The old ferry sank in the bay, a ministry said."
    empty = Syntax(text, Parse(()), words.load("en").propositions, "en")
    relation = replace(
        said(text.replace("ministry", "police"), "old ferry sank"),
        source=(at(text, "ministry"),),
        cue=(at(text, "said"),),
    )
    phrases, bounds = (at(text, "a ministry"),), ((0, len(text)),)
    [found] = with_whole_contents(text, [relation], phrases, bounds, empty, put, {"said"}.__contains__)
    assert [text[a:b] for a, b in found.content] == ["The old ferry sank in the bay"]


def test_commas_part_a_subject_from_what_is_said_of_it() -> None:
    text = "The ramp, she said, is “safe at night”."
    relation = replace(said(text.replace("she", "He "), "is “safe at night”"), source=(at(text, "she"),))
    bounds, parsed = ((0, len(text)),), syntax(text)[0]
    [found] = with_whole_contents(text, [relation], (), bounds, parsed, put, {"said"}.__contains__)
    assert [text[a:b] for a, b in found.content] == ["The ramp", "is “safe at night”"]


@pytest.mark.parametrize(
    ("text", "content", "whole"),
    [
        # Something has to follow its last word.
        (
            "Police said the old ferry was safe at night, and left.",
            "the old ferry was",
            "the old ferry was safe at night",
        ),
        ("Police said it sank with the crew.", "it sank with", "it sank with the crew"),
        ("Police said whom it waited for, and left.", "whom it waited for", "whom it waited for"),
    ],
)
def test_a_content_does_not_break_off(text: str, content: str, whole: str) -> None:
    empty = Syntax(text, Parse(()), words.load("en").propositions, "en")
    relation = replace(said(text.lower(), content), source=(at(text, "Police"),))
    [found] = with_whole_contents(text, [relation], (), ((0, len(text)),), empty, put, frozenset().__contains__)
    assert [text[a:b] for a, b in found.content] == [whole]


def test_a_piece_goes_to_the_nearer_cue_of_the_same_speaker() -> None:
    text = "Police said it sank, adding that nobody drowned in the sea."
    empty = Syntax(text, Parse(()), words.load("en").propositions, "en")
    source = (at(text, "Police"),)
    first = Relation(source, (at(text, "said"),), (at(text, "it sank"), at(text, "drowned in the sea")), None,
                     Quotation.INDIRECT, Certainty.ATTRIBUTED, 1.0)  # fmt: skip
    second = replace(first, cue=(at(text, "adding"),), content=(at(text, "that nobody drowned in the sea"),))
    found = with_whole_contents(text, [first, second], (), ((0, len(text)),), empty, put, frozenset().__contains__)
    assert [[text[a:b] for a, b in relation.content] for relation in found] == [
        ["it sank"], ["that nobody drowned in the sea"]
    ]  # fmt: skip
