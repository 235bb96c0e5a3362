"""Who vouches: the publications that assertions are taken from, or else the outlets that print them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import dropwhile

from headwater.model import Assertion, Link, Place, SourceType
from headwater.provenance.joins import Doubt, Holding, Key, Side, Tie
from headwater.provenance.lineage import Lineage, once, place
from headwater.provenance.scope import Scope
from headwater.provenance.words import before, settings, words_of

VAGUE = (SourceType.COLLECTIVE, SourceType.UNSPECIFIED)


def publications(
    assertions: Sequence[Assertion],
    lineage: Lineage,
    scopes: Sequence[Scope],
    sentences: Mapping[int, Tie],
    *,
    whole: bool,
) -> Side:
    """An outlet that cites a speaker or a document itself counts as itself; one that credits another publication, or is
    taken from it as a whole, counts as that one. `sentences`: ties of long sentences that are worded alike. Over a
    `whole` story unnamed media count with the article that cites them, for they may be any of the others.
    """
    holdings = [vouched(assertion, lineage, media=not whole) for assertion in assertions]
    for index, tie in sentences.items():
        if assertions[index].attribution is None:
            holdings[index] = replace(holdings[index], ties=(*holdings[index].ties, tie))
    for scope in scopes:
        for index in scope.above:
            holdings[index] = replace(holdings[index], ties=(), name=None)
        for index, doubt in _own_word(assertions, lineage, scope):
            holdings[index] = replace(holdings[index], doubt=holdings[index].doubt or doubt)
        for index, tie in (*_passed_on(assertions, lineage, scope), *scope.headlines.items()):
            # Who passes it on does not vouch for it.
            kept = (held for held in holdings[index].ties if held.key != ("publication", tie.publication))
            holdings[index] = replace(holdings[index], ties=(*kept, tie))
    return Side("publication", tuple(holdings))


@once
def vouched(assertion: Assertion, lineage: Lineage, *, media: bool) -> Holding:
    """Who vouches for one assertion by itself; unnamed `media` count as themselves, or with their article."""
    name, ties = _vouching(assertion, lineage, media=media)
    roots = lineage.roots.get(assertion.article, ())
    return Holding(
        tuple(ties),
        lineage.called(name) if name else None,
        SourceType.PUBLICATION,
        _publication(lineage, name) if name else None,
        doubt=_doubt(assertion, lineage),
        prefers=frozenset(_publication(lineage, root.publication) for root in roots),
    )


@once
def credited(assertion: Assertion, lineage: Lineage) -> list[Link]:
    """The publications in the chain, outermost first, without those at its beginning that run the article's text."""
    links = [link for link in assertion.chain if link.type is SourceType.PUBLICATION]
    own = lineage.own.get(assertion.article, frozenset())
    return list(dropwhile(lambda link: lineage.key(link.name) in own, links))


def outlet(assertion: Assertion, lineage: Lineage) -> str | None:
    """Whose word it is where the assertion credits no publication."""
    whole = lineage.whole.get(assertion.article)
    return whole.publication if whole else lineage.publisher(assertion.article)


def innermost(assertion: Assertion, lineage: Lineage) -> str | None:
    """The last publication that an assertion passed through, by name."""
    links = credited(assertion, lineage)
    return links[-1].name if links else outlet(assertion, lineage)


def _vouching(assertion: Assertion, lineage: Lineage, *, media: bool) -> tuple[str | None, list[Tie]]:
    """The name of who vouches, and all publications that the assertion certainly shares with others."""
    article = assertion.article
    ties = [*_credits(assertion, lineage), *_speakers_for(assertion, lineage)]
    links = credited(assertion, lineage)
    if links:
        return links[-1].name, ties
    here = place(article, assertion.span)
    if media and _press(assertion):
        link = assertion.chain[-1]
        key = ("press", f"{lineage.text(article)} {link.name.casefold()}")
        return link.name, [*ties, Tie(key, f"comes from {link.name}", f"come from {link.name}", here)]
    ties.append(Tie(("article", article), "stands in the article", "stand in one article that vouches for them", here))
    if article in lineage.texts:
        text = ("text", lineage.text(article))
        ties.append(Tie(text, "runs the same text", "stand in articles that run the same text", here))
    whole, publisher = lineage.whole.get(article), lineage.publisher(article)
    if whole:
        name = whole.publication
        one = f"stands in an article that is taken from {name} as a whole"
        both = f"stand in articles that are taken from {name} as a whole"
        ties.append(Tie(_publication(lineage, name), one, both, place(article, whole.evidence)))
        return name, ties
    if publisher:
        key = _publication(lineage, publisher)
        ties.append(Tie(key, f"was published by {publisher}", f"were published by {publisher}", here))
    return publisher, ties


def _publication(lineage: Lineage, name: str) -> Key:
    return "publication", lineage.key(name)


def _credits(assertion: Assertion, lineage: Lineage) -> Iterator[Tie]:
    for link in credited(assertion, lineage):
        where = Place(assertion.article, link.evidence)
        yield Tie(_publication(lineage, link.name), f"retells {link.name}", f"retell {link.name}", where)
        for derivation in lineage.translations.get(lineage.key(link.name), ()):
            name = derivation.publication
            one = f"comes from {link.name}, which translates {name}"
            yield Tie(_publication(lineage, name), one, f"come from translations of {name}", where)


def _speakers_for(assertion: Assertion, lineage: Lineage) -> Iterator[Tie]:
    for link in assertion.chain:
        for affiliation in lineage.affiliations.get(lineage.key(link.name), ()):
            name = affiliation.publication
            one = f"quotes {link.name}, who speaks for {name}"
            where = Place(affiliation.article, affiliation.evidence)
            yield Tie(_publication(lineage, name), one, f"quote people who speak for {name}", where, name=name)


def _passed_on(assertions: Sequence[Assertion], lineage: Lineage, scope: Scope) -> Iterator[tuple[int, Tie]]:
    """Ties of what is taken from a publication to that publication's own article, where that one has it from others."""
    printed = _printed(assertions, lineage, scope)
    for index in scope.members:
        name = innermost(assertions[index], lineage) or ""
        key = lineage.key(name)
        behind = _retold(index, printed.get(key, ()), assertions, lineage)
        vouched = any(
            lineage.key(innermost(assertions[i], lineage) or "") == key for i in (index, *behind) if i in printed[key]
        )
        if behind and not vouched:
            source = innermost(assertions[behind[0]], lineage)
            for i, one in ((index, f"retells {name}"), (behind[0], f"is {name}’s own, which has it from {source}")):
                where = place(assertions[i].article, assertions[i].span)
                yield i, Tie(("passed on", f"{scope.number} {key}"), one, f"retell {name}", where, key)


def _own_word(assertions: Sequence[Assertion], lineage: Lineage, scope: Scope) -> Iterator[tuple[int, Doubt]]:
    """What retells a publication that says it in its own voice, and so may rest on whatever that voice rests on."""
    printed = _printed(assertions, lineage, scope)
    for index in scope.members:
        links = credited(assertions[index], lineage)
        behind = _retold(index, printed.get(lineage.key(links[-1].name), ()), assertions, lineage) if links else []
        if any(assertions[i].attribution is None for i in behind):
            name, where = links[-1].name, Place(assertions[index].article, links[-1].evidence)
            reason = f"one retells {name}, which says it in its own voice, and may rest on what the other rests on"
            yield index, Doubt(reason, where, rank=1)


def _printed(assertions: Sequence[Assertion], lineage: Lineage, scope: Scope) -> Mapping[str, Sequence[int]]:
    """What each publication has of the claim in its own articles, headlines of what stands below them aside."""
    printed: dict[str, list[int]] = defaultdict(list)
    for index in scope.members:
        publisher = lineage.publisher(assertions[index].article)
        if publisher and index not in scope.above:
            printed[lineage.key(publisher)].append(index)
    return printed


def _retold(index: int, printed: Sequence[int], assertions: Sequence[Assertion], lineage: Lineage) -> list[int]:
    """What an assertion may retell of what other articles printed: what had come out by then or, if nothing had, all
    of it.
    """
    here = assertions[index].article
    others = [i for i in printed if assertions[i].article != here]
    when = lineage.published(here)
    return [i for i in others if not before(when, lineage.published(assertions[i].article))] or others


# -- what it may rest on ----------------------------------------------------------------------------------------------


def _doubt(assertion: Assertion, lineage: Lineage) -> Doubt | None:
    """Why the assertion may rest on a publication that it does not credit."""
    if credited(assertion, lineage):
        return None
    here = place(assertion.article, assertion.span)
    end = assertion.chain[-1] if assertion.chain else None
    if assertion.attribution is None:
        roots = lineage.roots.get(assertion.article, ())
        if len(roots) == 1 and assertion.article not in lineage.whole:
            reason = f"one is in the own voice of an article that retells {roots[0].publication}"
            return Doubt(f"{reason}, and may rest on it", place(assertion.article, roots[0].evidence), rank=1)
        return Doubt("one is in an article’s own voice, which may rest on what the other rests on", here)
    if end is None:
        return Doubt("one gives no source, and may rest on what the other rests on", here)
    if end.type in VAGUE:
        reason = f"“{end.name}” names nobody, and may include what the other rests on"
        return Doubt(reason, Place(assertion.article, end.evidence))
    return _unmarked(assertion, lineage)


def _unmarked(assertion: Assertion, lineage: Lineage) -> Doubt | None:
    """What an article quotes may come from one that it shares wording with, or credits for more than a sentence."""
    partial = lineage.partial.get(assertion.article, ())
    if not partial or _heard_itself(assertion, lineage):
        return None
    on = {_publication(lineage, d.publication) for d in partial} | {("article", d.parent) for d in partial if d.parent}
    names = " and ".join(sorted({d.publication for d in partial}))
    reason = f"one stands in an article that takes from {names} without saying what"
    return Doubt(reason, place(assertion.article, partial[0].evidence), frozenset(on))


def _heard_itself(assertion: Assertion, lineage: Lineage) -> bool:
    """Did the source speak to this very outlet ("told the Courier")?"""
    return assertion.attribution in lineage.heard.get(assertion.article, ())


def _press(assertion: Assertion) -> bool:
    """Is it from unnamed publications ("foreign media", "press reports")?"""
    end = assertion.chain[-1] if assertion.chain else None
    if end is None or end.type is not SourceType.COLLECTIVE:
        return False
    words = words_of(end.name)
    pairs = {" ".join(words[i : i + 2]) for i in range(len(words))}
    return bool({words[-1:][0] if words else "", *pairs} & set(settings()["press"]["nouns"]))
