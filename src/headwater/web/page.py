"""A kind of page: its path and parameters, what it shows as data, and the same as HTML or as JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from headwater.web.paging import LAST
from headwater.web.workbench import Workbench

LONGEST = 2000
"""Characters of a parameter."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may be asked for in an address: a text, one of `choices`, or a number from `least` to `most`."""

    name: str
    description: str
    choices: tuple[str, ...] = ()
    least: int | None = None
    most: int = LAST
    pattern: str = ""

    def parse(self, given: str) -> str | int:
        """The value; one that cannot be is answered with what can be."""
        if self.least is not None:
            if not given.isascii() or not given.isdecimal() or len(given) > 12:
                raise HTTPException(400, f"{self.name} is a whole number")
            if not self.least <= int(given) <= self.most:
                raise HTTPException(400, f"{self.name} is a number from {self.least} to {self.most}")
            return int(given)
        if self.choices and given not in self.choices:
            raise HTTPException(400, f"{self.name} is one of {', '.join(self.choices)}")
        if self.pattern and not re.fullmatch(self.pattern, given):
            raise HTTPException(400, f"{self.name} cannot be {given[:40]!r}. {self.description}")
        if len(given) > LONGEST:
            raise HTTPException(400, f"{self.name} has at most {LONGEST} characters")
        return given.replace("\0", "\ufffd")


PAGE = Parameter("page", "Which page of a long list, from 1.", least=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: the parts of the path, and the parameters that are given."""

    path: Mapping[str, str]
    given: Mapping[str, Any]

    def text(self, name: str) -> str:
        return str(self.given.get(name, ""))

    def number(self, name: str) -> int | None:
        found: int | None = self.given.get(name)
        return found

    @property
    def page(self) -> int:
        return self.number("page") or 1


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows: the record that is its JSON, and what only its template needs besides."""

    record: Any
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """`record` is the type of what it shows; `{…}` in the path are its parts, `parts` says what each is."""

    name: str
    path: str
    summary: str
    record: type
    show: Callable[[Workbench, Asked], Shown]
    parameters: tuple[Parameter, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)

    @property
    def template(self) -> str:
        return f"{self.name}-page.html"

    def asked(self, request: Request) -> Asked:
        given = {
            each.name: each.parse(value)
            for each in self.parameters
            if (value := request.query_params.get(each.name, "").strip())
        }
        return Asked(request.path_params, given)


def missing(what: str) -> HTTPException:
    """That something is not there, or not any more."""
    return HTTPException(404, f"there is no such {what} in the story, or not any more")
