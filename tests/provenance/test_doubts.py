"""Whether a doubt, or a source, is really gone in a retelling."""

from __future__ import annotations

import pytest

from headwater.model import Assertion, Certainty, Link, Modality, Proposition, SourceType
from headwater.provenance.doubts import has, in_own_voice, lost, names


def told(text: str, *verbs: str, source: str | None = None) -> Assertion:
    chain = (Link(source, SourceType.PERSON, True, (0, 0)),) if source else ()
    deeds = tuple(Proposition((0, 0), (0, len(text)), verb, (), False, Modality.FACT) for verb in verbs)
    return Assertion("a", "a1" if source else None, ((0, len(text)),), text, Certainty.ASSERTED, chain, deeds)


@pytest.mark.parametrize(
    ("doubted", "firm", "sentence", "expected"),
    [
        (told("The firm may have known of it", "know"), told("the firm knew of it", "know"),
         "The firm knew of it, the Courier said.", True),
        # The retelling has a doubt of its own, be it beside what is told: by charges, by "I think".
        (told("The lack of a deal could lead to war", "lead"), told("it risks war", "risk"), "It risks war.", False),
        (told("Clerks alleged to have forged it", "forge"), told("the clerks forged it", "forge"),
         "A jury indicted them on charges that the clerks forged it.", False),
        # What is awaited may have come since.
        (told("The mayor is expected to run", "run"), told("The mayor runs", "run"), "The mayor runs.", False),
        # To ask, or to suppose, is to state nothing.
        (told("whether the vote could be held", "hold"), told("the vote was held", "hold"), "The vote was held.",
         False),
        (told("The ship may sink", "sink"), told("If it rains, the ship sinks", "sink"), "If it rains, it sinks.",
         False),
        # Another deed.
        (told("Moss could consider a letter to the council", "consider"),
         told("Brandt asks Moss to put off the letter", "ask", "put"), "Brandt asks him to.", False),
        # One deed, told by a noun.
        (told("Dust was the likeliest explanation for the blast", "explanation"),
         told("Dust caused the blast", "cause"), "Dust caused the blast.", True),
        # "Was" says nothing of what was done.
        (told("The crew may have switched the radio off", "switch"), told("The radio was off", "be"),
         "The radio was off.", True),
    ],
)  # fmt: skip
def test_a_doubt_is_lost_where_the_same_is_told_without_any(
    doubted: Assertion, firm: Assertion, sentence: str, *, expected: bool
) -> None:
    assert lost(firm, sentence, doubted) is expected


@pytest.mark.parametrize(
    ("assertion", "own"),
    [
        (told("The mill burned down"), True),
        # A turn of a transcript, or a question in the air.
        (told("You are inflaming everybody"), False),
        (told("Questions were swirling about whether he would resign"), False),
        (told("You are inflaming everybody", source="Ada Moss"), True),
    ],
)
def test_a_report_speaks_of_others(assertion: Assertion, *, own: bool) -> None:
    assert in_own_voice(assertion) is own


@pytest.mark.parametrize(
    ("text", "source", "named"),
    [
        ("US official: Strangers divide us", "a US official", True),
        ("Moss resigned on Friday", "Ada Moss", True),
        ("The mill burned down", "Ada Moss", False),
        ("The mill burned down", None, False),
    ],
)
def test_a_sentence_that_names_the_source_leaves_it_out_nowhere(text: str, source: str | None, *, named: bool) -> None:
    assert names(text, told("it burned", source=source)) is named


@pytest.mark.parametrize(
    ("source", "definite"), [("his lawyer", True), ("the minister’s aide", True), ("an aide", False)]
)
def test_whoever_is_the_only_one_of_the_kind_is_known(source: str, *, definite: bool) -> None:
    assert has("definite", source) is definite
