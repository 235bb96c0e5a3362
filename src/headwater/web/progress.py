"""How far reading and the story have come, for the page to ask again and again."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from headwater.web.adding import Batch
from headwater.web.viewing import json


@dataclass(frozen=True, slots=True)
class Progress:
    """`edition` names the story that pages show; `behind` says that a newer one is being made, `trouble` why not."""

    edition: str
    behind: bool
    trouble: str | None
    batches: tuple[Batch, ...]


def show(request: Request) -> Response:
    workbench = request.app.state.workbench
    return json(
        Progress(workbench.edition.key, workbench.behind, workbench.trouble, workbench.adding.batches()),
    )
