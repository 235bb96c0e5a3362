"""What an assertion says was done: its propositions, with their phrases read, and whether they were done at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from headwater.disagreement.clauses import END, clause, may_come, negated, negation, supposes, tells
from headwater.disagreement.lexicon import WORD, key, stems, words
from headwater.disagreement.outcomes import Fate
from headwater.disagreement.phrases import Page, Phrase, content
from headwater.disagreement.wording import denied, phrased, turns
from headwater.model import Argument, Assertion, Certainty, Modality, Place, Proposition, Span

OPENING = 12
"""Characters before the first phrase of what is denied ("that", "on Friday that")."""
BEFORE = 30
"""Characters before a predicate in which an article makes a noun of it."""
POSSESSIVE = re.compile(r"[’']s$")
APART = re.compile(r"[,;:()]|\b(?:and|but|or|while|as)\b")
"""Between a predicate and a number it says that the number is another one's."""
BROUGHT_ABOUT = frozenset({Modality.ATTEMPT, Modality.FAILURE, Modality.SUCCESS})
INSIDE = re.compile(r"\s(?:in|at|near|from|outside)\s+(?=(?:the\s+)?[^\W\d_a-zß-ÿ])")
"""A place within a phrase: "the factory in Poland"."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A proposition of the assertion with the index `assertion`; `verb` is what its predicate is looked up by.

    It is not `certain` under a condition, and not `telling` where the clause leaves it open whether it was done. `said`
    are the stems of all words of the clause; `turn` is the predicate with what turns it, and `evidence` where that
    stands. The `main` deed of its assertion is that of the first verb; a `nominal` one has a noun for its predicate.
    Without a verb it is all of an assertion that puts no proposition ("three faults in it").
    """

    assertion: int
    predicate: Place
    verb: str
    phrases: tuple[Phrase, ...]
    fate: Fate
    certain: bool
    telling: bool
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
    told = assertion.propositions or page.of_cue(assertion.attribution, assertion.span)
    propositions = sorted((p for p in told if len(p.lemma.strip("’'")) > 1), key=lambda p: p.predicate)
    spans = assertion.span
    loose = _loose(propositions, [*page.numbers(spans), *page.names_of_places(spans), *page.dates(spans)], page.text)
    if not propositions:
        yield _bare(index, assertion, page)
    main = next((p for p in propositions if not _nominal(p, page.text)), propositions[0] if propositions else None)
    if main and assertion.certainty is Certainty.DENIED and (main.span[0] > spans[0][0] + OPENING or _relative(main)):
        # "Denied the work she had done": what is done there is not denied.
        main = None
    for proposition in propositions:
        arguments = [*_arguments(proposition, page), *loose.get(proposition.predicate, ())]
        phrases = tuple(Phrase(page, argument) for argument in arguments)
        yield _deed(index, assertion, proposition, phrases, page, main=proposition is main)


def _deed(
    index: int, assertion: Assertion, proposition: Proposition, phrases: tuple[Phrase, ...], page: Page, *, main: bool
) -> Deed:
    by_source = assertion.certainty is Certainty.DENIED and bool(assertion.propositions)
    is_denied = by_source and main
    none = any(phrase.quantity and phrase.quantity.low == phrase.quantity.high == 0 for phrase in phrases)
    if by_source:
        # The cue stands outside of what it denies, but a parse that sees it counts it too.
        against: bool | None = negation(proposition, page.text) is not None
    else:
        against = none or negated(proposition, page.text, page.cues if assertion.propositions else ())
    turn, evidence = _turn(proposition, page.cue(assertion.attribution) if is_denied else None, page)
    return Deed(
        index,
        Place(page.article, proposition.predicate),
        _verb(proposition, phrases),
        phrases,
        Fate(bool(against) == is_denied, _modality(proposition, turn, page.text)),
        (is_denied or not by_source) and not supposes(proposition, page.text),
        against is not None and tells(proposition, page.text),
        content(clause(proposition, page.text)),
        turn,
        evidence,
        main,
        _nominal(proposition, page.text),
    )


def _verb(proposition: Proposition, phrases: Iterable[Phrase]) -> str:
    """What a predicate is looked up by; of a verb of measure that what it measures ("the cost was put at")."""
    verb = key(proposition.lemma)
    if verb not in stems("deeds", "measures"):
        return verb
    heads = (p.means.head for p in phrases if p.slot in ("who", "whom"))
    return next((head for head in heads if head in stems("deeds", "amounts")), verb)


def _bare(index: int, assertion: Assertion, page: Page) -> Deed:
    numbers = tuple(Phrase(page, argument) for argument in page.numbers(assertion.span))
    fate = Fate(assertion.certainty is not Certainty.DENIED, Modality.FACT)
    whole = (assertion.span[0][0], assertion.span[-1][1]) if assertion.span else (0, 0)
    return Deed(
        index, Place(page.article, whole), "", numbers, fate, True, True, content(assertion.text), "", (), True, True
    )


def _relative(proposition: Proposition) -> bool:
    """Whether whom it is done to stands before who does it: "the work that she had done"."""
    who, whom = ([a.span for a in proposition.arguments if a.slot == slot] for slot in ("who", "whom"))
    return bool(who and whom) and min(whom) < min(who) < proposition.predicate


def _modality(proposition: Proposition, turn: str, text: str) -> Modality:
    """What the parse takes for tried, failed or planned has a word for it right there.

    Who only decides or promises to do something may be doing it, as may who can.
    """
    if proposition.modality is Modality.PLAN and words("negation", "planning").isdisjoint(WORD.findall(turn.lower())):
        return Modality.EXPECTATION
    if proposition.modality in BROUGHT_ABOUT and not turns(proposition, text):
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
    if near and near[-1] in words("phrases", "verbal"):
        return False
    return any(word in words("who", "determiners") or POSSESSIVE.search(word) for word in near)


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
