"""Tables that a copy out of PDF left as blocks of wrapped cells, rebuilt row by row.

What such a copy does to a table of C columns: the cells of a row come one after the other, a blank line between
them; a page ends with three blank lines or, where the copy lost them, with a line that begins with one space. A row
that runs over a page gives a block for each text column on each page. Its number and title are centred in height, so
they stand on one page only, before the text of that page: the row's text may have begun on the page before.

The rebuilding, in five steps:

1. `chunks`: lines to blocks of lines, each with its page.
2. `find_markers`: the blocks that hold row numbers 1, 2, 3 …, with their titles; rows of a service standard are also
   known by their titles where the number is lost.
3. `_columns`: how many text columns follow a marker, from the pages themselves.
4. `_Assignment`: each page in turn; blocks before the first marker go on with the row left open, blocks after a full
   set of columns at a page's end begin the next row.
5. `_table`: wrapped lines to paragraphs, rows to nodes.

Every place where two readings are possible is a finding `table-ambiguous`; no block is dropped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from legal.findings import finding
from legal.reading.blocks import Line
from legal.reading.table_chunks import Chunk
from legal.reading.table_markers import Marker, find_markers
from legal.reading.table_text import flows, paragraphs, whole
from legal.records import Finding, Language, Node

_MOST_COLUMNS = 12


@dataclass(slots=True)
class _Row:
    """A row while it is built: its marker once it has been seen, the lines of each text column."""

    columns: list[list[Line]]
    marker: Marker | None = None


@dataclass(slots=True)
class _Page:
    """A page of a table: chunks before the first marker, then each marker with the chunks after it."""

    top: list[Chunk] = field(default_factory=list)
    rows: list[tuple[Marker, list[Chunk]]] = field(default_factory=list)


def rebuild(region: Sequence[Chunk], language: Language) -> tuple[Node, tuple[Finding, ...]] | None:
    """The rows of a table from its chunks, or None where no row numbers can be found.

    The node has no heading rows; each row has its number, its title and V text cells.
    """
    region, markers, findings = find_markers(region, language)
    if not markers:
        return None
    pages = _pages(region, markers)
    columns, sure = _columns(pages)
    first, last = region[0].lines[0].number, region[-1].lines[-1].number
    if not sure:
        message = f"{columns} text columns is only the likeliest reading of the table in lines {first} to {last}"
        findings.append(finding("table-ambiguous", message, first))
    assignment = _Assignment(columns)
    for index, page in enumerate(pages):
        following = pages[index + 1] if index + 1 < len(pages) else _Page()
        next_rows = next((later for later in pages[index + 1 :] if later.rows), _Page())
        assignment.page(page, following, next_rows)
    findings += assignment.findings
    table = _table(assignment.rows, columns, (first, last))
    message = f"a table of {len(table.children)} rows rebuilt from wrapped cells, lines {first} to {last}"
    return table, (finding("table-rebuilt", message, first), *findings)


def _pages(parts: Sequence[Chunk], markers: Sequence[Marker]) -> list[_Page]:
    starts = {marker.first: marker for marker in markers}
    taken = {index for marker in markers for index in range(marker.first, marker.last + 1)}
    pages: list[_Page] = []
    at: int | None = None
    for index, chunk in enumerate(parts):
        if chunk.page != at:
            pages.append(_Page())
            at = chunk.page
        if index in starts:
            pages[-1].rows.append((starts[index], []))
        elif index not in taken:
            (pages[-1].rows[-1][1] if pages[-1].rows else pages[-1].top).append(chunk)
    return pages


def _columns(pages: Sequence[_Page]) -> tuple[int, bool]:
    """The number of text columns, and whether the pages allow no other number."""
    faults = {count: _faults(pages, count) for count in range(_MOST_COLUMNS)}
    least = min(faults.values())
    best = [count for count, value in faults.items() if value == least]
    middles = Counter(len(texts) for page in pages for _, texts in page.rows[:-1])
    if middles and (usual := middles.most_common(1)[0][0]) in best:
        return usual, least == 0
    return best[0], least == 0 and len(best) == 1


def _faults(pages: Sequence[_Page], count: int) -> int:
    """How many places of the pages do not fit `count` text columns."""
    faults = 0
    for page, following in zip(pages, [*pages[1:], _Page()], strict=True):
        faults += sum(len(texts) != count for _, texts in page.rows[:-1])
        faults += len(page.top) not in ({0, count} if page.rows else {count, 2 * count})
        if not page.rows:
            continue
        end = len(page.rows[-1][1])
        starts_next = bool(following.rows and not following.top) or (not following.rows and bool(following.top))
        faults += end not in ({count, 2 * count} if starts_next else {count})
    return faults


class _Assignment:
    """Blocks to rows, page by page. `open` is the row that goes on over the page break."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.rows: list[_Row] = []
        self.findings: list[Finding] = []

    @property
    def open(self) -> _Row | None:
        """The row that text at the top of a page goes on with."""
        return self.rows[-1] if self.rows else None

    def page(self, page: _Page, following: _Page, next_rows: _Page) -> None:
        """Give the blocks of one page to their rows. `next_rows` is the next page that has a marker."""
        if page.top:
            self._top(page, next_rows)
        for index, (marker, texts) in enumerate(page.rows):
            row = self._begin(marker)
            last = index == len(page.rows) - 1
            if last:
                self._bottom(row, texts, following)
            else:
                self._middle(row, texts, page.rows[index + 1])

    def _begin(self, marker: Marker) -> _Row:
        """The row of a marker: the one whose text has begun without one, or a new row."""
        row = self.open
        if row is None or row.marker is not None:
            row = self._new()
        row.marker = marker
        return row

    def _new(self) -> _Row:
        row = _Row([[] for _ in range(max(self.columns, 1))])
        self.rows.append(row)
        return row

    def _top(self, page: _Page, next_rows: _Page) -> None:
        """Blocks before any marker: the open row goes on; on a page without markers the next row may begin."""
        row = self.open or self._new()
        width = max(self.columns, 1)
        if page.rows and row.marker is None:
            self._doubt(f"row before {page.rows[0][0].num} has text on two pages and no number", page.top[0])
        if not page.rows and len(page.top) == 2 * width:
            self._give(row, page.top[:width])
            self._give(self._new(), page.top[width:])
            return
        between = not page.rows and next_rows.rows and not next_rows.top and row.marker is not None
        if between and self._starts_next(row, page.top, next_rows.rows[0][1]):
            row = self._new()
        self._give(row, page.top)

    def _starts_next(self, row: _Row, top: Sequence[Chunk], after: Sequence[Chunk]) -> bool:
        """A page of text alone between row k and the marker of row k + 1: whose text is it?"""
        before = next((lines[-1].text for lines in row.columns if lines), "")
        goes_on = flows(before, top[0].texts[0])
        begins = flows(top[0].texts[-1], after[0].texts[0]) if after else None
        if goes_on is True:
            return False
        self._doubt("a page of text without a row number may belong to the row before or to the row after", top[0])
        return goes_on is False and begins is True

    def _middle(self, row: _Row, texts: list[Chunk], following: tuple[Marker, list[Chunk]]) -> None:
        """Blocks between two markers of one page: all of the first row, unless a page break was lost."""
        width = self.columns
        if len(texts) == 2 * width and width and following[1]:
            ends = flows(texts[width - 1].texts[-1], texts[width].texts[0]) is not True
            if ends and flows(texts[width].texts[-1], following[1][0].texts[0]) is True:
                self._doubt(f"text before row {following[0].num} read as the beginning of that row", texts[width])
                self._give(row, texts[:width])
                self._give(self._new(), texts[width:])
                return
        self._give(row, texts)

    def _bottom(self, row: _Row, texts: list[Chunk], following: _Page) -> None:
        """Blocks after the last marker of a page: a full set, and then the next row, whose marker is to come."""
        width = self.columns
        marker_to_come = (following.rows and not following.top) or (not following.rows and following.top)
        if width and len(texts) == 2 * width and marker_to_come:
            self._give(row, texts[:width])
            self._give(self._new(), texts[width:])
        else:
            self._give(row, texts)

    def _give(self, row: _Row, texts: Sequence[Chunk]) -> None:
        """One block to each column. Another number of blocks is ambiguous, unless there is one column only."""
        width = len(row.columns)
        if len(texts) == width:
            for column, chunk in zip(row.columns, texts, strict=True):
                column += chunk.lines
            return
        if not texts:
            return
        name = f"row {row.marker.num}" if row.marker else "a row without number so far"
        self._doubt(f"{len(texts)} blocks for {width} columns of {name}", texts[0])
        self._share(row, texts)

    def _share(self, row: _Row, texts: Sequence[Chunk]) -> None:
        """Blocks that do not fit the columns: to the columns whose sentence is open, in order, else from the left."""
        open_columns = [c for c in row.columns if c and flows(c[-1].text, "а") is True]
        targets = open_columns if len(open_columns) == len(texts) else row.columns
        for index, chunk in enumerate(texts):
            targets[min(index, len(targets) - 1)].extend(chunk.lines)

    def _doubt(self, message: str, chunk: Chunk) -> None:
        self.findings.append(finding("table-ambiguous", message, chunk.lines[0].number))


def _table(rows: Sequence[_Row], columns: int, lines: tuple[int, int]) -> Node:
    return Node("table", children=tuple(_row(row, columns) for row in rows), lines=lines)


def _row(row: _Row, columns: int) -> Node:
    """A row node: number, title, and a cell for each text column."""
    marker = row.marker
    numbers = [line.number for column in row.columns for line in column]
    numbers += marker.lines if marker else ()
    cells = [_cell([marker.label] if marker and marker.label else [])]
    cells.append(_cell([whole(marker.title)] if marker and marker.title else []))
    texts = [_cell(paragraphs([line.text.lstrip() for line in column])) for column in row.columns]
    if columns == 0:
        held = [child.text for cell in (cells.pop(), *texts) for child in cell.children]
        texts = [_cell(held)]
    number = marker.num if marker else None
    label = marker.label if marker else ""
    return Node("row", number, label, children=(*cells, *texts), lines=(min(numbers), max(numbers)))


def _cell(lines: Sequence[str]) -> Node:
    return Node("cell", children=tuple(Node("alinea", text=line) for line in lines))
