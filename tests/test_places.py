"""How two places lie to each other, by what is known of the world and by what an article says."""

import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.places import Relation, relation, stated

OPPOSITE = {Relation.CONTAINS: Relation.WITHIN, Relation.WITHIN: Relation.CONTAINS}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UK", "Britain"),
        ("U.K.", "United Kingdom"),
        ("Great Britain", "the United Kingdom"),
        ("US", "America"),
        ("U.S.", "United States"),
        ("Burma", "Myanmar"),
        ("Czech Republic", "Czechia"),
        ("Holland", "the Netherlands"),
        ("Kiev", "Kyiv"),
        ("Bombay", "Mumbai"),
        ("São Paulo", "Sao Paulo"),
        ("St. Petersburg, Russia", "Saint Petersburg, Russia"),
        ("EU", "European Union"),
        ("Gaza", "the Gaza Strip"),
        ("French soil", "France"),
        ("Syrian territory", "Syria"),
        ("the French capital", "Paris"),
        ("the French city of Lyon", "Lyon"),
        ("Taipei City", "Taipei"),
        ("L.A.", "Los Angeles"),
        ("Texas state", "Texas"),
        ("Tarnow Bay", "Tarnow Bay"),
        ("Tarnow", "the Tarnow"),
    ],
)
def test_one_place_under_two_names(one: str, other: str) -> None:
    assert relation(one, other) == relation(other, one) == Relation.SAME


@pytest.mark.parametrize(
    ("inner", "outer"),
    [
        # Cities, regions, countries, parts of the world.
        ("Paris", "France"),
        ("Munich", "Bavaria"),
        ("Bavaria", "Germany"),
        ("Edinburgh", "Scotland"),
        ("Scotland", "the UK"),
        ("Austria", "Europe"),
        ("Vienna", "Europe"),
        ("Vienna", "the EU"),
        ("the EU", "Europe"),
        ("Dubai", "the Gulf"),
        ("Dubai", "the Middle East"),
        ("Damascus", "Syria"),
        ("Brazil", "Latin America"),
        ("Serbia", "the Balkans"),
        ("Sweden", "Scandinavia"),
        ("Nairobi", "sub-Saharan Africa"),
        ("Seoul", "Korea"),
        ("Hong Kong", "China"),
        ("Puerto Rico", "the United States"),
        ("Houston", "Texas"),
        ("Harris County", "Texas"),
        ("Donetsk", "Donbas"),
        ("Yorkshire", "England"),
        ("Idlib", "Idlib province"),
        ("Idlib province", "Syria"),
        ("Washington, D.C.", "the United States"),
        # Words around a name.
        ("southern France", "France"),
        ("the south of France", "France"),
        ("north London", "London"),
        ("the outskirts of Paris", "Paris"),
        ("French waters", "France"),
        ("Paris", "French soil"),
        ("near Lyon", "France"),
        # Of several places of a name, the one that lies in the other.
        ("Tbilisi", "Georgia"),
        ("Atlanta", "Georgia"),
        ("Georgia", "the United States"),
        ("Seattle", "Washington"),
        ("Birmingham", "Alabama"),
        ("Birmingham", "England"),
        ("Buffalo", "New York"),
        ("Paris, Texas", "Texas"),
        ("Paris, Texas", "the United States"),
        ("Springfield, Ill.", "Illinois"),
        ("London, Ontario", "Canada"),
        ("Tarnow Bay, Norway", "Europe"),
    ],
)
def test_a_place_in_another(inner: str, outer: str) -> None:
    assert relation(inner, outer) is Relation.WITHIN
    assert relation(outer, inner) is Relation.CONTAINS


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Paris", "London"),
        ("Paris", "Austria"),
        ("Dubai", "Europe"),
        ("Austria", "France"),
        ("Syria", "Iraq"),
        ("North Korea", "South Korea"),
        ("Scotland", "England"),
        ("Minneapolis", "St. Paul"),
        ("southern France", "Berlin"),
        ("Scandinavia", "Italy"),
        # A newspaper's Paris is in France, unless it says otherwise.
        ("Paris", "Texas"),
        ("Paris, Texas", "France"),
        ("London", "Canada"),
        ("French soil", "Vienna"),
        ("Tarnow Bay, Norway", "Denmark"),
    ],
)
def test_places_apart(one: str, other: str) -> None:
    assert relation(one, other) == relation(other, one) == Relation.APART


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Invented, or no places at all.
        ("Tarnow Bay", "Norway"),
        ("Tarnow Bay", "Port Ellis"),
        ("the harbour", "the mill"),
        ("", "France"),
        ("France", " "),
        ("of", "the"),
        # Within a place nobody says where.
        ("southern France", "Lyon"),
        ("Leeds", "Yorkshire"),
        ("Harris County", "Houston"),
        ("near Paris", "Paris"),
        ("Croydon", "London"),  # so near that it may be a part
        # What is disputed, or a matter of words.
        ("Crimea", "Russia"),
        ("Taipei", "China"),
        ("Jerusalem", "Palestine"),
        ("Kashmir", "India"),
        ("UK", "the EU"),
        ("Turkey", "Europe"),
        ("Moscow", "Asia"),
        ("Iraq", "the Gulf"),
        ("Georgia", "Europe"),
        # A word in small letters is no country.
        ("us", "France"),
        ("french", "Paris"),
    ],
)
def test_what_nobody_can_tell(one: str, other: str) -> None:
    assert relation(one, other) == relation(other, one) == Relation.UNKNOWN


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Tarnow Bay", "Norway", Relation.WITHIN),
        ("Norway", "Tarnow Bay", Relation.CONTAINS),
        ("Tarnow Bay", "Europe", Relation.WITHIN),
        ("Tarnow Bay", "Denmark", Relation.APART),
        ("the mill", "Tarnow Bay", Relation.WITHIN),
        ("the mill", "Norway", Relation.WITHIN),
        ("Oslo", "Tarnow Bay", Relation.UNKNOWN),
        ("Paris", "Texas", Relation.WITHIN),
        ("Paris", "France", Relation.APART),
        ("Paris", "Houston", Relation.APART),
        ("Elda", "Elva", Relation.CONTAINS),  # in a circle: what is asked first holds
    ],
)
def test_what_an_article_says_outranks_the_data(one: str, other: str, expected: Relation) -> None:
    said = {"Tarnow Bay": ["Norway"], "The Mill": ["Tarnow Bay"], "Paris": ["Texas"], "Elva": ["Elda"]}
    assert relation(one, other, said) is expected


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("It fell in Tarnow, Norway, on Monday.", ["Tarnow", "Norway"], {"Tarnow": ("Norway",)}),
        ("It fell in Tarnholm in Norway.", ["Tarnholm", "Norway"], {"Tarnholm": ("Norway",)}),
        ("Tarnholm, Norway was dark.", ["Tarnholm", "Norway"], {"Tarnholm": ("Norway",)}),
        ("It fell in Lyon, in the Gulf of Tarn.", ["Lyon", "Gulf of Tarn"], {"Lyon": ("Gulf of Tarn",)}),
        ("It fell in Paris, Texas.", ["Paris", "Texas"], {"Paris": ("Texas",)}),
        ("It fell in Lyon, France, and Oslo.", ["Lyon", "France", "Oslo"], {"Lyon": ("France",)}),
        ("Elm Street, Tarnow, Norway", ["Elm Street", "Tarnow", "Norway"], {"Tarnow": ("Norway",)}),
        # Lists and neighbours. (There is a larger Tarnow, in Poland.)
        ("It fell in Tarnow, Elda and Elva.", ["Tarnow", "Elda", "Elva"], {}),
        ("It fell in Paris, London and Rome.", ["Paris", "London", "Rome"], {}),
        ("He went from Paris, Berlin said.", ["Paris", "Berlin"], {}),
        ("In Paris, Germany said no.", ["Paris", "Germany"], {}),
        ("It fell in Tarnow. Norway was told.", ["Tarnow", "Norway"], {}),
        ("It fell in Tarnow and Norway.", ["Tarnow", "Norway"], {}),
        ("", [], {}),
    ],
)
def test_what_a_text_says_of_places(text: str, names: list[str], expected: dict[str, tuple[str, ...]]) -> None:
    spans = [(text.index(name), text.index(name) + len(name)) for name in names]
    assert stated(text, spans) == expected


WORDS = [
    "Paris",
    "France",
    "Texas",
    "the",
    "of",
    "city",
    "southern",
    "near",
    "French",
    "soil",
    ",",
    ", ",
    "Gulf",
    "x",
    "UK",
]


@given(st.lists(st.sampled_from(WORDS), max_size=6), st.lists(st.sampled_from(WORDS), max_size=6))
def test_any_two_names_lie_to_each_other_as_seen_from_either(one: list[str], other: list[str]) -> None:
    first, second = " ".join(one), " ".join(other)
    there, back = relation(first, second), relation(second, first)
    assert back == OPPOSITE.get(there, there)


def test_a_name_of_a_million_letters_is_no_trouble() -> None:
    for unit in ("x", "the ", "of ", "Paris, ", "southern ", "-", "é"):
        start = time.process_time()
        relation(unit * 200_000, "France")
        relation("France", unit * 200_000, {unit * 100_000: ["France"]})
        assert time.process_time() - start < 5


def test_nothing_is_loaded_before_a_place_is_looked_up() -> None:
    program = "import sys, headwater.places; sys.exit(headwater.places.load.cache_info().currsize)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
