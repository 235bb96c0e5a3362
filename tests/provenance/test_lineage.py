"""What is known across articles before their claims are looked at."""

from dataclasses import replace
from itertools import permutations

from headwater.model import Attribution, Certainty, Quotation, StoryEntity
from headwater.provenance.lineage import lineage

from .reports import link, report, story


def entity(name: str, *aliases: str) -> StoryEntity:
    return StoryEntity(name, name, "collective", aliases, ())


def test_two_spellings_of_one_name_stand_for_the_same_one_in_any_order() -> None:
    """A set of strings has another order in each process, and the first of it stood for both."""
    given = [entity("the French", "the French side"), entity("French", "the French side"), entity("Courier")]
    found = {frozenset(lineage([], order, ()).aliases.items()) for order in permutations(given)}
    assert len(found) == 1
    assert dict(next(iter(found)))["french side"] == "French"


def test_what_is_taken_from_the_lineage_before_is_what_would_be_found_anew() -> None:
    """Articles come in any order; one says for whom somebody works, on which what another takes depends."""
    chain = (link("Courier"), link("Ada Berg"))
    said = Attribution(
        "a1", None, (), (), ((9, 11),), Quotation.INDIRECT, chain[1].type, "Ada Berg", chain, Certainty.ATTRIBUTED, 1.0
    )
    gazette, told = report("Gazette", retells=["Courier", "Wire"])
    readings, _ = story(
        (replace(gazette, attributions=(said,)), told),
        report("Courier", "own", retells=["Wire: reprint"]),
        report(None, "Gazette > an official", "own", retells=["Gazette via Courier"]),
        report("Herald", "own", speaks="Ada Berg of Wire"),
    )
    for order in permutations(readings):
        before = lineage(())
        for end in range(len(order) + 1):
            before = lineage(order[:end], before=before)
            assert before == lineage(order[:end])
        assert [d.publication for d in before.roots["article 0"]] == ["Wire"]
