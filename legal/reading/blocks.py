"""What a source is made of before anyone asks what it means: physical lines, and blocks of them.

`Line` is a line of the published file. `Block` is a paragraph or a table with the lines it was made from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from legal.records import Finding


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the published file after the repair of displaced links: its 1-based number and its text,
    with leading and trailing spaces as published and without the line end.
    """

    number: int
    text: str

    @property
    def blank(self) -> bool:
        """Nothing but spaces."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a source table: its lines of text and the columns and rows it covers."""

    lines: tuple[str, ...]
    colspan: int = 1
    rowspan: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (`kind` "text"), a heading, a table, a caption at the right margin, or lines kept as they stand.

    kind     "text"; "heading" (centred or marked as such); "caption" (annex captions, signature); "lines" (a form,
             one entry a line in `rows` of one cell); "table"; "note" (editorial matter)
    text     the words, single spaces, repaired; "" for tables
    first, last   the lines of the source, 1-based, inclusive
    level    of a heading, 1 the largest; 0 unknown
    emphasis "strong" or "em" where the whole block is set so, else ""
    """

    kind: Literal["text", "heading", "caption", "lines", "table", "note"]
    text: str
    first: int
    last: int
    level: int = 0
    rows: tuple[tuple[TableCell, ...], ...] = ()
    emphasis: Literal["", "strong", "em"] = ""


def set_as_captions(blocks: Sequence[Block]) -> frozenset[int]:
    """The indices of the blocks that the source sets as captions."""
    return frozenset(i for i, block in enumerate(blocks) if block.kind == "caption")


def as_lines(blocks: Sequence[Block]) -> tuple[Line, ...]:
    """The blocks as lines, for what looks for heads among them: a table or a form is a line of cells, whatever is in
    it, and parts what stands above it from what stands below.
    """
    return tuple(Line(block.first, "|\t|" if block.rows else block.text) for block in blocks)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a format reader gives: blocks in reading order and what it repaired on the way.

    `lines` is set instead of `blocks` by formats that give physical lines (text copied out of PDF).
    """

    blocks: tuple[Block, ...] = ()
    lines: tuple[Line, ...] = ()
    findings: tuple[Finding, ...] = ()


def is_spaced(lines: Sequence[Line]) -> bool:
    """Whether a blank line stands after every line, so that none of them parts anything; rows of tabs stand together
    in any text.
    """
    filled = [not line.blank for line in lines if "\t" not in line.text.strip()]
    pairs = sum(a and b for a, b in pairwise(filled))
    return sum(filled) >= 3 and any(not f for f in filled) and pairs * 10 <= sum(filled)
