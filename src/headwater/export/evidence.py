"""Where a thing stands in its article, for those who have to find it there: paragraph, sentence, the words around."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from headwater.export import marks
from headwater.model import Article, Place, Reading, Span, Spans, Story

# Characters on either side of a quotation that help to find it again in a changed page.
_AROUND = 32


@dataclass(frozen=True, slots=True)
class Evidence:
    """Spans of an article with the sentence around them; paragraphs, and sentences in a paragraph, count from 1.

    `spans` lie within the text. `sentence` is all of the sentences that the spans stand in.
    """

    article: Article
    spans: Spans
    sentence: Span
    paragraph: int
    number: int

    @property
    def quote(self) -> str:
        """The sentence as it stands in the text."""
        return self.article.text[slice(*self.sentence)]

    @property
    def exact(self) -> str:
        """The words of the spans, as they stand in the text, from the first to the last."""
        return self.article.text[slice(*self.whole)]

    @property
    def whole(self) -> Span:
        """From where the first span begins to where the last one ends."""
        return (self.spans[0][0], max(end for _, end in self.spans)) if self.spans else self.sentence

    @property
    def where(self) -> str:
        """ "paragraph 2, sentence 1, characters 120 to 180"."""
        start, end = self.whole
        return f"paragraph {self.paragraph}, sentence {self.number}, characters {start} to {end}"

    @property
    def around(self) -> tuple[str, str]:
        """The words before and after them, as the text has them."""
        (start, end), text = self.whole, self.article.text
        return text[max(start - _AROUND, 0) : start], text[end : end + _AROUND]


class Finder:
    """Finds where spans stand, in any article of a story."""

    def __init__(self, story: Story) -> None:
        self._readings = {each.article.id: each for each in story.articles}
        self._laid: dict[str, marks.Layout] = {}

    def at(self, article: str, spans: Spans) -> Evidence:
        """Spans of the article with this id; those that lie outside of the text are left out."""
        reading = self._readings[article]
        text = reading.article.text
        inside = tuple(sorted((max(s, 0), min(e, len(text))) for s, e in spans if max(s, 0) < min(e, len(text))))
        laid = self._layout(reading)
        first = inside[0][0] if inside else 0
        last = max(end for _, end in inside) - 1 if inside else 0
        paragraph = marks.index_at(laid.paragraphs, first)
        begins = laid.paragraphs[paragraph][0] if laid.paragraphs else 0
        opening = marks.index_at(laid.sentences, first)
        of_paragraph = bisect_right(laid.sentences, begins, key=lambda span: span[1])
        sentence = _around(laid.sentences, first, last)
        return Evidence(reading.article, inside, sentence, paragraph + 1, max(opening - of_paragraph, 0) + 1)

    def place(self, place: Place) -> Evidence:
        return self.at(place.article, (place.span,))

    def _layout(self, reading: Reading) -> marks.Layout:
        if reading.article.id not in self._laid:
            self._laid[reading.article.id] = marks.layout(reading)
        return self._laid[reading.article.id]


def _around(sentences: Spans, first: int, last: int) -> Span:
    """From the beginning of the sentence at `first` to the end of the one at `last`."""
    if not sentences:
        return (0, 0)
    start, end = sentences[marks.index_at(sentences, first)][0], sentences[marks.index_at(sentences, last)][1]
    return min(start, first), max(end, last + 1)
