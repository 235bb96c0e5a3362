"""Articles."""

import pytest

from headwater.model import Article


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("Mill burns\n\nThe mill burned.", None, (0, 10)),
        ("\n Mill burns\nThe mill burned.", None, (2, 12)),
        ("Mill burns\n\nThe mill burned.", "Other words", None),
        ("By A Name\nMill burns\nThe mill burned.", "Mill burns", (10, 20)),
        ("The mill burned.\nIt was old.", None, None),
        ("Mill burns", None, None),
        ("", None, None),
    ],
)
def test_the_headline_is_the_title_or_a_first_line_of_its_own(
    text: str, title: str | None, expected: tuple[int, int] | None
) -> None:
    article = Article("a", "", text, title=title)
    assert article.headline == expected
    assert [i for i in range(len(text)) if article.heads(i)] == [*range(*(expected or (0, 0)))]
