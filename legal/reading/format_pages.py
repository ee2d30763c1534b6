"""Lines of PDF pages to paragraphs: what begins one, what goes on, what stands at the margins of every page."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from legal.reading.format_glyphs import Row
from legal.reading.labels import label_of
from legal.reading.signing import APPROVES
from legal.reading.wraps import join

_INDENT = 7.0
_SAME = 2.0
_CENTRE = 8.0
_APART = 1.25
_ASIDE = 0.38
_EVEN = 1.5
_FEWEST_FLUSH = 4
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
    """The column of text of a document.

    left, right  its edges;  height  the usual font height;  pitch  the usual distance of two lines
    indent       the indent of first lines, 0 where the document has none
    spaced       whether a wider space parts its paragraphs
    justified    whether full lines end at the right edge
    """

    left: float
    right: float
    height: float
    pitch: float
    indent: float = 0.0
    spaced: bool = True
    justified: bool = False

    def place(self, row: Row) -> str:
        """Where a row stands: "centre", "aside" (a caption at the right), "indent", "left"."""
        start = row.x0 - self.left
        if self.indent and abs(start - self.indent) <= _SAME and not row.bold:
            return "indent"
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
    gaps = [a.row.y - b.row.y for a, b in pairwise(lines) if a.page == b.page and 0 < a.row.y - b.row.y < 3 * height]
    pitch = _usual([round(gap, 1) for gap in gaps], smallest=True) if gaps else 1.2 * height
    plain = [
        a.row.y - b.row.y
        for a, b in pairwise(lines)
        if a.page == b.page and 0 < a.row.y - b.row.y < 3 * height and not a.row.bold and not b.row.bold
    ]
    wide = sum(gap > _APART * max(pitch, height) for gap in plain)
    # Only full lines come as near to the edge as a letter is high; in ragged text one of ten of these is flush.
    full = [row for row in rows if row.x1 > right - height and row.x0 < left + 4 * height]
    flush = sum(row.x1 > right - _EVEN for row in full)
    return Frame(
        left,
        right,
        height,
        pitch,
        _first_indent(lines, left, right),
        spaced=wide * 8 > len(plain),
        justified=flush >= _FEWEST_FLUSH and flush * 10 > len(full) * 7,
    )


def _first_indent(lines: Sequence[Printed], left: float, right: float) -> float:
    """The start that lines right of the edge share most: at least two of them, and one of twenty of all lines."""
    starts = [line.row.x0 - left for line in lines]
    indents = Counter(round(start) for start in starts if _INDENT < start < _ASIDE / 2 * (right - left))
    if not indents:
        return 0.0
    best, count = indents.most_common(1)[0]
    return float(best) if count >= max(2, len(lines) / 20) else 0.0


def _usual(values: Sequence[float], smallest: bool) -> float:
    """The smallest value that at least a tenth of the lines share, give or take a point."""
    if not values:
        return 0.0
    counted = Counter(values)
    often = [v for v in counted if sum(n for w, n in counted.items() if abs(w - v) <= 1) >= max(1, len(values) / 10)]
    return min(often) if smallest and often else counted.most_common(1)[0][0]


def begins(before: Printed, line: Printed, frame: Frame) -> bool:
    """Whether a line begins a paragraph of its own under another line."""
    here, there = frame.place(line.row), frame.place(before.row)
    if len(line.rows) > 1 or len(before.rows) > 1 or APPROVES.match(line.text):
        return True
    if {here, there} & {"centre", "aside"} and here != there and not _heading_goes_on(before, line, frame):
        wrapped = there == "centre" and here == "left" and not before.row.bold and not _short(before, line, frame)
        if not wrapped:
            return True
    if abs(line.row.height - before.row.height) > 0.1 * max(line.row.height, before.row.height):
        return True
    if line.row.bold != before.row.bold and (line.row.bold or _set_apart(before, frame)):
        return True
    if line.page != before.page:
        return here == "indent" or _short(before, line, frame) or label_of(line.text) is not None
    gap = before.row.y - line.row.y
    if gap > _APART * max(frame.pitch, line.row.height, before.row.height):
        return True
    if not frame.indent and not frame.spaced and here != "centre":
        return _short(before, line, frame) or (_ENDS.search(before.text) is not None and _starts(line))
    return here == "indent" and not _hanging(before, line, frame)


def unclear(before: Printed, line: Printed, frame: Frame) -> bool:
    """Whether a line that goes on with another may begin a paragraph: in a document whose paragraphs have no indent and
    no space between them, a full line that ends a sentence says nothing.
    """
    if frame.indent or frame.spaced or frame.justified:
        return False
    ended = _ENDS.search(before.text) is not None and not line.text[:1].islower()
    return ended or before.text.endswith((";", ":", ".")) or _starts(line)


def _starts(line: Printed) -> bool:
    return label_of(line.text.lstrip('"«“')) is not None


def _heading_goes_on(before: Printed, line: Printed, frame: Frame) -> bool:
    """A heading whose fullest line fills the column: a bold one, or centred lines of which the first has not ended."""
    full = max(before.row.x1 - before.row.x0, line.row.x1 - line.row.x0) > 0.8 * (frame.right - frame.left)
    if before.row.bold or line.row.bold:
        return before.row.bold and line.row.bold and full
    middle = frame.place(line.row) == "centre" and before.row.x0 - frame.left <= _INDENT
    return full and middle and not _short(before, line, frame) and not _ENDS.search(before.text) and not _starts(line)


def _set_apart(before: Printed, frame: Frame) -> bool:
    """A bold line that is a heading, not bold words that begin a paragraph and happen to end with its line."""
    return before.row.bold and (frame.place(before.row) == "centre" or before.row.x1 < frame.right - 3 * frame.height)


def _hanging(before: Printed, line: Printed, frame: Frame) -> bool:
    """A paragraph indented as a whole: its second line stands under its first, the first was full, and no capital
    begins the second.
    """
    same = abs(before.row.x0 - line.row.x0) <= 2 and not line.text[:1].isupper()
    return same and not _short(before, line, frame) and not _ENDS.search(before.text) and label_of(line.text) is None


def _short(before: Printed, line: Printed, frame: Frame) -> bool:
    """Whether the line before ended although the first word of the next had room, or short of an edge that full lines
    reach.
    """
    if frame.justified and before.row.x1 < frame.right - 2 * _EVEN:
        return True
    return frame.right - before.row.x1 > line.row.first_word + 0.5 * frame.height


def broken_lines(lines: Sequence[Printed], frame: Frame, right: float | None = None) -> list[str]:
    """The lines of a paragraph with wraps joined: a line stays by itself where the next word had room after it."""
    edge = frame.right if right is None else right
    made = [lines[0].text]
    for before, line in pairwise(lines):
        room = edge - before.row.x1 > line.row.first_word + 0.5 * line.row.height
        if room:
            made.append(line.text)
        else:
            made[-1] = join(made[-1], line.text)
    return made
