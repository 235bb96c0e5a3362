"""What every request passes before anything of ours sees it, and what every answer carries."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
SAFE = ("GET", "HEAD", "OPTIONS")
FILES, SMALLER, FORM = "/articles", {"/sign-in": 20_000}, 4_000_000
"""Where files are sent, and the most bytes that may be sent elsewhere; hardly any before somebody has signed in."""


class TooLargeError(Exception):
    """A body has more bytes than may come."""


class Guard:
    """Refuses what is not meant for us: another host's name (DNS rebinding), another site's form, too large a body."""

    def __init__(self, app: ASGIApp, hosts: Collection[str], largest: int) -> None:
        self._app, self._hosts, self._largest = app, {host.lower() for host in (*LOOPBACK, *hosts)}, largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def answered(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self._refused(scope)
        if refused:
            status, why = refused
            await PlainTextResponse(f"{why}\n", status)(scope, receive, answered)
            return
        try:
            await self._app(scope, _limited(receive, self._most(scope)), answered)
        except TooLargeError:
            if begun:
                raise
            answer = PlainTextResponse(f"{self._too_large(scope)}\n", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            await answer(scope, receive, answered)

    def _refused(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if _name(host) not in self._hosts:
            return HTTPStatus.MISDIRECTED_REQUEST, f"this is not {_name(host) or 'a host without a name'}"
        if scope["method"] not in SAFE:
            # The origin of pages that name no referrer, as ours, is "null"; Sec-Fetch-Site and our token say more.
            origin = headers.get("origin", "null")
            if origin != "null" and origin.partition("://")[2] != host:
                return HTTPStatus.FORBIDDEN, "another site's page has sent this"
            if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
                return HTTPStatus.FORBIDDEN, "another site's page has sent this"
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdecimal() or int(length) > self._most(scope):
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, self._too_large(scope)
        return None

    def _most(self, scope: Scope) -> int:
        """Bytes that may be sent to an address."""
        return self._largest if scope["path"] == FILES else min(SMALLER.get(scope["path"], FORM), self._largest)

    def _too_large(self, scope: Scope) -> str:
        if scope["path"] == FILES:
            return f"at most {self._largest // 1_000_000} MB can be sent at once (headwater serve --largest)"
        return f"at most {self._most(scope) // 1000} kB can be sent here"


def _limited(receive: Receive, most: int) -> Receive:
    """Counts what comes: a body need not say how long it is."""
    come = 0

    async def counted() -> Message:
        nonlocal come
        message = await receive()
        come += len(message.get("body", b""))
        if come > most:
            raise TooLargeError
        return message

    return counted


def _name(host: str) -> str:
    """The name in a Host header, without its port; an IPv6 address keeps its brackets."""
    name, bracket, _ = host.lower().partition("]")
    return name + bracket if bracket else name.partition(":")[0]
