"""Readings > what articles take from each other: shared wording, and links from one to the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from headwater.model import Derivation, Reading, Reuse
from headwater.reuse.links import linked
from headwater.reuse.names import AS_WRITTEN, Names
from headwater.reuse.sharing import Reuses, reuses
from headwater.reuse.sources import shared

__all__ = ["Reuses", "derivations", "reuses"]


def derivations(
    readings: Sequence[Reading], reuses: Iterable[Reuse], names: Names = AS_WRITTEN
) -> tuple[Derivation, ...]:
    """What articles take from others in the set: stated by a link, inferred from shared wording; in a fixed order.

    `parent` is always an article of `readings`.
    """
    found = [*linked(readings, names), *shared(readings, reuses, names)]
    return tuple(sorted(found, key=lambda d: (d.article, d.parent or "", not d.stated, d.evidence)))
