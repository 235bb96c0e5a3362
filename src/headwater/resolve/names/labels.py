"""What the names of an article name, where the words around them tell better than the network: or nothing at all.

The network knows a name by its letters and its sentence. What is decided here is certain from forms of words ("the
ferry Aurelia", "the town of Aske", "Ms Moss"), or from how a name is used all over the article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from headwater.model import Mention, Span
from headwater.resolve.lexicon import Lexicon
from headwater.resolve.names.runs import without_shouts
from headwater.resolve.phrases import AUXILIARY, POSSESSIVE, WORD

VESSEL = "VESSEL"
"""What no mention that the network marks is labelled: a ship."""
FIXED = (*AUXILIARY, "PUBLICATION", VESSEL)
KINDS = ("PERSON", "ORGANISATION", "PUBLICATION", "PLACE")
LETTERS = re.compile(r"(?:the )?(?:[A-Z]\.){2,3}[’']s ")
"""Before the name of a body, whose it is: "the U.K.'s Vinter Lines"."""
PLAIN = frozenset({"of", "for", "on", "in", "at", "to", "and", "or", "the", "et", "by", "from", "with"})
"""Words at either end of a name that lead to what is no part of it, or is lost: "the Board of"."""
REACH = 40
NAMING = ("of ", "called ", "named ", "of\xa0", "of\n", "called\n", "named\n")
MODIFYING = re.compile(r"(?:\s(?:and|or)\s[A-Z][\w-]+)?(?:-?\s?(?=[a-z])|-(?=[A-Z])|\s(?=[A-Z]))")
"""After a name that only tells which: "Kaldian embassy", "Kaldian-led", "Kaldian and Meranian officials"."""
NUMBERED = re.compile(r"\s(?:\d+|[IVX]+)\b(?!\s[A-Z])")
TITLED = re.compile(r"([^\W\d_]+)\.?\s+$")
TAGGED = re.compile(r"(?<![\w-])[A-Z]-$")
"""Before the place that somebody sits in parliament for: "P-Nd."."""
SHORTENED = re.compile(r"(?:[A-Z][a-z]{1,4}|D\.C)\.(?:[,;)]|\s[a-z])")
"""What stands behind a town for the region that it is in."""
FULL_NAME = re.compile(r"[^\W\d_][\w’'-]*(?: [^\W\d_a-z]\.?[\w’'-]*){1,3}")
NO_PERSON = frozenset({"leader", "head", "master", "publisher", "source", "builder", "driver"})
"""What a body or a place may be said to be as well."""
PUBLIC = frozenset({"police", "council", "court", "hospital", "school", "university", "parliament"})
"""Kinds of bodies that are called after where they are."""
SHORTEST = 4
"""Letters of the name of a place that has its people named after it."""


def labelled(text: str, mentions: Sequence[Mention], lexicon: Lexicon) -> Iterator[Mention]:
    """The names that are names, each with the label that the text as a whole bears out."""
    forms: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        forms[text[slice(*mention.span)]].append(mention)
    telling = (*lexicon.labels["trusting"], *sorted(lexicon.nouns["product"] | lexicon.nouns["reporting"]))
    roles = tuple(sorted((lexicon.nouns["unique"] | lexicon.nouns["insider"]) - lexicon.bodies.keys() - NO_PERSON))
    words = _compiled(lexicon.labels["settlements"], telling, lexicon.outlets["before"], roles)
    known = {label: {form for form, found in forms.items() if any(m.label == label for m in found)} for label in KINDS}
    uses = {form: _Use(text, form, [m.span for m in found], lexicon, words) for form, found in forms.items()}
    names = {form.split()[-1] for form in forms}
    known["TITLED"] = {form.split()[-1] for form, use in uses.items() if _label_of_titled(use, lexicon)}
    for form, found in forms.items():
        # "Fox" is Vince Fox where the article names him, and Fox News nowhere.
        bodies = known["ORGANISATION"] | known["PUBLICATION"]
        open_ = [m for m in found if m.label not in FIXED or _is_family_name(form, known["PERSON"], bodies)]
        yield from (m for m in found if m not in open_)
        if open_ and (_is_name(form, lexicon) or _is_family_name(form, known["PERSON"], ())):
            use = _Use(text, form, [m.span for m in open_], lexicon, words)
            label = _label(use, {m.label for m in open_}, known, lexicon)
            kept = (m for m in open_ if not (_is_part(text, m, lexicon) or _only_tells(text, m, names, lexicon)))
            yield from (replace(m, label=label) if label else m for m in kept)


def trimmed(text: str, mention: Mention, lexicon: Lexicon) -> Iterator[Mention]:
    """A mention line by line, each without the words around the name that are none of it: "While Moss"."""
    start, end = mention.span
    for line in re.finditer(r"(?:[^\n-]|-(?!-))+", text[start:end]):
        first, last = start + line.start(), start + line.end()
        first = _behind_adjective(text, first, last, mention.label, lexicon)
        while word := WORD.match(text, first, last):
            lower = word.group().lower()
            opens = lower in lexicon.openers or (mention.label == "PERSON" and lower in lexicon.calendar)
            loose = mention.label != "WORK" and lower in lexicon.labels["loose"]
            opens = opens or loose or (word.group() in PLAIN and word.group() != "the")
            if not opens or word.end() + 1 >= last or word.group().isupper():
                break
            first = word.end() + 1
        last = _without_tail(text, first, last, lexicon)
        first, last = _without_office(text, first, last, mention.label, lexicon)
        if text[first:last].strip():
            yield replace(mention, span=(first, last))


def modifies(text: str, span: Span, lexicon: Lexicon) -> bool:
    """Whether the name at `span` only says of what is named behind it which it is: "Kaldian embassy"."""
    behind = MODIFYING.match(text, span[1])
    word = WORD.match(text, behind.end()) if behind else None
    if word is None or word.group().istitle():
        return word is not None and word.group().lower() in lexicon.titles
    small = lexicon.relatives | lexicon.prepositions | lexicon.openers | lexicon.verbs
    return word.group() not in small


def _behind_adjective(text: str, start: int, end: int, label: str, lexicon: Lexicon) -> int:
    """Where a name begins behind what only tells of it: "Aske-based | Vinter Lines", "JUST WATCHED | Moss"."""
    if label == "PERSON":
        return without_shouts(text, (start, end))[0]
    if label != "ORGANISATION":
        return start
    for word, following in reversed(list(pairwise(WORD.finditer(text, start, end)))):
        if is_adjective(word.group(), lexicon):
            return following.start()
    country = LETTERS.match(text, start, end)
    return country.end() if country else start


def _without_office(text: str, start: int, end: int, label: str, lexicon: Lexicon) -> Span:
    """A name without an office that belongs to another: "Aske Secretary | of State", "CPA President | Karl Roe"."""
    if label not in ("PERSON", "ORGANISATION", "PLACE"):
        return start, end
    words = list(WORD.finditer(text, start, end))
    at = next((i for i in range(len(words) - 1, 0, -1) if words[i].group().lower() in lexicon.labels["offices"]), 0)
    if not at or words[at].group().islower():
        return start, end
    if label == "PERSON":
        return (words[at + 1].start(), end) if at + 1 < len(words) else (start, end)
    while at > 1 and lexicon.is_title(words[at - 1].group()):
        at -= 1
    return (start, words[at - 1].end()) if len(words) - at < 3 else (start, end)


def _without_tail(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """The end of a name without what does not belong to it: "he told Moss | Sunday", "the Vesmark | daily Varsla"."""
    words = list(WORD.finditer(text, start, end))
    while len(words) > 1 and words[-1].group() in PLAIN:
        end = words[-2].end()
        words.pop()
    last = words[-1].group() if len(words) > 1 else ""
    introduces = last in lexicon.outlets["before"] and re.match(r"\s[A-Z]", text[end : end + 2])
    return words[-2].end() if last and (last.lower() in lexicon.days or introduces) else end


def vessels(text: str, run: re.Pattern[str], lexicon: Lexicon) -> Iterator[Mention]:
    """The names that stand right behind the word for a ship: "the freighter Halvard Star"."""
    for match in _vessels(lexicon.labels["vessels"], run.pattern).finditer(text):
        if match["name"].split()[0].lower() not in lexicon.calendar | lexicon.titles.keys():
            yield Mention(match.span("name"), VESSEL)


@lru_cache(maxsize=4)
def _vessels(nouns: tuple[str, ...], name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(nouns)})\s[“\"‘']?(?P<name>{name})(?![\w-])")


@lru_cache(maxsize=4)
def _compiled(
    settlements: tuple[str, ...], trusting: tuple[str, ...], media: tuple[str, ...], roles: tuple[str, ...]
) -> dict[str, re.Pattern[str]]:
    kinds = "|".join(settlements)
    return {
        "before": re.compile(rf"\b(?:{kinds})s?\s(?:of|called|named)\s$"),
        "media": re.compile(rf"\s(?:{'|'.join(media)})\s[A-Z]"),
        "after": re.compile(rf",\s(?:a|an|the)\s(?:[\w-]+\s){{0,3}}(?:{kinds})\b"),
        "role": re.compile(rf",\s(?:a|an|the|who\s(?:is|was))\s(?:[\w-]+\s){{0,3}}(?:{'|'.join(roles)})\b"),
        "in": re.compile(r"\b[Ii]n\s(?:the\s)?$"),
        "in the": re.compile(r"\b[Ii]n\sthe\s$"),
        "trusting": re.compile(rf"\b(?:{'|'.join(trusting)})\s[Ii]n\s(?:the\s)?$"),
    }


@dataclass(frozen=True, slots=True)
class _Use:
    """How an article uses one form of a name."""

    text: str
    form: str
    spans: list[Span]
    lexicon: Lexicon
    words: dict[str, re.Pattern[str]]

    def before(self, span: Span) -> str:
        return self.text[max(0, span[0] - REACH) : span[0]]

    def titled(self) -> bool:
        """Whether a courtesy title stands before it, or begins it."""
        first = self.form.split()[0].lower().rstrip(".")
        before = (TITLED.search(self.before(span)) for span in self.spans)
        return first in self.lexicon.courtesy or any(m and m[1].lower() in self.lexicon.courtesy for m in before)

    def has_office(self) -> bool:
        """Whether an office stands before it with a capital: "President Moss"."""
        before = (TITLED.search(self.before(span)) for span in self.spans)
        return any(m and m[1].istitle() and m[1].lower() in self.lexicon.titles for m in before)

    def has_role(self) -> bool:
        """Whether an apposition says so what only a person is: "Ada Moss, the mayor of Aske"."""
        if self.form.split()[-1].lower() in self.lexicon.bodies or not FULL_NAME.fullmatch(self.form):
            return False
        return any(
            self.words["role"].match(self.text, end)
            and self.before((start, end)).rsplit(maxsplit=1)[-1:] not in ([each] for each in PLAIN)
            for start, end in self.spans
        )

    def is_settlement(self) -> bool:
        """Whether the words around it say so, or a paper is from there: "the Norrland daily Varsla"."""
        return any(
            (self.text.endswith(NAMING, 0, span[0]) and self.words["before"].search(self.before(span)))
            or self.words["after"].match(self.text, span[1])
            or self.words["media"].match(self.text, span[1])
            for span in self.spans
        )

    def holds_things(self) -> bool:
        """Whether something is in it: "in Lissen", not "in Moss’s office", "faith in Moss" or "a report in Varsla".

        Two words after "in" are hardly a place's that is taken for a person, unless there is a "the".
        """
        inside = self.words["in the" if " " in self.form else "in"]
        return any(
            inside.search(self.before(span))
            and not self.words["trusting"].search(self.before(span))
            and not self.text.startswith(("’", "'", "-"), span[1])
            and not re.match(r"\s[a-z]+(?:s|ing)?\s(?:of|and)\b", self.text[span[1] : span[1] + REACH])
            for span in self.spans
        )

    def only_modifies(self) -> bool:
        return all(modifies(self.text, span, self.lexicon) for span in self.spans)

    def is_somebody(self, others: Iterable[str]) -> bool:
        """Whether it is a part of another name or has one as a part, or a title stands before it."""
        before = (TITLED.search(self.before(span)) for span in self.spans)
        titled = any(match and match[1].lower() in self.lexicon.titles for match in before)
        words = self.form.split()
        return titled or any(self.form in o.split() or o in words for o in others if o != self.form)


def _label(use: _Use, labels: set[str], known: Mapping[str, set[str]], lexicon: Lexicon) -> str | None:
    """The label that the words around a form, and the other names `known`, bear out; None where they say nothing."""
    if use.titled():
        return _label_of_titled(use, lexicon)
    if labels == {"ORGANISATION"} and FULL_NAME.fullmatch(use.form) and use.form.split()[-1] in known["TITLED"]:
        return "PERSON"
    if "GROUP" not in labels and _settled(use, labels, lexicon):
        return "PLACE"
    if _is_demonym(use.form, known["PLACE"], lexicon) and use.only_modifies():
        return "GROUP"
    full = _is_family_name(use.form, known["PERSON"], known["ORGANISATION"] | known["PUBLICATION"])
    if full or ("PERSON" in labels and use.has_office()):
        return "PERSON"
    if _is_somewhere(use, labels, known, lexicon):
        return "PLACE"
    return "PERSON" if labels <= {"ORGANISATION", "PLACE"} and use.has_role() else None


def _settled(use: _Use, labels: set[str], lexicon: Lexicon) -> bool:
    """Whether a name is a place's by its last word, or by the word for a settlement beside it."""
    last = use.form.split()[-1].lower()
    if use.is_settlement() and last not in lexicon.bodies:
        return True
    body = labels == {"ORGANISATION"} and " " in use.form and "&" not in use.form
    return body and last in lexicon.labels["endings"]


def _is_somewhere(use: _Use, labels: set[str], known: Mapping[str, set[str]], lexicon: Lexicon) -> bool:
    """Whether something is in what the network takes for somebody, or for a body where a body is called after it."""
    if "PERSON" in labels and not use.is_somebody(known["PERSON"]) and use.holds_things():
        return True
    doubtful = labels < {"ORGANISATION", "PLACE", "PERSON"} and "ORGANISATION" in labels
    called = doubtful and _has_public_body(use.form, known["ORGANISATION"], lexicon)
    return called and ("PLACE" in labels or use.holds_things())


def _has_public_body(form: str, bodies: Iterable[str], lexicon: Lexicon) -> bool:
    """Whether a body of a town's is called after it: "the Aske Police Department"."""
    called = (body.split()[1:] for body in bodies if f"{form} " in body[: len(form) + 5])
    return any(lexicon.kinds_of_body(word.lower() for word in words) & PUBLIC for words in called)


def _label_of_titled(use: _Use, lexicon: Lexicon) -> str | None:
    return "PERSON" if use.titled() and use.form.split()[-1].lower() not in lexicon.bodies else None


def _is_family_name(form: str, persons: Iterable[str], others: Iterable[str]) -> bool:
    """Whether a word is the last of a person's full name, and the first of nobody else's."""
    full = any(person.split()[-1] == form for person in persons if " " in person)
    return full and not any(other.split()[0] == form for other in others if " " in other)


def _is_demonym(form: str, places: Iterable[str], lexicon: Lexicon) -> bool:
    """Whether a word has the form of a people's adjective, or is made of a place that the article names."""
    if " " in form or not form.isalpha() or form.isupper():
        return False
    if form.endswith(lexicon.labels["alone"]):
        return True
    stems = (place.rstrip("aeiou") for place in places if len(place) >= SHORTEST and place != form)
    made = {place + ending for place in places for ending in lexicon.labels["demonyms"] if len(place) >= SHORTEST}
    return form in made or any(form == stem + ending for stem in stems for ending in lexicon.labels["demonyms"])


def _is_name(form: str, lexicon: Lexicon) -> bool:
    """Whether there is more to a form than words that only have a capital by their place: "The", "Mr", "Easter"."""
    words = WORD.findall(POSSESSIVE.sub("", form))
    if sum(character.isalpha() for character in form) < 2 or is_adjective(form, lexicon):
        return False
    small = lexicon.determiners | lexicon.prepositions | lexicon.relatives | lexicon.openers | lexicon.calendar
    return any(
        (word.isupper() and len(word) > 1)
        or word.lower() not in small | lexicon.titles.keys() | lexicon.pronouns.keys()
        for word in words
    )


def is_adjective(form: str, lexicon: Lexicon) -> bool:
    """Whether a hyphen makes of a name what only tells of another: "Aske-based"."""
    head, hyphen, last = form.rpartition("-")
    return bool(hyphen and head) and last in lexicon.labels["adjectives"]


def _is_part(text: str, mention: Mention, lexicon: Lexicon) -> bool:
    """Whether a single word belongs to what follows and names nobody: "Berth 4", "Transport Correspondent"."""
    form = text[slice(*mention.span)]
    if " " in form or form.isupper() or mention.label not in ("ORGANISATION", "WORK"):
        return False
    if NUMBERED.match(text, mention.span[1]):
        return True
    following = re.compile(r"\s([A-Z]\w+)").match(text, mention.span[1])
    return following is not None and lexicon.kind(following[1].lower()) == "reporter"


def _only_tells(text: str, mention: Mention, names: Container[str], lexicon: Lexicon) -> bool:
    """Whether it only tells more of the name before it, or is two names that a hyphen sets side by side.

    "Ada Moss, MD", "Aske, Nd.", "Rep. Ada Moss (P-Nd.)", "the Moss-Roe talks".
    """
    start, end = mention.span
    form, before = text[start:end], text[max(0, start - 3) : start]
    if TAGGED.search(before) and mention.label in ("PLACE", "ORGANISATION"):
        return True
    one, hyphen, other = form.partition("-")
    if hyphen and one in names and other in names:
        return True
    behind = before[-2:] == ", " and before[:1].isalpha()
    shortened = SHORTENED.match(text, start)
    region = mention.label == "PLACE" and shortened is not None and shortened.end() > end
    return behind and (form in lexicon.labels["degrees"] or region)
