"""The collector is off while something works without it, and on again afterwards, whatever happens."""

import gc
import weakref

import pytest

from headwater import garbage
from headwater.garbage import released, uncollected


def test_the_collector_is_off_inside_and_on_again_outside() -> None:
    assert gc.isenabled()
    with uncollected(), uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_turns_it_on_again() -> None:
    @uncollected()
    def work() -> None:
        assert not gc.isenabled()
        raise ValueError("spilled")

    with pytest.raises(ValueError, match="spilled"):
        work()
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


class Cycle:
    def __init__(self) -> None:
        self.itself = self


def test_what_lasts_is_not_looked_through_until_it_is_released(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "MANY", -1)
    held: list[object] = []
    with uncollected(lasting=True):
        held.append([held])
    with uncollected():
        pass
    assert gc.get_freeze_count() > 0
    assert all(each is not held[0] for each in gc.get_objects())
    released()
    assert gc.get_freeze_count() == 0
    assert any(each is held[0] for each in gc.get_objects())
    with uncollected():
        held.append([])
    assert gc.get_freeze_count() == 0


def test_what_nothing_refers_to_is_freed_though_something_that_lasts_was_made_beside_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(garbage, "MANY", -1)
    with uncollected(lasting=True):
        pass
    with uncollected(lasting=True):
        gone = weakref.ref(Cycle())
        assert gone() is not None
    assert gone() is None
    released()


def test_a_little_that_lasts_is_left_to_the_collector() -> None:
    with uncollected(lasting=True):
        pass
    before = gc.get_freeze_count()
    with uncollected(lasting=True):
        gone = weakref.ref(Cycle())
    assert gc.get_freeze_count() <= before
    gc.collect()
    assert gone() is None
    released()
