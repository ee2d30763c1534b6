"""The Akoma Ntoso source of a filled document: the same words in the same places as its blocks.

Lines of the document and leaves of the XML are walked side by side. A leaf whose line was filled takes its words, rows
of answers stand behind the heading rows of their table, in the place of its empty ones; each is marked
`q:filled="true"`, so that nobody takes an answer for the text of the law. Where a filled line cannot be found in the
XML, there is no source rather than a wrong one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from forms.definition import lines
from forms.records import Block, Columns, Gap, Heading, Line, Row, Table, Text
from forms.rows import COUNTED, is_empty_row
from legal.akn.names import add, akn, own, serialise
from legal.xml import parse


def filled_xml(source: bytes, before: Sequence[Block], after: Sequence[Block]) -> bytes:
    """The source of the filled document; b"" for no source, or one that does not hold the filled lines.

    `before` and `after` are the blocks of the blank and of the filled document, block by block.
    """
    if not source:
        return b""
    root = parse(source)
    walk = _Walk(root)
    for blank, filled in zip(before, after, strict=True):
        if not _block(walk, blank, filled):
            return b""
    return serialise(root)


class _Walk:
    """The leaves of the XML in reading order, and how far the document has come."""

    def __init__(self, root: etree._Element) -> None:
        names = {akn(name) for name in ("p", "docTitle", "heading")}
        self.leaves = [one for one in root.iter() if one.tag in names and not len(one)]
        self.at = 0

    def drop(self, table: etree._Element, rows: Sequence[etree._Element]) -> None:
        """Take rows out of a table, and their words out of those still to be found."""
        gone = {leaf for row in rows for leaf in row.iter()}
        self.leaves = self.leaves[: self.at] + [leaf for leaf in self.leaves[self.at :] if leaf not in gone]
        for row in rows:
            table.remove(row)

    def find(self, words: str) -> etree._Element | None:
        """The next leaf with these words; a title may stand before what the document prints above it."""
        for index in range(self.at, len(self.leaves)):
            if (self.leaves[index].text or "") == words:
                self.at = index + 1
                return self.leaves[index]
        titles = (one for one in self.leaves if one.tag == akn("docTitle") and one.text == words)
        return next(titles, None)


def _block(walk: _Walk, blank: Block, filled: Block) -> bool:
    """Write one block; False where a filled line is not in the XML."""
    if isinstance(blank, Table) and isinstance(filled, Table) and not blank.fields:
        rows = zip((*blank.head, *blank.rows), (*filled.head, *filled.rows), strict=True)
        return all(_row(walk, row, other) for row, other in rows)
    last: etree._Element | None = None
    head = _words_of(blank.head) if isinstance(blank, Table) else ()
    for number, (one, other) in enumerate(zip(_lines(blank), _lines(filled), strict=False)):
        leaf = walk.find(_words(one))
        if not _written(leaf, one, other):
            return False
        if leaf is not None and number < len(head):
            last = leaf
    if isinstance(blank, Table) and isinstance(filled, Table) and blank.fields and blank.rows != filled.rows:
        return _answered(walk, last, blank, filled)
    return True


def _answered(walk: _Walk, last: etree._Element | None, blank: Table, filled: Table) -> bool:
    """Write the rows of a table to fill behind its heading: answers for its empty rows, sums into those it has."""
    above = next(last.iterancestors(akn("tr")), None) if last is not None else None
    table = above.getparent() if above is not None else None
    if above is None or table is None:
        return False
    kept = blank.rows
    if len(filled.rows) != len(blank.rows) or filled.spare != blank.spare:
        kept = tuple(row for row in blank.rows if not is_empty_row(row))
        walk.drop(table, [row for row in above.itersiblings(akn("tr")) if _is_open(row)])
    answers = filled.rows[: len(filled.rows) - len(kept)]
    _rows(table, table.index(above) + 1, answers)
    return all(_row(walk, row, other) for row, other in zip(kept, filled.rows[len(answers) :], strict=True))


def _is_open(row: etree._Element) -> bool:
    """Whether a row of the XML holds nothing, or nothing but the number that counts it."""
    first, *rest = ["".join(leaf.text or "" for leaf in cell.iter()).strip() for cell in row] or [""]
    return not any(rest) and (not first or COUNTED.fullmatch(first) is not None)


def _written(leaf: etree._Element | None, one: Heading | Line, other: Heading | Line) -> bool:
    """Write a line where it differs; False where there is no place for it."""
    if _words(one) == _words(other):
        return True
    if leaf is None:
        return False
    leaf.text = _words(other)
    leaf.set(own("filled"), "true")
    return True


def _row(walk: _Walk, row: Row, other: Row) -> bool:
    """Write the cells of a row; an empty cell has its place in the row in which the words beside it stand."""
    element: etree._Element | None = None
    empty: list[tuple[int, str]] = []
    for at, (cell, theirs) in enumerate(zip(row.cells, other.cells, strict=True)):
        if not cell.lines:
            empty += [(at, _words(line)) for line in theirs.lines if isinstance(line, Line)]
            continue
        for one, line in zip(cell.lines, theirs.lines, strict=True):
            if not isinstance(one, Line) or not isinstance(line, Line):
                continue
            if not _words(one):
                empty += [(at, _words(line))] if _words(line) else []
                continue
            leaf = walk.find(_words(one))
            if not _written(leaf, one, line):
                return False
            element = next(leaf.iterancestors(akn("tr")), None) if leaf is not None else None
    return all(_cell(element, at, words) for at, words in empty)


def _cell(row: etree._Element | None, at: int, words: str) -> bool:
    """Write an empty cell; False where the row has none in that place."""
    if row is None or at >= len(row) or len(row[at]):
        return False
    made = add(row[at], "p", eId=f"{row[at].get('eId')}__p_1")
    made.text = words
    made.set(own("filled"), "true")
    return True


def _lines(block: Block) -> Iterator[Heading | Line]:
    """The lines that the blank and the filled block have in common: of a table to fill, its heading rows."""
    if isinstance(block, Table) and block.fields:
        block = Table(block.head, (), block.widths)
    assert isinstance(block, Heading | Line | Gap | Table | Columns)
    yield from lines(block)


def _words_of(rows: Sequence[Row]) -> tuple[str, ...]:
    table = Table(tuple(rows), (), ())
    return tuple(_words(line) for line in lines(table))


def _words(line: Heading | Line) -> str:
    if isinstance(line, Heading) and not line.parts:
        return line.text
    return "".join(part.text if isinstance(part, Text) else part.published for part in line.parts)


def _rows(table: etree._Element, at: int, rows: Sequence[Row]) -> None:
    """Add rows to a table in a place."""
    name = table.get("eId", "table")
    for number, row in enumerate(rows, 1):
        element = etree.Element(akn("tr"), {"eId": f"{name}__answer_{number}", own("filled"): "true"})
        table.insert(at + number - 1, element)
        for column, cell in enumerate(row.cells, 1):
            place = f"{name}__answer_{number}__td_{column}"
            held = add(element, "td", eId=place)
            texts = [_words(line) for line in cell.lines if isinstance(line, Line)] or [""]
            for index, text in enumerate(texts, 1):
                add(held, "p", eId=f"{place}__p_{index}").text = text
