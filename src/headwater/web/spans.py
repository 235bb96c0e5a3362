"""Spans as a person gives them: by offsets, or by the words that stand there."""

from __future__ import annotations

from starlette.exceptions import HTTPException

from headwater.case import acts
from headwater.decisions.passages import located
from headwater.errors import CaseError
from headwater.model import Passage, Spans

BETWEEN = " … "
"""Between the words of two spans."""


def written(found: Spans) -> str:
    """ "120-134, 150-160"."""
    return ", ".join(f"{start}-{end}" for start, end in found)


def words(text: str, found: Spans) -> str:
    return BETWEEN.join(text[start:end] for start, end in found)


def spans(text: str, at: str, given: str, before: Spans) -> Spans:
    """The spans that are meant: offsets that have been changed, else words that have, else those of `before`.

    Words are looked for nearest to where they stood before.
    """
    try:
        placed = acts.spans(at, len(text)) if at.strip() else ()
    except CaseError as error:
        raise HTTPException(400, str(error)) from error
    if placed != before and (placed or not given.strip()):
        return placed
    given = given.strip()
    if not given or _flat(given) == _flat(words(text, before)):
        return before if given else ()
    return _found(text, given, before)


def _found(text: str, given: str, before: Spans) -> Spans:
    parts = tuple(part for part in map(str.strip, given.split(BETWEEN.strip())) if part)
    near = (*before, *(before[-1:] or ((0, 0),)) * len(parts))[: len(parts)]
    found = located(Passage("", near, parts), text)
    if found is None:
        raise HTTPException(400, f"these words do not stand in the article: {given[:200]}")
    return found


def _flat(given: str) -> str:
    return " ".join(given.split())
