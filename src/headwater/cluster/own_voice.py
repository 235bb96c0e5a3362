"""What an article asserts in its own voice: its sentences, and what attributions leave of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from headwater.cluster.contents import main_of, stated_in, told
from headwater.cluster.language import WORD, settings
from headwater.cluster.pieces import EDGE, beside, count, joined, stated, within
from headwater.model import Assertion, Attribution, Certainty, Proposition, Reading, Span, Spans
from headwater.quotation import speeches
from headwater.spans import merged

QUOTES, ENDS = "”’\"')] ", (".", "!", "…")
"""What a sentence ends with: a caption, a byline or a label does not."""


def own_voice(reading: Reading) -> Iterator[Assertion]:
    """Each clause that states something, without what is attributed in it, in the order of the text."""
    text, rules = reading.article.text, settings()["assertions"]
    # What only shares its wording with another article is no credit: it says what it says.
    credited = [span for derivation in reading.derivations if derivation.stated for span in derivation.evidence]
    taken = _taken(reading)
    quotations = merged(span for speech in speeches(text) for span in speech)
    for number, clause in enumerate(_clauses(reading)):
        clause = _without_dateline(clause, text)
        if not _factual(text[slice(*clause)], reading.article.byline):
            continue
        left = _left(clause, taken, reading, headline=number == 0 and _is_headline(clause, reading))
        words = count(left, text)
        if words < rules["fewest_words"] or not _factual(joined(left, text), reading.article.byline):
            continue
        if words - count(within(left, credited), text) < rules["fewest_words"]:
            continue
        if words - count(within(left, quotations), text) < min(rules["fewest_words"], words / 2):
            continue
        certainty = Certainty.HEDGED if hedged(left, reading) else Certainty.ASSERTED
        yield Assertion(reading.article.id, None, left, joined(left, text), certainty, (), told(left, reading))


def _clauses(reading: Reading) -> Spans:
    """The clauses of an article, its headline in one unless a semicolon parts it: "Fears grow as Moss, Thorne quit"."""
    clauses, title = reading.clauses or reading.sentences, (reading.article.title or "").split()
    headline = reading.sentences[0] if reading.sentences else (0, 0)
    text = reading.article.text[slice(*headline)]
    if not title or ";" in text or text.split() != title:
        return clauses
    return (headline, *(clause for clause in clauses if clause[0] >= headline[1]))


def hedged(spans: Spans, reading: Reading) -> bool:
    """Whether a word in the spans hedges what they say."""
    return any(start <= hedge < end for hedge, _ in reading.hedges for start, end in spans)


def _taken(reading: Reading) -> list[Span]:
    """What is attributed, with the words that attribute it.

    An attribution of a mere name for something ("the crack, first reported by the Courier, was found …") takes nothing
    away: its sentence still says what it says. Nor is a source taken that does something else before it says so:
    "On Monday Moss | left, saying …".
    """

    def spans(attribution: Attribution) -> Spans:
        said = (*attribution.cue, *attribution.content)
        return said if _does_more(attribution, reading) else (*attribution.source, *said)

    return merged(span for a in reading.attributions if stated_in(a, reading) for span in spans(a))


def _does_more(attribution: Attribution, reading: Reading) -> bool:
    """Whether a deed stands between a source and its cue."""
    if not attribution.source or not attribution.cue or attribution.cue[0] < attribution.source[0]:
        return False
    return bool(told(((attribution.source[-1][1], attribution.cue[0][0]),), reading))


def _left(clause: Span, taken: Sequence[Span], reading: Reading, *, headline: bool) -> Spans:
    """What of a clause is the article's own: all beside what is `taken`, if its main deed is there; else the pieces
    that say something by themselves."""
    text = reading.article.text
    left, all_of_it = stated(beside(clause, taken), text, own=True), stated((clause,), text, own=True)
    if headline and left == all_of_it:
        return left
    deeds = told((clause,), reading)
    main = main_of(deeds)
    if main is None:
        # Nobody does anything ("the pump had been off for weeks"), or nothing is parsed.
        enough = settings()["assertions"]["own_share"] * count((clause,), text)
        ends = text[: clause[1]].rstrip(QUOTES).endswith(ENDS)
        return left if count(left, text) >= enough and (ends or not reading.propositions) else ()
    if left == all_of_it:
        return left
    left = tuple(_alone(piece, clause, text) for piece in left if not _depends(piece, text))
    left = tuple(piece for piece in left if piece[0] < piece[1] and not _breaks_off(piece, clause, text))
    return tuple(merged(span for deed in deeds for span in _standing(deed, left, reading)))


def _standing(deed: Proposition, left: Spans, reading: Reading) -> Spans:
    """The pieces that hold a deed and who does it, or what it is done to in "the ramp was mended"; in no piece, none.

    Who does it may also be who is said to say the rest: "Moss | left the room and said that it fell".
    """
    text = reading.article.text
    here = [piece for piece in left if piece[0] <= deed.predicate[0] < piece[1]]
    if text[slice(*deed.predicate)].endswith("ing") and not _auxiliary().search(text, deed.span[0], deed.predicate[0]):
        return ()  # "Heading for the harbour, Moss | said …"
    doers = [argument for argument in deed.arguments if argument.slot == "who"]
    if not doers and _auxiliary().search(text, deed.span[0], deed.predicate[0]):
        doers = [a for a in deed.arguments if a.slot == "whom" and a.head[0] < deed.predicate[0]]
    if not here or not doers:
        return ()
    head, phrase = doers[0].head, doers[0].span
    homes = [piece for piece in left if piece[0] <= head[0] < piece[1]]
    if not homes and any(start <= head[0] < end for a in reading.attributions for start, end in a.source):
        homes = [phrase]
    return tuple(sorted({*here, *homes})) if homes else ()


def _depends(piece: Span, text: str) -> bool:
    """Whether a piece only says when, or if, what is cut off behind it happened: "When he turned around"."""
    return _depending().match(text, *piece) is not None and "," not in text[slice(*piece)]


def _alone(piece: Span, clause: Span, text: str) -> Span:
    """A piece without the words that lead over to what is cut off behind it ("anger mounted | after"), or before it
    ("though | anger mounted"). "That", with a capital, begins nothing but a sentence."""
    start, end = piece
    while end < clause[1] and (match := _leading_over().search(text, start, end)):
        end = match.start()
    alone = () if text.startswith("That ", start) else stated(((start, end),), text)
    return alone[0] if alone else (start, end)


def _breaks_off(piece: Span, clause: Span, text: str) -> bool:
    """Whether the verb of a piece is cut off from what follows it: "Moss was | among …"."""
    return piece[1] < clause[1] and _auxiliary().fullmatch(text[slice(*piece)].split()[-1]) is not None


def _is_headline(first: Span, reading: Reading) -> bool:
    """Whether an article begins with its title: what stands there may be a masthead ("Radio Skerry, 3 May 2024")."""
    title, text = reading.article.title, " ".join(reading.article.text[slice(*first)].split())
    return not title or text in title or title in text


def _without_dateline(clause: Span, text: str) -> Span:
    match = _dateline().match(text, *clause)
    return (match.end(), clause[1]) if match else clause


def _factual(sentence: str, byline: str | None) -> bool:
    bare = sentence.strip()
    if bare.rstrip(EDGE).endswith("?") or (byline and bare == byline.strip()):
        return False
    return bool(WORD.search(bare)) and not any(pattern.match(bare) for pattern in _not_factual())


@cache
def _not_factual() -> Iterable[re.Pattern[str]]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in settings()["assertions"]["not_factual"])


@cache
def _auxiliary() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(settings()['assertions']['auxiliaries'].split())})\b", re.IGNORECASE)


@cache
def _depending() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(settings()['assertions']['depending'].split())})\b", re.IGNORECASE)


@cache
def _leading_over() -> re.Pattern[str]:
    rules = settings()["assertions"]
    words = "|".join((*rules["closing"].split(), *rules["leading_over"].split()))
    return re.compile(rf"(?:[\s,;–—]+(?:{words})|,\s+\w+ing)[\s,;–—]*\Z", re.IGNORECASE)


@cache
def _dateline() -> re.Pattern[str]:
    return re.compile(settings()["assertions"]["dateline"])
