"""Rows of a ruled table, set and drawn.

A unit is what never tears: a row, or the rows that a cell over several of them holds together. Only a row taller than a
page breaks, between lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import NamedTuple

from forms.records import Cell, Gap, Row, Text
from forms.records import Line as FormLine
from renderer.errors import RenderError
from renderer.fast.faces import lent
from renderer.fast.leaf import MM, Element, Leaf, Placed, baseline
from renderer.fast.setting import Line, Setter
from renderer.grid import Grid, GridRow, Placement
from renderer.walk import Run, labelled, runs, words

_ACROSS, _DOWN = 1.2 * MM + 0.375, 0.8 * MM + 0.375
"""From the middle of a rule to the text."""
_SMALL = 10.0
"""Type size of a caption under a line."""


class Unfit(Exception):
    """What cannot be drawn fast."""


_REMEMBERED = 8_000
"""Cells whose setting is kept: forms of one kind say much again and again, and memory stays flat."""
NOTHING = Line((), 0.0)
"""An empty line."""

Set = tuple[Line, float, str]
"""A line of type, its size, its alignment."""


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell and its lines: `x` from the left edge of the table, `first` and `rows` within its unit."""

    x: float
    width: float
    first: int
    rows: int
    columns: int
    lines: tuple[Set, ...]
    header: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """Rows that stay together: the height of each, and their cells in reading order."""

    heights: tuple[float, ...]
    cells: tuple[SetCell, ...]

    @property
    def height(self) -> float:
        """Of all rows."""
        return sum(self.heights)


class Quick(NamedTuple):
    """A row ready to be drawn: the height of the type of its tallest cell, 0 where no cell has words; how many columns
    each cell covers, how many cells hold type, as bits; and what shows each of those behind the number of its marked
    content."""

    tall: float
    spans: tuple[int, ...]
    full: int
    shown: list[str]


_Written = tuple[float, bool, str]
"""A cell: the height of its type, whether it has words, what shows it behind the number of its marked content."""


_NO_TYPE: _Written = (0.0, False, "")


class Rows:
    """Sets the rows of a table. In points: `size` of type, `width` of the table, `spare` the height of an empty row."""

    def __init__(self, frame: Grid, setter: Setter, size: float, leading: float, width: float, spare: float) -> None:
        self._setter, self._size, self._leading, self._spare = setter, size, leading, spare
        shares = [width * share / 100 for share in frame.widths]
        self._cells: dict[tuple[str, bool, str, int, int], _Written] = {}
        self._rules: dict[tuple[float, tuple[int, ...]], tuple[float, str]] = {}
        self._lefts = [sum(shares[:index]) for index in range(len(shares) + 1)]

    def units(self, rows: Sequence[GridRow], header: bool = False) -> Iterator[Unit]:
        """The rows of a table as units."""
        at = 0
        while at < len(rows):
            end = at + 1
            row = at
            while row < end:
                end = max(end, *(row + placed.rowspan for placed in rows[row].cells)) if rows[row].cells else end
                row += 1
            yield self._unit(rows[at:end], header)
            at = end

    def head(self, rows: Sequence[GridRow]) -> Unit | None:
        """The heading rows as one unit, None where there are none."""
        return self._unit(rows, True) if rows else None

    def plain(self, texts: Sequence[str]) -> Unit:
        """A row of one text a column. Raises ValueError where they are not as many as the columns."""
        if len(texts) != len(self._lefts) - 1:
            raise ValueError(f"A row has {len(texts)} cells, the table {len(self._lefts) - 1} columns.")
        size, cells, most = self._size, [], 0
        for column, text in enumerate(texts):
            x = self._lefts[column]
            width = self._lefts[column + 1] - x
            lines = self._setter.plain(text, size, width - 2 * _ACROSS)
            most = max(most, len(lines))
            cells.append(SetCell(x, width, 0, 1, 1, tuple((line, size, "left") for line in lines), False))
        height = most * size * self._leading + 2 * _DOWN
        return Unit((max(height, self._spare) if not any(texts) else height,), tuple(cells))

    def empty(self) -> Unit:
        """A row to write in."""
        return self.plain([""] * (len(self._lefts) - 1))

    def quick(self, row: Row, left: float) -> Quick | None:
        """A row whose cells cover no other row and stand at its top, the left edge of the table given; None for others.

        Columns that a row lacks get empty cells.
        """
        tall, worded, full, column, shown, spans = 0.0, False, 0, 0, [], []
        for at, cell in enumerate(row.cells):
            if cell.rowspan > 1 or cell.header or column + cell.colspan >= len(self._lefts):
                return None
            if (written := self._written(cell, column, left)) is None:
                return None
            height, words_, operators = written
            if operators:
                shown.append(operators)
                full |= 1 << at
            tall, worded = max(tall, height), worded or words_
            column += cell.colspan
            spans.append(cell.colspan)
        spans += [1] * (len(self._lefts) - 1 - column)
        return Quick(tall if worded else 0.0, tuple(spans), full, shown)

    def ruled(self, tall: float, spans: tuple[int, ...], left: float) -> tuple[float, str]:
        """The height of a row with so much type in it, and the operators of its rules, its top at 0."""
        if (found := self._rules.get((tall, spans))) is None:
            height = max(tall, self._size * self._leading) + 2 * _DOWN
            height = height if tall else max(height, self._spare)
            edges = [self._lefts[column] for column in accumulate(spans, initial=0)]
            rules = " ".join(
                f"{left + x:.2f} {-height:.2f} {end - x:.2f} {height:.2f} re" for x, end in pairwise(edges)
            )
            if len(self._rules) > _REMEMBERED:
                self._rules.clear()
            found = self._rules[tall, spans] = (height, f"/Artifact BMC .75 w {rules} S EMC\n")
        return found

    def _written(self, cell: Cell, column: int, left: float) -> _Written | None:
        """The type of a cell, the top of the row at 0; None for one with a gap."""
        lines = cell.lines
        if not lines:
            return _NO_TYPE
        line = lines[0]
        if len(lines) == 1 and isinstance(line, FormLine) and len(line.parts) == 1 and not (line.small or line.label):
            part = line.parts[0]
            if isinstance(part, Text) and part.text:
                key = (part.text, part.strong, line.align, column, cell.colspan)
                if (known := self._cells.get(key)) is None:
                    if len(self._cells) > _REMEMBERED:
                        self._cells.clear()
                    known = self._cells[key] = self._set_cell(cell, column, left)
                return known
        return None if any(isinstance(one, Gap) for one in lines) else self._set_cell(cell, column, left)

    def _set_cell(self, cell: Cell, column: int, left: float) -> _Written:
        free = self._lefts[column + cell.colspan] - self._lefts[column] - 2 * _ACROSS
        x, y = left + self._lefts[column] + _ACROSS, -_DOWN
        shown: list[str] = []
        font: tuple[bool, float] | None = None
        if len(cell.lines) == 1 and (quick := self._short(cell.lines[0], x, free)):
            return quick
        for line, size, align in self._lines(cell, free, header=False):
            step = size * self._leading
            if line.pieces:
                share = {"center": 0.5, "right": 1.0}.get(align, 0.0)
                low = y - baseline(size, step)
                shown.append(f"1 0 0 1 {x + share * (free - line.width):.2f} {low:.2f} Tm ")
                for strong, plain in line.pieces:
                    glyphs = lent(plain, size, f"/F{strong:d} {size:g} Tf")
                    shown.append(
                        f"<{glyphs}> Tj " if font == (strong, size) else f"/F{strong:d} {size:g} Tf <{glyphs}> Tj "
                    )
                    font = (strong, size)
            y -= step
        worded = bool(shown) and any(words(line).strip() for line in cell.lines)
        return -_DOWN - y, worded, f">>BDC BT {''.join(shown)}ET EMC\n" if shown else ""

    def _short(self, line: FormLine | Gap, x: float, free: float) -> _Written | None:
        """A line of a cell that takes one line of type."""
        if isinstance(line, Gap):
            return None
        size = _SMALL if line.small else self._size
        if (found := self._setter.shown(line, size, free)) is None:
            return None
        shown, wide = found
        step = size * self._leading
        at = x + {"center": 0.5, "right": 1.0}.get(line.align, 0.0) * (free - wide)
        worded = any((part.text if isinstance(part, Text) else part.published).strip() for part in line.parts)
        low = -_DOWN - baseline(size, step)
        return step, worded or bool(line.label), f">>BDC BT 1 0 0 1 {at:.2f} {low:.2f} Tm{shown} ET EMC\n"

    def _unit(self, rows: Sequence[GridRow], header: bool) -> Unit:
        cells = [
            self._cell(placed, index, header or placed.cell.header)
            for index, row in enumerate(rows)
            for placed in row.cells
        ]
        heights = [self._leading * self._size + 2 * _DOWN] * len(rows)
        for index, row in enumerate(rows):
            if not header and not any(words(line).strip() for placed in row.cells for line in placed.cell.lines):
                heights[index] = max(heights[index], self._spare)
        for cell in sorted(cells, key=lambda one: one.rows):
            need = self.tall(cell.lines) + 2 * _DOWN
            held = sum(heights[cell.first : cell.first + cell.rows])
            heights[cell.first + cell.rows - 1] += max(need - held, 0)
        return Unit(tuple(heights), tuple(cells))

    def _cell(self, placed: Placement, first: int, header: bool) -> SetCell:
        x = self._lefts[placed.column]
        width = self._lefts[placed.column + placed.colspan] - x
        lines = tuple(self._lines(placed.cell, width - 2 * _ACROSS, header))
        return SetCell(x, width, first, placed.rowspan, placed.colspan, lines, header)

    def _lines(self, cell: Cell, width: float, header: bool) -> Iterator[Set]:
        for line in cell.lines:
            size = _SMALL if isinstance(line, FormLine) and line.small else self._size
            text: Iterable[Run] = [Run(labelled(line))] if isinstance(line, Gap) else runs(line)
            align = line.align if isinstance(line, FormLine) else "left"
            if header and align == "left":
                align = "center"
            made = self._setter.runs(text, size, width)
            yield from ((one, size, align) for one in made or [NOTHING])

    def tall(self, lines: Sequence[Set]) -> float:
        """The height of lines under each other."""
        return sum(size for _, size, _ in lines) * self._leading

    def split(self, unit: Unit, room: float) -> tuple[Unit, Unit]:
        """What of a row stands in `room` points, and the rest. Raises RenderError for rows that one cell holds."""
        if len(unit.heights) > 1:
            raise RenderError(
                "Rows that one cell holds together are taller than a page.", remedy="Use renderer.render."
            )
        upper, lower = [], []
        for cell in unit.cells:
            count = 0
            while count < len(cell.lines) and self.tall(cell.lines[: count + 1]) + 2 * _DOWN <= room:
                count += 1
            upper.append(replace(cell, lines=cell.lines[:count]))
            lower.append(replace(cell, lines=cell.lines[count:]))
        if not any(cell.lines for cell in upper):
            raise RenderError("A line of a row is taller than a page.", remedy="Use renderer.render.")
        rest = max(self.tall(cell.lines) for cell in lower) + 2 * _DOWN
        return Unit((room,), tuple(upper)), Unit((rest,), tuple(lower))


def draw(unit: Unit, leaf: Leaf, elements: Sequence[Element | None], leading: float) -> None:
    """A unit at the height the leaf has come to: an element for each cell, None for what only repeats for the eye."""
    edges = [leaf.y]
    for height in unit.heights:
        edges.append(edges[-1] - height)
    rules = ["/Artifact BMC .75 w"]
    for cell, element in zip(unit.cells, elements, strict=True):
        x, top, low = leaf.left + cell.x, edges[cell.first], edges[cell.first + cell.rows]
        rules.append(f" {x:.2f} {low:.2f} {cell.width:.2f} {top - low:.2f} re")
        y = top - _DOWN
        if cell.header:
            y = (top + low + sum(size for _, size, _ in cell.lines) * leading) / 2
        placed = []
        for line, size, align in cell.lines:
            step = size * leading
            free = cell.width - 2 * _ACROSS - line.width if align in ("center", "right") else 0.0
            shift = free / 2 if align == "center" else free
            if line.pieces:
                placed.append(Placed(x + _ACROSS + shift, y - baseline(size, step), size, line))
            y -= step
        leaf.show(placed, element)
    rules.append(" S EMC\n")
    leaf.draw("".join(rules))
    leaf.y = edges[-1]


def elements(unit: Unit, leaf: Leaf, parent: Element, row_elements: list[Element]) -> list[Element]:
    """The rows and cells of a unit in the structure tree; the rows are added to `row_elements`, to be closed."""
    rows = [leaf.element("TR", parent) for _ in unit.heights]
    row_elements += rows
    made = []
    for cell in unit.cells:
        spans = f"/ColSpan {cell.columns}" if cell.columns > 1 else ""
        spans += f"/RowSpan {cell.rows}" if cell.rows > 1 else ""
        if cell.header:
            spans += f"/Scope/{'Column' if parent.kind == 'THead' else 'Row'}"
        attributes = f"/A<</O/Table{spans}>>" if spans else ""
        made.append(leaf.element("TH" if cell.header else "TD", rows[cell.first], attributes))
    return made
