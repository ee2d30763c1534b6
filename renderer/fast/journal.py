"""A document with a long table, set and written page by page, without a layout engine.

    document, rows  ->  units that never tear  ->  pages, each written and forgotten  ->  bytes

The words, their order and the look are those of the slow path: version line and page label on every page, heading rows
repeated, tags, bookmarks, the attached source. Memory does not grow with the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass
from itertools import chain

from forms.records import Columns, Document, Gap, Heading, Line, Table
from renderer.errors import RenderError
from renderer.fast import rows as table_rows
from renderer.fast.book import MM, Book, Element, Placed, baseline
from renderer.fast.faces import WIDE, Ranges
from renderer.fast.rows import Rows, Set, Unit
from renderer.furniture import furniture
from renderer.grid import grid
from renderer.profile import profile
from renderer.walk import Placed as PlacedBlock
from renderer.walk import Run, flow, labelled, runs, words

_SMALL, _TITLE, _WARNING = 10.0, 13.0, 11.0
_ENDED = re.compile(r"[\r\n]")
_GUTTER = 5 * MM
"""Between columns set side by side."""


def journal_pdf(
    document: Document, rows: Iterable[Sequence[str]] | None = None, *, alphabet: Ranges = WIDE
) -> Iterator[bytes]:
    """The document as PDF, in pieces to be written one after another.

    `rows`, one text a column, follow the rows of its last table, in place of its spare empty ones; they are read one at
    a time. Raises TextError for a letter that the print font lacks or that no output can carry, ValueError for a row
    that does not fit the columns or rows without a table, RenderError for rows held together by a cell taller than a
    page, ToolError without Pango or the font; what was given out before is then no PDF.
    """
    placed = flow(document)
    last = max((index for index, one in enumerate(placed) if isinstance(one.block, Table)), default=None)
    if rows is not None and last is None:
        raise ValueError(f"The document {document.id} has no table for the rows.")
    known = sum(len(one.block.rows) + one.block.spare for one in placed if isinstance(one.block, Table))
    known += len(rows) if isinstance(rows, Sized) else 0 if rows is None else 10_000
    return Journal(document, Book(document, len(str(known // 12 + 1)), alphabet)).write(placed, last, rows)


@dataclass(frozen=True, slots=True)
class Box:
    """A block that is no table, set: `sides` are lines at their distance from the left margin, side by side."""

    sides: tuple[tuple[float, float, tuple[Set, ...]], ...]
    above: float
    below: float
    kind: str
    title: str = ""
    frame: float = 0.0
    indent: float = 0.0

    def height(self, leading: float) -> float:
        """Of all but the space above and below."""
        return max((sum(size for _, size, _ in lines) * leading for _, _, lines in self.sides), default=0.0)


class Journal:
    """Sets the blocks of a document and puts them into a book."""

    def __init__(self, document: Document, book: Book) -> None:
        self._document, self._style = document, profile()
        self._book = book
        self.margin = 0.0
        self.body = float(self._style.body[document.kind])
        self._leading = self._style.leading

    def write(
        self, placed: tuple[PlacedBlock, ...], last: int | None, rows: Iterable[Sequence[str]] | None
    ) -> Iterator[bytes]:
        """Every piece of the file."""
        for heading in self.top():
            self.put(heading)
        boxes = [None if isinstance(one.block, Table) else self.box(one.block) for one in placed]
        for index, (one, box) in enumerate(zip(placed, boxes, strict=True)):
            if box is not None:
                bonded = index > 0 and placed[index - 1].with_next
                if one.with_next and not bonded and self._needed(placed, boxes, index) > self._book.room:
                    self._turn()
                self.put(box)
                continue
            assert isinstance(one.block, Table)
            after = self._needed(placed, boxes, index + 1) + 0.5 * self.body if one.with_next else 0.0
            yield from self.table(one.block, rows if index == last else None, after)
        yield self._book.finish()

    def _turn(self) -> None:
        if not self._book.fresh:
            self._book.turn()

    def _needed(self, placed: tuple[PlacedBlock, ...], boxes: list[Box | None], index: int) -> float:
        """The height of a block and those it stays with; of a table its first line of type stands for all."""
        total = 0.0
        while index < len(placed):
            box = boxes[index]
            total += box.above + box.height(self._leading) + box.below if box else 4 * self.body
            if not placed[index].with_next or box is None:
                break
            index += 1
        return total if total <= self._book.depth else 0.0

    def top(self) -> Iterator[Box]:
        """The warnings and the caption."""
        width = self._book.width
        warned = furniture(self._document).warnings
        pad = 3 * MM
        lines = tuple(one for text in warned for one in self._set([Run(text)], _WARNING, width - 2 * pad, "left", True))
        if lines:
            yield Box(((pad, width - 2 * pad, lines),), 2 * MM, 2 * MM + self.body, "Note", frame=2 * MM)
        half = width / 2
        named = [line for line in (self._document.label, *self._document.caption) if line]
        captions = [self._set([Run(text)], self.body, half, "center") for text in named]
        for index, caption in enumerate(captions):
            yield Box(((half, half, caption),), 0, 1.2 * self.body if index + 1 == len(captions) else 0, "P")

    def _set(
        self, text: Iterable[Run], size: float, width: float, align: str, bold: bool = False, indent: float = 0
    ) -> tuple[Set, ...]:
        made = self._book.setter.runs(text, size, width, indent, bold)
        return tuple((line, size, align) for line in made) or ((table_rows.NOTHING, size, align),)

    def box(self, block: Heading | Line | Gap | Columns | Table) -> Box:
        """A block that is no table, set."""
        width, body = self._book.width, self.body
        match block:
            case Heading():
                level = min(max(block.level, 1), 6)
                size = max(body, _TITLE) if level == 1 else body
                lines = self._set(runs(block), size, width, "center", bold=True)
                above = 0.4 if level == 1 else 0.9
                return Box(((0, width, lines),), above * size, 0.6 * size, f"H{level}", words(block))
            case Line():
                indent = self._style.first_line * MM if block.indent else 0.0
                size = _SMALL if block.small else body
                # A line that ends where its text says so is not spread.
                align = "left" if block.align == "justify" and _ENDED.search(words(block)) else block.align
                lines = self._set(runs(block), size, width, align, indent=indent)
                return Box(((0, width, lines),), 0, 0, "P", indent=indent)
            case Gap():
                lines = self._set([Run(labelled(block))], body, width - 3 * MM, "left")
                return Box(((1.5 * MM, width, lines),), MM, MM, "P", frame=0.8 * MM)
            case Columns(columns=columns):
                share = width / max(len(columns), 1)
                sides = tuple(
                    (share * at, share - _GUTTER, tuple(self._column(column, share - _GUTTER)))
                    for at, column in enumerate(columns)
                )
                return Box(sides, 4 * MM, 3 * MM, "P")
            case _:
                raise TypeError(type(block).__name__)

    def _column(self, column: tuple[Line, ...], width: float) -> Iterator[Set]:
        for line in column:
            align = "left" if line.align == "justify" else line.align
            yield from self._set(runs(line), _SMALL if line.small else self.body, width, align)

    def put(self, box: Box) -> None:
        """A block where the page has come to. Lines of type go on over pages; what stands side by side does not."""
        book = self._book
        height = box.height(self._leading)
        if not book.fresh:  # of two margins that meet, the wider one counts
            book.y -= max(box.above - box.frame - self.margin, 0.0) + box.frame
        self.margin = box.below - box.frame
        whole = len(box.sides) > 1 or box.frame or box.kind != "P"
        if height > book.room and whole:
            self._turn()
        if height > book.depth and whole and len(box.sides) > 1:
            raise RenderError("Columns are taller than a page.", remedy="Use renderer.render.")
        if box.title:
            book.bookmark(box.title)
        start = book.y
        for left, width, lines in box.sides:
            book.y = start
            element = book.element(box.kind, book.whole)
            self._lines(element, left, width, lines, box.indent)
            book.close(element)
        if box.frame and start > book.y:
            low, tall = book.y - box.frame, start - book.y + 2 * box.frame
            book.draw(f"/Artifact BMC .75 w {book.left:.2f} {low:.2f} {book.width:.2f} {tall:.2f} re S EMC\n")
        book.y = min(book.y, start - height) if len(box.sides) > 1 else book.y
        book.y -= box.below

    def _lines(self, element: Element, left: float, width: float, lines: Sequence[Set], indent: float) -> None:
        book = self._book
        placed: list[Placed] = []
        for at, (line, size, align) in enumerate(lines):
            step = size * self._leading
            if step > book.room and not book.fresh:
                book.show(placed, element)
                placed = []
                book.turn()
            own = indent if at == 0 else 0.0
            if align == "justify" and at + 1 < len(lines):
                line = book.setter.justified(line, size, width - own)
            free = width - own - line.width
            x = book.left + left + own + {"center": free / 2, "right": free}.get(align, 0.0)
            if line.pieces:
                placed.append(Placed(x, book.y - baseline(size, step), size, line))
            book.y -= step
        book.show(placed, element)

    def rows(self, table: Table) -> Rows:
        """What sets the rows of a table."""
        size = float(self._style.cells[self._document.kind])
        return Rows(grid(table), self._book.setter, size, self._leading, self._book.width, self._style.spare * MM)

    def units(self, units: Iterable[Unit], *, header: bool = False) -> None:
        """Rows where the page has come to, whether or not there is room."""
        for unit in units:
            section = Element(0, "THead" if header else "TBody", 0)
            table_rows.draw(unit, self._book, table_rows.elements(unit, self._book, section, []), self._leading)

    def table(self, table: Table, extra: Iterable[Sequence[str]] | None = None, after: float = 0.0) -> Iterator[bytes]:
        """A table over as many pages as it takes, `extra` rows after its own; `after`: the height of what follows it
        on the page of the last one."""
        book, frame, setter = self._book, grid(table), self.rows(table)
        spare = (setter.empty() for _ in range(frame.spare if extra is None else 0))
        units = chain(setter.units(frame.rows), (setter.plain(row) for row in extra or ()), spare)
        writer = _TableWriter(book, setter, setter.head(frame.head), self._leading)
        if not book.fresh:
            book.y -= self.above_table()
        yield from writer.write(units, after)
        book.y -= 0.5 * self.body
        self.margin = 0.5 * self.body

    def above_table(self) -> float:
        """The space above a table, less the margin of what stands there."""
        return max(0.5 * self.body - self.margin, 0.0)


class _TableWriter:
    """One table over as many pages as it takes. Its tags are one table: a new body a section, the head once."""

    def __init__(self, book: Book, setter: Rows, head: Unit | None, leading: float) -> None:
        self._book, self._setter, self._head, self._leading = book, setter, head, leading
        self._table = book.element("Table", book.whole)
        self._headed = False
        self._body: Element | None = None

    def write(self, units: Iterator[Unit], after: float) -> Iterator[bytes]:
        """Draws every unit; `after`: the height of what must stand on the page of the last one."""
        book = self._book
        tall = self._head.height if self._head else 0.0
        if tall >= book.depth:
            raise RenderError("The heading rows are taller than a page.", remedy="Use renderer.render.")
        held = next(units, None)
        need = tall + (held.height if held else 0.0)
        if need > book.room and not book.fresh:
            book.turn()
        self._draw_head()
        while held is not None:
            coming = next(units, None)
            need = held.height + (after if coming is None and held.height + after + tall <= book.depth else 0.0)
            if need > book.room + 0.01 and (book.y < book.top - tall - 0.01):
                self._turn()
                if book.section_due:
                    self._close_body()
                    yield book.section()
            self._place(held)
            held = coming
        self._close_body()
        book.close(self._table)

    def _place(self, unit: Unit) -> None:
        book = self._book
        if self._body is None:
            self._body = book.element("TBody", self._table)
        rows: list[Element] = []
        cells = table_rows.elements(unit, book, self._body, rows)
        while unit.height > book.room + 0.01:
            upper, unit = self._setter.split(unit, book.room)
            table_rows.draw(upper, book, cells, self._leading)
            self._turn()
        table_rows.draw(unit, book, cells, self._leading)
        for element in (*cells, *rows):
            book.close(element)

    def _turn(self) -> None:
        self._book.turn()
        self._draw_head()

    def _draw_head(self) -> None:
        if self._head is None:
            return
        if self._headed:
            table_rows.draw(self._head, self._book, [None] * len(self._head.cells), self._leading)
            return
        self._headed = True
        section = self._book.element("THead", self._table)
        rows: list[Element] = []
        cells = table_rows.elements(self._head, self._book, section, rows)
        table_rows.draw(self._head, self._book, cells, self._leading)
        for element in (*cells, *rows, section):
            self._book.close(element)

    def _close_body(self) -> None:
        if self._body is not None:
            self._book.close(self._body)
            self._body = None
