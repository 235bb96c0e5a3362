"""The front matter of a Markdown file: what its YAML says of the text below it."""

from __future__ import annotations

import re
from typing import Any

import yaml

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)


def taken_off(written: str) -> tuple[dict[str, Any], str]:
    """What the front matter says, by lower-case names, and the rest; what is no YAML says nothing."""
    matter = _FRONT_MATTER.match(written)
    return (_said(matter[1]), written[matter.end() :]) if matter else ({}, written)


class _Loader(yaml.SafeLoader):
    """Plain values only: an alias could make a few lines into billions."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("an alias")
        return super().compose_node(parent, index)


def _said(matter: str) -> dict[str, Any]:
    """The front matter by lower-case names; nothing where it is no YAML."""
    try:
        values = yaml.load(matter, _Loader)  # noqa: S506 (a SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return {str(name).lower(): value for name, value in values.items()} if isinstance(values, dict) else {}
