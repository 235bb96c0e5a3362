"""One page has many addresses, and no two pages share one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.reuse.addresses import canonical, host

PAGE = "courier.example/2031/05/fire"


@pytest.mark.parametrize(
    "address",
    [
        "https://courier.example/2031/05/fire",
        "http://www.courier.example/2031/05/fire/",
        "https://COURIER.example:443/2031/05/fire",
        "//courier.example/2031/05/fire",
        "https://m.courier.example/2031/05/fire#comments",
        "https://courier.example/2031/05/fire?utm_source=gazette&fbclid=x",
        "https://courier.example/2031/05/fire?CMP=share_btn_tw&smid=tw",
        "https://courier.example/2031/05/fire/index.html",
        "https://courier.example/2031/05/fire/amp/",
        "https://courier.example/2031/05/fire?amp=1",
        "https://amp.courier.example/2031/05/fire",
        "https://www.google.com/amp/s/www.courier.example/2031/05/fire",
        "https://courier-example.cdn.ampproject.org/c/s/courier.example/2031/05/fire",
        "https://web.archive.org/web/20310503120000/https://www.courier.example/2031/05/fire",
        "  https://courier.example/2031/05/%66ire ",
    ],
)
def test_forms_of_one_address(address: str) -> None:
    assert canonical(address) == PAGE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://courier.example/a", "https://gazette.example/a"),
        ("https://courier.example/a", "https://courier.example/b"),
        ("https://courier.example/?p=1", "https://courier.example/?p=2"),
        ("https://courier.example/amp", "https://courier.example/amplifiers"),
        ("https://m.example/a", "https://www.example/a"),
        ("https://courier.example/A", "https://courier.example/a"),
    ],
)
def test_addresses_of_two_pages(one: str, other: str) -> None:
    assert canonical(one)
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    "address", ["", None, "reports/fire.txt", "-:3", "mailto:a@courier.example", "http://[bad", "fire.html", "http://"]
)
def test_what_is_no_web_address(address: str | None) -> None:
    assert canonical(address) is None
    assert host(address) is None


@pytest.mark.parametrize(
    "address", ["https://www.courier.example/a", "http://courier.example", "//courier.example?a=1"]
)
def test_host(address: str) -> None:
    assert host(address) == "courier.example"


@given(
    st.text(max_size=40),
    st.sampled_from(["", "http://", "https://www.google.com/amp/s/", "https://web.archive.org/web/1/"]),
)
def test_no_text_is_too_bad_to_be_asked_about(text: str, start: str) -> None:
    canonical(start + text)
