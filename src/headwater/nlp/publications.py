"""The names of publications: which publication a name means, and where a text names one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from headwater.model import Span

_WORD = re.compile(r"\w+")
_DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W_]")
_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)
_QUALIFIER = re.compile(r"\s*\([^()]*\)$")  # "Daily Star (Lebanon)": told apart here, never so written in a text
_ACRONYM = 4  # letters up to which a form is an acronym: "Dr" is doubtful like "DR"


class Publication(NamedTuple):
    """A publication that a text names: where, under which name it is known, and whether it is a news agency."""

    span: Span
    canonical: str
    agency: bool


class _Form(NamedTuple):
    text: str
    canonical: str
    articles: tuple[str, ...]  # one of these has to stand before it; empty where it stands alone


class Publications:
    """The gazetteer, loaded once."""

    def __init__(self, entries: Mapping[str, Iterable[str]], agencies: Iterable[str], lists: Mapping[str, Any]) -> None:
        """`entries` maps each name to its short forms and domains; `lists` is the rest of the TOML file."""
        self._names = frozenset(entries)
        self._agencies = frozenset(agencies)
        self._ambiguous = frozenset(lists["ambiguous"])
        self._platforms = frozenset(_key(name) for name in lists["platforms"]["names"])
        heads = lists["heads"]
        self._last, self._first = frozenset(heads["last"]), frozenset(heads["first"])
        self._endings, self._never = tuple(heads["endings"]), tuple(heads["never"])
        self._sites = tuple("." + site for site in heads["sites"])
        self._canonical = _index(entries)
        self._forms = _forms(entries, self._ambiguous)

    @classmethod
    @cache
    def load(cls) -> Publications:
        tables = _tables()
        agencies: dict[str, list[str]] = tables["agencies"]
        entries = dict(agencies)
        for country in tables["publications"].values():
            entries |= country
        return cls(entries, agencies, tables)

    @property
    def names(self) -> frozenset[str]:
        return self._names

    def canonical(self, name: str) -> str | None:
        """The publication's usual name for a name, a short form or an address, whatever its case; None if unknown."""
        key = _key(name)
        found = self._canonical.get(key) or self._canonical.get(key.removesuffix("'s"))
        if found is None and _DOMAIN.fullmatch(host := key.split("/")[0]):
            while found is None and host.count(".") > 0:
                found = self._canonical.get(host)
                host = host.split(".", 1)[1]
        return found

    def usual(self, name: str) -> str:
        """The publication's usual name, or `name` itself for one that is not known."""
        return self.canonical(name) or name

    def is_agency(self, name: str) -> bool:
        return self.canonical(name) in self._agencies

    def is_platform(self, name: str) -> bool:
        """Whether it only carries what others publish: a social network, a search engine, a picture library."""
        return _key(name) in self._platforms

    def is_ambiguous(self, name: str) -> bool:
        """Whether the name, as written, is also a word, a place, a surname or another body."""
        return name in self._ambiguous or (len(name) <= _ACRONYM and name.upper() in self._ambiguous)

    def find(self, text: str) -> Iterator[Publication]:
        """Every publication that running text names beyond doubt, in order; case counts, and the longest name wins."""
        plain = text.replace("\xa0", " ").replace("’", "'")
        after = 0
        for word in _WORD.finditer(plain):
            forms = self._forms.get(word.group())
            start = word.start()
            if forms is None or start < after:
                continue
            for form in forms:
                end = start + len(form.text)
                if (
                    plain.startswith(form.text, start)
                    and _is_whole(plain, start, end)
                    and _has_article(plain, start, form)
                ):
                    titled = plain[max(0, start - 4) : start] == "The " and (form.articles or " " in form.text)
                    begin = start - 4 if titled else start
                    yield Publication((begin, end), form.canonical, form.canonical in self._agencies)
                    after = end
                    break

    def looks_like(self, name: str) -> bool:
        """Whether an unknown name is shaped like a publication's ("Springfield Courier", "the Post", "Radio Ankh")."""
        if name.endswith(self._never) or self.is_platform(name):
            return False
        words = name.split()
        if len(words) < 2:
            return name.lower().endswith((*self._sites, *self._endings[:-1])) and name[:1].isalnum()
        if len(words) > 6 or not all(word[0].isupper() or word[0].isdigit() for word in (words[-1], words[1])):
            return False
        return words[-1] in self._last or words[0] in self._first or words[-1].lower().endswith(self._endings[:-1])


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("publications.toml").read_text("utf-8"))


def _key(name: str) -> str:
    """What two spellings of one name share: no case, no article, no punctuation at the ends."""
    key = " ".join(name.replace("’", "'").casefold().split()).strip(" .,:;'\"“”‘()[]@")
    return _SCHEME.sub("", key).rstrip("/").removeprefix("the ")


def _is_domain(form: str) -> bool:
    return "." in form and " " not in form and form == form.lower() and _DOMAIN.fullmatch(form) is not None


def _index(entries: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Every form to its publication; a full name outranks a short form, and a form that two share means neither."""
    index = {_key(name): name for name in entries}
    shared: dict[str, set[str]] = {}
    for name, forms in entries.items():
        for form in forms:
            shared.setdefault(_key(form), set()).add(name)
    for key, names in shared.items():
        if len(names) == 1:
            index.setdefault(key, *names)
    return index


def _forms(entries: Mapping[str, Iterable[str]], ambiguous: frozenset[str]) -> dict[str, list[_Form]]:
    """The forms that running text is searched for, by their first word, longest first."""
    owners: dict[_Form, set[str]] = {}
    for name, others in entries.items():
        for form in (name, *others):
            if _is_domain(form) or _QUALIFIER.search(form):
                continue
            bare = form.removeprefix("The ")
            articles: tuple[str, ...] = ()
            if bare != form and " " not in bare:
                articles = ("The",) if f"the {bare}" in ambiguous else ("The", "the")
            if form in ambiguous:
                continue
            owners.setdefault(_Form(bare, "", articles), set()).add(name)
    forms: dict[str, list[_Form]] = {}
    for unowned, names in owners.items():
        first = _WORD.match(unowned.text)
        if len(names) == 1 and first:
            forms.setdefault(first.group(), []).append(unowned._replace(canonical=next(iter(names))))
    for candidates in forms.values():
        candidates.sort(key=lambda form: -len(form.text))
    return forms


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word runs on at either side; an address or a handle is no mention."""
    before, after = text[start - 1 : start], text[end : end + 2]
    return before not in {"@", "#", ".", "-"} and not (
        after[:1] == "_" or bool(_LETTERS.match(after)) or (after[:1] in {".", "-"} and after[1:].isalnum())
    )


def _has_article(text: str, start: int, form: _Form) -> bool:
    return not form.articles or text[max(0, start - 4) : start - 1] in form.articles
