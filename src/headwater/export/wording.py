"""How findings are said in words, the same in every format for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from headwater.export import dates
from headwater.export.text import line, quoted, shorten
from headwater.model import (
    Addition,
    Article,
    Attribution,
    Claim,
    Count,
    Derivation,
    DerivationKind,
    Disagreement,
    Drift,
    Join,
    Link,
    Modality,
    Origin,
    Proposition,
    Reading,
    Rest,
    SourceType,
    Story,
    Value,
)

NO_VERDICT = (
    "Headwater gives no verdict on truth. It shows who says so, who disagrees and who merely repeats; "
    "whether they are right is for people to find out."
)

OWN_VOICE, NOT_KNOWN = "in its own voice", "source not known"
"""What stands in place of a chain that has no links."""

_SLOT = {
    "who": "who it was",
    "what": "what it was",
    "outcome": "what came of it",
    "polarity": "whether it is so",
    "attribution": "who said it",
}
_VARIATION = {
    "rounding": "The same number, rounded",
    "more precise": "One is more precise",
    "update": "The later report has a newer value",
    "correction": "The later report corrects the earlier one",
    "possible": "They may speak of two things",
}
_DRIFT = {
    "hedge dropped": "Hedge dropped",
    "attribution dropped": "Attribution dropped",
    "source dropped": "Source dropped",
    "doubt added": "Doubt added",
    "attribution added": "Attribution added",
    "headline": "The headline says more than the text",
}
# In the order in which they are worth reading.
_ADDITIONS = {
    "new": "New: no other article has it",
    "contradicted": "Contradicted: another article says otherwise",
    "independent": "Told by others too, from another origin",
    "origin": "Told by others too, who have it from here",
    "retold": "Told by others too, from the same origin",
}
_PREPOSITION = {
    DerivationKind.QUOTATION: "from",
    DerivationKind.INTERVIEW: "with",
    DerivationKind.HAT_TIP: "to",
}


def named(count: Count, most: int = 12) -> str:
    """So many names, and that there are others where there are; "" without any name."""
    names = [shorten(name, 80) for name in sorted(count.names)]
    if not names:
        return ""
    more = [f"and {len(names) - most} more"] if len(names) > most else []
    others = ["and others not named"] if count.high > len(names) else []
    return ", ".join([*names[:most], *more, *others])


# -- numbers ----------------------------------------------------------------------------------------------------------


def number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def ranged(count: Count, noun: str) -> str:
    """ "1 publication", "2 to 5 speakers", "at most 1 speaker", "no speaker"."""
    if count.high == 0:
        return f"no {noun}"
    if count.low == count.high:
        return number(count.low, noun)
    return f"at most {number(count.high, noun)}" if count.low == 0 else f"{count.low} to {number(count.high, noun)}"


def range(count: Count) -> str:  # noqa: A001 - as in "wording.range"
    """ "0", "1", "2 to 5"."""
    return str(count.low) if count.low == count.high else f"{count.low} to {count.high}"


def origins(publications: Count, speakers: Count) -> str:
    return f"{ranged(publications, 'publication')}, {ranged(speakers, 'speaker')}"


def listed(words: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    *head, last = list(words) or [""]
    return f"{', '.join(head)} and {last}" if head else last


# -- articles and sources ---------------------------------------------------------------------------------------------


def labels(readings: Iterable[Reading]) -> dict[str, str]:
    """A short name for each article by its id, no two alike: the publisher, with the date where one has several."""
    articles = {reading.article.id: reading.article for reading in readings}
    names = {key: outlet(article) for key, article in articles.items()}
    for key in _alike(names):
        names[key] += f", {shorten(dates.published(articles[key].published, short=True), 40)}"
    seen: Counter[str] = Counter()
    for key in _alike(names):
        seen[names[key]] += 1
        names[key] += f" ({seen[names[key]]})"
    return names


def _alike(names: dict[str, str]) -> list[str]:
    times = Counter(names.values())
    return [key for key, name in names.items() if times[name] > 1]


def outlet(article: Article) -> str:
    """Who published it or, where that is not known, what it is called."""
    name = article.publisher or article.title or article.uri.rstrip("/").rpartition("/")[2] or article.id
    return shorten(name, 80)


def link(link: Link) -> str:
    """The source's name; a question mark tells that the link is inferred."""
    name = line(link.name) or "not named"
    if link.type is SourceType.UNSPECIFIED and name == SourceType.UNSPECIFIED:
        name = "not named"
    return name if link.stated else f"{name}?"


def chain(links: Iterable[Link]) -> str:
    return " > ".join(link(each) for each in links)


def unchained(attributed: bool) -> str:
    """In place of a chain without links: the article says so itself or, of what is attributed, nobody knows who."""
    return NOT_KNOWN if attributed else OWN_VOICE


def derivation(derivation: Derivation) -> str:
    """ "translation of The Post, via The Courier"; the preposition follows the kind."""
    if not derivation.directed:
        return f"wording shared with {line(derivation.publication)}; which of the two took it is not known"
    via = f", via {listed(line(name) for name in derivation.via)}" if derivation.via else ""
    preposition = _PREPOSITION.get(derivation.kind, "of")
    return f"{derivation.kind.value} {preposition} {line(derivation.publication)}{via}"


def in_order(attributions: Iterable[Attribution]) -> list[tuple[int, Attribution]]:
    """Depth and attribution, in the order of the text, each directly followed by what is nested in it."""
    ordered = sorted(attributions, key=lambda each: (_start(each), each.id))
    known = {each.id for each in ordered}
    nested: dict[str | None, list[Attribution]] = {}
    for each in ordered:
        nested.setdefault(each.parent if each.parent in known else None, []).append(each)
    result: list[tuple[int, Attribution]] = []
    waiting = [(0, each) for each in reversed(nested.pop(None, []))]
    while waiting:
        depth, each = waiting.pop()
        result.append((depth, each))
        waiting += [(depth + 1, inner) for inner in reversed(nested.pop(each.id, []))]
    # Parents in a circle lead nowhere; what hangs there is not lost.
    return result + [(0, each) for circle in nested.values() for each in circle]


def _start(attribution: Attribution) -> int:
    spans = attribution.source + attribution.cue + attribution.content
    return min((start for start, _ in spans), default=0)


_MODALITY = {
    Modality.ATTEMPT: "tried",
    Modality.SUCCESS: "brought off",
    Modality.FAILURE: "failed",
    Modality.PLAN: "planned",
    Modality.EXPECTATION: "expected",
}


def parts(text: str, proposition: Proposition) -> list[tuple[str, str]]:
    """Who did what to whom, where and when, of the article's `text`: each slot with its words."""
    notes = ["not so"] if proposition.negated else []
    notes += [_MODALITY[proposition.modality]] if proposition.modality in _MODALITY else []
    deed = shorten(text[slice(*proposition.predicate)], 60) + (f" ({', '.join(notes)})" if notes else "")
    found = [(shorten(e.slot, 20), shorten(text[slice(*e.span)], 60).strip(",;: ")) for e in proposition.arguments]
    first = [each for each in found if each[0] == "who"]
    return [*first, ("what", deed), *(each for each in found if each[0] != "who")]


# -- what deserves attention ------------------------------------------------------------------------------------------


def articles_of(claim: Claim) -> tuple[str, ...]:
    """The ids of the articles that make the claim, each once, in the order of the assertions."""
    return tuple(dict.fromkeys(assertion.article for assertion in claim.assertions))


def single_origin(claim: Claim) -> bool:
    """Several articles tell it, yet it certainly stands on one publication or one speaker.

    An article that says the opposite does not tell it: its origin is not counted.
    """
    told = {claim.assertions[index].article for origin in claim.origins for index in origin.assertions}
    several = len(told or articles_of(claim)) > 1
    return several and (claim.publications.high == 1 or claim.speakers.high == 1)


def lost(claim: Claim) -> tuple[Drift, ...]:
    return tuple(drift for drift in claim.drift if drift.change == "lost")


def drifted(claim: Claim, drift: Drift) -> str:
    """What became of a doubt or a source, in a few words."""
    if drift.kind:
        return _DRIFT.get(drift.kind, shorten(drift.kind, 40).capitalize())
    before, after = claim.assertions[drift.retold], claim.assertions[drift.retelling]
    what = "Source" if before.certainty is after.certainty else "Doubt"
    return f"{what} {shorten(drift.change, 40)}"


def change(claim: Claim, drift: Drift) -> tuple[str, str]:
    """How the two sides of a drift put it; of equal certainties it is the source that changed."""
    before, after = claim.assertions[drift.retold], claim.assertions[drift.retelling]
    if before.certainty is not after.certainty:
        return before.certainty.value, after.certainty.value
    sides = [f"from {shorten(side.chain[-1].name, 60)}" if side.chain else "no source" for side in (before, after)]
    return sides[0], f"only {sides[1]}" if drift.change == "lost" else sides[1]


def flags(claim: Claim) -> list[tuple[str, str]]:
    """What is odd about a claim: its kind ("single", "dispute", "doubt" or "other") and the words."""
    found = [("single", "Single origin")] if single_origin(claim) else []
    found += [("dispute", f"Disagree on {against(each)}") for each in claim.disagreements]
    found += [("doubt", drifted(claim, each)) for each in lost(claim)]
    found += [("other", f"{variation(each)}: {against(each)}") for each in varying(claim)]
    return list(dict.fromkeys(found))


def slot(disagreement: Disagreement) -> str:
    """What the values are of: "how many", "whether it is so"."""
    return slots([disagreement.slot])


def slots(names: Iterable[str]) -> str:
    return listed(_SLOT.get(name, shorten(name, 40)) for name in names)


def value(value: Value, limit: int = 60) -> str:
    """A value as it is said: in quotation marks where it is the text's own words."""
    return dates.said(value.value) if dates.days(value.value) else quoted(value.value, limit)


def against(disagreement: Disagreement) -> str:
    """ "how many: “12” against “14”"."""
    return f"{slot(disagreement)}: {' against '.join(value(each) for each in disagreement.values)}"


def held(claim: Claim, disagreement: Disagreement, names: Mapping[str, str]) -> str:
    """Which values, and who holds them: "how many: “12” in The Post, “14” in 2 articles"."""
    sides = []
    for each in disagreement.values:
        articles = dict.fromkeys(claim.assertions[index].article for index in each.assertions)
        where = names[next(iter(articles))] if len(articles) == 1 else number(len(articles), "article")
        sides.append(f"{value(each)} in {where}")
    return f"{slot(disagreement)}: {', '.join(sides)}"


def varying(claim: Claim) -> tuple[Disagreement, ...]:
    """What differs without a conflict."""
    return tuple(each for each in claim.variations if each.kind != "possible")


def possible(claim: Claim) -> tuple[Disagreement, ...]:
    """What would be a conflict if the assertions told of one thing, which is not sure; it counts in nothing."""
    return tuple(each for each in claim.variations if each.kind == "possible")


def variation(disagreement: Disagreement) -> str:
    """Why values differ without a conflict."""
    return _VARIATION.get(disagreement.kind, shorten(disagreement.kind, 40).capitalize())


def stands_on(claim: Claim) -> str:
    """What a claim of a single origin stands on, by name where it has one."""
    for count, noun in ((claim.publications, "publication"), (claim.speakers, "speaker")):
        if count.high == 1:
            return f"1 {noun}: {shorten(count.names[0], 60)}" if count.names else f"1 {noun}"
    return origins(claim.publications, claim.speakers)


def reasons(claim: Claim) -> list[tuple[bool, str, list[Join]]]:
    """The joins under their reasons, the certain ones (True) first, each pair of assertions once."""
    ordered = sorted(claim.joins, key=lambda join: (not join.certain, join.of, join.reason, join.assertions))
    grouped = groupby(ordered, key=lambda join: (join.certain, join.of, join.reason))
    return [
        (certain, reason, list({join.assertions: join for join in joins}.values()))
        for (certain, _, reason), joins in grouped
    ]


def joined(join: Join) -> str:
    """ "One publication", "Perhaps one speaker"."""
    return f"{'One' if join.certain else 'Perhaps one'} {shorten(join.of, 40)}"


def origin(origin: Origin) -> str:
    """Its name or description, and whether it may rest on another one."""
    name = shorten(origin.name, 80) if origin.name else "not named"
    return f"{name}, which may rest on another" if origin.vague else name


def additions(found: Iterable[Addition]) -> list[tuple[str, list[Addition]]]:
    """The kinds of what an article adds, in words, each with its own."""
    by_kind: dict[str, list[Addition]] = {kind: [] for kind in _ADDITIONS}
    for each in found:
        by_kind.setdefault(each.kind, []).append(each)
    return [(_ADDITIONS.get(kind, shorten(kind, 40)), group) for kind, group in by_kind.items() if group]


def rest(rest: Rest) -> str:
    """How many claims stand or fall with an origin."""
    certain, possible = len(rest.claims), len(rest.possibly)
    if not certain:
        return f"perhaps {number(possible, 'claim')}"
    return number(certain, "claim") + (f", and perhaps {possible} more" if possible else "")


def headline(story: Story) -> str:
    read = sum(not each.unread for each in story.articles)
    if not read:
        return "No article could be read"
    verb = "rests" if read == 1 else "rest"
    publications, speakers = ranged(story.publications, "publication"), ranged(story.speakers, "speaker")
    return f"{number(read, 'article')} {verb} on {publications} and {speakers}"


def summary(story: Story) -> tuple[str, ...]:
    """The findings that come first, a sentence each."""
    told = sum(len(articles_of(claim)) > 1 for claim in story.claims)
    single = sum(single_origin(claim) for claim in story.claims)
    disputed = sum(bool(claim.disagreements) for claim in story.claims)
    doubts = sum(bool(lost(claim)) for claim in story.claims)
    return summed_up(story, told, single, disputed, doubts)


def summed_up(story: Story, told: int, single: int, disputed: int, doubts: int) -> tuple[str, ...]:
    """As `summary`, given how many claims are `told` by several articles, stand on one origin, are disputed, or have
    lost a doubt.
    """
    if not story.claims:
        return ("No claim was found.",)
    return (
        f"Of {number(len(story.claims), 'claim')}, {told or 'none'} {'is' if told <= 1 else 'are'} told by more than "
        f"one article" + (f"; {_of_those(told, single)}." if told else "."),
        *_resting(story),
        f"The articles disagree on {number(disputed, 'claim')}." if disputed else "No disagreement was found.",
        f"On {number(doubts, 'claim')} a doubt or a source was lost in the retelling."
        if doubts
        else "No lost doubt was found.",
    )


def _resting(story: Story) -> Iterator[str]:
    """On whom most claims stand alone, where that is more than one."""
    found = [each for each in story.rests if each.of == "publication" and len(each.claims) > 1]
    if found:
        most = max(found, key=lambda each: len(each.claims))
        yield f"{len(most.claims)} claims stand on {shorten(most.name, 60)} alone."


def _of_those(told: int, single: int) -> str:
    if told == 1:
        return "it rests on a single origin" if single else "it rests on more than one origin, or may"
    return f"{single or 'none'} of them {'rests' if single <= 1 else 'rest'} on a single origin"
