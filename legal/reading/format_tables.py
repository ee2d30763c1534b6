"""Tables of marked-up formats: which are tables, and which only set captions and signatures side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence

from legal.reading.annex_head import split_label
from legal.reading.blocks import Block, TableCell
from legal.reading.format_marks import caption_blocks, is_form, paragraphs
from legal.reading.labels import is_annex_label
from legal.reading.signing import APPROVES, INITIALS
from legal.reading.wraps import squeeze

Rows = tuple[tuple[TableCell, ...], ...]

_ROW_NUMBER = re.compile(r"[0-9]+(?:[.-][0-9]+)*[.)]?")
_SEAL = re.compile(r"(?:.*\s)?М\.\s?[ПО]\.")
_CAPTION_COLUMNS = 3
_CAPTION_LINE = 160
_CAPTION_ROWS = 12
_CAPTION_ROWS_UNTOLD = 3


def table_block(rows: Rows, first: int, last: int) -> Block:
    """A block of kind "table"."""
    return Block("table", "", first, last, rows=rows)


def cell(lines: Sequence[str], colspan: int = 1, rowspan: int = 1, header: bool = False) -> TableCell:
    """A cell with its lines squeezed and the empty ones left out.

    A line may hold "\n": breaks inside a paragraph, which `blocks_of_table` resolves.
    """
    words = ("\n".join(filter(None, map(squeeze, line.split("\n")))) for line in lines)
    return TableCell(tuple(word for word in words if word), colspan, rowspan, header)


def blocks_of_table(rows: Rows, ruled: bool | None, first: int, last: int) -> tuple[Block, ...]:
    """A table as blocks: itself, or where it has no rules and the shape of a caption, its lines as captions.

    `ruled` None: the source does not say; the words then have to. A borderless table of rows with numbers, of many
    rows, of long cells or of more than three columns stays a table: only signatures and annex captions are set so.
    """
    broken = [line for row in rows for piece in row for paragraph in piece.lines for line in paragraph.split("\n")]
    if not broken:
        return ()
    told = ruled is False or (ruled is None and _caption_words(rows))
    if not told or not _caption_shape(rows, _CAPTION_ROWS if ruled is False else _CAPTION_ROWS_UNTOLD):
        return (table_block(tuple(tuple(map(_resolved, row)) for row in rows), first, last),)
    return caption_blocks(broken, first, last)


def _resolved(piece: TableCell) -> TableCell:
    """A cell whose paragraphs have no breaks inside: those of a form are lines, others are read as in the text."""
    lines: list[str] = []
    for paragraph in piece.lines:
        words = paragraph.split("\n")
        lines += words if is_form(words) else paragraphs(words)
    return TableCell(tuple(lines), piece.colspan, piece.rowspan, piece.header)


def _caption_words(rows: Rows) -> bool:
    """Whether a table says that it is none: one side of it is empty, or a name signs, or a body agrees in it."""
    texts = [[line for paragraph in piece.lines for line in paragraph.split("\n")] for row in rows for piece in row]
    if all(sum(bool(piece.lines) for piece in row) <= 1 for row in rows):
        return True
    if any(is_annex_label(lines[0]) or is_annex_label(lines[-1]) for lines in texts if lines):
        return True
    return any(APPROVES.match(line) or _signs(line) for lines in texts for line in lines)


def _signs(line: str) -> bool:
    """Whether a name signs in a line; the place of a seal ("М.П.", "М.О.") looks like initials and is none."""
    return INITIALS.search(line) is not None and _SEAL.fullmatch(line) is None


def _names_annex(rows: Rows) -> bool:
    """Whether a table is the caption of an annex whatever its length: one side is empty, the other has a label by
    itself, or with the caption on one line.
    """
    held = [[line for paragraph in row[-1].lines for line in paragraph.split("\n")] for row in rows]
    if any(piece.lines for row in rows for piece in row[:-1]):
        return False
    return all(lines and any(map(_labels, lines)) for lines in held)


def _labels(line: str) -> bool:
    return is_annex_label(line) or split_label(line, "rus") is not None or split_label(line, "kaz") is not None


def _caption_shape(rows: Rows, most: int) -> bool:
    if len(rows) > most or any(len(row) > _CAPTION_COLUMNS for row in rows):
        return False
    cells = [piece for row in rows for piece in row]
    if any(piece.header for piece in cells):
        return False
    lines = [line for piece in cells for paragraph in piece.lines for line in paragraph.split("\n")]
    if any(len(line) > _CAPTION_LINE for line in lines) and not _names_annex(rows):
        return False
    return not any(_ROW_NUMBER.fullmatch(" ".join(row[0].lines)) for row in rows if row)
