"""Who speaks: the people, bodies and documents at the ends of chains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from headwater.model import Assertion, Link, Place, SourceType
from headwater.provenance.joins import Doubt, Holding, Key, Pair, Side, Tie
from headwater.provenance.lineage import Lineage, once, place
from headwater.provenance.publications import innermost
from headwater.provenance.scope import Scope, in_headline
from headwater.provenance.words import described, may_mean_one, names_nobody, words_of

NAMED = frozenset({SourceType.PERSON, SourceType.ORGANISATION})
UNNAMED = frozenset({SourceType.ANONYMOUS, SourceType.COLLECTIVE})
BEHIND, BESIDE = 10, 5
"""The distance of a name that only says by way of whom: a publication, and somebody who speaks for it."""


def speakers(
    assertions: Sequence[Assertion], lineage: Lineage, scopes: Sequence[Scope], sentences: Mapping[int, Tie]
) -> Side:
    """A named speaker is one wherever he or she is quoted; an unnamed one only where one publication met him or her.
    `sentences`: ties of long sentences that are worded alike.
    """
    holdings = [spoken(assertion, lineage) for assertion in assertions]
    extra = [(i, tie) for i, tie in sentences.items() if not _named(assertions[i])]
    for scope in scopes:
        around = dict(_around(assertions, scope))
        for index in (*scope.above, *around):
            holdings[index] = replace(holdings[index], ties=(), name=None)
        extra += _nested(assertions, around)
        extra += scope.headlines.items()
        extra += _met(assertions, lineage, scope, [index for index in scope.members if index not in around])
        for index, tie in _passed_on(assertions, lineage, scope):
            if _path(assertions[index], lineage)[-1] == tie.publication:
                holdings[index] = replace(holdings[index], ties=())
            extra.append((index, tie))
    for index, tie in extra:
        holdings[index] = replace(holdings[index], ties=(*holdings[index].ties, tie))
    return Side("speaker", tuple(holdings))


def _named(assertion: Assertion) -> bool:
    return bool(assertion.chain) and assertion.chain[-1].type in NAMED


@once
def spoken(assertion: Assertion, lineage: Lineage) -> Holding:
    """Who speaks in one assertion by itself."""
    end = assertion.chain[-1] if assertion.chain else None
    if end is None:
        kind = SourceType.PUBLICATION if assertion.attribution is None else SourceType.UNSPECIFIED
        return Holding(tuple(_voice(assertion, lineage)), None, kind, doubt=_doubt(assertion))
    distance = sum(link.type is SourceType.PUBLICATION for link in assertion.chain)
    distance += BEHIND * (end.type is SourceType.PUBLICATION)
    spoken_for = lineage.spokesperson(assertion.article, end.name)
    distance += BESIDE * (lineage.key(end.name) in lineage.affiliations or spoken_for is not None)
    own = lineage.key(end.name) in lineage.own.get(assertion.article, ())
    name = None if own or names_nobody(end.name) else lineage.called(end.name)
    ties, key = tuple(_cited(assertion, end, lineage)), _name(lineage, end.name)
    # Whoever speaks for a body is known by it.
    return Holding(ties, name, end.type, key, distance, None if spoken_for else _doubt(assertion))


def _voice(assertion: Assertion, lineage: Lineage) -> Iterator[Tie]:
    """What holds together where nobody is cited: the outlet's own voice, and the same words in the same text."""
    article, here = assertion.article, place(assertion.article, assertion.span)
    text = lineage.text(article)
    yield Tie(
        ("words", f"{text} {' '.join(words_of(assertion.text))}"), "has the same words", "have the same words", here
    )
    if assertion.attribution is not None:
        key = "attribution", f"{article} {assertion.attribution}"
        yield Tie(key, "stands in the same quotation", "stand in one quotation", here)
        return
    yield Tie(("voice", text), "is in the article’s own voice", "are in one article’s own voice", here)
    name = innermost(assertion, lineage)
    if name:
        yield Tie(_name(lineage, name), f"is {name}’s own word", f"are {name}’s own word", here)


def _cited(assertion: Assertion, end: Link, lineage: Lineage) -> Iterator[Tie]:
    article, where = assertion.article, Place(assertion.article, end.evidence)
    cites, cite = f"cites {end.name}", f"cite {end.name}"
    spoken_for = lineage.spokesperson(article, end.name)
    if spoken_for:
        body = lineage.called(spoken_for.body)
        one, both = f"{cites}, who speaks for {body}", f"cite people who speak for {body}"
        yield Tie(_name(lineage, body), one, both, Place(spoken_for.article, spoken_for.evidence))
    if end.type in UNNAMED or (end.type is SourceType.DOCUMENT and not described(end.name)[1]):
        key = ("mention", f"{lineage.text(article)} {end.evidence} {end.name.casefold()}")
        yield Tie(key, cites, cite, where)
        text = f"{lineage.text(article)} {' '.join(words_of(assertion.text))}"
        yield Tie(("words", text), "has the same words", "have the same words", place(article, assertion.span))
        return
    yield Tie(_name(lineage, end.name), cites, cite, where)
    for affiliation in lineage.affiliations.get(lineage.key(end.name), ()):
        name = affiliation.publication
        evidence = Place(affiliation.article, affiliation.evidence)
        yield Tie(
            _name(lineage, name), f"{cites}, who speaks for {name}", f"cite people who speak for {name}", evidence
        )


def _name(lineage: Lineage, name: str) -> Key:
    return "name", lineage.key(name)


# -- one claim --------------------------------------------------------------------------------------------------------


def _around(assertions: Sequence[Assertion], scope: Scope) -> Iterator[Pair]:
    """Assertions, each with one inside it whose chain goes on from its own: the ministry said that it was told by Y."""
    chained: dict[str, list[int]] = defaultdict(list)
    for index in scope.members:
        if assertions[index].chain:
            chained[assertions[index].article].append(index)
    for indices in chained.values():
        for index in indices:
            outer = assertions[index]
            size = len(outer.chain)
            inner = [i for i in indices if len(assertions[i].chain) > size and _starts(assertions[i], outer)]
            if inner and outer.chain[-1].type is not SourceType.PUBLICATION:
                yield index, max(inner, key=lambda i: (len(assertions[i].chain), -i))


def _starts(inner: Assertion, outer: Assertion) -> bool:
    same = all(one.name == other.name for one, other in zip(outer.chain, inner.chain, strict=False))
    return same and any(one[0] < other[1] and other[0] < one[1] for one in inner.span for other in outer.span)


def _nested(assertions: Sequence[Assertion], around: Mapping[int, int]) -> Iterator[tuple[int, Tie]]:
    for index, inner in around.items():
        name, end = assertions[index].chain[-1].name, assertions[inner].chain[-1].name
        for i, one in ((index, f"has {name} pass on {end}"), (inner, f"is what {name} was told by {end}")):
            where = Place(assertions[i].article, assertions[i].chain[-1].evidence)
            yield i, Tie(("nested", f"{inner}"), one, f"pass on {end}", where)


def _met(
    assertions: Sequence[Assertion], lineage: Lineage, scope: Scope, members: Sequence[int]
) -> Iterator[tuple[int, Tie]]:
    """Ties of unnamed speakers, and of documents, that one publication met: "the harbour official" whom one article
    quotes is "a senior harbour official" of another one if both have him from the Courier.
    """
    by_publication: dict[tuple[str, SourceType], list[int]] = defaultdict(list)
    for index in members:
        end = assertions[index].chain[-1] if assertions[index].chain else None
        met = innermost(assertions[index], lineage)
        if end and met and end.type in (*UNNAMED, SourceType.DOCUMENT):
            by_publication[lineage.key(met), end.type].append(index)
    for (publication, type_), indices in sorted(by_publication.items()):
        for group in _fullest_first(assertions, lineage, indices):
            for index in group if len(group) > 1 else ():
                fullest, end = assertions[group[0]].chain[-1], assertions[index].chain[-1]
                met = innermost(assertions[index], lineage)
                key = ("met", f"{scope.number} {publication} {type_} {group[0]}")
                one, both = f"cites {met}’s {end.name}", f"cite {met}’s {fullest.name}"
                yield index, Tie(key, one, both, Place(assertions[index].article, end.evidence))


def _fullest_first(assertions: Sequence[Assertion], lineage: Lineage, indices: Sequence[int]) -> list[list[int]]:
    """Groups of those who may be one, each under its fullest description. Two whom one text tells apart stay apart, but
    for its headline, which comes before anybody is described.
    """
    groups: list[list[int]] = []
    told: list[dict[str, tuple[object, str]]] = []
    for index in sorted(indices, key=lambda i: -len(words_of(assertions[i].chain[-1].name))):
        assertion, end = assertions[index], assertions[index].chain[-1]
        text, mention = lineage.text(assertion.article), (end.evidence, end.name)
        above = in_headline(assertion, lineage)
        for group, here in zip(groups, told, strict=True):
            first = assertions[group[0]].chain[-1]
            same_document = end.type is SourceType.DOCUMENT and described(end.name)[0] == described(first.name)[0]
            apart = not above and here.get(text, mention) != mention
            if (same_document or may_mean_one(end.name, first.name)) and not apart:
                group.append(index)
                here |= {} if above else {text: mention}
                break
        else:
            groups.append([index])
            told.append({} if above else {text: mention})
    return groups


def _passed_on(assertions: Sequence[Assertion], lineage: Lineage, scope: Scope) -> Iterator[tuple[int, Tie]]:
    """Ties of what ends at a publication to what leads on from there, unless that one says it in its own voice."""
    leading: dict[str, list[int]] = defaultdict(list)
    ending: dict[str, list[int]] = defaultdict(list)
    own = set()
    for index in scope.members:
        assertion = assertions[index]
        if assertion.attribution is None:
            own |= {lineage.key(innermost(assertion, lineage) or "")} if index not in scope.above else set()
        if not assertion.chain:
            continue
        *through, end = _path(assertion, lineage)
        for key in through:
            leading[key].append(index)
        ending[end].append(index)
    for key, indices in sorted(ending.items()):
        for index in indices if key and key not in own else ():
            further = [i for i in leading.get(key, ()) if i != index]
            if further:
                name, end = _by_way_of(assertions[index], lineage), assertions[further[0]].chain[-1].name
                for i, one in ((index, f"ends at {name}"), (further[0], f"has it through {name} from {end}")):
                    where = place(assertions[i].article, assertions[i].span)
                    yield i, Tie(("led on", f"{scope.number} {key}"), one, f"lead to {name}", where, key)


def _by_way_of(assertion: Assertion, lineage: Lineage) -> str:
    """The publication at which a chain ends, or for which the one who speaks there speaks."""
    end = assertion.chain[-1]
    spoken = lineage.affiliations.get(lineage.key(end.name), ())
    return spoken[0].publication if spoken and end.type is not SourceType.PUBLICATION else end.name


def _path(assertion: Assertion, lineage: Lineage) -> list[str]:
    """Keys of the outlet, of the publications in the chain and, if somebody else speaks at its end, of "" for that one.

    Somebody who speaks for a publication is that publication, and what translates one is what it translates.
    """
    publisher = lineage.publisher(assertion.article)
    path = [lineage.key(publisher)] if publisher else []
    for link in assertion.chain:
        spoken = lineage.affiliations.get(lineage.key(link.name), ())
        if link.type is SourceType.PUBLICATION:
            path.append(lineage.key(link.name))
            path += _translated(path[-1], lineage)
        elif spoken:
            path.append(lineage.key(spoken[0].publication))
        else:
            path.append("")
    return path


def _translated(publication: str, lineage: Lineage) -> list[str]:
    """The key of the one publication that another one (a key) translates."""
    found = {lineage.key(derivation.publication) for derivation in lineage.translations.get(publication, ())}
    return list(found) if len(found) == 1 else []


# -- what it may rest on ----------------------------------------------------------------------------------------------


def _doubt(assertion: Assertion) -> Doubt | None:
    """Why it may be somebody else who speaks. An unnamed person is no document."""
    here = place(assertion.article, assertion.span)
    end = assertion.chain[-1] if assertion.chain else None
    if assertion.attribution is None:
        return Doubt("one is in an article’s own voice, which may rest on what the other rests on", here, rank=1)
    if end is None:
        return Doubt("one gives no source, and may rest on what the other rests on", here, rank=1)
    where = Place(assertion.article, end.evidence)
    if end.type is SourceType.PUBLICATION:
        return Doubt(f"{end.name} may rest on what the other rests on", where, rank=1)
    if end.type is SourceType.COLLECTIVE:
        return Doubt(f"“{end.name}” names nobody, and may include what the other rests on", where, rank=1)
    if end.type is SourceType.ANONYMOUS:
        reason = f"“{end.name}” is not named, and may be who the other rests on"
        return Doubt(reason, where, never=frozenset({SourceType.DOCUMENT}))
    return None
