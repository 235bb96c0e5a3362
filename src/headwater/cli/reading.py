"""`read` and `trace`: what articles say, one by one and read against each other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from headwater import writing
from headwater.cli.running import SOME_FAILED, progress, shared
from headwater.errors import HeadwaterError

NAMED = 20
"""Articles that are named where none is called as was asked."""

if TYPE_CHECKING:
    from headwater.config import Config
    from headwater.model import Story


def register(commands: click.Group) -> None:
    commands.add_command(read)
    commands.add_command(trace)


@click.command()
@shared
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, one line an article.")
def read(inputs: tuple[str, ...], config: Config, jobs: int, as_json: bool) -> int:
    """Show who says what in each article, and through whom.

    INPUT is a file, a folder, or - for standard input: saved pages, PDF, Word, mail, Markdown, web archives, feeds,
    tables, news items, text, JSON Lines (docs/formats.md). A JSON line has id and text and, where known, title,
    publisher, published and uri.

    \b
    Examples:
      headwater read report.txt
      headwater read clippings/ --json > readings.jsonl
      headwater read - --json < articles.jsonl
    """
    from headwater.case import inputs as cases
    from headwater.export import interchange, terminal
    from headwater.model import Failure

    failed = 0
    console = Console(highlight=False)
    for found in progress(cases.read(inputs, config, jobs), inputs):
        failed += isinstance(found, Failure) or found.unread is not None
        if as_json:
            line = interchange.failure_line(found) if isinstance(found, Failure) else interchange.article_line(found)
            click.echo(interchange.dumps(line))
        elif isinstance(found, Failure):
            click.echo(f"{found.uri}: {found.message}", err=True)
        else:
            terminal.reading(console, found)
    return SOME_FAILED if failed else 0


@click.command()
@shared
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the whole story to this file.")
@click.option("--html", "html_file", type=click.Path(path_type=Path), help="Write a self-contained page to this file.")
@click.option(
    "--adds", metavar="ARTICLE", help="Print only what this article (its file name or id) adds to the others."
)
def trace(
    inputs: tuple[str, ...],
    config: Config,
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
      headwater trace affair.hw --html story.html
    """
    from headwater.case import inputs as cases
    from headwater.export import html, interchange, terminal

    story = cases.story(inputs, config, jobs, lambda found: progress(found, inputs))
    # The files first: who reads the screen through `head` hangs up before it is whole.
    if json_file:
        writing.write(json_file, (interchange.dumps(interchange.story(story), indent=1) + "\n").encode())
    if html_file:
        writing.write(html_file, html.page(story).encode())
    if adds is None:
        terminal.story(Console(highlight=False), story)
    else:
        terminal.adds(Console(highlight=False), story, _article(story, adds))
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
