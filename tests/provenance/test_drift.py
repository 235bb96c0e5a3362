import re
from dataclasses import replace
from typing import Any

import pytest

from headwater.model import (
    Article,
    Assertion,
    Attribution,
    Certainty,
    Derivation,
    DerivationKind,
    Drift,
    Entity,
    Link,
    Place,
    Quotation,
    Reading,
    SourceType,
    Span,
)
from headwater.provenance.drift import drift
from headwater.provenance.lineage import lineage

ASSERTED, ATTRIBUTED, HEDGED = Certainty.ASSERTED, Certainty.ATTRIBUTED, Certainty.HEDGED
DOUBTED, DENIED = Certainty.DOUBTED, Certainty.DENIED
BODY = "Mill burns\n\nThe mill {} said to have burned down. Nobody was hurt."
TOLD = {"a": "is", "b": "was"}
"""What tells the sentences of two articles apart: those in the very same words differ only as they are read."""
COURIER = Link("the Courier", SourceType.PUBLICATION, True, (12, 15))
MAYOR = Link("Mayor Ahn", SourceType.PERSON, True, (16, 20))
OFFICIAL = Link("an official", SourceType.ANONYMOUS, True, (16, 20))


def article(id_: str, publisher: str | None, published: str | None = None, retells: str | None = None) -> Reading:
    derivations = (
        (Derivation(id_, retells, (), DerivationKind.RETELLING, True, ((12, 20),)),) if retells is not None else ()
    )
    text = BODY.format(TOLD.get(id_, "has"))
    return Reading(Article(id_, "", text, publisher=publisher, published=published), (), (), derivations, (), cut(text))


def cut(text: str) -> tuple[Span, ...]:
    """The headline and the sentences."""
    ends = text.index("\n"), text.index(".") + 1
    return (0, ends[0]), (ends[0] + 2, ends[1]), (ends[1] + 1, len(text))


def said(article_id: str, certainty: Certainty, *chain: Link, start: int = 12, text: str = BODY) -> Assertion:
    text = text.format(TOLD.get(article_id, "has"))
    span = (start, text.index("\n") if start == 0 else text.index("."))
    return Assertion(article_id, "x" if chain else None, (span,), text[slice(*span)], certainty, chain)


@pytest.mark.parametrize(
    ("before", "after", "chain", "change", "kind"),
    [
        (HEDGED, ASSERTED, (), "lost", "hedge dropped"),
        (DOUBTED, HEDGED, (COURIER,), "lost", "hedge dropped"),
        (ATTRIBUTED, ASSERTED, (), "lost", "attribution dropped"),
        (ATTRIBUTED, ASSERTED, (COURIER,), "lost", "vouching added"),
        (ASSERTED, HEDGED, (COURIER,), "gained", "doubt added"),
        (ASSERTED, ATTRIBUTED, (COURIER, MAYOR), "gained", "attribution added"),
        (HEDGED, HEDGED, (), None, ""),
        # To name whom one retells takes nothing away, and to pass on a doubt as that one's word does.
        (ASSERTED, ATTRIBUTED, (COURIER,), None, ""),
        (ATTRIBUTED, ATTRIBUTED, (COURIER,), None, ""),
        (HEDGED, ATTRIBUTED, (COURIER,), "lost", "hedge dropped"),
        # A denial is not a lesser certainty.
        (DENIED, ASSERTED, (), None, ""),
    ],
)
def test_a_retelling_is_compared_with_what_it_retells(
    before: Certainty, after: Certainty, chain: tuple[Link, ...], change: str | None, kind: str
) -> None:
    story = lineage([article("b", "The Gazette", retells="The Courier"), article("a", "The Courier")])
    found = drift([said("b", after, *chain), said("a", before)], story)
    evidence = (Place("a", (12, 49)), Place("b", (12, 50)))
    assert found == ((Drift(1, 0, change, evidence, kind),) if change else ())


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2020-03-01", "2020-03-02", [(0, 1, "lost")]),
        ("2020-03-02", "2020-03-01", [(1, 0, "gained")]),
        ("2020-03-01", "2020-03-01T08:00", []),
        ("2020-03-01", None, []),
        (None, None, []),
    ],
)
def test_two_that_retell_one_publication_go_by_date(
    first: str | None, second: str | None, expected: list[tuple[int, int, str]]
) -> None:
    story = lineage([article("a", "A", first, retells="The Wire"), article("b", "B", second, retells="The Wire")])
    found = drift([said("a", HEDGED), said("b", ASSERTED)], story)
    assert [(d.retold, d.retelling, d.change) for d in found] == expected


@pytest.mark.parametrize(
    ("chain", "kinds"),
    [
        ((COURIER, OFFICIAL), ["source dropped"]),
        ((COURIER, MAYOR), []),
        # Who has it from the Courier can still be asked.
        ((COURIER,), []),
    ],
)
def test_a_source_that_is_named_no_more(chain: tuple[Link, ...], kinds: list[str]) -> None:
    story = lineage([article("a", "The Courier"), article("b", "The Gazette", retells="The Courier")])
    found = drift([said("a", ATTRIBUTED, MAYOR), said("b", ATTRIBUTED, *chain)], story)
    assert [d.kind for d in found] == kinds


def test_only_the_nearest_of_those_that_were_retold_counts() -> None:
    gazette, herald = Link("Gazette", SourceType.PUBLICATION, True, (12, 15)), article("c", "Herald")
    story = lineage([article("a", "Courier"), article("b", "Gazette"), herald])
    told = [said("a", HEDGED), said("b", ATTRIBUTED, COURIER), said("c", ATTRIBUTED, gazette, COURIER)]
    assert [(d.retold, d.retelling, d.kind) for d in drift(told, story)] == [(0, 1, "hedge dropped")]


def test_what_was_changed_after_it_was_retold_is_not_what_was_retold() -> None:
    courier = [article("a", "Courier", "2020-03-01"), article("b", "Courier", "2020-03-05")]
    story = lineage([*courier, article("c", "Gazette", "2020-03-02", retells="Courier")])
    told = [said("a", HEDGED), said("b", ASSERTED), said("c", ASSERTED)]
    assert [(d.retold, d.retelling, d.change) for d in drift(told, story)] == [(0, 2, "lost")]


def test_wording_taken_from_an_article_is_a_retelling_of_it() -> None:
    copy = article("b", "Gazette")
    taken = Derivation("b", "Courier", (), DerivationKind.RETELLING, False, ((0, 5),), "a")
    told = [said("a", HEDGED), said("b", ASSERTED)]
    for directed in (True, False):
        story = lineage([article("a", None), replace(copy, derivations=(replace(taken, directed=directed),))])
        assert [d.kind for d in drift(told, story)] == (["hedge dropped"] if directed else [])


@pytest.mark.parametrize(
    ("chain", "others", "kinds"),
    [
        # Of the two papers that it takes from only one has the claim, or has it from the same official.
        ((), (), ["hedge dropped"]),
        ((OFFICIAL,), (), ["hedge dropped"]),
        ((OFFICIAL,), (MAYOR,), ["hedge dropped"]),
        # It may be either's, or the article's own.
        ((), (MAYOR,), []),
        ((MAYOR,), (), []),
    ],
)
def test_an_article_that_takes_from_two_retells_the_one_that_has_the_claim(
    chain: tuple[Link, ...], others: tuple[Link, ...], kinds: list[str]
) -> None:
    taker = article("c", "Gazette", retells="Courier")
    second = replace(taker.derivations[0], publication="Herald")
    taker = replace(taker, derivations=(*taker.derivations, second))
    story = lineage([article("a", "Courier"), article("b", "Herald"), taker])
    told = [said("a", HEDGED, OFFICIAL), said("c", ATTRIBUTED if chain else ASSERTED, *chain)]
    told += [said("b", HEDGED, *others)] if others else []
    assert [d.kind for d in drift(told, story) if d.retelling == 1] == kinds


@pytest.mark.parametrize(
    ("cue", "source", "before", "after", "change"),
    [
        # To say that somebody says so is no doubt beside what somebody says, and one beside a plain word.
        ("is said to", False, ATTRIBUTED, HEDGED, None),
        ("is said to", False, ASSERTED, HEDGED, "gained"),
        ("reportedly", False, HEDGED, ASSERTED, "lost"),
        ("reportedly", False, HEDGED, ATTRIBUTED, None),
        # To believe it is, and so is what somebody says may be.
        ("is believed to", False, ATTRIBUTED, HEDGED, "gained"),
        ("is believed to", False, HEDGED, ATTRIBUTED, "lost"),
        ("said", True, HEDGED, ATTRIBUTED, "lost"),
    ],
)
def test_hearsay_leaves_open_who_says_it(
    cue: str, source: bool, before: Certainty, after: Certainty, change: str | None
) -> None:
    text = f"Mill burns\n\nThe mill {cue} have burned down."
    at = text.index(cue)
    telling = Attribution(
        "x", None, ((12, 20),) if source else (), ((at, at + len(cue)),), ((12, 21),), Quotation.INDIRECT,
        SourceType.UNSPECIFIED, None, (), HEDGED, 1.0,
    )  # fmt: skip
    papers = article("a", "Courier", "2020-03-01"), article("b", "Gazette", "2020-03-02", retells="Courier")
    told = [
        said("a", before, *([MAYOR] if before is ATTRIBUTED else [])),
        said("b", after, *([COURIER] if after is ATTRIBUTED else [])),
    ]
    hedged = 0 if before is HEDGED else 1
    told[hedged] = replace(told[hedged], attribution="x")
    plain = "Mill burns\n\nThe mill has burned down in the town."
    texts = (text, plain) if hedged == 0 else (plain, text)
    read = [
        replace(p, article=replace(p.article, text=t), attributions=(telling,))
        for p, t in zip(papers, texts, strict=True)
    ]
    found = drift(told, lineage(read))
    assert [d.change for d in found if d.kind != "source dropped"] == ([change] if change else [])


@pytest.mark.parametrize(
    ("headline", "after", "kinds"),
    [
        # A headline leaves out who says so: below it somebody may.
        (True, ATTRIBUTED, []),
        (True, HEDGED, ["doubt added"]),
        (False, ATTRIBUTED, ["attribution added"]),
    ],
)
def test_a_headline_alone_says_no_more_than_that_somebody_says_so(
    headline: bool, after: Certainty, kinds: list[str]
) -> None:
    story = lineage([article("a", "Courier"), article("b", "Gazette", retells="Courier")])
    told = [said("a", ASSERTED, start=0 if headline else 12), said("b", after, COURIER, MAYOR)]
    assert [d.kind for d in drift(told, story)] == kinds


@pytest.mark.parametrize(("kind", "kinds"), [(Quotation.DIRECT, []), (Quotation.INDIRECT, ["vouching added"])])
def test_a_quotation_is_its_speakers_whatever_the_verb(kind: Quotation, kinds: list[str]) -> None:
    confirmed = Attribution("x", None, (), (), ((12, 20),), kind, SourceType.PERSON, None, (), ASSERTED, 1.0)
    taker = replace(article("b", "Gazette", retells="Courier"), attributions=(confirmed,))
    told = [said("a", ATTRIBUTED, MAYOR), said("b", ASSERTED, MAYOR)]
    assert [d.kind for d in drift(told, lineage([article("a", "Courier"), taker]))] == kinds


@pytest.mark.parametrize(("kind", "kinds"), [(Quotation.DIRECT, []), (Quotation.INDIRECT, ["hedge dropped"])])
def test_a_speaker_who_is_quoted_puts_it_so_himself(kind: Quotation, kinds: list[str]) -> None:
    """The Courier hedges what the mayor said; the Gazette has it in his own words, or not."""
    told = Attribution("x", None, (), (), ((12, 20),), kind, SourceType.PERSON, None, (), ATTRIBUTED, 1.0)
    taker = replace(article("b", "Gazette", retells="Courier"), attributions=(told,))
    found = drift([said("a", HEDGED, MAYOR), said("b", ATTRIBUTED, MAYOR)], lineage([article("a", "Courier"), taker]))
    assert [d.kind for d in found] == kinds


def test_who_says_the_opposite_retells_nothing() -> None:
    story = lineage([article("a", "Courier"), article("b", "Gazette", retells="Courier")])
    told = [said("a", HEDGED), said("b", ASSERTED)]
    assert drift(told, story)
    assert not drift(told, story, against=[1])


def test_articles_that_share_nothing_do_not_drift() -> None:
    story = lineage([article("a", "A", "2020-03-01"), article("b", "B", "2020-03-02")])
    assert drift([said("a", HEDGED), said("b", ASSERTED)], story) == ()


def test_two_that_credit_each_other_have_no_direction() -> None:
    story = lineage([article("a", "A", retells="B"), article("b", "B", retells="A")])
    assert drift([said("a", HEDGED), said("b", ASSERTED)], story) == ()


@pytest.mark.parametrize(
    ("body", "change"),
    [
        ([(HEDGED,)], "lost"),
        ([(HEDGED,), (ASSERTED,)], None),
        ([], None),
        # A headline leaves out who says so.
        ([(ATTRIBUTED, MAYOR)], None),
        ([(HEDGED,), (ATTRIBUTED, MAYOR)], None),
        ([(ATTRIBUTED, OFFICIAL)], None),
    ],
)
def test_a_headline_may_claim_more_than_its_article(body: list[tuple[Any, ...]], change: str | None) -> None:
    story = lineage([article("a", "A")])
    found = drift([said("a", ASSERTED, start=0), *(said("a", *put) for put in body)], story)
    assert [(d.retelling, d.change, d.kind) for d in found] == ([(0, change, "headline")] if change else [])
    assert all(d.evidence == (Place("a", (12, 49)), Place("a", (0, 10))) for d in found)


def test_what_is_contested_needs_its_source_in_the_headline() -> None:
    story = lineage([article("a", "A"), article("b", "B")])
    told = [said("a", ASSERTED, start=0), said("a", ATTRIBUTED, MAYOR), said("b", DENIED, OFFICIAL)]
    assert [d.kind for d in drift(told, story, against=[2])] == ["headline"]
    assert not drift(told, story)


def sentences(text: str) -> tuple[Span, ...]:
    return tuple(m.span() for m in re.finditer(r"[^\s][^.\n]*\.?", text))


def whole(text: str, told: str, certainty: Certainty, *chain: Link, by: str = "x") -> Assertion:
    """An assertion in an article that has its text for an id."""
    start = text.index(told)
    return Assertion(text, by if chain else None, ((start, start + len(told)),), told, certainty, chain)


def paper(text: str, publisher: str, retells: str | None = None) -> Reading:
    read = article(text, publisher, retells=retells)
    return replace(read, article=replace(read.article, text=text), sentences=sentences(text))


@pytest.mark.parametrize(
    ("text", "above", "below", "chain", "kinds"),
    [
        # Another sentence, which is no part of the claim, says it in the article's own voice.
        (
            "Mayor sold the harbour\nThe mayor may have sold the harbour. The old mayor sold the harbour in June.",
            "Mayor sold the harbour", "The mayor may have sold the harbour", (), [],
        ),
        (
            "Mayor sold the harbour\nThe mayor may have sold the harbour. If the mayor sold the harbour, he goes.",
            "Mayor sold the harbour", "The mayor may have sold the harbour", (), ["headline"],
        ),
        # The headline says itself who says so, or that it is only expected.
        (
            "Mayor sold the harbour, official says\nThe mayor sold the harbour, an official said.",
            "Mayor sold the harbour, official says", "The mayor sold the harbour", (OFFICIAL,), [],
        ),
        (
            "Mayor expected to sell the harbour\nThe mayor is to sell the harbour, an official said.",
            "Mayor expected to sell the harbour", "The mayor is to sell the harbour", (OFFICIAL,), [],
        ),
        # What stands below is another matter.
        (
            "Mayor sold the harbour\nThe mayor may have known of the crack in the quay.",
            "Mayor sold the harbour", "The mayor may have known of the crack in the quay", (), [],
        ),
    ],
)  # fmt: skip
def test_a_headline_is_read_against_its_whole_article(
    text: str, above: str, below: str, chain: tuple[Link, ...], kinds: list[str]
) -> None:
    told = [whole(text, above, ASSERTED), whole(text, below, ATTRIBUTED if chain else HEDGED, *chain)]
    assert [d.kind for d in drift(told, lineage([paper(text, "Courier")]))] == kinds


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        ("The mill may have burned down.", "The old mill burned down.", ["hedge dropped"]),
        # The very same words: it is the reading that differs.
        ("The mill may have burned down.", "The mill may have burned down.", []),
        # Two statements that have not a word in common are not one that has become firmer.
        ("The mill may have burned down.", "The owner lives in town.", []),
        # ... nor are two that have only a name in common, or one word of many.
        (
            "The minister is likely to repeat her denial of any fraud and call the charges empty.",
            "She did not mention the fraud in the northern vote.",
            [],
        ),
        ("They may have asked the old clerk for Moss.", "The fire was put out by Moss.", []),
        # What an outlet says of itself it has from nobody.
        ("The mayor may never have seen the report.", "The Gazette has never seen the report.", []),
    ],
)
def test_only_what_puts_the_same_can_lose_a_doubt(one: str, other: str, kinds: list[str]) -> None:
    one, other = f"{one}\n\nBy A.", f"{other}\n\nBy B."
    told = [
        whole(one, one.partition(".")[0], HEDGED),
        whole(other, other.partition(".")[0], ASSERTED),
    ]
    moss = Entity("m", "Moss", "person", ((0, 1),))
    courier = replace(paper(one, "The Courier"), entities=(moss,))
    story = lineage([courier, paper(other, "The Gazette", retells="The Courier")])
    assert [d.kind for d in drift(told, story)] == kinds


def test_a_quotation_without_its_speaker_has_not_gained_one() -> None:
    one, other = "So that the old harbour is lost for good.", "The old harbour is lost for good."
    told = [
        whole(one, one.removesuffix("."), ASSERTED),
        whole(other, other.removesuffix("."), ATTRIBUTED, COURIER, MAYOR),
    ]
    story = lineage([paper(one, "The Courier"), paper(other, "The Gazette", retells="The Courier")])
    assert not drift(told, story)


def test_what_retells_the_same_is_compared_in_nearly_the_same_words_only() -> None:
    one, other = "The mill may have burned down in May.", "The old mill at the weir burned with all its grain."
    told = [
        whole(one, one.removesuffix("."), HEDGED, COURIER),
        whole(other, other.removesuffix("."), ATTRIBUTED, COURIER, MAYOR),
    ]
    earlier, later = paper(one, "Gazette", retells="Courier"), paper(other, "Echo", retells="Courier")
    dated = [
        replace(read, article=replace(read.article, published=day))
        for read, day in ((earlier, "2021-03-01"), (later, "2021-03-02"))
    ]
    assert not drift(told, lineage(dated))


@pytest.mark.parametrize(("likely", "kinds"), [(True, ["hedge dropped"]), (False, [])])
def test_two_that_are_not_likely_to_put_one_claim_are_no_drift(likely: bool, kinds: list[str]) -> None:
    one, other = "The plan may have been dropped at the summit.", "The plan was read at the summit."
    told = [whole(one, one.removesuffix("."), HEDGED), whole(other, other.removesuffix("."), ASSERTED)]
    story = lineage([paper(one, "The Courier"), paper(other, "The Gazette", retells="The Courier")])
    assert [d.kind for d in drift(told, story, likely=lambda *_: likely)] == kinds


def test_what_is_known_to_be_of_one_thing_needs_no_words_for_it() -> None:
    one, other = "The mill may have burned down.", "Nothing is left of it."
    told = [whole(one, one.removesuffix("."), HEDGED), whole(other, other.removesuffix("."), ASSERTED)]
    story = lineage([paper(one, "The Courier"), paper(other, "The Gazette", retells="The Courier")])
    assert [d.kind for d in drift(told, story, of_one_thing=True)] == ["hedge dropped"]
    assert not drift(told, story)


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        ("The council sold the old harbour in May.", "The council sold the harbour.", ["attribution dropped"]),
        (
            "The campaign was looked into by federal investigators.",
            "The justice department opened a case on a campaign and its federal aid, and investigators found that he"
            " had filed a wrong report and taken gifts.",
            [],
        ),
        # That there would be none says the opposite.
        (
            "There would be a question on taxes in the form of May.",
            "There would be no question on taxes in the form.",
            [],
        ),
    ],
)
def test_that_a_source_is_left_out_is_told_of_what_is_nearly_the_same(one: str, other: str, kinds: list[str]) -> None:
    told = [
        whole(one, one.removesuffix("."), ATTRIBUTED, MAYOR),
        whole(other, other.removesuffix("."), ASSERTED),
    ]
    story = lineage([paper(one, "The Courier"), paper(other, "The Gazette", retells="The Courier")])
    assert [d.kind for d in drift(told, story)] == kinds
