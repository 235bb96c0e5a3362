"""Chains and derivations of single articles, from records built by hand."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest

from headwater.model import (
    Annotation,
    Article,
    Certainty,
    Credit,
    DerivationKind,
    Entity,
    Quotation,
    Relation,
    Resolution,
    Source,
    SourceType,
    Span,
)
from headwater.provenance.chains import chains
from headwater.provenance.derivations import derivations

PAPER, OFFICIAL, PERSON = SourceType.PUBLICATION, SourceType.ANONYMOUS, SourceType.PERSON


Said = tuple[str, str, str, SourceType, str, int | None]


def built(
    text: str, said: list[Said], credit_lines: tuple[Credit, ...] = (), publisher: str | None = None
) -> tuple[Article, Annotation, Resolution]:
    """An article whose attributions are given as source, cue, content, type, who it is, and the index of its parent."""

    def at(part: str) -> Span:
        return text.index(part), text.index(part) + len(part)

    relations = tuple(
        Relation((at(source),), (at(cue),), (at(content),), parent, Quotation.INDIRECT, Certainty.ATTRIBUTED, 1.0)
        for source, cue, content, _, _, parent in said
    )
    mentions: dict[tuple[str, SourceType], list[Span]] = {}
    for source, _, _, kind, who, _ in said:
        mentions.setdefault((who, kind), []).append(at(source))
        mentions[who, kind] += [at(who)] if who in text else []
    entities = tuple(Entity(who, who, kind.value, tuple(sorted(set(m)))) for (who, kind), m in mentions.items())
    sources = tuple(
        Source(kind, None if kind is OFFICIAL else who, who, at(source), who) for source, _, _, kind, who, _ in said
    )
    sentences = tuple(match.span() for match in re.finditer(r"[^.\n]+\.?”?", text))
    annotation = Annotation(sentences, relations, (), (), (), (), credit_lines)
    return Article("x", "x", text, publisher=publisher), annotation, Resolution(sources, entities, ())


def names(given: tuple[Article, Annotation, Resolution]) -> list[list[tuple[str, bool]]]:
    return [[(link.name, link.stated) for link in chain] for chain in chains(*given)]


def test_who_says_a_speech_that_nobody_introduces_is_inferred() -> None:
    text = "Ada Moss left the hall.\n“The ramp was cracked.”"
    said: Said = ("Ada Moss", "“", "The ramp was cracked.", PERSON, "Ada Moss", None)
    assert names(built(text, [said])) == [[("Ada Moss", False)]]


@pytest.mark.parametrize(
    ("content", "chain"),
    [
        ("A skipper interviewed by Radio Ahl", [("Radio Ahl", True)]),
        ("An officer quoted in the Courier", [("Courier", True)]),
        # Whoever it may be, no publication has it from them.
        ("A skipper trusted by Radio Ahl", []),
        ("A skipper interviewed by the navy", []),
    ],
)
def test_what_nobody_says_may_still_be_from_a_publication(content: str, chain: list[tuple[str, bool]]) -> None:
    text = f"{content} reportedly saw it. Radio Ahl and the Courier are read by many."
    article, annotation, _ = built(text, [])
    courier = Entity("c", "Courier", PAPER.value, tuple(m.span() for m in re.finditer("Courier", text)))
    radio = Entity("r", "Radio Ahl", PAPER.value, tuple(m.span() for m in re.finditer("Radio Ahl", text)))
    cue = (text.index("reportedly"), text.index("reportedly") + 10)
    said = Relation((), (cue,), ((0, len(content)),), None, Quotation.INDIRECT, Certainty.HEDGED, 1.0)
    nobody = Source(SourceType.UNSPECIFIED, None, "", None, None)
    annotation = replace(annotation, relations=(said,))
    found = chains(article, annotation, Resolution((nobody,), (courier, radio), ()))
    assert [[(link.name, link.stated) for link in each] for each in found] == [chain]


def test_nesting_is_a_stated_chain() -> None:
    given = built(
        "The Ledger reported that the ministry said it fell.",
        [
            ("The Ledger", "reported", "that the ministry said it fell", PAPER, "Ledger", None),
            ("the ministry", "said", "it fell", SourceType.ORGANISATION, "ministry", 0),
        ],
    )
    assert names(given) == [[("Ledger", True)], [("Ledger", True), ("ministry", True)]]


def test_an_unnamed_speaker_met_in_a_papers_account_is_inferred_from_it() -> None:
    given = built(
        "The Courier cites a harbour official. It fell, the official said. It rained, a miller said.",
        [
            ("The Courier", "cites", "a harbour official", PAPER, "Courier", None),
            ("the official", "said", "It fell", OFFICIAL, "harbour official", None),
            ("a miller", "said", "It rained", OFFICIAL, "miller", None),
        ],
    )
    assert names(given) == [
        [("Courier", True)],
        [("Courier", False), ("harbour official", True)],
        [("miller", True)],
    ]


@pytest.mark.parametrize(("publisher", "venue"), [(None, [("Courier", True)]), ("The Courier", [])])
def test_whom_a_source_tells_is_a_link_unless_it_is_the_article_itself(
    publisher: str | None, venue: list[tuple[str, bool]]
) -> None:
    text = "Ada Moss told the Courier it fell. The Courier wrote more."
    given = built(
        text,
        [
            ("Ada Moss", "told", "it fell", PERSON, "Ada Moss", None),
            ("The Courier", "wrote", "more", PAPER, "Courier", None),
        ],
        publisher=publisher,
    )
    assert names(given)[0] == [*venue, ("Ada Moss", True)]


def test_what_a_paper_rests_on_stands_behind_it() -> None:
    text = "It fell, according to the Ledger, citing the Courier. The Courier wrote more."
    given = built(
        text,
        [
            ("the Ledger", "according to", "It fell", PAPER, "Ledger", None),
            ("The Courier", "wrote", "more", PAPER, "Courier", None),
        ],
    )
    article, annotation, resolution = given
    cited = (text.index("the Courier"), text.index("the Courier") + len("the Courier"))
    both = Entity("Courier", "Courier", "publication", (cited, *resolution.entities[1].mentions))
    linked = chains(article, annotation, Resolution(resolution.sources, (resolution.entities[0], both), ()))
    assert [link.name for link in linked[0]] == ["Ledger", "Courier"]


def test_a_translation_carries_the_chain_of_what_it_translates() -> None:
    text = "It fell, a miller said, according to a translation by the Ledger."
    start = text.index("according")
    credit = Credit(DerivationKind.TRANSLATION, "Ledger", (text.index("Ledger"), len(text) - 1), (start, len(text) - 1))
    given = built(
        text,
        [
            ("a miller", "said", "It fell", OFFICIAL, "miller", None),
            ("the Ledger", "according to", "It fell", PAPER, "Ledger", None),
        ],
        (credit,),
    )
    assert [name for name, _ in names(given)[1]] == ["Ledger", "miller"]


def test_a_paper_cited_once_is_quoted_and_twice_retold_and_ones_own_is_left_out() -> None:
    text = "The Ledger said it fell. The Courier said it rained, and the Courier wrote it hailed."
    given = built(
        text,
        [
            ("The Ledger", "said", "it fell", PAPER, "Ledger", None),
            ("The Courier", "said", "it rained", PAPER, "Courier", None),
            ("the Courier", "wrote", "it hailed", PAPER, "Courier", None),
        ],
        publisher="Morning Post",
    )
    article, annotation, resolution = given
    linked = chains(*given)
    found = derivations(article, annotation, resolution, linked, lambda name: name)
    assert [(d.publication, d.kind.value, d.stated) for d in found] == [
        ("Courier", "retelling", True),
        ("Ledger", "quotation", True),
    ]


def test_a_long_text_by_one_unnamed_speaker_costs_no_more_than_its_length() -> None:
    def seconds(count: int) -> float:
        text = "the miller said it fell. " * count
        relations, spans = [], []
        for index in range(count):
            start = index * 25
            spans.append((start, start + 10))
            relations.append(Relation((spans[-1],), ((start + 11, start + 15),), ((start + 16, start + 23),), None,
                                      Quotation.INDIRECT, Certainty.ATTRIBUTED, 1.0))  # fmt: skip
        annotation = Annotation(((0, len(text)),), tuple(relations), (), (), (), (), ())
        sources = (Source(OFFICIAL, None, "miller", spans[0], "m"),) * count
        resolution = Resolution(sources, (Entity("m", "miller", "anonymous", tuple(spans)),), ())
        began = time.process_time()
        chains(Article("x", "x", text), annotation, resolution)
        return time.process_time() - began

    # Eightfold text may cost twentyfold, were it the square it would cost sixty-four; the best of some runs counts.
    assert min(seconds(3200) for _ in range(3)) < 20 * max(min(seconds(400) for _ in range(3)), 1e-3)


def test_a_chain_that_leads_back_to_itself_ends() -> None:
    """What a speaker said inside his own later statement hangs on that, and that on the earlier one."""
    given = built(
        "“It fell,” Ada Moss had warned, she added later.",
        [
            ("Ada Moss", "had warned", "It fell", PERSON, "Ada Moss", 1),
            ("she", "added", "“It fell,” Ada Moss had warned", PERSON, "Ada Moss", None),
        ],
    )
    assert names(given) == [[("Ada Moss", True)], [("Ada Moss", True)]]


def with_papers(given: tuple[Article, Annotation, Resolution], *papers: str) -> tuple[Article, Annotation, Resolution]:
    """The same with more publications that the text names, each at its last mention."""
    article, annotation, resolution = given
    spans = [(article.text.rindex(paper), article.text.rindex(paper) + len(paper)) for paper in papers]
    known = {entity.name: entity for entity in resolution.entities}
    for paper, span in zip(papers, spans, strict=True):
        mentions = tuple(sorted({*(known[paper].mentions if paper in known else ()), span}))
        known[paper] = Entity(paper, paper, PAPER.value, mentions)
    return article, annotation, Resolution(resolution.sources, tuple(known.values()), ())


DOCUMENT, BODY = SourceType.DOCUMENT, SourceType.ORGANISATION


@pytest.mark.parametrize(
    ("text", "said", "papers", "wanted"),
    [
        # An official told one paper, and another passes it on.
        ("It fell, an official told the Courier, the Ledger reports.",
         [("an official", "told", "It fell", OFFICIAL, "official", 1),
          ("the Ledger", "reports", "It fell", PAPER, "Ledger", None)], ["Courier"],
         [["Ledger", "Courier", "official"], ["Ledger"]]),
        # The venue has words before its name.
        ("It fell, a miller told the Vesmark daily Varsla.",
         [("a miller", "told", "It fell", OFFICIAL, "miller", None)], ["Varsla"], [["Varsla", "miller"]]),
        ("It fell, Moss said on Radio Ahl.", [("Moss", "said", "It fell", PERSON, "Moss", None)], ["Radio Ahl"],
         [["Radio Ahl", "Moss"]]),
        # Whose words an article has from a publication, by its own phrase.
        ("An officer quoted by the Courier said it fell.",
         [("An officer quoted by the Courier", "said", "it fell", OFFICIAL, "officer", None)], ["Courier"],
         [["Courier", "officer"]]),
        ("A skipper interviewed by Radio Ahl said it fell.",
         [("A skipper", "said", "it fell", OFFICIAL, "skipper", None)], ["Radio Ahl"], [["Radio Ahl", "skipper"]]),
        ("An officer trusted by the Courier said it fell.",
         [("An officer trusted by the Courier", "said", "it fell", OFFICIAL, "officer", None)], ["Courier"],
         [["officer"]]),
        # A publication that only stands near is no venue.
        ("It fell, Moss told his wife, whom the Courier knows.",
         [("Moss", "told", "It fell", PERSON, "Moss", None)], ["Courier"], [["Moss"]]),
        ("It fell, Moss said, and the Courier wrote so.",
         [("Moss", "said", "It fell", PERSON, "Moss", None)], ["Courier"], [["Moss"]]),
        # What a paper rests on, in its own phrase or behind it; what has an attribution of its own is left to that.
        ("It fell, says the Ledger, which was following up a story in the Courier.",
         [("the Ledger", "says", "It fell", PAPER, "Ledger", None)], ["Courier"], [["Ledger", "Courier"]]),
        ("According to Varsla’s account of the Courier’s story, it fell.",
         [("Varsla’s account of the Courier’s story", "According to", "it fell", PAPER, "Varsla", None)],
         ["Varsla", "Courier"], [["Varsla", "Courier"]]),
        ("The Ledger, a rival of the Courier, said it fell.",
         [("The Ledger, a rival of the Courier,", "said", "it fell", PAPER, "Ledger", None)], ["Ledger", "Courier"],
         [["Ledger"]]),
        ("It fell, says the Ledger, citing the Courier.",
         [("the Ledger", "says", "It fell", PAPER, "Ledger", None),
          ("the Courier", "citing", "It fell", PAPER, "Courier", 0)], [], [["Ledger"], ["Ledger", "Courier"]]),
    ],
)  # fmt: skip
def test_publications_nest(text: str, said: list[Said], papers: list[str], wanted: list[list[str]]) -> None:
    given = with_papers(built(text, said), *papers)
    assert [[link.name for link in chain] for chain in chains(*given)] == wanted


def test_what_stands_in_a_translation_does_not_come_through_the_translator() -> None:
    text = "“It fell,” a miller told the Courier, according to a translation by the Ledger."
    start = text.index("according")
    credit = Credit(DerivationKind.TRANSLATION, "Ledger", (text.index("Ledger"), len(text) - 1), (start, len(text) - 1))
    said: list[Said] = [
        ("a miller", "told", "“It fell,”", OFFICIAL, "miller", 1),
        ("the Ledger", "according to", "“It fell,” a miller told the Courier", PAPER, "Ledger", None),
    ]
    linked = chains(*with_papers(built(text, said, (credit,)), "Courier"))
    assert [[link.name for link in chain] for chain in linked] == [
        ["Courier", "miller"],
        ["Ledger", "Courier", "miller"],
    ]


@pytest.mark.parametrize(
    ("text", "said", "papers", "wanted"),
    [
        # Whoever speaks to a paper goes on speaking to it, till somebody else does.
        ("It fell, Moss told the Courier. It rained, she said.",
         [("Moss", "told", "It fell", PERSON, "Moss", None), ("she", "said", "It rained", PERSON, "Moss", None)],
         ["Courier"], [("Courier", False), ("Moss", True)]),
        ("It fell, Moss told the Courier.\nRoe denied it.\nIt rained, she said.",
         [("Moss", "told", "It fell", PERSON, "Moss", None), ("Roe", "denied", "it.", PERSON, "Roe", None),
          ("she", "said", "It rained", PERSON, "Moss", None)], ["Courier"], [("Moss", True)]),
        # Whom she tells next is not the paper.
        ("It fell, Moss told the Courier. It rained, she told people.",
         [("Moss", "told", "It fell", PERSON, "Moss", None), ("she", "told people", "It rained", PERSON, "Moss", None)],
         ["Courier"], [("Moss", True)]),
        # A document that comes from nowhere else comes from the account just before it; one that was met does not.
        ("It fell, the Courier says. The report lists three faults.",
         [("the Courier", "says", "It fell", PAPER, "Courier", None),
          ("The report", "lists", "three faults", DOCUMENT, "report", None)], [],
         [("Courier", False), ("report", True)]),
        ("It fell, the Courier says.\nThe report lists three faults.",
         [("the Courier", "says", "It fell", PAPER, "Courier", None),
          ("The report", "lists", "three faults", DOCUMENT, "report", None)], [], [("report", True)]),
        ("It fell, the Courier says. A report lists three faults.",
         [("the Courier", "says", "It fell", PAPER, "Courier", None),
          ("A report", "lists", "three faults", DOCUMENT, "report", None)], [], [("report", True)]),
        # Nor does a body that everybody knows.
        ("It fell, the Courier says. The police deny it.",
         [("the Courier", "says", "It fell", PAPER, "Courier", None),
          ("The police", "deny", "it.", BODY, "police", None)], [], [("police", True)]),
    ],
)  # fmt: skip
def test_what_the_frame_tells_is_marked_as_inferred(
    text: str, said: list[Said], papers: list[str], wanted: list[tuple[str, bool]]
) -> None:
    given = with_papers(built(text, said), *papers)
    assert names(given)[-1] == wanted
