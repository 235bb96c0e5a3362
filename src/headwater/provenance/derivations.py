"""Credits and chains > derivations: from which publications one article takes, by way of which others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

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
BRACKETS = re.compile(r"\s*\(.*|\s+[-–—]\s.*")
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
Way = tuple[DerivationKind, bool, Span]
TAKEN = (DerivationKind.QUOTATION, DerivationKind.RETELLING, DerivationKind.HAT_TIP)
"""What an agency's copy takes from others, and passes on with itself."""
OFTEN = 2
"""Attributions from which a publication is retold, rather than quoted or asked once."""


def derivations(
    article: Article,
    annotation: Annotation,
    resolution: Resolution,
    chains: Sequence[tuple[Link, ...]],
    known_as: Callable[[str], str],
) -> tuple[Derivation, ...]:
    """One for each publication and way, the article's own publisher left out, also under its initials.

    A publication that is the source of one attribution is quoted, of two or more retold. A translation is of the
    publication whose account its attribution gives, by way of the translator. What an agency's copy retells comes by
    way of the agency.
    """

    own = known_as(LEADING.sub("", article.publisher)) if article.publisher else None
    short = _short_for(article.publisher or "")

    def canonical(name: str) -> str:
        return own if own and name in short else known_as(LEADING.sub("", name))

    agency = _agency(annotation, resolution, canonical, own)
    cited = list(_cited(chains))
    found: dict[Key, list[Way]] = {}
    ways = (
        *_of_chains(cited),
        *_of_reporters(chains, resolution),
        *_of_credits(cited, annotation, resolution, canonical),
    )
    for names, kind, stated, evidence in ways:
        way = [canonical(name) for name in names]
        if agency and agency not in way and kind in TAKEN:
            way = [agency, *way]
        if own not in way and len(set(way)) == len(way):
            found.setdefault((way[-1], tuple(way[:-1])), []).append((kind, stated, evidence))
    return tuple(_derivation(article.id, key, ways) for key, ways in sorted(found.items()))


def _short_for(publisher: str) -> frozenset[str]:
    """What else a publisher is called in its own datelines: its initials, or its name without what follows in brackets
    ("WNS" for the Westland News Service, "CNN" for "CNN (Web News)").
    """
    initials = "".join(word[0] for word in publisher.split() if word[:1].isupper() and word != "The")
    plain = BRACKETS.sub("", publisher)
    return frozenset({initials} if len(initials) > 1 else ()) | {plain, LEADING.sub("", plain)}


def _cited(chains: Sequence[tuple[Link, ...]]) -> Iterator[tuple[list[str], bool, Span]]:
    """Every publication of a chain with those before it: names, whether all are stated, and the last's evidence."""
    for chain in chains:
        links = [link for link in chain if link.type is SourceType.PUBLICATION]
        for end in range(1, len(links) + 1):
            stated = all(link.stated for link in links[:end])
            yield [link.name for link in links[:end]], stated, links[end - 1].evidence


def _of_chains(cited: Sequence[tuple[list[str], bool, Span]]) -> Iterator[tuple[list[str], DerivationKind, bool, Span]]:
    return ((names, DerivationKind.QUOTATION, stated, evidence) for names, stated, evidence in cited)


def _of_reporters(
    chains: Sequence[tuple[Link, ...]], resolution: Resolution
) -> Iterator[tuple[list[str], DerivationKind, bool, Span]]:
    """What its reporter says of a publication's work comes from that publication."""
    speaking = {link.name for chain in chains for link in chain}
    for affiliation in resolution.affiliations:
        if affiliation.person in speaking:
            yield [affiliation.publication], DerivationKind.INTERVIEW, True, affiliation.evidence


def _of_credits(
    cited: Sequence[tuple[list[str], bool, Span]],
    annotation: Annotation,
    resolution: Resolution,
    canonical: Callable[[str], str],
) -> Iterator[tuple[list[str], DerivationKind, bool, Span]]:
    met = {evidence: names for names, _, evidence in reversed(cited)}
    for credit in annotation.credits:
        name = _named(credit, resolution)
        names = [name]
        if credit.kind is DerivationKind.INTERVIEW:
            # Whom somebody told in another publication's account is reached by way of that one.
            names = met.get(credit.evidence, names)
        elif credit.kind is DerivationKind.TRANSLATION:
            translated = _translated([names for names, _, _ in cited], canonical, canonical(name))
            names = [name, translated] if translated else names
        yield names, credit.kind, True, credit.evidence


def _agency(
    annotation: Annotation, resolution: Resolution, canonical: Callable[[str], str], own: str | None
) -> str | None:
    """The one publication whose copy the article runs, by its byline or dateline."""
    lines = {
        canonical(_named(credit, resolution)) for credit in annotation.credits if credit.kind is DerivationKind.REPRINT
    }
    return next(iter(lines)) if len(lines - {own}) == len(lines) == 1 else None


def _named(credit: Credit, resolution: Resolution) -> str:
    """The credited publication under its fuller name in the article: "the Courier" is the Norhaven Courier."""
    for entity in resolution.entities:
        if entity.type == SourceType.PUBLICATION and credit.span in entity.mentions:
            return entity.name
    return credit.name


def _translated(cited: Sequence[list[str]], canonical: Callable[[str], str], translator: str) -> str | None:
    """The publication right behind the translator or, failing that, the one that most attributions pass through."""
    ways = [[canonical(name) for name in names] for names in cited]
    behind = [names[1] for names in ways if len(names) == 2 and names[0] == translator]
    ends = behind or [names[-1] for names in ways if names[-1] != translator]
    return max(sorted(set(ends)), key=ends.count, default=None)


def _derivation(article: str, key: Key, ways: list[Way]) -> Derivation:
    publication, via = key
    kind = min((kind for kind, _, _ in ways), key=STRENGTH.index)
    asked = {span for way, _, span in ways if way is DerivationKind.INTERVIEW}
    told = {span for way, _, span in ways if way in (DerivationKind.QUOTATION, DerivationKind.RETELLING)} - asked
    if kind in (DerivationKind.QUOTATION, DerivationKind.INTERVIEW) and len(told) >= OFTEN:
        kind = DerivationKind.RETELLING
    evidence = tuple(sorted({span for _, _, span in ways}))
    return Derivation(article, publication, via, kind, any(stated for _, stated, _ in ways), evidence)
