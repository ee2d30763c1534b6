"""Tables that a source gives row by row, cells separated by tabs, as they are copied from a page."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from legal.findings import finding
from legal.reading.blocks import Line
from legal.reading.wraps import squeeze
from legal.records import Finding, Node

_ENDED = re.compile(r"[.;:,]$")
_NUMBER = re.compile(r"([0-9]+(?:-[0-9]+)*)\.?")
_TAG = re.compile(r"</?(?:a|b|i|u|p|br|sup|sub|span|strong|em|font|div|td|tr)\b[^<>]*>", re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|/p|/div)\b[^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-z]+|#[0-9]+|#x[0-9a-f]+);", re.IGNORECASE)
_ITEM = re.compile(r"(?<=[;:.])\s+(?=(?P<num>[0-9]+)\)\s)")


def is_tabbed(text: str) -> bool:
    """A row of a table: cells separated by tabs, the last of them empty in a form. A tab before a paragraph is its
    indent, one after it is nothing.

    >>> is_tabbed("1\\tХлеб"), is_tabbed("Итого\\t\\t"), is_tabbed("\\t1. Утвердить Правила."), is_tabbed("Правила.\\t")
    (True, True, False, False)
    >>> is_tabbed("1.\\t\\t\\t")
    True
    """
    words = text.strip()
    end = text.rstrip(" \r\n")
    return "\t" in words or (bool(words) and end.endswith("\t") and (end.endswith("\t\t") or not _ENDED.search(words)))


def plain_cell(text: str) -> tuple[str, bool]:
    """The words of a cell without HTML, and whether it had any.

    >>> plain_cell('портал <a href="http://www.egov.kz">www.egov.kz</a> (далее)')
    ('портал www.egov.kz (далее)', True)
    """
    if not _TAG.search(text) and not _ENTITY.search(text):
        return squeeze(text), False
    return squeeze(html.unescape(_TAG.sub("", _BREAK.sub(" ", text)))), True


def rows_from_tabs(lines: Sequence[Line]) -> tuple[Node, tuple[Finding, ...]]:
    """A table from lines of tab-separated cells. A line without a tab goes on with the cell before it.

    The number of a row is that of its first cell. Items that run on in one cell ("…; 2) …; 3) …") become alineas of
    their own where their numbers follow one another. HTML in a cell is replaced by its words, with a finding.
    """
    rows: list[list[list[str]]] = []
    spans: list[tuple[int, int]] = []
    findings: list[Finding] = []
    for line in lines:
        if line.blank:
            continue
        cells = []
        for cell in line.text.strip("\r\n ").split("\t"):
            words, marked = plain_cell(cell)
            if marked:
                findings.append(
                    finding("html-in-text", f"HTML in a cell replaced by its words: {words[:60]!r}", line.number)
                )
            cells.append([words])
            if len(items(words)) > 1:
                message = f"the items of a cell set on lines of their own: {words[:60]!r}"
                findings.append(finding("table-rebuilt", message, line.number))
        if rows and len(cells) == 1:
            rows[-1][-1].append(cells[0][0])
            spans[-1] = (spans[-1][0], line.number)
        else:
            rows.append(cells)
            spans.append((line.number, line.number))
    width = max((len(row) for row in rows), default=0)
    for row, span in zip(rows, spans, strict=True):
        if len(row) != width:
            message = f"a row of {len(row)} cells in a table of {width}"
            findings.append(finding("table-ambiguous", message, span[0]))
    nodes = tuple(_row(row, span) for row, span in zip(rows, spans, strict=True))
    whole = (spans[0][0], spans[-1][1]) if spans else None
    return Node("table", children=nodes, lines=whole), tuple(findings)


def _row(cells: Sequence[Sequence[str]], lines: tuple[int, int]) -> Node:
    first = " ".join(cells[0]) if cells else ""
    match = _NUMBER.fullmatch(first)
    nodes = tuple(
        Node("cell", children=tuple(Node("alinea", text=item) for text in cell for item in items(text)))
        for cell in cells
    )
    return Node("row", match[1] if match else None, first if match else "", children=nodes, lines=lines)


def items(text: str) -> tuple[str, ...]:
    """The items of an enumeration that runs on in one paragraph, where they number 1, 2, 3 …

    >>> items("1) Корпорация; 2) отделы (далее – отделы); 3) портал.")
    ('1) Корпорация;', '2) отделы (далее – отделы);', '3) портал.')
    >>> items("согласно подпунктам 1) и 2) пункта 3")
    ('согласно подпунктам 1) и 2) пункта 3',)
    """
    cuts = list(_ITEM.finditer(text))
    first = re.match(r"([0-9]+)\)\s", text)
    expected = int(first[1]) + 1 if first else 1
    starts = [0]
    for match in cuts:
        if int(match["num"]) == expected:
            starts.append(match.end())
            expected += 1
    pieces = tuple(text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True))
    return tuple(piece for piece in pieces if piece)
