"""Everybody who speaks or is named in one article, under all their mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from headwater.model import Anaphor, Annotation, Article, Mention, SourceType, Span
from headwater.resolve.lexicon import Lexicon
from headwater.resolve.naming import LEADING, Named
from headwater.resolve.phrases import WORD, Phrase, take_apart

TYPES = {
    "PERSON": SourceType.PERSON,
    "PUBLICATION": SourceType.PUBLICATION,
    "ORGANISATION": SourceType.ORGANISATION,
    "PLACE": SourceType.ORGANISATION,
    "GROUP": SourceType.COLLECTIVE,
    "WORK": SourceType.DOCUMENT,
}
"""What a name of each label is when it speaks: a country that "says" is its government."""
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
        self._mentions = mentions
        self._phrases: dict[Span, Phrase] = {}
        self._anaphors: dict[Span, list[Anaphor]] = {}
        for anaphor in annotation.anaphors:
            self._anaphors.setdefault(anaphor.span, []).append(anaphor)
        self._by_name: dict[int, Who] = {}
        self.named = {span: self.bearer(name) for span, name in sorted(named.items())}
        self.everyone: list[Who] = list(self._by_name.values())

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
            before = WORD.findall(self.text[max(0, start - 20) : start])[-1:]
            for word in (*before, *WORD.findall(self.text[start:end])[:1]):
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
        return made

    def add(self, who: Who, span: Span) -> Who:
        if span not in who.mentions:
            who.mentions.append(span)
            who.mentions.sort()
        return who

    def phrase(self, span: Span) -> Phrase:
        if span not in self._phrases:
            self._phrases[span] = take_apart(self.text, span, self._mentions, self.lexicon)
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
        """Whoever has a mention at `span`, the tightest first."""
        found = [
            (abs(m[0] - span[0]) + abs(m[1] - span[1]), index, who)
            for index, who in enumerate(self.everyone)
            for m in who.mentions
            if m[0] < span[1] and span[0] < m[1] and m[1] == span[1]
        ]
        return min(found, key=lambda f: f[:2])[2] if found else None


def fits(who: Who, plural: bool | None, gender: str | None = None) -> bool:
    if gender in ("masculine", "feminine") and who.gender not in (None, gender):
        return False
    return plural is None or who.plural == plural or (plural and who.type in BODIES)
