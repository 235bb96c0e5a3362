"""One content that is given to two speakers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from headwater.disagreement.difference import Difference
from headwater.disagreement.lexicon import WORD, settings
from headwater.disagreement.people import same_name
from headwater.disagreement.slots import Contrast, Told
from headwater.model import Assertion, Link, Place, Quotation, Reading, SourceType

NAMED = frozenset({SourceType.PERSON, SourceType.ORGANISATION})
SPEAKING = NAMED | {SourceType.ANONYMOUS}


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of an assertion in lower case, whether they are quoted, and who is given as their speaker."""

    told: Told
    words: frozenset[str]
    quoted: bool
    speaker: Link


def contrasts(assertions: Sequence[Assertion], readings: Iterable[Reading]) -> Iterator[Contrast]:
    """Contents of two articles in the same words that are given to two speakers; one may be a body's, or not named."""
    quoted = {(r.article.id, a.id) for r in readings for a in r.attributions if a.kind is not Quotation.INDIRECT}
    said = [_said(i, a, (a.article, a.attribution) in quoted) for i, a in enumerate(assertions) if _has_speaker(a)]
    for one, other in combinations(said, 2):
        difference = compare(one.speaker, other.speaker)
        apart = one.told.places[0].article != other.told.places[0].article
        if difference and apart and _in_same_words(one, other):
            yield Contrast(one.told, other.told, difference)


def _has_speaker(assertion: Assertion) -> bool:
    return bool(assertion.chain) and assertion.chain[-1].type in SPEAKING


def _said(index: int, assertion: Assertion, quoted: bool) -> _Said:
    speaker = assertion.chain[-1]
    told = Told("attribution", index, speaker.name, (Place(assertion.article, speaker.evidence),))
    return _Said(told, frozenset(WORD.findall(assertion.text.lower())), quoted, speaker)


def compare(one: Link, other: Link) -> Difference | None:
    """How two speakers of one content differ; None where nobody can tell, as for two that are not named.

    A person and the body for which he or she may speak do not differ.
    """
    if SourceType.ANONYMOUS in (one.type, other.type):
        if same_name(one.name, other.name):
            return Difference.COMPATIBLE
        people = sum(link.type is SourceType.PERSON for link in (one, other))
        return Difference.MORE_PRECISE if people == 1 else None
    if one.type is not other.type:
        return Difference.COMPATIBLE
    return Difference.SAME if same_name(one.name, other.name) else Difference.CONFLICT


def _in_same_words(one: _Said, other: _Said) -> bool:
    rules = settings()["speakers"]
    fewest = min(len(one.words), len(other.words))
    enough = rules["quoted"] if one.quoted and other.quoted else rules["told"]
    return bool(fewest >= enough and len(one.words & other.words) >= rules["share"] * fewest)
