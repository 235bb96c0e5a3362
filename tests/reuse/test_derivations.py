"""From where articles have what they share: the agency that one of them names, the earliest, or nobody knows."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater import ingest
from headwater.model import Article, Derivation, DerivationKind, Reading
from headwater.reuse import derivations, reuses

from .newsroom import LOCAL, NOTICES, OTHER, STATEMENT, WIRE, reading

AGENCY = [(DerivationKind.REPRINT, "Lowland News Agency")]
REPRINT, RETELLING, QUOTATION = DerivationKind.REPRINT, DerivationKind.RETELLING, DerivationKind.QUOTATION
FIRM = STATEMENT.format("the firm")


def derived(*readings: Reading) -> tuple[Derivation, ...]:
    return derivations(readings, reuses(readings))


def short(found: tuple[Derivation, ...]) -> list[tuple[str, str, DerivationKind, bool]]:
    return [(d.article, d.publication, d.kind, d.directed) for d in found]


def test_a_wire_copy_under_twelve_names_is_the_agencys() -> None:
    papers = [reading(f"Paper {n:02}", f"By our staff {n}", *WIRE[: 3 + n % 4]) for n in range(11)]
    found = derived(*papers, reading("Gazette", *WIRE, says=AGENCY))
    assert short(found) == [(f"Paper {n:02}", "Lowland News Agency", REPRINT, True) for n in range(11)]
    assert {d.parent for d in found} <= {"Gazette", *(paper.article.id for paper in papers)}
    assert not any(d.stated for d in found)


def test_the_agencys_own_article_is_where_its_copies_come_from() -> None:
    agency = reading("LNA", *WIRE, publisher="Lowland News Agency")
    found = derived(agency, reading("Courier", *WIRE[:4], says=AGENCY), reading("Gazette", *WIRE[:5]))
    assert [(d.article, d.publication, d.parent) for d in found] == [
        ("Courier", "Lowland News Agency", "LNA"),
        ("Gazette", "Lowland News Agency", "LNA"),
    ]


def test_without_an_agency_the_earliest_is_the_source() -> None:
    papers = [reading(f"Paper {n}", *WIRE, published=f"2031-05-0{9 - n}") for n in range(4)]
    found = derived(*papers)
    assert short(found) == [(f"Paper {n}", "Paper 3", REPRINT, True) for n in range(3)]
    assert {d.parent for d in found} == {"Paper 3"}


def test_without_dates_a_derivation_has_no_direction() -> None:
    found = derived(reading("Courier", *WIRE), reading("Gazette", *WIRE[:4]), reading("Herald", *WIRE[:3]))
    assert [(d.article, d.parent, d.directed) for d in found] == [
        ("Gazette", "Courier", False),
        ("Herald", "Courier", False),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param((LOCAL[0], *WIRE[:4]), REPRINT, id="most of the article"),
        pytest.param((*LOCAL, WIRE[1], WIRE[4]), RETELLING, id="two paragraphs"),
        pytest.param((*LOCAL, f"The Courier wrote: “{WIRE[1]}”"), QUOTATION, id="a paragraph between marks"),
    ],
)
def test_how_much_is_taken_makes_the_kind(text: tuple[str, ...], kind: DerivationKind) -> None:
    says = [(QUOTATION, "Courier")]
    taker = reading("Gazette", *text, says=says)
    (found,) = derived(reading("Courier", *WIRE), taker)
    assert (found.article, found.publication, found.kind, found.parent) == ("Gazette", "Courier", kind, "Courier")
    assert all(taker.article.text[slice(*span)] in "\n\n".join(WIRE) for span in found.evidence)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param((*LOCAL, FIRM), (*OTHER, FIRM), id="a statement that both quote"),
        pytest.param((*LOCAL, *NOTICES), (*OTHER, *NOTICES), id="notices"),
        pytest.param(LOCAL, WIRE, id="two reports of one fire"),
    ],
)
def test_nothing_is_taken(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert derived(reading("Courier", *one), reading("Gazette", *other)) == ()


def test_articles_of_one_publication_take_nothing_from_each_other() -> None:
    assert derived(reading("a", *WIRE, publisher="The Post"), reading("b", *WIRE, publisher="post")) == ()


def test_a_passage_out_of_wire_copy_is_the_agencys() -> None:
    copies = [reading(name, *WIRE, says=AGENCY) for name in ("Courier", "Herald")]
    found = derived(*copies, reading("Gazette", *LOCAL, *OTHER, WIRE[2]))
    assert [(d.article, d.publication, d.kind, d.parent) for d in found] == [
        ("Gazette", "Lowland News Agency", RETELLING, "Courier")
    ]


@pytest.mark.parametrize("others", [["Ada Moss Lowland News Agency"], ["Upland Telegraph"]])
def test_what_an_article_says_of_itself_is_not_said_again(others: list[str]) -> None:
    says = [*AGENCY, *((REPRINT, name) for name in others)]
    assert derived(reading("Courier", *WIRE, says=AGENCY), reading("Gazette", *WIRE[:4], says=says)) == ()


def test_what_a_paper_adds_to_wire_copy_is_its_own() -> None:
    agency = reading("Courier", *WIRE, says=AGENCY)
    paper = reading("Gazette", *LOCAL[:2], *WIRE[:4], published="2031-05-01")
    other = reading("Herald", *OTHER, *LOCAL[:2], WIRE[5], published="2031-05-02")
    assert [(d.article, d.publication, d.parent) for d in derived(agency, paper, other)] == [
        ("Gazette", "Lowland News Agency", "Courier"),
        ("Herald", "Lowland News Agency", "Courier"),
        ("Herald", "Gazette", "Gazette"),
    ]


def test_a_long_page_with_a_wire_story_in_it_is_not_the_agencys() -> None:
    page = reading("Digest", *LOCAL, *OTHER, *OTHER[::-1], *WIRE[:2], *LOCAL[::-1])
    other = reading("Herald", *LOCAL)
    found = derived(reading("Courier", *WIRE[:2], says=AGENCY), page, other)
    assert {(d.article, d.publication) for d in found} == {("Digest", "Lowland News Agency"), ("Herald", "Digest")}


def test_what_comes_from_two_is_told_of_both() -> None:
    found = derived(
        reading("Courier", *WIRE, published="2031-05-01"),
        reading("Gazette", *OTHER, published="2031-05-01"),
        reading("Herald", *WIRE[:2], *OTHER[:2], published="2031-05-02"),
    )
    assert short(found) == [("Herald", "Courier", RETELLING, True), ("Herald", "Gazette", RETELLING, True)]


class Gazetteer:
    """Knows one paper under two names, and one agency."""

    def usual(self, name: str) -> str:
        return "The Courier" if name == "courier.example" else name

    def is_agency(self, name: str) -> bool:
        return name == "Lowland News Agency"


def test_names_of_one_publication_are_known() -> None:
    articles = [reading("a", *WIRE, publisher="courier.example"), reading("b", *WIRE, publisher="The Courier")]
    assert derivations(articles, reuses(articles, Gazetteer()), Gazetteer()) == ()
    assert len(derived(*articles)) == 1


@pytest.mark.parametrize(("text", "kind"), [(WIRE, REPRINT), ((*LOCAL, WIRE[2]), RETELLING)])
def test_an_agency_is_reprinted_whatever_the_dates_say(text: tuple[str, ...], kind: DerivationKind) -> None:
    agency = reading("LNA", *WIRE[:5], publisher="Lowland News Agency", published="2031-05-03")
    articles = [agency, reading("Courier", *text, published="2031-05-02")]
    (reuse,) = reuses(articles, Gazetteer())
    assert (reuse.articles, reuse.directed_by) == (("LNA", "Courier"), "agency")
    assert short(derivations(articles, [reuse], Gazetteer())) == [("Courier", "Lowland News Agency", kind, True)]


@pytest.mark.parametrize("publisher", [None, "Gazette"])
def test_a_publication_always_has_a_name(publisher: str | None) -> None:
    (found,) = derived(
        reading("Courier", *WIRE, publisher=None, published="2031-05-01"),
        reading("Gazette", *WIRE, publisher=publisher, published="2031-05-02"),
    )
    assert found.publication == "courier.example"


# -- links ------------------------------------------------------------------------------------------------------------

THERE = "https://courier.example/fire"
ANCHOR = "first reported"


@pytest.mark.parametrize(
    ("line", "anchor", "expected"),
    [
        pytest.param("The doors were hot, the Courier first reported.", ANCHOR, RETELLING, id="in a sentence"),
        pytest.param(
            "Via the Courier, which was first reported", "the Courier", DerivationKind.HAT_TIP, id="a hat tip"
        ),
        pytest.param("Rope works burn in Brackwater", "Rope works burn in Brackwater", None, id="nothing but a link"),
        pytest.param("Read more: Rope works burn in Brackwater", "Rope works burn in Brackwater", None, id="a pointer"),
        pytest.param("Somebody links here, nobody knows where.", "", RETELLING, id="its place is not known"),
    ],
)
def test_links_to_another_article(line: str, anchor: str, expected: DerivationKind | None) -> None:
    found = derived(
        reading("Courier", *WIRE), reading("Gazette", LOCAL[0], line, links=[(THERE + "?utm_medium=x", anchor)])
    )
    text = "\n\n".join((LOCAL[0], line))
    assert [(d.article, d.publication, d.kind, d.stated, d.parent) for d in found] == (
        [("Gazette", "Courier", expected, True, "Courier")] if expected else []
    )
    assert [text[slice(*span)] for d in found for span in d.evidence] == ([anchor] if expected and anchor else [])


@pytest.mark.parametrize(
    ("uri", "publisher"),
    [
        pytest.param("https://courier.example/flood", "Courier", id="to an article that is not in the set"),
        pytest.param("https://gazette.example/fire", "Courier", id="to itself"),
        pytest.param(THERE, "Gazette", id="to another article of its own publication"),
    ],
)
def test_links_that_tell_of_no_derivation(uri: str, publisher: str) -> None:
    linking = reading("Gazette", LOCAL[0], f"It was {ANCHOR} on Friday.", links=[(uri, ANCHOR)])
    assert derived(reading("Courier", *WIRE, publisher=publisher), linking) == ()


def test_a_saved_page_that_links_to_another_saved_page_takes_from_it(tmp_path: Path) -> None:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in LOCAL)
    link = f"<p>The doors were hot, <a href='/fire/?utm_source=feed'>{ANCHOR}</a> by the Courier's night desk.</p>"
    for name, host, inner in (("one", "courier.example", body), ("two", "www.courier.example", body + link)):
        head = f"<link rel='canonical' href='https://{host}/{'fire' if name == 'one' else 'again'}'>"
        head += f"<meta property='og:site_name' content='Paper {name}'>"
        page = f"<html><head>{head}</head><body><article>{inner}</article></body></html>"
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
    articles = [item for item in ingest.read([str(tmp_path)]) if isinstance(item, Article)]
    readings = [Reading(article, (), (), (), (), ()) for article in articles]
    (found,) = derivations(readings, ())
    taker, parent = articles[1], articles[0]
    assert (found.article, found.parent, found.publication) == (taker.id, parent.id, "Paper one")
    assert [taker.text[slice(*span)] for span in found.evidence] == [ANCHOR]


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from([*WIRE, *LOCAL, *OTHER, FIRM]), max_size=6, unique=True),
            st.sampled_from([None, "2031-05-01", "2031-05-02"]),
            st.booleans(),
        ),
        max_size=7,
    ),
    st.randoms(),
)
def test_the_order_of_articles_changes_nothing(
    drawn: list[tuple[list[str], str | None, bool]], chance: random.Random
) -> None:
    articles = [
        reading(f"r{n}", *text, published=date, says=AGENCY if wire else ())
        for n, (text, date, wire) in enumerate(drawn)
    ]
    mixed = [*articles]
    chance.shuffle(mixed)
    assert derived(*mixed) == derived(*articles)
    for derivation in derived(*articles):
        assert derivation.parent != derivation.article
        assert derivation.publication
