"""Which document a phrase means."""

from __future__ import annotations

import pytest

from ..marked import who

MEMO = ("document", None, "internal memo")


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("{An internal memo} said it. {The memo} said so.", MEMO),
        ("{An internal memo} said it. {The document} said so.", MEMO),
        ("{An internal memo} said it. {It} said so.", MEMO),
        ("{An internal memo} said it. {One line of it} said so.", MEMO),
        ("{An internal memo read to the Standard} said so.", MEMO),
        ("{An internal memo the board sent} said so.", MEMO),
        # An earlier phrase, not itself a source, introduces it.
        (
            "[Minutes] of [their meeting] were read. {The minutes} said so.",
            ("document", None, "minutes of their meeting"),
        ),
        ("{Leaked emails} said it. {One of them} said so.", ("document", None, "Leaked emails")),
        # However an apostrophe is written.
        (
            "{The inspectors' report} said it. {The inspectors’ report} said so.",
            ("document", None, "inspectors' report"),
        ),
        # Whose it is tells two apart.
        ("{The inspectors' report} said it. {The bank's report} said so.", ("document", None, "bank's report")),
        # Seen by this paper it is a document; brought out by another it is that one's.
        ("{A report seen by the <U:Aldery Courier>} said so.", ("document", None, "report")),
        ("{A report in the <U:Aldery Courier>} said so.", ("publication", "Aldery Courier", "Aldery Courier")),
    ],
)
def test_a_document_is_followed_to_what_it_is(marked: str, wanted: tuple[str, str | None, str]) -> None:
    assert who(marked)[-1] == wanted


def test_a_body_named_in_a_document_does_not_speak_for_it() -> None:
    marked = "{A report} said it. [The report], finished by the <O:Rail Board>, was long. {It} lists more."
    assert who(marked, pointing={"It": "Rail Board"})[-1] == ("document", None, "report")
