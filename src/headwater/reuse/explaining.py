"""What of articles' shared wording is explained: which of it already has a source, and who is connected to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from headwater.model import Spans

_Node = tuple[str, str]


class Explained:
    """Grows with every step that adds something; `texts` are articles with the name of the text that they run."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._places: dict[str, bytearray] = defaultdict(bytearray)
        self._above: dict[_Node, _Node] = {("article", id_): ("text", name) for id_, name in texts.items()}

    def adds(self, source: str, taker: str, spans: Spans) -> bool:
        """Whether most of what `taker` has at `spans` is not explained yet, or the two not connected; then they are."""
        known = self._places[taker]
        known.extend(bytes(max(0, max(end for _, end in spans) - len(known))))
        size = sum(end - start for start, end in spans)
        explained = sum(known.count(1, start, end) for start, end in spans)
        one, other = sorted((self._group(("article", source)), self._group(("article", taker))))
        if 2 * explained >= size and one == other:
            return False
        self._above[other] = one
        for start, end in spans:
            known[start:end] = b"\1" * (end - start)
        return True

    def _group(self, node: _Node) -> _Node:
        while (above := self._above.get(node, node)) != node:
            self._above[node] = self._above.get(above, above)
            node = above
        return node
