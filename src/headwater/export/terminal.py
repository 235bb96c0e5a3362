"""What was found, printed for a person at a terminal: plain at 80 columns, and the same without colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from headwater.export import dates, wording
from headwater.export.text import cut, quoted, shorten
from headwater.model import (
    Addition,
    Article,
    Assertion,
    Attribution,
    Certainty,
    Claim,
    Derivation,
    Disagreement,
    Drift,
    Failure,
    Link,
    Reading,
    Story,
)

# Findings of one kind that the first screen names before it says how many more there are.
_FIRST = 3
_NAMES = 9
# Claims that one article alone tells: what many tell is what a story is asked for.
_ALONE = 60
# Origins that claims stand on alone.
_RESTS = 8
# Pairs of assertions that are named for one reason.
_PAIRS = 6
_DEEPEST = 4
_COLOUR = {
    Certainty.ASSERTED: "bold",
    Certainty.ATTRIBUTED: "",
    Certainty.HEDGED: "yellow",
    Certainty.DOUBTED: "magenta",
    Certainty.DENIED: "red",
}
_LEGEND = "? after a name: the link is inferred from the article's frame, not stated."


def reading(console: Console, reading: Reading) -> None:
    """One article: its head, then its attributions in the order of the text."""
    article = reading.article
    console.print(_head(article))
    for derivation in sorted(reading.derivations, key=lambda each: each.evidence):
        console.print(_derivation(article, derivation))
    console.print()
    if reading.unread:
        console.print(Text(f"Not read: {shorten(reading.unread.message, 300)}", "red"))
        return
    if not reading.attributions:
        console.print(Text("No attribution found: all of it is in the article's own voice."))
        return
    console.print(_attributions(reading))
    if any(not link.stated for each in reading.attributions for link in each.chain):
        console.print(Text(_LEGEND, "dim"))


def story(console: Console, story: Story) -> None:
    """A first screen with what deserves attention, then every claim in order of weight, then what failed."""
    names = wording.labels(story.articles)
    texts = {each.article.id: each.article.text for each in story.articles}
    console.print(_overview(story))
    for title, findings in _attention(story, names):
        console.print(_findings(title, findings))
    told: list[tuple[int, Claim]] = []
    alone: list[tuple[int, Claim]] = []
    for number, claim in enumerate(story.claims, 1):
        (told if len(wording.articles_of(claim)) > 1 else alone).append((number, claim))
    for title, claims in (("Told by more than one article", told), ("Told by one article only", alone)):
        if claims:
            console.print(_title(title, len(claims)))
        shown = claims if claims is told else claims[:_ALONE]
        for number, claim in shown:
            several = len(claim.assertions) > 1
            console.print()
            console.print(_claim(number, claim, names, texts) if several else _brief(number, claim, names))
        if len(shown) < len(claims):
            more = wording.number(len(claims) - len(shown), "other claim")
            console.print(Text(f"\nand {more} of one article only: --html and --json give them all", "dim"))
    console.print(_rests(story))
    if any(not link.stated for claim in story.claims for each in claim.assertions for link in each.chain):
        console.print(Text(f"\n{_LEGEND}", "dim"))
    if story.failures:
        console.print(_title("Not read", len(story.failures)))
        console.print(Group(*(_item("-", _failure(each)) for each in story.failures)))
    console.print(Text(f"\n{wording.NO_VERDICT}", "dim"))


def adds(console: Console, story: Story, article: str) -> None:
    """What one article (its id) adds to the others: by kinds, each claim with who else tells it."""
    names = wording.labels(story.articles)
    numbered = {claim.id: (number, claim) for number, claim in enumerate(story.claims, 1)}
    found = [each for each in story.additions if each.article == article and each.claim in numbered]
    console.print(Text(f"What {names[article]} adds to {wording.number(len(names) - 1, 'other article')}", "bold"))
    unread = next((each.unread for each in story.articles if each.article.id == article), None)
    if not found:
        console.print(Text(f"It was not read: {shorten(unread.message, 300)}" if unread else "It makes no claim."))
    for words, group in wording.additions(found):
        console.print(_title(words, len(group)))
        for addition in group:
            number, claim = numbered[addition.claim]
            console.print(_item(f"{number}.", _added(claim, addition, names), width=5))


# -- one article ------------------------------------------------------------------------------------------------------


def _head(article: Article) -> Text:
    head = Text(shorten(article.title or article.uri, 300), "bold")
    site = f"on {article.site}" if article.site else ""
    about = [article.publisher or "publisher unknown", site, article.published or "undated", article.byline or ""]
    return head.append("\n" + ", ".join(shorten(each, 80) for each in about if each), "not bold")


def _derivation(article: Article, derivation: Derivation) -> RenderableType:
    text = Text(shorten(wording.derivation(derivation), 200))
    text.append(" (stated)" if derivation.stated else " (inferred)", "" if derivation.stated else "dim")
    evidence = cut(article.text, derivation.evidence)
    if evidence:
        text.append(f": {quoted(evidence, 160)}", "italic")
    return _item("-", text, left=0)


def _attributions(reading: Reading) -> Table:
    table = Table(box=None, padding=(0, 2, 1, 0), expand=True, header_style="bold", pad_edge=False)
    for title, ratio in (("Who", 4), ("How", 3), ("What", 7), ("Chain", 4)):
        table.add_column(title, ratio=ratio, overflow="fold")
    for depth, attribution in wording.in_order(reading.attributions):
        table.add_row(*_row(reading.article, attribution, min(depth, _DEEPEST)))
    return table


def _row(article: Article, attribution: Attribution, depth: int) -> Iterator[RenderableType]:
    yield _who(article, attribution)
    how = Text(shorten(cut(article.text, attribution.cue), 60))
    how.append("\n" if how else "").append(attribution.certainty.value, _COLOUR[attribution.certainty] or "dim")
    yield how
    what = Text(shorten(cut(article.text, attribution.content), 240))
    yield _item(">", what, left=2 * (depth - 1)) if depth else what
    yield _chain(attribution.chain)


def _who(article: Article, attribution: Attribution) -> Text:
    written = shorten(cut(article.text, attribution.source), 80)
    name = shorten(attribution.source_name or "", 80)
    if not written:
        return Text(name) if name else Text("not named", "dim")
    return Text(written if name in ("", written) else f"{written} ({name})")


def _chain(links: Iterable[Link], absent: str = "not known") -> Text:
    names = [Text(shorten(wording.link(link), 60), "" if link.stated else "dim") for link in links]
    return Text(" > ").join(names) if names else Text(absent, "dim")


# -- across articles --------------------------------------------------------------------------------------------------


def _overview(story: Story) -> Group:
    lines: list[RenderableType] = [Text(wording.headline(story), "bold")]
    for title, count in (("Publications", story.publications), ("Speakers", story.speakers)):
        if count.names:
            lines.append(_item(f"{title}:", Text(wording.named(count, _NAMES)), left=0, width=14))
    lines.append(Text(" ".join(wording.summary(story))))
    if story.failures:
        lines.append(Text(f"{wording.number(len(story.failures), 'input')} could not be read; see the end.", "red"))
    return Group(*lines)


def _attention(story: Story, names: dict[str, str]) -> Iterator[tuple[str, list[tuple[int, Claim, str]]]]:
    """The kinds of finding that come before the claims, each with its findings; kinds without one are left out."""
    numbered = list(enumerate(story.claims, 1))
    kinds = {
        "On a single origin": [
            (number, claim, wording.stands_on(claim)) for number, claim in numbered if wording.single_origin(claim)
        ],
        "Where they disagree": [
            (number, claim, wording.against(each)) for number, claim in numbered for each in claim.disagreements
        ],
        "Where a doubt was lost": [
            (number, claim, f"{wording.drifted(claim, each)}: {names[claim.assertions[each.retelling].article]}")
            for number, claim in numbered
            for each in wording.lost(claim)
        ],
    }
    yield from ((title, list(dict.fromkeys(findings))) for title, findings in kinds.items() if findings)


def _findings(title: str, findings: list[tuple[int, Claim, str]]) -> Group:
    """One line each, so that all kinds fit on the first screen; the claims below leave nothing out."""
    table = Table.grid(padding=(0, 1), expand=True)
    table.add_column(width=5, justify="right", no_wrap=True)
    table.add_column(ratio=5, no_wrap=True, overflow="ellipsis")
    table.add_column(ratio=4, no_wrap=True, overflow="ellipsis", style="dim")
    for number, claim, why in findings[:_FIRST]:
        table.add_row(f"{number}.", Text(shorten(claim.text, 160)), Text(why))
    return Group(_title(title, len(findings)), table)


def _title(title: str, count: int) -> Text:
    return Text(f"\n{title}", "bold").append(f" ({count})", "not bold dim")


def _brief(number: int, claim: Claim, names: dict[str, str]) -> RenderableType:
    """A claim that one assertion alone makes, which the claim's text is."""
    (assertion,) = claim.assertions
    return _item(
        f"{number}.", Text(shorten(claim.text, 300)).append("\n").append_text(_told(assertion, names)), width=5
    )


def _told(assertion: Assertion, names: dict[str, str]) -> Text:
    said = Text(f"{names[assertion.article]}, ").append(assertion.certainty.value, _COLOUR[assertion.certainty])
    return said.append(": ").append_text(_chain(assertion.chain, wording.unchained(assertion.attribution is not None)))


def _added(claim: Claim, addition: Addition, names: dict[str, str]) -> Text:
    others = dict.fromkeys(names[claim.assertions[index].article] for index in addition.others)
    text = Text(shorten(claim.text, 300))
    if others:
        slots = f", on {wording.slots(addition.slots)}" if addition.slots else ""
        perhaps = "" if addition.certain else "perhaps; "
        text.append(f"\n{perhaps}{wording.listed(others)}{slots}", "dim")
    return text


def _rests(story: Story) -> Group:
    """The origins that most claims stand on alone, and the publications that credit one another."""
    lines: list[RenderableType] = []
    if story.rests:
        lines.append(_title("What stands on one origin alone", len(story.rests)))
        lines += [
            _item("-", Text(f"{shorten(e.name, 80)} ({shorten(e.of, 40)}): {wording.rest(e)}"))
            for e in story.rests[:_RESTS]
        ]
    if len(story.rests) > _RESTS:
        lines.append(_item(" ", Text(f"and {wording.number(len(story.rests) - _RESTS, 'other origin')}", "dim")))
    for loop in story.loops:
        lines.append(Text(f"\n{shorten(wording.listed(loop.publications), 300)} credit one another."))
    return Group(*lines)


def _claim(number: int, claim: Claim, names: dict[str, str], texts: dict[str, str]) -> Group:
    when = dates.said(claim.when) if claim.when else None
    facts = [when, claim.where, wording.number(len(wording.articles_of(claim)), "article")]
    facts.append(wording.origins(claim.publications, claim.speakers))
    lines: list[RenderableType] = [
        _item(f"{number}.", Text(shorten(claim.text, 300), "bold"), left=0, width=4),
        Padding(Text("; ".join(shorten(each, 80) for each in facts if each)), (0, 0, 1, 4), expand=False),
    ]
    for index, assertion in enumerate(claim.assertions, 1):
        said = _told(assertion, names)
        text = cut(texts[assertion.article], assertion.span) or assertion.text
        said.append(f"\n{quoted(text, 240)}", "italic")
        lines.append(_item(f"{number}.{index}", said, left=4, width=5))
    lines += [_item("-", each, left=4) for each in _judgements(number, claim)]
    return Group(*lines)


def _judgements(number: int, claim: Claim) -> Iterator[Text]:
    """Why the origins are counted so, what the assertions disagree on, and what became of a doubt."""
    for _, reason, joins in wording.reasons(claim):
        pairs = [wording.listed(f"{number}.{index + 1}" for index in join.assertions) for join in joins]
        more = f"; and {len(pairs) - _PAIRS} more" if len(pairs) > _PAIRS else ""
        yield Text(f"{wording.joined(joins[0])}: {'; '.join(pairs[:_PAIRS])}{more} ({shorten(reason, 160)})")
    for disagreement in claim.disagreements:
        said = Text(f"Disagree on {wording.slot(disagreement)}: ", "red")
        yield said.append(_held(number, disagreement), "default")
    for possible in wording.possible(claim):
        yield Text(f"They may disagree on {wording.slot(possible)}: {_held(number, possible)}")
    for variation in wording.varying(claim):
        yield Text(f"{wording.variation(variation)}: {_held(number, variation)}")
    for drift in claim.drift:
        yield Text(_drifted(number, claim, drift), "yellow" if drift.change == "lost" else "")


def _held(number: int, disagreement: Disagreement) -> str:
    return "; ".join(
        f"{wording.value(each, 80)} in {wording.listed(f'{number}.{i + 1}' for i in each.assertions)}"
        for each in disagreement.values
    )


def _drifted(number: int, claim: Claim, drift: Drift) -> str:
    before, after = wording.change(claim, drift)
    what = wording.drifted(claim, drift)
    return f"{what}: {before} in {number}.{drift.retold + 1}, {after} in {number}.{drift.retelling + 1}"


def _failure(failure: Failure) -> Text:
    where = shorten(failure.uri, 200)
    stage, kind = shorten(failure.stage, 40), shorten(failure.kind, 40)
    return Text(f"{where}: {shorten(failure.message, 300)} ({stage}, {kind})")


def _item(mark: str, body: RenderableType, *, left: int = 2, width: int = 2) -> RenderableType:
    return _Item(mark, body, left, max(width, len(mark) + 1))


@dataclass(frozen=True, slots=True)
class _Item:
    """`body` with a hanging indent: `mark` stands before its first line only."""

    mark: str
    body: RenderableType
    left: int
    width: int

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        indent = self.left + self.width
        inner = options.update(width=max(1, options.max_width - indent), height=None)
        for number, line in enumerate(console.render_lines(self.body, inner, pad=False)):
            yield Segment(" " * indent if number else " " * self.left + self.mark.ljust(self.width))
            yield from line
            yield Segment.line()
