"""The composition root: the only package that knows all the stages."""

from headwater.pipeline.reading import Reader, ingested, read, read_articles
from headwater.pipeline.tracing import trace, with_articles

__all__ = ["Reader", "ingested", "read", "read_articles", "trace", "with_articles"]
