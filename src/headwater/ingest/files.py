"""The files behind a name: the file itself, or those of a folder, one by one and in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from headwater.ingest.articles import printable
from headwater.model import Failure

_PAGES = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True)
class File:
    """A regular file that is there to be opened; `uri` is its path as given, with forward slashes."""

    path: Path
    uri: str


def find(given: str) -> Iterator[File | Failure]:
    """The file named `given`, or every file of the folder, by path. Hidden ones are passed over, and so is the folder
    in which a browser keeps the parts of a page that it saved.

    A link within the folder is followed only where what it leads to would not be met anyway; one that leads out of
    the folder, a broken one, and whatever is neither file nor folder are failures. Nothing is opened.
    """
    if not given or "\0" in given:
        message = f"{given!r} cannot name a file: give a file, a folder, or - for standard input"
        yield Failure(printable(given), "ingest", "not-found", message)
        return
    path = Path(given)
    kind = _kind(path)
    if kind == "folder":
        yield from _walk(path)
    else:
        yield _file(path, kind)


def _walk(root: Path) -> Iterator[File | Failure]:
    waiting = [root]
    empty = True
    while waiting:
        path = waiting.pop()
        if path != root and path.is_symlink():
            found = _linked(path, root)
        elif (kind := _kind(path)) == "folder":
            found = _expand(path, waiting)
        else:
            found = _file(path, kind)
        if found is not None:
            empty = False
            yield found
    if empty:
        yield _failure(root, "empty", "holds no file to read: give a folder with articles in it")


def _expand(folder: Path, waiting: list[Path]) -> Failure | None:
    try:
        children = sorted((child for child in folder.iterdir() if not child.name.startswith(".")), reverse=True)
    except OSError as error:
        return _failure(folder, "unreadable", f"cannot be listed ({error.strerror}): check its permissions")
    parts = {part for child in children if child.suffix.lower() in _PAGES for part in _parts(child.stem)}
    waiting.extend(child for child in children if child.name not in parts or not child.is_dir())
    return None


def _parts(page: str) -> tuple[str, ...]:
    """What browsers call the folder of a page's scripts, pictures and frames."""
    return f"{page}_files", f"{page}.files", f"{page}-files", f"{page}_fichiers", f"{page}-Dateien"


def _linked(link: Path, root: Path) -> File | Failure | None:
    try:
        target, inside = link.resolve(strict=True), root.resolve()
    except (OSError, RuntimeError):
        return _failure(link, "not-found", "is a link that leads nowhere: restore what it points to, or remove it")
    if not target.is_relative_to(inside):
        return _failure(link, "link", "leads out of the folder and is not followed: name its target as an input")
    if not any(part.startswith(".") for part in target.relative_to(inside).parts):
        return None
    if target.is_dir():
        return _failure(link, "link", "leads to a hidden folder and is not followed: name that folder as an input")
    return _file(link, _kind(link))


def _kind(path: Path) -> str:
    """ "file", "folder", or in words why it is neither."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return "does not exist"
    except (OSError, ValueError) as error:
        return f"cannot be reached ({getattr(error, 'strerror', None) or error})"
    if S_ISDIR(mode):
        return "folder"
    return "file" if S_ISREG(mode) else "is neither a file nor a folder"


def _file(path: Path, kind: str) -> File | Failure:
    if kind == "file":
        return File(path, printable(path.as_posix()))
    if kind == "does not exist":
        return _failure(path, "not-found", "does not exist: check the name")
    return _failure(path, "unreadable", f"{kind}: give a file, a folder, or - for standard input")


def _failure(path: Path, kind: str, trouble: str) -> Failure:
    uri = printable(path.as_posix())
    return Failure(uri, "ingest", kind, f"{uri} {printable(trouble)}")
