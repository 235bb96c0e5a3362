"""What is known across articles before their claims are looked at."""

from itertools import permutations

from headwater.model import StoryEntity
from headwater.provenance.lineage import lineage


def entity(name: str, *aliases: str) -> StoryEntity:
    return StoryEntity(name, name, "collective", aliases, ())


def test_two_spellings_of_one_name_stand_for_the_same_one_in_any_order() -> None:
    """A set of strings has another order in each process, and the first of it stood for both."""
    given = [entity("the French", "the French side"), entity("French", "the French side"), entity("Courier")]
    found = {frozenset(lineage([], order, ()).aliases.items()) for order in permutations(given)}
    assert len(found) == 1
    assert dict(next(iter(found)))["french side"] == "French"
