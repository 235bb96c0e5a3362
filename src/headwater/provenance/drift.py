"""Where a retelling is more, or less, certain than what it retells, and where a headline says more than its article."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from headwater.model import Assertion, Certainty, Drift, Link, Place, Quotation, SourceType
from headwater.provenance.doubts import has, in_own_voice, lost, names
from headwater.provenance.headlines import left_open, names_source, said_outright
from headwater.provenance.lineage import Lineage
from headwater.provenance.publications import credited
from headwater.provenance.sameness import put_one, said, same_words, within
from headwater.provenance.scope import in_headline
from headwater.provenance.words import before, settings, words_of

# How far an assertion goes out on a limb. A denial is another claim's matter, not a lesser certainty.
STRENGTH = {Certainty.DOUBTED: 0, Certainty.HEDGED: 1, Certainty.ATTRIBUTED: 2, Certainty.ASSERTED: 3}
DOUBTS = (Certainty.DOUBTED, Certainty.HEDGED)
SPEAKERS = (SourceType.PERSON, SourceType.ORGANISATION, SourceType.DOCUMENT)
WHOLE = (0, sys.maxsize)
UNNAMED = (SourceType.ANONYMOUS, SourceType.COLLECTIVE, SourceType.UNSPECIFIED)


Likely = Callable[[Assertion, Assertion], bool]
"""Whether two statements that share words are likely to put one claim."""


def drift(
    assertions: Sequence[Assertion],
    lineage: Lineage,
    against: Collection[int] = (),
    likely: Likely | None = None,
    *,
    of_one_thing: bool = False,
) -> tuple[Drift, ...]:
    """Changes of certainty among the assertions of one claim (indices), in their order.

    An assertion retells what the nearest publication that it goes back to printed itself or, if no article of that one
    is known, what an earlier article retells of it. Of several sentences there that put the same it is compared with
    the one that comes closest to it. Where the direction is unknown nothing is reported, nor where two are in the very
    same words. Naming the publication that is retold takes nothing away: "according to the Courier, it burned" says as
    much as the Courier's "it burned". `against`: assertions that say the opposite of the claim; they retell none of the
    others. A claim may hold what is told of two things: a change is told only of two that put one, by their words and
    as is `likely`; all do if they are known to be `of_one_thing`.
    """
    opposed = set(against)
    said = [i for i, a in enumerate(assertions) if a.certainty in STRENGTH and a.span and i not in opposed]
    story = _Told(assertions, said, lineage, likely or _always, contested=bool(opposed), of_one_thing=of_one_thing)
    found = [drift for index in said for drift in (*story.retelling(index), *story.headline(index))]
    return tuple(sorted(set(found), key=lambda d: (d.retold, d.retelling, d.kind)))


def _always(_one: Assertion, _other: Assertion) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class _Range:
    """How certain an assertion is, at least and at most."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class _Source:
    """What an assertion retells, by way of `publication` (a key): the firmest and the weakest of it, and how certain
    they are; whether all of it names its speaker.
    """

    publication: str
    firmest: int
    weakest: int
    certainty: _Range
    named: bool


class _Told:
    """The assertions of a claim that hold it, by outlet and by what they go back to."""

    def __init__(
        self,
        assertions: Sequence[Assertion],
        said: Sequence[int],
        lineage: Lineage,
        likely: Likely,
        *,
        contested: bool,
        of_one_thing: bool,
    ) -> None:
        """`contested`: somebody says the opposite of the claim."""
        self._assertions, self._lineage, self._likely = assertions, lineage, likely
        self._contested, self._of_one_thing = contested, of_one_thing
        self._above = {i for i in said if in_headline(assertions[i], lineage)}
        self._paths = {i: _path(assertions[i], lineage) for i in said}
        self._printed: dict[str, list[int]] = defaultdict(list)
        self._back_to: dict[str, list[int]] = defaultdict(list)
        self._in: dict[str, list[int]] = defaultdict(list)
        self._retold: dict[tuple[str, str, str, str], list[int]] = {}
        self._named: dict[str, frozenset[str]] = {}
        for index in said:
            article = assertions[index].article
            self._in[article].append(index)
            self._printed[lineage.key(lineage.publisher(article) or "")].append(index)
            self._printed[_article(article)].append(index)
            for key in self._paths[index]:
                self._back_to[key].append(index)

    def retelling(self, index: int) -> Iterator[Drift]:
        """The change between an assertion and what it retells, if there is one."""
        source = self._source(index)
        if source is None or self._of_itself(index):
            return
        mine = self._strength(index, source.publication)
        if mine.low > source.certainty.high:
            yield from self._told(source.firmest, index, "lost", self._kind(source.firmest, index))
        elif mine.high < source.certainty.low:
            doubted = self._assertions[index].certainty in DOUBTS
            yield from self._told(source.weakest, index, "gained", "doubt added" if doubted else "attribution added")
        if source.named and _unnamed(self._assertions[index]):
            yield from self._told(source.firmest, index, "lost", "source dropped")

    def headline(self, index: int) -> Iterator[Drift]:
        """Whether a headline is more certain than all that its article says on it.

        Headlines leave out who says so. Where there is no doubt below, that is told only if it makes a difference: if
        others say the opposite.
        """
        if index not in self._above:
            return
        mine = self._assertions[index]
        body = [i for i in self._in[mine.article] if i not in self._above and self._put_one(i, index, "headline")]
        if not body:
            return
        strength = {i: self._strength(i, None).high for i in body}
        firmest = max(body, key=lambda i: (strength[i], -self._assertions[i].span[0][0]))
        if self._strength(index, None).low <= strength[firmest]:
            return
        below = self._assertions[firmest]
        if mine.chain and _same(mine.chain[-1], _end(below)):
            # It gives his words as his.
            return
        if below.certainty not in DOUBTS:
            plain = mine.chain or names_source(mine, below) or left_open(mine)
            if not self._contested or plain or not self._put_one(firmest, index, "voice"):
                return
        if not self._likely(below, mine) or not lost(mine, mine.text, below):
            return
        if not said_outright(self._said(index), [self._assertions[i] for i in body], self._lineage.readings):
            yield self._drift(firmest, index, "lost", "headline")

    def _told(self, retold: int, retelling: int, change: str, kind: str) -> Iterator[Drift]:
        """A change, if the two put one thing, and not in the same words."""
        one, other = self._assertions[retold], self._assertions[retelling]
        doubt = not {*DOUBTS}.isdisjoint((one.certainty, other.certainty)) and kind != "source dropped"
        near = "naming" if not doubt else "doubt" if change == "lost" else "doubted"
        if not self._put_one(retold, retelling, near) or not self._likely(one, other):
            return
        if not (self._of_doubt(one, other, change) if doubt else self._of_source(one, other, kind)):
            return
        if self._is_quoted(other) and _same(other.chain[-1], _end(one)):
            # He puts it so himself.
            return
        told = self._drift(retold, retelling, change, kind)
        if not same_words(*map(self._text, told.evidence)):
            yield told

    def _of_doubt(self, one: Assertion, other: Assertion, change: str) -> bool:
        """Whether a doubt is surely gone, or new, by the sentence that has none."""
        firm, doubted = (other, one) if change == "lost" else (one, other)
        return lost(firm, self._text(_sentence(firm, self._lineage)), doubted)

    def _of_source(self, one: Assertion, other: Assertion, kind: str) -> bool:
        """Whether a source is surely gone, or new: the other sentence does not name it, and nobody's word is taken for
        the article's.
        """
        if not in_own_voice(one) or not in_own_voice(other):
            return False
        if kind == "source dropped":
            # Whoever is named elsewhere in the article, or is the only one of the kind ("his lawyer"), is known.
            known = names(self._text(Place(other.article, WHOLE)), one) or has("definite", self._source_of(other))
            return not known
        if kind == "vouching added":
            return _same_or_none(_end(one), _end(other))
        if kind == "attribution added":
            # A quotation of which the one has left out whose it is.
            untold = not one.chain and not within(one.text, other.text)
            return untold and not names(self._text(_sentence(one, self._lineage)), other)
        return not names(self._text(_sentence(other, self._lineage)), one)

    def _source_of(self, assertion: Assertion) -> str:
        """Whoever says it, in the words of the article."""
        reading = self._lineage.readings.get(assertion.article)
        told = (a for a in reading.attributions if a.id == assertion.attribution) if reading else ()
        return " ".join(self._text(Place(assertion.article, span)) for a in told for span in a.source)

    def _text(self, place: Place) -> str:
        reading = self._lineage.readings.get(place.article)
        return reading.article.text[slice(*place.span)] if reading else ""

    def _of_itself(self, index: int) -> bool:
        """Whether an outlet tells in its own voice of itself: "The Chronicle has not seen the report"."""
        assertion = self._assertions[index]
        outlet = said(self._lineage.publisher(assertion.article) or "")
        return not assertion.chain and bool(outlet) and not outlet.isdisjoint(self._said(index))

    def _put_one(self, one: int, other: int, kind: str) -> bool:
        if self._of_one_thing:
            return True
        first, second = self._assertions[one], self._assertions[other]
        return put_one(first.text, second.text, kind, self._people(first.article) | self._people(second.article))

    def _people(self, article: str) -> frozenset[str]:
        """The words of all names of people in an article."""
        if article not in self._named:
            reading = self._lineage.readings.get(article)
            names = (e.name for e in reading.entities if e.type == SourceType.PERSON) if reading else ()
            self._named[article] = said(" ".join(names))
        return self._named[article]

    def _said(self, index: int) -> frozenset[str]:
        return said(self._assertions[index].text)

    def _strength(self, index: int, shared: str | None) -> _Range:
        """How certain it is. Crediting `shared` (or, in one article, any publication) may be as much as vouching, and
        what a headline leaves out between two articles no less than attributing.
        """
        assertion = self._assertions[index]
        end, strength = _end(assertion), STRENGTH[assertion.certainty]
        credits_it = end and end.type is SourceType.PUBLICATION and (shared is None or shared in self._paths[index])
        if assertion.certainty is Certainty.ATTRIBUTED and credits_it:
            return _Range(strength, STRENGTH[Certainty.ASSERTED])
        if assertion.certainty is Certainty.HEDGED and self._is_hearsay(assertion):
            return _Range(strength, STRENGTH[Certainty.ATTRIBUTED])
        if assertion.certainty is Certainty.ASSERTED and self._is_quoted(assertion):
            # Whatever the verb, a quotation is that of its speaker.
            return _Range(STRENGTH[Certainty.ATTRIBUTED], strength)
        if assertion.certainty is Certainty.ASSERTED and index in self._above and shared is not None:
            return _Range(STRENGTH[Certainty.ATTRIBUTED], strength)
        return _Range(strength, strength)

    def _is_quoted(self, assertion: Assertion) -> bool:
        reading = self._lineage.readings.get(assertion.article)
        told = reading.attributions if reading and assertion.chain else ()
        return any(a.id == assertion.attribution and a.kind is Quotation.DIRECT for a in told)

    def _is_hearsay(self, assertion: Assertion) -> bool:
        """Whether what it leaves open is who says so, rather than whether it is so: "reportedly", "is said to"."""
        reading = self._lineage.readings.get(assertion.article)
        if reading is None:
            return False
        sourceless = (a for a in reading.attributions if a.id == assertion.attribution and not a.source)
        cues = (reading.article.text[start:end] for a in sourceless for start, end in a.cue)
        return any(not {*words_of(cue)}.isdisjoint(settings()["hearsay"]["cues"]) for cue in cues)

    def _source(self, index: int) -> _Source | None:
        """What the nearest publication printed itself, else earlier retellings of one that it goes back to."""
        here = self._lineage.key(self._lineage.publisher(self._assertions[index].article) or "")
        when = self._published(index)
        for key in self._paths[index] or self._taken(index):
            if key in self._printed:
                return self._summed_up(index, key, self._once(("printed", key, here, when)), "doubt")
        for key in self._paths[index]:
            # Who retells the same took nothing from the one who did so before: only in nearly the same words.
            if source := self._summed_up(index, key, self._once(("back to", key, "", when)), "naming"):
                return source
        return None

    def _taken(self, index: int) -> list[str]:
        """Of the publications that an article takes from the only one that has the claim, or its speaker on it."""
        reading = self._lineage.readings.get(self._assertions[index].article)
        taken = {self._lineage.key(d.publication) for d in (reading.derivations if reading else ()) if d.directed}
        told = sorted(key for key in taken if key in self._printed)
        end = _end(self._assertions[index])
        if end is not None:
            told = [k for k in told if any(_same(end, _end(self._assertions[i])) for i in self._printed[k])]
        return told if len(told) == 1 else []

    def _once(self, sought: tuple[str, str, str, str]) -> list[int]:
        """What was told in a publication, or of it, before a date: the same for all who retell it then."""
        if sought not in self._retold:
            how, key, here, when = sought
            self._retold[sought] = self._as_printed(key, here, when) if how == "printed" else self._as_retold(key, when)
        return self._retold[sought]

    def _as_printed(self, key: str, here: str, when: str) -> list[int]:
        """The bodies of a publication's articles that do not go back to `here`, as they stood then."""
        printed = [i for i in self._printed[key] if not here or here not in self._paths[i]]
        known = [i for i in printed if not before(when, self._last_seen(i))] or printed
        return [i for i in known if i not in self._above] or known

    def _as_retold(self, key: str, when: str) -> list[int]:
        """The latest retellings of a publication before a date."""
        earlier = [i for i in self._back_to[key] if before(self._last_seen(i), when)]
        latest = max(map(self._last_seen, earlier), default="")
        return [i for i in earlier if self._last_seen(i) == latest]

    def _summed_up(self, index: int, key: str, told: Sequence[int], near: str) -> _Source | None:
        """What is told there of the same as in an assertion, so near in words; None if nothing is."""
        retold = [i for i in told if self._put_one(i, index, near)]
        if not retold:
            return None
        strength = {i: self._strength(i, key) for i in retold}
        firmest = max(retold, key=lambda i: (strength[i].high, -i))
        weakest = min(retold, key=lambda i: (strength[i].low, i))
        ends = [_end(self._assertions[i]) for i in retold]
        named = all(end is not None and end.type in SPEAKERS for end in ends)
        return _Source(key, firmest, weakest, _Range(strength[weakest].low, strength[firmest].high), named)

    def _published(self, index: int) -> str:
        return self._lineage.published(self._assertions[index].article)

    def _last_seen(self, index: int) -> str:
        reading = self._lineage.readings.get(self._assertions[index].article)
        return (reading.article.updated if reading else None) or self._published(index)

    def _kind(self, retold: int, retelling: int) -> str:
        if self._assertions[retold].certainty in DOUBTS:
            return "hedge dropped"
        return "vouching added" if self._assertions[retelling].chain else "attribution dropped"

    def _drift(self, retold: int, retelling: int, change: str, kind: str) -> Drift:
        places = tuple(_sentence(self._assertions[i], self._lineage) for i in (retold, retelling))
        return Drift(retold, retelling, change, places, kind)


def _path(assertion: Assertion, lineage: Lineage) -> list[str]:
    """Keys of the publications that an assertion goes back to, nearest first: those in its chain, those that people in
    it speak for, and what the article says that they pass on; else the article's only root; at last the articles that
    its article is known to have taken wording from.
    """
    article = assertion.article
    keys = [lineage.key(link.name) for link in credited(assertion, lineage)]
    for link in assertion.chain:
        keys += [lineage.key(a.publication) for a in lineage.affiliations.get(lineage.key(link.name), ())]
    roots = lineage.roots.get(article, ())
    if not keys and article in lineage.whole:
        keys = [lineage.key(lineage.whole[article].publication)]
    elif not keys and len(roots) == 1 and assertion.attribution is None:
        keys = [lineage.key(roots[0].publication)]
    reading = lineage.readings.get(article)
    for derivation in reading.derivations if reading else ():
        if keys and lineage.key((*derivation.via, "")[0]) == keys[0]:
            keys.append(lineage.key(derivation.publication))
        if derivation.parent and derivation.directed:
            keys.append(_article(derivation.parent))
    own = lineage.key(lineage.publisher(article) or "")
    return [key for key in dict.fromkeys(keys) if key != own]


def _article(id_: str) -> str:
    return f"article {id_}"


def _end(assertion: Assertion) -> Link | None:
    return assertion.chain[-1] if assertion.chain else None


def _same_or_none(one: Link | None, other: Link | None) -> bool:
    return one is None or other is None or _same(one, other)


def _same(one: Link, other: Link | None) -> bool:
    return other is not None and one.type is other.type and one.name.casefold() == other.name.casefold()


def _unnamed(assertion: Assertion) -> bool:
    """Does it speak of somebody whom it does not name?"""
    end = _end(assertion)
    return assertion.attribution is not None and (end is None or end.type in UNNAMED)


def _sentence(assertion: Assertion, lineage: Lineage) -> Place:
    """The sentence that an assertion begins in, cue and all."""
    start, end = (assertion.span[0][0], assertion.span[-1][1]) if assertion.span else (0, 0)
    reading = lineage.readings.get(assertion.article)
    for sentence in reading.sentences if reading else ():
        if sentence[0] <= start < sentence[1]:
            return Place(assertion.article, sentence)
    return Place(assertion.article, (start, end))
