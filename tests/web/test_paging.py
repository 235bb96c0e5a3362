from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from headwater.web.paging import Paging, cut


@given(st.lists(st.integers()), st.integers(1, 7))
def test_all_pages_together_are_the_whole_list(items: list[int], size: int) -> None:
    pages = cut(items, 1, size)[1].pages
    found = [item for page in range(1, pages + 1) for item in cut(items, page, size)[0]]
    assert found == items
    assert all(len(cut(items, page, size)[0]) == size for page in range(1, pages))


def test_beyond_the_last_page_there_is_nothing() -> None:
    assert cut([1, 2, 3], 9, 2) == ([], Paging(9, 2, 3))
    assert cut([], 1, 2) == ([], Paging(1, 1, 0))
