"""The formats that a story can be written in: each a function from a story to bytes, found by entry point.

Ours and a plug-in's are the same: the group `headwater.exporters` gives each format's name a function that takes a
`Story` and returns the bytes of one file or, for a folder, those of each file by its name. The function's first line
of documentation says what it writes. The same story has to give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path, PurePath

from headwater import writing
from headwater.errors import SettingError
from headwater.export.archive import zipped
from headwater.model import Story

GROUP = "headwater.exporters"

Written = bytes | Mapping[str, bytes]
Exporter = Callable[[Story], Written]

# The extra that brings a module which an exporter of ours imports.
_EXTRAS = {
    "docx": "office",
    "xlsxwriter": "office",
    "pyarrow": "tables",
    "networkx": "graphs",
    "icalendar": "timeline",
    "prov": "prov",
    "rdflib": "prov",
    "followthemoney": "aleph",
    "stix2": "stix",
    "mcp": "mcp",
}


def names() -> list[str]:
    """Every format that can be named, whether or not what it needs is installed."""
    return sorted({found.name for found in entry_points(group=GROUP)})


def exporter(name: str) -> Exporter:
    """The function that writes the format; a SettingError where there is none, or where what it needs is missing."""
    found = {each.name: each for each in entry_points(group=GROUP)}
    if name not in found:
        raise SettingError(f"no such format: {name}; there are {', '.join(sorted(found))}")
    return _loaded(found[name])


def described(name: str) -> str:
    """What the format is, in a line; or what is missing for it."""
    try:
        return (exporter(name).__doc__ or "").strip().split("\n")[0].rstrip(".")
    except SettingError as error:
        return str(error)


def missing(module: str, what: str) -> SettingError:
    """What to say where `what` needs a module that is not installed."""
    extra = _EXTRAS.get(module.partition(".")[0])
    install = f"pip install 'headwater[{extra}]'" if extra else f"pip install {module.partition('.')[0]}"
    return SettingError(f"{what} needs {module.partition('.')[0]}, which is not installed: {install}")


def write(written: Written, path: Path) -> None:
    """Puts a file at `path`; several go into a folder of that name or, where it ends in .zip, into an archive."""
    if isinstance(written, bytes):
        writing.write(path, written)
    elif path.suffix.lower() == ".zip":
        writing.write(path, zipped(written))
    else:
        try:
            path.mkdir(exist_ok=True)
        except OSError as error:
            raise SettingError(f"{path} cannot be written ({error.strerror}): {writing.remedy(error)}") from error
        for name, content in sorted(written.items()):
            writing.write(path / PurePath(name).name, content)


def _loaded(found: EntryPoint) -> Exporter:
    try:
        loaded: Exporter = found.load()
    except ModuleNotFoundError as error:
        raise missing(error.name or found.module, f"the format {found.name}") from error
    except (ImportError, AttributeError) as error:
        raise SettingError(f"the format {found.name} cannot be loaded: {error}") from error
    return loaded
