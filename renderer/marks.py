"""Boxes to tick and the ticks in them, as a font of our own: the print font has none, and whatever font a machine has
for them differs from the next one's, in one line even from box to box.

Lengths are in thousandths of the type size. Glyph names are those of the Adobe Glyph List for new letters ("uni2610").
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from io import BytesIO

FAMILY = "Qagida Marks"
_BOX, _LOW, _STROKE, _WIDTH = 660, -30, 56, 760
_SPACE = 250
_LEFT = (_WIDTH - _BOX) // 2
_Contour = Sequence[tuple[int, int]]


def _rectangle(inset: int, *, inner: bool = False) -> _Contour:
    left, low, right, top = _LEFT + inset, _LOW + inset, _LEFT + _BOX - inset, _LOW + _BOX - inset
    corners = [(left, low), (left, top), (right, top), (right, low)]
    return corners[::-1] if inner else corners  # a contour that runs the other way is a hole


def _stroke(start: tuple[int, int], end: tuple[int, int], wide: int) -> _Contour:
    """A straight stroke, its ends cut square."""
    across, up = end[0] - start[0], end[1] - start[1]
    length = (across**2 + up**2) ** 0.5
    dx, dy = round(up / length * wide / 2), round(-across / length * wide / 2)
    return [(start[0] - dx, start[1] - dy), (end[0] - dx, end[1] - dy), (end[0] + dx, end[1] + dy),
            (start[0] + dx, start[1] + dy)]  # fmt: skip


def _tick(wide: int) -> list[_Contour]:
    knee = (_LEFT + 270, _LOW + 150)
    return [_stroke((_LEFT + 130, _LOW + 340), knee, wide), _stroke(knee, (_LEFT + 540, _LOW + 550), wide)]


def _cross(wide: int) -> list[_Contour]:
    near, far = 130, _BOX - 130
    return [
        _stroke((_LEFT + near, _LOW + near), (_LEFT + far, _LOW + far), wide),
        _stroke((_LEFT + near, _LOW + far), (_LEFT + far, _LOW + near), wide),
    ]


_FRAME = [_rectangle(0), _rectangle(_STROKE, inner=True)]
_LETTERS: dict[int, list[_Contour]] = {
    0x2610: _FRAME,
    0x2611: [*_FRAME, *_tick(80)],
    0x2612: [*_FRAME, *_cross(80)],
    0x2713: _tick(80),
    0x2714: _tick(130),
    0x2717: _cross(80),
    0x2718: _cross(130),
}
LETTERS = "".join(map(chr, _LETTERS))
"""What the font has."""


@cache
def marks_font() -> bytes:
    """The font as a TrueType file, the same bytes each time."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    names = {code: f"uni{code:04X}" for code in _LETTERS}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "space", *names.values()])
    # A space after a box may be set in the font of the box: it is as wide as that of the print font.
    builder.setupCharacterMap({0x20: "space", **names})
    glyphs = {name: TTGlyphPen(None).glyph() for name in (".notdef", "space")}
    for code, contours in _LETTERS.items():
        pen = TTGlyphPen(None)
        for first, *rest in contours:
            pen.moveTo(first)
            for point in rest:
                pen.lineTo(point)
            pen.closePath()
        glyphs[names[code]] = pen.glyph()
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(
        {name: (_WIDTH, glyph.xMin) if name in names.values() else (_SPACE, 0) for name, glyph in glyphs.items()}
    )
    builder.setupHorizontalHeader(ascent=891, descent=-216)
    builder.setupNameTable({"familyName": FAMILY, "styleName": "Regular", "psName": FAMILY.replace(" ", "")})
    builder.setupOS2(sTypoAscender=891, sTypoDescender=-216, usWinAscent=891, usWinDescent=216, fsType=0)
    builder.setupPost()
    builder.updateHead(created=0, modified=0)
    builder.font.recalcTimestamp = False
    out = BytesIO()
    builder.save(out)
    return out.getvalue()
