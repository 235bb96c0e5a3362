"""What the article says that somebody is: "the operator, Calloway Ferries", "Mayor Ada Thorne"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from headwater.model import Span
from headwater.resolve.lexicon import Lexicon
from headwater.resolve.naming import Named
from headwater.resolve.phrases import WORD

REACH = 60
"""Characters before or after a name in which its role can stand."""
AFTER = re.compile(r",\s+(?:the|its|a|an|his|her|their|who is|who was)\s+([^,.;:\n“”\"]{3,60})")
BEFORE = re.compile(r"(?:\b(?:the|its|his|her|their|a|an)\s+)?([\w’'-]+(?:\s+[\w’'-]+){0,3}),?\s+$", re.IGNORECASE)


def roles(text: str, named: Mapping[Span, Named], lexicon: Lexicon) -> dict[str, Named | None]:
    """Each role's noun (singular, lower case) with who has it; None where two have it, so that it tells nothing."""
    found: dict[str, Named | None] = {}
    for span, bearer in sorted(named.items()):
        for noun in {_before(text, span, lexicon), _after(text, span, lexicon)} - {None}:
            if noun in found and found[noun] is not bearer:
                found[str(noun)] = None
            else:
                found[str(noun)] = bearer
    return found


def _before(text: str, span: Span, lexicon: Lexicon) -> str | None:
    """The noun right before a name ("Mayor Ada Thorne", "its spokeswoman, Maren Oakes")."""
    match = BEFORE.search(text[max(0, span[0] - REACH) : span[0]])
    if not match:
        return None
    words = [word.group() for word in WORD.finditer(match.group(1))]
    comma = match.group().rstrip().endswith(",")
    last = words[-1].lower() if words else ""
    if comma and not re.match(r"(?:the|its|his|her|their)\s", match.group(), re.IGNORECASE):
        return None
    return last if _is_role(last, lexicon) else None


def _after(text: str, span: Span, lexicon: Lexicon) -> str | None:
    """The noun of the apposition after a name ("Ada Moss, the harbour master of")."""
    match = AFTER.match(text, span[1], span[1] + REACH)
    if not match:
        return None
    for word in WORD.finditer(match.group(1)):
        following = match.group(1)[word.end() :].lstrip()
        if not following or following.split()[0].lower() in lexicon.prepositions | lexicon.relatives:
            return word.group().lower() if _is_role(word.group().lower(), lexicon) else None
    return None


def _is_role(noun: str, lexicon: Lexicon) -> bool:
    """An "official" is one of many, so a name beside the word says nothing of the next official."""
    return noun in lexicon.nouns["unique"] or noun in lexicon.nouns["reporter"]
