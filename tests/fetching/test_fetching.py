"""Fetching, from a server on this machine alone: polite, bounded, never into a private network, and kept."""

from __future__ import annotations

import gzip
import json
import socket
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import trustme
from click.testing import CliRunner

from headwater.cli import commands
from headwater.errors import SettingError, UnreadableError
from headwater.fetching import Manners, fetch, listed
from headwater.fetching.hosts import is_public, target
from headwater.ingest import read
from headwater.model import Article, Failure

# warcio leaves the closing of its buffers to the end of their lives.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
REPORT = (
    "<html><head><meta property='article:published_time' content='2024-03-03'></head><body><article>"
    "<h1>Crane falls</h1><p>The harbour board said on Sunday that two cranes had failed and would be taken down.</p>"
    "<p>Nobody was hurt when they fell, its chair said at a news conference.</p></article></body></html>"
)
MOVED = {
    "/moved": "/report",
    "/inwards": "http://169.254.169.254/latest/meta-data",
    "/ring": "/ring",
    "/scheme": "file:///etc/passwd",
}
HERE = Manners(seconds=3, megabytes=1, pause=0, private=True)


@dataclass
class Site:
    """A server on this machine, what it answers, and what it was asked."""

    port: int
    robots: str | int = ""
    asked: list[tuple[str, float, dict[str, str]]] = field(default_factory=list)
    scheme: str = "http"

    def at(self, path: str) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _, _ in self.asked]


class Handler(BaseHTTPRequestHandler):
    """Answers by the path that is asked for."""

    site: Site

    def do_GET(self) -> None:
        self.site.asked.append((self.path, time.monotonic(), dict(self.headers)))
        match self.path.split("?")[0]:
            case "/robots.txt" if isinstance(self.site.robots, int):
                self._answer(self.site.robots, b"")
            case "/robots.txt":
                self._answer(200, str(self.site.robots).encode(), kind="text/plain")
            case "/packed":
                self._answer(200, gzip.compress(REPORT.encode()), packing="gzip")
            case path if path in MOVED:
                self._answer(302, b"", to=MOVED[path])
            case "/gone":
                self._answer(404, b"gone")
            case "/big":
                self._answer(200, b"x" * 2_000_000)
            case "/drip":
                self._drip()
            case _:
                self._answer(200, REPORT.encode())

    def _answer(self, status: int, body: bytes, *, to: str = "", packing: str = "", kind: str = "text/html") -> None:
        self.send_response(status)
        for name, value in (("Content-Type", kind), ("Location", to), ("Content-Encoding", packing)):
            if value:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(100):
            try:
                self.wfile.write(b"x")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.2)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def site() -> Iterator[Site]:
    yield from serve()


def serve(context: ssl.SSLContext | None = None) -> Iterator[Site]:
    class Bound(Handler):
        pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Bound)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    server.daemon_threads = True
    Bound.site = site = Site(server.server_port, scheme="https" if context else "http")
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield site
    server.shutdown()
    server.server_close()


def fetched(tmp_path: Path, *addresses: str, manners: Manners = HERE) -> list[Article | Failure]:
    """What is read from the archive into which `addresses` are fetched."""
    archive = tmp_path / "fetched.warc.gz"
    fetch(addresses, archive, manners)
    return list(read([str(archive)]))


def test_a_page_is_fetched_kept_and_read(tmp_path: Path, site: Site) -> None:
    (found,) = fetched(tmp_path, site.at("/report"))
    assert isinstance(found, Article)
    assert (found.title, found.published, found.address) == ("Crane falls", "2024-03-03", site.at("/report"))
    assert site.paths == ["/robots.txt", "/report"]
    assert all(headers["User-Agent"].startswith("headwater/") for _, _, headers in site.asked)


def test_what_the_server_packed_is_kept_as_it_came(tmp_path: Path, site: Site) -> None:
    (found,) = fetched(tmp_path, site.at("/packed"))
    assert isinstance(found, Article)
    assert gzip.compress(REPORT.encode())[10:-8] in gzip.decompress((tmp_path / "fetched.warc.gz").read_bytes())


def test_a_page_that_the_archive_has_is_not_fetched_again(tmp_path: Path, site: Site) -> None:
    fetched(tmp_path, site.at("/report"))
    site.asked.clear()
    found = fetched(tmp_path, site.at("/report"), site.at("/other"))
    assert site.paths == ["/robots.txt", "/other"]
    assert len(found) == 1  # the other page is the same, byte for byte


def test_robots_txt_is_obeyed(tmp_path: Path, site: Site) -> None:
    site.robots = "User-agent: *\nDisallow: /private\n"
    refused, found = fetched(tmp_path, site.at("/private/x"), site.at("/report"))
    assert isinstance(refused, Failure)
    assert (refused.kind, isinstance(found, Article)) == ("robots", True)
    assert "/private/x" not in site.paths


@pytest.mark.parametrize(("status", "paths"), [(404, ["/robots.txt", "/report"]), (503, ["/robots.txt"])])
def test_no_robots_txt_allows_and_a_broken_one_forbids(
    tmp_path: Path, site: Site, status: int, paths: list[str]
) -> None:
    site.robots = status
    fetched(tmp_path, site.at("/report"))
    assert site.paths == paths


def test_a_host_is_left_in_peace_between_two_visits(tmp_path: Path, site: Site) -> None:
    site.robots = "User-agent: headwater\nCrawl-delay: 0.5\n"
    fetched(tmp_path, site.at("/a"), site.at("/b"))
    times = [when for path, when, _ in site.asked if path != "/robots.txt"]
    assert times[1] - times[0] > 0.45


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/gone", "not-found"),
        ("/big", "too-large"),
        ("/drip", "too-slow"),
        ("/ring", "redirects"),
        ("/scheme", "bad-address"),
    ],
)
def test_what_goes_wrong_is_one_failure_in_the_archive(tmp_path: Path, site: Site, path: str, kind: str) -> None:
    began = time.monotonic()
    refused, found = fetched(tmp_path, site.at(path), site.at("/report"))
    assert isinstance(refused, Failure)
    assert (refused.kind, refused.uri.endswith(site.at(path))) == (kind, True)
    assert isinstance(found, Article)
    assert time.monotonic() - began < 10


def test_a_redirection_is_followed_and_its_end_is_read(tmp_path: Path, site: Site) -> None:
    (found,) = fetched(tmp_path, site.at("/moved"))
    assert isinstance(found, Article)
    assert found.address == site.at("/report")


# -- no private network -----------------------------------------------------------------------------------------------


def test_this_machine_is_not_asked_unless_that_is_allowed(tmp_path: Path, site: Site) -> None:
    names = ("127.0.0.1", "localhost", "127.1", "0x7f000001", "[::ffff:127.0.0.1]")
    addresses = [f"http://{name}:{port}/" for name in names for port in (site.port, 8080)]
    found = fetched(tmp_path, *addresses, manners=Manners(seconds=3, pause=0))
    assert [record.kind for record in found if isinstance(record, Failure)] == ["private-address"] * len(addresses)
    assert site.asked == []


def test_a_redirection_into_a_private_network_is_not_followed(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server counts as public for once, so that only the redirection can be refused."""
    monkeypatch.setattr("headwater.fetching.hosts.is_public", lambda ip: ip == "127.0.0.1" or is_public(ip))
    monkeypatch.setattr("headwater.fetching.hosts._OTHER_PORTS", (site.port,))
    (refused,) = fetched(tmp_path, site.at("/inwards"), manners=Manners(seconds=3, pause=0))
    assert isinstance(refused, Failure)
    assert refused.kind == "private-address"


def test_a_connection_goes_to_the_address_that_was_checked(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A host that has another address at the second look-up (DNS rebinding) is looked up once for each request."""
    look_up, looked = socket.getaddrinfo, []

    def rebinding(host: Any, *given: Any, **named: Any) -> Any:
        if host == "rebind.example":
            looked.append(host)
            host = "127.0.0.1" if len(looked) % 2 else "127.0.0.2"
            assert len(looked) <= len(site.asked) + 1, "looked up again for one request"
        return look_up(host, *given, **named)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    fetched(tmp_path, f"http://rebind.example:{site.port}/report")
    assert site.paths[0] == "/robots.txt"
    assert site.asked[0][2]["Host"] == f"rebind.example:{site.port}"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:0a00:0001::1", False),
        ("64:ff9b::a00:1", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    "address",
    ["", "x", "ftp://a.example/", "file:///etc/passwd", "http://", "http://u:p@a.example/", "http://[", "https://a..b/",
     "http://a.example:99999/", "http://a.example/" + "x" * 3000],
)  # fmt: skip
def test_what_is_no_address_of_a_page(address: str) -> None:
    with pytest.raises(UnreadableError):
        target(address, private=True)


def test_only_ports_of_the_web_are_visited() -> None:
    with pytest.raises(UnreadableError, match="port 22"):
        target("http://a.example:22/", private=False)
    assert target("https://Ä.example/a b?q=ü#there", private=False).address == (
        "https://xn--4ca.example/a%20b?q=%C3%BC"
    )


# -- certificates -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "kind"), [("127.0.0.1", None), ("other.example", "unreachable")])
def test_a_certificate_has_to_be_the_hosts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, kind: str | None
) -> None:
    authority = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(name).configure_cert(context)
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    for site in serve(context):
        (found,) = fetched(tmp_path, site.at("/report"))
        assert getattr(found, "kind", None) == kind


def test_a_certificate_of_nobody_known_is_refused(tmp_path: Path) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    for site in serve(context):
        (found,) = fetched(tmp_path, site.at("/report"))
        assert isinstance(found, Failure)
        assert found.kind == "unreachable"


# -- lists and the command line ---------------------------------------------------------------------------------------


def test_a_list_has_notes_and_names_each_page_once(tmp_path: Path) -> None:
    (tmp_path / "list").write_text(
        "# cranes\nhttps://a.example/1 # first\n\nhttps://a.example/2#x\nhttps://a.example/1\n"
    )
    assert listed(tmp_path / "list") == ["https://a.example/1", "https://a.example/2#x"]


def test_a_file_that_is_no_archive_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_text("my notes")
    with pytest.raises(SettingError, match="no web archive"):
        fetch(["https://a.example/"], tmp_path / "a.warc.gz", HERE)
    assert (tmp_path / "a.warc.gz").read_text() == "my notes"


def settings(tmp_path: Path) -> str:
    (tmp_path / "settings.toml").write_text("[read]\nfetch_private = true\nfetch_pause = 0\n")
    return str(tmp_path / "settings.toml")


def test_nothing_is_fetched_without_being_allowed(tmp_path: Path, site: Site) -> None:
    (tmp_path / "list.txt").write_text(site.at("/report"))
    result = CliRunner().invoke(
        commands, ["read", "--url-list", str(tmp_path / "list.txt"), "--config", settings(tmp_path)]
    )
    assert (result.exit_code, "--fetch" in result.output) == (2, True)
    assert site.asked == []


def test_a_list_is_read_beside_files(tmp_path: Path, site: Site) -> None:
    (tmp_path / "list.txt").write_text(f"{site.at('/report')}\n{site.at('/gone')}\n")
    (tmp_path / "own.txt").write_text("The board met on Sunday.")
    arguments = ["read", str(tmp_path / "own.txt"), "--url-list", str(tmp_path / "list.txt"), "--fetch", "--json"]
    result = CliRunner().invoke(commands, [*arguments, "--config", settings(tmp_path)])
    lines = [json.loads(line) for line in result.output.splitlines()]
    assert [line.get("title") or line.get("error", {}).get("kind") for line in lines] == [
        None,
        "Crane falls",
        "not-found",
    ]
    assert (tmp_path / "list.txt.warc.gz").exists()
