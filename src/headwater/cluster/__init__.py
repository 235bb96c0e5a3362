"""Readings to assertions, and assertions to claims."""

from headwater.cluster.extraction import assertions, location
from headwater.cluster.linking import Linked, Outcome, UnreadyError, claims

__all__ = ["Linked", "Outcome", "UnreadyError", "assertions", "claims", "location"]
