"""A document as plain text: a line a line, the cells of a row separated by tabs, as `DESIGN` asks of `txt`."""

from __future__ import annotations

from typing import assert_never

from forms.records import Columns, Document, Gap, Heading, Line, Table
from renderer.furniture import applies, furniture
from renderer.grid import GridRow, grid
from renderer.walk import flow, lines_of, words


def text(document: Document) -> bytes:
    """UTF-8, a line feed after every line. Raises TextError for a character that cannot be printed.

    Forms, standards and journals begin with their version line and warnings. The text of an act comes alone, so that
    it can be compared word for word, unless it is not in force on its day.
    """
    return "".join(f"{line}\n" for line in text_lines(document)).encode()


def text_lines(document: Document) -> list[str]:
    """The lines of the text."""
    made: list[str] = []
    around = furniture(document)
    if document.kind != "text":
        made += [around.version, around.as_of]
    if document.kind != "text" or not applies(document):
        made += around.warnings
    made += document.head
    for placed in flow(document):
        block = placed.block
        match block:
            case Heading() | Line() | Gap():
                made.append(_one(words(block)))
            case Table():
                frame = grid(block)
                made += [_row(row) for row in (*frame.head, *frame.rows, *frame.foot)]
            case Columns(columns=columns):
                made.append("\t".join(" ".join(_one(words(line)) for line in column) for column in columns))
            case _:
                assert_never(block)
    return made


def _row(row: GridRow) -> str:
    return "\t".join(" ".join(_one(line) for line in lines_of(placement.cell)) for placement in row.cells)


def _one(line: str) -> str:
    """One line: a tab or a line end inside words would read as a new cell or a new line."""
    return line.replace("\r\n", " ").replace("\n", " ").replace("\r", " ").replace("\t", " ")
