"""What a program in Python calls: read articles, trace them, open a case, and take the story elsewhere."""

from __future__ import annotations

import html as markup
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headwater import config as settings
from headwater import model, pipeline
from headwater.case import Case
from headwater.case import inputs as cases
from headwater.config import Config
from headwater.errors import SettingError
from headwater.export import formats as exporters
from headwater.export import html, wording
from headwater.export.questions import questions
from headwater.export.tables import Table, tables
from headwater.model import Article, Failure, Reading

if TYPE_CHECKING:
    import pandas

__version__ = version("headwater")

Input = str | os.PathLike[str] | Article
# In pixels, of a story in a notebook.
_HEIGHT = 720


def read(
    inputs: Input | Iterable[Input], *, config: Config | None = None, jobs: int = 1
) -> Iterator[Reading | Failure]:
    """Who says what in each article: one reading, or one failure, for each.

    An input is a file, a folder, a case, or an `Article` of your own making. What cannot be read never raises. The
    model is loaded when the first article comes.

    >>> import headwater
    >>> report = headwater.Article("mill", "mill.txt", "The mayor, Ada Moss, said that the mill burned down.")
    >>> [reading] = headwater.read(report)
    >>> [attribution] = reading.attributions
    >>> attribution.source_name
    'Ada Moss'
    >>> [reading.article.text[start:end] for start, end in attribution.content]
    ['that the mill burned down']
    """
    chosen = config or settings.load()
    for ours, group in groupby(_several(inputs), key=lambda each: isinstance(each, Article)):
        if ours:
            yield from pipeline.read_articles((each for each in group if isinstance(each, Article)), chosen, jobs)
        else:
            yield from cases.read([os.fspath(each) for each in group if not isinstance(each, Article)], chosen, jobs)


def trace(inputs: Input | Case | Iterable[Input], *, config: Config | None = None, jobs: int = 1) -> Story:
    """The story of all the inputs, read against each other; of a case, under the decisions in it.

    >>> import headwater
    >>> texts = "Ada Moss said that the mill burned down.", "The mill burned down, according to Ada Moss."
    >>> story = headwater.trace(headwater.Article(str(at), f"{at}.txt", text) for at, text in enumerate(texts))
    >>> story
    <Story: 2 articles rest on 2 publications and 1 speaker>
    >>> story.claims[0].speakers
    Count(low=1, high=1, names=('Ada Moss',))
    """
    if isinstance(inputs, Case):
        return Story.of(inputs.story())
    given = list(_several(inputs))
    chosen = config or settings.load()
    if any(isinstance(each, Article) for each in given):
        return Story.of(pipeline.trace(read(given, config=chosen, jobs=jobs)))
    return Story.of(cases.story([os.fspath(each) for each in given if not isinstance(each, Article)], chosen, jobs))


def open(path: str | os.PathLike[str], *, create: bool = False, who: str | None = None) -> Case:  # noqa: A001
    """A case file, or a PostgreSQL URL; a new one where it is to `create`. `who` is named in its log.

    >>> import headwater, tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> with headwater.open(f"{folder.name}/mill.hw", create=True, who="ada") as case:
    ...     report = headwater.Article("a", "a.txt", "Ada Moss said that the mill burned down.")
    ...     added = list(case.add_articles([report]))
    ...     story = headwater.trace(case)
    >>> added[0].what
    'added'
    >>> story.speakers.names
    ('Ada Moss',)
    >>> folder.cleanup()
    """
    where = os.fspath(path)
    return Case.create(where, who=who) if create else Case.open(where, who=who)


def formats() -> dict[str, str]:
    """What a story can be exported to: a line on each format by its name.

    >>> import headwater
    >>> headwater.formats()["markdown"]
    'A dossier for the desk, as Markdown with footnotes'
    """
    return {name: exporters.described(name) for name in exporters.names()}


class Story(model.Story):
    """A story, the record of `headwater.model`, with what a notebook wants of it. Nothing is read or changed."""

    __slots__ = ()

    @classmethod
    def of(cls, story: model.Story) -> Story:
        """The same story."""
        return cls(**{field.name: getattr(story, field.name) for field in fields(model.Story)})

    def export(self, to: str, path: str | os.PathLike[str] | None = None) -> bytes | Mapping[str, bytes]:
        """The story in another format (docs/exports.md), also written to `path` if one is given.

        A format of several files gives each by its name; `path` is then a folder, or a file that ends in .zip. Raises
        a SettingError where there is no such format, where its library is missing, or where nothing can be written.

        >>> import headwater
        >>> story = headwater.trace(headwater.Article("a", "a.txt", "Ada Moss said that the mill burned down."))
        >>> print(story.export("markdown").decode().splitlines()[0])
        # Who says so: 1 article
        """
        written = exporters.exporter(to)(self)
        if path is not None:
            exporters.write(written, Path(path))
        return written

    def questions(self) -> list[str]:
        """What the story leaves open, in the order in which it is worth asking."""
        return [question.text for question in questions(self)]

    def tables(self) -> tuple[Table, ...]:
        """The story as tables whose rows point at each other (docs/exports.md)."""
        return tables(self)

    def frame(self, name: str = "assertions") -> pandas.DataFrame:
        """A table as a data frame, by its `id`; a SettingError without pandas, or without such a table.

        >>> import headwater
        >>> story = headwater.trace(headwater.Article("a", "a.txt", "Ada Moss said that the mill burned down."))
        >>> story.frame("assertions")[["in_words", "text"]].values.tolist()
        [['a.txt, according to Ada Moss', 'the mill burned down']]
        """
        try:
            import pandas
        except ModuleNotFoundError as error:
            raise exporters.missing("pandas", "a frame") from error
        found = {table.name: table for table in self.tables()}
        if name not in found:
            raise SettingError(f"no such table: {name}; there are {', '.join(found)}")
        columns = [column.name for column in found[name].columns]
        return pandas.DataFrame(list(found[name].rows), columns=columns).set_index("id")

    def __repr__(self) -> str:
        return f"<Story: {wording.headline(self)}>"

    def _repr_html_(self) -> str:
        """The page, in a frame of its own: its style stays in it, nothing in it runs, and nothing is fetched."""
        page = markup.escape(html.page(self))
        return f'<iframe sandbox srcdoc="{page}" style="width: 100%; height: {_HEIGHT}px; border: 0"></iframe>'


def _several(inputs: Any) -> Iterable[Input]:
    return [inputs] if isinstance(inputs, str | os.PathLike | Article) else inputs
