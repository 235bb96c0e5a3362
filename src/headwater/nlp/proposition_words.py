"""The word lists that propositions are read with, of one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from headwater.model import Modality


@dataclass(frozen=True, slots=True)
class PropositionWords:
    """Lemmas, but for `irregular`: forms of verbs and their lemmas."""

    light: frozenset[str]
    happening: frozenset[str]
    deeds: frozenset[str]
    endings: tuple[str, ...]
    things: frozenset[str]
    denial: frozenset[str]
    places: frozenset[str]
    locative: frozenset[str]
    lasting: frozenset[str]
    modal: Mapping[Modality, frozenset[str]]
    irregular: Mapping[str, str]
    idioms: Mapping[str, str]
    """A verb and a noun below it, which together are the deed that another verb names: "take custody", "arrest"."""
    turners: frozenset[str]
    """All words that turn what they govern."""

    @classmethod
    def of(cls, lists: Mapping[str, Sequence[str] | Mapping[str, str]]) -> PropositionWords:
        """From the table of a language file."""
        words = {name: frozenset(entries) for name, entries in lists.items()}
        modal = {modality: words[modality.value] for modality in Modality if modality.value in words}
        irregular, idioms = (cast("Mapping[str, str]", lists[name]) for name in ("irregular", "idioms"))
        return cls(
            words["light"], words["happening"], words["deeds"], tuple(lists["endings"]), words["things"],
            words["denial"], words["places"], words["locative"], words["lasting"], modal, irregular,
            idioms, words["denial"].union(*modal.values()),
        )  # fmt: skip
