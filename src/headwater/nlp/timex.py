"""Text > the expressions in it that may be dates, with their parts: recognised by their words, not yet placed in time.

The text is turned into tokens, each of a class that a letter stands for, and the patterns are matched on those letters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from headwater.nlp import numerals
from headwater.nlp.tense import TenseWords

TOKEN = re.compile(
    r"(?P<word>[^\W\d_][^\W_]*(?:[’'][^\W\d_]+)*)"
    r"|(?P<written>(?<![\w/-])\d{4}(?P<mark>[-/])\d\d(?P=mark)\d\d(?![\d/-]))"
    r"|(?P<numeric>(?<![\w/.-])\d{1,2}(?P<sign>[/.-])\d{1,2}(?P=sign)(?:\d{4}|(?<=/)\d\d)(?![\w/-]|\.\d))"
    r"|(?P<short>(?<![\w/-])(?:1[5-9]|20)\d\d[-–]\d\d(?![\w-]))"
    r"|(?P<number>\d+(?:[.,:/]\d+)*(?:[’']?[^\W\d_]+)?)"
    r"|(?P<tens>(?<!\w)[’'‘]\d0[’']?s\b)"
    r"|(?P<line>\n)|(?P<dash>[-–—])|[^\w\s]"
)
LETTERS = {
    "months": "M", "weekdays": "W", "short_weekdays": "w", "seasons": "S", "feasts": "F", "days": "T", "units": "U",
    "centuries": "C", "decades": "G", "quarters": "Q", "relative": "r", "past": "P", "anaphoric": "p",
    "from_published": "A", "from_before": "B", "rough": "R", "then": "H", "qualifiers": "q", "weak_qualifiers": "v",
    "to": ">", "beside": "x", "cardinals": "c", "ordinals": "o", "a": "a", "the": "t", "of": "f", "and": "&",
}  # fmt: skip
"""Of the word lists. Besides: `y` a year, `Y` years ("2010-12") or a month ("2016-09"), `d` a day of a month, `n`
another number of up to three digits, `#` any other, `k` a decade, `I` and `J` days in digits, `:` any other word, `|`
the end of a line, `-` a dash, `$` a currency; other signs stand for themselves or are `;`."""
AS_WRITTEN = ("months", "weekdays", "short_weekdays", "feasts")
NUMBER = "(?:[dna]|c(?:-?c)?)"
SIGNS: Mapping[str, tuple[str, Any]] = {
    "written": ("I", None), "numeric": ("J", None), "line": ("|", None), "dash": ("-", None),
    **{sign: (sign, None) for sign in "$%/,.()"}, **dict.fromkeys("€£¥", ("$", None)),
}  # fmt: skip
PATTERNS = [
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("written", "(?P<written>I)"),
        ("numeric", "(?P<written>J)"),
        ("day", "(?:(?P<weekday>[Ww]),?)?(?<![-$n#])t?(?P<first>d)[->&]t?(?P<day>d)f?(?P<month>M)(?:,?(?P<year>y))?"),
        ("day", "(?:(?P<weekday>[Ww]),?)?(?<![-$n#])t?(?P<day>d)f?(?P<month>M)(?:,?(?P<year>y))?"),
        ("day", "(?:(?P<weekday>[Ww]),?)?t?(?P<day>o)f(?P<month>M)(?:,?(?P<year>y))?"),
        ("day", "(?:(?P<weekday>[Ww]),?)?(?P<month>M)t?(?P<first>d)[->&](?P<day>d)(?!M)(?:,?(?P<year>y))?"),
        ("day", "(?:(?P<weekday>[Ww]),?)?(?P<month>M)t?(?P<day>d)(?:,?(?P<year>y))?"),
        ("day", "(?<![-$n#])(?P<day>d)-(?P<month>M)-(?P<year>y)(?!-)"),
        ("month", "(?P<month>M),?f?(?P<year>y)"),
        ("season", "(?P<season>S),?f?(?P<year>[yY])"),
        ("quarter", "(?P<quarter>Q),?f?(?P<year>y)"),
        ("feast", "(?P<feast>F),?(?P<year>y)?"),
        ("days", "(?P<days>T)"),
        ("from published", f"(?P<rough>R)?(?<![->&])(?P<count>{NUMBER})-?(?P<unit>U)(?P<shift>A)"),
        ("from before", f"(?P<rough>R)?(?<![->&])(?P<count>{NUMBER})-?(?P<unit>U)(?P<shift>B)"),
        ("stretch", f"[tr]?(?P<side>P)(?P<count>{NUMBER})?(?P<unit>U)(?!f)"),
        ("stretch", f"t?(?P<side>[rp])(?P<count>{NUMBER})-?(?P<unit>U)(?!f)"),
        ("stretch", "t(?P<side>r)(?P<unit>U)(?!f)"),
        ("anaphor", "(?P<shift>p)(?P<name>[USMW])"),
        ("relative", "(?P<shift>r)(?P<name>[USMWFC])"),
        ("beside", "t(?P<unit>U)(?P<shift>x)(?=[;.,)&|]|$)"),
        ("then", "(?P<then>H)(?!f)"),
        ("unit", "t(?P<unit>U)(?!f)"),
        ("century", "(?P<first>[od])[->&]t?(?P<century>[od])-?C"),
        ("century", "(?P<century>[od])-?C"),
        ("decade", "(?P<decade>k)|t(?P<tens>G)"),
        ("weekday", "(?P<weekday>W)"),
        ("month", "(?P<month>M)"),
        ("season", "(?P<season>S)(?!f)"),
        ("year", "(?<![-/$#n])(?P<year>y)-(?P<last>y)(?!-)"),
        ("year", "(?<![-/$#n])(?P<year>[yY])(?![/%])"),
    )
]


class Token(NamedTuple):
    """A word, number or sign; `letter` stands for its class, `value` is what the word lists or its digits give it."""

    start: int
    end: int
    letter: str
    value: Any = None
    plural: bool = False


class Tokens:
    """A text's tokens, `letters` their classes. What is asked about a place where none is, is empty."""

    def __init__(self, text: str, found: Sequence[Token]) -> None:
        self.text, self.found = text, found
        self.letters = "".join([token.letter for token in found])

    def letter(self, index: int) -> str:
        return self.letters[index] if 0 <= index < len(self.found) else ""

    def written(self, index: int) -> str:
        if not 0 <= index < len(self.found):
            return ""
        return self.text[self.found[index].start : self.found[index].end]


@dataclass(frozen=True, slots=True)
class Expression:
    """What may be a date: the tokens `first` up to `last` of the text, and those of them that are parts of it."""

    first: int
    last: int
    kind: str
    parts: Mapping[str, tuple[Token, ...]]

    def value(self, part: str) -> Any:
        """Of the one token of a part; None where the part is not there."""
        return self.parts[part][0].value if part in self.parts else None

    def count(self) -> int:
        """Of units: 1 for "a" and where no number stands."""
        return sum(token.value for token in self.parts.get("count", ()) if token.letter != "-") or 1


@dataclass(frozen=True, slots=True)
class DateWords:
    """The words for dates of one language, as `dates.en.toml` explains them."""

    lexicon: Mapping[tuple[str, ...], tuple[str, Any]]
    longest: Mapping[str, int]
    lists: Mapping[str, frozenset[str]]
    tense: TenseWords

    def tokens(self, text: str) -> Tokens:
        """Entries of the lexicon are one token, the longest that fits; a word without its "'s" may be one."""
        matches = list(TOKEN.finditer(text))
        found: list[Token] = []
        index = 0
        while index < len(matches):
            match = matches[index]
            if match.lastgroup != "word":
                found.append(_other(match))
                index += 1
                continue
            longest = self.longest.get(_plain(match.group()), 0)
            entry = self._entry(matches[index : index + longest]) if longest else None
            token, taken = entry or (Token(*match.span(), ":"), 1)
            found.append(token)
            index += taken
        return Tokens(text, found)

    def _entry(self, matches: Sequence[re.Match[str]]) -> tuple[Token, int] | None:
        """The longest entry that the words begin with, and how many words it has."""
        written = [match.group().replace("’", "'") for match in matches]
        for length in range(len(written), 0, -1):
            *before, last = written[:length]
            for key in ((*before, last), (*before, _without_s(last))):
                entry = self.lexicon.get(key) or self.lexicon.get(tuple(word.lower() for word in key))
                if entry:
                    end = matches[length - 1].start() + len(key[-1])
                    plural = entry[0] == "U" and key[-1].endswith("s")
                    return Token(matches[0].start(), end, *entry, plural), length
        return None


def expressions(tokens: Tokens) -> list[Expression]:
    """In order, none in another, the surest kinds first."""
    taken = bytearray(len(tokens.letters))
    found = []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(tokens.letters):
            first, end = match.span()
            if any(taken[first:end]):
                continue
            taken[first:end] = b"\1" * (end - first)
            named = {name: match.span(name) for name, part in match.groupdict().items() if part}
            parts = {name: tuple(tokens.found[start:stop]) for name, (start, stop) in named.items()}
            found.append(Expression(first, end - 1, kind, parts))
    return sorted(found, key=lambda expression: expression.first)


@cache
def load(language: str) -> DateWords:
    """The lists of `language`; a ModelError if there are none."""
    lists: Any = numerals.table("dates", language)
    lexicon: dict[tuple[str, ...], tuple[str, Any]] = {}
    longest: dict[str, int] = {}
    known = numerals.load(language)
    numbers = {"cardinals": known.cardinals, "ordinals": known.ordinals}
    for name, entries in (numbers | lists["lexicon"]).items():
        for entry, value in entries.items():
            key = tuple(match.group() for match in TOKEN.finditer(entry))
            lexicon[key if name in AS_WRITTEN else tuple(word.lower() for word in key)] = LETTERS[name], value
            if name == "months":
                lexicon[tuple(word.upper() for word in key)] = LETTERS[name], value
            longest[_plain(key[0])] = max(longest.get(_plain(key[0]), 0), len(key))
    return DateWords(
        lexicon,
        longest,
        {name: frozenset(entries) for name, entries in lists["lists"].items()},
        TenseWords(**{name: frozenset(entries) for name, entries in lists["tense"].items()}),
    )


def _other(match: re.Match[str]) -> Token:
    """What is no word."""
    written, group = match.group(), match.lastgroup
    letter, value = SIGNS.get(group or written) or (";", None)
    if group == "number":
        letter, value = _number(written)
    elif group == "short":
        letter, value = _short(written)
    elif group == "tens":
        letter, value = "k", f"{'20' if written[1] in '012' else '19'}{written[1]}X"
    end = match.start() + 4 if letter == "y" else match.end()
    return Token(match.start(), end, letter, written if value is None else value)


def _number(written: str) -> tuple[str, Any]:
    """The letter and the value of what begins with a digit."""
    if len(written) < 8 and re.fullmatch(r"\d{3}0[’']?s", written):
        return "k", _decade(written)
    match = re.fullmatch(r"(\d{1,4})(st|nd|rd|th)?(?:[’']s)?", written) if len(written) < 7 else None
    if match is None or (match[2] and len(match[1]) > 2):
        return "#", None
    value = int(match[1])
    if len(match[1]) == 4:
        return ("y", value) if 1500 <= value <= 2100 else ("#", None)
    return "d" if 1 <= value <= 31 and len(match[1]) < 3 else "n", value


def _short(written: str) -> tuple[str, Any]:
    """ "2010-12" is a span of years, as the second one is later; "2016-09" a month."""
    first, last = int(written[:4]), int(written[5:])
    if last > first % 100:
        return "Y", f"{first}/{first // 100}{last:02}"
    return ("Y", f"{first}-{last:02}") if 0 < last < 13 and "-" in written else ("#", None)


def _decade(year: str) -> str:
    """ "The 1900s" and before are a century, "the 2000s" a decade."""
    return f"{year[:2]}XX" if year[2] == "0" and year < "2000" else f"{year[:3]}X"


def _plain(word: str) -> str:
    return _without_s(word).lower()


def _without_s(word: str) -> str:
    return word[:-2] if word[-2:] in ("'s", "’s") else word
