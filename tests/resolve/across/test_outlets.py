"""Outlets that the set knows, wherever its articles name them."""

from dataclasses import replace
from functools import cache

import pytest

from headwater import config
from headwater.model import Article, Derivation, DerivationKind, Reading, SourceType
from headwater.pipeline import Reader
from headwater.resolve.across.outlets import known_outlets

SCOOP = Article("s", "", "The bridge is cracked, a memo says.", publisher="The Kelmouth Packet")


@cache
def reader() -> Reader:
    return Reader(config.load())


def known(text: str, publisher: str = "Bay FM") -> Reading:
    article = Article("a", "", text, publisher=publisher)
    return known_outlets([reader().read(SCOOP), reader().read(article)])[1]


@pytest.mark.parametrize(
    ("text", "publisher", "taken"),
    [
        # A publisher of the set is a publication where another article cites it, also for short.
        ("The Kelmouth Packet reported on Friday that the bridge was cracked.", "Bay FM", ["Kelmouth Packet"]),
        ("The bridge is cracked, says a memo that the Packet got hold of.", "Bay FM", ["Kelmouth Packet"]),
        ("The crack was first revealed by the Kelmouth Packet. Trains stand still.", "Bay FM", ["Kelmouth Packet"]),
        # Not in its own articles, and not where it tells nothing.
        ("The bridge was cracked, an engineer told the Packet.", "The Kelmouth Packet", []),
        ("The office of the Kelmouth Packet lies beside the bridge.", "Bay FM", []),
        ("She sent a packet to the bridge engineers.", "Bay FM", []),
    ],
)
def test_an_article_takes_from_outlets_that_tell_something_in_it(text: str, publisher: str, taken: list[str]) -> None:
    assert [d.publication for d in known(text, publisher).derivations] == taken


def test_what_an_outlet_says_is_said_by_a_publication() -> None:
    found = known("The Kelmouth Packet reported on Friday that the bridge was cracked.")
    assert [(a.source_type, a.source_name) for a in found.attributions] == [(SourceType.PUBLICATION, "Kelmouth Packet")]
    assert [(link.name, link.type) for link in found.attributions[0].chain] == [
        ("Kelmouth Packet", SourceType.PUBLICATION)
    ]


@pytest.mark.parametrize(
    ("line", "names"),
    [("SELK (WNS) - ", ["Westland News Service"]), ("", []), ("SELK (ABC) - ", [])],
)
def test_an_agency_is_known_by_the_initials_of_its_datelines(line: str, names: list[str]) -> None:
    wire = Article("w", "", f"{line}Two men broke into the museum, police said.", publisher="Westland News Service")
    text = "Two men broke in through a side door, according to the agency WNS."
    found = known_outlets([reader().read(a) for a in (wire, Article("a", "", text, publisher="Bay FM"))])[1]
    cited = [a.source_name for a in found.attributions if a.source_type is SourceType.PUBLICATION]
    assert [name for name in cited if name == "Westland News Service"] == names


def test_an_outlet_is_one_publication_in_the_index() -> None:
    found = known("The Kelmouth Packet reported on Friday that the bridge was cracked. The Packet has a copy.")
    assert [(e.type, e.name) for e in found.entities if "Packet" in e.name] == [("publication", "Kelmouth Packet")]


def test_what_tells_twice_is_retold() -> None:
    text = "The Kelmouth Packet revealed the crack in May. The Packet showed a letter. The mayor is silent."
    assert [d.kind for d in known(text).derivations] == [DerivationKind.RETELLING]


def test_nothing_changes_where_no_outlet_is_named() -> None:
    read = reader().read(Article("a", "", "The bridge was cracked, police said.", publisher="Bay FM"))
    assert known_outlets([read]) == (read,)


def test_who_speaks_for_an_outlet_of_the_set_is_known_everywhere() -> None:
    """The article by itself cannot know that Varsla is no town."""
    varsla = Article("v", "", "The bridge is cracked, a memo says.", publisher="Varsla")
    text = "The crack is real, said Ada Moss of Varsla, who defended her account."
    read = reader().read(Article("a", "", text, publisher="Bay FM"))
    found = known_outlets([reader().read(varsla), read])[1]
    assert [(a.person, a.publication) for a in found.affiliations] == [("Ada Moss", "Varsla")]


@pytest.mark.parametrize(
    ("text", "speaks_for", "taken"),
    [
        (
            "The reporter behind the disclosures, Ines Halder of Varsla, defended her account. It was real, she said.",
            [("Ines Halder", "Varsla")],
            [("Varsla", DerivationKind.INTERVIEW)],
        ),
        # Who is only named takes nothing from anybody, and nor does who speaks for somebody else.
        ("The mayor met Ada Moss of Varsla on Friday. The bridge is cracked, he said.", [("Ada Moss", "Varsla")], []),
        ("The engineer behind the survey, Ines Halder of Holm, defended it. The crack was real, she said.", [], []),
    ],
)
def test_what_its_reporter_says_comes_from_an_outlet_of_the_set(
    text: str, speaks_for: list[tuple[str, str]], taken: list[tuple[str, DerivationKind]]
) -> None:
    varsla = Article("v", "", "The bridge is cracked, a memo says.", publisher="Varsla")
    read = reader().read(Article("a", "", text, publisher="Bay FM"))
    found = next(r for r in known_outlets([reader().read(varsla), read]) if r.article.id == "a")
    assert [(a.person, a.publication) for a in found.affiliations] == speaks_for
    assert [(d.publication, d.kind) for d in found.derivations] == taken


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("The crack is old, as the letter shown by Varsla proves.", ["Varsla", "letter"]),
        ("An engineer interviewed by Varsla said that the crack was old.", ["Varsla", "engineer"]),
        # It is no source of whom it only stands beside, or who is asked about it.
        ("The crack is old, as a letter about Varsla proves.", ["letter"]),
        ("An engineer feared by Varsla said that the crack was old.", ["engineer"]),
    ],
)
def test_what_an_outlet_of_the_set_brought_out_is_by_way_of_it(text: str, chain: list[str]) -> None:
    """The article by itself cannot know that Varsla is no town."""
    varsla = Article("v", "", "The bridge is cracked, a memo says.", publisher="Varsla")
    read = reader().read(Article("a", "", f"Bridge stands\n\n{text}", publisher="Bay FM"))
    found = next(r for r in known_outlets([reader().read(varsla), read]) if r.article.id == "a")
    assert [[link.name.split()[0] for link in a.chain] for a in found.attributions] == [chain]


@pytest.mark.parametrize(
    ("text", "chains"),
    [
        (
            "The crack is old, according to Dagens Varsla. Money changed hands, the daily reports.",
            [["Dagens Varsla"]] * 2,
        ),
        (
            "The crack is old, the Sable Times reported. An officer quoted by the paper said it would fall.",
            [["Sable Times"], ["Sable Times", "officer"]],
        ),
        (
            "The crack is old, the Sable Times reported. Another of the paper’s sources, an engineer, said so.",
            [["Sable Times"], ["Sable Times", "sources"]],
        ),
        (
            "The crack is old, the Sable Times reported. An engineer told the Norland paper that it would fall.",
            [["Sable Times"], ["Sable Times", "engineer"]],
        ),
    ],
)
def test_an_outlet_without_its_name_is_the_one_that_is_retold(text: str, chains: list[list[str]]) -> None:
    varsla = Article("v", "", "The bridge is cracked, a memo says.", publisher="Dagens Varsla")
    read = reader().read(Article("a", "", text, publisher="Bay FM"))
    found = known_outlets([reader().read(SCOOP), reader().read(varsla), read])
    reading = next(r for r in found if r.article.id == "a")
    assert [[link.name for link in a.chain] for a in reading.attributions] == chains


def test_an_outlet_that_writes_its_name_small_is_itself() -> None:
    varsla = Article("v", "", "The bridge is cracked, a memo says.", publisher="Dagens Varsla")
    read = reader().read(Article("a", "", "The crack is old, according to Dagens Varsla.", publisher="Bay FM"))
    small = Derivation("a", "taz", (), DerivationKind.QUOTATION, True, ((0, 3),))
    found = known_outlets([reader().read(varsla), replace(read, derivations=(small,))])
    [reading] = [r for r in found if r.article.id == "a"]
    assert {d.publication for d in reading.derivations} == {"taz", "Dagens Varsla"}
