"""The top of a plain text: its title, its byline, who published it and when, where it says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from functools import cache
from itertools import islice, pairwise

from headwater.ingest.dates import iso_8601
from headwater.ingest.patterns import patterns

_TOP = 20_000  # characters that the top cannot exceed
_LINE_END = re.compile(r"\r\n|\r|\n")
_SEPARATOR = re.compile(r"\s+[-–—|•·]\s+")
_INNER_SENTENCE = re.compile(r"[.!?][\"”’')]*\s+\S")
_WORD = re.compile(r"[^\s,;]+")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the top of a text says; dates are ISO 8601, a byline is without its "By"."""

    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: str | None = None
    updated: str | None = None


def read(text: str) -> Masthead:
    """What the first lines of `text` say of it. A line of the body says nothing: each credit fills its whole line."""
    lines = _LINE_END.split(text[:_TOP])
    written = [(i, line.strip()) for i, line in enumerate(lines) if line.strip()]
    top = list(islice(written, patterns("masthead")["lines"]))
    credits_ = [read_line(line, first=not n) for n, (_, line) in enumerate(top)]
    credits_ += [_named_between(top, credits_)]
    found = _first_of_each(credit for credit in credits_ if credit)
    if len(top) < 2 or credits_[0]:
        return found
    blank = top[1][0] > top[0][0] + 1
    return replace(found, title=_title(top[0][1], blank, top[1][1], followed_by_credit=bool(credits_[1])))


def _named_between(top: list[tuple[int, str]], credits_: list[Masthead | None]) -> Masthead | None:
    """The publisher that has a line to itself, next to the date: under a byline any name, else one of an outlet.

    Where a blank line stands between all of them, it parts none of them.
    """
    step = min((after[0] - line[0] for line, after in pairwise(top)), default=1)
    for n in range(1, len(top) - 1):
        (row, line), after = top[n], credits_[n + 1]
        dated = after and (after.published or after.updated) and top[n + 1][0] == row + step
        if credits_[n] or not dated or not _is_name(line):
            continue
        before = credits_[n - 1]
        if _outlet(line) or (before and before.byline and top[n - 1][0] == row - step):
            return Masthead(publisher=line)
    return None


def read_line(line: str, *, first: bool = False) -> Masthead | None:
    """What one line says if it is nothing but credits ("By Jane Doe - March 3, 2024"), else None."""
    if len(line) > patterns("masthead")["credit"]:
        return None
    whole = _labelled(line)
    if whole:
        return whole
    segments = _SEPARATOR.split(line)
    if len(segments) == 1:
        return _dated(line) or _named_and_dated(line)
    if len(segments) == 2 and "|" in line and not first and _is_person(segments[0]) and _is_name(segments[1]):
        return Masthead(byline=line)
    parts = [_labelled(segment) or _dated(segment) or _outlet(segment) for segment in segments]
    named_only = all(part == _outlet(segment) for part, segment in zip(parts, segments, strict=True))
    return None if named_only or not all(parts) else _first_of_each(part for part in parts if part)


def _title(line: str, blank: bool, after: str, *, followed_by_credit: bool) -> str | None:
    limits = patterns("masthead")
    if len(line) > limits["title"] or _INNER_SENTENCE.search(_undotted(line)):
        return None
    stop = line.rstrip("\"”’'").endswith((".", ":", ",", ";"))
    if stop and not (line.endswith(".") and (len(line) <= limits["short_title"] or _in_title_case(line))):
        return None
    if blank or followed_by_credit:
        return line
    # Wrapped text has lines of one length; a headline is clearly shorter than the paragraph under it.
    return line if not line.endswith(".") and len(after) > 2 * len(line) else None


def _in_title_case(line: str) -> bool:
    long_words = [word for word in _WORD.findall(line) if len(word) > 4]
    return bool(long_words) and sum(word[0].isupper() for word in long_words) > 0.8 * len(long_words)


def _labelled(text: str) -> Masthead | None:
    halves = re.split(r"[,;]\s*(?=updated\b)", text, flags=re.IGNORECASE)
    if len(halves) == 2 and (first := _labelled(halves[0]) or _dated(halves[0])) and (second := _labelled(halves[1])):
        return _first_of_each((first, second))
    date = _match("updated", text)
    if date and (updated := iso_8601(date)):
        return Masthead(updated=updated)
    date = _match("published", text)
    if date and (published := iso_8601(date)):
        return Masthead(published=published)
    name = _match("publisher", text)
    if name and _is_name(name):
        return Masthead(publisher=name)
    name = _match("byline", text)
    if name and all(_is_name(part) for part in re.split(r",|\||\band\b", name) if part.strip()):
        return Masthead(byline=name, publisher=_staff_of(name))
    return None


def _dated(text: str) -> Masthead | None:
    # A year alone is no date line.
    published = iso_8601(text) if len(text) >= len("1 May 2024") else None
    return Masthead(published=published) if published else None


def _named_and_dated(line: str) -> Masthead | None:
    """ "Oslin Courier, 3 May 2024"; before the comma may also stand the place: "Oslin, 3 May 2024"."""
    name, comma, rest = line.partition(", ")
    dated = _dated(rest) if comma and _is_name(name) else None
    return _first_of_each((dated, _outlet(name) or Masthead())) if dated else None


def _outlet(text: str) -> Masthead | None:
    words = {word.lower().strip(".") for word in _WORD.findall(text)}
    named = _is_name(text) and not words.isdisjoint(patterns("masthead")["outlets"])
    return Masthead(publisher=text) if named or _DOMAIN.fullmatch(text) else None


def _staff_of(name: str) -> str | None:
    match = re.fullmatch(patterns("masthead")["staff"], name)
    return match["value"] if match and _is_name(match["value"]) and "," not in name and " and " not in name else None


def _is_person(text: str) -> bool:
    return 2 <= len(_WORD.findall(text)) <= 4 and _is_name(text)


def _is_name(text: str) -> bool:
    """Whether `text` can be one name: a few capitalised words, or a domain."""
    words = _WORD.findall(text)
    if _DOMAIN.fullmatch(text.strip()):
        return True
    if (
        not words
        or len(words) > 7
        or text.rstrip().endswith((":", "?", "!"))
        or _INNER_SENTENCE.search(_undotted(text))
    ):
        return False
    small = patterns("masthead")["particles"]
    capital = [word for word in words if word[0].isupper()]
    if len(words) == 1 and words[0].lower().strip(".") in patterns("masthead")["not_names"]:
        return False
    return (
        bool(capital)
        and all(word in capital or word.lower() in [*small, "staff"] for word in words)
        and (words[0].lower() not in patterns("masthead")["not_names"] and words[-1].lower() not in small)
    )


def _undotted(text: str) -> str:
    """`text` without the dots of initials and short titles ("J. R. Doe", "Sen."), which end no sentence."""
    return re.sub(r"\b([A-Z]\w{0,3})\.", r"\1", text)


def _match(label: str, text: str) -> str | None:
    match = _compiled(label).fullmatch(text.strip())
    return match["value"].strip() if match else None


@cache
def _compiled(label: str) -> re.Pattern[str]:
    return re.compile(patterns("masthead")[label], re.IGNORECASE)


def _first_of_each(found: Iterable[Masthead]) -> Masthead:
    """One masthead of several: for each field the value that comes first."""
    heads = list(found)

    def values(name: str) -> Iterator[str]:
        return (value for head in heads if (value := getattr(head, name)))

    return Masthead(**{field.name: next(values(field.name), None) for field in fields(Masthead)})
