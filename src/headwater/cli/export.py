"""`export`: a story, written in a format that other programs and people work on with."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from headwater.cli.running import SOME_FAILED, progress, shared
from headwater.config import Config
from headwater.errors import SettingError


def register(commands: click.Group) -> None:
    commands.add_command(export)


def _list(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from headwater.export import formats

        names = formats.names()
        width = max(map(len, names), default=0)
        for name in names:
            click.echo(f"{name:{width}}  {formats.described(name)}")
        context.exit()


def _complete(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    from headwater.export import formats

    return [CompletionItem(name, help=formats.described(name)) for name in formats.names() if name.startswith(begun)]


@click.command()
@shared
@click.option(
    "--to",
    "name",
    required=True,
    metavar="FORMAT",
    help="The format; --formats lists them.",
    shell_complete=_complete,
)
@click.option(
    "--output",
    "-o",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Where to write: a file, - for standard output, or a folder or .zip for a format of several files.",
)
@click.option("--formats", is_flag=True, is_eager=True, expose_value=False, callback=_list, help="List the formats.")
def export(inputs: tuple[str, ...], config: Config, jobs: int, name: str, output: Path) -> int:
    """Write the story of a set of articles in another program's format.

    The same articles give the same bytes. A format that needs a library which is not installed says which.

    \b
    Examples:
      headwater export clippings/ --to docx --output dossier.docx
      headwater export clippings/ --to csv --output tables.zip
      headwater export clippings/ --to mermaid --output -
      headwater export --formats
    """
    from headwater.case import inputs as cases
    from headwater.export import formats

    exporter = formats.exporter(name)
    story = cases.story(inputs, config, jobs, lambda found: progress(found, inputs))
    written = exporter(story)
    if str(output) != "-":
        formats.write(written, output)
    elif isinstance(written, bytes):
        sys.stdout.flush()
        sys.stdout.buffer.write(written)
    else:
        raise SettingError(f"{name} writes several files: name a folder, or a file that ends in .zip")
    for failure in story.failures:
        click.echo(f"{failure.uri}: {failure.message}", err=True)
    return SOME_FAILED if story.failures else 0
