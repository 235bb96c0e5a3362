"""The names of an article, mended: cut-off ones made whole, publications told by what introduces them.

The network marks names piece by piece and may lose a word at either end, or see two names in one. What is certain from
the text alone is put right here: an acronym in brackets tells where its long form begins (Schwartz and Hearst 2003), a
run of capitals that ends in "Board" or "Courier" is one name, "the daily So-and-so" is a publication.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache

from headwater.model import Annotation, Mention, Span
from headwater.resolve import labels
from headwater.resolve.lexicon import Lexicon, Publications
from headwater.resolve.naming import LEADING
from headwater.resolve.phrases import AUXILIARY, POSSESSIVE, WORD, capitals
from headwater.spans import InOrder, in_order

CAPITAL = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĻŁŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽΑ-ΩЀ-Я]"
NAME_WORD = rf"{CAPITAL}[\w&-]{{0,40}}(?:[’'.](?!s\b)[\w&-]{{1,40}}){{0,4}}"
RUN = re.compile(rf"{NAME_WORD}(?:[ \xa0]{NAME_WORD}){{0,8}}")
"""Words with a capital on one line, up to a possessive."""
BRACKETED = re.compile(
    r"(?<![\w-])(?P<words>(?:[\w’'&.-]{1,30}[ \xa0]){1,11})\((?:the )?[“\"]?(?P<acronym>[A-Z][A-Za-z&.]{1,9})[”\"]?\)"
)
AMPERSAND = re.compile(rf"{RUN.pattern}(?:[ \xa0]&[ \xa0]{RUN.pattern})+")
OF_BODY = re.compile(rf"\b(?P<body>{NAME_WORD})\s(?:of|for)\s(?:the\s)?$")
OF_PLACE = re.compile(rf"(?:\s(?:and|of)\s{RUN.pattern})?")
NAME = re.compile(NAME_WORD)
LONGEST_WORD = 40
PERSON_NAME = 2
"""Words of a person's name that the network may take for two names."""
SHORTEST = 4
"""Letters of a single word that is taken for a name wherever it stands."""
SHORT_RUN = (2, 3)
"""Words of a name that the network may take apart."""
INSIDE_SENTENCE = re.compile(r"[\w,]\s$")
OF_A_PERSON = re.compile(r",\swho(?:se)?\b")
LONGEST_UNLISTED = 4
"""Words that the name of a publication that nobody listed does not reach."""
LINE = re.compile(r"[^\n]+")
WITH_ARTICLE = re.compile(rf"\b[Tt]he ({NAME_WORD})(?![\w-])(?! {CAPITAL})")
IN_TIME = re.compile(r"\b(?:in|since|until|by|last|this|next)\s$", re.IGNORECASE)
TOLD = re.compile(r"\b(?:told|tells|tell|telling)\s(?:[\w-]+\s){0,3}$")
REACH = 40
PLACED = re.compile(rf"\b(?:in|at|near|from|of|outside) ({RUN.pattern})")
QUOTED = "[\"“”‘'*_]?"


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
    known = _over(known, _by_ampersand(text, known, lexicon, publications))
    known = _over(known, labels.vessels(text, RUN, lexicon))
    known = _over(known, _of_bodies(text, known, lexicon))
    known = _over(known, _joined(text, known, lexicon, publications))
    known = _over(known, _whole_persons(text, known, lexicon))
    known = _over(known, _introduced(text, known, in_order(annotation.phrases), lexicon))
    known = _over(known, _short_forms(text, known, publisher, publications, lexicon.media))
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
        if not any(_overlap(mention.span, span) for span, _ in near):
            chosen.insert(place, (mention.span, mention.label))
    taken = in_order(span for span, _ in chosen)
    return [m for m in known if not taken.touching(m.span)] + [Mention(span, label) for span, label in chosen]


def _marked(known: Iterable[Mention]) -> InOrder[Mention]:
    """The names that name somebody."""
    return InOrder((m.span, m) for m in known if m.label not in AUXILIARY)


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


def _by_ampersand(
    text: str, known: Sequence[Mention], lexicon: Lexicon, publications: Publications
) -> Iterator[Mention]:
    """The names on both sides of "&", where either is marked: "Lorne & Pask" is one firm."""
    marked = _marked(known)
    for match in AMPERSAND.finditer(text):
        span = _without_lead(text, match.span(), lexicon)
        if "&" in text[slice(*span)] and marked.touching(span):
            name = text[slice(*span)]
            paper = publications.looks_like(name) or publications.canonical(name)
            yield Mention(span, "PUBLICATION" if paper else "ORGANISATION")


def _of_bodies(text: str, known: Sequence[Mention], lexicon: Lexicon) -> Iterator[Mention]:
    """The bodies that are called after what a publication is called, too: the Ministry of Foreign Affairs."""
    for mention in known:
        of = OF_BODY.search(text, max(0, mention.span[0] - REACH), mention.span[0])
        if mention.label == "PUBLICATION" and of and lexicon.kind(of["body"].lower()) == "organisation":
            whole = OF_PLACE.match(text, mention.span[1])
            yield Mention((of.start(), whole.end() if whole else mention.span[1]), "ORGANISATION")


def _word_around(text: str, span: Span) -> Span:
    end = span[1]
    while end < len(text) and not text[end].isspace() and end - span[1] < LONGEST_WORD:
        end += 1
    return span[0], end


def _whole_persons(text: str, known: Sequence[Mention], lexicon: Lexicon) -> Iterator[Mention]:
    """The persons of whom the network has one name only, where a run of two or three capitals holds nothing else."""
    marked = _marked(known)
    for mention in marked:
        if mention.label != "PERSON" or " " in text[slice(*mention.span)]:
            continue
        near = max(0, mention.span[0] - LONGEST_WORD), min(len(text), mention.span[1] + LONGEST_WORD)
        # RUN stays on its line; a word that the stretch cuts in two is none of a name's.
        runs = (_without_lead(text, run.span(), lexicon) for run in RUN.finditer(text, *near))
        span = next((run for run in runs if _overlap(run, mention.span)), mention.span)
        words = text[slice(*span)].split()
        alone = len(marked.touching(span)) == 1
        named = all(lexicon.kind(w.lower()) is None and w.lower() not in lexicon.bodies for w in words)
        if near[0] < span[0] and span[1] < near[1] and len(words) in (2, 3) and alone and named:
            yield Mention(span, "PERSON")


def _short_forms(
    text: str, known: Sequence[Mention], publisher: str | None, publications: Publications, media: Container[str]
) -> Iterator[Mention]:
    """A publication's last word with an article, where its full name stands elsewhere: "the Mirror reporter"."""
    full = {
        LEADING.sub("", text[slice(*m.span)])
        for m in known
        if m.label == "PUBLICATION" or _paper(text, m, publications)
    }
    # "Radio Ostra" is no "the Ostra", nor Channel Nine Vale "the Vale": what they are stands first.
    names = [name.split() for name in (*full, LEADING.sub("", publisher or "")) if " " in name]
    last = {words[-1] for words in names if words[0].lower() not in media or words[-1].lower() in media}
    taken = in_order(m.span for m in known if m.label == "PERSON" or " " in text[slice(*m.span)])
    for match in WITH_ARTICLE.finditer(text):
        if match.group(1) in last and not taken.touching(match.span(1)):
            yield Mention(match.span(1), "PUBLICATION")


def _paper(text: str, mention: Mention, publications: Publications) -> bool:
    form = LEADING.sub("", text[slice(*mention.span)])
    return mention.label == "ORGANISATION" and (
        publications.looks_like(form) or publications.canonical(form) is not None
    )


def _joined(text: str, known: Sequence[Mention], lexicon: Lexicon, publications: Publications) -> Iterator[Mention]:
    """The runs of capitals that are one name by their last word, where the network has marked a part of them."""
    marked = _marked(known)
    for line in LINE.finditer(text):
        if _in_title_case(line.group()):
            continue
        for run in RUN.finditer(text, *line.span()):
            span = _without_lead(text, run.span(), lexicon)
            inside = marked.touching(span)
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


def _without_lead(text: str, span: Span, lexicon: Lexicon) -> Span:
    """A run without the words that have a capital only because a sentence begins with them, and without titles."""
    start = span[0]
    while (word := WORD.match(text, start, span[1])) and word.end() < span[1]:
        lower = word.group().lower()
        small = (
            lexicon.determiners
            | lexicon.prepositions
            | lexicon.relatives
            | lexicon.titles.keys()
            | lexicon.pronouns.keys()
            | lexicon.openers
        )
        dated = lower in lexicon.calendar and IN_TIME.search(text, max(0, start - REACH), start)
        if lower not in small and not dated:
            break
        start = word.end() + 1
    return start, span[1]


def _in_title_case(line: str) -> bool:
    """Whether a headline writes nearly all its words with a capital, so that capitals tell nothing."""
    if line.rstrip("\"”’' ").endswith((".", "?", "!", ":")):
        return False
    words = [word for word in WORD.findall(line) if len(word) > 3]
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _introduced(text: str, known: Sequence[Mention], phrases: InOrder[Span], lexicon: Lexicon) -> Iterator[Mention]:
    """Names that the text says to be publications: "the daily Varsla", "Varsla, a weekly", "the Varsla newspaper"."""
    others = in_order(m.span for m in known if m.label in AUXILIARY)
    persons = in_order(m.span for m in known if m.label == "PERSON" and " " in text[slice(*m.span)])
    places = {text[slice(*m.span)] for m in known if m.label in ("PLACE", "GROUP")}
    places |= {match.group(1) for match in PLACED.finditer(text)}
    patterns = _outlet_patterns(
        lexicon.outlets["before"], lexicon.outlets["after"], tuple(sorted(lexicon.nouns["product"]))
    )
    before, after, placed, printed = patterns
    for pattern in (before, after, placed, printed):
        for match in pattern.finditer(text):
            span = match.span("name")
            name = match["name"]
            if name.split()[0].lower() in lexicon.calendar or others.touching(span):
                continue
            # "The newspaper Kolmer Bote" is one, whatever the network takes it for; whom one tells may be a person.
            if (
                pattern is before
                and match.group()[0].isupper()
                and text[max(0, match.start() - 2) : match.start() - 1].isalpha()
            ):
                continue  # the "Daily" of the Daily Slate is its name
            told = pattern is not before or TOLD.search(text, max(0, match.start() - REACH), match.start())
            spoken = match.group().split()[0].lower() in lexicon.nouns["spoken"]
            if persons.touching(span) and (told or spoken):
                continue
            # "the daily Norhaven ferry" is a ferry; "the Norhaven newspaper" a newspaper in Norhaven.
            modifies = any(s <= span[0] and span[1] + 1 < e for s, e in phrases.touching(span))
            last = name.split()[-1].lower()
            body = last in lexicon.bodies or lexicon.kind(last) == "organisation"
            if (pattern is before and modifies) or (pattern is after and name in places):
                continue
            if pattern is printed and (modifies or body or name in places):
                continue
            yield Mention(span, "PUBLICATION")


@lru_cache(maxsize=4)
def _outlet_patterns(
    before: tuple[str, ...], after: tuple[str, ...], products: tuple[str, ...]
) -> tuple[re.Pattern[str], ...]:
    lead, tail, product = ("|".join(words).replace(" ", r"\s") for words in (before, after, products))
    name = rf"{QUOTED}(?P<name>{RUN.pattern}){QUOTED}"
    clause = r"(?=\s*[,.;:!?)—–]|\s(?:in|of|from|that|which|based|published|owned|run|close|for|with)\b|\s*$)"
    return (
        re.compile(rf"(?<![\w’'-])(?i:{lead}),?\s{name}(?![\w-])"),
        re.compile(rf"\b[Tt]he\s{name}\s(?:{tail})\b(?!\s[A-Z\"“])"),
        re.compile(
            rf"(?<![\w’'-]){name},?{QUOTED}\s(?:(?:which\sis|that\sis)\s)?an?\s(?:[\w-]+\s){{0,3}}(?:{lead}){clause}"
        ),
        re.compile(rf"\b(?:{product})s?\sin\sthe\s{name}(?![\w-])"),
    )


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
            if span == run.span() and all(p != span and " " not in text[slice(*p)] for p in parts):
                yield Mention(span, forms[word.group()][form])


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
                # "The Norhaven Courier" is more than the place in it; "Mayor Ada Thorne" is the person at its end.
                if all(m.label not in ("PERSON", "PUBLICATION") and _size(m.span) < _size(core) for m in inside):
                    yield Mention(core, "ORGANISATION")
                    break


def _size(span: Span) -> int:
    return span[1] - span[0]


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]
