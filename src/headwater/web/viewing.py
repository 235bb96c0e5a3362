"""Each page at its address, and the same data as JSON beside it; and what is said where something is wrong."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from headwater.export import interchange
from headwater.web.page import Page
from headwater.web.rendering import render

_UNKNOWN = {404: "there is nothing at this address", 405: "this address takes no such request"}
_log = logging.getLogger(__name__)


def routes(pages: Iterable[Page]) -> list[Route]:
    found = []
    for page in pages:
        found.append(Route(f"{page.path}.json", _data(page), name=f"{page.name}.json"))
        found.append(Route(page.path, _page(page), name=page.name))
    return found


def _page(page: Page) -> Callable[[Request], Response]:
    def show(request: Request) -> Response:
        asked = page.asked(request)
        shown = page.show(request.app.state.workbench, asked)
        return render(request, page.template, name=page.name, shown=shown.record, asked=asked.given, **shown.more)

    return show


def _data(page: Page) -> Callable[[Request], Response]:
    def show(request: Request) -> Response:
        return json(page.show(request.app.state.workbench, page.asked(request)).record)

    return show


def json(record: Any, status: int = 200) -> Response:
    """A record as JSON that every reader takes, whatever an article has in it."""
    text = interchange.dumps(msgspec.to_builtins(record, str_keys=True))
    return Response(text.encode(), status, media_type="application/json")


def wants_json(request: Request) -> bool:
    return request.url.path.endswith(".json") or request.headers.get("accept", "").startswith("application/json")


def failed(request: Request, error: Exception) -> Response:
    """What is wrong with a request, in the form in which it was asked."""
    assert isinstance(error, HTTPException)
    if error.detail == HTTPStatus(error.status_code).phrase:
        error = HTTPException(error.status_code, _UNKNOWN.get(error.status_code, error.detail))
    if wants_json(request):
        return json({"error": error.detail}, error.status_code)
    return render(request, "error.html", error.status_code, detail=error.detail)


def hindered(request: Request, error: Exception) -> Response:
    """The case cannot be read or written just now: the error says what is in the way."""
    return failed(request, HTTPException(503, str(error)))


def broken(request: Request, error: Exception) -> Response:
    """A fault of ours: the terminal is told all of it, the page no more than that."""
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    detail = "Something went wrong here; the terminal says what. Nothing that was decided is lost."
    if wants_json(request):
        return json({"error": detail}, 500)
    return render(request, "error.html", 500, detail=detail)
