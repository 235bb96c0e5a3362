"""One frozen Config: default.toml, with what a user's file changes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from importlib import resources
from pathlib import Path
from typing import Any

from headwater.errors import SettingError


@dataclass(frozen=True, slots=True)
class Config:
    """The settings, as default.toml describes them."""

    max_characters: int
    reader_seconds: int
    reader_megabytes: int
    columns: dict[str, str] = field(hash=False)
    fetch_seconds: int
    fetch_megabytes: int
    fetch_pause: int
    fetch_private: bool
    model: str
    threads: int
    language: str

    @property
    def model_folder(self) -> Path:
        return Path(self.model) if self.model else Path(str(resources.files("headwater") / "nlp" / "model"))


def load(path: Path | None = None) -> Config:
    """The defaults, overridden by the file at `path`; an unknown or ill-typed setting is a SettingError."""
    settings = tomllib.loads(resources.files("headwater").joinpath("default.toml").read_text(encoding="utf-8"))["read"]
    if path is not None:
        settings |= _changes(path, settings)
    return Config(**{each.name: settings[each.name] for each in fields(Config)})


def _changes(path: Path, settings: dict[str, Any]) -> dict[str, Any]:
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingError(f"{path}: cannot be read as TOML ({error}); see default.toml for its shape") from error
    changes: dict[str, Any] = given.pop("read", {})
    unknown = [*given, *(name for name in changes if name not in settings)]
    if unknown:
        raise SettingError(f"{path}: no such setting: {', '.join(unknown)}; default.toml lists them all")
    for name, value in changes.items():
        if type(value) is not type(settings[name]):
            raise SettingError(f"{path}: {name} must be of the kind of its default, {settings[name]!r}, not {value!r}")
    return changes
