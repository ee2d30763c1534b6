"""Records of many applicants in one file: JSON Lines, CSV or XLSX, told by the name of the file.

Every record comes with its number, from 1, as data for `forms.fill`, or as what is wrong with it. CSV has the paths of
the fields in its first line, and as many cells in every other.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, Literal, get_args

from api.refusals import Refusal
from api.workbook import workbook_records
from forms.definition import definition
from forms.model import FillError, FillErrors, plan, read_data
from forms.records import Document
from legal.errors import SourceError
from legal.records import Language

RecordsKind = Literal["jsonl", "csv", "xlsx"]
KINDS: tuple[RecordsKind, ...] = get_args(RecordsKind)
Applicant = dict[str, Any] | FillErrors
_CELL = 1_000_000
csv.field_size_limit(_CELL)


def kind_of(name: str) -> RecordsKind:
    """The kind of a file by its name; JSON Lines where the name says nothing.

    >>> kind_of("people.XLSX"), kind_of("people.ndjson")
    ('xlsx', 'jsonl')
    """
    end = PurePath(name).suffix.lower().lstrip(".")
    return next((kind for kind in KINDS if kind == end), "jsonl")


def applicants(blank: Document, kind: RecordsKind, name: str, data: bytes) -> Iterator[tuple[int, Applicant]]:
    """The records of a file. Raises Refusal like SourceError where the file itself cannot be read."""
    match kind:
        case "xlsx":
            form = plan(definition(blank))
            fields = {one.field.name: one for one in form.fields}
            found: Iterator[Applicant] = workbook_records(data, name, fields, blank.language)
        case "csv":
            found = _csv(data, name, blank.language)
        case _:
            found = (_line(line, blank.language) for line in data.splitlines() if line.strip())
    yield from enumerate(found, 1)


def count(blank: Document, kind: RecordsKind, name: str, data: bytes) -> int:
    """How many records a file holds."""
    return sum(1 for _ in applicants(blank, kind, name, data))


def _line(line: bytes, language: Language) -> Applicant:
    try:
        return read_data(line, language)
    except FillErrors as fault:
        return fault


def _csv(data: bytes, name: str, language: Language) -> Iterator[Applicant]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal("records_encoding", place=name, like=SourceError) from None
    first = text.partition("\n")[0]
    separator = max(";,\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        head = [path.strip() for path in next(rows, [])]
        if not head or not all(head) or len(set(head)) != len(head):
            raise Refusal("records_head", place=name, like=SourceError)
        for row in rows:
            if not any(row):
                continue
            if len(row) != len(head):
                yield FillErrors([FillError("", "", "csv")], language)
                continue
            yield {path: cell or None for path, cell in zip(head, row, strict=True)}
    except csv.Error:
        raise Refusal("records_csv", place=name, like=SourceError, line=rows.line_num) from None
