"""Where the assertions of one claim give different values for one slot, and who holds which.

Slots: how many, where, when, outcome, polarity, who. A slot counts as in conflict only where both sides give it and
nothing (a rounding, a bound, a wider term) reconciles them.
"""

from __future__ import annotations

import operator
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations
from math import inf
from typing import Any

from headwater.linkage import components
from headwater.model import Assertion, Certainty, Disagreement, Reading, Value
from headwater.stemming import stem

WORD = re.compile(r"[^\W_]+(?:[.,’'-][^\W_]+)*")
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b(?!,\d)")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DAY = re.compile(rf"\b(?:({MONTHS}) (\d{{1,2}})|(\d{{1,2}}) ({MONTHS}))\b(?!,?\d)")


@cache
def settings() -> dict[str, Any]:
    return tomllib.loads(files("headwater").joinpath("disagreement.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class _Given:
    """What one assertion gives for a slot: how it reads, and what it is compared by."""

    index: int
    label: str
    meaning: Any


def disagreements(assertions: Sequence[Assertion], readings: Iterable[Reading] = ()) -> tuple[Disagreement, ...]:
    """The slots that the assertions of one claim disagree on; values hold indices, the lowest first.

    `readings` tell which words are places.
    """
    known = {reading.article.id: reading for reading in readings}
    slots: tuple[tuple[str, Iterable[list[_Given]], Callable[[Any, Any], bool]], ...] = (
        ("who", _people(assertions), _same_person),
        ("how many", _numbers(assertions), _reconcilable),
        ("where", _places(assertions, known), _Nesting(known)),
        ("when", _dates(assertions), _overlapping),
        ("outcome", _outcomes(assertions), _same_outcome),
        ("polarity", _polarities(assertions), operator.eq),
    )
    conflicts = (found for slot, told, same in slots for given in told for found in _conflict(slot, given, same))
    return tuple(dict.fromkeys(conflicts))


def _conflict(slot: str, given: Sequence[_Given], compatible: Callable[[Any, Any], bool]) -> Iterator[Disagreement]:
    given = sorted(given, key=lambda g: (g.index, g.label))
    same = [
        (one, other)
        for one, other in combinations(range(len(given)), 2)
        if compatible(given[one].meaning, given[other].meaning)
    ]
    groups = components(len(given), same)
    if len(groups) > 1:
        values = (
            Value(given[group[0]].label, tuple(sorted({given[position].index for position in group})))
            for group in groups
        )
        yield Disagreement(slot, tuple(values))


# -- how many ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Number:
    low: float
    high: float
    about: bool


def _numbers(assertions: Sequence[Assertion]) -> Iterator[list[_Given]]:
    """What is given for each thing that is counted; an assertion that counts it twice is left out."""
    counted: dict[tuple[str, str], dict[int, list[_Given]]] = defaultdict(lambda: defaultdict(list))
    for index, assertion in enumerate(assertions):
        for noun, state, label, number in _counts(assertion.text):
            counted[noun, state][index].append(_Given(index, label, number))
    for (noun, state), by_assertion in sorted(counted.items()):
        pool = dict(by_assertion)
        if state:
            pool = {**counted.get((noun, ""), {}), **pool}
        yield [given[0] for _, given in sorted(pool.items()) if len({g.meaning for g in given}) == 1]


def _counts(text: str) -> Iterator[tuple[str, str, str, _Number]]:
    """Counted noun, its state ("killed") or "", the words, the number."""
    rules = settings()["how_many"]
    words = [(match[0], match.start(), match.end()) for match in WORD.finditer(text)]
    position = 0
    while position < len(words):
        start = position
        value, position = _value([word for word, _, _ in words], position)
        if value is None:
            position += 1
            continue
        symbol = text[: words[start][1]][-1:]
        following = _noun(words[position : position + 3], text, words[position - 1][2])
        unit = symbol if symbol in {"$", "€", "£"} else ""
        nouns = [stem(word) for word in following if not word[0].isupper()][-1:]
        if unit:
            nouns = [unit]
        before = " ".join(word.lower() for word, _, _ in words[max(0, start - 3) : start])
        if not nouns or {word.lower() for word in following} & set(rules["not_counted"].split()):
            continue
        near = [word.lower() for word, _, _ in words[max(0, start - 3) : position + 5]]
        label = " ".join([unit + text[words[start][1] : words[position - 1][2]], *([] if unit else following)])
        yield nouns[0], _state(near), label, _bounded(value, before)


def _value(words: Sequence[str], position: int) -> tuple[float | None, int]:
    """The number that starts at `position`, and where the words go on after it."""
    rules = settings()["how_many"]
    word = words[position].lower()
    value: float | None = rules["numerals"].get(word)
    if NUMBER.fullmatch(word) and not YEAR.fullmatch(word):
        value = float(word.replace(",", ""))
    if value is None:
        return None, position
    position += 1
    while position < len(words) and (factor := rules["magnitudes"].get(words[position].lower())):
        value *= factor
        position += 1
    return float(value), position


def _noun(words: Sequence[tuple[str, int, int]], text: str, end: int) -> list[str]:
    """Up to two words that follow a number without a break."""
    found: list[str] = []
    for word, start, stop in words:
        if text[end:start].strip() or word.lower() in settings()["how_many"]["breaks"].split() or len(found) == 2:
            break
        if found and (_state([word.lower()]) or _plural(found[-1].lower())):
            break
        found.append(word)
        end = stop
    return found


def _plural(word: str) -> bool:
    return word in settings()["how_many"]["plurals"].split() or (word.endswith("s") and not word.endswith("ss"))


def _state(words: Sequence[str]) -> str:
    lines = [line.split() for line in settings()["how_many"]["states"]]
    met = [line[0] for line in lines if set(line) & set(words)]
    return met[0] if len(met) == 1 else ("mixed" if met else "")


def _bounded(value: float, before: str) -> _Number:
    rules = settings()["how_many"]
    padded = f" {before}"
    if any(padded.endswith(" " + phrase) for phrase in rules["at_least"]):
        return _Number(value, inf, False)
    if any(padded.endswith(" " + phrase) for phrase in rules["at_most"]):
        return _Number(0, value, False)
    return _Number(value, value, before.split()[-1:] != [] and before.split()[-1] in rules["approximate"].split())


def _reconcilable(one: _Number, other: _Number) -> bool:
    if one.low <= other.high and other.low <= one.high:
        return True
    gap = max(one.low, other.low) - min(one.high, other.high)
    most = max(x for x in (one.low, one.high, other.low, other.high) if x < inf)
    rules = settings()["how_many"]
    if one.about or other.about:
        return bool(gap <= rules["about"] * most)
    round_ones = [x.low for x in (one, other) if x.low == x.high >= rules["rounded_from"] and x.low % 10 == 0]
    return bool(round_ones) and bool(gap <= rules["rounded"] * most)


# -- where ------------------------------------------------------------------------------------------------------------


def _places(assertions: Sequence[Assertion], readings: Mapping[str, Reading]) -> Iterator[list[_Given]]:
    """For each role (in, from, to) the assertions that name exactly one place in it."""
    for role in settings()["where"]["roles"]:
        found = []
        for index, assertion in enumerate(assertions):
            names = sorted(_place_names(assertion, readings.get(assertion.article)), key=lambda n: (-len(n), n))
            if not names:
                continue
            either = "|".join(re.escape(name) for name in names)
            pattern = rf"\b(?i:{role})\s+(?:the\s+)?((?:{either})\b(?:,? or [^,.;:()“”\"]+)?)"
            met = {match[1].strip() for match in re.finditer(pattern, assertion.text)}
            if len(met) == 1:
                label = met.pop()
                found.append(_Given(index, label, frozenset(name for name in names if name in label)))
        yield found


def _place_names(assertion: Assertion, reading: Reading | None) -> set[str]:
    entities = reading.entities if reading else ()
    return {
        reading.article.text[start:end]
        for entity in entities
        if reading and entity.type.casefold() == "place"
        for start, end in entity.mentions
        if any(first <= start and end <= last for first, last in assertion.span)
    }


class _Nesting:
    """Is the one place the other, or in it, as the articles write ("Lyon, France")?"""

    def __init__(self, readings: Mapping[str, Reading]) -> None:
        self._texts = [reading.article.text for reading in readings.values()]

    def __call__(self, one: frozenset[str], other: frozenset[str]) -> bool:
        pairs = [(a, b) for a in one for b in other]
        return any(a in b or b in a or self._within(a, b) or self._within(b, a) for a, b in pairs)

    def _within(self, small: str, large: str) -> bool:
        return any(f"{small}, {large}" in text for text in self._texts)


# -- when -------------------------------------------------------------------------------------------------------------


def _dates(assertions: Sequence[Assertion]) -> Iterator[list[_Given]]:
    """Years (two are a span), then days of the year."""
    years, days = [], []
    for index, assertion in enumerate(assertions):
        met = sorted(set(YEAR.findall(assertion.text)))
        if len(met) in (1, 2):
            years.append(_Given(index, "/".join(met), (met[0], met[-1])))
        dates = {(a or d, int(b or c)) for a, b, c, d in DAY.findall(assertion.text)}
        if len(dates) == 1:
            month, day = dates.pop()
            days.append(_Given(index, f"{month} {day}", ((month, day), (month, day))))
    yield years
    yield days


def _overlapping(one: tuple[Any, Any], other: tuple[Any, Any]) -> bool:
    return bool(one[0] <= other[1] and other[0] <= one[1])


# -- outcome ----------------------------------------------------------------------------------------------------------


def _outcomes(assertions: Sequence[Assertion]) -> Iterator[list[_Given]]:
    """For each deed that somebody attempted, managed or failed to do: how it went, by whom it is told."""
    rules = {name: frozenset(settings()["outcome"][name].split()) for name in settings()["outcome"]}
    deeds: dict[str, dict[int, _Given]] = defaultdict(dict)
    for index, assertion in enumerate(assertions):
        words = WORD.findall(assertion.text)
        for position, word in enumerate(words):
            kind = next((k for k in ("attempt", "success", "failure") if word.lower() in rules[k]), None)
            after = [w.lower() for w in words[position + 1 : position + 3]]
            if kind and len(after) == 2 and after[0] in {"to", "in", "at"}:
                deeds[stem(after[1])][index] = _Given(index, word.lower(), kind)
            elif kind and word.lower().endswith("fully") and after:
                deeds[stem(after[0])][index] = _Given(index, word.lower(), kind)
    for deed, told in sorted(deeds.items()):
        for index, assertion in enumerate(assertions):
            done = _done(WORD.findall(assertion.text), deed, rules["not_done"])
            if done and index not in told:
                told[index] = _Given(index, done, "success")
        yield list(told.values())


def _done(words: Sequence[str], deed: str, not_done: frozenset[str]) -> str | None:
    """The word that says plainly that the deed was done."""
    for before, word in zip(["", *words], words, strict=False):
        if word.endswith("ed") and stem(word.lower()) == deed and before.lower() not in not_done:
            return word
    return None


def _same_outcome(one: str, other: str) -> bool:
    return one == other or {one, other} == {"attempt", "failure"}


# -- polarity ---------------------------------------------------------------------------------------------------------


def _polarities(assertions: Sequence[Assertion]) -> Iterator[list[_Given]]:
    """Denied or not; then a word that is negated or not; then words that are opposites."""
    denied = [i for i, a in enumerate(assertions) if a.certainty is Certainty.DENIED]
    if denied:
        yield [
            _Given(i, *(("denied", False) if a.certainty is Certainty.DENIED else ("asserted", True)))
            for i, a in enumerate(assertions)
        ]
        return
    negated = [_negated(a.text) for a in assertions]
    plain = [_plain(a.text, set(no)) for a, no in zip(assertions, negated, strict=True)]
    for deed in sorted({deed for no in negated for deed in no}):
        against = [_Given(i, no[deed], False) for i, no in enumerate(negated) if deed in no]
        # Who negates anything else may well mean the same.
        yield against + [
            _Given(i, words[deed], True) for i, words in enumerate(plain) if deed in words and not negated[i]
        ]
    for one, other in _opposites():
        sides = [(one & words.keys(), other & words.keys()) for words in plain]
        yield [
            _Given(i, plain[i][min(left or right)], bool(left))
            for i, (left, right) in enumerate(sides)
            if bool(left) != bool(right) and not negated[i]
        ]


def _negated(text: str) -> dict[str, str]:
    """Stems that a negation reaches, each with the words to show."""
    rules = settings()["polarity"]
    words = WORD.findall(text)
    found: dict[str, str] = {}
    for position, word in enumerate(words):
        if word.lower() in rules["negations"].split():
            after = [w for w in words[position + 1 : position + 5] if w.lower() not in rules["stop"].split()]
            for reached in after[: rules["reach"]]:
                found.setdefault(
                    stem(reached.lower()), f"{word} … {reached}" if reached != after[0] else f"{word} {reached}"
                )
    return found


def _plain(text: str, negated: set[str]) -> dict[str, str]:
    stop = settings()["polarity"]["stop"].split()
    words = (word for word in WORD.findall(text) if word.lower() not in stop)
    stemmed = {stem(word.lower()): word for word in words}
    return {deed: word for deed, word in stemmed.items() if deed not in negated}


@cache
def _opposites() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    sides = settings()["polarity"]["opposites"]
    return tuple((_stems(one), _stems(other)) for one, other in sides)


# -- who --------------------------------------------------------------------------------------------------------------


def _people(assertions: Sequence[Assertion]) -> Iterator[list[_Given]]:
    """For each deed and origin ("recruit a Syrian …") the people that it is done to."""
    people = settings()["who"]["people"].split() + settings()["who"]["general"].split()
    pattern = re.compile(rf"\b([a-z]{{3,}}) ((?:an?|the) ([A-Z][a-z]+) ({'|'.join(people)}))\b")
    found: dict[tuple[str, str], list[_Given]] = defaultdict(list)
    for index, assertion in enumerate(assertions):
        for verb, phrase, origin, noun in pattern.findall(assertion.text):
            found[stem(verb), origin].append(_Given(index, phrase, noun))
    yield from (given for _, given in sorted(found.items()))


def _same_person(one: str, other: str) -> bool:
    general = settings()["who"]["general"].split()
    return one == other or one in general or other in general


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())
