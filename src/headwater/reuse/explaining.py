"""What of articles' shared wording is explained: which of it already has a source, and who is connected to whom."""

from __future__ import annotations

from collections import defaultdict

from headwater.model import Spans


class Explained:
    """Grows with every step that adds something."""

    def __init__(self) -> None:
        self._places: dict[str, bytearray] = defaultdict(bytearray)
        self._above: dict[str, str] = {}

    def adds(self, source: str, taker: str, spans: Spans) -> bool:
        """Whether most of what `taker` has at `spans` is not explained yet, or the two not connected; then they are."""
        known = self._places[taker]
        known.extend(bytes(max(0, max(end for _, end in spans) - len(known))))
        size = sum(end - start for start, end in spans)
        explained = sum(known.count(1, start, end) for start, end in spans)
        one, other = sorted((self._group(source), self._group(taker)))
        if 2 * explained >= size and one == other:
            return False
        self._above[other] = one
        for start, end in spans:
            known[start:end] = b"\1" * (end - start)
        return True

    def _group(self, article: str) -> str:
        while (above := self._above.get(article, article)) != article:
            self._above[article] = self._above.get(above, above)
            article = above
        return article
