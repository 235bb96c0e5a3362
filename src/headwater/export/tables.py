"""A story as tables whose rows point at each other: what the spreadsheets, databases and data frames are made of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from headwater.export import dates, grading, index, wording
from headwater.export.evidence import Evidence, Finder
from headwater.export.narration import Narrator
from headwater.export.text import cut, line, shorten
from headwater.model import Article, Assertion, Claim, Link, Place, Span, Spans, Story

Value = str | int | float | bool | None
Row = tuple[Value, ...]

# Characters of the name by which a row is shown where another points at it.
_NAME = 100


class Kind(StrEnum):
    """What the values of a column are."""

    TEXT = "text"
    INTEGER = "integer"
    REAL = "real"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `of` is the table whose `id` its values are, None where they are values of their own."""

    name: str
    kind: Kind = Kind.TEXT
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one kind; the first column, `id`, is theirs alone. `about` says what a row is."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def tables(story: Story) -> tuple[Table, ...]:
    """All tables, those that others point at before them."""
    return tuple(_Tables(story).all())


_ID, _NAME_COLUMN = Column("id"), Column("name")
_EVIDENCE = (
    Column("start_offset", Kind.INTEGER),
    Column("end_offset", Kind.INTEGER),
    Column("paragraph", Kind.INTEGER),
    Column("sentence_number", Kind.INTEGER),
    Column("sentence"),
)
_ARTICLE, _CLAIM = Column("article", of="articles"), Column("claim", of="claims")


def _integers(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, Kind.INTEGER) for name in names)


def _booleans(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, Kind.BOOLEAN) for name in names)


def _texts(*names: str) -> tuple[Column, ...]:
    return tuple(map(Column, names))


class _Tables:
    """Makes each table of one story; `name` is how a person knows a row."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._finder = Finder(story)
        self._narrator = Narrator(story)
        self._names = self._narrator.names
        self._claims = list(enumerate(story.claims, 1))
        self._known = {(r.article.id, each.id) for r in story.articles for each in r.attributions}

    def all(self) -> Iterator[Table]:
        yield Table(
            "articles", "An article; `not_read` says why nothing was read in it.", _ARTICLES, tuple(self._articles())
        )
        yield Table("claims", "A claim, on how many origins it stands.", _CLAIMS, tuple(self._claim_rows()))
        yield Table("attributions", "In an article, a source, a cue and a content.", _ATTRIBUTIONS,
                    tuple(self._attributions()))  # fmt: skip
        yield Table("assertions", "One article’s occurrence of a claim.", _ASSERTIONS, tuple(self._assertions()))
        yield Table("links", "One source in an assertion’s chain, the outermost at position 1.", _LINKS,
                    tuple(self._links()))  # fmt: skip
        yield Table("disagreements", "Who holds which value where assertions of a claim differ.", _DISAGREEMENTS,
                    tuple(self._disagreements()))  # fmt: skip
        yield Table("drift", "A retelling more, or less, certain than what it retells.", _DRIFT, tuple(self._drift()))
        yield Table("joins", "Why two assertions are counted as one origin.", _JOINS, tuple(self._joins()))
        yield Table("rests", "A claim that stands on one origin alone.", _RESTS, tuple(self._rests()))
        yield Table("sources", "Somebody or something that speaks or is spoken of.", _SOURCES, tuple(self._sources()))
        yield Table("mentions", "Where a source is mentioned.", _MENTIONS, tuple(self._mentions()))
        yield Table("derivations", "An article takes from a publication.", _DERIVATIONS, tuple(self._derivations()))
        yield Table("additions", "What an article adds to a claim.", _ADDITIONS, tuple(self._additions()))
        yield Table("timeline", "A sentence that says when.", _TIMELINE, tuple(self._timeline()))
        yield Table("grades", "What a person holds of a source or a claim, by the Admiralty code.", _GRADES,
                    tuple(self._grades()))  # fmt: skip
        yield Table("failures", "An input that could not be read.", _FAILURES, tuple(self._failures()))

    # -- rows --

    def _articles(self) -> Iterator[Row]:
        for reading in self._story.articles:
            a = reading.article
            yield (a.id, self._names[a.id], a.title, a.publisher, a.byline, a.published, a.updated, a.language, a.uri,
                   a.address, reading.unread.message if reading.unread else None, len(a.text), a.text)  # fmt: skip

    def _claim_rows(self) -> Iterator[Row]:
        for number, claim in self._claims:
            first, last = _days(claim.when)
            yield (claim.id, f"{number}. {shorten(claim.text, _NAME)}", number, claim.text, claim.when, first, last,
                   claim.where, len(wording.articles_of(claim)), claim.publications.low, claim.publications.high,
                   _names(claim.publications.names), claim.speakers.low, claim.speakers.high,
                   _names(claim.speakers.names), wording.single_origin(claim), len(claim.disagreements),
                   len(wording.lost(claim)))  # fmt: skip

    def _attributions(self) -> Iterator[Row]:
        for reading in self._story.articles:
            article = reading.article
            for _, each in wording.in_order(reading.attributions):
                spans = each.source + each.cue + each.content
                found = self._finder.at(article.id, spans)
                source, cue, content = (_cut(article, part) for part in (each.source, each.cue, each.content))
                parent = each.parent if (article.id, each.parent) in self._known else None
                yield (f"{article.id}/{each.id}", f"{source or 'somebody'}: {shorten(content, _NAME)}", article.id,
                       parent and f"{article.id}/{parent}", source, cue, content, each.kind.value,
                       each.source_type.value, each.source_name, each.certainty.value, each.confidence,
                       wording.chain(each.chain), *_evidence(found))  # fmt: skip

    def _assertions(self) -> Iterator[Row]:
        for claim, label, id_, assertion in self._each_assertion():
            found = self._finder.at(assertion.article, assertion.span)
            key = (assertion.article, assertion.attribution)
            attribution = f"{assertion.article}/{assertion.attribution}" if key in self._known else None
            yield (id_, f"{label} {self._names[assertion.article]}", label, claim.id, assertion.article, attribution,
                   cut(found.article.text, found.spans) or assertion.text, assertion.certainty.value,
                   wording.chain(assertion.chain), self._narrator.chain(assertion),
                   all(link.stated for link in assertion.chain), *_evidence(found), _spans(found.spans))  # fmt: skip

    def _links(self) -> Iterator[Row]:
        for _, label, id_, assertion in self._each_assertion():
            for position, link in enumerate(assertion.chain, 1):
                found = self._finder.at(assertion.article, (link.evidence,))
                yield (f"{id_}/{position}", f"{label}, {position}: {shorten(link.name, _NAME)}", id_, position,
                       *_link(link), *_evidence(found))  # fmt: skip

    def _disagreements(self) -> Iterator[Row]:
        for number, claim in self._claims:
            for at, each in enumerate((*claim.disagreements, *claim.variations), 1):
                for which, value in enumerate(each.values, 1):
                    for assertion in value.assertions:
                        key = f"{claim.id}/{at}/{which}/{assertion}"
                        yield (key, f"{number}: {shorten(each.slot, 40)}", claim.id, at, each.slot, each.kind,
                               each.kind == "conflict", value.value, _assertion_id(claim, assertion))  # fmt: skip

    def _drift(self) -> Iterator[Row]:
        for number, claim in self._claims:
            for at, each in enumerate(claim.drift, 1):
                yield (f"{claim.id}/{at}", f"{number}: {wording.drifted(claim, each)}", claim.id,
                       _assertion_id(claim, each.retold), _assertion_id(claim, each.retelling), each.change, each.kind,
                       self._quoted(each.evidence))  # fmt: skip

    def _joins(self) -> Iterator[Row]:
        for number, claim in self._claims:
            for at, each in enumerate(claim.joins, 1):
                first, second = each.assertions
                name = f"{number}.{first + 1} and {number}.{second + 1}"
                yield (f"{claim.id}/{at}", name, claim.id, _assertion_id(claim, first), _assertion_id(claim, second),
                       each.of, each.certain, each.reason, self._quoted(each.evidence))  # fmt: skip

    def _rests(self) -> Iterator[Row]:
        known = {claim.id for _, claim in self._claims}
        for at, rest in enumerate(self._story.rests, 1):
            for claims, certain in ((rest.claims, True), (rest.possibly, False)):
                for claim in claims:
                    if claim in known:
                        name = shorten(rest.name, _NAME)
                        key = f"{at}/{'certain' if certain else 'possible'}/{claim}"
                        yield key, name, rest.of, rest.name, rest.type.value, claim, certain

    def _sources(self) -> Iterator[Row]:
        for heading, entries in index.Index(self._story).entries:
            for entry in entries:
                each = entry.entity
                yield (each.id, line(each.name), each.type.lower(), heading, _names(each.aliases), len(entry.says),
                       len(entry.said_of), len(each.mentions))  # fmt: skip

    def _mentions(self) -> Iterator[Row]:
        for entity in sorted(self._story.entities, key=lambda each: each.id):
            for at, place in enumerate(sorted(entity.mentions, key=lambda each: (each.article, each.span)), 1):
                found = self._finder.place(place)
                name = f"{shorten(entity.name, _NAME)}, {self._names[place.article]}"
                yield f"{entity.id}/{at}", name, entity.id, place.article, found.exact, *_evidence(found)

    def _derivations(self) -> Iterator[Row]:
        known = set(self._names)
        for at, each in enumerate(self._story.derivations, 1):
            name = f"{self._names[each.article]}: {shorten(wording.derivation(each), _NAME)}"
            found = self._finder.at(each.article, each.evidence[:1])
            yield (str(at), name, each.article, each.publication, "; ".join(map(line, each.via)), each.kind.value,
                   each.stated, each.directed, each.parent if each.parent in known else None,
                   *_evidence(found))  # fmt: skip

    def _additions(self) -> Iterator[Row]:
        numbers = {claim.id: number for number, claim in self._claims}
        for each in self._story.additions:
            if each.claim in numbers:
                name = f"{self._names[each.article]}, {numbers[each.claim]}: {shorten(each.kind, 40)}"
                yield (f"{each.article}/{each.claim}", name, each.article, each.claim, each.kind, each.certain,
                       "; ".join(each.slots))  # fmt: skip

    def _timeline(self) -> Iterator[Row]:
        for at, event in enumerate(self._story.timeline, 1):
            found = self._finder.at(event.article, (event.span,))
            yield (str(at), dates.said(event.when), event.when, *_days(event.when), event.text, event.article,
                   *_evidence(found))  # fmt: skip

    def _grades(self) -> Iterator[Row]:
        known = {claim.id for _, claim in self._claims}
        for at, each in enumerate(self._story.grades, 1):
            claim = each.name if each.of == grading.CLAIM and each.name in known else None
            article = each.article if each.article in self._names else None
            yield (str(at), grading.said(each), claim, None if claim else each.name, article, each.grade,
                   grading.meaning(each), each.who, each.when, each.why)  # fmt: skip

    def _failures(self) -> Iterator[Row]:
        for at, each in enumerate(self._story.failures, 1):
            yield str(at), shorten(each.uri, _NAME), each.uri, each.stage, each.kind, each.message

    # -- parts of rows --

    def _each_assertion(self) -> Iterator[tuple[Claim, str, str, Assertion]]:
        """Claim, number ("2.3"), id and assertion."""
        for number, claim in self._claims:
            for at, assertion in enumerate(claim.assertions):
                yield claim, f"{number}.{at + 1}", _assertion_id(claim, at), assertion

    def _quoted(self, places: Iterable[Place]) -> str:
        return " | ".join(line(self._finder.place(place).quote) for place in places)


def _assertion_id(claim: Claim, at: int) -> str:
    return f"{claim.id}/{at + 1}"


def _cut(article: Article, spans: Spans) -> str:
    return line(cut(article.text, spans))


def _evidence(found: Evidence) -> Row:
    return (*found.whole, found.paragraph, found.number, found.quote)


def _link(link: Link) -> Row:
    return link.name, link.type.value, link.stated


def _names(names: Iterable[str]) -> str:
    return "; ".join(line(name) for name in sorted(names))


def _days(when: str | None) -> tuple[str | None, str | None]:
    """The first and the last day that an EDTF date may mean, for programs that know days only."""
    found = dates.days(when) if when else None
    return (found.first.isoformat(), found.last.isoformat()) if found else (None, None)


def _spans(spans: Iterable[Span]) -> str:
    return json.dumps([list(span) for span in spans])


_ARTICLES = (_ID, _NAME_COLUMN, *_texts("title", "publisher", "byline", "published", "updated", "language", "uri",
             "address", "not_read"), *_integers("characters"), Column("text"))  # fmt: skip
_CLAIMS = (_ID, _NAME_COLUMN, *_integers("number"), *_texts("text", "date", "first_day", "last_day", "place"),
           *_integers("articles", "publications_low", "publications_high"), Column("publications"),
           *_integers("speakers_low", "speakers_high"), Column("speakers"), *_booleans("single_origin"),
           *_integers("disagreements", "lost_doubts"))  # fmt: skip
_ATTRIBUTIONS = (_ID, _NAME_COLUMN, _ARTICLE, Column("parent", of="attributions"), *_texts("source", "cue", "content",
                 "kind", "source_type", "source_name", "certainty"), Column("confidence", Kind.REAL), Column("chain"),
                 *_EVIDENCE)  # fmt: skip
_ASSERTIONS = (_ID, _NAME_COLUMN, Column("number"), _CLAIM, _ARTICLE, Column("attribution", of="attributions"),
               *_texts("text", "certainty", "chain", "in_words"), *_booleans("all_stated"), *_EVIDENCE,
               Column("spans"))  # fmt: skip
_LINKS = (_ID, _NAME_COLUMN, Column("assertion", of="assertions"), *_integers("position"), *_texts("source", "type"),
          *_booleans("stated"), *_EVIDENCE)  # fmt: skip
_DISAGREEMENTS = (_ID, _NAME_COLUMN, _CLAIM, *_integers("number"), *_texts("slot", "kind"), *_booleans("conflict"),
                  Column("value"), Column("assertion", of="assertions"))  # fmt: skip
_DRIFT = (_ID, _NAME_COLUMN, _CLAIM, Column("retold", of="assertions"), Column("retelling", of="assertions"),
          *_texts("change", "kind", "evidence"))  # fmt: skip
_JOINS = (_ID, _NAME_COLUMN, _CLAIM, Column("first", of="assertions"), Column("second", of="assertions"),
          Column("shared"), *_booleans("certain"), *_texts("reason", "evidence"))  # fmt: skip
_RESTS = (_ID, _NAME_COLUMN, *_texts("counted_as", "origin", "type"), _CLAIM, *_booleans("certain"))
_SOURCES = (_ID, _NAME_COLUMN, *_texts("type", "heading", "aliases"), *_integers("says", "said_of", "mentions"))
_MENTIONS = (_ID, _NAME_COLUMN, Column("source", of="sources"), _ARTICLE, Column("text"), *_EVIDENCE)
_DERIVATIONS = (_ID, _NAME_COLUMN, _ARTICLE, *_texts("publication", "via", "kind"), *_booleans("stated", "directed"),
                Column("parent", of="articles"), *_EVIDENCE)  # fmt: skip
_ADDITIONS = (_ID, _NAME_COLUMN, _ARTICLE, _CLAIM, Column("kind"), *_booleans("certain"), Column("slots"))
_TIMELINE = (_ID, _NAME_COLUMN, *_texts("date", "first_day", "last_day", "text"), _ARTICLE, *_EVIDENCE)
_GRADES = (_ID, _NAME_COLUMN, _CLAIM, Column("source"), _ARTICLE, *_texts("grade", "meaning", "who", "date", "why"))
_FAILURES = (_ID, _NAME_COLUMN, *_texts("uri", "stage", "kind", "message"))


def names_of(found: Iterable[Table]) -> Mapping[str, Mapping[str, str]]:
    """By table, the name of each row by its id: what to show where another row points at it."""
    return {table.name: {str(row[0]): str(row[1]) for row in table.rows} for table in found}
