"""An invented affair in three articles, read by hand: it has every kind of thing that an exporter has to show."""

from __future__ import annotations

from dataclasses import replace

from headwater.model import (
    Addition,
    Affiliation,
    Article,
    Assertion,
    Attribution,
    Certainty,
    Claim,
    Count,
    Derivation,
    DerivationKind,
    Disagreement,
    Drift,
    Entity,
    Event,
    Failure,
    Grade,
    Join,
    Link,
    Loop,
    NameJoin,
    Origin,
    Place,
    Quotation,
    Reading,
    Rest,
    SourceType,
    Span,
    Spans,
    Story,
    StoryEntity,
    Value,
)

POST = """The north lock gate at Port Ember failed in March, a harbour official told The Ember Post on Tuesday.

"It bent like a spoon," said the official, who asked not to be named. He added that engineers had reportedly warned \
the board twice. The board denied that it had been warned.

The gate was installed in 2011. Twelve barges were held back for four days."""

COURIER = """The harbour board at Port Ember may have ignored two warnings before its lock gate failed, according to a \
translation by Kalmar Ledger of an article in The Ember Post.

The paper quoted an official as saying that "it bent like a spoon". Foreign media believe that the damage was done in \
April. Around ten barges waited, the so-called experts claim."""

LEDGER = """PORT EMBER: The board ignored two warnings. Lena Orsted, who wrote the story for The Ember Post, said on \
Friday that fourteen barges had been held back.

The gate failed on 12 March 2019."""

TEXTS = {"post": POST, "courier": COURIER, "ledger": LEDGER}
BOARD_IGNORED = "The board ignored two warnings."


def at(article: str, phrase: str) -> Span:
    start = TEXTS[article].index(phrase)
    return start, start + len(phrase)


def places(article: str, *phrases: str) -> Spans:
    return tuple(at(article, phrase) for phrase in phrases)


def sentences(article: str, *ends: str) -> Spans:
    """The spans of the sentences that end with `ends`, in order."""
    text, result, start = TEXTS[article], [], 0
    for end in ends:
        stop = text.index(end, start) + len(end)
        result.append((start, stop))
        start = stop + len(text[stop:]) - len(text[stop:].lstrip())
    return tuple(result)


def link(article: str, name: str, kind: SourceType, evidence: str, *, stated: bool = True) -> Link:
    return Link(name, kind, stated, at(article, evidence))


POST_OFFICIAL = link("post", "a harbour official", SourceType.ANONYMOUS, "a harbour official")
COURIER_LEDGER = link("courier", "Kalmar Ledger", SourceType.PUBLICATION, "a translation by Kalmar Ledger")
COURIER_POST = link("courier", "The Ember Post", SourceType.PUBLICATION, "an article in The Ember Post")
COURIER_OFFICIAL = link("courier", "an official", SourceType.ANONYMOUS, "an official")
COURIER_INFERRED = link("courier", "The Ember Post", SourceType.PUBLICATION, "The paper quoted", stated=False)
ORSTED = link("ledger", "Lena Orsted", SourceType.PERSON, "Lena Orsted")


def attribution(
    article: str, key: str, who: str, cue: str, what: str, chain: tuple[Link, ...], certainty: Certainty, **more: object
) -> Attribution:
    last = chain[-1] if chain else None
    fields: dict[str, object] = {
        "id": key,
        "parent": None,
        "source": places(article, who) if who else (),
        "cue": places(article, cue) if cue else (),
        "content": places(article, what),
        "kind": Quotation.INDIRECT,
        "source_type": last.type if last else SourceType.UNSPECIFIED,
        "source_name": last.name if last and last.type is not SourceType.ANONYMOUS else None,
        "chain": chain,
        "certainty": certainty,
        "confidence": 0.9,
    }
    return Attribution(**(fields | more))  # type: ignore[arg-type]


POST_READING = Reading(
    Article(
        "post", "in/post.txt", POST, "Lock gate fails at Port Ember", "Lena Orsted", "The Ember Post", "2019-03-19",
    ),
    (
        attribution(
            "post", "p1", "a harbour official", "told The Ember Post",
            "The north lock gate at Port Ember failed in March", (POST_OFFICIAL,), Certainty.ATTRIBUTED,
        ),
        attribution(
            "post", "p2", "the official", "said", '"It bent like a spoon,"', (POST_OFFICIAL,), Certainty.ATTRIBUTED,
            kind=Quotation.DIRECT,
        ),
        attribution(
            "post", "p3", "He", "added", "that engineers had reportedly warned the board twice", (POST_OFFICIAL,),
            Certainty.ATTRIBUTED,
        ),
        attribution(
            "post", "p4", "", "reportedly", "engineers had reportedly warned the board twice", (POST_OFFICIAL,),
            Certainty.HEDGED, parent="p3",
        ),
        attribution(
            "post", "p5", "The board", "denied", "that it had been warned",
            (link("post", "Port Ember Harbour Board", SourceType.ORGANISATION, "The board"),), Certainty.DENIED,
        ),
    ),
    (Entity("e1", "Port Ember", "PLACE", places("post", "Port Ember")),),
    (),
    (),
    sentences("post", "on Tuesday.", "named.", "twice.", "been warned.", "in 2011.", "four days."),
)  # fmt: skip

COURIER_READING = Reading(
    Article(
        "courier", "in/courier.html", COURIER, "Board “ignored warnings”", None, "Evening Courier", "2019-03-20",
        language="en",
    ),
    (
        attribution(
            "courier", "c1", "a translation by Kalmar Ledger of an article in The Ember Post", "according to",
            "The harbour board at Port Ember may have ignored two warnings before its lock gate failed",
            (COURIER_LEDGER, COURIER_POST), Certainty.HEDGED,
        ),
        attribution(
            "courier", "c2", "The paper", "quoted", 'an official as saying that "it bent like a spoon"',
            (COURIER_LEDGER, COURIER_POST), Certainty.ATTRIBUTED, kind=Quotation.MIXED,
        ),
        attribution(
            "courier", "c3", "an official", "saying", 'that "it bent like a spoon"',
            (COURIER_LEDGER, COURIER_INFERRED, COURIER_OFFICIAL), Certainty.ATTRIBUTED, parent="c2",
        ),
        attribution(
            "courier", "c4", "Foreign media", "believe", "that the damage was done in April",
            (link("courier", "Foreign media", SourceType.COLLECTIVE, "Foreign media"),), Certainty.HEDGED,
        ),
        attribution(
            "courier", "c5", "the so-called experts", "claim", "Around ten barges waited",
            (link("courier", "the so-called experts", SourceType.ANONYMOUS, "the so-called experts"),),
            Certainty.DOUBTED,
        ),
    ),
    (Entity("e2", "Port Ember", "PLACE", places("courier", "Port Ember")),),
    (
        Derivation(
            "courier", "The Ember Post", ("Kalmar Ledger",), DerivationKind.TRANSLATION, True,
            places("courier", "according to a translation by Kalmar Ledger of an article in The Ember Post"),
        ),
    ),
    (),
    sentences("courier", "Ember Post.", 'spoon".', "April.", "claim."),
)  # fmt: skip

LEDGER_READING = Reading(
    Article("ledger", "in/ledger.txt", LEDGER, None, None, "Kalmar Ledger", None),
    (
        attribution(
            "ledger", "l1", "Lena Orsted, who wrote the story for The Ember Post", "said",
            "that fourteen barges had been held back", (ORSTED,), Certainty.ATTRIBUTED,
        ),
    ),
    (Entity("e3", "Lena Orsted", "PERSON", places("ledger", "Lena Orsted")),),
    (
        Derivation(
            "ledger", "The Ember Post", (), DerivationKind.RETELLING, False,
            places("ledger", "who wrote the story for The Ember Post"),
        ),
    ),
    (Affiliation("ledger", "Lena Orsted", "The Ember Post", at("ledger", "who wrote the story for The Ember Post")),),
    sentences("ledger", "warnings.", "held back.", "2019."),
)  # fmt: skip


def assertion(
    article: str, attribution: str | None, phrase: str, certainty: Certainty, chain: tuple[Link, ...]
) -> Assertion:
    return Assertion(article, attribution, places(article, phrase), phrase, certainty, chain)


WARNED = Claim(
    "k1", "The board ignored two warnings", None, "Port Ember",
    (
        assertion(
            "post", "p4", "engineers had reportedly warned the board twice", Certainty.HEDGED, (POST_OFFICIAL,)
        ),
        assertion(
            "courier", "c1",
            "The harbour board at Port Ember may have ignored two warnings before its lock gate failed",
            Certainty.HEDGED, (COURIER_LEDGER, COURIER_POST),
        ),
        assertion("ledger", None, BOARD_IGNORED, Certainty.ASSERTED, ()),
    ),
    Count(1, 1, ("The Ember Post",)), Count(1, 2, ("a harbour official",)),
    (
        Join((0, 1), True, "both rest on The Ember Post", (Place("courier", at("courier", "The Ember Post")),)),
        Join((0, 2), True, "Lena Orsted wrote for The Ember Post", (Place("ledger", at("ledger", "Lena Orsted")),)),
        Join((1, 2), False, "the text does not exclude it", ()),
    ),
    (),
    (
        Drift(1, 2, "lost", (Place("courier", at("courier", "may have")),), "hedge dropped"),
        Drift(0, 1, "kept", ()),
    ),
    (),
    (
        Origin("publication", "The Ember Post", SourceType.PUBLICATION, (0, 1, 2), False),
        Origin("speaker", "a harbour official", SourceType.ANONYMOUS, (0,), False),
        Origin("speaker", None, SourceType.UNSPECIFIED, (2,), True),
    ),
)  # fmt: skip

FAILED = Claim(
    "k2", "The north lock gate at Port Ember failed", "2019-03", "Port Ember",
    (
        assertion(
            "post", "p1", "The north lock gate at Port Ember failed in March", Certainty.ATTRIBUTED, (POST_OFFICIAL,)
        ),
        assertion(
            "courier", "c4", "that the damage was done in April", Certainty.HEDGED,
            (link("courier", "Foreign media", SourceType.COLLECTIVE, "Foreign media"),),
        ),
        assertion("ledger", None, "The gate failed on 12 March 2019.", Certainty.ASSERTED, ()),
    ),
    Count(1, 3, ("Evening Courier", "Kalmar Ledger", "The Ember Post")), Count(0, 2, ()),
    (Join((0, 1), False, "“foreign media” may be The Ember Post", ()),),
    (Disagreement("when", (Value("2019-03", (0, 2)), Value("2019-04", (1,)))),),
    (),
)  # fmt: skip

BARGES = Claim(
    "k3", "Barges were held back", None, None,
    (
        assertion("post", None, "Twelve barges were held back for four days.", Certainty.ASSERTED, ()),
        assertion(
            "ledger", "l1", "that fourteen barges had been held back", Certainty.ATTRIBUTED, (ORSTED,)
        ),
        assertion(
            "courier", "c5", "Around ten barges waited", Certainty.DOUBTED,
            (link("courier", "the so-called experts", SourceType.ANONYMOUS, "the so-called experts"),),
        ),
    ),
    Count(2, 3, ("Evening Courier", "Kalmar Ledger", "The Ember Post")), Count(2, 2, ("Lena Orsted",)),
    (),
    (Disagreement("how many", (Value("12", (0,)), Value("14", (1,)), Value("about 10", (2,)))),),
    (Drift(1, 2, "gained", ()),),
)  # fmt: skip

SPOON = Claim(
    "k4", "It bent like a spoon", None, None,
    (
        assertion("post", "p2", '"It bent like a spoon,"', Certainty.ATTRIBUTED, (POST_OFFICIAL,)),
        assertion(
            "courier", "c3", 'that "it bent like a spoon"', Certainty.ATTRIBUTED,
            (COURIER_LEDGER, COURIER_INFERRED, COURIER_OFFICIAL),
        ),
    ),
    Count(1, 1, ("The Ember Post",)), Count(1, 1, ()),
    (Join((0, 1), True, "the same words", ()),),
    (),
    (),
)  # fmt: skip

STORY = Story(
    (POST_READING, COURIER_READING, LEDGER_READING),
    (
        StoryEntity(
            "s1", "Port Ember", "PLACE", ("the port",),
            (Place("post", at("post", "Port Ember")), Place("courier", at("courier", "Port Ember"))),
            (NameJoin(("Port Ember", "the port"), "short for it", (Place("post", at("post", "Port Ember")),)),),
        ),
        StoryEntity("s2", "Lena Orsted", "PERSON", (), (Place("ledger", at("ledger", "Lena Orsted")),)),
    ),
    (WARNED, FAILED, BARGES, SPOON),
    COURIER_READING.derivations + LEDGER_READING.derivations,
    (
        Event("2011", "The gate was installed in 2011.", "post", at("post", "The gate was installed in 2011.")),
        Event(
            "2019-03-12", "The gate failed on 12 March 2019.", "ledger",
            at("ledger", "The gate failed on 12 March 2019."),
        ),
    ),
    Count(1, 3, ("Evening Courier", "Kalmar Ledger", "The Ember Post")), Count(2, 5, ("Lena Orsted",)),
    (Failure("in/broken.html", "ingest", "empty", "The page has no text; save it again with its content."),),
    (Loop(("Kalmar Ledger", "The Ember Post"), (Place("courier", at("courier", "Kalmar Ledger")),)),),
    (
        Rest(
            "publication", "The Ember Post", SourceType.PUBLICATION, ("k1", "k4"), ("k2",),
            (Place("post", at("post", "It bent like a spoon")),),
        ),
        Rest("speaker", "an official", SourceType.ANONYMOUS, (), ("k4",), ()),
    ),
    (
        Addition("courier", "k1", "retold", True, (1,), (0, 2)),
        Addition("courier", "k2", "contradicted", True, (1,), (0, 2), ("when",)),
        Addition("courier", "k3", "new", True, (2,), ()),
        Addition("courier", "k4", "retold", False, (1,), (0,)),
    ),
)  # fmt: skip

GRADED = replace(
    STORY,
    grades=(
        Grade("source", "Lena Orsted", "B", "ada", "2024-03-02T09:00:00+00:00", "right twice before"),
        Grade("source", "an official", "F", "ada", "2024-03-02T09:00:00+00:00", "", "courier"),
        Grade("claim", "k3", "2", "ada", "2024-03-02T09:30:00+00:00", "the harbour log bears it out"),
        Grade("claim", "k1", "6", "ben", "2024-03-02T10:00:00+00:00", "nobody is named"),
    ),
)

EMPTY = Story((), (), (), (), (), Count(0, 0, ()), Count(0, 0, ()), ())

ATTACKS = (
    "<script>alert(1)</script>",
    '"></a><img src=x onerror=alert(1)>',
    "<a href='javascript:alert(1)'>javascript:alert(1)</a>",
    "[bold]not bold[/bold] [/] [link=https://example.org]x[/link]",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b2J",
    "\u202egnorw si siht\u202c",
    "nul\x00 surrogate\udcff {{ 7 * 7 }} {% raw %}",
    "-->]]></style></title></textarea>",
)


def hostile() -> Story:
    """A story in which every text that an article can bring is an attack."""
    text = "\n\n".join(ATTACKS) + "\n\n" + "w" * 1_000_000
    attack = " ".join(ATTACKS)
    whole: Span = (0, len(text))
    link = Link(attack, SourceType.PERSON, False, whole)
    spans: Spans = ((0, 40), (20, 60), (50, 50), (55, 10**9))
    attributions = tuple(
        Attribution(
            attack + str(index), attack + "0" if index else None, (span,), ((span[0], span[0] + 5),), (span,),
            Quotation.DIRECT, SourceType.PERSON, attack, (link, link), certainty, 1.0,
        )
        for index, (span, certainty) in enumerate(zip(spans, Certainty, strict=False))
    )  # fmt: skip
    article = Article(attack, f"javascript:alert(1)//{attack}", text, attack, attack, attack, attack, attack, attack)
    derivation = Derivation(attack, attack, (attack,), DerivationKind.QUOTATION, False, (whole,))
    reading = Reading(article, attributions, (), (derivation,), (), ((0, 30), (25, 90), (90, len(text))))
    assertions = (
        Assertion(attack, None, (whole,), text, Certainty.HEDGED, (link,)),
        Assertion(attack, attack + "1", ((20, 60), (90, 95)), attack, Certainty.ASSERTED, ()),
    )
    count = Count(1, 2, (attack, "w" * 1_000_000))
    claim = Claim(
        attack, text, attack, attack, assertions, count, count,
        (Join((0, 1), True, attack, (Place(attack, whole),)),),
        (Disagreement(attack, (Value(attack, (0,)), Value(text, (1,), (Place(attack, whole),)))),),
        (Drift(0, 1, "lost", (Place(attack, whole),), attack),),
        (Disagreement(attack, (Value(attack, (0,)), Value(text, (1,))), attack),),
        (Origin("speaker", attack, SourceType.PERSON, (0, 1), True),),
    )  # fmt: skip
    join = NameJoin((attack, attack), attack, (Place(attack, whole),))
    entity = StoryEntity(attack, attack, attack, (attack,), (Place(attack, whole),), (join,))
    event = Event(attack, text, attack, whole)
    failure = Failure(attack, attack, attack, attack)
    return Story(
        (reading,), (entity,), (claim,), (derivation,), (event,), count, count, (failure,),
        (Loop((attack, text), (Place(attack, whole),)),),
        (Rest(attack, attack, SourceType.PERSON, (attack,), (attack,), (Place(attack, whole),)),),
        (Addition(attack, attack, attack, False, (0,), (1,), (attack,)),),
        grades=(
            Grade("claim", attack, "2", attack, attack, attack),
            Grade("source", attack, attack, attack, attack, attack),
        ),
    )  # fmt: skip


def sixty() -> Story:
    """Sixty articles: three wires with speakers of their own, six dailies that take from them, fifty-one locals."""

    def publication(name: str, *, stated: bool = True) -> Link:
        return Link(name, SourceType.PUBLICATION, stated, (0, 5))

    def chain(number: int) -> tuple[Link, ...]:
        witness = Link(f"witness {number % 7}", SourceType.PERSON, True, (0, 5))
        official = Link("a senior official", SourceType.ANONYMOUS, True, (0, 5))
        wire = publication(f"Wire {number % 3 + 1}", stated=number % 4 > 0)
        daily = publication(f"Daily {number % 6 + 1}")
        return ((witness,), (wire, witness), (wire, official), (daily, wire, witness), (daily, wire), ())[number % 6]

    names = [*(f"Daily {number}" for number in range(1, 7)), *(f"Local {number}" for number in range(1, 55))]
    text = "Water rose."
    readings = tuple(
        Reading(
            Article(name, name, text, name, None, name, f"2024-03-{number % 28 + 1:02}"), (), (), (), (), ((0, 11),)
        )
        for number, name in enumerate(names)
    )
    told = [
        tuple(
            Assertion(name, None, ((0, 11),), text, Certainty.ATTRIBUTED, chain(number * step // 2 + step))
            for number, name in enumerate(names)
        )
        for step in (1, 2, 3)
    ]
    claims = tuple(
        Claim(str(index), text, None, None, each, Count(3, 9, ()), Count(1, 20, ()), (), (), ())
        for index, each in enumerate(told)
    )
    return Story(readings, (), claims, (), (), Count(3, 9, ()), Count(1, 20, ()), ())
