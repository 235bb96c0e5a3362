"""`mcp`: a case for assistants, by the Model Context Protocol."""

from __future__ import annotations

from pathlib import Path

import click

from headwater import config as settings
from headwater.cli.running import open_case, who_option


def register(commands: click.Group) -> None:
    commands.add_command(mcp)


@click.command()
@click.argument("where", metavar="CASE", type=click.Path())
@click.option("--allow-decisions", is_flag=True, help="Let the assistant record decisions too; each is in the log.")
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="A TOML file of settings.")
@who_option
def mcp(where: str, allow_decisions: bool, config_file: Path | None, who: str | None) -> None:
    """Answer an assistant's questions about a case, over standard input and output (Model Context Protocol).

    It lists claims, says who says so, shows the evidence, what an article adds, and where articles disagree. It
    changes nothing unless you allow decisions. What it answers goes to the assistant, and with it to whoever runs that.

    \b
    Examples:
      headwater mcp affair.hw
      headwater mcp affair.hw --allow-decisions --who ada
    """
    from headwater.export import formats

    try:
        from headwater.mcp_server.server import server
    except ModuleNotFoundError as error:
        raise formats.missing(error.name or "mcp", "headwater mcp") from error
    with open_case(where, who, settings.load(config_file)) as case:
        case.story()
        server(case, allow_decisions=allow_decisions).run("stdio")
