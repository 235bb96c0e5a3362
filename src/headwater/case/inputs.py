"""Inputs that may be cases: a case stands wherever articles do, with what people decided in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from headwater import pipeline
from headwater.case.case import Case
from headwater.config import Config
from headwater.model import Decision, Failure, Reading, Story


def read(inputs: Sequence[str], config: Config, jobs: int = 1) -> Iterator[Reading | Failure]:
    """Every article, read: those of cases as people have mended them, then all others."""
    for where in filter(Case.is_one, inputs):
        with Case.open(where, config) as case:
            kept = case.mended()
            yield from kept
            told = {reading.unread for reading in kept}
            yield from (failure for failure in case.failures() if failure not in told)
    others = [each for each in inputs if not Case.is_one(each)]
    if others:
        yield from pipeline.read(others, config, jobs)


def story(
    inputs: Sequence[str],
    config: Config,
    jobs: int = 1,
    passing: Callable[[Iterator[Reading | Failure]], Iterator[Reading | Failure]] = iter,
) -> Story:
    """The story of all inputs, under the decisions of all cases among them; `passing` is shown what is read."""
    if len(inputs) == 1 and Case.is_one(inputs[0]):
        with Case.open(inputs[0], config) as case:
            return case.story()
    found: list[Reading | Failure] = []
    decisions: list[Decision] = []
    moved: dict[str, str] = {}
    for where in filter(Case.is_one, inputs):
        with Case.open(where, config) as case:
            found += [*case.readings(), *case.failures()]
            decisions += case.decisions()
            moved |= case.moved()
    others = [each for each in inputs if not Case.is_one(each)]
    if others:
        found += passing(pipeline.read(others, config, jobs))
    return pipeline.trace(found, decisions, moved)
