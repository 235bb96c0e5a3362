"""The language of a text: told where the text is long enough, and never guessed."""

from __future__ import annotations

import pytest

from headwater.ingest import language

GERMAN = (
    "Die Hafenverwaltung teilte am Sonntag mit, dass zwei ihrer Kräne ausgefallen seien und ein dritter abgebaut "
    "werde. Niemand sei verletzt worden, sagte die Vorsitzende auf einer Pressekonferenz am Kai."
)
FRENCH = (
    "Le conseil du port a déclaré dimanche que deux de ses grues étaient tombées en panne et qu'une troisième serait "
    "démontée. Personne n'a été blessé, a dit la présidente lors d'une conférence de presse sur le quai."
)
ENGLISH = (
    "The harbour board said on Sunday that two of its cranes had failed and that a third one would be taken down. "
    "Nobody was hurt, the board’s chair said at a news conference on the quay."
)
# Headlines have few small words, so the model of all languages is asked.
HEADLINES = "Harbour board sacks crane operator. Minister denies cover-up. Ferry firm sues inspectors. " * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ENGLISH, "en"),
        (HEADLINES, "en"),
        (GERMAN, "de"),
        (FRENCH, "fr"),
        ("Die Kräne sind ausgefallen.", None),
        ("", None),
        ("12 34 56 " * 100, None),
    ],
    ids=["English", "headlines", "German", "French", "short", "empty", "numbers"],
)
def test_find(text: str, expected: str | None) -> None:
    assert language.find(text) == expected
