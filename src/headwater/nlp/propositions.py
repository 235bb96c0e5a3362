"""A parse > propositions: who did what to whom, where, when and how many; done, tried, planned; or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from headwater.model import Argument, Date, Mention, Proposition, Quantity, Span
from headwater.nlp.modality import turned
from headwater.nlp.subjects import roles
from headwater.nlp.syntax import OBJECTS, PASSIVE_SUBJECTS, SUBJECTS, Syntax

CLAUSES = ("ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "csubjpass")
"""How words hang on a phrase that begin clauses of their own."""


@dataclass(slots=True)
class _Frame:
    """A predicate under construction: the words of each slot."""

    index: int
    lemma: str
    slots: dict[str, list[int]] = field(default_factory=dict)

    def add(self, slot: str, *words: int) -> None:
        new = [word for word in words if word not in self.slots.get(slot, ())]
        if new:
            self.slots.setdefault(slot, []).extend(new)


def propositions(
    syntax: Syntax, mentions: Iterable[Mention], dates: Iterable[Date], quantities: Iterable[Quantity]
) -> tuple[Proposition, ...]:
    """Every deed and state of a text, in the order of their predicates."""
    return tuple(_Propositions(syntax, mentions, dates, quantities).found())


class _Propositions:
    """The parse of one text with what else is known of its words."""

    def __init__(
        self, syntax: Syntax, mentions: Iterable[Mention], dates: Iterable[Date], quantities: Iterable[Quantity]
    ) -> None:
        self.syntax = syntax
        mentions = tuple(mentions)
        self.places = syntax.covered(m.span for m in mentions if m.label == "PLACE")
        self.dated = syntax.covered(chain((d.span for d in dates), (m.span for m in mentions if m.label == "DATE")))
        self.counted = {index: q.span for q in quantities for index in syntax.covered([q.span])}

    def found(self) -> Iterator[Proposition]:
        frames: dict[int, _Frame] = {}
        for index in range(len(self.syntax.words)):
            frame = self._deed(index)
            # What a light verb adds to its noun's own frame comes whichever of the two is first in the text.
            if frame is not None and (frame.index not in frames or len(frame.slots) > len(frames[frame.index].slots)):
                frames[frame.index] = frame
        for index in sorted(frames):
            if frames[index].slots:
                yield self._proposition(frames[index])

    def _deed(self, index: int) -> _Frame | None:
        """The frame of a word that is a predicate; of a light verb that of the noun that it leaves the deed to."""
        word = self.syntax.words[index]
        if word.dependency in ("aux", "auxpass", "amod", "compound"):
            return None
        if word.part in ("VERB", "AUX"):
            return self._verb(index)
        return self._noun(index) if self.syntax.is_deed(index) else None

    def _verb(self, index: int) -> _Frame | None:
        syntax = self.syntax
        frame = _Frame(index, syntax.lemmas[index])
        who, whom = roles(syntax, index)
        frame.add("who", *who)
        frame.add("whom", *whom)
        if frame.lemma == "be":
            return self._behind(frame) or self._copula(frame)
        frame.lemma = self._idiom(index) or frame.lemma
        if particles := syntax.below(index, "prt"):
            frame.lemma = f"{frame.lemma} {syntax.lemmas[particles[0]]}"
        self._circumstances(frame, index)
        deed = self._left_to(index)
        return self._lent(frame, deed) if deed is not None else frame

    def _idiom(self, verb: int) -> str | None:
        """What a verb and a noun below it name together: "took him into custody" is an arrest."""
        below = self.syntax.below(verb, *OBJECTS, "prep")
        nouns = [i for kid in below for i in (kid, *self.syntax.below(kid, "pobj"))]
        lemmas = self.syntax.lemmas
        named = (self.syntax.lists.idioms.get(f"{lemmas[verb]} {lemmas[i]}") for i in nouns)
        return next(filter(None, named), None)

    def _left_to(self, verb: int) -> int | None:
        """The noun that a verb leaves the deed to: "carried out the attack", "the attack took place"."""
        syntax, lemma = self.syntax, self.syntax.lemmas[verb]
        takes_place = lemma == "take" and any(syntax.lemmas[i] == "place" for i in syntax.below(verb, "dobj"))
        if takes_place or lemma in syntax.lists.happening:
            subjects = syntax.below(verb, *SUBJECTS)
        else:
            subjects = syntax.below(verb, *OBJECTS, *PASSIVE_SUBJECTS) if lemma in syntax.lists.light else []
        return next((i for i in subjects if syntax.is_deed(i)), None)

    def _lent(self, frame: _Frame, deed: int) -> _Frame:
        made = self._noun(deed)
        for slot, indices in frame.slots.items():
            made.add(slot, *(i for i in indices if i != deed and self.syntax.lemmas[i] != "place"))
        return made

    def _behind(self, frame: _Frame) -> _Frame | None:
        """Who is said to be behind a deed did it."""
        found = [i for p in self.syntax.prepositions(frame.index, "behind") for i in self.syntax.below(p, "pobj")]
        deed = next((i for i in found if self.syntax.is_deed(i)), None)
        return None if deed is None else self._lent(frame, deed)

    def _copula(self, frame: _Frame) -> _Frame | None:
        """What somebody is: the predicate is the noun or adjective after "be"."""
        complements = self.syntax.below(frame.index, "attr", "acomp")
        if "who" not in frame.slots:
            return None
        if not complements:
            return self._state(frame)
        made = _Frame(complements[0], self.syntax.lemmas[complements[0]], {"who": frame.slots["who"]})
        self._circumstances(made, frame.index)
        self._circumstances(made, complements[0])
        return made

    def _state(self, frame: _Frame) -> _Frame | None:
        """How or where somebody is: "the pump was off", "the boat is in port"; the predicate is the verb."""
        if not self.syntax.below(frame.index, "advmod", "prt", "prep"):
            return None
        self._circumstances(frame, frame.index)
        return frame

    def _noun(self, index: int) -> _Frame:
        """The deed that a noun names: "the assassination of X", "the army's raid on Y", "the Z inquiry"."""
        syntax, frame = self.syntax, _Frame(index, self.syntax.lemmas[index])
        frame.add("who", *(i for p in syntax.prepositions(index, "by") for i in syntax.below(p, "pobj")))
        patients = [
            i for p in syntax.prepositions(index, "of", "on", "against", "into") for i in syntax.below(p, "pobj")
        ]
        frame.add("whom", *(i for i in patients if i not in self.places | self.dated))
        for owner in syntax.below(index, "poss"):
            frame.add("who" if patients else "whom", owner)
        for modifier in syntax.below(index, "compound"):
            frame.add("where" if modifier in self.places else "whom", modifier)
        self._circumstances(frame, index)
        return frame

    def _circumstances(self, frame: _Frame, index: int) -> None:
        """Where and when, by the phrases that hang on the predicate, and how many take part."""
        syntax = self.syntax
        for kid in syntax.below(index, "prep", "npadvmod", "advmod"):
            if syntax.below(kid, "neg") or (kid and syntax.lemmas[kid - 1] in syntax.lists.denial):
                continue  # "not in Vienna"
            below = syntax.parse.below(kid, syntax.below(kid, *CLAUSES))
            dated, placed = ([i for i in below if i in known] for known in (self.dated, self.places))
            if dated and syntax.lemmas[kid] not in syntax.lists.lasting:
                frame.add("when", *dated)
            elif placed and syntax.lemmas[kid] in syntax.lists.places:
                frame.add("where", self._top(placed))
            elif syntax.lemmas[kid] in syntax.lists.locative:
                frame.add("where", *syntax.below(kid, "pobj"))
        for filler in (*frame.slots.get("who", ()), *frame.slots.get("whom", ())):
            near = (filler, *syntax.below(filler, "nummod", "quantmod", "det", "amod"))
            frame.add("how many", *[i for i in near if i in self.counted][:1])

    def _top(self, indices: list[int]) -> int:
        """Of the words of one phrase the one that the others hang on."""
        return next((i for i in indices if self.syntax.words[i].head not in indices), indices[0])

    def _proposition(self, frame: _Frame) -> Proposition:
        arguments = set()
        for slot, indices in frame.slots.items():
            if slot == "when":
                arguments |= {self._when(run) for run in _runs(indices)}
            elif slot == "how many":
                arguments |= {Argument(slot, self.counted[i], self.syntax.words[i].span) for i in indices}
            else:
                arguments |= {self._phrase(slot, i, frame.index) for i in indices}
        fillers = [i for slot in ("who", "whom") for i in frame.slots.get(slot, ())]
        negated, modality = turned(self.syntax, frame.index, fillers)
        predicate = self.syntax.words[frame.index].span
        return Proposition(
            _span((predicate, *(a.span for a in arguments))), predicate, frame.lemma,
            tuple(sorted(arguments, key=lambda a: (a.span, a.slot, a.head))), negated, modality,
        )  # fmt: skip

    def _when(self, run: list[int]) -> Argument:
        words = self.syntax.words
        return Argument("when", _span(words[i].span for i in run), words[self._top(run)].span)

    def _phrase(self, slot: str, index: int, predicate: int) -> Argument:
        """A phrase without the clauses and asides that hang on it, nor what hangs on it only by nearness."""
        syntax, words = self.syntax, self.syntax.words
        without = [*syntax.below(index, *CLAUSES, "appos", "punct"), predicate]
        if slot == "where":
            without += syntax.prepositions(index, "with", "for", "after", "by", "during")
        # Where a noun is lent a deed that stands in its own phrase, nothing but its head is left.
        run = next((run for run in _runs(syntax.parse.below(index, without)) if index in run), [index])
        # A possessive's mark is no part of it, unless the parse takes nothing else for the phrase.
        run = [i for i in run if words[i].dependency != "case" or i != run[-1]] or run
        return Argument(slot, _span(words[i].span for i in run), words[index].span)


def _runs(indices: Iterable[int]) -> list[list[int]]:
    """Neighbours together, one word between them allowed."""
    found: list[list[int]] = []
    for index in sorted(indices):
        if found and index - found[-1][-1] <= 2:
            found[-1].append(index)
        else:
            found.append([index])
    return found


def _span(spans: Iterable[Span]) -> Span:
    whole = list(spans)
    return min(start for start, _ in whole), max(end for _, end in whole)
