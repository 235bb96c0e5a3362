"""Every record that flows: frozen, made of plain values, the same for the same input.

Spans are half-open code-point offsets into an article's `text`. Dates are EDTF / ISO 8601 strings.
Order carries no meaning unless a field's comment says so.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Span = tuple[int, int]
Spans = tuple[Span, ...]


class SourceType(StrEnum):
    """What kind of source said it."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PUBLICATION = "publication"
    DOCUMENT = "document"
    COLLECTIVE = "collective"
    ANONYMOUS = "anonymous"
    UNSPECIFIED = "unspecified"


class Certainty(StrEnum):
    """How an assertion is put, by the article or by the source that it quotes."""

    ASSERTED = "asserted"
    ATTRIBUTED = "attributed"
    HEDGED = "hedged"
    DOUBTED = "doubted"
    DENIED = "denied"


class Quotation(StrEnum):
    """How much of a content is quoted word for word."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class DerivationKind(StrEnum):
    """How an article takes from a publication."""

    QUOTATION = "quotation"
    RETELLING = "retelling"
    TRANSLATION = "translation"
    REPRINT = "reprint"
    INTERVIEW = "interview"
    HAT_TIP = "hat tip"


class Modality(StrEnum):
    """What is said to have become of a deed: done, tried, brought off, failed, planned, or only expected."""

    FACT = "fact"
    ATTEMPT = "attempt"
    SUCCESS = "success"
    FAILURE = "failure"
    PLAN = "plan"
    EXPECTATION = "expectation"


# -- one article ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """A link in an article: where it points, absolute where that is known, and the text that carries it."""

    uri: str
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """One document that somebody published. `text` is unchanged; `published` and `updated` are ISO 8601 or None.

    `uri` is where it was read, `address` where a saved page says that it is published.
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
    """How many: between `low` and `high` (None where it is open) of `unit`, a plural noun or a currency.

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
    """Who is who in one article: a source for each relation, in their order, and the entities behind all mentions."""

    sources: tuple[Source, ...]
    entities: tuple[Entity, ...]
    affiliations: tuple[Affiliation, ...]


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
    """Somebody or something that one article mentions; `name` is the longest name or, unnamed, the description."""

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
class Reading:
    """One article, read."""

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


# -- the story across articles ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """A span in a named article: where evidence stands."""

    article: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reuse:
    """Two articles share wording, at `spans` in the one and the other; what pages repeat around reports is left out.

    `containment` is the share of the words of each that stand in the other. `quoted_only`: all that they share is what
    both quote, a speech or a document, which neither need have from the other. `directed_by` says what shows that the
    second took from the first: "credit", "link", "agency" or "date"; None if nothing does, and then their order means
    nothing.
    """

    articles: tuple[str, str]
    containment: tuple[float, float]
    spans: tuple[tuple[Span, Span], ...]
    quoted_only: bool
    directed_by: str | None


@dataclass(frozen=True, slots=True)
class NameJoin:
    """Why two names are taken for one bearer's, and where the texts show it."""

    names: tuple[str, str]
    reason: str
    evidence: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class StoryEntity:
    """One person, organisation or thing across articles, under all its names; `joins` say why they are its names."""

    id: str
    name: str
    type: str
    aliases: tuple[str, ...]
    mentions: tuple[Place, ...]
    joins: tuple[NameJoin, ...] = ()


@dataclass(frozen=True, slots=True)
class Assertion:
    """One article's occurrence of a claim; without `attribution` it is in the article's own voice."""

    article: str
    attribution: str | None
    span: Spans
    text: str
    certainty: Certainty
    chain: tuple[Link, ...]
    propositions: tuple[Proposition, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are: at least `low`, at most `high`; the names, or descriptions, of those that have one."""

    low: int
    high: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Join:
    """Why two assertions (indices into a claim's) share an origin; a possible join lowers the low end only.

    `of` is what they share: "publication" or "speaker"; `id` stays the same as long as the two assertions do.
    """

    assertions: tuple[int, int]
    certain: bool
    reason: str
    evidence: tuple[Place, ...]
    of: str = "publication"
    id: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """One publication or speaker (`of`) that a claim stands on, and the assertions (indices) that certainly rest on it.

    `name` is also the description of one that is not named, and None where the text has neither; `vague` says that it
    may rest on another one.
    """

    of: str
    name: str | None
    type: SourceType
    assertions: tuple[int, ...]
    vague: bool


@dataclass(frozen=True, slots=True)
class Loop:
    """Publications that credit one another in a circle, and the places of those credits."""

    publications: tuple[str, ...]
    evidence: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a slot and the assertions (indices) that give it, and where they do."""

    value: str
    assertions: tuple[int, ...]
    evidence: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two or more values for one slot: who, what, where, when, how many, outcome, polarity, attribution.

    `kind` is "conflict", or why the values differ without one: "rounding", "more precise", "update", "correction".
    """

    slot: str
    values: tuple[Value, ...]
    kind: str = "conflict"


@dataclass(frozen=True, slots=True)
class Drift:
    """A retelling more certain (the doubt was "lost") or less (it was "gained") than what it retells; indices.

    `kind` is what became of it: "hedge dropped", "attribution dropped", "source dropped", "doubt added", "attribution
    added", or "headline" where an article's headline says more than its text.
    """

    retold: int
    retelling: int
    change: str
    evidence: tuple[Place, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition, with every assertion of it and the origins that it stands on.

    `disagreements` are conflicts; `variations` differ without one.
    """

    id: str
    text: str
    when: str | None
    where: str | None
    assertions: tuple[Assertion, ...]
    publications: Count
    speakers: Count
    joins: tuple[Join, ...]
    disagreements: tuple[Disagreement, ...]
    drift: tuple[Drift, ...]
    variations: tuple[Disagreement, ...] = ()
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Rest:
    """The claims (ids) that stand on one origin alone: if it falls, `claims` fall, and `possibly` may.

    `of` is "publication" or "speaker"; `evidence` is where the assertions of those claims stand.
    """

    of: str
    name: str
    type: SourceType
    claims: tuple[str, ...]
    possibly: tuple[str, ...]
    evidence: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Addition:
    """What an article adds to one claim (an id), read against all other articles.

    `kind`: "new" (no other has it), "origin" (others have it from this article's outlet), "independent" (others have it
    from another origin), "retold" (others have it from the same origin; where not `certain`, it may also be this
    article's own) or "contradicted" (others say otherwise, in `slots`). `assertions` are the article's, `others` those
    that it is read against (indices).
    """

    article: str
    claim: str
    kind: str
    certain: bool
    assertions: tuple[int, ...]
    others: tuple[int, ...]
    slots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A dated sentence of the timeline."""

    when: str
    text: str
    article: str
    span: Span


@dataclass(frozen=True, slots=True)
class Story:
    """All the articles on one affair, read against each other. Claims come in order of weight, the timeline by date."""

    articles: tuple[Reading, ...]
    entities: tuple[StoryEntity, ...]
    claims: tuple[Claim, ...]
    derivations: tuple[Derivation, ...]
    timeline: tuple[Event, ...]
    publications: Count
    speakers: Count
    failures: tuple[Failure, ...]
    loops: tuple[Loop, ...] = ()
    rests: tuple[Rest, ...] = ()
    additions: tuple[Addition, ...] = ()
    reuses: tuple[Reuse, ...] = ()


def content_id(*parts: Any) -> str:
    """A short id that depends on nothing but `parts` (JSON values): sixteen hexadecimal digits of their SHA-256."""
    canonical = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:16]
