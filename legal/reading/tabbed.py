"""Tables in the text of an act: rows of tabs become one table, and the quotes of new text stand apart from its cells.

An amending act puts new rows in quotes: the quotes stand alone on the lines around the table, or in its first and its
last cell ("4	Оплата	бесплатно" … "ежедневно";).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from legal.findings import finding
from legal.reading.blocks import Block, TableCell
from legal.reading.quotes import OPENING, introduces
from legal.reading.signing import INITIALS
from legal.records import Finding

_CLOSING = re.compile(r"\s?([\"»”]\s?[.;:,]*)\s*$")

_APART = 2
"""Lines from one row of a table to the next, a blank one between them included."""

_Row = tuple[TableCell, ...]


def tables_apart(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each run of tab-separated lines as a table, and with quotes around tables as blocks."""
    out: list[Block] = []
    for block in blocks:
        if block.kind == "lines" and "\t" in block.text and not block.rows:
            row = tuple(TableCell((cell.strip(),) if cell.strip() else ()) for cell in block.text.split("\t"))
            if out and out[-1].kind == "table" and _goes_on(out[-1], row, block):
                out[-1] = replace(out[-1], rows=(*out[-1].rows, row), last=block.last)
            else:
                out.append(Block("table", "", block.first, block.last, rows=(row,)))
        else:
            out.append(block)
    return [piece for index, block in enumerate(out) for piece in _unquoted(block, out[index - 1] if index else None)]


def uneven(blocks: Sequence[Block]) -> tuple[Finding, ...]:
    """A finding for each table put together from rows of tabs that do not have as many cells: some were merged."""
    return tuple(
        finding("table-ambiguous", f"a row of {least} cells in a table of {most}", block.first)
        for block in blocks
        if block.kind == "table" and not _spans(block)
        for least, most in [(min(map(len, block.rows)), max(map(len, block.rows)))]
        if least != most
    )


def _spans(block: Block) -> bool:
    return any(piece.colspan > 1 or piece.rowspan > 1 for row in block.rows for piece in row)


def _goes_on(table: Block, row: _Row, block: Block) -> bool:
    """Whether a row of tabs is one of the table above it; a post and a name that signs under it are none."""
    if _closes(table):
        return False
    if len(table.rows[-1]) == len(row):
        return True
    last = " ".join(row[-1].lines)
    return block.first - table.last <= _APART and INITIALS.search(last) is None


def _closes(table: Block) -> bool:
    words = table.rows[-1][-1].lines
    return bool(words) and _CLOSING.search(words[-1]) is not None


def _unquoted(block: Block, before: Block | None) -> tuple[Block, ...]:
    """A table with the quotes that open and close the new text in blocks of their own."""
    if block.kind != "table" or before is None or not introduces(before.text) or not _closes(block):
        return (block,)
    first, last = block.rows[0][0].lines, block.rows[-1][-1].lines
    if not first or first[0][:1] not in OPENING:
        return (block,)
    closing = _CLOSING.search(last[-1])
    if closing is None:
        return (block,)
    rows = _with(block.rows, 0, 0, (first[0][1:].lstrip(), *first[1:]))
    last = rows[-1][-1].lines
    rows = _with(rows, -1, -1, (*last[:-1], _CLOSING.sub("", last[-1])))
    return (
        Block("text", first[0][0], block.first, block.first),
        replace(block, rows=rows),
        Block("text", closing[1], block.last, block.last),
    )


def _with(rows: tuple[_Row, ...], row: int, cell: int, lines: tuple[str, ...]) -> tuple[_Row, ...]:
    """The rows with other words in one cell."""
    cells = list(rows[row])
    cells[cell] = replace(cells[cell], lines=tuple(line for line in lines if line))
    changed = list(rows)
    changed[row] = tuple(cells)
    return tuple(changed)
