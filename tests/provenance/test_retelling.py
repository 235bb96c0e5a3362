"""How much of an article is somebody else's."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from headwater.model import (
    Article,
    Attribution,
    Certainty,
    Derivation,
    DerivationKind,
    Link,
    Quotation,
    Reading,
    SourceType,
    Span,
)
from headwater.provenance.lineage import lineage

THROUGHOUT = (
    "The mill burned, the Courier reported.\n"
    "Nobody was in it, the Courier says.\n"
    "The town had wanted to buy it, according to the Courier."
)


def _attribution(source: Span, cue: Span, name: str | None) -> Attribution:
    chain = (Link(name, SourceType.PUBLICATION, True, source),) if name else ()
    type_ = SourceType.PUBLICATION if name else SourceType.PERSON
    indirect, certainty = Quotation.INDIRECT, Certainty.ATTRIBUTED
    return Attribution(f"at {cue}", None, (source,), (cue,), (), indirect, type_, name, chain, certainty, 1.0)


def read(text: str, derivations: Sequence[Derivation], publisher: str | None = "Morning Star") -> Reading:
    """An article whose attributions are the words around each "the Courier", and each "He told"."""
    found = [_attribution(m.span(), (m.end(), m.end() + 5), "Courier") for m in re.finditer("the Courier", text)]
    found += [
        _attribution((m.start(), m.start() + 2), (m.end() - 4, m.end()), None) for m in re.finditer("He told", text)
    ]
    sentences = tuple(m.span() for m in re.finditer(r"[^\n]+", text))
    return Reading(Article("a", "", text, publisher=publisher), tuple(found), (), tuple(derivations), (), sentences)


def taken(text: str, words: str, kind: str, *via: str, name: str = "Courier") -> Derivation:
    start = text.index(words)
    return Derivation("a", name, via, DerivationKind(kind), True, ((start, start + len(words)),))


WHOLE = {
    "wire copy": ("(Courier) – The mill burned.", "(Courier)", "reprint", True),
    "a translation that says so at its foot": ("It burned.\nFrom the paper.", "From the paper", "translation", True),
    "a translation of one sentence": ("It burned, according to the Courier", "the Courier", "translation", False),
    "retold from head to foot": (THROUGHOUT, "the Courier", "retelling", True),
    "retold once": ("The mill burned, the Courier reported.", "the Courier", "retelling", False),
    "retold at the end only": ("The mill burned.\n" * 9 + THROUGHOUT, "the Courier", "retelling", False),
    "retold, and then heard itself": (
        THROUGHOUT + "\nHe told the Morning Star that it was old.", "the Courier", "retelling", False,
    ),
    "retold, and then heard itself under its short name": (
        THROUGHOUT + "\nHe told the Star that it was old.", "the Courier", "retelling", False,
    ),
    "retold, and then asked": (THROUGHOUT + "\nNobody told us why.", "the Courier", "retelling", False),
    "retold, and then quoted as asked": (THROUGHOUT + "\n“Nobody told us why.”", "the Courier", "retelling", True),
    "a hat tip": ("The mill burned.\nh/t Courier", "h/t Courier", "hat tip", False),
}  # fmt: skip


@pytest.mark.parametrize(("text", "words", "kind", "whole"), WHOLE.values(), ids=WHOLE.keys())
def test_what_is_somebody_elses_as_a_whole(text: str, words: str, kind: str, *, whole: bool) -> None:
    known = lineage([read(text, [taken(text, words, kind)])])
    assert bool(known.whole) is whole


def test_two_that_are_retold_are_neither_the_whole() -> None:
    other = taken(THROUGHOUT, "Nobody", "quotation", name="Gazette")
    assert not lineage([read(THROUGHOUT, [taken(THROUGHOUT, "the Courier", "retelling"), other])]).whole


def test_who_only_passes_on_another_is_no_second_root() -> None:
    via = taken(THROUGHOUT, "the Courier", "retelling", "Gazette")
    root = taken(THROUGHOUT, "Nobody", "quotation", name="Gazette")
    assert [d.publication for d in lineage([read(THROUGHOUT, [via, root])]).roots["a"]] == ["Courier"]


def test_what_a_retelling_has_by_way_of_another_is_that_ones_as_a_whole() -> None:
    via = taken(THROUGHOUT, "the Courier", "retelling", "Gazette")
    carrier = taken(THROUGHOUT, "Nobody", "quotation", name="Gazette")
    assert lineage([read(THROUGHOUT, [via, carrier])]).whole["a"].publication == "Gazette"
    assert (
        lineage([read(THROUGHOUT, [taken(THROUGHOUT, "the Courier", "retelling")])]).whole["a"].publication == "Courier"
    )


@pytest.mark.parametrize(
    ("words", "kind", "partial"),
    [("h/t Courier", "hat tip", ["Courier"]), ("the Courier", "quotation", []), ("h/t Courier", "reprint", [])],
)
def test_a_credit_apart_covers_more_than_a_sentence(words: str, kind: str, partial: list[str]) -> None:
    text = "The mill burned, the Courier reported.\nh/t Courier"
    known = lineage([read(text, [taken(text, words, kind)])])
    assert [d.publication for d in known.partial["a"]] == partial


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("He told the Morning Star that it was old.", True),
        ("He told Morning Star’s radio that it was old.", True),
        ("He told the Star that it was old.", True),
        ("He told the Courier that it was old.", False),
        ("He told nobody, says the Morning Star.", False),
    ],
)
def test_who_spoke_to_the_outlet_itself(text: str, *, heard: bool) -> None:
    assert bool(lineage([read(text, [])]).heard["a"]) is heard
    assert not lineage([read(text, [], publisher=None)]).heard["a"]
