"""Table nodes to tables of a document."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from forms.fields import Register, compose
from forms.kinds import cell_text, choices, field_kind, is_required
from forms.records import Cell, DocumentKind, Field, Gap, Line, Row, Table
from legal.reading.table_titles import NUMBER_COLUMN
from legal.records import Language, Node

SPARE: dict[DocumentKind, int] = {"act": 5, "sheet": 10, "journal": 20}
"""Empty rows printed to write in, by kind of document; 5 elsewhere. They fill a page and never run over it."""

_NUMBER_NAMES: dict[Language, str] = {"rus": "номер", "kaz": "нөмірі"}
_LEAST, _NUMBER_WIDTH, _NUMBER_HEADING_WIDTH = 8, 7, 9


def table(node: Node, register: Register, kind: DocumentKind = "form") -> Table:
    """A table node as a table. A table with a heading and no words under it is one to fill: its columns become fields,
    and the empty rows that are published, where there are any, say how many to print."""
    head = tuple(_row(row, register) for row in node.children if row.role == "header")
    written = [row for row in node.children if row.role != "header" and not _is_rest(row)]
    blank = [row for row in written if row.num is None and not cell_text(row)]
    if len(blank) == len(written):
        written = []
    rows = tuple(_row(row, register) for row in written)
    rest = tuple(_row(row, register) for row in node.children if _is_rest(row))
    columns = _leaves(node)
    empty = bool(columns) and not rows
    fields = _column_fields(columns, register) if empty else ()
    spare = (len(blank) or SPARE.get(kind, 5)) if empty else 0
    return Table(head, (*rows, *rest), widths(node), spare, fields)


def _is_rest(row: Node) -> bool:
    """The notice that other rows are not on file."""
    return row.role == "gap" and row.num is None


def _row(row: Node, register: Register) -> Row:
    wording = row.wording
    cells = tuple(_cell(cell, register) for cell in row.children)
    return Row(cells, row.num, wording.start if wording else None, wording.act if wording else None)


def _cell(cell: Node, register: Register) -> Cell:
    lines: list[Line | Gap] = []
    leaves = _texts(cell)
    composed = compose([leaf.text for leaf in leaves], register)
    for leaf, one in zip(leaves, composed, strict=True):
        lines.append(Gap(leaf.text) if leaf.role == "gap" else Line(one.parts, small=one.small))
    return Cell(tuple(lines), cell.span[0], cell.span[1], cell.role == "header")


def _texts(node: Node) -> list[Node]:
    own = [node] if node.text else []
    return own + [leaf for child in node.children for leaf in _texts(child)]


def _leaves(node: Node) -> tuple[str, ...]:
    """The headings of the single columns, from left to right: a cell over others gives way to them."""
    head = [row for row in node.children if row.role == "header"]
    head = [row for row in head if not all(cell_text(cell).isdigit() for cell in row.children)] or head
    if not head:
        return ()
    found: list[str] = []
    below = [cell for row in head[1:] for cell in row.children]
    for cell in head[0].children:
        if cell.span[0] > 1 and len(below) >= cell.span[0]:
            found += [cell_text(below.pop(0)) for _ in range(cell.span[0])]
        else:
            found += [cell_text(cell)] * cell.span[0]
    return tuple(found)


def _column_fields(columns: Sequence[str], register: Register) -> tuple[Field, ...]:
    """The fields of the columns of an empty table; the running number is one too."""
    found: list[Field] = []
    for label in columns:
        number = NUMBER_COLUMN.match(label) is not None
        name = register.names.take(_NUMBER_NAMES[register.language] if number else label)
        kind = field_kind(label)
        options = choices(label)
        kind = "choice" if options and kind == "text" else kind
        found.append(Field(name, label, kind, is_required(label), options, label))
    return tuple(found)


_WORD_SHARE = 1.25
"""Percent of the text's width that a letter of table type takes: about eighty letters fill a line of 170 mm."""


def widths(node: Node) -> tuple[int, ...]:
    """The share of each column in percent, by how much stands in it: the square root, so that none starves."""
    count = max((sum(cell.span[0] for cell in row.children) for row in node.children), default=0)
    if count == 0:
        return ()
    sizes = [0] * count
    longest = [0] * count
    for row in node.children:
        at = 0
        for cell in row.children:
            if cell.span[0] == 1 and at < count:
                sizes[at] += sum(len(leaf.text) for leaf in _texts(cell))
                words = [len(word) for leaf in _texts(cell) for word in re.split(r"[\s/-]+", leaf.text)]
                longest[at] = max([longest[at], *words])
            at += cell.span[0]
    leaves = _leaves(node)
    if leaves and len(leaves) == count and all(row.role == "header" for row in node.children):
        sizes = [len(label) for label in leaves]
    return _shares(sizes, longest, numbered=bool(leaves) and NUMBER_COLUMN.match(leaves[0]) is not None)


def _shares(sizes: Sequence[int], longest: Sequence[int], *, numbered: bool) -> tuple[int, ...]:
    """Whole percents that sum to 100, none below what its longest word needs, as far as the sheet allows."""
    count = len(sizes)
    least = min(_LEAST, 100 // count)
    weights = [max(math.sqrt(size), 1.0) for size in sizes]
    narrow = count > 2 and (numbered or sizes[0] <= max(sizes) / 8)
    first = min(_NUMBER_HEADING_WIDTH if numbered else _NUMBER_WIDTH, 100 // count) if narrow else 0
    rest = weights[1:] if narrow else weights
    floors = [max(least, math.ceil(length * _WORD_SHARE) + 2) for length in (longest[1:] if narrow else longest)]
    if sum(floors) > 100 - first:
        floors = [least] * len(rest)
    room = 100 - first - sum(floors)
    total = sum(rest)
    shares = [floor + int(room * weight / total) for floor, weight in zip(floors, rest, strict=True)]
    shares[shares.index(max(shares))] += 100 - first - sum(shares)
    return tuple([first, *shares] if narrow else shares)
