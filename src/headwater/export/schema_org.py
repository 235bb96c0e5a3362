"""Claims in the words of schema.org (JSON-LD), as ClaimReview's readers know them: where each appears, and first."""

from __future__ import annotations

from typing import Any

from headwater.export import dates, grading
from headwater.export.addresses import identifier, published_at
from headwater.export.evidence import Finder
from headwater.export.interchange import dumps
from headwater.export.narration import Narrator
from headwater.export.text import line, shorten
from headwater.model import Article, Assertion, Claim, Grade, Link, Quotation, SourceType, Story, content_id

_TYPES = {
    SourceType.PERSON: "Person",
    SourceType.ORGANISATION: "Organization",
    SourceType.PUBLICATION: "NewsMediaOrganization",
}
_RATINGS = {str(credibility): 6 - credibility for credibility in range(1, 6)}
_TEXT = 2000

Object = dict[str, Any]


def write(story: Story) -> bytes:
    """Claims by schema.org (JSON-LD), with all their appearances; a ClaimReview only where a person graded one."""
    graph = _Graph(story)
    found = [*graph.articles(), *graph.claims(), *graph.reviews()]
    return (dumps({"@context": "https://schema.org", "@graph": found}, indent=1) + "\n").encode()


class _Graph:
    """The articles, and the claims with what they appear in."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._finder = Finder(story)
        self._narrator = Narrator(story)
        self._articles = {each.article.id: each.article for each in story.articles}
        self._direct = {
            (reading.article.id, each.id)
            for reading in story.articles
            for each in reading.attributions
            if each.kind is Quotation.DIRECT
        }

    def articles(self) -> list[Object]:
        return [_article(article) for article in self._articles.values()]

    def claims(self) -> list[Object]:
        return [self._claim(claim) for claim in self._story.claims]

    def reviews(self) -> list[Object]:
        """One for each person's grade of a claim; that it cannot be judged is no verdict."""
        return [
            _review(claim, grade)
            for claim in self._story.claims
            for grade in grading.of_claim(self._story, claim)
            if grade.grade in _RATINGS
        ]

    def _claim(self, claim: Claim) -> Object:
        appearances = [self._appearance(claim, at, each) for at, each in enumerate(claim.assertions)]
        first = self._first(claim)
        made: Object = {
            "@type": "Claim",
            "@id": f"urn:headwater:claim:{content_id(claim.id)}",
            "text": _said(claim.text),
        }
        made |= {"temporalCoverage": line(claim.when)} if claim.when and dates.days(claim.when) else {}
        made |= {"appearance": appearances} if appearances else {}
        return made | ({"firstAppearance": {"@id": appearances[first]["@id"]}} if first is not None else {})

    def _appearance(self, claim: Claim, at: int, assertion: Assertion) -> Object:
        """The words as they stand in an article; a quotation only where they are somebody's own."""
        found = self._finder.at(assertion.article, assertion.span)
        (start, end), last = found.whole, assertion.chain[-1] if assertion.chain else None
        quoted = (assertion.article, assertion.attribution) in self._direct
        made: Object = {
            "@type": "Quotation" if quoted else "CreativeWork",
            "@id": f"urn:headwater:assertion:{content_id('assertion', claim.id, at)}",
            "text": _said(found.exact or assertion.text),
            "isPartOf": {"@id": identifier(found.article)},
            "description": self._narrator.chain(assertion),
            "keywords": assertion.certainty.value,
            "identifier": [
                {"@type": "PropertyValue", "propertyID": "characters", "value": f"{start}-{end}"},
                {"@type": "PropertyValue", "propertyID": "paragraph", "value": found.paragraph},
            ],
            "abstract": _said(found.quote),
        }
        return made | ({"creator": _agent(last)} if last and last.type in _TYPES else {})

    def _first(self, claim: Claim) -> int | None:
        """The assertion of the article that was published before all others; None where the dates do not tell."""
        published = [self._articles[each.article].published or "" for each in claim.assertions]
        days = [dates.days(when[:10]) for when in published]
        known = [each for each in days if each]
        if not known or len(known) < len(days):
            return None
        earliest = min(known, key=lambda each: each.last)
        articles = {claim.assertions[i].article for i, each in enumerate(days) if each and each.first <= earliest.last}
        return days.index(earliest) if len(articles) == 1 else None


def _review(claim: Claim, grade: Grade) -> Object:
    """The Admiralty code has 1 for the best and 5 for the worst, schema.org the other way round."""
    rating = {
        "@type": "Rating", "ratingValue": _RATINGS[grade.grade], "bestRating": 5, "worstRating": 1,
        "alternateName": grading.meaning(grade),
    }  # fmt: skip
    made: Object = {
        "@type": "ClaimReview",
        "@id": f"urn:headwater:review:{content_id(claim.id, grade.who, grade.when)}",
        "claimReviewed": _said(claim.text),
        "itemReviewed": {"@id": _claim_id(claim)},
        "author": {"@type": "Person", "name": _said(grade.who)},
        "datePublished": line(grade.when),
        "reviewRating": rating,
    }
    return made | ({"reviewBody": _said(grade.why)} if grade.why else {})


def _claim_id(claim: Claim) -> str:
    return f"urn:headwater:claim:{content_id(claim.id)}"


def _article(article: Article) -> Object:
    made: Object = {"@type": "NewsArticle", "@id": identifier(article)}
    made |= {"headline": _said(article.title)} if article.title else {}
    published, address = article.published or "", published_at(article)
    made |= {"datePublished": line(published)} if dates.days(published[:10]) else {}
    made |= {"author": {"@type": "Person", "name": _said(article.byline)}} if article.byline else {}
    publisher = {"@type": "NewsMediaOrganization", "name": _said(article.publisher)} if article.publisher else None
    made |= {"publisher": publisher} if publisher else {}
    return made | ({"url": address} if address else {"name": _said(article.uri)})


def _agent(link: Link) -> Object:
    return {"@type": _TYPES[link.type], "name": _said(link.name)}


def _said(text: str) -> str:
    return shorten(text, _TEXT)
