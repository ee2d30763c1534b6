"""The print font for typing into a PDF: one byte a letter, so that every reader can turn keys into codes.

The alphabet is that of both languages with the signs of a form: Latin, Cyrillic with the letters of Kazakh, quotes,
dashes, № and ₸. Glyph names are those of the Adobe Glyph List, as archives ask of such fonts (ISO 19005-3, 6.2.11.6).
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from typing import Any

import pikepdf

from renderer.pdf import whole_font

_FIRST, _ASCII, _MORE, _LAST = 0x20, 0x7F, 0x80, 0xFF
_CYRILLIC = "".join(map(chr, range(0x410, 0x450))) + "ЁёӘәҒғҚқҢңӨөҰұҮүҺһІі"
_SIGNS = "«»“”„–—…№₸§°\u00a0"
_NONSYMBOLIC = 1 << 5
_STEM = 80
"""Width of a stem, which only readers that replace the font look at."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """The font as a PDF needs it: its file, the letters by code, their widths in thousandths, its measures."""

    name: str
    file: bytes
    letters: dict[int, str]
    widths: tuple[int, ...]
    box: tuple[int, ...]
    ascent: int
    descent: int
    cap_height: int

    def font(self, file: pikepdf.Pdf) -> Any:
        """The font as an object of that file."""
        data = file.make_stream(self.file, Length1=len(self.file))
        name = pikepdf.Name(f"/QAGIDA+{self.name}")
        descriptor = pikepdf.Dictionary(
            Type=pikepdf.Name.FontDescriptor,
            FontName=name,
            Flags=_NONSYMBOLIC,
            FontBBox=list(self.box),
            ItalicAngle=0,
            Ascent=self.ascent,
            Descent=self.descent,
            CapHeight=self.cap_height,
            StemV=_STEM,
            FontFile2=data,
        )
        more = [
            pikepdf.Name(f"/uni{ord(letter):04X}") for code, letter in sorted(self.letters.items()) if code >= _MORE
        ]
        return file.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.TrueType,
                BaseFont=name,
                FirstChar=_FIRST,
                LastChar=_LAST,
                Widths=list(self.widths),
                FontDescriptor=file.make_indirect(descriptor),
                Encoding=pikepdf.Dictionary(
                    Type=pikepdf.Name.Encoding,
                    BaseEncoding=pikepdf.Name.WinAnsiEncoding,
                    Differences=[_MORE, *more],
                ),
                ToUnicode=file.make_stream(_to_unicode(self.letters)),
            )
        )


@cache
def typeface() -> Typeface:
    """The upright style of the print font. Raises ToolError where the font is missing."""
    from fontTools import subset, ttLib  # a tenth of a second, for fillable forms alone

    name, data = whole_font()
    letters = {code: chr(code) for code in range(_FIRST, _ASCII)} | dict(enumerate(_CYRILLIC + _SIGNS, _MORE))
    source = ttLib.TTFont(io.BytesIO(data), recalcTimestamp=False)
    options = subset.Options(hinting=False, layout_features=[], notdef_outline=True, name_IDs=[])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(letter) for letter in letters.values()])
    cutter.subset(source)
    out = io.BytesIO()
    source.save(out, reorderTables=True)
    unit = 1000 / source["head"].unitsPerEm
    glyphs = source.getBestCmap()
    advance = {code: round(source["hmtx"][glyphs[ord(letter)]][0] * unit) for code, letter in letters.items()}
    head, rules = source["head"], source["hhea"]
    box = tuple(round(value * unit) for value in (head.xMin, head.yMin, head.xMax, head.yMax))
    return Typeface(
        name,
        out.getvalue(),
        letters,
        tuple(advance.get(code, 0) for code in range(_FIRST, _LAST + 1)),
        box,
        round(rules.ascent * unit),
        round(rules.descent * unit),
        round(source["OS/2"].sCapHeight * unit),
    )


def _to_unicode(letters: dict[int, str]) -> bytes:
    """The letters as a character map (ISO 32000-1, 9.10.3), a hundred a block at most."""
    pairs = [f"<{code:02X}> <{ord(letter):04X}>" for code, letter in sorted(letters.items())]
    blocks = (pairs[at : at + 100] for at in range(0, len(pairs), 100))
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n{body}\nendcmap\n"
        "CMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()
