"""What a clause says of its own predicate: what turns it, whether it is denied, and whether it states anything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from headwater.disagreement.lexicon import WORD, key, says, settings, stems, stop_words, words
from headwater.model import Modality, Proposition, Span

AFTER = 40
"""Characters after a proposition that may still narrow its negation ("did not see the thief until midnight")."""
CHAIN = 30
"""Characters before a predicate that may hold its auxiliaries."""
SENTENCE = 200
"""Characters before a predicate in which its sentence may begin."""
BEFORE = 12
"""Characters before a proposition that may hold its conjunction."""
FARTHEST = 60
"""Characters between a denial's cue and what it denies, for the whole of it to be shown."""
END = re.compile(r"[.;:!?](?:\s|$)|\n")
CLAUSE = re.compile(END.pattern + r"|,|\b(?:and|but|that)\b")
BEGIN = re.compile(END.pattern + r"|,? (?:and|but)\b")
NONE = re.compile(r"(?:no|not|zero|none|nothing|nobody|neither)\b", re.IGNORECASE)
OF_NONE = re.compile(
    r"\s+(?:(?:(?:of|about|from|with|for|in|to|on)\s+)?(?:none|nothing|nobody)|(?:(?:of|about|from|to|on)\s+)?(?:no|zero))"
    r"\b(?!\s+(?:but|less|more|other|short)\b)",
    re.IGNORECASE,
)
"""It was done to nobody; but "a term with no chance of parole" is a term, and "nothing but" something."""


@cache
def raising() -> re.Pattern[str]:
    """ "I don't think" before what is not thought."""
    listed = "|".join(sorted(words("negation", "raising")))
    return re.compile(rf"(?:n['’]t|\bnot|\bnever)\s+(?:{listed})\b[^.;:!?,]{{0,30}}$", re.IGNORECASE)


def clause(proposition: Proposition, text: str) -> str:
    """A proposition and what follows it, at most to the end of the sentence."""
    start, end = proposition.span
    return text[start:end] + END.split(text[end : end + AFTER])[0]


def negated(proposition: Proposition, text: str, cues: Iterable[Span]) -> bool | None:
    """Whether a proposition is denied by the words around it; None where the parse says so and no word does.

    What a parse takes for a negation may be a cue ("denied that"): that is the source's word, not the assertion's. A
    cue that is the deed itself ("has not seen") is none.
    """
    if OF_NONE.match(text, proposition.predicate[1]):
        return True
    if not proposition.negated:
        return False
    end = proposition.predicate[0]
    start = max([0, end - SENTENCE, *(m.end() for m in BEGIN.finditer(text, max(0, end - SENTENCE), end))])
    turning = [m.span() for m in WORD.finditer(text, start, end) if _turns_away(m[0])]
    others = [(first, last) for first, last in cues if not first <= proposition.predicate[0] < last]
    nobody = [argument.span for argument in proposition.arguments if NONE.match(text, argument.span[0])]
    own = [span for span in turning if not any(first <= span[0] < last for first, last in (*others, *nobody))]
    if not own and nobody and all(another_verb(text[last:end]) for _, last in nobody):
        # "No one was hurt and was grateful": whoever that was.
        return None
    if own or nobody:
        return True
    return False if turning else None


def another_verb(between: str) -> bool:
    """Whether what stands between a subject and a verb tells something of it already."""
    return " and " in between and not words("phrases", "being").isdisjoint(_lower(between.split(" and ")[0]))


def turned_away(phrase: str) -> bool:
    """Whether a phrase has a word by which it denies what it tells."""
    return any(_turns_away(word) for word in WORD.findall(phrase))


def _turns_away(word: str) -> bool:
    return negates(word) or key(word) in stems("negation", "refusals")


def negation(proposition: Proposition, text: str) -> int | None:
    """Where the word begins that negates a proposition within its own clause."""
    start, end = proposition.span
    return next((start + m.start() for m in WORD.finditer(text[start:end]) if negates(m[0])), None)


def negates(word: str) -> bool:
    return word.lower() in words("negation", "words") or word.lower().endswith(("n't", "n’t"))


def supposes(proposition: Proposition, text: str) -> bool:
    """Whether a clause stands after "if", "whether", "what", or is turned round like one ("had the pump failed")."""
    first = proposition.span[0]
    before = _lower(END.split(text[max(0, first - BEFORE) : first])[-1])
    opening = {*before, *_lower(text[first : proposition.predicate[0]])}
    doubted = raising().search(text[max(0, first - SENTENCE) : first])
    # From the last clause on: "it would sink if he were to try to lift it".
    clause = CLAUSE.split(text[max(0, first - SENTENCE) : proposition.predicate[0]])[-1]
    if_so = not words("negation", "if_so").isdisjoint(_lower(clause))
    inverted = words("negation", "inverted") & {*before[-1:]}
    return bool(if_so or doubted or inverted or words("negation", "conditions") & opening)


def tells(proposition: Proposition, text: str) -> bool:
    """Whether a clause tells that something came about, or that it did not.

    It does not with a "would have", as a bare infinitive or gerund ("allowed it to happen", "for being elected"), where
    only a part is negated ("not only", "not until"), or where the parse has missed a negation before the predicate.
    """
    first, chain = proposition.span[0], _chain(proposition, text)
    word = text[slice(*proposition.predicate)].lower()
    gerund = "being" in chain or (word.endswith("ing") and words("phrases", "being").isdisjoint(chain))
    if proposition.modality is Modality.FACT and (_infinitive(chain) or gerund):
        return False
    if says(text[first : proposition.predicate[1]], settings()["negation"]["unreal"]):
        return False
    if proposition.negated and chain[-1:] == ["not"] and chain[-2:-1] in ([], ["to"]) and word == proposition.lemma:
        # "Ways to strengthen it, not weaken it."
        return False
    if not proposition.negated:
        return not any(map(negates, chain)) or proposition.modality is Modality.FAILURE
    where = negation(proposition, text)
    rest = clause(proposition, text)[0 if where is None else where - first :]
    return words("negation", "open").isdisjoint(_lower(rest))


def infinitive(proposition: Proposition, text: str) -> bool:
    return _infinitive(_chain(proposition, text))


def _infinitive(chain: Sequence[str]) -> bool:
    """Whether "to" stands before a predicate, be it with adverbs between them: "to, however clumsily, collude"."""
    rest = [word for word in chain if not word.endswith("ly") and word not in words("phrases", "adverbs")]
    return "to" in chain[-2:] or rest[-1:] == ["to"]


def may_come(proposition: Proposition, text: str) -> bool:
    """Whether something is said to be possible ("may sell"), not to have been so ("may have sold")."""
    chain = _chain(proposition, text)
    return not words("negation", "possible").isdisjoint(chain) and "have" not in chain


def _chain(proposition: Proposition, text: str) -> list[str]:
    """The few words before a predicate that no argument has: its auxiliaries, and what turns it."""
    start = proposition.predicate[0]
    taken = [argument.span[1] for argument in proposition.arguments if argument.span[1] <= start]
    return _lower(END.split(text[max([start - CHAIN, *taken]) : start])[-1])


def _lower(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def phrased(proposition: Proposition, text: str) -> Span:
    """From the first of the words that turn a predicate to the last; the predicate alone where none does.

    Of "no file has been opened" it is all of it that turns the predicate.
    """
    start, end = proposition.predicate
    if none := OF_NONE.match(text, end):
        return start, none.end()
    nobody = (a.span[0] for a in proposition.arguments if start - FARTHEST < a.span[0] < start)
    at = min((begin for begin in nobody if NONE.match(text, begin)), default=None)
    if at is not None:
        return at, end
    first, turning = _before(proposition, text)
    if turning is not None and proposition.modality is not Modality.FACT and not proposition.negated:
        return turning, end
    return (
        (first, end)
        if first < start and (proposition.negated or proposition.modality is not Modality.FACT)
        else (start, end)
    )


def turns(proposition: Proposition, text: str) -> bool:
    """Whether a word right before a predicate, and its auxiliaries, may be what turns it: "tried", "attempt"."""
    return _before(proposition, text)[1] is not None


def _before(proposition: Proposition, text: str) -> tuple[int, int | None]:
    """Where a predicate's auxiliaries begin, and the word before them, unless that is an argument's or says nothing."""
    first = proposition.predicate[0]
    for match in reversed(list(WORD.finditer(text, max(0, first - FARTHEST), first))):
        word = match[0].lower()
        if text[match.end() : first].strip():
            break
        if not negates(word) and word not in words("phrases", "verbal") and not word.endswith("ly"):
            taken = any(a.span[0] <= match.start() < a.span[1] for a in proposition.arguments)
            return first, None if taken or word in stop_words() else match.start()
        first = match.start()
    return first, None


def denied(cue: Span, predicate: Span, text: str) -> str:
    """The cue of a denial with what it denies."""
    if cue[1] <= predicate[0] and predicate[1] - cue[0] <= FARTHEST:
        return text[cue[0] : predicate[1]]
    return f"{text[slice(*cue)]} … {text[slice(*predicate)]}"
