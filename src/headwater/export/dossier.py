"""The dossier: a story for the desk, in words, every statement with a note to its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from headwater.export import dates, grading, wording
from headwater.export.document import Block, Document, Inline, Kind, Notes, Reference, Style, Words
from headwater.export.evidence import Finder
from headwater.export.index import UNNAMED_TYPES
from headwater.export.narration import Narrator, told
from headwater.export.questions import questions
from headwater.export.text import cut, set_off, shorten
from headwater.model import Assertion, Claim, Disagreement, Drift, Place, Reading, Story

_QUOTED, _CLAIM, _NAME = 400, 240, 80
# Pairs of assertions under one reason, and notes behind one statement.
_PAIRS, _NOTES = 6, 3
_KEY = (
    "How a claim is put: *as fact*, in the article’s own voice or by a word that vouches for it; by a neutral word, of "
    "which nothing is said; *with a hedge*, such as “may” or “reportedly”; *with doubt*, where the article keeps its "
    "distance; *as denied*, where the source denies it. A link that the text does not state, but that its account "
    "implies, is marked “(inferred)”. Origins are counted as a range: the low end counts as one whatever may be one."
)


def dossier(story: Story) -> Document:
    """What is found, what is open, each claim with who says so, what rests on one origin, and the articles."""
    return _Dossier(story).document()


class _Dossier:
    """Writes the sections one after the other, numbering the notes as it goes."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._narrator = Narrator(story)
        self._names = self._narrator.names
        self._finder = Finder(story)
        self._notes = Notes(dict(self._names))
        self._numbered = list(enumerate(story.claims, 1))
        self._numbers = {claim.id: number for number, claim in self._numbered}

    def document(self) -> Document:
        read = sum(not each.unread for each in self._story.articles)
        title = f"Who says so: {wording.number(read, 'article')}"
        sections = (
            self._short, self._open, self._claims, self._alone, self._rests, self._grades, self._derivations,
            self._timeline, self._articles,
        )  # fmt: skip
        blocks = tuple(block for section in sections for block in section())
        return Document(title, blocks, self._notes.all())

    # -- sections --

    def _short(self) -> Iterator[Block]:
        yield _heading("In short")
        yield _paragraph(f"{wording.headline(self._story)}. " + " ".join(wording.summary(self._story)))
        for title, count in (("Publications", self._story.publications), ("Speakers", self._story.speakers)):
            if count.names:
                yield Block(Kind.ITEM, (Words(f"{title}: ", Style.STRONG), Words(wording.named(count, 30))))
        yield _paragraph(wording.NO_VERDICT)
        yield Block(Kind.PARAGRAPH, tuple(_emphasised(_KEY)))

    def _open(self) -> Iterator[Block]:
        asked = questions(self._story)
        if asked:
            yield _heading("Open questions")
        for each in asked:
            yield Block(Kind.ITEM, (Words(f"{each.text}{self._of(each.claims)}"), *self._called(each.evidence)))

    def _claims(self) -> Iterator[Block]:
        found = [(number, claim) for number, claim in self._numbered if not self._brief(claim)]
        if found:
            yield _heading("Claims that several tell, or that are disputed")
        for number, claim in found:
            yield from self._claim(number, claim)

    def _claim(self, number: int, claim: Claim) -> Iterator[Block]:
        yield _heading(f"{number}. {set_off(claim.text, _CLAIM)}", 2)
        yield _paragraph(_standing(claim))
        for grade in grading.of_claim(self._story, claim):
            yield Block(Kind.PARAGRAPH, (Words("Credibility: ", Style.STRONG), Words(grading.said(grade))))
        for index, assertion in enumerate(claim.assertions, 1):
            yield Block(Kind.ITEM, tuple(self._assertion(f"{number}.{index} ", assertion)))
        for word, findings in (
            ("They disagree", [self._disagreement(number, claim, each) for each in claim.disagreements]),
            ("They may disagree", [self._disagreement(number, claim, e) for e in wording.possible(claim)]),
            ("They differ, without a conflict", [self._disagreement(number, claim, e) for e in wording.varying(claim)]),
            ("What changed on the way", [self._drift(number, claim, e) for e in claim.drift if e.change != "kept"]),
            ("Why the origins are counted so", list(self._reasons(number, claim))),
        ):
            if findings:
                yield Block(Kind.PARAGRAPH, (Words(f"{word}:", Style.EMPHASIS),))
                yield from (Block(Kind.ITEM, tuple(each)) for each in findings)

    def _alone(self) -> Iterator[Block]:
        """By article, in the order of its text."""
        found: dict[str, list[tuple[int, int, str, Assertion]]] = {reading: [] for reading in self._names}
        for number, claim in self._numbered:
            if self._brief(claim):
                for index, each in enumerate(claim.assertions, 1):
                    label = f"{number}.{index} " if len(claim.assertions) > 1 else f"{number}. "
                    found[each.article].append((min(each.span, default=(0, 0))[0], number, label, each))
        if any(found.values()):
            yield _heading("Claims that one article alone tells")
        for article, assertions in found.items():
            if assertions:
                yield _heading(self._names[article], 2)
            for _, _, label, assertion in sorted(assertions, key=lambda each: each[:3]):
                yield Block(Kind.ITEM, tuple(self._assertion(label, assertion, outlet=False)))

    def _rests(self) -> Iterator[Block]:
        certain = [each for each in self._story.rests if each.claims]
        if certain:
            yield _heading("What rests on one origin")
            yield _paragraph("If the origin falls, these claims fall with it, whoever else tells them.")
        for each in certain:
            who = shorten(each.name, _NAME)
            who = f"“{who}”, not named" if each.type in UNNAMED_TYPES else who
            claims = sorted(self._numbers[claim] for claim in each.claims if claim in self._numbers)
            perhaps = sorted(self._numbers[claim] for claim in each.possibly if claim in self._numbers)
            more = f"; perhaps {_listed(perhaps)}" if perhaps else ""
            words = Words(f"{who} (the only {each.of}): ", Style.STRONG)
            yield Block(Kind.ITEM, (words, Words(_listed(claims) + more), *self._called(each.evidence[:1])))

    def _grades(self) -> Iterator[Block]:
        """What people hold of sources; what they hold of claims stands with these."""
        found = [each for each in self._story.grades if each.of == grading.SOURCE]
        if found:
            yield _heading("How reliable the sources are")
            yield _paragraph("By the Admiralty code, A to F. These grades are people’s, not Headwater’s.")
        for each in found:
            where = f" ({self._names[each.article]})" if each.article and each.article in self._names else ""
            words = Words(f"{shorten(each.name, _NAME)}{where}: ", Style.STRONG)
            yield Block(Kind.ITEM, (words, Words(grading.said(each))))

    def _derivations(self) -> Iterator[Block]:
        order = {article: place for place, article in enumerate(self._names)}
        found = sorted(self._story.derivations, key=lambda e: (order[e.article], e.evidence, e.publication))
        if found:
            yield _heading("Who takes from whom")
        for each in found:
            how = f"{shorten(wording.derivation(each), 300)} ({'stated' if each.stated else 'inferred'})"
            places = tuple(Place(each.article, span) for span in each.evidence)
            words = (Words(f"{self._names[each.article]}: ", Style.STRONG), Words(how))
            yield Block(Kind.ITEM, (*words, *self._called(places)))
        for loop in self._story.loops:
            text = f"{wording.listed(shorten(name, _NAME) for name in loop.publications)} credit one another."
            yield Block(Kind.ITEM, (Words(text), *self._called(loop.evidence)))

    def _timeline(self) -> Iterator[Block]:
        if self._story.timeline:
            yield _heading("When")
        for event in self._story.timeline:
            words = (Words(f"{dates.said(event.when)}: ", Style.STRONG), Words(set_off(event.text, _QUOTED)))
            yield Block(Kind.ITEM, (*words, *self._called([Place(event.article, event.span)])))

    def _articles(self) -> Iterator[Block]:
        yield _heading("The articles")
        for reading in self._story.articles:
            yield Block(Kind.ITEM, tuple(_citation(reading)))
        if self._story.failures:
            yield _heading("Not read")
        for each in self._story.failures:
            yield Block(Kind.ITEM, (Words(f"{shorten(each.uri, 200)}: {shorten(each.message, 300)}"),))

    # -- parts of a claim --

    def _brief(self, claim: Claim) -> bool:
        """One article alone tells it, nothing is odd about it, and nobody has graded it."""
        odd = claim.disagreements or wording.varying(claim) or wording.lost(claim)
        return not (len(wording.articles_of(claim)) > 1 or odd or any(grading.of_claim(self._story, claim)))

    def _assertion(self, label: str, assertion: Assertion, *, outlet: bool = True) -> Iterator[Inline]:
        evidence = self._finder.at(assertion.article, assertion.span)
        chain = told(self._narrator.chain(assertion, outlet=outlet), assertion.certainty)
        yield Words(label, Style.STRONG)
        yield Words(f"{chain if outlet else _capital(chain)}: ")
        yield Words(set_off(cut(evidence.article.text, evidence.spans) or assertion.text, _QUOTED))
        yield self._notes.to(evidence)

    def _reasons(self, number: int, claim: Claim) -> Iterator[list[Inline]]:
        for _, reason, joins in wording.reasons(claim):
            pairs = [wording.listed(f"{number}.{index + 1}" for index in join.assertions) for join in joins]
            more = f"; and {wording.number(len(pairs) - _PAIRS, 'other pair')}" if len(pairs) > _PAIRS else ""
            text = f"{wording.joined(joins[0])}: {'; '.join(pairs[:_PAIRS])}{more} ({shorten(reason, 200)})"
            yield [Words(text), *self._called([place for join in joins for place in join.evidence])]

    def _those(self, number: int, claim: Claim, indices: Iterable[int]) -> str:
        """ "The Post (1.1 and 1.3) and The Courier (1.2)"."""
        found: dict[str, list[str]] = {}
        for index in indices:
            found.setdefault(claim.assertions[index].article, []).append(f"{number}.{index + 1}")
        return wording.listed(f"{self._names[article]} ({wording.listed(each)})" for article, each in found.items())

    def _disagreement(self, number: int, claim: Claim, found: Disagreement) -> list[Inline]:
        sides = "; ".join(
            f"{wording.value(each, _NAME)} in {self._those(number, claim, each.assertions)}" for each in found.values
        )
        why = "" if found.kind == "conflict" else f"{wording.variation(found)}. "
        evidence = [place for value in found.values for place in value.evidence[:1]]
        return [Words(f"{why}{_capital(wording.slot(found))}: {sides}"), *self._called(evidence)]

    def _drift(self, number: int, claim: Claim, found: Drift) -> list[Inline]:
        before, after = wording.change(claim, found)
        here, there = (self._those(number, claim, [index]) for index in (found.retold, found.retelling))
        text = f"{wording.drifted(claim, found)}: {before} in {here}, {after} in {there}"
        return [Words(text), *self._called(found.evidence)]

    def _called(self, places: Iterable[Place]) -> list[Reference]:
        """The notes to the first of the places, each sentence once."""
        found = dict.fromkeys(places)
        notes: dict[Reference, None] = {}
        for place in found:
            if len(notes) < _NOTES:
                notes[self._notes.to(self._finder.place(place))] = None
        return list(notes)

    def _of(self, numbers: Sequence[int]) -> str:
        """ " (claims 2 and 4)"; one alone with its words."""
        if len(numbers) != 1:
            return f" ({_listed(numbers)})" if numbers else ""
        return f" ({_listed(numbers)}: {set_off(self._story.claims[numbers[0] - 1].text, _NAME)})"


def _standing(claim: Claim) -> str:
    """ "Told by 6 articles, on 1 to 4 publications (…) and 1 to 5 speakers (…), for 9 February 2024." """
    several = f"Told by {wording.number(len(wording.articles_of(claim)), 'article')}"
    on = " and ".join(
        wording.ranged(count, noun) + (f" ({wording.named(count)})" if count.names else "")
        for count, noun in ((claim.publications, "publication"), (claim.speakers, "speaker"))
    )
    when = f" When: {dates.said(claim.when)}." if claim.when else ""
    where = f" Where: {shorten(claim.where, _NAME)}." if claim.where else ""
    single = " It rests on a single origin." if wording.single_origin(claim) else ""
    return f"{several}, on {on}." + single + when + where


def _citation(reading: Reading) -> Iterator[Inline]:
    article = reading.article
    if article.byline:
        yield Words(f"{shorten(article.byline, _NAME)}. ")
    title = [set_off(article.title, 300)] if article.title else []
    published = f"{shorten(article.publisher or 'publisher unknown', _NAME)}, {dates.published(article.published)}"
    yield Words(". ".join([*title, published, shorten(article.address or article.uri, 300)]))
    if reading.unread:
        yield Words(" (not read)", Style.EMPHASIS)


def _listed(numbers: Iterable[int]) -> str:
    """ "claims 2, 4 and 7 to 12", of numbers in order."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    spelled = ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run) for run in runs)
    found = [each for run in spelled for each in run]
    single = len(runs) == 1 and len(runs[0]) == 1
    return f"{'claim' if single else 'claims'} {wording.listed(found)}"


def _heading(text: str, level: int = 1) -> Block:
    return Block(Kind.HEADING, (Words(text),), level)


def _paragraph(text: str) -> Block:
    return Block(Kind.PARAGRAPH, (Words(text),))


def _emphasised(text: str) -> Iterator[Words]:
    """Our own text, in which stars stand around what is set off."""
    for index, part in enumerate(text.split("*")):
        yield Words(part, Style.EMPHASIS if index % 2 else Style.PLAIN)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
