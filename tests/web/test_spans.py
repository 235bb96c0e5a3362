from __future__ import annotations

import pytest
from starlette.exceptions import HTTPException

from headwater.model import Spans
from headwater.web.spans import spans, words, written

TEXT = "The ramp fell, Ada said. The ramp was old, Ada said, and nobody knew."


@pytest.mark.parametrize(
    ("at", "given", "before", "found"),
    [
        # Nothing was changed.
        ("25-41", "The ramp was old", ((25, 41),), "The ramp was old"),
        ("25-41", "  The ramp\nwas old ", ((25, 41),), "The ramp was old"),
        # Words were changed: they are looked for nearest to where they stood.
        ("25-41", "The ramp", ((25, 41),), "The ramp"),
        ("15-18", "Ada said", ((15, 18),), "Ada said"),
        ("", "Ada said … nobody knew", (), "Ada said … nobody knew"),
        # Offsets were changed: they outrank the words.
        ("0-8", "The ramp was old", ((25, 41),), "The ramp"),
        ("0-8, 43-46", "anything", ((25, 41),), "The ramp … Ada"),
        ("0-8,43-46", "", (), "The ramp … Ada"),
        # All is taken away.
        ("", "", ((25, 41),), ""),
        ("25-41", "", ((25, 41),), ""),
    ],
)
def test_spans_are_given_by_words_or_by_offsets(at: str, given: str, before: Spans, found: str) -> None:
    assert words(TEXT, spans(TEXT, at, given, before)) == found


def test_the_nearest_words_are_meant() -> None:
    assert spans(TEXT, "", "Ada said", ((43, 46),)) == ((43, 51),)
    assert spans(TEXT, "", "Ada said", ((15, 18),)) == ((15, 23),)


@pytest.mark.parametrize(("at", "given"), [("", "The lamp"), ("9-3", ""), ("0-999", ""), ("here", ""), ("-1-3", "")])
def test_what_does_not_stand_there_is_told(at: str, given: str) -> None:
    with pytest.raises(HTTPException) as told:
        spans(TEXT, at, given, ())
    assert told.value.status_code == 400


def test_spans_are_written_as_they_are_read() -> None:
    found = ((0, 8), (43, 46))
    assert spans(TEXT, written(found), "", ()) == found
