"""Where the credits of pictures stand, and what of a text they leave."""

import pytest

from headwater.model import Mention
from headwater.nlp import words
from headwater.nlp.pictures import outside_credits, picture_credits, without_credits
from headwater.nlp.sentences import sentences

WORDS = words.load("en").sentences


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        ("The ramp on Friday. (Photo: Getty) It fell.", ["(Photo: Getty)"]),
        ("The ramp (Ada Moss/The Norhaven Post) fell.", ["(Ada Moss/The Norhaven Post)"]),
        ("The ramp. (Ada Moss / AFP)", ["(Ada Moss / AFP)"]),
        ("The ramp. (AP Photo/Ada Moss, File) It fell.", ["(AP Photo/Ada Moss, File)"]),
        ("The ramp. (Ada Moss, Harbour Pool Photo via AP)", ["(Ada Moss, Harbour Pool Photo via AP)"]),
        ("The ramp. (Photo by Ada Moss/Oslin)", ["(Photo by Ada Moss/Oslin)"]),
        # What else stands in brackets is part of the report.
        ("He (a photo editor) left, and/or fell (photographs show it).", []),
        ("The AFP (Agence France-Presse) said so (in the Post).", []),
        ("The party (Labour/Green) won.", []),
    ],
)
def test_a_credit_stands_in_brackets(text: str, credited: list[str]) -> None:
    assert [text[slice(*span)] for span in picture_credits(text)] == credited


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ada Moss. (Karl Roe/AFP) The ramp fell.", ["Ada Moss.", "The ramp fell."]),
        ("Moss on Friday (Karl Roe/AFP). The ramp fell.", ["Moss on Friday", "The ramp fell."]),
        ("(Karl Roe/AFP)", []),
        ("The ramp fell.", ["The ramp fell."]),
    ],
)
def test_no_sentence_holds_a_credit(text: str, left: list[str]) -> None:
    found = without_credits(text, sentences(text, WORDS), picture_credits(text))
    assert [text[slice(*span)] for span in found] == left


def test_whom_a_credit_names_is_not_spoken_of() -> None:
    named = [Mention((0, 8), "PERSON"), Mention((11, 19), "PERSON")]
    assert outside_credits(named, ((10, 24),)) == named[:1]
