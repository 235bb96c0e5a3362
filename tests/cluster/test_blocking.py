"""Which profiles are compared at all."""

import numpy as np
import pytest

from headwater.cluster.blocking import keys
from headwater.cluster.language import key, stems
from headwater.cluster.profiles import Profile

NO: frozenset[str] = frozenset()


def profile(text: str, deed: str = "", who: str = "", whom: str = "", meaning: bytes | None = None) -> Profile:
    own = stems(text)
    return Profile(0, deed, key(deed), stems(who), stems(whom), NO, own, NO, NO, NO, NO, NO, meaning, None)


FILLER = [profile("Ferries to the northern islands will run twice a day.") for _ in range(6)]


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        # Two rare words in common.
        (profile("Fire destroyed the mill by the harbour."), profile("The harbour mill is gone."), True),
        # One is not enough, unless it is what was done, or by whom.
        (profile("Fire destroyed the mill."), profile("The mill is old."), False),
        (profile("Fire", "destroy"), profile("Blaze", "destroy"), True),
        (profile("", "kill", whom="Ada Berg"), profile("", "murder", whom="Berg"), True),
        (profile("", ""), profile("", ""), False),
    ],
)
def test_candidates_share_two_rare_words_or_a_deed(one: Profile, other: Profile, shared: bool) -> None:
    first, second, *_ = keys([one, other, *FILLER])
    assert bool(set(first) & set(second)) is shared


def test_those_that_mean_about_the_same_share_a_key() -> None:
    """Whatever their words: in most of the tables vectors that are near each other lie on the same sides."""
    draw = np.random.default_rng(5)
    vectors = draw.normal(size=(400, 64))
    near = vectors + 0.05 * draw.normal(size=vectors.shape)

    def told(vector: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Profile:
        return profile("", meaning=(vector * 30).clip(-127, 127).astype(np.int8).tobytes())

    found = keys([told(vector) for vector in (*vectors, *near)])
    shared = [set(found[i]) & set(found[i + 400]) for i in range(400)]
    strange = [set(found[i]) & set(found[(i + 7) % 400]) for i in range(400)]
    assert np.mean(list(map(bool, shared))) > 0.95
    assert np.mean(list(map(bool, strange))) < 0.2


def test_the_keys_of_one_set_are_always_the_same() -> None:
    profiles = [profile("Fire destroyed the mill by the harbour.", "destroy", "fire", "mill", bytes([3, 4])), *FILLER]
    assert keys(profiles) == keys(profiles)


def test_nothing_has_no_keys() -> None:
    assert keys([]) == []
