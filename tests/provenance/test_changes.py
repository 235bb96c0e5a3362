"""What has changed between two lineages, and which claims it concerns."""

from __future__ import annotations

from dataclasses import replace

import pytest

from headwater.model import Affiliation, Assertion, Certainty, Link, SourceType
from headwater.provenance.changes import changes, grounds
from headwater.provenance.lineage import Lineage, lineage

NOTHING = lineage(())
SPEAKS = Affiliation("a", "Ada Moss", "The Courier", (0, 1))


def said(name: str, article: str = "b") -> Assertion:
    chain = (Link(name, SourceType.PERSON, True, (0, 1)),)
    return Assertion(article, "a1", ((0, 1),), "it burned", Certainty.ATTRIBUTED, chain)


@pytest.mark.parametrize(
    ("after", "assertion", "touched"),
    [
        # Nothing has changed.
        (NOTHING, said("Ada Moss"), False),
        # Somebody is known to speak for a paper now.
        (replace(NOTHING, affiliations={"ada moss": (SPEAKS,)}), said("Ada Moss"), True),
        (replace(NOTHING, affiliations={"ada moss": (SPEAKS,)}), said("Karl Roe"), False),
        # Somebody has another name.
        (replace(NOTHING, aliases={"karl": "Karl Roe"}), said("Karl"), True),
        (replace(NOTHING, aliases={"karl": "Karl Roe"}), said("Ada Moss"), False),
        # The article runs another one's text.
        (replace(NOTHING, texts={"b": "a"}), said("Karl Roe"), True),
        (replace(NOTHING, texts={"c": "a"}), said("Karl Roe"), False),
    ],
)
def test_a_claim_is_touched_by_what_is_known_of_its_articles_and_names(
    after: Lineage, assertion: Assertion, touched: bool
) -> None:
    for known in (NOTHING, after):
        assert changes(NOTHING, after).touch(grounds([assertion], known)) is touched


def test_whoever_speaks_for_somebody_is_touched_by_what_that_one_is_called() -> None:
    before = replace(NOTHING, affiliations={"ada moss": (SPEAKS,)})
    after = replace(before, aliases={"courier": "Norhaven Courier"})
    assert changes(before, after).touch(grounds([said("Ada Moss")], after))
    assert not changes(before, after).touch(grounds([said("Karl Roe")], after))
