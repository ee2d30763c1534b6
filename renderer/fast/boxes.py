"""The blocks of a document that are no tables, set in lines and put on pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from forms.records import Columns, Document, Gap, Heading, Line, Table
from renderer.errors import RenderError
from renderer.fast import rows as table_rows
from renderer.fast.leaf import MM, Element, Leaf, Placed, baseline
from renderer.fast.rows import Rows, Set
from renderer.furniture import furniture
from renderer.grid import grid
from renderer.profile import profile
from renderer.walk import Placed as PlacedBlock
from renderer.walk import Run, labelled, runs, words

_SMALL, _TITLE, _WARNING = 10.0, 13.0, 11.0
_ENDED = re.compile(r"[\r\n]")
_GUTTER = 5 * MM
"""Between columns set side by side."""


_Sides = tuple[tuple[float, float, tuple[Set, ...]], ...]


class Box(NamedTuple):
    """A block that is no table, set: `sides` are lines at their distance from the left margin, side by side.

    `height`: of all but the space above and below.
    """

    sides: _Sides
    height: float
    above: float
    below: float
    kind: str
    title: str = ""
    frame: float = 0.0
    indent: float = 0.0


class Short(NamedTuple):
    """A line of a form that takes one line of type: its place from the left edge of the page, how far its baseline lies
    under its top, its height, the operators that show it there."""

    x: float
    down: float
    height: float
    shown: str


class Boxes:
    """Sets the blocks of a document and puts them on the pages of a leaf. `margin`: the space under the last one."""

    def __init__(self, document: Document, leaf: Leaf) -> None:
        self._document, self._style = document, profile()
        self._leaf = leaf
        self.margin = 0.0
        self.body = float(self._style.body[document.kind])
        self.leading = self._style.leading

    def turn(self) -> None:
        """The next page, unless nothing stands on this one."""
        if not self._leaf.fresh:
            self._leaf.turn()

    def needed(self, placed: Sequence[PlacedBlock], boxes: Sequence[Box | Short | float], index: int) -> float:
        """The height of a block and those it stays with. A table is given as the height of its heading and first row,
        which stand for all of it, or of all of it where it does not break."""
        total = 0.0
        while index < len(placed):
            box = boxes[index]
            if isinstance(box, float):
                total += self.body + box
                if not placed[index].whole:
                    break
            else:
                total += box.height if isinstance(box, Short) else box.above + box.height + box.below
            if not placed[index].with_next:
                break
            index += 1
        return total if total <= self._leaf.depth else 0.0

    def top(self) -> Iterator[Box]:
        """The warnings and the caption."""
        width = self._leaf.width
        warned = furniture(self._document).warnings
        pad = 3 * MM
        lines = tuple(one for text in warned for one in self._set([Run(text)], _WARNING, width - 2 * pad, "left", True))
        if lines:
            yield self._made(((pad, width - 2 * pad, lines),), 2 * MM, 2 * MM + self.body, "Note", frame=2 * MM)
        half = width / 2
        captions = [self._set([Run(text)], self.body, half, "center") for text in self._document.head]
        for index, caption in enumerate(captions):
            yield self._made(((half, half, caption),), 0, 1.2 * self.body if index + 1 == len(captions) else 0, "P")

    def _made(
        self, sides: _Sides, above: float, below: float, kind: str, title: str = "", frame: float = 0, indent: float = 0
    ) -> Box:
        height = max((sum([size for _, size, _ in lines]) * self.leading for _, _, lines in sides), default=0.0)
        return Box(sides, height, above, below, kind, title, frame, indent)

    def _set(
        self, text: Iterable[Run], size: float, width: float, align: str, bold: bool = False, indent: float = 0
    ) -> tuple[Set, ...]:
        made = self._leaf.setter.runs(text, size, width, indent, bold)
        return tuple((line, size, align) for line in made) or ((table_rows.NOTHING, size, align),)

    def box(self, block: Heading | Line | Gap | Columns | Table) -> Box:
        """A block that is no table, set."""
        width, body = self._leaf.width, self.body
        match block:
            case Heading():
                level = min(max(block.level, 1), 6)
                size = max(body, _TITLE) if level == 1 else body
                lines = self._set(runs(block), size, width, "center", bold=True)
                above = 0.4 if level == 1 else 0.9
                return self._made(((0, width, lines),), above * size, 0.6 * size, f"H{level}", words(block))
            case Line():
                indent = self._style.first_line * MM if block.indent else 0.0
                size = _SMALL if block.small else body
                # A line that ends where its text says so is not spread.
                align = "left" if block.align == "justify" and _ENDED.search(words(block)) else block.align
                lines = self._set(runs(block), size, width, align, indent=indent)
                return self._made(((0, width, lines),), 0, 0, "P", indent=indent)
            case Gap():
                lines = self._set([Run(labelled(block))], body, width - 3 * MM, "left")
                return self._made(((1.5 * MM, width, lines),), MM, MM, "P", frame=0.8 * MM)
            case Columns(columns=columns):
                share = width / max(len(columns), 1)
                sides = tuple(
                    (share * at, share - _GUTTER, tuple(self._column(column, share - _GUTTER)))
                    for at, column in enumerate(columns)
                )
                return self._made(sides, 4 * MM, 3 * MM, "P")
            case _:
                raise TypeError(type(block).__name__)

    def short(self, line: Line) -> Short | None:
        """What `box` says of a line that takes one line of type; None for any other."""
        size = _SMALL if line.small else self.body
        left = self._style.first_line * MM if line.indent else 0.0
        free = self._leaf.width - left
        if (found := self._leaf.setter.shown(line, size, free)) is None:
            return None
        shown, wide = found
        share = {"center": 0.5, "right": 1.0}.get(line.align, 0.0)
        step = size * self.leading
        return Short(self._leaf.left + left + share * (free - wide), baseline(size, step), step, shown)

    def _column(self, column: tuple[Line, ...], width: float) -> Iterator[Set]:
        for line in column:
            align = "left" if line.align == "justify" else line.align
            yield from self._set(runs(line), _SMALL if line.small else self.body, width, align)

    def put(self, box: Box) -> None:
        """A block where the page has come to. Lines of type go on over pages; what stands side by side does not."""
        leaf = self._leaf
        height = box.height
        if not leaf.fresh:
            leaf.y -= self.above(box)
        self.margin = box.below - box.frame
        whole = len(box.sides) > 1 or box.frame or box.kind != "P"
        if height > leaf.room and whole:
            self.turn()
        if height > leaf.depth and whole and len(box.sides) > 1:
            raise RenderError("Columns are taller than a page.", remedy="Use renderer.render.")
        if box.title:
            leaf.bookmark(box.title)
        start = leaf.y
        for left, width, lines in box.sides:
            leaf.y = start
            element = leaf.element(box.kind, leaf.whole)
            self._lines(element, left, width, lines, box.indent)
            leaf.close(element)
        if box.frame and start > leaf.y:
            low, tall = leaf.y - box.frame, start - leaf.y + 2 * box.frame
            leaf.draw(f"/Artifact BMC .75 w {leaf.left:.2f} {low:.2f} {leaf.width:.2f} {tall:.2f} re S EMC\n")
        leaf.y = min(leaf.y, start - height) if len(box.sides) > 1 else leaf.y
        leaf.y -= box.below

    def _lines(self, element: Element, left: float, width: float, lines: Sequence[Set], indent: float) -> None:
        leaf = self._leaf
        placed: list[Placed] = []
        for at, (line, size, align) in enumerate(lines):
            step = size * self.leading
            if step > leaf.room and not leaf.fresh:
                leaf.show(placed, element)
                placed = []
                leaf.turn()
            own = indent if at == 0 else 0.0
            if align == "justify" and at + 1 < len(lines):
                line = leaf.setter.justified(line, size, width - own)
            free = width - own - line.width
            x = leaf.left + left + own + {"center": free / 2, "right": free}.get(align, 0.0)
            if line.pieces:
                placed.append(Placed(x, leaf.y - baseline(size, step), size, line))
            leaf.y -= step
        leaf.show(placed, element)

    def rows(self, table: Table) -> Rows:
        """What sets the rows of a table."""
        size = float(self._style.cells[self._document.kind])
        return Rows(grid(table), self._leaf.setter, size, self.leading, self._leaf.width, self._style.spare * MM)

    def above(self, box: Box) -> float:
        """The space above a block: of two margins that meet, the wider one counts."""
        return max(box.above - box.frame - self.margin, 0.0) + box.frame

    def above_table(self) -> float:
        """The space above a table, less the margin of what stands there."""
        return max(0.5 * self.body - self.margin, 0.0)
