"""The address of a document as a QR code (ISO/IEC 18004), drawn as rules so that every output draws the same.

The address names a wording and a date and holds nothing of what a form is filled with.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

import segno

from renderer.errors import TextError

_LEVEL = "m"
"""Error correction: a seventh of the code may be dirty."""
_DOTS = 8
"""Of a module, in a picture."""
_LONGEST = 500
"""Characters; a code of more is too fine to print at this size."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code of `size` modules a side. `bars`: column, row from the top, and length of every run of dark modules."""

    size: int
    bars: tuple[tuple[int, int, int], ...]
    picture: bytes


@lru_cache(maxsize=256)
def code(address: str) -> Code:
    """The code of an address, its picture a PNG without a margin. Raises TextError for one that is no address."""
    if not address.isascii() or not address.isprintable() or " " in address or len(address) > _LONGEST:
        raise TextError("The address to verify a document at must be printable ASCII without spaces, 500 at most.")
    made = segno.make_qr(address, error=_LEVEL, boost_error=False)
    rows = [bytes(row) for row in made.matrix]
    picture = BytesIO()
    made.save(picture, kind="png", scale=_DOTS, border=0)
    bars = tuple(bar for y, row in enumerate(rows) for bar in _bars(row, y))
    return Code(len(rows), bars, picture.getvalue())


def _bars(row: bytes, y: int) -> list[tuple[int, int, int]]:
    """The runs of dark modules in a row.

    >>> _bars(bytes([1, 1, 0, 1]), 5)
    [(0, 5, 2), (3, 5, 1)]
    """
    found: list[tuple[int, int, int]] = []
    for x, dark in enumerate(row):
        if dark and found and found[-1][0] + found[-1][2] == x:
            found[-1] = (found[-1][0], y, found[-1][2] + 1)
        elif dark:
            found.append((x, y, 1))
    return found


def svg_path(address: str) -> str:
    """The code as the data of an SVG path, a module a unit."""
    return "".join(f"M{x} {y}h{width}v1h-{width}z" for x, y, width in code(address).bars)


def pdf_drawing(address: str, side: float) -> bytes:
    """The code as operators of a PDF content stream, `side` points wide, its lower left corner at the origin."""
    made = code(address)
    scale = side / made.size
    bars = " ".join(f"{x} {made.size - y - 1} {width} 1 re" for x, y, width in made.bars)
    return f"{scale:.5f} 0 0 {scale:.5f} 0 0 cm 0 g {bars} f".encode()
