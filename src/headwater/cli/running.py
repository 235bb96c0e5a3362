"""What all commands share: their common options, the progress bar, files written, and the exit status."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from headwater import config as settings

if TYPE_CHECKING:
    from headwater.case import Case
    from headwater.config import Config

PROGRESS_FROM = 4
"""Inputs from which a progress bar is worth its line."""
SOME_FAILED = 1
CANNOT_START = 2
INTERRUPTED, NOBODY_READS = 130, 141
"""As a shell has it for a command that a signal ends: 128 and the signal."""

T = TypeVar("T")
Command = TypeVar("Command", bound=Callable[..., Any])


def fetching(command: Command) -> Command:
    """The inputs of a command, and the options by which some of them are fetched from the network first."""

    @wraps(command)
    def with_fetched(**given: Any) -> Any:
        lists, fetch = given.pop("url_lists"), given.pop("fetch")
        fetched = _fetched(lists, given["config"]) if fetch else ()
        if lists and not fetch:
            raise click.UsageError("--url-list names pages on the network, and nothing is fetched without --fetch")
        if not lists and not given["inputs"]:
            raise click.MissingParameter(param_hint="'INPUT...'", param_type="argument")
        return command(**(given | {"inputs": (*given["inputs"], *fetched)}))

    for option in (
        click.option(
            "--url-list",
            "url_lists",
            multiple=True,
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="Also read the pages whose addresses this file lists, one a line; with --fetch only.",
        ),
        click.option(
            "--fetch",
            is_flag=True,
            help="Allow the network, for the pages of --url-list; they are kept in FILE.warc.gz.",
        ),
        click.argument("inputs", nargs=-1, metavar="INPUT...", type=click.Path(allow_dash=True)),
    ):
        with_fetched = option(with_fetched)
    return cast("Command", with_fetched)


def _fetched(lists: Iterable[Path], config: Config) -> Iterator[str]:
    """The web archives of the pages that `lists` name, each beside its list."""
    from headwater.fetching import Manners, fetch, listed

    manners = Manners(config.fetch_seconds, config.fetch_megabytes, config.fetch_pause, config.fetch_private)
    for path in lists:
        archive = path.with_name(f"{path.name}.warc.gz")
        addresses = listed(path)
        fetch(progress(addresses, total=len(addresses), doing="fetching"), archive, manners)
        yield str(archive)


def _named(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """The names of columns by what they hold."""
    parts = [each.partition("=") for each in given]
    if wrong := next((each for each, part in zip(given, parts, strict=True) if not part[0] or not part[2]), None):
        raise click.BadParameter(f"{wrong!r} names no column: write text=NAME, or another field for text")
    return {field.strip(): name.strip() for field, _, name in parts}


def reading(command: Command) -> Command:
    """How to read: processes, and the settings, as `config`."""

    @wraps(command)
    def with_config(**given: Any) -> Any:
        config = settings.load(given.pop("config_file"))
        return command(**given, config=config)

    for option in (
        click.option("--jobs", "-j", default=1, show_default=True, type=click.IntRange(1), help="Processes that read."),
        click.option("--config", "config_file", type=click.Path(path_type=Path), help="A TOML file of settings."),
    ):
        with_config = option(with_config)
    return cast("Command", with_config)


def _columns(command: Command) -> Command:
    """What the tables among the inputs call their columns, put into the settings."""

    @wraps(command)
    def with_columns(**given: Any) -> Any:
        columns, config = given.pop("columns"), given.pop("config")
        return command(**given, config=replace(config, columns=config.columns | columns))

    option = click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="FIELD=NAME",
        callback=_named,
        help="What a table calls the column with the text (text=NAME), title, published, publisher, …",
    )
    return cast("Command", option(with_columns))


def shared(command: Command) -> Command:
    """The arguments and options that every command takes that reads articles."""
    return reading(_columns(fetching(command)))


who_option = click.option(
    "--who", envvar="HEADWATER_WHO", help="Who does it, for the log. [default: the system's user]"
)


def open_case(where: str, who: str | None = None, config: Config | None = None) -> Case:
    from headwater.case import Case

    return Case.open(where, config, who)


def progress(found: Iterable[T], inputs: tuple[str, ...] = (), total: int = 0, doing: str = "reading") -> Iterator[T]:
    """Passes `found` on and shows how far it has come, on a terminal and for more than a few files."""
    total = total or sum(_files(name) for name in inputs)
    if not sys.stderr.isatty() or total < PROGRESS_FROM:
        yield from found
        return
    rate = TextColumn("{task.fields[rate]}")
    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
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
