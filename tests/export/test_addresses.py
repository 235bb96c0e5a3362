from __future__ import annotations

import pytest

from headwater.export.addresses import identifier, on_the_web, published_at
from headwater.model import Article


@pytest.mark.parametrize(
    ("uri", "web"),
    [
        ("https://bugle.example/a?b=c&d=1#e", True),
        ("http://bugle.example/ä", True),
        ("javascript:alert(1)", False),
        ("https://bugle.example/a b", False),
        ("https://bugle.example/a\nhttps://x", False),
        ("https://bugle.example/\udcff", False),
        ('https://bugle.example/"onclick', False),
        ("clippings/a.txt", False),
        ("", False),
    ],
)
def test_an_address_on_the_web_is_that_and_nothing_besides(uri: str, web: bool) -> None:
    assert on_the_web(uri) is web


@pytest.mark.parametrize(
    ("uri", "address", "published"),
    [
        ("in/a.html", "https://bugle.example/a", "https://bugle.example/a"),
        ("https://bugle.example/a", None, "https://bugle.example/a"),
        ("in/a.html", None, None),
    ],
)
def test_an_article_is_known_by_its_address_or_by_a_name_that_stays(
    uri: str, address: str | None, published: str | None
) -> None:
    article = Article("a", uri, "Text.", address=address)
    assert published_at(article) == published
    assert identifier(article) == (published or "urn:headwater:article:" + identifier(article).rpartition(":")[2])
    assert on_the_web(identifier(article)) is bool(published)
