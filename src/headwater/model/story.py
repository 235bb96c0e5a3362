"""What is found across articles: claims, their origins, and everything else that a story is made of."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.model.article import Derivation, Failure, Link, Proposition, Reading
from headwater.model.identity import passage_key
from headwater.model.kinds import Certainty, SourceType, Span, Spans


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

    @property
    def key(self) -> str:
        """What it is called by, whatever is decided or added: its place. What is said and denied there has one key."""
        return passage_key(self.article, self.span)


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

    `kind` is "conflict", or why the values differ without one: "rounding", "more precise", "update", "correction";
    "possible" is a conflict if the assertions tell of one thing, which is not sure.
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
class Grade:
    """What a person said of a source or a claim (`of`) by the Admiralty code, with who, when (ISO 8601) and why.

    `name` is the source's, with `article` only as one article has it, or the claim's id. The grade of a source is its
    reliability, A to F; that of a claim its credibility, 1 to 6.
    """

    of: str
    name: str
    grade: str
    who: str
    when: str
    why: str
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A dated sentence of the timeline."""

    when: str
    text: str
    article: str
    span: Span


@dataclass(frozen=True, slots=True)
class Story:
    """All the articles on one affair, read against each other. Claims come in order of weight, the timeline by date.

    `grades` are people's; everything else is found, under their decisions.
    """

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
    grades: tuple[Grade, ...] = ()
