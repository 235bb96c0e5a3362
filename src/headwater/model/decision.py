"""What people decide: records that outrank the machine's, and refer to what is still there when it reads again.

A decision names articles by id, stretches of them by place and wording, and sources by name; never an id of a finding.
"""

from __future__ import annotations

from dataclasses import dataclass

from headwater.model.identity import passage_key
from headwater.model.kinds import Certainty, DerivationKind, SourceType, Spans


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article with its words (`texts`, one a span), by which it is found where the text has changed.

    Without spans it is the article as a whole.
    """

    article: str
    spans: Spans = ()
    texts: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """That of an assertion at the same place."""
        return passage_key(self.article, self.spans)


@dataclass(frozen=True, slots=True)
class Who:
    """A source by its name or, unnamed, its description; with an `article` only whoever is called so there."""

    name: str
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """An attribution as somebody has it: who (`name`, None where not named), how and what, all in one article."""

    source: Passage
    cue: Passage
    content: Passage
    name: str | None
    type: SourceType
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class AttributionRight:
    """There is this attribution, whether the machine finds it or not."""

    said: Said


@dataclass(frozen=True, slots=True)
class AttributionWrong:
    """There is no such attribution."""

    said: Said


@dataclass(frozen=True, slots=True)
class AttributionMended:
    """The attribution `said` is really `mended`: other spans, another source, type or certainty."""

    said: Said
    mended: Said


@dataclass(frozen=True, slots=True)
class SourcesSame:
    """Two sources are one, or are not."""

    one: Who
    other: Who
    same: bool


@dataclass(frozen=True, slots=True)
class AssertionsSame:
    """Two assertions put one claim, or do not."""

    one: Passage
    other: Passage
    same: bool


@dataclass(frozen=True, slots=True)
class JoinHolds:
    """Two assertions share a publication or a speaker (`of`), or do not."""

    one: Passage
    other: Passage
    of: str
    holds: bool


@dataclass(frozen=True, slots=True)
class NoDisagreement:
    """What these assertions give for a slot is no disagreement. A value that another one gives later may still be."""

    slot: str
    held: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Derives:
    """An article (its id) takes from a publication, in this way; or it does not."""

    article: str
    publication: str
    derives: bool
    kind: DerivationKind = DerivationKind.RETELLING


@dataclass(frozen=True, slots=True)
class SourceRated:
    """How reliable a source is, by the Admiralty code: A (completely) to E (not at all), F (cannot be judged)."""

    source: Who
    reliability: str


@dataclass(frozen=True, slots=True)
class ClaimRated:
    """How credible the claim of an assertion is, by the Admiralty code: 1 (confirmed) to 5, 6 (cannot be judged)."""

    assertion: Passage
    credibility: int


@dataclass(frozen=True, slots=True)
class Noted:
    """A note on a passage or a source; on the whole case where neither is given."""

    text: str
    passage: Passage | None = None
    source: Who | None = None


@dataclass(frozen=True, slots=True)
class Tagged:
    """A tag on a passage or a source; not `holds`: it is taken off."""

    tag: str
    passage: Passage | None = None
    source: Who | None = None
    holds: bool = True


@dataclass(frozen=True, slots=True)
class Undone:
    """Another decision (its id) is taken back; undoing this one puts it in force again."""

    decision: str


Act = (
    AttributionRight
    | AttributionWrong
    | AttributionMended
    | SourcesSame
    | AssertionsSame
    | JoinHolds
    | NoDisagreement
    | Derives
    | SourceRated
    | ClaimRated
    | Noted
    | Tagged
    | Undone
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided, when (ISO 8601, UTC) and why. The id is computed from all of it."""

    id: str
    when: str
    who: str
    why: str
    act: Act
