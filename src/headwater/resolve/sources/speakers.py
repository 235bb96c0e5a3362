"""Who each source phrase of an article means: by its own words, or by what it points to, backwards or forwards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from headwater.model import Mention, SourceType, Span, Spans
from headwater.resolve.cast import Cast, Who
from headwater.resolve.names.roles import Role
from headwater.resolve.phrases import WORD, Phrase
from headwater.resolve.sources.bodies import Bodies
from headwater.resolve.sources.documents import Documents
from headwater.resolve.sources.outlets import Outlets
from headwater.resolve.sources.persons import Persons
from headwater.resolve.sources.pronouns import Pronouns, group_before, with_origin, with_partitive

POSSESSIVE = re.compile(r"^[’']s?\s")
RELATIVE = ("who", "whom", "which", "that")


class Speakers:
    """Everybody met so far in one article; phrases are looked up in the order of the text."""

    def __init__(self, cast: Cast, roles: Sequence[Role], bodies: Bodies, outlets: Outlets) -> None:
        self._cast, self._lexicon, self._bodies, self._outlets = cast, cast.lexicon, bodies, outlets
        self._documents = Documents(cast, self._outlets, self._owner)
        self._persons = Persons(cast, roles)
        self._pronouns = Pronouns(cast, self._headed_by_name, self._known, self._documents.who)
        for role in roles:
            bearer = cast.bearer(role.bearer)
            bearer.gender = bearer.gender or self._lexicon.gender(role.noun)
        self._described: list[tuple[Who, Phrase]] = []
        # "Whose members", "both of whom", but not "that committee".
        longer = (*self._lexicon.owning, *(partitive for partitive in self._lexicon.partitives if " " in partitive))
        self._groups = tuple(f"{each} " for each in longer)

    def who(
        self, span: Span, around: Who | None, excluded: Iterable[Who] = (), *, says: bool = True, cue: Spans = ()
    ) -> Who:
        """Who the source phrase at `span` means; `around` is who said the content that it stands in.

        `excluded` are those who say something within what is said here, and so do not say this. A phrase that only
        has to be followed, and `says` nothing, is followed alike. The `cue` may tell that no document is meant.
        """
        words = {word.lower() for start, end in cue for word in WORD.findall(self._cast.text[start:end])}
        if around is None and words & self._lexicon.printing and self._cast.text[slice(*span)].lower() == "we":
            # "On Sunday we said": what a paper has printed.
            around = self._outlets.publisher(span)
        found = self._who(span, around, excluded, says=says, lives=bool(words & self._lexicon.living))
        self._cast.spoken.append((span, found))
        return found

    def _who(self, span: Span, around: Who | None, excluded: Iterable[Who], *, says: bool, lives: bool) -> Who:
        written = self._cast.text[slice(*span)].strip(' ,.;:“”"').lower()
        kind = self._lexicon.pronouns.get(written)
        if kind == "own":
            return around or self._persons.author(span)
        if kind == "anyone":
            return self._cast.new(SourceType.COLLECTIVE, written, span, plural=True)
        if kind:
            return self._cast.add(self._pronouns.who(span, kind, written, excluded, says=says, lives=lives), span)
        if written in self._lexicon.partitives or written.startswith(self._groups):
            return self._cast.add(self._member(with_partitive(self._cast.text, span)), span)
        phrase = self._cast.phrase(span)
        if written.startswith("one of "):
            return self._cast.add(self._one_of(self._cast.phrase((span[0], self._comma(span)))), span)
        known = self._outlets.own(phrase) or self._part(phrase) or self._headed_by_name(phrase) or self._apposed(phrase)
        return self._cast.add(known or self._as_described(phrase), span)

    def is_own(self, source: Spans) -> bool:
        """Whether a source is "I" or "we", who are whoever says the content that it stands in."""
        written = self._cast.text[source[0][0] : source[-1][1]].strip().lower() if source else ""
        return self._lexicon.pronouns.get(written) == "own"

    def settle(self) -> Mapping[int, Who]:
        """Names for the nameless whom only what follows them names, by the id of who they were taken for."""
        found: dict[int, Who] = {}
        for who, phrase in self._described:
            if who.name is None and id(who) not in found:
                later = self._named_later(who, phrase)
                if later is not None and later is not who:
                    found[id(who)] = later
                    self._cast.forget(who, later)
        return found

    def _named_later(self, who: Who, phrase: Phrase) -> Who | None:
        bare = self._cast.in_headline(phrase.span) and not phrase.indefinite
        if phrase.indefinite and who.type is SourceType.ANONYMOUS:
            return self._persons.taken_up(who, phrase)
        if not (phrase.definite or bare) or phrase.plural:
            return None
        body = self._bodies.meant(phrase, later=True)
        if body or who.type is not SourceType.ANONYMOUS:
            return body
        return self._persons.named_later(who, phrase)

    # -- phrases with a name ------------------------------------------------------------------------------------------

    def _headed_by_name(self, phrase: Phrase) -> Who | None:
        named = self._cast.named
        # "The governor, a Republican," is the governor.
        apposed = {m.span for m in phrase.names if m.label == "GROUP" and m.span[0] >= phrase.core[1]}
        known = [m for m in phrase.names if m.span in named and m.span not in apposed]
        if not known:
            return None
        # Of several names in apposition a person speaks: "the Ledger's editor, Ada Moss".
        best = next((m for m in known if named[m.span].type is SourceType.PERSON), known[0])
        who = named[best.span]
        members = self._together(known)
        if members:
            return self._as_one(members, phrase.span)
        if self._publication_noun_before(phrase, best) and who.type is not SourceType.PERSON:
            self._cast.publish(who)
        return self._people(phrase, who) if who.name is None else who

    def _together(self, mentions: Sequence[Mention]) -> tuple[Who, ...]:
        """Several who speak as one ("Skyward and Bluejet"); nobody where one speaks alone."""
        everyone = [self._cast.named[m.span] for m in mentions]
        joined = any(
            self._cast.text[a.span[1] : b.span[0]].strip().removesuffix(" the") in ("and", ", and")
            and (self._cast.named[a.span].type is SourceType.PERSON)
            == (self._cast.named[b.span].type is SourceType.PERSON)
            for a, b in pairwise(mentions)
        )
        members = tuple(dict.fromkeys(who for who in everyone if who.name))
        return members if joined and len(members) > 1 else ()

    def _as_one(self, members: Sequence[Who], span: Span) -> Who:
        names = [str(who.name) for who in members]
        types = {who.type for who in members}
        type_ = members[0].type if len(types) == 1 else SourceType.ORGANISATION
        made = self._cast.new(type_, " and ".join((", ".join(names[:-1]), names[-1])), span, plural=True)
        made.members = tuple(members)
        return made

    def _people(self, phrase: Phrase, who: Who) -> Who:
        """A people or a party that speaks: as it is written ("the French"), apart from its other mentions."""
        written = " ".join(self._cast.text[slice(*phrase.core)].split())
        description = f"the {written[4:]}" if written.startswith("The ") else written
        same = self._cast.unnamed(who.description)
        known = next((w for w in same if w.description == description), None)
        return known or self._cast.new(
            SourceType.COLLECTIVE, description, phrase.span, plural=True, head=who.description
        )

    def _publication_noun_before(self, phrase: Phrase, mention: Mention) -> bool:
        """Whether the text introduces a name as a publication: "the daily Example"."""
        words = [w.group().lower() for w in WORD.finditer(self._cast.text, phrase.span[0], mention.span[0])]
        return bool(words) and self._lexicon.kind(words[-1]) == "publication"

    def _owner(self, phrase: Phrase, *types: SourceType) -> Who | None:
        """Whoever owns what a phrase names ("the Courier's report") or made it ("a report by the Courier")."""
        for mention in (*phrase.owners, *phrase.complements):
            who = self._cast.named.get(mention.span)
            between = {w.lower() for w in WORD.findall(self._cast.text[phrase.core[1] : mention.span[0]])}
            passive = between & (self._lexicon.relatives | self._lexicon.participles) - {
                "published",
                "written",
                "broadcast",
            }
            if who and (who.name == self._cast.publisher or passive):
                continue  # "a report seen by the Courier" is not the Courier's
            if who and self._publication_noun_before(phrase, mention) and who.type is not SourceType.PERSON:
                self._cast.publish(who)
            if who and who.type in types:
                return who
        return None

    def _apposed(self, phrase: Phrase) -> Who | None:
        """Whoever is named in commas right behind an office: "its editor | , Per Ask, told"."""
        name = self._cast.next_name(phrase.span[1])
        if name is None or phrase.plural or self._cast.text[phrase.span[1] : name[0]] != ", ":
            return None
        nouns = self._lexicon.nouns
        office = phrase.head in nouns["unique"] | nouns["reporter"] | nouns["insider"]
        closed = self._cast.text[name[1] : name[1] + 1] == ","
        who = self._cast.named[name]
        return who if office and closed and who.type is SourceType.PERSON else None

    # -- phrases that describe ----------------------------------------------------------------------------------------

    def _part(self, phrase: Phrase) -> Who | None:
        """Whose part a phrase names: "one line of it" is what the document says."""
        if phrase.head not in self._lexicon.nouns["part"]:
            return None
        words = list(WORD.finditer(self._cast.text, phrase.core[1], phrase.span[1]))
        if len(words) < 2 or words[0].group().lower() != "of":
            return None
        whole = words[1].start(), phrase.span[1]
        written = self._cast.text[slice(*whole)].strip().lower()
        if self._lexicon.pronouns.get(written) in ("neuter", "plural"):
            return self._documents.last(whole)
        inner = self._cast.phrase(whole)
        return self._outlets.own(inner) or (self._documents.known(inner) if inner.definite else None)

    def _comma(self, span: Span) -> int:
        """Where a phrase ends that a clause in commas follows: "one of them | , who asked not to be named"."""
        comma = self._cast.text.find(",", *span)
        return comma if comma > 0 else span[1]

    def _one_of(self, phrase: Phrase) -> Who:
        """One of several: "one of its engineers", "one of the people", "one of them"."""
        words = list(WORD.finditer(self._cast.text, *phrase.span))
        group = words[2].start() if len(words) > 2 else phrase.span[0], phrase.span[1]
        written = self._cast.text[slice(*group)].strip().lower()
        if self._lexicon.pronouns.get(written) == "plural":
            found = self._pronouns.group(group)
            if found and found.type is SourceType.DOCUMENT:
                return found
            return self._single(found.description if found else written, found.head if found else "", phrase.span)
        inner = self._cast.phrase(group)
        if inner.names or not inner.plural:
            return self._headed_by_name(phrase) or self._as_described(phrase)
        type_ = self._unnamed_type(inner, self._lexicon.kind(inner.head))
        met = self._persons.met(inner, type_) if inner.definite else None
        return self._single(met.description if met else inner.description, inner.head, phrase.span)

    def _single(self, description: str, head: str, span: Span) -> Who:
        return self._cast.new(SourceType.ANONYMOUS, self._singular(description, head), span, head=head)

    def _singular(self, description: str, head: str) -> str:
        words = (head if head and self._lexicon.singular(w.lower()) == head else w for w in description.split())
        return " ".join(words)

    def _as_described(self, phrase: Phrase) -> Who:
        kind = self._lexicon.kind(phrase.head)
        if kind == "publication":
            return self._publication(phrase)
        if kind == "document":
            return self._documents.who(phrase)
        known = self._known(phrase)
        if known:
            return known
        type_ = self._unnamed_type(phrase, kind)
        made = self._cast.new(type_, phrase.description, phrase.span, plural=phrase.plural, head=phrase.head)
        if type_ is SourceType.ANONYMOUS:
            self._disown(made, phrase)
        self._described.append((made, phrase))
        return made

    def _known(self, phrase: Phrase) -> Who | None:
        """Whom a description takes up again, named or not; None if nobody is known."""
        kind = self._lexicon.kind(phrase.head)
        if kind == "document":
            return self._documents.known(phrase) if phrase.definite else None
        if kind == "publication":
            return None
        type_ = self._unnamed_type(phrase, kind)
        if phrase.indefinite or not (phrase.definite or type_ is SourceType.ORGANISATION):
            return None
        return self._persons.met(phrase, type_) or self._bodies.meant(phrase) or self._persons.known(phrase, type_)

    def _disown(self, who: Who, phrase: Phrase) -> None:
        """Takes a publication that owns the unnamed ("the Courier's official") out of the description, as a link."""
        for owner, (_, end) in self._owning(phrase):
            if owner.type is SourceType.PUBLICATION and owner.name != self._cast.publisher:
                rest = POSSESSIVE.sub("", self._cast.text[end : phrase.span[1]]).partition(",")[0].strip()
                who.owner = owner
                who.description = (
                    " ".join(w for w in rest.split() if w.lower() not in self._lexicon.determiners) or rest
                )

    def _owning(self, phrase: Phrase) -> Iterator[tuple[Who, Span]]:
        """Who owns what a phrase names, and where: "the Courier's official", "another of the paper's sources"."""
        for mention in phrase.owners:
            if mention.span in self._cast.named:
                yield self._cast.named[mention.span], mention.span
        for span, paper in self._outlets.owning(phrase.span):
            yield paper, span

    def _unnamed_type(self, phrase: Phrase, kind: str | None) -> SourceType:
        if kind == "organisation":
            return SourceType.ORGANISATION
        crowd = phrase.plural and phrase.head not in self._lexicon.nouns["insider"] | self._lexicon.nouns["generic"]
        return SourceType.COLLECTIVE if crowd or kind == "collective" else SourceType.ANONYMOUS

    def _publication(self, phrase: Phrase) -> Who:
        owner = self._owner(phrase, SourceType.PUBLICATION)
        return (
            owner
            or self._outlets.meant(phrase)
            or self._cast.new(
                SourceType.PUBLICATION, phrase.description, phrase.span, plural=phrase.plural, head=phrase.head
            )
        )

    def _member(self, span: Span) -> Who:
        """One of a group that the phrase just before names: "officials, one of whom"."""
        words = self._cast.text[slice(*span)].lower().split()
        single = words[0] in ("one", *RELATIVE)
        antecedent = group_before(self._cast, span, people=words[-1] in ("who", "whom"))
        if antecedent is None:
            return self._cast.new(SourceType.ANONYMOUS, self._cast.text[slice(*span)], span)
        phrase = self._cast.phrase(antecedent)
        if words[0] in RELATIVE:
            return self._headed_by_name(phrase) or self._as_described(phrase)
        description = phrase.description
        if single:
            description = self._singular(description, phrase.head)
        if phrase.head in self._lexicon.nouns["generic"] and description == phrase.head:
            description = " ".join(filter(None, (description, with_origin(self._cast.text, antecedent))))
        return self._cast.new(SourceType.ANONYMOUS, description, antecedent, plural=not single, head=phrase.head)
