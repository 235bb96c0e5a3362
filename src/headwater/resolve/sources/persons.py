"""Which person a description means: somebody in that role, somebody unnamed met before, somebody named just after."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from headwater.model import SourceType, Span
from headwater.resolve.cast import Cast, Who, fits
from headwater.resolve.names.roles import Role
from headwater.resolve.phrases import WORD, Phrase

SURE = 0.6
"""How likely a reference has to be before a description is taken for somebody who is named."""
LATEST = 50
"""How many of those with one noun are looked at, from the last one back."""
NEXT = 2
"""Sentences after a description in which the name may follow that it leaves out."""


class Persons:
    """The persons of one article, by the roles that it gives them."""

    def __init__(self, cast: Cast, roles: Sequence[Role]) -> None:
        self._cast = cast
        self._by_noun: dict[str, list[Role]] = {}
        self._of: dict[int, list[Role]] = {}
        for role in roles:
            self._by_noun.setdefault(role.noun, []).append(role)
            self._of.setdefault(id(cast.bearer(role.bearer)), []).append(role)

    def author(self, span: Span) -> Who:
        """Whoever "I" is, where nobody else speaks: the article's author."""
        cast = self._cast
        if cast.byline:
            known = next((w for w in cast.everyone if w.name == cast.byline), None)
            return known or cast.new(SourceType.PERSON, cast.byline, span, name=cast.byline)
        unnamed = next((w for w in cast.unnamed("author") if not w.name), None)
        return unnamed or cast.new(SourceType.ANONYMOUS, "author", span, head="author")

    def known(self, phrase: Phrase, type_: SourceType) -> Who | None:
        """Whom a definite description takes up: the unnamed last met with it, or the one in that role."""
        met = self.met(phrase, type_)
        if met or phrase.plural or type_ is not SourceType.ANONYMOUS:
            return met
        return self._in_role(phrase) or self._pointed(phrase) or self._introduced(phrase)

    def met(self, phrase: Phrase, type_: SourceType) -> Who | None:
        """An unnamed source with the same head and no word that does not fit."""
        words = set(phrase.description.lower().split())
        for who in reversed(self._cast.unnamed(phrase.head)[-LATEST:]):
            if who.name is None and who.type is type_ and who.mentions[0] < phrase.span:
                known = set(who.description.lower().split())
                if who.plural == phrase.plural and (words <= known or known <= words):
                    who.description = max(who.description, phrase.description, key=len)
                    return who
        return None

    def named_later(self, who: Who, phrase: Phrase) -> Who | None:
        """Whoever has the role in the rest of the article or else is named next and not introduced."""
        return self._in_role(phrase, later=True) or self._named_next(who, phrase)

    def taken_up(self, who: Who, phrase: Phrase) -> Who | None:
        """Whoever is named when the article takes somebody up again: "a lawyer … the lawyer, Ruth Calder"."""
        named = [role for role in self._by_noun.get(phrase.head, ()) if role.taken_up and role.at > phrase.span]
        same = [w for w in self._cast.unnamed(phrase.head) if not w.plural]
        if phrase.plural or len(named) != 1 or same != [who]:
            return None
        before = (self._cast.phrase(s) for s in self._cast.introducing(phrase.head, named[0].at))
        if any(other.indefinite and other.span[0] != phrase.span[0] for other in before):
            return None
        bearer = self._cast.bearer(named[0].bearer)
        first = bearer.mentions[0] >= phrase.span and named[0].at[0] <= bearer.mentions[0][1]
        fit = bearer.type is SourceType.PERSON and fits(bearer, plural=False, gender=who.gender)
        return bearer if first and fit and self._qualified(phrase, bearer) else None

    def _in_role(self, phrase: Phrase, *, later: bool = False) -> Who | None:
        """Whoever alone has the role that a phrase names, if all that qualifies it fits.

        "The president" is no vice president; of two judges "the chief judge" is the one who is called so.
        """
        another, wanted = self._cast.lexicon.another_office, self._wanted(phrase)
        bearers: dict[int, Who] = {}
        exact: dict[int, Who] = {}
        reporters = self._cast.lexicon.nouns["reporter"]
        for noun in reporters if phrase.head in reporters else (phrase.head,):
            for role in self._by_noun.get(noun, ()):
                who = self._cast.bearer(role.bearer)
                same = role.words & another == wanted & another
                if (later or role.at < phrase.span) and who.type is SourceType.PERSON and same:
                    bearers[id(who)] = who
                    exact |= {id(who): who} if wanted and wanted <= set(map(_stem, role.words)) else {}
        if len(bearers) > 1:
            bearers = exact
        if len(bearers) != 1 or self._unnamed_in_role(phrase):
            return None
        who = next(iter(bearers.values()))
        gender = self._cast.lexicon.gender(phrase.head)
        return who if fits(who, plural=False, gender=gender) and self._qualified(phrase, who) else None

    def _unnamed_in_role(self, phrase: Phrase) -> bool:
        """Whether somebody else with that role is brought up without a name: "a spokeswoman", "an official"."""
        others = self._cast.introducing(phrase.head, phrase.span)
        return any(self._cast.phrase(span).indefinite and not self._followed_by_name(span) for span in others)

    def _followed_by_name(self, span: Span) -> bool:
        following = self._cast.next_name(span[1])
        return following is not None and self._cast.text[span[1] : following[0]].strip() == ","

    def _qualified(self, phrase: Phrase, who: Who) -> bool:
        """Whether nothing that a phrase says of somebody goes beyond what the article says of him or her."""
        wanted = self._wanted(phrase)
        known: set[str] = set()
        for role in self._of.get(id(who), ()):
            known |= {role.noun, *map(_stem, role.words)}
        # Nothing known beside the role: "the firm's manager" may well be "manager Elias Brandt".
        return not wanted or not known - {phrase.head} or bool(wanted & known)

    def _wanted(self, phrase: Phrase) -> set[str]:
        """What qualifies the noun of a phrase, before it and behind it."""
        text, lexicon = self._cast.text, self._cast.lexicon
        small = lexicon.determiners | lexicon.prepositions | lexicon.relatives | lexicon.participles
        words = [w.group().lower() for w in WORD.finditer(text, *phrase.core)]
        after = [w.group().lower() for w in WORD.finditer(text, phrase.core[1], phrase.span[1])]
        if after[:1] and after[0] in lexicon.prepositions:
            words += after
        return {_stem(word) for word in words if word not in small} - {phrase.head}

    def _pointed(self, phrase: Phrase) -> Who | None:
        """A named person, if the network is sure that a description means him or her that is no mere "source"."""
        nouns = self._cast.lexicon.nouns
        if phrase.head in nouns["generic"] | nouns["insider"] - nouns["unique"]:
            return None
        who = self._cast.point(phrase.span, (SourceType.PERSON,), SURE, gender=self._cast.lexicon.gender(phrase.head))
        return who if who and who.mentions[0] < phrase.span else None

    def _introduced(self, phrase: Phrase) -> Who | None:
        """Somebody whom an earlier phrase, not itself a source, introduced: "one French agent … The same agent"."""
        likely = self._cast.likely(phrase.span)
        before = list(islice(self._cast.introducing(phrase.head, phrase.span), LATEST))
        span = max(before, key=lambda s: (likely.get(s, 0.0), s), default=None)
        if span is None:
            return None
        earlier = self._cast.phrase(span)
        # Of "senior officials", met before, "the official" is one.
        one = " ".join([*earlier.description.split()[:-1], phrase.head]) if earlier.plural else earlier.description
        fuller = max(one, phrase.description, key=len)
        return self._cast.new(SourceType.ANONYMOUS, fuller, span, head=phrase.head)

    def _named_next(self, who: Who, phrase: Phrase) -> Who | None:
        """The person who speaks next, within two sentences, and whom nothing else introduces.

        A newspaper names nobody without saying who it is: "its spokeswoman said. … Maren Oakes added" is one person.
        """
        if phrase.head not in self._cast.lexicon.nouns["unique"]:
            return None
        last = max(who.mentions)
        ends = self._cast.sentences.holding(last[0]) or last
        following = next((s for s, _ in self._cast.spoken if s[0] >= ends[1]), None)
        if following is None or len(self._cast.sentences.beginning(ends[1], following[0] + 1)) > NEXT:
            return None
        named = self._cast.at(following)
        if named is None or named.type is not SourceType.PERSON or named.mentions[0] != following:
            return None
        if id(named) in self._of:
            return None  # somebody whom the article introduces itself
        alone = self._cast.text[slice(*following)].strip() == named.name
        return named if alone and fits(named, plural=False, gender=who.gender) else None


def _stem(word: str) -> str:
    return word.split("’")[0].split("'")[0]
