"""The harbour story's gold says nothing that its reports do not bear out."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from headwater.model import Certainty, DerivationKind, SourceType

HARBOUR = Path(__file__).parents[2] / "examples" / "harbour"
GOLD: dict[str, Any] = json.loads(HARBOUR.with_suffix(".gold.json").read_text(encoding="utf-8"))
STORY: dict[str, Any] = GOLD["story"]
ATTRIBUTIONS: dict[str, dict[str, Any]] = {entry["id"]: entry for entry in GOLD["attributions"]}
SLOTS = {"who", "what", "where", "when", "how many", "outcome", "polarity"}
EDTF = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?(/\d{4}(-\d{2}(-\d{2})?)?)?")

PHENOMENA = """
scoop; leaked document; unnamed officials in the scoop; retelling at one remove; retelling at two removes; wire copy
translation; independent confirmation; denial; disagreement on a place; disagreement on a number; rounding; hedge lost
hedge kept; headline claims more; one official quoted again; interview with the author; hat tip; first reported by
contributed to this report; told the outlet; correction; web page; JSON Lines; pronoun source; the official; the paper
one of whom; source named later; acronym with its long form; content in two parts; cue after the quotation
cue before the content; direct quotation; indirect quotation; mixed quotation; quotation over two paragraphs
nested attribution; reportedly; allegedly; is believed to; collective; belief or intention; doubt; vouching cue
own unnamed source in a retelling; document as a source
"""


class Paragraphs(HTMLParser):
    """Gathers the text of the <p> elements inside <article>."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag == "p" and "article" in self.open:
            self.found.append("")
        if tag in ("article", "p"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            self.open.remove(tag)

    def handle_data(self, data: str) -> None:
        if {"article", "p"} <= set(self.open):
            self.found[-1] += data


def read_reports() -> dict[str, str]:
    reports = {path.name: path.read_text(encoding="utf-8") for path in HARBOUR.glob("*.txt")}
    for path in HARBOUR.glob("*.html"):
        page = Paragraphs()
        page.feed(path.read_text(encoding="utf-8"))
        reports[path.name] = "\n\n".join(page.found)
    for path in HARBOUR.glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            reports[record["id"]] = record["text"]
    return reports


REPORTS = read_reports()


def occurrences(part: str, text: str) -> int:
    """How often `part` stands in `text` as whole words: "he" is not found in "the"."""
    before = r"(?<!\w)" if part[0].isalnum() else ""
    after = r"(?!\w)" if part[-1].isalnum() else ""
    return len(re.findall(before + re.escape(part) + after, text))


def each_attribution() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("entry", ATTRIBUTIONS.values(), ids=ATTRIBUTIONS.keys())


def each_claim() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("claim", STORY["claims"], ids=[claim["what"] for claim in STORY["claims"]])


def test_ids_are_unique_and_every_report_is_labelled() -> None:
    assert len(ATTRIBUTIONS) == len(GOLD["attributions"])
    assert {entry["article"] for entry in GOLD["attributions"]} == set(REPORTS)
    assert len(REPORTS) >= 10


@pytest.mark.parametrize(("article", "text"), REPORTS.items(), ids=REPORTS.keys())
def test_a_report_is_short(article: str, text: str) -> None:
    assert 120 <= len(text.split()) <= 350, article


@each_attribution()
def test_every_part_can_be_found_in_its_report(entry: dict[str, Any]) -> None:
    text, near = REPORTS[entry["article"]], entry.get("near")
    assert near is None or occurrences(near, text) == 1, "`near` must stand once in the report"
    parts = [entry["source_text"], entry["cue_text"], *entry["content_text"]]
    for part in filter(None, parts):
        placed = occurrences(part, text) == 1 or (near is not None and occurrences(part, near) == 1)
        assert placed, f"{part!r} stands {occurrences(part, text)} times; it needs a `near` that holds it once"
    assert entry["cue_text"]
    assert entry["content_text"]


@each_attribution()
def test_words_are_those_of_the_model(entry: dict[str, Any]) -> None:
    assert SourceType(entry["source_type"])
    assert Certainty(entry["certainty"])


@each_attribution()
def test_only_an_unspecified_source_has_no_chain_and_no_words(entry: dict[str, Any]) -> None:
    unspecified = entry["source_type"] == SourceType.UNSPECIFIED
    assert (not entry["chain"]) == unspecified
    assert (not entry["source_text"]) == unspecified


NESTED = [entry for entry in GOLD["attributions"] if entry["parent"] is not None]


@pytest.mark.parametrize("entry", NESTED, ids=[entry["id"] for entry in NESTED])
def test_a_nested_attribution_stands_inside_its_parent(entry: dict[str, Any]) -> None:
    parent = ATTRIBUTIONS[entry["parent"]]
    assert parent["article"] == entry["article"]
    assert parent["parent"] is None
    for part in entry["content_text"]:
        assert any(part in around for around in parent["content_text"])


def test_every_phenomenon_is_labelled_by_something_that_exists() -> None:
    wanted = {name.strip() for name in re.split(r"[;\n]", PHENOMENA) if name.strip()}
    assert set(GOLD["phenomena"]) == wanted
    known = set(ATTRIBUTIONS) | set(REPORTS)
    for name, labels in GOLD["phenomena"].items():
        assert labels, name
        assert set(labels) <= known, name


# What a phenomenon's label has to look like: the phenomenon, the field of the attribution, the pattern that it matches.
SHAPES = [
    ("pronoun source", "source_text", r"(?i)(he|she|it|they)"),
    ("the official", "source_text", "the official"),
    ("the paper", "source_text", "(?i)the paper"),
    ("one of whom", "source_text", "one of whom"),
    ("is believed to", "cue_text", r"is (believed|understood) to"),
    ("reportedly", "cue_text", "reportedly"),
    ("allegedly", "cue_text", "allegedly"),
    ("collective", "source_type", "collective"),
    ("document as a source", "source_type", "document"),
    ("doubt", "certainty", "doubted"),
    ("vouching cue", "certainty", "asserted"),
    ("denial", "certainty", "denied"),
    ("hedge kept", "certainty", "hedged"),
]


@pytest.mark.parametrize(("phenomenon", "field", "pattern"), SHAPES)
def test_a_phenomenon_looks_as_its_name_says(phenomenon: str, field: str, pattern: str) -> None:
    for label in GOLD["phenomena"][phenomenon]:
        assert re.fullmatch(pattern, ATTRIBUTIONS[label][field]), label


def test_parts_nesting_and_removes_are_counted_right() -> None:
    labels = GOLD["phenomena"]
    assert all(len(ATTRIBUTIONS[label]["content_text"]) > 1 for label in labels["content in two parts"])
    assert all(ATTRIBUTIONS[label]["parent"] for label in labels["nested attribution"])
    assert all(len(ATTRIBUTIONS[label]["chain"]) > 1 for label in labels["retelling at two removes"])


def test_the_cut_wire_copy_shares_most_of_its_sentences_with_the_whole_one() -> None:
    whole, cut = (REPORTS[article].strip().split("\n\n")[2:] for article in GOLD["phenomena"]["wire copy"])
    assert len(cut) < len(whole)
    assert len(set(cut) & set(whole)) >= len(cut) - 1


@pytest.mark.parametrize("retold", STORY["retells"], ids=lambda r: f"{r['article']}-{r['publication']}-{r['kind']}")
def test_a_derivation_names_a_report_and_a_known_kind(retold: dict[str, Any]) -> None:
    assert DerivationKind(retold["kind"])
    for publication in [retold["publication"], *retold["via"]]:
        assert publication in REPORTS[retold["article"]]


def test_every_kind_of_derivation_occurs() -> None:
    assert {retold["kind"] for retold in STORY["retells"]} == set(DerivationKind)


@each_claim()
def test_the_assertions_of_a_claim_stand_in_their_reports(claim: dict[str, Any]) -> None:
    for assertion in claim["assertions"]:
        assert assertion["text"] in REPORTS[assertion["article"]]
        if assertion["attribution"] is not None:
            assert ATTRIBUTIONS[assertion["attribution"]]["article"] == assertion["article"]


@each_claim()
def test_origins_are_a_range_that_its_names_fit(claim: dict[str, Any]) -> None:
    for count in (claim["publications"], claim["speakers"]):
        assert 1 <= count["low"] <= count["high"] <= len(claim["assertions"])
        assert len(count["names"]) <= count["high"]


DISAGREEMENTS = [(claim, disagreement) for claim in STORY["claims"] for disagreement in claim["disagreements"]]


@pytest.mark.parametrize(("claim", "disagreement"), DISAGREEMENTS, ids=[claim["what"] for claim, _ in DISAGREEMENTS])
def test_a_disagreement_has_two_values_held_by_the_claims_own_reports(
    claim: dict[str, Any], disagreement: dict[str, Any]
) -> None:
    reports = {assertion["article"] for assertion in claim["assertions"]}
    assert disagreement["slot"] in SLOTS
    assert len(disagreement["values"]) > 1
    for value in disagreement["values"]:
        assert value["articles"]
        assert set(value["articles"]) <= reports


def hedged(claim: dict[str, Any], assertion_id: str) -> bool:
    assertion = next(a for a in claim["assertions"] if a["id"] == assertion_id)
    attribution = assertion["attribution"]
    return attribution is not None and ATTRIBUTIONS[attribution]["certainty"] == Certainty.HEDGED


DRIFTS = [(claim, drift) for claim in STORY["claims"] for drift in claim["drift"]]


@pytest.mark.parametrize(("claim", "drift"), DRIFTS, ids=[f"{drift['from']}-{drift['to']}" for _, drift in DRIFTS])
def test_a_doubt_is_lost_where_a_hedged_assertion_is_retold_plainly(
    claim: dict[str, Any], drift: dict[str, Any]
) -> None:
    assert drift["change"] == "lost"
    assert hedged(claim, drift["from"])
    assert not hedged(claim, drift["to"])


@pytest.mark.parametrize("names", STORY["same_entity"], ids=lambda names: names[0])
def test_every_name_of_an_entity_is_used_somewhere(names: list[str]) -> None:
    everything = "\n".join(REPORTS.values()).lower()
    assert len(names) > 1
    assert [name for name in names if name.lower() not in everything] == []


def test_undecided_sources_are_unnamed() -> None:
    for pair in STORY["undecided_entity"]:
        assert {ATTRIBUTIONS[label]["source_type"] for label in pair} == {SourceType.ANONYMOUS}


def test_independent_publications_share_no_derivation_but_a_hat_tip() -> None:
    first, second = STORY["independent"]
    kinds = {r["kind"] for r in STORY["retells"] if r["publication"] == first and r["article"] == "chronicle.html"}
    assert second == "Vantry Chronicle"
    assert kinds == {DerivationKind.HAT_TIP}


def test_the_timeline_is_dated_in_order_and_stands_in_the_reports() -> None:
    dates = [event["when"] for event in STORY["timeline"]]
    assert all(EDTF.fullmatch(date) for date in dates)
    assert dates == sorted(dates, key=lambda date: (date + "-99-99")[:10])
    for event in STORY["timeline"]:
        assert event["text"] in REPORTS[event["article"]]
