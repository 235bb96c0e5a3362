"""Everybody in one article as they are compared across articles: the forms of a name, and what it is called besides."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from headwater.model import Entity, Place, Reading, Span, Spans
from headwater.resolve.across import name_words
from headwater.resolve.across.descriptions import Description, describe, descriptions
from headwater.resolve.lexicon import Lexicon, load
from headwater.resolve.names.naming import LEADING, SMALL, acronym, initials
from headwater.resolve.phrases import OF_SOMEBODY, POSSESSIVE, WORD

PERSON, BODY, VESSEL, UNNAMED = "person", "body", "vessel", "unnamed"
PUBLICATION, PLACE = "publication", "place"
NAMED = frozenset({"organisation", PUBLICATION, PLACE, VESSEL})
DOCUMENT = "document"
WRITTEN_OUT = (
    (re.compile(r"\bunited states(?: of america)?\b"), "us"),
    (re.compile(r"\bunited kingdom\b"), "uk"),
    (re.compile(r"\bunited nations\b"), "un"),
    (re.compile(r"\beuropean union\b"), "eu"),
)
"""What is as often written by its letters, alone or before the name of a body of theirs."""
OWNER = re.compile(r"'s?(?= )")
INITIALS = re.compile(r"(?:[^\W\d_]\.\s?)+[^\W\d_]\.?")
"""A person's name that is nothing but initials: "V.H."."""
REACH = 20
"""Characters before a name in which the word stands that tells a place."""
What = TypeVar("What", covariant=True)
QUOTES = str.maketrans("’‘`´", "''''")


@dataclass(frozen=True, slots=True)
class Bearer:
    """One entity of one article.

    `kind` is PERSON, BODY (a place is one, too), VESSEL or UNNAMED (who is only described); `forms` are the ways in
    which it is named there, each with its first mention; the one that is `name` comes first, and `plain` is that as it
    is compared. `in_place`: something is somewhere in or near it. `told` is what the mentions of one without a name say
    of it.
    """

    article: str
    name: str
    entity: Entity
    kind: str
    forms: Mapping[str, Span]
    described: tuple[Description, ...]
    mentions: Spans
    in_place: bool
    text: str
    lexicon: Lexicon
    plain: str
    told: tuple[tuple[Span, Description], ...] = ()

    def place(self, form: str | None = None) -> Place:
        return Place(self.article, self.forms.get(form or self.name, self.mentions[0]))

    def written(self, span: Span) -> str:
        """The text at `span` as an index would have it."""
        words = " ".join(self.text[slice(*span)].split())
        return f"the {words[4:]}" if words.startswith("The ") else words


@dataclass(frozen=True, slots=True, eq=False)
class Stood(Generic[What]):
    """A bearer, or a decision, where it stands in the story: bearers by their articles' ids and their places in these,
    behind them decisions.
    """

    order: tuple[int, str, int]
    what: What


def bearers(reading: Reading) -> Iterator[Bearer]:
    article = reading.article
    lexicon, around = load(article.language or "en"), name_words.load(article.language or "en")
    persons = sorted(span for entity in reading.entities if entity.type == PERSON for span in entity.mentions)
    for entity in reading.entities:
        mentions = tuple(_with_full_stop(article.text, span) for span in entity.mentions)
        name = f"{entity.name}." if only_initials(entity.name) and mentions != entity.mentions else entity.name
        forms = _forms(name, entity.type, mentions, article.text, lexicon) if _named(entity) else {}
        named = [span for span in mentions if _form(article.text, span, lexicon) in forms]
        person = entity.type == PERSON or only_initials(name)
        found = [
            description
            for span in named
            for description in descriptions(article.text, span, person, lexicon, around)
            if not _names_another(article.text, description, span, persons)
            and not (entity.type == PLACE and _ends_in_name(article.text, description, span))
        ]
        kind = PERSON if entity.type == PERSON or (person and found) else VESSEL if entity.type == VESSEL else BODY
        kind = kind if forms else UNNAMED
        place = any(around.place.search(article.text, max(0, start - REACH), start) for start, _ in mentions)
        told = tuple(_told(article.text, mentions, lexicon)) if kind == UNNAMED else ()
        yield Bearer(
            article.id,
            name,
            entity,
            kind,
            forms,
            tuple(found),
            mentions,
            place,
            article.text,
            lexicon,
            normal(name),
            told,
        )


def _told(text: str, mentions: Spans, lexicon: Lexicon) -> Iterator[tuple[Span, Description]]:
    for mention in mentions:
        if found := describe(text, mention, lexicon):
            yield mention, found


def _names_another(text: str, description: Description, name: Span, persons: Sequence[Span]) -> bool:
    """Whether it is the description of another in a list: "Ada Moss, the mayor of Aske Karl Roe and the guests"."""
    start, end = description.span
    inside = persons[bisect_left(persons, (start,)) : bisect_left(persons, (end,))]
    others = (span for span in inside if span[1] <= name[0] or name[1] <= span[0])
    return any(not (OF_SOMEBODY.match(text, s[1]) or POSSESSIVE.search(text[slice(*s)])) for s in others)


def _ends_in_name(text: str, description: Description, name: Span) -> bool:
    """Whether it is another place, in the one named: "the town of Aske, Norrland"."""
    words = text[slice(*description.span)].split()
    return description.span[1] < name[0] and words[-1][:1].isupper()


def _with_full_stop(text: str, span: Span) -> Span:
    """A mention of initials with the full stop that belongs to the last of them."""
    stopped = span[0], span[1] + 1
    return stopped if text[span[1] : span[1] + 1] == "." and only_initials(text[slice(*stopped)]) else span


def _named(entity: Entity) -> bool:
    """Whether an entity has a name, not a description with names in it ("French authorities")."""
    words = [word.group() for word in WORD.finditer(entity.name) if word.group().lower() not in SMALL]
    if not words or not entity.name[0].isalnum():
        return False
    proper = all(any(c.isupper() or c.isdigit() for c in word) for word in words)
    # One word may be any text of that name: "Act".
    written = entity.type == DOCUMENT and len(words) > 1
    return entity.type == PERSON or (proper and (written or entity.type in NAMED))


def _forms(name: str, type_: str, mentions: Spans, text: str, lexicon: Lexicon) -> dict[str, Span]:
    found = {name: mentions[0]}
    for span in sorted(mentions, reverse=True):
        form = _form(text, span, lexicon)
        if form == name or (_names(form, name, type_) and not _cut_off(text, span, name)):
            found[form] = span
    return found


def _form(text: str, span: Span, lexicon: Lexicon) -> str:
    words = LEADING.sub("", POSSESSIVE.sub("", " ".join(text[slice(*span)].split()))).split()
    return " ".join(lexicon.without_titles(words))


def _names(form: str, name: str, type_: str) -> bool:
    """Whether a mention is another form of a name, and no pronoun or description: a part of it or an acronym."""
    short, long = form.split(), name.split()
    places = [i for i in range(len(long)) if long[i : i + len(short)] == short]
    if type_ == PUBLICATION and places == [0] and long[len(short)].lower() not in SMALL:
        return False  # "Sundholm" is the place of the Sundholm Courier, "the Times" is the Times of London.
    if places or form.casefold() in name.casefold().split():
        return bool(places)
    proper = all(word[0].isupper() or word.lower() in SMALL for word in short)
    return abbreviates(form, name) or (proper and len(short) > 1 and abbreviates(name, form))


def abbreviates(form: str, name: str) -> bool:
    """Whether an acronym that the text gives for a name can be of it: "Federal Court of Audit (BRH)".

    Of a name of two words it has two of the initials; "WASHINGTON (AP)" and "New York (AP)" say where AP reports from.
    """
    letters = normal(form).replace("&", "")
    if not acronym(form) or len(letters) < 2 or " " not in name:
        return False
    return len(name.split()) > 2 or (Counter(letters) & Counter(initials(name).casefold())).total() > 1


def _cut_off(text: str, span: Span, name: str) -> bool:
    """Whether a mention is only the marked part of the whole name, which stands there."""
    around = text[max(0, span[0] - len(name)) : span[1] + len(name)]
    return " ".join(text[slice(*span)].split()) in name and name in " ".join(around.split())


@lru_cache(maxsize=65_536)
def only_initials(name: str) -> bool:
    """Whether a name is a person's initials: "V.H."."""
    return INITIALS.fullmatch(name) is not None


@lru_cache(maxsize=65_536)
def normal(name: str) -> str:
    """A name as it is compared: without article, case, accents, full stops, possessives and British spelling in it."""
    plain = unicodedata.normalize("NFKD", LEADING.sub("", name).translate(QUOTES).replace(".", ""))
    words = " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())
    words = OWNER.sub("", words) if "'" in words else words
    words = words.replace("isation", "ization").replace("co-operation", "cooperation") if " " in words else words
    for written, letters in WRITTEN_OUT if "u" in words and " " in words else ():
        words = written.sub(letters, words)
    return words
