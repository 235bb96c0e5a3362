"""Persons in headlines, without the words beside them that only have a capital as all words of the line have.

So, too, where a sentence begins with what is done: "Choosing Moss was right".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from headwater.model import Mention
from headwater.resolve.names.runs import LINE, in_title_case
from headwater.spans import InOrder

DOING = re.compile(r"[A-Z]\w+ing\s")
OPENS = re.compile(r"(?:^|[.!?\n][”\"]?\s?[“\"]?)$")
LONGEST = 4
"""Words of a name with another word before or behind it."""


def in_headlines(text: str, known: Sequence[Mention]) -> Iterator[Mention]:
    """Persons named elsewhere, where a line in title case has more words in one name: "Ada Moss Quits", "Blame Moss".

    A name that only such lines have may be what they make of another; one that stands in a sentence is a name.
    """
    persons = InOrder((m.span, m) for m in known if m.label == "PERSON")
    lines = [line.span() for line in LINE.finditer(text) if in_title_case(line.group())]
    titled = [m for line in lines for m in persons.touching(line)]
    titled += [
        m for m in persons if DOING.match(text, *m.span) and OPENS.search(text, max(0, m.span[0] - 3), m.span[0])
    ]
    inside_titles = {m.span for m in titled}
    full = {text[slice(*m.span)] for m in persons if m.span not in inside_titles and " " in text[slice(*m.span)]}
    family = {form.split()[-1] for form in full}
    for mention in titled:
        words = text[slice(*mention.span)].split(" ")
        if " ".join(words) in full or not 1 < len(words) <= LONGEST:
            continue
        runs = (" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 2, len(words) + 1))
        inside = next((run for run in runs if run in full), None)
        inside = inside or next((word for word in words if word in family and len(words) == 2), None)
        if inside:
            start = text.index(inside, mention.span[0])
            yield Mention((start, start + len(inside)), "PERSON")
