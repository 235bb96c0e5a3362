"""A word's stem, so that "denies" and "denied" are one word (Snowball's English stemmer)."""

from __future__ import annotations

from functools import cache

import snowballstemmer


@cache
def stem(word: str) -> str:
    stemmed: str = _stemmer().stemWord(word.lower().replace("’", "'"))
    return stemmed


@cache
def _stemmer() -> snowballstemmer.stemmer.Stemmer:
    return snowballstemmer.stemmer("english")
