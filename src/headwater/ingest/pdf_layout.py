"""The letters of pages to paragraphs: lines, columns, running heads, words that a line end parts.

Columns are found by the gutter that narrow lines leave free; a line that crosses it (a headline, a picture's caption)
ends what stands above it. It is XY-cut (Nagy, Seth 1984) with the cut across only where a wide line forces it.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from headwater.ingest.paragraphs import Anchor, Paragraph

_SAME_LINE = 0.5  # of the letters' height: how far two of one line may be apart
_GAP = 1.5  # of the size: a wider gap between letters parts two runs
_WORD_GAP = 0.2  # of the size: a wider gap parts two words where no space was written
_GUTTER = 0.7  # of the size: a free strip of this width can part two columns
_NARROW = 0.62  # of the region's width: wider lines do not stand in a column
_FEWEST = 2  # lines on either side of a gutter
_RARELY = 12  # one narrow line in so many may cross a gutter, or two: a running head, the last line of a headline
_DEEPEST = 4  # columns within columns
_EDGE = 3  # lines at the top and the foot of a page that may be running heads
_LEADING = 1.35  # of the usual distance of two lines: a wider one parts paragraphs
_CENTRED = 0.2  # of the size: how far the middles of two centred lines may be apart
_SHORT = 0.7  # of a column's width: a line that ends before this is not broken by its length
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?(\d+)(?:\s*(?:/|of|\|)\s*\d+)?\W*", re.IGNORECASE)
_PRINTED = re.compile(r"https?://\S+\s+\d+/\d+|\d+/\d+/\d+, \d+:\d+(?:\s[AP]M)?\s.*")
_END = re.compile("[.!?:;…][\"'”’»)\\]]*$")
_HYPHENATED = re.compile(r"(\w+)[-\u00ad\u2010]$")


class Box(NamedTuple):
    """A rectangle in points; y grows upwards."""

    left: float
    bottom: float
    right: float
    top: float

    def around(self, other: Box) -> Box:
        return Box(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )

    def holds(self, other: Box) -> bool:
        """Whether the middle of `other` is in it."""
        return (
            self.left <= (other.left + other.right) / 2 <= self.right
            and self.bottom <= (other.bottom + other.top) / 2 <= self.top
        )


class Glyph(NamedTuple):
    """One character as it is drawn; `made_up` is a space or a line end that nobody drew."""

    character: str
    box: Box
    size: float
    made_up: bool


class Line(NamedTuple):
    """A line of one column, and from where to where that goes.

    `boxes` has one for each character, None for a space that is only a gap.
    """

    text: str
    box: Box
    size: float
    page: int
    boxes: tuple[Box | None, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    column: tuple[float, float] = (0.0, 0.0)


class Set(NamedTuple):
    """A paragraph, the size of its letters and the page that it begins on."""

    paragraph: Paragraph
    size: float
    page: int


# -- letters to lines -------------------------------------------------------------------------------------------------


def lines_of(glyphs: Iterable[Glyph], page: int) -> list[Line]:
    """The lines of one page in the order in which they are read."""
    runs = list(_runs(glyphs))
    return _ordered(_merged(runs, page))


def _runs(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Letters that follow one another on one line without a wide gap, in the order of the file."""
    run: list[Glyph] = []
    space: Glyph | None = None
    for glyph in glyphs:
        if glyph.character.isspace() or glyph.made_up:
            space = glyph
            continue
        if run and not _goes_on(run[-1], glyph):
            yield run
            run = []
        elif run and (space or glyph.box.left - run[-1].box.right > _WORD_GAP * glyph.size):
            run.append(Glyph(" ", Box(run[-1].box.right, glyph.box.bottom, glyph.box.left, glyph.box.top), 0, True))
        run.append(glyph)
        space = None
    if run:
        yield run


def _goes_on(last: Glyph, glyph: Glyph, gap: float = _GAP) -> bool:
    before, after = last.box, glyph.box
    size = max(last.size, glyph.size, 1.0)
    apart = abs((before.bottom + before.top) - (after.bottom + after.top)) / 2
    return apart < _SAME_LINE * size and -1.5 * size < after.left - before.right < gap * size


def _merged(runs: list[list[Glyph]], page: int) -> list[Line]:
    """Runs that stand side by side on one line, as one line each."""
    waiting = sorted(enumerate(runs), key=lambda run: (-_middle(run[1]), run[1][0].box.left))
    lines: list[tuple[int, list[Glyph]]] = []
    for number, run in waiting:
        for at, (last, line) in reversed(list(enumerate(lines))[-8:]):
            # What was not drawn one after the other may be two columns.
            if _goes_on(line[-1], run[0], _GAP if number == last + 1 else _GUTTER):
                if run[0].box.left - line[-1].box.right > _WORD_GAP * run[0].size:
                    line.append(Glyph(" ", run[0].box, 0, True))
                line += run
                lines[at] = number, line
                break
        else:
            lines.append((number, list(run)))
    return [_line(line, page) for _, line in lines]


def _middle(run: Sequence[Glyph]) -> float:
    return statistics.median([g.box.bottom + g.box.top for g in run if not g.made_up])


def _line(glyphs: Sequence[Glyph], page: int) -> Line:
    drawn = [glyph for glyph in glyphs if not glyph.made_up]
    lefts, bottoms, rights, tops = zip(*(glyph.box for glyph in drawn), strict=True)
    box = Box(min(lefts), min(bottoms), max(rights), max(tops))
    size = statistics.median([glyph.size for glyph in drawn])
    boxes = tuple(None if glyph.made_up else glyph.box for glyph in glyphs for _ in glyph.character)
    return Line("".join(glyph.character for glyph in glyphs), box, max(size, 1.0), page, boxes)


# -- columns ----------------------------------------------------------------------------------------------------------


def _ordered(lines: list[Line], depth: int = 0) -> list[Line]:
    """The lines column by column; within one, from the top down."""
    lines = sorted(lines, key=lambda line: (-line.box.top, line.box.left))
    gutter = _gutter(lines) if depth < _DEEPEST else None
    if gutter is None:
        return list(_within_column(lines))
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        if line.box.right <= gutter:
            left.append(line)
        elif line.box.left >= gutter:
            right.append(line)
        else:
            ordered += [*_ordered(left, depth + 1), *_ordered(right, depth + 1)]
            ordered.append(line._replace(column=(line.box.left, line.box.right)))
            left, right = [], []
    return [*ordered, *_ordered(left, depth + 1), *_ordered(right, depth + 1)]


def _within_column(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with the edges of their column: those of all lines in letters of their size, so not a headline's."""
    edges: dict[int, tuple[float, float]] = {}
    for line in lines:
        left, right = edges.get(round(line.size), (line.box.left, line.box.right))
        edges[round(line.size)] = min(left, line.box.left), max(right, line.box.right)
    return (line._replace(column=edges[round(line.size)]) for line in lines)


def _gutter(lines: Sequence[Line]) -> float | None:
    """The middle of the widest strip that hardly a narrow line touches, with a column on either side."""
    if len(lines) < 2 * _FEWEST:
        return None
    width = max(line.box.right for line in lines) - min(line.box.left for line in lines)
    narrow = [line for line in lines if line.box.right - line.box.left < _NARROW * width]
    best, widest = None, _GUTTER * statistics.median(line.size for line in lines)
    for start, end in _free_strips(narrow, most=max(2, len(narrow) // _RARELY)):
        middle = (start + end) / 2
        left = [line for line in narrow if line.box.right <= middle]
        right = [line for line in narrow if line.box.left >= middle]
        if end - start > widest and _are_columns(left, right):
            best, widest = middle, end - start
    return best


def _free_strips(lines: Sequence[Line], most: int) -> Iterator[tuple[float, float]]:
    """From where to where no more than `most` of the lines reach, between the first and the last of them."""
    turns = sorted([(line.box.left, 1) for line in lines] + [(line.box.right, -1) for line in lines])
    covered, opened = 0, None
    for n, (place, change) in enumerate(turns):
        covered += change
        if covered <= most and opened is None and n:
            opened = place
        elif covered > most and opened is not None:
            yield opened, place
            opened = None


def _are_columns(left: Sequence[Line], right: Sequence[Line]) -> bool:
    if min(len(left), len(right)) < _FEWEST:
        return False
    top = min(max(line.box.top for line in side) for side in (left, right))
    bottom = max(min(line.box.bottom for line in side) for side in (left, right))
    beside = [sum(bottom <= line.box.top and line.box.bottom <= top for line in side) for side in (left, right)]
    return min(beside) >= _FEWEST


# -- running heads ----------------------------------------------------------------------------------------------------


def without_running_heads(pages: Sequence[Sequence[Line]]) -> tuple[list[Line], list[str]]:
    """All lines in order without what recurs at the edges of the pages and page numbers; and what was taken out."""
    seen = Counter(key for lines in pages for key in {_key(line) for line in _edges(lines)})
    often = max(2, len([lines for lines in pages if lines]) / 3)
    body: list[Line] = []
    heads: dict[str, None] = {}
    for lines in pages:
        edges = {id(line) for line in _edges(lines)}
        for line in lines:
            recurs = len(pages) > 1 and (seen[_key(line)] >= often or _is_page_number(line))
            if id(line) in edges and (recurs or _PRINTED.fullmatch(line.text)):
                heads.setdefault(line.text)
            else:
                body.append(line)
    return body, list(heads)


def _edges(lines: Sequence[Line]) -> Sequence[Line]:
    by_height = sorted(lines, key=lambda line: line.box.top)
    return [*by_height[:_EDGE], *by_height[-_EDGE:]]


def _is_page_number(line: Line) -> bool:
    found = _PAGE_NUMBER.fullmatch(line.text)
    return found is not None and int(found[1][:6]) == line.page + 1


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.strip())


# -- lines to paragraphs ----------------------------------------------------------------------------------------------


def paragraphs(lines: Sequence[Line]) -> list[Set]:
    """The lines as paragraphs; what a line end, a column or a page parted is put together again."""
    words = Counter(word.lower() for line in lines for word in re.findall(r"\w+(?:-\w+)*", line.text))
    leading = _usual_leading(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _same_paragraph(groups[-1], line, leading):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Set(_joined(group, words), statistics.median(x.size for x in group), group[0].page) for group in groups]


def _usual_leading(lines: Sequence[Line]) -> float:
    """The usual distance from line to line, in sizes of letters."""
    steps = [
        (one.box.bottom - two.box.bottom) / two.size
        for one, two in pairwise(lines)
        if one.page == two.page and 0 < one.box.bottom - two.box.bottom < 2.5 * two.size
    ]
    return statistics.median_low(steps) if steps else 1.2


def _same_paragraph(group: Sequence[Line], line: Line, leading: float) -> bool:
    last = group[-1]
    if abs(last.size - line.size) > 0.12 * max(last.size, line.size):
        return False
    ended = bool(_END.search(last.text))
    step = last.box.bottom - line.box.bottom
    beside = line.box.left > last.box.right or line.box.right < last.box.left
    if last.page != line.page or step <= 0 or beside:  # another column or page
        return not ended and (line.text[:1].islower() or bool(_HYPHENATED.search(last.text)))
    if step > _LEADING * leading * line.size:
        return False
    if _is_indented(line) and not _is_indented(last) and not _is_centred(last, line):
        return False
    # A line is broken where the next word does not fit; where it would have fitted, a paragraph ends.
    short = last.box.right - last.column[0] < _SHORT * (last.column[1] - last.column[0])
    fits = last.box.right + _first_word(line) + 0.3 * line.size < last.column[1]
    return not (fits and (ended or short))


def _is_indented(line: Line) -> bool:
    return line.box.left - line.column[0] > 0.8 * line.size


def _is_centred(last: Line, line: Line) -> bool:
    """Whether the shorter one stands under the middle of the longer."""
    apart = abs((last.box.left + last.box.right) - (line.box.left + line.box.right)) / 2
    return apart < _CENTRED * line.size


def _first_word(line: Line) -> float:
    """The width of the first word, or of its first part where it has a hyphen."""
    word = re.split(r"[\s-]", line.text, maxsplit=1)[0]
    boxes = [box for box in line.boxes[: len(word)] if box]
    return boxes[-1].right - boxes[0].left if boxes else 0.0


def _joined(group: Sequence[Line], words: Counter[str]) -> Paragraph:
    text = ""
    anchors: list[Anchor] = []
    for line in group:
        broken = _HYPHENATED.search(text)
        if broken and line.text[:1].islower():
            start, rest = broken[1].lower(), line.text.split()[0].strip(".,;:!?\"'”’)").lower()
            text = text if text[-1] == "-" and words[f"{start}-{rest}"] > words[start + rest] else text[:-1]
        elif text:
            text += " "
        anchors += [Anchor(a.target, len(text) + a.start, len(text) + a.end) for a in line.anchors]
        text += line.text
    return Paragraph(text.strip(), tuple(a._replace(end=min(a.end, len(text))) for a in anchors))
