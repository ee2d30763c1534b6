"""Tables of a DOCX: rows, merged cells, rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from legal.reading.blocks import TableCell
from legal.reading.format_package import child, switched_on, value, word_name
from legal.reading.format_styles import Styles
from legal.reading.format_tables import Rows, cell

_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins"})
_NO_RULE = frozenset({"nil", "none"})
_SIDES = frozenset({"top", "bottom", "left", "right", "start", "end", "insideH", "insideV"})


def rows_of(table: etree._Element, lines_of: Callable[[etree._Element], list[str]]) -> Rows:
    """The rows of a table. `lines_of` gives the lines of a cell element and is called once a cell, in reading order.

    Cells merged downwards are one cell with a rowspan in the row where it begins; a row taken out by a tracked
    deletion is left out.
    """
    grid: list[list[tuple[int, TableCell]]] = []
    spans: dict[int, tuple[int, int]] = {}
    for row in _children(table, "tr"):
        if child(row, "trPr", "del") is not None:
            continue
        header = switched_on(child(row, "trPr", "tblHeader"))
        column = _number(child(row, "trPr", "gridBefore"), 0)
        made: list[tuple[int, TableCell]] = []
        for element in _children(row, "tc"):
            look = child(element, "tcPr")
            width = _number(child(look, "gridSpan"), 1)
            merge = child(look, "vMerge")
            lines = lines_of(element)
            if merge is not None and value(merge) != "restart" and column in spans and not any(lines):
                at, index = spans[column]
                grid[at][index] = (column, _taller(grid[at][index][1]))
            else:
                if merge is not None:
                    spans[column] = (len(grid), len(made))
                else:
                    spans.pop(column, None)
                made.append((column, cell(lines, width, 1, header)))
            column += width
        grid.append(made)
    return tuple(tuple(piece for _, piece in row) for row in grid if row)


def _taller(piece: TableCell) -> TableCell:
    return TableCell(piece.lines, piece.colspan, piece.rowspan + 1, piece.header)


def _number(element: etree._Element | None, default: int) -> int:
    text = value(element) or ""
    return max(default, min(int(text), 1000)) if text.isdecimal() else default


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    for element in parent:
        if word_name(element) == name:
            yield element
        elif word_name(element) in _WRAPPERS:
            yield from _children(element, name)


def is_ruled(table: etree._Element, styles: Styles) -> bool | None:
    """Whether a table is drawn with rules; None where neither it nor its style says."""
    own = child(table, "tblPr")
    drawn = _rules(child(own, "tblBorders"))
    for element in table.iter():
        if word_name(element) == "tcBorders":
            drawn += _rules(element)
    if drawn:
        return any(drawn)
    for style in styles.chain(value(child(own, "tblStyle"))):
        drawn = _rules(child(style, "tblPr", "tblBorders"))
        if drawn:
            return any(drawn)
    return None


def _rules(borders: etree._Element | None) -> list[bool]:
    """For each side that is set, whether a rule shows."""
    sides = borders if borders is not None else ()
    return [value(side) not in _NO_RULE for side in sides if word_name(side) in _SIDES]
