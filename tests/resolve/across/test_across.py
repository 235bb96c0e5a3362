"""Who is who across articles: tables of short reports and who is taken for one, with the traps beside.

In a report [P1 Ada Moss] is a mention, P the type of the entity and 1 the entity within its report.
"""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from headwater.model import Article, Entity, Reading, Span, StoryEntity
from headwater.resolve.across import across
from headwater.resolve.across.same_person import personal_name

TYPES = {
    "P": "person",
    "O": "organisation",
    "N": "publication",
    "L": "place",
    "V": "vessel",
    "A": "anonymous",
    "C": "collective",
    "D": "document",
}
MARK = re.compile(r"\[([A-Z])(\d) ([^\]]+)\]")


def reading(marked: str, id_: str) -> Reading:
    """A report with its entities as the resolution of one article gives them: a person under the longest name."""
    text, end = "", 0
    mentions: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for mark in MARK.finditer(marked):
        text += marked[end : mark.start()]
        mentions[mark[1], mark[2]].append((len(text), len(text) + len(mark[3])))
        text += mark[3]
        end = mark.end()
    text += marked[end:]
    entities = []
    for (letter, number), spans in mentions.items():
        name = max((text[slice(*s)] for s in spans), key=lambda form: (len(form.split()), form)).removeprefix("the ")
        entities.append(Entity(f"{id_}:{letter}{number}", name, TYPES[letter], tuple(spans)))
    return Reading(Article(id_, id_, text, language="en"), (), tuple(entities), (), (), ((0, len(text)),))


def story(*reports: str) -> tuple[StoryEntity, ...]:
    return across([reading(report, f"r{number}") for number, report in enumerate(reports)])


def groups(*reports: str) -> set[frozenset[tuple[int, str]]]:
    """Who is one: for each entity the number of each report and the text of each of its marked mentions."""
    texts = [MARK.sub(r"\3", report) for report in reports]
    marked = {(f"r{n}", e.mentions) for n, report in enumerate(reports) for e in reading(report, f"r{n}").entities}
    whole = {(article, span) for article, spans in marked for span in spans}
    return {
        frozenset(
            (int(m.article[1:]), texts[int(m.article[1:])][slice(*m.span)])
            for m in entity.mentions
            if (m.article, m.span) in whole
        )
        for entity in story(*reports)
    }


def one(*reports: str) -> bool:
    return len(groups(*reports)) == 1


# -- persons ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "reports",
    [
        ("[P1 Ada Moss] spoke.", "[P1 Ada Moss] left."),
        ("[P1 Ada Moss] spoke.", "[P1 Moss] left."),
        ("[P1 Ada Moss] spoke.", "[P1 Ada K. Moss] left."),
        ("[P1 Ada Moss] spoke.", "[P1 A. Moss] left.", "[P1 Moss] slept."),
        ("[P1 José Muñoz] spoke.", "[P1 Jose Munoz] left."),
        ("[P1 Ursula von der Brandt] spoke.", "[P1 von der Brandt] left."),
        ("[P1 Omar al-Sharif] spoke.", "[P1 al-Sharif] left."),
        ("[P1 Moss] spoke.", "[P1 Moss] left."),  # nobody names him in full, and nobody names another
        ("The Aske station chief, [P1 V.H.], left.", "[O1 V.H.] slept.", "[P1 V.H]. woke."),  # no body, by what it is
        ("[P1 Mo Jinping] spoke. [P1 Mo] left.", "[P1 Mo] slept."),  # the family name first
        ("[P1 William Moss] spoke.", "[P1 Bill Moss] left."),
        ("[P1 Ada Kim Moss] spoke.", "[P1 Kim Moss] left."),
        ("[P1 Gurbano Wetzler] spoke.", "[P1 Kurbano Wetzler] left."),
        ("[P1 Zachary Moss] spoke.", "[P1 Zack K. Moss] left.", "[P1 Moss] slept."),
        ("[P1 Ada Wetzler] spoke.", "[P1 Ada Welzler] left."),
        ("[P1 Ada Wetzler] spoke.", "[P1 Ada Wtezler] left."),
        ("[P1 Ada Wetzler] spoke. [P1 Wetzler] left.", "[P1 Ada Wetzller] left.", "[P1 Ada Wetzler] woke."),
    ],
)
def test_one_person(reports: tuple[str, ...]) -> None:
    assert one(*reports)


@pytest.mark.parametrize(
    "reports",
    [
        ("[P1 Ada Moss] spoke.", "[P1 Karl Moss] left."),
        ("[P1 Karl Moss] spoke.", "[P1 Karl Moss Jr] left."),
        ("[P1 Ada Moss] spoke.", "[P1 Ada Roe] left."),
        ("[P1 Ada Kim Moss] spoke.", "[P1 Ada Lee Moss] left."),
        ("[P1 Moss] spoke.", "[O1 Moss] is by the sea."),  # a person and a place
        ("[P1 Jack Norden] spoke.", "They met in [O1 Norden]."),
        ("[P1 Karl Moss] spoke.", "[O1 Moss Shipping] left."),
        ("[P1 Robert Moss] spoke.", "[P1 Roberta Moss] left."),
        ("[P1 Alexander Moss] spoke.", "[P1 Alexandra Moss] left.", "[P1 Alex Moss] slept."),
        ("[P1 Ada Moss] spoke.", "[P1 Ada Mose] left."),  # a short name has its like
        ("[P1 Ada Wetzler] spoke.", "[P1 Eva Welzler] left."),
        ("[P1 Mariano Wetzler] spoke.", "[P1 Mariana Wetzler] left."),
        ("[A1 A senior official] spoke.", "[A1 A senior official] left."),
    ],
)
def test_two(reports: tuple[str, ...]) -> None:
    assert len(groups(*reports)) == len(reports)


def test_of_two_brothers_the_bare_name_stays_with_the_one_named_beside_it() -> None:
    reports = ("[P1 Ada Moss] and [P2 Karl Moss] met.", "[P1 Karl Moss] spoke. [P1 Moss] left.", "[P1 Moss] slept.")
    assert groups(*reports) == {
        frozenset({(0, "Ada Moss")}),
        frozenset({(0, "Karl Moss"), (1, "Karl Moss"), (1, "Moss")}),
        frozenset({(2, "Moss")}),
    }


def test_of_two_brothers_two_bare_names_may_be_two() -> None:
    assert len(groups("[P1 Ada Moss] spoke.", "[P1 Karl Moss] left.", "[P1 Moss] slept.", "[P1 Moss] woke.")) == 4


def test_an_initial_that_fits_two_is_neither() -> None:
    assert len(groups("[P1 Karl Moss] spoke.", "[P1 Kate Moss] left.", "[P1 K. Moss] slept.")) == 3


@pytest.mark.parametrize(
    ("reports", "same"),
    [
        # The same is said of both.
        (("The station’s head, [P1 Vera Holt], left.", "The head of the station, known as [P1 V.H.], left."), True),
        # Nothing is.
        (("The mayor, [P1 Vera Holt], left.", "The head of the station, known as [P1 V.H.], left."), False),
        # It is said of two with these initials.
        (
            (
                "The station’s head, [P1 Vera Holt], left.",
                "The station’s old head, [P1 Vic Hahn], left.",
                "The head of the station, known as [P1 V.H.], left.",
            ),
            False,
        ),
    ],
)
def test_initials_alone_need_more_than_themselves(reports: tuple[str, ...], same: bool) -> None:
    assert any(len(group) > 1 for group in groups(*reports)) is same


# -- bodies -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "reports",
    [
        # An acronym that a report explains, in its own language or another's.
        ("[O1 Harbour Safety Inspectorate] ([O1 HSI]) spoke.", "[O1 HSI] left."),
        ("[O1 Harbour Safety Inspectorate] ([O1 HSI]) spoke.", "[O1 Harbour Safety Inspectorate] left."),
        ("[O1 Federal Court of Audit] ([O1 BRH]) spoke.", "[O1 BRH] left.", "[O1 Federal Court of Audit] slept."),
        # One that none explains, and one name that it can be.
        ("[O1 Nordic Union] spoke.", "[O1 NU] left."),
        ("the [O1 Nordic Union] spoke.", "the [O1 N.U.] left.", "[O1 NU] slept."),
        # Two forms of one name under one acronym.
        ("[O1 Danish Court of Audit] ([O1 CA]) spoke.", "[O1 Court of Audit] ([O1 CA]) left."),
        # A short form that a report uses.
        ("[O1 Vinter Ferries] spoke. [O1 Vinter] left.", "[O1 Vinter] slept."),
        # With and without its article.
        ("[O1 The Mossberg] spoke.", "[O1 Mossberg] left."),
        # A country in words and letters, alone and before what is its.
        ("[L1 United States] spoke.", "[L1 U.S.] left.", "[L1 US] slept."),
        ("[O1 United States Coast Watch] spoke.", "[O1 U.S. Coast Watch] left.", "[O1 Coast Watch] slept."),
        # Whose it is, with its letter and without.
        ("[O1 University of Aske's School of Ports] spoke.", "[O1 University of Aske School of Ports] left."),
        ("[O1 Aske Magistrates' Court] spoke.", "[O1 Aske Magistrates Court] left."),
        # As it is spelled here and there.
        ("[O1 Organisation for Ports] spoke.", "[O1 Organization for Ports] left."),
        # Without the word that only tells what it is.
        ("[O1 Vinter Ltd] spoke.", "[O1 Vinter] left."),
        # A text of a name of its own.
        ("The [D1 Safe Harbours Act] passed.", "The [D1 Safe Harbours Act] failed."),
    ],
)
def test_one_body(reports: tuple[str, ...]) -> None:
    assert one(*reports)


@pytest.mark.parametrize(
    ("reports", "number"),
    [
        # An acronym that fits two names.
        (("[O1 Nordic Union] spoke.", "[O1 National University] left.", "[O1 NU] slept."), 3),
        # One that two reports explain in two ways.
        (("[O1 Nordic Union] ([O1 NU]) spoke.", "[O1 National University] ([O1 NU]) left.", "[O1 NU] slept."), 3),
        # Two ministries with one head word, and "the Ministry".
        (("[O1 Ministry of Ports] spoke.", "[O1 Ministry of Roads] left."), 2),
        (
            (
                "[O1 Ministry of Ports] spoke. [O1 Ministry] slept.",
                "[O1 Ministry of Roads] left.",
                "[O1 Ministry] woke.",
            ),
            3,
        ),
        (("[O1 Ministry of Ports] and [O2 Ministry of Roads] met.", "[O1 Ministry] slept.", "[O1 Ministry] woke."), 4),
        # A place for a body that is named after it.
        (("[O1 Sundholm Port] spoke. [O1 Sundholm] left.", "It rained in [O1 Sundholm]."), 2),
        (("[N1 Sundholm Courier], the paper of [N1 Sundholm].", "[O1 Sundholm] slept."), 2),
        # A name that the network has marked in part only is no short form of it.
        (("[O1 Vinter Ferries] spoke. [O1 Vinter] Ferries left.", "[O1 Vinter] slept."), 2),
        # Where an agency reports from is no name of the agency.
        (("[O1 NEW YORK] ([N1 AP]) – It fell.", "[O1 New York] slept.", "[N1 AP] left."), 2),
        # What is not named is nobody in particular.
        (("[O1 the company] spoke.", "[O1 the company] left."), 2),
        (("[C1 critics] spoke.", "[C1 critics] left."), 2),
        # "The House" is the same in two articles, whatever committees it has, and however white another is.
        (("[O1 House] met.", "[O1 House Ports Committee] and [O2 White House] met.", "[O1 House] left."), 3),
        # One word may be the name of any text.
        (("The [D1 Act] passed.", "The [D1 Act] failed."), 2),
        # Two countries have a coast watch.
        (("[O1 U.S. Coast Watch] spoke.", "[O1 UK Coast Watch] left.", "[O1 Coast Watch] slept."), 3),
        # A place, and a firm called after it.
        (("[O1 Tarn Ltd] spoke.", "It rained in [L1 Tarn]."), 2),
    ],
)
def test_bodies_that_are_not_one(reports: tuple[str, ...], number: int) -> None:
    assert len(groups(*reports)) == number


@pytest.mark.parametrize(
    ("reports", "types"),
    [
        (("They met in [L1 Lissen].", "[P1 Lissen] has snow."), {("Lissen", "place")}),
        (("They met in [L1 Lissen].", "The [O1 Lissen] vote was close."), {("Lissen", "place")}),
        # But there is somebody of that family name.
        (
            ("They met in [L1 Paris].", "[P1 Valeska Paris] left. [P1 Paris] slept."),
            {("Paris", "place"), ("Valeska Paris", "person")},
        ),
        (
            ("[P1 Ada Moss] left.", "[P1 Ada Moss] slept.", "[O1 Ada Moss] stayed."),
            {("Ada Moss", "person")},
        ),
        (("The ferry [V1 Aurelia] sank.", "The [O1 Aurelia] was old."), {("Aurelia", "vessel")}),
        # A ship that is named after a town is not the town.
        (("The ferry [V1 Aske] sank.", "It rained in [L1 Aske]."), {("Aske", "vessel"), ("Aske", "place")}),
        # One word, where most articles have it so, and nobody is called so.
        (("[O1 Corvanil] sank.", "[O1 Corvanil] fell.", "[P1 Corvanil] rose."), {("Corvanil", "organisation")}),
        # "The Moss administration": nothing but the person is called so.
        (("[P1 Ada Moss] left.", "[O1 Moss] stayed."), {("Ada Moss", "person")}),
        (
            ("[P1 Ada Moss] left.", "[O1 Moss Lines] left.", "[O1 Moss] stayed."),
            {("Ada Moss", "person"), ("Moss Lines", "organisation"), ("Moss", "organisation")},
        ),
        (("The ferry [V1 Aurelia] sank.", "The [V1 Aurelia] was old.", "[P1 Aurelia] slept."), {("Aurelia", "vessel")}),
        (("[P1 Ada Moss] left.", "[O1 Ada Moss] stayed."), {("Ada Moss", "person"), ("Ada Moss", "organisation")}),
    ],
)
def test_one_name_is_of_one_kind_where_nothing_speaks_against_it(
    reports: tuple[str, ...], types: set[tuple[str, str]]
) -> None:
    assert {(entity.name, entity.type) for entity in story(*reports)} == types


# -- what they are called besides -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("report", "aliases"),
    [
        ("the French newspaper [N1 Varsla] wrote.", ["the French newspaper Varsla"]),
        ("It fell, the Varsla article’s author, [P1 Ada Moss], said.", ["the Varsla article’s author"]),
        ("[P1 Ada Moss], the head of the Aske police, left.", ["the head of the Aske police"]),
        ("[P1 Ada Moss], who was then the head of the Aske police and a poet, left.", ["the head of the Aske police"]),
        ("It was led by the head of the Aske office in Oslo, identified only by the initials [P1 V.H.].",
         ["the head of the Aske office in Oslo"]),
        ("They sent the Aske station chief [P1 V.H.] home.", ["the Aske station chief V.H."]),
        ("They sent the Aske station chief [P1 V.H]. home.", ["the Aske station chief V.H."]),
        ("Sund Holm’s mayor, [P1 Ada Moss], left.", ["Sund Holm’s mayor"]),
        ("[P1 Ada Moss], the Aske leader for whom they wait, left.", ["the Aske leader"]),
        ("[P1 Ada Moss], [P2 Karl Roe]’s Aske lawyer, left.", ["Karl Roe’s Aske lawyer"]),
        ("[P1 Ada Moss], [P2 Karl Roe’s] Aske lawyer, left.", ["Karl Roe’s Aske lawyer"]),
        # What is no description of the one named.
        ("[P1 Ada Moss], the ambassador to Aske [P2 Karl Roe] and guests left.", []),
        ("The Aske paper has spoken to a haulier, [O1 Vinter Transport].", []),
        ("The firm hired lawyer [P1 Ada Moss].", []),
        ("[P1 Ada Moss], the Aske mayor, and [P2 Karl Roe] left.", []),
        ("[P1 Ada Moss], the Aske ferry, said.", []),
        ("The head of the Aske police told [P1 Ada Moss].", []),
        ("An Aske lawyer, [P1 Ada Moss], left.", []),
        ("They wrote to [O1 Nafta], the World Trade Organization, the courts.", []),
        ("He had left, he told the Aske mayor, [P1 Ada Moss] said.", []),
        # Nothing that would mean the same elsewhere.
        ("The minister, [P1 Ada Moss], left.", []),
    ],
)  # fmt: skip
def test_what_a_report_calls_somebody_besides(report: str, aliases: list[str]) -> None:
    assert [alias for entity in story(report) for alias in entity.aliases if " " in alias] == aliases


@pytest.mark.parametrize(
    ("reports", "same"),
    [
        # What one report says of the one named, another calls the one unnamed.
        (("[P1 Ada Moss], the head of the Aske police, left.", "[A1 The head of the Aske police] spoke."), True),
        (("[P1 Ada Moss], the head of the Aske police, left.", "[A1 The Aske police’s head] spoke."), True),
        # One of them more exactly, by where.
        (
            ("[P1 Ada Moss], the head of the Aske station in Oslo, left.", "[A1 The head of the Aske station] spoke."),
            True,
        ),
        # Not of the same, not the same of the same, not of a particular one, or of nobody in particular.
        (("[P1 Ada Moss], the head of the Aske police, left.", "[A1 The head of the Oslo police] spoke."), False),
        (
            ("[P1 Ada Moss], the head of the Aske police, left.", "[A1 The head of the Aske police’s band] spoke."),
            False,
        ),
        (
            ("[P1 Ada Moss], an official of the Aske police, left.", "[A1 The official of the Aske police] spoke."),
            False,
        ),
        (("[P1 Ada Moss], the head of the Aske police, left.", "[A1 A head of the Aske police] spoke."), False),
        (("[P1 Ada Moss], the head of the police, left.", "[A1 The head of the police] spoke."), False),
        # Two held the office.
        (
            (
                "[P1 Ada Moss], the head of the Aske police, left.",
                "[P1 Karl Roe], the head of the Aske police, came.",
                "[A1 The head of the Aske police] spoke.",
            ),
            False,
        ),
    ],
)
def test_the_unnamed_are_the_named_only_if_a_report_says_so(reports: tuple[str, ...], same: bool) -> None:
    assert any({0, len(reports) - 1} <= {number for number, _ in group} for group in groups(*reports)) is same


# -- why --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reports", "names", "reason"),
    [
        (("[P1 Ada Moss] left.", "[P1 Moss] spoke."), {"Ada Moss", "Moss"},
         "the only person in these reports of that name"),
        (("[P1 Ada Moss] left. [P1 Moss] spoke.",), {"Ada Moss", "Moss"},
         "a part of the full name, in the same report"),
        (("[O1 Court of Audit] ([O1 BRH]) left.",), {"Court of Audit", "BRH"}, "spelled out in a report"),
        (("[O1 Nordic Union] left.", "[O1 NU] spoke."), {"Nordic Union", "NU"},
         "the only name in these reports with these initials"),
        (("[P1 Ada Moss], the Aske mayor, left.",), {"Ada Moss", "the Aske mayor"}, "a report says so"),
    ],
)  # fmt: skip
def test_each_name_has_its_reason_and_its_place(reports: tuple[str, ...], names: set[str], reason: str) -> None:
    (entity,) = story(*reports)
    (join,) = entity.joins
    assert (set(join.names), join.reason) == (names, reason)
    texts = {f"r{n}": MARK.sub(r"\3", report) for n, report in enumerate(reports)}
    shown = " ".join(texts[place.article][slice(*place.span)] for place in join.evidence)
    assert all(name in shown for name in names)


PERSONS = ["Ada Moss", "Moss", "A. Moss", "Karl Moss", "Karl Moss Jr", "V.H.", "Vera Holt", "von Moss"]
BODIES = ["Nordic Union", "NU", "N.U.", "Ministry", "Ministry of Ports", "Ministry of Roads", "MPR", "Moss Shipping"]
REPORTS = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from("PONAC"),
            st.lists(st.sampled_from([*PERSONS, *BODIES, "…", "the", "X"]), min_size=1, max_size=3),
        ),
        max_size=4,
    ).map(
        lambda entities: " ".join(
            f"The Aske mayor, [{letter}{number} {name}], left."
            for number, (letter, names) in enumerate(entities)
            for name in names
        )
    ),
    max_size=4,
)


def _is_one(text: str, entity: Entity) -> bool:
    """Whether the full names that an article gives a person can be one person's."""
    full = [name for s, e in entity.mentions if (name := personal_name(text[s:e])).given and name.family == "moss"]
    return entity.type != "person" or all(one.agrees(other) for one in full for other in full)


@settings(deadline=None)
@given(REPORTS)
def test_nothing_is_lost_nothing_is_unexplained_and_order_changes_nothing(reports: list[str]) -> None:
    readings = [reading(report, f"r{number}") for number, report in enumerate(reports)]
    assume(all(_is_one(r.article.text, e) for r in readings for e in r.entities))
    found = across(readings)
    marked = {(r.article.id, span) for r in readings for e in r.entities for span in e.mentions}
    assert marked <= {(m.article, m.span) for entity in found for m in entity.mentions}
    assert len({entity.id for entity in found}) == len(found)
    assert across(readings[::-1]) == found
    for entity in found:
        explained = {entity.name}
        for _ in entity.joins:
            explained |= {n for join in entity.joins if explained & set(join.names) for n in join.names}
        assert set(entity.aliases) <= explained
        full = [n for name in (entity.name, *entity.aliases) if (n := personal_name(name)).given and n.family == "moss"]
        if entity.type == "person":
            assert all(a.agrees(b) for a in full for b in full)
