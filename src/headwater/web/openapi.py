"""The interface for programs, described by OpenAPI 3.1: made from the same records and forms that serve it."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from headwater.codec import ACTS
from headwater.export import formats
from headwater.web import exporting
from headwater.web.changing import FORGOTTEN, HEADER, REMOVED, UNDONE
from headwater.web.deciding import KINDS
from headwater.web.form import BACK, WHY, Field
from headwater.web.form import LONGEST as LONGEST_FIELD
from headwater.web.page import LONGEST, Page, Parameter
from headwater.web.progress import Progress
from headwater.web.viewing import json
from headwater.web.views import PAGES

_SCHEMA = "#/components/schemas/{name}"
_ASKED = "Ask for application/json (Accept), or be led to a page where something is wrong or done."
_SIGN_IN = {"description": "Nobody is signed in; the page where one signs in"}
_ERROR = {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]}
_SESSION = {
    "type": "object",
    "properties": {
        "user": {"type": "string"},
        "role": {"enum": ["reader", "editor"]},
        "csrf": {"type": "string", "description": f"To be sent with every change, in the header {HEADER}."},
    },
    "required": ["user", "role", "csrf"],
}


def _done(properties: dict[str, Any]) -> dict[str, Any]:
    """What is told of a change, and the page on which it is to be seen."""
    properties = {**properties, "address": {"type": "string", "description": "The page on which it is to be seen."}}
    return {"type": "object", "properties": properties, "required": list(properties)}


_SETTLED = {"type": "boolean", "description": "Whether the story already honours it."}
_DECIDED = _done({"decision": {"type": "string"}, "settled": _SETTLED})


@cache
def description() -> dict[str, Any]:
    """The whole description."""
    kinds = [*(page.record for page in PAGES), Progress, *ACTS.values()]
    schemas, components = msgspec.json.schema_components(kinds, ref_template=_SCHEMA)
    acts = schemas[-len(ACTS) :]
    paths: dict[str, Any] = {f"{page.path}.json": {"get": _page(page)} for page in PAGES}
    paths["/progress.json"] = {"get": _get("How far reading and the story have come", _reference(Progress))}
    paths["/session.json"] = {"get": _get("Who is signed in, and the token for changes", _SESSION)}
    paths |= {path: {"get": _export(path)} for path in (exporting.STORY, exporting.CLAIM)}
    paths["/openapi.json"] = {"get": _get("This description", {"type": "object"})}
    paths["/decisions.json"] = {"post": _decision(dict(zip(ACTS, acts, strict=True)))}
    for name, kind in KINDS.items():
        paths[f"/decide/{name}"] = {"post": _form(kind.summary, kind.fields)}
    paths["/undo"] = {"post": _form("Take a decision back, by another one", UNDONE)}
    removed = _done({"removed": {"type": "string"}, "settled": _SETTLED})
    paths["/remove"] = {"post": _form("Remove an article for good; decisions on it stay in the log", REMOVED, removed)}
    forgotten = _done({"forgotten": {"type": "string"}})
    paths["/forget"] = {"post": _form("Forget an input that could not be read", FORGOTTEN, forgotten)}
    paths["/articles"] = {"post": _adding()}
    whole = {
        "openapi": "3.1.0",
        "info": {
            "title": "Headwater",
            "version": version("headwater"),
            "description": "A case, its story and the decisions on it. Every page has the same data under .json.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "security": [{"session": []}],
        "paths": paths,
        "components": {
            "schemas": components | {"Error": _ERROR},
            "securitySchemes": {
                "session": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": "headwater",
                    "description": "What signing in at /sign-in sets; the port follows its name: headwater-8765.",
                }
            },
        },
    }
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(whole))
    return plain


def show(_: Request) -> Response:
    return json(description())


def _page(page: Page) -> dict[str, Any]:
    parameters = [*(_part(*each) for each in page.parts.items()), *(_parameter(each) for each in page.parameters)]
    return _get(page.summary, _reference(page.record)) | {"parameters": parameters, "operationId": page.name}


def _export(path: str) -> dict[str, Any]:
    """A file: the story, or one claim, in a format."""
    whole = path == exporting.STORY
    parameters = [] if whole else [_part("key", "The key of the claim, as in its address.")]
    format_ = _part("format", "A format; /export.json tells what each is.", {"enum": formats.names()})
    answer = {
        "description": "The file, or a .zip where the format has several",
        "headers": {"Content-Disposition": {"description": "The name of the file", "schema": {"type": "string"}}},
        "content": {"application/octet-stream": {}},
    }
    return {
        "summary": f"{'The story' if whole else 'One claim'} as a file in any format",
        "description": _ASKED,
        "parameters": [*parameters, format_],
        "responses": {"200": answer, "303": _SIGN_IN, **_refused(401, 404, 501)},
    }


def _part(name: str, what: str, schema: dict[str, Any] | None = None) -> dict[str, Any]:
    """A part of a path."""
    known = schema or {"minLength": 1}
    return {"name": name, "in": "path", "required": True, "description": what, "schema": {"type": "string", **known}}


def _parameter(given: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "maxLength": LONGEST}
    if given.least is not None:
        schema = {"type": "integer", "minimum": given.least, "maximum": given.most}
    elif given.choices:
        schema = {"type": "string", "enum": [str(each) for each in given.choices]}
    elif given.pattern:
        schema["pattern"] = f"^{given.pattern}$"
    return {"name": given.name, "in": "query", "description": given.description, "schema": schema}


def _get(summary: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"summary": summary, "responses": {"200": _answer("What is asked for", schema), **_refused(400, 401, 404)}}


def _form(summary: str, fields: tuple[Field, ...], answer: dict[str, Any] = _DECIDED) -> dict[str, Any]:
    schema = {
        "type": "object",
        "properties": {each.name: _field(each) for each in (*fields, WHY, BACK)},
        "required": [each.name for each in fields if not each.optional],
    }
    return _change(summary, {"application/x-www-form-urlencoded": {"schema": schema}}, answer)


def _field(given: Field) -> dict[str, Any]:
    """A text that is not empty unless it may be left out, or one of the choices."""
    if given.choices:
        kind: dict[str, Any] = {"enum": [*map(str, given.choices), *([""] if given.optional else [])]}
    else:
        kind = {"maxLength": LONGEST_FIELD} | ({} if given.optional else {"pattern": r"\S"})
    return {"type": "string", "description": given.description, **kind}


def _decision(acts: dict[str, Any]) -> dict[str, Any]:
    kinds = [
        {
            "type": "object",
            "properties": {"kind": {"const": kind}, "act": act, "why": {"type": "string"}},
            "required": ["kind", "act"],
        }
        for kind, act in acts.items()
    ]
    return _change(
        "Make any decision, given as the log has it", {"application/json": {"schema": {"oneOf": kinds}}}, _DECIDED
    )


def _adding() -> dict[str, Any]:
    text = {name: {"type": "string"} for name in ("text", "title", "byline", "publisher", "published", "uri")}
    files = {"type": "array", "items": {"type": "string", "format": "binary"}}
    schema = {"type": "object", "properties": {"files": files, **text}}
    added = _done({"batch": {"type": "integer"}})
    return _change(
        "Add articles; /progress.json says how far it is", {"multipart/form-data": {"schema": schema}}, added
    )


def _change(summary: str, content: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    return {
        "summary": summary,
        "description": f"For editors. {_ASKED}",
        "parameters": [
            {"name": HEADER, "in": "header", "required": True, "schema": {"type": "string"}},
        ],
        "requestBody": {"required": True, "content": content},
        "responses": {
            "200": _answer("It is done", answer),
            "303": {"description": "It is done; the page on which it is to be seen"},
            **_refused(400, 401, 403, 404, 413),
        },
    }


def _answer(what: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": what, "content": {"application/json": {"schema": schema}}}


def _refused(*statuses: int) -> dict[str, Any]:
    words = {
        400: "It cannot be as it is asked for",
        401: "Nobody is signed in",
        403: "They may not",
        404: "It is not there",
        413: "It is too large",
        501: "The format needs a library that is not installed; the error names it",
    }
    return {str(each): _answer(words[each], {"$ref": "#/components/schemas/Error"}) for each in statuses}


def _reference(kind: type) -> dict[str, Any]:
    return {"$ref": _SCHEMA.format(name=kind.__name__)}
