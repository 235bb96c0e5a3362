"""Two places of one deed: the same, one of them within the other, or in conflict."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from headwater.disagreement.difference import Difference

Within = Callable[[str, str], bool]
"""Whether the place of the first name lies in the place of the second."""

Names = frozenset[str]


def nowhere(_inner: str, _outer: str) -> bool:
    """Knows of no place that it lies in another one."""
    return False


def compare(one: Names, other: Names, within: Within = nowhere) -> Difference | None:
    """How two places, each with all the names in its phrase, differ; None where either has no name.

    Of "Lyon, France" and "Austria or Hungary" every name is looked at: one that fits is enough for no conflict.
    """
    first, second = _narrowest(one, within), _narrowest(other, within)
    if not first or not second:
        return None
    if first == second:
        return Difference.SAME
    pairs = [(a, b) for a in first for b in second]
    if any(a == b for a, b in pairs):
        return Difference.COMPATIBLE
    if any(within(a, b) or within(b, a) for a, b in pairs):
        return Difference.MORE_PRECISE
    return Difference.CONFLICT


def _narrowest(names: Names, within: Within) -> Names:
    return frozenset(name for name in names if not any(other != name and within(other, name) for other in names))


def written(texts: Iterable[str], known: Within = nowhere) -> Within:
    """What is known to lie where, and what the articles write so: "Lyon, France"."""
    said = tuple(texts)

    def within(inner: str, outer: str) -> bool:
        if known(inner, outer):
            return True
        # "Paris, Rome and Oslo" lists places that do not lie in each other.
        pattern = re.compile(rf"\b{re.escape(inner)}, {re.escape(outer)}\b(?!,? (?:and|or)\b)", re.IGNORECASE)
        return any(pattern.search(text) for text in said)

    return within
