"""The names of an article, mended: cut-off ones made whole, publications told by what introduces them.

The network marks names piece by piece and may lose a word at either end, or see two names in one. What is certain from
the text alone is put right here: an acronym in brackets tells where its long form begins (Schwartz and Hearst 2003), a
run of capitals that ends in "Board" or "Courier" is one name, "the daily So-and-so" is a publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from headwater.model import Annotation, Mention, Span, Spans
from headwater.resolve.lexicon import Lexicon, Publications
from headwater.resolve.phrases import AUXILIARY, WORD, capitals

CAPITAL = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĻŁŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽΑ-ΩЀ-Я]"
NAME_WORD = rf"{CAPITAL}[\w&-]{{0,40}}(?:[’'.](?!s\b)[\w&-]{{1,40}}){{0,4}}"
RUN = re.compile(rf"{NAME_WORD}(?:[ \xa0]{NAME_WORD}){{0,8}}")
"""Words with a capital on one line, up to a possessive."""
BRACKETED = re.compile(
    r"(?P<words>(?:[\w’'&.-]{1,30}[ \xa0]){1,11})\((?:the )?[“\"]?(?P<acronym>[A-Z][A-Za-z&.]{1,9})[”\"]?\)"
)
LINE = re.compile(r"[^\n]+")
QUOTED = "[\"“”‘'*_]?"


def mended(text: str, annotation: Annotation, lexicon: Lexicon, publications: Publications) -> tuple[Mention, ...]:
    """The names in the order of the text, none within another."""
    known = [m for m in annotation.mentions if m.label in AUXILIARY or _names(text[slice(*m.span)], m.label)]
    known = _over(known, [Mention(credit.span, "PUBLICATION") for credit in annotation.credits])
    known = _over(known, _spelled_out(text))
    known = _over(known, _joined(text, known, lexicon, publications))
    known = _over(known, _introduced(text, known, annotation.phrases, lexicon))
    known = _over(known, _speaking(text, annotation, known, lexicon))
    return tuple(sorted(known, key=lambda m: m.span))


def _names(form: str, label: str) -> bool:
    return label == "PUBLICATION" or any(character.isupper() for character in form)


def _over(known: Iterable[Mention], better: Iterable[Mention]) -> list[Mention]:
    """The names with the better ones, of which the first holds, in the place of all that they touch."""
    chosen: list[Mention] = []
    for mention in better:
        if not any(_overlap(mention.span, other.span) for other in chosen):
            chosen.append(mention)
    return [m for m in known if not any(_overlap(m.span, other.span) for other in chosen)] + chosen


def _spelled_out(text: str) -> Iterator[Mention]:
    """The long form before each acronym in brackets: the shortest stretch with its letters as initials, in order."""
    for match in BRACKETED.finditer(text):
        words = list(WORD.finditer(text, *match.span("words")))
        letters = [character.lower() for character in match["acronym"] if character.isalpha()]
        first = _begins(words, letters)
        if first is not None:
            yield Mention((words[first].start(), match.end("words") - 1), "ORGANISATION")
            yield Mention(match.span("acronym"), "ORGANISATION")


def _begins(words: Sequence[re.Match[str]], letters: list[str]) -> int | None:
    """The index of the word that the first letter stands for, if every letter has its word with a capital."""
    place = len(words)
    for letter in reversed(letters):
        place -= 1
        # Small words ("of", "and") may have a letter or none.
        while place >= 0 and words[place].group()[0].lower() != letter:
            if not words[place].group().islower():
                return None
            place -= 1
        if place < 0:
            return None
    return place if words[place].group()[0].isupper() else None


def _joined(text: str, known: Sequence[Mention], lexicon: Lexicon, publications: Publications) -> Iterator[Mention]:
    """The runs of capitals that are one name by their last word, where the network has marked a part of them."""
    marked = sorted((m for m in known if m.label not in AUXILIARY), key=lambda m: m.span)
    for line in LINE.finditer(text):
        if _in_title_case(line.group()):
            continue
        for run in RUN.finditer(text, *line.span()):
            span = _without_lead(text, run.span(), lexicon)
            inside = [m for m in marked if _overlap(m.span, span)]
            if not inside or any(m.span[0] < span[0] or span[1] < m.span[1] for m in inside):
                continue
            label = _label_of_run(text[slice(*span)], inside, lexicon, publications)
            if label:
                yield Mention(span, label)


def _label_of_run(run: str, inside: Sequence[Mention], lexicon: Lexicon, publications: Publications) -> str | None:
    """What a run of capitals names as a whole; None if it is no single name, or marked as one already."""
    words = run.split()
    whole = len(inside) == 1 and inside[0].span[1] - inside[0].span[0] == len(run)
    if (
        len(words) < 2
        or whole
        or any(
            m.label == "PERSON" and m.span[1] - m.span[0] > len(words[-1]) + 2 and " " in run[: m.span[1] - m.span[0]]
            for m in inside
        )
    ):
        return None
    if publications.canonical(run) or publications.looks_like(run):
        return "PUBLICATION"
    if any(m.label == "PUBLICATION" for m in inside):
        return None
    last = words[-1].lower()
    body = last in lexicon.bodies or lexicon.kind(last) == "organisation"
    return "ORGANISATION" if body else None


def _without_lead(text: str, span: Span, lexicon: Lexicon) -> Span:
    """A run without the words that have a capital only because a sentence begins with them, and without titles."""
    start = span[0]
    while (word := WORD.match(text, start, span[1])) and word.end() < span[1]:
        lower = word.group().lower()
        small = (
            lexicon.determiners
            | lexicon.prepositions
            | lexicon.relatives
            | lexicon.titles.keys()
            | lexicon.pronouns.keys()
        )
        if lower not in small:
            break
        start = word.end() + 1
    return start, span[1]


def _in_title_case(line: str) -> bool:
    """Whether a line writes nearly all its words with a capital, so that capitals tell nothing."""
    words = [word for word in WORD.findall(line) if len(word) > 3]
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _introduced(text: str, known: Sequence[Mention], phrases: Spans, lexicon: Lexicon) -> Iterator[Mention]:
    """Names that the text says to be publications: "the daily Varsla", "Varsla, a weekly", "the Varsla newspaper"."""
    others = [m.span for m in known if m.label in AUXILIARY or (m.label == "PERSON" and " " in text[slice(*m.span)])]
    before, after, placed = _outlet_patterns(lexicon.outlets["before"], lexicon.outlets["after"])
    for pattern in (before, after, placed):
        for match in pattern.finditer(text):
            span = match.span("name")
            name = match["name"]
            if name.split()[0].lower() in lexicon.calendar or any(_overlap(span, other) for other in others):
                continue
            # "the daily Norhaven ferry" is a ferry; "the Norhaven newspaper" a newspaper in Norhaven.
            modifies = any(start <= span[0] and span[1] + 1 < end for start, end in phrases)
            if (pattern is before and modifies) or (pattern is after and _is_place(text, span, known)):
                continue
            yield Mention(span, "PUBLICATION")


def _is_place(text: str, span: Span, known: Sequence[Mention]) -> bool:
    """Whether a name is one of a place or a people, by its label or by how the text uses it elsewhere."""
    labels = {m.label for m in known if _overlap(m.span, span)}
    name = re.escape(text[slice(*span)])
    return (
        bool(labels & {"PLACE", "GROUP"}) or re.search(rf"\b(?:in|at|near|from|of|outside) {name}\b", text) is not None
    )


@lru_cache(maxsize=4)
def _outlet_patterns(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    lead, tail = ("|".join(words).replace(" ", r"\s") for words in (before, after))
    name = rf"{QUOTED}(?P<name>{RUN.pattern}){QUOTED}"
    clause = r"(?=\s*[,.;:!?)—–]|\s(?:in|of|from|that|which|based|published|owned|run|close|for|with)\b|\s*$)"
    return (
        re.compile(rf"(?<![\w’'-])(?i:{lead}),?\s{name}(?![\w-])"),
        re.compile(rf"\b[Tt]he\s{name}\s(?:{tail})\b(?!\s[A-Z\"“])"),
        re.compile(
            rf"(?<![\w’'-]){name},?{QUOTED}\s(?:(?:which\sis|that\sis)\s)?an?\s(?:[\w-]+\s){{0,3}}(?:{lead}){clause}"
        ),
    )


def _speaking(text: str, annotation: Annotation, known: Sequence[Mention], lexicon: Lexicon) -> Iterator[Mention]:
    """Names of sources that only their capitals give away."""
    for relation in annotation.relations:
        for span in relation.source:
            for core in capitals(text, span, lexicon):
                inside = [m for m in known if _overlap(core, m.span)]
                # "The Norhaven Courier" is more than the place in it; "Mayor Ada Thorne" is the person at its end.
                if all(m.label not in ("PERSON", "PUBLICATION") and _size(m.span) < _size(core) for m in inside):
                    yield Mention(core, "ORGANISATION")
                    break


def _size(span: Span) -> int:
    return span[1] - span[0]


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]
