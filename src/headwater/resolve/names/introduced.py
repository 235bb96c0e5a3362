"""Publications told by what introduces them ("the daily Varsla"), or by their full names ("the Mirror reporter")."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache

from headwater import vocabulary
from headwater.model import Mention, Span
from headwater.resolve.lexicon import Lexicon, Publications
from headwater.resolve.names.naming import LEADING
from headwater.resolve.names.runs import CAPITAL, NAME_WORD, REACH, RUN
from headwater.resolve.phrases import AUXILIARY
from headwater.spans import InOrder, in_order

WITH_ARTICLE = re.compile(rf"\b[Tt]he ({NAME_WORD})(?![\w-])(?! {CAPITAL})")
TOLD = re.compile(rf"\b(?:{'|'.join(vocabulary.telling()['tell'])})\s(?:[\w-]+\s){{0,3}}$")
PLACED = re.compile(rf"\b(?:in|at|near|from|of|outside) ({RUN.pattern})")
QUOTED = "[\"“”‘'*_]?"


def introduced(text: str, known: Sequence[Mention], phrases: InOrder[Span], lexicon: Lexicon) -> Iterator[Mention]:
    """Names that the text says to be publications: "the daily Varsla", "Varsla, a weekly", "the Varsla newspaper"."""
    others = in_order(m.span for m in known if m.label in AUXILIARY)
    persons = in_order(m.span for m in known if m.label == "PERSON" and " " in text[slice(*m.span)])
    places = {text[slice(*m.span)] for m in known if m.label in ("PLACE", "GROUP")}
    places |= {match.group(1) for match in PLACED.finditer(text)}
    patterns = _outlet_patterns(
        lexicon.outlets["before"], lexicon.outlets["after"], tuple(sorted(lexicon.nouns["product"]))
    )
    before, after, placed, printed = patterns
    for pattern in (before, after, placed, printed):
        for match in pattern.finditer(text):
            span = match.span("name")
            name = match["name"]
            if name.split()[0].lower() in lexicon.calendar or others.touching(span):
                continue
            # "The newspaper Kolmer Bote" is one, whatever the network takes it for; whom one tells may be a person.
            if (
                pattern is before
                and match.group()[0].isupper()
                and text[max(0, match.start() - 2) : match.start() - 1].isalpha()
            ):
                continue  # the "Daily" of the Daily Slate is its name
            told = pattern is not before or TOLD.search(text, max(0, match.start() - REACH), match.start())
            spoken = match.group().split()[0].lower() in lexicon.nouns["spoken"]
            if persons.touching(span) and (told or spoken):
                continue
            # "the daily Norhaven ferry" is a ferry; "the Norhaven newspaper" a newspaper in Norhaven.
            modifies = any(s <= span[0] and span[1] + 1 < e for s, e in phrases.touching(span))
            last = name.split()[-1].lower()
            body = last in lexicon.bodies or lexicon.kind(last) == "organisation"
            if (pattern is before and modifies) or (pattern is after and name in places):
                continue
            if pattern is printed and (modifies or body or name in places):
                continue
            yield Mention(span, "PUBLICATION")


@lru_cache(maxsize=4)
def _outlet_patterns(
    before: tuple[str, ...], after: tuple[str, ...], products: tuple[str, ...]
) -> tuple[re.Pattern[str], ...]:
    lead, tail, product = ("|".join(words).replace(" ", r"\s") for words in (before, after, products))
    name = rf"{QUOTED}(?P<name>{RUN.pattern}){QUOTED}"
    clause = r"(?=\s*[,.;:!?)—–]|\s(?:in|of|from|that|which|based|published|owned|run|close|for|with)\b|\s*$)"
    return (
        re.compile(rf"(?<![\w’'-])(?i:{lead}),?\s{name}(?![\w-])"),
        re.compile(rf"\b[Tt]he\s{name}\s(?:{tail})\b(?!\s[A-Z\"“])"),
        re.compile(
            rf"(?<![\w’'-]){name},?{QUOTED}\s(?:(?:which\sis|that\sis)\s)?an?\s(?:[\w-]+\s){{0,3}}(?:{lead}){clause}"
        ),
        re.compile(rf"\b(?:{product})s?\sin\sthe\s{name}(?![\w-])"),
    )


def short_forms(
    text: str, known: Sequence[Mention], publisher: str | None, publications: Publications, media: Container[str]
) -> Iterator[Mention]:
    """A publication's last word with an article, where its full name stands elsewhere: "the Mirror reporter"."""
    full = {
        LEADING.sub("", text[slice(*m.span)])
        for m in known
        if m.label == "PUBLICATION" or _paper(text, m, publications)
    }
    # "Radio Ostra" is no "the Ostra", nor Channel Nine Vale "the Vale": what they are stands first.
    names = [name.split() for name in (*full, LEADING.sub("", publisher or "")) if " " in name]
    last = {words[-1] for words in names if words[0].lower() not in media or words[-1].lower() in media}
    taken = in_order(m.span for m in known if m.label == "PERSON" or " " in text[slice(*m.span)])
    for match in WITH_ARTICLE.finditer(text):
        if match.group(1) in last and not taken.touching(match.span(1)):
            yield Mention(match.span(1), "PUBLICATION")


def _paper(text: str, mention: Mention, publications: Publications) -> bool:
    form = LEADING.sub("", text[slice(*mention.span)])
    return mention.label == "ORGANISATION" and (
        publications.looks_like(form) or publications.canonical(form) is not None
    )
