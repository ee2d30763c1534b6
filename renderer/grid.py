"""A table as a grid: where each cell stands and what it covers, so that HTML and Word draw the same rectangles.

Published tables are ragged: rows with a cell too few, spans that run past the end. The grid clamps spans to the free
cells of their section and fills holes with empty cells; no cell that has words is ever dropped.
"""

from __future__ import annotations

from dataclasses import dataclass

from forms.records import Blank, Cell, Line, Row, Table
from forms.rows import is_empty_row

_EMPTY = Cell(())


@dataclass(frozen=True, slots=True)
class Placement:
    """A cell with its first column, counted from 0, and the columns and rows it really covers."""

    cell: Cell
    column: int
    colspan: int
    rowspan: int


@dataclass(frozen=True, slots=True)
class GridRow:
    """The cells that begin in a row, from left to right."""

    row: Row
    cells: tuple[Placement, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """`widths` are shares in percent, one a column. `spare` empty rows follow the rows, and the rows of the `foot`
    follow those: totals of what is to be written."""

    widths: tuple[float, ...]
    head: tuple[GridRow, ...]
    rows: tuple[GridRow, ...]
    spare: int
    foot: tuple[GridRow, ...] = ()

    @property
    def columns(self) -> int:
        """The number of columns."""
        return len(self.widths)


def grid(table: Table) -> Grid:
    """The rectangles of a table. Widths that do not fit its columns give way to equal ones."""
    count = max(_breadth(table.head), _breadth(table.rows), 1)
    widths = table.widths
    if len(widths) > count:
        count = len(widths)
    fits = len(widths) == count and all(width > 0 for width in widths)
    shares = tuple(100 * width / sum(widths) for width in widths) if fits else (100 / count,) * count
    rows = _section(table.rows, count)
    filled = (index for index, row in enumerate(table.rows) if not is_empty_row(row))
    foot = next(filled, len(rows)) if table.spare else len(rows)
    return Grid(shares, _section(table.head, count), rows[:foot], table.spare, rows[foot:])


def is_answer(cell: Cell) -> bool:
    """A cell with nothing in it but room for an answer, no rule to write on printed there."""
    if len(cell.lines) != 1 or not isinstance(line := cell.lines[0], Line) or len(line.parts) != 1:
        return False
    return isinstance(blank := line.parts[0], Blank) and not blank.published


def _breadth(rows: tuple[Row, ...]) -> int:
    """The number of columns a section needs when every cell goes to the first free place."""
    taken: set[tuple[int, int]] = set()
    widest = 0
    for index, row in enumerate(rows):
        column = 0
        for cell in row.cells:
            while (index, column) in taken:
                column += 1
            span = max(cell.colspan, 1)
            taken.update(
                (below, across)
                for below in range(index, min(index + max(cell.rowspan, 1), len(rows)))
                for across in range(column, column + span)
            )
            column += span
        widest = max(widest, column)
    return widest


def _section(rows: tuple[Row, ...], columns: int) -> tuple[GridRow, ...]:
    taken: set[tuple[int, int]] = set()
    made: list[GridRow] = []
    for index, row in enumerate(rows):
        placed: list[Placement] = []
        column = 0
        for cell in row.cells:
            while (index, column) in taken:
                column += 1
            placement = _place(cell, index, column, taken, limit=(len(rows), columns))
            placed.append(placement)
            column += placement.colspan
        placed.extend(
            _place(_EMPTY, index, hole, taken, limit=(index + 1, hole + 1))
            for hole in range(columns)
            if (index, hole) not in taken
        )
        made.append(GridRow(row, tuple(sorted(placed, key=lambda item: item.column))))
    return tuple(made)


def _place(cell: Cell, row: int, column: int, taken: set[tuple[int, int]], limit: tuple[int, int]) -> Placement:
    """Takes the free rectangle from (row, column) that the cell asks for, cut at `limit` and at taken cells."""
    colspan = 1
    while colspan < cell.colspan and column + colspan < limit[1] and (row, column + colspan) not in taken:
        colspan += 1
    rowspan = 1
    while rowspan < cell.rowspan and row + rowspan < limit[0]:
        if any((row + rowspan, across) in taken for across in range(column, column + colspan)):
            break
        rowspan += 1
    taken.update((row + below, column + across) for below in range(rowspan) for across in range(colspan))
    return Placement(cell, column, colspan, rowspan)
