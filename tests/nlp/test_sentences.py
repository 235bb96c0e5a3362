"""Where sentences end, and where a stop ends none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.nlp import words
from headwater.nlp.sentences import sentences

WORDS = words.load("en").sentences

# Sentences are divided by "|"; nothing else in the tables is written so.
HARD = [
    "It sank.| Nobody knew.",
    "Mr. Orlov left.| Mrs. Lind stayed.",
    "Dr. Anna Lind, Prof. Ek and Sen. Roe met.",
    "D.K. Orlov left.",
    "J. A. Lind and Maria T. Roe left.",
    "(J. Lind left.)| It was late.",
    "U.S. officials said so.",
    "The U.S. Senate met.| The U.N. did not.",
    "He moved to the U.S.| The next year he left.",
    "He moved to the U.S.| In May he left.",
    "It began at 5 p.m.| The doors opened.",
    "It began at 5 p.m. Monday.| He came.",
    "It began at 5 p.m. in Oslo.",
    "He works for Roe Inc.| He is rich.",
    "Roe Inc. Chairman Lind left.",
    "On Sept. 12 it sank.| On Oct. 3, 2016, it rose.",
    "Martin Luther King Jr. Boulevard is closed.",
    "St. Petersburg is cold.| It is No. 5 on the list.",
    "Roe v. The State was heard.",
    "Fruit, e.g. Apples, etc.| The rest is known.",
    "Ships, planes etc. are lost.",
    "It grew by 3.5 percent.| In 2016 it fell by 0.7.",
    "It was 2016.| 2017 was worse.",
    "“It sank.”| Nobody knew.",
    "“It sank,” he said.| “Nobody knew.”| She left.",
    "“It sank.” he said.",
    '"It sank."| "Nobody knew."',
    "He said: ‘It sank.’| Nobody knew.",
    "«It sank.»| Nobody knew.",
    "“Did it sink?” she asked.",
    "Did it sink?!| Nobody knew!!| So what?",
    "Well…| Nobody knew.",
    "Well...| Nobody knew.",
    "It sank… and rose.| It was ... lost.",
    "(It sank.)| [Nobody knew.]| She left.",
    "It sank (in the north). but rose.",
    "It sank (at 5 p.m.).| The crew left.",
    "1. The first item.| 2. The second item.",
    "Item 1.| The next.",
    "The vitamin is called A.| The other one has no name.",
    "It sank.|\nNobody knew",
    "No final stop|\r\n\r\nanother line|\n\n\n  a third",
    "Mr.|\nThe line ends it.",
    "It sank.| Łukasz knew.| Ångström did not.",
    "It sank.| Шторм began.",
    "eBay fell. iPhone sales rose.",  # a small letter starts no sentence
    "See www.example.org.| It is there.",
    "Write to a.b@example.org today.",
]


def divided(text: str) -> str:
    """The text with a bar after each sentence but the last."""
    spans = sentences(text, WORDS)
    ends = [end for _, end in spans[:-1]]
    return "".join(text[a:b] + "|" * (b in ends) for a, b in zip([0, *ends], [*ends, len(text)], strict=True))


@pytest.mark.parametrize("expected", HARD)
def test_where_sentences_end(expected: str) -> None:
    assert divided(expected.replace("|", "")) == expected


@pytest.mark.parametrize(("text", "count"), [("", 0), (" \n\n ", 0), (".", 1), ("...", 1), ("?! ?!", 1), ("a", 1)])
def test_texts_that_hold_hardly_a_sentence(text: str, count: int) -> None:
    assert len(sentences(text, WORDS)) == count


@given(st.text(st.sampled_from("aB1 .!?…”“\"'()\n\r\t\u2028") | st.characters(), max_size=60))
def test_every_character_but_white_space_is_in_one_sentence(text: str) -> None:
    spans = sentences(text, WORDS)
    covered = [i for start, end in spans for i in range(start, end)]
    assert covered == sorted(set(covered))
    assert all(text[i].isspace() for i in set(range(len(text))) - set(covered))
    assert not any(text[start].isspace() or text[end - 1].isspace() or start >= end for start, end in spans)


@pytest.mark.parametrize("unit", [".", ". ", "Mr. X ", "?!", ")", ".)", "“", ". (", " ", "1. ", "A.", "\n"])
def test_a_long_line_of_anything_takes_no_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    assert all(start < end <= len(text) for start, end in sentences(text, WORDS))
