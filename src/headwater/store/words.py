"""What somebody searches for, as each full-text index wants it: words, "phrases" and -words to leave out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from headwater.errors import CaseError

_TERM = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Words:
    """Phrases (of one word or more) that have to be there, and those that must not."""

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]

    @classmethod
    def parse(cls, query: str) -> Words:
        found: tuple[list[str], list[str]] = ([], [])
        for minus, phrase, word in _TERM.findall(query.replace("\0", " ")):
            term = phrase or word
            if _LETTER.search(term):
                found[bool(minus)].append(" ".join(term.split()))
        if not found[0]:
            raise CaseError(f"{query.strip()!r} holds no word to search for: give at least one that has to be there")
        return cls(tuple(found[0]), tuple(found[1]))

    def sqlite(self) -> str:
        """For FTS5; nothing in a quoted string has a meaning to it."""
        without = "".join(f' NOT "{term}"' for term in self.unwanted)
        return " AND ".join(f'"{term}"' for term in self.wanted) + without

    def postgresql(self) -> str:
        """For websearch_to_tsquery."""
        return " ".join([*(f'"{term}"' for term in self.wanted), *(f'-"{term}"' for term in self.unwanted)])
