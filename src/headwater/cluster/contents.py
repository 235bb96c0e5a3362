"""What an attribution states: its content, cut into statements, the whole clause where that is a mere word, or nothing.

"Merania expelled three diplomats", "the firm knew that the ramp was failing" and "the managers were told of it" are
deeds, and whoever did them did not say so: such a sentence is told by whoever tells it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from headwater.cluster.language import settings
from headwater.cluster.pieces import beside, count, joined, stated
from headwater.cluster.statements import statements
from headwater.model import Attribution, Certainty, Proposition, Quotation, Reading, Span, Spans
from headwater.spans import merged
from headwater.vocabulary import telling

MARKS = '“”"«»'
OWNING = ("'s", "’s", "s'", "s’")


def told(spans: Spans, reading: Reading) -> tuple[Proposition, ...]:
    """The propositions whose predicates stand in the spans, in order."""
    found: list[Proposition] = []
    for start, end in spans:
        first, last = (bisect_left(reading.propositions, at, key=_position) for at in (start, end))
        found += reading.propositions[first:last]
    return tuple(found)


def _position(proposition: Proposition) -> int:
    return proposition.predicate[0]


def whole(proposition: Proposition, piece: Span) -> bool:
    """Whether the piece holds the deed and who did it or to whom."""
    start, end = piece
    return start <= proposition.predicate[0] < end and any(
        argument.slot in ("who", "whom") and start <= argument.head[0] < end for argument in proposition.arguments
    )


def main_of(deeds: Sequence[Proposition]) -> Proposition | None:
    return max(deeds, key=lambda p: (p.span[1] - p.span[0], -p.predicate[0]), default=None)


def stated_in(attribution: Attribution, reading: Reading) -> list[Spans]:
    """What it states, in order: a mere word or two states nothing, unless it is quoted.

    "The email says 19 September", "the operator denies it": a value, or what was said before, is stated by the clause.
    """
    if not states(attribution, reading):
        return []
    text, rules = reading.article.text, settings()["assertions"]
    found = []
    for span in statements(_with_cue(attribution, reading), reading.clauses or reading.sentences, text):
        short = attribution.kind is Quotation.INDIRECT and count(span, text) < rules["fewest_words"]
        deeds = told(span, reading)
        if short and reading.propositions and not any(whole(deed, piece) for deed in deeds for piece in span):
            if clause := _clause(attribution, reading):
                return [clause]
            continue
        found.append(span)
    return found


def _with_cue(attribution: Attribution, reading: Reading) -> Spans:
    """The content; of "the shooting | was believed | to be his" with the verb, without which it says nothing."""
    content, text = attribution.content, reading.article.text
    if attribution.source or len(content) < 2 or not attribution.cue or not told(attribution.cue, reading):
        return content
    start, end = attribution.cue[0][0], attribution.cue[-1][1]
    before = max((span for span in content if span[1] <= start), default=None)
    after = min((span for span in content if span[0] >= end), default=None)
    if before is None or after is None or text[before[1] : start].strip() or text[end : after[0]].strip():
        return content
    return tuple(merged((*content, (before[1], after[0]))))


def _clause(attribution: Attribution, reading: Reading) -> Spans:
    """The clause of an attribution that gives a value or takes back what was said before; else nothing."""
    text = reading.article.text
    if not attribution.source or not attribution.cue:
        return ()
    values = (*(date.span for date in reading.dates), *(quantity.span for quantity in reading.quantities))
    valued = any(start <= first and last <= end for start, end in attribution.content for first, last in values)
    if not valued and not (attribution.certainty is Certainty.DENIED and points_at_all(attribution, text)):
        return ()
    at = attribution.cue[0][0]
    clause = next((c for c in reading.clauses or reading.sentences if c[0] <= at < c[1]), None)
    others = (span for a in reading.attributions if a.id != attribution.id for span in (*a.cue, *a.content))
    apart = [span for span in others if all(span[0] >= end or start >= span[1] for start, end in attribution.content)]
    return stated(beside(clause, merged(apart)), text) if clause else ()


def points_at_all(attribution: Attribution, text: str) -> bool:
    """Whether its content is nothing but "it", "this", "that": all that was said before."""
    return joined(attribution.content, text).strip(".,;:").lower() in _words("all_of_it")


def states(attribution: Attribution, reading: Reading) -> bool:
    """Whether what is attributed says something of something, as far as its article is parsed.

    "The crack, first reported by the Courier, was found" says nothing of the crack that the Courier reported: the main
    deed is another one. Nor does "the police seek to question two men", where what is sought is a deed. "The report
    lists three faults" does.
    """
    if not reading.propositions:
        return True
    cue, text = told(attribution.cue, reading), reading.article.text
    if _is_deed(attribution, cue, text) or _is_left_open(attribution, cue, text) or _only_names(attribution, reading):
        return False
    if any(
        not _named_deed(attribution.content, each, reading.article.text) for each in told(attribution.content, reading)
    ):
        return True
    first = min(attribution.content, default=(0, 0))[0]
    clause = next((c for c in reading.clauses or reading.sentences if c[0] <= first < c[1]), None)
    main = main_of(told((clause,), reading)) if clause else None
    if main is None or any(mark in joined(attribution.content, reading.article.text) for mark in MARKS):
        return main is None or cue == (main,)
    before = bool(attribution.source) and attribution.source[0] < attribution.cue[0]
    return (cue == (main,) or before) and any(deed.lemma in _words("naming") for deed in cue)


def _is_deed(attribution: Attribution, cue: Sequence[Proposition], text: str) -> bool:
    """ "The firm knew that …", "the managers were told that …", "the two agreed to …", "the man asked not to …"."""
    lemmas = {deed.lemma for deed in cue}
    if lemmas and lemmas <= _words("knowing"):
        return True
    to_do = bool(attribution.content) and text.startswith(("to ", "not to "), min(attribution.content)[0])
    if to_do and _last_word(attribution, text) in _words("decisions"):
        return True
    if to_do and not attribution.source and lemmas and lemmas <= _words("told_to"):
        return True
    if cue and all(deed.lemma in telling() and _done_to(attribution.source, deed) for deed in cue):
        return True
    return to_do and bool(lemmas & _words("deciding"))


def _last_word(attribution: Attribution, text: str) -> str:
    """The last word of a cue."""
    words: list[str] = re.findall(r"\w+", joined(attribution.cue, text).lower())
    return words[-1] if words else ""


def _only_names(attribution: Attribution, reading: Reading) -> bool:
    """ "Denied | the claims in the article", "wrote of | his relationship with Moss": what is known is only named.

    Of "the killing of Moss" it is told who was killed.
    """
    text = joined(attribution.content, reading.article.text)
    first, *others = text.split() or [""]
    known = first.lower() in _words("known") or any(word.endswith(OWNING) for word in (first, *others[:3]))
    if attribution.kind is not Quotation.INDIRECT or not known or not attribution.source:
        return False
    deeds = told(attribution.content, reading)
    if not set(settings()["assertions"]["auxiliaries"].split()).isdisjoint(text.lower().split()):
        return False
    if any(argument.slot in ("who", "whom") for deed in deeds for argument in deed.arguments):
        return False
    values = (*(date.span for date in reading.dates), *(quantity.span for quantity in reading.quantities))
    inside = any(start <= first < end for first, _ in values for start, end in attribution.content)
    lemmas = {deed.lemma for deed in told(attribution.cue, reading)}
    return bool(lemmas) and not inside and lemmas.isdisjoint(_words("calling"))


def _is_left_open(attribution: Attribution, done: Sequence[Proposition], text: str) -> bool:
    """ "She asked whether …", "the ministry did not say who …", "he asked that …": nobody says that it is so."""
    cue = re.findall(r"\w+", joined(attribution.cue, text).lower().replace("n’t", " not").replace("n't", " not"))
    said = f" {' '.join(cue)} "
    if attribution.certainty is Certainty.ATTRIBUTED and any(f" {each} " in said for each in _words("negations")):
        return not any(f" {each} " in said for each in _words("affirming"))
    if attribution.kind is Quotation.DIRECT:
        return False
    if done and all(deed.lemma in _words("requesting") for deed in done):
        return True
    first, *_ = joined(attribution.content, text).lower().split() or [""]
    if (last := _last_word(attribution, text)) in _words("asking"):
        first = last
    if attribution.kind is not Quotation.INDIRECT or first not in _words("asking"):
        return False
    if attribution.source and min(attribution.content) < attribution.source[0]:
        return True  # "What Moss wants"
    return first in _words("doubting") or not (_words("negations") | _words("leaving_open")).isdisjoint(cue)


def _named_deed(content: Spans, deed: Proposition, text: str) -> bool:
    """Whether a content begins with a noun for a deed and tells no more of it: "filed | her petition", "asked about |
    the ministry's statement"."""
    before = text[min(content)[0] : deed.predicate[0]].strip().lower()
    behind = text[deed.predicate[1] : max(content)[1]].lower().split()
    owned = before in _words("owners") or before.endswith(OWNING)
    return owned and set(settings()["assertions"]["auxiliaries"].split()).isdisjoint(behind)


def _done_to(source: Spans, deed: Proposition) -> bool:
    """Whether what a cue says is done to its source, and not by it."""
    slots = {a.slot for a in deed.arguments for start, end in source if start <= a.head[0] < end}
    return "whom" in slots and "who" not in slots


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(settings()["attributed"][name])
