"""A document as JSON.

    {"id": "V1500010370/1/8", "kind": "act", "language": "rus", "on": "2022-01-15",
     "title": "…", "label": "Приложение 8", "caption": ["…"],
     "applies": true, "incomplete": false,
     "version": "Форма в редакции приказа № 458 от 06.12.2021, …", "verify": ADDRESS or null, "warnings": ["…"],
     "not_applied": [ACT],
     "provenance": {"order": ACT, "operation": "…", "from": DATE, "certainty": "presumed", "rule": "…",
                    "until": DATE, "until_certainty": null, "regulation": ACT, "component": "…", "annex": "8"},
     "fields": [FIELD], "blocks": [BLOCK], "findings": [{"code", "severity", "message", "line", "candidates"}],
     "rows": {"1": {"title": "…", "text": ["…"], "known": true, "from": DATE, "order": ACT}}}

    ACT     {"form", "date", "number", "code", "author", "registered", "title"} or null
    FIELD   {"name", "label", "kind", "required", "hint", "source"}
    BLOCK   {"type": "heading", "words", "text", "label", "level", "parts": [PART]}: no parts where it has no blanks
            {"type": "line", "words", "parts": [PART], "align", "indent", "small", "label", "depth", "anchor",
             "from", "order"}
            {"type": "gap", "text", "label", "anchor"}
            {"type": "table", "head": [ROW], "rows": [ROW], "widths", "spare", "fields": [FIELD]}
            {"type": "columns", "columns": [[LINE]]}
    PART    {"text", "strong"} or {"blank", "published"}: `blank` is the name of the field
    ROW     {"num", "cells": [{"lines": [LINE or GAP], "colspan", "rowspan", "header"}], "from", "order"}

Dates are `YYYY-MM-DD`, civil dates of Kazakhstan; `until` is the first day on which it is in force no more; unknown is
null. `service` holds the typed parts of a standard (`forms.service_records`), each with its source text; what was not
understood stands in its `unread`. `rows` is there for a standard only, by row number; a row without a number is not in
it, and stands in `blocks`.
Keys are never removed or renamed; new ones may be added.
"""

from __future__ import annotations

import json as encoder
from datetime import date
from typing import Any, assert_never

from forms.records import Block, Cell, Columns, Document, Field, Gap, Heading, Inline, Line, Row, Table, Text
from forms.service import as_data as as_service
from forms.service import service
from legal.records import ActRef, Finding
from renderer.furniture import applies, furniture
from renderer.walk import flow, words

Data = dict[str, Any]


def json(document: Document) -> bytes:
    """UTF-8 JSON, indented by two, keys in the order above. Raises TextError for a character no output can carry."""
    flow(document)
    return (encoder.dumps(as_data(document), ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def as_data(document: Document) -> Data:
    """The document as JSON-compatible data."""
    around = furniture(document)
    data: Data = {
        "id": document.id,
        "kind": document.kind,
        "language": document.language,
        "on": document.on.isoformat(),
        "title": document.title,
        "label": document.label,
        "caption": list(document.caption),
        "applies": applies(document),
        "incomplete": document.incomplete,
        "version": around.version,
        "verify": document.verify or None,
        "warnings": list(around.warnings),
        "not_applied": [_act(each) for each in document.not_applied],
        "provenance": _provenance(document),
        "fields": [_field(field) for field in document.fields],
        "blocks": [_block(block) for block in document.blocks],
        "findings": [_finding(finding) for finding in document.findings],
    }
    if document.kind == "standard":
        data["rows"] = standard_rows(document)
        data["service"] = as_service(service(document))
    return data


def standard_rows(document: Document) -> Data:
    """The numbered rows of a service standard: title and text by number. `known` False: the wording is not on file."""
    found: Data = {}
    for block in document.blocks:
        if not isinstance(block, Table):
            continue
        for row in block.rows:
            if row.num is not None:
                found.setdefault(row.num, _standard_row(row))
    return found


def _standard_row(row: Row) -> Data:
    cells = row.cells
    # The number may be missing in print; its cell is there all the same.
    if len(cells) > 1 and (_title(cells[0]) or "").rstrip(".)") in ("", row.num):
        cells = cells[1:]
    title, rest = (cells[0], cells[1:]) if len(cells) > 1 else (None, cells)
    known = not any(isinstance(line, Gap) for cell in row.cells for line in cell.lines)
    return {
        "title": _title(title) if title else None,
        "text": [words(line) for cell in rest for line in cell.lines if isinstance(line, Line)],
        "known": known,
        "from": _day(row.since),
        "order": _act(row.by),
    }


def _title(cell: Cell) -> str | None:
    return " ".join(words(line) for line in cell.lines if isinstance(line, Line)) or None


def _provenance(document: Document) -> Data:
    origin = document.provenance
    return {
        "order": _act(origin.order),
        "operation": origin.operation,
        "from": _day(origin.start),
        "certainty": origin.certainty,
        "rule": origin.rule,
        "until": _day(origin.until),
        "until_certainty": origin.until_certainty,
        "regulation": _act(origin.regulation),
        "component": origin.component,
        "annex": origin.annex,
    }


def _block(block: Block) -> Data:
    match block:
        case Heading(text=text, level=level, label=label, parts=parts):
            return {
                "type": "heading",
                "words": words(block),
                "text": text,
                "label": label,
                "level": level,
                "parts": [_part(part) for part in parts],
            }
        case Line() | Gap():
            return _line(block)
        case Table(head=head, rows=rows, widths=widths, spare=spare, fields=fields):
            return {
                "type": "table",
                "head": [_row(row) for row in head],
                "rows": [_row(row) for row in rows],
                "widths": list(widths),
                "spare": spare,
                "fields": [_field(field) for field in fields],
            }
        case Columns(columns=columns):
            return {"type": "columns", "columns": [[_line(line) for line in column] for column in columns]}
        case _:
            assert_never(block)


def _line(line: Line | Gap) -> Data:
    if isinstance(line, Gap):
        return {"type": "gap", "text": line.text, "label": line.label, "anchor": line.anchor}
    return {
        "type": "line",
        "words": words(line),
        "parts": [_part(part) for part in line.parts],
        "align": line.align,
        "indent": line.indent,
        "small": line.small,
        "label": line.label,
        "depth": line.depth,
        "anchor": line.anchor,
        "from": _day(line.since),
        "order": _act(line.by),
    }


def _part(part: Inline) -> Data:
    if isinstance(part, Text):
        return {"text": part.text, "strong": part.strong}
    return {"blank": part.field, "published": part.published}


def _row(row: Row) -> Data:
    cells = [
        {
            "lines": [_line(line) for line in cell.lines],
            "colspan": cell.colspan,
            "rowspan": cell.rowspan,
            "header": cell.header,
        }
        for cell in row.cells
    ]
    return {"num": row.num, "cells": cells, "from": _day(row.since), "order": _act(row.by)}


def _field(field: Field) -> Data:
    return {
        "name": field.name,
        "label": field.label,
        "kind": field.kind,
        "required": field.required,
        "hint": field.hint,
        "source": field.source,
    }


def _finding(finding: Finding) -> Data:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "line": finding.line,
        "candidates": list(finding.candidates),
    }


def _act(act: ActRef | None) -> Data | None:
    if act is None:
        return None
    return {
        "form": act.form,
        "date": _day(act.date),
        "number": act.number,
        "code": act.code,
        "author": act.author,
        "registered": act.registered,
        "title": act.title,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
