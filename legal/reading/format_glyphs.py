"""Characters of a PDF page by their positions, put together to the lines a reader sees.

Positions are points, y upwards, in the page as it is turned for reading. The order in which a PDF draws its characters
is never used: a link that is drawn after its line still stands in the line.
"""

from __future__ import annotations

import ctypes
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from legal.errors import SourceError
from legal.reading.labels import raised

_SPACE = 0.14
_GAP = 2.6
_ALIKE = 1.0
"""Points by which the gaps of a justified line may differ."""
_BASELINE = 0.25
_SMALL = 0.9
_FIGURE = 0.95
_RISE = 0.15
_HALF = 0.8
_QUOTES = '"»”'
_NOT_TEXT = frozenset({0, 0xFFFE, 0xFFFF, 0xFFFD})
_FEW = 0.01


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character: its left, right, baseline, bottom and top, and whether its font is bold or italic."""

    char: str
    x0: float
    x1: float
    y: float
    bottom: float
    top: float
    bold: bool
    italic: bool

    @property
    def height(self) -> float:
        """Height of the font's box, about 1.1 of its size."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Row:
    """A line, or a piece of a line between wide gaps: its words, position, font height, and how it is set."""

    text: str
    x0: float
    x1: float
    y: float
    height: float
    bold: bool
    italic: bool
    first_word: float
    """The width of its first word."""


def glyphs_of(textpage: Any, raw: Any, size: tuple[float, float], turn: int) -> tuple[Glyph, ...]:
    """The visible characters of a page; `size` is its width and height as read, `turn` its rotation in degrees.

    Raises SourceError where the font does not say which letters its shapes are.
    """
    made: list[Glyph] = []
    unknown = 0
    number = textpage.count_chars()
    for index in range(number):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if raw.FPDFText_IsGenerated(textpage, index):
            continue
        if code in _NOT_TEXT or 0xE000 <= code <= 0xF8FF:
            unknown += 1
            continue
        # A hyphen at the end of a line comes as U+0002.
        char = "-" if code == 2 else chr(code)
        if code < 32 and code != 2:
            continue
        made.append(_glyph(textpage, raw, index, char, size, turn))
    if unknown > max(2, number * _FEW):
        raise SourceError(
            f"{unknown} of {number} characters of a page have no letters behind their shapes",
            remedy="Send the text in another format, or a PDF made from it anew.",
        )
    return _without_doubles(made)


def _glyph(textpage: Any, raw: Any, index: int, char: str, size: tuple[float, float], turn: int) -> Glyph:
    left, bottom, right, top = textpage.get_charbox(index, loose=True)
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(textpage, index, x, y)
    base = y.value
    width, height = size
    # The page is drawn unturned; what is read is its turned picture.
    if turn == 90:
        left, right, bottom, top, base = bottom, top, height - right, height - left, height - x.value
    elif turn == 180:
        left, right, bottom, top, base = width - right, width - left, height - top, height - bottom, height - base
    elif turn == 270:
        left, right, bottom, top, base = width - top, width - bottom, left, right, x.value
    name = _font(textpage, raw, index)
    bold = (
        any(word in name for word in ("bold", "black", "heavy")) or raw.FPDFText_GetFontWeight(textpage, index) >= 600
    )
    return Glyph(char, left, right, base, bottom, top, bold, "italic" in name or "oblique" in name)


def _font(textpage: Any, raw: Any, index: int) -> str:
    buffer = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage, index, buffer, 128, flags)
    return buffer.value.decode("utf-8", "replace").lower()


def _without_doubles(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """Bold type made by printing a letter twice shows one letter."""
    seen: dict[tuple[str, int, int], Glyph] = {}
    made: list[Glyph] = []
    for glyph in glyphs:
        key = (glyph.char, round(glyph.x0), round(glyph.y))
        before = seen.get(key)
        if before and glyph.char.strip() and abs(before.x0 - glyph.x0) < 0.12 * glyph.height:
            continue
        seen[key] = glyph
        made.append(glyph)
    return tuple(made)


def lines_of(glyphs: Iterable[Glyph]) -> tuple[tuple[Glyph, ...], ...]:
    """Glyphs by their lines from the top, each line from the left. Raised and lowered small figures belong to the
    line they stand in.
    """
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (-g.y, g.x0)):
        if lines and abs(lines[-1][0].y - glyph.y) <= _BASELINE * max(glyph.height, lines[-1][0].height):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    lines = [line for line in lines if any(g.char.strip() for g in line)]
    merged = _beside(_raised(lines))
    return tuple(_lifted(sorted(line, key=lambda g: (g.x0, g.x1))) for line in merged)


def _lifted(line: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """A line with the small raised figures that follow a figure as raised ones: the two would read as one number."""
    made: list[Glyph] = []
    host: Glyph | None = None
    for glyph in line:
        if not glyph.char.isdigit():
            host = None
        elif host is not None and _stands_above(glyph, host):
            glyph = replace(glyph, char=raised(glyph.char))
        else:
            host = glyph
        made.append(glyph)
    return tuple(made)


def _stands_above(glyph: Glyph, host: Glyph) -> bool:
    return glyph.height < _FIGURE * host.height and glyph.y > host.y + _RISE * host.height


def _raised(lines: list[list[Glyph]]) -> list[list[Glyph]]:
    """Lines of small type that lie within the height of a neighbour and beside its letters join it."""
    heights = [statistics.median(g.height for g in line if g.char.strip()) for line in lines]
    taken: set[int] = set()
    for at, line in enumerate(lines):
        for other in (at - 1, at + 1):
            if not 0 <= other < len(lines) or other in taken or heights[at] > _SMALL * heights[other]:
                continue
            host = lines[other]
            bottom, top = min(g.bottom for g in host), max(g.top for g in host)
            inside = all(bottom - 1 <= (g.bottom + g.top) / 2 <= top + 1 for g in line)
            apart = not any(a.x0 < b.x1 - 1 and b.x0 < a.x1 - 1 for a in line for b in host if b.char.strip())
            if inside and apart and abs(line[0].y - host[0].y) < 0.6 * heights[other]:
                host += line
                taken.add(at)
                break
    return [line for at, line in enumerate(lines) if at not in taken]


def _beside(lines: list[list[Glyph]]) -> list[list[Glyph]]:
    """Words far to the side and half a line lower or higher belong to the line: a name beside a post of two lines."""
    made: list[list[Glyph]] = []
    for line in lines:
        if made and _is_beside(made[-1], line):
            made[-1] = [*made[-1], *line]
        else:
            made.append(line)
    return made


def _is_beside(upper: Sequence[Glyph], lower: Sequence[Glyph]) -> bool:
    height = min(upper[0].height, lower[0].height)
    if upper[0].y - lower[0].y >= _HALF * height:
        return False
    left, right = sorted((upper, lower), key=lambda line: min(g.x0 for g in line))
    return min(g.x0 for g in right) - max(g.x1 for g in left) > _GAP * height


def rows_of_line(line: Sequence[Glyph]) -> tuple[Row, ...]:
    """A line as one row, or as several where gaps of more than two and a half letters' height part it.

    A justified line of few words is stretched to such gaps too, all of them alike.
    """
    words = [g for g in line if g.char.strip()]
    if _stretched(words):
        return (_row(words, [g for g in line if not g.char.strip()]),)
    pieces: list[list[Glyph]] = [[words[0]]]
    for before, glyph in pairwise(words):
        if glyph.x0 - before.x1 > _GAP * max(before.height, glyph.height):
            pieces.append([])
        pieces[-1].append(glyph)
    spaces = [g for g in line if not g.char.strip()]
    return tuple(_row(piece, spaces) for piece in pieces)


def _stretched(words: Sequence[Glyph]) -> bool:
    gaps = [b.x0 - a.x1 for a, b in pairwise(words) if b.x0 - a.x1 > _SPACE * max(a.height, b.height)]
    return len(gaps) > 1 and max(gaps) - min(gaps) <= _ALIKE


def _row(glyphs: Sequence[Glyph], spaces: Sequence[Glyph]) -> Row:
    height = statistics.median(g.height for g in glyphs)
    text = glyphs[0].char
    first_word = glyphs[0].x1 - glyphs[0].x0
    whole = False
    for before, glyph in pairwise(glyphs):
        middle = (before.x1 + glyph.x0) / 2
        drawn = any(s.x0 - 1 <= middle <= s.x1 + 1 and s.x0 >= before.x0 and s.x1 <= glyph.x1 for s in spaces)
        if drawn or glyph.x0 - before.x1 > _SPACE * height:
            # No line is broken between a closing quote and an opening bracket (UAX 14, rule LB15).
            whole |= not (text[-1] in _QUOTES and glyph.char in "([")
            text += " "
        text += glyph.char
        if not whole:
            first_word = glyph.x1 - glyphs[0].x0
    letters = [g for g in glyphs if g.char.isalnum()] or list(glyphs)
    return Row(
        text,
        glyphs[0].x0,
        max(g.x1 for g in glyphs),
        statistics.median(g.y for g in glyphs),
        height,
        all(g.bold for g in letters),
        all(g.italic for g in letters),
        first_word,
    )
