"""Marks of quotation are followed, whatever their shape, and a lost one spoils no more than its paragraph."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.quotation import quoted, speeches


def marked(text: str) -> str:
    """The text with every quoted code point as "q" and every other as "."."""
    return "".join("q" if inside else "." for inside in quoted(text)[:-1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("he said.", "........"),
        ("a “b c” d", "..qqqqq.."),
        ("a «b c» d", "..qqqqq.."),
        ("a „b c” d", "..qqqqq.."),
        ('a "b c" d', "..qqqqq.."),
        ('a ("b c") d', "...qqqqq..."),
        ('"b," he said, "c."', "qqqq..........qqqq"),
        # Closed by the mark that is usual in another language.
        ("a „b c“ d", "..qqqqqqq"),
        ("a “b c\nd e", "..qqqq...."),  # nobody closed it: the paragraph does
        ("b c” d", "......"),  # nobody opened it
        ('b c" d', "......"),
        ('b c" d "e f" g', ".......qqqqq.."),  # a lost mark does not turn the rest inside out
        ('a 5" gun', "........"),  # inches
        ('say "b', "....qq"),
        ('"', "."),
        ("“", "q"),
        ("””", ".."),
        ("“a “b” c”", "qqqqqq..."),  # the inner mark closes: quotations are not counted
        # Single marks enclose a speech, which ends in a stop, whatever apostrophes it has.
        ("'I'm a,' b.", "qqqqqqqq..."),
        ("b: ‘I’m a.’", "...qqqqqqqq"),
        ("'as' b,' c", "qqqqqqqq.."),  # behind a plural it may be an apostrophe
        ("'a \"b\" c,' d", "qqqqqqqqqq.."),
        ("\"a 'b,' c\" d", "qqqqqqqqqq.."),
        ("it’s 'so'", "........."),  # a few words in single marks are left to the model
        ("'so' b,' c", ".........."),
        ("'80s a, 'b.' c", "........qqqq.."),
        ("as' b, 'c", "........."),
        ("'a b\nc,' d", ".........."),
        # Where both marks close elsewhere, the one at the start of a line opens.
        ("”b c” d\n”e” f", "qqqqq..\nqqq..".replace("\n", ".")),
        # Typewriters and agencies.
        ("a ``b c'' d", "..qqqqqqq.."),
        ("a ''b c'' d", "..qqqqqqq.."),
        ("a `` b c '' d", "..qqqqqqqqq.."),
        ("", ""),
    ],
)
def test_what_stands_in_quotation_marks(text: str, expected: str) -> None:
    assert marked(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“a b.” c “d.”", [["“a b.”"], ["“d.”"]]),
        # A paragraph that leaves it open hands it on to the next one that opens with a mark ...
        ("“a b.\n\n“c d.”", [["“a b.", "“c d.”"]]),
        ('"a b.\n"c d.\n"e," f g. "h."', [['"a b.', '"c d.', '"e,"'], ['"h."']]),
        # ... or to those up to the next mark, if that closes.
        ("“a b.\nc d.\n\ne,” f.", [["“a b.", "c d.", "e,”"]]),
        ('x "a b.\nc d.\ne," f.', [['"a b.', "c d.", 'e,"']]),
        ("“a b.\nc d.\n“e.”", [["“a b."], ["“e.”"]]),
        ("“a b.\n" + "c.\n" * 20 + "d.”", [["“a b."]]),
        ("'a b,' c. 'd.'", [["'a b,'"], ["'d.'"]]),
        ("'a \"b,\" c,' d. “e ‘f,’ g.”", [["'a \"b,\" c,'"], ["“e ‘f,’ g.”"]]),
        ("", []),
    ],
)
def test_quotations_of_one_speech(text: str, expected: list[list[str]]) -> None:
    assert [[text[start:end] for start, end in speech] for speech in speeches(text)] == expected


@given(st.text(alphabet="“”„«»‟\"\n ab(’',.", max_size=30))
def test_any_marks_in_any_order(text: str) -> None:
    inside = quoted(text)
    assert len(inside) == len(text) + 1
    assert not any(inside[i] for i, character in enumerate(text) if character == "\n")
    if not set(text) & set("“„«‟\"'") and not re.search(r"^[”»]\w", text, re.MULTILINE):
        assert not inside.any()
