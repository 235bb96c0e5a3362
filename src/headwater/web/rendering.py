"""Templates to pages: the story page's own, and those of the workbench."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse

from headwater.export import html
from headwater.model import CREDIBILITY, RELIABILITY, Certainty, DerivationKind, SourceType
from headwater.web import reading, spans
from headwater.web.addresses import DECIDED, article_key, with_query
from headwater.web.decided import DecisionLine, lines
from headwater.web.workbench import Workbench

TABS = (
    ("story", "/story", "Story"),
    ("inbox", "/inbox", "Inbox"),
    ("articles", "/articles", "Articles"),
    ("sources", "/sources", "Sources"),
    ("timeline", "/timeline", "Timeline"),
    ("search", "/search", "Search"),
    ("history", "/history", "History"),
)


FILES = ("workbench.css", "workbench.js", "forms.js", "article.js", "icon.svg")


@cache
def environment() -> Environment:
    found = html.environment(PackageLoader("headwater.web", "pages"))
    found.filters["moment"] = moment
    found.globals |= {
        "tabs": TABS,
        "article_key": article_key,
        "with_query": with_query,
        "words": spans.words,
        "written": spans.written,
        "shown_text": reading.shown,
        "start": reading.start,
        "types": tuple(SourceType),
        "certainties": tuple(Certainty),
        "derivations": tuple(DerivationKind),
        "credible": CREDIBILITY,
        "reliable": RELIABILITY,
    }
    return found


def render(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A page for whoever is signed in, with the state of the case in its frame."""
    workbench = request.app.state.workbench
    page = environment().get_template(template)
    session = getattr(request.state, "session", None)
    text = page.render(
        session=session,
        made=_made(workbench, request) if session else None,
        role=getattr(request.state, "role", None),
        workbench=workbench,
        path=request.url.path,
        status=status,
        **{"view": workbench.edition, "name": "", **context},
    )
    return HTMLResponse(text.encode("utf-8", "replace"), status)


def moment(when: str) -> str:
    """A moment of the log (ISO 8601, UTC) to the minute."""
    return f"{when[:10]} {when[11:16]} UTC"


def _made(workbench: Workbench, request: Request) -> DecisionLine | None:
    """The decision that was just made, as the address says, while it holds."""
    id_ = request.query_params.get(DECIDED)
    if not id_:
        return None
    log, holding = workbench.decisions()
    found = lines([each for each in log if each.id == id_], log, holding, workbench.edition.names)
    return next((each for each in found if each.holds), None)


def static(name: str) -> bytes:
    """A file of ours as it is sent; the style is the story page's, and then the workbench's own."""
    own = resources.files("headwater.web").joinpath("pages", name).read_text("utf-8")
    return (html.stylesheet() + own if name.endswith(".css") else own).encode()
