"""The application: its routes, and the workbench behind them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from anyio import CapacityLimiter
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from headwater.case import Case
from headwater.errors import HeadwaterError
from headwater.web import changing, exporting, openapi, progress, signing_in, viewing
from headwater.web.rendering import FILES, static
from headwater.web.security import Guard
from headwater.web.sessions import Sessions
from headwater.web.users import Users
from headwater.web.views import PAGES
from headwater.web.workbench import Workbench

_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Settings:
    """How the workbench is served: `hosts` by which names it may be called besides loopback's, `largest` in bytes.

    `users` is the file of a team; without one whoever has the one-time token is the case's user. `used` is called when
    the token has been used.
    """

    hosts: Collection[str] = ()
    largest: int = 100_000_000
    users: Path | None = None
    cookie: str = "headwater"
    used: Callable[[], None] = field(default=lambda: None)


def create(case: Case, settings: Settings | None = None) -> Starlette:
    """The application for an open case; its state holds the `sessions`, whose `token` signs in."""
    settings = settings or Settings()
    workbench = Workbench(case)

    @asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        workbench.start()
        yield
        workbench.stop()

    app = Starlette(
        routes=[
            Route("/", _home),
            *(Route(f"/static/{name}", _static(name)) for name in FILES),
            *signing_in.ROUTES,
            *viewing.routes(PAGES),
            *changing.ROUTES,
            *exporting.ROUTES,
            Route("/progress.json", progress.show),
            Route("/openapi.json", openapi.show),
        ],
        middleware=[
            Middleware(Guard, hosts=settings.hosts, largest=settings.largest),
            Middleware(signing_in.SignedIn),
        ],
        exception_handlers={
            HTTPException: viewing.failed,
            HeadwaterError: viewing.hindered,
            Exception: viewing.broken,
        },
        lifespan=running,
    )
    app.state.workbench, app.state.settings = workbench, settings
    app.state.sessions = Sessions()
    # Passwords are checked slowly, one after the other: who waits for that takes no thread from the pages.
    app.state.signing_in = CapacityLimiter(1)
    app.state.users = Users(settings.users) if settings.users else None
    return app


async def _home(_: Request) -> Response:
    return RedirectResponse("/story")


def _static(name: str) -> Callable[[Request], Response]:
    content, kind = static(name), _KINDS[Path(name).suffix]

    def show(_: Request) -> Response:
        return Response(content, media_type=kind, headers={"Cache-Control": "private, max-age=600"})

    return show
