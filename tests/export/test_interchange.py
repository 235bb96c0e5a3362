from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from headwater.export import interchange
from headwater.model import Story

from .story import BARGES, COURIER, COURIER_READING, EMPTY, LEDGER_READING, POST_READING, STORY, at, hostile


def test_an_article_has_the_keys_that_programs_rely_on() -> None:
    line = interchange.article_line(COURIER_READING)
    assert line.keys() >= {
        "id", "uri", "title", "publisher", "published", "language", "text", "attributions", "entities", "derivations",
    }  # fmt: skip
    assert line["text"] == COURIER
    assert line["attributions"][2] == {
        "id": "c3",
        "parent": "c2",
        "source": [list(at("courier", "an official"))],
        "cue": [list(at("courier", "saying"))],
        "content": [list(at("courier", 'that "it bent like a spoon"'))],
        "kind": "indirect",
        "source_type": "anonymous",
        "source_name": None,
        "chain": [
            {
                "name": "Kalmar Ledger",
                "type": "publication",
                "stated": True,
                "evidence": list(at("courier", "a translation by Kalmar Ledger")),
            },
            {
                "name": "The Ember Post",
                "type": "publication",
                "stated": False,
                "evidence": list(at("courier", "The paper quoted")),
            },
            {
                "name": "an official",
                "type": "anonymous",
                "stated": True,
                "evidence": list(at("courier", "an official")),
            },
        ],
        "certainty": "attributed",
        "confidence": 0.9,
    }
    assert line["derivations"][0] == {
        "from": "The Ember Post",
        "via": ["Kalmar Ledger"],
        "kind": "translation",
        "stated": True,
        "evidence": [
            list(at("courier", "according to a translation by Kalmar Ledger of an article in The Ember Post"))
        ],
        "parent": None,
        "directed": True,
    }
    assert line["entities"] == [
        {"id": "e2", "name": "Port Ember", "type": "PLACE", "mentions": [list(at("courier", "Port Ember"))]}
    ]


def test_a_failure_says_where_and_why() -> None:
    assert interchange.failure_line(STORY.failures[0]) == {
        "uri": "in/broken.html",
        "error": {
            "stage": "ingest",
            "kind": "empty",
            "message": "The page has no text; save it again with its content.",
        },
    }


def test_a_story_has_the_keys_that_programs_rely_on() -> None:
    written = interchange.story(STORY)
    assert list(written) == [
        "articles", "entities", "claims", "derivations", "timeline", "story", "failures", "loops", "rests", "additions",
        "grades",
    ]  # fmt: skip
    claim = written["claims"][0]
    assert list(claim) == [
        "id", "text", "when", "where", "assertions", "publications", "speakers", "joins", "disagreements", "drift",
        "variations", "origins",
    ]  # fmt: skip
    assert list(claim["assertions"][0]) == [
        "article", "attribution", "span", "text", "certainty", "chain", "propositions", "key",
    ]  # fmt: skip
    assert claim["origins"][2] == {
        "of": "speaker", "name": None, "type": "unspecified", "assertions": [2], "vague": True,
    }  # fmt: skip
    assert claim["publications"] == {"low": 1, "high": 1, "names": ["The Ember Post"]}
    assert claim["joins"][0]["assertions"] == [0, 1]
    assert claim["drift"][1] == {
        "from": 1,
        "to": 2,
        "change": "lost",
        "kind": "hedge dropped",
        "evidence": [{"article": "courier", "span": list(at("courier", "may have"))}],
    }
    assert written["claims"][1]["disagreements"] == [
        {
            "slot": "when",
            "kind": "conflict",
            "values": [
                {"value": "2019-03", "assertions": [0, 2], "evidence": []},
                {"value": "2019-04", "assertions": [1], "evidence": []},
            ],
        }
    ]
    assert [(each["article"], each["from"]) for each in written["derivations"]] == [
        ("courier", "The Ember Post"),
        ("ledger", "The Ember Post"),
    ]
    assert written["timeline"][0]["when"] == "2011"
    assert written["loops"][0]["publications"] == ["Kalmar Ledger", "The Ember Post"]
    assert [(each["name"], each["claims"], each["possibly"]) for each in written["rests"]] == [
        ("The Ember Post", ["k1", "k4"], ["k2"]),
        ("an official", [], ["k4"]),
    ]
    assert written["additions"][1] == {
        "article": "courier", "claim": "k2", "kind": "contradicted", "certain": True, "assertions": [1],
        "others": [0, 2], "slots": ["when"],
    }  # fmt: skip
    assert written["story"]["speakers"] == {"low": 2, "high": 5, "names": ["Lena Orsted"]}


def test_order_without_meaning_changes_nothing() -> None:
    def backwards(story: Story) -> Story:
        readings = tuple(
            replace(each, attributions=each.attributions[::-1], entities=each.entities[::-1])
            for each in story.articles[::-1]
        )
        claims = tuple(replace(each, joins=each.joins[::-1], drift=each.drift[::-1]) for each in story.claims)
        return replace(
            story,
            articles=readings,
            claims=claims,
            entities=story.entities[::-1],
            derivations=story.derivations[::-1],
        )

    assert interchange.dumps(interchange.story(STORY)) == interchange.dumps(interchange.story(backwards(STORY)))


def test_order_with_meaning_is_kept() -> None:
    written = interchange.story(replace(STORY, claims=STORY.claims[::-1]))
    assert [each["id"] for each in written["claims"]] == ["k4", "k3", "k2", "k1"]
    assert [each["article"] for each in interchange.story(STORY)["claims"][2]["assertions"]] == [
        each.article for each in BARGES.assertions
    ]
    parents = [each["id"] for each in interchange.article_line(POST_READING)["attributions"]]
    assert parents == ["p1", "p2", "p3", "p4", "p5"]


def test_undated_articles_come_last() -> None:
    undated = replace(LEDGER_READING, article=replace(LEDGER_READING.article, id="a", uri="a"))
    written = interchange.story(replace(STORY, articles=(undated, *STORY.articles)))
    assert [each["id"] for each in written["articles"]] == ["post", "courier", "a", "ledger"]


def test_any_text_becomes_one_line_that_encodes_and_reads_back() -> None:
    for value in ("\udcff", "a\u2028b\x85c\nd", "\ud83d alone", "Ørsted “said”", "\x00\x1b"):
        line = interchange.dumps({"text": value})
        line.encode("utf-8")
        assert len(line.splitlines()) == 1
        assert json.loads(line) == {"text": value}
    assert "Ørsted" in interchange.dumps("Ørsted")


def test_hostile_and_empty_stories_are_written_whole() -> None:
    for story in (hostile(), EMPTY):
        written: Any = json.loads(interchange.dumps(interchange.story(story), indent=1).encode("utf-8"))
        assert written == interchange.story(story)
