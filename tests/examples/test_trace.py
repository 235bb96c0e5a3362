"""The sample story end to end, against its gold: what `make demo` shows is what was read by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from headwater import config, pipeline
from headwater.export import html, interchange
from headwater.model import Certainty, Failure, Reading, Story

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
GOLD: dict[str, Any] = json.loads((EXAMPLES / "harbour.gold.json").read_text(encoding="utf-8"))
INPUT = str(EXAMPLES / "harbour")


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    found = list(pipeline.read([INPUT], config.load()))
    assert not [one for one in found if isinstance(one, Failure)]
    return [one for one in found if isinstance(one, Reading)]


@pytest.fixture(scope="module")
def story(readings: list[Reading]) -> Story:
    return pipeline.trace(readings)


def named(readings: list[Reading]) -> dict[str, Reading]:
    """Readings by the names that the gold uses: the file's, or the id given in JSON."""
    return {name: r for r in readings for name in (r.article.id, r.article.uri.rsplit("/", 1)[-1])}


def places(text: str, wanted: str, near: str | None) -> set[int]:
    start = text.find(wanted, text.find(near) if near else 0)
    return set(range(start, start + len(wanted))) if start >= 0 else set()


def found_of(readings: list[Reading]) -> Iterator[tuple[dict[str, Any], Any]]:
    """Each gold attribution with the one that has its cue (or content) and at least half its content, or None."""
    by_name = named(readings)
    for gold in GOLD["attributions"]:
        reading = by_name[gold["article"]]
        text, near = reading.article.text, gold.get("near")
        content = set().union(*(places(text, part, near) or places(text, part, None) for part in gold["content_text"]))
        best, share = None, 0.0
        for attribution in reading.attributions:
            said = {i for s, e in attribution.content for i in range(s, e)}
            cue = {i for s, e in attribution.cue for i in range(s, e)}
            here = len(said & content) / max(1, len(said | content))
            if here >= 0.5 and here > share and (cue & places(text, gold["cue_text"], near) or not gold["source_text"]):
                best, share = attribution, here
        yield gold, best


def plain(name: str) -> str:
    return re.sub(r"^(the|an?) ", "", name.lower().replace("’", "'")).strip(" .")


# Floors: 0.91, 1.00, 1.00 and 0.99 on 2026-11-23, less what a retraining may cost. The gold has 102.
@pytest.mark.parametrize(
    ("measure", "floor"),
    [("found", 0.86), ("chain", 0.94), ("type", 0.94), ("certainty", 0.93)],
)
def test_finds_what_a_person_found(readings: list[Reading], measure: str, floor: float) -> None:
    pairs = list(found_of(readings))
    found = [(gold, attribution) for gold, attribution in pairs if attribution is not None]
    right = {
        "found": len(found) / len(pairs),
        "chain": sum([plain(li.name) for li in a.chain] == [plain(n) for n in g["chain"]] for g, a in found)
        / len(found),
        "type": sum(a.source_type == g["source_type"] for g, a in found) / len(found),
        "certainty": sum(a.certainty == g["certainty"] for g, a in found) / len(found),
    }
    assert right[measure] >= floor


def test_invents_little(readings: list[Reading]) -> None:
    found = sum(attribution is not None for _, attribution in found_of(readings))
    assert sum(len(r.attributions) for r in readings) - found <= 0.35 * len(GOLD["attributions"])


def test_finds_what_retells_what(readings: list[Reading]) -> None:
    by_name = named(readings)
    wanted = {(by_name[r["article"]].article.id, plain(r["publication"])) for r in GOLD["story"]["retells"]}
    found = {(r.article.id, plain(d.publication)) for r in readings for d in r.derivations}
    assert len(wanted & found) >= 0.6 * len(wanted)
    assert len(wanted & found) >= 0.8 * len(found)


def test_counts_are_ranges(story: Story) -> None:
    assert 1 <= story.publications.low <= story.publications.high
    assert all(c.publications.low <= c.publications.high and c.speakers.low <= c.speakers.high for c in story.claims)


def test_every_cell_leads_to_its_sentence(story: Story) -> None:
    lengths = {r.article.id: len(r.article.text) for r in story.articles}
    spans = [(a.article, span) for claim in story.claims for a in claim.assertions for span in a.span]
    spans += [(a.article, link.evidence) for claim in story.claims for a in claim.assertions for link in a.chain]
    spans += [(d.article, span) for d in story.derivations for span in d.evidence]
    assert spans
    assert all(0 <= start < end <= lengths[article] for article, (start, end) in spans)


def test_order_and_processes_change_nothing(story: Story, readings: list[Reading]) -> None:
    whole = interchange.dumps(interchange.story(story))
    assert interchange.dumps(interchange.story(pipeline.trace(reversed(readings)))) == whole
    assert interchange.dumps(interchange.story(pipeline.trace(pipeline.read([INPUT], config.load(), jobs=2)))) == whole


def test_the_page_asks_nobody_for_anything(story: Story) -> None:
    page = lxml_html.fromstring(html.page(story))
    links = [value for element in page.iter() for name, value in element.items() if name in ("href", "src")]
    assert links
    assert all(link.startswith("#") for link in links)


def test_whoever_denies_it_stands_with_those_who_deny_it(story: Story) -> None:
    """ "Calloway denies it" has no word of what it denies."""
    claim = next(c for c in story.claims if any(a.text.startswith("Calloway denies it") for a in c.assertions))
    [polarity] = [each for each in claim.disagreements if each.slot == "polarity"]
    held, denied = (
        {claim.assertions[index].certainty for index in value.assertions}
        for value in sorted(polarity.values, key=lambda value: value.value != "knew")
    )
    assert Certainty.DENIED in denied
    assert Certainty.DENIED not in held
    [said] = [index for index, a in enumerate(claim.assertions) if a.text.startswith("Calloway denies it")]
    assert any(said in value.assertions and value.value != "knew" for value in polarity.values)
