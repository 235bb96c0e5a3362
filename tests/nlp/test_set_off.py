"""What a comma or a colon sets off from the one who says it."""

from __future__ import annotations

import pytest

from headwater.model import Certainty, Mention, Quotation, Relation, Span, Spans
from headwater.nlp.set_off import with_set_off


def put(_cue: Spans, _content: Spans) -> tuple[Quotation, Certainty]:
    return Quotation.INDIRECT, Certainty.ATTRIBUTED


def at(text: str, part: str) -> Span:
    return text.index(part), text.index(part) + len(part)


@pytest.mark.parametrize(
    ("text", "phrases", "found"),
    [
        ("Some 40,000 crowns changed hands, the daily reports.", ["the daily"], ("the daily", "reports")),
        ("Some 40,000 crowns changed hands, the daily reports.", ["the daily reports"], ("the daily", "reports")),
        ("The van belongs to a cousin, paper says", ["paper"], ("paper", "says")),
        ("The pump was off for weeks, he said on Monday.", [], ("he", "said")),
        ("Castellan wrote in May, as Vale Radio reported on Monday.", ["Vale Radio"], ("Vale Radio", "reported")),
        (
            "The insurer knew it, as the letter shown by Vale Radio proves.",
            ["the letter"],
            ("the letter shown by Vale Radio", "proves"),
        ),
        (
            "The van is his, as Bay Radio has been telling its listeners since May.",
            ["Bay Radio"],
            ("Bay Radio", "has been telling"),
        ),
        (
            "He wrote it down, as the Ledger was the first to reveal.",
            ["the Ledger"],
            ("the Ledger", "was the first to reveal"),
        ),
        # Several papers, and what was done to them.
        (
            "Both sides agreed to wait, minutes of their meeting obtained by the Ledger show.",
            ["minutes of their meeting"],
            ("minutes of their meeting obtained by the Ledger", "show"),
        ),
    ],
)
def test_who_says_it_may_end_the_sentence(text: str, phrases: list[str], found: tuple[str, str]) -> None:
    [relation] = with_set_off(text, (), tuple(at(text, p) for p in phrases), ((0, len(text)),), (), put)
    assert (text[slice(*relation.source[0])], text[slice(*relation.cue[0])]) == found
    assert text[slice(*relation.content[0])] == text[: text.rindex(", as " if ", as " in text else ", ")]


@pytest.mark.parametrize(
    "text",
    [
        "Shares rose on Friday, as both companies reported strong earnings.",
        "The mayor, the council and the port said nothing to the paper.",
        "Yes, he said.",
        "It burned, the firm said, and nobody came.",
    ],
)
def test_what_goes_on_behind_the_verb_is_left_to_the_network(text: str) -> None:
    assert with_set_off(text, (), (at(text, text.split(", ")[1].split(" said")[0]),), ((0, len(text)),), (), put) == ()


@pytest.mark.parametrize(
    ("headline", "names", "source"),
    [
        ("Commission: 914 votes went unchecked", [], "Commission"),
        ("Freighter owner: we never dropped anchor", [], "Freighter owner"),
        ("Ada Berg: the ramp was never safe", ["Ada Berg"], "Ada Berg"),
        ("Sen. Ada Berg: the ramp was never safe", ["Ada Berg"], "Sen. Ada Berg"),
        ("What we know of Ada Berg: she was never safe", ["Ada Berg"], None),
        ("Norhaven: ‘The ramp was never safe’", [], "Norhaven"),
        ("Norhaven: the ramp was never safe", [], None),
        ("Timeline: how the ramp fell", [], None),
        ("Minister: no", [], None),
    ],
)
def test_a_headline_names_who_says_it_before_a_colon(headline: str, names: list[str], source: str | None) -> None:
    text = f"{headline}\nIt fell."
    mentions = [Mention(at(text, name), "PERSON") for name in names]
    found = with_set_off(text, (), (), ((0, len(headline)), (len(headline) + 1, len(text))), mentions, put)
    assert [text[slice(*r.source[0])] for r in found] == [source] * (source is not None)


@pytest.mark.parametrize(
    ("headline", "source"),
    [
        ("Election van belongs to mayor’s cousin, local paper says", "local paper"),
        ("Insurer wrote to mill in August, letter shows", "letter"),
        # Who is no speaker by the word for it may be anybody, and a sentence below has its noun phrases.
        ("Election van belongs to mayor’s cousin, Norhaven says", None),
        ("It fell.\nThe van belongs to a cousin, local paper says", None),
    ],
)
def test_a_headline_leaves_out_the_article_of_who_says_it(headline: str, source: str | None) -> None:
    lines = [at(headline, line) for line in headline.split("\n")]
    found = with_set_off(headline, (), (), tuple(lines), (), put)
    assert [headline[slice(*r.source[0])] for r in found] == [source] * (source is not None)


@pytest.mark.parametrize(
    ("text", "phrases", "found"),
    [
        (
            "The report puts the cost of a new pin at 2.38 million crowns.",
            ["The report"],
            ("The report", "puts", "the cost of a new pin at 2.38 million crowns"),
        ),
        (
            "The report, finished on Monday, puts the cost at 3 million.",
            ["The report", "Monday"],
            ("The report", "puts", "the cost at 3 million"),
        ),
        ("It puts the number of injured at 11.", [], ("It", "puts", "the number of injured at 11")),
        (
            "It puts the number of votes at 1,140 and blames a scanner.",
            [],
            ("It", "puts", "the number of votes at 1,140"),
        ),
        (
            "Police had put the death toll at more than forty, and looked on.",
            ["Police"],
            ("Police", "had put", "the death toll at more than forty"),
        ),
        # What is really put somewhere, and what has no amount, is nobody's word.
        ("The council put three bins at 40 corners.", ["The council"], None),
        ("The firm put the cost at the end of its letter.", ["The firm"], None),
        ("The strike put the number of trains at risk.", ["The strike"], None),
    ],
)
def test_who_puts_an_amount_at_a_number_says_so(
    text: str, phrases: list[str], found: tuple[str, str, str] | None
) -> None:
    told = with_set_off(text, (), tuple(at(text, p) for p in phrases), ((0, len(text)),), (), put)
    parts = [tuple(text[slice(*part[0])] for part in (r.source, r.cue, r.content)) for r in told]
    assert parts == ([found] if found else [])


@pytest.mark.parametrize(
    ("text", "content", "said"),
    [
        ("The engineer faces a charge, as the Courier first reported.", "a charge", "The engineer faces a charge"),
        # What is said elsewhere is not what ends the sentence.
        (
            "He was charged. The engineer faces trial, as the Courier first reported.",
            "He was charged",
            "He was charged",
        ),
        ("Rain fell. He faces a charge, the Courier first reported.", "a charge", "a charge"),
        # A headline says nothing of what stands below it.
        (
            "Engineer faces a charge, the Courier first reported\n\nHe was arrested.",
            "He was arrested",
            "Engineer faces a charge",
        ),
    ],
)
def test_what_ends_a_sentence_may_say_all_of_it(text: str, content: str, said: str) -> None:
    cue = at(text, "first reported")
    known = Relation((at(text, "the Courier"),), (cue,), (at(text, content),), None, *put((), ()), 0.9)
    end = text.find("\n\n") if "\n\n" in text else text.find(". ")
    start = end + 2 if end > 0 else 0
    sentences = ((0, start - 1), (start, len(text))) if start else ((0, len(text)),)
    [relation] = with_set_off(text, (known,), (), sentences, (), put)
    assert [text[slice(*s)] for s in relation.content] == [said]


def test_a_story_behind_a_clause_is_that_clause() -> None:
    text = "Its man recruited an engineer, a story first reported by the Courier."
    spans = (at(text, "the Courier"),), (at(text, "first reported by"),), (at(text, "a story"),)
    told = Relation(*spans, None, Quotation.INDIRECT, Certainty.ATTRIBUTED, 0.9)
    [relation] = with_set_off(text, (told,), (), ((0, len(text)),), (), put)
    assert [text[slice(*s)] for s in relation.content] == ["Its man recruited an engineer"]


def test_what_the_network_found_stays_as_it_is_and_keeps_its_parent() -> None:
    text = "It fell, he said. The ramp shook, the port reports. It sank, he said that he feared."
    known = (
        Relation((at(text, "he said"),), ((12, 16),), ((0, 7),), None, Quotation.INDIRECT, Certainty.ATTRIBUTED, 0.9),
        Relation((), ((75, 81),), ((57, 64),), 0, Quotation.INDIRECT, Certainty.ATTRIBUTED, 0.9),
    )
    sentences = ((0, 17), (18, 51), (52, len(text)))
    found = with_set_off(text, known, (at(text, "the port"),), sentences, (), put)
    assert [r.parent for r in found] == [None, None, 0]
    assert text[slice(*found[1].cue[0])] == "reports"


def test_how_it_is_put_is_told_by_its_cue_and_by_all_that_is_said() -> None:
    """As of whatever the network finds."""
    text = "Its man may be a spy, a story first told by the Courier. The ship sank, the Ledger claims."
    spans = (at(text, "the Courier"),), (at(text, "first told by"),), (at(text, "a story"),)
    known = Relation(*spans, None, Quotation.INDIRECT, Certainty.ATTRIBUTED, 0.9)

    def words(cue: Spans, content: Spans) -> tuple[Quotation, Certainty]:
        said = {(text[slice(*cue[0])], text[slice(*content[0])])}
        if said == {("claims", "The ship sank")}:
            return Quotation.INDIRECT, Certainty.DOUBTED
        assert said == {("first told by", "Its man may be a spy")}
        return Quotation.INDIRECT, Certainty.HEDGED

    sentences = ((0, text.index(" The ship")), (text.index("The ship"), len(text)))
    found = with_set_off(text, (known,), (at(text, "the Ledger"),), sentences, (), words)
    assert [r.certainty for r in found] == [Certainty.HEDGED, Certainty.DOUBTED]


def test_what_somebody_denies_as_another_reported_is_what_that_one_reported() -> None:
    text = "She denied that it had leaked, as the Courier reported."
    denial = (at(text, "She"),), (at(text, "denied"),), (at(text, "that it had leaked"),)
    report = (at(text, "the Courier"),), (at(text, "reported"),), (at(text, "She denied that it had leaked"),)
    known = (
        Relation(*denial, None, Quotation.INDIRECT, Certainty.DENIED, 0.9),
        Relation(*report, None, *put((), ()), 0.9),
    )
    found = with_set_off(text, known, (), ((0, len(text)),), (), put)
    assert [text[slice(*r.content[0])] for r in found] == ["that it had leaked"] * 2
