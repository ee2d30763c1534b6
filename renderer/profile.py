"""The style profile: margins, type and rows as the drafting rules set them, read from data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import ceil

from forms.records import Document, DocumentKind, Table
from renderer.grid import Grid, GridRow
from renderer.walk import lines_of

_LETTER = 0.2
"""Mean width of a Cyrillic letter of Times with its share of spaces and ragged ends, in millimetres a point of type."""
_PADDING = 2.4
"""Of a cell, both sides, in millimetres."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Lengths in millimetres, type in points, `whole` in lines; `body` and `cells` give the size for each kind."""

    left: float
    right: float
    header: float
    footer: float
    width: float
    height: float
    code: float
    landscape_columns: int
    print_font: str
    office_font: str
    leading: float
    first_line: float
    furniture: float
    body: dict[DocumentKind, float]
    cells: dict[DocumentKind, float]
    whole: int
    spare: float


@cache
def profile(name: str = "drafting-rules") -> Profile:
    """The profile of that name in `renderer/styles`. Raises TypeError where the file lacks a value."""
    data = tomllib.loads((files("renderer") / "styles" / f"{name}.toml").read_text(encoding="utf-8"))
    return Profile(**data["page"], **data["type"], **data["rows"], body=data["body"], cells=data["cells"])


def landscape(document: Document, style: Profile) -> bool:
    """The sheet lies on its side for a table too wide to stand."""
    tables = (block for block in document.blocks if isinstance(block, Table))
    return any(len(table.widths) >= style.landscape_columns for table in tables)


def text_width(document: Document, style: Profile) -> float:
    """Width between the margins of the sheet as it lies, in millimetres."""
    return (style.height if landscape(document, style) else style.width) - style.left - style.right


def stays_whole(row: GridRow, frame: Grid, document: Document, style: Profile) -> bool:
    """The row moves to the next page rather than break: all but the very tall ones.

    The height is estimated from the letters and the widths of the columns, never measured, so that every output
    decides alike. Too low a guess costs nothing but a row that moves though it could have broken.
    """
    width, letter = text_width(document, style), style.cells[document.kind] * _LETTER
    tallest = 0
    for placement in row.cells:
        share = sum(frame.widths[placement.column : placement.column + placement.colspan])
        letters = max(int((width * share / 100 - _PADDING) / letter), 1)
        tallest = max(tallest, sum(max(ceil(len(line) / letters), 1) for line in lines_of(placement.cell)))
    return tallest <= style.whole
