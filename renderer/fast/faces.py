"""The print font as a table of glyphs, for text that is written into a PDF without a layout engine.

The font is read off a page printed by the slow path: the same file of the same machine, already cut down to the
letters of an alphabet, its ToUnicode exact. A letter that the font lacks, or that needs shaping, is in no table, and
whoever prints it goes the slow way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from io import BytesIO
from typing import Any

import pikepdf

from forms.records import Document
from renderer.errors import ToolError
from renderer.marks import FAMILY, LETTERS
from renderer.pdf import print_page
from renderer.profile import profile

FORM = (
    (0x20, 0x7E),
    (0x400, 0x4FF),
    (0xA1, 0xFF),
    (0x2010, 0x203A),
    (0x20AC, 0x20AC),
    (0x20B8, 0x20BD),
    (0x2116, 0x2116),
    (0x25A0, 0x25FF),
    *((ord(letter), ord(letter)) for letter in LETTERS),
)
"""Ranges of letters for values of forms: Latin, Cyrillic with every Kazakh letter, quotes, dashes, ₸, №, boxes to tick.

Letters that look alike share a glyph (Ә U+04D8, Ə U+018F), which copies as one letter: that of the first range.
"""
WIDE = (*FORM, (0x100, 0x24F), (0x370, 0x3FF), (0x500, 0x52F), (0x2000, 0x206F), (0x20A0, 0x20BF), (0x2100, 0x22FF))
"""What a journal of any content may hold besides: Greek, more Latin, signs."""
_SHAPED = ("Mn", "Mc", "Me", "Cf", "Cc", "Cn", "Co", "Cs", "Zl", "Zp")
"""Categories of characters that join their neighbours, or are not seen: never written glyph by glyph."""
_PAIR = re.compile(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]{4})>")
_BFCHAR = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)

MARKS = "/M"
"""What pages call the font of boxes and ticks."""
_BORROWED = str.maketrans("0123456789abcdef", "GHIJKLMNOPQRSTUV")
_OWN = str.maketrans("GHIJKLMNOPQRSTUV", "0123456789abcdef")
_LENT = re.compile("(?:[G-V]{4})+")
_NO_BREAK = 0xA0
"""The space that does not break has the glyph of the space; which of them a reader copies is the reader's choice."""

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Face:
    """One style of the font.

    name    as the PDF names it, without the tag of a subset: "Tinos", "Tinos-Bold"
    codes   code of a letter -> its glyph in four hexadecimal digits, as `str.translate` takes it
    widths  letter -> advance in thousandths of the type size
    source  the page that holds the font, to be copied from
    marks   the name there of the font of boxes and ticks; glyphs of that font stand in `codes` in other digits (`lent`)
    """

    name: str
    codes: dict[int, str]
    widths: dict[str, int]
    source: bytes
    marks: str = ""

    def holds(self, text: str) -> bool:
        """Every letter of the text is in the table."""
        return self.widths.keys() >= set(text)

    def width(self, text: str, size: float) -> float:
        """Width of a text in points. Raises KeyError for a letter that is not held."""
        return sum(map(self.widths.__getitem__, text)) * size / 1000

    def encode(self, text: str) -> str:
        """The text as the digits between `<` and `>` of a PDF string."""
        return text.translate(self.codes)

    def copy(self, file: pikepdf.Pdf, *, marks: bool = False) -> pikepdf.Object:
        """The font as an object of that file; `marks`: the font of boxes and ticks."""
        with pikepdf.open(BytesIO(self.source)) as page:
            return file.copy_foreign(_fonts(page)[self.marks if marks else self.name])


def lent(glyphs: str, size: float, back: str, *, array: bool = False) -> str:
    """What stands between `<` and `>` of a string, the glyphs of the font of marks shown in that font, `size` points
    high; `back` goes back to the font before. `array`: the string stands in an array of TJ.

    >>> lent("0011GGGH", 12, "/F0 12 Tf")
    '0011> Tj /M 12 Tf <0001> Tj /F0 12 Tf <'
    """
    if not _LENT.search(glyphs):
        return glyphs
    begin, end = ("[<", ">] TJ") if array else ("<", "> Tj")
    return _LENT.sub(lambda found: f"{end} {MARKS} {size:g} Tf <{found[0].translate(_OWN)}> Tj {back} {begin}", glyphs)


def faces(document: Document, ranges: Ranges = FORM) -> dict[str, Face]:
    """The styles of the print font by name, upright and bold, with the letters of those ranges that it has.

    `document` lends its language. Raises ToolError where the font is missing.
    """
    key = (document.language, ranges)
    if key not in _read:
        _read[key] = _probe(document, ranges)
    return _read[key]


_read: dict[tuple[str, Ranges], dict[str, Face]] = {}


def bare(name: object) -> str:
    """The name of a font without the tag of its subset: "/SSXSNX+Tinos-Bold" is "Tinos-Bold"."""
    return str(name).lstrip("/").rsplit("+", 1)[-1]


def _probe(document: Document, ranges: Ranges) -> dict[str, Face]:
    letters = " ".join(escape(letter) for letter in _letters(ranges))
    markup = f'<html lang="ru"><title>A</title><body class="document"><p>{letters}</p><p><b>{letters}</b></p></body>'
    data = print_page(document, markup)
    wanted = profile().print_font.replace(" ", "")
    with pikepdf.open(BytesIO(data)) as page:
        fonts = _fonts(page)
        marks = next((name for name in sorted(fonts) if name.startswith(FAMILY.replace(" ", "-"))), "")
        found = {
            name: _face(name, font, data, (marks, fonts[marks]) if marks else None)
            for name, font in fonts.items()
            if name.startswith(wanted)
        }
    if len(found) < 2:
        raise ToolError(f"The font {profile().print_font} lacks its upright or its bold style.")
    return found


@lru_cache
def _letters(ranges: Ranges) -> tuple[str, ...]:
    codes = dict.fromkeys(code for first, last in ranges for code in range(first, last + 1) if code != _NO_BREAK)
    return tuple(
        chr(code)
        for code in codes
        if unicodedata.category(chr(code)) not in _SHAPED and unicodedata.bidirectional(chr(code)) not in ("R", "AL")
    )


def _fonts(page: pikepdf.Pdf) -> dict[str, Any]:
    found = {}
    for one in page.pages:
        for font in one.Resources.Font.values():
            found[bare(font.BaseFont)] = font
    return found


def _face(name: str, font: Any, source: bytes, marks: tuple[str, Any] | None) -> Face:
    codes: dict[int, str] = {}
    widths: dict[str, int] = {}
    if marks:
        for code, glyph, width in _glyphs(marks[1]):
            codes[code], widths[chr(code)] = glyph.translate(_BORROWED), width
    for code, glyph, width in _glyphs(font):
        codes[code], widths[chr(code)] = glyph, width
    codes[_NO_BREAK], widths[chr(_NO_BREAK)] = codes[0x20], widths[" "]
    return Face(name, codes, widths, source, marks[0] if marks else "")


def _glyphs(font: Any) -> Iterator[tuple[int, str, int]]:
    """The letters of a font: code, glyph in four hexadecimal digits, advance in thousandths."""
    known = advances(font)
    for block in _BFCHAR.findall(font.ToUnicode.read_bytes()):
        for glyph, letter in _PAIR.findall(block):
            yield int(letter, 16), glyph.decode().lower(), known[int(glyph, 16)]


def advances(font: Any) -> dict[int, int]:
    """Glyph -> advance in thousandths, from the `/W` array of a composite font (ISO 32000-1, 9.7.4.3)."""
    found: dict[int, int] = {}
    entries = list(font.DescendantFonts[0].W)
    while entries:
        first, second = int(entries.pop(0)), entries.pop(0)
        if isinstance(second, pikepdf.Array):
            found.update({first + index: int(width) for index, width in enumerate(second)})
        else:
            width = int(entries.pop(0))
            found.update(dict.fromkeys(range(first, int(second) + 1), width))
    return found
