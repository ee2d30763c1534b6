"""Empty rows to write in, as many as somebody asks for."""

from __future__ import annotations

from dataclasses import replace

from forms.definition import is_group
from forms.records import Document, Table

MOST = 1000
"""Empty rows of a table: some fifty pages."""


def spared(document: Document, rows: int) -> Document:
    """The document with so many empty rows in each of its tables to fill. Raises ValueError outside 0 to MOST."""
    if not 0 <= rows <= MOST:
        raise ValueError(f"Empty rows: 0 to {MOST}.")
    blocks = tuple(
        replace(block, spare=rows) if isinstance(block, Table) and is_group(block) else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks)
