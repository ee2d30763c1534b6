"""The one walk over a document's blocks. Every output takes its words, and what must stay together, from here.

    document -> placed blocks, each with its words as runs and its bond to the next block

What the walk guarantees:

1. Every block comes once, in the order of the document; every word of it is in its runs.
2. A number ("5)") stands in front of its line with one space.
3. An empty blank prints exactly as published.
4. A character that some output cannot carry is refused (`TextError`), so that none of them says less than another.
5. The end of a form never stands alone on a page: what precedes a signature block, a caption under a line, or the
   last lines is bonded to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, assert_never

from forms.records import Blank, Block, Cell, Columns, Document, Gap, Heading, Line, Table, Text
from renderer.errors import TextError

RunStyle = Literal["plain", "strong", "blank"]

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACED = re.compile(r"(?<!\S)(?:[^\W\d_][ \u00a0]){3,}[^\W\d_](?!\w)")
"""A word set with a space behind each letter, as published texts stress one: at least four letters."""
_TAIL = 3
"""So many lines after a signature block belong to it ("МП (при наличии печати)"), and so many of a longer text close a
form."""
_CLOSING = 8
"""So many lines under a table close a form: names, signatures, captions under them, a date."""
_SIGNED = 6
"""Rows of a table that signatures stand in, at most."""
_SHORT = 240
"""Letters of a line that closes a form: a longer one is a paragraph of its text."""


class Run(NamedTuple):
    """Words of one style."""

    text: str
    style: RunStyle = "plain"


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and whether it stays on the page of the next one. `whole`: a table that does not break over pages."""

    block: Block
    with_next: bool = False
    whole: bool = False


def runs(line: Line | Heading) -> tuple[Run, ...]:
    """The words of a line or a heading, its number first. A heading without blanks is all `text`.

    >>> [run.text for run in runs(Line((Text("Сдал "), Blank("by", "____")), label="1)"))]
    ['1) ', 'Сдал ', '____']
    """
    parts = line.parts
    if isinstance(line, Heading) and not parts and line.text:
        parts = (Text(line.text),)
    found = [Run(f"{line.label} " if parts else line.label)] if line.label else []
    for part in parts:
        match part:
            case Text(text=text, strong=strong):
                found.append(Run(text, "strong" if strong else "plain"))
            case Blank(published=published):
                found.append(Run(published, "blank"))
            case _:
                assert_never(part)
    return tuple(run for run in found if run.text)


def spaced(text: str) -> tuple[tuple[str, bool], ...]:
    """The text in pieces, and whether each is a letter-spaced word, which no line should tear.

    >>> spaced("только к о м н а т н а я и т д")
    (('только ', False), ('к о м н а т н а я и т д', True))
    >>> spaced("и т п")
    (('и т п', False),)
    """
    found: list[tuple[str, bool]] = []
    at = 0
    for match in _SPACED.finditer(text):
        found += [(text[at : match.start()], False)] if match.start() > at else []
        found.append((match[0], True))
        at = match.end()
    if at < len(text) or not found:
        found.append((text[at:], False))
    return tuple(found)


def labelled(block: Gap) -> str:
    """The words of a gap, its number in front."""
    return " ".join(part for part in (block.label, block.text) if part)


def words(line: Line | Gap | Heading) -> str:
    """The words of a line, a gap or a heading in one string."""
    return labelled(line) if isinstance(line, Gap) else "".join(run.text for run in runs(line))


def flow(document: Document) -> tuple[Placed, ...]:
    """The blocks in order, each with its bond to the next.

    Raises TextError for a character that no output can carry.
    """
    for text in _strings(document):
        printable(text, document.id)
    blocks = document.blocks
    bonds = _signature_bonds(blocks) | _closing_bonds(blocks)
    return tuple(
        Placed(block, index in bonds or _leads(blocks, index), isinstance(block, Table) and _closes(block))
        for index, block in enumerate(blocks)
    )


def printable(text: str, id: str) -> str:
    """The text itself. Raises TextError, naming the document but not the text, for what no output can carry."""
    if found := _UNPRINTABLE.search(text):
        raise TextError(
            f"The document {id} holds the character U+{ord(found[0]):04X}, which cannot be printed.",
            remedy="Take it out of the source or of the data.",
        )
    return text


def _leads(blocks: tuple[Block, ...], index: int) -> bool:
    """A heading stays with what it heads, a line with the small caption under it."""
    if index + 1 == len(blocks):
        return False
    block, after = blocks[index], blocks[index + 1]
    if isinstance(block, Heading):
        return True
    return isinstance(block, Line) and isinstance(after, Line) and after.small


def _signature_bonds(blocks: tuple[Block, ...]) -> set[int]:
    """The blocks that stay with the next one because signatures follow: the block before each run of columns, and
    every block but the last from there to the lines that close them."""
    bonds: set[int] = set()
    for index, block in enumerate(blocks):
        if not isinstance(block, Columns):
            continue
        last = index
        while last + 1 < len(blocks) and last - index < _TAIL and isinstance(blocks[last + 1], Line):
            last += 1
        if last + 1 < len(blocks):
            last = index  # more text follows: those lines are its beginning, not the end of the signatures
        bonds.update(range(max(index - 1, 0), last))
    return bonds


def _closing_bonds(blocks: tuple[Block, ...]) -> set[int]:
    """The blocks that stay with the next one because a document ends there: its last short lines (signatures, a date)
    and the block before them, of a table its last row."""
    first = len(blocks)
    while first and _closes(blocks[first - 1]):
        first -= 1
    under_table = first and isinstance(blocks[first - 1], Table) and len(blocks) - first <= _CLOSING
    first = max(first, 1) if under_table else max(first, len(blocks) - _TAIL, 1)
    return set(range(first - 1, len(blocks) - 1))


def _closes(block: Block) -> bool:
    """A block that can be the end of a form: a short line, or a small table that signatures stand in."""
    match block:
        case Line():
            return len(words(block)) <= _SHORT
        case Table(head=(), rows=rows, fields=()):
            return len(rows) <= _SIGNED and all(len(text) <= _SHORT for text in block_words(block))
        case _:
            return False


def lines_of(cell: Cell) -> Iterator[str]:
    """The words of a cell, line by line."""
    for line in cell.lines:
        yield words(line)


def _strings(document: Document) -> Iterator[str]:
    yield from (document.title, *document.head)
    for block in document.blocks:
        yield from block_words(block)


def block_words(block: Block) -> Iterator[str]:
    """The words of a block in reading order: a string a line; the lines of a cell, of a row, of a column in turn."""
    match block:
        case Heading() | Line() | Gap():
            yield words(block)
        case Table(head=head, rows=rows):
            for row in (*head, *rows):
                for cell in row.cells:
                    yield from lines_of(cell)
        case Columns(columns=columns):
            yield from _each(columns)
        case _:
            assert_never(block)


def _each(columns: Iterable[tuple[Line, ...]]) -> Iterator[str]:
    for column in columns:
        for line in column:
            yield words(line)
