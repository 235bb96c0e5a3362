"""The language of a text, where it is long enough to tell."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from headwater.ingest.patterns import patterns

_WORD = re.compile(r"[^\W\d_]+")


def find(text: str) -> str | None:
    """The language of `text` as a primary subtag ("en"); None where it is too short or too mixed to be sure.

    What is plainly English is told by its small words, so that most runs never load the model of all languages.
    """
    limits = patterns("language")
    sample = text[: limits["sample"]]
    words = _WORD.findall(sample.lower())
    if sum(map(len, words)) < limits["letters"]:
        return None
    if sum(word in limits["small_words"] for word in words) > limits["small"] * len(words):
        return "en"
    (language, probability), *_ = _identifier().rank(sample)
    return str(language) if probability >= limits["sure"].get(language, limits["sure"]["others"]) else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
