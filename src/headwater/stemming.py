"""A word's stem, so that "denies" and "denied" are one word (Snowball's English stemmer)."""

from __future__ import annotations

from functools import cache

import Stemmer


@cache
def stem(word: str) -> str:
    """In lower case; what no encoding can write (half of a character) has none."""
    plain = word.lower().replace("’", "'")
    try:
        stemmed: str = _stemmer().stemWord(plain)
    except UnicodeEncodeError:
        return plain
    return stemmed


@cache
def _stemmer() -> Stemmer.Stemmer:
    # Without a cache of its own: two threads would share it.
    return Stemmer.Stemmer("english", 0)
