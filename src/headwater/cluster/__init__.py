"""Readings to assertions, and assertions to claims."""

from headwater.cluster.extraction import assertions
from headwater.cluster.grouping import claims

__all__ = ["assertions", "claims"]
