"""The language of a text, as far as it can be told from so much text."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

import simplemma

from headwater.ingest.patterns import patterns

_WORD = re.compile(r"[^\W\d_]+")


def find(text: str) -> str | None:
    """The language of `text` as a primary subtag ("en"); None where it is too short or too mixed to be sure.

    What is plainly English is told by its small words, so that most runs never load the model of all languages. What is
    not in Latin letters is in another language at any length, the likeliest that is written so. Of a short text, and
    where the model is torn between two languages, the dictionary of English has to agree that it is not English.
    """
    limits = patterns("language")
    sample = text[: limits["sample"]]
    written = _WORD.findall(sample)
    words = [word.lower() for word in written]
    letters = "".join(words)
    if not letters:
        return None
    if 2 * sum(map(_latin, letters)) < len(letters):
        return _likeliest(sample)[0]
    if sum(word in limits["small_words"] for word in words) > limits["small"] * len(words):
        return "en" if len(letters) >= limits["letters"] else None
    if len(letters) >= limits["letters"]:
        language, probability = _likeliest(sample)
        if probability >= limits["sure"].get(language, limits["sure"]["others"]):
            return language
    return _foreign(sample, written)


def _foreign(sample: str, words: list[str]) -> str | None:
    limits = patterns("language")["foreign"]
    # Names say nothing, as long as other words are there.
    telling = [word for word in words if word.islower()] or words
    if len(words) < limits["words"] or sum(map(_english, telling)) >= limits["known"] * len(telling):
        return None
    language, probability = _likeliest(sample)
    return language if language != "en" and probability >= limits["sure"] else None


def _english(word: str) -> bool:
    """Whether the dictionary of English has the word, in any form."""
    return bool(simplemma.is_known(word, lang="en"))


@cache
def _latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")


def _likeliest(sample: str) -> tuple[str, float]:
    """The most probable language, and how probable it is; a variety counts as what it is written as."""
    written = patterns("language")["varieties"]
    sums: dict[str, float] = {}
    for language, probability in _identifier().rank(sample):
        language = written.get(language, language)
        sums[language] = sums.get(language, 0.0) + float(probability)
    return max(sums.items(), key=lambda each: (each[1], each[0]))


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
