"""Signing in and out: the one-time token of the terminal or, for a team, name and password."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import quote

from anyio import to_thread
from starlette.datastructures import State
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from headwater.web.rendering import FILES, render
from headwater.web.sessions import Session
from headwater.web.users import Role, User
from headwater.web.viewing import wants_json

_OPEN = ("/sign-in", *(f"/static/{name}" for name in FILES))
"""What is there for everybody: nothing of the case."""
_SMALL = {"max_files": 0, "max_fields": 10, "max_part_size": 10_000}


class SignedIn:
    """Lets nobody else further than to the page where one signs in."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in _OPEN:
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        state = scope["app"].state
        session = state.sessions.find(request.cookies.get(state.settings.cookie, ""))
        role = _role(state, session) if session else None
        if session and role:
            request.state.session, request.state.role = session, role
            await self._app(scope, receive, send)
            return
        await _refused(request)(scope, receive, send)


def _role(state: State, session: Session) -> Role | None:
    """What somebody may do now: who is not in the file of users any more, or has another password, may do nothing."""
    if not state.users:
        return Role.EDITOR
    user: User | None = state.users.find(session.user)
    return user.role if user and user.hashed == session.by else None


def _refused(request: Request) -> Response:
    if "token" in request.query_params and request.method == "GET":
        token = quote(request.query_params["token"], safe="")
        return RedirectResponse(f"/sign-in?token={token}", HTTPStatus.SEE_OTHER)
    if wants_json(request):
        return JSONResponse({"error": "sign in first"}, HTTPStatus.UNAUTHORIZED)
    if request.method == "GET":
        return RedirectResponse("/sign-in", HTTPStatus.SEE_OTHER)
    return PlainTextResponse("sign in first\n", HTTPStatus.UNAUTHORIZED)


async def _sign_in(request: Request) -> Response:
    """The page, or its form. A token in the address is used at once, and does not stay in the address."""
    state = request.app.state
    if request.method == "POST":
        async with request.form(**_SMALL) as form:
            given = {name: str(form.get(name) or "") for name in ("token", "name", "password")}
    elif not state.users and "token" in request.query_params:
        given = {"token": request.query_params["token"], "name": "", "password": ""}
    else:
        return render(request, "sign-in.html", users=bool(state.users), wrong=False)
    session = await to_thread.run_sync(_checked, state, given, limiter=state.signing_in)
    if session is None:
        return render(request, "sign-in.html", HTTPStatus.FORBIDDEN, users=bool(state.users), wrong=True)
    answer = RedirectResponse("/story", HTTPStatus.SEE_OTHER)
    # By HTTPS, which a proxy that is trusted says of itself, the cookie is kept to it; the loopback has none.
    secure = request.url.scheme == "https"
    answer.set_cookie(state.settings.cookie, session.id, httponly=True, samesite="strict", secure=secure, path="/")
    return answer


def _checked(state: State, given: dict[str, str]) -> Session | None:
    session: Session | None
    if state.users:
        user = state.users.find(given["name"])
        right = state.users.check(given["name"], given["password"])
        return state.sessions.begin(user.name, user.hashed) if user and right else None
    session = state.sessions.exchange(given["token"].strip(), state.workbench.case.who)
    if session:
        state.settings.used()
    return session


ROUTES = (Route("/sign-in", _sign_in, methods=["GET", "POST"]),)
