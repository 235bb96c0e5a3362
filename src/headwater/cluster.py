"""Assertions out of readings, and claims out of assertions: which of them put one proposition."""

from __future__ import annotations

import math
import re
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations, pairwise
from typing import Any

import snowballstemmer

from headwater.linkage import Decision, link
from headwater.model import Assertion, Attribution, Certainty, Reading, Span, Spans

WORD = re.compile(r"[^\W_]+(?:[.,’'-][^\W_]+)*")
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
EDGE = " \t\r\n.,;:\"'“”‘’«»()[]–—-"

# From the firmest to the one furthest from the article's own word.
CERTAINTIES = (Certainty.ASSERTED, Certainty.ATTRIBUTED, Certainty.HEDGED, Certainty.DOUBTED, Certainty.DENIED)


@cache
def settings() -> dict[str, Any]:
    return tomllib.loads(files("headwater").joinpath("cluster.toml").read_text("utf-8"))


# -- readings to assertions -------------------------------------------------------------------------------------------


def assertions(reading: Reading) -> tuple[Assertion, ...]:
    """What one article asserts, in the order of the text: each content once, and each sentence in its own voice.

    Attributions of one and the same content ("X said that Y said …", "'…', X said, according to Y") are one assertion,
    with the longest of their chains and the least certain of their certainties. Of a sentence attributed in part the
    rest is in the article's own voice, if it is long enough to state something.
    """
    said = [_attributed(group, reading) for group in _by_content(reading)]
    return tuple(sorted(said + list(_own_voice(reading)), key=_order))


def _order(assertion: Assertion) -> tuple[str, Spans, str]:
    return (assertion.article, assertion.span, assertion.attribution or "")


def _by_content(reading: Reading) -> list[list[Attribution]]:
    """Attributions that share a content; in each group the one that stands for it comes first."""
    text = reading.article.text
    enough = settings()["assertions"]["same_content"]
    # The longest chain is the innermost attribution's: it already holds the outer links.
    ordered = sorted(
        (a for a in reading.attributions if _characters(a.content, text)),
        key=lambda a: (-len(a.chain), a.parent is None, sum(end - start for start, end in a.content), a.content, a.id),
    )
    groups: list[list[Attribution]] = []
    for attribution in ordered:
        outer = _characters(attribution.content, text)
        for group in groups:
            inner = _characters(group[0].content, text)
            frame = _characters(group[0].source + group[0].cue, text) - inner
            if len(outer & inner) >= enough * len((outer - frame) | inner):
                group.append(attribution)
                break
        else:
            groups.append([attribution])
    return groups


def _attributed(group: Sequence[Attribution], reading: Reading) -> Assertion:
    first = group[0]
    return Assertion(
        article=reading.article.id,
        attribution=first.id,
        span=first.content,
        text=_joined(first.content, reading.article.text),
        certainty=max((a.certainty for a in group), key=CERTAINTIES.index),
        chain=first.chain,
    )


def _own_voice(reading: Reading) -> Iterator[Assertion]:
    text = reading.article.text
    rules = settings()["assertions"]
    taken = sorted(span for a in reading.attributions for span in (*a.source, *a.cue, *a.content))
    credited = [span for derivation in reading.derivations for span in derivation.evidence]
    for sentence in reading.sentences:
        if not _factual(text[slice(*sentence)], reading.article.byline):
            continue
        left = tuple(_trimmed(piece, text) for piece in _beside(sentence, taken) if WORD.search(text[slice(*piece)]))
        words = _count(left, text)
        if words < rules["fewest_words"] or words < rules["own_share"] * _count((sentence,), text):
            continue
        if words - _count(_within(left, credited), text) < rules["fewest_words"]:
            continue
        yield Assertion(reading.article.id, None, left, _joined(left, text), Certainty.ASSERTED, ())


def _factual(sentence: str, byline: str | None) -> bool:
    bare = sentence.strip()
    if bare.rstrip(EDGE).endswith("?") or (byline and bare == byline.strip()):
        return False
    return not any(pattern.match(bare) for pattern in _not_factual())


@cache
def _not_factual() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in settings()["assertions"]["not_factual"])


def _beside(span: Span, taken: Iterable[Span]) -> Spans:
    """The parts of `span` outside all of `taken` (sorted by start)."""
    pieces = []
    position, stop = span
    for start, end in taken:
        if end <= position or start >= stop:
            continue
        if start > position:
            pieces.append((position, start))
        position = max(position, end)
    if position < stop:
        pieces.append((position, stop))
    return tuple(pieces)


def _within(spans: Spans, others: Iterable[Span]) -> Spans:
    return tuple(
        (max(start, first), min(end, last))
        for start, end in spans
        for first, last in others
        if max(start, first) < min(end, last)
    )


def _characters(spans: Iterable[Span], text: str) -> set[int]:
    return {i for start, end in (_trimmed(span, text) for span in spans) for i in range(start, end)}


def _trimmed(span: Span, text: str) -> Span:
    start, end = span
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start] in EDGE and not WORD.match(text, start):
        start += 1
    return start, end


def _joined(spans: Spans, text: str) -> str:
    return " ".join(" ".join(text[start:end].split()) for start, end in spans)


def _count(spans: Spans, text: str) -> int:
    return sum(len(WORD.findall(text[start:end])) for start, end in spans)


# -- assertions to claims ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Wording:
    """What an assertion is compared by: word stems of its own and of what it points back to."""

    own: frozenset[str]
    phrases: frozenset[tuple[str, str]]
    context: frozenset[str]
    names: frozenset[str]
    years: frozenset[str]


def claims(
    asserted: Sequence[Assertion], readings: Iterable[Reading] = (), decisions: Iterable[Decision] = ()
) -> tuple[tuple[int, ...], ...]:
    """Indices into `asserted`, grouped by proposition; those that deny it are in its group as well.

    `readings` give the sentences around an assertion, for contents that do not say by themselves what they are about
    ("it was run from Paris"). The order of `asserted` and of `readings` makes no difference to who is with whom.
    """
    rules = settings()["claims"]
    order = sorted(range(len(asserted)), key=lambda i: (_order(asserted[i]), asserted[i].text))
    place = {index: position for position, index in enumerate(order)}
    surroundings = {reading.article.id: _Surroundings(reading) for reading in readings}
    wordings = [_wording(asserted[i], surroundings.get(asserted[i].article)) for i in order]
    comparison = _Comparison(wordings)
    # A sentence that three hundred outlets run is compared once.
    first: dict[_Wording, int] = {}
    repeated = {i: first.setdefault(w, i) for i, w in enumerate(wordings) if len(w.own) >= rules["elliptical"]}
    repeats = [Decision(original, i, True) for i, original in repeated.items() if original != i]
    groups = link(
        range(len(wordings)),
        lambda position: comparison.keys(wordings[position]) if repeated.get(position, position) == position else (),
        lambda one, other: comparison.score(wordings[one], wordings[other]),
        rules["threshold"],
        [*repeats, *(Decision(place[d.first], place[d.second], d.same) for d in decisions)],
        rules["largest_block"],
    )
    return tuple(tuple(order[position] for position in group) for group in groups)


def _wording(assertion: Assertion, surroundings: _Surroundings | None) -> _Wording:
    own = stems(assertion.text)
    around = surroundings.of(assertion) if surroundings else ""
    named = frozenset(stem for word in _names(assertion.text + " . " + around) for stem in stems(word))
    years = frozenset(YEAR.findall(assertion.text)) or frozenset(YEAR.findall(around))
    return _Wording(own, _phrases(assertion.text), stems(around) - own, named, years)


class _Comparison:
    """How alike two wordings are, given how rare each word is among all of them."""

    def __init__(self, wordings: Sequence[_Wording]) -> None:
        self._rules = settings()["claims"]
        self._context_weight = float(self._rules["context_weight"])
        counts = Counter(stem for wording in wordings for stem in wording.own | wording.context)
        most = math.log(1 + max(len(wordings), 1))
        self._weights: dict[str, float] = {
            stem: (math.log(1 + len(wordings) / n) / most) ** 1.5 for stem, n in counts.items()
        }
        # Every retelling adds words that nobody else uses: they tell less against it than words that others do use.
        self._weights.update({stem: self._rules["lone_weight"] for stem, n in counts.items() if n == 1})
        self._counts = counts

    def keys(self, wording: _Wording) -> Iterator[tuple[str, str]]:
        """Pairs of the rarest words that others have too."""
        shared = (stem for stem in wording.own | wording.context if self._counts[stem] > 1)
        rarest = sorted(shared, key=lambda stem: (self._counts[stem], stem))[: self._rules["rarest"]]
        yield from combinations(sorted(rarest), 2)

    def score(self, one: _Wording, other: _Wording) -> float:
        own = one.own & other.own
        everything = (one.own | one.context) & (other.own | other.context)
        if not own or self._sum(everything) < self._rules["shared_weight"]:
            return 0.0
        phrases = one.phrases & other.phrases
        alike = self._sum(own) + self._sum(min(pair, key=self._weights.__getitem__) for pair in phrases)
        by_words = _overlap(alike, self._sum(one.own), self._sum(other.own))
        shared = sum(min(self._weight(s, one), self._weight(s, other)) for s in sorted(everything))
        by_context = max(by_words, _overlap(shared, self._total(one), self._total(other)))
        result = (by_words + by_context) / 2
        if one.years and other.years and not one.years & other.years:
            result *= self._rules["different_years"]
        if one.names and other.names and not one.names & other.names:
            result *= self._rules["different_names"]
        return result

    def _sum(self, words: Iterable[str]) -> float:
        return math.fsum(self._weights[stem] for stem in words)

    def _weight(self, stem: str, wording: _Wording) -> float:
        return self._weights[stem] * (1.0 if stem in wording.own else self._context_weight)

    def _total(self, wording: _Wording) -> float:
        return self._sum(wording.own) + self._context_weight * self._sum(wording.context)


def _overlap(shared: float, one: float, other: float) -> float:
    """Between the Dice and the overlap coefficient: their geometric mean, so that a short text may equal a long one."""
    if min(one, other) <= 0:
        return 0.0
    return min(1.0, math.sqrt(2 * shared / (one + other) * shared / min(one, other)))


class _Surroundings:
    """What the text around an assertion adds to it."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.article.text
        self._sentences = sorted(reading.sentences)
        self._starts = [start for start, _ in self._sentences]
        self._frames = {a.id: sorted((*a.source, *a.cue)) for a in reading.attributions}
        self._cues = sorted(span for a in reading.attributions for span in (*a.source, *a.cue))
        self._names = sorted((m, entity.name) for entity in reading.entities for m in entity.mentions)

    def of(self, assertion: Assertion) -> str:
        if not assertion.span or not self._sentences:
            return ""
        first, last = assertion.span[0][0], assertion.span[-1][1]
        number = max(0, bisect_right(self._starts, first) - 1)
        parts = [name for (start, end), name in self._names if first <= start and end <= last]
        pointing = assertion.text
        if self._elliptical(assertion):
            sentence = self._without(self._sentences[number], [*assertion.span, *self._cues])
            parts.append(sentence)
            pointing += " " + sentence
            if _pronoun(assertion.text) and len(stems(sentence)) < settings()["claims"]["elliptical"] and number:
                parts.append(self._without(self._sentences[number - 1], self._cues))
        parts.extend(self._antecedents(pointing, number))
        return " ".join(parts)

    def _elliptical(self, assertion: Assertion) -> bool:
        few = len(stems(assertion.text)) < settings()["claims"]["elliptical"]
        return assertion.attribution is not None and few

    def _without(self, sentence: Span, spans: Iterable[Span]) -> str:
        return " ".join(self._text[start:end] for start, end in _beside(sentence, sorted(spans)))

    def _antecedents(self, text: str, number: int) -> Iterator[str]:
        """The sentences before that introduce ("an operation") what `text` points back to ("the operation")."""
        sought = _definite(text)
        if not sought:
            return
        for sentence in self._sentences[max(0, number - settings()["claims"]["reach"]) : number]:
            words = self._text[slice(*sentence)]
            if sought & _introduced(words):
                yield self._without(sentence, self._cues)


def _pronoun(text: str) -> bool:
    return any(word.lower() in _listed("pronouns") for word in WORD.findall(text)[:3])


def _definite(text: str) -> set[str]:
    """Stems of the nouns of "the operation", "the Syrian engineer": up to two words after the article."""
    return set(_after(text, frozenset({"the", "this", "that"}), 2))


def _introduced(text: str) -> set[str]:
    return set(_after(text, _listed("introducing"), 3))


def _after(text: str, openers: frozenset[str], reach: int) -> Iterator[str]:
    words = WORD.findall(text)
    for position, word in enumerate(words):
        if word.lower() in openers:
            for following in words[position + 1 : position + 1 + reach]:
                if following[0].isupper():
                    continue
                found = stems(following)
                if not found:
                    break
                yield from found


def _names(text: str) -> Iterator[str]:
    """Capitalised words, those aside that only open a sentence."""
    for match in WORD.finditer(text):
        before = text[: match.start()].rstrip(" \"'“‘(")
        opening = not before or before[-1] in ".!?…"
        if match[0][0].isupper() and not opening and not YEAR.fullmatch(match[0]):
            yield match[0]


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(settings()["words"][name].split())


@cache
def _alike() -> Mapping[str, str]:
    """Each stem of a group of words for one thing, with the stem that stands for the group."""
    stemmer = snowballstemmer.stemmer("english")
    found: dict[str, str] = {}
    for group in settings()["words"]["alike"]:
        stemmed = stemmer.stemWords(group.split())
        for stem in stemmed:
            found.setdefault(stem, stemmed[0])
    return found


@cache
def _stem(word: str) -> str:
    plain = re.sub(r"[’']s$", "", word)
    stem: str = snowballstemmer.stemmer("english").stemWord(plain)
    return _alike().get(stem, stem)


def _content(text: str) -> list[str]:
    words = (word.lower() for word in WORD.findall(text))
    return [_stem(word) for word in words if word not in _listed("stop")]


def stems(text: str) -> frozenset[str]:
    """Stems of the content words of `text`; words for one thing have one stem."""
    return frozenset(_content(text))


def _phrases(text: str) -> frozenset[tuple[str, str]]:
    """Neighbours among the content words: "chemical weapons" tells more than either word."""
    words = _content(text)
    return frozenset((one, following) for one, following in pairwise(words) if one != following)
