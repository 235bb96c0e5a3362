"""Pairs of profiles in numbers."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from headwater.cluster.features import NAMES, Features
from headwater.cluster.language import key, stems
from headwater.cluster.profiles import Background, Profile


def profile(text: str = "", deed: str = "", **more: object) -> Profile:
    no: frozenset[str] = frozenset()
    plain = Profile(0, deed, key(deed), no, no, no, no, no, no, no, no, None, None)
    given = {name: stems(value) if isinstance(value, str) else value for name, value in more.items()}
    return replace(plain, own=stems(text), **given)  # type: ignore[arg-type]


def vector(*components: int) -> bytes:
    return np.array(components, dtype=np.int8).tobytes()


EMPTY = Background(Counter(), frozenset(), frozenset(), ())
ABOUT_MILL = Background(Counter(mill=3, fire=2), frozenset({"norhaven"}), frozenset({"2016"}), (vector(1, 0),))
ABOUT_BANK = Background(Counter(bank=3, money=1), frozenset({"oslo"}), frozenset({"1999"}), (vector(0, 1),))
BACKGROUNDS = [ABOUT_MILL, ABOUT_MILL, ABOUT_BANK, EMPTY]


def compared(one: Profile, other: Profile) -> dict[str, float]:
    row = Features([one, other], BACKGROUNDS)(np.array([0]), np.array([1]))[0]
    return dict(zip(NAMES, row.tolist(), strict=True))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (profile(deed="kill"), profile(deed="kill"), {"deed.same": 1, "deed.alike": 1, "deed.kin": 1}),
        (profile(deed="kill"), profile(deed="murder"), {"deed.same": 0, "deed.alike": 1, "deed.kin": 0}),
        # A verb and its noun: an assassination, a resignation.
        (profile(deed="assassinate"), profile(deed="assassination"), {"deed.same": 0, "deed.kin": 1}),
        (profile(deed="resign"), profile(deed="resignation"), {"deed.kin": 1}),
        # Nothing is known of what is missing.
        (profile(deed="kill"), profile(), {"deed.same": np.nan, "deed.kin": np.nan, "meaning": np.nan}),
        (profile("mill fire"), profile("mill fire"), {"own.dice": 1, "words.dice": 1}),
        (profile("mill fire"), profile("harbour"), {"own.dice": 0}),
        (profile(whom="police"), profile(whom="police"), {"whom.dice": 1, "whom.differ": 0, "crossed": np.nan}),
        (profile(whom="police"), profile(whom="army"), {"whom.dice": 0, "whom.differ": 1}),
        # A passive turns who and whom around.
        (profile(who="police"), profile(whom="police"), {"whom.dice": np.nan, "crossed": 1}),
        (profile(stated=frozenset({"1999"})), profile(stated=frozenset({"2016"})), {"years.differ": 1}),
        # A year that only the words around an assertion tell is no reason to keep it apart.
        (profile(years=frozenset({"1999"})), profile(years=frozenset({"2016"})), {"years.dice": 0, "years.differ": 0}),
        (profile(numbers=frozenset({"12"})), profile(), {"numbers.dice": np.nan, "numbers.differ": 0}),
        (profile(meaning=vector(3, 4)), profile(meaning=vector(30, 40)), {"meaning": 1}),
        (profile(meaning=vector(3, 4)), profile(sense=vector(-4, 3)), {"meaning": np.nan, "sense": np.nan}),
        (profile(), profile(article=1), {"article.same": 0, "article.words": 1, "article.meaning": 1}),
        (profile(), profile(article=2), {"article.words": 0, "article.meaning": 0, "article.years.differ": 1}),
        (profile(), profile(article=3), {"article.meaning": np.nan, "article.years": np.nan}),
    ],
)
def test_what_two_profiles_share(one: Profile, other: Profile, expected: dict[str, float]) -> None:
    for found in (compared(one, other), compared(other, one)):
        assert {name: found[name] for name in expected} == pytest.approx(expected, nan_ok=True, abs=1e-5)


def test_many_pairs_at_once_are_what_each_would_be() -> None:
    profiles = [profile(f"word{i % 7} word{i % 3} mill", deed="kill" if i % 2 else "burn") for i in range(90)]
    one, other = np.triu_indices(90, 1)
    together = Features(profiles, [EMPTY])
    whole = together(one, other)
    for pair in (0, 17, 4004):
        assert np.array_equal(whole[pair], together(one[pair : pair + 1], other[pair : pair + 1])[0], equal_nan=True)


def test_no_pairs_no_rows() -> None:
    nobody = np.array([], dtype=np.int64)
    assert Features([], [])(nobody, nobody).shape == (0, len(NAMES))
