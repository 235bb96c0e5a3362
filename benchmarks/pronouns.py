"""Pronouns of GAP's unseen validation half: does the program follow "he" and "she" to the right name?

    python benchmarks/pronouns.py [--limit N] [--show]

The program is told where the pronoun stands and nothing else; the two candidate names are only looked at afterwards. As
in GAP's own scorer each candidate is one decision, right or wrong, and the bias is the F1 of the feminine pronouns over
that of the masculine ones. The baseline takes the last person that the program sees named before the pronoun. The peer
is the best baseline of the paper (Webster et al. 2018), which chooses between the two candidates that it is given.

GAP is Wikipedia, not news, and made of the cases that are hard. Its development half was trained on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import figures
from corpora import lines
from figures import Figure, Options
from headwater.config import Config
from headwater.model import Annotation, Article, Certainty, Entity, Quotation, Relation, Span, Spans
from headwater.nlp.annotator import Annotator
from headwater.nlp.publications import Publications
from headwater.resolve import resolve

PEER = "best baseline of Webster et al. 0.669"
FEMININE = ("she", "her", "hers")


@dataclass(frozen=True)
class Case:
    """One pronoun: its two candidates with whether it means them, and the mentions of whom it was taken to mean."""

    feminine: bool
    candidates: tuple[tuple[Span, bool], ...]
    named: Sequence[Span]
    nearest: Sequence[Span]


@dataclass(frozen=True)
class Tally:
    """Decisions about candidates: said and right, said, and right to say."""

    right: int
    said: int
    there: int

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.said + self.there)


def tally(decided: Iterable[tuple[Sequence[Span], tuple[tuple[Span, bool], ...]]]) -> Tally:
    """Over pairs of the mentions that were chosen and the candidates."""
    pairs = [(touches(chosen, span), good) for chosen, candidates in decided for span, good in candidates]
    return Tally(sum(a and b for a, b in pairs), sum(a for a, _ in pairs), sum(b for _, b in pairs))


def touches(spans: Iterable[Span], other: Span) -> bool:
    return any(start < other[1] and other[0] < end for start, end in spans)


class Follower:
    """The program's own choice of whom a pronoun means, anywhere in a text and not only where it is a source."""

    def __init__(self, settings: Config) -> None:
        self._annotator = Annotator(settings.model_folder)
        self._publications = Publications.load()

    def follow(self, article: Article, pronoun: Span) -> tuple[Spans, Spans]:
        """Mentions of whom `pronoun` means, none if that is nobody named; and of the person last named before it."""
        annotation = self._annotator.annotate(article, pointing=[pronoun])
        asked = Relation((pronoun,), (), (), None, Quotation.INDIRECT, Certainty.ATTRIBUTED, 1.0)
        annotation = replace(annotation, relations=(*annotation.relations, asked))
        resolution = resolve(article, annotation, self._publications)
        who = resolution.sources[-1]
        mentions = {entity.id: entity.mentions for entity in resolution.entities}
        found = () if who.name is None else tuple(span for span in mentions[who.entity or ""] if span != pronoun)
        return found, nearest(resolution.entities, annotation, pronoun)


def nearest(entities: Iterable[Entity], annotation: Annotation, pronoun: Span) -> Spans:
    people = {mention.span for mention in annotation.mentions if mention.label == "PERSON"}
    before = [
        (span, entity.mentions) for entity in entities for span in entity.mentions if span in people and span < pronoun
    ]
    return max(before)[1] if before else ()


def cases(options: Options) -> list[Case]:
    follower, found = Follower(options.settings), []
    for row in islice(lines("gap", "validation.jsonl"), options.limit):
        pronoun = written(row, "Pronoun")
        article = Article(row["ID"], row["ID"], row["Text"])
        candidates = tuple((written(row, name), row[f"{name}-coref"] == "TRUE") for name in "AB")
        case = Case(row["Pronoun"].lower() in FEMININE, candidates, *follower.follow(article, pronoun))
        found.append(case)
        if options.show and any(touches(case.named, span) != good for span, good in candidates):
            print(f"{row['ID']}: {row['Pronoun']} means {[row['Text'][slice(*s)] for s, good in candidates if good]}, "
                  f"not {[row['Text'][slice(*s)] for s in case.named][:2]}")  # fmt: skip
    return found


def written(row: dict[str, Any], part: str) -> Span:
    start = int(row[f"{part}-offset"])
    return start, start + len(row[part])


def measure(options: Options) -> list[Figure]:
    found = cases(options)
    ours = tally((case.named, case.candidates) for case in found)
    by_gender = {
        feminine: tally((case.named, case.candidates) for case in found if case.feminine is feminine)
        for feminine in (True, False)
    }
    simple = tally((case.nearest, case.candidates) for case in found)
    decided = Figure("pronouns.coverage", sum(bool(case.named) for case in found) / max(1, len(found)), len(found))
    return [
        decided,
        Figure("pronouns.precision", ours.right / max(1, ours.said), ours.said, simple.right / max(1, simple.said)),
        Figure("pronouns.recall", ours.right / max(1, ours.there), ours.there, simple.right / max(1, simple.there)),
        Figure("pronouns.f1", ours.f1, 2 * len(found), simple.f1, PEER),
        Figure("pronouns.f1.feminine", by_gender[True].f1, by_gender[True].there),
        Figure("pronouns.f1.masculine", by_gender[False].f1, by_gender[False].there),
        Figure("pronouns.bias", by_gender[True].f1 / max(1e-9, by_gender[False].f1)),
    ]


if __name__ == "__main__":
    figures.main(__doc__, measure)
