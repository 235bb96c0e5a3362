"""Any text at all, read by the real model: nothing raises, everything points into the text, twice the same."""

import random
from itertools import pairwise

import pytest

from headwater import config
from headwater.model import Annotation, Article, Quotation
from headwater.nlp.annotator import Annotator

FOLDER = config.load().model_folder
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"there is no model in {FOLDER}")

STORY = """HARBOURTOWN — The ferry sank because a valve was left open, the port authority said on Tuesday.

“Nobody checked it,” Anna Lind, its director, told the Harbour Gazette. “I am sorry.”

According to the Gazette, a mechanic who asked not to be named said that the crew had warned the owners in May 2015. \
The owners denied it. Two of the passengers reportedly drowned; she did not confirm that.
"""
ODD_QUOTES = """“It “sank”, he said. "Who knows" she asked". «Nobody» „knows“ it, ”they said“, ‟we” told them "again.
"""


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(FOLDER)


def read(annotator: Annotator, text: str) -> Annotation:
    return annotator.annotate(Article("1", "test:1", text, published="2016-09-14"), [(0, min(3, len(text)))])


def noise(length: int) -> str:
    """Letters, marks and controls of many scripts in no order."""
    chance = random.Random(1)
    alphabet = "ab cd. EF, “”\"«»'’\n\r\t\0\u200f\u202e\u0301é漢字шторم👩\u200d👧\ud800\udfff\ufeff\x85½ﷺ가()[]<>&;"
    return "".join(chance.choice(alphabet) for _ in range(length))


TEXTS = {
    "a story": STORY,
    "without any quotation": "The ferry sank in the harbour. It was cold. Three boats came.",
    "odd quotes": ODD_QUOTES * 5,
    "a full stop": ".",
    "a space": " ",
    "nothing": "",
    "only punctuation": '... --- !!! “” "" «» ,,, ;;; ??? ' * 20,
    "only quotation marks": "“" * 50 + '"' * 50 + "”" * 50,
    "only cues": "said told according to reported reportedly " * 30,
    "one long word": "x" * 5000,
    "one long line": STORY.replace("\n", " ") * 20,
    "line feeds": STORY.replace("\n", "\r\n"),
    "a line a word": STORY.replace(" ", "\n"),
    "in capitals": STORY.upper(),
    "markup": "<script>alert('x')</script> <b>she said</b> &amp; <!-- he said -->",
    "noise": noise(4000),
    "in between": STORY.replace("said", "sa\u0301\u200did\ud800"),
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_any_text_is_read_soundly(annotator: Annotator, text: str) -> None:
    check(text, read(annotator, text))


@pytest.mark.parametrize("name", ["a story", "noise"])
def test_the_same_text_is_read_the_same(annotator: Annotator, name: str) -> None:
    assert read(annotator, TEXTS[name]) == read(Annotator(FOLDER), TEXTS[name])


def check(text: str, made: Annotation) -> None:
    spans = [*made.sentences, *made.phrases]
    spans += [mention.span for mention in made.mentions] + [date.span for date in made.dates]
    spans += [span for anaphor in made.anaphors for span in (anaphor.span, anaphor.antecedent)]
    spans += [span for credit in made.credits for span in (credit.span, credit.evidence)]
    for relation in made.relations:
        parts = (*relation.source, *relation.cue, *relation.content)
        spans += parts
        assert relation.cue
        assert relation.content
        assert all(before[1] <= after[0] for before, after in pairwise(sorted(parts)))
        assert all(list(part) == sorted(part) for part in (relation.source, relation.cue, relation.content))
        assert 0.0 <= relation.confidence <= 1.0
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(m.span for m in made.mentions))
    for index in range(len(made.relations)):
        check_parents(made, index)


def check_parents(made: Annotation, index: int) -> None:
    """Nesting ends, and a nested cue lies in the content of what it is nested in."""
    seen = {index}
    below, above = made.relations[index], made.relations[index].parent
    while above is not None:
        assert above not in seen
        seen.add(above)
        around = made.relations[above]
        assert any(a <= below.cue[0][0] and below.cue[-1][1] <= b for a, b in around.content)
        below, above = around, around.parent


def test_what_the_story_says(annotator: Annotator) -> None:
    """The plainest attributions of a plain story, so that a model that is not loaded right cannot pass."""
    made = read(annotator, STORY)
    said = {
        (" ".join(STORY[a:b] for a, b in one.source), " ".join(STORY[a:b] for a, b in one.cue)): one
        for one in made.relations
    }
    assert said["the port authority", "said"].kind is Quotation.INDIRECT
    assert any(source.startswith("Anna Lind") and one.kind is Quotation.DIRECT for (source, _), one in said.items())
    assert "Harbour Gazette" in {STORY[a:b].removeprefix("the ") for a, b in (m.span for m in made.mentions)}
