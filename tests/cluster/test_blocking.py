"""Which profiles are compared at all."""

import pytest

from headwater.cluster.blocking import keys
from headwater.cluster.language import key, stems
from headwater.cluster.profiles import Profile

NO: frozenset[str] = frozenset()


def profile(text: str, deed: str = "", who: str = "", whom: str = "", meaning: bytes | None = None) -> Profile:
    own = stems(text)
    return Profile(0, deed, key(deed), stems(who), stems(whom), own, NO, NO, NO, NO, NO, meaning, None)


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


def test_the_keys_of_one_set_are_always_the_same() -> None:
    profiles = [profile("Fire destroyed the mill by the harbour.", "destroy", "fire", "mill", bytes([3, 4])), *FILLER]
    assert keys(profiles) == keys(profiles)


def test_nothing_has_no_keys() -> None:
    assert keys([]) == []
