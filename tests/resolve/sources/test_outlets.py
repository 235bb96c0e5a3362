"""Which publication a phrase means, and which names are publications that nobody listed."""

from __future__ import annotations

import pytest

from ..marked import names, resolution, who


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("{The <U:Aldery Courier>} reported it. {The paper} said so.", "Aldery Courier"),
        ("{The paper} said so, and the <U:Aldery Courier> said more.", "Aldery Courier"),
        ("{Weekly} says it knew\n\nThe weekly <U:Der Bote> wrote so.", "Der Bote"),
        # The paper of the last paragraph that has one.
        ("{The <U:Aldery Courier>} said it.\n\n{The <U:Senn Post>} denied it. {The paper} said so.", "Senn Post"),
        # A paper is no broadcaster.
        ("{The <U:Aldery Courier>} said it, and {<U:Radio Ahl>} too. {The paper} said so.", "Aldery Courier"),
        ("{The <U:Aldery Courier>} said it, and {<U:Radio Ahl>} too. {The station} said so.", "Radio Ahl"),
        # Of two that have just been named the one that was called so.
        ("{The newspaper <U:Dag>} said it, as <U:Kur> told. {The newspaper} said so.", "Dag"),
        # What a paper brings out is the paper.
        ("{A report by the <U:Aldery Courier>} said it. {The report} said so.", "Aldery Courier"),
        ("{The <U:Aldery Courier>} said it. {The article} said so.", "Aldery Courier"),
        # Who is called a weekly, having reported something, is one.
        ("{<P:Der Bote>} reported it. {The weekly} said so.", "Der Bote"),
    ],
)
def test_the_paper_is_followed_to_its_name(marked: str, wanted: str) -> None:
    found = names(marked)
    assert found[-1] == wanted
    assert wanted in found


@pytest.mark.parametrize(
    "marked",
    [
        # Two are in play.
        "{The <U:Aldery Courier>} and the <U:Senn Post> said it. {The paper} said so.",
        "{The <U:Aldery Courier>} said it, citing the <U:Senn Post>. {The paper} said so.",
        # One of many.
        "{The <U:Aldery Courier>} said it. {A paper} said so.",
        # What has reported it is a person, or a body.
        "{<P:Ada Moss>} reported it. {The paper} said so.",
        "{The <O:Rail Board>} reported it. {The paper} said so.",
    ],
)
def test_a_paper_that_may_be_several_stays_unnamed(marked: str) -> None:
    assert names(marked)[-1] is None


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("{An earlier version of this report} said so.", ("publication", "Aldery Courier")),
        ("{This newspaper} said so.", ("publication", "Aldery Courier")),
        ("{This report} said so.", ("document", None)),
        ("{The report} said so.", ("document", None)),
        # "We" who have printed it; whoever else is "we" is the author.
        ("{We} wrote so.", ("publication", "Aldery Courier")),
        ("{We} think so.", ("anonymous", None)),
    ],
)
def test_this_article_is_its_own_publications(marked: str, wanted: tuple[str, str | None]) -> None:
    assert who(marked, publisher="The Aldery Courier")[0][:2] == wanted


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{The daily Varsla} said so.", "Varsla"),
        ("{The newspaper <P:Kolmer Bote>} said so.", "Kolmer Bote"),
        ("{The Daily <O:Slate>} said so.", "Daily Slate"),
        ("{The Vesmark weekly Grenzbote} said so.", "Grenzbote"),
        ("{News site Harborline} said so.", "Harborline"),
        ("Emails obtained by the news site Harborline fell. {<O:Harborline>} said so.", "Harborline"),
        ("{The “Varsla” newspaper} said so.", "Varsla"),
        ("{<O:Varsla>, a weekly in Aske,} said so.", "Varsla"),
        ("{<O:Varsla>, an investigative news site,} said so.", "Varsla"),
        ("{The <L:Aldery> Courier} said so.", "Aldery Courier"),
        ("{The <O:Courier>} said so, as the Aldery <O:Courier> did.", "Aldery Courier"),
    ],
)
def test_what_introduces_a_name_tells_that_it_is_a_publication(text: str, name: str) -> None:
    assert ("publication", name) in [found[:2] for found in who(text)]


@pytest.mark.parametrize(
    "text",
    [
        "[The daily <L:Norhaven> ferry] left. {<L:Norhaven>} said so.",
        "The <L:Paris> newspaper left. {<L:Paris>} said so.",
        "{<P:Karl Roe>, a newspaper editor,} said so.",
        "He told the newspaper <P:Ada Moss> had left. {<P:Ada Moss>} said so.",
        "{<O:Brest>} said so on <U:Radio Brest>.",
    ],
)
def test_a_name_by_a_publications_noun_need_not_be_one(text: str) -> None:
    assert [type_ for type_, _, _ in who(text)] != ["publication"]


@pytest.mark.parametrize(
    ("marked", "mentions"),
    [
        ("{The <U:Aldery Courier>} said so. {<P:Ada Moss>} told [the paper] more.", 3),
        ("{The <U:Aldery Courier>} said so. {<P:Ada Moss>} told [the paper boy] more.", 2),
        ("{The <U:Aldery Courier>} and the <U:Senn Post> said so. {<P:Ada Moss>} told [the paper] more.", 2),
    ],
)
def test_a_publication_is_spoken_to_without_its_name(marked: str, mentions: int) -> None:
    found = next(e for e in resolution(marked).entities if e.name == "Aldery Courier")
    assert len(found.mentions) == mentions
