"""One content that is given to two speakers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from headwater.disagreement.contrast import Contrast, Told
from headwater.disagreement.deeds.phrases import content
from headwater.disagreement.lexicon import WORD, settings
from headwater.disagreement.values.difference import Difference
from headwater.disagreement.values.people import plain, same_name
from headwater.model import Assertion, Attribution, Link, Place, Quotation, Reading, SourceType, Spans

NAMED = frozenset({SourceType.PERSON, SourceType.ORGANISATION})
SHORTEST = 3
"""Letters of a name that may be a piece of one: "U" for "U.S. embassy"; nobody tells two by their initials."""
SPEAKING = NAMED | {SourceType.ANONYMOUS}


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of an assertion in lower case, whether they are quoted, and who is given as their speaker.

    `around` are the words of the sentences in which they stand.
    """

    told: Told
    words: frozenset[str]
    around: frozenset[str]
    quoted: bool
    speaker: Link


def contrasts(assertions: Sequence[Assertion], readings: Iterable[Reading]) -> Iterator[Contrast]:
    """Contents of two articles in the same words that are given to two speakers, both in so many words."""
    if len(assertions) < 2:
        return
    known = {(r.article.id, a.id): a for r in readings for a in r.attributions}
    texts = {r.article.id: r.article.text for r in readings}
    sentences = {r.article.id: r.sentences for r in readings}
    said = [
        _said(index, assertion, attribution, texts[assertion.article], sentences[assertion.article])
        for index, assertion in enumerate(assertions)
        if (attribution := known.get((assertion.article, assertion.attribution or "")))
        and _speaks(assertion, attribution, texts[assertion.article])
    ]
    for one, other in combinations(said, 2):
        difference = compare(one.speaker, other.speaker)
        apart = one.told.places[0].article != other.told.places[0].article
        # Where the sentence names the other's speaker, too, nobody knows whose it is.
        if difference is Difference.CONFLICT and (_names(one, other.speaker) or _names(other, one.speaker)):
            continue
        if difference and apart and _in_same_words(one, other):
            yield Contrast(one.told, other.told, difference)


def _names(said: _Said, speaker: Link) -> bool:
    return bool(name := plain(speaker.name)) and name[-1] in said.around


def _speaks(assertion: Assertion, attribution: Attribution, text: str) -> bool:
    """Whether one speaker is named or described right there: not by a pronoun, not beside another speaker."""
    if not assertion.chain or assertion.chain[-1].type not in SPEAKING:
        return False
    start, end = assertion.chain[-1].evidence
    there = any(first <= start and end <= last for first, last in attribution.source)
    return there and not any(" and " in text[slice(*span)] for span in attribution.source)


def _said(index: int, assertion: Assertion, attribution: Attribution, text: str, sentences: Spans) -> _Said:
    speaker = assertion.chain[-1]
    told = Told("attribution", index, speaker.name, (Place(assertion.article, speaker.evidence),))
    around = (s for s in sentences if any(s[0] < end and start < s[1] for start, end in assertion.span))
    quoted = attribution.kind is not Quotation.INDIRECT
    return _Said(told, _words(assertion.text), _words(" ".join(text[slice(*s)] for s in around)), quoted, speaker)


def _words(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text.lower()))


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
    if same_name(one.name, other.name):
        return Difference.SAME
    if _one_body(one, other):
        return Difference.COMPATIBLE
    # "Dick" is Richard, "Welzler" Wetzler, and "Del Giudice" DelGiudice.
    shorter, longer = sorted((_letters(one.name), _letters(other.name)), key=len)
    if shorter and longer.endswith(shorter):
        return Difference.SAME
    misspelt = SequenceMatcher(None, one.name, other.name).ratio() >= settings()["speakers"]["misspelt"]
    alike = misspelt or plain(one.name)[-1:] == plain(other.name)[-1:]
    return Difference.COMPATIBLE if alike else Difference.CONFLICT


def _letters(name: str) -> str:
    return "".join(plain(name)).replace("-", "").replace("'", "").replace("’", "")


def _one_body(one: Link, other: Link) -> bool:
    """Whether two that are no people have a word in common, or one is cut short: "U.S. embassy", "embassy in Egypt"."""
    if one.type is SourceType.PERSON:
        return False
    first, second = content(one.name), content(other.name)
    return not first.isdisjoint(second) or min(len(one.name), len(other.name)) <= SHORTEST


def _in_same_words(one: _Said, other: _Said) -> bool:
    rules = settings()["speakers"]
    fewest, most = sorted((len(one.words), len(other.words)))
    enough = rules["quoted"] if one.quoted and other.quoted else rules["told"]
    common = len(one.words & other.words)
    return bool(fewest >= enough and common >= max(rules["share"] * fewest, rules["of_longer"] * most))
