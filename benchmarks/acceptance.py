"""The two real reports against what a person found in them: attributions found, chains, types, certainties.

    python benchmarks/acceptance.py [--show]

Reads the folder that HEADWATER_SHARED names (../shared unless it is set). An attribution is found if its cue overlaps
and the intersection over union of its content is at least 0.5; one without a cue by its content alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import figures
from corpora import shared
from figures import Figure, Options
from headwater import pipeline
from headwater.config import Config
from headwater.model import Attribution, Derivation, Reading, Spans

CERTAINTY = {
    "hedge": {"hedged"},
    "doubt": {"doubted"},
    "neutral": {"attributed", "asserted"},
    "belief": {"hedged", "attributed"},
}
"""What the hand-made file calls stance, as certainties."""


@dataclass(frozen=True)
class Outcome:
    """Counts over both reports; `lines` say what is wrong with which attribution."""

    gold: int
    found: int
    others: int
    chains: int
    types: int
    certainties: int
    derivations: list[str]
    lines: list[str]


def characters(spans: Any) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


def matches(gold: dict[str, Any], attribution: Attribution) -> float:
    """Intersection over union of the contents, or 0.0 if the two are not the same attribution."""
    if gold["cue"] and not characters(gold["cue"]) & characters(attribution.cue):
        return 0.0
    one, two = characters(gold["content"]), characters(attribution.content)
    share = len(one & two) / max(1, len(one | two))
    return share if share >= 0.5 else 0.0


def plain(name: str) -> str:
    return " ".join(w for w in name.lower().replace("’", "'").strip(' .,"').split() if w not in ("the", "a", "an"))


def compare(gold: list[dict[str, Any]], readings: list[Reading]) -> Outcome:
    found = chains = types = certainties = others = 0
    lines: list[str] = []
    for reading in readings:
        name = reading.article.uri.rsplit("/", 1)[-1]
        left = list(reading.attributions)
        here = [g for g in gold if g["article"] == name]
        for wanted in here:
            best = max(left, key=lambda a: matches(wanted, a), default=None)
            if best is None or not matches(wanted, best):
                lines.append(f"{wanted['id']}: not found: {wanted['source_text']} / {wanted['cue_text']}")
                continue
            left.remove(best)
            found += 1
            got = [link.name for link in best.chain]
            right = (
                [plain(n) for n in got] == [plain(n) for n in wanted["chain"]],
                best.source_type.value == wanted["source_type"],
                best.certainty.value in CERTAINTY[wanted["stance"]],
            )
            chains, types, certainties = chains + right[0], types + right[1], certainties + right[2]
            if not all(right):
                lines.append(f"{wanted['id']}: {got} for {wanted['chain']}, {best.source_type} for "
                             f"{wanted['source_type']}, {best.certainty} for {wanted['stance']}")  # fmt: skip
        others += len(left)
        for extra in left:
            parts = (extra.source, extra.cue, extra.content)
            lines.append("other: " + " / ".join(excerpt(reading.article.text, part) for part in parts))
    derivations = [told(reading.article.uri, d) for reading in readings for d in reading.derivations]
    return Outcome(len(gold), found, others, chains, types, certainties, derivations, lines)


def excerpt(text: str, spans: Spans) -> str:
    return " … ".join(text[start:end] for start, end in spans)[:60]


def told(uri: str, derivation: Derivation) -> str:
    through = " < ".join((uri.rsplit("/", 1)[-1], *derivation.via, derivation.publication))
    return f"{through} ({derivation.kind}, {'stated' if derivation.stated else 'inferred'})"


def outcome(settings: Config) -> Outcome:
    gold = json.loads((shared() / "acceptance" / "seeds.json").read_text(encoding="utf-8"))["attributions"]
    readings = [r for r in pipeline.read([str(shared() / "seeds")], settings) if isinstance(r, Reading)]
    return compare(gold, readings)


def measure(options: Options) -> list[Figure]:
    seen = outcome(options.settings)
    if options.show:
        print("\n".join((*seen.derivations, *seen.lines)))
    return [
        Figure("acceptance.found", seen.found / seen.gold, seen.gold, peer="needed 0.896 (26)"),
        Figure("acceptance.others", seen.others, peer="allowed 10", down=True),
        Figure("acceptance.chains", seen.chains / max(1, seen.found), seen.found, peer="needed 0.9"),
        Figure("acceptance.types", seen.types / max(1, seen.found), seen.found, peer="needed 0.9"),
        Figure("acceptance.certainties", seen.certainties / max(1, seen.found), seen.found, peer="needed 0.85"),
    ]


if __name__ == "__main__":
    figures.main(__doc__, measure)
