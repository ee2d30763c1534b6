"""Blocks of lines between blank lines: what a copy out of PDF leaves of a page's cells and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from legal.reading.blocks import Line
from legal.reading.format_marks import is_form
from legal.reading.table_tabs import is_tabbed

PAGE = 3
"""Blank lines that a page break leaves."""

_ALONE = re.compile(r"([0-9]{1,3}(?:-[0-9]+)*)\.?")
# No stop after the number here: "1. Текст" is a paragraph of prose.
WITH_TITLE = re.compile(r"([0-9]{1,3}(?:-[0-9]+)*)\s+([^\W\d_].*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines between two blank lines, and the page they stand on, counted from 0."""

    lines: tuple[Line, ...]
    page: int

    @property
    def texts(self) -> tuple[str, ...]:
        """The lines with their trailing spaces, without the single leading space of a lost page break."""
        return tuple(line.text.lstrip() for line in self.lines)

    @property
    def indented(self) -> bool:
        """Begins with the indent of a paragraph: no cell does."""
        return self.lines[0].text.startswith(" " * 6)


def chunks(lines: Sequence[Line]) -> tuple[Chunk, ...]:
    """Lines to chunks. A chunk ends at a blank line, before an indented line, where a page break was lost, and where
    rows of tabs begin or a line to fill follows them.
    """
    found: list[Chunk] = []
    held: list[Line] = []
    page = blanks = 0

    def close() -> None:
        if held:
            found.append(Chunk(tuple(held), page))
            held.clear()

    for line in lines:
        if line.blank:
            blanks += 1
            continue
        lost = blanks == 0 and held and re.match(r" \S", line.text) is not None
        if blanks or lost or line.text.startswith(" " * 6) or (held and _parts(held[0].text, line.text)):
            close()
        page += 1 if found and (lost or blanks >= PAGE) else 0
        held.append(line)
        blanks = 0
    close()
    return tuple(found)


def _parts(first: str, text: str) -> bool:
    """Whether rows of tabs begin under other lines, or a line to fill stands under rows of tabs."""
    return is_tabbed(text) if not is_tabbed(first) else not is_tabbed(text) and is_form([text])


def row_number(chunk: Chunk) -> str | None:
    """The number that a chunk begins with where it can be the marker of a row, else None."""
    first = chunk.texts[0].strip()
    match = _ALONE.fullmatch(first) or (None if chunk.indented else WITH_TITLE.fullmatch(first))
    return match[1] if match else None


def is_weak(chunk: Chunk) -> bool:
    """A number and words in lower case on one line: a row title as well as "5 рабочих дней" in the text of a cell."""
    match = WITH_TITLE.fullmatch(chunk.texts[0].strip())
    return match is not None and match[2][0].islower()
