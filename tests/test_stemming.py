from concurrent.futures import ThreadPoolExecutor

import pytest

from headwater.stemming import stem


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [
        ("denied", "deni"),
        ("Denies", "deni"),
        ("minister’s", "minist"),
        ("minister's", "minist"),
        ("été", "été"),
        ("", ""),
        ("den\ud800ied", "den\ud800ied"),
    ],
)
def test_words_of_one_stem_have_it_in_lower_case(word: str, stemmed: str) -> None:
    assert stem(word) == stemmed


def test_two_threads_find_the_same_stems_as_one() -> None:
    words = [f"{chr(97 + i % 26)}{'ab' * (i % 7)}{i}ing" for i in range(2_000)]
    stem.cache_clear()
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(stem, words * 4))
    stem.cache_clear()
    assert together == [stem(word) for word in words] * 4
