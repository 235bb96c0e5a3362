"""A word's dictionary form: "carried" > "carry"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import simplemma


@lru_cache(maxsize=65_536)
def lemma(word: str, language: str) -> str:
    """In lower case; a word that the dictionary does not know stays as it is."""
    plain = word.lower().replace("’", "'")
    # Half a surrogate pair, as broken files hold, is no text that a dictionary can be asked for.
    return str(simplemma.lemmatize(plain, lang=language)).lower() if plain.isprintable() else plain


def verb_lemma(word: str, language: str, irregular: Mapping[str, str]) -> str:
    """Of a verb: `irregular` are forms that are also nouns ("shot"), for which the dictionary gives the noun."""
    return irregular.get(word.lower()) or lemma(word, language)
