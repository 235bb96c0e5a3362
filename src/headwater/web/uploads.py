"""What a page sends to be added: dropped files and a pasted text, put into a folder of their own."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path, PurePosixPath
from typing import Any

from starlette.datastructures import FormData, UploadFile

from headwater.errors import CaseError
from headwater.model import content_id
from headwater.web.adding import Given

MOST = 2000
"""Files at once."""
DROPPED, PASTED = "dropped", "pasted"
_FIELDS = ("title", "byline", "publisher", "published")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,10}")


def given(form: FormData) -> Given:
    """The files of the field `files`, and the article whose `text` and facts are in fields of their own."""
    found = Given(Path(tempfile.mkdtemp(prefix="headwater-added-")))
    for upload in form.getlist("files"):
        if isinstance(upload, UploadFile) and upload.filename:
            _put(found, upload)
    if str(form.get("text") or "").strip():
        _put_text(found, form)
    if not found.names:
        found.folder.rmdir()
        raise CaseError("nothing was given: choose files, or paste the text of an article")
    return found


def _put(found: Given, upload: UploadFile) -> None:
    """Under a name of ours, with the ending that tells its format."""
    name = PurePosixPath((upload.filename or "").replace("\\", "/")).name[:200] or "unnamed"
    ending = PurePosixPath(name).suffix
    file = f"{len(found.names):06}{ending if _ENDING.fullmatch(ending) else ''}"
    upload.file.seek(0)
    with (found.folder / file).open("wb") as target:
        while block := upload.file.read(1 << 20):
            target.write(block)
    found.names[file] = f"{DROPPED}/{name}"


def _put_text(found: Given, form: FormData) -> None:
    """As a line of JSON, so that the facts that are given come with it."""
    text = str(form["text"]).replace("\r\n", "\n")
    facts: dict[str, Any] = {name: value for name in _FIELDS if (value := str(form.get(name) or "").strip())}
    uri = str(form.get("uri") or "").strip()
    facts["uri"] = uri or f"{PASTED}/{content_id(text, facts)}"
    file = f"{len(found.names):06}.jsonl"
    (found.folder / file).write_text(json.dumps({"text": text, **facts}) + "\n", "utf-8")
    found.names[file] = facts["uri"]
