"""When somebody unnamed is somebody named: what the one is called, an article says of the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from headwater.model import NameJoin, Place, Span
from headwater.resolve.bearers import BODY, PERSON, UNNAMED, Bearer
from headwater.resolve.descriptions import Description, describe
from headwater.resolve.ties import Groups, Tie, of_kind

KINDS = {"anonymous": PERSON, "organisation": BODY}


def roles(known: Sequence[Bearer], groups: Groups) -> Iterator[Tie]:
    """ "The head of the Aske office", and the only one of whom a report says so, with a name in what both say."""
    said: dict[tuple[str, str], list[tuple[int, Description]]] = defaultdict(list)
    for index, bearer in enumerate(known):
        for description in bearer.described:
            said[bearer.kind, description.head].append((index, description))
    for index in of_kind(known, UNNAMED):
        bearer = known[index]
        kind = KINDS.get(bearer.entity.type, "")
        for mention in bearer.mentions:
            told = describe(bearer.text, mention, bearer.lexicon)
            alike = [(i, d) for i, d in said.get((kind, told.head), []) if _same(told, d)] if told else []
            if len({groups[i] for i, _ in alike}) == 1:
                yield _tie(known, *alike[0], index, mention)
                break


def _same(one: Description, other: Description) -> bool:
    """Whether two descriptions with one head say the same: all the same words, a name among them.

    The one may be more exact than the other by a name, if they have two words in common beside their head.
    """
    shared = one.words & other.words
    further = one.words ^ other.words
    exact = not further or (len(shared) > 2 and shared in (one.words, other.words))
    return bool(one.capitals & other.capitals) and exact and further <= one.capitals | other.capitals


def _tie(known: Sequence[Bearer], named: int, description: Description, unnamed: int, mention: Span) -> Tie:
    one, other = known[named], known[unnamed]
    evidence = (Place(one.article, description.evidence), Place(other.article, mention))
    return Tie(
        named, unnamed, NameJoin((one.name, other.written(mention)), "a report says so of the one named", evidence)
    )
