"""On how many origins a claim stands: which assertions share one, why, and what is left to count.

Publications are those that vouch: the outermost one that an article credits (translators aside), or else the article's
own. Speakers are the people, bodies and documents at the ends of chains. Each is counted as a range. The high end
counts what is left when every certain join is made. The low end also makes the possible ones: what names no origin (own
voice, "reportedly", an unnamed speaker, a collective such as "foreign media") may stand on one that is named, so it
adds nothing for sure; but it never makes two named ones into one. A collective names no publication and so vouches for
nothing: its assertion counts with the article that it is in, and only among the speakers does it widen the range.

Joins are given as stars (each assertion to the first that has the same origin), so that their number is linear.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from headwater.model import Assertion, Count, Join, Link, Place, SourceType
from headwater.provenance.lineage import Lineage, alike, components, folded, place, words_of

NAMED = frozenset({SourceType.PERSON, SourceType.ORGANISATION, SourceType.DOCUMENT})

# An own sentence of fewer words may be worded alike by chance.
LONG_SENTENCE = 12

Pair = tuple[int, int]
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Origins:
    """What assertions stand on, and the joins that the counts follow from, certain ones first."""

    joins: tuple[Join, ...]
    publications: Count
    speakers: Count


@dataclass(frozen=True, slots=True)
class _Tie:
    """An assertion's hold on an origin (`key`) that others may hold too, in words for one holder and for two."""

    key: Key
    name: str | None
    one: str
    both: str
    evidence: Place


def origins(assertions: Sequence[Assertion], lineage: Lineage, exclude: Collection[Pair] = ()) -> Origins:
    """Joins and counts for the assertions of a claim, or of a whole story; joins hold indices into `assertions`.

    `exclude` holds the pairs of joins that a person has switched off; the counts follow. A loop (A credits B, B credits
    A) counts once and is told in the reasons of its joins.
    """
    order = sorted(
        range(len(assertions)), key=lambda i: (assertions[i].article, assertions[i].span, assertions[i].text)
    )
    switched_off = {(min(pair), max(pair)) for pair in exclude}
    sentences = _same_sentences(assertions, order)
    publications = _Side(
        ties=[[*_vouching(a, lineage), *sentences.get(i, ())] for i, a in enumerate(assertions)],
        vague=[_vouches_vaguely(a, lineage) for a in assertions],
        derived=_derived(lineage),
    )
    speakers = _Side(
        ties=[[*_speaking(a, lineage), *sentences.get(i, ())] for i, a in enumerate(assertions)],
        vague=[not a.chain or a.chain[-1].type not in NAMED for a in assertions],
        derived=frozenset(),
    )
    joins: dict[tuple[bool, Pair, str], Join] = {}
    counts = []
    for side in (publications, speakers):
        certain = [j for j in _certain(side, order, lineage) if j.assertions not in switched_off]
        possible = list(_possible(side, certain, assertions, order, switched_off))
        counts.append(count(len(assertions), certain + possible, _names(side, certain)))
        joins.update({(not j.certain, j.assertions, j.reason): j for j in certain + possible})
    return Origins(tuple(joins[key] for key in sorted(joins)), *counts)


def count(size: int, joins: Iterable[Join], names: tuple[str, ...] = ()) -> Count:
    """How many origins `size` assertions stand on: components over all joins, and over the certain ones alone."""
    joins = tuple(joins)
    low = components(size, (j.assertions for j in joins))
    high = components(size, (j.assertions for j in joins if j.certain))
    return Count(len(low), len(high), names)


@dataclass(frozen=True, slots=True)
class _Side:
    """Publications or speakers: each assertion's ties, and whether it names no origin of this kind."""

    ties: list[list[_Tie]]
    vague: list[bool]
    derived: frozenset[str]


# -- who vouches ------------------------------------------------------------------------------------------------------


def _vouching(assertion: Assertion, lineage: Lineage) -> Iterator[_Tie]:
    article = assertion.article
    credited = _credited(assertion, lineage)
    for link in credited:
        where = Place(article, link.evidence)
        yield _publication(link.name, f"retells {link.name}", where)
        for derivation in lineage.carriers.get(folded(link.name), ()):
            passed = f"comes from {link.name}, which passes on {derivation.publication}"
            yield _publication(derivation.publication, passed, where)
    for link in assertion.chain:
        for affiliation in lineage.affiliations.get(folded(link.name), ()):
            spoken = f"quotes {link.name}, who speaks for {affiliation.publication}"
            yield _publication(affiliation.publication, spoken, Place(affiliation.article, affiliation.evidence))
    if credited:
        return
    here = place(article, assertion.span)
    yield _Tie(("article", article), None, "stands in the article", "stand in one article that vouches for them", here)
    copy = lineage.copies.get(article)
    if copy:
        yield _Tie(("copy", copy), None, "runs the same text", "stand in articles that run the same text", here)
    publisher = lineage.publisher(article)
    if publisher:
        yield _publication(publisher, f"was published by {publisher}", here, f"were published by {publisher}")
    roots = lineage.roots.get(article, ())
    if len(roots) == 1:
        name = roots[0].publication
        where = place(article, roots[0].evidence)
        yield _publication(
            name, f"stands in an article that retells {name}", where, f"stand in articles that retell {name}"
        )


def _publication(name: str, one: str, where: Place, both: str | None = None) -> _Tie:
    return _Tie(("publication", folded(name)), name, one, both or f"retell {name}", where)


def _credited(assertion: Assertion, lineage: Lineage) -> list[Link]:
    """The publications in the chain, without the article's own and without those that only pass on a later one."""
    own = folded(lineage.publisher(assertion.article) or "")
    links = [x for x in assertion.chain if x.type is SourceType.PUBLICATION and folded(x.name) != own]
    names = [folded(link.name) for link in links]
    return [
        link
        for position, link in enumerate(links)
        if not any(
            folded(derivation.publication) in names[position + 1 :]
            for derivation in lineage.carriers.get(folded(link.name), ())
        )
    ]


def _vouches_vaguely(assertion: Assertion, lineage: Lineage) -> bool:
    """Is it the article's own word, which may rest on any publication, rather than somebody it cites?"""
    if _credited(assertion, lineage):
        return False
    several = len(lineage.roots.get(assertion.article, ())) > 1
    ends = {link.type for link in assertion.chain[-1:]}
    return several or not ends or bool(ends & {SourceType.COLLECTIVE, SourceType.UNSPECIFIED})


def _derived(lineage: Lineage) -> frozenset[str]:
    """Publications known to pass on others: a name for a component only if there is no other."""
    retelling = (folded(lineage.publisher(article) or "") for article, roots in lineage.roots.items() if roots)
    return frozenset({*retelling, *lineage.carriers})


# -- who speaks -------------------------------------------------------------------------------------------------------


def _speaking(assertion: Assertion, lineage: Lineage) -> Iterator[_Tie]:
    article = assertion.article
    group = lineage.copies.get(article, article)
    here = place(article, assertion.span)
    end = assertion.chain[-1] if assertion.chain else None
    if end and (end.type in NAMED or end.type is SourceType.PUBLICATION):
        yield _Tie(("name", folded(end.name)), end.name, f"cites {end.name}", f"cite {end.name}", _at(article, end))
        for affiliation in lineage.affiliations.get(folded(end.name), ()):
            name = affiliation.publication
            spoken = f"cites {end.name}, who speaks for {name}"
            evidence = Place(affiliation.article, affiliation.evidence)
            yield _Tie(("name", folded(name)), name, spoken, f"cite people who speak for {name}", evidence)
        return
    same_words = f"{group} {' '.join(words_of(assertion.text))}"
    yield _Tie(("words", same_words), None, "has the same words", "stand word for word in the same text", here)
    if end:
        mention = f"{article} {end.evidence} {folded(end.name)}"
        yield _Tie(("mention", mention), None, "", f"come from one speaker, {end.name}", _at(article, end))
    elif assertion.attribution is None:
        yield _Tie(("voice", group), None, "", "are in one article's own voice", here)


def _at(article: str, link: Link) -> Place:
    return Place(article, link.evidence)


def _same_sentences(assertions: Sequence[Assertion], order: Sequence[int]) -> dict[int, list[_Tie]]:
    """Ties of long sentences in articles' own voice that are worded alike."""
    own = [i for i in order if assertions[i].attribution is None]
    own = [i for i in own if len(words_of(assertions[i].text)) >= LONG_SENTENCE]
    found: dict[int, list[_Tie]] = {}
    pairs = [(own[one], own[other]) for one, other in alike([assertions[i].text for i in own])]
    for group in components(len(assertions), pairs):
        for index in group if len(group) > 1 else ():
            assertion = assertions[index]
            key = min(f"{assertions[i].article} {assertions[i].span}" for i in group)
            here = place(assertion.article, assertion.span)
            found[index] = [_Tie(("sentence", key), None, "has the same sentence", "use nearly the same words", here)]
    return found


# -- joins ------------------------------------------------------------------------------------------------------------


def _certain(side: _Side, order: Sequence[int], lineage: Lineage) -> Iterator[Join]:
    """Each assertion joined to the first that holds the same key; one join a pair, for the first reason."""
    holders: dict[Key, list[tuple[int, _Tie]]] = defaultdict(list)
    for index in order:
        own: dict[Key, _Tie] = {}
        for tie in side.ties[index]:
            own.setdefault(tie.key, tie)
        for key, tie in own.items():
            holders[key].append((index, tie))
    joined: set[Pair] = set()
    for key in sorted(holders, key=lambda k: (k[0] != "publication", k)):
        hub, first = holders[key][0]
        for index, tie in holders[key][1:]:
            pair = (min(hub, index), max(hub, index))
            if pair not in joined:
                joined.add(pair)
                evidence = tuple(dict.fromkeys((first.evidence, tie.evidence)))
                yield Join(pair, True, _reason(first, tie, lineage), evidence)


def _reason(first: _Tie, second: _Tie, lineage: Lineage) -> str:
    same = _without_article(first.one) == _without_article(second.one)
    reason = f"both {first.both}" if same else f"one {first.one}, the other {second.one}"
    circle = lineage.circles.get(first.key[1], ()) if first.key[0] == "publication" else ()
    if circle:
        reason += f" ({' and '.join(circle)} credit one another)"
    return reason


def _without_article(phrase: str) -> list[str]:
    return [word for word in words_of(phrase) if word != "the"]


def _possible(
    side: _Side, certain: Sequence[Join], assertions: Sequence[Assertion], order: Sequence[int], off: set[Pair]
) -> Iterator[Join]:
    """Each group that names no origin, joined to one that does (best one in the same article), or else to the first."""
    rank = {index: position for position, index in enumerate(order)}
    groups = [sorted(g, key=rank.__getitem__) for g in components(len(assertions), (j.assertions for j in certain))]
    groups.sort(key=lambda group: rank[group[0]])
    vague = [group for group in groups if all(side.vague[i] for i in group)]
    named = [group for group in groups if not all(side.vague[i] for i in group)]
    partners = named or vague[:1]
    nearby: dict[str, dict[int, int]] = defaultdict(dict)
    for number, group in enumerate(partners):
        for index in group:
            nearby[assertions[index].article].setdefault(number, index)
    for group in vague if named else vague[1:]:
        ruled_out: set[int] = set()
        for number, index, partner in _partners(group, partners, nearby, assertions):
            pair = (min(index, partner), max(index, partner))
            if pair in off:
                ruled_out.add(number)
            elif number not in ruled_out:
                yield Join(pair, False, _doubt(assertions[index]), (_standing(assertions[index]),))
                break


def _partners(
    group: Sequence[int],
    partners: Sequence[Sequence[int]],
    nearby: Mapping[str, Mapping[int, int]],
    assertions: Sequence[Assertion],
) -> Iterator[tuple[int, int, int]]:
    """Groups (numbers) that `group` may rest on, with the two assertions to join: those in its articles first."""
    for index in group:
        for number, partner in nearby.get(assertions[index].article, {}).items():
            yield number, index, partner
    for number, other in enumerate(partners):
        yield number, group[0], other[0]


def _doubt(assertion: Assertion) -> str:
    if assertion.attribution is None:
        return "one is in an article's own voice, which may rest on what the other rests on"
    if not assertion.chain:
        return "one gives no source, and may rest on what the other rests on"
    end = assertion.chain[-1]
    if end.type is SourceType.PUBLICATION:
        return f"{end.name} may rest on what the other rests on"
    if end.type is SourceType.COLLECTIVE:
        return f"“{end.name}” names nobody, and may include what the other rests on"
    return f"“{end.name}” is not named, and may be who the other rests on"


def _standing(assertion: Assertion) -> Place:
    return _at(assertion.article, assertion.chain[-1]) if assertion.chain else place(assertion.article, assertion.span)


# -- counting ---------------------------------------------------------------------------------------------------------


def _names(side: _Side, certain: Iterable[Join]) -> tuple[str, ...]:
    """One name for each group that has one: of those that retell no other, the one that most of the group rests on."""
    names = []
    for group in components(len(side.ties), (j.assertions for j in certain)):
        held = Counter(key for i in group for key in {t.key for t in side.ties[i] if t.name})
        first_hand = {key: n for key, n in held.items() if key[1] not in side.derived} or held
        if first_hand:
            best = min(first_hand, key=lambda key: (-first_hand[key], key))
            names.append(min(t.name for i in group for t in side.ties[i] if t.key == best and t.name))
    return tuple(sorted(set(names)))
