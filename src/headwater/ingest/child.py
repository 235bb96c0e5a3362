"""The process in which readers run: reads requests from its standard input, under limits that it sets for itself."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from headwater.ingest.isolation import Request
from headwater.ingest.readers import HEAD, Input, failure, guarded, registered, unreadable
from headwater.model import Article, Failure

try:
    import resource
except ImportError:  # not on Windows; there only the time is limited, by the process that waits
    resource = None  # type: ignore[assignment]

_MEGABYTE = 1 << 20


def main() -> None:
    """Answers requests until there are no more; after running out of memory it ends, and a fresh one takes over."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # What a library prints is no answer.
    _limit_memory(int(sys.argv[1]) * _MEGABYTE)
    sys.setrecursionlimit(1500)
    for line in requests:
        request = Request(**json.loads(line))
        if not _serve(request, answers):
            return


def _serve(request: Request, answers: BinaryIO) -> bool:
    """Whether the process can go on."""
    sound = True
    try:
        _limit_time(request.seconds)
        for record in _records(request):
            _send(answers, {"article" if isinstance(record, Article) else "failure": asdict(record)})
            _limit_time(request.seconds)
    except MemoryError:
        sound = False
        trouble = "takes more memory to read than it may: save its text as .txt, or raise the limit"
        _send(answers, {"failure": asdict(failure(request.uri, "too-large", trouble))})
    _send(answers, {"end": sound})
    return sound


def _records(request: Request) -> Iterator[Article | Failure]:
    reader = registered()[request.reader]
    try:
        with Path(request.path).open("rb") as stream:
            given = Input(request.uri, stream.read(HEAD), stream, request.max_characters, request.columns)
            yield from guarded(reader, given)
    except OSError as error:
        yield unreadable(request.uri, error)


def _send(answers: BinaryIO, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer).encode("ascii") + b"\n")
    answers.flush()


def _limit_memory(most: int) -> None:
    if resource:
        with suppress(ValueError, OSError):  # macOS knows no such limit
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(seconds: int) -> None:
    """From now on, `seconds` of the processor; then the system ends this process."""
    if resource:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, most))


if __name__ == "__main__":
    main()
