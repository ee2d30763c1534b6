"""A form whose lines and tables grow with its data, set without a layout engine.

    blank -> what never changes, drawn once         -\
    rows and filled lines -> drawn at their height  -> pages -> a file, or a part of one

The words, the tags and the look are those of `journal_pdf`, whose boxes are drawn here too. What has a letter that the
fonts of forms lack, or rows taller than a page, is left to others (None).
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import accumulate

from forms.definition import is_group, lines
from forms.records import Blank, Block, Document, Heading, Line, Row, Table
from renderer.errors import RenderError
from renderer.fast import archive
from renderer.fast import rows as table_rows
from renderer.fast.book import Stock
from renderer.fast.boxes import Box, Boxes, Short
from renderer.fast.journal import digits
from renderer.fast.leaf import Element
from renderer.fast.pen import Pen, Sheets, Stamp, Tags, row_tags
from renderer.fast.rows import Rows, Unfit, Unit
from renderer.fast.sink import Sink
from renderer.fast.spine import SECTION, Spine
from renderer.grid import grid
from renderer.walk import flow

_KEPT = 32
"""Frames of files, kept the last ones."""
_EASE = 0.01
"""Points by which a height may differ by rounding alone."""


@dataclass(frozen=True, slots=True)
class _Still:
    """A block that is no table, as published: its box, how it is drawn, the space above it but at the top of a page,
    the margins before and after it. `open`: it has blanks."""

    box: Box
    stamp: Stamp
    above: float
    before: float
    after: float
    open: bool = False


@dataclass(frozen=True, slots=True)
class _Ruled:
    """A table: the space above, its heading, the same for the eye alone, the setter of its rows, its rows as published,
    with the empty ones to write in, and the number of rows up to each one's end. `takes`: it takes rows; `open`: it has
    blanks."""

    above: float
    head: Stamp | None
    repeated: Stamp | None
    rows: Rows
    published: tuple[Stamp, ...]
    ends: tuple[int, ...]
    takes: bool
    open: bool


@dataclass(frozen=True, slots=True)
class _Line:
    """A row to be drawn: its height, its rules, its words and its elements."""

    height: float
    rules: str
    cells: Sequence[str]
    tags: Tags


@dataclass(frozen=True, slots=True)
class _Frame:
    """A file without what its pages show, its bookmarks and its source, and their numbers; `source` 0 for none."""

    sink: Sink
    outline: int
    source: int


class Grown:
    """The blank taken apart; threads may share it.

    Raises Unfit where a block of it is taller than a page, or has a letter that the fonts of forms lack.
    """

    def __init__(self, blank: Document) -> None:
        self.blank = blank
        self._pen = Pen(blank)
        self._boxes = Boxes(blank, self._pen)
        self._placed = flow(blank)
        try:
            self._tops = [self._still(box) for box in self._boxes.top()]
            self._pieces = [self._piece(block) for block in blank.blocks]
        except RenderError as error:
            raise Unfit from error  # columns taller than a page, letters that the fonts of forms lack
        self._tags: dict[tuple[int, tuple[int, ...]], Tags] = {}
        self._frames: OrderedDict[Hashable, _Frame] = OrderedDict()
        self._lock = threading.Lock()
        sink = Sink(f"{blank.id} {blank.language} {blank.on}".encode())
        self._spine = Spine(sink, blank, self._pen.faces[0].source)
        self._stock = Stock(sink, blank, self._pen.faces)
        self._sink = sink.copy()

    def place(self, document: Document, first: int, above: int) -> Sheets | None:
        """The pages of a document that differs from the blank in what is filled in; `first`: the number of the first of
        their objects, `above`: the element that they hang on. None where it must be laid out anew."""
        if not self.is_filled(document):
            return None
        with self._lock:
            self._pen.begin(first, above, digits(document))
            try:
                self._draw(document)
            except (Unfit, RenderError):
                return None
            return self._pen.finish()

    def fill(self, document: Document) -> bytes | None:
        """The filled document as PDF; None where it must be laid out anew. The same document gives the same bytes."""
        sheets = self.place(document, self._sink.next, self._spine.tree)
        if sheets is None:
            return None
        frame = self._frame(sheets, bool(document.akn))
        sink = frame.sink.copy()
        sheets.write_pages(sink)
        archive.outline(
            sink, frame.outline, sheets.bookmarks or ((document.title, sheets.pages[0].number, self._pen.top),)
        )
        if frame.source:
            archive.source(sink, frame.source, document)
        return sink.finish(self._spine.root)

    def _frame(self, sheets: Sheets, attached: bool) -> _Frame:
        """All of the file but what the pages show, their bookmarks and the source."""
        key = (sheets.shape, attached)
        with self._lock:
            if (found := self._frames.get(key)) is not None:
                self._frames.move_to_end(key)
                return found
        sink = self._sink.copy()
        spine = self._spine.copy(sink)
        made = sheets.write_objects(sink, self._stock, spine.node, 0)
        for page, parents in made.pages:
            spine.add(page, parents)
        outline = sink.reserve()
        source = spine.close(made.tops, outline, attached)
        frame = _Frame(sink.copy(), outline, source)
        with self._lock:
            self._frames[key] = frame
            while len(self._frames) > _KEPT:
                self._frames.popitem(last=False)
        return frame

    def stock(self, sink: Sink) -> Stock:
        """What the pages of all forms of this blank share, written into another file."""
        return Stock(sink, self.blank, self._pen.faces)

    def is_filled(self, document: Document) -> bool:
        """The document is the blank, but for its blocks and its source."""
        ours, theirs = self.blank, document
        return len(ours.blocks) == len(theirs.blocks) and all(
            getattr(ours, name) == getattr(theirs, name) for name in _SAME
        )

    def _draw(self, document: Document) -> None:
        self._set: dict[int, Sequence[_Line | Stamp | Unit]] = {}
        boxes = [self._box(block, index) for index, block in enumerate(document.blocks)]
        for still in self._tops:
            self._put(still, still.box)
        bonded = False
        for index, (placed, piece, box) in enumerate(zip(self._placed, self._pieces, boxes, strict=True)):
            block = document.blocks[index]
            if isinstance(piece, _Ruled):
                assert isinstance(block, Table)
                assert isinstance(box, float)
                after = 0.5 * self._boxes.body if placed.with_next else 0.0
                after += self._boxes.needed(self._placed, boxes, index + 1) if placed.with_next else 0.0
                self._table(piece, index, box, after)
            else:
                assert not isinstance(box, float)
                if placed.with_next and not bonded and self._boxes.needed(self._placed, boxes, index) > self._pen.room:
                    self._boxes.turn()
                self._put(piece, box)
            bonded = placed.with_next

    def _box(self, block: Block, index: int) -> Box | Short | float:
        """The box of a block, that of the blank where nothing is filled in; of a table the height of its heading and
        first row. Raises Unfit where it is not the block of the blank, filled."""
        piece, published = self._pieces[index], self.blank.blocks[index]
        if isinstance(piece, _Ruled):
            if not isinstance(block, Table):
                raise Unfit
            return self._lead(piece, block, index)
        if block is published or block == published:
            return piece.box
        if not piece.open or type(block) is not type(published) or isinstance(block, Table):
            raise Unfit
        if isinstance(block, Heading) and isinstance(published, Heading) and block.level != published.level:
            raise Unfit
        short = self._boxes.short(block) if isinstance(block, Line) else None
        return short or self._boxes.box(block)

    def _lead(self, piece: _Ruled, table: Table, index: int) -> float:
        """The height of what does not break at the begin of a table, as `journal_pdf` has it."""
        head, whole = piece.head.height if piece.head else 0.0, self._placed[index].whole
        units = self._set[index] = self._units(piece, table, index)
        return head + sum([unit.height for unit in (units if whole else units[:1])])

    def _put(self, still: _Still, box: Box | Short) -> None:
        """A block where the page has come to."""
        pen = self._pen
        if isinstance(box, Short):
            pen.draw_short(box, pen.whole)
            self._boxes.margin = 0.0
            return
        above = 0.0 if pen.fresh else still.above
        if box is still.box and above + still.stamp.height - box.below <= pen.room:
            pen.y -= above
            pen.draw_stamp(still.stamp, pen.whole)
            self._boxes.margin = still.after
            return
        self._boxes.margin = still.before
        self._boxes.put(box)

    def _table(self, piece: _Ruled, index: int, lead: float, after: float) -> None:
        """A table with its rows, over as many pages as it takes. `lead`: the height that does not break at its begin;
        `after`: that of what follows it on the page of the last row."""
        pen, units = self._pen, self._set[index]
        tall = piece.head.height if piece.head else 0.0
        pen.y -= 0.0 if pen.fresh else piece.above
        if lead > pen.room and not pen.fresh:
            pen.turn()
        element = pen.element("Table", pen.whole)
        if piece.head:
            pen.draw_stamp(piece.head, pen.element("THead", element))
        body = pen.element("TBody", element) if units else element
        for unit in units:
            need = unit.height + (after if unit is units[-1] and unit.height + after + tall <= pen.depth else 0.0)
            if need > pen.room + _EASE and pen.y < pen.top - tall - _EASE:
                self._turn(piece, body)
            if unit.height > pen.room + _EASE:
                raise Unfit
            if isinstance(unit, Stamp):
                pen.draw_stamp(unit, body)
            elif isinstance(unit, Unit):
                table_rows.draw(unit, pen, table_rows.elements(unit, pen, body, []), pen.leading)
            else:
                pen.draw_row(unit.cells, unit.rules, unit.height, unit.tags, body)
        pen.y -= 0.5 * self._boxes.body
        self._boxes.margin = 0.5 * self._boxes.body

    def _turn(self, piece: _Ruled, body: Element) -> None:
        """The next page, the heading of the table on it for the eye."""
        if self._pen.page_count >= SECTION:
            raise Unfit  # so long a table is written section by section
        self._pen.turn()
        if piece.repeated:
            self._pen.draw_stamp(piece.repeated, body)

    def _units(self, piece: _Ruled, table: Table, index: int) -> Sequence[_Line | Stamp | Unit]:
        """The rows of a table as they are to be drawn. Raises Unfit where more than its rows is not as published."""
        published = self.blank.blocks[index]
        assert isinstance(published, Table)
        if table is published or table == published:
            return piece.published
        if not (piece.takes or piece.open) or replace(table, rows=published.rows, spare=published.spare) != published:
            raise Unfit
        if table.spare or published.spare or piece.takes:
            return list(self._grown(piece.rows, table))
        if len(table.rows) != len(published.rows):
            raise Unfit
        units: list[_Line | Stamp | Unit] = []
        for stamp, first, end in zip(piece.published, (0, *piece.ends), piece.ends, strict=False):
            rows = table.rows[first:end]
            if rows == published.rows[first:end]:
                units.append(stamp)
            elif len(rows) == 1 and (line := self._line(piece.rows, rows[0])):
                units.append(line)
            else:
                units += piece.rows.units(grid(replace(table, rows=rows)).rows)
        return units

    def _grown(self, rows: Rows, table: Table) -> Iterator[_Line | Unit]:
        """The rows of a table, fast up to the first with a cell over several of them."""
        at = 0
        for row in table.rows if not table.spare else ():
            if (line := self._line(rows, row)) is None:
                break
            yield line
            at += 1
        if at == len(table.rows) and not table.spare:
            return
        frame = grid(replace(table, rows=table.rows[at:]))
        yield from (*rows.units(frame.rows), *(rows.empty() for _ in range(frame.spare)), *rows.units(frame.foot))

    def _line(self, rows: Rows, row: Row) -> _Line | None:
        """A row whose cells cover no other, None for other rows."""
        if (quick := rows.quick(row, self._pen.left)) is None:
            return None
        tall, spans, full, cells = quick
        height, rules = rows.ruled(tall, spans, self._pen.left)
        if (tags := self._tags.get((full, spans))) is None:
            tags = self._tags[full, spans] = row_tags(spans, full)
        return _Line(height, rules, cells, tags)

    def _piece(self, block: Block) -> _Still | _Ruled:
        """A block of the blank, drawn."""
        open_ = any(isinstance(part, Blank) for line in lines(block) for part in line.parts)
        if not isinstance(block, Table):
            return self._still(self._boxes.box(block), open_)
        takes = is_group(block)
        boxes, frame = self._boxes, grid(block)
        rows = boxes.rows(block)
        head = rows.head(frame.head)
        empty = (rows.empty() for _ in range(frame.spare))
        units = (*rows.units(frame.rows), *empty, *rows.units(frame.foot))
        published = tuple(self._stamp(one) for one in units)
        ends = tuple(accumulate(len(one.heights) for one in units))
        above, boxes.margin = boxes.above_table(), 0.5 * boxes.body
        tagged, repeated = (self._stamp(head, tagged=tagged) if head else None for tagged in (True, False))
        return _Ruled(above, tagged, repeated, rows, published, ends, takes, open_)

    def _still(self, box: Box, open_: bool = False) -> _Still:
        """A block as published. Raises Unfit where it is taller than a page."""
        boxes, before = self._boxes, self._boxes.margin
        above = boxes.above(box)
        stamp = self._pen.stamp(lambda: boxes.put(box))
        return _Still(box, stamp, above, before, boxes.margin, open_)

    def _stamp(self, unit: Unit, *, tagged: bool | None = None) -> Stamp:
        """A row, or the heading rows where `tagged` is said: True with their elements, False for the eye alone."""
        pen = self._pen

        def draw() -> None:
            section = Element(0, "TBody" if tagged is None else "THead", 0)
            elements: Sequence[Element | None] = [None] * len(unit.cells)
            if tagged is not False:
                elements = table_rows.elements(unit, pen, section, [])
            table_rows.draw(unit, pen, elements, pen.leading)

        if unit.height >= pen.depth:
            raise Unfit
        return pen.stamp(draw)


class Growing:
    """The blank taken apart when it is first asked for, in each process for itself."""

    def __init__(self, blank: Document) -> None:
        self._blank = blank
        self._lock = threading.Lock()
        self._asked = False
        self._made: Grown | None = None

    def get(self) -> Grown | None:
        """The blank taken apart; None where it cannot be. Raises as `journal_pdf`."""
        with self._lock:
            if not self._asked:
                with suppress(Unfit):
                    self._made = Grown(self._blank)
                self._asked = True
            return self._made

    def __reduce__(self) -> tuple[type[Growing], tuple[Document]]:
        return Growing, (self._blank,)


_SAME = (
    "id", "kind", "language", "on", "title", "label", "caption", "provenance", "fields", "incomplete", "not_applied",
    "verify",
)  # fmt: skip
"""What a filled document has in common with its blank, besides its blocks."""
