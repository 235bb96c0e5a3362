"""Everybody who speaks or is named in one article, under all their mentions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from headwater.model import Anaphor, Annotation, Article, Mention, SourceType, Span
from headwater.resolve.lexicon import Lexicon
from headwater.resolve.names.naming import LEADING, Named
from headwater.resolve.phrases import AUXILIARY, WORD, Phrase, take_apart
from headwater.spans import InOrder, in_order

TYPES = {
    "PERSON": SourceType.PERSON,
    "PUBLICATION": SourceType.PUBLICATION,
    "ORGANISATION": SourceType.ORGANISATION,
    "PLACE": SourceType.ORGANISATION,
    "GROUP": SourceType.COLLECTIVE,
    "WORK": SourceType.DOCUMENT,
    "VESSEL": SourceType.ORGANISATION,
}
"""What a name of each label is when it speaks: a country that "says" is its government, a ship its crew."""
TITLED = re.compile(r"(?P<word>[^\W_]+)(?P<stop>\.)?,?[ \xa0]+\Z")
"""A word right before a name; behind a full stop another sentence begins, if it is no title."""
ONE = (SourceType.PERSON, SourceType.ANONYMOUS)
BODIES = (SourceType.ORGANISATION, SourceType.PUBLICATION, SourceType.DOCUMENT, SourceType.COLLECTIVE)


@dataclass(slots=True, eq=False)
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
    members: tuple[Who, ...] = ()
    """Of several who speak as one, who they are."""
    label: str = ""
    """Of a name: what the network and the text take it for."""


class Cast:
    """All that an article says of everybody; `everyone` grows as phrases are read in the order of the text."""

    def __init__(
        self,
        article: Article,
        annotation: Annotation,
        mentions: Sequence[Mention],
        named: dict[Span, Named],
        lexicon: Lexicon,
    ) -> None:
        self.text, self.annotation, self.lexicon = article.text, annotation, lexicon
        self.publisher = LEADING.sub("", article.publisher or "") or None
        self.byline, self.title = article.byline, article.title
        self.sentences, self.phrases = in_order(annotation.sentences), in_order(annotation.phrases)
        self.spoken: list[tuple[Span, Who]] = []
        """Every source that has been looked up, in that order, with who it is."""
        self.nested = {s for r in annotation.relations if r.parent is not None for s in r.source}
        self._mentions = InOrder((m.span, m) for m in mentions)
        self._phrases: dict[Span, Phrase] = {}
        self._anaphors: dict[Span, list[Anaphor]] = {}
        for anaphor in annotation.anaphors:
            self._anaphors.setdefault(anaphor.span, []).append(anaphor)
        self._by_name: dict[int, Who] = {}
        self.named = {span: self.bearer(name) for span, name in sorted(named.items())}
        self._names = in_order(self.named)
        self.everyone: list[Who] = list(self._by_name.values())
        self._by_head: dict[str, list[Who]] = {}
        self._by_end: dict[int, list[tuple[Span, Who]]] = {}
        for who in self.everyone:
            for span in who.mentions:
                self._by_end.setdefault(span[1], []).append((span, who))
        self._introducing: dict[str, list[Span]] | None = None
        self.published = 0
        """How many have been taken for publications that were not at first."""

    def bearer(self, name: Named) -> Who:
        if id(name) not in self._by_name:
            kind, many = TYPES[name.label], name.label == "GROUP"
            # A people is a name, but names nobody: "the French" stay as unnamed as they are.
            who = Who(kind, None if many else name.name, name.name, many, "", list(name.mentions), label=name.label)
            who.gender = self._titled(name.mentions)
            self._by_name[id(name)] = who
        return self._by_name[id(name)]

    def _titled(self, mentions: Iterable[Span]) -> str | None:
        """The gender that a title or a noun before a name, or in it, gives: "Ms. Moss", "spokeswoman Ada Moss"."""
        for start, end in mentions:
            before = TITLED.search(self.text, max(0, start - 20), start)
            title = before["word"] if before and (not before["stop"] or self.lexicon.is_title(before["word"])) else ""
            for word in (title, *WORD.findall(self.text[start:end])[:1]):
                if gender := self.lexicon.gender(word.lower()):
                    return gender
        return None

    def new(
        self,
        kind: SourceType,
        description: str,
        span: Span,
        *,
        plural: bool = False,
        head: str = "",
        name: str | None = None,
    ) -> Who:
        made = Who(kind, name, description, plural, head, [span], self.lexicon.gender(head))
        self.everyone.append(made)
        self._by_head.setdefault(head, []).append(made)
        self._by_end.setdefault(span[1], []).append((span, made))
        return made

    def unnamed(self, head: str) -> Sequence[Who]:
        """Those without a name of whom this is the head noun, in the order in which they were met."""
        return self._by_head.get(head, ())

    def introducing(self, head: str, before: Span) -> Iterator[Span]:
        """The noun phrases with this head, no name and a place before `before`, the last first."""
        if self._introducing is None:
            self._introducing = {}
            for span in self.phrases:
                phrase = self.phrase(span)
                if phrase.head and not phrase.names:
                    self._introducing.setdefault(phrase.head, []).append(span)
        spans = self._introducing.get(head, [])
        return (spans[i] for i in range(bisect_left(spans, before) - 1, -1, -1))

    def publish(self, who: Who) -> None:
        """Takes somebody for a publication."""
        who.type = SourceType.PUBLICATION
        self.published += 1

    def next_name(self, place: int) -> Span | None:
        return self._names.after(place)

    def last_name(self, place: int) -> Span | None:
        """The last name that begins before a place."""
        return next(self._names.before(place), None)

    def names_within(self, span: Span) -> list[Span]:
        return self._names.beginning(*span)

    def forget(self, who: Who, instead: Who) -> None:
        """Takes somebody for another who was met as well."""
        instead.mentions = sorted({*instead.mentions, *who.mentions})
        for _, end in who.mentions:
            self._by_end[end] = [(span, instead if other is who else other) for span, other in self._by_end[end]]
        self.everyone.remove(who)
        self._by_head[who.head].remove(who)
        who.mentions = []

    def add(self, who: Who, span: Span) -> Who:
        place = bisect_left(who.mentions, span)
        if who.mentions[place : place + 1] != [span]:
            who.mentions.insert(place, span)
            self._by_end.setdefault(span[1], []).append((span, who))
        return who

    def phrase(self, span: Span) -> Phrase:
        if span not in self._phrases:
            names = self._mentions.touching(span)
            # "James R. Moss Jr." is a name to its end, wherever a source ends at one of its full stops.
            stopped = self.text[span[1] : span[1] + 1] == "."
            ends = (m.span[1] for m in names if stopped and m.label not in AUXILIARY and span[0] <= m.span[0])
            self._phrases[span] = take_apart(self.text, (span[0], max([span[1], *ends])), names, self.lexicon)
        return self._phrases[span]

    def publications(self) -> Iterator[Who]:
        """The publications that are named, save the article's own."""
        return (w for w in self.everyone if w.type is SourceType.PUBLICATION and w.name and w.name != self.publisher)

    def in_headline(self, span: Span) -> bool:
        """Whether a span stands in the headline, where articles are left out: "Mayor resigns, operator says"."""
        end = self.text.find("\n")
        headline = self.text[: end if end >= 0 else len(self.text)]
        rest = self.text[len(headline) :].strip()
        return bool(rest) and span[1] <= len(headline) and not headline.rstrip().endswith((".", ":"))

    # -- what the network takes a mention to mean ---------------------------------------------------------------------

    def point(
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
            who = self.at(anaphor.antecedent)
            if who is None or who.name == self.publisher or anaphor.confidence < least:
                continue
            if who.type in types and fits(who, plural, gender):
                scores.append((anaphor.confidence, anaphor.antecedent, who))
        return max(scores, key=lambda s: (s[0], s[1]))[2] if scores else None

    def likely(self, span: Span) -> dict[Span, float]:
        """What the network takes `span` to mean, with how likely it finds each."""
        return {a.antecedent: a.confidence for a in self._anaphors.get(span, ())}

    def at(self, span: Span) -> Who | None:
        """Whoever has a mention that ends where `span` ends, the tightest first."""
        found = [(abs(mention[0] - span[0]), who) for mention, who in self._by_end.get(span[1], ())]
        return min(found, key=lambda f: f[0])[1] if found else None


def fits(who: Who, plural: bool | None, gender: str | None = None) -> bool:
    if gender in ("masculine", "feminine") and who.gender not in (None, gender):
        return False
    return plural is None or who.plural == plural or (plural and who.type in BODIES)
