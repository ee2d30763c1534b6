"""Tables in the text of an act: rows of tabs become one table, and the quotes of new text stand apart from its cells.

An amending act puts new rows in quotes: the quotes stand alone on the lines around the table, or in its first and its
last cell ("4	Оплата	бесплатно" … "ежедневно";).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from legal.reading.blocks import Block, TableCell
from legal.reading.quotes import OPENING, introduces

_CLOSING = re.compile(r"\s?([\"»”]\s?[.;:,]*)\s*$")

_Row = tuple[TableCell, ...]


def tables_apart(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each run of tab-separated lines as a table, and with quotes around tables as blocks."""
    out: list[Block] = []
    for block in blocks:
        if block.kind == "lines" and "\t" in block.text and not block.rows:
            row = tuple(TableCell((cell.strip(),) if cell.strip() else ()) for cell in block.text.split("\t"))
            if out and out[-1].kind == "table" and len(out[-1].rows[-1]) == len(row) and not _closes(out[-1]):
                out[-1] = replace(out[-1], rows=(*out[-1].rows, row), last=block.last)
            else:
                out.append(Block("table", "", block.first, block.last, rows=(row,)))
        else:
            out.append(block)
    return [piece for index, block in enumerate(out) for piece in _unquoted(block, out[index - 1] if index else None)]


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
