"""Measurements side by side, on the same content: what the renderer does against what it would take otherwise.

Each line is a ratio of medians measured in turn on the same machine, so that a busy machine slows both. Fonts, style
sheets and templates are made before measuring, as a running service makes them once. Programs of an office are started
once a document, which is how an office uses them, and only where they are installed.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from itertools import cycle
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from forms.definition import is_group
from forms.records import Cell, Document, Line, Row, Table, Text
from renderer.docx_skeleton import skeleton
from renderer.docx_template import template as docx_template
from renderer.fast import Template, filled, journal_pdf, merge
from renderer.fast.values import places
from renderer.grid import grid
from renderer.output import render
from renderer.walk import block_words, flow, lines_of

_TRIED = ("Әбілқасымов {}", "Ким {}", "{}", "12", "1")
"""Values for a field, the longest that fits its place; with the initials of somebody."""
_LONG = "Әбілқасымов-Серікбаев Өтеген Ғабитұлы"
"""Longer than most places of a form."""
_LETTERS = "АБВГҒДЕЖЗИКҚЛМНО"
_VISITS = 12
"""Rows of a form that is filled: visits of three weeks, on one page."""
_MONTHS = 60
"""Rows of a form that runs over several pages."""
_MANY = 200
"""Fast work is timed by so many at once, a clock being too coarse for one."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Median seconds of one piece of work, ours and the other way, and how many times faster ours is."""

    name: str
    ours: float
    other: float

    @property
    def ratio(self) -> float:
        """How many times faster."""
        return self.other / self.ours


def measure(
    form: Document, sheet: Document, journal: Document, rounds: int = 5, rows: int = 1000
) -> Iterator[Comparison]:
    """Every comparison as soon as it is known: a form with blanks, one whose table takes rows, and a document with a
    table for its last block."""
    yield from _forms(form, rounds)
    for count in (_VISITS, _MONTHS):
        yield _rows(sheet, count, rounds)
    yield from _typst(form, rounds)
    yield _journal(journal, rows)
    yield _docx(form, rounds)
    yield _remembered(form, rounds)
    yield from _office(form, rounds)


def sample_values(template: Template, number: int = 0) -> Mapping[str, str]:
    """A value for every blank of a form that fits it, others for each `number`."""
    found: dict[str, str] = {}
    for field in sorted(template.fields):
        tried = (value.format(_initials(number)) for value in _TRIED)
        found |= next(({field: value} for value in tried if template.fits({field: value})), {})
    return found


def _initials(number: int) -> str:
    """Two letters, others for each of 256 numbers."""
    return f"{_LETTERS[number // 16 % 16]}. {_LETTERS[number % 16]}."


def sample_rows(columns: int, count: int, number: int = 0) -> Iterator[list[str]]:
    """Rows of a journal: a number, then names, dates, numbers in turn, hardly one cell like another; others for each
    `number`."""
    words = ("Әбілқасымов Өтеген Ғабитұлы {}", "{:02d}.06.2022", "№ {} от 01.06.2022", "г. Астана, ул. Достық, д. {}")
    for row in range(1, count + 1):
        cells = (
            words[column % 4].format((row * 7 + number * 11) % (28 if column % 4 == 1 else 9973) + 1)
            for column in range(1, columns)
        )
        yield [str(row), *cells]


def _forms(form: Document, rounds: int) -> Iterator[Comparison]:
    made = Template(form)
    people = [sample_values(made, number) for number in range(_MANY)]
    applicants = [(str(number), values) for number, values in enumerate(people)]
    wide = [{field: f"{_LONG} {_initials(number)}" for field in made.fields} for number in range(_MANY)]
    for name, work, shown in (
        ("a filled form", lambda: [made.fill(values) for values in people], people[0]),
        ("a form among many in one file", lambda: list(merge(made, applicants)), people[0]),
        ("a form whose values do not fit their places", lambda: [made.fill(values) for values in wide], wide[0]),
    ):
        document = filled(form, shown)
        ours, other = _both(work, lambda one=document: render(one, "pdf", remember=False), rounds)  # type: ignore[misc]
        yield Comparison(f"{name}, against WeasyPrint", ours / _MANY, other)


def sample_filled(sheet: Document, count: int = _VISITS, number: int = 0) -> Document:
    """A form with its blanks filled and so many rows in its tables, other words for each `number`."""
    made = filled(sheet, {place.blank.field: _TRIED[0].format(_initials(number)) for place in places(sheet)})
    blocks = tuple(
        replace(block, rows=(*_written(list(sample_rows(len(block.fields), count, number))), *block.rows), spare=0)
        if isinstance(block, Table) and is_group(block)
        else block
        for block in made.blocks
    )
    return replace(made, blocks=blocks)


def _written(rows: Sequence[Sequence[str]]) -> tuple[Row, ...]:
    return tuple(Row(tuple(Cell((Line((Text(text),)),)) for text in row)) for row in rows)


def _rows(sheet: Document, count: int, rounds: int) -> Comparison:
    made, documents = Template(sheet), [sample_filled(sheet, count, number) for number in range(_MANY)]
    ours, other = _both(
        lambda: [made.fill_document(document) for document in documents],
        lambda: render(documents[0], "pdf", remember=False),
        rounds,
    )
    return Comparison(f"a form filled with {count} rows, against WeasyPrint", ours / _MANY, other)


def _typst(form: Document, rounds: int) -> Iterator[Comparison]:
    """Typst in the same process, where it is installed, its fonts read before: it sets the filled form, with words that
    it did not see before each time, as a program that prints with it would."""
    if find_spec("typst") is None:
        return
    made = Template(form)
    people = [sample_values(made, number) for number in range(_MANY)]
    coming = cycle(people)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "form.typ").write_bytes(_TYPST)
        compiler = import_module("typst").Compiler(str(Path(folder) / "form.typ"), root=folder)

        def typeset() -> None:
            words = json.dumps(typst_data(filled(form, next(coming))), ensure_ascii=False)
            (Path(folder) / "form.json").write_text(words, encoding="utf-8")
            compiler.compile()

        typeset()
        ours, other = _both(lambda: [made.fill(values) for values in people], typeset, rounds * 4)
        yield Comparison("a filled form, against Typst", ours / _MANY, other)


def _journal(journal: Document, count: int) -> Comparison:
    """One round of the slow way: it takes seconds."""
    table = journal.blocks[-1]
    if not isinstance(table, Table):
        raise ValueError(f"The document {journal.id} does not end with a table.")
    rows = list(sample_rows(len(table.widths), count))
    document = replace(journal, blocks=(*journal.blocks[:-1], replace(table, rows=_written(rows), spare=0)))
    ours, _ = _both(lambda: list(journal_pdf(journal, rows)), lambda: None, 5)
    begun = time.perf_counter()
    render(document, "pdf", remember=False)
    return Comparison(f"a journal of {count} rows, against WeasyPrint", ours, time.perf_counter() - begun)


def _docx(form: Document, rounds: int) -> Comparison:
    bare, words = skeleton(form)
    source = docx_template(bare)
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)

    def alone() -> None:
        made = DocxTemplate(BytesIO(source))
        made.render({"t": words}, jinja_env=environment)
        made.save(BytesIO())

    render(form, "docx", remember=False)
    ours, other = _both(lambda: render(form, "docx", remember=False), alone, rounds * 4)
    return Comparison("a filled DOCX, against docxtpl alone", ours, other)


def _remembered(form: Document, rounds: int) -> Comparison:
    render(form, "pdf")
    ours, other = _both(
        lambda: [render(form, "pdf") for _ in range(_MANY)], lambda: render(form, "pdf", remember=False), rounds
    )
    return Comparison("a blank asked for again, against WeasyPrint", ours / _MANY, other)


def _office(form: Document, rounds: int) -> Iterator[Comparison]:
    """Programs that make PDF of our DOCX or HTML, each a start; against the first print of a warm renderer, not ours
    at its fastest."""
    found = [(name, command) for names, command in _OFFICE for name in names if shutil.which(name)]
    for name, (suffix, arguments) in found:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / f"form.{suffix}"
            source.write_bytes(_TYPST if suffix == "typ" else render(form, "docx" if suffix == "docx" else "html"))
            (Path(folder) / "form.json").write_text(json.dumps(typst_data(form)), encoding="utf-8")
            command = [one.format(folder=folder, source=source) for one in (shutil.which(name) or name, *arguments)]

            def start(command: list[str] = command, folder: str = folder) -> None:
                # The arguments are the table below and a folder made here.
                subprocess.run(command, check=True, capture_output=True, timeout=120, cwd=folder)  # noqa: S603

            try:
                ours, other = _both(lambda: render(form, "pdf", remember=False), start, min(rounds, 3))
            except subprocess.SubprocessError:
                continue  # installed, but it cannot run here
            if (Path(folder) / "form.pdf").exists():
                yield Comparison(f"a form laid out, against {name} started for it", ours, other)


_OFFICE: tuple[tuple[tuple[str, ...], tuple[str, tuple[str, ...]]], ...] = (
    (("soffice",), ("docx", ("-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
                             "--outdir", "{folder}", "{source}"))),
    (("typst",), ("typ", ("compile", "{source}", "{folder}/form.pdf"))),
    (("chromium",), ("html", ("--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir={folder}/profile",
                              "--print-to-pdf={folder}/form.pdf", "file://{source}"))),
)  # fmt: skip


_TYPST = b"""#set page(paper: "a4", margin: (left: 25mm, right: 15mm, y: 25mm))
#set text(font: "Tinos", size: 12pt)
#for piece in json("form.json") {
  if type(piece) == array { table(columns: piece.at(0).len(), ..piece.flatten()) } else { piece; parbreak() }
}
"""
"""The same words for Typst: a string a paragraph, rows of cells a table."""


def typst_data(form: Document) -> list[str | list[list[str]]]:
    """The words of a form as the Typst source takes them."""
    data: list[str | list[list[str]]] = [*form.head]
    for placed in flow(form):
        if isinstance(placed.block, Table):
            frame = grid(placed.block)
            rows = [
                [*("\n".join(lines_of(cell.cell)) for cell in row.cells), *[""] * frame.columns][: frame.columns]
                for row in (*frame.head, *frame.rows, *frame.foot)
            ]
            at = len(rows) - len(frame.foot)
            data.append([*rows[:at], *([""] * frame.columns for _ in range(frame.spare)), *rows[at:]])
        else:
            data += list(block_words(placed.block))
    return data


def _both(ours: Callable[[], object], other: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Medians of the two, run in turn."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for work, into in zip((ours, other), times, strict=True):
            begun = time.perf_counter()
            work()
            into.append(time.perf_counter() - begun)
    return statistics.median(times[0]), statistics.median(times[1])
