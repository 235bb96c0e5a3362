"""The events of ECB+ as the program sees them: each mention with its profile, read from the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ecbplus import Document, Event, documents
from headwater.cluster.features import Features
from headwater.cluster.profiles import Background, Page, Profile
from headwater.config import Config
from headwater.model import Article, Modality, Proposition, Reading, Span
from headwater.nlp.annotator import Annotator
from headwater.nlp.lemmas import lemma
from headwater.nlp.publications import Publications
from headwater.resolve import resolve

PARTICLES = frozenset(
    ("into", "in", "out", "up", "down", "off", "on", "for", "to", "with", "from", "by", "over", "away", "back", "at")
)
"""What follows the head of a mention rather than being it ("checked into")."""


@dataclass(frozen=True)
class Mention:
    """An event in its clause; `main` says that it is what the clause as a whole reports."""

    id: str
    topic: int
    subtopic: str
    label: str
    text: str
    clause: str
    main: bool
    profile: Profile


@dataclass(frozen=True)
class Corpus:
    """Mentions, and the articles that their profiles know by number."""

    mentions: Sequence[Mention]
    backgrounds: Sequence[Background]

    @property
    def topics(self) -> list[int]:
        return sorted({m.topic for m in self.mentions})

    def within(self, topics: Iterable[int]) -> Corpus:
        """The mentions of some topics by themselves: what is rare is what is rare among these."""
        chosen = set(topics)
        kept = [m for m in self.mentions if m.topic in chosen]
        numbers = {old: new for new, old in enumerate(sorted({m.profile.article for m in kept}))}
        moved = [replace(m, profile=replace(m.profile, article=numbers[m.profile.article])) for m in kept]
        return Corpus(moved, [self.backgrounds[old] for old in numbers])

    def profiles(self) -> list[Profile]:
        return [m.profile for m in self.mentions]

    def features(self) -> Features:
        return Features(self.profiles(), self.backgrounds)


def reader(settings: Config) -> Callable[[Document], Reading]:
    """Reads what the profiles need, and nothing that attributions are for."""
    annotator, publications = Annotator(settings.model_folder), Publications.load()

    def read(document: Document) -> Reading:
        article = Article(document.id, document.id, document.text, language=settings.language)
        seen = annotator.annotate(article, meant=[event.span for event in document.events if event.linked])
        entities = resolve(article, seen, publications).entities
        return Reading(
            article, (), entities, (), (), seen.sentences, seen.dates, seen.quantities, seen.propositions,
            seen.meanings, seen.clauses,
        )  # fmt: skip

    return read


def corpus(read: Callable[[Document], Reading], limit: int | None = None) -> Corpus:
    """All mentions in sentences where the annotators looked for the same event."""
    mentions: list[Mention] = []
    backgrounds: list[Background] = []
    for number, document in enumerate(documents(limit)):
        reading = read(document)
        page = Page(reading, number)
        mentions += _mentions(document, reading, page)
        backgrounds.append(page.background)
    return Corpus(mentions, backgrounds)


def _mentions(document: Document, reading: Reading, page: Page) -> Iterator[Mention]:
    clauses = reading.clauses or reading.sentences
    for event in document.events:
        if not event.linked:
            continue
        clause = next((c for c in clauses if c[0] <= event.span[0] < c[1]), event.span)
        text = " ".join(document.text[slice(*clause)].split())
        inside = [p for p in reading.propositions if clause[0] <= p.predicate[0] < clause[1]]
        main = max(inside, key=lambda p: (p.span[1] - p.span[0], -p.predicate[0]), default=None)
        deed = next((p for p in inside if _meets(p.predicate, event.span)), None) or _bare(event, document.text)
        yield Mention(
            f"{document.id} {event.id}",
            document.topic,
            document.subtopic,
            event.chain or f"{document.id} {event.id}",
            document.text[slice(*event.span)],
            text,
            deed == main,
            page.profile((clause,), text, deed),
        )


def _bare(event: Event, text: str) -> Proposition:
    """A mention in which the program sees no predicate: its head by the order of its words alone."""
    words = text[slice(*event.span)].split()
    head = words[0] if words[1:] and words[1].lower() in PARTICLES else words[-1]
    return Proposition(event.span, event.span, lemma(head, "en"), (), False, Modality.FACT)


def _meets(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
