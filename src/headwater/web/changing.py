"""Every change: only by an editor, only from our own pages, always with who made it."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from headwater import codec
from headwater.errors import HeadwaterError
from headwater.web import uploads
from headwater.web.addresses import telling
from headwater.web.deciding import KINDS, Kind
from headwater.web.form import Field, checked
from headwater.web.page import missing
from headwater.web.users import Role
from headwater.web.viewing import json, wants_json

Deed = Callable[[Request, FormData], Response]
HEADER = "x-csrf-token"
UNDONE = (Field("decision", "The id of the decision."),)
REMOVED = (Field("article", "The key of the article, as in its address."),)
FORGOTTEN = (Field("uri", "The address of what could not be read."),)


def change(deed: Deed) -> Callable[[Request], Any]:
    """The deed behind the checks that every change passes."""

    async def changed(request: Request) -> Response:
        _must_edit(request)
        limits = request.app.state.settings.largest
        async with request.form(max_files=uploads.MOST, max_fields=100, max_part_size=limits) as form:
            _must_be_ours(request, str(form.get("csrf") or request.headers.get(HEADER, "")))
            try:
                return await run_in_threadpool(deed, request, form)
            except HeadwaterError as error:
                raise HTTPException(400, str(error)) from error

    return changed


def _must_edit(request: Request) -> None:
    if request.state.role is not Role.EDITOR:
        raise HTTPException(403, f"{request.state.session.user} may read this case, and change nothing in it")


def _must_be_ours(request: Request, csrf: str) -> None:
    if not hmac.compare_digest(csrf.encode(), request.state.session.csrf.encode()):
        raise HTTPException(403, "this does not come from a page of yours: load the page again, and try once more")


# -- the deeds --------------------------------------------------------------------------------------------------------


def _decide(kind: Kind) -> Deed:
    def deed(request: Request, form: FormData) -> Response:
        workbench = request.app.state.workbench
        given = checked(kind.fields, _texts(form))
        act, place = kind.act(workbench, given), given.back or kind.place(workbench, given)
        decision = workbench.case.decide(act, given["why"].strip(), request.state.session.user)
        return _answer(request, place, decision.id)

    return deed


def _undo(request: Request, form: FormData) -> Response:
    given = checked(UNDONE, _texts(form))
    case = request.app.state.workbench.case
    decision = case.undo(given["decision"], given["why"].strip(), request.state.session.user)
    return _answer(request, given.back or "/history", decision.id)


def _add(request: Request, form: FormData) -> Response:
    batch = request.app.state.workbench.adding.add(uploads.given(form), request.state.session.user)
    return _done(request, {"batch": batch.id}, "/articles#batches")


def _done(request: Request, told: dict[str, Any], address: str) -> Response:
    """What was done, for a program; for a person the page on which it is to be seen."""
    return json({**told, "address": address}) if wants_json(request) else RedirectResponse(address, 303)


def _remove(request: Request, form: FormData) -> Response:
    """Removes an article for good; the story follows as after a decision."""
    workbench = request.app.state.workbench
    id_ = workbench.article_id(checked(REMOVED, _texts(form))["article"])
    if id_ is None:
        raise missing("article")
    removed = workbench.case.remove(id_, request.state.session.user)
    workbench.changed()
    return _done(request, {"removed": removed.id, "settled": workbench.settled()}, "/history#steps-title")


def _forget(request: Request, form: FormData) -> Response:
    uri = checked(FORGOTTEN, _texts(form))["uri"]
    if not request.app.state.workbench.case.forget(uri):
        raise missing("failure")
    return _done(request, {"forgotten": uri}, "/articles#all-title")


def _sign_out(request: Request, _: FormData) -> Response:
    request.app.state.sessions.end(request.state.session.id)
    return RedirectResponse("/sign-in", 303)


def _answer(request: Request, place: str, decision: str) -> Response:
    """Where the change is to be seen, as soon as the story has it, or after a little while."""
    workbench = request.app.state.workbench
    workbench.changed()
    settled = workbench.settled()
    return _done(request, {"decision": decision, "settled": settled}, telling(place, decision))


def _texts(form: FormData) -> dict[str, str]:
    return {name: value.replace("\r\n", "\n") for name, value in form.items() if isinstance(value, str)}


# -- decisions as data ------------------------------------------------------------------------------------------------

LARGEST = 1_000_000
"""Bytes of a decision."""


async def _decide_json(request: Request) -> Response:
    """A decision as `headwater case decisions export` writes it: its kind, its act, and why."""
    _must_edit(request)
    _must_be_ours(request, request.headers.get(HEADER, ""))
    body = b""
    async for block in request.stream():
        body += block
        if len(body) > LARGEST:
            raise HTTPException(413, f"a decision has at most {LARGEST} bytes")
    return await run_in_threadpool(_decided, request, body)


def _decided(request: Request, body: bytes) -> Response:
    try:
        given = msgspec.json.decode(body, type=Proposed)
        act = msgspec.convert(given.act, codec.ACTS[given.kind])
    except KeyError as error:
        raise HTTPException(400, f"kind is one of {', '.join(codec.ACTS)}") from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise HTTPException(400, f"this is no decision: {error}") from error
    decision = request.app.state.workbench.case.decide(act, given.why, request.state.session.user)
    return _answer(request, "/history", decision.id)


class Proposed(msgspec.Struct):
    """A decision to be made."""

    kind: str
    act: dict[str, Any]
    why: str = ""


def _signed_in(request: Request) -> Response:
    """Who is signed in, and the token that has to come with every change."""
    session = request.state.session
    return json({"user": session.user, "role": request.state.role, "csrf": session.csrf})


ROUTES = (
    *(Route(f"/decide/{name}", change(_decide(kind)), methods=["POST"]) for name, kind in KINDS.items()),
    Route("/undo", change(_undo), methods=["POST"]),
    Route("/articles", change(_add), methods=["POST"]),
    Route("/remove", change(_remove), methods=["POST"]),
    Route("/forget", change(_forget), methods=["POST"]),
    Route("/sign-out", change(_sign_out), methods=["POST"]),
    Route("/decisions.json", _decide_json, methods=["POST"]),
    Route("/session.json", _signed_in),
)
