"""Words and names as provenance compares them: folded names, and the heads of descriptions."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

WORD = re.compile(r"[^\W_]+")
PART = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*[’']?")


@cache
def settings() -> dict[str, Any]:
    return tomllib.loads(files("headwater").joinpath("provenance", "en.toml").read_text("utf-8"))


def folded(name: str) -> str:
    """A name as a key: without case, outer spaces and a leading "the"."""
    plain = " ".join(name.casefold().split())
    return plain.removeprefix("the ") or plain


def words_of(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(text.casefold()))


@cache
def described(description: str) -> tuple[str, frozenset[str]]:
    """A description's head, and the words before it that tell it apart: "the unnamed harbour official in Y" is a
    harbour official.
    """
    rules = settings()["descriptions"]
    before: list[str] = []
    for word in PART.findall(description.casefold()):
        if before and word in rules["complements"]:
            break
        before.append(word.rstrip("’'"))
    told = [word for word in before if word not in rules["vacuous"]]
    return (told[-1], frozenset(told[:-1])) if told else ("", frozenset())


def may_mean_one(one: str, other: str) -> bool:
    """Do two descriptions have one head, and does the one tell no less than the other?"""
    (head, apart), (other_head, other_apart) = described(one), described(other)
    return head == other_head != "" and (apart <= other_apart or other_apart <= apart)
