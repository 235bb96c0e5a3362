"""The phrases of a proposition, read: whom they mean, which places, dates and numbers they hold."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from headwater.disagreement.lexicon import WORD, key, role, stems, stop_words, words
from headwater.disagreement.values.people import Participant
from headwater.model import Argument, Date, Entity, Place, Proposition, Quantity, Quotation, Reading, Span, Spans
from headwater.stemming import stem

NAMING = frozenset({"person", "organisation", "publication", "place"})
"""Types of entities whose name is a name, not a description."""
TABLES = {"where": "where", "when": "when", "how many": "how_many"}
"""Slots whose phrases are told apart by the prepositions before them, and where those are listed."""
CAPITALS = re.compile(
    r"(?:[^\W\d_a-zß-ÿ][\w.’'-]*)(?:[ -](?:(?:of|de|la|le|al|el|von|van|der) )?[^\W\d_a-zß-ÿ][\w’'-]*)*"
)
PLACED = re.compile(rf"\b(?:in|at|near|outside|from|out of)\s+(?:the\s+)?({CAPITALS.pattern})")
"""Names after prepositions of place."""
TIMED = re.compile(r"\b(?:on|in|at|during|since|until|by|before|after)\s+(?:the\s+)?$")
OR_ANOTHER = re.compile(r"\bor (?:an|some |any )?other\b")
"""After it stands of what kind the place before it is."""
LEADING = re.compile(r"^the\s+", re.IGNORECASE)
SMALLER = re.compile(r"\s+\d")
JOINED = re.compile(r"\s+and\s+(an?\b|one\b|[a-z]+)")
OWNER, AFTER = re.compile(r"['’]s\b"), re.compile(r"\s([a-z]+)")
NEAR = 30
"""Characters around a phrase whose words are looked at."""
CLAUSE_END = re.compile(r"[;:!?]|[.](?:\s|$)|\n")


class Phrase:
    """One argument: its slot, where it stands and what it says, the kind of its preposition, and what it means.

    `whole` are stems of all its words, `places` the names in it; `dates` are EDTF. `before` and
    `after` are the words around it in the sentence, the nearest first. All of it is read when it is first asked for:
    most phrases are compared with none.
    """

    def __init__(self, page: Page, argument: Argument) -> None:
        self._page, self._argument = page, argument
        self.slot, self.place = argument.slot, Place(page.article, argument.span)
        self.text = page.text[slice(*argument.span)]

    @cached_property
    def role(self) -> str | None:
        near = [*([] if self.quantity else WORD.findall(self.text)[:1]), *self.before[:3]]
        return _role(self.slot, near)

    @cached_property
    def whole(self) -> frozenset[str]:
        return self._page.words(self.place.span)

    @cached_property
    def means(self) -> Participant:
        return self._page.participant(self._argument)

    @cached_property
    def places(self) -> frozenset[str]:
        start, end = self.place.span
        other = OR_ANOTHER.search(self._page.text, start, end)
        return frozenset(self._page.places((start, end if other is None else other.start())))

    @cached_property
    def dates(self) -> tuple[str, ...]:
        return tuple(date.when for date in self._page.dated(self.place.span))

    @cached_property
    def quantity(self) -> Quantity | None:
        return self._page.counted.get(self.place.span)

    @cached_property
    def counts(self) -> bool:
        """Whether it tells how many there are: "39 passes"."""
        first, last = self.place.span
        return any(first <= start and end <= last for start, end in self._page.counted)

    @property
    def joined(self) -> bool:
        """Whether others are counted along with what it counts: "420 passengers and crew", "two women and a man"."""
        found = JOINED.match(self._page.text, self.place.span[1])
        return found is not None and self._page.no_deed(found.span(1))

    @property
    def goes_on(self) -> bool:
        """Whether another number follows right away, of a smaller unit: "4 minutes 48 seconds"."""
        return SMALLER.match(self._page.text, self.place.span[1]) is not None

    @cached_property
    def before(self) -> tuple[str, ...]:
        start = self.place.span[0]
        return tuple(WORD.findall(CLAUSE_END.split(self._page.text[max(0, start - NEAR) : start])[-1])[::-1])

    @cached_property
    def after(self) -> tuple[str, ...]:
        end = self.place.span[1]
        return tuple(WORD.findall(CLAUSE_END.split(self._page.text[end : end + NEAR])[0]))


def _within(span: Span, spans: Spans) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


class Page:
    """An article's text with what its reading has found in it, to be asked for by span."""

    def __init__(self, reading: Reading) -> None:
        self.text, self.article = reading.article.text, reading.article.id
        self._mentions = sorted(
            ((span, entity) for entity in reading.entities for span in entity.mentions), key=lambda m: m[0]
        )
        self._longest = max((end - start for (start, end), _ in self._mentions), default=0)
        self._dates = sorted(reading.dates, key=lambda date: date.span)
        self._openings = {start for start, _ in reading.sentences}
        numbers = sorted(reading.quantities, key=lambda quantity: quantity.span)
        self.quantities = [quantity for quantity in numbers if quantity.unit]
        self.counted = {quantity.span: quantity for quantity in reversed(numbers)}
        self._cues = {attribution.id: attribution.cue for attribution in reading.attributions}
        self._parents = {attribution.id: attribution.parent for attribution in reading.attributions}
        self._quoted = {a.id for a in reading.attributions if a.kind is Quotation.DIRECT}
        self._sources = {attribution.id: attribution.source for attribution in reading.attributions}
        self.cues = tuple(span for cue in self._cues.values() for span in cue)
        self._propositions = reading.propositions
        self._sentences = reading.sentences
        self._meanings = {meaning.spans: meaning.vector for meaning in reading.meanings}
        self.named_days = frozenset(date.when for date in reading.dates)

    def alike(self, spans: Spans, page: Page, others: Spans) -> float:
        """The cosine of what two stretches mean; nan if that is not known."""
        one, other = self._meaning(spans), page._meaning(others)
        if one is None or other is None:
            return math.nan
        return float(one @ other) / max(float(np.linalg.norm(one) * np.linalg.norm(other)), 1e-9)

    def _meaning(self, spans: Spans) -> NDArray[np.float64] | None:
        """The vector of a stretch, or of the sentence that it begins in."""
        start = spans[0][0] if spans else -1
        sentence = next((s for s in self._sentences if s[0] <= start < s[1]), None)
        found = self._meanings.get(spans) or (self._meanings.get((sentence,)) if sentence else None)
        return np.frombuffer(found, dtype=np.int8).astype(np.float64) if found else None

    def words(self, span: Span) -> frozenset[str]:
        """Stems of the words of a phrase, of a number only what it counts."""
        start, end = span
        text, units = self.text[start:end], []
        for quantity in self.quantities:
            if _within(quantity.span, (span,)):
                first, last = quantity.span[0] - start, quantity.span[1] - start
                text = text[:first] + " " * (last - first) + text[last:]
                units.append(quantity.unit)
        return content(" ".join([text, *units]))

    def cue(self, attribution: str | None) -> Span | None:
        """Where the cue of an attribution stands, from its first word to its last."""
        spans = self._cues.get(attribution or "", ())
        return (spans[0][0], spans[-1][1]) if spans else None

    def telling(self, attribution: str | None) -> list[Span]:
        """The cues of an attribution and of those around it, the nearest first."""
        found = []
        while attribution:
            found.append(self.cue(attribution))
            attribution = self._parents.get(attribution)
        return [cue for cue in found if cue]

    def quotes(self, attribution: str | None) -> bool:
        """Whether an attribution is a quotation and no more: what a denial quotes is not what it denies."""
        return attribution in self._quoted

    def frame(self, attribution: str | None) -> Spans:
        """Who says it and that it is said."""
        return (*self._sources.get(attribution or "", ()), *self._cues.get(attribution or "", ()))

    def sentence(self, position: int) -> int:
        """The number of the sentence in which or after which this stands."""
        return bisect_right(self._sentences, position, key=lambda sentence: sentence[0])

    def of_cue(self, attribution: str | None, said: Spans) -> tuple[Proposition, ...]:
        """The propositions whose predicate an attribution has for a cue, where what is said is no clause."""
        cue = self._cues.get(attribution or "", ())
        opening = WORD.search(self.text, said[0][0]) if said else None
        phrase = opening is not None and opening[0].lower() in words("who", "determiners") - {"that"}
        return tuple(
            p
            for p in self._propositions
            if _within(p.predicate, cue)
            and key(p.lemma) not in stems("deeds", "telling")
            and (phrase or any(s < a.span[1] and a.span[0] < e for a in p.arguments for s, e in said))
        )

    def no_deed(self, word: Span) -> bool:
        """Whether a word may name somebody or something: no predicate, and none that says nothing by itself."""
        text = self.text[slice(*word)].lower()
        done = any(p.predicate[0] <= word[0] < p.predicate[1] for p in self._propositions)
        return not done and (text in ("a", "an", "one") or text not in stop_words())

    def numbers(self, spans: Spans) -> Iterator[Argument]:
        """All numbers in some stretches of the text."""
        for quantity in self.quantities:
            if _within(quantity.span, spans):
                yield Argument("how many", quantity.span, quantity.span)

    def figures(self, spans: Spans) -> Iterator[Argument]:
        """All numbers but nought, with those that do not say what they count."""
        for quantity in self.counted.values():
            nought = quantity.high is not None and quantity.high <= 0
            if _within(quantity.span, spans) and not nought and not self.dated(quantity.span):
                yield Argument("how many", quantity.span, quantity.span)

    def days(self, spans: Spans) -> Iterator[Argument]:
        """All dates in some stretches of the text."""
        for date in self._dates:
            if _within(date.span, spans):
                yield Argument("when", date.span, date.span)

    def dates(self, spans: Spans) -> Iterator[Argument]:
        """The dates in them that stand after a preposition of time."""
        for date in self._dates:
            timed = TIMED.search(self.text, max(0, date.span[0] - NEAR), date.span[0])
            after = WORD.match(self.text, date.span[1] + 1)
            # "In the 1994 elections" tells when the elections were.
            if timed and _within(date.span, spans) and (after is None or after[0].lower() in stop_words()):
                yield Argument("when", date.span, date.span)

    def names_of_places(self, spans: Spans) -> Iterator[Argument]:
        """The names in them that stand after a preposition of place, but for those of people and dates."""
        for start, end in spans:
            for match in PLACED.finditer(self.text, start, end):
                # A full stop ends a sentence, but in "D.C."
                name = match[1].rstrip(".") if match[1].count(".") == 1 else match[1]
                span = match.start(1), match.start(1) + len(name)
                people = any(entity.type == "person" for _, entity in self._mentioned(span))
                if not people and not self.dated(span) and not self._describes(span):
                    yield Argument("where", span, span)

    def _describes(self, name: Span) -> bool:
        """Whether a name tells whose, or where, what follows it is: "at Moss's house", "in the Leeds suburb"."""
        owner, after = OWNER.match(self.text, name[1]), AFTER.match(self.text, name[1])
        the = self.text[: name[0]].endswith("the ")
        return (
            bool(owner)
            or self.text[slice(*name)].endswith(("'s", "’s"))
            or (the and after is not None and self.no_deed(after.span(1)))
        )

    def participant(self, argument: Argument) -> Participant:
        start, end = argument.head
        head, before = self.text[start:end], self.text[argument.span[0] : start]
        bearer = self._bearer(argument.head)
        counted = next((q for q in self.quantities if q.span[0] <= start and end <= q.span[1] and q.unit), None)
        if counted:
            # Of "hundreds of fans" it is the fans who are meant.
            head = counted.unit.split()[-1]
        opening = {word.lower() for word in WORD.findall(before)[:1]}
        named = bearer is not None and bearer.type in NAMING and bearer.name[:1].isupper()
        return Participant(
            head=stem(head),
            qualities=frozenset(word for word in content(before) if not word[0].isdigit()),
            names=frozenset(self.names((argument.span[0], end))),
            name=bearer.name if bearer and named else None,
            kind=bearer.type if bearer and named else None,
            plural=(head.endswith("s") and not head.endswith("ss")) or head.lower() in words("who", "plurals"),
            unknown=head.lower() in words("who", "pronouns") and not named,
            whoever=head.lower() in words("who", "whoever") or bool(opening & words("who", "no_matter_which")),
        )

    def _bearer(self, head: Span) -> Entity | None:
        """Whom the shortest mention around a head names."""
        around = [
            (end - start, entity)
            for (start, end), entity in self._mentioned(head)
            if start <= head[0] and head[1] <= end
        ]
        return min(around, key=lambda found: found[0])[1] if around else None

    def _mentioned(self, span: Span) -> Iterator[tuple[Span, Entity]]:
        first = bisect_left(self._mentions, span[0] - self._longest, key=lambda m: m[0][0])
        for (start, end), entity in self._mentions[first:]:
            if start >= span[1]:
                return
            if end > span[0]:
                yield (start, end), entity

    def dated(self, span: Span) -> list[Date]:
        return [date for date in self._dates if date.span[0] < span[1] and span[0] < date.span[1]]

    def names(self, span: Span) -> Iterator[str]:
        """The names in a phrase, but those of people; capitals stand in for what is known of names."""
        return (name for name, _ in self._named(span))

    def people(self, span: Span) -> Iterator[str]:
        """Those whom a stretch names, under their whole names."""
        named = (entity.name for _, entity in self._mentioned(span) if entity.type == "person")
        return (name for name in named if name[:1].isupper())

    def places(self, span: Span) -> Iterator[str]:
        """Where something is: names but those of people, and those that only tell whose or where something else is.

        A building has its whole name: "the Carlton hotel in Cannes" is not at a town of Carlton.
        """
        for name, end in self._named(span):
            if self._describes((end - len(name), end)):
                continue
            building = _building().match(self.text, end)
            yield f"{name} {building[1]}" if building else name

    def _named(self, span: Span) -> Iterator[tuple[str, int]]:
        """Each name with where it ends."""
        here = list(self._mentioned(span))
        for mention, entity in here:
            name = LEADING.sub("", self.text[slice(*mention)])
            if entity.type != "person" and name[:1].isupper():
                yield re.sub(r"['’]s$", "", name), mention[1]
        taken = [*(mention for mention, _ in here), *(date.span for date in self.dated(span))]
        for match in CAPITALS.finditer(self.text, *span):
            if len(match[0].strip(".")) < 2 or match[0].lower() in stop_words():
                continue
            free = all(end <= match.start() or match.end() <= start for start, end in taken)
            if free and match.start() not in self._openings:
                yield re.sub(r"['’]s$", "", LEADING.sub("", match[0])), match.end()


@cache
def _building() -> re.Pattern[str]:
    return re.compile(rf"\s((?i:{'|'.join(sorted(words('where', 'buildings')))}))\b")


def _role(slot: str, near: list[str]) -> str | None:
    """The role of the preposition that a phrase begins with or stands after."""
    table = TABLES.get(slot)
    if table is None:
        return None
    found = (role(table, word.lower()) for word in near)
    return next(filter(None, found), role(table, ""))


def content(text: str) -> frozenset[str]:
    """Stems of the words of a text that say something."""
    said = (word.lower() for word in WORD.findall(text))
    return frozenset(stem(word) for word in said if word not in stop_words())
