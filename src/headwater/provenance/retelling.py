"""How much of an article is somebody else's: all of it, a part that it does not mark, or only what it credits."""

from __future__ import annotations

import re
from collections.abc import Mapping

from headwater.model import Affiliation, Derivation, DerivationKind, Reading, SourceType, Span, folded
from headwater.provenance.words import settings

QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"")


def without_carriers(reading: Reading, affiliations: Mapping[str, tuple[Affiliation, ...]]) -> tuple[Derivation, ...]:
    """One derivation a publication; without the article's own, and without those that only pass on another one here."""
    own = folded(reading.article.publisher or "")
    found: dict[str, Derivation] = {}
    for derivation in sorted(reading.derivations, key=lambda d: (not d.stated, d.evidence, d.publication)):
        found.setdefault(folded(derivation.publication), derivation)
    found.pop(own, None)
    carriers = {folded(name) for derivation in reading.derivations for name in derivation.via}
    roots = [key for key in found if key not in carriers] or list(found)
    kept = [key for key in roots if not _passes_on(key, set(roots) - {key}, reading, affiliations)] or roots
    return tuple(found[key] for key in kept)


def _passes_on(
    publication: str, others: set[str], reading: Reading, affiliations: Mapping[str, tuple[Affiliation, ...]]
) -> bool:
    """Is all that the article takes from `publication` from somebody who stands for another one that it retells?"""
    chains = [[folded(link.name) for link in a.chain] for a in reading.attributions]
    behind = [chain[chain.index(publication) + 1 :] for chain in chains if publication in chain]
    return bool(behind) and all(
        any(
            name in others or any(folded(a.publication) in others for a in affiliations.get(name, ())) for name in chain
        )
        for chain in behind
    )


def as_a_whole(reading: Reading, roots: tuple[Derivation, ...]) -> Derivation | None:
    """The derivation that covers the whole article: it is a reprint, says at its edge that it is a translation, or
    retells one publication throughout and shows no reporting of its own. What it has by way of another is that one's.
    """
    own = folded(reading.article.publisher or "")
    known = [d for d in reading.derivations if (d.stated or (d.parent and d.directed)) and folded(d.publication) != own]
    for kind in (DerivationKind.REPRINT, DerivationKind.TRANSLATION):
        marked = [d for d in known if d.kind is kind and not d.via]
        if kind is DerivationKind.TRANSLATION:
            marked = [d for d in marked if _stands_apart(d, reading)]
        if marked:
            return marked[0] if len({folded(d.publication) for d in marked}) == 1 else None
    if len(roots) == 1 and roots[0].stated and _throughout(roots[0], reading) and not reports_itself(reading):
        carriers = [d for d in known if not d.via and folded(d.publication) == folded((*roots[0].via, "")[0])]
        return (*carriers, roots[0])[0]
    return None


def in_part(reading: Reading, whole: Derivation | None) -> tuple[Derivation, ...]:
    """Derivations that cover more than the sentences that credit them, yet not all: credits that stand apart from every
    attribution, and wording shared with another article.
    """
    if whole:
        return ()
    own = folded(reading.article.publisher or "")
    found = [d for d in reading.derivations if folded(d.publication) != own or d.parent]
    return tuple(d for d in found if d.parent or _stands_apart(d, reading))


def _stands_apart(derivation: Derivation, reading: Reading) -> bool:
    parts = [span for a in reading.attributions for span in (*a.source, *a.cue, *a.content)]
    return any(not any(_overlap(place, part) for part in parts) for place in derivation.evidence)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _throughout(root: Derivation, reading: Reading) -> bool:
    rules = settings()["retelling"]
    name, length = folded(root.publication), max(1, len(reading.article.text))
    at = [
        (*a.source, *a.cue, *a.content)[0][0] / length
        for a in reading.attributions
        if any(link.type is SourceType.PUBLICATION and folded(link.name) == name for link in a.chain)
    ]
    return bool(len(at) >= rules["credits"] and min(at) <= rules["lead"] and max(at) >= rules["tail"])


def reports_itself(reading: Reading) -> bool:
    """Does the article name its own outlet among its attributions ("told the Courier"), or speak of "us"?"""
    names = _own_names(reading.article.publisher)
    phrases = "|".join(map(re.escape, settings()["retelling"]["own"]))
    text = QUOTED.sub(lambda match: " " * len(match[0]), reading.article.text)
    said = [sentence for sentence in reading.sentences if _attributed(sentence, reading)]
    if re.search(rf"\b(?:{phrases})\b", text, re.IGNORECASE):
        return True
    return bool(names) and any(re.search(rf"\b(?:{names})\b", text[slice(*sentence)]) for sentence in said)


def heard(reading: Reading) -> frozenset[str]:
    """Ids of the attributions whose source spoke to the article's own outlet: "told the Courier"."""
    names = _own_names(reading.article.publisher)
    if not names:
        return frozenset()
    after = re.compile(rf"\s*(?:(?i:the) )?(?:{names})\b")
    return frozenset(a.id for a in reading.attributions if a.cue and after.match(reading.article.text, a.cue[-1][1]))


def _attributed(sentence: Span, reading: Reading) -> bool:
    return any(_overlap(sentence, cue) for a in reading.attributions for cue in a.cue)


def _own_names(publisher: str | None) -> str:
    """A pattern for the outlet's name, and for its last word after "the"."""
    words = (publisher or "").split()
    if words and words[0].casefold() == "the":
        words = words[1:]
    if not words:
        return ""
    return "|".join([re.escape(" ".join(words)), *([rf"(?i:the) {re.escape(words[-1])}"] if len(words) > 1 else [])])
