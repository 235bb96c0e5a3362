"""Any text as it is shown to a person: what could act is only visible, and what is long is shortened."""

from __future__ import annotations

import re

from headwater.model import Spans

_LINE_BREAK = re.compile("\r\n?|[\u0085\u2028\u2029]")
_QUOTATION_MARKS = re.compile('^["“”„«»]|["“”„«»]$')
_QUOTATION_MARK = re.compile('["“”„«»]')
# Controls of terminals and of text direction, surrogates and noncharacters: they act instead of being read.
_ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def visible(text: str) -> str:
    """`text` with every character that could act on a screen replaced by one that only shows that it was there."""
    return _ACTING.sub(_picture, _LINE_BREAK.sub("\n", text))


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def line(text: str) -> str:
    """`text` visible and on one line."""
    return " ".join(visible(text).split())


def shorten(text: str, limit: int) -> str:
    """`text` on one line; where it has more than `limit` characters its middle gives way to an ellipsis."""
    # A megabyte of article is not worth normalising for the few characters that are shown.
    text = line(text if len(text) <= 8 * limit else f"{text[: 4 * limit]} … {text[-4 * limit :]}")
    if len(text) <= limit:
        return text
    tail = limit // 3
    return f"{_whole_words(text[: limit - tail - 3], 0)} … {_whole_words(text[-tail:], -1)}"


def _whole_words(text: str, side: int) -> str:
    """`text` without the word that was cut at its end (`side` 0) or start (-1), unless that were most of it."""
    words = text.rsplit(" ", 1) if side == 0 else text.split(" ", 1)
    return words[side] if len(words[side]) >= len(text) // 2 else text


def cut(text: str, spans: Spans) -> str:
    """What the spans cover, in the order of the text."""
    return " … ".join(text[start:end] for start, end in sorted(spans))


def quoted(text: str, limit: int) -> str:
    """`text` shortened, in one pair of quotation marks, its own outer ones taken off."""
    return f"“{_QUOTATION_MARKS.sub('', shorten(text, limit))}”"


def set_off(text: str, limit: int) -> str:
    """`text` shortened and in quotation marks; one that has some inside stays as it is written."""
    text = shorten(text, limit)
    bare = _QUOTATION_MARKS.sub("", text)
    return text if _QUOTATION_MARK.search(bare) else f"“{bare}”"
