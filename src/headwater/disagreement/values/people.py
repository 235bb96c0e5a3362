"""Two that did one thing, or had it done to them: the same under other names, one told more closely, or in conflict."""

from __future__ import annotations

import re
from dataclasses import dataclass

from headwater.disagreement.lexicon import in_line, lines, stems, told_apart, words
from headwater.disagreement.values.difference import Difference

PERSON = "person"


@dataclass(frozen=True, slots=True)
class Participant:
    """Who or what a phrase means, as far as it says.

    `name` is what its head names, if anything, and `kind` the type of that ("person", "organisation" …). `head` is a
    stem, as are `qualities`, the words before it; `names` are other names in the phrase. A pronoun that nobody has
    resolved is `unknown`. `whoever` are all of a kind, or none of them: "no member", "nobody", "any delay".
    """

    head: str
    qualities: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    name: str | None = None
    kind: str | None = None
    plural: bool = False
    unknown: bool = False
    whoever: bool = False


def compare(one: Participant, other: Participant) -> Difference | None:
    """How two participants differ; None where nobody can tell, as for a pronoun that is not resolved.

    A person and the body that he or she may speak for are compatible. Whoever is only described may be anybody named;
    of two descriptions only two callings of otherwise like people ("a Danish pilot", "a Danish nurse") are in conflict.
    """
    if one.unknown or other.unknown:
        return None
    if one.name and other.name:
        if same_name(one.name, other.name):
            return Difference.SAME
        if one.kind == other.kind:
            short = one.kind == PERSON and _short_for(one.name, other.name)
            return Difference.COMPATIBLE if short else Difference.CONFLICT
        return Difference.COMPATIBLE if PERSON in (one.kind, other.kind) else None
    if one.name or other.name:
        named, described = (one, other) if one.name else (other, one)
        if any(same_name(named.name or "", name) for name in described.names):
            # "The bank's lawyers" act for it.
            return Difference.COMPATIBLE
        return Difference.MORE_PRECISE if _may_be(named, described) else None
    return _described(one, other)


def _short_for(one: str, other: str) -> bool:
    """Whether two names of people with one family name have first names that may be one: "Fred", "Frederick"."""
    first, second = plain(one), plain(other)
    if len(first) < 2 or len(second) < 2 or first[-1] != second[-1]:
        return False
    return first[0].startswith(second[0]) or second[0].startswith(first[0])


def _may_be(named: Participant, described: Participant) -> bool:
    if described.plural or described.head in stems("opposites", "others"):
        return False
    is_body = described.head in stems("who", "bodies")
    return is_body != (named.kind == PERSON) and (is_body or is_person(described.head))


def _described(one: Participant, other: Participant) -> Difference | None:
    if one.plural != other.plural or told_apart(one.qualities, other.qualities):
        return None
    if one.head == other.head:
        return Difference.SAME if one.qualities == other.qualities else Difference.COMPATIBLE
    if not is_person(one.head) or not is_person(other.head):
        return None
    if in_line("who", "callings", one.head, other.head):
        return Difference.COMPATIBLE
    # What else is said of the two has to agree: "a Danish pilot" and "a Swedish nurse" may be two people.
    if one.qualities != other.qualities:
        return None
    vague = [side.head in stems("who", "general") for side in (one, other)]
    if any(vague):
        return Difference.COMPATIBLE if all(vague) else Difference.MORE_PRECISE
    return Difference.CONFLICT


def may_be_among(whoever: Participant, other: Participant) -> bool | None:
    """Whether what is said of all of a kind ("no member", "nobody") is said of another as well; None if unclear."""
    if whoever.unknown:
        return not whoever.head.endswith("thing") or other.name is None
    if whoever.head == other.head or in_line("who", "callings", whoever.head, other.head):
        return True
    return True if whoever.head in stems("who", "members") and is_person(other.head) else None


def is_person(head: str) -> bool:
    return head in lines("who", "callings") or head in stems("who", "general")


def same_name(one: str, other: str) -> bool:
    """Whether two names may be one's: a part of it, its initials, or with a title."""
    first, second = plain(one), plain(other)
    if not first or not second:
        return one == other
    short, long = sorted((first, second), key=len)
    if _in_order(short, long):
        return True
    if len(short) == 1 and len(long) > 1:
        initials = "".join(word[0] for word in long if word not in ("of", "the", "for", "and"))
        return short[0].replace(".", "") == initials
    # "J. Smith" is John Smith.
    return (
        len(short) == len(long) > 1
        and short[-1] == long[-1]
        and all((a[0] == b[0] and min(len(a), len(b)) == 1) or a == b for a, b in zip(short, long, strict=True))
    )


def plain(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others, in lower case."""
    found = re.findall(r"[^\W_][\w.&’'-]*", name.casefold().replace("’s", "").replace("'s", ""))
    return tuple(word.rstrip(".") for word in found if word.rstrip(".") not in words("who", "titles") | {"the"})


def _in_order(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)
