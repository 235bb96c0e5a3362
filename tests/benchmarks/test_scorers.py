"""The scorers count as they say, on cases small enough to count by hand."""

from __future__ import annotations

import pytest

import attribution_gum
import pronouns
import sources
from attribution import Parts, rule
from figures import Figure, parse, ratios, table
from gum import Document, Said, Span

ROWS = """\
# newpar
1	Ada	_	PROPN	_	_	_	_	_	Discourse=attribution-positive:1->2:0:sem-atsrc-1-_|Entity=(1-p-new-s-cf1-1-c)
2	said	_	VERB	_	_	_	_	_	_
3-4	she'd	_	_	_	_	_	_	_	_
3	she	_	PRON	_	_	_	_	_	Discourse=attribution-negative:2->3:0:sem-atsrc-3-_|Entity=(1-p-giv-s-cf1-1-c)
4	'd	_	AUX	_	_	_	_	_	_
4.1	never	_	ADV	_	_	_	_	_	_
5	hear	_	VERB	_	_	_	_	_	_
# newpar
6	her	_	PRON	_	_	_	_	_	Discourse=ROOT:3:0|Entity=(2-o-new-s-cf1-2-c(1-p-giv-s-cf1-1-c)
7	bell	_	NOUN	_	_	_	_	_	Entity=2)|SpaceAfter=No
8	.	_	PUNCT	_	_	_	_	_	_
"""
NAME, CUE, PRONOUN, OWNER = (0, 3), (4, 8), (9, 12), (21, 24)


def test_gum_is_read_with_its_spans() -> None:
    document = Document(ROWS.splitlines())
    assert document.text == "Ada said she'd hear\n\nher bell."
    assert document.groups == {"1": [NAME, PRONOUN, OWNER], "2": [(21, 29)]}
    assert [document.text[slice(*w.span)] for w in document.heads[21, 29]] == ["bell"]
    assert document.said == [
        Said(by=(0, 8), content=(9, 19), source=NAME),
        Said(by=(9, 19), content=(21, 30), source=PRONOUN),
    ]


def test_sources_without_a_name_have_the_names_of_their_chain() -> None:
    assert list(sources.nameless(Document(ROWS.splitlines()))) == [(PRONOUN, frozenset({"ada"}))]


@pytest.mark.parametrize(
    ("name", "names", "expected"),
    [
        pytest.param("Ada Moss", {"moss"}, True, id="a shared word is enough"),
        pytest.param("Ada Moss", {"ben"}, False, id="another name is wrong"),
        pytest.param("Ada Moss", set(), False, id="a name for somebody who is never named is wrong"),
        pytest.param(None, {"moss"}, False, id="no name is no right name"),
    ],
)
def test_a_name_is_right_if_it_shares_a_word(name: str | None, names: set[str], *, expected: bool) -> None:
    assert sources.right(name, frozenset(names)) is expected


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        pytest.param(CUE, (9, 14), True, id="cue and content lie where they should"),
        pytest.param((9, 12), (21, 30), False, id="the cue lies elsewhere"),
        pytest.param(CUE, (21, 30), False, id="the content lies elsewhere"),
    ],
)
def test_an_attribution_is_found_by_cue_and_content(cue: Span, content: Span, *, expected: bool) -> None:
    said = Said(by=(0, 8), content=(9, 19), source=NAME)
    assert attribution_gum.found(said, [Parts([NAME], [cue], [content])]) is expected


def test_pronouns_are_counted_candidate_by_candidate() -> None:
    one, other = (0, 3), (10, 13)
    decided = [
        ([one], ((one, True), (other, False))),
        ([other], ((one, True), (other, False))),
        ([], ((one, True), (other, False))),
        ([(40, 43)], ((one, False), (other, False))),
    ]
    counted = pronouns.tally(decided)
    assert (counted.right, counted.said, counted.there) == (1, 2, 3)
    assert counted.f1 == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It rang,” Ada Moss said.", [("Ada Moss", "said", "“It rang,”")]),
        ("“It rang,” said Ada Moss.", [("Ada Moss", "said", "“It rang,”")]),
        ("Ada Moss claimed that it rang.", [("Ada Moss", "claimed", "that it rang")]),
        ("According to the Inspectorate, it rang.", [("the Inspectorate", "According to", "it rang")]),
        ("The bell rang, and nobody said anything.", []),
    ],
)
def test_the_rule_finds_what_stands_beside_a_verb(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = [tuple(text[slice(*part[0])] for part in (p.source, p.cue, p.content)) for p in rule(text)]
    assert found == expected


def test_precision_and_recall_are_shares() -> None:
    assert [round(figure.value, 3) for figure in ratios("x", right=2, guessed=4, there=5)] == [0.5, 0.4, 0.444]
    assert [figure.value for figure in ratios("x", right=0, guessed=0, there=0)] == [0.0, 0.0, 0.0]


def test_figures_survive_their_journey() -> None:
    figure = Figure("x.f1", 0.5, 10, 0.25, "others 0.4", down=True)
    line = '[{"name": "x.f1", "value": 0.5, "of": 10, "baseline": 0.25, "peer": "others 0.4", "down": true}]'
    assert parse(f"a complaint\n{line}\n") == [figure]
    assert table([figure]).splitlines()[1] == "x.f1    0.500  10     0.250  others 0.4"
