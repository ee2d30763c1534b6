"""Medians of what the program does all day, on the founding acts.

The cold part (fonts, grammars, schema) is paid once before measuring, as a running service pays it once.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import asdict, dataclass, replace
from importlib import resources
from pathlib import Path

from lxml import etree

import forms
import legal
import renderer
from api import bench_acts, clock, service
from forms.records import Document, Table
from legal import Corpus, versions, xml
from renderer.bench import Comparison
from renderer.bench import measure as compare_printing


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
    words = "1. Внести в приказ следующие изменения:\n" + "слова " * 40_000
    yield _time(f"read a line of {len(words) // 1000},000 letters", rounds, lambda: _read(words))
    made = bench_acts.order(0)
    yield _time(f"read and apply an order of {len(made) // 1000} KB", rounds, lambda: _applied(made))
    operations = bench_acts.operations()
    act, rules = operations[0].act, bench_acts.rules()
    yield _time(
        f"build an act of {len(operations)} operations",
        rounds,
        lambda: versions.build(act, "rus", rules, operations),
    )
    with tempfile.TemporaryDirectory() as scratch:
        homes = (Path(scratch) / str(number) for number in range(10_000))
        yield _time(
            f"read, apply and commit all {len(sources)}", min(rounds, 3), lambda: Corpus.init(next(homes), clock.now())
        )
        corpus = Corpus.init(Path(scratch) / "corpus", clock.now())
        yield from _versions(corpus, rounds)
        yield from _documents(corpus, rounds)


def side_by_side(rounds: int) -> Iterator[Comparison]:
    """Ours and what a user would pick instead, on the same content in one run."""
    with tempfile.TemporaryDirectory() as scratch:
        corpus = Corpus.init(Path(scratch) / "corpus", clock.now())
        yield _filtering(rounds)
        documents = list(_samples(corpus))
        form = next(document for document in documents if document.kind == "act")
        sheet = next(document for document in documents if document.kind == "sheet")
        table = next(i for i, block in enumerate(sheet.blocks) if isinstance(block, Table))
        yield from compare_printing(form, sheet, replace(sheet, blocks=sheet.blocks[: table + 1]), rounds)


def _read(text: str) -> object:
    return legal.read_operations(text.encode(), "words.txt")


def _applied(data: bytes) -> versions.Regulation:
    """An order on an act that is not on file."""
    _, operations, _ = legal.read_operations(data, "order.txt")
    return versions.build(operations[0].act, "rus", None, operations)


def _filtering(rounds: int) -> Comparison:
    """A version on a date against lxml alone dropping the elements whose period does not hold the date."""
    operations = bench_acts.operations()
    regulation = versions.build(operations[0].act, "rus", bench_acts.rules(), operations)
    on = max(operation.in_force.start for operation in operations if operation.in_force.start)
    root = xml.parse(regulation.xml)
    ours = _time("", rounds, lambda: versions.slice_xml(regulation, on)).median_ms
    other = _time("", rounds, lambda: _filtered(root, on.isoformat())).median_ms
    name = f"version on a date of an act of {len(operations)} operations, against its tree filtered with lxml alone"
    return Comparison(name, ours / 1000, other / 1000)


def _filtered(root: etree._Element, on: str) -> bytes:
    """What lxml alone needs: a copy, and everything out whose period does not hold the day."""
    tree = deepcopy(root)
    days = {f"#{event.get('eId')}": event.get("date") or "" for event in tree.iter("{*}eventRef")}
    spans = {}
    for group in tree.iter("{*}temporalGroup"):
        for interval in group:
            start, end = (days.get(interval.get(side) or "") for side in ("start", "end"))
            spans[f"#{group.get('eId')}"] = (start or "", end or "9999")
    for element in [each for each in tree.iter() if each.get("period") in spans]:
        start, end = spans[element.get("period") or ""]
        parent = element.getparent()
        if parent is not None and not start <= on < end:
            parent.remove(element)
    return etree.tostring(tree)


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
