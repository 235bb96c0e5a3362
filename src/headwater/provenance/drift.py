"""Where a retelling is more, or less, certain than what it retells, and where a headline says more than its article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from headwater.model import Assertion, Certainty, Drift, Place, Reading, SourceType, Span
from headwater.provenance.lineage import Lineage, folded

# How far an assertion goes out on a limb. A denial is another claim's matter, not a lesser certainty.
STRENGTH = {Certainty.DOUBTED: 0, Certainty.HEDGED: 1, Certainty.ATTRIBUTED: 2, Certainty.ASSERTED: 3}

LONGEST_HEADLINE = 160


def drift(assertions: Sequence[Assertion], lineage: Lineage) -> tuple[Drift, ...]:
    """Changes of certainty among the assertions of one claim (indices), in their order.

    An assertion retells another if its article derives from the other's publisher, or if both retell one publication
    and the other was published earlier. Where the direction is unknown nothing is reported. Naming the publication that
    is retold takes nothing away: "according to the Courier, it burned" says as much as the Courier's "it burned".
    """
    found = [*_retellings(assertions, lineage), *_headlines(assertions, lineage)]
    return tuple(sorted(set(found), key=lambda d: (d.retold, d.retelling)))


def headline(reading: Reading) -> Span | None:
    """Where the headline stands in the text: the title, or else a first line that does not read as a sentence."""
    text = reading.article.text
    title = (reading.article.title or "").strip()
    if title:
        start = text.find(title)
        return (start, start + len(title)) if start >= 0 else None
    start = len(text) - len(text.lstrip())
    line = text[start:].split("\n", 1)[0].rstrip()
    alone = start + len(line) < len(text.rstrip())
    fits = 0 < len(line) <= LONGEST_HEADLINE and not line.endswith((".", "!", "”", '"', ":", ","))
    return (start, start + len(line)) if alone and fits else None


def _retellings(assertions: Sequence[Assertion], lineage: Lineage) -> Iterator[Drift]:
    for one, other in combinations(range(len(assertions)), 2):
        first, second = assertions[one], assertions[other]
        if first.article == second.article or Certainty.DENIED in (first.certainty, second.certainty):
            continue
        for retold, retelling in ((one, other), (other, one)):
            shared = _retold_by(assertions[retold], assertions[retelling], lineage)
            if shared is not None:
                yield from _change(assertions, retold, retelling, shared, lineage)
                break


def _retold_by(retold: Assertion, retelling: Assertion, lineage: Lineage) -> str | None:
    """The publication by way of which the one retells the other."""
    theirs, ours = _retells(retold, lineage), _retells(retelling, lineage)
    publisher = folded(lineage.publisher(retold.article) or "")
    back = folded(lineage.publisher(retelling.article) or "")
    if publisher and publisher in ours and not (back and back in theirs):
        return publisher
    if publisher in ours or (back and back in theirs):
        return None
    shared = sorted(ours & theirs)
    earlier, later = (_published(a, lineage) for a in (retold, retelling))
    day = min(len(earlier), len(later))
    return shared[0] if shared and day and earlier[:day] < later[:day] else None


def _retells(assertion: Assertion, lineage: Lineage) -> set[str]:
    """Publications that an assertion takes its content from: those in its chain, or else its article's only root."""
    credited = {folded(link.name) for link in assertion.chain if link.type is SourceType.PUBLICATION}
    roots = lineage.roots.get(assertion.article, ())
    if not credited and len(roots) == 1:
        credited = {folded(roots[0].publication)}
    return credited - {folded(lineage.publisher(assertion.article) or "")}


def _published(assertion: Assertion, lineage: Lineage) -> str:
    reading = lineage.readings.get(assertion.article)
    return (reading.article.published if reading else None) or ""


def _change(
    assertions: Sequence[Assertion], retold: int, retelling: int, shared: str, lineage: Lineage
) -> Iterator[Drift]:
    before, after = (_strength(assertions[i], shared) for i in (retold, retelling))
    if before != after:
        places = tuple(_sentence(assertions[i], lineage) for i in (retold, retelling))
        yield Drift(retold, retelling, "lost" if after > before else "gained", places)


def _strength(assertion: Assertion, shared: str) -> int:
    last = assertion.chain[-1] if assertion.chain else None
    if assertion.certainty is Certainty.ATTRIBUTED and last and folded(last.name) == shared:
        return STRENGTH[Certainty.ASSERTED]
    return STRENGTH[assertion.certainty]


def _headlines(assertions: Sequence[Assertion], lineage: Lineage) -> Iterator[Drift]:
    """Headlines that are more certain than all that their articles' bodies have on the claim."""
    for article in sorted({a.article for a in assertions} & set(lineage.readings)):
        span = headline(lineage.readings[article])
        mine = [i for i, a in enumerate(assertions) if a.article == article and a.certainty in STRENGTH and a.span]
        above = [i for i in mine if span and span[0] <= assertions[i].span[0][0] < span[1]]
        body = [i for i in mine if i not in above]
        for top in above if body else ():
            firmest = max(body, key=lambda i: (STRENGTH[assertions[i].certainty], -assertions[i].span[0][0]))
            if STRENGTH[assertions[top].certainty] > STRENGTH[assertions[firmest].certainty]:
                places = tuple(_sentence(assertions[i], lineage) for i in (firmest, top))
                yield Drift(firmest, top, "lost", places)


def _sentence(assertion: Assertion, lineage: Lineage) -> Place:
    """The sentence that an assertion begins in, cue and all."""
    start, end = (assertion.span[0][0], assertion.span[-1][1]) if assertion.span else (0, 0)
    reading = lineage.readings.get(assertion.article)
    for sentence in reading.sentences if reading else ():
        if sentence[0] <= start < sentence[1]:
            return Place(assertion.article, sentence)
    return Place(assertion.article, (start, end))
