"""Nobody else gets in: every request, every route, and what every answer carries."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import anyio
import httpx
import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from headwater import web
from headwater.case import Case
from headwater.web.rendering import FILES
from headwater.web.security import HEADERS
from headwater.web.users import Role, add, remove

from .conftest import BASE, Desk, running
from .serving import served

OPEN = {"/sign-in", *(f"/static/{name}" for name in FILES)}


def routes(desk: Desk, method: str) -> list[str]:
    """The paths of all routes with the method, their parts filled in."""
    found = [route for route in desk.app.routes if isinstance(route, Route) and method in (route.methods or ())]
    return [each.path.replace("{key}", "x").replace("{attribution}", "x").replace("{format}", "html") for each in found]


@pytest.fixture
def stranger(reading_desk: Desk) -> TestClient:
    return TestClient(reading_desk.app, base_url=BASE, follow_redirects=False)


def test_a_stranger_sees_nothing_of_the_case(reading_desk: Desk, stranger: TestClient) -> None:
    paths = routes(reading_desk, "GET")
    assert len(paths) > 20
    for path in paths:
        answer = stranger.get(path)
        if path in OPEN:
            assert answer.status_code == 200
        elif path.endswith(".json"):
            assert answer.status_code == 401, path
        else:
            assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in"), path
            assert stranger.get(path, headers={"accept": "application/json"}).status_code == 401, path
        assert "Norhaven" not in answer.text


def test_a_stranger_changes_nothing(reading_desk: Desk, stranger: TestClient) -> None:
    before = reading_desk.workbench.case.decisions()
    for path in routes(reading_desk, "POST"):
        answer = stranger.post(path, data={"csrf": "", "token": "", "decision": "x"})
        assert answer.status_code == (403 if path == "/sign-in" else 401), path
    assert reading_desk.workbench.case.decisions() == before


@pytest.mark.parametrize("csrf", ["", "wrong", "ü"])
def test_every_change_needs_the_token_of_our_own_pages(reading_desk: Desk, csrf: str) -> None:
    """A new route that changes something cannot forget it: all of them are asked."""
    for path in routes(reading_desk, "POST"):
        if path != "/sign-in":
            answer = reading_desk.client.post(path, data={"csrf": csrf}, headers={"accept": "application/json"})
            assert answer.status_code == 403, path
            assert "page of yours" in answer.json()["error"]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8765", 200),
        ("localhost:8765", 200),
        ("LOCALHOST", 200),
        ("[::1]:8765", 200),
        ("desk.example", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("evil.example:8765", 421),
        ("", 421),
        ("localhost@evil.example", 421),
    ],
)
def test_a_name_that_was_bound_again_is_refused(copied: Callable[[], Case], host: str, status: int) -> None:
    """DNS rebinding: another site's name may lead here, but it does not become ours by that."""
    with running(copied(), web.Settings(hosts=["desk.example"])) as desk:
        assert desk.client.get("/sign-in", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": BASE}, 303),
        ({}, 303),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null", "sec-fetch-site": "same-origin"}, 303),
        ({"origin": "null", "sec-fetch-site": "cross-site"}, 403),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "same-origin", "origin": BASE}, 303),
    ],
)
def test_another_sites_form_is_refused(desk: Desk, headers: dict[str, str], status: int) -> None:
    fields = {"csrf": desk.csrf, "text": "A note."}
    answer = desk.client.post("/decide/note", data=fields, headers=headers, follow_redirects=False)
    assert answer.status_code == status
    assert len(desk.workbench.case.decisions()) == (status == 303)


def test_every_answer_carries_the_policy(reading_desk: Desk, stranger: TestClient) -> None:
    answers = [reading_desk.client.get(path) for path in routes(reading_desk, "GET")]
    answers += [stranger.get("/story"), stranger.get("/nothing", headers={"host": "evil.example"})]
    for answer in answers:
        for name, value in HEADERS.items():
            static = name == "Cache-Control" and answer.url.path.startswith("/static/")
            assert answer.headers[name] == ("private, max-age=600" if static else value)
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_token_is_good_for_one_use_and_gone_from_the_address(copied: Callable[[], Case]) -> None:
    used = []
    with running(copied(), web.Settings(used=lambda: used.append(True), cookie="headwater-8765")) as desk:
        token = desk.app.state.sessions.token()
        first = desk.client.get(f"/story?token={token}", follow_redirects=False)
        assert first.headers["location"] == f"/sign-in?token={token}"
        answer = desk.client.get(first.headers["location"], follow_redirects=False)
        assert (answer.status_code, answer.headers["location"], used) == (303, "/story", [True])
        cookie = answer.headers["set-cookie"].lower()
        assert cookie.startswith("headwater-8765=")
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert "path=/" in cookie
        assert desk.client.get("/story").status_code == 200
        other = TestClient(desk.app, base_url=BASE)
        assert other.get(f"/sign-in?token={token}").status_code == 403
        assert used == [True]


def test_a_token_that_was_replaced_is_not_good(copied: Callable[[], Case]) -> None:
    with running(copied()) as desk:
        old = desk.app.state.sessions.token()
        desk.app.state.sessions.token()
        assert desk.client.get(f"/sign-in?token={old}").status_code == 403


def test_who_has_signed_out_is_out(desk: Desk) -> None:
    cookie = dict(desk.client.cookies)
    assert desk.client.post("/sign-out", data={"csrf": desk.csrf}).status_code == 200
    again = TestClient(desk.app, base_url=BASE, cookies=cookie)
    assert again.get("/session.json").status_code == 401


def test_what_is_too_large_is_refused_before_it_is_read(copied: Callable[[], Case]) -> None:
    with running(copied(), web.Settings(largest=100_000)) as desk:
        desk.sign_in()
        headers = {"x-csrf-token": desk.csrf, "accept": "application/json"}
        answer = desk.client.post("/articles", files={"files": ("a.txt", b"x" * 200_000)}, headers=headers)
        assert answer.status_code == 413

        def blocks() -> Iterator[bytes]:
            for _ in range(100):
                yield b"x" * 10_000

        answer = desk.client.post("/decisions.json", content=blocks(), headers=headers)
        assert answer.status_code == 413
        assert desk.client.get("/session.json").status_code == 200


@pytest.mark.parametrize(
    ("path", "status"), [("/sign-in", 413), ("/decide/note", 401), ("/articles", 401), ("/story", 401)]
)
def test_a_stranger_makes_us_read_nothing_large(stranger: TestClient, path: str, status: int) -> None:
    """Fields by the million would take a hundred times their size of memory."""
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert stranger.post(path, content=b"a=&" * 30_000, headers=headers).status_code == status


def test_a_form_is_never_as_large_as_a_file_may_be(desk: Desk) -> None:
    headers = {"x-csrf-token": desk.csrf, "content-type": "application/x-www-form-urlencoded"}
    assert desk.client.post("/decide/note", content=b"a=&" * 2_000_000, headers=headers).status_code == 413


# -- a team -----------------------------------------------------------------------------------------------------------

PASSWORD = "correct horse"


@pytest.fixture
def team(tmp_path: Path) -> Path:
    path = tmp_path / "team.users"
    add(path, "ada", Role.EDITOR, PASSWORD)
    add(path, "ben", Role.READER, PASSWORD)
    return path


def sign_in(desk: Desk, name: str, password: str = PASSWORD) -> int:
    status: int = desk.client.post(
        "/sign-in", data={"name": name, "password": password}, follow_redirects=False
    ).status_code
    return status


def test_a_reader_reads_and_changes_nothing(copied: Callable[[], Case], team: Path) -> None:
    with running(copied(), web.Settings(users=team)) as desk:
        assert sign_in(desk, "ben") == 303
        desk.known()
        page = desk.page("/articles")
        assert "ben" in page
        assert "Add the files" not in page
        for path in routes(desk, "POST"):
            if path not in ("/sign-in", "/sign-out"):
                answer = desk.post(path, text="A note.", decision="x")
                assert answer.status_code == 403, path
                assert "ben may read" in answer.json()["error"]
        assert desk.workbench.case.decisions() == ()


def test_a_decision_says_who_made_it(copied: Callable[[], Case], team: Path) -> None:
    with running(copied(), web.Settings(users=team)) as desk:
        assert sign_in(desk, "ada") == 303
        desk.known().decide("note", text="To be asked again.", why="not sure")
        (decision,) = desk.workbench.case.decisions()
        assert (decision.who, decision.why) == ("ada", "not sure")


def test_a_teams_workbench_takes_no_token_and_no_wrong_password(copied: Callable[[], Case], team: Path) -> None:
    with running(copied(), web.Settings(users=team)) as desk:
        token = desk.app.state.sessions.token()
        assert desk.client.get(f"/sign-in?token={token}").status_code == 200
        assert desk.client.get("/session.json").status_code == 401
        assert sign_in(desk, "ada", "wrong horse") == 403
        assert sign_in(desk, "eve") == 403


def test_who_is_taken_out_of_the_file_is_out_at_once(copied: Callable[[], Case], team: Path) -> None:
    with running(copied(), web.Settings(users=team)) as desk:
        assert sign_in(desk, "ada") == 303
        assert desk.client.get("/session.json").json()["role"] == "editor"
        team.write_text(team.read_text("utf-8").replace("ada:editor", "ada:reader"), "utf-8")
        assert desk.client.get("/session.json").json()["role"] == "reader"
        remove(team, "ada")
        assert desk.client.get("/session.json").status_code == 401


def test_who_gets_another_password_is_signed_out_everywhere(copied: Callable[[], Case], team: Path) -> None:
    """Somebody who has learned the old one is out with it."""
    with running(copied(), web.Settings(users=team)) as desk:
        assert sign_in(desk, "ada") == 303
        add(team, "ada", Role.EDITOR, "another horse")
        assert desk.client.get("/session.json").status_code == 401
        assert sign_in(desk, "ada") == 403
        assert sign_in(desk, "ada", "another horse") == 303


def test_who_guesses_passwords_keeps_nobody_from_reading(copied: Callable[[], Case], team: Path) -> None:
    """Each guess is slow on purpose: however many wait, the pages have threads of their own."""
    with running(copied(), web.Settings(users=team)) as desk:
        assert sign_in(desk, "ada") == 303

        async def besieged() -> int:
            app, cookies = httpx.ASGITransport(desk.app), dict(desk.client.cookies)
            async with httpx.AsyncClient(transport=app, base_url=BASE, cookies=cookies) as client:
                fields = {"name": "eve", "password": PASSWORD}
                guesses = [asyncio.create_task(client.post("/sign-in", data=fields)) for _ in range(100)]
                await asyncio.sleep(0.2)
                with anyio.fail_after(10):
                    status = (await client.get("/history")).status_code
                assert not all(each.done() for each in guesses)
                for each in guesses:
                    each.cancel()
                return status

        with desk.app.state.users.checking:
            # Nobody's password can be checked for now.
            assert asyncio.run(besieged()) == 200


@pytest.mark.parametrize(
    ("proxy", "says", "options", "secure"),
    [
        ("127.0.0.1", None, (), False),
        ("127.0.0.1", "https", (), True),
        ("127.0.0.2", "https", (), False),
        ("127.0.0.2", "https", ("--proxy", "127.0.0.2"), True),
    ],
)
def test_behind_https_the_cookie_is_sent_by_https_alone(
    sample: Path, proxy: str, says: str | None, options: tuple[str, ...], secure: bool
) -> None:
    """A proxy that is trusted says how the browser has come; the loopback itself speaks HTTP."""
    headers = {"x-forwarded-proto": says} if says else {}
    transport = httpx.HTTPTransport(local_address=proxy)
    with served(sample, *options) as (_, start), httpx.Client(headers=headers, transport=transport) as client:
        cookie = client.get(start).headers["set-cookie"].lower()
    assert ("; secure" in cookie) == secure
