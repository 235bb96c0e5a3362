"""What an assertion says was done: its propositions, with their phrases read, and whether they were done at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from headwater.disagreement.clauses import clause, negation, states
from headwater.disagreement.lexicon import key
from headwater.disagreement.outcomes import Fate
from headwater.disagreement.phrases import Page, Phrase, content
from headwater.disagreement.wording import denied, phrased
from headwater.model import Argument, Assertion, Certainty, Modality, Place, Proposition, Span

INSIDE = re.compile(r"\s(?:in|at|near|from|outside)\s+(?=(?:the\s+)?[^\W\d_a-zß-ÿ])")
"""A place within a phrase: "the factory in Poland"."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A proposition of the assertion with the index `assertion`; `verb` is what its predicate is looked up by.

    `certain` is False where the clause leaves it open whether it was done at all. `said` are the stems of all words of
    the clause; `turn` is the predicate with what turns it, and `evidence` where that stands. The `main` deed of its
    assertion is the widest. Without a verb it is all of an assertion that puts no proposition ("three faults in it").
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
    counted = [q.span for q in page.quantities if any(s <= q.span[0] and q.span[1] <= e for s, e in assertion.span)]
    if not propositions:
        yield _bare(index, assertion, page, counted)
    loose = _loose(propositions, counted)
    main = max(propositions, key=lambda p: p.span[1] - p.span[0], default=None)
    for proposition in propositions:
        source_denies = assertion.certainty is Certainty.DENIED and proposition is main and bool(assertion.propositions)
        # A denial's cue stands outside of what it denies, but a parse that sees it counts it too.
        done = negation(proposition, page.text) is not None if source_denies else not proposition.negated
        turn, evidence = _turn(proposition, page.cue(assertion.attribution) if source_denies else None, page)
        yield Deed(
            index,
            key(proposition.lemma),
            tuple(map(page.phrase, _arguments(proposition, loose.get(proposition.predicate, ()), page))),
            Fate(done, proposition.modality),
            states(proposition, page.text),
            content(clause(proposition, page.text)),
            turn,
            evidence,
            proposition is main,
        )


def _bare(index: int, assertion: Assertion, page: Page, counted: Iterable[Span]) -> Deed:
    numbers = tuple(page.phrase(Argument("how many", span, span)) for span in counted)
    fate = Fate(assertion.certainty is not Certainty.DENIED, Modality.FACT)
    return Deed(index, "", numbers, fate, True, content(assertion.text), "", (), True)


def _arguments(proposition: Proposition, numbers: Iterable[Span], page: Page) -> Iterator[Argument]:
    """The arguments, with numbers that no proposition has, and the places that stand within other phrases."""
    yield from proposition.arguments
    yield from (Argument("how many", span, span) for span in numbers)
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


def _loose(propositions: Sequence[Proposition], counted: Iterable[Span]) -> dict[Span, list[Span]]:
    """Numbers that are no proposition's argument, under the last predicate before them, or the first of all."""
    taken = {a.span for p in propositions for a in p.arguments if a.slot == "how many"}
    found: dict[Span, list[Span]] = {}
    for span in counted:
        if propositions and span not in taken:
            before = [p.predicate for p in propositions if p.predicate[0] < span[0]]
            found.setdefault(before[-1] if before else propositions[0].predicate, []).append(span)
    return found
