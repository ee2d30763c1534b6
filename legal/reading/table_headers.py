"""Heading rows of tables: the cells of a heading that came out as wrapped lines, one or several cells on a line.

Cells on one line are told apart by the nouns that column headings begin with (in Kazakh: end with). A lone
capitalised cell followed by cells in lower case stands over them: "Оказано услуг" over "количество часов",
"цена за единицу (тенге)", "стоимость (тенге)".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from legal.findings import finding
from legal.letters import pattern
from legal.reading.table_chunks import Chunk, row_number
from legal.reading.table_text import whole
from legal.reading.table_titles import COLUMN_NOUN, NUMBER_COLUMN
from legal.records import Finding, Language, Node

_CAPITAL = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ№]")
_LINKS_ON = re.compile(
    r"(?:^|\s)(?:и|или|с|о|об|по|на|в|за|к|от|до|для|при|не|из|со|у|его|её|их|және|мен|немесе)$|[(/\"«,-]$"
)
_PROPER = pattern(r"(?:Республик|Казахстан|Государственн|Министр|Правительств|Қазақстан|Мемлекеттік|ЭЦП|ИПР|ТСР)")
_KAZAKH_END = re.compile(r"(?:[ыі]|№|\))$")


@dataclass(frozen=True, slots=True)
class Column:
    """A heading cell and the cells under it."""

    text: str
    under: tuple[str, ...] = ()


def is_heading(chunk: Chunk) -> bool:
    """Whether a chunk begins the heading row of a table: with the heading of the number column."""
    first = chunk.texts[0].strip()
    return not chunk.indented and "__" not in first and NUMBER_COLUMN.match(first) is not None


def heading_length(region: Sequence[Chunk]) -> int:
    """How many chunks the heading takes up: up to the row that numbers the columns, or the first row."""
    for index, chunk in enumerate(region):
        if index and (row_number(chunk) == "1" or _counted(" ".join(chunk.texts)) > 1):
            return index
    return len(region)


def numbering(region: Sequence[Chunk], width: int) -> tuple[Node, int] | None:
    """The row that numbers the columns ("1 2 3 4"), where one stands here, and how many chunks it takes up.

    Figures in blocks of their own are such a row where they end at the number of columns and nothing, or a row 1
    again, follows; else they number rows.
    """
    if not region or width < 2:
        return None
    if _counted(" ".join(region[0].texts)) == width:
        return _numbers(width), 1
    alone = [" ".join(chunk.texts).strip() for chunk in region[:width]]
    if alone != [str(n) for n in range(1, width + 1)]:
        return None
    again = len(region) == width or row_number(region[width]) == "1"
    return (_numbers(width), width) if again else None


def _counted(text: str) -> int:
    """Up to which figure a text counts from 1 and does nothing else; 0 where it does not."""
    words = text.split()
    return len(words) if words == [str(n) for n in range(1, len(words) + 1)] else 0


def _numbers(width: int) -> Node:
    return Node("row", children=tuple(_cell(str(n), (1, 1)) for n in range(1, width + 1)), role="header")


def heading_rows(region: Sequence[Chunk], language: Language) -> tuple[tuple[Node, ...], int, tuple[Finding, ...]]:
    """The heading rows (one or two) of a table from its chunks, how many columns they span, and what was guessed."""
    columns: list[Column] = []
    findings: list[Finding] = []
    for chunk in region:
        text = whole([line.text for line in chunk.lines])
        cells, unsure = split_cells(text, language)
        line = chunk.lines[0].number
        if unsure:
            findings.append(finding("table-ambiguous", f"{unsure!r} may begin a column of its own", line))
        if not columns or _CAPITAL.match(cells[0]) or cells[0].startswith(('"', "(")):
            columns += [Column(cell) for cell in cells]
            continue
        if not COLUMN_NOUN[language].match(cells[0]) and language == "rus":
            findings.append(finding("table-ambiguous", f"{cells[0]!r} read under {columns[-1].text!r}", line))
        columns[-1] = Column(columns[-1].text, (*columns[-1].under, *cells))
    return _rows(columns), sum(max(len(column.under), 1) for column in columns), tuple(findings)


def split_cells(text: str, language: Language) -> tuple[list[str], str]:
    """The cells of one heading line, and the first word that may begin another.

    >>> split_cells("№ п/п Дата Количество часов Способ оказания (онлайн/офлайн)", "rus")[0]
    ['№ п/п', 'Дата', 'Количество часов', 'Способ оказания (онлайн/офлайн)']
    >>> split_cells("количество часов цена за единицу (тенге)", "rus")[0]
    ['количество часов', 'цена за единицу (тенге)']
    """
    number = NUMBER_COLUMN.match(text)
    cells = [number[0]] if number else []
    rest = text[number.end() :].strip() if number else text
    if not rest:
        return cells, ""
    upper = _CAPITAL.match(rest) is not None
    starts = [0]
    unsure = ""
    for match in re.finditer(r"(?<=\s)\S+", rest):
        word, before = match[0], rest[: match.start()].rstrip()
        if not _outside(before) or _LINKS_ON.search(before):
            continue
        if bool(_CAPITAL.match(word)) != upper:
            continue
        if _begins(rest, match.start(), starts[-1], language, upper=upper):
            starts.append(match.start())
        elif upper and not _PROPER.match(word) and not re.fullmatch(r"[A-ZА-Я]{2,}\W*", word):
            unsure = unsure or word
    pieces = [rest[a:b].strip() for a, b in zip(starts, [*starts[1:], len(rest)], strict=True)]
    return cells + pieces, unsure


def _begins(rest: str, at: int, start: int, language: Language, *, upper: bool) -> bool:
    """Whether a heading cell begins at `at`, the one before having begun at `start`."""
    if language == "kaz":
        before = rest[start:at].rstrip()
        last = re.search(r"\S+(?:\s\([^)]*\))?$", before)
        ended = last is not None and (COLUMN_NOUN["kaz"].match(last[0]) or (upper and _KAZAKH_END.search(before)))
        return bool(ended)
    noun = COLUMN_NOUN["rus"].match(rest, at)
    return noun is not None and (upper or COLUMN_NOUN["rus"].match(rest, start) is not None)


def _outside(before: str) -> bool:
    """Not inside a bracket or a quote."""
    return before.count("(") == before.count(")") and before.count('"') % 2 == 0


def _rows(columns: Sequence[Column]) -> tuple[Node, ...]:
    deep = any(column.under for column in columns)
    top = tuple(
        _cell(column.text, (max(len(column.under), 1), 2 if deep and not column.under else 1)) for column in columns
    )
    first = Node("row", children=top, role="header")
    if not deep:
        return (first,)
    below = tuple(_cell(text, (1, 1)) for column in columns for text in column.under)
    return first, Node("row", children=below, role="header")


def _cell(text: str, span: tuple[int, int]) -> Node:
    return Node("cell", children=(Node("alinea", text=text),), role="header", span=span)


def with_headings(node: Node) -> Node:
    """The same tree; in each table that a source gives without heading rows, those that are headings say so.

    The heading of a number column ("№ п/п") opens a heading as deep as its tallest cell, and a row that numbers the
    columns under it belongs to it; so does the first row of a table in which nothing else is written.
    """
    children = tuple(with_headings(child) for child in node.children)
    if node.kind != "table" or node.role == "column" or any(row.role == "header" for row in children):
        return replace(node, children=children) if children != node.children else node
    depth = _depth(children)
    return replace(node, children=(*map(_heading, children[:depth]), *children[depth:]))


def _depth(rows: Sequence[Node]) -> int:
    """How many of the first rows are headings."""
    if not rows or not rows[0].children:
        return 0
    first = words_of(rows[0].children[0])
    empty = len(rows) > 1 and not any(words_of(row) for row in rows[1:])
    if NUMBER_COLUMN.fullmatch(first) is None and not empty:
        return 0
    depth = max(cell.span[1] for cell in rows[0].children)
    if depth < len(rows) and _counted(words_of(rows[depth])) > 1:
        depth += 1
    return min(depth, len(rows))


def _heading(row: Node) -> Node:
    cells = tuple(replace(cell, role="header") for cell in row.children)
    return replace(row, num=None, label="", role="header", children=cells)


def words_of(node: Node) -> str:
    """The words of a node and all below it, on one line."""
    return " ".join(filter(None, [node.text, *(words_of(child) for child in node.children)]))
