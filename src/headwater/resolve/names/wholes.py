"""Pieces of names put together: a run of capitals that is one name, a firm on both sides of "&", a full name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from headwater.model import Mention, Span
from headwater.resolve.lexicon import Lexicon, Publications
from headwater.resolve.names.labels import is_adjective
from headwater.resolve.names.runs import LINE, NAME_WORD, REACH, RUN, in_title_case, without_lead, without_shouts
from headwater.resolve.phrases import AUXILIARY, WORD
from headwater.spans import InOrder

OF_COUNTRY = re.compile(r"(?<![\w.])(?:[A-Z]\.){2,3}[ \xa0]$")
"""Before the name of a body that is a country's: "U.S. Capitol Police"."""
AMPERSAND = re.compile(rf"{RUN.pattern}(?:[ \xa0]&[ \xa0]{RUN.pattern})+")
OF_BODY = re.compile(rf"\b(?P<body>{NAME_WORD})\s(?:of|for)\s(?:the\s)?$")
BEFORE_HEAD = re.compile(rf"(?<![\w’'-])(?:{NAME_WORD}\s){{1,5}}$")
OF_PLACE = re.compile(rf"(?:\s(?:and|of)\s{RUN.pattern})?")
LONGEST_WORD = 40
PERSON_NAME = 2
"""Words of a person's name that the network may take for two names."""
SHORT_RUN = (2, 3)
"""Words of a name that the network may take apart."""
INSIDE_SENTENCE = re.compile(r"[\w,]\s$")
OF_A_PERSON = re.compile(r",\swho(?:se)?\b")
LONGEST_UNLISTED = 4
"""Words that the name of a publication that nobody listed does not reach."""


def joined(text: str, known: Sequence[Mention], lexicon: Lexicon, publications: Publications) -> Iterator[Mention]:
    """The runs of capitals that are one name by their last word, where the network has marked a part of them."""
    marked = _marked(known)
    for line in LINE.finditer(text):
        if in_title_case(line.group()):
            continue
        for run in RUN.finditer(text, *line.span()):
            span = _behind_adjective(text, without_lead(text, run.span(), lexicon), lexicon)
            inside = [_without_article(text, m) for m in marked.touching(span)]
            if not inside or any(m.span[0] < span[0] or span[1] < m.span[1] for m in inside):
                continue
            label = _label_of_run(text[slice(*span)], span[0], inside, lexicon, publications)
            label = label or _label_of_parts(text, span, inside, lexicon)
            if label:
                yield Mention(span, label)


def _label_of_run(
    run: str, start: int, inside: Sequence[Mention], lexicon: Lexicon, publications: Publications
) -> str | None:
    """What a run of capitals, begun at `start`, names as a whole; None if it is several names or marked already."""
    words = run.split()
    parts = {run[m.span[0] - start : m.span[1] - start]: m.label for m in inside}
    given, _, family = run.partition(" ")
    if parts == {given: "PERSON", family: "PERSON"} and 2 < len(words) <= LONGEST_UNLISTED:
        return "PERSON"
    if len(words) < 2 or run in parts or any(label == "PERSON" and " " in form for form, label in parts.items()):
        return None
    if publications.canonical(run) or publications.looks_like(run):
        return "PUBLICATION"
    last = words[-1].lower()
    if last in lexicon.calendar or any(lexicon.kind(word.lower()) == "reporter" for word in words):
        return None
    if last in lexicon.bodies or lexicon.kind(last) == "organisation" or words[0].lower() in lexicon.bodies:
        return None if "PUBLICATION" in parts.values() else "ORGANISATION"
    listed = [form for form in parts if publications.canonical(form)]
    if last in lexicon.labels["works"]:
        return "WORK"
    if last in lexicon.labels["endings"] and not any(label == "PUBLICATION" for label in parts.values()):
        return "PLACE"
    if len(words) >= LONGEST_UNLISTED or ("PERSON" in parts.values() and listed):
        return None
    if listed:  # "Kurier Senn" is another one than the Kurier, and the National Renewal is no National
        doubtful = (any(map(publications.is_ambiguous, (form, f"The {form}", f"the {form}"))) for form in listed)
        return "ORGANISATION" if all(doubtful) else "PUBLICATION"
    return "PERSON" if "PERSON" in parts.values() and len(words) == len(parts) == PERSON_NAME else None


def _label_of_parts(text: str, span: Span, inside: Sequence[Mention], lexicon: Lexicon) -> str | None:
    """What a short run of capitals is if the network marks single words of it, all alike: "Cray Bridge"."""
    words = text[slice(*span)].split()
    parts = [text[slice(*m.span)] for m in inside]
    marked = {m.label for m in inside}
    if len(words) not in SHORT_RUN or any(part not in words for part in parts) or len(marked) > 1:
        return None
    others = [word.lower() for word in words if word not in parts]
    opens = inside[0].span[0] > span[0] and not INSIDE_SENTENCE.search(text, max(0, span[0] - 2), span[0])
    roles = lexicon.titles.keys() | lexicon.calendar | lexicon.openers
    said = any(word in roles or lexicon.kind(word) or word in lexicon.nouns["unique"] for word in others)
    if opens or said or any(word.isupper() for word in words) or marked & {"GROUP", "WORK"}:
        return None
    label = marked.pop()
    return "PERSON" if label == "ORGANISATION" and OF_A_PERSON.match(text, span[1]) else label


def _behind_adjective(text: str, span: Span, lexicon: Lexicon) -> Span:
    words = list(WORD.finditer(text, *span))
    first = max((i + 1 for i, word in enumerate(words[:-1]) if is_adjective(word.group(), lexicon)), default=0)
    return (words[first].start(), span[1]) if first else span


def _without_article(text: str, mention: Mention) -> Mention:
    start, end = mention.span
    return Mention((start + 4, end), mention.label) if text[start : start + 4] in ("the ", "The ") else mention


def across_small_words(text: str, known: Sequence[Mention], lexicon: Lexicon) -> Iterator[Mention]:
    """The bodies whose names go on behind "of", "for" or "on": "the Council on Ports and Waterways"."""
    marked = _marked(known)
    forms = Counter(text[slice(*m.span)] for m in known)
    for match in _going_on(lexicon.labels["heads"]).finditer(text):
        head = match.start()
        before = BEFORE_HEAD.search(text, max(0, head - LONGEST_WORD * 3), head)
        start, end = without_lead(text, (before.start() if before else head, match.end()), lexicon)
        inside = marked.touching((start, end))
        if not inside or any(m.span[0] <= start and end <= m.span[1] for m in inside):
            continue
        tail = text[match.start("tail") : end]
        if tail.split()[0].lower() in lexicon.calendar | lexicon.days:
            continue
        persons = any(m.label in ("PERSON", "PUBLICATION") for m in inside)
        alone = start == head and forms[tail] > 1
        cut = any(
            (m.span[0] < start and text[m.span[0] : start] not in ("the ", "The ")) or m.span[1] > end for m in inside
        )
        if not (persons or alone or cut) and not in_title_case(_line(text, start)):
            yield Mention((start, end), "ORGANISATION")


def with_country(text: str, known: Sequence[Mention]) -> Iterator[Mention]:
    """The bodies of a country whose letters stand before their names: "U.S. Capitol Police"."""
    for mention in known:
        start, end = mention.span
        near = text[max(0, start - 2) : start - 1] == "."
        country = OF_COUNTRY.search(text, max(0, start - 8), start) if near else None
        if country and mention.label == "ORGANISATION" and len(text[start:end].split()) > 1:
            yield Mention((country.start(), end), "ORGANISATION")


def _line(text: str, place: int) -> str:
    end = text.find("\n", place)
    return text[text.rfind("\n", 0, place) + 1 : end if end >= 0 else len(text)]


@lru_cache(maxsize=4)
def _going_on(heads: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(word.capitalize() for word in heads)
    more = rf"{RUN.pattern}(?![\w-])(?!\s(?:of|for|on)\b)"
    tail = rf"{RUN.pattern}(?:(?:,\s{RUN.pattern})*,?\s(?:and|&)\s{more})?"
    return re.compile(rf"\b(?:{words})\s(?:of|for|on)\s(?:the\s)?(?P<tail>{tail})")


def whole_persons(text: str, known: Sequence[Mention], lexicon: Lexicon) -> Iterator[Mention]:
    """The persons of whom the network has one name only, where a run of two or three capitals holds nothing else."""
    marked = _marked(known)
    for mention in marked:
        if mention.label != "PERSON" or " " in text[slice(*mention.span)]:
            continue
        near = max(0, mention.span[0] - LONGEST_WORD), min(len(text), mention.span[1] + LONGEST_WORD)
        # RUN stays on its line; a word that the stretch cuts in two is none of a name's.
        runs = (without_shouts(text, without_lead(text, run.span(), lexicon)) for run in RUN.finditer(text, *near))
        span = next((run for run in runs if overlap(run, mention.span)), mention.span)
        words = text[slice(*span)].split()
        alone = len(marked.touching(span)) == 1
        named = all(lexicon.kind(w.lower()) is None and w.lower() not in lexicon.bodies for w in words)
        named = named and words[-1].lower() not in lexicon.labels["offices"]
        if near[0] < span[0] and span[1] < near[1] and len(words) in (2, 3) and alone and named:
            yield Mention(span, "PERSON")


def by_ampersand(
    text: str, known: Sequence[Mention], lexicon: Lexicon, publications: Publications
) -> Iterator[Mention]:
    """The names on both sides of "&", where either is marked: "Lorne & Pask" is one firm."""
    marked = _marked(known)
    for match in AMPERSAND.finditer(text):
        span = without_lead(text, match.span(), lexicon)
        if "&" in text[slice(*span)] and marked.touching(span):
            name = text[slice(*span)]
            paper = publications.looks_like(name) or publications.canonical(name)
            yield Mention(span, "PUBLICATION" if paper else "ORGANISATION")


def of_bodies(text: str, known: Sequence[Mention], lexicon: Lexicon) -> Iterator[Mention]:
    """The bodies that are called after what a publication is called, too: the Ministry of Foreign Affairs."""
    for mention in (each for each in known if each.label == "PUBLICATION"):
        of = OF_BODY.search(text, max(0, mention.span[0] - REACH), mention.span[0])
        if of and lexicon.kind(of["body"].lower()) == "organisation":
            whole = OF_PLACE.match(text, mention.span[1])
            yield Mention((of.start(), whole.end() if whole else mention.span[1]), "ORGANISATION")


def _marked(known: Iterable[Mention]) -> InOrder[Mention]:
    """The names that name somebody."""
    return InOrder((m.span, m) for m in known if m.label not in AUXILIARY)


def overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]
