"""The gazetteer knows a publication under its names and leaves everyday words alone."""

import pytest

from headwater.nlp.publications import Publications

PUBLICATIONS = Publications.load()


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("AP", "Associated Press"),
        ("The Associated Press", "Associated Press"),
        ("the Times of Israel", "Times of Israel"),
        ("Times of Israel", "Times of Israel"),
        ("The HIll", "The Hill"),
        ("USA TODAY", "USA Today"),
        ("Yediot Aharonot", "Yedioth Ahronoth"),
        ("New\xa0York Times", "New York Times"),
        ("Le Monde’s", "Le Monde"),
        ("Barron’s", "Barron's"),
        ("The Weekly Standard.", "Weekly Standard"),
        ("foxnews.com", "Fox News"),
        ("https://www.foxnews.com/politics", "Fox News"),
        ("edition.cnn.com", "CNN"),
        ("dpa", "Deutsche Presse-Agentur"),
    ],
)
def test_one_publication_under_its_names(name: str, canonical: str) -> None:
    assert PUBLICATIONS.canonical(name) == PUBLICATIONS.usual(name) == canonical


@pytest.mark.parametrize(
    "name",
    [
        "the Times",  # of London, of New York, of wherever the reader lives
        "the Post",
        "Channel 10",
        "Jane Doe",
        "news.example.org",
        "",
        "...",
    ],
)
def test_names_that_mean_no_one_publication(name: str) -> None:
    assert PUBLICATIONS.canonical(name) is None
    assert PUBLICATIONS.usual(name) == name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The New York Times and Le Monde wrote so.", ["The New York Times", "Le Monde"]),
        ("It was in the New York Times’s pages.", ["New York Times"]),  # a small article is no part of the name
        ("The New York Times Magazine asked.", ["The New York Times Magazine"]),  # the longest name wins
        ("The Hill says that the Hill is divided.", ["The Hill"]),  # the other one is the Capitol
        ("The guardian told The Guardian.", ["The Guardian"]),
        ("At the time, Time ran the Sun as a metro.", []),
        ("Mayor Bloomberg met Howard Stern of PA.", []),
        ("See https://www.cnn.com/x, @CNN or news@bbc.co.uk.", []),
        ("TASSEL, Reutersville, CNNs", []),
        ("", []),
    ],
)
def test_mentions_in_running_text(text: str, found: list[str]) -> None:
    assert [text[slice(*publication.span)] for publication in PUBLICATIONS.find(text)] == found


def test_a_mention_says_which_publication_and_whether_it_is_an_agency() -> None:
    mentions = [(mention.canonical, mention.agency) for mention in PUBLICATIONS.find("AFP and Haaretz agree.")]
    assert mentions == [("Agence France-Presse", True), ("Haaretz", False)]


@pytest.mark.parametrize(
    ("name", "shaped"),
    [
        ("Springfield Courier", True),
        ("the Post", True),
        ("Radio Ankh", True),
        ("Abendzeitung", True),
        ("oakville.com", True),
        ("Post", False),
        ("Jane Doe", False),
        ("News Conference", False),
        ("Yahoo", False),
        ("", False),
    ],
)
def test_shape_of_an_unknown_publication(name: str, shaped: bool) -> None:
    assert PUBLICATIONS.looks_like(name) is shaped


def test_every_listed_name_is_found_under_itself() -> None:
    names = [name for name in PUBLICATIONS.names if PUBLICATIONS.canonical(name) != name]
    assert names == []
    assert len(PUBLICATIONS.names) > 500
