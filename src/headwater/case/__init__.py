"""A case: work on one affair for months, kept in a store, read by the pipeline, decided on by people."""

from headwater.case import acts
from headwater.case.case import Added, Case
from headwater.case.changes import Change, changes
from headwater.case.stories import Soon

__all__ = ["Added", "Case", "Change", "Soon", "acts", "changes"]
