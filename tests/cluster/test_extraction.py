"""What one article asserts."""

from dataclasses import replace

import pytest

from headwater.cluster import assertions
from headwater.model import (
    Assertion,
    Certainty,
    Derivation,
    DerivationKind,
)

from .readings import attributed, reading, spans_of


def told(found: tuple[Assertion, ...]) -> list[tuple[str, str, int]]:
    return [(a.text, a.certainty.value, len(a.chain)) for a in found]


@pytest.mark.parametrize(
    ("text", "attributions", "expected"),
    [
        # An attribution's content, and the sentences beside it.
        (
            "Old mill burns down\n\nThe mill was empty, the mayor said. It stood by the harbour.",
            [(("The mill was empty",), ("the mayor", "said"), "mayor")],
            [
                ("Old mill burns down", "asserted", 0),
                ("The mill was empty", "attributed", 1),
                ("It stood by the harbour.", "asserted", 0),
            ],
        ),
        # A content in two parts around the cue.
        (
            "The mill reportedly burned for two days.",
            [(("The mill", "burned for two days"), ("", "reportedly"), "")],
            [("The mill … burned for two days", "attributed", 0)],
        ),
        # What is left of a sentence, if it states something by itself.
        (
            "The mill that Ahn called a ruin was built by monks in the twelfth century.",
            [(("a ruin",), ("Ahn", "called"), "Ahn")],
            [
                ("The mill … was built by monks in the twelfth century.", "asserted", 0),
                ("a ruin", "attributed", 1),
            ],
        ),
        # Questions, credits, bylines and scraps state nothing.
        ("Who set the mill on fire?", [], []),
        ("By Ada Berg and Lu Chen\n\nThe mill burned down.", [], [("The mill burned down.", "asserted", 0)]),
        (
            "By the time help came, the mill was gone.",
            [],
            [("By the time help came, the mill was gone.", "asserted", 0)],
        ),
        ("(Translated and edited by Ada Berg)", [], []),
        ("Read more: Ten mills to see this year", [], []),
        ("as the Norhaven Courier reported on Tuesday.", [], []),
        ("As Bay FM first revealed.", [], []),
        (
            "As the tide rose the old mill at Ellery fell.",
            [],
            [("As the tide rose the old mill at Ellery fell.", "asserted", 0)],
        ),
        ("Not any more.", [], []),
        ("", [], []),
    ],
)
def test_an_article_asserts_its_contents_and_its_own_sentences(
    text: str,
    attributions: list[tuple[tuple[str, ...], tuple[str, str], str]],
    expected: list[tuple[str, str, int]],
) -> None:
    found = assertions(reading(text, *(attributed(text, *parts) for parts in attributions)))
    assert told(found) == expected


NESTED = "The Courier reported that Ahn denied that the mill had been sold to a bank."


@pytest.mark.parametrize(
    ("outer", "expected"),
    [
        # "Ahn denied that S" is nothing but S, put by Ahn: one assertion, with the longer chain.
        ("Ahn denied that the mill had been sold to a bank", [("the mill had been sold to a bank", "denied", 2)]),
        # Word for word the same content.
        ("the mill had been sold to a bank", [("the mill had been sold to a bank", "denied", 2)]),
    ],
)
def test_what_is_said_through_several_is_asserted_once(outer: str, expected: list[tuple[str, str, int]]) -> None:
    around = attributed(NESTED, (outer,), ("The Courier", "reported"), "Courier", id_="out")
    within = attributed(
        NESTED,
        ("the mill had been sold to a bank",),
        ("Ahn", "denied"),
        "Courier > Ahn",
        Certainty.DENIED,
        id_="in",
        parent="out",
    )
    for order in ((around, within), (within, around)):
        found = assertions(reading(NESTED, *order))
        assert told(found) == expected
        assert found[0].attribution == "in"


def test_the_least_certain_of_several_cues_holds() -> None:
    text = "Ahn claimed the mill was sold, according to the Courier."
    first = attributed(text, ("the mill was sold",), ("Ahn", "claimed"), "Courier > Ahn", Certainty.DOUBTED, id_="1")
    second = attributed(text, ("the mill was sold",), ("the Courier", "according to"), "Courier", id_="2")
    assert [a.certainty for a in assertions(reading(text, second, first))] == [Certainty.DOUBTED]


@pytest.mark.parametrize(
    ("certainty", "expected"),
    [
        (Certainty.ATTRIBUTED, [Certainty.ATTRIBUTED, Certainty.HEDGED]),
        # What a cue makes of all that it introduces is not taken back by a word of it.
        (Certainty.DENIED, [Certainty.DENIED, Certainty.DENIED]),
    ],
)
def test_of_several_statements_only_that_is_hedged_which_has_the_hedge(
    certainty: Certainty, expected: list[Certainty]
) -> None:
    text = "Ahn said: “It was the last item before lunch. There were perhaps ten minutes left for the ramp.”"
    content = ("It was the last item before lunch.", "There were perhaps ten minutes left for the ramp.")
    said = attributed(text, content, ("Ahn", "said"), "Ahn", certainty)
    read = replace(reading(text, said), sentences=spans_of(text, *content), hedges=spans_of(text, "perhaps"))
    assert [a.certainty for a in assertions(read)] == expected


def test_what_is_cited_to_say_so_says_it_once() -> None:
    """Two officers, by themselves, are no statement; nor is that a person had something from somebody."""
    text = "The paper cites two senior officers of the harbour police, one of whom claimed that the pier sank in May."
    outer, said = text[text.index("two") : -1], "the pier sank in May"
    around = attributed(text, (outer,), ("The paper", "cites"), "paper", id_="out")
    within = attributed(text, (said,), ("one of whom", "claimed"), "paper > officer", id_="in", parent="out")
    again = attributed(text, (said,), ("The paper", "cites"), "Ynet > paper > officer", id_="again")
    for given in ((around, within), (within, again, around)):
        assert [a.text for a in assertions(reading(text, *given))] == [said]


def test_a_wider_content_stays_beside_what_is_nested_in_it() -> None:
    text = "The report says that mills all over the north are closing and that owners hope for help."
    around = attributed(text, (text[text.index("mills") : -1],), ("The report", "says"), "report", id_="out")
    within = attributed(text, ("for help",), ("owners", "hope"), "report > owners", id_="in", parent="out")
    assert len(assertions(reading(text, around, within))) == 2


def test_credit_lines_and_the_byline_are_left_out() -> None:
    text = "Ada Berg, our reporter in Oslo\nThe Courier was first to report this.\nThe mill by the harbour burned."
    read = reading(text, byline="Ada Berg, our reporter in Oslo")
    (span,) = spans_of(text, "The Courier was first to report this.")
    credit = Derivation("a", "Courier", (), DerivationKind.HAT_TIP, True, (span,))
    found = assertions(replace(read, derivations=(credit,)))
    assert [a.text for a in found] == ["The mill by the harbour burned."]


def test_wording_that_an_article_shares_with_another_is_asserted_by_it_as_well() -> None:
    text = "The mill by the harbour burned on Friday. Nobody was hurt in the old mill."
    (shared,) = spans_of(text, "The mill by the harbour burned on Friday.")
    copied = Derivation("a", "Courier", (), DerivationKind.RETELLING, False, (shared,), "b")
    found = assertions(replace(reading(text), derivations=(copied,)))
    assert [a.text for a in found] == ["The mill by the harbour burned on Friday.", "Nobody was hurt in the old mill."]


def test_who_denies_it_and_who_reported_it_say_two_things() -> None:
    text = "Ahn denied that the mill had been sold to a bank, as the Courier reported."
    content = ("that the mill had been sold to a bank",)
    denial = attributed(text, content, ("Ahn", "denied"), "Ahn", Certainty.DENIED, id_="1")
    report = attributed(text, content, ("the Courier", "reported"), "Courier", id_="2")
    found = assertions(reading(text, denial, report))
    assert [(a.certainty.value, a.chain[-1].name) for a in found] == [("denied", "Ahn"), ("attributed", "Courier")]
