"""Where the names of an article begin and end, mended in the order of how sure each rule is.

The network marks names piece by piece and may lose a word at either end, or see two names in one. What is certain from
the text alone is put right: an acronym in brackets tells where its long form begins (Schwartz and Hearst 2003), a run
of capitals that ends in "Board" or "Courier" is one name (`wholes`), "the daily So-and-so" is a publication
(`introduced`), and "the ferry So-and-so" a ship (`labels`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from headwater.model import Annotation, Mention, Span
from headwater.resolve.lexicon import Lexicon, Publications
from headwater.resolve.names import labels
from headwater.resolve.names.headlines import in_headlines
from headwater.resolve.names.introduced import introduced, short_forms
from headwater.resolve.names.naming import LEADING
from headwater.resolve.names.runs import NAME, RUN
from headwater.resolve.names.wholes import (
    LONGEST_WORD,
    across_small_words,
    by_ampersand,
    joined,
    of_bodies,
    overlap,
    whole_persons,
    with_country,
)
from headwater.resolve.phrases import AUXILIARY, POSSESSIVE, WORD, capitals
from headwater.spans import InOrder, in_order

BRACKETED = re.compile(
    r"(?<![\w-])(?P<words>(?:[\w’'&.-]{1,30}[ \xa0]){1,11})\((?:the )?[“\"]?(?P<acronym>[A-Z][A-Za-z&.]{1,9})[”\"]?\)"
)
SHORTEST = 4
"""Letters of a single word that is taken for a name wherever it stands."""


def mended(
    text: str, annotation: Annotation, lexicon: Lexicon, publications: Publications, publisher: str | None
) -> tuple[Mention, ...]:
    """The names in the order of the text, none within another."""
    known = [
        _bare(text, part)
        for mention in annotation.mentions
        for part in ((mention,) if mention.label in AUXILIARY else labels.trimmed(text, mention, lexicon))
        if mention.label in AUXILIARY or _names(text[slice(*part.span)], mention.label)
    ]
    known = _over(known, [Mention(credit.span, "PUBLICATION") for credit in annotation.credits])
    known = _over(known, _spelled_out(text))
    known = _over(known, _whole_words(text, known))
    known = _over(known, by_ampersand(text, known, lexicon, publications))
    known = _over(known, labels.vessels(text, RUN, lexicon))
    known = _over(known, of_bodies(text, known, lexicon))
    known = _over(known, joined(text, known, lexicon, publications))
    known = _over(known, across_small_words(text, known, lexicon))
    known = _over(known, with_country(text, known))
    known = _over(known, whole_persons(text, known, lexicon))
    known = _over(known, introduced(text, known, in_order(annotation.phrases), lexicon))
    known = _over(known, short_forms(text, known, publisher, publications, lexicon.media))
    known = _over(known, in_headlines(text, known))
    known = _over(known, _elsewhere(text, known, lexicon))
    known = _over(known, _speaking(text, annotation, known, lexicon))
    return tuple(sorted(labels.labelled(text, known, lexicon), key=lambda m: m.span))


def _names(form: str, label: str) -> bool:
    return label == "PUBLICATION" or any(character.isupper() for character in form)


def _bare(text: str, mention: Mention) -> Mention:
    """A name without the possessive at its end."""
    owned = POSSESSIVE.search(text, *mention.span) if mention.label not in AUXILIARY else None
    return Mention((mention.span[0], owned.start()), mention.label) if owned and owned.group() != "’" else mention


def _over(known: Iterable[Mention], better: Iterable[Mention]) -> list[Mention]:
    """The names with the better ones, of which the first holds, in the place of all that they touch."""
    chosen: list[tuple[Span, str]] = []  # in the order of the text, none touching another
    for mention in better:
        place = bisect_left(chosen, (mention.span, ""))
        near = chosen[max(0, place - 1) : place + 1]
        if not any(overlap(mention.span, span) for span, _ in near):
            chosen.insert(place, (mention.span, mention.label))
    taken = in_order(span for span, _ in chosen)
    return [m for m in known if not taken.touching(m.span)] + [Mention(span, label) for span, label in chosen]


def _spelled_out(text: str) -> Iterator[Mention]:
    """The long form before each acronym in brackets: the shortest stretch with its letters as initials, in order."""
    for match in BRACKETED.finditer(text):
        words = list(WORD.finditer(text, *match.span("words")))
        letters = [character.lower() for character in match["acronym"] if character.isalpha()]
        first = _begins(words, letters)
        if first is not None:
            yield Mention((words[first].start(), match.end("words") - 1), "ORGANISATION")
            yield Mention(match.span("acronym"), "ORGANISATION")


def _begins(words: Sequence[re.Match[str]], letters: list[str]) -> int | None:
    """The index of the word that the first letter stands for, if every letter has its word with a capital."""
    place = len(words)
    for letter in reversed(letters):
        place -= 1
        # Small words ("of", "and") may have a letter or none.
        while place >= 0 and words[place].group()[0].lower() != letter:
            if not words[place].group().islower():
                return None
            place -= 1
        if place < 0:
            return None
    return place if words[place].group()[0].isupper() else None


def _whole_words(text: str, known: Sequence[Mention]) -> Iterator[Mention]:
    """The names that end within a word, to its end: "L" is L'Échappée."""
    for mention in known:
        if mention.label not in AUXILIARY:
            word = NAME.match(text, *_word_around(text, mention.span))
            if word and word.start() == mention.span[0] and word.end() > mention.span[1]:
                yield Mention(word.span(), mention.label)


def _word_around(text: str, span: Span) -> Span:
    end = span[1]
    while end < len(text) and not text[end].isspace() and end - span[1] < LONGEST_WORD:
        end += 1
    return span[0], end


def _elsewhere(text: str, known: Sequence[Mention], lexicon: Lexicon) -> Iterator[Mention]:
    """The names, as a whole, wherever else they stand with nothing marked but single words of theirs."""
    forms: dict[str, dict[str, str]] = {}
    lower = {word.group() for word in WORD.finditer(text) if word.group().islower()}
    for mention in known:
        form = LEADING.sub("", text[slice(*mention.span)])
        single = form.lower() in lexicon.calendar or form.lower() in lower or len(form) < SHORTEST
        if mention.label not in AUXILIARY and form[:1].isupper() and (" " in form or not single):
            forms.setdefault(form.split()[0], {})[form] = mention.label
        family = form.split()[-1]
        if mention.label == "PERSON" and " " in form and len(family) >= SHORTEST and family.lower() not in lower:
            forms.setdefault(family, {}).setdefault(family, "PERSON")
    marked = in_order(m.span for m in known)
    for run in RUN.finditer(text):
        for word in NAME.finditer(text, *run.span()):
            fitting = [f for f in forms.get(word.group(), ()) if text.startswith(f, word.start())]
            if not fitting:
                continue
            form = max(fitting, key=len)
            span = word.start(), word.start() + len(form)
            # A part of a longer run of capitals may be a part of another name; so may a name of several words.
            parts = marked.touching(span)
            if span == run.span() and all(p != span and _is_piece(text, p, span) for p in parts):
                yield Mention(span, forms[word.group()][form])


def _is_piece(text: str, part: Span, whole: Span) -> bool:
    """Whether a name within another is too small for one of its own: one word, or two of three ("Bayou La")."""
    words = len(text[slice(*part)].split())
    return words == 1 or (
        part[0] >= whole[0] and part[1] <= whole[1] and words + 1 == len(text[slice(*whole)].split()) > 2
    )


def _speaking(text: str, annotation: Annotation, known: Sequence[Mention], lexicon: Lexicon) -> Iterator[Mention]:
    """Names of sources that only their capitals give away."""
    everything = InOrder((m.span, m) for m in known)
    long = (text[slice(*m.span)].split() for m in known if m.label not in AUXILIARY)
    ends = {word for words in long if len(words) > 1 for word in (words[0], words[-1])}
    ends |= {run.group().split()[-1] for run in RUN.finditer(text) if " " in run.group()}
    for relation in annotation.relations:
        for span in relation.source:
            for core in capitals(text, span, lexicon, ends):
                inside = everything.touching(core)
                if any(labels.is_adjective(word, lexicon) for word in text[slice(*core)].split()[:-1]):
                    continue
                # "The Norhaven Courier" is more than the place in it; "Mayor Ada Thorne" is the person at its end.
                if all(m.label not in ("PERSON", "PUBLICATION") and _size(m.span) < _size(core) for m in inside):
                    yield Mention(core, "ORGANISATION")
                    break


def _size(span: Span) -> int:
    return span[1] - span[0]
