"""Printed lines and ruled areas of PDF pages to blocks, in reading order through the document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from legal.findings import finding
from legal.reading.blocks import Block, TableCell
from legal.reading.detect import language_of
from legal.reading.divided import Words, is_divided, undivided, words_of
from legal.reading.format_glyphs import Glyph, Row, lines_of, rows_of_line
from legal.reading.format_marks import caption_blocks, form_block, heading_texts, is_form, paragraphs, text_blocks
from legal.reading.format_pages import Frame, Printed, begins, broken_lines, frame_of, unclear
from legal.reading.format_ruling import Grid, Region
from legal.reading.format_tables import cell, table_block
from legal.reading.labels import label_of
from legal.reading.signing import APPROVES
from legal.reading.wraps import join, squeeze
from legal.records import Finding

_COLUMN = 15.0
_SIGNATURE_LINES = 5
_SAME_COLUMNS = 4.0
_TABLE_ROWS = 3
_TABLE_PIECES = 3
_FIGURES = re.compile(r"[-–]?[0-9][0-9\s.,]*")
_ENDS = re.compile(r"[.;:!?]$|[\"»”][.;:,]?$")


@dataclass(frozen=True, slots=True)
class Area:
    """A ruled table of a page: its cells, its characters, and the printed lines it takes up."""

    grid: Grid
    glyphs: tuple[Glyph, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its lines outside tables, its tables, its height in points."""

    lines: tuple[Printed, ...]
    areas: tuple[Area, ...]
    height: float

    def without(self, numbers: set[int]) -> Page:
        """The page without some of its lines."""
        return replace(self, lines=tuple(line for line in self.lines if line.number not in numbers))


def blocks_of_pages(pages: Sequence[Page]) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """The blocks of a document from its pages without their furniture; words that its lines divide are whole again."""
    lines = [line for page in pages for line in page.lines]
    areas = [area for page in pages for area in page.areas]
    cells = {(area.first, region): _lines_of_cell(area, region) for area in areas for region in area.grid.regions}
    texts = [line.text for line in lines] + [row.text for rows in cells.values() for row in rows]
    words = words_of(texts, language_of(" ".join(texts))) if any(map(is_divided, texts)) else None
    maker = _Maker(frame_of(lines), cells, words)
    for page in maker.undivided(pages):
        items: list[Printed | Area] = [*page.lines, *page.areas]
        for item in sorted(items, key=lambda it: it.number if isinstance(it, Printed) else it.first):
            if isinstance(item, Printed):
                maker.line(item)
            else:
                maker.area(item)
    maker.close()
    return tuple(maker.blocks), tuple(maker.findings)


@dataclass(slots=True)
class _Maker:
    """The state of one reading: the paragraph and the lines of columns that are open, and what was made so far."""

    frame: Frame
    cells: Mapping[tuple[int, Region], Sequence[Row]]
    words: Words | None
    blocks: list[Block] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    open: list[Printed] = field(default_factory=list)
    table: Grid | None = None

    def undivided(self, pages: Sequence[Page]) -> Sequence[Page]:
        """The pages with the words whole that their lines outside tables divide."""
        if self.words is None:
            return pages
        lines = [line for page in pages for line in page.lines]
        single = [line for line in lines if len(line.rows) == 1]
        made = {line.number: line for line in lines}
        for before, line in pairwise(single):
            pair = self._whole(made[before.number].row, made[line.number].row, line.number)
            if pair is not None:
                made[before.number], made[line.number] = replace(before, rows=pair[:1]), replace(line, rows=pair[1:])
        filled = {number: line for number, line in made.items() if line.text}
        return [
            replace(page, lines=tuple(filled[line.number] for line in page.lines if line.number in filled))
            for page in pages
        ]

    def _whole(self, above: Row, below: Row, line: int) -> tuple[Row, Row] | None:
        """Two rows with the word whole that the first one divides, None where it divides none."""
        made = undivided(above.text, below.text, self.words, line) if self.words is not None else None
        if made is None:
            return None
        self.findings.append(made[2])
        return replace(above, text=made[0]), replace(below, text=made[1].lstrip())

    def line(self, line: Printed) -> None:
        """Take the next line outside tables."""
        self.table = None
        if self.open and not self._goes_on(line):
            self._flush(line)
        self.open.append(line)

    def _goes_on(self, line: Printed) -> bool:
        before = self.open[-1]
        if any(len(one.rows) > 1 for one in self.open):
            near = before.page == line.page and before.row.y - line.row.y < 2 * self.frame.pitch
            return near and (len(line.rows) > 1 or self._in_column(line.row))
        return not begins(before, line, self.frame)

    def _in_column(self, row: Row) -> bool:
        """Whether a row stands under a column of the lines that are open, and is no line of running text."""
        starts = [piece.x0 for line in self.open for piece in line.rows]
        narrow = row.x1 - row.x0 < 0.6 * (self.frame.right - self.frame.left)
        if APPROVES.match(row.text):
            return False
        return narrow and label_of(row.text) is None and any(abs(row.x0 - start) <= _COLUMN for start in starts)

    def close(self) -> None:
        """Close what is open at the end of the document."""
        self._flush(None)

    def _flush(self, following: Printed | None) -> None:
        lines, self.open = self.open, []
        if not lines:
            return
        first, last = lines[0].number, lines[-1].number
        for before, line in pairwise(lines):
            if before.page != line.page:
                self.findings.append(finding("page-break", "a paragraph goes on over the end of a page", line.number))
            if unclear(before, line, self.frame):
                message = f"may begin a paragraph: {line.text[:40]!r}; the page shows no indent and no space"
                self.findings.append(finding("paragraph-unclear", message, line.number))
        if any(len(line.rows) > 1 for line in lines):
            self.blocks += self._columns(lines)
        elif following is not None and len(following.rows) > 1 and self._signs(lines, following):
            self.blocks += caption_blocks([line.text for line in lines], first, last)
        else:
            self.blocks += self._paragraph(lines, first, last)

    def _signs(self, lines: Sequence[Printed], following: Printed) -> bool:
        """Lines of a post above the line that ends with the name: "Министр труда" over "Республики Казахстан  Имя"."""
        if len(lines) > _SIGNATURE_LINES or is_form([following.text]) or is_form(line.text for line in lines):
            return False
        near = lines[-1].page == following.page and lines[-1].row.y - following.row.y < 1.6 * self.frame.pitch
        same = abs(lines[-1].row.x0 - following.row.x0) <= _COLUMN
        return near and same and label_of(lines[0].text) is None and not any(_ENDS.search(line.text) for line in lines)

    def _paragraph(self, lines: Sequence[Printed], first: int, last: int) -> tuple[Block, ...]:
        rows = [line.row for line in lines]
        strong, em = all(row.bold for row in rows), all(row.italic for row in rows)
        place = self.frame.place(rows[0])
        texts = [squeeze(line.text) for line in lines]
        if len(texts) > 1 and is_form(texts):
            return (form_block(texts, first, last),)
        if place == "aside" and not is_form(texts):
            return caption_blocks(texts, first, last)
        if strong and any(self.frame.place(row) == "centre" for row in rows):
            return tuple(Block("heading", text, first, last, emphasis="strong") for text in heading_texts(texts))
        return text_blocks(broken_lines(lines, self.frame), first, last, "strong" if strong else "em" if em else "")

    def _columns(self, lines: Sequence[Printed]) -> tuple[Block, ...]:
        """Lines with wide gaps: a form, a table without rules, or signatures side by side."""
        first, last = lines[0].number, lines[-1].number
        texts = [squeeze(line.text) for line in lines]
        if is_form(texts):
            return (form_block(texts, first, last),)
        starts: list[float] = []
        for row in sorted((row for line in lines for row in line.rows), key=lambda row: row.x0):
            if not starts or row.x0 - starts[-1] > _COLUMN:
                starts.append(row.x0)
        if len(lines) >= _TABLE_ROWS and len(starts) >= _TABLE_PIECES:
            rows = tuple(
                tuple(cell([row.text for row in line.rows if _column(row, starts) == at]) for at in range(len(starts)))
                for line in lines
            )
            self.findings.append(
                finding("table-rebuilt", "columns without rules read line by line", first, severity="warning")
            )
            return (table_block(rows, first, last),)
        ordered = [
            row.text for at in range(len(starts)) for line in lines for row in line.rows if _column(row, starts) == at
        ]
        return caption_blocks(ordered, first, last)

    def area(self, area: Area) -> None:
        """Take the next ruled table."""
        self._flush(None)
        rows = self._rows(area)
        if not area.grid.even:
            self.findings.append(finding("table-ambiguous", "rules that enclose no rectangle", area.first))
        before = self.table
        self.table = area.grid
        if before is not None and _same_columns(before, area.grid) and self.blocks and self.blocks[-1].kind == "table":
            self._continued(rows, area)
        else:
            self.blocks.append(table_block(rows, area.first, area.last))

    def _rows(self, area: Area) -> tuple[tuple[TableCell, ...], ...]:
        """The rows of a ruled table; a row of the grid in which no cell begins gives none."""
        rows: dict[int, list[TableCell]] = {}
        for region in area.grid.regions:
            lines = list(self.cells[area.first, region])
            for at in range(len(lines) - 1):
                pair = self._whole(lines[at], lines[at + 1], area.first)
                lines[at : at + 2] = pair if pair is not None else lines[at : at + 2]
            rows.setdefault(region.row, []).append(_cell(region, [row for row in lines if row.text]))
        return tuple(tuple(rows[at]) for at in sorted(rows))

    def _continued(self, rows: tuple[tuple[TableCell, ...], ...], area: Area) -> None:
        """A table that goes on from the page before: its repeated heading goes, a row torn in two is put together."""
        table = self.blocks[-1]
        own = list(table.rows)
        repeated = 0
        while repeated < min(len(rows), len(own)) and rows[repeated] == own[repeated] and repeated < len(rows) - 1:
            repeated += 1
        if repeated:
            self.findings.append(finding("table-headless", "a heading row repeated on the next page", area.first))
        rest = list(rows[repeated:])
        if rest and _torn(own, rest[0]):
            own[-1] = tuple(_glued(a, b) for a, b in zip(own[-1], rest[0], strict=True))
            rest = rest[1:]
            self.findings.append(finding("table-rebuilt", "a row torn by the end of a page put together", area.first))
        elif rest and len(rest[0]) > 1 and not rest[0][0].lines:
            self.findings.append(
                finding("table-ambiguous", "a row without its first cell at the head of a page", area.first)
            )
        self.blocks[-1] = table_block((*own, *rest), table.first, area.last)


def _column(row: Row, starts: Sequence[float]) -> int:
    return max(at for at, start in enumerate(starts) if row.x0 >= start - 0.01)


def _same_columns(a: Grid, b: Grid) -> bool:
    return len(a.columns) == len(b.columns) and all(
        abs(x - y) <= _SAME_COLUMNS for x, y in zip(a.columns, b.columns, strict=True)
    )


def _torn(own: Sequence[Sequence[TableCell]], below: Sequence[TableCell]) -> bool:
    """Whether a row at the head of a page goes on with the last row of the page before: its number is missing, and the
    words above have not ended.

    Where rows above have no first cell either ("1 | | Налоговые поступления" / " | 01 | Подоходный налог"), only a
    small letter tells that words go on; figures never do.
    """
    above = own[-1]
    if len(above) != len(below) or len(below) < 2 or below[0].lines:
        return False
    if any(_FIGURES.fullmatch(line) for piece in below for line in piece.lines[:1]):
        return False
    pairs = [(a.lines[-1], b.lines[0]) for a, b in zip(above, below, strict=True) if b.lines and a.lines]
    if any(row and not row[0].lines for row in own):
        told = all(a.lines for a, b in zip(above, below, strict=True) if b.lines) or bool(above[0].lines)
        return told and bool(pairs) and all(b[:1].islower() for _, b in pairs)
    return all(not _ENDS.search(a) or b[:1].islower() for a, b in pairs)


def _glued(above: TableCell, below: TableCell) -> TableCell:
    if not above.lines or not below.lines:
        return replace(above, lines=above.lines or below.lines)
    return replace(above, lines=(*above.lines[:-1], join(above.lines[-1], below.lines[0]), *below.lines[1:]))


def _lines_of_cell(area: Area, region: Region) -> list[Row]:
    """The printed lines in a cell of a ruled table."""
    inside = [g for g in area.glyphs if region.holds((g.x0 + g.x1) / 2, (g.bottom + g.top) / 2)]
    return [_as_one(rows_of_line(line)) for line in lines_of(inside)]


def _cell(region: Region, lines: Sequence[Row]) -> TableCell:
    """The words of a cell; wraps are joined, a line that ended early stays one where it ends an entry."""
    if not lines:
        return cell((), region.colspan, region.rowspan)
    pad = max(1.0, min(min(row.x0 for row in lines) - region.left, region.right - max(row.x1 for row in lines)))
    printed = [Printed(at, 0, (replace(row, x0=0.0, x1=row.x1 - row.x0),)) for at, row in enumerate(lines)]
    width = region.right - region.left - 2 * pad
    frame = Frame(0.0, width, lines[0].height, lines[0].height)
    texts = broken_lines(printed, frame, width)
    return cell(texts if is_form(texts) else paragraphs(texts), region.colspan, region.rowspan)


def _as_one(rows: Sequence[Row]) -> Row:
    """The rows of a line in a cell as one."""
    return replace(rows[0], text=" ".join(row.text for row in rows), x1=rows[-1].x1)
