"""Which organisation "the company", "the ministry" or "Ferry operator" means; where two fit, none."""

from __future__ import annotations

import pytest

from ..marked import names


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        # By the word in the name, or by what the article calls it.
        ("{<O:Halvard Bank>} denied it. {The bank} said so.", "Halvard Bank"),
        ("{<O:Halvard Bank>} denied it. {The lender} said so.", "Halvard Bank"),
        ("The dam's owner, <O:Nordvik>, was fined. {The owner} said so.", "Nordvik"),
        ("<O:Tessin Air> grounded its jets. {The airline} said so.", "Tessin Air"),
        ("<O:Nordvik>, a contractor from <L:Aske>, left. {The contractor} said so.", "Nordvik"),
        ("The <O:National Renewal> party won. {The party} said so.", "National Renewal"),
        ("The <O:Ministry of Health> was told. {The ministry} said so.", "Ministry of Health"),
        ("The <O:Upper Senn River Board> met. {The board} said so.", "Upper Senn River Board"),
        # Of a company the name need not say that it is one, if it is the only candidate.
        ("<O:Nordvik> was fined. {The company} said so.", "Nordvik"),
        ("<O:Nordvik> was fined by the <O:Rail Regulator>. {The firm} said so.", "Nordvik"),
        ("A court fined <O:Nordvik> in <L:Aske>. {The company} said so.", "Nordvik"),
        # What qualifies the noun decides between two.
        ("<O:Calder Ferries> and <O:Calder Rail> merged. {The ferry company} said so.", "Calder Ferries"),
        # The paragraph decides where the article has more.
        ("<O:Nordvik> was fined.\n\n<O:Tessin Holdings> was not. {The company} said so.", "Tessin Holdings"),
        # Headlines leave the article out and come before the name.
        ("{Dam builder} denies fault\n\n<O:Nordvik Construction> said no.", "Nordvik Construction"),
        ("{Company} denies fault\n\n<O:Nordvik> was fined by the <O:Rail Regulator>.", "Nordvik"),
    ],
)
def test_a_body_is_followed_to_its_name(marked: str, wanted: str) -> None:
    assert names(marked)[-1 if not marked.endswith("said no.") else 0] == wanted or names(marked)[0] == wanted


@pytest.mark.parametrize(
    "marked",
    [
        # Two fit.
        "<O:Nordvik> and <O:Tessin> were fined. {The company} said so.",
        "<O:Calder Ferries> sued <O:Tessin Holdings>. {The company} said so.",
        "The <O:Ministry of Health> met the <O:Ministry of Labour>. {The ministry} said so.",
        "{Club} denies it\n\n<O:Aldery Rovers> met <O:Senn United>. Both left.",
        # Nothing fits: what is named is of another kind, or a place.
        "The <O:Ministry of Health> was told. {The company} said so.",
        "The strike in <L:Aske> ended. {The company} said so.",
        "<O:Calder Ferries> was fined. {The bank} said so.",
        "<O:Nordvik> was fined. {The government} said so.",
        # Somebody else's, or one of many.
        "<O:Nordvik> was fined. {Another company} said so.",
        "<O:Nordvik> was fined. {A company} said so.",
        "<O:Nordvik> was fined. {Its parent company} said so.",
        "<O:Nordvik> was fined. {Companies} said so.",
        # Not named yet, and no headline.
        "{The company} said so. <O:Nordvik> was fined.",
    ],
)
def test_a_body_that_may_be_several_or_none_stays_a_description(marked: str) -> None:
    assert names(marked) == [None]


def test_what_was_the_company_is_not_the_union_next() -> None:
    assert names("<O:Nordvik> was fined. {The company} said so. {The union} said no.") == ["Nordvik", None]
    assert names("<O:Nordvik> was fined. {The company} said so. {The firm} said no.") == ["Nordvik", "Nordvik"]


def test_a_wrong_pointer_does_not_decide_between_two() -> None:
    marked = "<O:Nordvik> and the <O:Rail Regulator> met. {The regulator} said so."
    assert names(marked, pointing={"The regulator": "Nordvik"}) == ["Rail Regulator"]
