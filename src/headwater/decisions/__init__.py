"""How people's decisions are applied: pure functions over records, each of decisions in force and what they are on."""

from headwater.decisions.attributions import mended
from headwater.decisions.derivations import derived, independent
from headwater.decisions.describing import described
from headwater.decisions.grades import grades
from headwater.decisions.in_force import changing, in_force, touched
from headwater.decisions.remarks import Remarks, remarks
from headwater.decisions.sources import named, names_of, same_names, same_sources

__all__ = [
    "Remarks",
    "changing",
    "derived",
    "described",
    "grades",
    "in_force",
    "independent",
    "mended",
    "named",
    "names_of",
    "remarks",
    "same_names",
    "same_sources",
    "touched",
]
