"""The words that a field may hold, and spans."""

from __future__ import annotations

from enum import StrEnum

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


# The Admiralty code (NATO AJP-2.1), by which people grade sources and claims.
RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}
