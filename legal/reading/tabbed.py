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

_FIGURE = re.compile(r"[0-9][0-9 ]*(?:[.,][0-9]+)?")
_FEWEST_FIGURES = 3

_Row = tuple[TableCell, ...]


def tables_apart(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each run of tab-separated lines as a table, and with quotes around tables as blocks."""
    out: list[Block] = []
    rows: list[_Row] = []  # of the table that is the last of `out`
    for block in blocks:
        tabbed = block.kind == "lines" and "\t" in block.text and not block.rows
        row = tuple(TableCell((cell.strip(),) if cell.strip() else ()) for cell in block.text.split("\t"))
        if tabbed and rows and _goes_on(rows[-1], row, block.first - out[-1].last):
            rows.append(row)
            out[-1] = replace(out[-1], last=block.last)
            continue
        _fill(out, rows)
        out.append(Block("table", "", block.first, block.last, rows=(row,)) if tabbed else block)
        rows = list(out[-1].rows) if out[-1].kind == "table" else []
    _fill(out, rows)
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


def loose(blocks: Sequence[Block]) -> tuple[Finding, ...]:
    """A finding where paragraphs are nothing but figures: cells of a table that a copy gives column by column."""
    found = [block for block in blocks if not block.rows and _FIGURE.fullmatch(block.text)]
    if len(found) < _FEWEST_FIGURES:
        return ()
    message = f"{len(found)} paragraphs of figures alone may be cells of a table whose columns came apart"
    return (finding("table-ambiguous", message, found[0].first),)


def _spans(block: Block) -> bool:
    return any(piece.colspan > 1 or piece.rowspan > 1 for row in block.rows for piece in row)


def _fill(blocks: list[Block], rows: Sequence[_Row]) -> None:
    """Give the table at the end its rows."""
    if rows:
        blocks[-1] = replace(blocks[-1], rows=tuple(rows))


def _goes_on(above: _Row, row: _Row, apart: int) -> bool:
    """Whether a row of tabs is of the table whose last row is above it; a post and a name that signs under it are not.

    `apart` counts the lines from one to the other.
    """
    if _closes(above):
        return False
    if len(above) == len(row):
        return True
    return apart <= _APART and INITIALS.search(" ".join(row[-1].lines)) is None


def _closes(row: _Row) -> bool:
    words = row[-1].lines
    return bool(words) and _CLOSING.search(words[-1]) is not None


def _unquoted(block: Block, before: Block | None) -> tuple[Block, ...]:
    """A table with the quotes that open and close the new text in blocks of their own."""
    if block.kind != "table" or before is None or not _closes(block.rows[-1]):
        return (block,)
    first, last = block.rows[0][0].lines, block.rows[-1][-1].lines
    closing = _CLOSING.search(last[-1])
    if closing is None:
        return (block,)
    if not introduces(before.text) or not first or first[0][:1] not in OPENING:
        return _unclosed(block, closing[1])
    rows = _with(block.rows, 0, 0, (first[0][1:].lstrip(), *first[1:]))
    last = rows[-1][-1].lines
    rows = _with(rows, -1, -1, (*last[:-1], _CLOSING.sub("", last[-1])))
    return (
        Block("text", first[0][0], block.first, block.first),
        replace(block, rows=rows),
        Block("text", closing[1], block.last, block.last),
    )


def _unclosed(block: Block, closing: str) -> tuple[Block, ...]:
    """A table at the end of new text that opened above it, with the quote that closes it in a block of its own: the
    only one of its kind in the table that has no other half there.
    """
    texts = [line for row in block.rows for piece in row for line in piece.lines]
    last = block.rows[-1][-1].lines
    straight = sum(text.count('"') for text in texts)
    angle = sum(text.count("»") + text.count("”") - text.count("«") - text.count("“") for text in texts)
    own = straight % 2 == 1 and angle == 0 if closing[0] == '"' else straight % 2 == 0 and angle == 1
    if not own:
        return (block,)
    rows = _with(block.rows, -1, -1, (*last[:-1], _CLOSING.sub("", last[-1])))
    return replace(block, rows=rows), Block("text", closing, block.last, block.last)


def _with(rows: tuple[_Row, ...], row: int, cell: int, lines: tuple[str, ...]) -> tuple[_Row, ...]:
    """The rows with other words in one cell."""
    cells = list(rows[row])
    cells[cell] = replace(cells[cell], lines=tuple(line for line in lines if line))
    changed = list(rows)
    changed[row] = tuple(cells)
    return tuple(changed)
