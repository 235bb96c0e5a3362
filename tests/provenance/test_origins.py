from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.model import (
    Affiliation,
    Article,
    Assertion,
    Certainty,
    Count,
    Derivation,
    DerivationKind,
    Join,
    Link,
    Reading,
    SourceType,
)
from headwater.provenance.lineage import lineage
from headwater.provenance.origins import Origins, count, origins

PEOPLE = {"Mayor Ahn": SourceType.PERSON, "Ada Berg": SourceType.PERSON, "Port Authority": SourceType.ORGANISATION}
PAPERS = ("Courier", "Gazette", "Herald", "Wire")
UNNAMED = {
    "an official": SourceType.ANONYMOUS,
    "foreign media": SourceType.COLLECTIVE,
    "a court file": SourceType.DOCUMENT,
    "": SourceType.UNSPECIFIED,
}


def link(name: str, position: int = 0) -> Link:
    type_ = PEOPLE.get(name) or UNNAMED.get(name) or SourceType.PUBLICATION
    return Link(name, type_, True, (position, position + 1))


def report(
    publisher: str | None, *chains: str, retells: Sequence[str] = (), speaks: str | None = None, number: int = 0
) -> tuple[Reading, list[Assertion]]:
    """An article and its assertions; a chain is "Courier > Mayor Ahn", "own", or "reportedly"."""
    id_ = f"article {number}"
    # No two articles share any wording.
    text = " ".join(f"word{number}x{i}" for i in range(40))
    asserted = []
    for position, chain in enumerate(chains):
        links = () if chain in {"own", "reportedly"} else tuple(link(n, position * 3) for n in chain.split(" > "))
        attribution = None if chain == "own" else f"at {position}"
        certainty = Certainty.ASSERTED if chain == "own" else Certainty.ATTRIBUTED
        span = ((position * 3, position * 3 + 2),)
        asserted.append(Assertion(id_, attribution, span, f"the mill burned {position}", certainty, links))
    derivations = tuple(
        Derivation(
            id_, name.split(" via ")[0], tuple(name.split(" via ")[1:]), DerivationKind.RETELLING, True, ((1, 4),)
        )
        for name in retells
    )
    person, _, paper = (speaks or "").partition(" of ")
    affiliations = (Affiliation(id_, person, paper, (5, 9)),) if speaks else ()
    return Reading(Article(id_, "", text, publisher=publisher), (), (), derivations, affiliations, ()), asserted


def story(*reports: tuple[Reading, list[Assertion]]) -> tuple[list[Reading], list[Assertion]]:
    """Reports, renumbered, as one story."""
    readings: list[Reading] = []
    asserted: list[Assertion] = []
    for number, (reading, said) in enumerate(reports):
        id_ = f"article {number}"
        article = replace(reading.article, id=id_, text=reading.article.text.replace("word0x", f"word{number}x"))
        readings.append(
            replace(
                reading,
                article=article,
                derivations=tuple(replace(d, article=id_) for d in reading.derivations),
                affiliations=tuple(replace(a, article=id_) for a in reading.affiliations),
            )
        )
        asserted.extend(replace(a, article=id_) for a in said)
    return readings, asserted


def traced(*reports: tuple[Reading, list[Assertion]]) -> Origins:
    readings, asserted = story(*reports)
    return origins(asserted, lineage(readings))


CASES = {
    "nothing at all": ([], (0, 0), (0, 0)),
    "three papers quote one person": ([report(p, "Mayor Ahn") for p in PAPERS[:3]], (3, 3), (1, 1)),
    "three papers retell one": ([report(None, "Courier") for _ in range(3)], (1, 1), (1, 1)),
    "two papers, two people": ([report("Courier", "Mayor Ahn"), report("Gazette", "Ada Berg")], (2, 2), (2, 2)),
    "one paper, two people": ([report("Courier", "Mayor Ahn", "Ada Berg")], (1, 1), (2, 2)),
    "two unnamed officials may be one": (
        [report("Courier", "an official"), report("Gazette", "an official")],
        (2, 2),
        (1, 2),
    ),
    "an unnamed official may be the mayor": (
        [report("Courier", "an official"), report("Gazette", "Mayor Ahn")],
        (2, 2),
        (1, 2),
    ),
    "one court file in two papers": (
        [report("Courier", "a court file"), report("Gazette", "a court file")],
        (2, 2),
        (1, 1),
    ),
    "own voices may rest on one report": ([report("Courier", "own"), report("Gazette", "own")], (1, 2), (1, 2)),
    "an own voice may rest on either of two, not make them one": (
        [report("Courier", "own"), report("Gazette", "Mayor Ahn"), report("Herald", "Ada Berg")],
        (2, 3),
        (2, 3),
    ),
    "reportedly may be anybody": ([report("Courier", "Mayor Ahn"), report("Gazette", "reportedly")], (1, 2), (1, 2)),
    "a retelling in its own voice": (
        [report("Courier", "own"), report("Gazette", "own", retells=["the courier"])],
        (1, 1),
        (1, 2),
    ),
    "who retells two says which, or may rest on either": (
        [report("Herald", "Courier", "Gazette", "own", retells=["Courier", "Gazette"])],
        (2, 3),
        (1, 3),
    ),
    "the author and the paper": (
        [report("Courier", "own"), report("Gazette", "Ada Berg", speaks="Ada Berg of Courier")],
        (1, 1),
        (1, 2),
    ),
    "the author in another paper and the paper": (
        [report("Herald", "Courier"), report("Wire", "Gazette > Ada Berg", speaks="Ada Berg of The Courier")],
        (1, 1),
        (1, 1),
    ),
    "a translator is no origin": (
        [
            report("Herald", "Wire > Courier", "Wire", retells=["Courier via Wire"]),
            report("Gazette", "Courier", retells=["Courier"]),
        ],
        (1, 1),
        (1, 2),
    ),
    "a collective vouches for nothing": ([report("Herald", "foreign media", "Courier")], (1, 2), (1, 2)),
    "a paper that cites itself": ([report("Courier", "the Courier > Mayor Ahn", "Mayor Ahn")], (1, 1), (1, 1)),
    "a loop counts once": (
        [report("Courier", "own", retells=["Gazette"]), report("Gazette", "own", retells=["Courier"])],
        (1, 1),
        (1, 2),
    ),
    "a loop of three counts once": (
        [
            report("Courier", "own", retells=["Gazette"]),
            report("Gazette", "own", retells=["Herald"]),
            report("Herald", "own", retells=["Courier"]),
        ],
        (1, 1),
        (1, 3),
    ),
}


@pytest.mark.parametrize(("reports", "publications", "speakers"), CASES.values(), ids=CASES.keys())
def test_origins_are_counted_as_ranges(
    reports: list[tuple[Reading, list[Assertion]]], publications: tuple[int, int], speakers: tuple[int, int]
) -> None:
    found = traced(*reports)
    assert (found.publications.low, found.publications.high) == publications
    assert (found.speakers.low, found.speakers.high) == speakers


@pytest.mark.parametrize(
    ("reports", "reason"),
    [
        ([report(None, "Courier"), report(None, "the Courier")], "both retell"),
        ([report("Courier", "own"), report("Gazette", "Courier")], "one was published by Courier, the other retells"),
        ([report("Gazette", "Mayor Ahn"), report("Courier", "Mayor Ahn")], "both cite Mayor Ahn"),
        (
            [report("Gazette", "Courier"), report("Wire", "Ada Berg", speaks="Ada Berg of Courier")],
            "one retells Courier, the other quotes Ada Berg, who speaks for Courier",
        ),
        (
            [report("Courier", "own", retells=["Gazette"]), report("Gazette", "own", retells=["Courier"])],
            "(Courier and Gazette credit one another)",
        ),
        ([report("Courier", "own"), report("Gazette", "Mayor Ahn")], "own voice"),
        ([report("Courier", "an official"), report("Gazette", "Mayor Ahn")], "“an official” is not named"),
    ],
)
def test_a_join_says_why_and_shows_where(reports: list[tuple[Reading, list[Assertion]]], reason: str) -> None:
    joins = traced(*reports).joins
    assert any(reason in join.reason for join in joins)
    assert all(join.evidence and join.reason for join in joins)


def test_names_are_those_of_the_origins() -> None:
    found = traced(
        report("Gazette", "Courier > Mayor Ahn", "own", retells=["Courier"]),
        report("Herald", "Port Authority"),
        report(None, "an official"),
    )
    assert found.publications.names == ("Courier", "Herald")
    assert found.speakers.names == ("Mayor Ahn", "Port Authority")


def test_a_wire_copy_is_one_origin() -> None:
    (reading, said), (other, also) = report("Courier", "own"), report("Gazette", "own", number=1)
    shared = " ".join(reading.article.text.split()[:30])
    readings = [
        replace(reading, article=replace(reading.article, text=f"{shared} and so on")),
        replace(other, article=replace(other.article, text=f"Here the desk adds a line. {shared}")),
    ]
    found = origins([*said, *also], lineage(readings))
    assert (found.publications, found.speakers) == (Count(1, 1, ("Courier",)), Count(1, 1, ()))
    assert any("run the same text" in join.reason for join in found.joins)


def test_a_long_sentence_that_two_run_is_one_origin() -> None:
    readings, said = story(report("Courier", "own"), report("Gazette", "own"))
    long = "the old mill by the harbour burned down on the night before the town was to buy it"
    found = origins([replace(a, text=long) for a in said], lineage(readings))
    assert (found.publications.high, found.speakers.high) == (1, 1)


def test_a_join_that_is_switched_off_counts_no_more() -> None:
    readings, said = story(report(None, "Courier"), report(None, "Courier"), report("Gazette", "own"))
    known = lineage(readings)
    before = origins(said, known)
    after = origins(said, known, exclude=[(1, 0)])
    assert (before.publications.low, before.publications.high) == (1, 2)
    assert (after.publications.low, after.publications.high) == (2, 3)
    assert not any(join.assertions == (0, 1) for join in after.joins)


chains = st.sampled_from(
    [
        *("own", "reportedly", "Courier", "Gazette > an official", "Mayor Ahn", "Ada Berg", "an official"),
        *("foreign media", "Wire > Courier > Port Authority", "a court file"),
    ]
)
papers = st.sampled_from([None, *PAPERS])
retelling = st.lists(st.sampled_from(["Courier", "Gazette", "Herald", "Courier via Wire"]), max_size=2, unique=True)
reports = st.builds(
    lambda publisher, said, retells, speaks: report(publisher, *said, retells=retells, speaks=speaks),
    papers,
    st.lists(chains, min_size=1, max_size=3),
    retelling,
    st.sampled_from([None, "Ada Berg of Courier", "Mayor Ahn of Herald"]),
)
stories = st.lists(reports, min_size=1, max_size=5)


def ends(found: Origins) -> tuple[int, int, int, int]:
    return found.publications.low, found.publications.high, found.speakers.low, found.speakers.high


@settings(max_examples=60, deadline=None)
@given(stories, st.randoms(use_true_random=False))
def test_the_order_of_articles_makes_no_difference(told: list[tuple[Reading, list[Assertion]]], random: object) -> None:
    readings, said = story(*told)
    turned = list(range(len(said)))
    random.shuffle(turned)  # type: ignore[attr-defined]
    found = origins(said, lineage(readings))
    again = origins([said[i] for i in turned], lineage(readings[::-1]))
    assert (found.publications, found.speakers) == (again.publications, again.speakers)
    renamed = {(tuple(sorted(turned[i] for i in join.assertions)), join.certain) for join in again.joins}
    assert {(join.assertions, join.certain) for join in found.joins} == renamed


@settings(max_examples=60, deadline=None)
@given(stories, st.data())
def test_a_copy_of_an_article_never_raises_a_count(
    told: list[tuple[Reading, list[Assertion]]], data: st.DataObject
) -> None:
    readings, said = story(*told)
    copied = data.draw(st.sampled_from(readings))
    publisher = data.draw(papers)
    copy = replace(
        copied,
        article=replace(copied.article, id="copy", publisher=publisher),
        derivations=tuple(replace(d, article="copy") for d in copied.derivations),
        affiliations=tuple(replace(a, article="copy") for a in copied.affiliations),
    )
    more = [replace(a, article="copy") for a in said if a.article == copied.article.id]
    before, after = ends(origins(said, lineage(readings))), ends(origins([*said, *more], lineage([*readings, copy])))
    assert all(later <= earlier for earlier, later in zip(before, after, strict=True))


@settings(max_examples=60, deadline=None)
@given(stories)
def test_low_is_never_above_high_and_somebody_always_vouches(told: list[tuple[Reading, list[Assertion]]]) -> None:
    found = traced(*told)
    assert 1 <= found.publications.low <= found.publications.high
    assert 1 <= found.speakers.low <= found.speakers.high
    assert len(found.publications.names) <= found.publications.high
    assert len(found.speakers.names) <= found.speakers.high


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.booleans())), st.integers(0, 5), st.integers(0, 5))
def test_a_possible_join_never_raises_the_low_end_nor_moves_the_high_one(
    joins: list[tuple[int, int, bool]], one: int, other: int
) -> None:
    known = [Join((a, b), certain, "", ()) for a, b, certain in joins]
    before, after = count(6, known), count(6, [*known, Join((one, other), False, "", ())])
    assert after.low <= before.low <= before.high == after.high
