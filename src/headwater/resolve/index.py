"""Whom an article mentions, as an index has it: people, bodies, places, ships, and whoever is only described."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from headwater.model import Entity, Span
from headwater.resolve.cast import Cast, Who
from headwater.resolve.names.labels import modifies
from headwater.resolve.phrases import WORD

REACH = 40
BEFORE = re.compile(r"[\w,;] ([A-Z][a-z]+) $")
"""A word with a capital right before a name, which does not open its sentence."""
TYPES = {"PLACE": "place", "VESSEL": "vessel"}
"""What stands in the index under another type than it would speak as."""


def listed(cast: Cast, ids: Mapping[int, str]) -> Iterator[Entity]:
    """Everybody in the cast but "nobody", the "French" of "French police", and several who speak as one and are listed
    each; `ids` holds theirs by the id of who.
    """
    spoken = {id(who) for _, who in cast.spoken}
    for who in (each for each in cast.everyone if not each.members):
        if id(who) not in spoken and all(_is_rest(cast, who, span) for span in who.mentions):
            continue
        mentions = tuple(sorted({span for span in who.mentions if not _is_adjective(cast, who, span)}))
        if mentions and (who.name or _describes(who.description, cast)):
            type_ = TYPES.get(who.label, who.type.value)
            yield Entity(ids[id(who)], who.name or who.description, type_, mentions)


def _is_adjective(cast: Cast, who: Who, span: Span) -> bool:
    """Whether a people or a party only tells of something whose it is: "French police", "a Republican"."""
    if who.label != "GROUP":
        return False
    written = cast.text[slice(*span)]
    several = written.endswith("s") or cast.text[max(0, span[0] - 4) : span[0]].lower() == "the "
    return not (several or written.lower().startswith("the ")) or modifies(cast.text, span, cast.lexicon)


def _is_rest(cast: Cast, who: Who, span: Span) -> bool:
    """Whether one word is what the network has marked of a longer name: "the Keystone | Pipeline"."""
    start, end = span
    if who.label not in ("ORGANISATION", "WORK") or " " in cast.text[start:end]:
        return False
    before = BEFORE.search(cast.text, max(0, start - REACH), start)
    if before is None:
        return False
    word, lexicon = before[1].lower(), cast.lexicon
    return not (lexicon.is_title(word) or word in lexicon.calendar | lexicon.openers | lexicon.determiners)


def _describes(description: str, cast: Cast) -> bool:
    """Whether a description has a word that tells who it is: not "both", "he", "the last one" or "14"."""
    lexicon = cast.lexicon
    known = (lexicon.pronouns.keys(), lexicon.courtesy, lexicon.others, lexicon.empty)
    small = (lexicon.determiners | lexicon.prepositions | lexicon.relatives).union(*known)
    words = WORD.findall(description.lower())
    if words[-1:] == ["one"]:
        return False
    return any(word not in small and not word[0].isdigit() for word in words)
