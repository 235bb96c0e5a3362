"""The composition root: the only package that knows all the stages."""

from headwater.cluster import UnreadyError
from headwater.pipeline.gathering import with_articles
from headwater.pipeline.ground import Before, Ground
from headwater.pipeline.reading import Reader, ingested, read, read_articles
from headwater.pipeline.tracing import Tracing, trace

__all__ = [
    "Before",
    "Ground",
    "Reader",
    "Tracing",
    "UnreadyError",
    "ingested",
    "read",
    "read_articles",
    "trace",
    "with_articles",
]
