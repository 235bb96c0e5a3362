from __future__ import annotations

from dataclasses import replace

import pytest

from headwater.export import index
from headwater.model import Place, StoryEntity

from .story import EMPTY, STORY


def entry(name: str) -> index.Entry:
    (found,) = (each for _, group in index.Index(STORY).entries for each in group if each.entity.name == name)
    return found


def test_a_person_says_what_comes_through_a_chain_with_the_name() -> None:
    assert tuple(entry("Lena Orsted").says) == ((3, 1),)


def test_of_a_place_is_said_what_mentions_it() -> None:
    assert tuple(entry("Port Ember").says) == ()
    assert tuple(entry("Port Ember").said_of) == ((1, 1), (2, 0))


def test_everybody_is_listed_by_heading_and_name_or_those_first_who_say_most() -> None:
    found = index.Index(STORY)
    assert [each.number for each in found.listed()] == [each.number for _, group in found.entries for each in group]
    for heading, group in (("", found.listed()), *found.entries):
        by_weight = sorted(group, key=lambda each: (-len(each.says), -len(each.said_of), each.number))
        assert [each.number for each in found.listed(heading, by_weight=True)] == [each.number for each in by_weight]


@pytest.mark.parametrize("alias", ["lena orsted", "The Lena Orsted"])
def test_small_differences_of_spelling_make_no_other_name(alias: str) -> None:
    entity = StoryEntity("s9", "the reporter", "person", (alias,), ())
    ((_, (found,)),) = index.Index(replace(STORY, entities=(entity,))).entries
    assert tuple(found.says) == ((3, 1),)


@pytest.mark.parametrize("type_", ["anonymous", "organisation", "document"])
def test_one_that_is_not_named_speaks_only_where_it_is_mentioned(type_: str) -> None:
    """Two articles' officials may be two, and so may their letters."""
    here, there = (
        StoryEntity(article, "an official", type_, (), (Place(article, (0, 3)),)) for article in ("courier", "post")
    )
    ((_, found),) = index.Index(replace(STORY, entities=(here, there))).entries
    assert [tuple(each.says) for each in found] == [((4, 1),), ()]


@pytest.mark.parametrize(
    ("kind", "heading"),
    [
        ("person", "People"),
        ("PERSON", "People"),
        ("organisation", "Organisations"),
        ("publication", "Publications"),
        ("PLACE", "Places"),
        ("document", "Documents"),
        ("work", "Others"),
        ("anonymous", "Described, not named"),
    ],
)
def test_entries_stand_under_the_heading_of_their_kind(kind: str, heading: str) -> None:
    story = replace(STORY, entities=(replace(STORY.entities[0], type=kind),))
    assert [title for title, _ in index.Index(story).entries] == [heading]


@pytest.mark.parametrize(
    ("type_", "name", "heading", "told_in"),
    [
        ("organisation", "the agency", "Described, not named", ("courier",)),
        ("organisation", "Harbour police", "Organisations", ()),
        ("anonymous", "an official", "Described, not named", ("courier",)),
        ("document", "a letter", "Documents", ("courier",)),
        ("document", "Safe Harbours Act", "Documents", ()),
        ("person", "Lena Orsted", "People", ()),
    ],
)
def test_of_one_who_is_only_described_it_is_told_in_which_article(
    type_: str, name: str, heading: str, told_in: tuple[str, ...]
) -> None:
    entity = StoryEntity("s9", name, type_, (), (Place("courier", (0, 3)), Place("courier", (9, 12))))
    ((found, (only,)),) = index.Index(replace(STORY, entities=(entity,))).entries
    assert (found, only.told_in) == (heading, told_in)


def test_entries_come_by_name_and_are_numbered() -> None:
    names = ["beta", "Alpha", "alpha"]
    entities = tuple(StoryEntity(name, name, "person", (), ()) for name in names)
    ((_, found),) = index.Index(replace(STORY, entities=entities)).entries
    assert [(each.number, each.entity.name) for each in found] == [(1, "Alpha"), (2, "alpha"), (3, "beta")]


def test_nobody_has_no_heading() -> None:
    assert index.Index(EMPTY).entries == []


def test_an_index_made_of_the_one_before_is_the_one_that_is_made_of_nothing() -> None:
    """Claims and entities come, go and change their places."""
    whole, before = index.Index(STORY), index.Index(EMPTY)
    for claims, entities in (
        (STORY.claims[1:], STORY.entities[::-1]),
        (STORY.claims[::-1], STORY.entities[1:]),
        ((), STORY.entities),
        (STORY.claims, STORY.entities),
    ):
        story = replace(STORY, claims=claims, entities=entities)
        before, anew = index.Index(story, before), index.Index(story)
        for one, other in zip(before.entries, anew.entries, strict=True):
            assert [(e.entity, *e.says, *e.said_of) for e in one[1]] == [
                (e.entity, *e.says, *e.said_of) for e in other[1]
            ]
        names = {(name, place.article) for e in entities for name in (e.name, *e.aliases) for place in e.mentions}
        assert all(before.number(*name) == anew.number(*name) for name in names)
    assert [len(group) for _, group in before.entries] == [len(group) for _, group in whole.entries]
