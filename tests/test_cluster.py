import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater import config, pipeline
from headwater.cluster import assertions, claims
from headwater.linkage import Decision
from headwater.model import (
    Article,
    Assertion,
    Attribution,
    Certainty,
    Derivation,
    DerivationKind,
    Link,
    Quotation,
    Reading,
    SourceType,
    Span,
    Spans,
)

SHARED = Path(__file__).parents[2] / "shared"


def spans_of(text: str, *parts: str) -> Spans:
    return tuple((text.index(part), text.index(part) + len(part)) for part in parts)


def sentences(text: str) -> Spans:
    return tuple(m.span() for m in re.finditer(r"[^\s.?!\n][^\n]*?(?:[.?!][”\"]?(?=\s|$)|(?=\n|$))", text))


def attributed(
    text: str,
    content: tuple[str, ...],
    frame: tuple[str, str] = ("", ""),
    chain: str = "",
    certainty: Certainty = Certainty.ATTRIBUTED,
    id_: str = "x",
    parent: str | None = None,
) -> Attribution:
    links = tuple(Link(name, SourceType.PERSON, True, (0, 1)) for name in chain.split(" > ") if name)
    source, cue = (spans_of(text, part) if part else () for part in frame)
    kind, type_ = Quotation.INDIRECT, SourceType.PERSON
    return Attribution(id_, parent, source, cue, spans_of(text, *content), kind, type_, None, links, certainty, 1.0)


def reading(text: str, *attributions: Attribution, id_: str = "a", byline: str | None = None) -> Reading:
    return Reading(Article(id_, "", text, byline=byline), attributions, (), (), (), sentences(text))


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
            [("The mill burned for two days", "attributed", 0)],
        ),
        # What is left of a sentence, if it states something by itself.
        (
            "The mill that Ahn called a ruin was built by monks in the twelfth century.",
            [(("a ruin",), ("Ahn", "called"), "Ahn")],
            [
                ("The mill that was built by monks in the twelfth century.", "asserted", 0),
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


# -- claims -----------------------------------------------------------------------------------------------------------


def own(text: str, article: str = "a", span: Span = (0, 1)) -> Assertion:
    return Assertion(article, None, (span,), text, Certainty.ASSERTED, ())


FILLER = [
    own("Ferries to the northern islands will run twice a day from May.", "f", (0, 1)),
    own("A choir from Bergen sang in the old church on Sunday night.", "f", (1, 2)),
    own("The council wants cheaper buses for pupils and pensioners.", "f", (2, 3)),
    own("Farmers fear a dry summer after the warmest spring on record.", "f", (3, 4)),
]


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("Fire destroyed the old mill by the harbour.", "A blaze destroyed the old harbour mill overnight.", True),
        ("Police arrested the owner of the mill.", "The mill's owner was detained by police.", True),
        # A denial is in the claim that it denies.
        ("The bank bought the old mill.", "The bank did not buy the old mill.", True),
        # An attempt and a success are one affair.
        ("The bank tried to buy the old mill.", "The bank succeeded in buying the old mill.", True),
        ("Fire destroyed the old mill by the harbour.", "The owner of the mill has left for Brazil.", False),
        # Two fires, two years.
        ("The old mill burned down in 1999.", "The old mill burned down in 2016.", False),
        # Nothing but frequent words in common.
        ("He told the people about it.", "People there were told all about her.", False),
        ("", "", False),
    ],
)
def test_assertions_of_one_proposition_are_one_claim(one: str, other: str, together: bool) -> None:
    pair = [own(one, "a"), own(other, "b")]
    groups = claims([*pair, *FILLER])
    assert ((0, 1) in groups) is together
    assert sorted(i for group in groups for i in group) == list(range(len(pair) + len(FILLER)))


def test_a_content_that_points_back_is_read_with_what_it_points_to() -> None:
    text = (
        "A raid that ministers say was planned in Oslo freed the captive banker in Accra. Other news came first. "
        "Papers believe the raid was organised elsewhere, while the Courier claims it was planned in Bergen."
    )
    read = reading(
        text,
        attributed(text, ("was planned in Oslo",), ("ministers", "say"), "ministers", id_="1"),
        attributed(text, ("it was planned in Bergen",), ("the Courier", "claims"), "Courier", id_="2"),
    )
    found = [a for a in assertions(read) if a.attribution]
    assert [group for group in claims([*found, *FILLER], [read]) if len(group) > 1] == [(0, 1)]


def test_a_person_outranks_the_score() -> None:
    asserted = [
        own("Fire destroyed the old mill by the harbour.", "a"),
        own("A blaze destroyed the old harbour mill.", "b"),
        own("The owner has left for Brazil.", "c"),
    ]
    decisions = [Decision(0, 1, False), Decision(1, 2, True)]
    assert set(claims([*asserted, *FILLER], decisions=decisions)) >= {(0,), (1, 2)}


def test_a_sentence_that_everybody_runs_is_one_claim() -> None:
    wire = [own("Fire destroyed the old mill by the harbour.", f"a{i:03}") for i in range(400)]
    assert sorted(map(len, claims([*wire, *FILLER])))[-1] == 400


NEWS = [
    "Fire destroyed the old mill by the harbour.",
    "A blaze destroyed the old harbour mill overnight.",
    "Police arrested the owner of the mill.",
    "The mill's owner was detained by police.",
    "The bank bought the old mill in 2016.",
    "The bank did not buy the old mill.",
    "it was run from Oslo",
]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(NEWS), max_size=12), st.data())
def test_the_order_of_assertions_makes_no_difference(texts: list[str], data: st.DataObject) -> None:
    asserted = [own(text, f"a{i}") for i, text in enumerate(texts)]
    order = data.draw(st.permutations(range(len(asserted))))
    again = claims([asserted[i] for i in order])
    assert {frozenset(g) for g in claims(asserted)} == {frozenset(order[i] for i in g) for g in again}


def seconds_for(attributions: int) -> float:
    """Of processor time, the least of three, for a text of as many short contents that point back."""
    line = "Ahn said it fell. "
    starts = range(0, len(line) * attributions, len(line))
    said = tuple(
        replace(attributed(line, ("it fell",)), id=f"a{s}", cue=((s + 4, s + 8),), content=((s + 9, s + 16),))
        for s in starts
    )
    read = replace(reading(line * attributions, *said), sentences=tuple((s, s + len(line) - 1) for s in starts))
    taken = []
    for _ in range(3):
        begun = process_time()
        assert len(claims(assertions(read), [read])) == attributions
        taken.append(process_time() - begun)
    return min(taken)


def test_time_grows_with_the_number_of_attributions_not_with_its_square() -> None:
    assert seconds_for(2400) < 24 * seconds_for(300)  # eight times as many; the square would be 64


# -- the two real reports ---------------------------------------------------------------------------------------------


@pytest.mark.skipif(not (SHARED / "acceptance").is_dir(), reason="the two real reports stay outside the repository")
def test_the_events_of_the_two_real_reports_are_claims() -> None:
    gold = json.loads((SHARED / "acceptance" / "seeds.json").read_text("utf-8"))
    readings = [r for r in pipeline.read([str(SHARED / "seeds")], config.load()) if isinstance(r, Reading)]
    asserted = [a for read in readings for a in assertions(read)]
    names = {read.article.id: read.article.uri.rsplit("/", 1)[-1] for read in readings}
    by_id = {a["id"]: a for a in gold["attributions"]}

    def characters(spans: Iterable[Sequence[int]]) -> set[int]:
        return {i for start, end in spans for i in range(start, end)}

    def found(id_: str) -> set[int]:
        """What asserts at least half of the content that a person marked, or lies in it by half."""
        content = characters(by_id[id_]["content"])
        here = {i: characters(a.span) for i, a in enumerate(asserted) if names[a.article] == by_id[id_]["article"]}
        return {i for i, said in here.items() if 2 * len(said & content) >= min(len(said), len(content))}

    for event in gold["story"]["same_event"]:
        wanted = [found(id_) for id_ in event["assertions"]]
        assert any(all(set(group) & one for one in wanted) for group in claims(asserted, readings)), event["what"]
