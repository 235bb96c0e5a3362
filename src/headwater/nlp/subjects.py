"""Who does what a verb says, and whom it is done to: also where that stands beyond the verb's own clause."""

from __future__ import annotations

from headwater.nlp.syntax import OBJECTS, PASSIVE_SUBJECTS, SUBJECTS, Syntax

RELATIVE = {"who", "which", "that", "whom"}
OPEN = {"xcomp", "acl", "pcomp"}
"""How a clause hangs that takes its subject from the word above it."""
HIGHEST = 3
"""Words above a verb that are asked for its subject."""

Roles = tuple[list[int], list[int]]


def roles(syntax: Syntax, verb: int) -> Roles:
    """Who does it, and whom it is done to."""
    who, whom = _own(syntax, verb)
    word = syntax.words[verb]
    if word.dependency == "relcl":
        return _relative(syntax, verb, who, whom)
    if who or syntax.below(verb, *PASSIVE_SUBJECTS) or word.head == verb:
        return who, whom
    if word.dependency == "acl":
        return _participle(syntax, verb, whom)
    above, passive = _inherited(syntax, verb)
    return ([], whom + above) if passive else (above, whom)


def _own(syntax: Syntax, verb: int) -> Roles:
    """What hangs on the verb itself."""
    agents = [i for agent in syntax.below(verb, "agent") for i in syntax.below(agent, "pobj")]
    return [*syntax.below(verb, *SUBJECTS), *agents], syntax.below(verb, *PASSIVE_SUBJECTS, *OBJECTS)


def _relative(syntax: Syntax, verb: int, who: list[int], whom: list[int]) -> Roles:
    """The noun that a relative clause stands to takes the place of "who", "which", "that"."""
    noun = syntax.words[verb].head
    who = [noun if syntax.lemmas[i] in RELATIVE else i for i in who]
    whom = [noun if syntax.lemmas[i] in RELATIVE else i for i in whom]
    if (
        who
        and noun not in who
        and not whom
        and not any(syntax.lemmas[i] == "where" for i in syntax.below(verb, "advmod"))
    ):
        whom = [noun]
    return who, whom


def _participle(syntax: Syntax, verb: int, whom: list[int]) -> Roles:
    """As in "a man recruited by X", "a man carrying X", "the plan to sell"."""
    noun = syntax.words[verb].head
    if any(syntax.lemmas[i] == "to" for i in syntax.below(verb, "aux")):
        return _controlled(syntax, verb), whom
    return ([noun], whom) if syntax.form(verb).endswith("ing") else ([], [noun, *whom])


def _inherited(syntax: Syntax, verb: int) -> tuple[list[int], bool]:
    """The subject that a verb shares with one above it, and whether the deed is done to it."""
    word = syntax.words[verb]
    own = bool(syntax.below(verb, "auxpass"))
    if word.dependency in OPEN:
        return _controlled(syntax, verb), own
    above = word.head
    for _ in range(HIGHEST):
        if syntax.words[above].part not in ("VERB", "AUX") or word.dependency not in ("conj", "advcl"):
            return [], False
        doers = syntax.below(above, *SUBJECTS)
        patients = syntax.below(above, *PASSIVE_SUBJECTS)
        if doers or patients:
            participle = bool(patients) and syntax.form(verb).endswith(("ed", "en"))
            return doers or patients, own or participle
        word, above = syntax.words[above], syntax.words[above].head
    return [], False


def _controlled(syntax: Syntax, verb: int) -> list[int]:
    """As in "tried to sell", "the attempt to sell", "asked him to sell": who sells stands further up."""
    noun = above = syntax.words[verb].head
    objects = [i for i in syntax.below(above, "dobj") if i < verb]
    for _ in range(HIGHEST):
        doers = objects or syntax.below(above, *SUBJECTS, *PASSIVE_SUBJECTS) or syntax.below(above, "poss")
        if doers:
            return [i for i in doers if i not in (verb, noun)]
        if syntax.words[above].head == above:
            break
        above = syntax.words[above].head
    return []
