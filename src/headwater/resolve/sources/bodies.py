"""Which of the organisations that an article names a phrase means: "the company", "the ministry", "Ferry operator"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.model import SourceType, Span
from headwater.resolve.cast import Cast, Who
from headwater.resolve.names.roles import Role
from headwater.resolve.phrases import WORD, Phrase

ANCHOR = re.compile(
    r"\b(?:in|at|near|outside|across|around|off|to|from|towards?|between)\s+(?:the\s+)?$", re.IGNORECASE
)
"""What stands before the name of a place rather than of somebody who acts."""
BYLINE = re.compile(r"\s*(?<=\w)\n")
"""What stands behind the name of a place at the end of a line: "Ned Farrow, Aske"."""
MODIFIED = re.compile(r"\s+[a-z]")
SURE = 0.8
"""How likely the network has to find one of several bodies that fit."""


class Bodies:
    """The named organisations of one article, by what their names and the roles given to them say that they are."""

    def __init__(self, cast: Cast, roles: Sequence[Role]) -> None:
        self._cast = cast
        said: dict[int, set[str]] = {}
        for role in roles:
            said.setdefault(id(cast.bearer(role.bearer)), set()).add(role.noun)
        self._taken: dict[int, frozenset[str]] = {}
        self._nouns: list[tuple[Who, frozenset[str], frozenset[str]]] = []
        for who in cast.everyone:
            if who.name and who.type is SourceType.ORGANISATION and (said.get(id(who)) or self._acts(who)):
                words = [word.lower() for word in WORD.findall(who.name)]
                called = said.get(id(who), set())
                kinds = cast.lexicon.kinds_of_body(called) | self._kinds(words)
                self._nouns.append((who, frozenset(called.union(words)), kinds))

    def _kinds(self, words: list[str]) -> frozenset[str]:
        """What a name tells by its head ("Ministry of Health", "Rail Regulator") or, failing that, by any word."""
        small = self._cast.lexicon.prepositions
        ends = next((i for i, word in enumerate(words) if i and word in small), len(words))
        return self._cast.lexicon.kinds_of_body(words[ends - 1 : ends]) or self._cast.lexicon.kinds_of_body(words)

    def _acts(self, who: Who) -> bool:
        """Whether a name is of somebody: not only where things are, nor only what kind of things they are."""
        if who.label in ("PLACE", "VESSEL"):
            return False
        text = self._cast.text
        return any(
            not (ANCHOR.search(text, max(0, start - 12), start) or BYLINE.match(text, end) or self._modifies(end))
            for start, end in who.mentions
        )

    def _modifies(self, end: int) -> bool:
        """Whether a name only qualifies a noun: "the Norhaven ramp"."""
        inside = [p for p in self._cast.annotation.phrases if p[0] < end < p[1]]
        return bool(inside) and MODIFIED.match(self._cast.text, end) is not None

    def meant(self, phrase: Phrase, *, later: bool = False) -> Who | None:
        """The one named body that fits a phrase: in the whole article so far, or else in its paragraph so far.

        Of several the network may be sure of one; else it is none. A body named only after the phrase counts if
        `later` is set.
        """
        if any(mention.label == "PERSON" for mention in phrase.owners):
            return None  # "Moss's team" is no body with a name of its own
        words = [word.group().lower() for word in WORD.finditer(self._cast.text, *phrase.core)]
        alone = len(WORD.findall(phrase.description)) <= len(words)
        if phrase.plural or not phrase.head or not alone or self._cast.lexicon.others & set(words):
            return None
        strong, weak = self._fitting(phrase.head, frozenset(words[:-1]), phrase.span, later=later)
        if later and not self._cast.in_headline(phrase.span):
            weak = []
        for fitting in (strong, weak):
            if len(fitting) == 1 and (fitting is weak or not self._nearer(weak, fitting[0], phrase.span)):
                self._taken.setdefault(id(fitting[0]), self._cast.lexicon.kinds_of_body([phrase.head]))
                return fitting[0]
            if fitting:
                here = [who for who in (*strong, *weak) if self._in_paragraph(who, phrase.span)]
                return here[0] if len(here) == 1 else self._sure((*strong, *weak), phrase.span)
        return None

    def _fitting(self, head: str, qualified: frozenset[str], span: Span, *, later: bool) -> tuple[list[Who], list[Who]]:
        """Those that are said to be what the phrase says, and those of which nothing is said."""
        lexicon = self._cast.lexicon
        wanted = lexicon.kinds_of_body([head])
        strong, weak, exact, so_called = [], [], [], []
        for who, nouns, known in self._nouns:
            if not later and who.mentions[0] >= span:
                continue
            narrower = lexicon.kinds_of_body(qualified) - wanted
            if narrower and known and not narrower & known:
                continue  # "the insurance company" is no ferry company
            if head in nouns or self._same_kind(wanted, known):
                strong.append(who)
                exact += [who] if {lexicon.singular(noun) for noun in nouns} & qualified else []
                so_called += [who] if head in nouns else []
            elif not known and wanted & lexicon.unmarked and self._may_be(who, wanted):
                weak.append(who)
        return (exact, []) if exact else (so_called, []) if so_called else (strong, weak)

    def _may_be(self, who: Who, wanted: frozenset[str]) -> bool:
        """What was taken for "the company" is not "the union" a moment later."""
        taken = self._taken.get(id(who), frozenset())
        return not taken or self._same_kind(wanted, taken) or self._same_kind(taken, wanted)

    def _same_kind(self, wanted: frozenset[str], known: frozenset[str]) -> bool:
        """A bank is a company; but nobody calls a company that is no bank "the bank"."""
        return bool(wanted & known) or ("company" in wanted and bool(known & self._cast.lexicon.companies))

    def _nearer(self, others: Sequence[Who], chosen: Who, span: Span) -> bool:
        """Whether another body that might fit was named after the last mention of the chosen one."""
        last = max((m for m in chosen.mentions if m < span), default=None)
        return last is not None and any(last < m < span for other in others for m in other.mentions)

    def _in_paragraph(self, who: Who, span: Span) -> bool:
        begins = self._cast.text.rfind("\n", 0, span[0]) + 1
        return any(begins <= m[0] < span[0] for m in who.mentions)

    def _sure(self, fitting: Sequence[Who], span: Span) -> Who | None:
        pointed = self._cast.point(span, (SourceType.ORGANISATION,), SURE)
        return pointed if pointed in fitting else None
