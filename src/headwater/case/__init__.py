"""A case: work on one affair for months, kept in a store, read by the pipeline, decided on by people."""

from headwater.case import acts
from headwater.case.case import Added, Case
from headwater.case.changes import Change, changes

__all__ = ["Added", "Case", "Change", "acts", "changes"]
