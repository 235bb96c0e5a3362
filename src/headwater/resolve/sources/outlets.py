"""Which publication a nameless phrase means: "the paper", "a French publication", "the report", "this article"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from headwater.model import DerivationKind, SourceType, Span
from headwater.resolve.cast import Cast, Who
from headwater.resolve.phrases import WORD, Phrase
from headwater.spans import InOrder, in_order

REACH = 40
"""Characters around a name in which the words stand that introduce it."""
LATEST = 60
"""How many names are looked at, from the last one back."""
SURE = 0.8
"""How likely the network has to find one of several publications in play."""
ASIDE = (DerivationKind.INTERVIEW, DerivationKind.TRANSLATION, DerivationKind.REPRINT)
"""A publication that an article names for having talked to somebody, or translated, or sent out: not the one retold."""

Named = tuple[Span, Who]


class Outlets:
    """The publications of one article and where it names them."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        aside = [c.span for c in cast.annotation.credits if c.kind in ASIDE]
        credited = in_order(aside)
        self._aside = {m for w in cast.publications() for m in w.mentions if credited.touching(m)}
        self._relations = InOrder((r.source[0], r) for r in cast.annotation.relations if r.source)
        self._by_head: dict[tuple[str, int], InOrder[Named]] = {}

    def own(self, phrase: Phrase) -> Who | None:
        """The article's own publication, if the phrase is "this article" or "an earlier version of this report"."""
        words = [word.group().lower() for word in WORD.finditer(self._cast.text, *phrase.span)]
        nouns = self._cast.lexicon.nouns
        pairs = set(pairwise(words))
        ours = {("this", noun) for noun in (*nouns["product"], *nouns["publication"])}
        if not pairs & ours or (words[:1] == ["this"] and phrase.head == "report"):
            return None
        return self.publisher(phrase.span)

    def publisher(self, span: Span) -> Who | None:
        """The publication that the article stands in, spoken of at `span`."""
        name = self._cast.publisher
        if name is None:
            return None
        known = next((w for w in self._cast.everyone if w.name == name), None)
        return known or self._cast.new(SourceType.PUBLICATION, name, span, name=name)

    def meant(self, phrase: Phrase) -> Who | None:
        """The one publication in play before a phrase or, if there was none, the first that is named after it."""
        named = self._named(phrase.head)
        before = sorted(
            (*islice(named.before(phrase.span[0]), LATEST), *self._spoken(phrase)), key=lambda pair: pair[0]
        )
        if before and not phrase.plural:
            return self._in_play(phrase, before) if phrase.definite else None
        if phrase.plural:
            return self._several(phrase)
        told = self._unlisted(phrase)
        if told:
            return told
        after = named.after(phrase.span[0])
        if after is None:
            return None
        mention, who = after
        bare = self._cast.in_headline(phrase.span) and not phrase.indefinite
        return who if phrase.definite or bare or self._introduces(phrase, mention) else None

    def spoken_to(self) -> None:
        """Adds to each publication where somebody speaks to it without its name: "told the weekly"."""
        cast = self._cast
        nouns = "|".join(sorted(cast.lexicon.nouns["publication"]))
        spoken = rf"\b(?:told|to|with|on|by|in)\s([Tt]he\s(?:[A-Z][\w-]+\s)?(?:{nouns}))(?![\w-])"
        for match in re.finditer(spoken, cast.text):
            span = match.span(1)
            alone = span in cast.phrases.touching(span)
            who = self.meant(cast.phrase(span)) if alone else None
            if who and who.name:
                cast.add(who, span)

    def owning(self, span: Span) -> Iterator[Named]:
        """The publications whose something a stretch names without their names: "another of the paper's sources"."""
        nouns = "|".join(sorted(self._cast.lexicon.nouns["publication"]))
        for match in re.finditer(rf"\b([Tt]he\s(?:{nouns}))[’']s?\s", self._cast.text[slice(*span)]):
            here = span[0] + match.start(1), span[0] + match.end(1)
            who = self.meant(self._cast.phrase(here))
            if who and who.name:
                yield here, who

    def _named(self, head: str) -> InOrder[Named]:
        """Where publications that can be called so are named, save the article's own."""
        key = head, self._cast.published
        if key not in self._by_head:
            fitting = [who for who in self._cast.publications() if self._can_be(head, who)]
            self._by_head[key] = InOrder((m, (m, who)) for who in fitting for m in who.mentions)
        return self._by_head[key]

    def _spoken(self, phrase: Phrase) -> Iterator[Named]:
        """The publications that spoke before a phrase, by whatever words: "the paper" too."""
        for span, who in self._cast.spoken[-LATEST:]:
            told = who.type is SourceType.PUBLICATION and who.name and who.name != self._cast.publisher
            if told and span < phrase.span and self._can_be(phrase.head, who):
                yield span, who

    def _several(self, phrase: Phrase) -> Who | None:
        """The publications that have just spoken together, which "the papers" tells that they are."""
        last = next((who for span, who in reversed(self._cast.spoken[-1:]) if span < phrase.span), None)
        if last is None or not last.members or not phrase.definite or not all(map(self._may_be, last.members)):
            return None
        for who in (*last.members, last):
            self._cast.publish(who)
        return last

    def _unlisted(self, phrase: Phrase) -> Who | None:
        """Whoever has just reported something, if nothing says that it is no publication: "Der Bote … The weekly"."""
        if not phrase.definite or phrase.head in self._cast.lexicon.nouns["product"]:
            return None
        relation = next(self._relations.before(phrase.span[0]), None)
        who = self._cast.at(relation.source[-1]) if relation else None
        cues = relation.cue if relation else ()
        reported = {word.lower() for s, e in cues for word in WORD.findall(self._cast.text[s:e])}
        if who is None or not who.name or not reported & self._cast.lexicon.nouns["reporting"] or not self._may_be(who):
            return None
        self._cast.publish(who)
        return who

    def _may_be(self, who: Who) -> bool:
        """Whether a name may be a publication's that nobody listed: no person's full name, no body of another kind."""
        words = [word.lower() for word in WORD.findall(str(who.name))]
        if who.type is SourceType.PERSON:
            return len(words) == 1 or words[0] in self._cast.lexicon.nouns["foreign_article"]
        if who.type is SourceType.PUBLICATION:
            return True
        return who.type is SourceType.ORGANISATION and not self._cast.lexicon.kinds_of_body(words)

    def _in_play(self, phrase: Phrase, before: Sequence[Named]) -> Who | None:
        """The publication that a definite phrase takes up; None where two could be meant."""
        if phrase.head in self._cast.lexicon.nouns["product"]:
            before = [pair for pair in before if self._has_product(pair[0])] or before
        before = [pair for pair in before if pair[0] not in self._aside] or before
        paragraph = self._paragraph(before[-1][0])
        last = {id(who): who for mention, who in before if self._paragraph(mention) == paragraph}
        called = {id(who): who for mention, who in before if id(who) in last and self._called(phrase.head, mention)}
        for only in (last, called):
            if len(only) == 1:
                return next(iter(only.values()))
        pointed = self._cast.point(phrase.span, (SourceType.PUBLICATION,), SURE)
        return pointed if pointed and id(pointed) in last else None

    def _called(self, head: str, mention: Span) -> bool:
        """Whether the word for it leads its name in: "the northern newspaper Example"."""
        before = [word.lower() for word in WORD.findall(self._cast.text[max(0, mention[0] - REACH) : mention[0]])[-1:]]
        media = self._cast.lexicon.media
        return before == [head] or any(media.get(word, word) == media.get(head, head) for word in before)

    def _has_product(self, mention: Span) -> bool:
        """Whether a name stands by what a publication brings out: "a report by the Courier", "the Courier story"."""
        text, products = self._cast.text, self._cast.lexicon.nouns["product"]
        after = [word.lower() for word in WORD.findall(text[mention[1] : mention[1] + REACH])[:2]]
        before = [word.lower() for word in WORD.findall(text[max(0, mention[0] - REACH) : mention[0]])]
        return bool(products & set(after)) or bool(
            products & set(before[-7:]) and {"by", "in", "from", "of"} & set(before[-6:])
        )

    def _paragraph(self, mention: Span) -> int:
        return self._cast.text.rfind("\n", 0, mention[0])

    def _introduces(self, phrase: Phrase, mention: Span) -> bool:
        """Whether the words of "a French publication" stand again before the name: "the French newspaper Example"."""
        words = {word.lower() for word in phrase.description.split()[:-1]}
        near = {word.lower() for word in WORD.findall(self._cast.text[max(0, mention[0] - REACH) : mention[0]])}
        return bool(words) and words <= near

    def _can_be(self, head: str, who: Who) -> bool:
        """Whether a publication can be called so: "the paper" is no broadcaster, by the words of its name."""
        media = self._cast.lexicon.media
        wanted = media.get(head)
        if wanted not in ("paper", "broadcaster", "agency"):
            return True
        known = {media[word.lower()] for word in WORD.findall(str(who.name)) if word.lower() in media}
        return not known or wanted in known
