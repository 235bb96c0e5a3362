from __future__ import annotations

from dataclasses import replace

import pytest

from headwater.export import chart
from headwater.model import Assertion, Certainty, Link, SourceType, Story

from .story import EMPTY, STORY, WARNED, hostile


def names(picture: chart.Chart) -> list[str]:
    return [box.name for box in sorted(picture.boxes, key=lambda box: (box.x, box.y))]


def box(picture: chart.Chart, name: str, kind: str) -> chart.Box:
    (found,) = (box for box in picture.boxes if (box.name, box.type) == (name, kind))
    return found


def telling(*chains: tuple[Link, ...]) -> Story:
    assertions = tuple(Assertion("post", None, ((0, 3),), "The", Certainty.HEDGED, chain) for chain in chains)
    return replace(STORY, articles=STORY.articles[:1], claims=(replace(WARNED, assertions=assertions),), derivations=())


def paper(name: str, *, stated: bool = True) -> Link:
    return Link(name, SourceType.PUBLICATION, stated, (0, 3))


def test_origins_stand_at_the_left_and_articles_at_the_right() -> None:
    picture = chart.draw(STORY)
    articles = [each.x for each in picture.boxes if each.article]
    assert len(articles) == 3
    assert len(set(articles)) == 1
    assert all(each.x < articles[0] for each in picture.boxes if not each.article)
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
        assert len(each.lines) <= 3
        assert all(len(line) <= 24 for line in each.lines)
    assert box(chart.draw(telling((long,))), long.name, "publication").lines[1].endswith("…")


def test_a_crowd_of_speakers_is_left_out_and_counted() -> None:
    crowd = [(Link(f"witness {number}", SourceType.PERSON, True, (0, 3)),) for number in range(200)]
    picture = chart.draw(telling(*crowd, (paper("A"),)))
    assert picture.omitted == 200
    assert names(picture) == ["A", "The Ember Post"]


def test_a_crowd_that_is_cited_often_is_left_out_too() -> None:
    crowd = [Link(f"witness {number}", SourceType.PERSON, True, (0, 3)) for number in range(100)]
    picture = chart.draw(telling(*((paper(name), each) for each in crowd for name in "AB")))
    assert picture.omitted == 100
    assert names(picture) == ["A", "B", "The Ember Post"]


def test_nothing_is_drawn_of_nothing() -> None:
    assert chart.draw(EMPTY).boxes == ()
