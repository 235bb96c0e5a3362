"""Which bearers may be one at all: those that share a name, initials or a description stand in one block.

No rule ties bearers of two blocks, so that each block can be looked at by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

import numpy as np

from headwater.kept import Kept
from headwater.linkage import Integers
from headwater.model import Decision, SourcesSame
from headwater.resolve.across.bearers import BODY, PERSON, UNNAMED, Bearer, normal, only_initials
from headwater.resolve.across.same_body import noun, spells_out
from headwater.resolve.across.same_person import personal_name
from headwater.resolve.across.same_role import KINDS
from headwater.resolve.names.naming import acronym, initials

Sign = tuple[str, ...]
"""Something that two bearers can have in common, under what it is."""
FORM, FULL, FAMILY, INITIALS, NOUN, ROLE, CALLED = "form", "full", "family", "initials", "noun", "role", "called"


class Blocks:
    """The blocks of a story's bearers, again and again; what one bears is looked up once."""

    def __init__(self) -> None:
        self._numbers: dict[Sign, int] = {}
        self._borne = Kept[Bearer, tuple[int, ...]]()

    def __call__(self, bearers: Sequence[Bearer], decisions: Sequence[Decision]) -> list[list[int]]:
        """Indices of bearers, ascending, the block with the first of all first; behind the bearers stand decisions."""
        borne = [*self._borne.each(bearers, self._of_bearer), *map(self._of_decision, decisions)]
        who = np.repeat(np.arange(len(borne)), np.fromiter(map(len, borne), np.int64, len(borne)))
        codes = np.fromiter(chain.from_iterable(borne), np.int64, len(who))
        sign, waits = codes >> 1, (codes & 1).astype(bool)
        met = np.zeros(len(self._numbers), dtype=bool)
        met[sign[~waits]] = True
        linking = met[sign]
        first = _first(who[linking], sign[linking], len(borne))
        order = np.argsort(first, kind="stable")
        stops = [*(np.flatnonzero(np.diff(first[order])) + 1).tolist(), len(order)] if len(order) else []
        ordered = order.tolist()
        return [ordered[start:stop] for start, stop in pairwise([0, *stops])]

    def _of_bearer(self, bearer: Bearer) -> tuple[int, ...]:
        links, waits = {*_links(bearer)}, {*_waits(bearer)}
        return (*(2 * self._number(sign) for sign in links), *(2 * self._number(sign) + 1 for sign in waits - links))

    def _of_decision(self, decision: Decision) -> tuple[int, ...]:
        act = decision.act
        names = (normal(act.one.name), normal(act.other.name)) if isinstance(act, SourcesSame) else ()
        return tuple(2 * self._number((CALLED, name)) for name in names)

    def _number(self, sign: Sign) -> int:
        return self._numbers.setdefault(sign, len(self._numbers))


def _links(bearer: Bearer) -> Iterator[Sign]:
    """What ties a bearer to every other that has it, or waits for it."""
    name = bearer.plain
    if bearer.kind == UNNAMED:
        kind = KINDS.get(bearer.entity.type, "")
        yield from ((ROLE, kind, told.head, word) for _, told in bearer.told for word in told.capitals)
        return
    yield FORM, bearer.kind, name
    if bearer.kind == PERSON:
        if only_initials(bearer.name):
            yield INITIALS, PERSON, name.replace(" ", "")
        parts = personal_name(bearer.name)
        yield (FULL, parts.family, parts.suffix) if parts.given else (FAMILY, parts.family)
    if bearer.kind == BODY:
        yield from ((FORM, BODY, normal(form)) for form in bearer.forms if acronym(form))
        if acronym(bearer.name):
            yield INITIALS, BODY, name
        if word := noun(bearer):
            yield NOUN, word


def _waits(bearer: Bearer) -> Iterator[Sign]:
    """What ties a bearer only to those to whom it is more than one sign among others."""
    name, forms = bearer.plain, [*map(normal, bearer.forms)]
    yield from ((CALLED, each) for each in (name, *forms))
    yield from ((ROLE, bearer.kind, said.head, word) for said in bearer.described for word in said.capitals)
    if bearer.kind == PERSON:
        parts = personal_name(bearer.name)
        if parts.given:
            yield from ((FAMILY, each) for each in (parts.family, *parts.family.split()[-1:], *forms))
        yield INITIALS, PERSON, parts.initials
    if bearer.kind == BODY:
        yield from ((FORM, BODY, form) for form in forms)
        if spells_out(bearer.name):
            yield INITIALS, BODY, initials(bearer.name).casefold()
        words = name.split()
        if len(words) > 1:
            yield from ((NOUN, word) for word in words)


def _first(who: Integers, sign: Integers, size: int) -> Integers:
    """For each of so many the first one that signs connect it with, by way of others too."""
    found = np.arange(size)
    order = np.argsort(sign, kind="stable")
    holders, starts = who[order], np.flatnonzero(np.diff(sign[order], prepend=-1))
    sizes = np.diff(np.append(starts, len(order)))
    while len(starts):
        least = np.repeat(np.minimum.reduceat(found[holders], starts), sizes)
        nearer = found.copy()
        np.minimum.at(nearer, holders, least)
        nearer = nearer[nearer]
        if np.array_equal(nearer, found):
            break
        found = nearer
    return found
