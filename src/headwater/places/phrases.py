"""A phrase that names a place > the areas that it may mean: "Paris, Texas", "southern France", "French soil"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from headwater.places.gazetteer import LONGEST, Area, Gazetteer, key, load

Areas = tuple[Area, ...]
Said = Mapping[str, Sequence[str]]
"""The places that an article says one lies in, by key."""

THERE, INSIDE, NEAR, REGION = "there", "inside", "near", "region"
MOST_WORDS = 12
LEAST_SHARE = 0.1
"""Of the places of one name those with fewer people than this share of the largest one's are meant only where the text
says so: no newspaper writes "London" for the one in Ontario."""
DEEPEST = 4
"""Steps from a place to what it lies in that are followed, and words before a name that are taken off."""


def meant(phrase: str, said: Said, depth: int = DEEPEST) -> Areas:
    """The likely ones, if any is known; of one that is unknown, what the article says that it lies in."""
    outer = said.get(key(phrase), ()) if depth else ()
    name, comma, rest = phrase.rpartition(", ")
    if comma and not named(phrase):
        phrase, outer = name, (*outer, load().states.get(rest.strip(), rest))
    around = tuple(area for each in outer for area in meant(each, said, depth - 1)) if depth else ()
    found = named(phrase)
    if not around:
        return likely(found)
    inner = tuple(area for area in found if any(lies_in(area, other) for other in around))
    return likely(inner) or (Area(frozenset(), frozenset().union(*(area.within for area in around)), 1),)


def likely(areas: Areas) -> Areas:
    largest = max((area.weight for area in areas), default=0)
    return tuple(area for area in areas if area.weight >= LEAST_SHARE * largest)


def lies_in(inner: Area, outer: Area) -> bool:
    """Whether all cells that a place may lie in are covered by the other one."""
    return all(any(cell == each or cell.startswith(f"{each}.") for each in outer.covers) for cell in inner.within)


@lru_cache(maxsize=4096)
def named(phrase: str) -> Areas:
    """All the places that a phrase can mean, whatever their size."""
    known, words = load(), phrase[:LONGEST].split()
    if len(words) > MOST_WORDS:
        return ()
    for _ in range(DEEPEST):
        found = known.named(" ".join(words)) or _adjective(words, known)
        if found or len(words) < 2:
            return found
        somewhere = _taken_off(words, known)
        if somewhere is None:
            return ()
        words, where = somewhere
        if where == REGION:
            return tuple(area.region() for area in likely(named(" ".join(words))))
        if where == NEAR:
            return tuple(near for area in named(" ".join(words)) if (near := area.near()).within)
        if where == INSIDE:
            return tuple(area.somewhere() for area in named(" ".join(words)))
    return ()


def _taken_off(words: list[str], known: Gazetteer) -> tuple[list[str], str] | None:
    """Without a word before or after a name, and where it tells to be: there, in it, near it, in its region."""
    at = next((i for i, word in enumerate(words[:-1]) if word.casefold() == "of"), 0)
    before = words[at - 1].casefold() if at else ""
    if before in known.words["kinds_of"] or before in known.words["parts_of"]:
        return words[at + 1 :], INSIDE if before in known.words["parts_of"] else THERE
    for listed, where in (("articles", THERE), ("parts", INSIDE), ("near", NEAR)):
        if words[0].casefold() in known.words[listed]:
            return words[1:], where
    for listed, where in (("city", THERE), ("province", REGION)):
        if words[-1].casefold() in known.words[listed]:
            return words[:-1], where
    return None


def _adjective(words: Sequence[str], known: Gazetteer) -> Areas:
    """ "French", "French soil", "the French capital", "French waters"."""
    *adjective, last = words or [""]
    whole = known.countries.get(key(" ".join(words)), ()) if words and words[0][:1].isupper() else ()
    country = known.countries.get(key(" ".join(adjective)), ()) if adjective and adjective[0][:1].isupper() else ()
    if whole or not country:
        return whole
    if last in known.words["capital"]:
        return known.capitals.get(key(" ".join(adjective)), ())
    if last in known.words["somewhere"]:
        return tuple(area.somewhere() for area in country)
    return country if last in known.words["grounds"] else ()
