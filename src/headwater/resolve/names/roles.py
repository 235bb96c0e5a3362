"""What the article says that somebody is: "the operator, Calloway Ferries", "Mayor Ada Thorne"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from headwater.model import Span
from headwater.resolve.lexicon import Lexicon
from headwater.resolve.names.naming import Named
from headwater.resolve.phrases import POSSESSIVE, WORD

REACH = 60
"""Characters before or after a name in which its role can stand."""
SPACES, OPENING = " \xa0", ("“", '"', "‘")
MOST = 6
"""Words before a name in which its role can stand."""
LAST_WORD = re.compile(r"[\w’'-]+$")
FOLLOWING = re.compile(r"\s([a-z]+)\b")


@dataclass(frozen=True, slots=True)
class Role:
    """One thing that somebody named is said to be: its noun (singular, lower case) and the words that qualify it."""

    noun: str
    words: frozenset[str]
    bearer: Named
    at: Span
    taken_up: bool = False
    """Whether the noun takes up somebody spoken of before: "the lawyer, Ruth Calder"."""


@dataclass(frozen=True, slots=True)
class _Forms:
    """An apposition behind a name, one before it that takes somebody up, and the publication of whoever is named."""

    after: re.Pattern[str]
    taken_up: re.Pattern[str]
    of_publication: re.Pattern[str]


@lru_cache(maxsize=4)
def _forms(behind: tuple[str, ...], the: tuple[str, ...], belonging: tuple[str, ...]) -> _Forms:
    leads, articles, prepositions = ("|".join(map(re.escape, words)) for words in (behind, the, belonging))
    return _Forms(
        re.compile(rf",\s+(?:\d{{1,3}},\s+)?(?P<determiner>(?:{leads})\s+)?(?P<role>[^,.;:\n“”\"()]{{3,60}})"),
        re.compile(rf"\b(?i:{articles})(?:[ \xa0][\w-]+){{1,3}},[ \xa0]$"),
        re.compile(rf",?\s+(?:{prepositions})\s+(?:(?i:{articles})\s+)?(?=\S)"),
    )


def roles(text: str, named: Mapping[Span, Named], lexicon: Lexicon) -> tuple[Role, ...]:
    """Every role in the order of the text; the same noun may have several bearers, and a bearer several roles."""
    found: list[Role] = []
    forms = _forms(lexicon.apposition["behind"], lexicon.affiliations["the"], lexicon.affiliations["belonging"])
    small = lexicon.determiners | lexicon.prepositions | lexicon.relatives | lexicon.participles
    for span, bearer in sorted(named.items()):
        said = (
            *_titles(text, span, bearer, lexicon),
            *_before(text, span, lexicon),
            *_after(text, span, forms, lexicon),
            *_following(text, span, bearer, lexicon),
            *_of_publication(text, span, bearer, named, forms),
        )
        for noun, words in said:
            if _is_role(noun, bearer, lexicon):
                qualified = frozenset(POSSESSIVE.sub("", word) for word in words if word not in small)
                found.append(
                    Role(
                        noun,
                        qualified,
                        bearer,
                        span,
                        forms.taken_up.search(text, max(0, span[0] - REACH), span[0]) is not None,
                    )
                )
    return tuple(found)


def _titles(text: str, span: Span, bearer: Named, lexicon: Lexicon) -> Iterator[tuple[str, list[str]]]:
    """The office that a mention has in it, and what qualifies that: "President Moss", "Chief Justice Ada Moss"."""
    if bearer.label == "PERSON":
        words = [_full(word.group().lower(), lexicon) for word in WORD.finditer(text, *span)]
        offices = lexicon.nouns["unique"] & lexicon.titles.keys() | {*lexicon.labels["offices"]}
        at = max((i for i, word in enumerate(words[:-1]) if word in offices), default=-1)
        if at >= 0:
            yield words[at], words[:at]


def _before(text: str, span: Span, lexicon: Lexicon) -> Iterator[tuple[str, list[str]]]:
    """The noun right before a name ("Mayor Ada Thorne", "its spokeswoman, Maren Oakes") and what qualifies it."""
    found, comma = _words_before(text, span[0], lexicon)
    words = [_full(word.lower(), lexicon) for word in found]
    if not words:
        return
    begins = max((i for i, word in enumerate(words) if word in lexicon.determiners), default=-1)
    owned = any(POSSESSIVE.search(word) for word in words[:-1])
    # "its spokeswoman, Maren Oakes" is one, "he told a spokeswoman, Maren Oakes left" is not.
    known = owned or (begins >= 0 and words[begins] in lexicon.definite)
    if known or not comma:
        yield lexicon.singular(words[-1]), words[begins + 1 : -1]


def _full(word: str, lexicon: Lexicon) -> str:
    """A title in full: "gov" is the governor."""
    return lexicon.shortened.get(word, word)


def _words_before(text: str, place: int, lexicon: Lexicon) -> tuple[list[str], bool]:
    """Up to six words right before a place, behind an opening quotation mark or none, and whether a comma ends them."""
    near = text[max(0, place - REACH) : place]
    near = near[:-1] if near.endswith(OPENING) else near
    body = near.rstrip(SPACES)
    if body == near or body.removesuffix(",").endswith(tuple(SPACES)):
        return [], False
    comma, words = body.endswith(","), list[str]()
    pieces = [piece for piece in body.removesuffix(",").replace("\xa0", " ").split(" ") if piece]
    for piece in reversed(pieces[-MOST:]):
        word = LAST_WORD.search(piece.removesuffix("."))
        if piece.endswith(".") and word and word.group().lower() not in lexicon.shortened:
            word = None
        words += [word.group()] if word else []
        if word is None or word.start():
            break
    return words[::-1], comma


def _after(text: str, span: Span, forms: _Forms, lexicon: Lexicon) -> Iterator[tuple[str, list[str]]]:
    """The noun of the apposition after a name ("Ada Moss, the harbour master of") and what qualifies it."""
    match = forms.after.match(text, span[1], min(len(text), span[1] + REACH))
    if not match:
        return
    # Without a determiner only what commas enclose is an apposition: "Ada Moss, mayor of Aske, said".
    if not match["determiner"] and text[match.end() : match.end() + 1] not in (",", ".", ";", ")"):
        return
    words = [word.group().lower() for word in WORD.finditer(match["role"])]
    small = lexicon.prepositions | lexicon.relatives | lexicon.participles
    ends = next((i for i, word in enumerate(words) if i and word in small), len(words))
    if words:
        yield lexicon.singular(words[ends - 1]), words[: ends - 1] + words[ends:]


def _following(text: str, span: Span, bearer: Named, lexicon: Lexicon) -> Iterator[tuple[str, list[str]]]:
    """The noun right after the name of a body: "the National Renewal party"."""
    match = FOLLOWING.match(text, span[1]) if bearer.label == "ORGANISATION" else None
    if match and match.group(1) in lexicon.nouns["organisation"] - lexicon.nouns["unique"]:
        yield match.group(1), []


def _of_publication(
    text: str, span: Span, bearer: Named, named: Mapping[Span, Named], forms: _Forms
) -> Iterator[tuple[str, list[str]]]:
    """ "Ada Moss of the Ledger" is a reporter."""
    match = forms.of_publication.match(text, span[1]) if bearer.label == "PERSON" else None
    if match:
        publication = next((n for s, n in named.items() if s[0] <= match.end() < s[1]), None)
        if publication and publication.label == "PUBLICATION":
            yield "reporter", publication.name.lower().split()


def _is_role(noun: str, bearer: Named, lexicon: Lexicon) -> bool:
    """Whether a noun says what somebody is; only a body is a company, only somebody is a judge."""
    nouns = lexicon.nouns
    if bearer.label == "PERSON":
        known = noun in nouns["unique"] or noun in nouns["reporter"] or noun in nouns["insider"]
        return known or lexicon.is_party_member(noun)
    return noun in lexicon.bodies or noun in nouns["unique"]
