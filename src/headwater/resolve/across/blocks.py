"""Which bearers may be one at all: those that share a name, initials or a description stand in one block.

No rule ties bearers of two blocks, so that each block can be looked at by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from headwater.connected import Connected
from headwater.model import Decision, SourcesSame
from headwater.resolve.across.bearers import BODY, PERSON, UNNAMED, Bearer, Stood, normal, only_initials
from headwater.resolve.across.same_body import COUNTRIES, LEFT_OUT, noun, spells_out
from headwater.resolve.across.same_person import SHORTEST, personal_name
from headwater.resolve.across.same_role import KINDS
from headwater.resolve.names.naming import acronym, initials

Sign = tuple[str, ...]
"""Something that two bearers can have in common, under what it is."""
FORM, FULL, FAMILY, INITIALS, NOUN, ROLE, CALLED = "form", "full", "family", "initials", "noun", "role", "called"
SPELLING = "spelling"


def blocks() -> Connected[Stood[Bearer | Decision]]:
    """The blocks of a story's bearers, and of decisions, which follow them."""
    return Connected(_signs, lambda stood: stood.order)


def _signs(stood: Stood[Bearer | Decision]) -> tuple[Iterable[Sign], Iterable[Sign]]:
    if isinstance(stood.what, Bearer):
        return _links(stood.what), _waits(stood.what)
    act = stood.what.act
    names = (normal(act.one.name), normal(act.other.name)) if isinstance(act, SourcesSame) else ()
    return [(CALLED, name) for name in names], ()


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
        if parts.given and len(parts.family) >= SHORTEST:
            yield SPELLING, parts.spelling
    if bearer.kind == BODY:
        first, _, last = name.partition(" ")
        if first in COUNTRIES and " " in last:
            yield FORM, BODY, last
        most, _, last = name.rpartition(" ")
        if most and last in LEFT_OUT:
            yield FORM, BODY, most
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
