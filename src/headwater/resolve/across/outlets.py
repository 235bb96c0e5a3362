"""Publications of a set under one name, wherever its articles name them: in full, and whoever publishes one of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import lru_cache

from headwater.model import (
    Affiliation,
    Attribution,
    Derivation,
    DerivationKind,
    Entity,
    Link,
    Reading,
    SourceType,
    Span,
)
from headwater.resolve.affiliations import OUTLET, PERSON, Part, stated
from headwater.resolve.lexicon import load
from headwater.resolve.names.naming import LEADING
from headwater.spans import InOrder

MAYBE = (SourceType.ORGANISATION, SourceType.PERSON, SourceType.ANONYMOUS, SourceType.UNSPECIFIED)
"""What an outlet's name may be taken for by who reads one article alone."""
PUBLICATION = SourceType.PUBLICATION.value
LISTED = (SourceType.ORGANISATION, SourceType.PERSON, PUBLICATION, "place")
"""What an outlet may stand in the index of one article as."""
LEAD = 500
"""Characters at the beginning of an article that hold its dateline."""
OFTEN = 2
"""Places from which an outlet is retold, rather than quoted."""


def known_outlets(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings with the publishers of all, and the publications that any of them cites, known as such to all.

    An attribution to one of them is to a publication, and where one tells something ("as Bay FM revealed", "a letter
    shown by Bay FM"), the article takes from it. Nobody takes from the outlet that publishes the article itself.
    """
    names = outlet_names(readings)
    return tuple(with_outlets(reading, names) for reading in readings)


def with_outlets(reading: Reading, names: Mapping[str, str]) -> Reading:
    """The reading with the outlets of these names known as such."""
    return _known(reading, names, _pattern(tuple(sorted(names))))


def unnamed(before: Mapping[str, str], after: Mapping[str, str]) -> Callable[[Reading], bool]:
    """Whether a reading names no outlet that is known otherwise after than before, so that it stays as it is."""
    # A name may be written with a capital "The": what stands beside that has to be there in any case.
    told = {max(name.split("the "), key=len) for name in _differing(before, after)}
    return lambda reading: not any(part in reading.article.text for part in told)


def _differing(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def outlet_names(readings: Iterable[Reading]) -> dict[str, str]:
    """How an outlet may be written, with its name: in full, and after "the" by its last word, if no other ends so; an
    agency also by the initials of its own datelines.
    """
    full: dict[str, str] = {}
    cited: set[str] = set()
    for reading in readings:
        if reading.article.publisher:
            full.setdefault(_plain(reading.article.publisher), _plain(reading.article.publisher))
            if initials := _dateline(reading):
                full.setdefault(initials, _plain(reading.article.publisher))
        cited.update(d.publication for d in reading.derivations)
    for name in sorted(cited):
        if len(name.split()) > 1 and name[:1].isupper():
            full.setdefault(_plain(name), _plain(name))
    last: dict[str, set[str]] = {}
    for name in full.values():
        words = name.split()
        if len(words) > 1 and words[-1][:1].isupper():
            last.setdefault(words[-1], set()).add(name)
    short = {f"the {word}": meant.pop() for word, meant in last.items() if len(meant) == 1 and word not in full}
    return short | full


def _dateline(reading: Reading) -> str | None:
    """The initials of an article's outlet, if it begins with them in brackets: "CORVANE (WNS) - "."""
    initials = _initials(_plain(reading.article.publisher or ""))
    return initials if len(initials) > 2 and f"({initials})" in reading.article.text[:LEAD] else None


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[:1].isupper())


def _plain(name: str) -> str:
    return LEADING.sub("", " ".join(name.split()))


@lru_cache(maxsize=8)
def _pattern(names: Sequence[str]) -> re.Pattern[str]:
    ordered = sorted(names, key=lambda name: (-len(name), name))
    written = "|".join(re.escape(name).replace("the\\ ", "[Tt]he\\ ") for name in ordered) or r"(?!)"
    # Most words do not begin as any name does: only the others are laid beside all names.
    begins = "|".join(sorted({"[Tt]he" if name.startswith("the ") else re.escape(name[:1]) for name in names}))
    return re.compile(rf"(?<!\w)(?={begins})(?:{written})(?![\w-])")


def _known(reading: Reading, names: Mapping[str, str], pattern: re.Pattern[str]) -> Reading:
    own = _plain(reading.article.publisher or "")
    named = [(match.span(), _meant(match[0], names)) for match in pattern.finditer(reading.article.text)]
    kept = tuple(d for d in reading.derivations if own != d.publication and not own.endswith(f" {d.publication}"))
    others = [(span, name) for span, name in named if name != own]
    reading = replace(reading, entities=_listed(reading.entities, named), derivations=kept)
    if not others:
        return reading
    reading = replace(
        reading, affiliations=tuple(dict.fromkeys((*reading.affiliations, *_affiliations(reading, others))))
    )
    attributions = _typed(reading.attributions, others)
    typed = replace(reading, attributions=tuple(_brought_out(a, reading, others) for a in attributions))
    return _with_the_only(replace(typed, derivations=(*kept, *_taken(typed, others))))


def _affiliations(reading: Reading, named: Sequence[tuple[Span, str]]) -> Iterator[Affiliation]:
    """Who is said to speak for an outlet that the article alone does not know for one: "Ada Moss of Varsla"."""
    outlets = (Part(span, OUTLET, name) for span, name in named)
    text, among = reading.article.text, InOrder((span, span) for span, _ in named)
    people = (
        Part(mention, PERSON, entity.name)
        for entity in reading.entities
        if entity.type == SourceType.PERSON
        for mention in entity.mentions
        if text[mention[0]].isupper() and not _holds_another(mention, (*entity.mentions, *among.beginning(*mention)))
    )
    yield from stated(reading.article, reading.sentences, (*outlets, *people), load(reading.article.language or "en"))


def _holds_another(mention: Span, spans: Iterable[Span]) -> bool:
    """Whether a mention takes in a shorter one, or an outlet: "the reporter, Ada Moss of Varsla"."""
    return any(mention[0] <= start and end <= mention[1] and (start, end) != mention for start, end in spans)


def _with_the_only(reading: Reading) -> Reading:
    """The reading with "the daily" under the name of the one outlet that it takes from, if it takes from one."""
    nouns = load(reading.article.language or "en").nouns["publication"]
    nameless = {d.publication for d in reading.derivations if d.publication.split()[-1] in nouns}
    named = {d.publication for d in reading.derivations} - nameless
    if len(named) != 1 or not nameless:
        return reading
    [only] = named

    def linked(link: Link) -> Link:
        return replace(link, name=only) if link.name in nameless and link.type is SourceType.PUBLICATION else link

    def told(a: Attribution) -> Attribution:
        bare = a.source_type is SourceType.PUBLICATION and (a.source_name is None or a.source_name in nameless)
        mine = bare and any(link.name in nameless for link in a.chain)
        return replace(a, chain=tuple(map(linked, a.chain)), source_name=only if mine else a.source_name)

    return replace(
        reading,
        attributions=tuple(map(told, reading.attributions)),
        derivations=tuple(d for d in reading.derivations if d.publication in named),
    )


def _meant(written: str, names: Mapping[str, str]) -> str:
    return names.get(written) or names["the " + written.split(" ", 1)[1]]


def _typed(attributions: Sequence[Attribution], named: Sequence[tuple[Span, str]]) -> tuple[Attribution, ...]:
    """Attributions to somebody whose name is an outlet's, as such to publications, in all their chains."""
    meant = {a.source_name: name for a in attributions if a.source_name and (name := _outlet(a, named))}

    def linked(link: Link) -> Link:
        if link.type not in MAYBE or link.name not in meant:
            return link
        return replace(link, name=meant[link.name], type=SourceType.PUBLICATION)

    def typed(attribution: Attribution) -> Attribution:
        name = meant.get(attribution.source_name or "") if attribution.source_type in MAYBE else None
        told = replace(attribution, chain=tuple(map(linked, attribution.chain)))
        return replace(told, source_type=SourceType.PUBLICATION, source_name=name) if name else told

    return tuple(map(typed, attributions))


def _brought_out(attribution: Attribution, reading: Reading, named: Sequence[tuple[Span, str]]) -> Attribution:
    """An attribution to what an outlet brought out, or to whom it spoke, as by way of that one: "the letter shown by
    Bay FM", "an officer interviewed by Bay FM".
    """
    if not attribution.source or not attribution.chain or attribution.source_type is SourceType.PUBLICATION:
        return attribution
    start, end = attribution.source[0][0], attribution.source[-1][1]
    passive = _passive(reading.article.language or "en")
    known = {link.name for link in attribution.chain}
    for (first, last), name in named:
        if start < first and last <= end and name not in known and passive.search(reading.article.text, start, first):
            *outer, own = attribution.chain
            link = Link(name, SourceType.PUBLICATION, True, (start, last))
            return replace(attribution, chain=(*outer, link, own))
    return attribution


@lru_cache(maxsize=4)
def _passive(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(load(language).brought_out))})\s(?:by|to|in|on)\s(?:[Tt]he\s)?$")


def _listed(entities: Sequence[Entity], named: Sequence[tuple[Span, str]]) -> tuple[Entity, ...]:
    """The entities, those with an outlet's name as one publication."""
    names = {span: name for (start, end), name in named for span in ((start, end), (start + len("the "), end))}
    found: dict[str, Entity] = {}
    for entity in entities:
        meant = {names[mention] for mention in entity.mentions if mention in names}
        name = next((n for n in sorted(meant) if _plain(entity.name) in (n, n.split()[-1])), None)
        if name is None or entity.type not in LISTED:
            found[entity.id] = entity
            continue
        known = next((e for e in found.values() if e.type == SourceType.PUBLICATION and _plain(e.name) == name), None)
        mentions = tuple(sorted({*entity.mentions, *(known.mentions if known else ())}))
        found[(known or entity).id] = replace(known or entity, name=name, type=PUBLICATION, mentions=mentions)
    return tuple(found.values())


def _outlet(attribution: Attribution, named: Sequence[tuple[Span, str]]) -> str | None:
    if attribution.source_type not in MAYBE:
        return None
    inside = (name for (a, b), name in named if any(start <= a and b <= end for start, end in attribution.source))
    plain = _plain(attribution.source_name or "")
    return next((name for name in inside if plain in (name, name.split()[-1], _initials(name))), None)


def _taken(reading: Reading, named: Sequence[tuple[Span, str]]) -> Iterator[Derivation]:
    """What the article takes from outlets that tell something in it, those aside that it is known to take from."""
    known = {d.publication for d in reading.derivations} | {via for d in reading.derivations for via in d.via}
    told: dict[str, set[Span]] = {}
    tellers = sorted({*_tellers(reading), *_cited(reading)})
    starts = [start for start, _ in tellers]
    for span, name in named:
        at = bisect_right(starts, span[1] - 1) - 1
        if name not in known and at >= 0 and any(end > span[0] for _, end in tellers[max(0, at - 3) : at + 1]):
            told.setdefault(name, set()).add(span)
    for name, places in sorted(told.items()):
        kind = DerivationKind.RETELLING if len(places) >= OFTEN else DerivationKind.QUOTATION
        yield Derivation(reading.article.id, name, (), kind, True, tuple(sorted(places)))
    yield from _of_reporters(reading, known | told.keys() | {_plain(reading.article.publisher or "")})


def _of_reporters(reading: Reading, known: Set[str]) -> Iterator[Derivation]:
    """What its reporter says of an outlet's work comes from that outlet."""
    speaking = {link.name for attribution in reading.attributions for link in attribution.chain}
    asked = {a.publication: a.evidence for a in reading.affiliations if a.person in speaking}
    for name in sorted(asked.keys() - known):
        yield Derivation(reading.article.id, name, (), DerivationKind.INTERVIEW, True, (asked[name],))


def _tellers(reading: Reading) -> Iterator[Span]:
    """Who does what outlets do: tell, show, find out."""
    publishing = load(reading.article.language or "en").publishing
    for proposition in reading.propositions:
        if proposition.lemma.split()[0] in publishing and not proposition.negated:
            yield from (argument.span for argument in proposition.arguments if argument.slot == "who")


def _cited(reading: Reading) -> Iterator[Span]:
    for attribution in reading.attributions:
        if attribution.source_type is SourceType.PUBLICATION:
            yield from attribution.source


# -- full names -------------------------------------------------------------------------------------------------------


def in_full(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings with every publication under its full name, where one article's "the Courier" can be only one."""
    names = full_names(readings)
    return tuple(renamed(reading, names) for reading in readings)


def full_names(readings: Sequence[Reading]) -> dict[str, str]:
    """Short forms of publications (their last words) with the one longer name in the story that ends so."""
    written = {e.name for r in readings for e in r.entities if e.type == SourceType.PUBLICATION}
    written |= {r.article.publisher for r in readings if r.article.publisher}
    known = {LEADING.sub("", name) for name in written}
    longer: dict[str, list[str]] = {}
    for name in known:
        words = name.split(" ")
        for at in range(1, len(words)):
            longer.setdefault(" ".join(words[at:]), []).append(name)
    return {short: longer[short][0] for short in known if len(longer.get(short, ())) == 1}


def called_the_same(before: Mapping[str, str], after: Mapping[str, str]) -> Callable[[Reading], bool]:
    """Whether a reading has no publication under a name that is short for another after than before."""
    differing = _differing(before, after)
    return lambda reading: differing.isdisjoint(LEADING.sub("", name) for name in _publications(reading))


def _publications(reading: Reading) -> Iterator[str]:
    """All names that `renamed` may replace."""
    for attribution in reading.attributions:
        yield attribution.source_name or ""
        yield from (link.name for link in attribution.chain)
    for derivation in reading.derivations:
        yield from (derivation.publication, *derivation.via)
    yield from (affiliation.publication for affiliation in reading.affiliations)
    yield from (entity.name for entity in reading.entities)


def renamed(reading: Reading, names: dict[str, str]) -> Reading:
    """The reading with its publications under these names."""
    if names.keys().isdisjoint(LEADING.sub("", name) for name in _publications(reading)):
        return reading

    def full(name: str) -> str:
        return names.get(LEADING.sub("", name), name)

    def linked(link: Link) -> Link:
        return replace(link, name=full(link.name)) if link.type is SourceType.PUBLICATION else link

    return replace(
        reading,
        attributions=tuple(
            replace(
                a,
                chain=tuple(map(linked, a.chain)),
                source_name=full(a.source_name)
                if a.source_name and a.source_type is SourceType.PUBLICATION
                else a.source_name,
            )
            for a in reading.attributions
        ),
        entities=tuple(
            replace(e, name=full(e.name)) if e.type == SourceType.PUBLICATION else e for e in reading.entities
        ),
        derivations=tuple(
            replace(d, publication=full(d.publication), via=tuple(map(full, d.via))) for d in reading.derivations
        ),
        affiliations=tuple(replace(a, publication=full(a.publication)) for a in reading.affiliations),
    )
