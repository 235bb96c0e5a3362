"""Invented reports on one fire, from which the tests of this folder cut their articles."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.model import (
    Article,
    Attribution,
    Certainty,
    Derivation,
    DerivationKind,
    Hyperlink,
    Quotation,
    Reading,
    SourceType,
)

WIRE = (
    "A fire at the rope works in Brackwater on Tuesday night destroyed the spinning hall and the store "
    "behind it, and the "
    "firm said on Wednesday that a hundred and twenty people would not come back to their machines before the autumn.",
    "The alarm reached the station in Mill Lane a few minutes after eleven, when a watchman on his round saw "
    "smoke rise "
    "from the gutter of the hall and found the doors at its northern end too hot to touch.",
    "Eleven engines from four towns pumped water out of the canal until dawn, and two firemen were treated "
    "for smoke in "
    "their lungs, but nobody who worked there was inside, because the late shift had been sent home after a power cut.",
    "The works, which have made rope for trawlers since 1884, were sold two years ago to a group of investors from the "
    "coast, who had promised the council in writing that they would renew the wiring of all three halls.",
    "Whether that was ever done is not known: the council's own inspector was last let in during the spring of last "
    "year, and his report has been kept in a drawer since, although members of two parties had asked to see it.",
    "The cause is being looked into by the district's fire office, which expects to say more by the end of "
    "the month and "
    "has asked everybody who took pictures from the towpath that night to bring them in.",
)
OTHER = (
    "Rents in the old harbour quarter of Skarrow have doubled within six years, according to figures that the town's "
    "housing office put before its committee in a session that lasted until after midnight.",
    "Most of the flats that came on the market were let by the week to visitors, the figures show, and "
    "hardly one in ten "
    "went to somebody who was already on the list and had waited there for longer than a year.",
    "The committee will vote in June on a rule that would let an owner rent out no more than one flat by the week, and "
    "on a fund out of which the town could buy houses before anybody else is asked.",
)
LOCAL = (
    "When the roof of the rope works came down, Orla Penn was standing on her own doorstep across the canal in a "
    "nightdress and rubber boots, counting engines.",
    "She had heard the bang before she saw any light, she remembers, and thought of the boiler, as everybody in the "
    "terrace has done since the one at the dye works went up.",
    "By morning the street was full of hoses, strangers with cameras and children who ought to have been at "
    "school, and "
    "the baker on the corner had run out of everything but rye.",
    "Her father and both of his brothers spun there. What she minds most, she says, is the silence: no hooter at six, "
    "and nobody cycling past who calls up to her window.",
)
STATEMENT = (
    "“We are deeply sorry for what our people and their families are going through, and we shall pay every "
    "wage in full "
    "until the end of September,” {} said. “We have not decided whether the hall will be built again, and whoever says "
    "so is speaking for himself. What we can say is that nobody will learn about it from a newspaper first.”"
)
SPEECH = (
    "“There is not one house in this valley that does not own a coat bought with rope money,”",
    "“I was asked this week whether a town can live without its works, and I answered that it can, as a man can live "
    "without his right hand, if he has to and if he has time to learn how,”",
    "“They took the profit by the sea and left us the wires in the wall, and the day will come on which we "
    "shall be told "
    "by somebody under oath who knew of it and who looked away,”",
)
NOTICES = (
    "© 2031 Lowland News Agency. All rights reserved. This material may not be published, rewritten or redistributed.",
    "Sign up for our morning newsletter and have the ten stories that matter delivered to your inbox before breakfast.",
    "Firemen damp down the ruins of the spinning hall in Brackwater on Wednesday morning as people who worked there "
    "watch from the towpath on the other side of the canal. (Photo: Ib Holm/Lowland News Agency)",
)


def reading(
    name: str,
    *paragraphs: str,
    publisher: str | None = "",
    published: str | None = None,
    says: Sequence[tuple[DerivationKind, str]] = (),
    quotes: Sequence[str] = (),
    byline: str | None = None,
    links: Sequence[tuple[str, str]] = (),
) -> Reading:
    """A report called `name`, by a publisher of that name unless another is given.

    `says` are the derivations that it states, `quotes` whom it quotes, `links` pairs of an address and the words that
    carry it.
    """
    text = "\n\n".join(paragraphs)
    article = Article(
        name,
        f"https://{name.lower().replace(' ', '-')}.example/fire",
        text,
        byline=byline,
        publisher=name if publisher == "" else publisher,
        published=published,
        links=tuple(Hyperlink(uri, (text.index(w), text.index(w) + len(w)) if w else (0, 0)) for uri, w in links),
    )
    derivations = tuple(Derivation(name, publication, (), kind, True, ((0, 1),)) for kind, publication in says)
    attributions = tuple(
        Attribution(f"a{n}", None, (), (), (), Quotation.DIRECT, SourceType.PERSON, who, (), Certainty.ATTRIBUTED, 1.0)
        for n, who in enumerate(quotes)
    )
    return Reading(article, attributions, (), derivations, (), ())
