"""The words of the command line are those of the records."""

from __future__ import annotations

from enum import StrEnum

import pytest

from headwater.cli import words
from headwater.model import Certainty, DerivationKind, SourceType


@pytest.mark.parametrize(
    ("listed", "meant"),
    [
        (words.CERTAINTIES, Certainty),
        (words.SOURCE_TYPES, SourceType),
        (words.DERIVATION_KINDS, DerivationKind),
    ],
)
def test_an_option_takes_every_word_of_its_record_and_no_other(listed: tuple[str, ...], meant: type[StrEnum]) -> None:
    assert listed == tuple(each.value for each in meant)
