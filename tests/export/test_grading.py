"""What people graded, in every format that has a place for it; where nobody did, nothing is said."""

from __future__ import annotations

import json
from typing import Any

import pytest
import stix2

from headwater.export import grading, interchange, markdown, schema_org, stix
from headwater.export.tables import tables
from headwater.model import Grade

from .story import BARGES, GRADED, STORY


def objects(kind: str) -> list[Any]:
    return [each for each in stix2.parse(stix.write(GRADED).decode()).objects if each.type == kind]


@pytest.mark.parametrize(
    ("grade", "said"),
    [
        (GRADED.grades[0], "B, usually reliable, says ada on 2 March 2024: right twice before"),
        (GRADED.grades[1], "F, reliability cannot be judged, says ada on 2 March 2024"),
        (GRADED.grades[2], "2, probably true, says ada on 2 March 2024: the harbour log bears it out"),
        (Grade("claim", "k", "9", "", "", ""), "9, 9, says  on undated"),
    ],
)
def test_a_grade_is_said_with_whose_it_is(grade: Grade, said: str) -> None:
    assert grading.said(grade) == said


def test_the_dossier_has_grades_where_they_belong() -> None:
    written = markdown.write(GRADED).decode()
    claim = written.split("### 3. ")[1].split("###")[0]
    assert "**Credibility:** 2, probably true, says ada on 2 March 2024: the harbour log bears it out" in claim
    assert "- **Lena Orsted:** B, usually reliable, says ada" in written
    assert "- **an official (Evening Courier):** F, reliability" in written
    assert "reliable" not in markdown.write(STORY).decode()


def test_a_verdict_of_a_person_is_a_claim_review() -> None:
    found = json.loads(schema_org.write(GRADED))["@graph"]
    [review] = [each for each in found if each["@type"] == "ClaimReview"]
    [claim] = [each for each in found if each.get("text") == BARGES.text]
    assert review["itemReviewed"] == {"@id": claim["@id"]}
    assert review["author"] == {"@type": "Person", "name": "ada"}
    assert review["reviewRating"] == {
        "@type": "Rating", "ratingValue": 4, "bestRating": 5, "worstRating": 1, "alternateName": "probably true",
    }  # fmt: skip
    assert review["reviewBody"] == "the harbour log bears it out"


def test_a_verdict_of_a_person_is_an_opinion_in_stix() -> None:
    [opinion] = objects("opinion")
    [note] = [each for each in objects("note") if each.id in opinion.object_refs]
    assert (opinion.opinion, opinion.authors) == ("agree", ["ada"])
    assert note.abstract == "3. Barges were held back"
    assert (note.confidence, note.labels) == (70, ['admiralty-scale:information-credibility="2"'])
    [undecided] = [each for each in objects("note") if each.abstract.startswith("1.")]
    assert undecided.labels == ['admiralty-scale:information-credibility="6"']
    assert "confidence" not in undecided


def test_a_graded_source_has_a_tag_of_misp() -> None:
    labels = {each.name: each.get("labels") for each in objects("identity")}
    assert labels["Lena Orsted"] == ['admiralty-scale:source-reliability="b"']
    assert labels["The Ember Post"] is None
    assert "ada" in labels


def test_grades_are_a_table_and_in_json() -> None:
    [table] = [each for each in tables(GRADED) if each.name == "grades"]
    names = [column.name for column in table.columns]
    rows = [dict(zip(names, row, strict=True)) for row in table.rows]
    assert [(row["claim"], row["source"], row["grade"]) for row in rows] == [
        (None, "Lena Orsted", "B"), (None, "an official", "F"), ("k3", None, "2"), ("k1", None, "6"),
    ]  # fmt: skip
    assert interchange.story(GRADED)["grades"][2] == {
        "of": "claim", "name": "k3", "article": None, "grade": "2", "who": "ada", "when": "2024-03-02T09:30:00+00:00",
        "why": "the harbour log bears it out",
    }  # fmt: skip
