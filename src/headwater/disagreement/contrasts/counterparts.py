"""What a report tells of two things: each of them is compared with what another report tells of that very one.

Two reports may both tell of 46 and of 41: neither disagrees with the other. And where one tells of a fall of 60 metres
and of another of 600, the other's 150 is compared with the one that is told in words more alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from headwater.disagreement.contrast import Contrast, Told
from headwater.disagreement.values.difference import NEAR, Difference
from headwater.model import Assertion

VALUES = frozenset({"who", "where", "when", "how many"})
Alike = Callable[[Told, Told], float]


def of_counterparts(contrasts: Sequence[Contrast], assertions: Sequence[Assertion], alike: Alike) -> Iterator[Contrast]:
    """The contrasts without conflicts of values of which one has a nearer counterpart in the other's report.

    That is what the same voice tells there and cannot mean the same: the same value, or one told in words that are more
    `alike`. Where that contradicts neither nobody knows, and both stay.
    """
    told = _told(contrasts, assertions)
    near = _near(contrasts)
    for contrast in contrasts:
        one, other = contrast.one, contrast.other
        if (
            contrast.slot not in VALUES
            or contrast.difference is not Difference.CONFLICT
            or not any(
                _nearer(mine, theirs, told[_voice(theirs, assertions)], near, alike)
                for mine, theirs in ((one, other), (other, one))
            )
        ):
            yield contrast


def _nearer(one: Told, other: Told, beside: Iterable[Told], near: set[frozenset[Told]], alike: Alike) -> bool:
    """Whether one of those told `beside` the other is the one's, rather than that."""
    own = [told for told in beside if told.assertion != other.assertion and not _same(told, other, near)]
    if one.assertion in {told.assertion for told in own}:
        return False
    return any(_same(one, told, near) for told in own) or any(alike(one, told) > alike(one, other) for told in own)


def _same(one: Told, other: Told, near: set[frozenset[Told]]) -> bool:
    return one.value.casefold() == other.value.casefold() or frozenset((one, other)) in near


def _near(contrasts: Iterable[Contrast]) -> set[frozenset[Told]]:
    return {frozenset((each.one, each.other)) for each in contrasts if each.difference in NEAR}


def _told(contrasts: Iterable[Contrast], assertions: Sequence[Assertion]) -> dict[tuple[str, ...], list[Told]]:
    """What each voice of each report tells of a slot, and does not take back."""
    found: dict[tuple[str, ...], dict[Told, None]] = defaultdict(dict)
    for contrast in contrasts:
        for told in (contrast.one, contrast.other):
            if told.held:
                found[_voice(told, assertions)][told] = None
    return defaultdict(list, {voice: list(told) for voice, told in found.items()})


def _voice(told: Told, assertions: Sequence[Assertion]) -> tuple[str, ...]:
    assertion = assertions[told.assertion]
    return told.slot, assertion.article, assertion.chain[-1].name if assertion.chain else ""
