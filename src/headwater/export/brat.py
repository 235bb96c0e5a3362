"""Attributions as brat standoff files, for people who annotate or train models."""

from __future__ import annotations

from collections.abc import Iterator

from headwater.export import wording
from headwater.model import Attribution, Reading, Spans, Story

_CONFIGURATION = """[entities]
Source
Cue
Content

[relations]
SaidBy\tArg1:Cue, Arg2:Source
Says\tArg1:Cue, Arg2:Content
WithinContentOf\tArg1:Cue, Arg2:Content
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[attributes]
Certainty\tArg:Cue, Value:asserted|attributed|hedged|doubted|denied
Quotation\tArg:Cue, Value:direct|indirect|mixed
SourceType\tArg:Cue, Value:person|organisation|publication|document|collective|anonymous|unspecified

[events]
"""


def write(story: Story) -> dict[str, bytes]:
    """Attributions as brat standoff: a text and an annotation file for each article."""
    files = {"annotation.conf": _CONFIGURATION.encode()}
    for number, reading in enumerate((each for each in story.articles if not each.unread), 1):
        name = f"{number:04}"
        # brat reads UTF-8, and counts characters as we do; what is no character keeps its place.
        files[f"{name}.txt"] = reading.article.text.encode("utf-8", "replace")
        files[f"{name}.ann"] = "".join(f"{each}\n" for each in _Standoff(reading).lines()).encode("utf-8", "replace")
    return files


class _Standoff:
    """Numbers the annotations of one article. One without a cue hangs on its content or, failing that, its source."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.article.text
        self._attributions = [each for _, each in wording.in_order(reading.attributions)]
        self._marked: dict[tuple[str, str], int] = {}
        self._relations = self._attributes = 0

    def lines(self) -> Iterator[str]:
        for each in self._attributions:
            for kind, spans in (("Source", each.source), ("Cue", each.cue), ("Content", each.content)):
                if found := self._span(each, kind, spans):
                    yield found
        for each in self._attributions:
            yield from self._about(each)

    def _span(self, each: Attribution, kind: str, spans: Spans) -> str:
        """A text-bound annotation; brat wants a fragment on each line that a span runs over, and none that is empty."""
        fragments = [part for span in sorted(spans) for part in self._fragments(*span)]
        if not fragments:
            return ""
        number = self._marked[each.id, kind] = len(self._marked) + 1
        places = ";".join(f"{start} {end}" for start, end in fragments)
        return f"T{number}\t{kind} {places}\t{' '.join(self._text[start:end] for start, end in fragments)}"

    def _fragments(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        at = max(start, 0)
        for part in self._text[at : max(end, 0)].split("\n"):
            if part.strip():
                left = len(part) - len(part.lstrip())
                yield at + left, at + len(part.rstrip())
            at += len(part) + 1

    def _about(self, each: Attribution) -> Iterator[str]:
        head = next((kind for kind in ("Cue", "Content", "Source") if (each.id, kind) in self._marked), None)
        if head is None:
            return
        at = self._marked[each.id, head]
        for kind, relation in (("Source", "SaidBy"), ("Content", "Says")):
            if kind != head and (each.id, kind) in self._marked:
                yield self._relation(relation, at, self._marked[each.id, kind])
        if each.parent and (each.parent, "Content") in self._marked:
            yield self._relation("WithinContentOf", at, self._marked[each.parent, "Content"])
        for name, value in (
            ("Certainty", each.certainty), ("Quotation", each.kind), ("SourceType", each.source_type),
        ):  # fmt: skip
            self._attributes += 1
            yield f"A{self._attributes}\t{name} T{at} {value.value}"

    def _relation(self, name: str, one: int, other: int) -> str:
        self._relations += 1
        return f"R{self._relations}\t{name} Arg1:T{one} Arg2:T{other}"
