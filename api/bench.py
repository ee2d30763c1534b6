"""Medians of what the program does all day, on the founding acts.

The cold part (fonts, grammars, schema) is paid once before measuring, as a running service pays it once.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib import resources
from pathlib import Path

import forms
import legal
import renderer
from api import clock, service
from forms.records import Document
from legal import Corpus


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; times in milliseconds."""

    name: str
    median_ms: float
    best_ms: float
    rounds: int

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return asdict(self)


def measure(rounds: int) -> Iterator[Row]:
    """Every line of the table, each as soon as it is known."""
    sources = sorted(_founding())
    for name, data in sources:
        yield _time(f"read and understand {name}", rounds, lambda n=name, d=data: legal.read_operations(d, n))  # type: ignore[misc]
    with tempfile.TemporaryDirectory() as scratch:
        homes = (Path(scratch) / str(number) for number in range(10_000))
        yield _time(
            f"read, apply and commit all {len(sources)}", min(rounds, 3), lambda: Corpus.init(next(homes), clock.now())
        )
        corpus = Corpus.init(Path(scratch) / "corpus", clock.now())
        yield from _versions(corpus, rounds)
        yield from _documents(corpus, rounds)


def _founding() -> list[tuple[str, bytes]]:
    root = resources.files("legal").joinpath("corpus")
    return [
        (f"{folder.name}/{file.name}", file.read_bytes())
        for folder in root.iterdir()
        if folder.is_dir()
        for file in folder.iterdir()
        if file.name.endswith(".txt")
    ]


def _versions(corpus: Corpus, rounds: int) -> Iterator[Row]:
    for key, language in service.regulations(corpus):
        days = [event.on for event in corpus.timeline(key, language) if event.on and event.kind == "amendment"]
        if not days:
            continue
        on = days[0]
        label = f"{key} {language}"
        yield _time(f"version on a date, {label}", rounds, lambda k=key, g=language, d=on: corpus.version(k, g, d))  # type: ignore[misc]
        yield _time(f"text on a date, {label}", rounds, lambda k=key, g=language, d=on: corpus.text(k, g, d))  # type: ignore[misc]


def _documents(corpus: Corpus, rounds: int) -> Iterator[Row]:
    seen: set[str] = set()
    for document in _samples(corpus):
        if document.kind in seen:
            continue
        seen.add(document.kind)
        for format in renderer.FORMATS:
            label = f"{document.kind} {document.id} as {format}"
            yield _time(label, rounds, lambda one=document, f=format: renderer.render(one, f, remember=False))  # type: ignore[misc]
        label = f"{document.kind} {document.id} as pdf, asked for again"
        yield _time(label, rounds, lambda one=document: renderer.render(one, "pdf"))  # type: ignore[misc]


def _samples(corpus: Corpus) -> Iterator[Document]:
    """Documents of the founding acts on days when they applied."""
    for key, language in service.regulations(corpus):
        days = {event.on for event in corpus.timeline(key, language) if event.on and event.kind == "amendment"}
        for on in sorted(days):
            yield from forms.documents(corpus.version(key, language, on))


def _time(name: str, rounds: int, work: Callable[[], object]) -> Row:
    work()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return Row(name, statistics.median(times), min(times), rounds)
