"""The workbench: a case as pages in a browser, on the own machine or, behind names and passwords, for a team."""

from headwater.web.app import Settings, create

__all__ = ["Settings", "create"]
