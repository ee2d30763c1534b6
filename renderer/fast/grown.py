"""A form whose tables grow with the rows of its data, set on one page without a layout engine.

    blank -> what never changes, drawn once        -\\
    rows and filled lines -> drawn at their height -> one content stream
    so many rows, so many empty cells -> a file made once, its tags and fonts in it
                                        -> the file + the content = a filled form

The words, the tags and the look are those of `journal_pdf`, whose pen draws here too. What does not fit a page, or has
a letter that the fonts of forms lack, is left to others (None).
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO

import pikepdf

from forms.definition import is_group, lines
from forms.records import Blank, Block, Cell, Document, Heading, Line, Row, Table, Text
from renderer.errors import RenderError, TextError
from renderer.fast.book import Book, Element
from renderer.fast.faces import FORM
from renderer.fast.incremental import Base, stream, update
from renderer.fast.journal import Journal, journal_pdf
from renderer.fast.rows import Rows, Unfit
from renderer.grid import grid

_KEPT = 32
"""Files made for numbers of rows, kept the last ones."""
_MARK = re.compile(r"/MCID (\d+)")
_SPARE = -1
"""In place of the cells of rows: the table has its empty rows to write in, as the blank does."""
_DUMMY = "0"


class _Full(Exception):
    """The page is full."""


@dataclass(frozen=True, slots=True)
class _Still:
    """Something drawn once: operators for a page written down to `start`, its pieces of marked content, its height."""

    operators: str
    marks: int
    height: float


@dataclass(frozen=True, slots=True)
class _Moving:
    """A block with blanks, by its number, how it is drawn as published, and the margin of what stands above it."""

    block: int
    still: _Still
    margin: float


@dataclass(frozen=True, slots=True)
class _Growing:
    """A table that takes rows, by its number: space above, heading, setter of rows, rows that follow, empty rows."""

    block: int
    above: float
    head: _Still
    rows: Rows
    tail: _Still
    spare: _Still


_Piece = _Still | _Moving | _Growing


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A file for a number of rows: its content and its source are to be written."""

    base: Base
    content: int
    source: int | None


_Grew = tuple[str, int, float, tuple[int, int]]
"""Operators, pieces of marked content and height after a table, and its shape."""

Key = tuple[bool, tuple[tuple[int, int], ...]]
"""A source is attached; and the rows of each table with the cells that hold words, as bits."""


class Grown:
    """The blank taken apart; threads may share it.

    Raises Unfit where it has no table to fill, or blanks in other tables.
    """

    def __init__(self, blank: Document) -> None:
        if not any(is_group(block) for block in blank.blocks):
            raise Unfit
        self.blank = blank
        self._pen = _Pen(blank, 1, FORM)
        self._journal = Journal(blank, self._pen)
        self._pieces = tuple(self._take_apart())
        self._furniture = self._pen.furniture()
        self._lock = threading.Lock()
        self._made: OrderedDict[Key, Skeleton] = OrderedDict()

    def place(self, document: Document) -> tuple[Skeleton, bytes] | None:
        """The file and the content of its page, for a document that differs from the blank in what is filled in.

        None where it must be laid out anew.
        """
        if not self.is_filled(document):
            return None
        with self._lock:
            try:
                content, shape = self._draw(document)
            except (Unfit, _Full, TextError):
                return None
            return self._skeleton((bool(document.akn), shape)), content.encode("latin-1")

    def fill(self, document: Document) -> bytes | None:
        """The filled document as PDF; None where it must be laid out anew. The same document gives the same bytes."""
        placed = self.place(document)
        if placed is None:
            return None
        skeleton, content = placed
        objects = [(skeleton.content, stream(content))]
        if skeleton.source is not None:
            objects.append((skeleton.source, stream(document.akn, _source_entries(document))))
        return update(skeleton.base, sorted(objects))

    def is_filled(self, document: Document) -> bool:
        """The document is the blank, but for its blocks and its source."""
        ours, theirs = self.blank, document
        return len(ours.blocks) == len(theirs.blocks) and all(
            getattr(ours, name) == getattr(theirs, name) for name in _SAME
        )

    def _draw(self, document: Document) -> tuple[str, tuple[tuple[int, int], ...]]:
        pen, out, shape, marks = self._pen, [], [], 0
        y = pen.top
        for piece in self._pieces:
            if isinstance(piece, _Growing):
                text, marks, y, grown = self._grow(document, piece, marks, y)
                out.append(text)
                shape.append(grown)
                continue
            if isinstance(piece, _Moving):
                block = document.blocks[piece.block]
                if block is not self.blank.blocks[piece.block] and block != self.blank.blocks[piece.block]:
                    out.append(self._moved(block, piece, marks, y))
                    marks, y = marks + piece.still.marks, pen.y
                    continue
                piece = piece.still
            out.append(pen.moved(piece, marks, y))
            marks, y = marks + piece.marks, y - piece.height
        if y < pen.bottom - 0.01:
            raise _Full
        out.append(self._furniture)
        return "".join(out), tuple(shape)

    def _moved(self, block: Block, piece: _Moving, marks: int, y: float) -> str:
        published = self.blank.blocks[piece.block]
        same = type(block) is type(published) and not isinstance(block, Table)
        if not same or (
            isinstance(block, Heading) and isinstance(published, Heading) and block.level != published.level
        ):
            raise Unfit
        assert not isinstance(block, Table)
        self._pen.begin(marks, y)
        self._journal.margin = piece.margin
        self._journal.put(self._journal.box(block))
        drawn = self._pen.marks - marks
        if drawn == 0 and piece.still.marks == 1:  # a rule that the answer did not reach: its element stays, empty
            return f"{self._pen.text}/P<</MCID {marks}>>BDC EMC\n"
        if drawn != piece.still.marks:
            raise Unfit
        return self._pen.text

    def _grow(
        self, document: Document, piece: _Growing, marks: int, y: float
    ) -> tuple[str, int, float, tuple[int, int]]:
        """A table with its rows: operators, marks and height after it, and its shape."""
        pen, table, published = self._pen, document.blocks[piece.block], self.blank.blocks[piece.block]
        assert isinstance(published, Table)
        if not isinstance(table, Table) or table.head != published.head:
            raise Unfit
        y -= piece.above if y < pen.top - 0.01 else 0
        out = [pen.moved(piece.head, marks, y)]
        marks, y = marks + piece.head.marks, y - piece.head.height
        count = len(table.rows) - len(published.rows)
        if count < 0 or table.rows[count:] != published.rows or table.fields != published.fields:
            raise Unfit
        shape, follows = (_SPARE, 0), [piece.tail]
        if table == published:
            follows.append(piece.spare)
        elif table.spare == 0 and table.widths == published.widths:
            marks, y, full = piece.rows.draw_plain(table.rows[:count], pen.left, y, marks, out)
            shape = (count, full)
        else:
            raise Unfit
        for still in follows:
            out.append(pen.moved(still, marks, y))
            marks, y = marks + still.marks, y - still.height
        return "".join(out), marks, y - 0.5 * self._journal.body, shape

    def _take_apart(self) -> Iterator[_Piece]:
        first = True
        for box in self._journal.top():
            yield self._still(lambda box=box: self._journal.put(box), first)  # type: ignore[misc]
            first = False
        for index, block in enumerate(self.blank.blocks):
            open_ = any(isinstance(part, Blank) for line in lines(block) for part in line.parts)
            if isinstance(block, Table):
                if open_:
                    raise Unfit
                if is_group(block):
                    yield self._growing(index, block)
                else:
                    yield self._still(lambda block=block: list(self._journal.table(block)), first)  # type: ignore[misc]
            else:
                box, margin = self._journal.box(block), self._journal.margin
                still = self._still(lambda box=box: self._journal.put(box), first)  # type: ignore[misc]
                yield _Moving(index, still, margin) if open_ else still
            first = False

    def _still(self, draw: Callable[[], object], first: bool = False) -> _Still:
        """What is drawn so; `first` on the page, where no space is left above."""
        pen = self._pen
        start = pen.top if first else pen.start
        pen.begin(0, start)
        try:
            draw()
        except _Full as full:
            raise Unfit from full
        moved = f"q 1 0 0 1 0 {pen.start - start:.2f} cm {pen.text}Q\n" if first else pen.text
        return _Still(moved, pen.marks, start - pen.y)

    def _growing(self, index: int, table: Table) -> _Growing:
        journal, frame = self._journal, grid(table)
        rows = journal.rows(table)
        tail = tuple(rows.units(frame.rows))
        spare = tuple(rows.empty() for _ in range(frame.spare))
        head = rows.head(frame.head)
        above, journal.margin = journal.above_table(), 0.5 * journal.body
        return _Growing(
            index,
            above,
            self._still(lambda: journal.units([head] if head else [], header=True)),
            rows,
            self._still(lambda: journal.units(tail)),
            self._still(lambda: journal.units(spare)),
        )

    def _skeleton(self, key: Key) -> Skeleton:
        if (found := self._made.get(key)) is not None:
            self._made.move_to_end(key)
            return found
        made = self._made[key] = _skeleton(self.blank, key)
        while len(self._made) > _KEPT:
            self._made.popitem(last=False)
        return made


class Growing:
    """The blank taken apart when it is first asked for, in each process for itself."""

    def __init__(self, blank: Document) -> None:
        self._blank = blank
        self._lock = threading.Lock()
        self._asked = False
        self._made: Grown | None = None

    def get(self) -> Grown | None:
        """The blank taken apart; None where its tables take no rows. Raises as `journal_pdf`."""
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


class _Pen(Book):
    """A book of one page that is drawn again and again. What it draws has no file; its tags are only counted."""

    def begin(self, marks: int, y: float) -> None:
        """An empty page, written down to `y`, with so many pieces of marked content before."""
        self._content, self._parents, self.y = [], [0] * marks, y

    @property
    def start(self) -> float:
        """Where what can move is drawn first: anywhere but at the top."""
        return self.top - 1

    @property
    def text(self) -> str:
        """The operators since `begin`."""
        return "".join(self._content)

    @property
    def marks(self) -> int:
        """Pieces of marked content on the page so far."""
        return len(self._parents)

    def furniture(self) -> str:
        """The head and foot of the page."""
        self.begin(0, self.top)
        return self.page_drawing()

    def moved(self, still: _Still, marks: int, y: float) -> str:
        """Something drawn once, at another height and with its own numbers."""
        if not still.operators:
            return ""
        return f"q 1 0 0 1 0 {y - self.start:.2f} cm {_numbered(still.operators, marks)}Q\n"

    def element(self, kind: str, parent: Element, attributes: str = "") -> Element:
        return Element(0, kind, 0)

    def close(self, element: Element) -> None:
        pass

    def bookmark(self, title: str) -> None:
        pass

    def turn(self) -> None:
        raise _Full


@lru_cache(maxsize=1000)
def _numbered(operators: str, marks: int) -> str:
    """What was drawn as the first of a page, with `marks` pieces of marked content before it."""
    return _MARK.sub(lambda found: f"/MCID {int(found[1]) + marks}", operators)


def _skeleton(blank: Document, key: Key) -> Skeleton:
    """The file of a shape: a journal of rows that say nothing, its content taken out."""
    attached, shape = key
    shapes = iter(shape)
    blocks = tuple(_shaped(block, *next(shapes)) if is_group(block) else block for block in blank.blocks)
    dummy = replace(blank, blocks=blocks, akn=b" " if attached else b"")
    with pikepdf.open(BytesIO(b"".join(journal_pdf(dummy, alphabet=FORM)))) as file:
        if len(file.pages) != 1:
            raise RenderError(f"The form {blank.id} with so many rows is longer than a page.")
        file.pages[0].Contents = file.make_stream(b"")
        out = BytesIO()
        file.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    with pikepdf.open(out) as file:
        content = file.pages[0].Contents.objgen[0]
        source = file.Root.AF[0].EF.F.objgen[0] if attached else None
    return Skeleton(Base.read(out.getvalue()), content, source)


def _shaped(block: Block, count: int, full: int) -> Block:
    """The table with rows of that shape."""
    assert isinstance(block, Table)
    if count == _SPARE:
        return block
    columns = grid(block).columns
    word, empty = Cell((Line((Text(_DUMMY),)),)), Cell(())
    rows = tuple(
        Row(tuple(word if full >> (row * columns + column) & 1 else empty for column in range(columns)))
        for row in range(count)
    )
    return replace(block, rows=(*rows, *block.rows), spare=0)


def _source_entries(document: Document) -> bytes:
    """What stands in the attached file besides its bytes."""
    size, day = len(document.akn), f"{document.on:%Y%m%d}"
    return f"/Type/EmbeddedFile/Subtype/application#2Fxml/Params<</Size {size}/ModDate(D:{day})>>".encode()
