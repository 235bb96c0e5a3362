"""What is read in one article: the article itself, what the model sees in it, and who says what."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.model.kinds import Certainty, DerivationKind, Modality, Quotation, SourceType, Span, Spans

LONGEST_HEADLINE = 160


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """A link in an article: where it points, absolute where that is known, and the text that carries it."""

    uri: str
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """One document that somebody published. `text` is unchanged; `published` and `updated` are ISO 8601 or None.

    `uri` is where it was read, `address` where a saved page says that it is published; `site` is what it stands on
    where that is not its publisher: a portal that runs another paper's report.
    """

    id: str
    uri: str
    text: str
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    links: tuple[Hyperlink, ...] = ()
    address: str | None = None
    site: str | None = None

    @property
    def headline(self) -> Span | None:
        """Where the headline stands in the text: the title, or else a first line that does not read as a sentence."""
        if title := (self.title or "").strip():
            start = self.text.find(title)
            return (start, start + len(title)) if start >= 0 else None
        start = len(self.text) - len(self.text.lstrip())
        line = self.text[start:].split("\n", 1)[0].rstrip()
        alone = start + len(line) < len(self.text.rstrip())
        fits = 0 < len(line) <= LONGEST_HEADLINE and not line.endswith((".", "!", "”", '"', ":", ","))
        return (start, start + len(line)) if alone and fits else None

    def heads(self, position: int) -> bool:
        """Whether what begins there stands in the headline."""
        span = self.headline
        return span is not None and span[0] <= position < span[1]


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be read: where, at which stage, what kind of trouble, and what to do about it."""

    uri: str
    stage: str
    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Relation:
    """An attribution as the model found it: who, how and what as spans; `parent` is the index of the one around it."""

    source: Spans
    cue: Spans
    content: Spans
    parent: int | None
    kind: Quotation
    certainty: Certainty
    confidence: float


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names something.

    `label` is PERSON, ORGANISATION, PLACE, GROUP, WORK, DATE, NUMBER or PUBLICATION.
    """

    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A mention that points to another one ("he", "the official", "the paper"); `antecedent` may come later."""

    span: Span
    antecedent: Span
    confidence: float


@dataclass(frozen=True, slots=True)
class Credit:
    """A line that says where an article comes from: "(AP) –", "h/t: …", "according to a translation by …".

    `name` is the publication as written there, at `span`; `evidence` is the whole phrase.
    """

    kind: DerivationKind
    name: str
    span: Span
    evidence: Span


@dataclass(frozen=True, slots=True)
class Date:
    """A date as the text writes it, and in EDTF ("2016-09-12", "2010/2012")."""

    span: Span
    when: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many: between `low` and `high` (None where it is open) of `unit`, a plural noun or a currency, "" if unnamed.

    "about 40 people" is approximate; "dozens" is 24 to None, approximate; "at least 38" is 38 to None, not approximate.
    """

    span: Span
    low: float | None
    high: float | None
    unit: str
    approximate: bool


@dataclass(frozen=True, slots=True)
class Argument:
    """One slot of a proposition ("who", "whom", "where", "when", "how many"): its whole phrase and the head word."""

    slot: str
    span: Span
    head: Span


@dataclass(frozen=True, slots=True)
class Proposition:
    """One deed or state in one clause: the predicate's word and its lemma, who did it to whom, where, when.

    A noun can be a predicate ("the assassination of X"). `whom` is also what it is done to.
    """

    span: Span
    predicate: Span
    lemma: str
    arguments: tuple[Argument, ...]
    negated: bool
    modality: Modality


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a sentence, clause, content or predicate means: a vector near its paraphrases', a byte a component."""

    spans: Spans
    vector: bytes


@dataclass(frozen=True, slots=True)
class WordVectors:
    """The words of a text without its marks, in its order: what each stands for where it stands.

    `starts` are offsets, four bytes each, the lowest first (little-endian); `vectors` the vectors, all of one length, a
    signed byte a component.
    """

    starts: bytes = b""
    vectors: bytes = b""


@dataclass(frozen=True, slots=True)
class Annotation:
    """What the model sees in one article, before anybody asks who is who. All in the order of the text.

    `phrases` are noun phrases without their complements; `clauses` are the sentences, those cut in two that assert two
    things; `hedges` are the words that hedge one of them in the article's own voice ("may", "appears to").
    """

    sentences: Spans
    relations: tuple[Relation, ...]
    mentions: tuple[Mention, ...]
    phrases: Spans
    dates: tuple[Date, ...]
    anaphors: tuple[Anaphor, ...]
    credits: tuple[Credit, ...]
    quantities: tuple[Quantity, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    clauses: Spans = ()
    hedges: Spans = ()
    words: WordVectors = WordVectors()


@dataclass(frozen=True, slots=True)
class Source:
    """Who an attribution's source span means. `name` is None for whoever is not named; `description` is what is shown.

    `evidence` is where the text names or describes the source; `entity` the entity's id, if it is one; `owner` the
    publication whose source it is said to be ("the Courier's unnamed official").
    """

    type: SourceType
    name: str | None
    description: str
    evidence: Span | None
    entity: str | None = None
    owner: Source | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who is who in one article: a source for each relation, in their order, and the entities behind all mentions.

    `listed` are those of an index, where somebody may be another thing than as a source, and "nobody" is none.
    """

    sources: tuple[Source, ...]
    entities: tuple[Entity, ...]
    affiliations: tuple[Affiliation, ...]
    spokespeople: tuple[Spokesperson, ...] = ()
    listed: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """One source in a chain: stated by the text, or inferred from the article's frame; with the span it rests on."""

    name: str
    type: SourceType
    stated: bool
    evidence: Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source, a cue and a content in one article, with the chain behind it, outermost link first."""

    id: str
    parent: str | None
    source: Spans
    cue: Spans
    content: Spans
    kind: Quotation
    source_type: SourceType
    source_name: str | None
    chain: tuple[Link, ...]
    certainty: Certainty
    confidence: float


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that one article mentions; `name` is the longest name or, unnamed, the description.

    `type` is a source's, in small letters, or "place" or "vessel".
    """

    id: str
    name: str
    type: str
    mentions: Spans


@dataclass(frozen=True, slots=True)
class Derivation:
    """An article takes from a publication, perhaps by way of others (nearest to the article first).

    `parent` is the id of the article in the set that it takes from or, of wire copy, that says whose copy it is. Where
    not `directed` the two share their wording, and nothing tells which of them took it from the other.
    """

    article: str
    publication: str
    via: tuple[str, ...]
    kind: DerivationKind
    stated: bool
    evidence: Spans
    parent: str | None = None
    directed: bool = True


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A person speaks for a publication (its author, its reporter), so the two are not independent of each other."""

    article: str
    person: str
    publication: str
    evidence: Span


@dataclass(frozen=True, slots=True)
class Spokesperson:
    """Somebody speaks for a body or for a person ("a spokeswoman for the ministry"), so the two are one speaker.

    `name` is, where not `named`, what the article calls him or her.
    """

    article: str
    name: str
    named: bool
    body: str
    evidence: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """One article, read; or kept without, and then `unread` says why, and nothing but its sentences was found."""

    article: Article
    attributions: tuple[Attribution, ...]
    entities: tuple[Entity, ...]
    derivations: tuple[Derivation, ...]
    affiliations: tuple[Affiliation, ...]
    sentences: Spans
    dates: tuple[Date, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    clauses: Spans = ()
    hedges: Spans = ()
    spokespeople: tuple[Spokesperson, ...] = ()
    unread: Failure | None = None
    words: WordVectors = WordVectors()
