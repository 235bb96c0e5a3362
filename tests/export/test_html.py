from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from lxml import html as lxml_html

from headwater.export import html
from headwater.export.text import visible
from headwater.model import Argument, Certainty, Disagreement, Modality, Place, Proposition, Story, Value

from .story import ATTACKS, EMPTY, STORY, at, hostile

STORIES = {"story": STORY, "hostile": hostile(), "empty": EMPTY}
PAGES = {name: html.page(story) for name, story in STORIES.items()}
TAGS = {
    "a", "article", "b", "bdi", "blockquote", "body", "br", "caption", "circle", "col", "colgroup", "dd", "desc",
    "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "g", "h1", "h2", "h3", "h4", "head",
    "header", "html", "input", "label", "legend", "li", "main", "mark", "meta", "nav", "ol", "p", "path", "rect",
    "section", "span", "style", "summary", "svg", "table", "tbody", "td", "text", "th", "thead", "title", "tr", "ul",
    "use",
}  # fmt: skip


# The only control is a choice of what to show, which style alone carries out.
CHOICES = {("type", "radio"), ("name", "show"), ("autocomplete", "off")}


def parsed(page: str) -> Any:
    return lxml_html.document_fromstring(page, parser=lxml_html.HTMLParser(huge_tree=True))


def text_of(element: Any) -> str:
    return " ".join(element.text_content().split())


def spaced(element: Any) -> str:
    """The text with a space between elements, as between the cells of a table."""
    return " ".join(" ".join(element.itertext()).split())


@pytest.fixture(params=PAGES, scope="module")
def document(request: pytest.FixtureRequest) -> Any:
    return parsed(PAGES[request.param])


def test_nothing_runs_and_nothing_is_fetched(document: Any) -> None:
    assert {element.tag for element in document.iter() if isinstance(element.tag, str)} <= TAGS
    for element in document.iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name not in {"src", "srcset", "style", "action", "background", "ping", "target", "xlink:href"}
            assert name != "href" or value.startswith("#")
            assert element.tag != "input" or (name, value) in CHOICES or name in {"id", "checked"}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_the_policy_allows_the_style_sheet_and_nothing_else(page: str) -> None:
    document = parsed(page)
    (policy,) = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    styles = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(styles[0].encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in styles[0]
    assert "@import" not in styles[0]


def test_every_link_leads_somewhere_and_every_id_is_one_elements(document: Any) -> None:
    ids = document.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in document.xpath("//@href")} <= set(ids)
    labels = {word for value in document.xpath("//@aria-labelledby") for word in value.split()}
    assert labels <= set(ids)


def test_a_reader_who_hears_the_page_finds_the_way(document: Any) -> None:
    levels = [int(element.tag[1]) for element in document.iter("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [len(document.xpath(f"//body/{tag}")) for tag in ("main", "header", "footer")] == [1, 1, 1]
    assert len(document.xpath("//nav[@aria-label]")) == 1
    assert not document.xpath("//th[not(@scope)]")
    assert not document.xpath("//table[not(caption)]")
    assert not document.xpath("//svg[not(@aria-hidden)][not(title) or not(desc) or not(@aria-label)]")
    assert not document.xpath("//*[@tabindex][not(@aria-label) and not(@aria-labelledby)]")
    assert not document.xpath("//input[not(parent::label)]")
    # Where a small screen turns a table into blocks, its roles still tell what it is.
    parts = {"thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
    claims = "//table[@role='table']"
    for tag, role in parts.items():
        assert not document.xpath(f"{claims}/{tag}[@role!='{role}'] | {claims}/*/{tag}[@role!='{role}']")
    assert document.xpath("//html/@lang") == ["en"]


@pytest.mark.parametrize("name", ["story", "hostile"])
def test_every_word_of_every_article_is_shown(name: str) -> None:
    """Word for word: what the page adds (numbers of claims) is drawn by its style, and not copied with the text."""
    texts = parsed(PAGES[name]).xpath("//div[@class='text']")
    for element, reading in zip(texts, STORIES[name].articles, strict=True):
        expected = visible(reading.article.text)
        assert "".join(element.text_content().split()) == "".join(expected.split())


def test_attacks_are_shown_as_text() -> None:
    page = PAGES["hostile"]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)
    page.encode("utf-8")
    shown = parsed(page).text_content()
    for attack in ATTACKS:
        assert visible(attack) in shown


def test_a_megabyte_is_shown_once() -> None:
    assert PAGES["hostile"].count("w" * 2000) == 500


def test_what_matters_comes_first() -> None:
    document = parsed(PAGES["story"])
    (lead,) = document.xpath("//section[@class='lead']")
    assert text_of(lead).startswith(
        "3 articles rest on 1 to 3 publications and 2 to 5 speakers Of 4 claims, 4 are told"
    )
    assert "no verdict on truth" in text_of(document.xpath("//footer")[0])


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (1, ["Single origin", "Hedge dropped", "1 publication, 1 to 2 speakers", "both rest on The Ember Post"]),
        (
            2,
            [
                "Disagree on when: March 2019 against April 2019",
                "April 2019 2.2 Evening Courier",
                "perhaps “foreign media”",
            ],
        ),
        (
            3,
            ["Disagree on how many: “12” against “14”", "“about 10” 3.3 Evening Courier", "Nothing in the texts joins"],
        ),
        (4, ["Single origin", "Kalmar Ledger › citing The Ember Post? (inferred) › citing an official"]),
    ],
)
def test_a_claim_shows_who_says_so_and_on_what_it_rests(claim: int, expected: list[str]) -> None:
    (element,) = parsed(PAGES["story"]).xpath(f"//tbody[@id='claim-{claim}']")
    for words in expected:
        assert words in spaced(element)


def test_assertions_that_come_alike_stand_in_one_row_with_all_their_articles() -> None:
    same = replace(STORY.claims[3].assertions[0], article="ledger", span=((0, 10),))
    again = replace(same, span=((11, 20),))
    claim = replace(STORY.claims[3], assertions=(*STORY.claims[3].assertions, same, again))
    rows = parsed(html.page(replace(STORY, claims=(claim,)))).xpath("//tbody[@id='claim-1']/tr[td[@class='who']]")
    assert [spaced(row.xpath("td[@class='in']")[0]) for row in rows] == [
        "The Ember Post , Kalmar Ledger",
        "Evening Courier",
    ]
    assert rows[0].xpath("th/@rowspan") == ["2"]


@pytest.mark.parametrize(("kind", "shown"), [("all", 4), ("several", 4), ("single", 2), ("dispute", 2), ("doubt", 1)])
def test_the_claims_can_be_narrowed_without_a_script(kind: str, shown: int) -> None:
    document = parsed(PAGES["story"])
    (label,) = document.xpath(f"//label[input[@id='show-{kind}']]")
    assert spaced(label).endswith(f" {shown}")
    if kind != "all":
        assert len(document.xpath(f"//tbody[contains(concat(' ', @class, ' '), ' {kind} ')]")) == shown
        assert f"#show-{kind}:checked" in PAGES["story"]


def test_what_differs_without_a_conflict_is_told_apart_from_a_disagreement() -> None:
    rounding = Disagreement("how many", (Value("2.38 million", (0,)), Value("2.4 million", (1,))), "rounding")
    claim = replace(STORY.claims[3], variations=(rounding,))
    (element,) = parsed(html.page(replace(STORY, claims=(claim,)))).xpath("//tbody[@id='claim-1']")
    assert "The same number, rounded: how many: “2.38 million” against “2.4 million”" in spaced(element)
    assert "Different, but no conflict" in spaced(element)
    assert "Disagree" not in spaced(element)


def test_a_value_leads_to_the_sentence_that_gives_it() -> None:
    place = Place("courier", at("courier", "ten barges"))
    values = (Value("12", (0,)), Value("10", (2,), (place,)))
    claim = replace(STORY.claims[2], disagreements=(Disagreement("how many", values),))
    document = parsed(html.page(replace(STORY, claims=(claim,))))
    (link,) = document.xpath("//table[@class='values']//th/a")
    assert text_of(link) == "“10”"
    (sentence,) = document.xpath(f"//span[@id='{link.get('href')[1:]}']")
    assert text_of(sentence) == "Around ten barges waited, the so-called experts claim."


def test_each_assertion_is_highlighted_in_its_context_and_leads_to_its_sentence() -> None:
    document = parsed(PAGES["story"])
    (figure,) = document.xpath("//figure[@id='claim-2-2']")
    assert text_of(figure.xpath(".//mark[@class='hedged']")[0]) == "that the damage was done in April"
    (link,) = figure.xpath(".//figcaption/a/@href")
    (sentence,) = document.xpath(f"//*[@id='{link[1:]}']")
    assert text_of(sentence) == "Foreign media believe that the damage was done in April."


def test_an_assertion_shows_who_did_what() -> None:
    barges, held = at("post", "Twelve barges"), at("post", "held back")
    proposition = Proposition(barges, held, "hold", (Argument("whom", barges, barges),), False, Modality.FACT)
    first = replace(STORY.claims[2].assertions[0], propositions=(proposition,))
    claim = replace(STORY.claims[2], assertions=(first, *STORY.claims[2].assertions[1:]))
    (figure,) = parsed(html.page(replace(STORY, claims=(claim,)))).xpath("//figure[@id='claim-1-1']")
    assert spaced(figure.xpath("p[@class='parts']")[0]) == "what: held back ; whom: Twelve barges"


def test_what_stands_on_one_origin_alone_is_a_table_of_claims() -> None:
    rows = parsed(PAGES["story"]).xpath("//section[@id='rests']//tbody/tr")
    assert [spaced(row) for row in rows] == [
        "The Ember Post publication 2: 1 , 4 1: 2",
        "an official speaker (anonymous) 1: 4",
    ]
    assert rows[0].xpath(".//a/@href") == ["#claim-1", "#claim-4", "#claim-2"]
    assert not parsed(PAGES["empty"]).xpath("//section[@id='rests']")


def test_an_article_shows_what_it_adds_the_new_first() -> None:
    (beside,) = parsed(PAGES["story"]).xpath("//article[@id='article-2']/div[@class='beside']")
    headings = [spaced(each) for each in beside.xpath("h4")]
    assert headings == [
        "What it takes from others",
        "New: no other article has it 1",
        "Contradicted: another article says otherwise 1",
        "Told by others too, from the same origin 2",
    ]
    assert "It bent like a spoon (perhaps)" in spaced(beside)
    assert "The north lock gate at Port Ember failed (when)" in spaced(beside)


def test_publications_that_credit_one_another_are_told() -> None:
    (chains,) = parsed(PAGES["story"]).xpath("//section[@id='chains']")
    assert "Kalmar Ledger and The Ember Post credit one another:" in spaced(chains)


def test_an_entry_says_why_its_names_are_one() -> None:
    (index,) = parsed(PAGES["story"]).xpath("//section[@id='index']")
    assert "Why these are one Port Ember and the port : short for it" in spaced(index)


def test_what_somebody_denies_is_not_shown_as_said() -> None:
    denied = replace(STORY.claims[2].assertions[1], certainty=Certainty.DENIED)
    claim = replace(STORY.claims[2], assertions=(denied,), disagreements=(), drift=())
    (entry,) = parsed(html.page(replace(STORY, claims=(claim,)))).xpath("//details[contains(summary, 'Lena Orsted')]")
    assert "1 that fourteen barges had been held back denied Kalmar Ledger" in spaced(entry)


def test_the_origins_of_a_claim_are_named_with_what_rests_on_each() -> None:
    (reasons,) = parsed(PAGES["story"]).xpath("//tbody[@id='claim-1']//div[@class='reasons']")
    assert "Publications: The Ember Post ( 1.1 , 1.2 and 1.3 )." in spaced(reasons)
    assert "Speakers: a harbour official ( 1.1 ); not named, which may rest on another ( 1.3 )." in spaced(reasons)


def test_a_box_of_the_picture_leads_to_its_entry_or_article() -> None:
    document = parsed(PAGES["story"])
    boxes = {
        " ".join(each.xpath("string(title)").split()): each for each in document.xpath("//*[contains(@class, 'node')]")
    }
    assert boxes["Evening Courier (article)"].get("href") == "#article-2"
    (entry,) = document.xpath("//details[starts-with(@id, 'entry-')][contains(., 'Lena Orsted')]/@id")
    assert boxes["Lena Orsted (person)"].get("href") == f"#{entry}"
    assert boxes["Foreign media (collective)"].tag == "g"


def test_a_sentence_of_an_article_leads_back_to_its_claims() -> None:
    document = parsed(PAGES["story"])
    (sentence,) = document.xpath("//article[@id='article-2']//span[@class='sentence'][contains(., 'ten barges')]")
    assert sentence.xpath(".//a[@class='ref']/@href") == ["#claim-3"]
    assert sentence.xpath(".//a[@class='ref']/@aria-label") == ["claim 3"]


def test_marks_in_the_articles_say_how_it_is_put() -> None:
    document = parsed(PAGES["story"])
    (nested, *_) = document.xpath("//div[@class='text']//mark[@class='hedged nested']")
    assert nested.get("title") == "attributed: a harbour official; in it hedged: a harbour official"
    classes = {name.split()[0] for name in document.xpath("//div[@class='text']//mark/@class")}
    assert classes == {"attributed", "hedged", "doubted", "denied"}


def test_the_picture_has_solid_and_dashed_lines_and_says_the_same_in_words() -> None:
    document = parsed(PAGES["story"])
    assert len(document.xpath("//path[@class='edge']")) > 5
    inferred = replace(STORY, claims=STORY.claims[3:], derivations=())
    assert parsed(html.page(inferred)).xpath("//path[@class='edge inferred']")
    (chains,) = document.xpath("//section[@id='chains']//ul[@class='chain-list']")
    assert "Kalmar Ledger > The Ember Post? > an official" in text_of(chains)


def test_timeline_index_and_failures_are_there() -> None:
    document = parsed(PAGES["story"])
    sections = {each.get("id"): spaced(each) for each in document.xpath("//section[@id]")}
    assert "12 March 2019 The gate failed on 12 March 2019. Kalmar Ledger" in sections["timeline"]
    assert "12 Mar 2019, 1 article" in sections["timeline"]
    assert "Port Ember also the port said of: 2" in sections["index"]
    assert "Lena Orsted says 1" in sections["index"]
    assert "Mentioned The Ember Post 1 ; Evening Courier 1" in sections["index"]
    assert "in/broken.html The page has no text" in sections["failures"]
    assert not parsed(PAGES["empty"]).xpath("//section[@id='failures']")


@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("pt-BR", "pt-BR"), (None, ""), ('x" onload="', "")])
def test_only_a_language_tag_becomes_one(language: str | None, tag: str) -> None:
    article = replace(STORY.articles[0], article=replace(STORY.articles[0].article, language=language))
    story = Story((article,), (), (), (), (), STORY.publications, STORY.speakers, ())
    assert parsed(html.page(story)).xpath("//div[@class='text']/@lang") == [tag]


def test_the_page_is_the_same_each_time() -> None:
    assert html.page(STORY) == PAGES["story"]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *((text, ground) for text in ("ink", "soft", "link") for ground in ("paper", "raised")),
        *(("ink", ground) for ground in ("attributed", "hedged", "doubted", "denied")),
        *((text, "paper") for text in ("hedged-line", "denied-line")),
    ],
)
def test_text_stands_out_from_its_ground(theme: int, text: str, ground: str) -> None:
    """WCAG 2.2 AA: a contrast of at least 4.5 to 1."""

    def luminance(name: str) -> float:
        (colour, *_) = re.findall(f"--{name}: #([0-9a-f]{{6}})", PAGES["empty"])[theme:]
        parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(text), luminance(ground)))
    assert (light + 0.05) / (dark + 0.05) >= 4.5
