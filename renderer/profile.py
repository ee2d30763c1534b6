"""The style profile: margins, type and rows as the drafting rules set them, read from data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from forms.records import Document, DocumentKind, Row, Table
from renderer.walk import lines_of


@dataclass(frozen=True, slots=True)
class Profile:
    """Lengths in millimetres, type in points; `body` and `cells` give the size for each kind of document."""

    left: float
    right: float
    header: float
    footer: float
    width: float
    height: float
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


def stays_whole(row: Row, style: Profile) -> bool:
    """The row moves to the next page rather than break: all but the very long ones."""
    return sum(len(line) for cell in row.cells for line in lines_of(cell)) <= style.whole
