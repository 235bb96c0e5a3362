"""How findings are said in words, the same in every format for people."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from headwater.model import (
    Article,
    Attribution,
    Claim,
    Count,
    Derivation,
    DerivationKind,
    Drift,
    Join,
    Link,
    Reading,
    SourceType,
    Spans,
    Story,
)

NO_VERDICT = (
    "Headwater gives no verdict on truth. It shows who says so, who disagrees and who merely repeats; "
    "whether they are right is for people to find out."
)

_PREPOSITION = {
    DerivationKind.QUOTATION: "from",
    DerivationKind.INTERVIEW: "with",
    DerivationKind.HAT_TIP: "to",
}

_LINE_BREAK = re.compile("\r\n?|[\u0085\u2028\u2029]")
_QUOTATION_MARKS = re.compile('^["“”„«»]|["“”„«»]$')
# Controls of terminals and of text direction, surrogates and noncharacters: they act instead of being read.
_ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def visible(text: str) -> str:
    """`text` with every character that could act on a screen replaced by one that only shows that it was there."""
    return _ACTING.sub(_picture, _LINE_BREAK.sub("\n", text))


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def line(text: str) -> str:
    """`text` visible and on one line."""
    return " ".join(visible(text).split())


def shorten(text: str, limit: int) -> str:
    """`text` on one line; where it has more than `limit` characters its middle gives way to an ellipsis."""
    # A megabyte of article is not worth normalising for the few characters that are shown.
    text = line(text if len(text) <= 8 * limit else f"{text[: 4 * limit]} … {text[-4 * limit :]}")
    if len(text) <= limit:
        return text
    tail = limit // 3
    return f"{_whole_words(text[: limit - tail - 3], 0)} … {_whole_words(text[-tail:], -1)}"


def _whole_words(text: str, side: int) -> str:
    """`text` without the word that was cut at its end (`side` 0) or start (-1), unless that were most of it."""
    words = text.rsplit(" ", 1) if side == 0 else text.split(" ", 1)
    return words[side] if len(words[side]) >= len(text) // 2 else text


def cut(text: str, spans: Spans) -> str:
    """What the spans cover, in the order of the text."""
    return " … ".join(text[start:end] for start, end in sorted(spans))


def quoted(text: str, limit: int) -> str:
    """`text` shortened, in one pair of quotation marks, its own outer ones taken off."""
    return f"“{_QUOTATION_MARKS.sub('', shorten(text, limit))}”"


def named(count: Count) -> str:
    """The names, and that there are others where there are; "" without any name."""
    names = ", ".join(shorten(name, 80) for name in sorted(count.names))
    return f"{names}, and others not named" if names and count.high > len(count.names) else names


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
        names[key] += f", {shorten(articles[key].published or 'undated', 40)}"
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


def derivation(derivation: Derivation) -> str:
    """ "translation of The Post, via The Courier"; the preposition follows the kind."""
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


# -- what deserves attention ------------------------------------------------------------------------------------------


def articles_of(claim: Claim) -> tuple[str, ...]:
    """The ids of the articles that make the claim, each once, in the order of the assertions."""
    return tuple(dict.fromkeys(assertion.article for assertion in claim.assertions))


def single_origin(claim: Claim) -> bool:
    """Several articles tell it, yet it certainly stands on one publication or one speaker."""
    return len(articles_of(claim)) > 1 and (claim.publications.high == 1 or claim.speakers.high == 1)


def lost(claim: Claim) -> tuple[Drift, ...]:
    return tuple(drift for drift in claim.drift if drift.change == "lost")


def change(claim: Claim, drift: Drift) -> tuple[str, str, str]:
    """What a drift lost or gained, and how the two sides put it; of equal certainties it is the source that changed."""
    before, after = claim.assertions[drift.retold], claim.assertions[drift.retelling]
    how = shorten(drift.change, 40)
    if before.certainty is not after.certainty:
        return f"Doubt {how}", before.certainty.value, after.certainty.value
    sides = [shorten(side.chain[-1].name, 60) if side.chain else "no source" for side in (before, after)]
    return f"Source {how}", sides[0], f"only {sides[1]}" if drift.change == "lost" else sides[1]


def reasons(claim: Claim) -> list[tuple[bool, str, list[Join]]]:
    """The joins under their reasons, the certain ones (True) first."""
    ordered = sorted(claim.joins, key=lambda join: (not join.certain, join.reason, join.assertions))
    grouped = groupby(ordered, key=lambda join: (join.certain, join.reason))
    return [(certain, reason, list(joins)) for (certain, reason), joins in grouped]


def headline(story: Story) -> str:
    if not story.articles:
        return "No article could be read"
    verb = "rests" if len(story.articles) == 1 else "rest"
    publications, speakers = ranged(story.publications, "publication"), ranged(story.speakers, "speaker")
    return f"{number(len(story.articles), 'article')} {verb} on {publications} and {speakers}"


def summary(story: Story) -> tuple[str, ...]:
    """The findings that come first, a sentence each."""
    if not story.claims:
        return ("No claim was found.",)
    told = sum(len(articles_of(claim)) > 1 for claim in story.claims)
    single = sum(single_origin(claim) for claim in story.claims)
    disputed = sum(bool(claim.disagreements) for claim in story.claims)
    doubts = sum(bool(lost(claim)) for claim in story.claims)
    return (
        f"Of {number(len(story.claims), 'claim')}, {told or 'none'} {'is' if told <= 1 else 'are'} told by more than "
        f"one article" + (f"; {_of_those(told, single)}." if told else "."),
        f"The articles disagree on {number(disputed, 'claim')}." if disputed else "No disagreement was found.",
        f"On {number(doubts, 'claim')} a doubt or a source was lost in the retelling."
        if doubts
        else "No lost doubt was found.",
    )


def _of_those(told: int, single: int) -> str:
    if told == 1:
        return "it rests on a single origin" if single else "it rests on more than one origin, or may"
    return f"{single or 'none'} of them {'rests' if single <= 1 else 'rest'} on a single origin"
