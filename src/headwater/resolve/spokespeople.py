"""Who speaks for whom: "a spokeswoman for the ministry", "its spokesman, Niall Corey", "speaking for the company"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from headwater.model import Article, SourceType, Span, Spokesperson
from headwater.resolve.cast import Cast, Who
from headwater.resolve.names.roles import Role
from headwater.resolve.phrases import OF_SOMEBODY, POSSESSIVE, WORD
from headwater.resolve.sources.bodies import Bodies

REACH = 80
"""Characters around a name in which stands what it is said to be, or around a noun in which stands whose it is."""
FOR = re.compile(r"\s+(?:for|of|at|with)\s+")
SPEAKING = re.compile(r",?\s(?:who\s(?:is|was)\s)?speaking\s(?:for|on\sbehalf\sof)\s")
BEHIND_NAME = re.compile(r"(?:[’']s?)?\s*")
"""What may stand between whoever is spoken for and the noun, ranks aside."""
BODIES = (SourceType.ORGANISATION, SourceType.PUBLICATION)
SPOKEN_FOR = (*BODIES, SourceType.PERSON)
Found = tuple[str, Span]
"""Who is spoken for, and where that stands."""


def spokespeople(article: Article, cast: Cast, roles: Sequence[Role], bodies: Bodies) -> Iterator[Spokesperson]:
    """Everybody who is said to speak for one body or person, and for no second one."""
    said: dict[int, tuple[Who, dict[str, Span]]] = {}
    for who, found in _Words(cast, roles, bodies).all():
        said.setdefault(id(who), (who, {}))[1].setdefault(*found)
    for who, by_body in said.values():
        ((body, evidence), *further) = by_body.items()
        if not further and body != who.name:
            yield Spokesperson(article.id, who.name or who.description, who.name is not None, body, evidence)


@lru_cache(maxsize=4)
def _compiled(nouns: frozenset[str]) -> re.Pattern[str]:
    either = "|".join(sorted(nouns, key=lambda noun: (-len(noun), noun))).replace(" ", r"\s")
    return re.compile(rf"\b(?:{either})\b", re.IGNORECASE)


class _Words:
    """The words of one article that make somebody a spokesperson."""

    def __init__(self, cast: Cast, roles: Sequence[Role], bodies: Bodies) -> None:
        self._cast, self._roles, self._bodies, self._text = cast, roles, bodies, cast.text
        self._nouns = cast.lexicon.nouns
        self._pattern = _compiled(self._nouns["spokesperson"])

    def all(self) -> Iterator[tuple[Who, Found]]:
        for who, span, noun in (*self._named(), *self._unnamed()):
            found = self._whose(noun)
            if found:
                yield who, (found[0], self._evidence(span, noun, found[1]))
        for span, who in self._cast.named.items():
            match = SPEAKING.match(self._text, span[1]) if who.type is SourceType.PERSON else None
            found = self._at(match.end()) if match else None
            if found:
                yield who, (found[0], (span[0], found[1][1]))

    def _named(self) -> Iterator[tuple[Who, Span, Span]]:
        """Persons with that role: who, the mention of the name, and the noun beside it."""
        for role in self._roles:
            who = self._cast.bearer(role.bearer)
            before = [*self._pattern.finditer(self._text, max(0, role.at[0] - REACH), role.at[0])][-1:]
            after = self._pattern.search(self._text, role.at[1], role.at[1] + REACH)
            if who.type is SourceType.PERSON:
                for match in (*before, *([after] if after else [])):
                    if match.group().lower().split()[-1] == role.noun:
                        yield who, role.at, match.span()
                        break

    def _unnamed(self) -> Iterator[tuple[Who, Span, Span]]:
        for who in self._cast.everyone:
            if who.type is SourceType.ANONYMOUS and not who.plural:
                for span in who.mentions:
                    match = self._pattern.search(self._text, *span)
                    if match:
                        yield who, span, match.span()

    def _evidence(self, name: Span, noun: Span, body: Span) -> Span:
        """The words from whoever speaks to whom for, as far as they stand in one sentence."""
        sentence = self._cast.sentences.holding(noun[0]) or noun
        here = [span for span in (name, noun, body) if sentence[0] <= span[0] and span[1] <= sentence[1]]
        return min(start for start, _ in here or [noun]), max(end for _, end in here or [noun])

    def _whose(self, noun: Span) -> Found | None:
        """Who is spoken for, by what stands after the noun or before it; nobody by whoever once did."""
        before = [word.group().lower() for word in WORD.finditer(self._text, max(0, noun[0] - REACH), noun[0])]
        if self._nouns["former"] & set(before[-3:]):
            return None
        follows = FOR.match(self._text, noun[1])
        return (self._at(follows.end()) if follows else None) or self._before(noun[0])

    # -- "for the ministry" -------------------------------------------------------------------------------------------

    def _at(self, start: int) -> Found | None:
        """Whoever is named or described from `start` on."""
        name = self._cast.next_name(start)
        leads = name is not None and all(map(self._introduces, WORD.findall(self._text[start : name[0]])))
        phrase = next((p for p in self._cast.phrases.touching((start, start + 1)) if p[1] > start), None)
        if name is None or not leads or name[0] - start > REACH:
            return self._described((start, phrase[1])) if phrase else None
        whole = next((p for p in self._cast.phrases.touching(name) if p[1] > name[1]), None)
        if whole and WORD.search(self._text, name[1], whole[1]) and not self._cast.names_within((name[1], whole[1])):
            return self._described((start, whole[1]))
        return None if OF_SOMEBODY.match(self._text, name[1]) else self._called(name)

    def _introduces(self, word: str) -> bool:
        """Whether a word can stand before a name that it is no part of: "the", "Mr", "Speaker"."""
        return word[0].isupper() or word.lower() in self._cast.lexicon.determiners

    def _called(self, name: Span) -> Found | None:
        who = self._cast.named[name]
        return (who.name, name) if who.name and who.type in SPOKEN_FOR else None

    def _described(self, span: Span) -> Found | None:
        """The body that a phrase means, or the only one of its kind, or the one that it says whose it is."""
        phrase = self._cast.phrase(span)
        meant = self._bodies.meant(phrase)
        if meant and meant.name:
            return meant.name, span
        owned = phrase.owners and phrase.head in self._nouns["organisation"]
        return (phrase.description, span) if owned or phrase.head in self._nouns["alone"] else None

    # -- "the ministry's spokesman", "a ministry spokesman", "its spokesman" ------------------------------------------

    def _before(self, noun: int) -> Found | None:
        start = noun
        while (rank := self._word_before(start)) and rank.group().lower() in self._nouns["ranks"]:
            start = rank.start()
        name = self._cast.last_name(start)
        if name and BEHIND_NAME.fullmatch(self._text, name[1], start):
            return self._called(name)
        word = self._word_before(start)
        if word is None:
            return None
        if word.group().lower() in self._cast.lexicon.pronouns:
            return self._pointed_at(word)
        bare = POSSESSIVE.sub("", word.group())
        if bare.islower() and self._cast.lexicon.kind(bare) == "organisation":
            return self._described((word.start(), word.start() + len(bare)))
        return None

    def _word_before(self, place: int) -> re.Match[str] | None:
        return next(reversed([*WORD.finditer(self._text, max(0, place - REACH), place)]), None)

    def _pointed_at(self, word: re.Match[str]) -> Found | None:
        """Whom "its" or "her" means: the only one named before it in its sentence or, where nobody is, in the last."""
        kind = self._cast.lexicon.pronouns[word.group().lower()]
        types = {"neuter": BODIES, "masculine": (SourceType.PERSON,), "feminine": (SourceType.PERSON,)}.get(kind, ())
        here = self._cast.sentences.holding(word.start())
        last = next(self._cast.sentences.before(here[0]), None) if here else None
        for start, end in ((here[0], word.start()) if here else (0, 0), last or (0, 0)):
            named = [(span, self._cast.named[span]) for span in self._cast.names_within((start, end))]
            fitting = {who.name: span for span, who in named if who.type in types and who.name}
            if fitting:
                return next(iter(fitting.items())) if len(fitting) == 1 else None
        return None
