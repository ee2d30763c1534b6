"""Lines of PDF pages to paragraphs: what begins one, what goes on, what stands at the margins of every page."""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from legal.reading.format_glyphs import Row
from legal.reading.labels import label_of
from legal.reading.wraps import join

_INDENT = 7.0
_CENTRE = 8.0
_APART = 1.4
_ASIDE = 0.38
_EDGE = 0.12
_DIGITS = re.compile(r"[0-9]+")
_NUMBER = re.compile(r"[-–—\s]*[0-9]{1,4}(?:\s*(?:/|из)\s*[0-9]{1,4})?[-–—\s]*")
_ENDS = re.compile(r"[.;:!?…][\"»”]?$|[\"»”][.;:,]?$")


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of a page: its number in the document, its page, its rows from the left (one, or several apart)."""

    number: int
    page: int
    rows: tuple[Row, ...]

    @property
    def row(self) -> Row:
        """The first row."""
        return self.rows[0]

    @property
    def text(self) -> str:
        """The words of all rows."""
        return " ".join(row.text for row in self.rows)


@dataclass(frozen=True, slots=True)
class Frame:
    """The column of text of a document: its edges, the usual font height and the usual distance of two lines."""

    left: float
    right: float
    height: float
    pitch: float

    def place(self, row: Row) -> str:
        """Where a row stands: "centre", "aside" (a caption at the right), "indent", "left"."""
        start = row.x0 - self.left
        middle = (row.x0 + row.x1) / 2 - (self.left + self.right) / 2
        if start > _INDENT and row.x1 < self.right - _INDENT and abs(middle) <= _CENTRE:
            return "centre"
        if start > _ASIDE * (self.right - self.left):
            return "aside"
        return "indent" if start > _INDENT else "left"


def frame_of(lines: Sequence[Printed]) -> Frame:
    """The column of text that most lines share."""
    rows = [row for line in lines for row in line.rows]
    left = _usual([round(line.row.x0) for line in lines], smallest=True)
    right = max((row.x1 for row in rows), default=0.0)
    height = statistics.median(row.height for row in rows) if rows else 1.0
    gaps = [
        a.row.y - b.row.y
        for a, b in itertools.pairwise(lines)
        if a.page == b.page and 0 < a.row.y - b.row.y < 3 * height
    ]
    pitch = _usual([round(gap, 1) for gap in gaps], smallest=True) if gaps else 1.2 * height
    return Frame(left, right, height, pitch)


def _usual(values: Sequence[float], smallest: bool) -> float:
    """The smallest value that at least a tenth of the lines share, give or take a point."""
    if not values:
        return 0.0
    counted = Counter(values)
    often = [v for v in counted if sum(n for w, n in counted.items() if abs(w - v) <= 1) >= max(1, len(values) / 10)]
    return min(often) if smallest and often else counted.most_common(1)[0][0]


def furniture(pages: Sequence[tuple[Sequence[Printed], float]]) -> set[int]:
    """The numbers of the lines that the margins of pages repeat: running headers, footers, page numbers.

    `pages` holds the lines of each page and the page's height. A line is furniture where at least half of the pages,
    and two of them, have the same words, figures aside, at the same height within an eighth of the edge.
    """
    seen: Counter[tuple[str, int]] = Counter()
    found: list[tuple[tuple[str, int], int]] = []
    for lines, height in pages:
        for line in {*lines[:3], *lines[-3:]}:
            if height * _EDGE < line.row.y < height * (1 - _EDGE):
                continue
            words = "#" if _NUMBER.fullmatch(line.text) else _DIGITS.sub("#", line.text)
            key = (words, round(line.row.y / 4))
            seen[key] += 1
            found.append((key, line.number))
    least = max(2, len(pages) / 2)
    return {n for (words, y), n in found if sum(seen[words, y + step] for step in (-1, 0, 1)) >= least}


def begins(before: Printed, line: Printed, frame: Frame) -> bool:
    """Whether a line begins a paragraph of its own under another line."""
    here, there = frame.place(line.row), frame.place(before.row)
    if len(line.rows) > 1 or len(before.rows) > 1:
        return True
    if {here, there} & {"centre", "aside"} and here != there and not _heading_goes_on(before, line, frame):
        return True
    if line.row.bold != before.row.bold and (line.row.bold or _set_apart(before, frame)):
        return True
    if line.page != before.page:
        return here == "indent" or _short(before, line, frame) or label_of(line.text) is not None
    gap = before.row.y - line.row.y
    if gap > _APART * max(frame.pitch, 1.05 * max(line.row.height, before.row.height)):
        return True
    return here == "indent" and not _hanging(before, line, frame)


def _heading_goes_on(before: Printed, line: Printed, frame: Frame) -> bool:
    """A bold heading whose fullest line fills the column."""
    full = max(before.row.x1 - before.row.x0, line.row.x1 - line.row.x0) > 0.8 * (frame.right - frame.left)
    return before.row.bold and line.row.bold and full


def _set_apart(before: Printed, frame: Frame) -> bool:
    """A bold line that is a heading, not bold words that begin a paragraph and happen to end with its line."""
    return before.row.bold and (frame.place(before.row) == "centre" or before.row.x1 < frame.right - 3 * frame.height)


def _hanging(before: Printed, line: Printed, frame: Frame) -> bool:
    """A paragraph indented as a whole: its second line stands under its first and the first was full."""
    same = abs(before.row.x0 - line.row.x0) <= 2
    return same and not _short(before, line, frame) and not _ENDS.search(before.text) and label_of(line.text) is None


def _short(before: Printed, line: Printed, frame: Frame) -> bool:
    """Whether the line before ended although the first word of the next had room."""
    return frame.right - before.row.x1 > line.row.first_word + 0.5 * frame.height


def broken_lines(lines: Sequence[Printed], frame: Frame, right: float | None = None) -> list[str]:
    """The lines of a paragraph with wraps joined: a line stays by itself where the next word had room after it."""
    edge = frame.right if right is None else right
    made = [lines[0].text]
    for before, line in itertools.pairwise(lines):
        room = edge - before.row.x1 > line.row.first_word + 0.5 * line.row.height
        if room:
            made.append(line.text)
        else:
            made[-1] = _join(made[-1], line.text)
    return made


def _join(left: str, right: str) -> str:
    """A soft hyphen at the end of a line belongs to the wrap, not to the word."""
    return left[:-1] + right if left.endswith("\u00ad") else join(left, right)
