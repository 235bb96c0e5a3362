"""Whether words of certainty tell which of two texts claims more: abstracts, and press releases on the same study.

    python benchmarks/drift.py [--show]

Gold: 100 pairs of conclusions with the strength of each, from "says nothing on causes" (0) over correlation (1) and
conditional cause (2) to cause (3): does the release claim more, less or the same? Certainty knows of no causes, so
that pairs of two conditional or plain causes are counted apart, as `hedging`. The words were written from newsroom
usage; whether "could" and "can" belong to them was looked at on the even rows and checked on the odd ones, which is why
both halves stand here. The baseline finds every release as strong as its abstract.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import figures
from corpora import lines
from figures import Figure, Options
from headwater.model import Article, Assertion, Certainty, Derivation, DerivationKind, Reading
from headwater.nlp import words
from headwater.provenance.drift import drift
from headwater.provenance.lineage import lineage

Row = dict[str, Any]
CONDITIONAL = 2


def measure(options: Options) -> list[Figure]:
    rows = list(lines("exaggeration", "train.jsonl"))[: options.limit]
    hedging = [row for row in rows if min(row["abstract_strength"], row["press_release_strength"]) >= CONDITIONAL]
    for row in rows if options.show else ():
        if traced(row) != gold(row):
            print(f"{gold(row):+d}, traced {traced(row):+d}")
            print(f"    {row['abstract_conclusion']}\n    {row['press_release_conclusion']}")
    return [
        *compared("all", rows),
        *compared("even", rows[::2]),
        *compared("odd", rows[1::2]),
        *compared("hedging", hedging),
    ]


def compared(name: str, rows: list[Row]) -> list[Figure]:
    seen, unseen = Counter((gold(row), traced(row)) for row in rows), Counter((gold(row), 0) for row in rows)
    told = sum(n for (_, found), n in seen.items() if found)
    right = sum(n for (wanted, found), n in seen.items() if found and wanted == found)
    opposite = sum(n for (wanted, found), n in seen.items() if wanted * found < 0)
    return [
        Figure(f"drift.{name}.agreement", agreement(seen), len(rows), agreement(unseen)),
        Figure(f"drift.{name}.f1", f1(seen), len(rows), f1(unseen)),
        Figure(f"drift.{name}.told.right", right / max(1, told), told),
        Figure(f"drift.{name}.told.opposite", opposite / max(1, told), told, down=True),
    ]


def gold(row: Row) -> int:
    return sign(row["press_release_strength"] - row["abstract_strength"])


def traced(row: Row) -> int:
    """1 if the release is traced as the more certain of the two, -1 as the less certain one."""
    texts = (row["abstract_conclusion"], row["press_release_conclusion"])
    taken = Derivation("1", "Journal", (), DerivationKind.RETELLING, True, ((0, 1),))
    readings = [
        Reading(Article(str(i), "", text, publisher="Journal" if i == 0 else None), (), (), (taken,) * i, (), ())
        for i, text in enumerate(texts)
    ]
    said = [Assertion(str(i), None, ((0, len(text)),), text, certainty(text), ()) for i, text in enumerate(texts)]
    changes = drift(said, lineage(readings), of_one_thing=True)
    return sign(sum(1 if change.change == "lost" else -1 for change in changes))


def certainty(text: str) -> Certainty:
    return Certainty.HEDGED if words.load("en").certainty.hedge(text) else Certainty.ASSERTED


def sign(number: int) -> int:
    return (number > 0) - (number < 0)


def agreement(seen: Counter[tuple[int, int]]) -> float:
    return sum(n for (wanted, found), n in seen.items() if wanted == found) / max(1, seen.total())


def f1(seen: Counter[tuple[int, int]]) -> float:
    """The mean over more, less and the same."""
    return sum(of_kind(seen, kind) for kind in (-1, 0, 1)) / 3


def of_kind(seen: Counter[tuple[int, int]], kind: int) -> float:
    def total(pairs: Iterable[tuple[int, int]]) -> int:
        return sum(seen[pair] for pair in pairs)

    both = (-1, 0, 1)
    return (
        2 * seen[kind, kind] / max(1, total((kind, other) for other in both) + total((other, kind) for other in both))
    )


if __name__ == "__main__":
    figures.main(__doc__, measure)
