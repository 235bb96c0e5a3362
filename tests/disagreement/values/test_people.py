"""When two who did something are one."""

from __future__ import annotations

import pytest

from headwater.disagreement.values.people import Participant, compare, same_name


def named(name: str, kind: str = "person") -> Participant:
    return Participant(name.split()[-1].lower(), name=name, kind=kind)


def described(phrase: str, *, plural: bool = False) -> Participant:
    *qualities, head = phrase.split()
    return Participant(head, frozenset(qualities), plural=plural)


PRONOUN = Participant("he", unknown=True)


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        (named("Ada Moss"), named("Moss"), "same"),
        (named("Ada Moss"), named("Karl Brandt"), "conflict"),
        (named("Alder Steel", "organisation"), named("Harrow Bank", "organisation"), "conflict"),
        # She may speak for it.
        (named("Ada Moss"), named("Alder Steel", "organisation"), "compatible"),
        # Whoever is only described may be the one that is named ...
        (described("offici"), named("Ada Moss"), "more precise"),
        (described("german bank"), named("Harrow Bank", "organisation"), "more precise"),
        # ... if that is one of the kind.
        (described("bank"), named("Ada Moss"), None),
        (described("film"), named("Ada Moss"), None),
        (described("offici", plural=True), named("Ada Moss"), None),
        # Two callings, all else being alike.
        (described("danish pilot"), described("danish nurs"), "conflict"),
        (described("danish pilot"), described("swedish nurs"), None),
        (described("danish man"), described("danish nurs"), "more precise"),
        (described("danish spi"), described("danish agent"), "compatible"),
        (described("northern farmer"), described("southern farmer"), None),
        # Things are no people.
        (described("bridg"), described("tunnel"), None),
        (PRONOUN, named("Ada Moss"), None),
    ],
)
def test_two_participants(one: Participant, other: Participant, difference: str | None) -> None:
    assert compare(one, other) == compare(other, one) == difference


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ada Moss", "Moss", True),
        ("A. Moss", "Ada Moss", True),
        ("Dr. Ada Moss", "Ada Moss", True),
        ("United Nations", "UN", True),
        ("the Ministry of Ports", "Ministry of Ports", True),
        ("Ada Moss", "Eva Moss", False),
        ("Ministry of Ports", "Ministry of Health", False),
        ("", "Moss", False),
    ],
)
def test_two_names_of_one(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) == same_name(other, one) == same
