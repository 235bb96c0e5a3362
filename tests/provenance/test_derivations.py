"""From which publications an article takes, by way of which others, and how."""

from __future__ import annotations

import pytest

from headwater.model import (
    Affiliation,
    Annotation,
    Article,
    Credit,
    DerivationKind,
    Link,
    Resolution,
    SourceType,
    Span,
)
from headwater.provenance.derivations import derivations

TEXT = "By Meridian Press\n\nIt fell, Moss told the Courier. The Ledger and Varsla said so."
Chain = tuple[Link, ...]


def at(part: str) -> Span:
    return TEXT.index(part), TEXT.index(part) + len(part)


def chain(*names: str, stated: bool = True, evidence: str = "") -> Chain:
    """Publications, and Moss, who is a person, by name; each rests on its own name unless told otherwise."""
    return tuple(
        Link(name, SourceType.PERSON if name == "Moss" else SourceType.PUBLICATION, stated, at(evidence or name))
        for name in names
    )


def credit(kind: DerivationKind, name: str, evidence: str | None = None) -> Credit:
    return Credit(kind, name, at(name), at(evidence or name))


def found(
    chains: list[Chain], credit_lines: list[Credit], ties: tuple[Affiliation, ...] = (), publisher: str = "Aldery Post"
) -> set[tuple[str, tuple[str, ...], str]]:
    annotation = Annotation((), (), (), (), (), (), tuple(credit_lines))
    made = derivations(
        Article("x", "x", TEXT, publisher=publisher), annotation, Resolution((), (), ties), chains, lambda name: name
    )
    return {(d.publication, d.via, d.kind.value) for d in made}


@pytest.mark.parametrize(
    ("chains", "credit_lines", "wanted"),
    [
        ([chain("Courier")], [], {("Courier", (), "quotation")}),
        ([chain("Ledger", "Courier", "Moss")], [],
         {("Ledger", (), "quotation"), ("Courier", ("Ledger",), "quotation")}),
        # Asked once is an interview; what is told besides makes it a retelling.
        ([chain("Courier", "Moss", evidence="told the Courier")],
         [credit(DerivationKind.INTERVIEW, "Courier", "told the Courier")], {("Courier", (), "interview")}),
        ([chain("Courier", "Moss", evidence="told the Courier"), chain("Courier"),
          chain("Courier", evidence="It fell")],
         [credit(DerivationKind.INTERVIEW, "Courier", "told the Courier")], {("Courier", (), "retelling")}),
        # Whom somebody told in another's account is reached by way of that one.
        ([(*chain("Ledger"), *chain("Courier", "Moss", evidence="told the Courier"))],
         [credit(DerivationKind.INTERVIEW, "Courier", "told the Courier")],
         {("Ledger", (), "quotation"), ("Courier", ("Ledger",), "interview")}),
        # What an agency's copy retells comes by way of the agency.
        ([chain("Courier")], [credit(DerivationKind.REPRINT, "Meridian Press")],
         {("Meridian Press", (), "reprint"), ("Courier", ("Meridian Press",), "quotation")}),
        # An agency that only helped is no such way, nor are two.
        ([chain("Courier")], [credit(DerivationKind.RETELLING, "Meridian Press")],
         {("Meridian Press", (), "retelling"), ("Courier", (), "quotation")}),
        ([chain("Courier")],
         [credit(DerivationKind.REPRINT, "Meridian Press"), credit(DerivationKind.REPRINT, "Ledger")],
         {("Meridian Press", (), "reprint"), ("Ledger", (), "reprint"), ("Courier", (), "quotation")}),
        # A translator stands before what it translates, however much else the article retells.
        ([chain("Ledger", "Varsla", "Moss"), chain("Courier"), chain("Courier", evidence="It fell")],
         [credit(DerivationKind.TRANSLATION, "Ledger")],
         {("Ledger", (), "quotation"), ("Varsla", ("Ledger",), "translation"), ("Courier", (), "retelling")}),
        # The article owes nothing to its own publisher.
        ([chain("Aldery Post", "Moss", evidence="Moss"), chain("Courier")], [], {("Courier", (), "quotation")}),
    ],
)  # fmt: skip
def test_ways(chains: list[Chain], credit_lines: list[Credit], wanted: set[tuple[str, tuple[str, ...], str]]) -> None:
    assert found(chains, credit_lines) == wanted


def test_what_a_publications_reporter_says_comes_from_it() -> None:
    ties = (Affiliation("x", "Moss", "Courier", at("Courier")),)
    assert found([chain("Moss")], [], ties) == {("Courier", (), "interview")}
    assert found([chain("Ledger")], [], ties) == {("Ledger", (), "quotation")}


@pytest.mark.parametrize("publisher", ["Varsla", "Valley Agency Reports, Selk and Land Association", "Varsla (Web)"])
def test_an_outlets_own_dateline_owes_nothing_to_it(publisher: str) -> None:
    line = "Varsla" if publisher.startswith("Varsla") else "VARSLA"
    text = TEXT.replace("Varsla", line)
    annotation = Annotation((), (), (), (), (), (), (Credit(DerivationKind.REPRINT, line, (0, 3), (0, 3)),))
    cited = [chain("Courier")]
    made = derivations(Article("x", "x", text, publisher=publisher), annotation, Resolution((), (), ()), cited, str)
    assert [(d.publication, d.via) for d in made] == [("Courier", ())]


def test_an_inferred_way_says_so() -> None:
    annotation = Annotation((), (), (), (), (), (), ())
    made = derivations(
        Article("x", "x", TEXT), annotation, Resolution((), (), ()), [chain("Courier", stated=False)], lambda name: name
    )
    assert [d.stated for d in made] == [False]
