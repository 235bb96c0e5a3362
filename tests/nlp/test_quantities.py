"""How many, of what: the tables were read by hand. Half of the numbers in them count nothing."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.model import Mention, Quantity
from headwater.nlp import quantity_words, words
from headwater.nlp.dates import dates
from headwater.nlp.quantities import quantities
from headwater.nlp.sentences import sentences

WORDS = words.load("en")
QUANTITY_WORDS = quantity_words.load("en")


def numbers(text: str) -> tuple[Quantity, ...]:
    bounds = sentences(text, WORDS.sentences)
    return quantities(text, bounds, QUANTITY_WORDS, (), dates(text, bounds, "2016-09-14", WORDS.dates))


def found(text: str) -> tuple[Quantity, ...]:
    """Those that say what they count."""
    return tuple(quantity for quantity in numbers(text) if quantity.unit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What they count is left to the words around.
        ("It rose to 38.", ["38"]),
        ("The number of the sick has climbed to 94.", ["94"]),
        ("Forty-three were on shift.", ["Forty-three"]),
        ("He made nine, not eleven.", ["nine", "eleven"]),
        ("The price was 1.7 million.", ["1.7 million"]),
        ("The court put it at 17.", ["17"]),
        ("It puts the number of injured at 11.", ["11"]),
        # Which one it is, an age, a time, a score: they count nothing.
        ("Ada Moss, 38, came.", []),
        ("It sank at nine, at 8.20, at 10:30, at 5 o'clock.", []),
        ("Room 12, flight 370, day 3.", []),
        ("One by one, the 40th victim.", []),
        ("They won 3-1.", []),
        ("Several came.", []),
    ],
)
def test_bare_numbers(text: str, expected: list[str]) -> None:
    assert [text[slice(*one.span)] for one in numbers(text) if not one.unit] == expected


@pytest.mark.parametrize(
    ("text", "written", "low", "high", "unit"),
    [
        # Plain counts, in digits and words.
        ("The blast killed 38 people.", "38 people", 38, 38, "people"),
        ("Thirty-eight people died.", "Thirty-eight people", 38, 38, "people"),
        ("Two hundred and fifty men came.", "Two hundred and fifty men", 250, 250, "men"),
        ("1,200 workers left.", "1,200 workers", 1200, 1200, "workers"),
        ("The firm lost 2.4 million customers.", "2.4 million customers", 2_400_000, 2_400_000, "customers"),
        ("Two and a half million people fled.", "Two and a half million people", 2_500_000, 2_500_000, "people"),
        ("He saw 3m people.", "3m people", 3_000_000, 3_000_000, "people"),
        ("They took 12 young Syrian men.", "12 young Syrian men", 12, 12, "men"),
        ("Police held 12 police officers.", "12 police officers", 12, 12, "officers"),
        ("They shot 40 wounded soldiers.", "40 wounded soldiers", 40, 40, "soldiers"),
        ("It killed 12 Palestinians.", "12 Palestinians", 12, 12, "Palestinians"),
        ("There were 2010 people in the hall.", "2010 people", 2010, 2010, "people"),
        ("The two men left.", "two men", 2, 2, "men"),
        ("Two of the men left.", "Two of the men", 2, 2, "men"),
        ("Two of the three men left.", "Two of the three men", 2, 2, "men"),
        ("Three of five judges left.", "Three of five judges", 3, 3, "judges"),
        ("It rained for three days.", "three days", 3, 3, "days"),
        # One is told by the plural, too.
        ("One man was killed.", "One man", 1, 1, "men"),
        ("One person died.", "One person", 1, 1, "people"),
        ("One Syrian child died.", "One Syrian child", 1, 1, "children"),
        ("One factory burnt.", "One factory", 1, 1, "factories"),
        ("1 bus burnt.", "1 bus", 1, 1, "buses"),
        ("40 persons came.", "40 persons", 40, 40, "people"),
        ("200 staff left.", "200 staff", 200, 200, "staff"),
        # None at all.
        ("No one was hurt.", "No one", 0, 0, "people"),
        ("Nobody was hurt.", "Nobody", 0, 0, "people"),
        ("There were no casualties.", "no casualties", 0, 0, "casualties"),
        ("None of the passengers was hurt.", "None of the passengers", 0, 0, "passengers"),
        ("There were zero injuries.", "zero injuries", 0, 0, "injuries"),
        # Bounds.
        ("At least 30 officers came.", "At least 30 officers", 30, None, "officers"),
        ("More than 1,000 troops came.", "More than 1,000 troops", 1000, None, "troops"),
        ("At least one officer came.", "At least one officer", 1, None, "officers"),
        ("40 or more people came.", "40 or more people", 40, None, "people"),
        ("40-plus people came.", "40-plus people", 40, None, "people"),
        ("40+ people came.", "40+ people", 40, None, "people"),
        ("Up to 50 people came.", "Up to 50 people", None, 50, "people"),
        ("Fewer than 50 people came.", "Fewer than 50 people", None, 50, "people"),
        ("As many as 50 people came.", "As many as 50 people", None, 50, "people"),
        ("No more than 50 people came.", "No more than 50 people", None, 50, "people"),
        # Ranges.
        ("Between 20 and 30 protesters came.", "20 and 30 protesters", 20, 30, "protesters"),
        ("20-30 protesters came.", "20-30 protesters", 20, 30, "protesters"),
        ("20–30 protesters came.", "20–30 protesters", 20, 30, "protesters"),
        ("20 to 30 protesters came.", "20 to 30 protesters", 20, 30, "protesters"),
        ("Crowds ranging from 20 to 30 people came.", "20 to 30 people", 20, 30, "people"),
        ("2 to 3 million people came.", "2 to 3 million people", 2_000_000, 3_000_000, "people"),
        # Money.
        ("It cost $3 million.", "$3 million", 3_000_000, 3_000_000, "USD"),
        ("It cost $3 bn.", "$3 bn", 3e9, 3e9, "USD"),
        ("It cost $65.4 billion.", "$65.4 billion", 65_400_000_000, 65_400_000_000, "USD"),
        ("It cost €2.38m.", "€2.38m", 2_380_000, 2_380_000, "EUR"),
        ("It cost 2.38m euros.", "2.38m euros", 2_380_000, 2_380_000, "EUR"),
        ("It cost US$5,000.", "US$5,000", 5000, 5000, "USD"),
        ("It cost C$5,000.", "C$5,000", 5000, 5000, "CAD"),
        ("A $9.1 million loan.", "$9.1 million", 9_100_000, 9_100_000, "USD"),
        ("It cost EUR 3 million.", "EUR 3 million", 3_000_000, 3_000_000, "EUR"),
        ("It cost 3 million Swiss francs.", "3 million Swiss francs", 3_000_000, 3_000_000, "CHF"),
        ("A 3-million-euro deal.", "3-million-euro", 3_000_000, 3_000_000, "EUR"),
        ("It cost £2-3 million.", "£2-3 million", 2_000_000, 3_000_000, "GBP"),
        ("It cost between $30,000 and $60,000.", "$30,000 and $60,000", 30_000, 60_000, "USD"),
        ("It cost at least £5.", "at least £5", 5, None, "GBP"),
        # Shares and measures.
        ("30 percent of voters came.", "30 percent", 30, 30, "percent"),
        ("30% of voters came.", "30%", 30, 30, "percent"),
        ("It fell 10 per cent.", "10 per cent", 10, 10, "percent"),
        ("It fell 3 percentage points.", "3 percentage points", 3, 3, "percentage points"),
        ("It is 5 km away.", "5 km", 5, 5, "kilometres"),
        ("It burnt 12 square miles.", "12 square miles", 12, 12, "square miles"),
        ("A 15-member committee met.", "15-member", 15, 15, "members"),
        ("A six-hour siege ended.", "six-hour", 6, 6, "hours"),
        ("A 20,000-strong crowd came.", "20,000-strong", 20_000, 20_000, "people"),
        # People without a noun.
        ("38 dead in storm", "38", 38, 38, "people"),
        ("In all, 38 were killed.", "38", 38, 38, "people"),
        ("It killed at least 38.", "at least 38", 38, None, "people"),
        ("The toll rose to 38.", "38", 38, 38, "people"),
        ("A crowd of 20,000 came.", "20,000", 20_000, 20_000, "people"),
    ],
)
def test_exact_numbers_and_bounds(text: str, written: str, low: float | None, high: float | None, unit: str) -> None:
    (one,) = found(text)
    assert (text[slice(*one.span)], one.low, one.high, one.unit) == (written, low, high, unit)
    assert not one.approximate


@pytest.mark.parametrize(
    ("text", "written", "low", "high", "unit"),
    [
        ("About 40 people came.", "About 40 people", 40, 40, "people"),
        ("Some 40 people came.", "Some 40 people", 40, 40, "people"),
        ("An estimated 1.5 million people came.", "An estimated 1.5 million people", 1_500_000, 1_500_000, "people"),
        ("It cost nearly 2.4 million euros.", "nearly 2.4 million euros", 2_400_000, 2_400_000, "EUR"),
        ("40 people or so came.", "40 people or so", 40, 40, "people"),
        ("Two or three people came.", "Two or three people", 2, 3, "people"),
        ("Dozens of people came.", "Dozens of people", 24, None, "people"),
        ("Dozens were arrested.", "Dozens", 24, None, "people"),
        ("Hundreds of thousands of people came.", "Hundreds of thousands of people", 200_000, None, "people"),
        ("Tens of thousands marched with hundreds of dogs.", "hundreds of dogs", 200, None, "dogs"),
        ("Several people came.", "Several people", 3, None, "people"),
        ("Several hundred people came.", "Several hundred people", 300, None, "people"),
        ("A few people came.", "A few people", 2, None, "people"),
        ("A couple of men came.", "A couple of men", 2, 2, "men"),
        ("A dozen people came.", "A dozen people", 12, 12, "people"),
        ("Half a dozen people came.", "Half a dozen people", 6, 6, "people"),
        ("A million people came.", "A million people", 1_000_000, 1_000_000, "people"),
        ("Half of the seats were empty.", "Half of the seats", 50, 50, "percent"),
        ("Half the seats were empty.", "Half the seats", 50, 50, "percent"),
        ("A third of the seats were empty.", "A third of the seats", 33.3, 33.3, "percent"),
        ("Two-thirds of voters came.", "Two-thirds of voters", 66.7, 66.7, "percent"),
        ("More than half of voters came.", "More than half of voters", 50, None, "percent"),
        ("One in five voters came.", "One in five voters", 20, 20, "percent"),
        ("Nine out of 10 voters came.", "Nine out of 10 voters", 90, 90, "percent"),
        ("It ran over ten years.", "over ten years", 10, 10, "years"),  # during them, or longer
    ],
)
def test_numbers_that_are_about_right(text: str, written: str, low: float, high: float | None, unit: str) -> None:
    (one,) = found(text)
    assert (text[slice(*one.span)], one.low, one.high, one.unit) == (written, low, high, unit)
    assert one.approximate


@pytest.mark.parametrize(
    "text",
    [
        # Ages.
        "The 38-year-old, aged 38, is 38 years old.",
        "A 14-year-old boy and a nine-month-old child.",
        "Ada Moss, 38, came.",
        "She turned 40.",
        # Dates and times.
        "It sank on 3 May 2010, two years ago, in 2010.",
        "The 2010 elections were free.",
        "In the 1990s it sank.",
        "At 10 p.m. it sank, at 6.10am, at 10:30, at 5 o'clock.",
        # Which one, not how many.
        "Article 50, No. 3, page 12, chapter 7, day 3, number 10.",
        "The first man, the 40th victim, the 3rd day.",
        "Room 12, flight 370, highway 61.",
        "Phase 3 trials and type 2 cases.",
        # Names.
        "F-16 jets, Boeing 737 jets, Covid-19 cases, G20 leaders.",
        "The Group of 20 leaders met the Big Four firms.",
        "10 Downing Street is old.",
        "Channel 4 reporters came.",
        "Ocean's Eleven stars.",
        "Apollo 13 astronauts.",
        "The 737s and A380s flew.",
        # Scores, telephones, versions, fractions of figures.
        "They won 3-1 and lost 2-2.",
        "They won 3 to 1.",
        "Call 020 7946 0000 or 555-0100.",
        "Windows 3.11 and version 2.0.1.",
        "It is open 9 to 5.",
        "It was 50-50.",
        # No counts.
        "Twice as many people came.",
        "He came three times, 20 times more often.",
        "It rose 18-fold.",
        "One of the men left; one by one, one on one.",
        "One day, one way or another.",
        "On the one hand it is one thing.",
        "No doubt he has no plans and no comment.",
        "No longer, no matter, no way.",
        "The second half of the game.",
        "Half an hour past half time.",
        "A quarter of an hour.",
        "The third of the men.",
        "He made a third attempt.",
        "Five of them left.",
        "He bought a $ sign.",
        "It rose to 38.",
        "He scored 20 and won.",
        "A man, a boy and a dog.",
        "Ten and four make what?",
        "3D films in 4K.",
        "4,00,0 and 1,2 and 9,99",
        "",
    ],
)
def test_what_counts_nothing(text: str) -> None:
    assert [text[slice(*one.span)] for one in found(text)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Six men and two dogs.", [(6, "men"), (2, "dogs")]),
        ("Sales rose from 20 to 30 cars.", [(20, "cars"), (30, "cars")]),
        ("Killing 107 and injuring 238, it fell.", [(107, "people"), (238, "people")]),
        ("He leads by 43 percent to 38 percent.", [(43, "percent"), (38, "percent")]),
        ("It killed 38 people. 12 were hurt.", [(38, "people"), (12, "people")]),
        ("Three men\nTwo women", [(3, "men"), (2, "women")]),
    ],
)
def test_numbers_side_by_side(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(one.low, one.unit) for one in found(text)] == expected


def test_a_number_in_a_name_counts_nothing() -> None:
    text = "The magazine 20 minutes wrote it."
    name = Mention((text.index("20"), text.index(" wrote")), "PUBLICATION")
    assert quantities(text, (), QUANTITY_WORDS)
    assert not quantities(text, (), QUANTITY_WORDS, [name])


PARTS = [
    "38", "two", "three", "million", "people", "of", "the", "at least", "or so", "-", "–", "to", "and", "between", "$",
    "%", "dozens", "hundreds", "half", "a", "one", "in", "five", "no", "none", "euros", "1,200", "2.4m", "men",
    "killed", "toll", "-year", "-old", "or more", "+", "third", ".", "from", "several", "US$", "a half", "out of", "10",
]  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=25), st.sampled_from(["", " "]))
def test_any_order_of_the_parts_of_quantities(parts: list[str], between: str) -> None:
    made = found(between.join(parts))
    assert all(before.span[1] <= after.span[0] for before, after in pairwise(made))
    for one in made:
        assert one.unit
        assert one.low is not None or one.high is not None
        assert one.low is None or one.high is None or 0 <= one.low <= one.high


@given(st.text(max_size=80))
def test_any_text_at_all(text: str) -> None:
    for one in found(text):
        assert text[slice(*one.span)].strip()


@pytest.mark.parametrize(
    "unit",
    [
        "9",
        "38 people ",
        "two ",
        "and ",
        "one hundred ",
        "$",
        "3-",
        "half of ",
        "a dozen ",
        "1,",
        "no ",
        "at least ",
        "from 2 to ",
    ],
)
def test_hostile_text_takes_time_in_proportion(unit: str) -> None:
    taken = []
    for size in (10_000, 40_000):
        text = unit * (size // len(unit))
        start = time.process_time()
        quantities(text, ((0, len(text)),), QUANTITY_WORDS)
        taken.append(time.process_time() - start)
    assert taken[1] < 10 * taken[0] + 1.0


def test_a_million_digits_are_no_trouble() -> None:
    assert found("9" * 1_000_000) == ()
