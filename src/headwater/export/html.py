"""A story as one self-contained HTML page: it fetches nothing, runs nothing, and works from a file."""

from __future__ import annotations

import base64
import hashlib
from importlib import resources

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from headwater.export import chart, dates, marks, wording
from headwater.export.text import shorten, visible
from headwater.export.view import View
from headwater.model import Story

# What an entry of the index says in words before it gives numbers only.
_SAYINGS = 12


def write(story: Story) -> bytes:
    """The whole story as one web page that fetches nothing and runs nothing."""
    return page(story).encode("utf-8", "replace")


def page(story: Story) -> str:
    """The whole page. Every text of the story is escaped, and what could act on a screen is made visible."""
    style = stylesheet()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        environment()
        .get_template("page.html")
        .render(
            story=story,
            view=View(story),
            chart=chart.draw(story),
            style=Markup(style),  # noqa: S704 - our own file
            policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        )
    )


def stylesheet() -> str:
    return resources.files("headwater.export").joinpath("page", "page.css").read_text("utf-8")


def environment(*packages: PackageLoader) -> Environment:
    """What renders the templates of this page, and those of other packages; all that is put in is escaped."""
    environment = Environment(
        loader=ChoiceLoader([*packages, PackageLoader("headwater.export", "page")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.filters |= {"short": shorten, "said": dates.said, "published": dates.published}
    environment.globals |= {"marks": marks, "wording": wording, "sayings": _SAYINGS}
    return environment


def _shown(value: object) -> object:
    return visible(value) if type(value) is str else value
