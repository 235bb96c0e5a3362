"""What of its sentences an article puts in its own voice."""

from dataclasses import replace

import pytest

from headwater.cluster.own_voice import own_voice
from headwater.model import Argument, Article, Modality, Proposition

from .readings import attributed, reading


def deed(text: str, predicate: str, who: str = "") -> Proposition:
    """`predicate` is the word in the text, or the beginning of it: its lemma."""
    at = text.index(predicate)
    end = at + len(predicate)
    slots = tuple(Argument("who", (i, i + len(who)), (i, i + len(who))) for i in [text.index(who)] if who)
    start = min((at, *(argument.span[0] for argument in slots)))
    return Proposition((start, end), (at, end), predicate, slots, False, Modality.FACT)


@pytest.mark.parametrize(
    ("text", "content", "frame", "deeds", "expected"),
    [
        # A name for something takes nothing away from its sentence.
        (
            "The crack, first reported by the Courier, was found by inspectors in October.",
            ("The crack",),
            ("the Courier", "reported"),
            [("reported", "Courier"), ("found", "The crack")],
            ["The crack, first reported by the Courier, was found by inspectors in October."],
        ),
        # Where the main deed is to say so, and the rest is a scrap, nothing is left.
        (
            "The harbour ministry and the board of the ferry company proposed in May to put off repairs.",
            ("to put off repairs",),
            ("the ferry company", "proposed"),
            [("proposed", "ministry"), ("put", "company")],
            [],
        ),
        # What has a deed and a doer of its own is left.
        (
            "The ministry, which pays a third of the bills of the harbour at Norhaven, said that the mill fell.",
            ("that the mill fell",),
            ("The ministry", "said"),
            [("pays", "which"), ("said", "The ministry"), ("fell", "the mill")],
            ["The ministry, which pays a third of the bills of the harbour at Norhaven"],
        ),
        # Whoever says something further on does it: he is not taken out of what he does.
        (
            "On Monday the ministry sent the bills of the harbour back, saying that the mill fell.",
            ("that the mill fell",),
            ("the ministry", "saying"),
            [("sent", "the ministry"), ("saying", "the ministry"), ("fell", "the mill")],
            ["On Monday the ministry sent the bills of the harbour back"],
        ),
        # Of what something is said more is told.
        (
            "The ramp they say was safe fell in May and killed four men on the spot.",
            ("The ramp", "was safe"),
            ("they", "say"),
            [("say", "they"), ("fell", "The ramp")],
            ["The ramp … fell in May and killed four men on the spot."],
        ),
        # How long after what is cut off it happened is cut off with it.
        (
            "Two men left the old harbour at Norhaven a little over a week after the ministry said that the mill fell.",
            ("that the mill fell",),
            ("the ministry", "said"),
            [("left", "men"), ("said", "the ministry"), ("fell", "the mill")],
            ["Two men left the old harbour at Norhaven"],
        ),
        # What is sought is a deed, and no word of anybody's.
        (
            "Police are now seeking to question the two men.",
            ("the two men",),
            ("Police", "are now seeking to question"),
            [("seeking", "Police"), ("question", "Police")],
            ["Police are now seeking to question the two men."],
        ),
        # "As somebody reported" states nothing beside what somebody else says.
        (
            "Oakes denied that the company knew of it, as the Norhaven Courier reported on Tuesday.",
            ("that the company knew of it",),
            ("Oakes", "denied"),
            [("denied", "Oakes"), ("knew", "the company"), ("reported", "the Norhaven Courier")],
            [],
        ),
        # What a report lists is the report's.
        (
            "The report lists three faults at the berth.",
            ("three faults at the berth",),
            ("The report", "lists"),
            [("list", "The report")],
            [],
        ),
        # A dateline is no part of what is said.
        (
            "PORT ELLERY (Meridian) – The ramp gave way on Friday.",
            (),
            ("", ""),
            [("gave", "The ramp")],
            ["The ramp gave way on Friday."],
        ),
        (
            "PORT ELLERY, Nov 15 (Meridian) – The ramp gave way on Friday.",
            (),
            ("", ""),
            [("gave", "The ramp")],
            ["The ramp gave way on Friday."],
        ),
        # An opening word stays in a sentence of the article's own; a joining one at its end does not.
        (
            "That ramp had never been mended and, he said, it fell.",
            ("it fell",),
            ("he", "said"),
            [("mended", "ramp"), ("said", "he"), ("fell", "it")],
            ["That ramp had never been mended"],
        ),
        # Nor does a word that leads over to what somebody says.
        (
            "Ratings for the minister have dropped by six points since Moss said that the mill fell.",
            ("that the mill fell",),
            ("Moss", "said"),
            [("dropped", "Ratings"), ("said", "Moss"), ("fell", "the mill")],
            ["Ratings for the minister have dropped by six points"],
        ),
        (
            "Some 200 strikers had stormed the town hall on Monday, unfurling flags that said “We will rise.”",
            ("“We will rise.”",),
            ("flags that", "said"),
            [("stormed", "strikers"), ("said", "flags"), ("rise", "We")],
            ["Some 200 strikers had stormed the town hall on Monday"],
        ),
        # Whoever says the one thing and does the other does it.
        (
            "Moss left the inquiry in anger and said that the mill fell.",
            ("that the mill fell",),
            ("Moss", "said"),
            [("left", "Moss"), ("said", "Moss"), ("fell", "the mill")],
            ["Moss left the inquiry in anger"],
        ),
        # When it happened that somebody says something states nothing.
        (
            "When the two miners came out of the shaft they allegedly saw the mill fall.",
            ("the mill fall",),
            ("they", "allegedly saw"),
            [("came", "miners"), ("saw", "they"), ("fall", "the mill")],
            [],
        ),
        # What nobody does states nothing.
        (
            "Moss, after leaving the inquiry of the ministry in anger, said that the mill fell.",
            ("that the mill fell",),
            ("Moss", "said"),
            [("leaving", ""), ("said", "Moss"), ("fell", "the mill")],
            [],
        ),
        # A quotation that nobody introduces is not the article's own.
        ("“The ramp had been off for many weeks.”", (), ("", ""), [("off", "The ramp")], []),
        (
            "The ramp is what engineers call “as good as new.”",
            (),
            ("", ""),
            [("is", "The ramp")],
            ["The ramp is what engineers call “as good as new.”"],
        ),
        # When an article was published.
        ("Friday, Sep 10, 2010 | Updated 8:52 PM EDT", (), ("", ""), [("Updated", "Sep")], []),
        ("12 January 2010 @ 09:29 pm", (), ("", ""), [], []),
        # A byline with what its writer is.
        ("By Owen Tallis, Transport Correspondent", (), ("", ""), [], []),
        ("By Owen Tallis in Vantry", (), ("", ""), [], []),
        # Nor what is cut off from what it says, or only tells which is meant.
        (
            "The only candidate in the whole of the capital supports the president saying the polls are free.",
            ("the polls are free",),
            ("the president", "saying"),
            [("supports", "candidate"), ("are", "the polls")],
            [],
        ),
        (
            "He denied that it protects, for example, a florist of the harbour who declined a couple.",
            ("that it protects",),
            ("He", "denied"),
            [("denied", "He"), ("protects", "it"), ("declined", "florist")],
            [],
        ),
        (
            "In a letter that was issued by his lawyers at noon on Friday, Moss said that the mill fell.",
            ("that the mill fell",),
            ("Moss", "said"),
            [("issued", "his lawyers"), ("said", "Moss"), ("fell", "the mill")],
            [],
        ),
        # What is asked is not so.
        (
            "The host of the show asked him whether signing it was a mistake, as Moss said.",
            ("signing it was a mistake",),
            ("Moss", "said"),
            [("asked", "The host"), ("was", "signing"), ("said", "Moss")],
            [],
        ),
        (
            "Roe asked the members how the ramp at the harbour fell, and Moss left the hall in anger.",
            (),
            ("", ""),
            [("asked", "Roe"), ("fell", "the ramp"), ("left", "Moss")],
            ["Roe asked the members how the ramp at the harbour fell, and Moss left the hall in anger."],
        ),
        # Who speaks where, and no more.
        ("Moss said in a statement released by the team.", (), ("", ""), [("said", "Moss")], []),
        # How to reach a paper, and what it does with its pages.
        ("Reach him directly at owen.tallis@courier.example.", (), ("", ""), [("Reach", "him")], []),
        ("This material may not be published or broadcast.", (), ("", ""), [("published", "This material")], []),
        ("A link has been posted to your feed.", (), ("", ""), [("posted", "A link")], []),
        ("Join the town’s conversation about this ramp.", (), ("", ""), [("Join", "")], []),
        ("To find out more about the rules please read the guidelines.", (), ("", ""), [("read", "")], []),
        ("Get the latest news of the harbour in your inbox.", (), ("", ""), [("Get", "")], []),
        # An invitation to read on, and the place of an embedded post.
        ("Follow Owen Tallis on Chatter for more of this.", (), ("", ""), [("Follow", "Owen Tallis")], []),
        ("Be the first to know about the harbour.", (), ("", ""), [("know", "the first")], []),
        ('<post post-id="78349"><post/>.', (), ("", ""), [], []),
        (
            "Followers of the ministry were the first to know.",
            (),
            ("", ""),
            [("were", "Followers of the ministry")],
            ["Followers of the ministry were the first to know."],
        ),
    ],
)
def test_a_sentence_is_the_articles_own_as_far_as_it_states_something(
    text: str, content: tuple[str, ...], frame: tuple[str, str], deeds: list[tuple[str, str]], expected: list[str]
) -> None:
    said = [attributed(text, content, frame)] if content else []
    read = replace(reading(text, *said), propositions=tuple(deed(text, *one) for one in deeds))
    assert [a.text for a in own_voice(read)] == expected


@pytest.mark.parametrize(
    ("line", "states"),
    [("The pump had been off for weeks.", True), ("Aerial view of the harbour at dawn", False)],
)
def test_where_no_deed_is_found_a_headline_and_a_whole_sentence_state_something(line: str, states: bool) -> None:
    text = f"New doubts over Norhaven ramp repair\n{line}\nThe ramp fell."
    read = replace(reading(text), propositions=(deed(text, "fell", "The ramp"),))
    assert [a.text for a in own_voice(read)] == ["New doubts over Norhaven ramp repair", *[line] * states]


def test_what_is_left_of_a_sentence_is_kept_however_long_the_rest_is_if_its_main_deed_is_there() -> None:
    text = "The dust was the cause, though the fire service says that it has yet to see what the laboratory finds."
    content = ("it has yet to see what the laboratory finds",)
    said = attributed(text, content, ("the fire service", "says"))
    main = replace(deed(text, "cause", "The dust"), span=(0, len(text)))
    read = replace(reading(text, said), propositions=(main, deed(text, "finds", "the laboratory")))
    assert [a.text for a in own_voice(read)] == ["The dust was the cause"]


def test_a_masthead_above_the_headline_states_nothing() -> None:
    text = "Radio Skerry, morning news of 28 February\nThe ramp fell.\nFirst published 27 February 2024 at noon"
    article = Article("a", "", text, title="The ramp fell.")
    read = replace(reading(text), article=article, propositions=(deed(text, "fell", "The ramp"),))
    assert [a.text for a in own_voice(read)] == []


@pytest.mark.parametrize(
    ("line", "states"),
    [
        # Under which terms somebody spoke, and what was asked, is nothing about the affair.
        ("An official who asked not to be named while an inquiry is open.", False),
        ("An official, who spoke on condition of anonymity because of the inquiry.", False),
        ("The official, who spoke on condition of anonymity, had not talked to the Courier.", True),
        ("Asked about the letter of the harbour master on Friday.", False),
        ("The harbour master asked for a list of all who were there.", True),
    ],
)
def test_the_terms_of_a_talk_are_no_part_of_the_affair(line: str, states: bool) -> None:
    assert [a.text for a in own_voice(reading(line))] == [line] * states


@pytest.mark.parametrize(
    ("text", "frame", "content", "deeds"),
    [
        # A participle alone is no statement, and a verb without what follows it is none.
        ("Heading for the harbour, Moss said that the ramp fell.", ("Moss", "said"), ("that the ramp fell",),
         (("Heading", "Moss"), ("said", "Moss"), ("fell", "the ramp"))),
        ("Moss was among those doubting that the ramp fell.", ("those", "doubting"), ("that the ramp fell",),
         (("was", "Moss"), ("fell", "the ramp"))),
        # Nor is what only sets the scene for what is said.
        ("As the quarrel over the harbour went on, Moss said that the ramp fell.", ("Moss", "said"),
         ("that the ramp fell",), (("went", "the quarrel"), ("said", "Moss"), ("fell", "the ramp"))),
    ],
)  # fmt: skip
def test_scraps_around_what_others_say_are_left_out(
    text: str, frame: tuple[str, str], content: tuple[str, ...], deeds: tuple[tuple[str, str], ...]
) -> None:
    said = replace(reading(text, attributed(text, content, frame)), propositions=tuple(deed(text, *d) for d in deeds))
    assert [a.text for a in own_voice(said)] == []


def test_what_is_left_begins_without_the_word_that_joined_it() -> None:
    text = "Though the harbour was shut for a week, Moss said that the ramp fell."
    said = attributed(text, ("that the ramp fell",), ("Moss", "said"))
    deeds = (deed(text, "was shut", "the harbour"), deed(text, "said", "Moss"), deed(text, "fell", "the ramp"))
    assert [a.text for a in own_voice(replace(reading(text, said), propositions=deeds))] == [
        "the harbour was shut for a week"
    ]


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        # A headline is one statement, wherever the parser finds a clause in it; two have a semicolon between them.
        ("Fears grow as Moss, Thorne quit", ["Fears grow as Moss, Thorne quit"]),
        ("Moss leaves his post; Thorne stays in office", ["Moss leaves his post", "Thorne stays in office"]),
    ],
)
def test_a_headline_is_one_statement(headline: str, expected: list[str]) -> None:
    at = headline.index("Thorne")
    text = f"{headline}\nThe ramp fell on Friday."
    below = (len(headline) + 1, len(text))
    read = replace(
        reading(text),
        article=Article("a", "", text, title=headline),
        clauses=((0, at - 1), (at, len(headline)), below),
    )
    assert [a.text for a in own_voice(read)] == [*expected, "The ramp fell on Friday."]


@pytest.mark.parametrize(
    "line",
    [
        "It ended with these words from the board:",
        "Tags: ferry | harbour | ramp",
        "Ada Moss | The Norhaven Archive | Pictures",
        "https : / / norhaven . example",
    ],
)
def test_labels_of_a_page_are_no_statements(line: str) -> None:
    assert [a.text for a in own_voice(reading(line))] == []
