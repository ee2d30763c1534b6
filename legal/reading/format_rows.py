"""Tables of Markdown written in lines: pipe tables and rows whose cells a tab separates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from legal.findings import finding
from legal.reading.blocks import Block, Line, TableCell
from legal.reading.format_inline import read_inline
from legal.reading.format_marks import caption_blocks
from legal.reading.format_tables import Rows, blocks_of_table, cell, table_block
from legal.reading.wraps import squeeze
from legal.records import Finding

_DELIMITERS = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_PIPE = re.compile(r"(?<!\\)\|")
_LABEL = re.compile(r"(?:[0-9]+(?:-[0-9]+)*[.)]|[а-яёәғқңөұүһі]\)|[-–—•*])")
_NUMBER = re.compile(r"[0-9]+(?:-[0-9]+)*\.?")
_ENDED = re.compile(r"[.;:,][\"»”]?$")
_PUNCTUATION = re.compile(r"[\"»”«“.;:,\s]+")
_SIDE = 100


def is_pipe_table(lines: Sequence[Line], at: int) -> bool:
    """Whether a pipe table begins at a line: a row with a pipe over a row of dashes with as many columns."""
    if at + 1 >= len(lines) or "|" not in lines[at].text or "|" not in lines[at + 1].text:
        return False
    if not _DELIMITERS.fullmatch(lines[at + 1].text):
        return False
    return len(_pipe_cells(lines[at].text)) == len(_pipe_cells(lines[at + 1].text))


def gather_pipes(lines: Sequence[Line], at: int) -> tuple[tuple[Block, ...], int, tuple[Finding, ...]]:
    """The pipe table at a line, the index after it, and the findings. An empty heading row is a mark and is left out;
    a row with more cells than the heading keeps them, with a finding. Converters of pages give the tables without rules
    of captions and signatures so: under an empty heading, or as a heading alone.
    """
    head = _pipe_cells(lines[at].text)
    rows: list[tuple[TableCell, ...]] = []
    findings: list[Finding] = []
    if any(text.strip() for text in head):
        rows.append(tuple(_cell(text, header=True) for text in head))
    end = at + 2
    while end < len(lines) and "|" in lines[end].text and not lines[end].blank:
        texts = _pipe_cells(lines[end].text)
        if len(texts) > len(head):
            findings.append(finding("table-ambiguous", "a row with more cells than its heading", lines[end].number))
        texts += [""] * (len(head) - len(texts))
        rows.append(tuple(_cell(text) for text in texts))
        end += 1
    first, last = lines[at].number, lines[end - 1].number
    aside = _aside(rows)
    blocks = blocks_of_table(aside, None, first, last) if aside else ()
    if not blocks or blocks[0].kind == "table":
        blocks = (table_block(tuple(rows), first, last),) if rows else ()
    return blocks, end, tuple(findings)


def _aside(rows: Sequence[tuple[TableCell, ...]]) -> Rows:
    """The rows of a table that may set a caption or a signature: no heading with rows under it, and no row of which
    only the first cell is filled.
    """
    headed = any(piece.header for piece in rows[0]) if rows else False
    if (headed and len(rows) > 1) or any(row[0].lines and not any(piece.lines for piece in row[1:]) for row in rows):
        return ()
    return tuple(tuple(replace(piece, header=False) for piece in row) for row in rows)


def _pipe_cells(text: str) -> list[str]:
    bare = text.strip()
    bare = bare.removeprefix("|")
    if bare.endswith("|") and not bare.endswith("\\|"):
        bare = bare[:-1]
    return _PIPE.split(bare)


def _cell(text: str, header: bool = False) -> TableCell:
    return cell(read_inline(text).lines, header=header)


def is_tab_row(text: str) -> bool:
    """Whether a line is a row of cells set apart by tabs; a label, a tab and a paragraph is a paragraph."""
    cells = text.strip().split("\t")
    if len(cells) == 1 or all(not piece.strip() for piece in cells[1:]):
        return False
    return not (len(cells) == 2 and _LABEL.fullmatch(cells[0].strip()))


def gather_tabs(lines: Sequence[Line], at: int) -> tuple[tuple[Block, ...], int, tuple[Finding, ...]]:
    """The tab-separated rows from a line on, the index after them, and the findings.

    A line without a tab right under a row goes on with its last cell, with a finding, unless it only closes a quote.
    One row of two short entries that begins with no number is a signature: two caption lines.
    """
    rows: list[list[list[str]]] = []
    findings: list[Finding] = []
    end = at
    while end < len(lines) and not lines[end].blank:
        text = lines[end].text.strip(" \r\n")
        if is_tab_row(text):
            made = [read_inline(piece) for piece in text.split("\t")]
            if any(piece.html for piece in made):
                findings.append(finding("html-in-text", "an HTML element replaced by its words", lines[end].number))
            if any(piece.marks for piece in made):
                findings.append(finding("markdown-marks", "marks of Markdown removed", lines[end].number))
            rows.append([piece.lines for piece in made])
        elif _PUNCTUATION.fullmatch(text):
            break
        else:
            rows[-1][-1] += read_inline(text).lines
            findings.append(finding("table-rebuilt", "a line joined to the cell above it", lines[end].number))
        end += 1
    span = (lines[at].number, lines[end - 1].number)
    if len(rows) == 1 and len(rows[0]) == 2 and _is_signature(rows[0]):
        return caption_blocks([squeeze(" ".join(piece)) for piece in rows[0]], *span), end, tuple(findings)
    table = tuple(tuple(cell(piece) for piece in row) for row in rows)
    return (table_block(table, *span),), end, tuple(findings)


def _is_signature(row: list[list[str]]) -> bool:
    texts = [squeeze(" ".join(piece)) for piece in row]
    return not _NUMBER.fullmatch(texts[0]) and all(0 < len(t) <= _SIDE and not _ENDED.search(t) for t in texts)
