"""What a form has to bring, in words that both the check and the interface's description use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException

LONGEST = 100_000
"""Characters of a field."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form; one of `choices` where there are some, and needed unless `optional`."""

    name: str
    description: str
    choices: tuple[str, ...] = ()
    optional: bool = False


WHY = Field("why", "The reason, for the log.", optional=True)
BACK = Field("back", "The page to show afterwards.", optional=True)


@dataclass(frozen=True, slots=True)
class Given:
    """The fields that a form has brought, checked."""

    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    def yes(self, name: str) -> bool:
        return self[name] == "yes"

    @property
    def back(self) -> str:
        """The page of ours that is asked for; none where another site's is."""
        back = self["back"]
        good = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
        return back if good else ""


def checked(fields: tuple[Field, ...], brought: Mapping[str, str]) -> Given:
    """The fields; what is missing or cannot be is answered with what is needed."""
    for field in fields:
        value = brought.get(field.name, "")
        if not value.strip() and not field.optional:
            raise HTTPException(400, f"{field.name} is missing: {field.description}")
        if value and field.choices and value not in field.choices:
            raise HTTPException(400, f"{field.name} is one of {', '.join(field.choices)}")
        if len(value) > LONGEST:
            raise HTTPException(400, f"{field.name} has at most {LONGEST} characters")
    names = {field.name for field in (*fields, WHY, BACK)}
    return Given({name: value for name, value in brought.items() if name in names})
