"""The command line: parse, call the pipeline, print."""

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

PROGRESS_FROM = 4
"""Inputs from which a progress bar is worth its line."""
NAMED = 20
"""Articles that are named where none is called as was asked."""
SOME_FAILED = 1
CANNOT_START = 2
INTERRUPTED, NOBODY_READS = 130, 141
"""As a shell has it for a command that a signal ends: 128 and the signal."""

if TYPE_CHECKING:
    from headwater.model import Story

T = TypeVar("T")
Command = TypeVar("Command", bound=Callable[..., Any])


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="headwater")
def commands() -> None:
    """Who says so, through which chain, on how many independent origins.

    Reads news reports about one affair, offline, and shows the sentence behind everything it says. It gives no verdict
    on what is true.

    \b
    Examples:
      headwater read report.txt
      headwater trace clippings/ --html story.html

    \b
    Exit status:
      0  everything was read
      1  some inputs could not be read; each is reported, the others were read
      2  nothing was done: a wrong option, setting or model
    """


def shared(command: Command) -> Command:
    """The arguments and options that every reading command takes."""
    for option in (
        click.option("--jobs", "-j", default=1, show_default=True, type=click.IntRange(1), help="Processes that read."),
        click.option("--config", "config_file", type=click.Path(path_type=Path), help="A TOML file of settings."),
        click.argument("inputs", nargs=-1, required=True, metavar="INPUT..."),
    ):
        command = option(command)
    return command


@commands.command()
@shared
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, one line an article.")
def read(inputs: tuple[str, ...], config_file: Path | None, jobs: int, as_json: bool) -> int:
    """Show who says what in each article, and through whom.

    INPUT is a text, HTML or JSON Lines file, a folder of them, or - for standard input. A JSON line has id and text
    and, where known, title, publisher, published and uri.

    \b
    Examples:
      headwater read report.txt
      headwater read clippings/ --json > readings.jsonl
      headwater read - --json < articles.jsonl
    """
    from headwater import pipeline
    from headwater.export import interchange, terminal
    from headwater.model import Failure

    failed = 0
    console = Console(highlight=False)
    for found in _progress(pipeline.read(inputs, settings.load(config_file), jobs), inputs):
        failed += isinstance(found, Failure)
        if as_json:
            line = interchange.failure_line(found) if isinstance(found, Failure) else interchange.article_line(found)
            click.echo(interchange.dumps(line))
        elif isinstance(found, Failure):
            click.echo(f"{found.uri}: {found.message}", err=True)
        else:
            terminal.reading(console, found)
    return SOME_FAILED if failed else 0


@commands.command()
@shared
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the whole story to this file.")
@click.option("--html", "html_file", type=click.Path(path_type=Path), help="Write a self-contained page to this file.")
@click.option(
    "--adds", metavar="ARTICLE", help="Print only what this article (its file name or id) adds to the others."
)
def trace(
    inputs: tuple[str, ...],
    config_file: Path | None,
    jobs: int,
    json_file: Path | None,
    html_file: Path | None,
    adds: str | None,
) -> int:
    """Trace every claim in a set of articles to its origins.

    Prints the story: how many articles, on how many independent publications and speakers they stand, where they
    disagree, and where a doubt was lost on the way.

    \b
    Examples:
      headwater trace report-a.txt report-b.html
      headwater trace clippings/ --json story.json --html story.html
      headwater trace clippings/ --adds report-b.html
    """
    from headwater import pipeline
    from headwater.export import html, interchange, terminal

    story = pipeline.trace(_progress(pipeline.read(inputs, settings.load(config_file), jobs), inputs))
    if adds is None:
        terminal.story(Console(highlight=False), story)
    else:
        terminal.adds(Console(highlight=False), story, _article(story, adds))
    if json_file:
        _write(json_file, interchange.dumps(interchange.story(story), indent=1) + "\n")
    if html_file:
        _write(html_file, html.page(story))
    return SOME_FAILED if story.failures else 0


def _article(story: Story, name: str) -> str:
    """The id of the one article that is called so: by its id, its address, or the end of that."""
    articles = [reading.article for reading in story.articles]
    found = {each.id for each in articles if name in (each.id, each.uri, each.uri.rpartition("/")[2])}
    if len(found) == 1:
        return found.pop()
    known = ", ".join(sorted(each.uri.rpartition("/")[2] or each.id for each in articles)[:NAMED])
    reason = f"no article is called {name!r}" if not found else f"{len(found)} articles are called {name!r}"
    raise HeadwaterError(f"{reason}; name one by its file name or id: {known}")


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise HeadwaterError(
            f"{path} cannot be written ({error.strerror}); name a file in a folder that exists"
        ) from error


def _progress(found: Iterable[T], inputs: tuple[str, ...]) -> Iterator[T]:
    """Passes `found` on and shows how far it has come, on a terminal and for more than a few files."""
    total = sum(_files(name) for name in inputs)
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


def main() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    status: int = CANNOT_START
    try:
        status = commands.main(standalone_mode=False) or 0
    except HeadwaterError as error:
        click.echo(f"headwater: {error}", err=True)
    except click.ClickException as error:
        error.show()
    except (click.Abort, KeyboardInterrupt):
        status = INTERRUPTED
    except SystemExit:  # Click and Rich end so, with 1, when nobody reads the output any more.
        status = NOBODY_READS
    sys.exit(status)


if __name__ == "__main__":
    main()
