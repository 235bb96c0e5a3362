"""Who speaks for which publication: "Ada Moss of the Ledger", "the paper's reporter Ada Moss", the byline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from headwater.model import Affiliation, Article, SourceType, Span, Spans
from headwater.resolve.cast import Cast
from headwater.resolve.lexicon import Lexicon
from headwater.resolve.sources.outlets import Outlets
from headwater.spans import InOrder

PERSON, OUTLET, PRODUCT = "\ue000", "\ue001", "\ue002"
"""Private characters that stand for a person, a publication and a publication's product in a sentence."""
TOP = 600
"""Characters of a text in which its byline stands, where nothing else tells it."""


class Part(NamedTuple):
    """Somebody in a sentence: where, the character that stands for it, and the name."""

    span: Span
    sign: str
    name: str


def affiliations(article: Article, cast: Cast, outlets: Outlets) -> Iterator[Affiliation]:
    """Every tie that a sentence states between a person and a publication, and the byline's to the publisher."""
    yield from stated(article, cast.annotation.sentences, _parts(cast, outlets), cast.lexicon)
    yield from _byline(article, cast)


def stated(article: Article, sentences: Spans, parts: Iterable[Part], lexicon: Lexicon) -> Iterator[Affiliation]:
    """Every tie that a sentence states between a person and a publication among the `parts`."""
    ordered = InOrder((part.span, part) for part in parts)
    for sentence in sentences:
        here = [part for part in ordered.beginning(*sentence) if part.span[1] <= sentence[1]]
        if len({part.sign == PERSON for part in here}) == 2:
            for person, publication in _tied(article.text, sentence, here, lexicon):
                yield Affiliation(article.id, person, publication, sentence)


def _parts(cast: Cast, outlets: Outlets) -> Iterator[Part]:
    for who in cast.everyone:
        sign = {SourceType.PERSON: PERSON, SourceType.PUBLICATION: OUTLET}.get(who.type)
        if sign and who.name:
            yield from (Part(span, sign, who.name) for span in who.mentions if span in cast.named)
    for match in _nameless(cast.lexicon).finditer(cast.text):
        publication = outlets.meant(cast.phrase(match.span()))
        if publication and publication.name:
            sign = OUTLET if match.lastgroup == "publication" else PRODUCT
            yield Part(match.span(), sign, publication.name)


def _tied(text: str, sentence: Span, parts: list[Part], lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Person and publication of every form of words that ties two of the parts."""
    plain, at, last = "", dict[int, str](), sentence[0]
    for part in parts:
        if part.span[0] >= last:
            plain += text[last : part.span[0]]
            at[len(plain)] = part.name
            plain += part.sign
            last = part.span[1]
    plain += text[last : sentence[1]]
    former = lexicon.nouns["former"]
    for pattern in _ties(lexicon):
        for match in pattern.finditer(plain):
            before = plain[max(0, match.start() - 20) : match.end()].lower()
            if not former & set(re.findall(r"\w+", before)):
                signs = {plain[i]: at[i] for i in range(*match.span()) if i in at}
                yield signs[PERSON], signs.get(OUTLET) or signs[PRODUCT]


@lru_cache(maxsize=4)
def _compiled(words: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], ...]:
    """What ties two of the signs, made of alternations by their names."""
    each = {name: f"(?:{alternation})" for name, alternation in words}
    some, word = r"(?:[\w’'-]+\s){0,4}?", r"(?:[\w-]+\s)"
    own = r"(?:’s|'s|’|')?"
    article = rf"(?:{each['articles']}\s)?"
    outlet = rf"{article}(?:{word}?{each['leads']}\s)?{OUTLET}"
    reporter, of, made, wrote = each["reporters"], each["working"], each["making"], each["wrote"]
    made_it = rf"(?:{made}|{each['who']}\s{wrote})"
    forms = (
        rf"{PERSON},?\s{each['belonging']}\s{outlet}",
        rf"{PERSON},\s(?:\d+,\s)?(?:{each['who']}\s{each['is']}\s)?{some}{reporter}\s{word}{{0,2}}?{of}\s{outlet}",
        rf"{PERSON},\s{article}{OUTLET}{own}\s{some}{reporter}\b",
        rf"{PERSON},?\s{each['who']}\s{some}(?:{wrote}|{each['works']})\s{some}{each['writing_for']}\s{outlet}",
        rf"{PERSON},?\s(?:{wrote}|{each['writing']})\s{each['writing_for']}\s{outlet}",
        rf"{OUTLET}{own}\s{some}{reporter},?\s{PERSON}",
        rf"{OUTLET}{own}\s{each['products']}{own}\s{word}?{reporter},?\s{PERSON}",
        rf"{reporter}\s{made}\s{article}{OUTLET}{own}\s{each['products']},?\s{PERSON}",
        rf"{reporter}\s{of}\s{outlet},?\s{PERSON}",
        rf"{PERSON},?\s{each['who']}\s{word}?{wrote}\s{PRODUCT}",
        rf"{PRODUCT}{own}\s{word}?{reporter},?\s{PERSON}",
        rf"{reporter}\s{made_it}\s{PRODUCT},?\s{PERSON}",
        rf"{PERSON},\s{article}{reporter}\s{made_it}\s{PRODUCT}",
    )
    return tuple(re.compile(form) for form in forms)


def _ties(lexicon: Lexicon) -> tuple[re.Pattern[str], ...]:
    nouns = lexicon.nouns
    words = {
        "reporters": nouns["reporter"] | nouns["spokesperson"],
        "products": nouns["product"],
        "leads": lexicon.outlets["before"],
        **lexicon.affiliations,
    }
    return _compiled(tuple((name, _any(found)) for name, found in words.items()))


def _nameless(lexicon: Lexicon) -> re.Pattern[str]:
    publication, product = _any(lexicon.nouns["publication"]), _any(lexicon.nouns["product"])
    the = _any(lexicon.affiliations["the"])
    return re.compile(rf"\b(?i:{the})\s(?:(?P<publication>{publication})|(?P<product>{product}))(?![\w-])")


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word))).replace(" ", r"\s")


def _byline(article: Article, cast: Cast) -> Iterator[Affiliation]:
    """Whoever the byline names speaks for the publisher, unless it is an agency whose copy it is."""
    line = _line(_any(cast.lexicon.affiliations["by"])).search(article.text, 0, TOP)
    byline = article.byline or (line.group(1) if line else None)
    if not byline or not cast.publisher:
        return
    for part in re.split(rf",|;|\||/|\b(?:{_any(cast.lexicon.affiliations['and'])})\b", byline):
        name = part.strip()
        known = next((w for w in cast.everyone if w.name == name), None)
        if known is None or known.type is not SourceType.PERSON:
            continue
        evidence = known.mentions[0]
        yield Affiliation(article.id, name, cast.publisher, evidence)


@lru_cache(maxsize=4)
def _line(by: str) -> re.Pattern[str]:
    return re.compile(rf"^(?:{by})\s+(\S[^\n]{{2,120}})$", re.MULTILINE)
