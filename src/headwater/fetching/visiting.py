"""Visits: one page after the other, by robots.txt, within limits of time and size, each hop of them checked."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress
from typing import NamedTuple, Protocol, Self
from urllib.parse import urljoin

from protego import Protego
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.exceptions import TimeoutError as Timeout

from headwater.errors import UnreadableError
from headwater.fetching import Manners
from headwater.fetching.hosts import Target, looked_up, target

_REDIRECTED = (301, 302, 303, 307, 308)
_MOST_HOPS = 5
_LONGEST_PAUSE = 30.0  # seconds: what a robots.txt can ask for at most
_PATIENCE = 10.0  # seconds for each single answer of the network
_BLOCK = 1 << 16
_ROBOTS = 500_000  # bytes of a robots.txt that count (RFC 9309)


class Answer(NamedTuple):
    """What a server answered: bytes as they came, still packed."""

    address: str
    status: int
    reason: str
    asked: tuple[tuple[str, str], ...]
    headers: tuple[tuple[str, str], ...]
    data: bytes

    def header(self, name: str) -> str | None:
        return next((value for each, value in self.headers if each.lower() == name), None)


class Kept(Protocol):
    """Where answers are kept, and why there was none."""

    def answer(self, answer: Answer) -> None: ...
    def refusal(self, address: str, kind: str, message: str) -> None: ...


class Visitor:
    """Goes to one address after the other, and hands what comes back to whoever keeps it."""

    def __init__(self, manners: Manners, keeper: Kept) -> None:
        self._manners = manners
        self._keeper = keeper
        self._robots: dict[str, Protego | None] = {}
        self._last: dict[str, float] = {}

    def visit(self, address: str) -> None:
        """Fetches the page at `address`; trouble with it is kept as such."""
        try:
            self._follow(address)
        except UnreadableError as error:
            self._keeper.refusal(address, error.kind, str(error))

    def _follow(self, address: str) -> None:
        where = target(address, private=self._manners.private)
        for _ in range(_MOST_HOPS):
            self._ask_leave(where)
            answer = self._get(where)
            self._keeper.answer(answer)
            if answer.status not in _REDIRECTED:
                break
            where = target(urljoin(where.address, answer.header("location") or ""), private=self._manners.private)
        else:
            raise UnreadableError("redirects", f"is redirected more than {_MOST_HOPS} times")
        if answer.status != 200:
            raise UnreadableError("not-found", f"was answered with {answer.status} {answer.reason}".rstrip())

    def _ask_leave(self, where: Target) -> None:
        """Raises UnreadableError where the site's robots.txt forbids the page, or cannot be had."""
        if where.origin not in self._robots:
            self._robots[where.origin] = self._read_robots(where)
        rules = self._robots[where.origin]
        if rules is None:
            raise UnreadableError("robots", "is on a site whose robots.txt cannot be had: it is not fetched")
        if not rules.can_fetch(where.address, self._manners.agent):
            raise UnreadableError("robots", "is not to be fetched by programs (robots.txt): save the page by hand")
        delay = rules.crawl_delay(self._manners.agent) or 0
        self._wait(where.host, min(max(float(delay), self._manners.pause), _LONGEST_PAUSE))

    def _read_robots(self, where: Target) -> Protego | None:
        """The rules of a site; none at all where it has no robots.txt, None where it fails to give it."""
        there = where._replace(path="/robots.txt")
        for _ in range(_MOST_HOPS):
            self._wait(there.host, self._manners.pause)
            answer = self._get(there)
            self._keeper.answer(answer)
            if answer.status not in _REDIRECTED:
                break
            there = target(urljoin(there.address, answer.header("location") or ""), private=self._manners.private)
        if answer.status >= 500:
            return None
        return Protego.parse(answer.data[:_ROBOTS].decode("utf-8", "replace") if answer.status == 200 else "")

    def _wait(self, host: str, pause: float) -> None:
        now = time.monotonic()
        time.sleep(max(0.0, self._last.get(host, now - pause) + pause - now))
        self._last[host] = time.monotonic()

    def _get(self, where: Target) -> Answer:
        """One request, to the very network address that was checked. Raises UnreadableError."""
        ip = looked_up(where, private=self._manners.private)
        name = where.origin.split("//", 1)[1]
        packing = "identity" if where.path == "/robots.txt" else "gzip"
        asked = (("Host", name), ("User-Agent", self._manners.agent), ("Accept-Encoding", packing), ("Accept", "*/*"))
        connection = _connection(where, ip)
        with _Watch(connection, self._manners.seconds) as watch:
            try:
                connection.connect()
                watch.socket = connection.sock
                connection.request("GET", where.path, headers=dict(asked), preload_content=False, decode_content=False)
                response = connection.getresponse()
                data = self._read(response)
            except (HTTPError, OSError, ValueError) as error:
                if not watch.has_cut and not isinstance(error, TimeoutError | Timeout):
                    raise UnreadableError("unreachable", f"cannot be reached ({error})"[:300]) from error
                watch.has_cut = True
        # A connection that is cut may look like one that came to its end.
        if watch.has_cut:
            raise UnreadableError("too-slow", f"took more than {self._manners.seconds} seconds")
        headers = tuple((each, value) for each, value in response.headers.items())
        return Answer(where.address, response.status, response.reason or "", asked, headers, data)

    def _read(self, response: object) -> bytes:
        most = self._manners.megabytes * 1_000_000
        data = bytearray()
        while block := response.read1(_BLOCK):  # type: ignore[attr-defined]
            data += block
            if len(data) > most:
                raise UnreadableError("too-large", f"is larger than {self._manners.megabytes} MB")
        return bytes(data)


def _connection(where: Target, ip: str) -> HTTPConnection:
    if where.scheme == "http":
        return HTTPConnection(ip, where.port, timeout=_PATIENCE)
    return HTTPSConnection(
        ip,
        where.port,
        timeout=_PATIENCE,
        cert_reqs="CERT_REQUIRED",
        server_hostname=where.host,
        assert_hostname=where.host,
    )


class _Watch:
    """Ends a connection after some seconds, whatever it waits for, and closes it in any case."""

    def __init__(self, connection: HTTPConnection, seconds: float) -> None:
        self.socket: socket.socket | None = None
        self.has_cut = False
        self._connection = connection
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._connection.close()

    def _cut(self) -> None:
        self.has_cut = True
        sock = self.socket or self._connection.sock
        if sock is not None:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
