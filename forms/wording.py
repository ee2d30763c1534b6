"""The hash of what a published document says, by which its wording is known again.

It covers the words as printed, blanks as published, in reading order, and nothing that is derived from them: neither
the names and kinds of fields nor a date. What a supplement adds to a form leaves it as it is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import assert_never

from forms.records import Block, Columns, Document, Gap, Heading, Line, Table, Text


def wording(document: Document) -> str:
    """SHA-256 in hexadecimal: the same on every date on which the document says the same."""
    said = [
        document.id,
        document.language,
        [document.title, document.label, *document.caption],
        [[type(block).__name__, *_said(block)] for block in document.blocks],
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def _said(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Line() | Gap():
            yield _words(block)
        case Table(head=head, rows=rows):
            yield from (_words(line) for row in (*head, *rows) for cell in row.cells for line in cell.lines)
        case Columns(columns=columns):
            yield from (_words(line) for column in columns for line in column)
        case _:
            assert_never(block)


def _words(line: Heading | Line | Gap) -> str:
    """The words of a line, its number in front."""
    if isinstance(line, Gap):
        said = line.text
    else:
        said = "".join(part.text if isinstance(part, Text) else part.published for part in line.parts)
        said = said or (line.text if isinstance(line, Heading) else "")
    return f"{line.label} {said}" if line.label and said else line.label or said
