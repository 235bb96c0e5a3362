"""The words that a claim is told in: those that need the least around them, and in brackets what they leave out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from headwater.cluster.extraction import CERTAINTIES
from headwater.cluster.language import WORD, points_back, restricts, settings, stems
from headwater.cluster.pieces import EDGE, beside
from headwater.model import Assertion, Reading, Span
from headwater.spans import merged

LOST = re.compile(r"“(?=[^”]*\Z)|«(?=[^»]*\Z)")
"""A mark that nothing closes; where nothing opens, a closing one may be an apostrophe."""
OPENING = ("“", "‘", "«", '"', "'")
NEAR = 2
"""Words before a verb among which "to" belongs to it: "to further develop", but "from 2010 to 2012 the two ran it"."""
LAST_COMMA = re.compile(r"[,;]([”’»\"]*)\Z")


def plainest(asserted: Sequence[Assertion]) -> Assertion:
    """The assertion whose words stand for the claim.

    Of those that can stand alone, are whole and are put most firmly, the one that says most of what the others say,
    then the shortest.
    """
    if len(asserted) == 1:
        return asserted[0]
    stemmed = {assertion.text: stems(assertion.text) for assertion in asserted}
    said = Counter(word for assertion in asserted for word in stemmed[assertion.text])

    def strange(text: str) -> float:
        """How little of what all say is said, and how much that hardly any other says."""
        words = stemmed[text]
        shared = sum(said[word] - 1 for word in words)
        return -shared / (len(words) + sum(said.values()) / max(1, len(asserted)) or 1)

    return min(
        asserted,
        key=lambda a: (
            leans(a.text),
            not is_whole(a),
            CERTAINTIES.index(a.certainty),
            round(strange(a.text), 6),
            len(a.text),
            a.text,
        ),
    )


def worded(plain: Assertion, asserted: Sequence[Assertion], readings: Mapping[str, Reading]) -> str:
    """The words of the `plainest`; if it is no whole statement, of the shortest clause in which one of them stands.

    "three faults at the berth" > "The report lists three faults at the berth"; "ask the owner for them" > "She [Ada
    Moss] intends to ask the owner for them". Who is pointed back to stands beside the pronoun, outside of quotations.
    """
    if plain.text[:1] in OPENING:
        return shown(plain)
    if is_whole(plain) and not _infinitive(plain):
        reading = readings.get(plain.article)
        return shown(plain, _with_person(plain.span[0], reading) if reading and len(plain.span) == 1 else None)
    clauses = [
        (clause, readings[a.article])
        for a in asserted
        if a.attribution and a.article in readings and (clause := _clause(a, readings[a.article]))
    ]
    around = [" ".join(reading.article.text[slice(*clause)].split()) for clause, reading in clauses]
    named = [text for clause, reading in clauses if any(_meant(clause, reading)) and (text := _named(clause, reading))]
    found = [clause for clause in around if not leans(clause)] or named
    return capital(unquoted(min(found, key=lambda clause: (len(clause), clause)))) if found else shown(plain)


def shown(assertion: Assertion, text: str | None = None) -> str:
    """An assertion's words, or the `text` made of them, without lost quotation marks and, if they are a whole sentence,
    with a capital."""
    plain, first = unquoted(text or assertion.text), WORD.match(assertion.text)
    if first is None or first[0].lower() in _joining():
        return plain
    return plain if _infinitive(assertion) else capital(plain)


def _infinitive(assertion: Assertion) -> bool:
    """Whether it is less than a sentence: "others to look at it before Monday comes", "ask the owner for them"."""
    before = next((assertion.text[: deed[0] - assertion.span[0][0]] for _, deed in _done(assertion)), "to")
    return "to" in before.split()[-NEAR:]


def capital(text: str) -> str:
    """A text that begins with a capital, unless its first word has one further on: "iPhone"."""
    first = WORD.match(text)
    return text[:1].upper() + text[1:] if first and first[0].islower() else text


@cache
def _joining() -> frozenset[str]:
    """Words that begin less than a sentence: "who had checked it", "to mend the ramp"."""
    return frozenset(settings()["claims"]["less"])


def is_whole(assertion: Assertion) -> bool:
    """Whether it tells of a deed whose doer, or whom it was done to, stands before it; so does what was not parsed."""
    return not assertion.propositions or next(_done(assertion), None) is not None


def _done(assertion: Assertion) -> Iterator[tuple[Span, Span]]:
    """Doers, or whom it is done to, and the deeds behind them that do not only say which are meant: "an agent who"."""
    first = assertion.span[0][0] if assertion.span else 0
    return (
        (argument.head, deed.predicate)
        for deed in assertion.propositions
        for argument in deed.arguments
        for start, end in assertion.span
        if start <= argument.head[0] < deed.predicate[0] < end and argument.slot in ("who", "whom")
        if not restricts(assertion.text[argument.head[0] - first : deed.predicate[0] - first])
    )


def _clause(assertion: Assertion, reading: Reading) -> Span | None:
    """The clause in which all of an assertion stands, with who says it, if that comes first or within it."""
    first, last = assertion.span[0][0], assertion.span[-1][1]
    clauses, apart = reading.clauses or reading.sentences, len(assertion.span) > 1
    return next((c for c in clauses if (c[0] < first or (apart and c[0] == first)) and last <= c[1]), None)


def unquoted(text: str) -> str:
    """A text without quotation marks that have lost their other half, and without a comma at its end.

    “The company had known. > The company had known.   “It was a lie,” > “It was a lie”
    """
    for opening, closing in (("“", "”"), ("‘", "’"), ("«", "»"), ('"', '"')):
        if text.startswith(opening) and closing not in text[1:]:
            text = text[1:].lstrip()
        if text.endswith(closing) and opening not in text[:-1]:
            text = text[:-1].rstrip()
    return LOST.sub("", LAST_COMMA.sub(r"\1", text))


def leans(text: str) -> bool:
    """Whether a text needs the words around it: a fragment, or one that begins with whom it does not name."""
    return _fragment(text) or points_back(text)


def alone(assertion: Assertion, reading: Reading) -> str:
    """The assertion's text so that it can stand alone: a fragment within its sentence, and pronouns with their names.

    What is added is in brackets; a cue and its source are not. "it was planned in Oslo" may stay so: whom a pronoun
    means is not always known.
    """
    around = _around(assertion, reading) if assertion.attribution and _fragment(assertion.text) else ()
    parts = sorted([*((span, True) for span in assertion.span), *((span, False) for span in around)])
    pieces = [_named(span, reading) if own else f"[{_bare(span, reading)}]" for span, own in parts]
    return " ".join(piece for piece in pieces if piece != "[]")


def _fragment(text: str) -> bool:
    return len(stems(text)) < int(settings()["claims"]["elliptical"])


def _around(assertion: Assertion, reading: Reading) -> Sequence[Span]:
    """What else its clause says, without who says it."""
    if not assertion.span:
        return ()
    start = assertion.span[0][0]
    clauses = reading.clauses or reading.sentences
    clause = next((c for c in clauses if c[0] <= start < c[1]), None)
    said = (span for a in reading.attributions for span in (*a.source, *a.cue))
    return beside(clause, merged([*assertion.span, *said])) if clause else ()


def _bare(span: Span, reading: Reading) -> str:
    words = " ".join(reading.article.text[slice(*span)].split()).strip(EDGE)
    plain = words.removeprefix("that ")
    return plain if stems(plain) else ""


def _named(span: Span, reading: Reading) -> str:
    """The text of a span, behind its pronouns the names of those they mean."""
    text, position, found = reading.article.text, span[0], list[str]()
    for (_, end), name in sorted(_meant(span, reading)):
        found.append(f"{text[position:end]} [{name}]")
        position = end
    return " ".join("".join((*found, text[position : span[1]])).split())


def _with_person(span: Span, reading: Reading) -> str | None:
    """The text of a span that begins with "he" or "she", with who is meant, if nobody else was named since."""
    text, persons = reading.article.text, [entity for entity in reading.entities if entity.type == "person"]
    for (start, end), name in _meant(span, reading):
        said = [(mention, entity.name) for entity in persons for mention in entity.mentions if mention[1] <= start]
        last = max((each for each in said if not points_back(text[slice(*each[0])])), default=None)
        if text[start:end].lower() in settings()["claims"]["persons"] and last is not None and last[1] == name:
            return _named(span, reading)
    return None


def _meant(span: Span, reading: Reading) -> Iterator[tuple[Span, str]]:
    """The pronouns among the first words of a span whose meaning is known by name."""
    first = [match.end() + span[0] for match in WORD.finditer(reading.article.text[slice(*span)])][:3]
    for entity in reading.entities:
        for mention in entity.mentions:
            pronoun = mention[1] in first and points_back(reading.article.text[slice(*mention)])
            if span[0] <= mention[0] and pronoun and entity.name[:1].isupper():
                yield mention, entity.name
