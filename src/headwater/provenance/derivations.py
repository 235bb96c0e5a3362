"""Credits and chains > derivations: from which publications one article takes, by way of which others."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from headwater.model import (
    Annotation,
    Article,
    Credit,
    Derivation,
    DerivationKind,
    Link,
    Resolution,
    SourceType,
    Span,
)

LEADING = re.compile(r"^the\s+(?=\S)", re.IGNORECASE)
Key = tuple[str, tuple[str, ...]]
STRENGTH = (
    DerivationKind.REPRINT,
    DerivationKind.TRANSLATION,
    DerivationKind.INTERVIEW,
    DerivationKind.HAT_TIP,
    DerivationKind.RETELLING,
    DerivationKind.QUOTATION,
)
"""Where one publication is credited in several ways, the first of these names the derivation."""


def derivations(
    article: Article,
    annotation: Annotation,
    resolution: Resolution,
    chains: Sequence[tuple[Link, ...]],
    known_as: Callable[[str], str],
) -> tuple[Derivation, ...]:
    """One for each publication and way, the article's own publisher left out.

    A publication that is the source of one attribution is quoted, of two or more retold. A translation is of the
    publication whose account the article retells, by way of the translator.
    """

    def canonical(name: str) -> str:
        return known_as(LEADING.sub("", name))

    own = canonical(article.publisher) if article.publisher else None
    found: dict[Key, list[tuple[DerivationKind, bool, Span]]] = {}

    def add(names: Sequence[str], kind: DerivationKind, stated: bool, evidence: Span) -> None:
        names = [canonical(name) for name in names]
        if own not in names:
            found.setdefault((names[-1], tuple(names[:-1])), []).append((kind, stated, evidence))

    for chain in chains:
        cited = [link for link in chain if link.type is SourceType.PUBLICATION]
        for index in range(len(cited)):
            stated = all(link.stated for link in cited[: index + 1])
            names = [link.name for link in cited[: index + 1]]
            add(names, DerivationKind.QUOTATION, stated, cited[index].evidence)
    speaking = {link.name for chain in chains for link in chain}
    for affiliation in resolution.affiliations:
        if affiliation.person in speaking:
            # What its reporter says of a publication's work comes from that publication.
            add([affiliation.publication], DerivationKind.INTERVIEW, True, affiliation.evidence)
    for credit in annotation.credits:
        name = _named(credit, resolution)
        if credit.kind is not DerivationKind.TRANSLATION:
            add([name], credit.kind, True, credit.evidence)
            continue
        translated = _translated(chains, canonical, canonical(name))
        add([name, translated] if translated else [name], credit.kind, True, credit.evidence)
    return tuple(_derivation(article.id, key, ways) for key, ways in sorted(found.items()))


def _named(credit: Credit, resolution: Resolution) -> str:
    """The credited publication under its fuller name in the article: "the Courier" is the Norhaven Courier."""
    for entity in resolution.entities:
        if entity.type == SourceType.PUBLICATION and credit.span in entity.mentions:
            return entity.name
    return credit.name


def _translated(chains: Sequence[tuple[Link, ...]], canonical: Callable[[str], str], translator: str) -> str | None:
    """The publication that most chains pass through, other than the translator."""
    names = [
        canonical(link.name) for chain in chains for link in chain
        if link.type is SourceType.PUBLICATION and canonical(link.name) != translator
    ]  # fmt: skip
    return max(sorted(set(names)), key=names.count, default=None)


def _derivation(article: str, key: Key, ways: list[tuple[DerivationKind, bool, Span]]) -> Derivation:
    publication, via = key
    kind = min((kind for kind, _, _ in ways), key=STRENGTH.index)
    evidence = tuple(sorted({span for _, _, span in ways}))
    if kind is DerivationKind.QUOTATION and len(evidence) > 1:
        kind = DerivationKind.RETELLING
    return Derivation(article, publication, via, kind, any(stated for _, stated, _ in ways), evidence)
