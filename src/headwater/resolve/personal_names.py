"""Personal names, compared: full names, those with initials, and family names alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from headwater.resolve.bearers import normal

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "junior", "senior"})
"""After a family name, they tell a father from a son."""
GIVEN = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True, slots=True)
class PersonalName:
    """A name in its parts, as they are compared; `given` is empty for a family name alone."""

    given: tuple[str, ...]
    family: str
    suffix: str

    def agrees(self, other: PersonalName) -> bool:
        """Whether two full names can be one person's: "A. Moss" and "Ada K. Moss", not "Ada Moss" and "Karl Moss"."""
        if (self.family, self.suffix) != (other.family, other.suffix) or not self.given or not other.given:
            return False
        return all(
            a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in zip(self.given, other.given, strict=False)
        )

    @property
    def initials(self) -> str:
        return "".join(part[0] for part in (*self.given, *self.family.split()[-1:]))


def personal_name(name: str) -> PersonalName:
    """The parts of a name; a particle ("von", "al-") begins the family name."""
    words = name.replace(",", " ").split()
    suffix = ""
    while len(words) > 1 and normal(words[-1]) in SUFFIXES:
        suffix = normal(words.pop())
    begins = next((i for i, word in enumerate(words) if word[0].islower()), len(words) - 1)
    given = tuple(normal(part) for word in words[:begins] for part in GIVEN.findall(word))
    return PersonalName(given, normal(" ".join(words[begins:])), suffix)
