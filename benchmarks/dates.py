"""Dates of GUM's documents, which are annotated with the days that they mean: which are found, and which are right?

    python benchmarks/dates.py [--limit N] [--show]

A date counts as found if the program's overlaps it, and as right if both mean the same days: at least half of the days
that either means. Of an open date ("since 2014") the given end is compared, and what GUM only bounds ("notBefore") must
overlap; of a range, GUM marks the ends. Precision is the share of the found ones that are right: GUM does not mark all
dates, so those that it does not mark are no errors. `news` are the 22 Wikinews documents. Half of the documents (by a
hash of their names) were looked at while the word lists were written; `unseen` are the others. The baseline is
dateparser's search_dates, told the published date; as it knows days only, one within the annotated days is right.

The `when` of 5W1H's 64 articles is compared with the date that the program reads where the annotators' phrase stands.
Its days are those of the event, whatever the phrase ("Wednesday" is a Saturday there): that figure is a sign only.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

import dateparser.search

import figures
from corpora import lines, shared
from figures import Figure, Options
from gum import Document, _words
from headwater import edtf
from headwater.nlp import words
from headwater.nlp.dates import dates
from headwater.nlp.sentences import sentences

Span = tuple[int, int]
Days = tuple[date, date]
WORDS = words.load("en")
MARK = re.compile(r"<(/?)date([^>]*)>")
VALUE = re.compile(r'(\w+):::"([^"]*)"')
LONGEST = 20_000
"""Characters of a document; the baseline takes minutes for longer ones."""


@dataclass(frozen=True)
class Marked:
    """A date that GUM marks and the days that it means; `bounded` if they are bounds only."""

    span: Span
    days: Days
    bounded: bool


@dataclass(frozen=True)
class Text:
    """One document with its marked dates."""

    name: str
    text: str
    published: str
    marked: tuple[Marked, ...]

    @property
    def unseen(self) -> bool:
        return zlib.crc32(self.name.encode()) % 2 == 1


@dataclass(frozen=True)
class Said:
    """A date as a program reads it; of a range also what each of its ends means, for GUM marks these apart."""

    span: Span
    days: Days
    ends: tuple[Days, ...] = ()
    whole: bool = True


@dataclass(frozen=True)
class Tally:
    """Marked dates that are right, that are found, and that there are."""

    right: int
    found: int
    there: int

    def figures(self, name: str, other: Tally) -> list[Figure]:
        return [
            Figure(f"{name}.precision", self.right / max(1, self.found), self.found, other.right / max(1, other.found)),
            Figure(f"{name}.recall", self.right / max(1, self.there), self.there, other.right / max(1, other.there)),
        ]


def documents() -> Iterator[Text]:
    for path in sorted(shared().glob("data/gum/GUM_*.conllu")):
        rows = path.read_text(encoding="utf-8").splitlines()
        created = re.search(r"# meta::dateCreated = (\S+)", "\n".join(rows[:20]))
        document = Document(rows)
        marked = tuple(_marked(document, [features for *_, features in _words(rows)]))
        if marked and created and len(document.text) < LONGEST:
            yield Text(path.stem.removeprefix("GUM_"), document.text, created[1], marked)


def _marked(document: Document, features: Sequence[dict[str, str]]) -> Iterator[Marked]:
    opened: list[tuple[int, dict[str, str]]] = []
    for word, each in zip(document.words, features, strict=True):
        for closing, attributes in MARK.findall(each.get("XML", "")):
            if not closing:
                opened.append((word.span[0], dict(VALUE.findall(attributes))))
            elif opened:
                start, values = opened.pop()
                days = _days(values)
                if days:
                    yield Marked((start, word.span[1]), days, any(name.startswith("not") for name in values))


def _days(values: dict[str, str]) -> Days | None:
    """What is no day of a calendar year ("--12-25") is left out."""
    given = values.get("when", "")[:10]
    first, last = (values.get(a, values.get(b, given))[:10] for a, b in (("from", "notBefore"), ("to", "notAfter")))
    try:
        begins, ends = (edtf.bounds(each)[at] if each else None for at, each in enumerate((first, last)))
    except ValueError:
        return None
    return (begins or date.min, ends or date.max) if begins or ends else None


def ours(text: str, published: str) -> list[Said]:
    found = dates(text, sentences(text, WORDS.sentences), published, WORDS.dates)
    return [_said(one.span, one.when) for one in found]


def _said(span: Span, when: str) -> Said:
    ends = [edtf.bounds(end) for end in when.split("/") if end != edtf.OPEN]
    first, last = min(begin for begin, _ in ends if begin), max(end for _, end in ends if end)
    return Said(span, (first, last), tuple((a, b) for a, b in ends if a and b), edtf.OPEN not in when)


def baseline(text: str, published: str) -> list[Said]:
    settings = {"RELATIVE_BASE": datetime.fromisoformat(published), "PREFER_DATES_FROM": "past"}
    found, at = [], 0
    for written, moment in dateparser.search.search_dates(text, languages=["en"], settings=settings) or []:
        start = text.find(written, at)
        if start >= 0:
            at = start + len(written)
            found.append(Said((start, at), (moment.date(), moment.date())))
    return found


def right(said: Said, marked: Marked, *, within: bool) -> bool:
    loose = within or marked.bounded or not said.whole
    return any(_same(days, marked.days, loose=loose) for days in (said.days, *said.ends))


def _same(said: Days, marked: Days, *, loose: bool) -> bool:
    first, last = max(said[0], marked[0]), min(said[1], marked[1])
    if loose:
        return first <= last
    whole = max(said[1], marked[1]).toordinal() - min(said[0], marked[0]).toordinal() + 1
    return 2 * (last.toordinal() - first.toordinal() + 1) >= whole


def tally(texts: Iterable[tuple[Text, Sequence[Said]]], *, within: bool = False) -> Tally:
    """Each marked date is compared with the one said that overlaps it most."""
    good = found = there = 0
    for text, dated in texts:
        there += len(text.marked)
        for marked in text.marked:
            best = max(dated, key=lambda one: _shared(one.span, marked.span), default=None)
            if best and _shared(best.span, marked.span) > 0:
                found += 1
                good += right(best, marked, within=within)
    return Tally(good, found, there)


def _shared(one: Span, other: Span) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])


def show(text: Text, dated: Sequence[Said]) -> None:
    """The marked dates that are missing or wrong."""
    for marked in text.marked:
        best = max(dated, key=lambda one: _shared(one.span, marked.span), default=None)
        hit = best if best and _shared(best.span, marked.span) > 0 else None
        if not hit or not right(hit, marked, within=False):
            start, end = marked.span
            context = " ".join(text.text[max(0, start - 60) : end + 20].split())
            meant, made = (f"{days[0]} to {days[1]}" for days in (marked.days, hit.days if hit else ("", "")))
            print(f"{text.name} ({text.published}): {text.text[start:end]!r} is {meant}, not {made}: {context}")


def of_5w1h(options: Options) -> Figure:
    good = there = 0
    for row in islice(lines("5w1h", "dev.jsonl"), options.limit):
        published = (row.get("date_publish") or "")[:10]
        dated = ours(row["text"], published)
        for answer in row["fiveWoneH"]["when"]["annotated"]:
            phrase, meant = answer.get("text"), answer.get("parsed")
            start = row["text"].find(phrase) if phrase else -1
            if start < 0 or not meant or not published:
                continue
            span, day = (start, start + len(phrase)), date.fromisoformat(meant)
            best = max(dated, key=lambda one: _shared(one.span, span), default=None)
            hit = best if best and _shared(best.span, span) > 0 else None
            there, good = there + 1, good + bool(hit and hit.days[0] <= day <= hit.days[1])
            if options.show and not (hit and hit.days[0] <= day <= hit.days[1]):
                print(f"5w1h ({published}): {phrase!r} is {meant}, not {hit and hit.days}")
    return Figure("dates.5w1h", good / max(1, there), there)


def measure(options: Options) -> list[Figure]:
    texts = list(islice(documents(), options.limit))
    mine = [(text, ours(text.text, text.published)) for text in texts]
    theirs = [(text, baseline(text.text, text.published)) for text in texts]
    if options.show:
        for text, dated in mine:
            if not text.unseen:
                show(text, dated)
    parts: dict[str, Callable[[Text], bool]] = {
        "news": lambda text: text.name.startswith("news"),
        "unseen": lambda text: text.unseen,
        "all": lambda _: True,
    }
    found = []
    for name, wanted in parts.items():
        ones, others = ([pair for pair in pairs if wanted(pair[0])] for pairs in (mine, theirs))
        found += tally(ones).figures(f"dates.{name}", tally(others, within=True))
    return [*found, of_5w1h(options)]


if __name__ == "__main__":
    figures.main(__doc__, measure)
