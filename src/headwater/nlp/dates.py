"""Dates in running text > EDTF: given whole, told from the published date, or from a date before them in the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from headwater import edtf
from headwater.model import Date, Spans
from headwater.nlp.licences import Setting, is_date
from headwater.nlp.placing import Frame, Placed, place
from headwater.nlp.qualifiers import Before, before, changed
from headwater.nlp.tense import Tense, Tenses
from headwater.nlp.timex import DateWords, Expression, expressions

REACH = 2
"""So many sentences back may the date stand that "two days later" is told from."""
MOST = 8
"""Dates that are kept in mind."""
YEARLESS = ("day", "month", "season", "feast")
ENDS = (*YEARLESS, "year", "decade", "written", "numeric")

EVER = "../.."
"""What is left of "until after December": it says nothing."""


def dates(text: str, sentences: Spans, published: str | None, words: DateWords) -> tuple[Date, ...]:
    """Dates in order, none in another. What cannot be placed is left out, as is "today" without a published date."""
    try:
        told = date.fromisoformat((published or "")[:10])
    except ValueError:
        told = None
    return tuple(_Reader(text, sentences, told, words).read())


class _Reader:
    """Reads one text from its beginning to its end, for a date may rest on those before it."""

    def __init__(self, text: str, sentences: Spans, told: date | None, words: DateWords) -> None:
        self._told, self._words = told, words
        self._sentences: Spans = sentences or ((0, len(text)),)
        self._starts = [start for start, _ in self._sentences]
        self._tenses = Tenses(text, words.tense)
        self._tokens = words.tokens(text)
        self._expressions = expressions(self._tokens)
        self._month_first = _month_first(self._expressions)
        self._placed: list[tuple[int, Placed]] = []
        self._last_year = -1

    def read(self) -> Iterator[Date]:
        index = 0
        while index < len(self._expressions):
            one = self._expressions[index]
            two = self._expressions[index + 1] if index + 1 < len(self._expressions) else None
            around = before(self._tokens, one)
            when = self._joined(one, two, around) if two else None
            last = one if when is None or two is None else two
            if when is None:
                when = self._single(one, around)
            index += 1 if last is one else 2
            if when:
                yield from self._found(around, last, when, stated="year" in one.parts or "year" in last.parts)

    def _found(self, around: Before, last: Expression, when: str, *, stated: bool) -> Iterator[Date]:
        first, end = self._tokens.found[around.first], last.last
        self._placed = [*self._placed[1 - MOST :], (self._sentence(first.start), Placed(when, stated))]
        if last.kind == "year":
            self._last_year = end
        made: str | None = when
        for change in around.changes:
            made = made and changed(made, change, self._told)
        if around.word == "from" and self._tokens.written(end + 1) in self._words.lists["onwards"]:
            made, end = edtf.since(when), end + 1
        if made and made != EVER:
            yield Date((first.start, self._tokens.found[end].end), made)

    def _single(self, one: Expression, around: Before) -> str | None:
        between = self._tokens.letters[self._last_year + 1 : one.first]
        listed = self._last_year >= 0 and between in (",", "&", ",&")
        is_one = is_date(Setting(self._tokens, one, around, self._words, listed))
        return place(one, self._frame(one, around)) if is_one else None

    # -- two expressions that are one date ----------------------------------------------------------------------------

    def _joined(self, one: Expression, two: Expression, around: Before) -> str | None:
        """What both are together; "" if that is not known; None if they are not one date."""
        gap = self._tokens.letters[one.last + 1 : two.first]
        if gap in ("", ",", "f") and two.kind in ("relative", "anaphor") and two.parts["name"][0].letter == "U":
            return self._in(one, two, around)
        return self._range(one, two, around, gap) if gap[:1] in ("-", ">", "&") and len(gap) < 4 else None

    def _in(self, one: Expression, two: Expression, around: Before) -> str | None:
        """ "March last year", "Tuesday of that week"."""
        unit = two.value("name")
        yearless = one.kind in YEARLESS and unit == "year" and "year" not in one.parts
        if not yearless and (one.kind, unit) != ("weekday", "week"):
            return None
        when = place(two, self._frame(two, around))
        if not when:
            return ""
        if yearless:
            return place(one, self._frame(one, around), int(when[:4])) or ""
        return edtf.unit(date.fromisoformat(when[:10]), "day", one.value("weekday") - 1) or ""

    def _range(self, one: Expression, two: Expression, around: Before, gap: str) -> str | None:
        """ "From 2010 to 2012", "between March and mid-May", "12 May – 3 June"."""
        after = before(self._tokens, two, one.last + 2)
        if set(gap[1:]) - set("qt") or not self._lasts(one, two, around, gap[0]):
            return None
        last = place(two, self._frame(two, around))
        first = last and self._begins(one, two, last, self._frame(one, around))
        if not first or not last:
            return ""
        for change in after.changes:
            last = changed(last, change, self._told) or last
        begin, end = edtf.bounds(first)[0], edtf.bounds(last)[1]
        return edtf.span(first, last) if begin and end and begin <= end else ""

    def _lasts(self, one: Expression, two: Expression, around: Before, joint: str) -> bool:
        """Whether it is told to last from the one until the other."""
        if joint == "&":
            return around.word == "between"
        if "weekday" in (one.kind, two.kind):
            return around.word == "from" and joint == ">" and one.kind == two.kind
        if joint == "-":
            return one.kind == two.kind and one.kind in ENDS
        moved = any(self._tokens.written(around.first - back) in self._words.lists["moved"] for back in range(2, 8))
        sure = around.word == "from" or (one.kind == two.kind and (around.licence == 2 or "year" in two.parts))
        return sure and not moved

    def _begins(self, one: Expression, two: Expression, last: str, frame: Frame) -> str | None:
        """Where a range begins that ends with `last`: not after it."""
        end = edtf.bounds(last)[1] or date.max
        if one.kind == "weekday":
            return str(end - timedelta((end.isoweekday() - one.value("weekday")) % 7))
        if "year" in one.parts or one.kind not in YEARLESS or two.kind not in YEARLESS:
            return place(one, frame)
        when = place(one, frame, end.year)
        begins = when and edtf.bounds(when)[0]
        return place(one, frame, end.year - 1) if begins and begins > end else when

    # -- what a date is told from -------------------------------------------------------------------------------------

    def _frame(self, expression: Expression, around: Before) -> Frame:
        position = self._tokens.found[expression.first].start
        sentence = self._sentence(position)
        tense = self._tenses.at(position, self._sentences[sentence])
        if "since" in around.changes:
            tense = Tense.PAST
        elif "until" in around.changes:
            tense = tense or Tense.FUTURE
        placed = [(sentence - at, one) for at, one in self._placed if sentence - at <= REACH]
        return Frame(
            self._told,
            tense,
            tuple(one for _, one in placed),
            tuple(one for back, one in placed if back < 2),
            self._month_first,
        )

    def _sentence(self, position: int) -> int:
        return max(0, bisect_right(self._starts, position) - 1)


def _month_first(found: Sequence[Expression]) -> bool | None:
    """Whether this text puts the month before the day, as its other dates show; None if they do not, or do both."""
    shown = set()
    for one in found:
        if one.kind == "day" and one.parts["month"][0].start != one.parts["day"][0].start:
            shown.add(one.parts["month"][0].start < one.parts["day"][0].start)
        elif one.kind == "numeric" and "." not in one.value("written"):
            first, second = (int(part) for part in one.value("written").replace("-", "/").split("/")[:2])
            shown |= {first < 13} if max(first, second) > 12 else set()
    return shown.pop() if len(shown) == 1 else None
