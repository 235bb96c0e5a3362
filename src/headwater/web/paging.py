"""A long list a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")
LAST = 1_000_000
"""The highest number of a page that can be asked for."""


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of how many this is, from 1, and how many things there are on all of them."""

    page: int
    pages: int
    total: int


def cut(items: Sequence[Item], page: int, size: int) -> tuple[Sequence[Item], Paging]:
    """The items of a page; of one beyond the last there are none."""
    pages = max(-(-len(items) // size), 1)
    return items[(page - 1) * size : page * size], Paging(page, pages, len(items))
