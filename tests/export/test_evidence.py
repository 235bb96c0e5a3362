from __future__ import annotations

import pytest

from headwater.export.evidence import Finder
from headwater.model import Spans

from .story import COURIER, EMPTY, POST, STORY, TEXTS, at, hostile


@pytest.mark.parametrize(
    ("article", "phrase", "paragraph", "number"),
    [
        ("post", "The north lock gate", 1, 1),
        ("post", "engineers had reportedly", 2, 2),
        ("post", "it had been warned", 2, 3),
        ("post", "Twelve barges", 3, 2),
        ("courier", "ten barges", 2, 3),
    ],
)
def test_a_phrase_stands_in_a_sentence_of_a_paragraph(article: str, phrase: str, paragraph: int, number: int) -> None:
    found = Finder(STORY).at(article, (at(article, phrase),))
    assert (found.paragraph, found.number) == (paragraph, number)
    assert found.exact == phrase
    assert phrase in found.quote


def test_the_words_around_are_those_of_the_text() -> None:
    found = Finder(STORY).at("courier", (at("courier", "Foreign media"),))
    before, after = found.around
    assert before + found.exact + after in COURIER
    assert (before[-2:], after[:8]) == (". ", " believe")


def test_a_quotation_over_sentences_brings_all_of_them() -> None:
    found = Finder(STORY).at("post", (at("post", "added"), at("post", "denied")))
    assert found.quote.startswith("He added")
    assert found.quote.endswith("been warned.")
    assert found.whole == (POST.index("added"), POST.index("denied") + 6)


@pytest.mark.parametrize("spans", [(), ((5, 5),), ((10**8, 10**9),), ((-5, 3),), ((0, 10**9),)])
def test_spans_outside_of_the_text_lead_to_a_sentence_all_the_same(spans: Spans) -> None:
    story = hostile()
    article = story.articles[0].article
    found = Finder(story).at(article.id, spans)
    assert all(0 <= start < end <= len(article.text) for start, end in found.spans)
    assert found.quote


def test_every_place_of_the_story_is_found() -> None:
    finder = Finder(STORY)
    for claim in STORY.claims:
        for assertion in claim.assertions:
            found = finder.at(assertion.article, assertion.span)
            assert found.exact == assertion.text
            assert TEXTS[assertion.article][slice(*found.sentence)] == found.quote
    assert EMPTY.claims == ()
