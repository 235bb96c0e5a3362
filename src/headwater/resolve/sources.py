"""Who each source phrase of an article means: by its own words, or by what it points to, backwards or forwards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from headwater.model import Anaphor, Annotation, Article, Mention, SourceType, Span
from headwater.resolve.lexicon import Lexicon
from headwater.resolve.naming import LEADING, Named
from headwater.resolve.phrases import WORD, Phrase, take_apart
from headwater.resolve.roles import roles

TYPES = {
    "PERSON": SourceType.PERSON,
    "PUBLICATION": SourceType.PUBLICATION,
    "ORGANISATION": SourceType.ORGANISATION,
    "PLACE": SourceType.ORGANISATION,
    "GROUP": SourceType.COLLECTIVE,
    "WORK": SourceType.DOCUMENT,
}
"""What a name of each label is when it speaks: a country that "says" is its government."""
PRONOUN, DESCRIPTION = 0.3, 0.6
"""How likely a reference has to be before a pronoun, or a description, is taken for somebody who is named."""
REACH = 40
"""Characters before a name in which the words stand that introduce it."""
PARTITIVE = re.compile(r"\b(?:one|two|some|most|many|both|several|all)\s+of\s+$", re.IGNORECASE)
ONE = (SourceType.PERSON, SourceType.ANONYMOUS)
BODIES = (SourceType.ORGANISATION, SourceType.PUBLICATION, SourceType.DOCUMENT, SourceType.COLLECTIVE)


@dataclass(slots=True)
class Who:
    """Somebody or something that speaks in an article, under all its mentions."""

    type: SourceType
    name: str | None
    description: str
    plural: bool
    head: str
    mentions: list[Span] = field(default_factory=list)
    gender: str | None = None
    owner: Who | None = None


class Speakers:
    """Everybody met so far in one article; phrases are looked up in the order of the text."""

    def __init__(self, article: Article, annotation: Annotation, named: dict[Span, Named], lexicon: Lexicon) -> None:
        self._text, self._annotation, self._lexicon = article.text, annotation, lexicon
        self._byline, self._publisher = article.byline, LEADING.sub("", article.publisher or "") or None
        self._phrases: dict[Span, Phrase] = {}
        self._anaphors: dict[Span, list[Anaphor]] = {}
        for anaphor in annotation.anaphors:
            self._anaphors.setdefault(anaphor.span, []).append(anaphor)
        self._by_name: dict[int, Who] = {}
        self._named = {span: self._bearer(name) for span, name in sorted(named.items())}
        self._roles = roles(article.text, named, lexicon)
        self.everyone: list[Who] = list(self._by_name.values())

    def _bearer(self, name: Named) -> Who:
        if id(name) not in self._by_name:
            kind, many = TYPES[name.label], name.label == "GROUP"
            # A people is a name, but names nobody: "the French" stay as unnamed as they are.
            who = Who(kind, None if many else name.name, name.name, many, "", list(name.mentions))
            who.gender = self._titled(name.mentions)
            self._by_name[id(name)] = who
        return self._by_name[id(name)]

    def _titled(self, mentions: Iterable[Span]) -> str | None:
        """The gender that a title before or in a name gives: "Ms. Moss"."""
        for start, end in mentions:
            for word in WORD.findall(self._text[max(0, start - 6) : end]):
                title = self._lexicon.titles.get(word.lower())
                if title in ("masculine", "feminine"):
                    return title
        return None

    def phrase(self, span: Span) -> Phrase:
        if span not in self._phrases:
            self._phrases[span] = take_apart(self._text, span, self._annotation.mentions, self._lexicon)
        return self._phrases[span]

    def who(self, span: Span, around: Who | None) -> Who:
        """Who the source phrase at `span` means; `around` is who said the content that it stands in."""
        written = self._text[slice(*span)].strip(' ,.;:“”"').lower()
        kind = self._lexicon.pronouns.get(written)
        if kind == "own":
            return around or self._author(span)
        if kind == "anyone":
            return self._new(SourceType.COLLECTIVE, written, span, plural=True)
        if kind:
            return self._add(self._pronoun(span, kind) or self._unknown(written, span, kind), span)
        if written.startswith(self._lexicon.partitives):
            return self._add(self._member(self._with_partitive(span)), span)
        phrase = self.phrase(span)
        return self._add(self._headed_by_name(phrase) or self._described(phrase), span)

    def _author(self, span: Span) -> Who:
        if self._byline:
            known = next((w for w in self.everyone if w.name == self._byline), None)
            return known or self._new(SourceType.PERSON, self._byline, span, name=self._byline)
        return next((w for w in self.everyone if w.head == "author" and not w.name), None) or self._new(
            SourceType.ANONYMOUS, "author", span, head="author"
        )

    def _new(
        self,
        kind: SourceType,
        description: str,
        span: Span,
        *,
        plural: bool = False,
        head: str = "",
        name: str | None = None,
    ) -> Who:
        made = Who(kind, name, description, plural, head, [span])
        self.everyone.append(made)
        return made

    def _add(self, who: Who, span: Span) -> Who:
        if span not in who.mentions:
            who.mentions.append(span)
            who.mentions.sort()
        return who

    # -- phrases with a name ------------------------------------------------------------------------------------------

    def _headed_by_name(self, phrase: Phrase) -> Who | None:
        known = [m for m in phrase.names if m.span in self._named]
        if not known:
            return None
        # Of several names in apposition a person speaks: "the Ledger's editor, Ada Moss".
        best = next((m for m in known if self._named[m.span].type is SourceType.PERSON), known[0])
        who = self._named[best.span]
        if self._publication_noun_before(phrase, best) and who.type is not SourceType.PERSON:
            who.type = SourceType.PUBLICATION
        if who.name is None:
            return self._people(phrase, who)
        return who

    def _people(self, phrase: Phrase, who: Who) -> Who:
        """A people or a party that speaks: as it is written ("the French"), apart from its other mentions."""
        written = " ".join(self._text[slice(*phrase.core)].split())
        description = f"the {written[4:]}" if written.startswith("The ") else written
        known = next((w for w in self.everyone if w.description == description and w.head == who.description), None)
        return known or self._new(SourceType.COLLECTIVE, description, phrase.span, plural=True, head=who.description)

    def _publication_noun_before(self, phrase: Phrase, mention: Mention) -> bool:
        """Whether the text introduces a name as a publication: "the daily Example"."""
        words = [w.group().lower() for w in WORD.finditer(self._text, phrase.span[0], mention.span[0])]
        return bool(words) and self._lexicon.kind(words[-1]) == "publication"

    # -- phrases that describe ----------------------------------------------------------------------------------------

    def _described(self, phrase: Phrase) -> Who:
        kind = self._lexicon.kind(phrase.head)
        if kind == "publication":
            return self._publication(phrase)
        if kind == "document":
            return self._document(phrase)
        bearer = self._in_role(phrase)
        if bearer:
            return bearer
        type_ = self._unnamed_type(phrase, kind)
        if phrase.definite or type_ is SourceType.ORGANISATION:
            met = self._met(phrase, type_)
            if met:
                return met
        made = self._new(type_, phrase.description, phrase.span, plural=phrase.plural, head=phrase.head)
        if type_ is SourceType.ANONYMOUS:
            self._disown(made, phrase)
        return made

    def _disown(self, who: Who, phrase: Phrase) -> None:
        """Takes a publication that owns the unnamed ("the Courier's official") out of the description, as a link."""
        for mention in phrase.owners:
            owner = self._named.get(mention.span)
            if owner and owner.type is SourceType.PUBLICATION and owner.name != self._publisher:
                rest = self._text[mention.span[1] : phrase.span[1]].lstrip("’'s ")
                who.owner = owner
                who.description = (
                    " ".join(w for w in rest.split() if w.lower() not in self._lexicon.determiners) or rest
                )

    def _in_role(self, phrase: Phrase) -> Who | None:
        """Whoever alone has the role that a phrase names; "a spokeswoman" may be any, "the spokeswoman" is that one."""
        first = self._text[slice(*phrase.core)].split()[:1]
        if phrase.plural or not first or first[0].lower() in ("a", "an", "another", "one", "some", "any"):
            return None
        bearer = self._roles.get(phrase.head)
        return self._bearer(bearer) if bearer else None

    def _unnamed_type(self, phrase: Phrase, kind: str | None) -> SourceType:
        if kind == "organisation":
            return SourceType.ORGANISATION
        crowd = phrase.plural and phrase.head not in self._lexicon.nouns["insider"] | self._lexicon.nouns["generic"]
        return SourceType.COLLECTIVE if crowd or kind == "collective" else SourceType.ANONYMOUS

    def _publication(self, phrase: Phrase) -> Who:
        owner = self._owner(phrase, SourceType.PUBLICATION)
        if owner:
            return owner
        pointed = self._point(phrase.span, (SourceType.PUBLICATION,), 0.0) or self._introduced(phrase)
        return pointed or self._new(
            SourceType.PUBLICATION, phrase.description, phrase.span, plural=phrase.plural, head=phrase.head
        )

    def _introduced(self, phrase: Phrase) -> Who | None:
        """The publication that a nameless phrase means: the last one before it or, if none, the first after it."""
        publications = [
            (mention, who)
            for who in self.everyone
            if who.type is SourceType.PUBLICATION and who.name and who.name != self._publisher
            for mention in who.mentions
        ]
        before = [pair for pair in publications if pair[0] < phrase.span]
        if before and phrase.definite:
            return max(before, key=lambda pair: pair[0])[1]
        after = [pair for pair in publications if pair[0] > phrase.span]
        if before or not after or phrase.plural:
            return None
        mention, who = min(after, key=lambda pair: pair[0])
        return who if phrase.definite or self._introduces(phrase, mention) else None

    def _introduces(self, phrase: Phrase, mention: Span) -> bool:
        """Whether the words of "a French publication" stand again before the name: "the French newspaper Example"."""
        words = {word.lower() for word in phrase.description.split()[:-1]}
        near = {word.lower() for word in WORD.findall(self._text[max(0, mention[0] - REACH) : mention[0]])}
        return bool(words) and words <= near

    def _owner(self, phrase: Phrase, *types: SourceType) -> Who | None:
        for mention in (*phrase.owners, *phrase.complements):
            who = self._named.get(mention.span)
            between = {w.lower() for w in WORD.findall(self._text[phrase.core[1] : mention.span[0]])}
            if who and (who.name == self._publisher or between & self._lexicon.relatives):
                continue  # "a report seen by the Courier" is not the Courier's
            if who and self._publication_noun_before(phrase, mention) and who.type is not SourceType.PERSON:
                who.type = SourceType.PUBLICATION
            if who and who.type in types:
                return who
        return None

    def _document(self, phrase: Phrase) -> Who:
        publisher = self._owner(phrase, SourceType.PUBLICATION)
        if publisher:
            return publisher
        described = len(WORD.findall(phrase.description)) > 1
        if phrase.definite and not phrase.owners:
            product = phrase.head in self._lexicon.nouns["product"]
            wanted = [SourceType.DOCUMENT, SourceType.PUBLICATION] if product else [SourceType.DOCUMENT]
            same = [w for w in self.everyone if w.head == phrase.head and w.mentions[0] < phrase.span]
            if same:
                return same[-1]
            pointed = self._point(phrase.span, wanted, 0.0) or (None if described else self._introduced_product(phrase))
            if pointed:
                return pointed
        return self._new(SourceType.DOCUMENT, phrase.description, phrase.span, plural=phrase.plural, head=phrase.head)

    def _introduced_product(self, phrase: Phrase) -> Who | None:
        return self._introduced(phrase) if phrase.head in self._lexicon.nouns["product"] else None

    def _met(self, phrase: Phrase, type_: SourceType) -> Who | None:
        """Who a definite description takes up again: the same head with no word that does not fit, or a likely name."""
        words = set(phrase.description.lower().split())
        for who in reversed(self.everyone):
            if who.name is None and who.head == phrase.head and who.type is type_ and who.mentions[0] < phrase.span:
                known = set(who.description.lower().split())
                if who.plural == phrase.plural and (words <= known or known <= words):
                    who.description = max(who.description, phrase.description, key=len)
                    return who
        if type_ is SourceType.ORGANISATION:
            return self._body(phrase)
        if phrase.plural:
            return None
        return self._named_by_title(phrase) or self._from_content(phrase)

    def _body(self, phrase: Phrase) -> Who | None:
        """The named body that "the ministry" means: the last before it with that word in its name, or a likely one."""
        if len(phrase.description.split()) > 1:
            return None
        for who in sorted(self.everyone, key=lambda w: w.mentions[0], reverse=True):
            if who.name and who.mentions[0] < phrase.span and phrase.head in who.name.lower().split():
                return who
        return self._point(phrase.span, (SourceType.ORGANISATION,), PRONOUN) if phrase.definite else None

    def _named_by_title(self, phrase: Phrase) -> Who | None:
        """A named person, if the network is sure that the description means him or her."""
        who = self._point(phrase.span, (SourceType.PERSON,), DESCRIPTION)
        return who if who and who.mentions[0] < phrase.span else None

    def _from_content(self, phrase: Phrase) -> Who | None:
        """Somebody whom an earlier phrase, not itself a source, introduced: "one French agent … The same agent"."""
        likely = {a.antecedent: a.confidence for a in self._anaphors.get(phrase.span, ())}
        before = [span for span in self._annotation.phrases if span < phrase.span]
        for span in sorted(before, key=lambda s: (likely.get(s, 0.0), s), reverse=True):
            earlier = self.phrase(span)
            if earlier.head == phrase.head and not earlier.names:
                # Of "senior officials", met before, "the official" is one.
                before_ = earlier.description.split()
                one = " ".join([*before_[:-1], phrase.head]) if earlier.plural else earlier.description
                fuller = max(one, phrase.description, key=len)
                return self._new(SourceType.ANONYMOUS, fuller, span, head=phrase.head)
        return None

    # -- phrases that only point --------------------------------------------------------------------------------------

    def _pronoun(self, span: Span, kind: str) -> Who | None:
        types = {"neuter": BODIES, "plural": (*BODIES, SourceType.ANONYMOUS)}.get(kind, ONE)
        gender = kind if kind in ("masculine", "feminine") else None
        many = None if kind == "neuter" else kind == "plural"
        found = self._point(span, types, PRONOUN, plural=many, gender=gender) or self._last_speaker(span, types, kind)
        if found and gender and found.gender is None:
            found.gender = gender
        return found

    def _last_speaker(self, span: Span, types: Iterable[SourceType], kind: str) -> Who | None:
        """The last source that a pronoun could mean: in news one voice goes on until another is named."""
        spans = [r.source for r in self._annotation.relations if r.source and r.source[0] < span]
        spoken = {s for source in spans for s in source}
        before = [
            (mention, who) for who in self.everyone for mention in who.mentions
            if mention < span and mention in spoken and who.type in types and self._fits(who, kind == "plural", kind)
        ]  # fmt: skip
        return max(before, key=lambda pair: pair[0])[1] if before else None

    def _unknown(self, written: str, span: Span, kind: str) -> Who:
        type_ = SourceType.ORGANISATION if kind == "neuter" else SourceType.ANONYMOUS
        return self._new(type_, written, span, plural=kind == "plural")

    def _with_partitive(self, span: Span) -> Span:
        """ "one of whom" for a span that begins at its "whom"."""
        match = PARTITIVE.search(self._text, max(0, span[0] - REACH), span[0])
        return (match.start(), span[1]) if match else span

    def _member(self, span: Span) -> Who:
        """One of a group that the phrase just before names: "officials, one of whom"."""
        words = self._text[slice(*span)].lower().split()
        single = words[0] in ("one", "who", "whom", "which", "that")
        before = [p for p in self._annotation.phrases if p[1] <= span[0] <= p[1] + 3]
        if not before:
            return self._new(SourceType.ANONYMOUS, self._text[slice(*span)], span)
        antecedent = self._whole_phrase(max(before))
        phrase = self.phrase(antecedent)
        if words[0] in ("who", "whom", "which", "that"):
            return self._headed_by_name(phrase) or self._described(phrase)
        description = phrase.description
        if single and phrase.head:
            said = description.split()
            heads = [i for i, word in enumerate(said) if self._lexicon.singular(word.lower()) == phrase.head]
            description = " ".join(phrase.head if i in heads else word for i, word in enumerate(said))
        return self._new(SourceType.ANONYMOUS, description, antecedent, plural=not single, head=phrase.head)

    def _whole_phrase(self, span: Span) -> Span:
        """A noun phrase with the one that it completes: "people from the company"."""
        for start, end in reversed(self._annotation.phrases):
            between = self._text[end : span[0]].strip().lower() if end <= span[0] else "-"
            if between in self._lexicon.prepositions:
                return self._whole_phrase((start, span[1]))
        return span

    def _point(
        self,
        span: Span,
        types: Sequence[SourceType],
        least: float,
        *,
        plural: bool | None = None,
        gender: str | None = None,
    ) -> Who | None:
        """The likeliest of those whom the network takes `span` to mean, if one of them fits."""
        scores: list[tuple[float, Span, Who]] = []
        for anaphor in self._anaphors.get(span, ()):
            who = self._at(anaphor.antecedent)
            if who is None or who.name == self._publisher or anaphor.confidence < least:
                continue
            if who.type in types and self._fits(who, plural, gender):
                scores.append((anaphor.confidence, anaphor.antecedent, who))
        return max(scores, key=lambda s: (s[0], s[1]))[2] if scores else None

    def _at(self, span: Span) -> Who | None:
        """Whoever has a mention at `span`, the tightest first."""
        found = [
            (abs(m[0] - span[0]) + abs(m[1] - span[1]), index, who)
            for index, who in enumerate(self.everyone)
            for m in who.mentions
            if m[0] < span[1] and span[0] < m[1] and m[1] == span[1]
        ]
        return min(found, key=lambda f: f[:2])[2] if found else None

    @staticmethod
    def _fits(who: Who, plural: bool | None, gender: str | None = None) -> bool:
        if gender in ("masculine", "feminine") and who.gender not in (None, gender):
            return False
        return plural is None or who.plural == plural or (plural and who.type in BODIES)
