"""The names in one article > who they name: short forms with long ones, acronyms with what they stand for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache

from headwater import vocabulary
from headwater.model import Mention, Span
from headwater.resolve.lexicon import Lexicon, Publications
from headwater.resolve.phrases import AUXILIARY, POSSESSIVE, WORD

IN_PARENTHESES = re.compile(r"\s*\(\s*(?:the\s+)?[“\"‘']?([A-Z][A-Z.&]{1,9})[”\"’']?\s*\)")
LEADING = re.compile(r"^(?:the|The|THE)\s+(?=\S)")
SURE = ("PUBLICATION", "VESSEL")
"""Labels that the words around one mention settle for all."""
JOINING = frozenset({"and", "&", "the"})
"""Before words in a name they tell that these are another's: "the Office of the Fleet Board"."""
SMALL = frozenset({"of", "the", "for", "and", "on", "in", "to", "de", "la", "le", "du", "des", "von", "van"})


@dataclass(slots=True)
class Named:
    """One bearer of a name within an article; `forms` counts the ways it is written."""

    label: str
    forms: Counter[str] = field(default_factory=Counter)
    mentions: list[Span] = field(default_factory=list)

    acronym: str | None = None

    @property
    def name(self) -> str:
        """The fullest form (most words, an acronym last), or the acronym that the article explains and goes on with."""
        if self.acronym and self.forms[self.acronym] > 1:
            return self.acronym
        return max(self.forms, key=lambda f: (not acronym(f), len(f.split()), self.forms[f], f))


@lru_cache(maxsize=65_536)
def acronym(form: str) -> bool:
    return form.replace(".", "").replace("&", "").isupper() and " " not in form and len(form) > 1


def form_of(text: str, mention: Mention, lexicon: Lexicon) -> str:
    """A name as it would stand in an index: without article, possessive and, for persons, titles."""
    form = LEADING.sub("", POSSESSIVE.sub("", " ".join(text[slice(*mention.span)].split())))
    if mention.label == "PERSON":
        words = form.split()
        form = " ".join(lexicon.without_titles(words))
    return form.strip(" ,.;:“”\"‘’'()-–—") if not re.search(r"\b[A-Za-z]\.$", form) else form


def group(
    text: str, mentions: Iterable[Mention], lexicon: Lexicon, publications: Publications, publisher: str | None = None
) -> dict[Span, Named]:
    """Every name mention's bearer. Two of one family name stay two; the bare name then means the last one before it,
    save whom the article calls by the given name or brings in as somebody's kin: "his wife, Ada Moss".

    The article's own `publisher` is known from the start, so that "the Courier" in the Courier means itself.
    """
    usable = [m for m in mentions if m.label not in AUXILIARY]
    votes: dict[str, Counter[str]] = {}
    forms = {m.span: form_of(text, m, lexicon) for m in usable}
    for mention in usable:
        label = _label(text, forms[mention.span], mention, lexicon, publications)
        votes.setdefault(forms[mention.span], Counter())[label] += 1
    long_of = _spelled_out(text, usable, forms, publications)
    related = frozenset(m.span for m in usable if m.label == "PERSON" and _is_kin(text, m.span, lexicon))
    persons = {forms[m.span] for m in usable if m.label == "PERSON" and forms[m.span]}
    bearers: dict[str, Named] = {}
    if publisher:
        own = LEADING.sub("", publisher)
        bearers[own] = Named("PUBLICATION", Counter({own: 1}))
    found: dict[Span, Named] = {}
    ordered = sorted(usable, key=lambda m: (-len(forms[m.span].split()), acronym(forms[m.span]), m.span))
    for mention in ordered:
        form = forms[mention.span]
        if not any(character.isalpha() for character in form):
            continue
        voted = min(votes[form].items(), key=lambda v: (-v[1], v[0]))[0]
        label = next((sure for sure in SURE if votes[form][sure]), voted)
        bearer = bearers.get(form) or _bearer(form, label, mention, bearers, long_of, related, persons, lexicon)
        if bearer is None:
            bearer = Named(label)
        bearers.setdefault(form, bearer)
        if form in long_of:
            bearer.acronym = form
        bearer.forms[form] += 1
        bearer.mentions.append(mention.span)
        found[mention.span] = bearer
    for bearer in found.values():
        bearer.mentions.sort()
    return found


def _label(text: str, form: str, mention: Mention, lexicon: Lexicon, publications: Publications) -> str:
    """A name's label; a person is never "the So-and-so" nor "it", and a list of publications knows better."""
    if mention.label == "PUBLICATION" or (mention.label != "PERSON" and publications.canonical(form)):
        return "PUBLICATION"
    if " " in form and publications.looks_like(form):
        return "PUBLICATION"
    if mention.label == "PERSON" and publications.is_platform(form):
        return "ORGANISATION"
    if mention.label in ("GROUP", "PLACE") and form.split()[-1].lower() in lexicon.bodies:
        return "ORGANISATION"
    if mention.label == "PERSON" and lexicon.marks & {word.lower() for word in form.split()}:
        return "ORGANISATION"
    forms = _forms(tuple(lexicon.behind_names.items()))
    if mention.label == "PERSON" and " " not in form and forms.of_itself.match(text, mention.span[1]):
        return "ORGANISATION"
    start = mention.span[0]
    articled = text[start : start + 4].lower() == "the " or text[max(0, start - 4) : start].lower() == "the "
    alone = " " not in form or not forms.modifies.match(text, mention.span[1])
    return "ORGANISATION" if mention.label == "PERSON" and articled and alone else mention.label


@dataclass(frozen=True, slots=True)
class _Forms:
    """What follows a name that only tells which ("the Ada Moss case"), and the name of a body that speaks of itself."""

    modifies: re.Pattern[str]
    of_itself: re.Pattern[str]


@lru_cache(maxsize=4)
def _forms(lists: tuple[tuple[str, tuple[str, ...]], ...]) -> _Forms:
    words = {name: f"(?:{'|'.join(map(re.escape, found))})" for name, found in lists}
    said = rf"\s+(?:{words['helping']}\s+)?{words['saying']}\s+(?:{words['that']}\s+)?"
    doing = rf"{words['it']}\s+(?:{words['doing']}|{words['being']}\s(?:{words['not']}\s)?\w+ing)"
    return _Forms(
        re.compile(rf"[’'\s-]+(?!{words['verbs']}\b)[a-z]"), re.compile(rf"{said}(?:{words['its']}|{doing})\b")
    )


def _is_kin(text: str, span: Span, lexicon: Lexicon) -> bool:
    """Whether somebody is introduced as another's kin, who may bear the same family name: "her daughter Ada Moss"."""
    before = text[max(0, span[0] - 20) : span[0]].rstrip(", ").rsplit(" ", 1)[-1]
    return before.lower() in lexicon.labels["kin"]


def _spelled_out(
    text: str, mentions: Sequence[Mention], forms: dict[Span, str], publications: Publications
) -> dict[str, str]:
    """Acronyms that the article explains: "Harbour Safety Inspectorate (HSI)"; either of the two may be no name.

    "ASKE (CPA)" only says who reports from there.
    """
    found: dict[str, str] = {}
    for mention in mentions:
        match = IN_PARENTHESES.match(text, mention.span[1])
        if match and _may_explain(match.group(1), forms[mention.span], mention.label, publications):
            found[match.group(1)] = forms[mention.span]
        inner = IN_PARENTHESES.search(text, *mention.span)
        if inner:
            found[inner.group(1)] = LEADING.sub("", text[mention.span[0] : inner.start()])
    return found


def _bearer(
    form: str,
    label: str,
    mention: Mention,
    bearers: dict[str, Named],
    long_of: dict[str, str],
    related: frozenset[Span],
    known: Set[str],
    lexicon: Lexicon,
) -> Named | None:
    """Who an unseen form names, if it is a short form of one who is known already."""
    if form in long_of and long_of[form] in bearers:
        return bearers[long_of[form]]
    for long, bearer in bearers.items():
        if acronym(form) and not acronym(long) and initials(long) == form.replace(".", ""):
            if _may_abbreviate(label, bearer.label):
                return bearer
            continue
        if form.lower() == long.lower():
            return bearer
    words = form.split()
    matching = {
        id(bearer): bearer for long, bearer in bearers.items()
        if _shortens(words, long.split(), label, bearer.label, lexicon)
        and not (bearer.mentions and mention.span < min(bearer.mentions) and min(bearer.mentions) in related)
    }  # fmt: skip
    if len(matching) > 1:
        called = {f.split()[0] for f in known if " " not in f} - {form}
        family = [
            b for b in matching.values() if b.name.split()[0] not in called and related.isdisjoint(b.mentions[:1])
        ]
        matching = {id(b): b for b in family} or matching
    if len(matching) > 1:
        before = [b for b in matching.values() if any(span < mention.span for span in b.mentions)]
        return max(before, key=lambda b: max(s for s in b.mentions if s < mention.span), default=None)
    return next(iter(matching.values()), None)


def _may_explain(letters: str, long: str, label: str, publications: Publications) -> bool:
    foreign = label not in ("PLACE", "PERSON") and not publications.canonical(letters)
    return foreign or _fits(letters, long)


def _fits(letters: str, long: str) -> bool:
    """Whether an acronym has the initials of a name."""
    return initials(long) == letters.replace(".", "")


def _may_abbreviate(label: str, long_label: str) -> bool:
    """Whether the letters of one label can stand for a name of another: no agency is a person, no place a paper."""
    return "PERSON" not in (label, long_label) and {label, long_label} != {"PLACE", "PUBLICATION"}


def _shortens(short: list[str], long: list[str], label: str, long_label: str, lexicon: Lexicon) -> bool:
    if len(short) >= len(long):
        return False
    if long_label == "PUBLICATION":
        return _shortens_publication(short, long, label, lexicon)
    if label == "PERSON" and long_label == "ORGANISATION":
        return short == long[:1] or _is_last(short, long, lexicon)
    if label == "PERSON" or long_label == "PERSON":
        if label == long_label and len(short) > 1:
            return short == long[-len(short) :]
        long = [word for word in long if word.lower().rstrip(".") not in vocabulary.words("generations")]
        known = {word.lower() for word in (*long[:1], *long[-1:])}  # a transcript writes "MOSS"
        return len(short) == 1 and long_label == "PERSON" and short[0].lower() in known
    if label != long_label:
        return False
    if label == "PLACE":  # "Virginia" is no short form of West Virginia, nor "Mexico" of Mexico City
        return short == long[: len(short)] and (len(short) > 1 or long[1:] == ["D.C."])
    first = short == long[: len(short)] and _is_first(short, long, lexicon)
    return first or _is_last(short, long, lexicon) or (len(short) > 1 and _contains(long, short))


def _is_first(short: list[str], long: list[str], lexicon: Lexicon) -> bool:
    """Whether the first words of a body's name can stand for it: no "Senate" for a committee of the Senate."""
    if len(short) > 1:
        return True
    word, following = short[0].lower(), long[1].lower()
    if " ".join(long[1:]).lower() in lexicon.labels["of_persons"]:
        return False  # the Moss administration is no Moss
    if word in lexicon.nouns["organisation"]:
        return following in SMALL  # "the House" of the House of Lords, not of the House Ports Committee
    return not (word in lexicon.labels["common"] or acronym(short[0]) or following in SMALL)


def _is_last(short: list[str], long: list[str], lexicon: Lexicon) -> bool:
    """Whether it is the last word of a name, and the head of it: not the place in it ("Diocese of Aske")."""
    if short != long[-1:] or long[-2].lower() in SMALL:
        return False
    party = short[0].lower() in lexicon.bodies and lexicon.bodies[short[0].lower()] == {"party"}
    if party and short[0].endswith("s"):
        return False  # "House Republicans" are not all Republicans
    return " ".join(long[-2:]).lower() not in lexicon.two_words  # the White House is no House


def _shortens_publication(short: list[str], long: list[str], label: str, lexicon: Lexicon) -> bool:
    """Whether words may stand for a publication: with the word that says what it is, if it has one, and no place."""
    kept = [word for word in (long[0], long[-1]) if word.lower() in lexicon.media]
    if kept and not set(kept) & set(short):
        return False
    return short == long[-len(short) :] or (label != "PLACE" and short == long[: len(short)])


def _contains(long: list[str], short: list[str]) -> bool:
    """Whether the words stand in a name, and are not the second of two that it joins ("Calloway and Skyward Air")."""
    places = (i for i in range(len(long) - len(short) + 1) if long[i : i + len(short)] == short)
    return any(not i or long[i - 1].lower() not in JOINING for i in places)


@lru_cache(maxsize=65_536)
def initials(name: str) -> str:
    return "".join(word.group()[0].upper() for word in WORD.finditer(name) if word.group().lower() not in SMALL)
