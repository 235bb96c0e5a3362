"""Parses of the sentences in parses.txt: index, word, part of speech, head, dependency and kind of name."""

from pathlib import Path

from headwater.model import Mention, Quantity
from headwater.nlp import words
from headwater.nlp.parse import Parse, Word
from headwater.nlp.syntax import Syntax

PARSES = Path(__file__).with_name("parses.txt").read_text(encoding="utf-8")


def syntax(sentence: str) -> tuple[Syntax, list[Mention], list[Quantity]]:
    """The parse of a sentence that parses.txt holds, its names and its numbers."""
    block = next(block for block in PARSES.split("\n\n") if block.startswith(f"# {sentence}\n"))
    found, mentions, quantities, at = [], [], [], 0
    for line in block.splitlines()[1:]:
        _, form, part, head, dependency, label = line.split()
        start = sentence.index(form, at)
        at = start + len(form)
        found.append(Word((start, at), part, int(head), dependency))
        if label != "-":
            mentions.append(Mention((start, at), label))
            quantities += [Quantity((start, at), None, None, "", False)] * (label == "NUMBER")
    return Syntax(sentence, Parse(tuple(found)), words.load("en").propositions, "en"), mentions, quantities
