"""A document without its words: the structure that a Word template is made from, and the words in order.

Forms of one wording differ in what is filled in and have one skeleton, so one template serves them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, assert_never

from forms.records import Align, Columns, Document, DocumentKind, Gap, Heading, Line, Table
from legal.records import Language
from renderer.furniture import furniture
from renderer.grid import Grid, GridRow, grid
from renderer.profile import landscape, profile, stays_whole
from renderer.walk import RunStyle, flow, labelled, runs


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one run: the number of its words and their style."""

    word: int
    style: RunStyle = "plain"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`level` 0 is no heading. `gap`: a notice that a wording is not on file. `with_next`: same page as the next."""

    slots: tuple[Slot, ...]
    align: Align = "left"
    indent: bool = False
    small: bool = False
    level: int = 0
    gap: bool = False
    with_next: bool = False


@dataclass(frozen=True, slots=True)
class BareCell:
    """A cell with its place in the grid, as `renderer.grid` gives it."""

    paragraphs: tuple[Paragraph, ...]
    column: int
    colspan: int
    rowspan: int
    header: bool


@dataclass(frozen=True, slots=True)
class BareRow:
    """`whole`: the row moves to the next page rather than break. `open`: empty, to write in."""

    cells: tuple[BareCell, ...]
    whole: bool
    open: bool


@dataclass(frozen=True, slots=True)
class BareTable:
    """`widths` in percent. `head` is how many of the rows are heading rows. `whole`: all of them on one page."""

    widths: tuple[float, ...]
    head: int
    rows: tuple[BareRow, ...]
    with_next: bool
    whole: bool


@dataclass(frozen=True, slots=True)
class BareColumns:
    """Columns of paragraphs side by side."""

    columns: tuple[tuple[Paragraph, ...], ...]
    with_next: bool


Piece = Paragraph | BareTable | BareColumns


@dataclass(frozen=True, slots=True)
class Skeleton:
    """`version`, `as_of` are the head and the foot of the page, `verify` the address behind the QR code in it;
    `warnings`, `caption` stand on top."""

    kind: DocumentKind
    language: Language
    landscape: bool
    version: Slot
    as_of: Slot
    warnings: tuple[Paragraph, ...]
    caption: tuple[Paragraph, ...]
    pieces: tuple[Piece, ...]
    verify: str


def skeleton(document: Document) -> tuple[Skeleton, tuple[str, ...]]:
    """The structure of a document and its words: slot n holds word n."""
    words: list[str] = []

    def slot(text: str, style: RunStyle = "plain") -> Slot:
        words.append(text)
        return Slot(len(words) - 1, style)

    around = furniture(document)
    reader = _Reader(document, slot)
    bare = Skeleton(
        kind=document.kind,
        language=document.language,
        landscape=landscape(document, profile()),
        version=slot(around.version),
        as_of=slot(around.as_of),
        warnings=tuple(Paragraph((slot(text, "strong"),), with_next=True) for text in around.warnings),
        caption=tuple(Paragraph((slot(text),), align="center", with_next=True) for text in document.head),
        pieces=tuple(reader.piece(placed.block, placed.with_next, placed.whole) for placed in flow(document)),
        verify=around.verify,
    )
    return bare, tuple(words)


class _Filer(Protocol):
    def __call__(self, text: str, style: RunStyle = "plain") -> Slot: ...


class _Reader:
    """Takes the words out of blocks; `slot` files each and gives its number."""

    def __init__(self, document: Document, slot: _Filer) -> None:
        self._document = document
        self._slot = slot

    def piece(self, block: Heading | Line | Gap | Table | Columns, with_next: bool, whole: bool) -> Piece:
        match block:
            case Heading(level=level):
                return Paragraph(self._slots(block), "center", level=min(max(level, 1), 6), with_next=True)
            case Line() | Gap():
                return self._paragraph(block, with_next)
            case Table():
                return self._table(block, with_next, whole)
            case Columns(columns=columns):
                made = tuple(tuple(self._paragraph(line) for line in column) for column in columns)
                return BareColumns(made, with_next)
            case _:
                assert_never(block)

    def _paragraph(self, line: Line | Gap, with_next: bool = False) -> Paragraph:
        if isinstance(line, Gap):
            return Paragraph((self._slot(labelled(line)),), gap=True, with_next=with_next)
        return Paragraph(self._slots(line), line.align, line.indent, line.small, with_next=with_next)

    def _slots(self, source: Line | Heading) -> tuple[Slot, ...]:
        return tuple(self._slot(run.text, run.style) for run in runs(source))

    def _table(self, table: Table, with_next: bool, whole: bool) -> BareTable:
        frame = grid(table)
        rows = [self._row(row, frame, header=True) for row in frame.head]
        rows += [self._row(row, frame) for row in frame.rows]
        empty = tuple(BareCell((), column, 1, 1, False) for column in range(frame.columns))
        rows += [BareRow(empty, whole=True, open=True)] * frame.spare
        rows += [self._row(row, frame) for row in frame.foot]
        return BareTable(frame.widths, len(frame.head), tuple(rows), with_next, whole)

    def _row(self, row: GridRow, frame: Grid, header: bool = False) -> BareRow:
        cells = tuple(
            BareCell(
                tuple(self._paragraph(line) for line in placement.cell.lines),
                placement.column,
                placement.colspan,
                placement.rowspan,
                header or placement.cell.header,
            )
            for placement in row.cells
        )
        blank = not any(paragraph.slots for cell in cells for paragraph in cell.paragraphs)
        whole = stays_whole(row, frame, self._document, profile())
        return BareRow(cells, whole, blank and not header)
