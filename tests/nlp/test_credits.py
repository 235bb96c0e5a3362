"""Credit lines are found with their kind and name; pictures, persons and the article's own publisher are not."""

import time

import pytest

from headwater.model import DerivationKind
from headwater.nlp.credits import find
from headwater.nlp.publications import Publications

PUBLICATIONS = Publications.load()


def found(text: str, own: str | None = None) -> list[tuple[str, str]]:
    return [(credit.kind.value, credit.name) for credit in find(text, PUBLICATIONS, own)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("OAKVILLE (AP) — The mayor resigned.", "AP"),
        ("OAKVILLE, Nov. 19 (UPI) - The mayor resigned.", "UPI"),
        ("(Reuters) – The mayor resigned.", "Reuters"),
        ("LONDON/PARIS (Reuters) - The mayor resigned.", "Reuters"),
        ("Berlin (dpa/lnw) - Der Rat tagt.", "dpa"),
        ("TALLINN (Baltwire) — The mayor resigned.", "Baltwire"),
        ("TALLINN, Nov 15 (Baltic Press Bureau) – The mayor resigned.", "Baltic Press Bureau"),
        ("Aske (Northern Newswire) – The mayor resigned.", "Northern Newswire"),
        ("Council cuts budget\n\nBy Meridian Press\n\nThe mayor resigned.", "Meridian Press"),
        ("MOSCOW, March 5. /TASS/. The mayor resigned.", "TASS"),
        ("Oakville, Finland (CNN) The mayor has resigned from office.", "CNN"),
        ("The mayor resigned, he said. — Reuters", "Reuters"),
        ("By Reuters\n\nThe mayor resigned.", "Reuters"),
        ("By JANE DOE, Associated Press\nThe mayor resigned.", "Associated Press"),
        ("By JANE DOE AP National Security Writer\n\nThe mayor resigned.", "AP"),
        ("Jane Doe and Jo Roe, Associated Press Published 9:21 a.m. ET", "Associated Press"),
        ("Associated Press Monday, July 16, 2018", "Associated Press"),
        ("Mayor resigns\n\nThe Associated Press\n\nThe mayor resigned.", "The Associated Press"),
        ("Jane Doe | Associated Press", "Associated Press"),
        ("Copyright 2018 The Associated Press. All rights reserved.", "The Associated Press"),
        ("© Thomson Reuters", "Thomson Reuters"),
        ("Authored by Jane Doe via Oilprice.com,", "Oilprice.com"),
        ("(From The Hill)\n\nThe mayor resigned.", "The Hill"),
        ("Source: Xinhua", "Xinhua"),
        ("This article originally appeared in The Atlantic.", "The Atlantic"),
        ("Reprinted with permission of the Springfield Weekly.", "Springfield Weekly"),
        ("Republished from The Conversation under a licence.", "The Conversation"),
    ],
)
def test_reprints(text: str, name: str) -> None:
    assert found(text) == [("reprint", name)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor resigned.\n\nh/t: The Hill", [("hat tip", "The Hill")]),
        ("He left. (H/T Mediaite)", [("hat tip", "Mediaite")]),
        ("He left.\nvia The Hill", [("hat tip", "The Hill")]),
        ("“I left,” according to a translation by Ynet.", [("translation", "Ynet")]),
        ("Translated by MEMRI from Haaretz.", [("translation", "MEMRI"), ("translation", "Haaretz")]),
        ("It was first reported by the Oakville Courier Monday.", [("retelling", "Oakville Courier")]),
        ("On Monday CNN first reported it.", [("retelling", "CNN")]),
        ("(As BuzzFeed News first reported, he left.)", [("retelling", "BuzzFeed News")]),
        ("Reuters contributed to this article.", [("retelling", "Reuters")]),
        ("Jo Roe and The Associated Press contributed to this report.", [("retelling", "The Associated Press")]),
        ("The mayor resigned.\n\nWith AFP", [("retelling", "AFP")]),
        ("With files from CBC and Reuters", [("retelling", "CBC"), ("retelling", "Reuters")]),
        ("Speaking to Yedioth Ahronoth, she denied it.", [("interview", "Yedioth Ahronoth")]),
        ("She told the Oakville Tribune that he left.", [("interview", "Oakville Tribune")]),
        ("She told the newspaper Bild that he left.", [("interview", "Bild")]),
        ("She told the Vesmark daily Varsla that he left.", [("interview", "Varsla")]),
        ("She told news site Harborline that he left.", [("interview", "Harborline")]),
        ("She told Jane Doe of Fox News that he left.", [("interview", "Fox News")]),
    ],
)
def test_other_credits(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The mayor, left, in May. (AP Photo/Jane Doe)",
        "The mayor in May. (Jo Roe/Pool Photo via AP)",
        "Jane Doe | Reuters",  # how pictures are credited
        "Mayor's Photo © Reuters",
        "(Translated and edited by Jane Doe)",
        "h/t Jane Doe",
        "Additional reporting by Jane Doe",
        "She told Stern that Bloomberg had left.",  # two surnames
        "She told Vice President Roe.",
        "She had not talked to Fox News, she said.",
        "She declined to speak to CNN.",
        "She told the newspaper Jane Doe had left.",
        "Jane Doe (Labour) – the candidate – resigned.",
        "By Staff Reporter",
        "She posted it via Twitter.",
        "JO ROE (R) — no comment",
        "Source: Ministry of Health",
        "By Tuesday the mayor had resigned, the Associated Press said in a long report on the matter.",
        "On Fox News Sunday, Mayor Roe said that he would resign.",
        "The Print\n\nToday\n\nMetro",
        "(Reporting by Jane Doe; Editing by Jo Roe)",  # nothing says which agency
    ],
)
def test_what_is_no_credit(text: str) -> None:
    assert found(text) == []


def test_a_wire_footer_credits_the_agency_that_the_text_names() -> None:
    text = "The mayor resigned, a Reuters witness said.\n(Reporting by Jane Doe; Editing by Jo Roe)"
    (credit,) = find(text, PUBLICATIONS)
    assert (credit.kind, credit.name) == (DerivationKind.REPRINT, "Reuters")
    assert text[slice(*credit.evidence)].startswith("Reporting by")


@pytest.mark.parametrize("own", ["Fox News", "foxnews.com", "https://www.foxnews.com"])
def test_an_article_owes_nothing_to_its_own_publisher(own: str) -> None:
    assert found("She told Fox News and spoke to CNN.", own) == [("interview", "CNN")]


def test_the_post_is_the_washington_posts_own_name() -> None:
    text = "She told the Post that he left."
    assert found(text) == [("interview", "the Post")]
    assert found(text, "washingtonpost.com") == []


def test_spans_name_the_publication_and_the_phrase() -> None:
    text = "News of it was first reported by the Miami Herald on Monday.\n\nh/t: The Hill."
    spans = [(text[slice(*credit.span)], text[slice(*credit.evidence)]) for credit in find(text, PUBLICATIONS)]
    assert spans == [("Miami Herald", "first reported by the Miami Herald"), ("The Hill", "h/t: The Hill")]


@pytest.mark.parametrize(
    "text",
    [
        "A" * 50_000,
        "A-" * 30_000,
        "A " * 30_000,
        " " * 60_000,
        "(" * 60_000,
        "h/t A " * 10_000,
        "By A, " * 10_000,
        "first reported " + "A.b" * 20_000,
        "told The " * 8_000,
        "\ud800(AP) — \x00",
        "the " * 15_000 + "appeared",
    ],
)
def test_hostile_text_is_read_in_good_time(text: str) -> None:
    started = time.process_time()
    find(text, PUBLICATIONS)
    assert time.process_time() - started < 3
