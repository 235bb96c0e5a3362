"""One version of the story with all that the pages look up in it, made once and kept in memory."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain, count, repeat
from operator import itemgetter

from headwater.case import naming
from headwater.decisions.admiralty import Suggestion, reliability
from headwater.decisions.concerning import passages
from headwater.export import chart, wording
from headwater.export.index import Entry
from headwater.export.view import Row, View
from headwater.garbage import uncollected
from headwater.model import Claim, Count, Decision, Passage, Reading, Span, Story
from headwater.web.addresses import article_key, name_key, source_key, with_query

EMPTY = Story((), (), (), (), (), Count(0, 0, ()), Count(0, 0, ()), ())
_SECTIONS = {"claims": "/story#claims", "failures": "/articles#failures"}


class Edition(View):
    """A story under its `key`; links lead to the pages of the workbench. Indices are made when first asked for."""

    def __init__(self, story: Story, key: str = "", before: Edition | None = None) -> None:
        """`before`: the edition in the place of which this one comes."""
        super().__init__(story, before)
        self.key = key
        self._passages: dict[int, tuple[Claim, list[str]]] = before._passages if before else {}
        self._suggested: dict[str, Suggestion] = {}
        self._placed: dict[str, dict[str, tuple[Sequence[int], Sequence[int]]]] = {}
        self._doubted: tuple[Sequence[Reading], Sequence[tuple[float, str, str]]] = ((), ())
        if before is not None:
            self._take_over(before)

    def _take_over(self, before: Edition) -> None:
        """The indices that would be made of the very same, and what another one is made from."""
        if "doubtful" in vars(before):
            self._doubted = before.story.articles, before.doubtful
        pairs = zip(self.story.claims, before.story.claims, strict=False)
        placed = len(self.rows) == len(before.rows) and all(a.assertions == b.assertions for a, b in pairs)
        entities = self.story.entities == before.story.entities
        same = {
            ("numbers", "_asserted"): placed,
            ("named", "everyone", "aliases", "_entry_keys"): placed and entities,
            ("told", "picture"): self.story.timeline == before.story.timeline,
            ("article_ids", "doubtful"): self.story.articles == before.story.articles,
        }
        for names, is_same in same.items():
            for name in names if is_same else ():
                if name in vars(before):
                    vars(self)[name] = vars(before)[name]

    @uncollected(lasting=True)
    def warm(self) -> Edition:
        """Makes the indices, so that no page has to wait for them."""
        _ = self.soon().everyone
        return self

    @uncollected(lasting=True)
    def soon(self) -> Edition:
        """Makes the indices, but for that of names, which takes as long as all others."""
        _ = self.by_kind, self.numbers, self.article_ids, self.picture, self.doubtful, self.summary
        return self

    # -- where links lead --

    def to(self, section: str) -> str:
        return _SECTIONS[section]

    def to_kind(self, kind: str) -> str:
        return with_query("/story", show=kind) + "#claims"

    def to_claim(self, number: int) -> str:
        return f"/claims/{self.claim_key(number)}"

    def to_assertion(self, number: int, index: int) -> str:
        return f"{self.to_claim(number)}#claim-{number}-{index + 1}"

    def to_article(self, article: str) -> str:
        return f"/articles/{article_key(article)}"

    def to_sentence(self, article: str, offset: int) -> str:
        return f"{self.to_article(article)}?at={offset}#at"

    def to_entry(self, number: int) -> str:
        return f"/sources/{self._entry_keys[number]}"

    def to_date(self, number: int) -> str:
        return with_query("/timeline", when=self.told[number - 1].when)

    # -- what is at an address --

    def claim_key(self, number: int) -> str:
        return naming.key(self.rows[number - 1].claim)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of the claim by the key of each of its assertions."""
        known, claims = self._passages, self.story.claims
        keys = [known.get(id(claim)) or (claim, [each.key for each in claim.assertions]) for claim in claims]
        self._passages = dict(zip(map(id, claims), keys, strict=True))
        numbers = chain.from_iterable(map(repeat, count(1), [len(own) for _, own in keys]))
        return dict(zip(chain.from_iterable(map(itemgetter(1), keys)), numbers, strict=True))

    def claim(self, key: str) -> Row | None:
        number = self.numbers.get(key)
        return self.rows[number - 1] if number else None

    @cached_property
    def article_ids(self) -> dict[str, str]:
        return {article_key(each.article.id): each.article.id for each in self.story.articles}

    @cached_property
    def everyone(self) -> dict[str, int]:
        """The number of everybody in the index by their address."""
        return {key: number for number, key in self._entry_keys.items()}

    def source(self, key: str) -> Entry | None:
        """Whoever is at an address, or would be under another of their names."""
        number = self.everyone.get(key) or self.everyone.get(self.aliases.get(key, ""))
        return self.named.entry(number) if number else None

    @cached_property
    def aliases(self) -> dict[str, str]:
        """The addresses that another name of somebody would have, with the one that they have."""
        return {
            name_key(alias, entity.type): key
            for number, key in self._entry_keys.items()
            for entity in (self.named.ordered[number - 1],)
            for alias in entity.aliases
        }

    @cached_property
    def _entry_keys(self) -> dict[int, str]:
        """Of two with one name and type the second has its own id for an address."""
        taken: set[str] = set()
        found = {}
        for number in self.named.listed().numbers.tolist():
            entity = self.named.ordered[number - 1]
            key = source_key(entity)
            found[number] = entity.id if key in taken else key
            taken.add(found[number])
        return found

    # -- lists --

    @cached_property
    def headline(self) -> str:
        return wording.headline(self.story)

    @cached_property
    def summary(self) -> tuple[str, ...]:
        told, single, disputed, doubts = (len(self.of_kind(kind)) for kind in ("several", "single", "dispute", "doubt"))
        return wording.summed_up(self.story, told, single, disputed, doubts)

    def claims_at(self, article: str, span: Span) -> tuple[int, ...]:
        """The numbers of the claims that an article makes in a stretch of its text."""
        start, end = span
        return tuple(
            dict.fromkeys(
                number
                for number, each in self._asserted.get(article, ())
                if any(begin < end and stop > start for begin, stop in each.span)
            )
        )

    def has(self, kind: str, article: str, span: Span) -> bool:
        """Whether the article makes a claim of a kind in a stretch of its text."""
        begins, ends = self._places(kind).get(article, ((), ()))
        before = bisect_left(begins, span[1])
        return before > 0 and ends[before - 1] > span[0]

    def _places(self, kind: str) -> dict[str, tuple[Sequence[int], Sequence[int]]]:
        """Of each article where such claims begin, in order, and up to where those reach that begin no later."""
        if kind not in self._placed:
            found: dict[str, list[Span]] = defaultdict(list)
            for row in self.of_kind(kind):
                for each in row.claim.assertions:
                    found[each.article] += each.span
            self._placed[kind] = {
                article: ([begin for begin, _ in spans], list(accumulate((end for _, end in spans), max)))
                for article, spans in ((article, sorted(spans)) for article, spans in found.items())
            }
        return self._placed[kind]

    def reliability(self, name: str) -> Suggestion:
        """What a source's record suggests; it takes a look at the whole story, so it is kept."""
        if name not in self._suggested:
            self._suggested[name] = reliability(self.story, name)
        return self._suggested[name]

    @cached_property
    def doubtful(self) -> list[tuple[float, str, str]]:
        """Confidence, article and id of all attributions, those first that the machine is least sure of."""
        articles, known = self._doubted
        there, before = ({*map(id, readings)} for readings in (self.story.articles, articles))
        gone = {reading.article.id for reading in articles if id(reading) not in there}
        new = [reading for reading in self.story.articles if id(reading) not in before]
        found = [(each.confidence, reading.article.id, each.id) for reading in new for each in reading.attributions]
        # What was there is in order already.
        return sorted([*(each for each in known if each[1] not in gone), *found])

    # -- one claim --

    def alone(self, claim: Claim) -> Story:
        """The story of one claim, and of the articles that make it."""
        articles = {each.article for each in claim.assertions}
        return Story(
            tuple(each for each in self.story.articles if each.article.id in articles),
            (), (claim,), (), (), claim.publications, claim.speakers, (),
        )  # fmt: skip

    def picture_of(self, claim: Claim) -> chart.Chart:
        return chart.draw(self.alone(claim))

    def judged(self, decisions: Sequence[Decision]) -> dict[int, list[Decision]]:
        """The decisions on each claim (its number), by the passages that they name."""
        found: dict[int, list[Decision]] = defaultdict(list)
        for decision in decisions:
            for number in dict.fromkeys(self._concerned(passages(decision.act))):
                found[number].append(decision)
        return found

    def _concerned(self, named: Sequence[Passage]) -> Iterator[int]:
        for passage in named:
            if passage.key in self.numbers:
                yield self.numbers[passage.key]
