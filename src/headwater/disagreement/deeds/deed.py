"""What an assertion says was done: its propositions, with their phrases read, and whether they were done at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from headwater.disagreement.deeds.clauses import (
    END,
    another_verb,
    clause,
    denied,
    infinitive,
    may_come,
    negated,
    negation,
    phrased,
    supposes,
    tells,
    turns,
)
from headwater.disagreement.deeds.phrases import Page, Phrase, content
from headwater.disagreement.lexicon import WORD, key, says, settings, stems, words
from headwater.disagreement.values.fates import Fate
from headwater.model import Argument, Assertion, Certainty, Modality, Place, Proposition, Span

OPENING = 12
"""Characters before the first phrase of what is denied ("that", "on Friday that")."""
BEFORE = 30
"""Characters before a predicate in which an article makes a noun of it."""
AS = re.compile(r"\bas\b")
POSSESSIVE = re.compile(r"[’']s$")
APART = re.compile(r"[,;:()]|\b(?:and|but|or|while|as)\b")
"""Between a predicate and a number it says that the number is another one's."""
BROUGHT_ABOUT = frozenset({Modality.ATTEMPT, Modality.FAILURE, Modality.SUCCESS})
INSIDE = re.compile(r"\s(?:in|at|near|from|outside)\s+(?=(?:the\s+)?[^\W\d_a-zß-ÿ])")
"""A place within a phrase: "the factory in Poland"."""


class Deed:
    """A proposition of the assertion with the index `assertion`; `verb` is what its predicate is looked up by.

    It is not `certain` under a condition, and not `telling` where the clause leaves it open whether it was done. `said`
    are the stems of all words of the clause; `turn` is the predicate with what turns it, and `evidence` where that
    stands. The `main` deed of its assertion is that of the first verb; a `nominal` one has a noun for its predicate.
    All of it is read when it is first asked for: most deeds have nothing to do with any other.
    """

    def __init__(self, told: _Asserted, proposition: Proposition) -> None:
        self._told, self._proposition = told, proposition
        self.assertion = told.index
        self.predicate = Place(told.page.article, proposition.predicate)

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        page, proposition = self._told.page, self._proposition
        loose = self._told.loose.get(proposition.predicate, ())
        told = [*_arguments(proposition, page), *loose]
        return tuple(Phrase(page, argument) for argument in told if not _describes(argument, self._told.arguments))

    @cached_property
    def verb(self) -> str:
        """Of a verb of measure that what it measures ("the cost was put at")."""
        verb = key(self._proposition.lemma)
        if verb not in stems("deeds", "measures"):
            return verb
        heads = (phrase.means.head for phrase in self.having("who", "whom"))
        return next((head for head in heads if head in stems("deeds", "amounts")), verb)

    @cached_property
    def main(self) -> bool:
        return self._proposition is self._told.main

    @cached_property
    def nominal(self) -> bool:
        return _nominal(self._proposition, self._told.page.text)

    @cached_property
    def fate(self) -> Fate:
        modality = _modality(self._proposition, self.turn, self._told.page.text)
        return Fate(bool(self._against) == self._denied, modality)

    @cached_property
    def certain(self) -> bool:
        open_ = not self._denied and self._told.denied_by_source
        return not open_ and not self.supposed

    @cached_property
    def supposed(self) -> bool:
        """Whether it stands under a condition, or is asked for."""
        return supposes(self._proposition, self._told.page.text)

    @cached_property
    def telling(self) -> bool:
        return self._against is not None and tells(self._proposition, self._told.page.text)

    @cached_property
    def said(self) -> frozenset[str]:
        return content(clause(self._proposition, self._told.page.text))

    @property
    def turn(self) -> str:
        return self._turn[0]

    @property
    def evidence(self) -> tuple[Place, ...]:
        return self._turn[1]

    @property
    def denied_by_source(self) -> bool:
        return self._told.denied_by_source

    @property
    def said_by_somebody(self) -> bool:
        """Whether the article has it from somebody."""
        return bool(self._told.assertion.chain)

    @property
    def done(self) -> bool:
        return self.fate.done

    @cached_property
    def another(self) -> bool:
        """Whether it is done again, or to, or by, another one: "a neighbouring farm"."""
        described = {word.lower() for phrase in self.having("who", "whom") for word in WORD.findall(phrase.text)}
        start = self._proposition.predicate[0]
        before = WORD.findall(END.split(self._told.page.text[max(0, start - BEFORE) : start])[-1])[-1:]
        described.update(word.lower() for word in before)
        return "again" in self.said or not words("opposites", "others").isdisjoint(described)

    @property
    def several(self) -> bool:
        """Whether it is more than one of a kind by its noun ("the attacks"), or what is done as a rule ("usually")."""
        text = self._told.page.text[slice(*self._proposition.predicate)].lower()
        plural = text == f"{self._proposition.lemma}s" and not self.having("who")
        return plural or not words("deeds", "usual").isdisjoint(self._words)

    def names(self, places: Iterable[str]) -> bool:
        """Whether its assertion has one of these names, wherever in it: "the Aoraki Mount Cook park"."""
        return any(place in self._told.assertion.text for place in places)

    @cached_property
    def figures(self) -> tuple[Phrase, ...]:
        """All numbers in its assertion."""
        return tuple(Phrase(self._told.page, each) for each in self._told.page.figures(self._told.assertion.span))

    @cached_property
    def days(self) -> frozenset[str]:
        """All dates in its assertion (EDTF)."""
        page = self._told.page
        return frozenset(date.when for span in self._told.assertion.span for date in page.dated(span))

    @cached_property
    def people(self) -> frozenset[str]:
        """The people whom its assertion names."""
        return frozenset(name for span in self._told.assertion.span for name in self._told.page.people(span))

    @cached_property
    def named(self) -> frozenset[str]:
        """All whom, and all that, its assertion names."""
        return self.people.union(*(self._told.page.names(span) for span in self._told.assertion.span))

    @property
    def in_all(self) -> bool:
        """Whether its assertion sums up what has come together by then: "have seized 31 magazines so far"."""
        return says(self._told.assertion.text, settings()["how_many"]["in_all"])

    @property
    def spoken_of(self) -> bool:
        """Whether something else is said of efforts to do it: "a hearing on efforts to buy it"."""
        start = self.evidence[0].span[0]
        before = WORD.findall(self._told.page.text[max(0, start - BEFORE) : start])[-1:]
        effort = self.turn.split()[0].lower() in words("negation", "efforts")
        return effort and {word.lower() for word in before}.isdisjoint(words("negation", "one_effort"))

    @property
    def under_way(self) -> bool:
        """Whether it is told as going on ("was climbing"), so that it may have come to anything."""
        return self._told.page.text[slice(*self._proposition.predicate)].lower().endswith("ing")

    @property
    def by_whom(self) -> bool:
        """Whether somebody is told of who does it, be it after "by"."""
        return bool(self.having("who")) or "by" in self._words

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word.lower() for word in WORD.findall(clause(self._proposition, self._told.page.text)))

    def having(self, *slots: str) -> tuple[Phrase, ...]:
        return tuple(phrase for phrase in self.phrases if phrase.slot in slots)

    @property
    def _denied(self) -> bool:
        """Whether the source denies just this."""
        return self._told.denied_by_source and self.main

    @cached_property
    def _against(self) -> bool | None:
        """Whether a word denies it, that of a source aside; None where nobody can tell."""
        text = self._told.page.text
        if self._told.denied_by_source:
            # The cue stands outside of what it denies, but a parse that sees it counts it too.
            return negation(self._proposition, text) is not None
        nobody = [p.place.span[1] for p in self.phrases if p.quantity and p.quantity.low == p.quantity.high == 0]
        if nobody:
            return None if all(another_verb(text[end : self._proposition.predicate[0]]) for end in nobody) else True
        return negated(self._proposition, text, self._told.page.cues if self._told.assertion.propositions else ())

    @cached_property
    def _turn(self) -> tuple[str, tuple[Place, ...]]:
        page, predicate = self._told.page, self._proposition.predicate
        cue = page.cue(self._told.assertion.attribution) if self._denied else None
        if cue:
            places = Place(page.article, cue), Place(page.article, predicate)
            return denied(cue, predicate, page.text), places
        span = phrased(self._proposition, page.text)
        return page.text[slice(*span)], (Place(page.article, span),)


class _Bare(Deed):
    """All of an assertion that puts no proposition ("three faults in it"): a deed without a verb."""

    def __init__(self, told: _Asserted) -> None:
        spans = told.assertion.span
        whole = (spans[0][0], spans[-1][1]) if spans else (0, 0)
        super().__init__(told, Proposition((0, 0), whole, "", (), False, Modality.FACT))
        self.verb, self.main, self.nominal, self.certain, self.telling = "", True, True, True, True
        self.fate = Fate(told.assertion.certainty is not Certainty.DENIED, Modality.FACT)

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        page = self._told.page
        return tuple(Phrase(page, argument) for argument in page.numbers(self._told.assertion.span))

    @cached_property
    def said(self) -> frozenset[str]:
        return content(self._told.assertion.text)

    @cached_property
    def _turn(self) -> tuple[str, tuple[Place, ...]]:
        assertion = self._told.assertion
        return assertion.text, tuple(Place(assertion.article, span) for span in assertion.span)


class _Asserted:
    """An assertion, the one with the index `index`, on its page: what all its deeds have in common."""

    def __init__(self, index: int, assertion: Assertion, page: Page) -> None:
        self.index, self.assertion, self.page = index, assertion, page
        told = assertion.propositions or page.of_cue(assertion.attribution, assertion.span)
        self.propositions = sorted((p for p in told if len(p.lemma.strip("’'")) > 1), key=lambda p: p.predicate)
        denied = assertion.certainty is Certainty.DENIED and not page.quotes(assertion.attribution)
        self.denied_by_source = denied and bool(assertion.propositions) and self._says_no()

    @property
    def arguments(self) -> Iterator[Argument]:
        return (argument for proposition in self.propositions for argument in proposition.arguments)

    @cached_property
    def loose(self) -> dict[Span, list[Argument]]:
        page, spans = self.page, self.assertion.span
        found = [*page.numbers(spans), *page.names_of_places(spans), *page.dates(spans)]
        return _loose(self.propositions, found, page.text)

    @cached_property
    def main(self) -> Proposition | None:
        cues = self.page.frame(self.assertion.attribution) if self.denied_by_source else ()
        # "Calloway denies it": what is denied stands elsewhere.
        told = [p for p in self.propositions if not any(_within(p.predicate, cue) for cue in cues)]
        main = next((p for p in told if not _nominal(p, self.page.text)), told[0] if told else None)
        if main is None or self.assertion.certainty is not Certainty.DENIED:
            return main
        # "Denied the work she had done", "rejects efforts to do it": what is done there is not denied.
        late = main.span[0] > self.assertion.span[0][0] + OPENING or _relative(main)
        # "Dismissed it as based on rumour": what it is based on is the source's word.
        as_what = AS.search(self.page.text, self.assertion.span[0][0], main.predicate[0])
        return None if late or as_what or self._refused(main) else main

    def _says_no(self) -> bool:
        """Whether the cue denies in so many words, or doubts it: who only rejects something may not deny that it is so.

        "Is not worried about", "did not speculate as to" deny nothing.
        """
        cues = self.page.telling(self.assertion.attribution)
        said = {key(word) for cue in cues for word in WORD.findall(self.page.text[slice(*cue)])}
        start, end = self.assertion.span[0]
        said_of = {key(word) for word in WORD.findall(self.page.text[start : min(end, start + OPENING)])}
        denying = said & stems("deeds", "denying")
        deniable = not stems("deeds", "deniable").isdisjoint(said | said_of)
        return not cues or (bool(denying) and (deniable or not denying <= stems("deeds", "refusing")))

    def _refused(self, main: Proposition) -> bool:
        """Whether the source is against what somebody is to do, and denies nothing: "rejects efforts to do it"."""
        cue = self.page.cue(self.assertion.attribution)
        against = cue is not None and any(
            key(word) in stems("deeds", "refusing") for word in WORD.findall(self.page.text[slice(*cue)])
        )
        before = WORD.findall(self.page.text[max(0, main.predicate[0] - BEFORE) : main.predicate[0]])
        return against and before[-1:] == ["to"]


def deeds(index: int, assertion: Assertion, page: Page) -> tuple[Deed, ...]:
    """The deeds of one assertion, in the order of the text; of a content that puts none, that of its cue.

    ("The union refused the offer" says no more of the offer.)
    """
    told = _Asserted(index, assertion, page)
    return tuple(Deed(told, proposition) for proposition in told.propositions) or (_Bare(told),)


def _within(span: Span, other: Span) -> bool:
    return other[0] <= span[0] and span[1] <= other[1]


def _relative(proposition: Proposition) -> bool:
    """Whether whom it is done to stands before who does it: "the work that she had done"."""
    who, whom = ([a.span for a in proposition.arguments if a.slot == slot] for slot in ("who", "whom"))
    return bool(who and whom) and min(whom) < min(who) < proposition.predicate


def _modality(proposition: Proposition, turn: str, text: str) -> Modality:
    """What the parse takes for tried, failed or planned has a word for it right there.

    Who only decides or promises to do something may be doing it, as may who can. Of "tries, again, to sell" the word
    stands further off.
    """
    if proposition.modality is Modality.PLAN and words("negation", "planning").isdisjoint(WORD.findall(turn.lower())):
        return Modality.EXPECTATION
    if proposition.modality in BROUGHT_ABOUT and not turns(proposition, text) and not infinitive(proposition, text):
        return Modality.FACT
    return (
        Modality.EXPECTATION
        if proposition.modality is Modality.FACT and may_come(proposition, text)
        else proposition.modality
    )


def _nominal(proposition: Proposition, text: str) -> bool:
    """Whether an article or an owner stands before a predicate, or before words that only describe it."""
    start = proposition.predicate[0]
    after = max((a.span[1] for a in proposition.arguments if a.span[1] <= start), default=0)
    near = [word.lower() for word in WORD.findall(END.split(text[max(0, start - BEFORE, after) : start])[-1])]
    if near and (near[-1] in words("phrases", "verbal") or not words("phrases", "being").isdisjoint(near)):
        # "Was a fake" says as much as "was faked".
        return False
    return any(word in words("who", "determiners") or POSSESSIVE.search(word) for word in near)


def _arguments(proposition: Proposition, page: Page) -> Iterator[Argument]:
    """The arguments, with the places that stand within other phrases."""
    yield from proposition.arguments
    for argument in proposition.arguments:
        end = argument.span[1]
        if argument.slot in ("who", "whom") and (inside := INSIDE.search(page.text, argument.head[1], end)):
            yield Argument("where", (inside.end(), end), (inside.end(), end))


def _describes(argument: Argument, told: Iterable[Argument]) -> bool:
    """Whether the name of a place stands before a noun that it describes: "the U.S. consulate in Benghazi"."""
    return argument.slot == "where" and any(
        other.slot in ("who", "whom") and other.span[0] <= argument.span[0] and argument.span[1] <= other.head[0]
        for other in told
    )


def _loose(propositions: Sequence[Proposition], arguments: Iterable[Argument], text: str) -> dict[Span, list[Argument]]:
    """What no proposition has for an argument, under the last predicate before it, or else the first one."""
    taken = [a.span for p in propositions for a in (*p.arguments, Argument("", p.predicate, p.predicate))]
    found: dict[Span, list[Argument]] = {}
    for argument in arguments:
        start, end = argument.span
        number = argument.slot == "how many"
        inside = not number and any(first < end and start < last for first, last in taken)
        before = [p.predicate for p in propositions if p.predicate[0] < start]
        if argument.slot != "where" and propositions:
            before = before or [propositions[0].predicate]
        near = before and (before[-1][0] > start or not APART.search(text, before[-1][1], start))
        if near and argument.span not in taken and not inside:
            found.setdefault(before[-1], []).append(argument)
    return found
