"""Whether a deed is denied, and what is said to have become of it, by the words around it and above it."""

from __future__ import annotations

from collections.abc import Iterable

from headwater.model import Modality
from headwater.nlp.syntax import Syntax

NEAR = ("neg", "aux", "amod", "advmod", "acomp", "det", "compound", "preconj")
"""How words hang on a predicate that may turn it."""
GOVERNED = {"xcomp", "ccomp", "acl", "pcomp", "advcl", "prep", "dobj", "pobj", "conj", "nsubjpass", "attr", "acomp"}
"""How a deed hangs on the word that says it was tried, planned or denied."""
HIGHEST = 3
"""Words above a predicate that may still turn it ("was said to have tried to …")."""


def turned(syntax: Syntax, predicate: int, fillers: Iterable[int]) -> tuple[bool, Modality]:
    """Whether an odd number of words denies it, and its modality; `fillers` are the heads of its arguments."""
    lists, index, modality, denials = syntax.lists, predicate, Modality.FACT, 0
    near = syntax.below(index, *NEAR)
    nobody = {syntax.lemmas[i] for filler in fillers for i in (filler, *syntax.below(filler, "det", "neg"))}
    denials += bool(nobody & lists.denial)
    for _ in range(HIGHEST):
        turning = {form for i in near for form in (syntax.lemmas[i], syntax.form(i))}
        for kind, listed in lists.modal.items():
            if turning & listed and kind is Modality.FAILURE and denials % 2:
                denials += 1  # who failed to stop it let it happen
            elif turning & listed and modality is Modality.FACT:
                modality = kind
        denials += bool(turning & lists.denial)
        word = syntax.words[index]
        # "Succeeded in selling": what governs the preposition governs the deed.
        by_way = syntax.words[word.head].dependency == "prep" and word.dependency in ("pcomp", "pobj")
        governor = syntax.words[word.head].head if by_way else word.head
        above = {syntax.lemmas[governor], syntax.form(governor)}
        # Only what governs the deed turns it: not a report of it, nor what merely happens to it.
        if word.head == index or word.dependency not in GOVERNED:
            break
        if word.dependency != "xcomp" and not above & lists.turners:
            break
        index = governor
        near = [index, *syntax.below(index, *NEAR)]
    return denials % 2 == 1, modality
