"""How often a thing was done: "was shut twice", "confirmed one closure", "denied that there had been a second"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from headwater.disagreement.contrast import Contrast, Told
from headwater.disagreement.deeds.clauses import denied
from headwater.disagreement.deeds.counts import days_apart
from headwater.disagreement.deeds.deed import Deed
from headwater.disagreement.deeds.phrases import Page, Phrase
from headwater.disagreement.lexicon import bearing, key, settings, stop_words
from headwater.disagreement.values.difference import Difference
from headwater.disagreement.values.quantities import compare
from headwater.model import Assertion, Certainty, Place, Quantity, Span

TIMES = "times"


@dataclass(frozen=True)
class _Often:
    """How often an assertion tells that a thing was done; `what` is the stem of its verb or noun, if it names one.

    `counted` are things of a kind ("one closure"), which are compared with each other elsewhere. It is `denied` where
    the source denies that it was oftener.
    """

    told: Told
    often: Quantity
    what: str
    deed: Deed
    counted: bool = False
    denied: bool = False


@dataclass(frozen=True, slots=True)
class _Forms:
    """How often, "a second"; what follows "once" and does not precede it where it counts."""

    often: re.Pattern[str]
    further: re.Pattern[str]
    once: re.Pattern[str]
    no_once: re.Pattern[str]


def contrasts(
    deeds: Sequence[Sequence[Deed]],
    assertions: Sequence[Assertion],
    pages: Sequence[Page | None],
    weighed: Callable[[Contrast], Contrast],
) -> Iterator[Contrast]:
    """The counts of one deed that cannot both be so, and those beside them that are alike.

    Who denies it in so many words leaves no doubt of what; of others the words decide (`weighed`).
    """
    told = zip(range(len(assertions)), deeds, assertions, pages, strict=True)
    found = [often for index, mine, assertion, page in told if page for often in _told(index, mine, assertion, page)]
    differing = {
        (one, other): difference for one, other in combinations(found, 2) if (difference := _difference(one, other))
    }
    opposed = {often for pair, how in differing.items() if how is Difference.CONFLICT for often in pair}
    for (one, other), how in differing.items():
        if how is Difference.CONFLICT:
            contrast = Contrast(one.told, other.told, how)
            yield contrast if one.denied or other.denied else weighed(contrast)
        elif opposed.issuperset((one, other)):
            yield Contrast(one.told, other.told, Difference.SAME)


def _difference(one: _Often, other: _Often) -> Difference | None:
    """How two counts differ; None if they are of two deeds.

    "A second" of what is not named may be of any deed, and of any things only where both can be so.
    """
    if (
        one.told.assertion == other.told.assertion
        or (one.counted and other.counted)
        or days_apart(one.deed, other.deed)
    ):
        return None
    difference = compare(one.often, other.often)
    if one.what and other.what:
        return difference if bearing(one.what, other.what) > 0 else None
    things = one.counted or other.counted
    return None if one.denied == other.denied or (things and difference is Difference.CONFLICT) else difference


def _told(index: int, deeds: Sequence[Deed], assertion: Assertion, page: Page) -> Iterator[_Often]:
    forms = _forms()
    for span in assertion.span:
        for match in forms.often.finditer(page.text, *span):
            if not _counts(match, page.text, span):
                continue
            nearest = min(deeds, key=lambda deed: abs(deed.predicate.span[0] - match.start()))
            if nearest.done and nearest.certain:
                yield _Often(_as_told(index, page, match.span()), _often(match), nearest.verb, nearest)
        further = forms.further.search(page.text, *span)
        if further and assertion.certainty is Certainty.DENIED:
            yield _no_further(index, further, page, assertion, deeds[0])
    if assertion.certainty is Certainty.DENIED:
        return
    for argument in page.figures(assertion.span):
        quantity = Phrase(page, argument).quantity
        if quantity and quantity.unit:
            what, often = key(quantity.unit.split()[-1]), _times(quantity.span, quantity.low, quantity.high)
            yield _Often(_as_told(index, page, argument.span), often, what, deeds[0], counted=True)


def _no_further(index: int, match: re.Match[str], page: Page, assertion: Assertion, deed: Deed) -> _Often:
    """ "Denied that there had been a second (closure)": it was once at most."""
    further, noun = match.span("further"), match["noun"]
    most = settings()["how_many"]["ordinals"].split().index(match["ordinal"])
    cue = page.cue(assertion.attribution) or further
    places = tuple(Place(page.article, span) for span in dict.fromkeys((cue, further)))
    told = Told("how many", index, denied(cue, further, page.text), places)
    what = key(noun) if noun and noun not in stop_words() else ""
    return _Often(told, _times(match.span(), None, most), what, deed, denied=True)


def _counts(match: re.Match[str], text: str, span: Span) -> bool:
    """Whether "once" is no "formerly" or "as soon as": it stands behind what was done, and is not "at once"."""
    if _forms().no_once.search(text, span[0], match.start()):
        return False
    once = (match["adverb"] or "").lower() == "once"
    return not once or _forms().once.match(text, match.end(), span[1]) is not None


def _as_told(index: int, page: Page, span: Span) -> Told:
    return Told("how many", index, page.text[slice(*span)], (Place(page.article, span),))


def _often(match: re.Match[str]) -> Quantity:
    known = settings()["how_many"]
    if adverb := match["adverb"]:
        value = known["often"][adverb.lower()]
    else:
        number = match["number"].lower()
        value = int(number) if number.isdigit() else known["numbers"].split().index(number) + 1
    before = (match["before"] or "").strip().lower()
    low = None if before in known["at_most"] else value + (before == "more than")
    return _times(match.span(), low, None if before in known["at_least"] else value)


def _times(span: Span, low: float | None, high: float | None) -> Quantity:
    return Quantity(span, low, high, TIMES, False)


@cache
def _forms() -> _Forms:
    known = settings()["how_many"]
    adverbs, numbers = "|".join(known["often"]), "|".join((*known["numbers"].split()[1:], r"\d{1,3}"))
    before = "|".join((*known["at_least"], *known["at_most"], "only", "just", "exactly"))
    comparing = "|".join(known["comparing"].split())
    return _Forms(
        often=re.compile(
            rf"(?<![\w-])(?P<before>(?:{before})\s)?(?:(?P<adverb>{adverbs})|(?P<number>{numbers})\s(?:times|occasions))"
            rf"(?![\w-])(?!\s(?:{comparing})\b)(?!\s\w+er\b)",
            re.IGNORECASE,
        ),
        further=re.compile(
            rf"\b(?P<further>a (?P<ordinal>{'|'.join(known['ordinals'].split()[1:])}))\b(?: (?P<noun>[a-z]+))?"
        ),
        once=re.compile(rf"\s*(?:[,.;:!?”\"]|\Z|(?:{'|'.join(known['after_once'].split())})\b)"),
        no_once=re.compile(rf"\b(?:{'|'.join(known['before_no_once'].split())})\s\Z"),
    )
