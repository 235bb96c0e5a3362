"""Runs of pieces, added one by one, that can be asked about without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort

from headwater.nlp.candidates import Pieces


class Runs:
    """Runs that may lie in each other."""

    def __init__(self) -> None:
        # Ascending in both: a run inside another one answers nothing that the other does not.
        self._starts: list[int] = []
        self._ends: list[int] = []

    def add(self, run: tuple[int, int]) -> None:
        if self.holds(run):
            return
        first = bisect_left(self._starts, run[0])
        beyond = bisect_right(self._ends, run[1], lo=first)
        self._starts[first:beyond], self._ends[first:beyond] = [run[0]], [run[1]]

    def holds(self, run: tuple[int, int]) -> bool:
        """Whether `run` lies within a single one of them."""
        index = bisect_right(self._starts, run[0]) - 1
        return index >= 0 and run[1] <= self._ends[index]

    def meets(self, run: tuple[int, int]) -> bool:
        """Whether one of them has anything in common with `run`."""
        index = bisect_left(self._starts, run[1]) - 1
        return index >= 0 and run[0] < self._ends[index]


class Contents:
    """The contents of the relations that hold; no run in them is longer than a window, so a look back is short."""

    def __init__(self) -> None:
        self._runs: list[tuple[int, int, int, int]] = []
        self._longest = 0

    def add(self, index: int, content: Pieces) -> None:
        for first, end in content:
            insort(self._runs, (first, end, size(content), index))
            self._longest = max(self._longest, end - first)

    def smallest_around(self, cue: tuple[int, int]) -> int | None:
        """The relation with the smallest content, the first added of equals, that has `cue` in one run of it."""
        low = bisect_left(self._runs, (cue[1] - self._longest,))
        high = bisect_left(self._runs, (cue[0] + 1,))
        around = [(size, index) for _, end, size, index in self._runs[low:high] if cue[1] <= end]
        return min(around)[1] if around else None


def size(spans: Pieces) -> int:
    return sum(end - first for first, end in spans)
