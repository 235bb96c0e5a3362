"""`case`: a case file and the articles in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click
from rich.console import Console

from headwater.cli import deciding, decisions
from headwater.cli.running import SOME_FAILED, Command, open_case, progress, reading, shared, who_option
from headwater.cli.words import CERTAINTIES

if TYPE_CHECKING:
    from headwater.case import Added, Case
    from headwater.config import Config


def register(commands: click.Group) -> None:
    commands.add_command(case)


@click.group()
def case() -> None:
    """Work on one affair for months: articles, what was read in them, and what you decided.

    CASE is a file, or the URL of a PostgreSQL database (postgresql://user@host/name).

    \b
    Examples:
      headwater case new affair.hw
      headwater case add affair.hw clippings/
      headwater trace affair.hw --html story.html
    """


case.add_command(decisions.decisions)
case.add_command(deciding.decide)


def _opened(command: Command) -> Command:
    return click.argument("where", metavar="CASE", type=click.Path())(command)


@case.command()
@_opened
def new(where: str) -> None:
    """Make a new, empty case. One that is there already is left as it is."""
    from headwater.case import Case

    with Case.create(where) as made:
        click.echo(f"{made.name} is a new case: headwater case add {made.name} INPUT...")


@case.command()
@_opened
@who_option
@shared
def add(where: str, inputs: tuple[str, ...], jobs: int, config: Config, who: str | None) -> int:
    """Add articles: files, folders or -. Only what is new is read.

    An article that the case has is left as it is; one whose text has changed at its address or in its file becomes a
    new version. Every article is kept as soon as it is read: after an interruption the same command does the rest.
    """
    with open_case(where, who, config) as opened:
        return _told(progress(opened.add(inputs, jobs), inputs))


@case.command()
@_opened
@who_option
@reading
def rebuild(where: str, jobs: int, config: Config, who: str | None) -> int:
    """Drop all findings and make them anew from the articles in the case. Decisions stay."""
    with open_case(where, who, config) as opened:
        return _told(progress(opened.rebuild(jobs), total=len(opened.articles())))


def _told(added: Iterator[Added]) -> int:
    """Tells what became of the inputs; the exit status."""
    counts: dict[str, int] = {}
    unread = 0
    for one in added:
        counts[one.what] = counts.get(one.what, 0) + 1
        unread += one.failure is not None and one.article is not None
        if one.failure:
            click.echo(f"{one.uri}: {one.failure.message}", err=True)
        elif one.what == "new version":
            click.echo(f"{one.uri}: a new version, {one.article}")
    told = ", ".join(f"{number} {what}" for what, number in sorted(counts.items())) or "nothing to do"
    click.echo(f"{told}; {unread} of them kept, but not read" if unread else told)
    return SOME_FAILED if counts.get("failed") or unread else 0


@case.command(name="list")
@_opened
def list_(where: str) -> None:
    """List the articles."""
    from headwater.export.text import line

    with open_case(where) as opened:
        entries, outdated = opened.articles(), opened.outdated()
        for each in entries:
            version = f"version {each.version}" if each.version > 1 else ""
            unread = "not read" if each.unread or not each.made_by else ""
            facts = [(each.published or "undated")[:10], each.publisher, version, unread]
            name = each.title or each.uri.rpartition("/")[2]
            click.echo(line(f"{each.id}  {', '.join(filter(None, facts))}: {name}"))
        for failure in opened.failures():
            click.echo(line(f"not read: {failure.uri}: {failure.message}"))
        if outdated:
            click.echo(
                f"{outdated} of {len(entries)} were read by another version: headwater case rebuild {opened.name}"
            )


@case.command()
@_opened
@click.argument("article", required=False)
def show(where: str, article: str | None) -> None:
    """Show the case or, named by file name or id, one ARTICLE with its versions and who says what in it."""
    from headwater.export import terminal
    from headwater.export.text import line

    with open_case(where) as opened:
        if article is None:
            return _shown(opened)
        entry = opened.entry(article)
        terminal.reading(Console(highlight=False), opened.reading(entry.id))
        for version, changes in opened.versions(entry.id):
            click.echo(f"\nversion {version.version}, {version.id}, added {version.added[:16]} by {version.added_by}")
            for change in changes:
                where_ = "" if change.field == "text" else f"{change.field}: "
                if change.before:
                    click.echo(f"  - {where_}{line(change.before)}")
                if change.after:
                    click.echo(f"  + {where_}{line(change.after)}")
    return None


def _shown(opened: Case) -> None:
    entries = opened.articles()
    click.echo(f"{opened.name}: {len(entries)} articles, {len(opened.failures())} inputs that could not be read")
    click.echo(f"{len(opened.decisions())} decisions recorded, {len(opened.in_force())} in force")
    for step in opened.steps()[-20:]:
        click.echo(f"{step.when[:16]}  {step.who}  {step.action}  {step.uri or ''}".rstrip())


@case.command()
@_opened
@click.argument("article")
@who_option
def remove(where: str, article: str, who: str | None) -> None:
    """Remove an ARTICLE (its file name or id), all its versions and all findings in it. Decisions on it stay.

    An input that could not be read, named as `list` names it, is forgotten.
    """
    with open_case(where, who) as opened:
        if opened.forget(article):
            click.echo(f"forgot {article}")
            return
        entry = opened.remove(article)
        click.echo(f"removed {entry.id} ({entry.uri})")


@case.command()
@_opened
def check(where: str) -> int:
    """Check that the case is whole."""
    with open_case(where) as opened:
        found = opened.check()
        for each in found:
            click.echo(f"{each.what}: {each.remedy}", err=True)
        if not found:
            click.echo(
                f"{opened.name} is whole: {len(opened.articles())} articles, {len(opened.decisions())} decisions"
            )
        return SOME_FAILED if found else 0


@case.command()
@_opened
@click.argument("text", nargs=-1)
@click.option("--publisher", help="A publisher's name, or a part of it.")
@click.option("--source", help="Who says it: a name, or a part of it.")
@click.option("--since", help="Published on this day or later: 2024, 2024-02 or 2024-02-09.")
@click.option("--until", help="Published on this day or earlier.")
@click.option("--certainty", type=click.Choice(CERTAINTIES))
@click.option("--tag", help="In a passage or article that you tagged so.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1), help="Sentences to print at most.")
def search(
    where: str,
    text: tuple[str, ...],
    publisher: str | None,
    source: str | None,
    since: str | None,
    until: str | None,
    certainty: str | None,
    tag: str | None,
    limit: int,
) -> None:
    """Search the sentences of all articles: words, "phrases" and -words that must not be there (after --).

    \b
    Examples:
      headwater case search affair.hw cracked pin
      headwater case search affair.hw --source "harbour official" --certainty hedged
    """
    from headwater.export.text import line
    from headwater.model import Certainty
    from headwater.store import Query

    with open_case(where) as opened:
        query = Query(
            " ".join(text),
            publisher,
            (source,) if source else (),
            since,
            until,
            Certainty(certainty) if certainty else None,
            limit=limit,
        )
        hits = opened.search(query, tag)
        for hit in hits:
            said = f" ({', '.join(hit.sources)})" if hit.sources else ""
            head = f"{hit.published or 'undated'}  {hit.publisher or hit.uri.rpartition('/')[2]}  {hit.article}{said}"
            click.echo(f"{line(head)}\n    {line(hit.text)}")
        if not hits:
            click.echo(f"nothing found for {line(query.text)}" if text else "nothing found", err=True)
