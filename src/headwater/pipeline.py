"""The composition root: the only module that knows all the stages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import islice

from headwater import ingest
from headwater.config import Config
from headwater.model import Annotation, Article, Attribution, Failure, Link, Reading, Resolution
from headwater.nlp.annotator import Annotator
from headwater.nlp.publications import Publications
from headwater.provenance.chains import chains
from headwater.provenance.derivations import derivations
from headwater.resolve import resolve

AHEAD = 4
"""Articles that wait for each process: enough to keep it busy, few enough to bound memory."""


class Reader:
    """The stages that read one article, loaded once."""

    def __init__(self, config: Config, threads: int | None = None) -> None:
        self._language = config.language
        self._annotator = Annotator(config.model_folder, config.threads if threads is None else threads)
        self._publications = Publications.load()

    def read(self, article: Article) -> Reading:
        if article.language is None:
            article = replace(article, language=self._language)
        annotation = self._annotator.annotate(article)
        resolution = resolve(article, annotation, self._publications)
        linked = chains(article, annotation, resolution)
        return Reading(
            article,
            tuple(_attributions(annotation, resolution, linked)),
            resolution.entities,
            derivations(article, annotation, linked, self._canonical),
            resolution.affiliations,
            annotation.sentences,
        )

    def _canonical(self, name: str) -> str:
        return self._publications.canonical(name) or name

    def try_read(self, item: Article | Failure) -> Reading | Failure:
        """The reading of an article; trouble with it is a failure record, so that the others are still read."""
        if isinstance(item, Failure):
            return item
        try:
            return self.read(item)
        except Exception as error:
            message = f"{type(error).__name__}: {error}; please report it with the article, if you may share it"
            return Failure(item.uri, "read", "internal", message)


def _attributions(
    annotation: Annotation, resolution: Resolution, linked: Sequence[tuple[Link, ...]]
) -> Iterator[Attribution]:
    for index, (relation, source, chain) in enumerate(
        zip(annotation.relations, resolution.sources, linked, strict=True), start=1
    ):
        yield Attribution(
            f"a{index}",
            None if relation.parent is None else f"a{relation.parent + 1}",
            relation.source,
            relation.cue,
            relation.content,
            relation.kind,
            source.type,
            source.name,
            chain,
            relation.certainty,
            relation.confidence,
        )


def read(inputs: Iterable[str], config: Config, jobs: int = 1) -> Iterator[Reading | Failure]:
    """Every input, read, in the order of the inputs whatever the number of processes."""
    items = ingest.read(inputs, max_characters=config.max_characters)
    if jobs <= 1:
        reader = Reader(config)
        yield from map(reader.try_read, items)
        return
    with ProcessPoolExecutor(jobs, initializer=partial(_start, config)) as pool:
        # Executor.map would read every input ahead of the workers.
        waiting = [pool.submit(_work, item) for item in islice(items, jobs * AHEAD)]
        while waiting:
            yield waiting.pop(0).result()
            waiting.extend(pool.submit(_work, item) for item in islice(items, 1))


_reader: Reader


def _start(config: Config) -> None:
    """Loads the model once in each process."""
    global _reader
    _reader = Reader(config, threads=1)


def _work(item: Article | Failure) -> Reading | Failure:
    return _reader.try_read(item)
