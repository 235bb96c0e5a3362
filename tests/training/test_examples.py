"""Training documents are cut into windows whose targets lie where the spans lie."""

import importlib.util
import random
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from headwater.nlp.names import LABELS
from headwater.nlp.network import DEPENDENCIES, PARTS_OF_SPEECH, START, STOP
from headwater.nlp.wordpieces import WordPieces

pytest.importorskip("torch", reason="torch is needed for training only")

PATH = Path(__file__).parents[2] / "training" / "examples.py"
TEXT = "Anna said: it sank"


@pytest.fixture(scope="module")
def examples() -> Any:
    spec = importlib.util.spec_from_file_location("training_examples", PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def letters(text: str) -> WordPieces:
    """One piece a character."""
    zeros, starts = np.zeros(len(text), dtype=np.int64), np.arange(len(text))
    return WordPieces(starts + 1000, starts, starts + 1, zeros, zeros, np.ones(len(text), dtype=bool), zeros)


def document(examples: Any, task: str, text: str = TEXT, **raw: Any) -> Any:
    given = {"text": text, "names": [], "phrases": [], "words": [], "meanings": [], **raw}
    return examples.Document(task, given, letters(text), np.ones((len(given["meanings"]), 4)))


def only(examples: Any, made: Any) -> Any:
    [example] = examples.examples(made, 100, random.Random(1))
    return example


def test_windows_tile_a_long_document_but_for_scraps(examples: Any) -> None:
    made = document(examples, "attribution", "x" * 500, relations=[])
    for seed in range(20):
        found = list(examples.examples(made, 64, random.Random(seed)))
        assert all(len(example) <= 64 for example in found)
        assert all(before.end <= after.start for before, after in pairwise(found))
        assert sum(map(len, found)) > 500 - 2 * 8


def test_an_empty_document_has_no_windows(examples: Any) -> None:
    assert list(examples.examples(document(examples, "attribution", "", relations=[]), 64, random.Random(1))) == []


def test_a_relation_becomes_cues_and_one_question(examples: Any) -> None:
    relation = {"source": [[0, 4]], "cue": [[5, 9]], "content": [[11, 18]]}
    example = only(examples, document(examples, "attribution", relations=[relation]))
    assert example.outer.tolist() == [0] * 5 + [1, 2, 2, 2] + [0] * 9
    assert example.any.tolist() == [0] * 5 + [1, 2, 2, 2] + [0] * 2 + [examples.IGNORED] * 7
    [asked] = example.asked
    assert asked.span == (5, 9)
    assert asked.tags.tolist() == [1, 2, 2, 2] + [0] * 7 + [3] + [4] * 6


def test_names_phrases_and_words_are_marked(examples: Any) -> None:
    made = document(
        examples,
        "attribution",
        relations=[],
        names=[[0, 4, "PLACE"]],
        phrases=[[11, 13]],
        words=[[5, 9, "VERB", 5, "ROOT"]],
    )
    example = only(examples, made)
    begin = 1 + 2 * LABELS.index("PLACE")
    assert example.names[:5].tolist() == [begin, begin + 1, begin + 1, begin + 1, 0]
    assert example.phrases[10:14].tolist() == [0, 1, 2, 0]
    verb = PARTS_OF_SPEECH.index("VERB")
    assert example.words[4:10].tolist() == [examples.IGNORED, verb, verb, verb, verb, examples.IGNORED]


def test_a_word_points_to_its_head_and_a_root_to_the_start(examples: Any) -> None:
    words = [[0, 4, "PROPN", 5, "nsubj"], [5, 9, "VERB", 5, "ROOT"]]
    example = only(examples, document(examples, "attribution", relations=[], words=words))
    subject, root, inside = (DEPENDENCIES.index(name) for name in ("nsubj", "ROOT", "inside"))
    assert example.heads[:10].tolist() == [6, 1, 1, 1, examples.IGNORED, 0, 6, 6, 6, examples.IGNORED]
    assert example.dependencies[:9].tolist() == [subject, *[inside] * 3, examples.IGNORED, root, *[inside] * 3]


def test_a_head_beyond_the_window_teaches_nothing(examples: Any) -> None:
    made = document(
        examples, "attribution", "x" * 100, relations=[], words=[[70, 71, "NOUN", 0, "dobj"], [0, 1, "VERB", 0, "ROOT"]]
    )
    found = [e for e in examples.examples(made, 64, random.Random(1)) if e.start <= 70 < e.end and e.start]
    assert all(example.heads[70 - example.start] == examples.IGNORED for example in found)


def test_a_meaning_is_learned_where_it_stands_whole(examples: Any) -> None:
    example = only(examples, document(examples, "attribution", relations=[], meanings=[[11, 18]]))
    [(run, vector)] = example.meanings
    assert (run, vector.tolist()) == ((11, 18), [1.0] * 4)


def test_a_mention_is_asked_for_the_others_of_its_group(examples: Any) -> None:
    example = only(examples, document(examples, "coreference", groups=[[[0, 4], [11, 13]]]))
    asked = {one.span: one.tags.tolist() for one in example.asked}
    assert asked[0, 4] == [0] * 11 + [1, 2] + [0] * 5
    assert asked[11, 13] == [1, 2, 2, 2] + [0] * 14


def test_a_pronoun_teaches_nothing_beside_its_candidates(examples: Any) -> None:
    made = document(examples, "pronoun", pronoun=[11, 13], candidates=[[0, 4, True], [14, 18, False]])
    [asked] = only(examples, made).asked
    unknown = examples.IGNORED
    assert asked.tags.tolist() == [1, 2, 2, 2] + [unknown] * 10 + [0] * 4


def test_a_batch_is_padded_and_framed(examples: Any) -> None:
    short = only(examples, document(examples, "attribution", "x" * 8, relations=[]))
    long = only(examples, document(examples, "attribution", "x" * 10, relations=[]))
    tensors = examples.tensors([short, long], 0.0, "cpu")
    assert tuple(tensors.ids.shape) == (2, 12)
    assert tensors.ids[:, 0].tolist() == [START, START]
    assert [tensors.ids[0, 9].item(), tensors.ids[1, 11].item()] == [STOP, STOP]
    assert tensors.mask.sum(1).tolist() == [10, 12]
    assert tensors.outer[0, [0, 9, 10, 11]].tolist() == [examples.IGNORED] * 4
