"""Whether an expression of time is a date where it stands: 2010 may be a count, May a person, Good Friday a feast."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from headwater.nlp.qualifiers import Before
from headwater.nlp.timex import DateWords, Expression, Tokens

PLURALS = ("s", "men", "people", "children")


@dataclass(frozen=True, slots=True)
class Setting:
    """An expression, what stands before it, and the words on either side of it.

    `listed` if it goes on with a list of years.
    """

    tokens: Tokens
    expression: Expression
    found: Before
    words: DateWords
    listed: bool

    def letter(self, step: int) -> str:
        """The class of a neighbour: -1 is the last one before the expression, 1 the first one after it."""
        return self.tokens.letter(self._index(step))

    def written(self, step: int) -> str:
        return self.tokens.written(self._index(step))

    def named(self, step: int) -> bool:
        """Whether a neighbour is an ordinary word with a capital."""
        return self.letter(step) == ":" and self.written(step)[:1].isupper()

    def _index(self, step: int) -> int:
        return (self.expression.last if step > 0 else self.expression.first) + step

    @property
    def itself(self) -> str:
        return self.tokens.written(self.expression.first)


def is_date(setting: Setting) -> bool:
    check = CHECKS.get(setting.expression.kind)
    stated = setting.expression.kind != "year" and "year" in setting.expression.parts
    return check is None or stated or check(setting)


def _year(setting: Setting) -> bool:
    if "last" in setting.expression.parts or setting.tokens.letter(setting.expression.first) == "Y":
        return True
    lists, after = setting.words.lists, setting.written(1)
    if (
        after.lower() in lists["counted"]
        or after in lists["year_names"] | lists["before_christ"]
        or setting.letter(1) == "U"
    ):
        return False
    year = setting.expression.value("year")
    goes_on = after.lower() in lists["after_year"]
    counted = after.islower() and after.endswith(PLURALS) and not goes_on
    if setting.found.licence == 2:
        return not (counted and year % 100 == 0)
    if setting.letter(-1) in ("t", "a") or setting.written(-1).lower() in lists["owners"]:
        listing = setting.letter(1) == "&" and setting.letter(2) == "y"
        return listing or (after[:1].isalpha() and not (counted and year % 100 == 0))
    if setting.listed or _bracketed(setting):
        return not (counted and year % 10 == 0)
    if setting.found.licence == 1:
        return goes_on or not after[:1].isalpha() or not (counted or year % 50 == 0)
    return setting.letter(-1) in ("", "|", ".") and after in lists["year_begins"]


def _bracketed(setting: Setting) -> bool:
    """ "(2010)", "(b. 1950, d. 2010)", "(Moss, 2010; Hale, 2012)"."""
    before, after = setting.letter(-1), setting.letter(1)
    return (before in ("(", ",", ".") and after in (")", ";")) or (before == "(" and after in ("-", ","))


def _month(setting: Setting) -> bool:
    if setting.itself.rstrip(".").capitalize() in setting.words.lists["ambiguous_months"]:
        return setting.written(-1).lower() in setting.words.lists["before_months"] or _answer(setting)
    return setting.found.licence > 0 or not (setting.named(-1) or setting.named(1))


def _answer(setting: Setting) -> bool:
    """ "It was May", and nothing more of whoever bears that name."""
    before = setting.written(-2).lower(), setting.written(-1).lower()
    return before in {("it", "was"), ("it", "is")} and not setting.letter(1)[:1].isalpha()


def _weekday(setting: Setting) -> bool:
    lists = setting.words.lists
    habit = setting.letter(-1) == "a" and setting.written(-2).lower() == "on"
    return (
        setting.written(-1) not in lists["before_weekday"]
        and setting.written(1) not in lists["after_weekday"]
        and not habit
    )


def _days(setting: Setting) -> bool:
    """ "USA Today" is a newspaper."""
    return not (setting.itself[0].isupper() and setting.named(-1))


def _unit(setting: Setting) -> bool:
    """ "The year" alone is none; the end of it is."""
    return bool(setting.found.changes) or (setting.expression.value("unit") == "weekend" and setting.found.licence > 0)


def _century(setting: Setting) -> bool:
    return setting.written(1) not in setting.words.lists["before_christ"]


def _season(setting: Setting) -> bool:
    """ "To fall" is no season, "the Winter Carnival" a name."""
    named = setting.itself[0].isupper() and setting.written(1)[:1].isupper()
    return setting.found.licence > 0 and setting.found.word != "to" and not named


def _feast(setting: Setting) -> bool:
    return setting.found.licence > 0 or " " in setting.itself


CHECKS: Mapping[str, Callable[[Setting], bool]] = {
    "year": _year, "month": _month, "weekday": _weekday, "days": _days, "unit": _unit, "century": _century,
    "season": _season, "feast": _feast,
}  # fmt: skip
