"""Ties > joins > counts: which assertions share an origin for certain, which may, and how many origins are left.

Joins are given as stars (each assertion to the first that has the same origin), so that their number is linear.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from headwater.model import Assertion, Count, Join, Origin, Place, SourceType, content_id
from headwater.provenance.lineage import components, place
from headwater.provenance.words import words_of

DESCRIBED = (SourceType.ANONYMOUS, SourceType.COLLECTIVE, SourceType.DOCUMENT)
Pair = tuple[int, int]
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Tie:
    """An assertion's hold on an origin (`key`) that others may hold too, in words for one holder and for two.

    `publication` is the key of the one by way of which it holds it, unless `key` is that one's; `name` what the origin
    is called that an assertion holds by way of somebody who speaks for it.
    """

    key: Key
    one: str
    both: str
    evidence: Place
    publication: str = ""
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why an assertion may rest on what another rests on, and where that shows.

    `on` holds the keys of those that it may rest on; None stands for any that is not of one of the kinds in `never`.
    `rank` orders those that may rest on any: the ones that name more come first.
    """

    reason: str
    evidence: Place
    on: frozenset[Key] | None = None
    never: frozenset[SourceType] = frozenset()
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Holding:
    """What one assertion stands on: its ties, what it may rest on besides, what its origin is called and of what kind.

    `key`: that of the named origin; `distance`: how far the name is from it; a group takes its nearest name. `prefers`:
    keys of those on which it rests most likely, if it rests on any.
    """

    ties: tuple[Tie, ...]
    name: str | None
    kind: SourceType
    key: Key | None = None
    distance: int = 0
    doubt: Doubt | None = None
    prefers: frozenset[Key] = frozenset()


@dataclass(frozen=True, slots=True)
class Side:
    """Publications or speakers: what each assertion holds, in the order of the assertions."""

    of: str
    holdings: tuple[Holding, ...]


def identified(join: Join, assertions: Sequence[Assertion]) -> Join:
    """The join with an id that stays the same as long as what it joins does, whatever the indices are."""
    both = [assertions[i] for i in join.assertions]
    ends = sorted([a.article, [list(span) for span in a.span], a.attribution or ""] for a in both)
    return replace(join, id=content_id("join", join.of, ends))


def certain(side: Side, order: Sequence[int], loops: Mapping[str, str]) -> Iterator[Join]:
    """Each assertion joined to the first that holds the same key; one join a pair, for the first reason.

    `loops` says for a publication's key that it stands in a circle of credits.
    """
    holders: dict[Key, list[tuple[int, Tie]]] = defaultdict(list)
    for index in order:
        own: dict[Key, Tie] = {}
        for tie in side.holdings[index].ties:
            own.setdefault(tie.key, tie)
        for key, tie in own.items():
            holders[key].append((index, tie))
    joined: set[Pair] = set()
    for key in sorted(holders, key=lambda k: (k[0] != "publication", k)):
        hub, first = holders[key][0]
        for index, tie in holders[key][1:]:
            pair = (min(hub, index), max(hub, index))
            if pair not in joined:
                joined.add(pair)
                evidence = tuple(dict.fromkeys((first.evidence, tie.evidence)))
                reason = _reason(first, tie) + loops.get(tie.publication or key[1], "")
                yield Join(pair, True, reason, evidence, side.of)


def _reason(first: Tie, second: Tie) -> str:
    same = _without_article(first.one) == _without_article(second.one)
    return f"both {first.both}" if same else f"one {first.one}, the other {second.one}"


def _without_article(phrase: str) -> list[str]:
    return [word for word in words_of(phrase) if word != "the"]


def possible(
    side: Side,
    certain: Sequence[Join],
    assertions: Sequence[Assertion],
    order: Sequence[int],
    switched_off: Callable[[Pair], bool],
) -> Iterator[Join]:
    """A join for each group of certain joins that may rest on another one: one that it prefers, else one in the same
    article, else the first. Groups that name an origin are never made one by it, unless a doubt names them.
    """
    return _Possible(side, certain, assertions, order, switched_off).joins()


class _Possible:
    def __init__(
        self,
        side: Side,
        certain: Sequence[Join],
        assertions: Sequence[Assertion],
        order: Sequence[int],
        switched_off: Callable[[Pair], bool],
    ) -> None:
        self._side, self._assertions, self._off = side, assertions, switched_off
        rank = {index: position for position, index in enumerate(order)}
        joined = components(order, (j.assertions for j in certain))
        self._groups = sorted((sorted(g, key=rank.__getitem__) for g in joined), key=lambda g: rank[g[0]])
        self._open: list[int] = []
        self._kinds_of: dict[int, frozenset[SourceType]] = {}
        self._held: dict[Key, dict[int, int]] = defaultdict(dict)
        self._near: dict[str, dict[int, int]] = defaultdict(dict)

    def joins(self) -> Iterator[Join]:
        vague = {number: doubts for number, group in enumerate(self._groups) if (doubts := self._vague(group))}
        for number in range(len(self._groups)):
            if number not in vague:
                self._offer(number)
        for number in sorted(vague, key=lambda n: (min(d.rank for d in vague[n]), n)):
            found = self._join(number, self._anywhere(number, vague[number]))
            if found:
                yield found
            else:
                self._offer(number)
        for number, group in enumerate(self._groups):
            if number not in vague:
                found = self._join(number, self._suspected(number, group))
                if found:
                    yield found

    def _vague(self, group: Sequence[int]) -> list[Doubt]:
        """The doubts of a group whose members may all rest on any other."""
        doubts = [self._side.holdings[i].doubt for i in group]
        return [d for d in doubts if d and d.on is None] if all(d and d.on is None for d in doubts) else []

    def _offer(self, number: int) -> None:
        self._open.append(number)
        for index in self._groups[number]:
            self._near[self._assertions[index].article].setdefault(number, index)
            for tie in self._side.holdings[index].ties:
                self._held[tie.key].setdefault(number, index)

    def _join(self, number: int, partners: Iterable[tuple[int, int, int, Doubt]]) -> Join | None:
        """The first join that is left, given partners as (their group, index here, index there, why)."""
        ruled_out: set[int] = set()
        for other, index, partner, doubt in partners:
            pair = (min(index, partner), max(index, partner))
            if other == number or other in ruled_out:
                continue
            if self._off(pair):
                ruled_out.add(other)
                continue
            there = place(self._assertions[partner].article, self._assertions[partner].span)
            return Join(pair, False, doubt.reason, tuple(dict.fromkeys((doubt.evidence, there))), self._side.of)
        return None

    def _anywhere(self, number: int, doubts: Sequence[Doubt]) -> Iterator[tuple[int, int, int, Doubt]]:
        group, holdings = self._groups[number], self._side.holdings
        never = frozenset.union(*(d.never for d in doubts))
        for index in group:
            doubt = holdings[index].doubt
            for key in sorted(holdings[index].prefers) if doubt else ():
                for other, partner in self._held.get(key, {}).items():
                    if doubt and self._allowed(other, never):
                        yield other, index, partner, doubt
        for index in group:
            doubt = holdings[index].doubt
            for other, partner in self._near.get(self._assertions[index].article, {}).items():
                if doubt and self._allowed(other, never):
                    yield other, index, partner, doubt
        for other in self._open:
            if self._allowed(other, never):
                yield other, group[0], self._groups[other][0], doubts[0]

    def _allowed(self, number: int, never: frozenset[SourceType]) -> bool:
        return not never or not self._kinds(number) <= never

    def _kinds(self, number: int) -> frozenset[SourceType]:
        """Of what kinds those are on whom a group rests."""
        found = self._kinds_of.get(number)
        if found is None:
            kinds = frozenset(self._side.holdings[i].kind for i in self._groups[number])
            # A publication by way of which the others were met is not who speaks.
            found = self._kinds_of[number] = kinds - {SourceType.PUBLICATION} or kinds
        return found

    def _suspected(self, number: int, group: Sequence[int]) -> Iterator[tuple[int, int, int, Doubt]]:
        """Partners of a group that names an origin, where every member has a doubt."""
        doubts = [self._side.holdings[i].doubt for i in group]
        if not all(doubts):
            return
        for index, doubt in zip(group, doubts, strict=True):
            for key in sorted(doubt.on or ()) if doubt else ():
                for other, partner in self._held.get(key, {}).items():
                    if doubt and other != number:
                        yield other, index, partner, doubt


def kept_apart(joins: Sequence[Join], apart: Sequence[Pair]) -> list[Join]:
    """The joins, in their order, without those that would bring a pair together that is to stay apart."""
    if not apart:
        return list(joins)
    group = {index: index for join in joins for index in join.assertions} | {i: i for pair in apart for i in pair}
    members = {index: [index] for index in group}
    found = []
    for join in joins:
        first, second = join.assertions
        one, other = group[first], group[second]
        if one != other:
            if any(
                (group[a] == one and group[b] == other) or (group[a] == other and group[b] == one) for a, b in apart
            ):
                continue
            for index in members[other]:
                group[index] = one
            members[one] += members.pop(other)
        found.append(join)
    return found


def count(members: Sequence[int], joins: Iterable[Join], names: tuple[str, ...] = ()) -> Count:
    """How many origins assertions stand on: components over all joins, and over the certain ones alone."""
    joins = tuple(joins)
    low = components(members, (j.assertions for j in joins))
    high = components(members, (j.assertions for j in joins if j.certain))
    return Count(len(low), len(high), names)


def standing(side: Side, members: Sequence[int], certain: Iterable[Join]) -> tuple[Origin, ...]:
    """The origins over certain joins, each under the name nearest to it or, of several, the one that most share.

    Outlets that are one only because all quote people of another one stand under that one's name.
    """
    found = []
    for group in components(members, (j.assertions for j in certain)):
        held = [side.holdings[i] for i in group]
        best = _nearest(held)
        if spoken_for := _spoken_for(held):
            best = replace(best, name=spoken_for)
        vague = all(h.doubt and h.doubt.on is None for h in held)
        found.append(Origin(side.of, best.name, best.kind, tuple(group), vague))
    return tuple(found)


def _spoken_for(held: Sequence[Holding]) -> str | None:
    """The origin of several names that all hold by way of those who speak for it."""
    if len({h.name for h in held}) < 2:
        return None
    shared = set.intersection(*({tie.key for tie in h.ties} for h in held))
    return min((tie.name for h in held for tie in h.ties if tie.key in shared and tie.name), default=None)


def _nearest(held: Sequence[Holding]) -> Holding:
    named = [h for h in held if h.name]
    votes = Counter((h.distance, h.name) for h in named)
    shared = Counter(key for h in held for key in {tie.key for tie in h.ties})

    def order(h: Holding) -> tuple[int, int, int, int, str, str]:
        fullest = len(h.name or "") if h.kind in DESCRIBED else 0
        return h.distance, -votes[h.distance, h.name], -shared[h.key or ("", "")], -fullest, h.name or "", h.kind

    return min(named, key=order) if named else held[0]
