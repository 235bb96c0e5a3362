"""The workbench under load: 20 clients ask for pages and data of the sample story, mixed, through a real server.

    python benchmarks/load.py [--requests 100000] [--remaking]

wrk asks (Debian's package), a round of half a minute after the other. After each round it is told how many requests
there were, how many failed, how quickly they were answered (milliseconds), and what the program takes of memory. With
`--remaking` two sources are made one and two again all the while, so that a newer story is always being made.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

SAMPLE = Path(__file__).parents[1] / "examples" / "harbour"
CLIENTS, THREADS, SECONDS = 20, 2, 30
PATHS = ("/story", "/inbox", "/articles", "/sources", "/timeline", "/search?q=ramp", "/search?source=Oakes", "/history")
# What wrk runs: one address after the other, and at the end the figures as JSON.
SCRIPT = """
local paths, index = {%s}, 0
request = function()
  index = index + 1
  return wrk.format("GET", paths[(index * 7) %% #paths + 1], {["Cookie"] = %s})
end
done = function(summary, latency)
  local failed = summary.errors
  print(string.format('{"requests": %%d, "failed": %%d, "median": %%.1f, "p99": %%.1f, "slowest": %%.1f}',
    summary.requests, failed.connect + failed.read + failed.write + failed.status + failed.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end
"""


@dataclass(frozen=True)
class Server:
    """A workbench that a process of its own serves, and somebody who is signed in to it."""

    base: str
    process: int
    client: OpenerDirector
    cookie: str

    def data(self, path: str) -> Any:
        return json.loads(self.client.open(f"{self.base}{path}").read())

    def post(self, path: str, **fields: str) -> Any:
        csrf = self.data("/session.json")["csrf"]
        headers = {"x-csrf-token": csrf, "Accept": "application/json"}
        return json.loads(self.client.open(Request(f"{self.base}{path}", urlencode(fields).encode(), headers)).read())

    def megabytes(self) -> float:
        status = Path(f"/proc/{self.process}/status").read_text("utf-8")
        found = re.search(r"VmRSS:\s+(\d+)", status)
        assert found
        return int(found[1]) / 1024


@contextmanager
def served(folder: str) -> Iterator[Server]:
    case = f"{folder}/affair.hw"
    program = [sys.executable, "-m", "headwater.cli"]
    for command in (["new", case], ["add", case, str(SAMPLE)]):
        subprocess.run([*program, "case", *command], check=True, stdout=subprocess.DEVNULL)
    serve = [*program, "serve", case, "--port", "0", "--who", "ada"]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout
            start = next(found[0] for line in process.stdout if (found := re.search(r"http\S+token=\S+", line)))
            jar = HTTPCookieProcessor()
            client = build_opener(jar)
            client.open(start)
            cookie = "; ".join(f"{each.name}={each.value}" for each in jar.cookiejar)
            server = Server(start.partition("/sign-in")[0], process.pid, client, cookie)
            while server.data("/progress.json")["behind"]:
                time.sleep(0.5)
            yield server
        finally:
            process.terminate()


def addresses(server: Server) -> list[str]:
    """Pages of every kind, and the data of a few."""
    claims = [each["address"] for each in server.data("/story.json")["claims"]]
    articles = [each["address"] for each in server.data("/articles.json")["articles"]]
    sources = [each["address"] for each in server.data("/sources.json")["sources"]][:15]
    return [*PATHS, *claims, *articles, *sources, f"{articles[0]}/attributions/a1", "/progress.json", "/story.json"]


def asked(server: Server, script: Path) -> dict[str, float]:
    """One round."""
    command = [
        "wrk",
        f"-t{THREADS}",
        f"-c{CLIENTS}",
        f"-d{SECONDS}s",
        "--timeout",
        "30s",
        "-s",
        str(script),
        server.base,
    ]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict[str, float] = json.loads(told[told.index("{") :])
    return found


@contextmanager
def remaking(server: Server) -> Iterator[None]:
    """Decides all the while."""
    ended = Event()

    def decide() -> None:
        fields = {"one": "Norhaven Courier", "other": "Radio Skerry", "same": "yes"}
        while not ended.is_set():
            server.post("/undo", decision=server.post("/decide/sources", **fields)["decision"])

    worker = Thread(target=decide)
    worker.start()
    yield
    ended.set()
    worker.join()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--remaking", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, served(folder) as server:
        script = Path(folder) / "mixed.lua"
        paths = ", ".join(json.dumps(each) for each in addresses(server))
        script.write_text(SCRIPT % (paths, json.dumps(server.cookie)), "utf-8")
        print(f"{server.megabytes():.1f} MB before the first request", flush=True)
        total = 0.0
        while total < options.requests:
            if options.remaking:
                with remaking(server):
                    found = asked(server, script)
            else:
                found = asked(server, script)
            total += found["requests"]
            print(f"{total:.0f} requests, {server.megabytes():.1f} MB, {found}", flush=True)


if __name__ == "__main__":
    main()
