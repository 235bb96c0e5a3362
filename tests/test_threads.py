"""Linear algebra has one thread while something works with small arrays, and as many as before afterwards."""

from collections.abc import Iterator

import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from headwater.model import Article, Reading
from headwater.pipeline import trace
from headwater.threads import one_thread


@pytest.fixture(autouse=True)
def _two() -> Iterator[None]:
    with threadpool_limits(2, "blas"):
        yield


def threads() -> set[int]:
    return {each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"}


def test_there_is_one_inside_and_there_are_as_many_as_before_outside() -> None:
    assert threads() == {2}
    with one_thread(), one_thread():
        assert threads() == {1}
    assert threads() == {2}


def test_an_error_sets_them_back() -> None:
    @one_thread()
    def work() -> None:
        assert threads() == {1}
        raise ValueError("spilled")

    with pytest.raises(ValueError, match="spilled"):
        work()
    assert threads() == {2}


def test_a_story_is_told_on_one() -> None:
    met = []

    def found() -> Iterator[Reading]:
        met.append(threads())
        yield Reading(Article("mill", "mill.txt", "The mill burned."), (), (), (), (), ((0, 16),))

    trace(found())
    assert met == [{1}]
    assert threads() == {2}
