"""The credit lines of an article: which publications it says it takes from, and how."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from headwater import vocabulary
from headwater.model import Credit, DerivationKind, Span
from headwater.nlp.publications import Publications
from headwater.spans import overlaps

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĊČĎĐĒĖĘĚĞĠĢĦĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŴŶŸŹŻŽΑ-ΩЀ-Я"
# Every repetition has an upper bound, so that no text can make the search slow.
_NAME_WORD = (
    rf"(?:[{_UPPER}0-9+]\w{{0,40}}(?:[.+&'’/-](?!s\b)\w{{1,40}}){{0,6}}!?"
    r"|[a-z0-9-]{1,40}\.[a-z]{2,4}\b|dpa|taz|n-tv|netzpolitik\.org)"
)
_NAME_LINK = r"(?:[ \xa0](?:&|of|the|de|della|della|du|and)[ \xa0]|(?:(?<=[ .(][A-Z])\.|(?<=\bSt)\.)?[ \xa0])"
_NAME = rf"(?:[Tt]he[ \xa0])?{_NAME_WORD}(?:{_NAME_LINK}{_NAME_WORD}){{0,6}}"
_WORD = re.compile(r"[^ \xa0]+")
_LINE = re.compile(r"[^\n]+")
_PIECE = re.compile(r"(?:(?!\band\b)[^,/&|\n])+")
_FIRST_LINES, _FIRST_LINES_AGENCY, _LAST_LINES = 6, 15, 4  # where a name alone on a line is a byline
_SMALL = frozenset({"dpa", "taz", "n-tv"})  # written without a capital
_SHORTEST_UNKNOWN = 3
_LONGEST_NAME = 40
_CAPTION = 300  # characters before a credit in which its line may say that it is a picture's
_NEGATED = 24  # characters before "told" in which a word stands that denies it
_HEAD_OF_TEXT = 1000  # characters in which a short form that means something else too is taken for a dateline's


@dataclass(frozen=True, slots=True)
class _Pattern:
    kind: DerivationKind
    trust: str
    whole: bool
    cues: tuple[str, ...]
    regex: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Phrases:
    patterns: tuple[_Pattern, ...]
    pictures: re.Pattern[str]
    negated: re.Pattern[str]
    verbs: re.Pattern[str]
    footer: re.Pattern[str]
    footer_agency: str
    calendar: frozenset[str]
    never: frozenset[str]
    bodies: frozenset[str]


def find(text: str, publications: Publications, own: str | None = None) -> tuple[Credit, ...]:
    """Every credit in the order of the text; `own`, the article's publisher (a name or a domain), is never credited.

    Where only a wire footer ("Reporting by …; Editing by …") tells the agency, `span` is its first mention elsewhere.
    """
    phrases = _phrases()
    found: dict[tuple[Span, DerivationKind], Credit] = {}
    for credit in (
        *_matches(text, publications, phrases),
        *_bylines(text, publications),
        *_footer(text, publications, phrases),
    ):
        if not _is_own(credit.name, own, publications):
            found.setdefault((credit.span, credit.kind), credit)
    return tuple(found[key] for key in sorted(found))


def _matches(text: str, publications: Publications, phrases: _Phrases) -> Iterator[Credit]:
    lower = text.lower()
    for pattern in phrases.patterns:
        if not any(cue in lower for cue in pattern.cues):
            continue
        for match in pattern.regex.finditer(text):
            if pattern.kind is DerivationKind.INTERVIEW:
                if phrases.negated.search(text, max(0, match.start() - _NEGATED), match.start()):
                    continue
            elif _credits_picture(text, match, phrases):
                continue
            for start, end in _fill(match, pattern, publications, phrases):
                yield Credit(pattern.kind, text[start:end], (start, end), _evidence(match, end))


def _evidence(match: re.Match[str], end: int) -> Span:
    """The whole phrase; where the pattern ends with its name, only up to the name's own end."""
    if "name" in match.re.groupindex and match.end("name") == match.end():
        return match.start(), end
    phrase = match.group()
    return match.start() + len(phrase) - len(phrase.lstrip()), match.start() + len(phrase.rstrip())


def _slot(match: re.Match[str]) -> Span:
    return match.span(next(group for group in ("name", "names", "before") if group in match.re.groupindex))


def _credits_picture(text: str, match: re.Match[str], phrases: _Phrases) -> bool:
    line = max(text.rfind("\n", 0, match.start() + 1) + 1, match.start() - _CAPTION)
    return phrases.pictures.search(text, line, match.end()) is not None


def _fill(match: re.Match[str], pattern: _Pattern, publications: Publications, phrases: _Phrases) -> Iterator[Span]:
    """The spans of the names in the pattern's slot."""
    start, end = _slot(match)
    text = match.string
    if "names" in match.re.groupindex:
        yield from _several(text, (start, end), pattern.trust, publications)
        return
    words = [(start + word.start(), start + word.end()) for word in _WORD.finditer(text[start:end])]
    while len(words) > 1 and text[slice(*words[-1])] in phrases.calendar:
        words.pop()
    backwards = "before" in match.re.groupindex
    runs = [words[i:] for i in range(len(words))] if backwards else [words[:i] for i in range(len(words), 0, -1)]
    runs = runs[:1] if pattern.whole else runs
    led = match.groupdict().get("lead") is not None
    for run in runs:
        span = _trim(text, (run[0][0], run[-1][1]))
        if _is_known(text[slice(*span)], pattern.trust, len(run) == len(words), led, publications):
            yield _without_article(text, span, publications)
            return
    span = _trim(text, (words[0][0], words[-1][1]))
    inside = [publication.span for publication in publications.find(text[slice(*span)])]
    if inside and not pattern.whole:  # "Jane Doe of Fox News"
        yield span[0] + inside[-1][0], span[0] + inside[-1][1]
    elif _is_shaped(text[slice(*span)], pattern.trust, publications, phrases):
        yield _without_article(text, span, publications)
    elif led and text[slice(*span)] not in phrases.calendar and not phrases.verbs.match(text, span[1]):
        yield span  # what is told "the daily" is told a daily, whatever its name


def _is_known(name: str, trust: str, alone: bool, led: bool, publications: Publications) -> bool:
    """Whether the gazetteer has the name; `alone` if it fills its slot, `led` if "the newspaper" or so leads it in.

    A name that also means something else has to fill its slot; where persons stand too, it needs an article or a lead.
    """
    bare = name.removeprefix("the ").removeprefix("The ")
    if publications.canonical(bare) is None or (bare[:1].islower() and bare not in _SMALL and "." not in bare):
        return False
    if not publications.is_ambiguous(bare) and not publications.is_ambiguous(name):
        return True
    return alone and (trust != "plain" or led or bare != name)


def _is_shaped(name: str, trust: str, publications: Publications, phrases: _Phrases) -> bool:
    """Whether an unknown name may be a publication's: by its shape or, in an open slot, for being nobody else's."""
    if trust == "known" or not name or name.split()[-1] in phrases.never or name in phrases.calendar:
        return False
    return publications.looks_like(name) or (trust == "open" and _is_no_person(name, publications, phrases))


def _is_no_person(name: str, publications: Publications, phrases: _Phrases) -> bool:
    """Whether an unknown name in a credit line is not a person's ("Jane Doe") nor a platform's."""
    words = name.split()
    if publications.is_platform(name) or (len(words) == 1 and len(name) < _SHORTEST_UNKNOWN):
        return False
    if len(words) == 1 or words[0] == "The" or words[-1] in phrases.bodies:
        return True
    return any((word.isupper() and len(word) >= _SHORTEST_UNKNOWN) or word[-1].isdigit() for word in words)


def _several(text: str, span: Span, trust: str, publications: Publications) -> Iterator[Span]:
    """The publications in a list of names; of reporters with their publications, the publications."""
    segment = text[slice(*span)]
    taken = [publication.span for publication in publications.find(segment)]
    for start, end in taken:
        yield span[0] + start, span[0] + end
    for piece in _PIECE.finditer(segment):
        start, end = _trim(segment, piece.span())
        if start >= end or overlaps((start, end), taken):
            continue
        name = segment[start:end]
        if publications.canonical(name) is not None:
            clear = not publications.is_ambiguous(name) and not name[0].islower()
            credited = clear or (publications.is_agency(name) and span[0] < _HEAD_OF_TEXT)
        else:
            credited = trust != "known" and len(name) <= _LONGEST_NAME and publications.looks_like(name)
        if credited:
            yield span[0] + start, span[0] + end


def _bylines(text: str, publications: Publications) -> Iterator[Credit]:
    """A publication's name alone on a line at the head of the text, or an agency's at its foot."""
    lines = [line for line in _LINE.finditer(text) if not line.group().isspace()]
    for number, line in enumerate(lines):
        start, end = _trim(text, line.span())
        near = number < _FIRST_LINES_AGENCY or number >= len(lines) - _LAST_LINES
        if not near or end - start > _LONGEST_NAME or end <= start:
            continue
        for name in publications.find(text[start:end]):
            if name.span == (0, end - start) and (name.agency or number < _FIRST_LINES):
                yield Credit(DerivationKind.REPRINT, text[start:end], (start, end), (start, end))


def _footer(text: str, publications: Publications, phrases: _Phrases) -> Iterator[Credit]:
    footer = phrases.footer.search(text) if "eporting by" in text else None
    if footer is None:
        return
    for publication in publications.find(text):
        if publication.canonical == phrases.footer_agency:
            yield Credit(DerivationKind.REPRINT, text[slice(*publication.span)], publication.span, footer.span())
            return


def _trim(text: str, span: Span) -> Span:
    """The span without blanks, brackets, punctuation and a possessive at its ends."""
    start, end = span
    while start < end and text[start] in " \xa0\t\r([\"“‘'—–-":
        start += 1
    while start < end and text[end - 1] in " \xa0\t\r)]\"”’'.,:;—–-":
        end -= 1
    if text[max(start, end - 2) : end] in {"'s", "’s"}:
        end -= 2
    return start, end


def _without_article(text: str, span: Span, publications: Publications) -> Span:
    """The span without a small article, unless the name is nothing without it: "the Post"."""
    name = text[slice(*span)]
    if not name.startswith("the ") or (name.count(" ") == 1 and publications.canonical(name) is None):
        return span
    return span[0] + 4, span[1]


def _is_own(name: str, own: str | None, publications: Publications) -> bool:
    if own is None:
        return False
    mine = publications.canonical(own) or own
    theirs = publications.canonical(name)
    if theirs is not None:
        return theirs == mine
    bare = name.casefold().removeprefix("the ")
    return mine.casefold().removeprefix("the ") == bare or mine.casefold().endswith(" " + bare)


@cache
def _phrases() -> _Phrases:
    table: dict[str, Any] = tomllib.loads(resources.files(__package__).joinpath("credits.toml").read_text("utf-8"))
    word = rf"(?:[{_UPPER}][\w.'’-]*|{'|'.join(table['byline_words'])})"
    people = rf"{word}(?:,?[^\S\n]{{1,30}}(?:[-–—|][^\S\n]{{1,30}})?{word}){{0,15}}"
    fillings = {"{name}": f"(?P<name>{_NAME})", "{before}": rf"(?<!\w)(?P<before>{_NAME})", "{people}": people}

    def pattern(entry: dict[str, Any]) -> _Pattern:
        regex: str = entry["regex"]
        for slot, filling in fillings.items():
            regex = regex.replace(slot, filling)
        kind, cues = DerivationKind(entry["kind"]), tuple(entry["cues"])
        return _Pattern(kind, entry["trust"], entry.get("whole", False), cues, re.compile(regex, re.MULTILINE))

    return _Phrases(
        patterns=tuple(pattern(entry) for entry in table["pattern"]),
        pictures=re.compile("|".join(re.escape(word) for word in table["pictures"])),
        negated=re.compile(rf"(?:\b|(?=n['’]))(?:{'|'.join(table['negations'])})(?:\s\w+){{0,2}}\s$"),
        verbs=re.compile(rf"\s(?:{'|'.join(table['verbs'])})\b"),
        footer=re.compile(table["footer"]),
        footer_agency=table["footer_agency"],
        calendar=frozenset((*vocabulary.words("weekdays"), *vocabulary.words("months"), *table["days"])),
        never=frozenset(table["never"]),
        bodies=frozenset(table["bodies"]),
    )
