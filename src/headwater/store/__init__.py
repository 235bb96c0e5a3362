"""The case file: articles, what was read in them, and what people decided; in SQLite or PostgreSQL."""

from headwater.store.database import is_case
from headwater.store.records import Check, Entry, Hit, Query, Step
from headwater.store.store import Store

__all__ = ["Check", "Entry", "Hit", "Query", "Step", "Store", "is_case"]
