"""When somebody unnamed is somebody named: what the one is called, an article says of the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from headwater.model import NameJoin, Place, Span
from headwater.resolve.across.bearers import BODY, PERSON, UNNAMED
from headwater.resolve.across.descriptions import Description
from headwater.resolve.across.ties import Groups, Known, Tie

Wording = tuple[frozenset[str], frozenset[str]]
"""The words of a description, and those of them with a capital."""
Said = tuple[int, Description]
KINDS = {"anonymous": PERSON, "organisation": BODY}


def roles(known: Known, groups: Groups) -> Iterator[Tie]:
    """ "The head of the Aske office", and the only one of whom a report says so, with a name in what both say."""
    # Under kind and head each wording once, with the groups of which it is said and the first description in it.
    said: dict[tuple[str, str], dict[Wording, dict[int, Said]]] = defaultdict(lambda: defaultdict(dict))
    for index, bearer in enumerate(known):
        for description in bearer.described:
            wordings = said[bearer.kind, description.head]
            wordings[description.words, description.capitals].setdefault(groups[index], (index, description))
    for index in known.kinds[UNNAMED]:
        bearer = known[index]
        kind = KINDS.get(bearer.entity.type, "")
        for mention, told in bearer.told:
            wordings = said.get((kind, told.head), {})
            alike = [of for wording, of in wordings.items() if _same((told.words, told.capitals), wording)]
            if len({group for of in alike for group in of}) == 1:
                ((named, description),) = alike[0].values()
                yield _tie(known, named, description, index, mention)
                break


def _same(one: Wording, other: Wording) -> bool:
    """Whether two descriptions with one head say the same: all the same words, a name among them.

    The one may be more exact than the other by a name, if they have two words in common beside their head.
    """
    shared, further, names = one[0] & other[0], one[0] ^ other[0], one[1] & other[1]
    exact = not further or (len(shared) > 2 and shared in (one[0], other[0]))
    return bool(names) and exact and further <= one[1] | other[1]


def _tie(known: Known, named: int, description: Description, unnamed: int, mention: Span) -> Tie:
    one, other = known[named], known[unnamed]
    evidence = (Place(one.article, description.evidence), Place(other.article, mention))
    return Tie(
        named, unnamed, NameJoin((one.name, other.written(mention)), "a report says so of the one named", evidence)
    )
