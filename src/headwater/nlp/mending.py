"""Relations > relations whose sources are whole, and which stand in those that pass them on.

The network marks words one by one, window by window. What the form of a sentence settles beyond doubt is put right
here: a source that lost its noun or took the day along, "quoted the official as saying", "the Ledger, citing the
Courier, said", and "it fell, an official told the Courier, the Ledger reports", where the last passes on the others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from headwater import vocabulary
from headwater.model import Relation, Span, Spans
from headwater.nlp.citations import cited
from headwater.nlp.lists import alternatives, lists
from headwater.quotation import quoted
from headwater.spans import InOrder, in_order, overlaps, trimmed

FEWEST = 3
"""Words that state something at least."""
STOPS = " .,;:!?"
POSSESSIVES = ("'s ", "’s ")
LATER = 8
"""How many relations later in a sentence are asked whether they pass on an earlier one."""
LONGEST_NAME = 120
"""Characters of a source that a citation names, at most."""


@dataclass(frozen=True, slots=True)
class _Forms:
    open: re.Pattern[str]
    when: re.Pattern[str]
    relative: re.Pattern[str]
    loose: re.Pattern[str]
    reported: re.Pattern[str]
    quoted: re.Pattern[str]
    according: re.Pattern[str]
    article: re.Pattern[str]
    completing: re.Pattern[str]
    within: re.Pattern[str]
    initials: re.Pattern[str]
    capitals_before: re.Pattern[str]
    capitals_after: re.Pattern[str]
    capital_last: re.Pattern[str]
    named_after: re.Pattern[str]


def mended(text: str, relations: Sequence[Relation], phrases: Spans, sentences: Spans) -> tuple[Relation, ...]:
    """The relations in their order, each with its source mended and its parent found, and nested ones for citations."""
    forms, nouns = _forms(), in_order(phrases)
    found = [replace(r, cue=tuple(_verb(text, cue, forms) for cue in r.cue)) for r in relations]
    told = {cue[1] for r in found for cue in r.cue if r.source and r.source[0] < cue}
    found = [_from_cue(text, relation, nouns) for relation in found]
    bounds, quotes, cues = in_order(sentences), quoted(text), in_order(cue for r in found for cue in r.cue)
    found = [_with_source(text, relation, told, nouns, bounds, cues, forms) for relation in found]
    found = [_in_its_sentence(text, relation, bounds, quotes) for relation in found]
    return cited(text, _passed_on(text, found, sentences), phrases, sentences)


# -- sources ----------------------------------------------------------------------------------------------------------


def _with_source(
    text: str,
    relation: Relation,
    told: Set[int],
    phrases: InOrder[Span],
    sentences: InOrder[Span],
    cues: InOrder[Span],
    forms: _Forms,
) -> Relation:
    relation = _reported(text, _named_after(text, relation, forms), phrases, forms)
    if not relation.source:
        return relation
    source = [_on_one_line(text, span, relation.cue) for span in relation.source]
    source = [_whole_name(text, span, cues, sentences, forms) for span in source]
    source[0] = _with_head(text, source[0], (*relation.cue, *relation.content), phrases, forms)
    source[0] = _from_its_begin(text, source[0], relation.cue, phrases, forms)
    source[-1] = _whole(text, source[-1], relation.cue, phrases, forms)
    source[-1] = _without(forms.loose, text, _without(forms.relative, text, _without(forms.when, text, source[-1])))
    source[0] = _without_venue(text, source[0], told)
    content = _outside(_outside(relation.content, source[-1]), source[0])
    return replace(relation, source=tuple(source), content=content or relation.content)


def _from_cue(text: str, relation: Relation, phrases: InOrder[Span]) -> Relation:
    """ "It fell, | reported the Ledger", "it fell, | reads the letter": who says so is no part of the cue."""
    cue = relation.cue[-1]
    who = next((p for p in phrases.touching(cue) if p[0] > cue[0] and p[1] == cue[1]), None)
    before = relation.content and max(relation.content)[1] <= cue[0]
    if relation.source or who is None or not before or not _names_who(text[slice(*who)].split()):
        return relation
    verb = trimmed(text, (cue[0], who[0]))
    spoken = text[slice(*verb)].split()
    return replace(relation, source=(who,), cue=(*relation.cue[:-1], verb)) if len(spoken) == 1 else relation


def _names_who(words: Sequence[str]) -> bool:
    return bool(words) and (words[-1][:1].isupper() or words[0].lower() in lists("sources")["before"])


def _verb(text: str, cue: Span, forms: _Forms) -> Span:
    """A cue without the article of what follows it: "quotes | a"."""
    match = forms.article.search(text, *cue)
    return (cue[0], match.start()) if match and match.start() > cue[0] else cue


def _whole_name(text: str, span: Span, cues: InOrder[Span], sentences: InOrder[Span], forms: _Forms) -> Span:
    """A source with the rest of the name of which it has a part: "Aviation | Week". No cue is part of a name."""
    start, end = span
    before = forms.capitals_before.search(text, max(0, start - LONGEST_NAME), start) if text[start].isupper() else None
    if before and not cues.touching(before.span()):
        start = before.start()
    if text[end : end + 1] == "." and (_goes_on(text, end + 1, sentences) or forms.initials.search(text, start, end)):
        end += 1
    after = forms.capitals_after.match(text, end) if forms.capital_last.search(text, *span) else None
    if after and not cues.touching(after.span()):
        end = after.end()
    return start, end


def _goes_on(text: str, position: int, sentences: InOrder[Span]) -> bool:
    """Whether a sentence goes on with a further word: "Mr. | Moss"."""
    sentence = sentences.holding(position - 1)
    return sentence is not None and position < sentence[1] and text[position].isspace()


def _with_head(text: str, span: Span, taken: Spans, phrases: InOrder[Span], forms: _Forms) -> Span:
    """A source with the noun phrase that it completes: "the Center for | Harbour Studies"."""
    match = forms.within.search(text, max(0, span[0] - LONGEST_NAME), span[0])
    # In "footage of Moss saying so" it is Moss who says so.
    speaking = text[span[1] : taken[0][1]].split()[:1] if taken else []
    if match is None or not text[span[0]].isupper() or any(word.endswith("ing") for word in speaking):
        return span
    before = [p for p in phrases.touching((match.start() - 1, match.start())) if p[1] == match.start()]
    start = min((p[0] for p in before), default=span[0])
    if "\n" in text[start : span[0]] or any(s < span[0] and start < e for s, e in taken):
        return span
    return _with_head(text, (start, span[1]), taken, phrases, forms) if start < span[0] else span


def _on_one_line(text: str, span: Span, cue: Spans) -> Span:
    """The line of a source that its cue is nearer to: the end of a headline is no part of what stands below it."""
    if "\n" not in text[slice(*span)].strip():
        return span
    here = (span[0], text.index("\n", *span)) if cue[0][0] < span[0] else (text.rindex("\n", *span) + 1, span[1])
    return here if here[0] < here[1] else span


def _named_after(text: str, relation: Relation, forms: _Forms) -> Relation:
    """ "According to Moss, it fell", where the network took all that follows for what Moss says."""
    if relation.source:
        return relation
    cue = relation.cue[-1]
    match = forms.named_after.match(text, cue[1]) if forms.according.search(text, *cue) else None
    if match is None:
        return relation
    source = match.span("source")
    content = tuple((max(s, match.end()) if s < match.end() else s, e) for s, e in relation.content if e > match.end())
    return replace(relation, source=(source,), content=content) if content else relation


def _reported(text: str, relation: Relation, phrases: InOrder[Span], forms: _Forms) -> Relation:
    """ "quotes the official as saying that it fell": the official says so."""
    relation = _without_quoting(text, relation, forms)
    cue = relation.cue[0]
    match = forms.reported.search(text, max(0, cue[0] - 12), cue[1])
    if match is None or (relation.source and match.start() < cue[0]):
        return relation
    near = phrases.beginning(match.start() - LONGEST_NAME, match.start())
    before = max((p for p in near if p[1] == match.start() - 1), default=None)
    start = min((span[0] for span in (*relation.source[:1], *([before] if before else ()))), default=cue[0])
    if start >= match.start() - 1:
        return relation
    return replace(relation, source=((start, match.start() - 1),), cue=(_last_word(text, cue),))


def _without_quoting(text: str, relation: Relation, forms: _Forms) -> Relation:
    """ "Moss was quoted | as saying", without "was quoted"."""
    match = forms.quoted.search(text, *relation.source[-1]) if relation.source else None
    if match is None or match.start() <= relation.source[-1][0]:
        return relation
    return replace(relation, source=(*relation.source[:-1], (relation.source[-1][0], match.start())))


def _last_word(text: str, span: Span) -> Span:
    return text.rfind(" ", *span) + 1 or span[0], span[1]


def _from_its_begin(text: str, span: Span, cue: Spans, phrases: InOrder[Span], forms: _Forms) -> Span:
    """A source from where the noun phrase begins that it is in, or that it completes: "a person | close to her"."""
    start = span[0]
    if forms.completing.match(text, start):
        around = [p for p in phrases.touching((start - 2, start - 1)) if p[1] == start - 1]
    else:
        around = [p for p in phrases.touching((start - 1, start + 1)) if p[0] < start < p[1]]
    begins = min((p[0] for p in around), default=start)
    return span if any(begins < e and s < start for s, e in cue) or "\n" in text[begins:start] else (begins, span[1])


def _whole(text: str, span: Span, cue: Spans, phrases: InOrder[Span], forms: _Forms) -> Span:
    """A source that ends in the middle of a noun phrase, with the rest of it: "the Courier | ’s story"."""
    owns = text.startswith(POSSESSIVES, span[1])
    around = [p for p in phrases.touching((span[1], span[1] + 2)) if span[1] < p[1] <= span[1] + LONGEST_NAME]
    if not around or not (owns or forms.open.search(text, *span)) or "\n" in text[span[1] : around[0][1]]:
        return span
    end = max(p[1] for p in around if p[0] == min(p[0] for p in around))
    return span if any(c[0] < end and span[1] <= c[0] for c in cue) else (span[0], end)


def _without(end: re.Pattern[str], text: str, span: Span) -> Span:
    match = end.search(text, *span)
    return (span[0], match.start()) if match and match.start() > span[0] else span


def _without_venue(text: str, span: Span, told: Set[int]) -> Span:
    """A source without the one whom somebody else told: "told the Courier, | the Ledger | reports"."""
    comma = text.rfind(", ", *span)
    return (comma + 2, span[1]) if {span[0], span[0] - 1} & told and comma > span[0] else span


def _outside(content: Spans, source: Span) -> Spans:
    """A content without what its source has taken from it."""
    rest = (
        part for span in content for part in ((span[0], min(span[1], source[0])), (max(span[0], source[1]), span[1]))
    )
    return tuple((start, end) for start, end in rest if start < end)


def _in_its_sentence(text: str, relation: Relation, sentences: InOrder[Span], quotes: NDArray[np.bool_]) -> Relation:
    """A relation without crumbs of other sentences, and without the sentence before: "It fell. One man died, she said."

    What is quoted is one speech however many sentences it has, and a sentence that follows whole may be told on.
    """
    own = {sentence for span in (*relation.source, *relation.cue) for sentence in sentences.touching(span)}
    if not own:
        return relation
    kept: list[Span] = []
    for first, last in relation.content:
        goes_on = False
        for sentence in sentences.touching((first, last)):
            piece = trimmed(text, (max(first, sentence[0]), min(last, sentence[1])))
            follows = sentence > max(own) and _whole_sentence(text, piece, sentence)
            speech = relation.parent is None and bool(quotes[slice(*piece)].any())
            holds = piece[0] < piece[1] and (sentence in own or follows or speech)
            if holds and goes_on:
                kept[-1] = (kept[-1][0], piece[1])
            elif holds:
                kept.append(piece)
            goes_on = holds
    words = sum(len(text[start:end].split()) for start, end in kept)
    lost = (span for span in relation.content if not overlaps(span, kept))
    crumbs = bool(kept) and all(len(text[start:end].split()) < FEWEST for start, end in lost)
    return replace(relation, content=tuple(kept)) if words >= FEWEST or crumbs else relation


def _whole_sentence(text: str, piece: Span, sentence: Span) -> bool:
    whole = trimmed(text, sentence, STOPS)
    return piece[0] <= whole[0] and whole[1] <= piece[1]


# -- what stands in what ----------------------------------------------------------------------------------------------


def _passed_on(text: str, relations: Sequence[Relation], sentences: Spans) -> list[Relation]:
    """The relations, each below the one that ends its sentence and passes it on: "…, he said, the Ledger reports"."""
    found = list(relations)
    bounds = in_order(sentences)
    closing = InOrder((r.source[0], i) for i, r in enumerate(found) if r.source and _set_off(text, r))
    for index, relation in enumerate(found):
        sentence = bounds.holding(relation.cue[0][0])
        if relation.parent is not None or not relation.source or sentence is None:
            continue
        spoken = max(relation.source[-1][1], relation.cue[-1][1])
        for i in closing.beginning(spoken, sentence[1])[:LATER]:
            other = found[i]
            passes = other.parent != index and other.cue[-1][1] <= sentence[1] and _holds(other, relation)
            if passes and not _stands_in(found, i, index):
                found[index] = replace(relation, parent=i)
                break
    return found


def _set_off(text: str, relation: Relation) -> bool:
    """Whether a comma or the end of a quotation stands before a relation's source and cue, in the active voice."""
    first = min(relation.source[0][0], relation.cue[0][0])
    if text.endswith(" by ", 0, relation.source[0][0]) and relation.cue[0] < relation.source[0]:
        return False
    return text[max(0, first - 3) : first].rstrip()[-1:] in {",", "”", "’", '"', "'", ";", "–", "—"}


def _holds(outer: Relation, inner: Relation) -> bool:
    """Whether a relation that ends its sentence says at least half of what another, before it, does."""
    said = {i for s, e in inner.content for i in range(s, e)}
    passed = {i for s, e in outer.content for i in range(s, e)}
    return bool(said) and 2 * len(said & passed) >= len(said) and min(passed) < outer.source[0][0]


def _stands_in(relations: Sequence[Relation], index: int | None, around: int) -> bool:
    while index is not None:
        if index == around:
            return True
        index = relations[index].parent
    return False


@cache
def _forms() -> _Forms:
    words = alternatives("sources")
    weekdays, months = vocabulary.alternation("weekdays"), vocabulary.alternation("months")
    day = rf"(?:{weekdays}|(?:\d{{1,2}}\s)?(?:{months})(?:\s\d{{1,4}})?|\d{{4}})"
    which = words["which"].replace(r"\ ", r"\s")
    span = rf"(?:{which})\s(?:{words['units']}|{day})"
    when = rf"(?:(?:{words['when']})\s)*(?:{day}|{span}|{words['days']})"
    calendar, capital = rf"(?:{weekdays}|{months})\b", r"[A-ZÀ-ÖØ-Þ][\w&-]{1,30}"
    return _Forms(
        open=re.compile(rf"(?:^|(?<=\s)|(?<=’)|(?<='))(?:{words['open']}|s)$", re.IGNORECASE | re.MULTILINE),
        when=re.compile(rf",?\s{when}$"),
        relative=re.compile(rf",\s(?:{vocabulary.alternation('relative')})$"),
        loose=re.compile(rf"\s(?:{words['when']}|{which})$"),
        reported=re.compile(rf"\b(?:{words['reported']})$"),
        quoted=re.compile(rf"\s(?:{words['quoted']})$"),
        according=re.compile(rf"(?:{words['according']})$", re.IGNORECASE),
        article=re.compile(rf"\s(?:{words['before']})$"),
        completing=re.compile(rf"(?:{words['completing']})\s"),
        within=re.compile(rf"\s(?:{words['within']})\s(?:(?:{words['articles']})\s)?$"),
        initials=re.compile(r"(?<!\w)(?:[A-Z]\.)+[A-Z]$"),
        capitals_before=re.compile(rf"(?<=[a-z] )(?:(?!{calendar}){capital}[ \xa0])+$"),
        capitals_after=re.compile(rf"(?:[ \xa0](?!{calendar}){capital}(?![\w’'-]))+"),
        capital_last=re.compile(rf"(?<![\w’'-]){capital}$"),
        named_after=re.compile(r"\s(?P<source>[^,.;:()\n“”\"]{2,60}),\s"),
    )
