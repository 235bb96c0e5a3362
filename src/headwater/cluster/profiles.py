"""What an assertion is compared by: its deed, who took part, its words and those around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from headwater.cluster.contents import points_at_all
from headwater.cluster.language import WORD, YEAR, content_words, key, names, resumed, stems
from headwater.cluster.pieces import within
from headwater.cluster.surroundings import Surroundings
from headwater.inference import stated
from headwater.model import Argument, Assertion, Certainty, Proposition, Reading, Spans

DAY = len("2016-09-12")


@dataclass(frozen=True, slots=True)
class Profile:
    """One proposition in its article, the one with the number `article`. Words are stems; words for one thing are one.

    `deed` is the lemma of its predicate ("" if none is known), `alike` the stem that stands for it and its synonyms;
    `own` its words, `around` those of what it points back to or leaves to its sentence to say. `meaning` is the vector
    of its clause or sentence, `sense` that of its predicate there, a signed byte a component; None if not known.
    `speaker` is who says it in the end, if he or she is named; `stated` are the years in its own words,
    `acts` all deeds that the assertion tells of, each with what it is done to; `statement` the vectors of its words.
    `place` is the number of its sentence, `values` the kinds of value that it gives ("when", or what is counted);
    `answers` says that it gives nothing else ("it was 14"), `denies` that it denies all that was said before,
    `resumes` that it begins with a deed that was told before ("it was planned in Oslo", "the raid …"), `headline` that
    it stands in the headline.
    """

    article: int
    deed: str
    alike: str
    who: frozenset[str]
    whom: frozenset[str]
    own: frozenset[str]
    around: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    years: frozenset[str]
    days: frozenset[str]
    meaning: bytes | None
    sense: bytes | None
    speaker: frozenset[str] = frozenset()
    stated: frozenset[str] = frozenset()
    acts: frozenset[tuple[str, frozenset[str]]] = frozenset()
    statement: bytes = b""
    place: int = 0
    values: frozenset[str] = frozenset()
    answers: bool = False
    denies: bool = False
    resumes: bool = False
    headline: bool = False

    @property
    def words(self) -> frozenset[str]:
        return self.own | self.around


@dataclass(frozen=True, slots=True)
class Background:
    """What a whole article is about: its words, whom and what it names, the years that it mentions, its meanings."""

    words: Counter[str]
    names: frozenset[str]
    years: frozenset[str]
    meanings: tuple[bytes, ...]


class Page:
    """One reading, for the profiles of what it asserts; `number` stands for it in them."""

    def __init__(self, reading: Reading, number: int) -> None:
        self._text, self._number = reading.article.text, number
        self._reading = reading
        self._surroundings = Surroundings(reading)
        self._said = {attribution.id: attribution for attribution in reading.attributions}

    def of(self, assertion: Assertion) -> Profile:
        main = max(assertion.propositions, key=lambda p: (p.span[1] - p.span[0], -p.predicate[0]), default=None)
        last = assertion.chain[-1] if assertion.chain else None
        said = self._said.get(assertion.attribution or "")
        profile = self.profile(
            assertion.span,
            assertion.text,
            main,
            assertion.attribution is not None,
            stems(last.name) if last and last.name[:1].isupper() else frozenset(),
            frozenset((key(p.lemma.split()[0]), self._whom(p)) for p in assertion.propositions),
        )
        return replace(
            profile,
            answers=self._surroundings.only_values(within(said.content, assertion.span) if said else assertion.span),
            headline=bool(assertion.span) and self._reading.article.heads(assertion.span[0][0]),
            resumes=resumed(assertion.text, {deed for deed, _ in profile.acts}),
            denies=said is not None and said.certainty is Certainty.DENIED and points_at_all(said, self._text),
        )

    def profile(
        self,
        spans: Spans,
        text: str,
        proposition: Proposition | None,
        attributed: bool = False,
        speaker: frozenset[str] = frozenset(),
        acts: frozenset[tuple[str, frozenset[str]]] = frozenset(),
    ) -> Profile:
        """Of a proposition in a clause that stands at `spans` and reads `text`."""
        near = self._surroundings
        around = near.around(text, spans, attributed)
        sentence = near.sentence(spans[0][0]) if spans else None
        own, named = stems(text), near.names(spans)
        dates = near.dates(spans) or (near.dates((sentence,)) if sentence else [])
        years = YEAR.findall(text) or YEAR.findall(around)
        return Profile(
            article=self._number,
            deed=proposition.lemma if proposition else "",
            alike=key(proposition.lemma.split()[0]) if proposition else "",
            who=self._slot(proposition, "who"),
            whom=self._slot(proposition, "whom"),
            own=own,
            around=stems(" ".join((*named, around))) - own,
            names=stems(" ".join((*names(f"{text} . {around}"), *(n for n in named if n[0].isupper())))),
            numbers=frozenset(near.numbers(spans)),
            years=frozenset(years or (year for date in dates for year in YEAR.findall(date))),
            days=frozenset(date for date in dates if len(date) == DAY),
            meaning=near.meaning(spans),
            sense=near.sense(proposition.predicate) if proposition else None,
            speaker=speaker,
            stated=frozenset(YEAR.findall(text)),
            acts=acts,
            statement=stated(self._reading.words, spans),
            place=near.place(spans[0][0]) if spans else 0,
            values=frozenset(near.values(spans)),
        )

    @cached_property
    def background(self) -> Background:
        text, reading = self._text, self._reading
        return Background(
            Counter(content_words(text)),
            frozenset(stem for e in reading.entities for word in WORD.findall(e.name) for stem in stems(word)),
            frozenset(YEAR.findall(text)),
            tuple(vector for s in reading.sentences if (vector := self._surroundings.sense(s))),
        )

    def _whom(self, proposition: Proposition) -> frozenset[str]:
        """The words of what it is done to, as they stand there."""
        return stems(" ".join(self._text[slice(*a.span)] for a in proposition.arguments if a.slot == "whom"))

    def _slot(self, proposition: Proposition | None, slot: str) -> frozenset[str]:
        """The words of those who fill a slot, under their full names."""
        found: list[Argument] = [a for a in proposition.arguments if a.slot == slot] if proposition else []
        texts: Iterable[str] = (
            text for a in found for text in (self._text[slice(*a.span)], *self._surroundings.names((a.span,)))
        )
        return stems(" ".join(texts))
