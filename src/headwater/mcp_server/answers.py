"""What an assistant gets to see of a story: records of plain values, each statement with where it stands.

The records have no slots, which the protocol's library would take for default values.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from headwater.case import acts, naming
from headwater.errors import CaseError
from headwater.export import marks, wording
from headwater.export.evidence import Evidence, Finder
from headwater.export.narration import Narrator, put
from headwater.export.questions import questions
from headwater.export.text import cut, shorten, visible
from headwater.model import Claim, Count, Disagreement, Join, Place, Reading, Spans, Story

Only = Literal["all", "several articles", "single origin", "disputed", "doubt lost"]
"""Which claims are asked for."""
_SENTENCE, _NAME, _PARAGRAPH = 2000, 200, 4000


@dataclass(frozen=True)
class EvidenceSpan:
    """Where something stands: an article (its id and label), offsets into its text, the words, and their sentence."""

    article: str
    label: str
    start: int
    end: int
    paragraph: int
    words: str
    sentence: str


@dataclass(frozen=True)
class ArticleFacts:
    """An article of the case; `takes_from` says from whom it takes, and how, `not_read` why nothing was read in it."""

    article: str
    label: str
    title: str | None
    publisher: str | None
    published: str | None
    uri: str
    takes_from: list[str]
    not_read: str | None


@dataclass(frozen=True)
class Range:
    """How many there are: at least `low`, at most `high`; the names of those that have one."""

    low: int
    high: int
    names: list[str]


@dataclass(frozen=True)
class ClaimFacts:
    """A claim, the range of its origins, what is odd about it, and where one article words it.

    `claim` is its number in the story as it is now; `key` stays, whatever is decided and added.
    """

    claim: int
    key: str
    text: str
    when: str | None
    articles: int
    publications: Range
    speakers: Range
    flags: list[str]
    evidence: EvidenceSpan


@dataclass(frozen=True)
class ClaimList:
    """Some of the claims, in order of weight; `total` is how many there are in all."""

    total: int
    claims: list[ClaimFacts]


@dataclass(frozen=True)
class Source:
    """One source in a chain; inferred where not `stated`."""

    name: str
    type: str
    stated: bool
    evidence: EvidenceSpan


@dataclass(frozen=True)
class Saying:
    """One article's occurrence of a claim: who says so in words, how it is put, and the chain, outermost first."""

    number: str
    who: str
    certainty: str
    chain: list[Source]
    evidence: EvidenceSpan


@dataclass(frozen=True)
class Reason:
    """Why sayings (numbers) count as one origin; where not `certain`, they may be two. `joins` are their ids."""

    shared: str
    certain: bool
    reason: str
    sayings: list[list[str]]
    joins: list[str]


@dataclass(frozen=True)
class Held:
    """One value, and the sayings (numbers) and articles that hold it."""

    value: str
    sayings: list[str]
    evidence: list[EvidenceSpan]


@dataclass(frozen=True)
class DisagreementFacts:
    """What articles differ on; `kind` is "conflict", or why it is none. `key` is the claim's."""

    claim: int
    key: str
    claim_text: str
    slot: str
    kind: str
    values: list[Held]


@dataclass(frozen=True)
class Answer:
    """Who says so: the claim, every saying of it, the reasons for the count, what they differ on, lost doubts."""

    claim: ClaimFacts
    sayings: list[Saying]
    reasons: list[Reason]
    disagreements: list[DisagreementFacts]
    lost_doubts: list[str]


@dataclass(frozen=True)
class Passage:
    """A stretch of an article with the paragraph that it stands in."""

    evidence: EvidenceSpan
    around: str


@dataclass(frozen=True)
class AddedClaim:
    """What an article has of one claim: `kind` says how it stands to the other articles."""

    claim: int
    text: str
    kind: str
    certain: bool
    others: list[str]
    evidence: list[EvidenceSpan]


@dataclass(frozen=True)
class OpenQuestion:
    """What the story leaves open, and the claims (numbers) that it is about."""

    question: str
    claims: list[int]
    evidence: list[EvidenceSpan]


class Answers:
    """Asked about one story. Claims are named by their numbers or ids, articles by ids, labels or file names."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self._finder = Finder(story)
        self._narrator = Narrator(story)
        self._names = self._narrator.names
        self._numbered = list(enumerate(story.claims, 1))

    # -- questions --

    def articles(self) -> list[ArticleFacts]:
        found = []
        for reading in self.story.articles:
            a = reading.article
            takes = [wording.derivation(each) for each in self.story.derivations if each.article == a.id]
            title, publisher, published = (_said(e) if e else None for e in (a.title, a.publisher, a.published))
            where = _said(a.address or a.uri)
            unread = _said(reading.unread.message) if reading.unread else None
            found.append(ArticleFacts(a.id, self._names[a.id], title, publisher, published, where, takes, unread))
        return found

    def claims(self, text: str = "", only: Only = "all", limit: int = 20, offset: int = 0) -> ClaimList:
        """Those that have all words of `text` in them, or in one of their assertions."""
        words = text.casefold().split()
        found = [(n, claim) for n, claim in self._numbered if _of_kind(claim, only) and _has(claim, words)]
        shown = found[max(offset, 0) : max(offset, 0) + max(limit, 0)]
        return ClaimList(len(found), [self._claim(number, claim) for number, claim in shown])

    def who_says_so(self, claim: str) -> Answer:
        number, found = self.claim(claim)
        lost = [
            f"{wording.drifted(found, each)}: {number}.{each.retold + 1} to {number}.{each.retelling + 1}"
            for each in wording.lost(found)
        ]
        return Answer(
            self._claim(number, found),
            [self._saying(number, found, index) for index in range(len(found.assertions))],
            [_reason(number, certain, reason, joins) for certain, reason, joins in wording.reasons(found)],
            self._disagreements(number, found),
            lost,
        )

    def passage(self, article: str, start: int, end: int) -> Passage:
        reading = self.reading(article)
        if not 0 <= start < end <= len(reading.article.text):
            raise CaseError(f"the text of {article} goes from 0 to {len(reading.article.text)}, not {start} to {end}")
        found = self._finder.at(reading.article.id, ((start, end),))
        paragraphs = marks.layout(reading).paragraphs
        around = cut(reading.article.text, paragraphs[found.paragraph - 1 : found.paragraph])
        return Passage(self._evidence(found), shorten(around, _PARAGRAPH))

    def adds(self, article: str) -> list[AddedClaim]:
        id_ = self.reading(article).article.id
        numbers = {claim.id: (number, claim) for number, claim in self._numbered}
        found = []
        for each in self.story.additions:
            if each.article != id_ or each.claim not in numbers:
                continue
            number, claim = numbers[each.claim]
            others = list(dict.fromkeys(self._names[claim.assertions[index].article] for index in each.others))
            places = [self._at(claim.assertions[i].article, claim.assertions[i].span) for i in each.assertions]
            found.append(AddedClaim(number, _said(claim.text), each.kind, each.certain, others, places))
        return found

    def disagreements(self) -> list[DisagreementFacts]:
        return [each for number, claim in self._numbered for each in self._disagreements(number, claim)]

    def open_questions(self) -> list[OpenQuestion]:
        return [
            OpenQuestion(each.text, list(each.claims), [self._place(place) for place in each.evidence])
            for each in questions(self.story)
        ]

    # -- names --

    def claim(self, name: str) -> tuple[int, Claim]:
        """Its number and the claim, by number, id, or the key of an assertion; a CaseError for any other name."""
        numbered = (each for each in self._numbered if str(each[0]) == name.strip())
        return next(numbered, None) or self.keyed(name)

    def keyed(self, name: str) -> tuple[int, Claim]:
        """As `claim`, without numbers: one may be another claim's once something is decided."""
        found = naming.called(self.story.claims, name.strip())
        for number, claim in self._numbered:
            if claim is found:
                return number, claim
        raise CaseError(
            f"there is no claim {name!r}: list_claims gives the key of each, and its number, from 1 to "
            f"{len(self._numbered)}; a decision takes the key"
        )

    def reading(self, name: str) -> Reading:
        """The one article that is called so; a CaseError where there is none, or several."""
        found = [
            each
            for each in self.story.articles
            if name in (each.article.id, self._names[each.article.id], each.article.uri)
            or name == each.article.uri.rpartition("/")[2]
        ]
        if len(found) != 1:
            raise CaseError(f"{len(found)} articles are called {name!r}: list_articles gives their ids")
        return found[0]

    # -- parts --

    def _claim(self, number: int, claim: Claim) -> ClaimFacts:
        worded = acts.worded(claim)
        flags = [words for _, words in wording.flags(claim)]
        return ClaimFacts(
            number, naming.key(claim), _said(claim.text), claim.when, len(wording.articles_of(claim)),
            _range(claim.publications), _range(claim.speakers), flags, self._at(worded.article, worded.span),
        )  # fmt: skip

    def _saying(self, number: int, claim: Claim, index: int) -> Saying:
        each = claim.assertions[index]
        chain = [
            Source(_name(link.name), link.type.value, link.stated, self._at(each.article, (link.evidence,)))
            for link in each.chain
        ]
        who = f"{self._narrator.chain(each)} ({put(each.certainty)})"
        return Saying(f"{number}.{index + 1}", who, each.certainty.value, chain, self._at(each.article, each.span))

    def _disagreements(self, number: int, claim: Claim) -> list[DisagreementFacts]:
        return [self._disagreement(number, claim, each) for each in (*claim.disagreements, *claim.variations)]

    def _disagreement(self, number: int, claim: Claim, found: Disagreement) -> DisagreementFacts:
        values = [
            Held(
                _name(value.value),
                [f"{number}.{index + 1}" for index in value.assertions],
                [self._at(claim.assertions[i].article, claim.assertions[i].span) for i in value.assertions],
            )
            for value in found.values
        ]
        return DisagreementFacts(number, naming.key(claim), _said(claim.text), found.slot, found.kind, values)

    def _at(self, article: str, spans: Spans) -> EvidenceSpan:
        return self._evidence(self._finder.at(article, spans))

    def _place(self, place: Place) -> EvidenceSpan:
        return self._evidence(self._finder.place(place))

    def _evidence(self, found: Evidence) -> EvidenceSpan:
        start, end = found.whole
        words, sentence = shorten(found.exact, _SENTENCE), shorten(found.quote, _SENTENCE)
        return EvidenceSpan(
            found.article.id, self._names[found.article.id], start, end, found.paragraph, words, sentence
        )


def _reason(number: int, certain: bool, reason: str, joins: Iterable[Join]) -> Reason:
    found = list(joins)
    pairs = [[f"{number}.{index + 1}" for index in join.assertions] for join in found]
    return Reason(found[0].of, certain, _said(reason), pairs, [join.id for join in found])


def _range(count: Count) -> Range:
    return Range(count.low, count.high, [_name(name) for name in sorted(count.names)])


def _of_kind(claim: Claim, only: Only) -> bool:
    match only:
        case "several articles":
            return len(wording.articles_of(claim)) > 1
        case "single origin":
            return wording.single_origin(claim)
        case "disputed":
            return bool(claim.disagreements)
        case "doubt lost":
            return bool(wording.lost(claim))
        case "all":
            return True


def _has(claim: Claim, words: list[str]) -> bool:
    texts = [claim.text, *(each.text for each in claim.assertions)]
    return any(all(word in text.casefold() for word in words) for text in texts)


def _said(text: str) -> str:
    return shorten(text, _SENTENCE)


def _name(text: str) -> str:
    return shorten(visible(text), _NAME)
