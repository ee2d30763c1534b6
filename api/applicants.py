"""Records of many applicants in one file: JSON Lines, CSV or XLSX, told by the name of the file.

Every record comes with its number, from 1, as data for `forms.fill`, or as what is wrong with it. CSV has the paths of
the fields in its first line, and as many cells in every other.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Literal

from api.refusals import Refusal
from api.workbook import workbook_records
from forms.asked import RuleName
from forms.definition import definition
from forms.model import FillError, FillErrors, may_be_absent, plan, read_data
from forms.records import Document
from forms.schema import schema
from legal.errors import SourceError
from legal.records import Language

RecordsKind = Literal["jsonl", "csv", "xlsx"]
_KINDS: dict[str, RecordsKind] = {
    "csv": "csv", "xlsx": "xlsx", "jsonl": "jsonl", "ndjson": "jsonl", "json": "jsonl", "": "jsonl",
}  # fmt: skip
Applicant = dict[str, Any] | FillErrors
_CELL = 1_000_000
_DAY = re.compile(r"([0-9]{2})\.([0-9]{2})\.([0-9]{4})")
_NO_CELL: frozenset[RuleName] = frozenset({"period", "mark", "seal", "running"})
"""Rules whose answers do not stand in one cell."""
csv.field_size_limit(_CELL)


def kind_of(name: str) -> RecordsKind:
    """The kind of a file by its name; JSON Lines where the name says nothing. Raises Refusal like SourceError.

    >>> kind_of("people.XLSX"), kind_of("people.ndjson"), kind_of("people")
    ('xlsx', 'jsonl', 'jsonl')
    """
    kind = _KINDS.get(PurePath(name).suffix.lower().lstrip("."))
    if kind is None:
        raise Refusal("records_kind", place=name, like=SourceError)
    return kind


def applicants(blank: Document, kind: RecordsKind, name: str, data: bytes) -> Iterator[tuple[int, Applicant]]:
    """The records of a file. Raises Refusal like SourceError where the file itself cannot be read."""
    match kind:
        case "xlsx":
            fields = {one.field.name: one for one in plan(definition(blank)).fields}
            found: Iterator[Applicant] = workbook_records(data, name, fields, blank.language, _columns(blank, name))
        case "csv":
            days = frozenset(one.field.name for one in plan(definition(blank)).fields if one.rule == "date")
            found = _csv(data, name, blank.language, _columns(blank, name), days)
        case _:
            found = (_line(line, blank.language) for line in data.splitlines() if line.strip())
    yield from enumerate(found, 1)


def count(blank: Document, kind: RecordsKind, name: str, data: bytes) -> int:
    """How many records a file holds."""
    return sum(1 for _ in applicants(blank, kind, name, data))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table of applicants: the name in its first row, what it is called in the form."""

    name: str
    label: str
    required: bool


def columns(blank: Document) -> tuple[Column, ...]:
    """The columns of a form. Raises Refusal like SourceError where it asks for what does not stand in one cell."""
    found = _cells(blank)
    if found is None:
        raise Refusal("no_table", place=blank.id, like=SourceError)
    return found


def tabular(blank: Document) -> bool:
    """Whether a form can be filled from a table."""
    return _cells(blank) is not None


def _cells(blank: Document) -> tuple[Column, ...] | None:
    ready = plan(definition(blank))
    computed = [one.name for one in ready.computed]
    asked = [(one, not may_be_absent(one, computed)) for one in ready.fields]
    if any(required and one.rule in _NO_CELL for one, required in asked):
        return None
    return tuple(
        Column(one.field.name, one.field.field.label, required) for one, required in asked if one.rule not in _NO_CELL
    )


def _columns(blank: Document, name: str) -> Callable[[Iterable[str]], None]:
    """Looks at the names of the columns: a wrong one would be the same fault of every record.

    What is too much is told by its place: a table without its first row has people's data there.
    """
    form = schema(definition(blank))

    def look(head: Iterable[str]) -> None:
        given = list(head)
        missing = [path for path in form["required"] if path not in given]
        strange = [str(place) for place, path in enumerate(given, 1) if path not in form["properties"]]
        if missing or strange:
            told = [f"{path} «{form['properties'][path].get('title', path)}»" for path in missing]
            raise Refusal(
                "records_columns", place=name, like=SourceError,
                missing="; ".join(told) or "—", strange=", ".join(strange) or "—",
            )  # fmt: skip

    return look


def _line(line: bytes, language: Language) -> Applicant:
    try:
        return read_data(line, language)
    except FillErrors as fault:
        return fault


def _csv(
    data: bytes, name: str, language: Language, columns: Callable[[Iterable[str]], None], days: frozenset[str]
) -> Iterator[Applicant]:
    """`days`: the fields that are dates. A spreadsheet writes them as people do here, "01.06.2022"."""
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
        columns(head)
        for row in rows:
            if not any(row):
                continue
            if len(row) != len(head):
                yield FillErrors([FillError("", "", "csv")], language)
                continue
            record = {path: cell or None for path, cell in zip(head, row, strict=True)}
            for path in days & record.keys():
                if found := _DAY.fullmatch((record[path] or "").strip()):
                    record[path] = "-".join(reversed(found.groups()))
            yield record
    except csv.Error:
        raise Refusal("records_csv", place=name, like=SourceError, line=rows.line_num) from None
