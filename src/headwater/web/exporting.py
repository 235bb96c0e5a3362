"""The story, or one claim of it, as a file in any format that there is an exporter for."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from headwater.errors import SettingError
from headwater.export import formats
from headwater.export.archive import zipped
from headwater.web.page import missing

_ENDINGS = {
    "bibtex": "bib", "csl-json": "json", "cytoscape": "json", "html": "html", "ical": "ics", "markdown": "md",
    "mermaid": "mmd", "timelinejs": "json",
}  # fmt: skip


def _story(request: Request) -> Response:
    return _written(request, None)


def _claim(request: Request) -> Response:
    return _written(request, request.path_params["key"])


def _written(request: Request, key: str | None) -> Response:
    workbench = request.app.state.workbench
    edition = workbench.edition
    row = edition.claim(key) if key else None
    if key and row is None:
        raise missing("claim")
    name = request.path_params["format"]
    if name not in formats.names():
        raise missing("format")
    try:
        story = edition.alone(row.claim) if row else workbench.case.completed(edition.story)
        written = formats.exporter(name)(story)
    except SettingError as error:
        raise HTTPException(501, str(error)) from error
    ending = _ENDINGS.get(name, name)
    if not isinstance(written, bytes):
        written, ending = zipped(written), f"{name}.zip"
    file = f"claim-{row.number}.{ending}" if row else f"story.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{file}"'}
    return Response(written, media_type="application/octet-stream", headers=headers)


STORY, CLAIM = "/export/{format}", "/claims/{key}/export/{format}"
ROUTES = (Route(STORY, _story), Route(CLAIM, _claim))
