"""Readers in a process of their own, with limits: what hangs, eats memory or crashes there is one failure record.

One warm process reads many files, one after the other; it is started anew only after it had to be ended. The two speak
JSON, one object a line: a request, then a record a line, then the end.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from headwater.ingest.readers import failure
from headwater.model import Article, Failure, Hyperlink

_GRACE = 5.0  # seconds that a process may take beyond its limit, e.g. to start or while others hold the processor
_SIGXCPU = 24
_idle: list[_Child] = []
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one input may take: seconds for each article (as waited for, and of the processor), megabytes."""

    seconds: int = 60
    megabytes: int = 2048


@dataclass(frozen=True, slots=True)
class Request:
    """What a child is asked to read, and how; `path` as the system writes it."""

    reader: str
    path: str
    uri: str
    max_characters: int
    seconds: int
    columns: dict[str, str] = field(default_factory=dict)


def read(
    reader: str, path: Path, uri: str, max_characters: int, limits: Limits, columns: Mapping[str, str] = {}
) -> Iterator[Article | Failure]:
    """What the reader called `reader` makes of the file at `path`."""
    child = _take(limits)
    finished, given = False, 0
    try:
        for answer in child.ask(Request(reader, str(path), uri, max_characters, limits.seconds, dict(columns))):
            if answer is None:
                kind, trouble = child.why_ended(limits)
                yield failure(uri, kind, trouble + (f" (what came after its first {given} is lost)" if given else ""))
                return
            given += 1
            if not answer:
                break
            yield _record(answer)
        finished = child.is_reusable()
    finally:
        if finished:
            _give_back(child)
        else:
            child.end()


class _Child:
    """A process that waits for requests. It is not shared between threads."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._late = False
        self._again = True
        environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYTHONSAFEPATH": "1"}
        self._process = subprocess.Popen(  # noqa: S603 (its own program, and a number)
            [sys.executable, "-m", "headwater.ingest.child", str(limits.megabytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )

    def ask(self, request: Request) -> Iterator[dict[str, Any] | None]:
        """Every answer; the last one is empty, or None where the process came to its end instead."""
        assert self._process.stdin
        try:
            self._process.stdin.write(json.dumps(asdict(request)).encode("ascii") + b"\n")
            self._process.stdin.flush()
        except OSError:
            yield None
            return
        while True:
            answer = self._answer(request.seconds)
            if answer is None or "end" in answer:
                self._again = bool(answer and answer["end"])
                yield {} if answer else None
                return
            yield answer

    def _answer(self, seconds: float) -> dict[str, Any] | None:
        assert self._process.stdout
        watch = threading.Timer(seconds + _GRACE, self._end_late)
        watch.daemon = True
        watch.start()
        try:
            line = self._process.stdout.readline()
        finally:
            watch.cancel()
        answer: dict[str, Any] | None = json.loads(line) if line.endswith(b"\n") else None
        return answer

    def _end_late(self) -> None:
        self._late = True
        self._process.kill()

    def why_ended(self, limits: Limits) -> tuple[str, str]:
        """The kind of failure and what to say of it."""
        status = self._process.wait()
        if self._late or status == -_SIGXCPU:
            return "too-slow", f"took more than {limits.seconds} seconds to read: save its text as .txt"
        return "crashed", f"ended the process that read it (status {status}): save its text as .txt"

    def is_reusable(self) -> bool:
        return self._again and self._process.poll() is None

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with suppress(OSError):
                    stream.close()


def _take(limits: Limits) -> _Child:
    with _lock:
        child = _idle.pop() if _idle else None
    if child and child.limits == limits and child.is_reusable():
        return child
    if child:
        child.end()
    return _Child(limits)


def _give_back(child: _Child) -> None:
    with _lock:
        if not _idle:
            _idle.append(child)
            return
    child.end()


@atexit.register
def end_idle() -> None:
    """Ends the process that waits for the next file, if there is one."""
    while _idle:
        _idle.pop().end()


if hasattr(os, "register_at_fork"):  # A forked process must not speak with its parent's child.
    os.register_at_fork(after_in_child=_idle.clear)


def _record(answer: dict[str, Any]) -> Article | Failure:
    if "failure" in answer:
        return Failure(**answer["failure"])
    fields = answer["article"]
    links = tuple(Hyperlink(link["uri"], (link["span"][0], link["span"][1])) for link in fields.pop("links"))
    return Article(**fields, links=links)
