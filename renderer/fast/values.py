"""Values put into the blanks of a document by the names of their fields.

A field may have several blanks. Rules under each other that continue one another (a line that is nothing but a rule,
after a blank of the same field) are one place for one value; a blank of the same field elsewhere takes it again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from forms.records import Blank, Block, Cell, Columns, Document, Gap, Heading, Inline, Line, Row, Table, Text


@dataclass(frozen=True, slots=True)
class Place:
    """A blank in reading order. `continues`: the value begun in the blank before goes on in this one."""

    blank: Blank
    continues: bool = False


def places(document: Document) -> tuple[Place, ...]:
    """Every blank of a document, in reading order."""
    found: list[Place] = []
    for line in _lines(document):
        for part in line.parts:
            if isinstance(part, Blank):
                alone = len(line.parts) == 1 and isinstance(line, Line)
                found.append(Place(part, alone and bool(found) and found[-1].blank.field == part.field))
    return tuple(found)


def filled(document: Document, values: Mapping[str, str]) -> Document:
    """The document with those values as text where their blanks were; an empty value leaves its blank to write on.

    Raises KeyError with the name of a field that has no blank.
    """
    where = places(document)
    absent = sorted(values.keys() - {place.blank.field for place in where})
    if absent:
        raise KeyError(absent[0])
    new = iter([_part(place, values) for place in where])
    return replace(document, blocks=tuple(_block(block, new) for block in document.blocks))


def _part(place: Place, values: Mapping[str, str]) -> Inline:
    value = values.get(place.blank.field)
    if not value:
        return place.blank
    return Text("" if place.continues else value)


def _lines(document: Document) -> Iterator[Line | Heading]:
    for block in document.blocks:
        match block:
            case Line() | Heading():
                yield block
            case Table(head=head, rows=rows):
                for row in (*head, *rows):
                    for cell in row.cells:
                        yield from (line for line in cell.lines if isinstance(line, Line))
            case Columns(columns=columns):
                for column in columns:
                    yield from column
            case Gap():
                pass
            case _:
                assert_never(block)


def _block(block: Block, new: Iterator[Inline]) -> Block:
    match block:
        case Heading():
            parts = _parts(block.parts, new)
            text = "".join(part.text if isinstance(part, Text) else part.published for part in parts)
            return replace(block, parts=parts, text=text if parts else block.text)
        case Line():
            return _line(block, new)
        case Table(head=head, rows=rows):
            return replace(block, head=_rows(head, new), rows=_rows(rows, new))
        case Columns(columns=columns):
            return Columns(tuple(tuple(_line(line, new) for line in column) for column in columns))
        case Gap():
            return block
        case _:
            assert_never(block)


def _rows(rows: tuple[Row, ...], new: Iterator[Inline]) -> tuple[Row, ...]:
    return tuple(replace(row, cells=tuple(_cell(cell, new) for cell in row.cells)) for row in rows)


def _cell(cell: Cell, new: Iterator[Inline]) -> Cell:
    return replace(cell, lines=tuple(_line(one, new) if isinstance(one, Line) else one for one in cell.lines))


def _line(line: Line, new: Iterator[Inline]) -> Line:
    return replace(line, parts=_parts(line.parts, new))


def _parts(parts: tuple[Inline, ...], new: Iterator[Inline]) -> tuple[Inline, ...]:
    return tuple(next(new) if isinstance(part, Blank) else part for part in parts)
