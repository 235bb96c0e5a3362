"""What falls with an origin, and what an article adds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from headwater.model import Claim, Count, Disagreement, Value
from headwater.provenance.additions import additions
from headwater.provenance.lineage import lineage
from headwater.provenance.origins import origins
from headwater.provenance.rests import rests

from .reports import Report, report, story
from .test_origins import stories


def claim(id_: str, *reports: Report, against: tuple[int, ...] = ()) -> Claim:
    readings, said = story(*reports)
    found = origins(said, lineage(readings), against=against)
    nothing = Count(0, 0, ())
    made = Claim(id_, "", None, None, tuple(said), nothing, nothing, found.joins, (), (), origins=found.origins)
    return replace(made, publications=found.publications, speakers=found.speakers)


COURIER = report("Courier", "Mayor Ahn")
RETOLD = report("Gazette", "Courier > Mayor Ahn")
OWN = report("Herald", "own")


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        pytest.param(
            [COURIER, RETOLD],
            [("publication", "Courier", True), ("speaker", "Mayor Ahn", True)],
            id="all have it from one",
        ),
        pytest.param(
            [COURIER, OWN],
            [("publication", "Courier", False), ("speaker", "Mayor Ahn", False)],
            id="another may have it from that one",
        ),
        pytest.param(
            [COURIER, report("Gazette", "Mayor Ahn")],
            [("speaker", "Mayor Ahn", True)],
            id="two papers heard one mayor",
        ),
        pytest.param([COURIER, report("Gazette", "Ada Berg")], [], id="two papers, two people"),
        pytest.param(
            [OWN, report("Gazette", "own")],
            [("publication", "Gazette", False), ("publication", "Herald", False)],
            id="either may be the only one",
        ),
    ],
)
def test_a_claim_falls_with_the_only_origin_that_it_has(
    reports: list[Report], expected: list[tuple[str, str, bool]]
) -> None:
    found = rests([claim("c", *reports)])
    assert sorted((r.of, r.name, r.claims == ("c",)) for r in found) == expected
    assert all((r.claims or r.possibly) and r.evidence for r in found)


def test_an_origin_bears_all_its_claims_and_the_one_that_bears_most_comes_first() -> None:
    gazette = report("Gazette", "Ada Berg")
    found = rests([claim("c", COURIER), claim("d", RETOLD), claim("e", COURIER, OWN), claim("f", gazette)])
    told = {(r.of, r.name): (r.claims, r.possibly) for r in found}
    assert told["publication", "Courier"] == (("c", "d"), ("e",))
    assert told["speaker", "Ada Berg"] == (("f",), ())
    assert (found[0].name, found[-1].claims) in {("Courier", ("f",)), ("Mayor Ahn", ("f",))}


def test_an_unnamed_speaker_is_one_in_two_claims_only_by_the_same_mention() -> None:
    official = report("Courier", "an official")
    elsewhere = report("Gazette", "an official", "an official")
    one = claim("c", official)
    assert [r.claims for r in rests([one, replace(one, id="d")]) if r.of == "speaker"] == [("c", "d")]
    two = replace(claim("d", elsewhere), assertions=claim("d", elsewhere).assertions[1:])
    apart = replace(two, origins=tuple(replace(o, assertions=(0,)) for o in two.origins[-1:]))
    assert [r.claims for r in rests([one, replace(apart, speakers=Count(1, 1, ()))]) if r.of == "speaker"] == [
        ("c",),
        ("d",),
    ]


@pytest.mark.parametrize(
    ("reports", "kinds"),
    [
        pytest.param([COURIER], ["new"], id="nobody else has it"),
        pytest.param([COURIER, RETOLD], ["origin", "retold"], id="one has it from the other"),
        pytest.param([RETOLD, report(None, "Courier")], ["retold", "retold"], id="both have it from a third"),
        pytest.param([COURIER, report("Gazette", "Ada Berg")], ["independent", "independent"], id="each by itself"),
        pytest.param([COURIER, OWN], ["independent", "retold?"], id="an own voice may have it from anywhere"),
        pytest.param([report("Gazette", "Courier", "Ada Berg"), COURIER], ["independent", "origin"], id="both ways"),
    ],
)
def test_what_an_article_adds_to_a_claim(reports: list[Report], kinds: list[str]) -> None:
    publishers = {reading.article.id: reading.article.publisher for reading in story(*reports)[0]}
    found = additions([claim("c", *reports)], publishers)
    assert [a.kind + "?" * (not a.certain) for a in found] == kinds
    assert [a.article for a in found] == sorted(publishers)


def test_what_others_contradict_is_neither_new_nor_retold() -> None:
    three = claim("c", COURIER, report("Gazette", "Ada Berg"), OWN, against=(1,))
    differing = Disagreement("how many", (Value("four", (0,)), Value("five", (2,))))
    found = additions([replace(three, disagreements=(differing,))], {})
    assert [(a.kind, a.slots) for a in found] == [
        ("contradicted", ("how many",)),
        ("contradicted", ()),
        ("contradicted", ("how many",)),
    ]


def test_an_article_that_disagrees_with_itself_contradicts_no_other() -> None:
    alone = claim("c", report("Courier", "Mayor Ahn", "Ada Berg"))
    differing = Disagreement("how many", (Value("four", (0,)), Value("five", (1,))))
    assert [a.kind for a in additions([replace(alone, disagreements=(differing,))], {})] == ["new"]


@settings(max_examples=100, deadline=None)
@given(stories)
def test_every_article_adds_something_to_each_claim_that_it_makes(told: list[Report]) -> None:
    readings, said = story(*told)
    made = claim("c", *told)
    found = additions([made], {r.article.id: r.article.publisher for r in readings})
    assert {a.article: a.assertions for a in found} == {
        r.article.id: tuple(i for i, a in enumerate(said) if a.article == r.article.id) for r in readings
    }
    assert all(sorted((*a.assertions, *a.others)) == list(range(len(said))) for a in found)
    assert all((a.kind == "new") == (not a.others) for a in found)
    # Where the article alone vouches, what it vouches by is not among what the others rest on.
    assert sum(a.kind == "independent" for a in found) <= made.publications.high


@settings(max_examples=100, deadline=None)
@given(stories)
def test_only_a_claim_on_one_origin_falls_for_certain(told: list[Report]) -> None:
    made = claim("c", *told)
    for rest in rests([made]):
        side = made.publications if rest.of == "publication" else made.speakers
        assert side.low == 1
        assert bool(rest.claims) == (side.high == 1)
        assert rest.name in side.names
