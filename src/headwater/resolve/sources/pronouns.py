"""Who a phrase means that only points: "he", "it", "one of whom".

Three things speak for somebody: that the network takes the pronoun for a mention of theirs, that they were the last to
speak, and that the sentence before is about them (Grosz, Joshi and Weinstein 1995). Their weights are added.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from headwater.model import SourceType, Span
from headwater.resolve.cast import BODIES, ONE, Cast, Who, fits
from headwater.resolve.phrases import Phrase

LEAST = 0.3
"""What has to speak for somebody before a pronoun is taken for them."""
SPOKE_HERE, SPOKE_BEFORE, SPOKE_EARLIER = 0.9, 0.5, 0.35
"""For the last speaker that fits: in the same paragraph, in the one before, anywhere before."""
SUBJECT = 0.5
"""For whom the sentence before begins with."""
SAME_GENDER = 0.1
"""For the last speaker of whom the text tells man or woman, before one of whom it tells nothing."""
POINTED = 0.8
"""For whom the network is sure that a pronoun which says something means."""
FAR = 3000
"""Characters before a pronoun in which the paragraphs are counted."""
LATEST = 100
"""How many sources are looked at, from the last one back."""
REACH = 40
PARTITIVE = re.compile(r"\b(?:one|two|three|some|most|many|both|several|all)\s+of\s+$", re.IGNORECASE)
OPENS = re.compile(r"[“\"‘']?\s*|[“\"‘'][^“”\"\n]*[,.!?]?[”\"’'],?\s*")
"""What may stand before a pronoun that begins its sentence: nothing, or what is said."""
SAID = re.compile(r"“[^“”\n]*”\s*$|\"[^\"\n]*\"\s*$")
"""What is said right before a pronoun, in as many sentences as it has."""
ORIGIN = re.compile(r"\s+[a-z]+\s+((?:from|at|in|inside|within)\s[^,.;:\n]{2,40})")
"""What follows a noun that says nothing by itself: "three people came from the company"."""

Look = Callable[[Phrase], Who | None]


class Pronouns:
    """Pronouns of one article.

    `named` and `known` say whom a phrase means, without making up anybody; `document` takes a phrase for one.
    """

    def __init__(self, cast: Cast, named: Look, known: Look, document: Callable[[Phrase], Who]) -> None:
        self._cast, self._named, self._known, self._document = cast, named, known, document

    def who(self, span: Span, kind: str, written: str, excluded: Iterable[Who], *, says: bool, lives: bool) -> Who:
        """Whoever a pronoun at `span` means, but none of the `excluded`; somebody new if nothing speaks for anybody.

        Where it `says` something the voice that goes on counts; elsewhere what the network points at comes first. What
        `lives` is no document.
        """
        types = {"neuter": BODIES, "plural": (*BODIES, SourceType.ANONYMOUS)}.get(kind, ONE)
        types = tuple(type_ for type_ in types if type_ is not SourceType.DOCUMENT) if lives else types
        gender = kind if kind in ("masculine", "feminine") else None
        plural = None if kind == "neuter" else kind == "plural"
        barred = {id(who) for who in excluded}

        def fitting(who: Who | None) -> bool:
            if who is None or who.type not in types or id(who) in barred:
                return False
            crowd = kind == "neuter" and who.type is SourceType.COLLECTIVE and who.plural
            return fits(who, plural, gender) and not crowd

        found = self._likeliest(span, fitting, gender, says=says)
        if found is None and kind == "neuter":
            last = self._last_named_before(span)
            found = last if fitting(last) else None
        if found is None:
            type_ = SourceType.ORGANISATION if kind == "neuter" else SourceType.ANONYMOUS
            found = self._cast.new(type_, written, span, plural=bool(plural))
        found.gender = found.gender or gender
        return found

    def group(self, span: Span) -> Who | None:
        """The several whom "them" means, in "one of them": the last that were spoken of."""
        before = (who for at, who in reversed(self._cast.spoken[-LATEST:]) if who.plural and at < span)
        return next(before, None)

    def _likeliest(
        self, span: Span, fitting: Callable[[Who | None], bool], gender: str | None, *, says: bool
    ) -> Who | None:
        weights: dict[int, tuple[float, Span, Who]] = {}

        def speak_for(who: Who | None, weight: float, at: Span) -> None:
            if who is not None and fitting(who):
                so_far = weights.get(id(who), (0.0, at, who))
                weights[id(who)] = so_far[0] + weight, max(so_far[1], at), who

        for who, (likely, at) in self._pointed(span, later=not says).items():
            speak_for(who, POINTED * likely if says else likely, at)
        if not says and any(weight >= LEAST for weight, _, _ in weights.values()):
            return max(weights.values(), key=lambda w: (w[0], w[1]))[2]
        spoke = self._last_speaker(span, fitting)
        if spoke:
            speak_for(spoke[1], self._nearness(spoke[0], span), spoke[0])
        same = self._last_speaker(span, lambda who: fitting(who) and who is not None and bool(who.gender))
        near = same is not None and self._nearness(same[0], span) == SPOKE_HERE
        if same and gender and near and (spoke is None or same[1] is not spoke[1]):
            speak_for(same[1], SPOKE_HERE + SAME_GENDER, same[0])
        subject = self._subject_before(span)
        if subject:
            speak_for(subject, SUBJECT, span)
        best = max(weights.values(), key=lambda w: (w[0], w[1]), default=None)
        return best[2] if best and best[0] >= LEAST else None

    def _pointed(self, span: Span, *, later: bool) -> dict[Who, tuple[float, Span]]:
        """Everybody whom the network takes the pronoun for: how likely one mention at least is theirs, and the last."""
        found: dict[Who, tuple[float, Span]] = {}
        for antecedent, likely in self._cast.likely(span).items():
            who = self._cast.at(antecedent) if later or antecedent < span else None
            if who and who.name != self._cast.publisher:
                before, at = found.get(who, (0.0, antecedent))
                found[who] = 1 - (1 - before) * (1 - likely), max(at, antecedent)
        return found

    def _last_speaker(self, span: Span, fitting: Callable[[Who | None], bool]) -> tuple[Span, Who] | None:
        """The last source that fits: in news one voice goes on until another is named."""
        before = [p for p in reversed(self._cast.spoken[-LATEST:]) if p[0] < span and fitting(p[1])]
        # Whom somebody else passes on is spoken of less than who does: "El Faro, citing a document, said … It said".
        return next((p for p in before if p[0] not in self._cast.nested), before[0] if before else None)

    def _nearness(self, mention: Span, span: Span) -> float:
        between = self._cast.text[mention[1] : min(span[0], mention[1] + FAR)]
        paragraphs = len([line for line in between.split("\n") if line.strip()]) - 1
        if span[0] > mention[1] + FAR:
            return SPOKE_EARLIER
        return SPOKE_HERE if paragraphs < 1 else SPOKE_BEFORE if paragraphs == 1 else SPOKE_EARLIER

    def _subject_before(self, span: Span) -> Who | None:
        """Whom the sentence before begins with, if the pronoun begins its own and both are in one paragraph."""
        text, sentences = self._cast.text, self._cast.sentences
        said = SAID.search(text, max(0, span[0] - FAR), span[0])
        here = sentences.holding(said.start() if said else span[0])
        before = next(sentences.before(here[0]), None) if here else None
        if here is None or before is None or not OPENS.fullmatch(text, here[0], span[0]):
            return None
        phrase = self._cast.phrases.after(before[0])
        if "\n" in text[before[1] : span[0]] or phrase is None or phrase[0] >= before[1]:
            return None
        opening = text[before[0] : phrase[0]].strip("“\"‘' ").lower()
        if opening and opening not in self._cast.lexicon.prepositions:
            return None
        doer = self._doer(before) if opening else phrase
        subject = self._cast.phrase(doer) if doer else None
        return (self._named(subject) or self._known(subject)) if subject else None

    def _doer(self, sentence: Span) -> Span | None:
        """Who does what a sentence tells, behind what stands before: "In a letter to the board | the mayor | wrote"."""
        told = (p for p in self._cast.annotation.propositions if sentence[0] <= p.predicate[0] < sentence[1])
        main = max(told, key=lambda p: (p.span[1] - p.span[0], -p.predicate[0]), default=None)
        return next((a.span for a in main.arguments if a.slot == "who"), None) if main else None

    def _last_named_before(self, span: Span) -> Who | None:
        """What the sentence before ends with, if the pronoun begins its own: "through the daily Varsla. It wrote"."""
        text, sentences = self._cast.text, self._cast.sentences
        here = sentences.holding(span[0])
        before = next(sentences.before(here[0]), None) if here else None
        if here is None or before is None or not OPENS.fullmatch(text, here[0], span[0]):
            return None
        last = max((p for p in self._cast.phrases.beginning(*before) if p[1] <= before[1]), default=None)
        if last is None or "\n" in text[before[1] : span[0]] or text[last[1] : before[1]].strip(" .”\"’'"):
            return None
        phrase = self._cast.phrase(last)
        if self._cast.lexicon.kind(phrase.head) == "document":
            return self._document(phrase)
        return self._named(phrase)


def with_partitive(text: str, span: Span) -> Span:
    """ "one of whom" for a span that begins at its "whom"."""
    match = PARTITIVE.search(text, max(0, span[0] - REACH), span[0])
    return (match.start(), span[1]) if match else span


def group_before(cast: Cast, span: Span, *, people: bool) -> Span | None:
    """The noun phrase just before `span`, with what it completes: "officials from the company, one of whom".

    Where it cannot be `people`, as "the company" in "three people came from the company, one of whom", the last phrase
    of the clause that can.
    """
    line = max(cast.text.rfind("\n", 0, span[0]), span[0] - FAR)
    before = [p for p in cast.phrases.beginning(line, span[0]) if p[1] <= span[0]]
    if not before or span[0] > before[-1][1] + 3:
        return None
    nearest = max(before)
    if not people or not _is_thing(cast, nearest):
        return _whole(cast, nearest, before)
    clause = max(cast.text.rfind(mark, 0, nearest[0]) for mark in ".;\n")
    others = [p for p in before if p[0] > clause and not _is_thing(cast, p) and cast.phrase(p).head]
    return max(others, default=None)


def _is_thing(cast: Cast, span: Span) -> bool:
    phrase = cast.phrase(span)
    return not phrase.plural and cast.lexicon.kind(phrase.head) in ("organisation", "document", "publication")


def _whole(cast: Cast, span: Span, before: Sequence[Span]) -> Span:
    """A noun phrase with those that it completes: "officials | from the company"."""
    start = span[0]
    for first, end in reversed(before):
        if end <= start and cast.text[end:start].strip().lower() in cast.lexicon.prepositions:
            start = first
    return start, span[1]


def with_origin(text: str, span: Span) -> str | None:
    """Where those come from whose noun says nothing: "from the company" after "three people came"."""
    match = ORIGIN.match(text, span[1])
    return " ".join(match.group(1).split()) if match else None
