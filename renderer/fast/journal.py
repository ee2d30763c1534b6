"""A document with a long table, set and written page by page, without a layout engine.

    document, rows  ->  units that never tear  ->  pages, each written and forgotten  ->  bytes

The words, their order and the look are those of the slow path: version line and page label on every page, heading rows
repeated, tags, bookmarks, the attached source. Memory does not grow with the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Sized
from itertools import chain, islice

from forms.records import Document, Table
from renderer.errors import RenderError
from renderer.fast import rows as table_rows
from renderer.fast.book import Book
from renderer.fast.boxes import Box, Boxes
from renderer.fast.faces import WIDE, Ranges
from renderer.fast.leaf import Element
from renderer.fast.rows import Rows, Unit
from renderer.grid import grid
from renderer.walk import Placed, flow


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
    coming = len(rows) if isinstance(rows, Sized) else 0 if rows is None else 10_000
    return _Journal(document, Book(document, digits(document, coming), alphabet)).write(placed, last, rows)


def digits(document: Document, coming: int = 0) -> int:
    """Digits of the number of pages, as far as its rows and those that are `coming` tell: so much room is left."""
    known = sum(len(block.rows) + block.spare for block in document.blocks if isinstance(block, Table))
    return len(str((known + coming) // 12 + 1))


class _Journal(Boxes):
    """Puts the blocks of a document into a book."""

    def __init__(self, document: Document, book: Book) -> None:
        super().__init__(document, book)
        self._book = book

    def write(
        self, placed: tuple[Placed, ...], last: int | None, rows: Iterable[Sequence[str]] | None
    ) -> Iterator[bytes]:
        """Every piece of the file."""
        for heading in self.top():
            self.put(heading)
        coming = iter(() if rows is None else rows)
        first = list(islice(coming, 1))
        rows = None if rows is None else chain(first, coming)
        boxes: list[Box | float] = []
        for index, one in enumerate(placed):
            lead = first if index == last else []
            boxes.append(self._lead(one, one.block, lead) if isinstance(one.block, Table) else self.box(one.block))
        for index, (one, box) in enumerate(zip(placed, boxes, strict=True)):
            if isinstance(box, Box):
                bonded = index > 0 and placed[index - 1].with_next
                if one.with_next and not bonded and self.needed(placed, boxes, index) > self._book.room:
                    self.turn()
                self.put(box)
                continue
            assert isinstance(one.block, Table)
            after = self.needed(placed, boxes, index + 1) + 0.5 * self.body if one.with_next else 0.0
            yield from self._table(one.block, box, rows if index == last else None, after)
        yield self._book.finish()

    def _lead(self, placed: Placed, table: Table, coming: Sequence[Sequence[str]]) -> float:
        """The height of the heading of a table and its first row, which may be one of those that are `coming`; of all
        rows where it does not break."""
        setter, frame = self.rows(table), grid(table)
        head = setter.head(frame.head)
        own = list(setter.units((*frame.rows, *frame.foot)))
        rows = own if placed.whole else (own or [setter.plain(row) for row in coming] or [setter.empty()])[:1]
        return (head.height if head else 0.0) + sum(row.height for row in rows)

    def _table(self, table: Table, lead: float, extra: Iterable[Sequence[str]] | None, after: float) -> Iterator[bytes]:
        """A table over as many pages as it takes, `extra` rows after its own. `lead`: the height that does not break at
        its begin; `after`: that of what follows it on the page of the last row."""
        book, frame, setter = self._book, grid(table), self.rows(table)
        spare = (setter.empty() for _ in range(frame.spare if extra is None else 0))
        given = (setter.plain(row) for row in extra or ())
        units = chain(setter.units(frame.rows), given, spare, setter.units(frame.foot))
        writer = _TableWriter(book, setter, setter.head(frame.head), self.leading)
        if not book.fresh:
            book.y -= self.above_table()
        yield from writer.write(units, lead, after)
        book.y -= 0.5 * self.body
        self.margin = 0.5 * self.body


class _TableWriter:
    """One table over as many pages as it takes. Its tags are one table: a new body a section, the head once."""

    def __init__(self, book: Book, setter: Rows, head: Unit | None, leading: float) -> None:
        self._book, self._setter, self._head, self._leading = book, setter, head, leading
        self._table = book.element("Table", book.whole)
        self._headed = False
        self._body: Element | None = None

    def write(self, units: Iterator[Unit], lead: float, after: float) -> Iterator[bytes]:
        """Draws every unit. `lead`: the height that does not break at the begin; `after`: that of what must stand on
        the page of the last one."""
        book = self._book
        tall = self._head.height if self._head else 0.0
        if tall >= book.depth:
            raise RenderError("The heading rows are taller than a page.", remedy="Use renderer.render.")
        held = next(units, None)
        if lead > book.room and not book.fresh:
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
