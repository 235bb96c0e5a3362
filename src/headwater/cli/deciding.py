"""`case decide`: record a decision; one command a kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from headwater.cli.running import Command, open_case, who_option
from headwater.cli.words import CERTAINTIES, DERIVATION_KINDS, SOURCE_TYPES
from headwater.errors import CaseError

if TYPE_CHECKING:
    from headwater.case import Case
    from headwater.model import Act, Claim


@click.group()
def decide() -> None:
    """Record what you decided. It holds at once, and outranks the machine in all that is read later.

    headwater trace CASE --json FILE writes the ids of attributions and joins, and the key of each assertion. PASSAGE is
    such a key or ARTICLE:START-END; CLAIM is one of its assertions, in either way. Both stay, whatever is decided.
    """


def _command(command: Command) -> Command:
    """The options of every kind."""
    for option in (
        who_option,
        click.option("--why", default="", help="The reason, for the log."),
    ):
        command = option(command)
    return command


_case = click.argument("where", metavar="CASE", type=click.Path())


def _decide(where: str, who: str | None, why: str, act: Callable[[Case], Act]) -> None:
    with open_case(where, who) as opened:
        click.echo(opened.decide(act(opened), why).id)


@decide.command()
@_case
@click.argument("article")
@click.argument("attribution")
@click.option("--right", "verdict", flag_value="right", help="It is as it should be.")
@click.option("--wrong", "verdict", flag_value="wrong", help="There is no such attribution.")
@click.option("--source", help="START-END of who says it.")
@click.option("--cue", help="START-END of the words that say so.")
@click.option("--content", help="START-END of what is said.")
@click.option("--name", help="Who says it; empty for somebody who is not named.")
@click.option("--type", "type_", type=click.Choice(SOURCE_TYPES))
@click.option("--certainty", type=click.Choice(CERTAINTIES))
@_command
def attribution(
    where: str,
    who: str | None,
    why: str,
    article: str,
    attribution: str,
    verdict: str | None,
    type_: str | None,
    certainty: str | None,
    **given: str | None,
) -> None:
    """An ATTRIBUTION (its id) in an ARTICLE is right, is wrong, or is mended."""
    from headwater.case import acts
    from headwater.model import AttributionMended, AttributionRight, AttributionWrong, Certainty, SourceType

    def act(opened: Case) -> Act:
        reading = opened.reading(opened.entry(article).id)
        found = next((a for a in reading.attributions if a.id == attribution), None)
        if found is None:
            known = ", ".join(a.id for a in reading.attributions)
            raise CaseError(f"{article} has no attribution {attribution!r}; it has {known or 'none'}")
        said = acts.said(reading, found)
        if verdict:
            return AttributionRight(said) if verdict == "right" else AttributionWrong(said)
        mended = acts.changed(
            reading,
            said,
            **{
                field: acts.spans(written, len(reading.article.text)) if (written := given[field]) is not None else None
                for field in ("source", "cue", "content")
            },
            name=given["name"],
            type=SourceType(type_) if type_ else None,
            certainty=Certainty(certainty) if certainty else None,
        )
        if mended == said:
            raise CaseError("nothing is decided: say --right, --wrong, or what is to be changed")
        return AttributionMended(said, mended)

    _decide(where, who, why, act)


@decide.command()
@_case
@click.argument("one")
@click.argument("other")
@click.option("--same/--not-same", required=True)
@click.option("--in", "articles", nargs=2, default=(None, None), help="The articles in which they are called so.")
@_command
def sources(
    where: str, who: str | None, why: str, one: str, other: str, same: bool, articles: tuple[str | None, str | None]
) -> None:
    """Two sources, by their names, are the same or are not."""
    from headwater.model import SourcesSame, Who

    def act(opened: Case) -> Act:
        first, second = (opened.entry(name).id if name else None for name in articles)
        return SourcesSame(Who(one, first), Who(other, second), same)

    _decide(where, who, why, act)


@decide.command()
@_case
@click.argument("one", metavar="PASSAGE")
@click.argument("other", metavar="PASSAGE")
@click.option("--same/--not-same", required=True)
@_command
def assertions(where: str, who: str | None, why: str, one: str, other: str, same: bool) -> None:
    """Two assertions, by their keys or where they stand, put one claim or do not."""
    from headwater.case import acts, naming

    def act(opened: Case) -> Act:
        return acts.assertions_same(naming.passage(opened, one), naming.passage(opened, other), same=same)

    _decide(where, who, why, act)


@decide.command()
@_case
@click.argument("join")
@click.argument("other", metavar="[PASSAGE]", required=False)
@click.option("--of", type=click.Choice(["publication", "speaker"]), help="What two passages share.")
@click.option("--holds/--does-not-hold", required=True)
@_command
def join(where: str, who: str | None, why: str, join: str, other: str | None, of: str | None, holds: bool) -> None:
    """A JOIN (its id) of two assertions holds or does not; or PASSAGE PASSAGE --of what they share or do not."""
    from headwater.case import acts, naming
    from headwater.model import JoinHolds

    def act(opened: Case) -> Act:
        if other is not None:
            if of is None:
                raise CaseError("nothing is decided: say --of publication or --of speaker")
            return JoinHolds(naming.passage(opened, join), naming.passage(opened, other), of, holds)
        for claim in opened.claims():
            for each in claim.joins:
                if each.id == join:
                    return acts.join_holds(claim, each, _texts(opened, claim), holds=holds)
        raise CaseError(
            f"no claim has a join {join!r}: headwater trace {opened.name} --json FILE writes their ids; or name its "
            "two assertions by their keys, and say --of publication or --of speaker"
        )

    _decide(where, who, why, act)


@decide.command()
@_case
@click.argument("claim")
@click.argument("slot")
@_command
def agreement(where: str, who: str | None, why: str, claim: str, slot: str) -> None:
    """What the articles say of a SLOT of a CLAIM is no disagreement."""
    from headwater.case import acts, naming

    def act(opened: Case) -> Act:
        found = naming.claim(opened, claim)
        for each in found.disagreements:
            if each.slot == slot:
                return acts.no_disagreement(found, each, _texts(opened, found))
        slots = ", ".join(each.slot for each in found.disagreements)
        raise CaseError(f"the articles do not disagree on {slot!r} of this claim, but on {slots or 'nothing'}")

    _decide(where, who, why, act)


@decide.command()
@_case
@click.argument("article")
@click.argument("publication")
@click.option("--derives/--does-not-derive", required=True)
@click.option("--kind", type=click.Choice(DERIVATION_KINDS), default="retelling", show_default=True)
@_command
def derivation(where: str, who: str | None, why: str, article: str, publication: str, derives: bool, kind: str) -> None:
    """An ARTICLE takes from a PUBLICATION or does not."""
    from headwater.model import DerivationKind, Derives

    _decide(
        where, who, why, lambda opened: Derives(opened.entry(article).id, publication, derives, DerivationKind(kind))
    )


@decide.command()
@_case
@click.argument("source")
@click.argument("reliability", required=False, type=click.Choice(list("ABCDEF")))
@_command
def reliability(where: str, who: str | None, why: str, source: str, reliability: str | None) -> None:
    """How reliable a SOURCE is, by the Admiralty code: A (completely) to E (not at all), F (cannot be judged).

    Without a letter one is suggested, with the reason, and nothing is recorded.
    """
    from headwater.decisions import admiralty
    from headwater.model import RELIABILITY, SourceRated, Who

    if reliability is None:
        with open_case(where) as opened:
            suggestion = admiralty.reliability(opened.story(), source)
        click.echo(f"{suggestion.code}, {RELIABILITY[suggestion.code]}: {suggestion.why}")
        return
    _decide(where, who, why, lambda _: SourceRated(Who(source), reliability))


@decide.command()
@_case
@click.argument("claim")
@click.argument("credibility", required=False, type=click.IntRange(1, 6))
@_command
def credibility(where: str, who: str | None, why: str, claim: str, credibility: int | None) -> None:
    """How credible a CLAIM is, by the Admiralty code: 1 (confirmed) to 5, 6 (cannot be judged).

    Without a figure one is suggested, with the reason, and nothing is recorded.
    """
    from headwater.case import acts, naming
    from headwater.decisions import admiralty
    from headwater.model import CREDIBILITY

    if credibility is None:
        with open_case(where) as opened:
            suggestion = admiralty.credibility(naming.claim(opened, claim))
        click.echo(f"{suggestion.code}, {CREDIBILITY[suggestion.code]}: {suggestion.why}")
        return

    def act(opened: Case) -> Act:
        found = naming.claim(opened, claim)
        return acts.claim_rated(found, credibility, _texts(opened, found))

    _decide(where, who, why, act)


def _about(command: Command) -> Command:
    for option in (
        click.option("--passage", help="On a PASSAGE or on a whole ARTICLE."),
        click.option("--source", help="On a source, by its name."),
    ):
        command = option(command)
    return command


@decide.command()
@_case
@click.argument("text")
@_about
@_command
def note(where: str, who: str | None, why: str, text: str, passage: str | None, source: str | None) -> None:
    """A note: on a passage, a source, or the case."""
    from headwater.model import Noted

    _decide(where, who, why, lambda opened: Noted(text, **_on(opened, passage, source)))


@decide.command()
@_case
@click.argument("tag")
@click.option("--off", is_flag=True, help="Take the tag off.")
@_about
@_command
def tag(where: str, who: str | None, why: str, tag: str, off: bool, passage: str | None, source: str | None) -> None:
    """A tag: on a passage, a source, or the case."""
    from headwater.model import Tagged

    _decide(where, who, why, lambda opened: Tagged(tag, **_on(opened, passage, source), holds=not off))


# -- what they name ---------------------------------------------------------------------------------------------------


def _on(opened: Case, passage: str | None, source: str | None) -> dict[str, Any]:
    from headwater.case import naming
    from headwater.model import Who

    return {
        "passage": naming.passage_or_article(opened, passage) if passage is not None else None,
        "source": Who(source) if source else None,
    }


def _texts(opened: Case, claim: Claim) -> dict[str, str]:
    """The texts of the articles that make a claim."""
    return {id_: opened.reading(id_).article.text for id_ in {each.article for each in claim.assertions}}
