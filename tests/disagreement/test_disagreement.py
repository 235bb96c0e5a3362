"""What the assertions of one claim disagree on, from the propositions in them; how to read them: records.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from headwater.disagreement import Compared, compare
from headwater.model import Assertion, Attribution, Certainty, Disagreement, Quotation, Reading, SourceType

from .records import reading, speaker


def compared(*texts: str, outlets: Sequence[str] = (), dates: Sequence[str] = ()) -> tuple[Compared, list[Assertion]]:
    """Each text is an article of its own."""
    told = [
        reading(
            f"a{number}",
            text,
            publisher=outlets[number] if outlets else f"Outlet {number}",
            published=dates[number] if dates else None,
        )
        for number, text in enumerate(texts)
    ]
    asserted = [assertion for assertions, _ in told for assertion in assertions]
    return compare(asserted, [article for _, article in told]), asserted


def values(disagreement: Disagreement) -> list[tuple[str, ...]]:
    return [(value.value, *map(str, value.assertions)) for value in disagreement.values]


CONFLICTS = [
    # Numbers of one unit, in one deed.
    (
        "how many",
        ["[who|The fire] [kill|killed] [how many=38..38 people+whom|38 people].",
         "[how many=52..52 people+who|52 people] [die|died] in the fire."],
        [("38 people", "0"), ("52 people", "1")],
    ),
    # A number that is no argument belongs to the predicate before it.
    (
        "how many",
        ["[who|The repair] [cost|cost] [how many=3e6..3e6 crowns|3 million crowns].",
         "[who|The repair] would [cost|cost] [how many=5e6..5e6 crowns|5 million crowns]."],
        [("3 million crowns", "0"), ("5 million crowns", "1")],
    ),
    (
        "when",
        ["[whom|The bridge] was [build|built] in [when=1962|1962].", "[who|They] [build|built] [whom|the bridge] in "
         "[when=1958|1958]."],
        [("1962", "0"), ("1958", "1")],
    ),
    # What is done again and again is done once to one man.
    (
        "when",
        ["[whom|The engineer] was [arrest|arrested] on [when=2022-09-02|2 September].",
         "[whom|The engineer] was [arrest|arrested] on [when=2022-09-09|9 September]."],
        [("2 September", "0"), ("9 September", "1")],
    ),
    (
        "where",
        ["[whom|The raid] was [run|run] from [where|Lyon].", "[who|They] [conduct|conducted] [whom|the raid] from "
         "[where|Oslo or another northern port]."],
        [("Lyon", "0"), ("Oslo or another northern port", "1")],
    ),
    # One of them says "it": that both are of one claim has to do.
    ("where", ["[whom|It] was [run|run] out of [where|Lyon].", "[whom|The raid] was [run|run] from [where|Oslo]."],
     [("Lyon", "0"), ("Oslo", "1")]),
    # The place of a thing stands within its phrase.
    ("where", ["[who|The firm] will [build|build] [whom|the plant in Peru].",
               "[who|The firm] will [build|build] [whom|the plant in Chile]."], [("Peru", "0"), ("Chile", "1")]),
    (
        "who",
        ["[who|{person:Ada Moss}] [win|won] [whom|the vote].", "[whom|The vote] was [win|won] by "
         "[who|{person:Karl Brandt}]."],
        [("Ada Moss", "0"), ("Karl Brandt", "1")],
    ),
    (
        "who",
        ["[who|The service] [recruit|recruited] [whom|a Danish engineer].",
         "[who|They] [hire|hired] [whom|the Danish pilot]."],
        [("a Danish engineer", "0"), ("the Danish pilot", "1")],
    ),
    (
        "outcome",
        ["[who|Thieves] tried to [attempt rob|rob] [whom|the mill].", "[who|Thieves] [rob|robbed] [whom|the mill]."],
        [("tried to rob", "0"), ("robbed", "1")],
    ),
    (
        "outcome",
        ["[who|The bank] made an attempt to [attempt buy|buy] [whom|the mill].",
         "[who|The bank] succeeded in [success buy|buying] [whom|the mill]."],
        [("attempt to buy", "0"), ("succeeded in buying", "1")],
    ),
    (
        "polarity",
        ["[who|The mayor] did not [not know|know].", "[who|The mayor] [know|knew]."],
        [("did not know", "0"), ("knew", "1")],
    ),
    (
        "polarity",
        ["[who|The law] [strengthen|strengthened] [whom|unions].", "[who|The law] [weaken|weakened] [whom|unions]."],
        [("strengthened", "0"), ("weakened", "1")],
    ),
    # What is said of none of a kind is said of each.
    (
        "polarity",
        ["[who|The attaché] [recruit|recruited] [whom|an engineer].",
         "[who|No member of the embassy] has [not recruit|recruited] [whom|anybody]."],
        [("recruited", "0"), ("No member of the embassy has recruited", "1")],
    ),
    (
        "polarity",
        ["[who|Police] have [begin|begun] [whom|an investigation].",
         "[whom|No investigation] had been [not open|opened]."],
        [("begun", "0"), ("No investigation had been opened", "1")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("slot", "texts", "expected"), CONFLICTS)
def test_a_conflict_is_typed_and_tells_who_holds_what(
    slot: str, texts: list[str], expected: list[tuple[str, ...]]
) -> None:
    found, _ = compared(*texts)
    assert [(each.slot, values(each)) for each in found.disagreements] == [(slot, expected)]
    assert found.variations == ()


@pytest.mark.parametrize(
    ("slot", "kind", "texts"),
    [
        ("how many", "rounding", ["[who|It] [cost|cost] [how many=~40..40 euros|about 40 euros].",
                                  "[who|It] [cost|cost] [how many=38..38 euros|38 euros]."]),
        ("how many", "more precise", ["[how many=~24.. boats+who|Dozens of boats] [sink|sank].",
                                      "[how many=38..38 boats+who|38 boats] [sink|sank]."]),
        ("when", "more precise", ["[whom|The mine] was [close|closed] in [when=2016|2016].",
                                  "[whom|The mine] was [close|closed] in [when=2016-09|September 2016]."]),
        ("where", "more precise", ["[who|The mayors] [meet|met] in [where|Lyon, France].",
                                   "[who|The mayors] [meet|met] in [where|France]."]),
        ("who", "more precise", ["[whom|The body] was [find|found] by [who|a local man].",
                                 "[who|{person:Tom Pike}] [find|found] [whom|the body]."]),
    ],
)  # fmt: skip
def test_what_differs_without_a_conflict_is_told_apart(slot: str, kind: str, texts: list[str]) -> None:
    found, _ = compared(*texts)
    assert found.disagreements == ()
    assert [(each.slot, each.kind) for each in found.variations] == [(slot, kind)]


@pytest.mark.parametrize(
    "texts",
    [
        # Other deeds, or another thing counted.
        ["[who|It] [kill|killed] [how many=38..38 people+whom|38 people].",
         "[who|It] [injure|injured] [how many=12..12 people+whom|12 people]."],
        ["[who|It] [hire|hired] [how many=12..12 nurses+whom|12 nurses].",
         "[who|It] [hire|hired] [how many=5..5 drivers+whom|five drivers]."],
        # None of some against all of them.
        ["[whom|No invalid vote] was [not count|counted].", "[whom|Every vote] was [count|counted]."],
        # To and by; a day and a week; long and wide.
        ["[who|Taxes] [rise|rose] by [how many=4..4 percent|4 percent].",
         "[who|Taxes] [rise|rose] to [how many=22..22 percent|22 percent]."],
        ["[who|It] [make|makes] [how many=40..40 cars+whom|40 cars] a day.",
         "[who|It] [make|makes] [how many=300..300 cars+whom|300 cars] a week."],
        ["[who|The offer] [be|is] worth [how many=160..160 thalers|160 thalers].",
         "[who|The offer] [be|is] worth [how many=22..22 thalers|22 thalers] per season."],
        ["[who|It] [measure|measures] [how many=4..4 metres|4 metres] long.",
         "[who|It] [measure|measures] [how many=9..9 metres|9 metres] wide."],
        # A part of the whole.
        ["[how many=2..2 engines+who|Two] of the engines [fail|failed].",
         "[how many=4..4 engines+who|Four engines] [fail|failed]."],
        # Two days, two places, two owners: two deeds.
        ["[who|It] [carry|carried] [how many=40..40 cars+whom|40 cars] on [when=2021-03-08|Monday].",
         "[who|It] [carry|carried] [how many=90..90 cars+whom|90 cars] on [when=2021-03-09|Tuesday]."],
        ["[who|She] [win|won] [how many=3..3 medals+whom|three medals] in [where|Rome].",
         "[who|She] [win|won] [how many=5..5 medals+whom|five medals] in [where|Athens]."],
        ["[who|The farm] [sell|sold] [how many=3..3 cows+whom|three cows].",
         "[who|The neighbouring farm] [sell|sold] [how many=5..5 cows+whom|five cows]."],
        # What happens again and again.
        ["[who|The volcano] [erupt|erupted] in [when=1902|1902].",
         "[who|The volcano] [erupt|erupted] in [when=1976|1976]."],
        # A place in another role, and places of many.
        ["[who|The minister] [fly|flew] to [where|Berlin].", "[who|The minister] [fly|flew] from [where|Oslo]."],
        ["[whom|Protests] were [hold|held] in [where|Rome].", "[whom|Protests] were [hold|held] in [where|Naples]."],
        # Many can do what one does.
        ["[who|{person:Ada Moss}] [attend|attended] [whom|the vote].",
         "[who|{person:Karl Brandt}] [attend|attended] [whom|the vote]."],
        # He speaks for it.
        ["[who|{organisation:Alder Steel}] [buy|bought] [whom|the mill].",
         "[who|{person:Karl Brandt}] [buy|bought] [whom|the mill]."],
        # A try can fail; who did something else is another.
        ["[who|Thieves] tried to [attempt rob|rob] [whom|the mill].",
         "[who|They] failed to [failure rob|rob] [whom|the mill]."],
        ["[who|Villagers] tried to [attempt stop|stop] [whom|the fire].",
         "[who|Firemen] [stop|stopped] [whom|the fire]."],
        # A negation that goes with the opposite, or reaches the reason only.
        ["[whom|The law] was not [not weaken|weakened].", "[whom|The law] was [strengthen|strengthened]."],
        ["[who|She] did not [not resign|resign] over the flood.", "[who|She] [resign|resigned]."],
        ["[who|They] did not only [not raise|raise] [whom|prices].", "[who|They] [raise|raised] [whom|prices]."],
        # None of one kind is none of another, and nobody on one day is not nobody on the next.
        ["[whom|Four workers] were [hurt|hurt].", "[whom|No residents] were [not hurt|hurt]."],
        ["[who|Police] [open|opened] [whom|an investigation].", "[whom|No shops] were [not open|opened]."],
        ["[who|Two men] [die|died] on [when=2021-03-08|Monday].",
         "[who|Nobody] [not die|died] on [when=2021-03-09|Tuesday]."],
        # A condition states nothing, nor does what did not come true.
        ["If [who|the vote] [fail|fails], it is late.", "[who|The vote] did not [not fail|fail]."],
        ["Without it [who|the mine] would have [flood|flooded].", "[who|The mine] did not [not flood|flood]."],
        # Opposites of two things, or one after the other.
        ["[who|Exports] [rise|rose].", "[who|Imports] [fall|fell]."],
        ["[who|Prices] [rise|rose] in [when=2010|2010].", "[who|Prices] [fall|fell] in [when=2012|2012]."],
        ["[who|The price] [fall|fell] and then [who|it] [rise|rose].", "[who|The price] [rise|rose]."],
        # Somebody else may have done what he did not do.
        ["[who|The clerk] did not [not send|send] [whom|the photo].", "[whom|The photo] was [send|sent]."],
        # What is done as a rule says nothing of one day.
        ["[who|The clerk] usually [drive|drove] [whom|the van].",
         "[who|The clerk] planned to [plan drive|drive] [whom|the van]."],
        # Several of a kind may be in several places, and another one is elsewhere.
        ["It condemned the [attack|attacks] on [whom|the mission] in [where|Rome].",
         "It condemned the [attack|attacks] on [whom|the mission] in [where|Naples]."],
        ["It was an [attack|attack] on [whom|the mission] in [where|Rome].",
         "It was another [attack|attack] on [whom|the mission] in [where|Naples]."],
        # The name of a place that describes something is not where it was.
        ["It was an [attack|attack] on [whom|the [where|Brazil] consulate].",
         "It was an [attack|attack] on [whom|the consulate] in [where|Naples]."],
        # A hotel that has the name of a town lies in another one.
        ["[who|Thieves] [rob|robbed] [whom|a jeweller] at [where|the Carlton hotel].",
         "[who|Thieves] [rob|robbed] [whom|a jeweller] in [where|Cannes]."],
        # One voice that tells of two things.
        ["[who|It] [hire|hired] [how many=12..12 nurses+whom|12 nurses]. Before, [who|it] [hire|hired] "
         "[how many=5..5 nurses+whom|five nurses]."],
        # What was under way may have come to anything.
        ["[who|The man] tried to [attempt climb|climb] [whom|the hill].",
         "[who|The man] was [climb|climbing] [whom|the hill]."],
        ["[who|The man] [fall|fell] on [when=2021-03-08|Monday].",
         "[who|The man] was [climb|climbing] on [when=2021-03-08|Monday]."],
        # One place under two names, of which the other assertion has both.
        ["[who|The man] [die|died] in [where|Aorika].",
         "[who|The man] [die|died] at [where|Mount Selk] with the Aorika rescue team beside him."],
        # A parse that takes something for denied has to have a word for it.
        ["[whom|The law] would [not change|change].", "[whom|The law] was [change|changed]."],
        # Several are not one.
        ["[whom|They] were [hire|hired].", "[whom|{person:Ada Moss}] was not [not hire|hired]."],
        # The other sums up what has come together, or others are counted along.
        ["[who|The crew] [seize|seized] [how many=12..12 rifles+whom|12 rifles].",
         "[who|The crew] have [seize|seized] [how many=31..31 rifles+whom|31 rifles] so far."],
        ["[who|The fire] [kill|killed] [how many=3..3 people+whom|three people].",
         "[who|The fire] [kill|killed] [how many=2..2 people+whom|two people] and a dog."],
        # The first of many.
        ["[who|The clerk] [send|sent] [how many=29..29 letters+whom|29 letters].",
         "[who|The clerk] [send|sent] the first [how many=17..17 letters+whom|17 letters]."],
        # Deadlines: what is done by the 15th is done by the 30th.
        ["[whom|The mine] was [close|closed] by [when=2021-03-15|15 March].",
         "[whom|The mine] was [close|closed] before [when=2021-03-31|31 March]."],
        # What somebody wants done otherwise he does not tell of.
        ["[who|The rule] [weaken|weakened] [whom|the act].",
         "Look at ways to mend [whom|the act], not [not weaken|weaken] it."],
        # Of two people whom the sentences name, though the deed does not; in two games.
        ["With {person:Ada Moss} the team [win|won] [how many=40..40 medals+whom|40 medals] in [where|Rome].",
         "With {person:Karl Brandt} the team [win|won] [how many=90..90 medals+whom|90 medals] in [where|Rome]."],
        ["[who|{person:Ada Moss}] [score|scored] [how many=22..22 points+whom|22 points].",
         "[who|{person:Ada Moss}] [score|scored] [how many=31..31 points+whom|31 points]."],
        # A number that another one stands before.
        ["[who|It] [injure|injured] [how many=50..50 people+whom|50 people].",
         "[how many=10..10 people+whom|Ten people] died and [how many=50..50 |50] were [injure|injured] by [who|it]."],
        # Two things were had in two places.
        ["[who|{person:Ada Moss}] [receive|received] [whom|a law degree] in [where|Rome].",
         "[who|She] [receive|received] [whom|an arts degree] in [where|Naples]."],
        # What is planned comes about; of what was tried there has to be a word.
        ["[who|The bank] planned to [plan buy|buy] [whom|the mill].", "[who|The bank] [buy|bought] [whom|the mill]."],
        ["But by [attempt buy|buying] [whom|the mill] [who|the bank] grew.",
         "[who|The bank] [buy|bought] [whom|the mill]."],
        # A term with no chance of parole is a term, and "nothing but" is something.
        ["[who|The judge] [sentence|sentenced] [whom|the clerk] to life.",
         "[who|The judge] gave [whom|the clerk] [not sentence|sentences] with no chance of parole."],
        ["[who|The fee] [depend|depends] on the size.",
         "[who|The fee] [depend|depends] on nothing less than the size."],
        # What one side won the other lost.
        ["They told of the [loss|loss] for [whom|the Reds].",
         "They told of the [victory|victory] over [whom|the Reds]."],
        # Somebody told of for the first time is no one we know.
        ["[who|A farmer] never [not go|went] to law school.", "[who|{person:Ada Moss}] [go|went] to law school."],
        # One man under a short name.
        ["[who|{person:Fred Larsen}] [shoot|shot] [whom|the wolf].",
         "[who|{person:Frederick Larsen}] [shoot|shot] [whom|the wolf]."],
        # Who is to do it has not done it.
        ["It was for [who|{person:Ada Moss}] to [fire|fire] [whom|the clerk].",
         "[who|{person:Karl Brandt}] [fire|fired] [whom|the clerk]."],
    ],
)  # fmt: skip
def test_what_can_be_reconciled_is_no_disagreement(texts: list[str]) -> None:
    found, _ = compared(*texts)
    assert found.disagreements == found.variations == ()


def test_a_value_leads_to_where_it_stands() -> None:
    found, asserted = compared(*CONFLICTS[0][1])
    (conflict,) = found.disagreements
    texts = ["The fire killed 38 people.", "52 people died in the fire."]
    shown = [[texts[int(place.article[1:])][slice(*place.span)] for place in v.evidence] for v in conflict.values]
    assert shown == [["38 people"], ["52 people"]]
    assert len(asserted) == 2


def test_values_that_are_near_stand_together_against_a_third() -> None:
    found, _ = compared(
        "[who|It] [cost|cost] [how many=2.38e6..2.38e6 crowns|2.38 million crowns].",
        "[who|It] [cost|cost] [how many=~2.4e6..2.4e6 crowns|about 2.4 million crowns].",
        "[who|It] [cost|cost] [how many=3.1e6..3.1e6 crowns|3.1 million crowns].",
    )
    assert [values(each) for each in found.disagreements] == [
        [("2.38 million crowns", "0", "1"), ("3.1 million crowns", "2")]
    ]
    assert [(each.kind, values(each)) for each in found.variations] == [
        ("rounding", [("2.38 million crowns", "0"), ("about 2.4 million crowns", "1")])
    ]


def test_a_vague_value_is_on_neither_side() -> None:
    found, _ = compared(
        "[who|It] [kill|killed] [how many=~24.. people+whom|dozens of people].",
        "[who|It] [kill|killed] [how many=38..38 people+whom|38 people].",
        "[who|It] [kill|killed] [how many=52..52 people+whom|52 people].",
    )
    assert [values(each) for each in found.disagreements] == [[("38 people", "1"), ("52 people", "2")]]


def test_copies_hold_one_value() -> None:
    four = "[how many=4..4 people+who|Four people] [die|died]."
    found, _ = compared(four, four, "[how many=5..5 people+who|Five people] [die|died].")
    assert [values(each) for each in found.disagreements] == [[("Four people", "0", "1"), ("Five people", "2")]]


SIX, FIVE = (
    "[who|It] [kill|killed] [how many={0}..{0} people+whom|{1} people].".format(*n) for n in ((6, "six"), (5, "five"))
)
TAKEN_BACK = FIVE + " An earlier version said that [who|it] [kill|killed] [how many=6..6 people+whom|six people]."


@pytest.mark.parametrize(
    ("texts", "outlets", "dates", "kinds"),
    [
        # The same outlet reports a higher toll later; another one may only know less.
        ([FIVE, SIX], ["Post", "The Post"], ["2020-05-01", "2020-05-03"], {"update"}),
        ([FIVE, SIX], ["Post", "Star"], ["2020-05-01", "2020-05-03"], {"conflict"}),
        ([FIVE, SIX], ["Post", "Post"], ["", ""], {"conflict"}),
        # ... unless it says that it is later.
        ([FIVE, "It has now " + SIX], ["Post", "Star"], ["2020-05-01", "2020-05-03"], {"update"}),
        # A report takes back what its outlet, or itself, had wrong.
        ([SIX, TAKEN_BACK], ["Post", "Post"], ["2020-05-01", "2020-05-01"], {"correction"}),
        # What is taken back there is nobody's any more, but another outlet still has it.
        ([SIX, TAKEN_BACK], ["Star", "Post"], ["2020-05-01", "2020-05-01"], {"conflict", "correction"}),
        # What was planned is done by now; what was tried was over.
        (["[who|It] plans to [plan sell|sell] [whom|the mill].", "[who|It] [sell|sold] [whom|the mill]."],
         ["Post", "Star"], ["2020-05-01", "2020-05-03"], {"update"}),
        (["[who|It] tried to [attempt sell|sell] [whom|the mill].", "[who|It] [sell|sold] [whom|the mill]."],
         ["Post", "Star"], ["2020-05-01", "2020-05-03"], {"conflict"}),
        (["[who|The mayor] has not yet [not resign|resigned].", "[who|The mayor] has [resign|resigned]."],
         ["Post", "Star"], ["2020-05-01", "2020-05-03"], {"update"}),
    ],
)  # fmt: skip
def test_a_later_report_updates_or_corrects(
    texts: list[str], outlets: list[str], dates: list[str], kinds: set[str]
) -> None:
    found, _ = compared(*texts, outlets=outlets, dates=dates)
    assert {each.kind for each in (*found.disagreements, *found.variations)} == kinds


QUOTATION = "We will not sell a single acre of it"


@pytest.mark.parametrize(
    ("content", "one", "other", "expected"),
    [
        (QUOTATION, "Ada Moss", "Karl Brandt", [("Ada Moss", "0"), ("Karl Brandt", "1")]),
        (QUOTATION, "Ada Moss", "Moss", []),
        (QUOTATION, "Ada DelMoss", "Del Moss", []),
        # One body under two names, or a name that was cut short.
        (QUOTATION, "the Meranian embassy in Cairo", "embassy in Egypt", []),
        (QUOTATION, "U", "Harbour Office", []),
        (QUOTATION, "Port Office", "River Board", [("Port Office", "0"), ("River Board", "1")]),
        # Anybody says so.
        ("I am innocent", "Ada Moss", "Karl Brandt", []),
    ],
)
def test_words_given_to_two_speakers(content: str, one: str, other: str, expected: list[tuple[str, ...]]) -> None:
    kind = SourceType.PERSON if one.startswith("Ada") else SourceType.ORGANISATION
    told = [reading(f"a{n}", content, said_by=speaker(name, kind)) for n, name in enumerate((one, other))]
    found = compare([a for assertions, _ in told for a in assertions], [article for _, article in told])
    assert [values(each) for each in found.disagreements if each.slot == "attribution"] == (
        [expected] if expected else []
    )


def test_a_speaker_who_is_named_elsewhere_is_told_more_precisely() -> None:
    speakers = (speaker("senior engineer", SourceType.ANONYMOUS), speaker("Ada Moss"))
    told = [reading(f"a{n}", QUOTATION, said_by=each) for n, each in enumerate(speakers)]
    found = compare([a for assertions, _ in told for a in assertions], [article for _, article in told])
    assert [(each.slot, each.kind) for each in found.variations] == [("attribution", "more precise")]


KNEW = "[who|The mayor] [know|knew] of it."
DID_NOT = "[who|The mayor] did not [not know|know] of it."


@pytest.mark.parametrize(
    ("texts", "worded", "holding", "inverting"),
    [
        ([KNEW, DID_NOT, KNEW], 0, (0, 2), (1,)),
        ([KNEW, DID_NOT, KNEW], 1, (1,), (0, 2)),
        # Whoever says nothing to the contrary is not against it.
        ([KNEW, "[who|The river] [rise|rose].", DID_NOT], 0, (0, 1), (2,)),
        # By way of another one: who says that it fell is against "rose", through "did not rise".
        (["[who|Pay] [rise|rose].", "[who|Pay] [fall|fell]."], 0, (0,), (1,)),
        ([KNEW], 0, (0,), ()),
    ],
)
def test_an_inverted_claim_is_not_confirmed(
    texts: list[str], worded: int, holding: tuple[int, ...], inverting: tuple[int, ...]
) -> None:
    found, _ = compared(*texts)
    assert (found.sides(worded).holding, found.sides(worded).inverting) == (holding, inverting)


def test_a_denial_inverts_what_it_denies_and_a_denied_negation_does_not() -> None:
    told = [reading(f"a{n}", text) for n, text in enumerate((KNEW, KNEW, DID_NOT))]
    asserted = [assertion for assertions, _ in told for assertion in assertions]
    denied = [asserted[0], *(replace(assertion, certainty=Certainty.DENIED) for assertion in asserted[1:])]
    found = compare(denied, [article for _, article in told])
    assert found.sides(0).inverting == (1,)


@pytest.mark.parametrize(
    ("told", "slots"),
    [
        # What is denied may be told in another word for what was done ...
        ("[who|The anchor of the freighter] [cut|cut] [whom|the Ostra cable].", ["polarity"]),
        # ... but not of something else.
        ("[who|The freighter] [leave|left] [whom|the harbour] in the morning.", []),
    ],
)
def test_what_a_source_denies_is_what_another_tells_of_the_same(told: str, slots: list[str]) -> None:
    found = [reading("a0", told), reading("a1", "[who|The freighter] had [damage|damaged] [whom|the Ostra cable].")]
    (first,), (second,) = (asserted for asserted, _ in found)
    result = compare([first, replace(second, certainty=Certainty.DENIED)], [article for _, article in found])
    assert [each.slot for each in result.disagreements] == slots


def test_a_source_may_deny_what_a_headline_tells_without_a_verb() -> None:
    """What is told so is the whole of it."""
    found = [
        reading("a0", "Damage by [who|the freighter] to the [whom|Ostra cable]"),
        reading("a1", "[who|The freighter] had [damage|damaged] [whom|the Ostra cable]."),
    ]
    (first,), (second,) = (asserted for asserted, _ in found)
    denied = replace(second, certainty=Certainty.DENIED)
    result = compare([replace(first, propositions=()), denied], [article for _, article in found])
    [disagreement] = result.disagreements
    assert next(value.value for value in disagreement.values) == first.text


def test_a_denial_of_the_claim_as_a_whole_inverts_what_it_points_back_to() -> None:
    found, _ = compared(KNEW + " [who|The company] [deny|denies] [whom|it].", KNEW, DID_NOT)
    assert found.sides(0).inverting == (1, 3)
    assert [values(each) for each in found.disagreements] == [[("knew", "0", "2"), ("denies", "1", "3")]]


@pytest.mark.parametrize(
    "text", ["", "   ", "0", "not", "in in in", "[who|Nobody] [be|was]", "[when=soon|soon] [go|go]"]
)
def test_odd_texts_do_no_harm(text: str) -> None:
    found, _ = compared(text, text + ".", "")
    assert found.disagreements == ()


def test_an_assertion_of_an_article_that_was_not_read_says_nothing() -> None:
    asserted, article = reading("a0", KNEW)
    lost = [replace(assertion, article="b") for assertion in asserted]
    assert compare([*asserted, *lost], [article]).disagreements == ()
    nothing: list[Reading] = []
    assert compare(lost, nothing).sides(0).holding == (0,)


def denied(text: str, cue: str, source: str, said: str) -> tuple[Assertion, Reading]:
    """A sentence whose source denies what it says, by a cue in it."""
    (asserted,), read = reading("d", text)
    plain = read.article.text
    cued, spoken, told = ((plain.index(part), plain.index(part) + len(part)) for part in (cue, source, said))
    attribution = Attribution(
        "x", None, (spoken,), (cued,), (told,), Quotation.INDIRECT, SourceType.PERSON, None, (), Certainty.DENIED, 1.0
    )
    asserted = replace(asserted, attribution="x", certainty=Certainty.DENIED, span=(told,), text=said)
    return asserted, replace(read, attributions=(attribution,))


@pytest.mark.parametrize(
    ("text", "cue", "said", "other", "slots"),
    [
        # Who is against what somebody is to do denies nothing.
        (
            "The mayor rejects efforts to [attempt close|close] [whom|the old village school].", "rejects",
            "efforts to close the old village school",
            "[who|The council] [close|closed] [whom|the old village school].", [],
        ),
        (
            "The mayor denies that [who|the council] had [close|closed] [whom|the school].", "denies",
            "the council had closed the school", "[who|The council] [close|closed] [whom|the school].", ["polarity"],
        ),
    ],
)  # fmt: skip
def test_who_rejects_a_deed_denies_none(text: str, cue: str, said: str, other: str, slots: list[str]) -> None:
    (told,), read = reading("a", other)
    denial, article = denied(text, cue, "The mayor", said)
    assert [each.slot for each in compare([told, denial], [read, article]).disagreements] == slots


def test_a_whole_denial_points_back_though_its_own_cue_denies() -> None:
    """The sentence is all the content there is: "Calloway denies it.", whose cue is "denies"."""
    asserted, read = reading("a", "[who|Calloway] may have [know|known] of it. [who|Calloway] [deny|denies] [whom|it].")
    cue = read.article.text.index("denies")
    said = Attribution(
        "x", None, (), ((cue, cue + 6),), asserted[1].span, Quotation.INDIRECT, SourceType.PERSON, None, (),
        Certainty.DENIED, 1.0,
    )  # fmt: skip
    told = [asserted[0], replace(asserted[1], attribution="x", certainty=Certainty.DENIED)]
    [found] = compare(told, [replace(read, attributions=(said,))]).disagreements
    assert values(found) == [("known", "0"), ("denies", "1")]


def test_what_is_told_within_a_denial_is_no_other_side_of_it() -> None:
    text = "[who|The charges] [include|include] that [who|he] [misuse|misused] [whom|his high office in town]."
    (whole,), read = reading("a", text)
    part = replace(whole, propositions=whole.propositions[1:])
    denial = replace(whole, propositions=whole.propositions[:1], certainty=Certainty.DENIED)
    assert not compare([denial, part], [read]).disagreements


def test_a_verb_of_telling_is_no_deed_of_what_it_leads_in() -> None:
    text = "[who|The director] [tell|told] [whom|the Courier] no such order had been given."
    (asserted,), read = reading("a", text)
    start, end = read.article.text.index("no such"), len(read.article.text) - 1
    cue = (read.article.text.index("told"), read.article.text.index("told") + 4)
    said = Attribution(
        "x",
        None,
        (),
        (cue,),
        ((start, end),),
        Quotation.INDIRECT,
        SourceType.PERSON,
        None,
        (),
        Certainty.ATTRIBUTED,
        1.0,
    )
    read = replace(read, attributions=(said,), propositions=asserted.propositions)
    told = replace(asserted, attribution="x", span=((start, end),), text=read.article.text[start:end], propositions=())
    (other,), article = reading("b", "[who|The director] never [not tell|told] [whom|the Courier].")
    assert not compare([told, other], [read, article]).disagreements


def test_a_cue_that_is_the_deed_itself_denies_it() -> None:
    (first,), one = reading("a0", "[who|The paper] has not [not see|seen] [whom|the report].")
    (second,), other = reading("a1", "[who|The paper] had never [not see|seen] [whom|the report].")
    cue = (one.article.text.index("has"), one.article.text.index(" the report"))
    said = Attribution("x", None, (), (cue,), (), Quotation.INDIRECT, SourceType.PERSON, None, (), first.certainty, 1.0)
    assert not compare([first, second], [replace(one, attributions=(said,)), other]).disagreements
