"""A document with a table, a journal above all, as XLSX and as CSV: rows of text, never a live formula.

Both say the words of the document in its order: the version line, the warnings, the caption, each line in a row of its
own, the table cell by cell (a cell over several stands in the first of them). `rows`, one text a column, follow the
rows of the last table in place of its spare empty ones. Both are written as they are read, so memory stays flat.

XLSX    every cell is an inline string in a cell of text format: `=cmd()` is what it looks like, also after editing.
CSV     UTF-8 with a byte order mark, line ends CRLF, quotes by RFC 4180. A cell that a spreadsheet would take for a
        formula (it begins, spaces aside, with = + - @ or their wide forms, a tab or a line end), and a cell that begins
        with an apostrophe, gets an apostrophe in front. Whoever reads the file takes one leading apostrophe away.
        A lone sign is no formula and stays as it is.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, assert_never, cast
from xml.sax.saxutils import escape

from forms.records import Columns, Document, Gap, Heading, Line, Table
from renderer.errors import RenderError
from renderer.fast.pipe import Pipe
from renderer.furniture import furniture
from renderer.grid import Grid, GridRow, grid
from renderer.walk import flow, lines_of, printable, words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8; header=absent"
_ROWS, _CELL = 1_048_576, 32_767
"""What a sheet holds in rows, and a cell in characters (ECMA-376, as Excel reads it)."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n']")
_SIGNS = frozenset("+-")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a sheet. `style`: an index into the cell styles; `spans`: column, columns and rows of merged cells."""

    cells: tuple[str, ...]
    style: int = 0
    spans: tuple[tuple[int, int, int], ...] = ()


_LINE, _HEAD, _BODY = 0, 1, 2


def records(document: Document, rows: Iterable[Sequence[str]] | None = None) -> Iterator[Record]:
    """The rows of the sheet.

    Raises TextError for a character that no output can carry, ValueError for rows that do not fit the table.
    """
    placed = flow(document)
    last = max((index for index, one in enumerate(placed) if isinstance(one.block, Table)), default=None)
    if rows is not None and last is None:
        raise ValueError(f"The document {document.id} has no table for the rows.")
    around = furniture(document)
    for text in (around.version, around.as_of, *around.warnings, *document.head):
        if text:
            yield Record((text,))
    for index, one in enumerate(placed):
        match one.block:
            case Heading() | Line() | Gap():
                yield Record((words(one.block),), _HEAD if isinstance(one.block, Heading) else _LINE)
            case Columns(columns=columns):
                yield Record(tuple("\n".join(words(line) for line in column) for column in columns))
            case Table():
                yield from _table(one.block, rows if index == last else None, document.id)
            case _:
                assert_never(one.block)


def csv(
    document: Document, rows: Iterable[Sequence[str]] | None = None, *, separator: str = ";", table_only: bool = False
) -> Iterator[bytes]:
    """CSV in pieces. `table_only` leaves out all but tables. The semicolon is what Excel expects in Kazakhstan.

    Raises TextError for a character that no output can carry, ValueError for rows that do not fit the table.
    """
    found = records(document, rows)
    if table_only:
        found = (record for record in found if record.spans or record.style == _BODY)
    return _csv(found, separator)


def xlsx(document: Document, rows: Iterable[Sequence[str]] | None = None) -> Iterator[bytes]:
    """XLSX in pieces. The same input gives the same bytes.

    Raises TextError for a character that no output can carry, ValueError for rows that do not fit the table,
    RenderError for more than a sheet or a cell holds; what was given out before is then no file.
    """
    tables = [one.block for one in flow(document) if isinstance(one.block, Table)]
    shares = grid(tables[-1]).widths if tables else (100.0,)
    return _xlsx(document, records(document, rows), shares)


def _table(table: Table, extra: Iterable[Sequence[str]] | None, id: str) -> Iterator[Record]:
    frame = grid(table)
    yield from _rows(frame, frame.head, _HEAD)
    yield from _rows(frame, frame.rows, _BODY)
    for row in extra if extra is not None else ():
        if len(row) != frame.columns:
            raise ValueError(f"A row has {len(row)} cells, the table {frame.columns} columns.")
        yield Record(tuple(printable(text, id) for text in row), _BODY, _PLAIN)
    for _ in range(frame.spare if extra is None else 0):
        yield Record(("",) * frame.columns, _BODY, _PLAIN)
    yield from _rows(frame, frame.foot, _BODY)


_PLAIN = ((0, 1, 1),)


def _rows(frame: Grid, rows: Sequence[GridRow], style: int) -> Iterator[Record]:
    for row in rows:
        cells = [""] * frame.columns
        for placed in row.cells:
            cells[placed.column] = "\n".join(lines_of(placed.cell))
        spans = tuple((placed.column, placed.colspan, placed.rowspan) for placed in row.cells)
        yield Record(tuple(cells), style, spans or _PLAIN)


def _csv(found: Iterable[Record], separator: str) -> Iterator[bytes]:
    lines = ["\ufeff"]
    for record in found:
        row = separator.join(_quoted(_tame(cell), separator) for cell in record.cells)
        lines.append((row or '""') + "\r\n")
        if len(lines) >= _CHUNK:
            yield "".join(lines).encode()
            lines = []
    yield "".join(lines).encode()


def _tame(cell: str) -> str:
    """The cell as no spreadsheet takes it for a formula.

    >>> [_tame(cell) for cell in ("=cmd()", " -1", "-", "+7 701", "'а", "а=1", "")]
    ["'=cmd()", "' -1", '-', "'+7 701", "''а", 'а=1', '']
    """
    return f"'{cell}" if _FORMULA.match(cell) and cell not in _SIGNS else cell


def _quoted(cell: str, separator: str) -> str:
    if separator in cell or '"' in cell or "\n" in cell or "\r" in cell or cell != cell.strip():
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _xlsx(document: Document, found: Iterable[Record], shares: Sequence[float]) -> Iterator[bytes]:
    pipe = Pipe()
    with zipfile.ZipFile(cast(IO[bytes], pipe), "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        for name, text in _PARTS.items():
            archive.writestr(_member(name), text.format(title=escape(_sheet_name(document.title), {'"': "&quot;"})))
        with archive.open(_member("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as sheet:
            widths = "".join(
                f'<col min="{index}" max="{index}" width="{max(share * 1.3, 4):.1f}" customWidth="1"/>'
                for index, share in enumerate(shares, 1)
            )
            sheet.write(f"{_SHEET}<cols>{widths}</cols><sheetData>".encode())
            merged: list[str] = []
            lines: list[str] = []
            for number, record in enumerate(found, 1):
                lines.append(_row(number, record))
                merged += _merged(number, record)
                if len(lines) >= _CHUNK:
                    sheet.write("".join(lines).encode())
                    lines = []
                    yield pipe.take()
            cells = f'<mergeCells count="{len(merged)}">{"".join(merged)}</mergeCells>' if merged else ""
            sheet.write(f"{''.join(lines)}</sheetData>{cells}</worksheet>".encode())
        yield pipe.take()
    yield pipe.take()


def _row(number: int, record: Record) -> str:
    if number > _ROWS:
        raise RenderError(f"A sheet holds {_ROWS} rows.", remedy="Print a shorter period, or CSV.")
    cells = []
    for column, text in enumerate(record.cells):
        if len(text) > _CELL:
            raise RenderError(f"A cell holds {_CELL} characters, row {number} has more.", remedy="Take CSV.")
        place = f'<c r="{_letters(column)}{number}" s="{record.style}"'
        if not text:
            cells.append(f"{place}/>")
            continue
        safe = escape(_ESCAPED.sub("_x005F_", text)).replace("\r", "_x000D_")
        cells.append(f'{place} t="inlineStr"><is><t xml:space="preserve">{safe}</t></is></c>')
    return f'<row r="{number}">{"".join(cells)}</row>'


def _merged(number: int, record: Record) -> Iterator[str]:
    for column, columns, rows in record.spans:
        if columns > 1 or rows > 1:
            end = f"{_letters(column + columns - 1)}{number + rows - 1}"
            yield f'<mergeCell ref="{_letters(column)}{number}:{end}"/>'


def _letters(column: int) -> str:
    """The name of a column, counted from 0.

    >>> _letters(0), _letters(25), _letters(26), _letters(702)
    ('A', 'Z', 'AA', 'AAA')
    """
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name


def _sheet_name(title: str) -> str:
    """A title as the name of a sheet: 31 characters, none of those that Excel refuses."""
    return re.sub(r"[\[\]:*?/\\\s]+", " ", title).strip(" '")[:31].strip(" '") or "1"


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _EPOCH)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o600 << 16
    return member


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SHEET = f'{_XML}<worksheet xmlns="{_MAIN}">'
_BORDER = "".join(f'<{side} style="thin"/>' for side in ("left", "right", "top", "bottom"))
_PARTS = {
    "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
    "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}"><sheets>'
    '<sheet name="{title}" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATED}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_RELATED}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="10"/><name val="Times New Roman"/></font>'
    '<font><b/><sz val="10"/><name val="Times New Roman"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    f'<borders count="2"><border/><border>{_BORDER}</border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3">'  # number format 49 is "@", text
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>',
}
