"""`case decisions`: the log of what people decided, to read, to take back, and to exchange."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from headwater import writing
from headwater.cli.running import open_case, who_option
from headwater.errors import CaseError


@click.group()
def decisions() -> None:
    """List what was decided, take it back, or exchange it with others."""


@decisions.command(name="list")
@click.argument("where", metavar="CASE", type=click.Path())
@click.option("--all", "whole", is_flag=True, help="Also what was taken back or replaced by a later decision.")
def list_(where: str, whole: bool) -> None:
    """List the decisions in force."""
    from headwater.export.text import line

    with open_case(where) as opened:
        in_force = {each.id for each in opened.in_force()}
        for each in opened.decisions():
            if whole or each.id in in_force:
                mark = "" if each.id in in_force else " (not in force)"
                why = f": {each.why}" if each.why else ""
                told = f"{each.id} {each.when[:16]} {each.who}{mark}{why}"
                click.echo(f"{line(told)}\n    {line(opened.describe(each))}")


@decisions.command()
@click.argument("where", metavar="CASE", type=click.Path())
@click.argument("file", default="-", type=click.Path(dir_okay=False, path_type=Path))
def export(where: str, file: Path) -> None:
    """Write the whole log as JSON Lines, to FILE or standard output."""
    with open_case(where) as opened:
        text = "".join(f"{line}\n" for line in opened.exported())
    if str(file) == "-":
        click.echo(text, nl=False)
        return
    writing.write(file, text.encode())


@decisions.command(name="import")
@click.argument("where", metavar="CASE", type=click.Path())
@click.argument("file", default="-", type=click.Path(dir_okay=False, path_type=Path))
def import_(where: str, file: Path) -> None:
    """Add the decisions in FILE (JSON Lines, as from export) that the log does not have yet."""
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(
            f"{file} cannot be read ({error}); name a file that headwater case decisions export made"
        ) from error
    with open_case(where) as opened:
        # Not splitlines: a text may hold other line breaks than these.
        click.echo(f"{opened.imported(text.split(chr(10)))} new decisions")


@decisions.command()
@click.argument("where", metavar="CASE", type=click.Path())
@click.argument("decision")
@click.option("--why", default="", help="The reason, for the log.")
@who_option
def undo(where: str, decision: str, why: str, who: str | None) -> None:
    """Take a DECISION (its id) back; the log keeps both. Undoing the undo puts it in force again."""
    with open_case(where, who) as opened:
        click.echo(opened.undo(decision, why).id)
