"""The composition root: the only package that knows all the stages."""

from headwater.pipeline.reading import Reader, ingested, read, read_articles
from headwater.pipeline.tracing import Before, Ground, Tracing, trace, with_articles

__all__ = ["Before", "Ground", "Reader", "Tracing", "ingested", "read", "read_articles", "trace", "with_articles"]
