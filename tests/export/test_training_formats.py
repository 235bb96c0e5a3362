"""What people train models on: brat's files by its own rules, CoNLL-U by the library conllu."""

from __future__ import annotations

import re

import conllu as library
import pytest

from headwater.export import brat, conllu
from headwater.export.text import visible
from headwater.model import Story

from .story import COURIER_READING, EMPTY, LEDGER_READING, POST, POST_READING, STORY, TEXTS, hostile

STORIES = pytest.mark.parametrize("story", [STORY, EMPTY, hostile()], ids=["story", "empty", "hostile"])
BOUND = re.compile(r"(T\d+)\t(Source|Cue|Content) (\d+ \d+(?:;\d+ \d+)*)\t(.*)", re.DOTALL)
RELATION = re.compile(r"R\d+\t(SaidBy|Says|WithinContentOf) Arg1:(T\d+) Arg2:(T\d+)")
ATTRIBUTE = re.compile(r"A\d+\t(Certainty|Quotation|SourceType) (T\d+) (\w+)")


@STORIES
def test_brat_can_read_every_line(story: Story) -> None:
    files = brat.write(story)
    for name in files:
        if not name.endswith(".ann"):
            continue
        text = files[name.replace(".ann", ".txt")].decode()
        known: set[str] = set()
        for line in files[name].decode().split("\n")[:-1]:
            if bound := BOUND.fullmatch(line):
                known.add(bound[1])
                spans = [tuple(map(int, part.split())) for part in bound[3].split(";")]
                assert " ".join(text[start:end] for start, end in spans) == bound[4]
                assert all(0 <= start < end <= len(text) and "\n" not in text[start:end] for start, end in spans)
            elif relation := RELATION.fullmatch(line):
                assert {relation[2], relation[3]} <= known
            else:
                attribute = ATTRIBUTE.fullmatch(line)
                assert attribute, line
                assert attribute[2] in known


def test_brat_has_every_attribution() -> None:
    files = brat.write(STORY)
    lines = files["0001.ann"].decode().splitlines()
    assert files["0001.txt"].decode() == POST
    assert sum("Certainty" in line for line in lines) == len(POST_READING.attributions)
    assert any(re.fullmatch(r"R\d+\tWithinContentOf Arg1:T\d+ Arg2:T\d+", line) for line in lines)
    assert sum(" denied" in line for line in lines if line.startswith("A")) == 1


@STORIES
def test_conllu_reads_back(story: Story) -> None:
    sentences = library.parse(conllu.write(story).decode())
    texts = {reading.article.id: reading.article.text for reading in story.articles}
    if story is STORY:
        assert len(sentences) == sum(len(reading.sentences) for reading in story.articles)
    document = ""
    for sentence in sentences:
        document = sentence.metadata.get("newdoc id", document)
        text = texts.get(document) or next(iter(texts.values()))
        for token in sentence:
            start, end = int(token["misc"]["Start"]), int(token["misc"]["End"])
            assert token["form"] == visible(text[start:end])
            assert token["head"] is None


def test_conllu_marks_what_each_word_is_part_of() -> None:
    sentences = library.parse(conllu.write(STORY).decode())
    marked: dict[str, list[str]] = {}
    for sentence in sentences:
        for token in sentence:
            for each in ((token["misc"] or {}).get("Attribution") or "").split(","):
                marked.setdefault(each, []).append(token["form"])
    for reading in (POST_READING, COURIER_READING, LEDGER_READING):
        for attribution in reading.attributions:
            text = "".join(TEXTS[reading.article.id][s:e] for s, e in attribution.cue)
            assert "".join(marked[f"{attribution.id}:cue"]) == text.replace(" ", "")
    assert marked["c3:content"][0] == "that"
    assert set(marked["c3:content"]) <= set(marked["c2:content"])
