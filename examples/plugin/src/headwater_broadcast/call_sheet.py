"""Whom a desk has to ring up: every named speaker, and the claims that rest on that person's word alone."""

from __future__ import annotations

from headwater.model import SourceType, Story


def write(story: Story) -> bytes:
    """A call sheet: each person on whom alone a claim rests, with the claims."""
    alone: dict[str, list[str]] = {}
    for claim in story.claims:
        speakers = [origin for origin in claim.origins if origin.of == "speaker"]
        if len(speakers) == 1 and speakers[0].type is SourceType.PERSON and speakers[0].name:
            alone.setdefault(speakers[0].name, []).append(claim.text)
    lines = []
    for name in sorted(alone):
        lines += [name, *(f"  [ ] {' '.join(text.split())}" for text in alone[name]), ""]
    return "\n".join(lines).encode()
