"""How certain a cue makes what it introduces, by its words alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.model import Certainty
from headwater.nlp import words

WORDS = words.load("en").certainty

ASSERTED = [
    "confirmed", "has confirmed that", "showed", "shows", "revealed", "acknowledged", "admitted", "conceded",
    "proved", "demonstrates", "established", "verified", "disclosed", "discovered", "found that", "knew", "learned",
    "learnt", "realised", "documented", "uncovered", "points out", "pointed out", "determined", "confirmation",
    "the revelation that", "made clear", "made it clear", "vowed to confirm", "CONFIRMED", "corroborated",
    "attested", "is aware that",
]  # fmt: skip
ATTRIBUTED = [
    "said", "says", "told", "according to", "reported", "wrote", "announced", "added", "stated", "argued", "insisted",
    "asked", "declined to comment", "did not say", "would not say", "warned", "noted", "", "…", "described",
    "quoted", "testified", "explained", "called for", "promised", "ordered", "refused to comment", "no comment",
    "has no doubt that", "never claimed", "is like", "responded to a question",
]  # fmt: skip
HEDGED = [
    "reportedly", "allegedly", "is alleged to have", "is believed to", "believes", "thinks", "suspected", "suspects",
    "may have", "might", "could have", "suggested", "suggests that", "implied", "hinted", "appeared to", "seems",
    "expects", "fears", "hopes", "probably", "likely", "it is likely that", "presumably", "apparently", "supposedly",
    "is said to be likely", "rumoured", "speculated", "estimates", "predicted", "is understood to", "is thought to",
    "did not confirm", "could not confirm", "cannot confirm", "couldn’t confirm", "would not confirm",
    "declined to confirm", "refused to confirm", "has yet to confirm", "not confirmed", "without confirming",
    "has not been verified", "would not deny", "did not deny", "didn't deny", "cannot rule out", "has not ruled out",
    "did not rule out", "neither confirmed nor denied", "is not clear", "is unclear", "it was not clear whether",
    "is not known", "does not know", "unconfirmed", "is not sure", "not certain", "no confirmation", "unverified",
]  # fmt: skip
DOUBTED = [
    "claimed", "claims", "claims to have", "purported", "purportedly", "so-called", "professed", "insinuated",
    "ostensibly", "doubted", "doubts that", "questioned whether", "cast doubt on", "is sceptical", "skeptical",
    "boasted", "pretended", "the claim that", "falsely stated", "is doubtful",
]  # fmt: skip
DENIED = [
    "denied", "denies", "denying", "denial", "has denied that", "rejected", "refuted", "disputed", "dismissed",
    "dismissed as", "disavowed", "repudiated", "rebutted", "ruled out", "rules out", "contradicted",
    "does not believe", "did not believe", "doesn’t think", "don't think", "never believed", "suggested, but denied",
    "confirmed but denied", "disagreed", "debunked",
]  # fmt: skip


@pytest.mark.parametrize(
    ("cue", "certainty"),
    [
        (cue, certainty)
        for certainty, cues in zip(Certainty, (ASSERTED, ATTRIBUTED, HEDGED, DOUBTED, DENIED), strict=True)
        for cue in cues
    ],
)
def test_certainty_of_a_cue(cue: str, certainty: Certainty) -> None:
    assert WORDS.certainty(cue) is certainty


@given(st.text(max_size=40))
def test_any_text_has_a_certainty(cue: str) -> None:
    assert WORDS.certainty(cue) in Certainty


@pytest.mark.parametrize("cue", ["said", "did not confirm", "claims", "is believed to", "denied"])
def test_case_and_apostrophes_change_nothing(cue: str) -> None:
    assert WORDS.certainty(cue.upper()) is WORDS.certainty(cue)
    assert WORDS.certainty(f"“{cue},”") is WORDS.certainty(cue)


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("the operator may have known", "may"),
        ("Firm May Have Known Of Damage", "May"),
        ("On 9 May the ramp fell", None),
        ("In May the ramp fell", None),
        ("Theresa May said no", None),
        ("It appears to be old", "appears to"),
        ("He appeared in court", None),
        ("It will likely rain", "likely"),
        ("It is likely to rain", "likely"),
        ("They were more likely to fall ill", None),
        ("He asked 500 likely voters", None),
        ("The decision could cost jobs", "could"),
        ("People on the night shift could hear it", None),
        ("He could not be reached", None),
        ("Smoking can cause cancer", "can"),
        ("The bridge can carry 40 tons", None),
        ("A fault that may spread was found", None),
        ("that may be true", "may"),
        ("They left early so that it might work", None),
        ("Perhaps it rained", "Perhaps"),
        ("The leak is the likeliest cause", "likeliest"),
        ("Investigators suspect that it rained", "suspect that"),
        ("They arrested the suspect", None),
        ("It rained", None),
        ("", None),
    ],
)
def test_a_sentence_is_hedged_by_the_words_of_its_main_clause(text: str, hedge: str | None) -> None:
    found = WORDS.hedge(text)
    assert (found and text[slice(*found)]) == hedge


def test_the_hedges_of_sentences_stand_where_the_text_has_them() -> None:
    text = "It rained. It may rain again, and perhaps snow."
    found = list(WORDS.hedges(text, [(11, len(text)), (0, 10)]))
    assert [text[slice(*span)] for span in found] == ["may", "perhaps"]


@given(st.text(alphabet="May likey to can 9.\n", max_size=40))
def test_hedges_stand_inside_any_text(text: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end in WORDS.hedges(text, [(0, len(text))]))


@pytest.mark.parametrize(
    ("cue", "content", "certainty"),
    [
        ("said", "the operator may have known of it", Certainty.HEDGED),
        ("said", "first results were likely before Easter", Certainty.HEDGED),
        ("said", "the ramp fell in May", Certainty.ATTRIBUTED),
        ("said", "people could hear it", Certainty.ATTRIBUTED),
        ("confirmed", "the operator may have known of it", Certainty.ASSERTED),
        ("denied", "the operator may have known of it", Certainty.DENIED),
        # So is what is hedged in the next sentence, behind who says both.
        ("said", "“It was the last item,” “There were perhaps ten minutes left.”", Certainty.ATTRIBUTED),
        ("said", "“The last item,” “may have been too much.”", Certainty.HEDGED),
        # What is hedged further on is another clause's.
        ("said", "one two three four five six seven eight nine ten eleven twelve may follow", Certainty.ATTRIBUTED),
    ],
)
def test_a_neutral_cue_passes_on_the_hedge_of_its_content(cue: str, content: str, certainty: Certainty) -> None:
    assert WORDS.put(cue, content) is certainty
