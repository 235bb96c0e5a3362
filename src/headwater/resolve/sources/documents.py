"""Which document a phrase means: "the 38-page report", "the minutes", "the document", "one line of it"."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from headwater.model import SourceType, Span
from headwater.resolve.cast import Cast, Who
from headwater.resolve.phrases import POSSESSIVE, WORD, Phrase
from headwater.resolve.sources.outlets import Outlets

LATEST = 50
"""How many documents are looked at, from the last one back."""
REACH = 80
"""Characters behind a noun phrase in which the one begins that completes it."""
COMPLETING = ("of", "by", "from", "in", "on")
Owner = Callable[..., Who | None]


class Documents:
    """The documents of one article; what a publication brings out is the publication itself."""

    def __init__(self, cast: Cast, outlets: Outlets, owner: Owner) -> None:
        self._cast, self._outlets, self._owner = cast, outlets, owner
        self._known = [w for w in cast.everyone if w.type is SourceType.DOCUMENT]
        self._products: list[tuple[Span, str, Who]] = []

    def who(self, phrase: Phrase) -> Who:
        publication = self._owner(phrase, SourceType.PUBLICATION)
        if publication:
            self._products.append((phrase.span, phrase.head, publication))
            return publication
        known = self.known(phrase) if phrase.definite else None
        if known is None:
            known = self._new(phrase, phrase.span)
            known.owner = self._obtained_by(phrase)
        return known

    def _obtained_by(self, phrase: Phrase) -> Who | None:
        """Another publication through which a document came to light: "emails obtained by the site Harborline"."""
        named = (self._cast.named.get(mention.span) for mention in phrase.complements)
        papers = (w for w in named if w and w.type is SourceType.PUBLICATION and w.name != self._cast.publisher)
        return next(papers, None)

    def known(self, phrase: Phrase) -> Who | None:
        """The document that a definite phrase takes up, or the publication whose product it is."""
        before = [w for w in self._met(phrase.span) if not _apart(w.description, phrase.description)]
        same = [(w.mentions[0], w) for w in before if w.head == phrase.head]
        products = [p for p in self._products[-LATEST:] if p[1] == phrase.head and p[0] < phrase.span]
        same += [(span, w) for span, _, w in products]
        if same:
            return max(same, key=lambda pair: pair[0])[1]
        earlier = self._introduced(phrase)
        if earlier:
            return earlier
        nouns = self._cast.lexicon.nouns
        bare = len(WORD.findall(phrase.description)) == 1
        if phrase.head in nouns["any_document"] and before and bare:
            return max(before, key=lambda w: max(m for m in w.mentions if m < phrase.span))
        if phrase.head in nouns["product"] and bare:
            return self._outlets.meant(phrase)
        return None

    def last(self, span: Span) -> Who | None:
        """The document last spoken of before `span`."""
        before = [(max(m for m in w.mentions if m < span), w) for w in self._met(span)]
        return max(before, key=lambda pair: pair[0])[1] if before else None

    def _met(self, span: Span) -> list[Who]:
        """The documents last met before `span`."""
        return [w for w in self._known[-LATEST:] if w.mentions and w.mentions[0] < span]

    def _new(self, phrase: Phrase, span: Span) -> Who:
        made = self._cast.new(SourceType.DOCUMENT, phrase.description, span, plural=phrase.plural, head=phrase.head)
        self._known.append(made)
        return made

    def _introduced(self, phrase: Phrase) -> Who | None:
        """A document that an earlier phrase, not itself a source, introduced: "minutes of their meeting"."""
        for span in islice(self._cast.introducing(phrase.head, phrase.span), LATEST):
            if self._cast.phrase(span).plural == phrase.plural:
                whole = self._cast.phrase(self._with_complement(span))
                publication = self._owner(whole, SourceType.PUBLICATION)
                if publication or _apart(whole.description, phrase.description):
                    return publication
                return self._new(whole, span)
        return None

    def _with_complement(self, span: Span) -> Span:
        """A noun phrase with the one that completes it: "minutes of their meeting"."""
        text, end = self._cast.text, span[1]
        for start, stop in self._cast.phrases.beginning(end, end + REACH):
            # "by the French newspaper" goes on with its name.
            if start >= end and text[end:start].strip().lower() in (COMPLETING if end == span[1] else ("",)):
                end = stop
        return span[0], end


def _apart(one: str, other: str) -> bool:
    """Whether two descriptions say whose document they mean, and mean different ones."""
    first, second = _owners(one), _owners(other)
    return bool(first and second) and not first & second


def _owners(description: str) -> set[str]:
    return {POSSESSIVE.sub("", word) for word in description.lower().split() if POSSESSIVE.search(word)}
