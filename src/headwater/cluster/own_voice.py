"""What an article asserts in its own voice: its sentences, and what attributions leave of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from headwater.cluster.contents import main_of, stated_in, told
from headwater.cluster.language import WORD, restricts, settings
from headwater.cluster.pieces import EDGE, beside, count, joined, stated, within
from headwater.model import Argument, Assertion, Attribution, Certainty, Proposition, Reading, Span, Spans
from headwater.quotation import speeches
from headwater.spans import merged

FOLLOWING = re.compile(r"\s+([\w“\"‘']+)")
NEAR = 20
"""Characters before a clause in which the sentence before it ends, or it goes on."""
QUOTES, ENDS = "”’\"')] ", (".", "!", "…")
"""What a sentence ends with: a caption, a byline or a label does not."""


def own_voice(reading: Reading) -> Iterator[Assertion]:
    """Each clause that states something, without what is attributed in it, in the order of the text."""
    text, rules = reading.article.text, settings()["assertions"]
    # What only shares its wording with another article is no credit: it says what it says.
    credited = [span for derivation in reading.derivations if derivation.stated for span in derivation.evidence]
    taken = _taken(reading)
    quotations = merged(span for speech in speeches(text) for span in speech)
    asked = False
    for number, clause in enumerate(_clauses(reading)):
        clause = _without_dateline(clause, text)
        asked = _is_asked(clause, text, further=asked)
        if asked or not _factual(text[slice(*clause)], reading.article.byline):
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

    Who does it may also be who is said to say the rest, "Moss | left the room and said that it fell", or of whom
    something is said: "The ramp | they say is safe | fell in May".
    """
    text = reading.article.text
    here = [piece for piece in left if piece[0] <= deed.predicate[0] < piece[1]]
    subject = _subject(deed, text)
    if not here or subject is None or _goes_on(deed.predicate, here[0], text):
        return ()
    homes = [piece for piece in left if piece[0] <= subject.head[0] < piece[1]]
    if not homes and any(start <= subject.head[0] < end for a in reading.attributions for start, end in a.source):
        homes = [subject.span]
    homes = homes or [*_bare(subject, deed, reading)][:1]
    return tuple(sorted({*here, *homes})) if homes else ()


def _bare(subject: Argument, deed: Proposition, reading: Reading) -> Iterator[Span]:
    """Pieces of contents, before a deed, that hold its subject and only name somebody or something."""
    for start, end in (piece for attribution in reading.attributions for piece in attribution.content):
        if start <= subject.head[0] < end <= deed.predicate[0] and not told(((start, end),), reading):
            yield start, end


def _subject(deed: Proposition, text: str) -> Argument | None:
    """Whom a deed is told of, and not only to say which is meant: "a florist who declined", "a letter issued by"."""
    passive = _auxiliary().search(text, deed.span[0], deed.predicate[0]) is not None
    if text[slice(*deed.predicate)].endswith("ing") and not passive:
        return None  # "Heading for the harbour, Moss | said …"
    doers = [a for a in deed.arguments if a.slot == "who" and not _is_agent(a.span[0], deed.predicate[1], text)]
    if not doers and passive:
        doers = [a for a in deed.arguments if a.slot == "whom" and a.head[0] < deed.predicate[0]]
    return None if not doers or restricts(text[doers[0].head[1] : deed.predicate[0]]) else doers[0]


def _is_agent(start: int, predicate: int, text: str) -> bool:
    """Whether who does it stands behind what is done: "issued by his lawyers"."""
    return start > predicate and _agents().search(text, predicate, start) is not None


def _goes_on(predicate: Span, piece: Span, text: str) -> bool:
    """Whether a piece ends with a verb behind which its sentence goes on: "the candidate supports | the president"."""
    following = FOLLOWING.match(text, piece[1]) if piece[1] == predicate[1] else None
    return following is not None and following[1].lower() not in settings()["assertions"]["closing"].split()


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
    """Whether the verb of a piece is cut off from what follows it ("Moss was | among …"), or a question is."""
    last = text[slice(*piece)].split()[-1]
    return piece[1] < clause[1] and (_auxiliary().fullmatch(last) is not None or last in _asking())


def _is_headline(first: Span, reading: Reading) -> bool:
    """Whether an article begins with its title: what stands there may be a masthead ("Radio Skerry, 3 May 2024")."""
    title, text = reading.article.title, " ".join(reading.article.text[slice(*first)].split())
    return not title or text in title or title in text


def _without_dateline(clause: Span, text: str) -> Span:
    match = _dateline().match(text, *clause)
    return (match.end(), clause[1]) if match else clause


def _is_asked(clause: Span, text: str, *, further: bool) -> bool:
    """Whether a clause goes on with what is asked: "he asked how it fell, | what would be read, | who would decide".

    A relative clause may begin so too, if nothing is asked before it: `further`.
    """
    first, before = WORD.match(text, *clause), text[max(0, clause[0] - NEAR) : clause[0]].rstrip(" \n")[-1:]
    words = _asking() if further else settings()["attributed"]["only_asking"]
    return first is not None and first[0] in words and before not in ("", ".", "!", "?", ":", "”", '"')


def _factual(sentence: str, byline: str | None) -> bool:
    bare = sentence.strip()
    if bare.rstrip(EDGE).endswith("?") or (byline and bare == byline.strip()):
        return False
    return bool(WORD.search(bare)) and not any(pattern.match(bare) for pattern in _not_factual())


@cache
def _not_factual() -> Iterable[re.Pattern[str]]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in settings()["assertions"]["not_factual"])


@cache
def _asking() -> frozenset[str]:
    return frozenset(settings()["attributed"]["asking"])


@cache
def _agents() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(settings()['assertions']['agents'].split())})\s+\Z")


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
    over = rf"(?:\s+{rules['how_long']})?[\s,;–—]+(?:{words})"
    return re.compile(rf"(?:{over}|,\s+\w+ing)[\s,;–—]*\Z", re.IGNORECASE)


@cache
def _dateline() -> re.Pattern[str]:
    return re.compile(settings()["assertions"]["dateline"])
