"""A source phrase taken apart: its head, what stands before the head, and the names in it by the part they play."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from headwater.model import Mention, Span
from headwater.resolve.lexicon import Lexicon

WORD = re.compile(r"[^\W_]+(?:[-’'.&][^\W_]+)*")
POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$")
OF_SOMEBODY = re.compile(r"(?:[’']s|(?<=s)[’'])(?!\w)")
CAPITALS = re.compile(r"[A-Z][\w’'.&-]*(?:\s+[A-Z][\w’'.&-]*)*(?<![’'.])")
JOINED_CAPITALS = re.compile(r"[A-Z][\w’'.&-]*(?:\s+(?:(?:of|and|for|the|on|&)\s+){0,2}[A-Z][\w’'.&-]*)*(?<![’'.])")
BROKEN = re.compile(r"[;:(–—\n“”\"]|(?<!\d),|,(?!\d)")
"""Where the part of a phrase that is shown ends; not within "25,000"."""
LEADS = frozenset(
    {
        "and",
        "or",
        "but",
        "by",
        "between",
        "among",
        "from",
        "to",
        "for",
        "with",
        "that",
        "what",
        "even",
        "also",
        "as",
        "if",
    }
)
"""Words at either end of a phrase that are no part of it."""
OPENING = 20
"""Characters before a word in which another one stands, unless it opens a sentence."""
AUXILIARY = ("DATE", "NUMBER")
"""Labels of names that are nobody: they play no part in a source phrase."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source phrase and its parts.

    `head` is its head noun in the singular, lower case, or "" if a name heads it; `core` the span up to the first
    complement; `description` what is shown of the unnamed: the phrase up to its first comma or relative, without
    determiners ("head of the harbour police"). `names` head it, `owners` own or modify the head ("the Courier's
    report"), `complements` follow a preposition ("a report by the Courier"). `definite` means somebody known already
    ("the official", "its spokeswoman", "the port's manager"), `indefinite` anybody of a kind.
    """

    description: str
    span: Span
    core: Span
    head: str
    plural: bool
    definite: bool
    indefinite: bool
    names: tuple[Mention, ...]
    owners: tuple[Mention, ...]
    complements: tuple[Mention, ...]


def take_apart(text: str, span: Span, mentions: Sequence[Mention], lexicon: Lexicon) -> Phrase:
    inside = [m for m in mentions if span[0] <= m.span[0] and m.span[1] <= span[1] and m.label not in AUXILIARY]
    core = _core(text, span, inside, lexicon)
    parts: dict[str, list[Mention]] = {"name": [], "owner": [], "complement": []}
    inside = [m for m in inside if not (m.label == "GROUP" and lexicon.is_party_member(text[slice(*m.span)].lower()))]
    for mention in inside:
        parts[_part(text, span, core, mention, lexicon)].append(mention)
    words = [word.group() for word in WORD.finditer(text[slice(*core)])]
    first = words[0].lower() if words else ""
    head = POSSESSIVE.sub("", words[-1]).lower() if words else ""
    if " ".join(words[-2:]).lower() in lexicon.two_words:
        head = " ".join(words[-2:]).lower()
    core_names = [m for m in parts["name"] if m.span[1] == core[1]]
    if head in lexicon.reflexive:
        core_names = core_names or parts["name"][:1]
    owned = any(POSSESSIVE.search(word) for word in words[:-1])
    return Phrase(
        _uncapitalised(_description(text, span, lexicon), text, span, inside, lexicon),
        span,
        core,
        "" if core_names else lexicon.singular(head),
        lexicon.plural(head) and not core_names,
        first in lexicon.definite or owned or (len(words) > 1 and words[1].lower() in ("same", "said")),
        first in lexicon.indefinite,
        tuple(parts["name"]),
        tuple(parts["owner"]),
        tuple(parts["complement"]),
    )


def _core(text: str, span: Span, names: Sequence[Mention], lexicon: Lexicon) -> Span:
    """The phrase up to its first comma, preposition, relative or participle; words inside a name do not end it."""
    start, end = span
    last, previous = start, ""
    for word in WORD.finditer(text, start, end):
        between = text[last : word.start()]
        in_name = any(m.span[0] < word.start() < m.span[1] for m in names)
        if last > start and not in_name and re.search(r"[,;:(–—\n]", between):
            break
        if last > start and not in_name and (_ends(text, word, end, lexicon) or _begins(word, previous, lexicon)):
            break
        last, previous = word.end(), word.group().lower()
    return start, last


def _begins(word: re.Match[str], previous: str, lexicon: Lexicon) -> bool:
    """Whether a word begins a phrase of its own: "a memo | the board sent"."""
    articles = lexicon.definite | lexicon.indefinite
    return (
        word.group() in articles - {"one", "same", "said", "no"}
        and previous not in lexicon.determiners | lexicon.prepositions
    )


def _ends(text: str, word: re.Match[str], end: int, lexicon: Lexicon) -> bool:
    """Whether the part of a phrase that has its head ends before a word: "minutes | obtained by the Courier"."""
    lower = word.group().lower()
    if lower not in lexicon.participles:
        return lower in lexicon.prepositions or lower in lexicon.relatives
    following = WORD.match(text, word.end() + 1, end)
    if following is None:
        return True
    noun = following.group()
    return not noun.islower() or noun in lexicon.prepositions | lexicon.determiners or noun.endswith("ly")


def _description(text: str, span: Span, lexicon: Lexicon) -> str:
    shown = BROKEN.split(text[slice(*span)].strip(" ,;:“”\"'‘’"))[0]
    words = list(WORD.finditer(shown))
    end = len(shown)
    first = 0
    while first < len(words) - 1 and words[first].group().lower() in LEADS:  # "by doctors", "and even older returns"
        first += 1
    while first < len(words) - 1 and words[first].group().lower() in lexicon.determiners:
        first += 2 if words[first + 1].group().lower() == "of" and first < len(words) - 2 else 1
    # "the person who was in the room" is nobody without the clause; "the official who …" is the official.
    generic = bool(words) and lexicon.singular(words[first].group().lower()) in lexicon.nouns["generic"]
    for before, word in pairwise(words[first:]):
        if not generic and _begins(word, before.group().lower(), lexicon):
            shown = shown[: word.start()]
            break
        clause = word.group().lower() in lexicon.relatives | lexicon.participles
        if clause and not generic and _ends(shown, word, end, lexicon):
            shown = shown[: word.start()]
            break
    return " ".join(_closed(shown[words[first].start() :], lexicon)) if words else " ".join(text[slice(*span)].split())


def _leads_on(word: str, lexicon: Lexicon) -> bool:
    if word in ("inside", "outside"):
        return False
    return (
        word in lexicon.prepositions
        or word in lexicon.relatives
        or word in LEADS
        or word in ("being", "the", "a", "an")
    )


def _uncapitalised(shown: str, text: str, span: Span, names: Sequence[Mention], lexicon: Lexicon) -> str:
    """A description without the capital that its first word has by its place: "Officials said"."""
    first, _, rest = shown.partition(" ")
    opens = text[max(0, span[0] - OPENING) : span[0]].rstrip(" “\"‘'")[-1:] in ("", *'.!?…\n:”"')
    if not (first.istitle() and len(first) > 1 and opens and text.startswith(first, span[0])) or rest[:1].isupper():
        return shown
    if any(name.span[0] <= span[0] < name.span[1] for name in names):
        return shown
    lower = first.lower()
    common = lexicon.kind(lower) or lexicon.singular(lower) in lexicon.nouns["insider"] or f" {lower} " in text
    return lower + shown[len(first) :] if common else shown


def _closed(shown: str, lexicon: Lexicon) -> list[str]:
    """The words of a description without those at its end that only lead on: "a handbook from", "a man who"."""
    words = shown.split()
    while len(words) > 1 and _leads_on(words[-1].strip(",;").lower(), lexicon):
        words.pop()
    return words


def capitals(text: str, span: Span, lexicon: Lexicon, ends: Set[str]) -> Iterator[Span]:
    """The names that a source phrase may begin with by its capitals alone, longest first.

    A single word that opens a sentence is one only if a longer name in the text begins or ends with it: `ends`.
    """
    position = span[0]
    while (word := WORD.match(text, position, span[1])) and word.group().lower() in lexicon.determiners:
        position = span[1] - len(text[word.end() : span[1]].lstrip())
    before = text[max(0, position - OPENING) : position].rstrip(" “\"‘'")
    opens = position == span[0] and (not before or before[-1] in '.!?…\n:”"')
    for pattern in (JOINED_CAPITALS, CAPITALS):
        match = pattern.match(text, position, span[1])
        if match is None:
            return
        words = match.group().split()
        first = [word.lower() for word in words[: next((i for i, w in enumerate(words) if w.islower()), len(words))]]
        if pattern is JOINED_CAPITALS and not any(lexicon.kind(word) == "organisation" for word in first):
            continue  # "Ministry of Ports and Waterways" is one name, "Ines Halloran of the Courier" is two
        last = words[-1].lower()
        office = last in lexicon.labels["offices"] or last in lexicon.shortened.values()
        common = office or lexicon.is_party_member(last) or lexicon.kind(last) is not None
        common = common or words[0].lower() in lexicon.pronouns
        known = len(words) > 1 or not opens or words[0] in ends
        if known and not common:
            yield match.span()


def _part(text: str, span: Span, core: Span, mention: Mention, lexicon: Lexicon) -> str:
    start, end = mention.span
    after = text[end : span[1]]
    if (OF_SOMEBODY.match(after) or OF_SOMEBODY.search(text[start:end])) and WORD.search(after.lstrip("’'s")):
        return "owner"
    following = re.match(r"[\s-]+([^\W\d_][\w’'-]*)", after)
    joined = following and (following.group(1) in ("and", "or") or following.group(1) in lexicon.reflexive)
    head = text[slice(*core)].split()[-1]
    if joined and end < core[1] and head.islower() and lexicon.singular(head) in lexicon.nouns["insider"]:
        return "owner"  # "Kaldian and Meranian officials" are neither
    if following and not joined and end < core[1]:
        return "owner"
    if following and following.group(1).islower() and lexicon.kind(following.group(1)) is not None:
        return "owner"
    if start < core[1]:
        return "name"
    # The nearest break before the name decides: a comma opens an apposition, a preposition a complement.
    before = text[core[0] : start]
    clause = re.split(r"[,;:(–—]", before)[-1]
    if lexicon.examples & set(clause.lower().split()[:1]):
        return "complement"
    if mention.label == "PERSON" and _is_office(clause, lexicon):
        return "name"
    if any(word.group().lower() in lexicon.prepositions for word in WORD.finditer(clause)):
        return "complement"
    return "name"


def _is_office(clause: str, lexicon: Lexicon) -> bool:
    """Whether what stands right before somebody's name is all office: "the Secretary of the Interior | Ada Moss".

    A title may stand between: "chairman of the Ports Committee Rep. | Ada Moss", but not "aide to Rep. | Ada Moss".
    """
    words = [word.group() for word in WORD.finditer(clause)]
    while len(words) > 1 and lexicon.is_title(words[-1]) and not lexicon.is_title(words[-2]):
        words.pop()
    if not words or not clause.endswith((" ", "\xa0")) or not words[-1][0].isupper() or lexicon.is_title(words[-1]):
        return False
    first = next((i for i, word in enumerate(words) if word.lower() in lexicon.prepositions), 0)
    return any(lexicon.is_title(word) for word in words[:first])
