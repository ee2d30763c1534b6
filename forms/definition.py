"""What a form asks for: its fields in order, its repeated rows, and the wording that it was derived from.

    Document -> Definition -> JSON Schema, a model that checks data, the differences between two dates

A definition is the form without values. Its hash covers everything that a person who fills the form sees, and no date:
two dates on which the form reads the same have one hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, assert_never

from forms.records import (
    Blank,
    Block,
    Columns,
    Document,
    DocumentKind,
    Field,
    Gap,
    Heading,
    Inline,
    Line,
    Row,
    Table,
    Text,
)
from legal.akn.iri import code_of, iri
from legal.records import ActRef, Certainty, Language

GROUP_NAME = "rows"


@dataclass(frozen=True, slots=True)
class FormField:
    """A field and the blanks that print it: several where an answer goes on over several rules, none in a column."""

    field: Field
    published: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of the field."""
        return self.field.name


@dataclass(frozen=True, slots=True)
class RowGroup:
    """An empty table: each row repeats the columns. `name` is "rows", "rows_2" for the second table."""

    name: str
    columns: tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class VersionKey:
    """The wording of a form: the order that gave it, its first day, the language, and the hash of the form."""

    order: str | None
    start: date | None
    certainty: Certainty | None
    language: Language
    hash: str

    def __str__(self) -> str:
        start = self.start.isoformat() if self.start else "unknown"
        return f"{self.order or 'unknown'}@{start}:{self.language}"


@dataclass(frozen=True, slots=True)
class Definition:
    """A form on a date. `fields` are single answers, `groups` repeated rows, `blocks` the published layout."""

    id: str
    kind: DocumentKind
    title: str
    on: date
    version: VersionKey
    order: ActRef | None
    fields: tuple[FormField, ...]
    groups: tuple[RowGroup, ...]
    blocks: tuple[Block, ...]

    def every_field(self) -> Iterator[tuple[str, FormField]]:
        """Every field with its path: "period", "rows[].data"."""
        for one in self.fields:
            yield one.name, one
        for group in self.groups:
            for column in group.columns:
                yield f"{group.name}[].{column.name}", column


@lru_cache(maxsize=256)
def definition(document: Document) -> Definition:
    """The definition of a document as `forms.documents` derives it.

    Raises ValueError for a document in which a blank has no field: a fault of the derivation, not of any text.
    """
    printed: dict[str, list[str]] = {one.name: [] for one in document.fields}
    for blank in blanks(document.blocks):
        if blank.field not in printed:
            raise ValueError(f"{document.id}: the blank {blank.field} has no field")
        printed[blank.field].append(blank.published)
    fields = tuple(FormField(one, tuple(printed[one.name])) for one in document.fields)
    groups = _groups(document)
    origin = document.provenance
    order = origin.order or origin.regulation  # the wording of the base act is the act's own
    made = Definition(
        id=document.id,
        kind=document.kind,
        title=document.title,
        on=document.on,
        version=VersionKey(_act(order), origin.start, origin.certainty, document.language, ""),
        order=order,
        fields=fields,
        groups=groups,
        blocks=document.blocks,
    )
    return _signed(made)


def layout(form: Definition) -> list[dict[str, Any]]:
    """Where everything stands, in reading order, as JSON-compatible data.

    {"type": "heading"|"line"|"gap", "content": [PART]} with PART a string of published words or {"field": name};
    {"type": "table", "rows": group name or null, "head": [[cell words]], "columns": [name], "cells": [[[PART]]]};
    {"type": "columns", "columns": [[[PART], ...]]}.
    """
    names = iter(form.groups)
    return [_placed(block, names) for block in form.blocks]


def blanks(blocks: tuple[Block, ...]) -> Iterator[Blank]:
    """Every blank in reading order."""
    for block in blocks:
        for line in lines(block):
            yield from (part for part in line.parts if isinstance(part, Blank))


def lines(block: Block) -> Iterator[Heading | Line]:
    """The lines of a block in reading order, gaps left out."""
    match block:
        case Heading() | Line():
            yield block
        case Gap():
            return
        case Columns(columns=columns):
            for column in columns:
                yield from column
        case Table(head=head, rows=rows):
            for row in (*head, *rows):
                for cell in row.cells:
                    yield from (line for line in cell.lines if isinstance(line, Line))
        case _:
            assert_never(block)


def is_group(block: Block) -> bool:
    """Whether a block is a table to fill with rows."""
    return isinstance(block, Table) and bool(block.fields)


def _groups(document: Document) -> tuple[RowGroup, ...]:
    taken = {one.name for one in document.fields}
    found: list[RowGroup] = []
    number = 0
    for block in document.blocks:
        if isinstance(block, Table) and block.fields:
            name = block.name
            while not name or name in taken:
                number += 1
                name = GROUP_NAME if number == 1 else f"{GROUP_NAME}_{number}"
            taken.add(name)
            found.append(RowGroup(name, tuple(FormField(column) for column in block.fields)))
    return tuple(found)


def _signed(form: Definition) -> Definition:
    seen = {
        "id": form.id,
        "language": form.version.language,
        "title": form.title,
        "fields": [[path, *_described(one)] for path, one in form.every_field()],
        "layout": layout(form),
    }
    text = json.dumps(seen, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    version = form.version
    digest = hashlib.sha256(text.encode()).hexdigest()
    key = VersionKey(version.order, version.start, version.certainty, version.language, digest)
    return Definition(
        form.id, form.kind, form.title, form.on, key, form.order, form.fields, form.groups, form.blocks
    )  # fmt: skip


def _described(one: FormField) -> list[Any]:
    asked = one.field
    described = [asked.label, asked.kind, asked.required, asked.hint, asked.source, list(one.published)]
    return [*described, asked.computed] if asked.computed else described


def _act(act: ActRef | None) -> str | None:
    return None if act is None else code_of(act) or iri(act)


def _placed(block: Block, names: Iterator[RowGroup]) -> dict[str, Any]:
    match block:
        case Heading() | Line():
            kind = "heading" if isinstance(block, Heading) else "line"
            return {"type": kind, "content": _content(block)}
        case Gap(text=text, label=label):
            return {"type": "gap", "content": [part for part in (label, text) if part]}
        case Columns(columns=columns):
            return {"type": "columns", "columns": [[_content(line) for line in column] for column in columns]}
        case Table(head=head, rows=rows):
            group = next(names) if is_group(block) else None
            return {
                "type": "table",
                "rows": group.name if group else None,
                "head": [[_cell_words(row, index) for index in range(len(row.cells))] for row in head],
                "columns": [column.name for column in group.columns] if group else [],
                "cells": [_cells(row) for row in rows],
            }
        case _:
            assert_never(block)


def _cells(row: Row) -> list[list[Any]]:
    return [[_content(line) for line in cell.lines] for cell in row.cells]


def _cell_words(row: Row, index: int) -> str:
    found = [_content(line) for line in row.cells[index].lines]
    return " ".join(part for parts in found for part in parts if isinstance(part, str))


def _content(line: Heading | Line | Gap) -> list[Any]:
    if isinstance(line, Gap):
        return [part for part in (line.label, line.text) if part]
    parts: tuple[Inline, ...] = line.parts
    if isinstance(line, Heading) and not parts and line.text:
        parts = (Text(line.text),)
    label = [line.label] if line.label else []
    return label + [part.text if isinstance(part, Text) else {"field": part.field} for part in parts]
