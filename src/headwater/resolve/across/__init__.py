"""Readings > who is who across the articles of a set: one name for one publication, and every entity once."""

from headwater.resolve.across.entities import across
from headwater.resolve.across.outlets import in_full, known_outlets

__all__ = ["across", "in_full", "known_outlets"]
