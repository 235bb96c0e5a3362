"""Who takes from whom: the ways from an article's reader to where its chains end, and what stands on each way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from headwater.export import wording
from headwater.export.index import UNNAMED_TYPES
from headwater.model import Assertion, Derivation, Link, SourceType, Story

ARTICLE = "article"
"""What a node is where it is no source's type."""

_NOWHERE = (0, 0)


@dataclass(frozen=True, slots=True)
class Node:
    """`names` are several where a picture draws several as one; `article` is the id of the one that it is, or stands
    in, or ""."""

    type: str
    names: tuple[str, ...]
    article: str = ""


@dataclass(frozen=True, slots=True)
class Path:
    """A chain of an article, outermost link first, and what comes by it: a claim (its number) or a derivation.

    A publisher that others take from stands between its article and the sources; that link's evidence is empty.
    """

    article: str
    links: tuple[Link, ...]
    claim: int | None = None
    assertion: Assertion | None = None
    derivation: Derivation | None = None


def paths(story: Story) -> Iterator[Path]:
    """Those of the derivations, then those of the claims' assertions."""
    found = [Path(each.article, _links(each), derivation=each) for each in story.derivations]
    found += [
        Path(each.article, each.chain, number, each)
        for number, claim in enumerate(story.claims, 1)
        for each in claim.assertions
    ]
    cited = {link.name for path in found for link in path.links if link.type is SourceType.PUBLICATION}
    publishers = {each.article.id: each.article.publisher for each in story.articles}
    for path in found:
        publisher, links = publishers[path.article], path.links
        if publisher is not None and publisher in cited:
            links = (Link(publisher, SourceType.PUBLICATION, True, _NOWHERE), *links)
        yield Path(path.article, links, path.claim, path.assertion, path.derivation)


def articles(story: Story) -> dict[str, Node]:
    """The node of each article by its id, under the name that tells it from the others."""
    return {key: Node(ARTICLE, (name,), key) for key, name in wording.labels(story.articles).items()}


def steps(path: Path, articles: Mapping[str, Node]) -> Iterator[tuple[Link, Node, Node]]:
    """From the article inwards: each link, whom it is taken from, and who takes it."""
    taker = articles[path.article]
    for link in path.links:
        giver = _node(link, path.article)
        if giver != taker:
            yield link, giver, taker
        taker = giver


def _node(link: Link, article: str) -> Node:
    """An unnamed source is one of its article's; a named one is the same everywhere."""
    return Node(link.type.value, (link.name,), article if link.type in UNNAMED_TYPES else "")


def _links(derivation: Derivation) -> tuple[Link, ...]:
    evidence = derivation.evidence[0] if derivation.evidence else _NOWHERE
    names = (*derivation.via, derivation.publication)
    return tuple(Link(name, SourceType.PUBLICATION, derivation.stated, evidence) for name in names)
