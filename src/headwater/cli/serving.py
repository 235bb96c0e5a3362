"""`serve`: the workbench, a case as pages in a browser; `users`: who may sign in to it."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from headwater import config as settings
from headwater.cli.running import who_option
from headwater.errors import SettingError

if TYPE_CHECKING:
    from starlette.applications import Starlette

PORT = 8765
LOOPBACK = ("127.0.0.1", "::1", "localhost")


def register(commands: click.Group) -> None:
    commands.add_command(serve)
    commands.add_command(users)


@click.command()
@click.argument("where", metavar="CASE", type=click.Path())
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(0, 65535), help="0: any that is free.")
@click.option("--bind", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--host", "hosts", multiple=True, help="Another name by which browsers call this machine.")
@click.option("--proxy", "proxies", multiple=True, help="The address of a proxy on another machine that speaks HTTPS.")
@click.option("--users", "users_file", type=click.Path(path_type=Path), help="The team's file: headwater users add.")
@click.option("--largest", default=100, show_default=True, type=click.IntRange(1), help="Megabytes sent at once.")
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="A TOML file of settings.")
@who_option
def serve(
    where: str,
    port: int,
    bind: str,
    hosts: tuple[str, ...],
    proxies: tuple[str, ...],
    users_file: Path | None,
    largest: int,
    config_file: Path | None,
    who: str | None,
) -> None:
    """Work on a CASE in a browser: the story, its claims, the articles, and what you decide on them.

    Only this machine reaches it, and only whoever opens the address that is printed: its token is good for one use.
    For a team make a file of users, and put a proxy that speaks HTTPS before it: docs/workbench.md.

    \b
    Examples:
      headwater serve affair.hw
      headwater serve postgresql://desk@db/affair --users team.users --bind 0.0.0.0 --host desk.example
    """
    try:
        import uvicorn  # noqa: F401 - asked for before the case is opened

        from headwater import web
    except ModuleNotFoundError as error:
        raise SettingError(
            f"the workbench needs {error.name}, which is not installed: pip install 'headwater[web]'"
        ) from error
    from headwater.case import Case

    if bind not in LOOPBACK and users_file is None:
        raise SettingError(f"others reach {bind}: say who may sign in (--users FILE), or leave --bind out")
    with Case.open(where, settings.load(config_file), who) as case, _listening(bind, port) as listening:
        port = listening.getsockname()[1]

        def tell() -> None:
            if users_file is None:
                click.echo(f"http://{_shown(bind)}:{port}/sign-in?token={app.state.sessions.token()}")

        def used() -> None:
            click.echo("Signed in. To sign in with another browser:")
            tell()

        known = (*hosts, *([] if bind in ("0.0.0.0", "::") else [_shown(bind)]))  # noqa: S104 - told apart, not bound
        app = web.create(
            case,
            web.Settings(
                hosts=known, largest=largest * 1_000_000, users=users_file, cookie=f"headwater-{port}", used=used
            ),
        )
        click.echo(f"{where} is open at http://{_shown(bind)}:{port}/ (Ctrl+C ends it)")
        tell()
        _run(app, listening, proxies)


def _run(app: Starlette, listening: socket.socket, proxies: Sequence[str]) -> None:
    """Serves until it is told to end. What is under way then is done again: nobody waits in vain for an answer."""
    import uvicorn

    running = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        # Who may say by which scheme a browser has come (X-Forwarded-Proto).
        forwarded_allow_ips=["127.0.0.1", "::1", *proxies],
        timeout_graceful_shutdown=2,
        lifespan="on",
    )
    uvicorn.Server(running).run(sockets=[listening])


def _listening(bind: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((bind, port))
    except OSError as error:
        listening.close()
        raise SettingError(f"{bind}:{port} cannot be used ({error.strerror}): name another port (--port)") from error
    listening.listen(128)
    return listening


def _shown(bind: str) -> str:
    return f"[{bind}]" if ":" in bind else bind


@click.group()
def users() -> None:
    """Who may sign in to a team's workbench: FILE holds names, roles and hashed passwords."""


@users.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("name")
@click.option("--role", type=click.Choice(["reader", "editor"]), default="editor", show_default=True)
@click.password_option(help="Asked for, if it is not given.")
def add(file: Path, name: str, role: str, password: str) -> None:
    """Add a user, or give one another role and password. A reader looks; an editor also adds and decides."""
    from headwater.web.users import Role
    from headwater.web.users import add as put

    put(file, name, Role(role), password)
    click.echo(f"{name} may sign in as {role}")


@users.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("name")
def remove(file: Path, name: str) -> None:
    """Take a user out: who is signed in is out at once."""
    from headwater.web.users import remove as take

    take(file, name)
    click.echo(f"{name} may not sign in any more")
