"""Real Word tables: fixed columns, merged cells, heading rows that repeat, rows that stay whole, bare columns."""

from __future__ import annotations

from typing import Any, Protocol, cast

from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.shared import Mm
from docx.text.paragraph import Paragraph as WordParagraph

from renderer.docx_skeleton import BareCell, BareColumns, BareTable, Paragraph
from renderer.profile import Profile

_TWIPS = 1440 / 25.4
"""Twentieths of a point in a millimetre."""
_PADDING, _GUTTER = (1.2, 1.2, 0.8), (0.0, 5.0, 0.0)
"""Space around the words of a cell, and of a column: on their left, on their right, above and below, in millimetres."""
_EMPTY = Paragraph(())


class Writer(Protocol):
    """What fills a paragraph."""

    def write(
        self, target: WordParagraph, source: Paragraph, *, in_cell: bool = False, header: bool = False
    ) -> WordParagraph:
        """Fills an empty paragraph."""


def draw_table(word: Word, source: BareTable, pen: Writer, width: float, style: Profile) -> None:
    """A ruled table as wide as the text, `width` in millimetres, and the line that Word wants between two tables."""
    if not source.rows:
        return
    shares = [width * share / 100 for share in source.widths]
    table = word.add_table(rows=0, cols=0)
    table.style = word.styles["Table Grid"]
    _fix(table, shares, _PADDING)
    open_below: dict[int, tuple[int, BareCell]] = {}
    for index, row in enumerate(source.rows):
        last = index == len(source.rows) - 1
        bound = (source.with_next and last) or (source.whole and not last) or index < source.head
        element = _row(table, whole=row.whole, heading=index < source.head, height=style.spare if row.open else None)
        begins = {cell.column: cell for cell in row.cells}
        column = 0
        while column < len(shares):
            if column in begins:
                cell = begins[column]
                if cell.rowspan > 1:
                    open_below[column] = (cell.rowspan - 1, cell)
                merge = "restart" if cell.rowspan > 1 else None
                paragraphs = cell.paragraphs
            else:
                left, cell = open_below[column]
                open_below[column] = (left - 1, cell)
                merge, paragraphs = "continue", ()
            made = _cell(element, sum(shares[column : column + cell.colspan]), cell.colspan, merge)
            _fill(made, table, paragraphs, pen, header=cell.header, bound=bound)
            column += cell.colspan
    _after(word, source.with_next)


def draw_columns(word: Word, source: BareColumns, pen: Writer, width: float) -> None:
    """Columns side by side: a table of one row without rules, which does not break and stays with what precedes it."""
    if not source.columns:
        return
    share = width / len(source.columns)
    table = word.add_table(rows=0, cols=0)
    _fix(table, [share] * len(source.columns), _GUTTER)
    row = _row(table, whole=True, heading=False, height=None)
    for column in source.columns:
        made = _cell(row, share, 1, None)
        _fill(made, table, column, pen, header=False, bound=source.with_next, in_cell=False)
    _after(word, source.with_next)


def _fix(table: Any, shares: list[float], padding: tuple[float, float, float]) -> None:
    """Fixed layout, the width of every column, the space around the words of a cell."""
    table.autofit = False
    properties = table._tbl.tblPr
    for old in properties.findall(qn("w:tblW")):
        properties.remove(old)
    total = OxmlElement("w:tblW")
    total.set(qn("w:w"), str(round(sum(shares) * _TWIPS)))
    total.set(qn("w:type"), "dxa")
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(total)
    margins = OxmlElement("w:tblCellMar")
    left, right, down = padding
    for side, size in (("top", down), ("left", left), ("bottom", down), ("right", right)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(size * _TWIPS)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    layout.addnext(margins)
    columns = table._tbl.tblGrid
    for column in list(columns):
        columns.remove(column)
    for share in shares:
        column = OxmlElement("w:gridCol")
        column.set(qn("w:w"), str(round(share * _TWIPS)))
        columns.append(column)


def _row(table: Any, *, whole: bool, heading: bool, height: float | None) -> Any:
    row = OxmlElement("w:tr")
    properties = OxmlElement("w:trPr")
    if whole or heading:
        properties.append(OxmlElement("w:cantSplit"))
    if height is not None:
        size = OxmlElement("w:trHeight")
        size.set(qn("w:val"), str(round(height * _TWIPS)))
        size.set(qn("w:hRule"), "atLeast")
        properties.append(size)
    if heading:
        properties.append(OxmlElement("w:tblHeader"))
    row.append(properties)
    table._tbl.append(row)
    return row


def _cell(row: Any, width: float, colspan: int, merge: str | None) -> Any:
    cell = OxmlElement("w:tc")
    properties = OxmlElement("w:tcPr")
    size = OxmlElement("w:tcW")
    size.set(qn("w:w"), str(round(width * _TWIPS)))
    size.set(qn("w:type"), "dxa")
    properties.append(size)
    if colspan > 1:
        span = OxmlElement("w:gridSpan")
        span.set(qn("w:val"), str(colspan))
        properties.append(span)
    if merge:
        vertical = OxmlElement("w:vMerge")
        vertical.set(qn("w:val"), merge)
        properties.append(vertical)
    cell.append(properties)
    row.append(cell)
    return cell


def _fill(
    cell: Any,
    parent: Any,
    paragraphs: tuple[Paragraph, ...],
    pen: Writer,
    *,
    header: bool,
    bound: bool,
    in_cell: bool = True,
) -> None:
    for source in paragraphs or (_EMPTY,):
        element = cast(CT_P, OxmlElement("w:p"))
        cell.append(element)
        made = pen.write(WordParagraph(element, parent), source, in_cell=in_cell, header=header)
        if bound:
            made.paragraph_format.keep_with_next = True


def _after(word: Word, with_next: bool) -> None:
    """Two tables that touch would be one: a small empty line stands between."""
    made = word.add_paragraph()
    made.paragraph_format.line_spacing = Mm(2)
    if with_next:
        made.paragraph_format.keep_with_next = True
