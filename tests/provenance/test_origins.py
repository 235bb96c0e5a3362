from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.model import (
    Count,
    Derivation,
    DerivationKind,
    Reading,
    Reuse,
    StoryEntity,
)
from headwater.provenance.lineage import lineage
from headwater.provenance.origins import Origins, origins

from .reports import PAPERS, Report, report, story, traced

CASES: dict[str, tuple[list[Report], tuple[int, int], tuple[int, int]]] = {
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
    "an unnamed official is no court file": (
        [report("Courier", "an official"), report("Gazette", "a court file")],
        (2, 2),
        (2, 2),
    ),
    "one court file in two papers": (
        [report("Courier", "a court file"), report("Gazette", "a court file")],
        (2, 2),
        (1, 1),
    ),
    "a paper's official is the one that others have from it": (
        [report("Courier", "a harbour official"), report("Gazette", "Courier > an official")],
        (1, 1),
        (1, 1),
    ),
    "two officials that one paper tells apart": (
        [report("Courier", "a harbour official", "a ministry official"), report("Gazette", "Courier > an official")],
        (1, 1),
        (1, 2),
    ),
    "a paper's report is the one that others have from it": (
        [report("Courier", "a leaked report"), report("Gazette", "Courier > a report")],
        (1, 1),
        (1, 1),
    ),
    "who credits a paper has it from whom the paper has it": (
        [report("Courier", "Mayor Ahn"), report("Gazette", "Courier"), report("Herald", "Courier")],
        (1, 1),
        (1, 1),
    ),
    "unless the paper also says it in its own voice": (
        [report("Courier", "own", "Mayor Ahn"), report("Gazette", "Courier")],
        (1, 1),
        (1, 2),
    ),
    "who credits a paper that credits a paper has it from there": (
        [report("Courier", "Mayor Ahn"), report("Gazette", "Courier"), report("Herald", "Gazette")],
        (1, 1),
        (1, 1),
    ),
    "own voices may rest on one report": ([report("Courier", "own"), report("Gazette", "own")], (1, 2), (1, 2)),
    "an own voice may rest on either of two, not make them one": (
        [report("Courier", "own"), report("Gazette", "Mayor Ahn"), report("Herald", "Ada Berg")],
        (2, 3),
        (2, 3),
    ),
    "reportedly may be anybody": ([report("Courier", "Mayor Ahn"), report("Gazette", "reportedly")], (1, 2), (1, 2)),
    "who retells a paper may say this on its own": (
        [report("Courier", "own"), report("Gazette", "own", retells=["the courier"])],
        (1, 2),
        (1, 2),
    ),
    "a reprint never does": (
        [report("Courier", "own"), report("Gazette", "own", retells=["Courier: reprint"])],
        (1, 1),
        (1, 1),
    ),
    "a wire copy under three names": (
        [report(paper, "own", "Mayor Ahn", retells=["Wire: reprint"]) for paper in PAPERS[:3]],
        (1, 1),
        (1, 2),
    ),
    "two wires, and no word which is whose": (
        [report("Herald", "own", retells=["Courier: reprint", "Wire: reprint"]), report("Courier", "own")],
        (1, 2),
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
        (1, 1),
    ),
    "the author in another paper and the paper": (
        [report("Herald", "Courier"), report("Wire", "Gazette > Ada Berg", speaks="Ada Berg of The Courier")],
        (1, 1),
        (1, 1),
    ),
    "a translator is no origin": (
        [
            report("Herald", "Wire > Courier", "Wire", retells=["Courier via Wire: translation"]),
            report("Gazette", "Courier", retells=["Courier"]),
        ],
        (1, 1),
        (1, 1),
    ),
    "who passes on a paper once may have the next from elsewhere": (
        [
            report("Herald", "Wire > Courier", "Wire", retells=["Courier via Wire"]),
            report("Gazette", "Courier", retells=["Courier"]),
            report("Wire", "Mayor Ahn"),
        ],
        (1, 1),
        (1, 2),
    ),
    "who retells what a paper says in its own voice may rest on what that rests on": (
        [report("Courier", "own"), report("Gazette", "Courier"), report("Herald", "Mayor Ahn")],
        (1, 2),
        (1, 2),
    ),
    "who retells what a paper has from somebody does not": (
        [report("Courier", "own", "Mayor Ahn"), report("Gazette", "Courier"), report("Herald", "Ada Berg")],
        (2, 2),
        (2, 3),
    ),
    "who retells a paper that nobody has seen does not": (
        [report("Gazette", "Courier"), report("Herald", "Mayor Ahn")],
        (2, 2),
        (1, 2),
    ),
    "a translation ends at whom the paper has it from": (
        [
            report("Herald", "Wire", retells=["Courier via Wire: translation"]),
            report("Gazette", "Courier > an official", retells=["Courier"]),
        ],
        (1, 1),
        (1, 1),
    ),
    "a translator of two papers may have it from neither": (
        [
            report("Herald", "Wire", retells=["Courier via Wire: translation", "Herald via Wire: translation"]),
            report("Gazette", "Courier > an official", retells=["Courier"]),
        ],
        (1, 1),
        (1, 2),
    ),
    "a nation vouches for nothing": ([report("Herald", "the French", "Courier")], (1, 2), (1, 2)),
    "unnamed media are publications": ([report("Herald", "foreign media", "Mayor Ahn")], (1, 2), (1, 2)),
    "a paper that cites itself": ([report("Courier", "the Courier > Mayor Ahn", "Mayor Ahn")], (1, 1), (1, 1)),
    "a loop counts once": ([report("Courier", "Gazette"), report("Gazette", "Courier")], (1, 1), (1, 1)),
    "a loop of three counts once": (
        [report("Courier", "Gazette"), report("Gazette", "Herald"), report("Herald", "Courier")],
        (1, 1),
        (1, 1),
    ),
    "a loop of reprints counts once": (
        [
            report("Courier", "own", retells=["Gazette: reprint"]),
            report("Gazette", "own", retells=["Courier: reprint"]),
        ],
        (1, 1),
        (1, 2),
    ),
    "a spokeswoman without a name is the body": (
        [
            report("Courier", "a spokeswoman", speaks_for="a spokeswoman for Port Authority"),
            report("Gazette", "Port Authority"),
        ],
        (2, 2),
        (1, 1),
    ),
    "so is one that has a name, also where nothing says for whom she speaks": (
        [
            report("Courier", "Ada Berg", speaks_for="Ada Berg for Port Authority"),
            report("Gazette", "Port Authority"),
            report("Herald", "Ada Berg"),
        ],
        (3, 3),
        (1, 1),
    ),
    "two who speak for one body are one": (
        [
            report("Courier", "a spokeswoman", speaks_for="a spokeswoman for Port Authority"),
            report("Gazette", "Ada Berg", speaks_for="Ada Berg for Port Authority"),
        ],
        (2, 2),
        (1, 1),
    ),
    "another paper's spokeswoman may be somebody else's": (
        [
            report("Courier", "a spokeswoman", speaks_for="a spokeswoman for Port Authority"),
            report("Gazette", "a spokeswoman"),
        ],
        (2, 2),
        (1, 2),
    ),
    "a spokeswoman is not who else speaks": (
        [
            report("Courier", "a spokeswoman", speaks_for="a spokeswoman for Port Authority"),
            report("Gazette", "Mayor Ahn"),
        ],
        (2, 2),
        (2, 2),
    ),
    "who speaks for two bodies makes no one of them": (
        [
            report("Courier", "Ada Berg", speaks_for="Ada Berg for Port Authority"),
            report("Gazette", "Ada Berg", speaks_for="Ada Berg for Mayor Ahn"),
            report("Herald", "Port Authority", "Mayor Ahn"),
        ],
        (3, 3),
        (3, 3),
    ),
}


@pytest.mark.parametrize(("reports", "publications", "speakers"), CASES.values(), ids=CASES.keys())
def test_origins_are_counted_as_ranges(
    reports: list[Report], publications: tuple[int, int], speakers: tuple[int, int]
) -> None:
    assert ends(traced(*reports)) == (*publications, *speakers)


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
            [report("Courier", "Gazette", retells=["Gazette"]), report("Gazette", "Courier", retells=["Courier"])],
            "(Courier and Gazette credit one another)",
        ),
        ([report("Courier", "Mayor Ahn"), report("Gazette", "own")], "own voice"),
        (
            [report("Courier", "own", retells=["Gazette"]), report("Gazette", "own")],
            "retells Gazette, and may rest on it",
        ),
        ([report("Courier", "an official"), report("Gazette", "Mayor Ahn")], "“an official” is not named"),
        (
            [report("Courier", "own", retells=["Gazette: reprint"]), report("Gazette", "own")],
            "taken from Gazette as a whole",
        ),
        (
            [report("Courier", "Mayor Ahn"), report("Gazette", "Courier")],
            "has it through Courier from Mayor Ahn, the other ends at Courier",
        ),
        (
            [report("Courier", "a harbour official"), report("Wire", "Courier > an official")],
            "cites Courier’s an official",
        ),
        (
            [
                report("Courier", "a spokeswoman", speaks_for="a spokeswoman for Port Authority"),
                report("Gazette", "Port Authority"),
            ],
            "one cites a spokeswoman, who speaks for Port Authority, the other cites Port Authority",
        ),
    ],
)
def test_a_join_says_why_and_shows_where(reports: list[Report], reason: str) -> None:
    joins = traced(*reports).joins
    assert any(reason in join.reason for join in joins), [join.reason for join in joins]
    assert all(join.evidence and join.reason and join.id and join.of in ("publication", "speaker") for join in joins)


def test_what_stands_in_one_quotation_of_nobody_known_has_one_speaker() -> None:
    readings, asserted = story(report("Courier", "reportedly", "reportedly", "reportedly"))
    asserted[1] = replace(asserted[1], attribution=asserted[0].attribution)
    assert origins(asserted, lineage(readings)).speakers == Count(1, 2, ())


def test_names_are_those_of_the_origins() -> None:
    found = traced(
        report("Gazette", "Courier > Mayor Ahn", "own", retells=["Courier: reprint"]),
        report("Herald", "Port Authority"),
        report(None, "an official"),
    )
    assert found.publications.names == ("Courier", "Herald")
    assert found.speakers.names == ("Mayor Ahn", "Port Authority", "an official")


def test_papers_that_quote_one_outlets_people_stand_under_its_name() -> None:
    """Neither of the two vouches: both have it from the Courier's people."""
    quoting = [report(name, "Ada Berg", speaks="Ada Berg of Courier") for name in ("Gazette", "Herald")]
    found = traced(*quoting)
    assert (found.publications.high, found.publications.names) == (1, ("Courier",))
    assert traced(quoting[0]).publications.names == ("Gazette",)


def test_an_origin_says_which_assertions_rest_on_it_and_whether_it_may_rest_on_another() -> None:
    found = traced(report("Gazette", "Mayor Ahn", "Mayor Ahn"), report("Herald", "own"))
    told = [(o.of, o.name, o.assertions, o.vague) for o in found.origins]
    assert told == [
        ("publication", "Gazette", (0, 1), False),
        ("publication", "Herald", (2,), True),
        ("speaker", "Mayor Ahn", (0, 1), False),
        ("speaker", None, (2,), True),
    ]


def test_one_name_in_a_story_is_one_speaker_under_all_its_forms() -> None:
    readings, said = story(report("Gazette", "Mayor Ahn"), report("Herald", "Port Authority"))
    ahn = StoryEntity("e", "Mayor Ahn", "person", ("Port Authority",), ())
    two = replace(ahn, id="f", name="Ada Berg")
    assert origins(said, lineage(readings, [ahn])).speakers == Count(1, 1, ("Mayor Ahn",))
    # A name that two bear tells nothing.
    assert origins(said, lineage(readings, [ahn, two])).speakers.high == 2


def test_a_text_that_two_run_is_one_origin() -> None:
    readings, said = story(report("Courier", "own"), report("Gazette", "own"))
    shared = Reuse(("article 0", "article 1"), (0.3, 0.9), (), quoted_only=False, directed_by=None)
    found = origins(said, lineage(readings, reuses=[shared]))
    assert (found.publications, found.speakers) == (Count(1, 1, ("Courier",)), Count(1, 1, ()))
    assert any("run the same text" in join.reason for join in found.joins)
    # A speech that both quote, or a paragraph, does not make two articles one.
    for less in (replace(shared, quoted_only=True), replace(shared, containment=(0.3, 0.4))):
        assert origins(said, lineage(readings, reuses=[less])).publications.high == 2


@pytest.mark.parametrize(
    ("kind", "directed", "publications"),
    [
        # A reprint is its parent's, whoever had it first.
        (DerivationKind.REPRINT, True, (1, 1)),
        (DerivationKind.REPRINT, False, (1, 1)),
        # Who shares less wording may have spoken to the mayor again.
        (DerivationKind.RETELLING, True, (1, 2)),
    ],
)
def test_shared_wording_joins_what_two_articles_quote(
    kind: DerivationKind, directed: bool, publications: tuple[int, int]
) -> None:
    readings, said = story(report("Courier", "Mayor Ahn"), report("Gazette", "Mayor Ahn"))
    taken = Derivation("article 1", "Courier", (), kind, False, ((0, 5),), "article 0", directed)
    found = origins(said, lineage([readings[0], replace(readings[1], derivations=(taken,))]))
    assert (found.publications.low, found.publications.high) == publications


def test_a_long_sentence_that_two_run_is_one_origin() -> None:
    readings, said = story(report("Courier", "own"), report("Gazette", "own"))
    long = "the old mill by the harbour burned down on the night before the town was to buy it"
    found = origins([replace(a, text=long) for a in said], lineage(readings))
    assert (found.publications.high, found.speakers.high) == (1, 1)


def test_the_same_words_of_two_unnamed_people_are_those_of_one_in_two_papers() -> None:
    readings, said = story(report("Courier", "an official"), report("Gazette", "a harbour official"))
    long = "they put it in the log and the log went up the hill and nothing came back down"
    found = origins([replace(a, text=long) for a in said], lineage(readings))
    assert (found.publications.low, found.publications.high, found.speakers.high) == (2, 2, 1)


def test_a_headline_rests_on_what_its_article_says_below() -> None:
    (reading, said) = report("Gazette", "own", "Courier > Mayor Ahn")
    text = "The mill burned\n\nThe mill burned, the mayor told the Courier."
    read = replace(reading, article=replace(reading.article, id="a", text=text))
    spans = (((0, 15),), ((17, 32),))
    asserted = [replace(a, article="a", span=span) for a, span in zip(said, spans, strict=True)]
    found = origins(asserted, lineage([read]))
    assert (found.publications, found.speakers) == (Count(1, 1, ("Courier",)), Count(1, 1, ("Mayor Ahn",)))


@pytest.mark.parametrize(
    ("first", "speakers"),
    [("The mill burned, report says", 1), ("The mill burned, a report says. More of it is known.", 2)],
)
def test_a_headline_tells_no_document_from_the_one_that_is_described_below(first: str, speakers: int) -> None:
    (reading, said) = report("Gazette", "a report", "a leaked report")
    text = f"{first}\n\nThe mill burned, a leaked report shows."
    read = replace(reading, article=replace(reading.article, id="a", text=text))
    spans = (((0, 15),), ((len(first) + 2, len(first) + 17),))
    asserted = [replace(a, article="a", span=span) for a, span in zip(said, spans, strict=True)]
    assert origins(asserted, lineage([read])).speakers.high == speakers


def test_who_passes_on_what_was_told_him_is_no_second_speaker() -> None:
    readings, said = story(report("Gazette", "Port Authority", "Port Authority > Mayor Ahn"))
    inside = [replace(said[0], span=((0, 30),)), replace(said[1], span=((10, 30),))]
    assert origins(inside, lineage(readings)).speakers == Count(1, 1, ("Mayor Ahn",))
    assert origins(said, lineage(readings)).speakers.high == 2


def test_a_claim_across_a_story_leads_on_only_within_itself() -> None:
    readings, said = story(report("Courier", "Mayor Ahn", "Ada Berg"), report("Gazette", "Courier", "Courier"))
    known = lineage(readings)
    assert origins(said, known, claims=[[0, 2], [1, 3]]).speakers.high == 2
    assert origins(said, known, claims=[[0, 1], [2, 3]]).speakers.high == 3


def test_who_says_the_opposite_is_not_counted() -> None:
    readings, said = story(report("Courier", "Mayor Ahn"), report("Gazette", "Ada Berg"), report("Herald", "own"))
    found = origins(said, lineage(readings), against=[1])
    assert found.publications == Count(1, 2, ("Courier", "Herald"))
    assert found.speakers == Count(1, 2, ("Mayor Ahn",))
    assert all(1 not in join.assertions for join in found.joins)
    assert all(1 not in origin.assertions for origin in found.origins)


@pytest.mark.parametrize(
    ("published", "behind"),
    [
        # The Herald had it from the Courier by then, and said it on its own only later.
        (["2020-03-01", "2020-03-02", "2020-03-03", "2020-03-04"], "Courier"),
        (["2020-03-01", "2020-03-02", "2020-03-04", "2020-03-03"], "Herald"),
        # Nobody tells when, or has what was retold: then all that the paper has counts.
        (["2020-03-01", "2020-03-02", "", ""], "Herald"),
        (["2020-03-01", "2020-03-04", "2020-03-02", "2020-03-05"], "Herald"),
    ],
)
def test_what_came_out_later_was_not_retold(published: list[str], behind: str) -> None:
    told = [
        report("Courier", "Mayor Ahn"),
        report("Herald", "Courier"),
        report("Gazette", "Herald"),
        report("Herald", "own"),
    ]
    dated = [
        (replace(reading, article=replace(reading.article, published=when or None)), asserted)
        for when, (reading, asserted) in zip(published, told, strict=True)
    ]
    readings, asserted = story(*dated)
    found = origins(asserted, lineage(readings)).origins
    assert [o.name for o in found if o.of == "publication" and 2 in o.assertions] == [behind]


def test_a_join_that_is_switched_off_counts_no_more() -> None:
    readings, said = story(report(None, "Courier"), report(None, "Courier"), report("Gazette", "own"))
    known = lineage(readings)
    before = origins(said, known)
    after = origins(said, known, without=[(1, 0)])
    assert (before.publications.low, before.publications.high) == (1, 2)
    assert (after.publications.low, after.publications.high) == (2, 3)
    assert not any(join.assertions == (0, 1) for join in after.joins)
    # By its id it is switched off on one side only, wherever its assertions come in the list.
    off = next(j.id for j in before.joins if j.assertions == (0, 1) and j.of == "publication")
    turned = origins(said[::-1], lineage(readings), without=[off])
    assert (turned.publications.high, turned.speakers.high) == (3, 2)


chains = st.sampled_from(
    [
        *("own", "reportedly", "Courier", "Gazette > an official", "Mayor Ahn", "Ada Berg", "an official"),
        *("foreign media", "Wire > Courier > Port Authority", "a court file", "Courier > a harbour official"),
        *("Gazette > a report", "the French", "Courier > Gazette", "Herald > foreign media"),
    ]
)
papers = st.sampled_from([None, *PAPERS])
retelling = st.lists(
    st.sampled_from(["Courier", "Gazette", "Herald: reprint", "Courier via Wire", "Gazette via Herald: translation"]),
    max_size=2,
    unique=True,
)
reports = st.builds(
    lambda publisher, said, retells, speaks: report(
        publisher, *said, retells=[name for name in retells if not name.startswith(publisher or "-")], speaks=speaks
    ),
    papers,
    st.lists(chains, min_size=1, max_size=3),
    retelling,
    st.sampled_from([None, "Ada Berg of Courier", "Mayor Ahn of Herald"]),
)
stories = st.lists(reports, min_size=1, max_size=5)


def ends(found: Origins) -> tuple[int, int, int, int]:
    return found.publications.low, found.publications.high, found.speakers.low, found.speakers.high


@settings(max_examples=150, deadline=None)
@given(stories, st.randoms(use_true_random=False))
def test_the_order_of_articles_makes_no_difference(told: list[Report], random: object) -> None:
    readings, said = story(*told)
    turned = list(range(len(said)))
    random.shuffle(turned)  # type: ignore[attr-defined]
    found = origins(said, lineage(readings))
    again = origins([said[i] for i in turned], lineage(readings[::-1]))
    assert (found.publications, found.speakers) == (again.publications, again.speakers)
    assert {join.id for join in found.joins} == {join.id for join in again.joins}
    renamed = {(o.of, o.name, tuple(sorted(turned[i] for i in o.assertions))) for o in again.origins}
    assert {(o.of, o.name, o.assertions) for o in found.origins} == renamed


@settings(max_examples=300, deadline=None)
@given(stories, st.data())
def test_a_copy_of_an_article_never_raises_a_count(told: list[Report], data: st.DataObject) -> None:
    """Under whatever name it appears, save under one that the story credits: that one's own article is news."""
    readings, said = story(*told)
    copied = data.draw(st.sampled_from(readings))
    publisher = data.draw(st.sampled_from([None, "Morning Star", copied.article.publisher]))
    copy, more = copy_of(copied, publisher), [a for a in said if a.article == copied.article.id]
    more = [replace(a, article="copy") for a in more]
    shared = Reuse((copied.article.id, "copy"), (1.0, 1.0), (), quoted_only=False, directed_by=None)
    before = ends(origins(said, lineage(readings)))
    after = ends(origins([*said, *more], lineage([*readings, copy], reuses=[shared])))
    assert all(later <= earlier for earlier, later in zip(before, after, strict=True)), (before, after)


def copy_of(reading: Reading, publisher: str | None) -> Reading:
    return replace(
        reading,
        article=replace(reading.article, id="copy", publisher=publisher),
        derivations=tuple(replace(d, article="copy") for d in reading.derivations),
        affiliations=tuple(replace(a, article="copy") for a in reading.affiliations),
    )


@settings(max_examples=150, deadline=None)
@given(stories)
def test_low_is_never_above_high_and_somebody_always_vouches(told: list[Report]) -> None:
    found = traced(*told)
    for side in (found.publications, found.speakers):
        assert 1 <= side.low <= side.high
        assert len(side.names) <= side.high
    for of, side in (("publication", found.publications), ("speaker", found.speakers)):
        assert sum(origin.of == of for origin in found.origins) == side.high


@settings(max_examples=150, deadline=None)
@given(stories, st.data())
def test_a_join_switched_off_never_lowers_the_high_end(told: list[Report], data: st.DataObject) -> None:
    readings, said = story(*told)
    known = lineage(readings)
    before = origins(said, known)
    off = data.draw(st.lists(st.sampled_from(before.joins), max_size=3)) if before.joins else []
    after = origins(said, known, without=[join.id for join in off])
    assert after.publications.high >= before.publications.high
    assert after.speakers.high >= before.speakers.high
    # All off, nothing is joined any more.
    apart: list[tuple[int, int]] = []
    for _ in range(len(said) ** 2):
        left = origins(said, known, without=apart)
        if not left.joins:
            break
        apart += [join.assertions for join in left.joins]
    assert ends(left) == (len(said),) * 4


def test_a_hundred_articles_that_credit_one_another_in_a_ring_end() -> None:
    ring: Sequence[Report] = [
        report(f"Paper {i}", f"Paper {(i + 1) % 100}", retells=[f"Paper {(i + 1) % 100}"]) for i in range(100)
    ]
    assert ends(traced(*ring)) == (1, 1, 1, 1)
