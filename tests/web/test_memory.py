"""What a request leaves behind is freed, however often the worker looks after the story meanwhile."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from time import sleep

import httpx
import pytest
import uvicorn

from headwater import web
from headwater.case import Case
from headwater.web import workbench

ROUNDS, LEFT = 6, 2_000
"""Rounds of requests, and the objects more that there may be after them: what one page alone leaves to the collector is
some hundred."""


@contextmanager
def served(case: Case) -> Iterator[httpx.Client]:
    """Somebody who is signed in to a server of this process, so that what there is can be counted."""
    app = web.create(case)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    serving = Thread(target=server.run)
    serving.start()
    while not server.started:
        sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", follow_redirects=True) as client:
            assert app.state.workbench.settled(60)
            assert client.get("/sign-in", params={"token": app.state.sessions.token()}).status_code == 200
            csrf = client.get("/session.json").json()["csrf"]
            client.headers.update({"x-csrf-token": csrf, "accept": "application/json"})
            yield client
    finally:
        server.should_exit = True
        serving.join()


def pages(client: httpx.Client) -> list[str]:
    """An article, a claim, a source, the story, a search."""
    lists = {"/articles": "articles", "/story": "claims", "/sources": "sources"}
    found = [client.get(f"{path}.json").json()[kind][0]["address"] for path, kind in lists.items()]
    return [*found, "/story", "/search?q=ramp"]


def asked(client: httpx.Client, addresses: list[str]) -> None:
    for address in addresses:
        assert client.get(address).status_code == 200, address
        sleep(0.03)


def decided(client: httpx.Client, addresses: list[str]) -> None:
    """A decision and its undoing; pages are asked for before and between."""
    asked(client, addresses)
    one = client.post("/decide/sources", data={"one": "Norhaven Courier", "other": "Radio Skerry", "same": "yes"})
    asked(client, addresses)
    client.post("/undo", data={"decision": one.json()["decision"]}).raise_for_status()


def there(client: httpx.Client) -> int:
    """All objects that refer to others, when nothing is under way."""
    while client.get("/progress.json").json()["behind"]:
        sleep(0.05)
    sleep(0.3)
    gc.collect()
    return len(gc.get_objects()) + gc.get_freeze_count()


@pytest.mark.parametrize("use", [asked, decided])
def test_nothing_of_what_was_asked_for_stays(
    copied: Callable[[], Case], monkeypatch: pytest.MonkeyPatch, use: Callable[[httpx.Client, list[str]], None]
) -> None:
    """A worker that looks every few milliseconds is one that has served for weeks."""
    monkeypatch.setattr(workbench, "LOOK", 0.01)
    with served(copied()) as client:
        addresses = pages(client)
        for _ in range(2):
            use(client, addresses)
        before = there(client)
        for _ in range(ROUNDS):
            use(client, addresses)
        assert there(client) - before < LEFT
