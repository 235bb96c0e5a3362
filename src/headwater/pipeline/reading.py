"""Articles > readings: all the stages that look at one article alone, on several threads or processes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import partial
from itertools import islice

from headwater import ingest
from headwater.config import Config
from headwater.errors import HeadwaterError
from headwater.model import (
    Annotation,
    Article,
    Attribution,
    Failure,
    Link,
    Reading,
    Resolution,
    Source,
    SourceType,
)
from headwater.nlp.annotator import Annotator
from headwater.nlp.publications import Publications
from headwater.provenance.chains import chains
from headwater.provenance.derivations import derivations
from headwater.resolve import resolve

AHEAD = 4
"""Articles that wait for each process: enough to keep it busy, few enough to bound memory."""


class Reader:
    """The stages that read one article, loaded once."""

    def __init__(self, config: Config) -> None:
        self._language = config.language
        self._annotator = Annotator(config.model_folder)
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
            resolution.listed,
            derivations(article, annotation, resolution, linked, self._publications.usual),
            resolution.affiliations,
            annotation.sentences,
            annotation.dates,
            annotation.quantities,
            annotation.propositions,
            annotation.meanings,
            annotation.clauses,
            annotation.hedges,
            resolution.spokespeople,
            words=annotation.words,
        )

    def try_read(self, item: Article | Failure) -> Reading | Failure:
        """The reading of an article; one that cannot be read is kept unread and says why, and the others are read."""
        if isinstance(item, Failure):
            return item
        if item.language not in (None, self._annotator.language):
            known = self._annotator.language
            message = f"{item.uri} is in {item.language!r} and was not read: there is a model for {known!r} only"
            return self._unread(item, "language", message)
        try:
            return self.read(item)
        except Exception as error:
            message = f"{type(error).__name__}: {error}; please report it with the article, if you may share it"
            return self._unread(item, "internal", message)

    def _unread(self, article: Article, kind: str, message: str) -> Reading:
        failure = Failure(article.uri, "read", kind, message)
        return Reading(article, (), (), (), (), self._annotator.sentences(article.text), unread=failure)


def _attributions(
    annotation: Annotation, resolution: Resolution, linked: Sequence[tuple[Link, ...]]
) -> Iterator[Attribution]:
    for index, (relation, source, chain) in enumerate(
        zip(annotation.relations, resolution.sources, linked, strict=True), start=1
    ):
        type_, name = _end(source, chain)
        yield Attribution(
            f"a{index}",
            None if relation.parent is None else f"a{relation.parent + 1}",
            relation.source,
            relation.cue,
            relation.content,
            relation.kind,
            type_,
            name,
            chain,
            relation.certainty,
            relation.confidence,
        )


def _end(source: Source, chain: Sequence[Link]) -> tuple[SourceType, str | None]:
    """Type and name of whoever speaks: of a translation whoever is translated, else the source itself."""
    last = chain[-1] if chain else None
    if source.type is not SourceType.PUBLICATION or last is None or last.type is SourceType.PUBLICATION:
        return source.type, source.name
    return last.type, last.name if last.type in (SourceType.PERSON, SourceType.ORGANISATION) else None


def read(inputs: Iterable[str], config: Config, jobs: int = 1) -> Iterator[Reading | Failure]:
    """Every input, read, in the order of the inputs, as `read_articles` does it."""
    return read_articles(_ingested(inputs, config, once=True), config, jobs)


def ingested(inputs: Iterable[str], config: Config) -> Iterator[Article | Failure]:
    """The articles in the inputs, not read yet; one that comes twice comes twice."""
    return _ingested(inputs, config, once=False)


def _ingested(inputs: Iterable[str], config: Config, *, once: bool) -> Iterator[Article | Failure]:
    limits = ingest.Limits(config.reader_seconds, config.reader_megabytes)
    most, columns = config.max_characters, config.columns
    return ingest.read(inputs, max_characters=most, limits=limits, once=once, columns=columns)


def read_articles(items: Iterable[Article | Failure], config: Config, jobs: int = 1) -> Iterator[Reading | Failure]:
    """Every article, read, in their order whatever the number of threads and processes.

    One process reads `config.threads` articles at once, each on one thread, which shares one model among them; several
    processes (`jobs`) read one each.
    """
    items = iter(items)
    if jobs > 1:
        try:
            with ProcessPoolExecutor(jobs, initializer=partial(_start, config)) as pool:
                yield from _in_order(pool, _work, items, jobs * AHEAD)
        except BrokenProcessPool as error:
            raise HeadwaterError("the system ended a process that was reading: run fewer at once (--jobs)") from error
    else:
        reader = Reader(config)
        with ThreadPoolExecutor(config.threads) as threads:
            yield from _in_order(threads, reader.try_read, items, config.threads * AHEAD)


def _in_order(
    pool: Executor,
    work: Callable[[Article | Failure], Reading | Failure],
    items: Iterator[Article | Failure],
    most: int,
) -> Iterator[Reading | Failure]:
    """The results in the order of the items, at most `most` of them under way (Executor.map takes all at once)."""
    waiting = deque(pool.submit(work, item) for item in islice(items, most))
    while waiting:
        yield waiting.popleft().result()
        waiting.extend(pool.submit(work, item) for item in islice(items, 1))


_reader: Reader | HeadwaterError


def _start(config: Config) -> None:
    """Loads the model once in each process; an error here would break the pool, so it waits for the first article."""
    global _reader
    try:
        _reader = Reader(config)
    except HeadwaterError as error:
        _reader = error


def _work(item: Article | Failure) -> Reading | Failure:
    if isinstance(_reader, HeadwaterError):
        raise _reader
    return _reader.try_read(item)
