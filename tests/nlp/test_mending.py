"""What the form of a sentence settles about who speaks, whatever the network has cut off or taken along."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.model import Certainty, Quotation, Relation, Span
from headwater.nlp.mending import mended
from headwater.nlp.sentences import sentences
from headwater.nlp.words import load

Said = tuple[str, str, str]
Told = tuple[str, str, str, int | None]


def read(text: str, said: list[Said], phrases: tuple[str, ...] = ()) -> list[Told]:
    """Source, cue, content and parent of each relation, after mending; given without a parent, the source may be ""."""

    def at(part: str) -> Span:
        return text.index(part), text.index(part) + len(part)

    relations = [
        Relation((at(source),) if source else (), (at(cue),), (at(content),), None, Quotation.INDIRECT,
                 Certainty.ATTRIBUTED, 1.0)
        for source, cue, content in said
    ]  # fmt: skip
    bounds = sentences(text, load("en").sentences)
    found = mended(text, relations, tuple(sorted(map(at, phrases))), bounds)

    def words(spans: tuple[Span, ...]) -> str:
        return " … ".join(text[s:e] for s, e in spans)

    return [(words(r.source), words(r.cue), words(r.content), r.parent) for r in found]


@pytest.mark.parametrize(
    ("text", "said", "phrases", "source"),
    [
        # When it was said is no part of who said it.
        ("It fell, the operator in January said.", ("the operator in January", "said", "It fell"), (), "the operator"),
        ("It fell, officials on Tuesday said.", ("officials on Tuesday", "said", "It fell"), (), "officials"),
        ("It fell, the miller last week said.", ("the miller last week", "said", "It fell"), (), "the miller"),
        ("An official, who would not be named, said it fell.", ("An official, who", "said", "it fell"), (),
         "An official"),
        ("The navy on Friday announced that it fell.", ("The navy on", "announced", "it fell"), (), "The navy"),
        # A sentence begins with a capital, and what reads is read.
        ("The owner left, saying it fell.", ("The", "saying", "it fell"), ("The owner",), "The owner"),
        ("“It fell,” reads the letter.", ("", "reads the letter", "“It fell,”"), ("the letter",), "the letter"),
        # Nor is whom somebody else told.
        ("It fell, Moss told the Courier, the Ledger reports.", ("the Courier, the Ledger", "reports", "It fell"), (),
         "the Courier, the Ledger"),
        # A phrase that was cut off, and a name.
        ("According to Varsla’s account of the Courier’s story, it fell.",
         ("Varsla’s account of the", "According to", "it fell"), ("the Courier’s story",),
         "Varsla’s account of the Courier’s story"),
        ("According to Varsla’s account of the Courier’s story, it fell.",
         ("Varsla’s account of the Courier", "According to", "’s story, it fell"), ("the Courier’s story",),
         "Varsla’s account of the Courier’s story"),
        ("It fell, according to Aviation Week.", ("Week", "according to", "It fell"), (), "Aviation Week"),
        ("Halvard Bank said it fell.", ("Halvard", "said", "it fell"), (), "Halvard Bank"),
        ("On Monday Moss said it fell.", ("Moss", "said", "it fell"), (), "Moss"),
        # What a source completes is part of it.
        ("The Center for Harbour Studies said it fell.", ("Harbour Studies", "said", "it fell"), ("The Center",),
         "The Center for Harbour Studies"),
        ("It fell, according to the head of the Aske Port.", ("Aske Port", "according to", "It fell"), ("the head",),
         "the head of the Aske Port"),
        ("In the words of Moss, it fell.", ("Moss", "In the words of", "it fell"), ("the words",), "Moss"),
        ("It fell, reported the Ledger.", ("", "reported the Ledger", "It fell"), ("the Ledger",), "the Ledger"),
        ("“It fell,” Moss was quoted as saying.", ("Moss was quoted", "saying", "It fell"), (), "Moss"),
        ("A recording of Moss saying that it fell.", ("Moss", "saying", "that it fell"), ("A recording",), "Moss"),
        ("Mr. Moss said it fell.", ("Mr", "said", "it fell"), (), "Mr. Moss"),
        ("It fell, the S.E.C. said.", ("the S.E.C", "said", "It fell"), (), "the S.E.C."),
        # A headline is no part of what stands below it.
        ("It fell, says engineer\n\nASKE (Reuters) It did.", ("engineer\n\nASKE", "says", "It fell"), (), "engineer"),
        # "As saying" and "according to" leave no doubt who.
        ("Varsla quotes an official as saying that it fell.", ("", "saying", "that it fell"), ("an official",),
         "an official"),
        ("According to Wirt, it fell.", ("", "According to", "Wirt, it fell"), (), "Wirt"),
    ],
)  # fmt: skip
def test_a_source_is_whole_and_nothing_more(text: str, said: Said, phrases: tuple[str, ...], source: str) -> None:
    assert read(text, [said], phrases)[0][0] == source


@pytest.mark.parametrize(
    ("text", "content", "left"),
    [
        # What follows is told on only if it is whole, and what stands before is the article's own.
        ("It fell on Monday, Moss said. He was seen in May.", ["It fell on Monday", "in May"], "It fell on Monday"),
        ("Five people died. The last was a miner, Moss said.", ["Five people died. The last was a miner"],
         "The last was a miner"),
        ("It fell on Monday, Moss said. It had been old.", ["It fell on Monday", "It had been old."],
         "It fell on Monday … It had been old."),
        # A speech has as many sentences as it has.
        ("“Five people died. The last was a miner,” Moss said.", ["“Five people died. The last was a miner,”"],
         "“Five people died. The last was a miner,”"),
        ("''Five people died. The last was a miner,'' Moss said.", ["Five people died. The last was a miner"],
         "Five people died. The last was a miner"),
        # Where next to nothing is said in the sentence itself, the rest of it is elsewhere.
        ("Moss said this. The ramp fell in May.", ["this", "The ramp fell"], "this … The ramp fell"),
        # What has little to say itself loses mere crumbs all the same.
        ("Moss said this. The ramp fell in May.", ["this", "ramp", "in May"], "this"),
    ],
)  # fmt: skip
def test_a_content_has_no_crumbs_of_other_sentences(text: str, content: list[str], left: str) -> None:
    at = [(text.index(part), text.index(part) + len(part)) for part in content]
    source, cue = ((text.index("Moss"), text.index("Moss") + 4),), ((text.index("said"), text.index("said") + 4),)
    relation = Relation(source, cue, tuple(at), None, Quotation.INDIRECT, Certainty.ATTRIBUTED, 1.0)
    [found] = mended(text, [relation], (), tuple(m.span() for m in re.finditer(r"[^.\s][^.]*\.", text)))
    assert " … ".join(text[s:e] for s, e in found.content) == left


def test_what_a_source_begins_with_is_no_part_of_what_it_says() -> None:
    text = "“It fell at night,” the firm's spokeswoman, Ada Moss, said."
    said = ("spokeswoman, Ada Moss", "said", "“It fell at night,” the firm")
    [(source, _, content, _)] = read(text, [said], ("the firm's spokeswoman",))
    assert (source, content) == ("the firm's spokeswoman, Ada Moss", "“It fell at night,”")


def test_of_two_outlets_the_one_whom_somebody_told_does_not_report() -> None:
    text = "It fell, a miller told the Courier, the Ledger reports."
    found = read(text, [("a miller", "told", "It fell"), ("the Courier, the Ledger", "reports", "It fell")])
    assert found == [("a miller", "told", "It fell", 1), ("the Ledger", "reports", "It fell", None)]


@pytest.mark.parametrize(
    ("text", "said", "parents"),
    [
        ("The report lists three faults, it said.",
         [("The report", "lists", "three faults"), ("it", "said", "The report lists three faults")], [1, None]),
        # Two who say different things do not pass each other on.
        ("Moss said it fell, and Roe said it had not.",
         [("Moss", "said", "it fell"), ("Roe", "said it", "had not")], [None, None]),
        # What was found by somebody is no report of what stands before it.
        ("The crack, reported by the Courier, was found by divers.",
         [("the Courier", "reported", "The crack"), ("divers", "was found", "The crack, reported by the Courier")],
         [None, None]),
    ],
)  # fmt: skip
def test_who_ends_a_sentence_passes_on_what_stands_before(
    text: str, said: list[Said], parents: list[int | None]
) -> None:
    assert [parent for *_, parent in read(text, said)] == parents


@pytest.mark.parametrize(
    ("text", "said", "phrases", "wanted"),
    [
        ("It fell, according to the Ledger, citing the Courier.", [("the Ledger", "according to", "It fell")], (),
         [("the Ledger", "according to", "It fell", None), ("the Courier", "citing", "It fell", 0)]),
        ("It fell, says the Ledger, which cited an unnamed official.",
         [("the Ledger, which cited an unnamed official", "says", "It fell")], (),
         [("the Ledger", "says", "It fell", None), ("an unnamed official", "which cited", "It fell", 0)]),
        ("Citing a source close to the player, the paper said the fee was high.",
         [("", "Citing", "a source close to the player"), ("the paper", "said", "the fee was high")], (),
         [("a source close to the player", "Citing", "the fee was high", 1),
          ("the paper", "said", "the fee was high", None)]),
        # A citation that the network took for a saying of its own is replaced.
        ("The Ledger, citing the Courier, said it fell.",
         [("The Ledger", "citing", "the Courier"), ("The Ledger", "said", "it fell")], (),
         [("The Ledger", "said", "it fell", None), ("the Courier", "citing", "it fell", 0)]),
        # What an article cites is what it says.
        ("The article, titled so, cites officials, one of whom claimed it fell.",
         [("officials", "cites", "it fell"), ("one of whom", "claimed", "it fell")], ("The article", "officials"),
         [("The article", "cites", "officials, one of whom claimed it fell", None),
          ("one of whom", "claimed", "it fell", None)]),
    ],
)  # fmt: skip
def test_a_citation_stands_below_whoever_cites(
    text: str, said: list[Said], phrases: tuple[str, ...], wanted: list[Told]
) -> None:
    assert read(text, said, phrases) == wanted


@pytest.mark.parametrize(
    "text",
    ["The Ledger was quoted as rising, Moss said.", "The fine, cited often, was high, Moss said."],
)
def test_a_passive_cites_nobody(text: str) -> None:
    assert read(text, [("Moss", "said", text.split(",", maxsplit=1)[0])])[0][0] == "Moss"
    assert len(read(text, [("Moss", "said", text.split(",", maxsplit=1)[0])])) == 1


@pytest.mark.parametrize("text", ["", "\n" * 50, "citing " * 3000, "A, " * 3000, "the Ledger, citing " * 1500])
def test_hostile_text_is_mended_in_good_time(text: str) -> None:
    size = len(text)
    relations = [
        Relation(
            ((i, i + 3),), ((i + 4, i + 6),), ((i + 7, i + 12),), None, Quotation.INDIRECT, Certainty.ATTRIBUTED, 1.0
        )
        for i in range(0, max(0, size - 40), 40)
    ]
    assert len(mended(text, relations, (), ((0, size),))) >= len(relations) // 2


WORDS = st.sampled_from(
    ["the Ledger", "Courier", ",", "citing", "cites", "which cited", "as saying", "According to", "said", "told", "who",
     "official", "on Monday", "\n", ".", "“It fell”", "Norhaven", "close to", "’s", "by", "in", "\ud800", "it"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=30), st.data())
def test_whatever_it_is_given_every_part_stays_a_stretch_of_the_text(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    bounds = st.integers(0, len(text) - 1)

    def part() -> Span:
        start = data.draw(bounds)
        return start, data.draw(st.integers(start + 1, len(text)))

    relations = [
        Relation(tuple(part() for _ in range(data.draw(st.integers(0, 1)))), (part(),), (part(),), None,
                 Quotation.INDIRECT, Certainty.ATTRIBUTED, 1.0)
        for _ in range(data.draw(st.integers(0, 4)))
    ]  # fmt: skip
    phrases = tuple(sorted(part() for _ in range(3)))
    found = mended(text, relations, phrases, tuple(m.span() for m in re.finditer(r"[^.\n]+", text)))
    for number, relation in enumerate(found):
        assert relation.cue
        assert relation.content
        assert all(0 <= s < e <= len(text) for s, e in (*relation.source, *relation.cue, *relation.content))
        assert relation.parent is None or (relation.parent != number and 0 <= relation.parent < len(found))
        around, seen = relation.parent, 0
        while around is not None:
            around, seen = found[around].parent, seen + 1
            assert seen <= len(found)
