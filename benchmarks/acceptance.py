"""The two real reports against what a person found in them: attributions found, chains, types, certainties.

    python benchmarks/acceptance.py [--show]

Reads the folder that HEADWATER_SHARED names (../shared unless it is set). An attribution is found if its cue overlaps
and the intersection over union of its content is at least 0.5; one without a cue by its content alone.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import Any

from corpora import shared
from headwater import config, pipeline
from headwater.model import Attribution, Reading

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
            text = reading.article.text
            lines.append("other: " + " / ".join(
                " … ".join(text[s:e] for s, e in part)[:60] for part in (extra.source, extra.cue, extra.content)))  # fmt: skip
    derivations = [
        f"{r.article.uri.rsplit('/', 1)[-1]} < {' < '.join((*d.via, d.publication))} ({d.kind}, {'stated' if d.stated else 'inferred'})"
        for r in readings
        for d in r.derivations
    ]
    return Outcome(len(gold), found, others, chains, types, certainties, derivations, lines)


def measure() -> Outcome:
    gold = json.loads((shared() / "acceptance" / "seeds.json").read_text(encoding="utf-8"))["attributions"]
    readings = [r for r in pipeline.read([str(shared() / "seeds")], config.load()) if isinstance(r, Reading)]
    return compare(gold, readings)


def main() -> None:
    outcome = measure()
    print(f"found {outcome.found} of {outcome.gold} (26 needed), others {outcome.others} (10 allowed)")
    for label, count, needed in (
        ("chain", outcome.chains, 0.9), ("type", outcome.types, 0.9), ("certainty", outcome.certainties, 0.85)
    ):  # fmt: skip
        print(f"{label:10} {count / max(1, outcome.found):.3f} of the found ({needed} needed)")
    print("\n".join(outcome.derivations))
    if "--show" in sys.argv:
        print("\n".join(outcome.lines))


if __name__ == "__main__":
    main()
