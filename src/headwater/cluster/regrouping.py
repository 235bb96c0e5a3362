"""The groups of a linked set, changed where something comes later and where people say so; all others stay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from headwater.cluster.language import settings
from headwater.cluster.neighbours import neighbours
from headwater.cluster.standing import Group, Pairs, Slot, Standing
from headwater.linkage import Pair, Verdict, components

Parted = dict[tuple[Group, tuple[Verdict, ...]], list[Group]]
"""Claims of the set, by what is known of their members, linked again without what is barred."""
TOGETHER = 256
"""Members of claims that are parted, up to which each is compared with every other."""


def joined(groups: Sequence[Group], now: Standing) -> list[Group]:
    """The groups with what came later in them, or beside them; what was together stays so."""
    again = now.same_words
    firsts, seconds, _ = now.compared
    out = np.array(sorted(tie.second for tie in again), dtype=np.int64)
    here = ~(np.isin(firsts, out) | np.isin(seconds, out))
    firsts, seconds = firsts[here], seconds[here]
    likely = now.alike(firsts, seconds) >= settings()["claims"]["threshold"]
    firsts, seconds = firsts[likely], seconds[likely]
    own = [*again, *now.twice]
    met = {*firsts.tolist(), *seconds.tolist(), *(slot for tie in own for slot in (tie.first, tie.second))}
    touched, left = list[Group](), list[Group]()
    for group in groups:
        (left if met.isdisjoint(group) else touched).append(group)
    ties = [*(Verdict(group[0], slot, True) for group in touched for slot in group[1:]), *own]
    members = sorted({slot for group in touched for slot in group}) + now.later
    return [*left, *now.linked(members, ties, (firsts, seconds))]


def decided(groups: Sequence[Group], now: Standing, verdicts: Sequence[Verdict], parted: Parted) -> list[Group]:
    """The groups that hold what is one claim as one; those that hold what is not, linked again without it.

    `parted` is what was found before of the same set, and gets what is found now.
    """
    word = {(min(v.first, v.second), max(v.first, v.second)): v.same for v in verdicts}
    named = {slot for pair in word for slot in pair}
    concerned = [group for group in groups if not named.isdisjoint(group)]
    number = {slot: index for index, group in enumerate(concerned) for slot in group}
    together = components(len(concerned), [(number[one], number[other]) for (one, other), same in word.items() if same])
    place = {index: order for order, members in enumerate(together) for index in members}
    barred: dict[int, list[Pair]] = defaultdict(list)
    for (one, other), is_same in word.items():
        if not is_same and place[number[one]] == place[number[other]]:
            barred[place[number[one]]].append((one, other))
    found = [group for group in groups if named.isdisjoint(group)]
    for order, indices in enumerate(together):
        members = sorted(slot for index in indices for slot in concerned[index])
        found += _parted(members, now, word, parted) if order in barred else [tuple(members)]
    return found


def _parted(members: Sequence[Slot], now: Standing, word: Mapping[Pair, bool], parted: Parted) -> list[Group]:
    here = set(members)
    said = [Verdict(*pair, is_same) for pair, is_same in word.items() if {*pair} <= here]
    ties = [*now.tied(members), *said]
    if members[-1] >= now.size:  # what came later has no number of its own
        return now.linked(members, ties, _compared(members, now, said))
    key = tuple(members), tuple(ties)
    if key not in parted:
        parted[key] = now.linked(members, ties, _compared(members, now, said))
    return parted[key]


def _compared(members: Sequence[Slot], now: Standing, said: Sequence[Verdict]) -> Pairs:
    """Every two of a few; of many those that are near, and whoever is named with all."""
    here = np.array(members, dtype=np.int64)
    if len(members) <= TOGETHER:
        one, other = np.triu_indices(len(members), 1)
        return here[one], here[other]
    features = now.features(members)
    near = neighbours(features.here, features.article)
    named = np.array(sorted({slot for verdict in said for slot in (verdict.first, verdict.second)}), dtype=np.int64)
    one, other = np.repeat(named, len(here)), np.tile(here, len(named))
    apart = one != other
    return np.r_[here[near.firsts], one[apart]], np.r_[here[near.seconds], other[apart]]
