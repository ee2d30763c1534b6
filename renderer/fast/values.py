"""Values put into the blanks of a document by the names of their fields.

A field may have several blanks. Rules under each other that continue one another (a line that is nothing but a rule,
after a blank of the same field) are one place for one value; a blank of the same field elsewhere takes it again.

The other way round, what a document says in the place of its blanks is read off by comparing it with the blank.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain
from operator import attrgetter, is_
from typing import assert_never

from forms.records import Blank, Block, Cell, Columns, Document, Gap, Heading, Inline, Line, Row, Table, Text

_Said = Line | Heading


@dataclass(frozen=True, slots=True)
class Place:
    """A blank in reading order. `continues`: the value begun in the blank before goes on in this one."""

    blank: Blank
    continues: bool = False


def places(document: Document) -> tuple[Place, ...]:
    """Every blank of a document, in reading order."""
    found: list[Place] = []
    for line in chain.from_iterable(map(_lines, document.blocks)):
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

    def change(line: _Said) -> _Said:
        if not _has_blank(line):
            return line
        parts = tuple(next(new) if isinstance(part, Blank) else part for part in line.parts)
        if isinstance(line, Heading):
            return replace(line, parts=parts, text="".join(_words(part) for part in parts))
        return Line(parts, *_LINE(line))  # `replace` takes twice as long, for nearly every line of a form

    return replace(document, blocks=tuple(_changed(block, change) for block in document.blocks))


def _has_blank(line: _Said) -> bool:
    """The line has a blank. A loop: it is asked of every cell of every form."""
    for part in line.parts:  # noqa: SIM110 - a generator takes three times as long
        if isinstance(part, Blank):
            return True
    return False


def said(blank: Document, document: Document) -> list[str] | None:
    """What a filled document says in the place of each blank, in reading order, "" where it is still blank.

    None where it differs from the blank in anything else: a row more, other words, another attachment.
    """
    if [_length(one) for one in document.blocks] != [_length(one) for one in blank.blocks]:
        return None  # rows in its tables: told apart without a look at their words
    if any(getattr(document, name) != getattr(blank, name) for name in _SAME):
        return None
    found: list[str] = []
    for ours, theirs in zip(blank.blocks, document.blocks, strict=True):
        if theirs is not ours and not _alike(theirs, ours):
            return None
        for published, line in zip(_lines(ours), _lines(theirs), strict=True):
            texts = _between(published.parts, line.parts)
            if texts is None:
                return None
            found += texts
    return found


_SAME = tuple(field.name for field in fields(Document) if field.name not in ("blocks", "findings"))
"""What a filled document has in common with its blank, besides its blocks."""


def _length(block: Block) -> int:
    return len(block.rows) if isinstance(block, Table) else 0


def _between(published: Sequence[Inline], parts: Sequence[Inline]) -> list[str] | None:
    """The words in the place of each blank of a line: what stands before the next part that is as published."""
    if published is parts or published == parts:
        return [""] * sum(isinstance(part, Blank) for part in published)
    found: list[str] = []
    at = 0
    for index, part in enumerate(published):
        if at < len(parts) and parts[at] == part:
            at += 1
            found += [""] if isinstance(part, Blank) else []
            continue
        if isinstance(part, Text):
            return None
        following = published[index + 1] if index + 1 < len(published) else None
        text = ""
        while at < len(parts) and not (parts[at] == following or isinstance(parts[at], Blank)):
            text += _words(parts[at])
            at += 1
        if isinstance(following, Blank) and following not in parts[at:]:
            return None  # two blanks side by side, both filled: which words are whose cannot be told
        found.append(text)
    return found if at == len(parts) else None


def _alike(one: Block | Line, other: Block | Line) -> bool:
    """The two differ in the words of their lines alone."""
    match one, other:
        case Line(), Line():
            return _LINE(one) == _LINE(other)
        case Heading(), Heading():
            return one == other or (bool(one.parts) and bool(other.parts) and _HEADING(one) == _HEADING(other))
        case Columns(columns=ours), Columns(columns=theirs):
            return [len(column) for column in ours] == [len(column) for column in theirs] and all(
                map(_alike, chain(*ours), chain(*theirs))
            )
        case Table(head=ours, rows=rows), Table(head=theirs, rows=others):
            return _TABLE(one) == _TABLE(other) and _alike_rows(ours, theirs) and _alike_rows(rows, others)
        case _:
            return one == other


def _alike_rows(ours: Sequence[Row], theirs: Sequence[Row]) -> bool:
    return len(ours) == len(theirs) and all(
        row is other
        or (
            _ROW(row) == _ROW(other)
            and len(row.cells) == len(other.cells)
            and all(map(_alike_cells, row.cells, other.cells))
        )
        for row, other in zip(ours, theirs, strict=True)
    )


def _alike_cells(ours: Cell, theirs: Cell) -> bool:
    if ours is theirs:
        return True
    same = _CELL(ours) == _CELL(theirs) and len(ours.lines) == len(theirs.lines)
    return same and all(map(_alike, ours.lines, theirs.lines))


_TABLE = attrgetter(*(field.name for field in fields(Table) if field.name not in ("head", "rows")))
_ROW = attrgetter(*(field.name for field in fields(Row) if field.name != "cells"))
_CELL = attrgetter(*(field.name for field in fields(Cell) if field.name != "lines"))
_LINE = attrgetter(*(field.name for field in fields(Line) if field.name != "parts"))
_HEADING = attrgetter(*(field.name for field in fields(Heading) if field.name not in ("parts", "text")))


def _part(place: Place, values: Mapping[str, str]) -> Inline:
    value = values.get(place.blank.field)
    if not value:
        return place.blank
    return Text("" if place.continues else value)


def _lines(block: Block) -> Iterator[Line | Heading]:
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


def _changed(block: Block, change: Callable[[_Said], _Said]) -> Block:
    """The block with every line and heading changed."""
    match block:
        case Heading() | Line():
            return change(block)
        case Table(head=head, rows=rows):
            changed = (_rows(head, change), _rows(rows, change))
            return block if changed == (head, rows) else replace(block, head=changed[0], rows=changed[1])
        case Columns(columns=columns):
            return Columns(tuple(tuple(_line(line, change) for line in column) for column in columns))
        case Gap():
            return block
        case _:
            assert_never(block)


def _rows(rows: tuple[Row, ...], change: Callable[[_Said], _Said]) -> tuple[Row, ...]:
    return tuple([_row(row, change) for row in rows])


def _row(row: Row, change: Callable[[_Said], _Said]) -> Row:
    cells = tuple([_cell(cell, change) for cell in row.cells])
    return row if all(map(is_, cells, row.cells)) else replace(row, cells=cells)


def _cell(cell: Cell, change: Callable[[_Said], _Said]) -> Cell:
    lines = tuple([_line(one, change) if isinstance(one, Line) else one for one in cell.lines])
    return cell if all(map(is_, lines, cell.lines)) else replace(cell, lines=lines)


def _line(line: Line, change: Callable[[_Said], _Said]) -> Line:
    made = change(line)
    assert isinstance(made, Line)
    return made


def _words(part: Inline) -> str:
    return part.text if isinstance(part, Text) else part.published
