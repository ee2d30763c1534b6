"""Where the blanks of a printed form stand, read off the page itself.

    markup, each blank in a colour of its own  ->  PDF  ->  the page without its blanks + the place of each

A colour changes no layout. What the printer drew in it is the blank: baseline, type size, width and marked content are
those of the page. Paragraphs that hold blanks get an outline, which takes no room either, to show how far a value may
run to the right; it is taken out again with the blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pikepdf

from renderer.errors import RenderError
from renderer.fast.faces import advances, bare

Matrix = tuple[float, float, float, float, float, float]
Rectangle = tuple[float, float, float, float]
"""Left, low, right, top, in points from the foot of the page."""
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_BOX = 0x800000
"""Colours from here on mark paragraphs; below, blanks."""
_TAG = re.compile(r'<(?:p|h[1-6]) class="(?P<classes>[^"]*)"|<span class="blank"|</(?:p|h[1-6])>')
_TO_WRITE = re.compile(r'<tr class="whole (?:spare|counted)".*?</tr>|<td[^>]* class="answer">')
_EMPTY = re.compile(r'<td>(?=</td>)|<td[^>]* class="answer">')
_SAME_LINE = 1.0
"""Baselines closer than this, in points, are one line."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """The part of a blank that stands on one line of one page. Lengths in points, the origin at the foot of the page.

    room      how wide a value may be: the width of the blank, or more where nothing follows on its line
    tag       the operator that opens its marked content, by which the structure tree of the page knows it
    to_points turns the coordinates of that place in the page's content into points, as operands of `cm`
    original  the operators that draw the blank as published
    """

    page: int
    x: float
    y: float
    width: float
    room: float
    size: float
    font: str
    centered: bool
    tag: bytes
    to_points: str
    original: bytes


@dataclass(frozen=True, slots=True)
class Marked:
    """A page that shows its blanks by colours. `centered` and `grows`: by paragraph, as counted from 1."""

    markup: str
    blanks: int
    paragraph: tuple[int, ...]
    centered: frozenset[int]
    grows: frozenset[int]


def mark(markup: str) -> Marked:
    """A colour for every blank and every paragraph that holds one.

    The markup is that of the page template: every text in it is escaped, so that no text can look like a tag.
    """
    pieces: list[str] = []
    paragraph: list[int] = []
    centered, grows = set(), set()
    opened, at, number = 0, 0, count(1)
    for match in _TAG.finditer(markup):
        pieces.append(markup[at : match.end()])
        at = match.end()
        if match["classes"] is not None:
            opened = next(number)
            pieces.append(f' style="outline:1px solid #{_BOX + opened:06x}"')
            classes = match["classes"].split()
            if "left" in classes or "justify" in classes:
                grows.add(opened)
            elif "right" not in classes:
                centered.add(opened)
        elif match[0].startswith("<span"):
            paragraph.append(opened)
            pieces.append(f' style="color:#{len(paragraph):06x}"')
    pieces.append(markup[at:])
    return Marked("".join(pieces), len(paragraph), tuple(paragraph), frozenset(centered), frozenset(grows))


def mark_cells(markup: str) -> str:
    """An outline of a colour of its own for every empty cell of a row to write in."""
    numbers = count(1)

    def outlined(cell: re.Match[str]) -> str:
        return f'{cell[0][:-1]} style="outline:1px solid #{_BOX + next(numbers):06x}">'

    return _TO_WRITE.sub(lambda found: _EMPTY.sub(outlined, found[0]), markup)


def read_cells(pages: Iterable[Any]) -> list[tuple[int, Rectangle]]:
    """The page and the edges of every cell marked so, in reading order."""
    found: dict[int, tuple[int, Rectangle]] = {}
    for index, page in enumerate(pages):
        reader = _Reader(page)
        reader.run()
        for group in reader.groups:
            if group.rectangle and (colour := next(filter(_is_box, group.colours), None)):
                found.setdefault(colour, (index, group.rectangle))
    return [found[colour] for colour in sorted(found)]


@dataclass(slots=True)
class _Group:
    """A piece of marked content: where it begins, what it draws, in which colours."""

    start: int
    tag: bytes = b""
    colours: set[int] = field(default_factory=set)
    rectangle: Rectangle | None = None
    text: tuple[float, float, float, float, str] | None = None
    matrix: Matrix = _IDENTITY


@dataclass(frozen=True, slots=True)
class Page:
    """A page without its blanks: its content cut where they were, one piece more than there are fragments.

    `fragments`: the number of a blank, counted from 0, with a part of it, in the order of the content.
    """

    pieces: tuple[bytes, ...]
    fragments: tuple[tuple[int, Fragment], ...]


def read_page(page: Any, index: int, marked: Marked) -> Page:
    """Takes the blanks out of a printed page. Raises RenderError where its marks cannot be read."""
    reader = _Reader(page)
    reader.run()
    rights = {
        colour - _BOX: group.rectangle[2]
        for group in reader.groups
        for colour in group.colours
        if _is_box(colour) and group.rectangle
    }
    found: list[tuple[int, Fragment]] = []
    pieces: list[bytes] = []
    kept: list[Any] = []
    at = 0
    for group, end in zip(reader.groups, reader.ends, strict=True):
        blank = next((colour for colour in group.colours if group.text and 0 < colour <= marked.blanks), None)
        if not blank and not (group.rectangle and any(_is_box(colour) for colour in group.colours)):
            continue
        kept += reader.instructions[at : group.start]
        at = end + 1
        if blank:
            found.append((blank - 1, _fragment(group, end, index, marked, reader, rights)))
            pieces.append(pikepdf.unparse_content_stream(kept) + b"\n")
            kept = []
    pieces.append(pikepdf.unparse_content_stream([*kept, *reader.instructions[at:]]) + b"\n")
    return Page(tuple(pieces), tuple(found))


def _is_box(colour: int) -> bool:
    return _BOX < colour <= _BOX + 0x7FFF


def _fragment(
    group: _Group, end: int, page: int, marked: Marked, reader: _Reader, rights: dict[int, float]
) -> Fragment:
    if group.text is None or len(group.colours) != 1:
        raise RenderError("A blank is printed together with other text: its place cannot be read.")
    (colour,) = group.colours
    x, y, width, size, font = group.text
    paragraph = marked.paragraph[colour - 1]
    edge = rights.get(paragraph, x + width)
    follows = any(
        other.text and abs(other.text[1] - y) < _SAME_LINE and x + width / 2 < other.text[0] < edge
        for other in reader.groups
        if other is not group
    )
    room = max(edge - x, width) if paragraph in marked.grows and not follows else width
    drawn = [one for one in reader.instructions[group.start + 1 : end] if str(one.operator) != "rg"]
    original = b"q 0 g " + pikepdf.unparse_content_stream(drawn) + b" Q"
    to_points = " ".join(f"{value:.8f}" for value in _inverse(group.matrix))
    return Fragment(page, x, y, width, room, size, font, paragraph in marked.centered, group.tag, to_points, original)


def number(value: float) -> str:
    """A number as PDF writes it, without an exponent.

    >>> number(12.50), number(-3.0), number(0.0000001)
    ('12.5', '-3', '0')
    """
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


class _Reader:
    """Walks the operators of a page and keeps what the marks need: matrix, fill colour, text positions."""

    def __init__(self, page: Any) -> None:
        self.instructions: list[Any] = list(pikepdf.parse_content_stream(page))
        self.groups: list[_Group] = []
        self.ends: list[int] = []
        self._open: list[_Group] = []
        self._fonts = {str(name): font for name, font in page.Resources.get("/Font", {}).items()}
        self._advances: dict[str, dict[int, int]] = {}
        self._saved: list[tuple[Matrix, int]] = []
        self._matrix, self._colour = _IDENTITY, 0
        self._line, self._size, self._font = _IDENTITY, 0.0, ""

    def run(self) -> None:
        """Reads every operator."""
        for at, instruction in enumerate(self.instructions):
            self._step(at, str(instruction.operator), list(instruction.operands))
        if self._open or self._saved:
            raise RenderError("The printed page leaves marked content or its state open: its blanks cannot be read.")

    def _step(self, at: int, operator: str, operands: list[Any]) -> None:
        match operator:
            case "q":
                self._saved.append((self._matrix, self._colour))
            case "Q":
                self._matrix, self._colour = self._saved.pop()
            case "cm":
                self._matrix = _times(_matrix(operands), self._matrix)
            case "BDC" | "BMC":
                tag = pikepdf.unparse_content_stream([self.instructions[at]])
                self._open.append(_Group(at, tag, matrix=self._matrix))
            case "EMC":
                group = self._open.pop()
                if not self._open:
                    self.groups.append(group)
                    self.ends.append(at)
            case "rg":
                red, green, blue = (round(float(value) * 255) for value in operands)
                self._colour = red << 16 | green << 8 | blue
            case "re":
                self._rectangle(operands)
            case "Tm":
                self._line = _matrix(operands)
            case "Tf":
                self._font, self._size = str(operands[0]), float(operands[1])
            case "Tj" | "TJ":
                self._show(operands[0] if operator == "TJ" else operands)

    def _rectangle(self, operands: list[Any]) -> None:
        if self._open:
            x, y, width, height = (float(value) for value in operands)
            left, low = _apply(self._matrix, x, y)
            right, top = _apply(self._matrix, x + width, y + height)
            # The first is the outer edge.
            sides = (min(left, right), min(low, top), max(left, right), max(low, top))
            self._open[0].rectangle = self._open[0].rectangle or sides
            self._open[0].colours.add(self._colour)

    def _show(self, shown: Any) -> None:
        if not self._open:
            return
        group, to_page = self._open[0], _times(self._line, self._matrix)
        scale = self._size * to_page[0]
        width = self._advance(shown) * scale / 1000
        x, y = _apply(to_page, 0, 0)
        group.colours.add(self._colour)
        if group.text:  # a second run of the same line: one place from the first to the last
            first, y, length, size, font = group.text
            group.text = (first, y, max(length, x + width - first), size, font)
        else:
            group.text = (x, y, width, scale, bare(self._fonts[self._font].BaseFont))

    def _advance(self, shown: Any) -> float:
        if self._font not in self._advances:
            self._advances[self._font] = advances(self._fonts[self._font])
        table = self._advances[self._font]
        total = 0.0
        for piece in shown:
            if isinstance(piece, pikepdf.String):
                data = bytes(piece)
                total += sum(table.get(data[at] << 8 | data[at + 1], 0) for at in range(0, len(data), 2))
            else:
                total -= float(piece)
        return total


def _matrix(operands: list[Any]) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in operands)
    return (a, b, c, d, e, f)


def _times(first: Matrix, second: Matrix) -> Matrix:
    """What `first` then `second` do (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _inverse(matrix: Matrix) -> Matrix:
    a, b, c, d, e, f = matrix
    area = a * d - b * c
    return (d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area)
