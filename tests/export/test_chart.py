from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from rich.cells import cell_len

from headwater.export import chart
from headwater.export.flow import ARTICLE
from headwater.model import Assertion, Certainty, Link, SourceType, Story

from .story import EMPTY, STORY, WARNED, hostile, sixty


def names(picture: chart.Chart) -> list[str]:
    return [", ".join(box.node.names) for box in sorted(picture.boxes, key=lambda box: (box.x, box.y))]


def box(picture: chart.Chart, name: str, kind: str) -> chart.Box:
    (found,) = (box for box in picture.boxes if (box.node.names, box.node.type) == ((name,), kind))
    return found


def telling(*chains: tuple[Link, ...]) -> Story:
    assertions = tuple(Assertion("post", None, ((0, 3),), "The", Certainty.HEDGED, chain) for chain in chains)
    return replace(STORY, articles=STORY.articles[:1], claims=(replace(WARNED, assertions=assertions),), derivations=())


def paper(name: str, *, stated: bool = True) -> Link:
    return Link(name, SourceType.PUBLICATION, stated, (0, 3))


def test_origins_stand_at_the_left_and_articles_at_the_right() -> None:
    picture = chart.draw(STORY)
    articles = [each.x for each in picture.boxes if each.node.type == ARTICLE]
    assert len(articles) == 3
    assert len(set(articles)) == 1
    assert all(each.x < articles[0] for each in picture.boxes if each.node.type != ARTICLE)
    order = [
        box(picture, "an official", "anonymous").x,
        box(picture, "The Ember Post", "publication").x,
        box(picture, "Kalmar Ledger", "publication").x,
        box(picture, "Evening Courier", "article").x,
    ]
    assert order == sorted(set(order))


def test_boxes_stay_apart_and_inside() -> None:
    for picture in (chart.draw(STORY), chart.draw(hostile()), chart.draw(telling((paper("A"), paper("B"))))):
        for one in picture.boxes:
            assert 0 <= one.x <= one.x + one.width <= picture.width
            assert 0 <= one.y <= one.y + one.height <= picture.height
            for other in picture.boxes:
                if one is not other and one.x == other.x:
                    assert one.y + one.height < other.y or other.y + other.height < one.y


def test_a_link_that_any_text_states_is_stated() -> None:
    a, b, inferred = paper("A"), paper("B"), paper("A", stated=False)
    assert [line.stated for line in chart.draw(telling((inferred,))).lines] == [False]
    assert [line.stated for line in chart.draw(telling((inferred,), (a,))).lines] == [True]
    assert [line.stated for line in chart.draw(telling((inferred, b))).lines] == [False, True]


def test_unnamed_sources_of_two_articles_are_two() -> None:
    official = Link("an official", SourceType.ANONYMOUS, True, (0, 3))
    person = Link("Lena Orsted", SourceType.PERSON, True, (0, 3))
    assertions = [
        Assertion(article, None, ((0, 3),), "The", Certainty.HEDGED, (source,))
        for article in ("post", "courier")
        for source in (official, person)
    ]
    story = replace(STORY, claims=(replace(WARNED, assertions=tuple(assertions)),), derivations=())
    assert names(chart.draw(story)).count("an official") == 2
    assert names(chart.draw(story)).count("Lena Orsted") == 1


@pytest.mark.parametrize(
    "chains",
    [
        ((paper("A"), paper("B")), (paper("B"), paper("A"))),
        ((paper("A"), paper("A")),),
        ((paper("A"), paper("B"), paper("C"), paper("A")),),
    ],
    ids=["each from the other", "from itself", "around"],
)
def test_circles_are_opened(chains: tuple[tuple[Link, ...], ...]) -> None:
    picture = chart.draw(telling(*chains))
    assert {"A", "The Ember Post"} <= set(names(picture))


def test_a_long_edge_passes_between_the_boxes_of_each_column() -> None:
    picture = chart.draw(telling((paper("A"), paper("B"), paper("C")), (paper("C"),)))
    assert sum(line.path.count("H") for line in picture.lines) == 2


def test_names_fit_into_their_boxes() -> None:
    long = paper("The Extraordinarily Long Gazette of the United Harbours and Inland Waterways")
    wide = paper("港湾新聞" * 20)
    for each in chart.draw(telling((long,), (wide,))).boxes:
        assert len(each.lines) <= (3 if each.node.type == ARTICLE else 2)
        assert all(cell_len(line) * 7 <= each.width for line in each.lines)
    assert box(chart.draw(telling((long,))), long.name, "publication").lines[1].endswith("…")


def people(count: int) -> list[Link]:
    return [Link(f"witness {number}", SourceType.PERSON, True, (0, 3)) for number in range(count)]


def test_few_speakers_stand_each_alone() -> None:
    assert len(chart.draw(telling(*((each,) for each in people(10)))).boxes) == 11


def test_of_many_those_whom_the_same_take_from_stand_in_one_box() -> None:
    crowd = people(200)
    shared = [(paper("A"), crowd[0]), (paper("B"), crowd[0])]
    picture = chart.draw(telling(*((each,) for each in crowd), *shared, (paper("A"),)))
    assert picture.omitted == 0
    (several,) = (box for box in picture.boxes if box.node.type == chart.SEVERAL)
    assert len(several.node.names) == 199
    assert several.lines[-1].endswith("more")
    assert len(several.lines) <= 3
    assert "witness 0" in names(picture)


def test_whom_a_text_states_and_whom_one_infers_never_share_a_box() -> None:
    stated, inferred = people(40)[:20], [replace(each, stated=False) for each in people(40)[20:]]
    picture = chart.draw(telling(*((each,) for each in (*stated, *inferred))))
    assert sorted(line.stated for line in picture.lines) == [False, True]


def test_a_crowd_that_is_cited_often_is_left_out_and_counted() -> None:
    """A hundred speakers of whom no two are cited by the same publications."""
    crowd = people(100)
    papers = [paper(name) for name in "ABCDEFGHIJKLMNO"]
    pairs = list(combinations(papers, 2))
    picture = chart.draw(telling(*((each, one) for one, two in zip(crowd, pairs, strict=False) for each in two)))
    assert picture.omitted == 100
    assert set(names(picture)) == {each.name for each in papers} | {"The Ember Post"}


def test_the_ways_of_a_box_lead_from_its_origins_and_to_the_articles() -> None:
    picture = chart.draw(telling((paper("A"), paper("B")), (paper("C"),)))
    ends = {name: box(picture, name, "publication").ways for name in "ABC"}
    assert len(ends["A"]) == len(ends["B"]) == 2
    assert set(ends["A"]) == set(ends["B"])
    assert len(ends["C"]) == 1
    assert len(box(picture, "The Ember Post", "article").ways) == 3


def test_sixty_articles_are_one_readable_picture() -> None:
    picture = chart.draw(sixty())
    articles = [each for each in picture.boxes if each.node.type == ARTICLE]
    assert sum(len(each.node.names) for each in articles) == 60
    assert len(articles) < 60
    assert picture.width <= 1280
    assert picture.height <= 2000
    assert picture.omitted == 0
    assert box(picture, "Wire 2", "publication").x < box(picture, "Daily 4", "publication").x < articles[0].x


def test_nothing_is_drawn_of_nothing() -> None:
    assert chart.draw(EMPTY).boxes == ()
