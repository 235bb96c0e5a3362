"""A story as a STIX 2.1 bundle, for threat-intelligence platforms: identities, reports, and a note for each claim."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import stix2

from headwater.export import dates, grading, wording
from headwater.export.addresses import published_at
from headwater.export.evidence import Finder
from headwater.export.interchange import dumps
from headwater.export.narration import Narrator, put
from headwater.export.text import shorten
from headwater.model import Article, Assertion, Claim, Grade, SourceType, Story, content_id, folded

# STIX wants random ids or, as here, ids of names (RFC 4122, version 5) in a space of one's own.
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:headwater:stix")
_CLASSES = {
    SourceType.PERSON: "individual",
    SourceType.ORGANISATION: "organization",
    SourceType.PUBLICATION: "organization",
}
# An object says when it was made; ours says the day of the article, or of none that a clock knows.
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
# What STIX makes of the Admiralty code (STIX 2.1, appendix A), and how MISP writes it as a tag.
_CONFIDENCE = {"1": 90, "2": 70, "3": 50, "4": 30, "5": 10}
_OPINIONS = {"1": "strongly-agree", "2": "agree", "3": "neutral", "4": "disagree", "5": "strongly-disagree"}
_TAGS = {
    grading.CLAIM: 'admiralty-scale:information-credibility="{}"',
    grading.SOURCE: 'admiralty-scale:source-reliability="{}"',
}
_TEXT = 2000


def write(story: Story) -> bytes:
    """Reports, identities and a note for each claim as STIX 2.1; opinions and Admiralty tags where a person graded."""
    # The library checks each object as it is made; its own bundle would copy and sort all of them again.
    found = [json.loads(each.serialize()) for each in _Bundle(story).objects()]
    bundle = {"type": "bundle", "id": _id("bundle", *(each["id"] for each in found)), "objects": found}
    return (dumps(bundle, indent=1) + "\n").encode()


class _Bundle:
    """Makes the objects, each once, those that are referred to before the others."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._finder = Finder(story)
        self._narrator = Narrator(story)
        self._identities: dict[str, Any] = {}
        self._people: dict[str, Any] = {}
        self._when = {reading.article.id: _published(reading.article) for reading in story.articles}
        self._told: dict[str, list[Assertion]] = {}
        for claim in story.claims:
            for assertion in claim.assertions:
                self._told.setdefault(assertion.article, []).append(assertion)
        self._program = _identity("program", "Headwater", "system")

    def objects(self) -> list[Any]:
        reports = [self._report(reading.article) for reading in self._story.articles]
        ids = {reading.article.id: report.id for reading, report in zip(self._story.articles, reports, strict=True)}
        notes = [self._note(number, claim, ids) for number, claim in enumerate(self._story.claims, 1)]
        opinions = [
            self._opinion(note.id, grade)
            for note, claim in zip(notes, self._story.claims, strict=True)
            for grade in grading.of_claim(self._story, claim)
            if grade.grade in _OPINIONS
        ]
        return [self._program, *self._identities.values(), *self._people.values(), *reports, *notes, *opinions]

    def _named(self, name: str, kind: str) -> Any:
        """A named source, or a publisher; the same under every spelling that folds to one."""
        key = folded(name)
        if key not in self._identities:
            self._identities[key] = _identity(key, name, kind, _tags(grading.of_source(self._story, name)))
        return self._identities[key]

    def _opinion(self, note: str, grade: Grade) -> Any:
        """A person's verdict on a claim, as that person's own."""
        who = self._people.setdefault(grade.who, _identity(f"person {grade.who}", grade.who, "individual"))
        when = _moment(grade.when)
        return stix2.Opinion(
            id=_id("opinion", note, grade.who, grade.when), created_by_ref=who.id, created=when, modified=when,
            opinion=_OPINIONS[grade.grade], explanation=grading.said(grade), authors=[shorten(grade.who, 200)],
            object_refs=[note],
        )  # fmt: skip

    def _report(self, article: Article) -> Any:
        """An article: who published it, and everyone named whom it has its claims from."""
        when = self._when[article.id]
        publisher = self._named(article.publisher, "organization") if article.publisher else self._program
        said = (
            self._named(link.name, _CLASSES[link.type])
            for assertion in self._told.get(article.id, ())
            for link in assertion.chain
            if link.type in _CLASSES and link.name.strip()
        )
        address = published_at(article)
        place = {"url": address} if address else {"description": shorten(article.uri, 200)}
        label = self._narrator.names[article.id]
        return stix2.Report(
            id=_id("report", article.id), created_by_ref=publisher.id, created=when, modified=when, published=when,
            name=shorten(article.title or label, 200),
            object_refs=list(dict.fromkeys([publisher.id, *(each.id for each in said)])),
            external_references=[{"source_name": label, "external_id": shorten(article.id, 200), **place}],
        )  # fmt: skip

    def _note(self, number: int, claim: Claim, reports: dict[str, str]) -> Any:
        """A claim, and who says so in which words."""
        when = max((self._when[each.article] for each in claim.assertions), default=_EPOCH)
        lines = [self._line(f"{number}.{at}", each) for at, each in enumerate(claim.assertions, 1)]
        standing = f"Stands on {wording.origins(claim.publications, claim.speakers)}."
        grades = list(grading.of_claim(self._story, claim))
        confidence = next((_CONFIDENCE[each.grade] for each in reversed(grades) if each.grade in _CONFIDENCE), None)
        graded = {"labels": _tags(grades), "confidence": confidence}
        disagree = [f"They disagree on {wording.against(each)}." for each in claim.disagreements]
        return stix2.Note(
            id=_id("note", claim.id), created_by_ref=self._program.id, created=when, modified=when,
            abstract=f"{number}. {shorten(claim.text, _TEXT)}", content="\n".join([*lines, standing, *disagree]),
            object_refs=list(dict.fromkeys(reports[each.article] for each in claim.assertions)),
            **{name: value for name, value in graded.items() if value},
        )  # fmt: skip

    def _line(self, label: str, assertion: Assertion) -> str:
        found = self._finder.at(assertion.article, assertion.span)
        said = shorten(found.exact or assertion.text, _TEXT)
        return f"{label} {self._narrator.chain(assertion)}, {put(assertion.certainty)} ({found.where}): {said}"


def _identity(key: str, name: str, kind: str, tags: list[str] | None = None) -> Any:
    labels = {"labels": tags} if tags else {}
    return stix2.Identity(
        id=_id("identity", kind, key), name=shorten(name, 200), identity_class=kind, created=_EPOCH, modified=_EPOCH,
        **labels,
    )  # fmt: skip


def _tags(grades: Iterable[Grade]) -> list[str]:
    return sorted({_TAGS[each.of].format(each.grade.lower()) for each in grades})


def _moment(when: str) -> datetime:
    """When a decision was made; the day of no clock where that is not a time."""
    try:
        found = datetime.fromisoformat(when)
    except ValueError:
        return _EPOCH
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _published(article: Article) -> datetime:
    """The article's day, as midnight UTC; of one without a date, the first day that STIX is likely to be read for."""
    found = dates.days((article.published or "")[:10])
    day: date = found.first if found else _EPOCH.date()
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _id(kind: str, *parts: str) -> str:
    return f"{kind}--{uuid.uuid5(_SPACE, content_id(kind, *parts))}"
