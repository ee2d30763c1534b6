"""Table nodes to tables of a document."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from forms.blanks import found, has_blank
from forms.fields import compose
from forms.kinds import cell_text, choices, field_kind, is_required
from forms.records import Blank, Cell, DocumentKind, Field, FieldKind, Gap, Line, Row, Table
from forms.register import Register, told_apart
from forms.rows import COUNTED, CROSSES
from forms.signed import cell_lines, signed_rows
from forms.spanned import spanned
from legal.reading.table_titles import NUMBER_COLUMN
from legal.records import Language, Node

SPARE: dict[DocumentKind, int] = {"act": 5, "sheet": 10, "journal": 20}
"""Empty rows printed to write in, by kind of document; 5 elsewhere. They fill a page and never run over it."""

_TO_FILL = frozenset({"form", "act", "sheet", "journal"})
_COLUMN_COUNT = re.compile(r"[0-9]{1,2}|[А-ЯA-Z]")
_TOTAL = re.compile(r"(?:итого|всего|барлығы|жиыны)(?!\w)", re.IGNORECASE)
_MEASURE = re.compile(r"^(?:количество|число|кол-во)(?!\w)|саны$|(?:тенге|теңге)\)?$", re.IGNORECASE)
_NO_MEASURE = re.compile(
    r"наименован|единиц|ед\.|№|номер|(?<!\w)вид|(?<!\w)код|примечан|основани|реквизит|причин|"
    r"атауы|өлшем|нөмір|түрі|ескерт|негіз|себеб",
    re.IGNORECASE,
)
"""Words of a column that is no measure though it stands under one."""
_NUMBER_NAMES: dict[Language, str] = {"rus": "номер", "kaz": "нөмірі"}
_LEAST, _NUMBER_WIDTH, _NUMBER_HEADING_WIDTH = 8, 7, 9


def table(node: Node, register: Register, kind: DocumentKind = "form") -> Table:
    """A table node as a table, with a field for every place to write in.

    A table with a heading and empty rows under it is one to fill: its columns become fields, and the empty rows that
    are published say how many to print; rows that hold nothing but their number are empty too, and a row of totals may
    follow. In a table with words in its rows each empty cell of a column that nothing is written in is a blank.
    """
    if signed := signed_rows(node, register):
        return Table((), signed, widths(node))
    node = _headed(node) if kind in _TO_FILL else node
    head = tuple(_row(row, register) for row in node.children if row.role == "header")
    written = [row for row in node.children if row.role != "header" and not _is_rest(row)]
    blank = [row for row in written if _is_empty(row)]
    after = written[len(blank) :]
    open_ = bool(blank) or not written or (kind in _TO_FILL and all(_is_total(row) for row in written))
    if not head or not open_ or any(_is_empty(row) for row in after):
        blank, after = [], written
    columns = _leaves(node)
    empty = bool(columns) and open_ and all(_is_total(row) for row in after)
    after = after if empty else written
    listed = kind in _TO_FILL and not empty and len(after) > (0 if head else 1)
    to_write = _open_columns(after) if listed else frozenset()
    counted = [row for row in blank if empty and cell_text(row)]
    rows = tuple(
        _row(row, register, _leads(row, columns), to_write or _open_card(row, carded=listed and not head))
        for row in (*counted, *after)
    )
    rest = tuple(_row(row, register) for row in node.children if _is_rest(row))
    fields = _column_fields(columns, register) if empty else ()
    spare = (len(blank) - len(counted) if blank else SPARE.get(kind, 5)) if empty else 0
    return Table(head, (*rows, *rest), widths(node), spare, fields)


def _is_empty(row: Node) -> bool:
    """A row to write in: no words but the number that counts it."""
    return all(not cell_text(cell) for cell in row.children[1:]) and (
        not row.children or not cell_text(row.children[0]) or COUNTED.fullmatch(cell_text(row.children[0])) is not None
    )


def _is_total(row: Node) -> bool:
    """A row under empty ones for what they sum to."""
    return any(_TOTAL.match(cell_text(cell)) for cell in row.children)


def _open_columns(rows: Sequence[Node]) -> frozenset[int]:
    """The columns in which no row has a word but beside blanks, where cells stand one under the other.

    A cell crossed out takes nothing, and says nothing of the others in its column; a column of crosses takes nothing.
    """
    width = len(rows[0].children)
    if any(len(row.children) != width or any(cell.span != (1, 1) for cell in row.children) for row in rows):
        return frozenset()
    words = [[cell_text(row.children[at]) for row in rows] for at in range(width)]
    crossed = [[text for text in column if text.casefold() in CROSSES] for column in words]
    return frozenset(
        at
        for at in range(width)
        if len(crossed[at]) < len(words[at])
        and all(not text or text in crossed[at] or has_blank(text) for text in words[at])
    )


def _open_card(row: Node, *, carded: bool) -> frozenset[int]:
    """The empty cell behind what a row asks for, in a table of such rows: "Дата опроса" | ""."""
    words = [cell_text(cell) for cell in row.children]
    return frozenset({1}) if carded and len(words) > 1 and words[0] and not any(words[1:]) else frozenset()


def _headed(node: Node) -> Node:
    """The table with its first rows as a heading, where no source said so and every row under it has cells to write in.

    The heading is as deep as its tallest cell; a row that counts the columns ("А", "Б", "1", "2") belongs to it.
    """
    node = spanned(node)
    rows = node.children
    given = sum(row.role == "header" for row in rows)
    if given:
        return _with_heading(node, given + 1) if given < len(rows) and _counts_columns(rows[given]) else node
    if len(rows) < 2 or not all(map(cell_text, rows[0].children)):
        return node
    depth = max(cell.span[1] for cell in rows[0].children)
    depth += depth < len(rows) and _counts_columns(rows[depth])
    rest = rows[depth:]
    if not rest or rows[0].num or not _open_columns(rest) or _breadth(rows[0]) != len(rest[0].children):
        return node
    if len(_open_columns(rest)) == len(rest[0].children) - 1 == 1:  # "Фамилия" | "": labels in front, no heading
        return node
    return _with_heading(node, depth)


def _counts_columns(row: Node) -> bool:
    return len(row.children) > 1 and all(_COLUMN_COUNT.fullmatch(cell_text(cell)) for cell in row.children)


def _breadth(row: Node) -> int:
    return sum(cell.span[0] for cell in row.children)


def _with_heading(node: Node, depth: int) -> Node:
    heads = (replace(row, num=None, label="", role="header") for row in node.children[:depth])
    return replace(node, children=(*heads, *node.children[depth:]))


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: what it is called and what it holds, by its heading, else by the words over it that measure it."""

    label: str
    kind: FieldKind


@dataclass(frozen=True, slots=True)
class _Lead:
    """What leads to a cell: what its row is about, and the heading of its column."""

    subject: str = ""
    heading: str = ""
    measured: FieldKind = "text"

    @property
    def label(self) -> str:
        return ": ".join(filter(None, (self.subject.rstrip(" :"), self.heading)))

    @property
    def kind(self) -> FieldKind:
        """By the column, else by both."""
        return self.measured if self.measured != "text" else field_kind(self.label)


def _leads(row: Node, columns: Sequence[_Column]) -> tuple[_Lead, ...]:
    """What leads to each cell of a row."""
    words = [cell_text(cell) for cell in row.children]
    said = [one for one in words if one and not has_blank(one)]
    subject = next((one for one in said if not COUNTED.fullmatch(one)), said[0] if said else "")
    headings = [*columns, *[_Column("", "text")] * len(words)]
    return tuple(_Lead(subject, headings[at].label, headings[at].kind) for at in range(len(words)))


def _is_rest(row: Node) -> bool:
    """The notice that other rows are not on file."""
    return row.role == "gap" and row.num is None


def _row(row: Node, register: Register, leads: Sequence[_Lead] = (), to_write: frozenset[int] = frozenset()) -> Row:
    """A row; `leads` say what its cells are for, `to_write` which of them are blanks though nothing is printed."""
    wording = row.wording
    cells = tuple(
        _cell(cell, register, leads[at] if at < len(leads) else _Lead(), open_=at in to_write)
        for at, cell in enumerate(row.children)
    )
    return Row(cells, row.num, wording.start if wording else None, wording.act if wording else None)


def _cell(cell: Node, register: Register, given: _Lead, *, open_: bool = False) -> Cell:
    lead = given.label
    if open_ and not cell_text(cell):
        name = register.add(lead or register.usual("text"), given.kind, lead)
        return Cell((Line((Blank(name, ""),)),), cell.span[0], cell.span[1])
    lines: list[Line | Gap] = []
    leaves = cell_lines(cell)
    texts = [leaf.text for leaf in leaves]
    led = bool(lead and texts and any(one.start() == 0 for one in found(texts[0])[:1]))
    composed = compose([f"{lead}:", *texts] if led else texts, register)
    for leaf, one in zip(leaves, composed[led:], strict=True):
        lines.append(Gap(leaf.text) if leaf.role == "gap" else Line(one.parts, small=one.small))
    return Cell(tuple(lines), cell.span[0], cell.span[1], cell.role == "header")


def _leaves(node: Node) -> tuple[_Column, ...]:
    """The single columns, from left to right: a cell over others gives way to them.

    Where two columns under different cells are called the same, each has the words over it in front; so has one that
    is counted, where only the words over it say so ("Количество получателей" over "семей").
    """
    head = [row for row in node.children if row.role == "header"]
    head = [row for row in head if not _counts_columns(row)] or head
    columns = _stacked(head)
    lowest = [stack[-1] if stack else "" for stack in columns]
    return tuple(_column(stack, several=lowest.count(stack[-1] if stack else "") > 1) for stack in columns)


def _column(stack: Sequence[str], *, several: bool) -> _Column:
    *over, label = stack or [""]
    measure = next((words for words in reversed(over) if _MEASURE.search(words)), "")
    measured = field_kind(measure) if measure and not _NO_MEASURE.search(label) else "text"
    if several:
        label = ": ".join(stack)
    elif measured == "number" and field_kind(label) == "text":
        label = f"{measure}: {label}"
    kind = field_kind(label)
    return _Column(label, kind if kind != "text" else measured)


def _stacked(head: Sequence[Node]) -> list[list[str]]:
    """The words of each column of a heading from top to bottom, cells that reach over several columns in each."""
    columns: list[list[str]] = [[] for _ in range(max(map(_breadth, head), default=0))]
    until = [0] * len(columns)
    for depth, row in enumerate(head):
        free = [at for at in range(len(columns)) if until[at] <= depth]
        for cell in row.children:
            taken, free = free[: cell.span[0]], free[cell.span[0] :]
            for at in taken:
                columns[at].append(cell_text(cell))
                until[at] = depth + cell.span[1]
    return columns


def _column_fields(columns: Sequence[_Column], register: Register) -> tuple[Field, ...]:
    """The fields of the columns of an empty table; the running number is one too."""
    made: list[Field] = []
    for label, kind in ((column.label, column.kind) for column in columns):
        number = NUMBER_COLUMN.match(label) is not None
        name = register.names.take(_NUMBER_NAMES[register.language] if number else label)
        options = choices(label)
        told: FieldKind = "choice" if options and kind == "text" else kind
        made.append(Field(name, label, told, is_required(label), options, label))
    return told_apart(made)


_WORD_SHARE = 1.25
"""Percent of the text's width that a letter of table type takes: about eighty letters fill a line of 170 mm."""


_ANSWERS: dict[FieldKind, int] = {"date": 10, "iin": 12, "bin": 12, "phone": 12}
"""Letters of an answer that no line should tear."""


def widths(node: Node) -> tuple[int, ...]:
    """The share of each column in percent, by how much stands in it: the square root, so that none starves."""
    count = max((sum(cell.span[0] for cell in row.children) for row in node.children), default=0)
    if count == 0:
        return ()
    sizes = [0] * count
    longest = [0] * count
    for at, cell in _single(node.children, count):
        sizes[at] += sum(len(leaf.text) for leaf in cell_lines(cell))
        words = [len(word) for leaf in cell_lines(cell) for word in re.split(r"[\s/-]+", leaf.text)]
        longest[at] = max([longest[at], *words])
    leaves = _leaves(node)
    if leaves and len(leaves) == count and all(row.role == "header" for row in node.children):
        sizes = [len(leaf.label) for leaf in leaves]
    if leaves and len(leaves) == count:
        longest = [max(size, _ANSWERS.get(leaf.kind, 0)) for size, leaf in zip(longest, leaves, strict=True)]
    return _shares(sizes, longest, numbered=bool(leaves) and NUMBER_COLUMN.match(leaves[0].label) is not None)


def _single(rows: Sequence[Node], count: int) -> Iterator[tuple[int, Node]]:
    """The cells that stand in one column, each with its column: those that reach down keep theirs in the rows below."""
    until = [0] * count
    for depth, row in enumerate(rows):
        free = [at for at in range(count) if until[at] <= depth]
        for cell in row.children:
            taken, free = free[: cell.span[0]], free[cell.span[0] :]
            for at in taken:
                until[at] = depth + cell.span[1]
            if len(taken) == cell.span[0] == 1:
                yield taken[0], cell


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
