from __future__ import annotations

import pytest

from headwater.export.text import cut, quoted, shorten, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("a\x00b\x7f", "a␀b␡"),
        ("\x9b2J", "\ufffd2J"),
        ("\u202eevil\u2069", "\ufffdevil\ufffd"),
        ("\udcff", "\ufffd"),
        ("one\r\ntwo\u2028three\tfour", "one\ntwo\nthree\tfour"),
        ("naïve “quotes” שלום \u200fعربي 👩\u200d🚀", "naïve “quotes” שלום \u200fعربي 👩\u200d🚀"),
    ],
)
def test_what_could_act_is_shown_and_all_else_is_kept(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("short enough", 12, "short enough"),
        ("  on\n one\tline ", 20, "on one line"),
        ("the first words of it and the last words of it", 30, "the first words … of it"),
        ("w" * 1_000_000, 12, "wwwww … wwww"),
        ("", 5, ""),
    ],
)
def test_the_middle_gives_way(text: str, limit: int, shown: str) -> None:
    assert shorten(text, limit) == shown
    assert len(shown) <= limit


@pytest.mark.parametrize("text", ['"It bent"', "“It bent”", "It bent"])
def test_a_quotation_has_one_pair_of_marks(text: str) -> None:
    assert quoted(text, 20) == "“It bent”"


def test_what_spans_cover_comes_in_the_order_of_the_text() -> None:
    assert cut("one two three", ((8, 13), (0, 3))) == "one … three"
