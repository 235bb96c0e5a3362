"""What all commands share: their common options, the progress bar, files written, and the exit status."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from headwater import config as settings
from headwater.errors import HeadwaterError

if TYPE_CHECKING:
    from headwater.case import Case

PROGRESS_FROM = 4
"""Inputs from which a progress bar is worth its line."""
SOME_FAILED = 1
CANNOT_START = 2
INTERRUPTED, NOBODY_READS = 130, 141
"""As a shell has it for a command that a signal ends: 128 and the signal."""

T = TypeVar("T")
Command = TypeVar("Command", bound=Callable[..., Any])


def shared(command: Command) -> Command:
    """The arguments and options that every reading command takes."""
    for option in (
        click.option("--jobs", "-j", default=1, show_default=True, type=click.IntRange(1), help="Processes that read."),
        click.option("--config", "config_file", type=click.Path(path_type=Path), help="A TOML file of settings."),
        click.argument("inputs", nargs=-1, required=True, metavar="INPUT..."),
    ):
        command = option(command)
    return command


def write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise HeadwaterError(
            f"{path} cannot be written ({error.strerror}); name a file in a folder that exists"
        ) from error


who_option = click.option(
    "--who", envvar="HEADWATER_WHO", help="Who does it, for the log. [default: the system's user]"
)


def open_case(where: str, who: str | None = None, config_file: Path | None = None) -> Case:
    from headwater.case import Case

    return Case.open(where, settings.load(config_file), who)


def progress(found: Iterable[T], inputs: tuple[str, ...] = (), total: int = 0) -> Iterator[T]:
    """Passes `found` on and shows how far it has come, on a terminal and for more than a few files."""
    total = total or sum(_files(name) for name in inputs)
    if not sys.stderr.isatty() or total < PROGRESS_FROM:
        yield from found
        return
    rate = TextColumn("{task.fields[rate]}")
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total, rate="")
        for item in found:
            bar.advance(task)
            speed = bar.tasks[0].speed
            bar.update(task, rate=f"{speed:.1f} a second" if speed else "")
            yield item


def _files(name: str) -> int:
    path = Path(name)
    return sum(1 for p in path.rglob("*") if p.is_file()) if path.is_dir() else 1
