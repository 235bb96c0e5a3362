"""What an assertion says was done: its propositions, with their phrases read, and whether they were done at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from headwater.disagreement.clauses import clause, negation, states
from headwater.disagreement.lexicon import WORD, key, words
from headwater.disagreement.outcomes import Fate
from headwater.disagreement.phrases import Page, Phrase, content
from headwater.disagreement.wording import denied, phrased
from headwater.model import Argument, Assertion, Certainty, Modality, Place, Proposition, Span

BEFORE = 24
"""Characters before a predicate in which an article makes a noun of it."""
INSIDE = re.compile(r"\s(?:in|at|near|from|outside)\s+(?=(?:the\s+)?[^\W\d_a-zß-ÿ])")
"""A place within a phrase: "the factory in Poland"."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A proposition of the assertion with the index `assertion`; `verb` is what its predicate is looked up by.

    `certain` is False where the clause leaves it open whether it was done at all. `said` are the stems of all words of
    the clause; `turn` is the predicate with what turns it, and `evidence` where that stands. The `main` deed of its
    assertion is the widest; a `nominal` one has a noun for its predicate. Without a verb it is all of an assertion that puts no proposition ("three faults in it").
    """

    assertion: int
    verb: str
    phrases: tuple[Phrase, ...]
    fate: Fate
    certain: bool
    said: frozenset[str]
    turn: str
    evidence: tuple[Place, ...]
    main: bool
    nominal: bool

    @property
    def done(self) -> bool:
        return self.fate.done

    def having(self, *slots: str) -> tuple[Phrase, ...]:
        return tuple(phrase for phrase in self.phrases if phrase.slot in slots)


def deeds(index: int, assertion: Assertion, page: Page) -> Iterator[Deed]:
    """The deeds of one assertion, in the order of the text; of a content that puts none, that of its cue.

    ("The union refused the offer" says no more of the offer.)
    """
    propositions = sorted(assertion.propositions or page.of_cue(assertion.attribution), key=lambda p: p.predicate)
    loose = _loose(propositions, [*page.numbers(assertion.span), *page.names_of_places(assertion.span)])
    if not propositions:
        yield _bare(index, assertion, page)
    main = max(propositions, key=lambda p: p.span[1] - p.span[0], default=None)
    for proposition in propositions:
        source_denies = assertion.certainty is Certainty.DENIED and proposition is main and bool(assertion.propositions)
        # A denial's cue stands outside of what it denies, but a parse that sees it counts it too.
        done = negation(proposition, page.text) is not None if source_denies else not proposition.negated
        turn, evidence = _turn(proposition, page.cue(assertion.attribution) if source_denies else None, page)
        yield Deed(
            index,
            key(proposition.lemma),
            tuple(map(page.phrase, (*_arguments(proposition, page), *loose.get(proposition.predicate, ())))),
            Fate(done, proposition.modality),
            states(proposition, page.text),
            content(clause(proposition, page.text)),
            turn,
            evidence,
            proposition is main,
            _nominal(proposition, page.text),
        )


def _bare(index: int, assertion: Assertion, page: Page) -> Deed:
    numbers = tuple(map(page.phrase, page.numbers(assertion.span)))
    fate = Fate(assertion.certainty is not Certainty.DENIED, Modality.FACT)
    return Deed(index, "", numbers, fate, True, content(assertion.text), "", (), True, True)


def _nominal(proposition: Proposition, text: str) -> bool:
    before = WORD.findall(text[max(0, proposition.predicate[0] - BEFORE) : proposition.predicate[0]])
    return any(word.lower() in words("who", "determiners") for word in before[-2:])


def _arguments(proposition: Proposition, page: Page) -> Iterator[Argument]:
    """The arguments, with the places that stand within other phrases."""
    yield from proposition.arguments
    for argument in proposition.arguments:
        end = argument.span[1]
        if argument.slot in ("who", "whom") and (inside := INSIDE.search(page.text, argument.head[1], end)):
            yield Argument("where", (inside.end(), end), (inside.end(), end))


def _turn(proposition: Proposition, cue: Span | None, page: Page) -> tuple[str, tuple[Place, ...]]:
    if cue:
        value = denied(cue, proposition.predicate, page.text)
        return value, (Place(page.article, cue), Place(page.article, proposition.predicate))
    span = phrased(proposition, page.text)
    return page.text[slice(*span)], (Place(page.article, span),)


def _loose(propositions: Sequence[Proposition], arguments: Iterable[Argument]) -> dict[Span, list[Argument]]:
    """What no proposition has for an argument, under the last predicate before it, or the first of all."""
    taken = [a.span for p in propositions for a in (*p.arguments, Argument("", p.predicate, p.predicate))]
    found: dict[Span, list[Argument]] = {}
    for argument in arguments:
        start, end = argument.span
        within = argument.slot == "where" and any(first < end and start < last for first, last in taken)
        if propositions and argument.span not in taken and not within:
            before = [p.predicate for p in propositions if p.predicate[0] < start]
            found.setdefault(before[-1] if before else propositions[0].predicate, []).append(argument)
    return found
