"""What a form's text cannot say: English names, kinds, alternatives, computed values, in a TOML bound to one wording.

    document = "V1500010370/1/8"
    language = "rus"
    wording = "<hash of the words of the form>"

    [fields.stranitsakh]
    name = "annexed_pages"

    [rows]
    name = "services"
    [rows.columns.naimenovanie_uslugi]
    name = "service"

The hash (`forms.wording`) covers the published words and nothing that is derived from them. When an order changes
the annex, the hash is another one: the supplement is not used any more, the derived definition serves, and a finding
says so. The same holds for a supplement that names a field which the derivation does not give. A supplement never
changes a printed word.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from forms.alignment import aligned
from forms.definition import Definition, definition
from forms.records import Blank, Block, Columns, Document, FieldKind, Heading, Inline, Line, Row, Table
from forms.records import Field as FormField
from forms.wording import wording
from legal.errors import LegalError
from legal.findings import finding
from legal.records import Finding, Language

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,47}$")]
Computed = Literal["quantity", "cost", "cost-in-words", "pages", "none"]
_RESERVED = frozenset({"version", "hash"})


class SupplementError(LegalError):
    """A supplement that cannot be read; `place` is the file and the key."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class FieldPart(_Part):
    """What is said of one field: its name for programs, its kind, its alternatives, whether and how it is computed."""

    name: Name | None = None
    kind: FieldKind | None = None
    options: tuple[str, ...] | None = None
    required: bool | None = None
    computed: Computed | None = None


class RowsPart(_Part):
    """What is said of a table to fill: its name, and its columns by their derived names."""

    name: Name | None = None
    columns: Mapping[str, FieldPart] = {}


class Supplement(_Part):
    """A supplement as written. `rows` is the first table to fill, `rows_2` the second."""

    document: str
    language: Language
    wording: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    title: str | None = None
    fields: Mapping[str, FieldPart] = {}
    rows: RowsPart | None = None
    rows_2: RowsPart | None = None

    @property
    def tables(self) -> tuple[RowsPart | None, ...]:
        """What is said of each table to fill, in the order of the form."""
        return (self.rows, self.rows_2)


def read_supplement(text: str, place: str) -> Supplement:
    """A supplement from its TOML. Raises SupplementError with the file and the key at fault."""
    try:
        made = Supplement.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise SupplementError(f"no TOML: {error}", place=place, remedy="Correct the file or take it away.") from None
    except ValidationError as error:
        keys = ", ".join(dict.fromkeys(".".join(map(str, one["loc"])) for one in error.errors(include_input=False)))
        raise SupplementError(f"not understood: {keys}", place=place, remedy=f"Kinds: {_KINDS}.") from None
    names = [one.name for one in made.fields.values() if one.name]
    names += [table.name for table in made.tables if table and table.name]
    doubled = sorted({name for name in names if names.count(name) > 1 or name in _RESERVED})
    if doubled:
        raise SupplementError(f"names given twice or reserved: {', '.join(doubled)}", place=place)
    return made


_KINDS = ", ".join(get_args(FieldKind))


@lru_cache(maxsize=1)
def shipped() -> tuple[Supplement, ...]:
    """The supplements that come with the package."""
    folder = resources.files("forms").joinpath("supplements")
    files = sorted((one for one in folder.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name)
    return tuple(read_supplement(one.read_text(encoding="utf-8"), one.name) for one in files)


def load(folder: Path) -> tuple[Supplement, ...]:
    """The supplements of a folder in the order of their names; () where there is none. Raises SupplementError."""
    files = sorted(folder.glob("*.toml")) if folder.is_dir() else []
    return tuple(_from_file(path, path.stat().st_mtime_ns) for path in files)


@lru_cache(maxsize=256)
def _from_file(path: Path, changed: int) -> Supplement:
    try:
        return read_supplement(path.read_text(encoding="utf-8"), path.name)
    except UnicodeDecodeError:
        raise SupplementError("no UTF-8", place=path.name) from None


def supplemented(
    document: Document, given: Sequence[Supplement], twin: Callable[[], Document | None] = lambda: None
) -> Document:
    """The document with what the last fitting supplement says of its fields.

    Where supplements are there for the document and none was made for its wording, or the fitting one names a field
    that it does not have, the document as derived, with a finding "supplement-stale".

    A document without a supplement of its own takes the names, kinds and computed values of the one that fits `twin`,
    the same document in the other language, where `forms.alignment` leaves no doubt which field is which.
    """
    mine = [one for one in given if (one.document, one.language) == (document.id, document.language)]
    if not mine:
        borrowed = _borrowed(document, given, twin)
        return document if borrowed is None else _applied(document, borrowed)
    here = wording(document)
    fitting = [one for one in mine if one.wording == here]
    if not fitting:
        made_for = ", ".join(sorted({one.wording[:12] for one in mine}))
        return _stale(document, f"made for the wording {made_for}, and the form now reads {here[:12]}")
    return _applied(document, fitting[-1])


def _applied(document: Document, chosen: Supplement) -> Document:
    form = definition(document)
    absent = _absent(form, chosen)
    if absent:
        return _stale(document, f"it names fields that the form does not have: {', '.join(absent)}")
    changed = _changed(document, form, chosen)
    names = [one.name for one in changed.fields]
    tables = [one for one in changed.blocks if isinstance(one, Table) and one.fields]
    names += [table.name for table in tables if table.name]
    columns = [[one.name for one in table.fields] for table in tables]
    if any(len(set(group)) != len(group) for group in (names, *columns)):
        return _stale(document, "its names meet those of other fields")
    return changed


def _borrowed(
    document: Document, given: Sequence[Supplement], twin: Callable[[], Document | None]
) -> Supplement | None:
    """The supplement of the other language in the names of this one; None where it does not fit or is in doubt."""
    theirs = [one for one in given if one.document == document.id]
    other = twin() if theirs else None
    if other is None:
        return None
    said = wording(other)
    fitting = [one for one in theirs if one.language == other.language and one.wording == said]
    side_by_side = aligned(definition(other), definition(document))
    if not fitting or side_by_side is None:
        return None
    chosen = fitting[-1]
    tables = [
        table and RowsPart(name=table.name, columns=_translated(table.columns, names))
        for table, names in zip(chosen.tables, side_by_side.columns, strict=False)
    ]
    return Supplement(
        document=document.id,
        language=document.language,
        wording=wording(document),
        title=chosen.title,
        fields=_translated(chosen.fields, side_by_side.fields),
        rows=tables[0] if tables else None,
        rows_2=tables[1] if len(tables) > 1 else None,
    )


def _translated(parts: Mapping[str, FieldPart], names: Mapping[str, str]) -> dict[str, FieldPart]:
    """What is said of fields under their names in the other language. Alternatives are words of the language that they
    were given in, and stay there with the kind that they make."""
    return {
        names[name]: part if part.options is None else part.model_copy(update={"options": None, "kind": None})
        for name, part in parts.items()
        if name in names
    }


def _stale(document: Document, why: str) -> Document:
    found: Finding = finding("supplement-stale", f"the supplement of {document.id} ({document.language}): {why}")
    return replace(document, findings=(*document.findings, found))


def _absent(form: Definition, given: Supplement) -> list[str]:
    there = {one.name for one in form.fields}
    found = [name for name in given.fields if name not in there]
    for index, table in enumerate(given.tables):
        columns = {one.name for one in form.groups[index].columns} if index < len(form.groups) else set[str]()
        if table is not None:
            found += [name for name in table.columns if name not in columns] or ([] if columns else ["rows"])
    return found


def _changed(document: Document, form: Definition, given: Supplement) -> Document:
    renamed = {name: part.name for name, part in given.fields.items() if part.name}
    tables = iter(given.tables)
    blocks = tuple(_block(block, renamed, tables) for block in document.blocks)
    fields = tuple(_field(one, given.fields.get(one.name)) for one in document.fields)
    return replace(document, blocks=blocks, fields=fields)


def _field(one: FormField, part: FieldPart | None) -> FormField:
    if part is None:
        return one
    options = "/".join(part.options) if part.options else one.hint
    return replace(
        one,
        name=part.name or one.name,
        kind=part.kind or one.kind,
        hint=options,
        required=one.required if part.required is None else part.required,
        computed=part.computed or one.computed,
        told=bool(part.kind or part.options),
    )


def _block(block: Block, renamed: Mapping[str, str], tables: object) -> Block:
    match block:
        case Heading() | Line():
            return replace(block, parts=_parts(block.parts, renamed))
        case Columns(columns=columns):
            return Columns(tuple(tuple(_line(line, renamed) for line in column) for column in columns))
        case Table():
            part = next(tables, None) if block.fields else None  # type: ignore[call-overload]
            columns = part.columns if part else {}
            return replace(
                block,
                head=tuple(_row(row, renamed) for row in block.head),
                rows=tuple(_row(row, renamed) for row in block.rows),
                fields=tuple(_field(one, columns.get(one.name)) for one in block.fields),
                name=(part.name or block.name) if part else block.name,
            )
        case _:
            return block


def _row(row: Row, renamed: Mapping[str, str]) -> Row:
    cells = (
        replace(cell, lines=tuple(_line(one, renamed) if isinstance(one, Line) else one for one in cell.lines))
        for cell in row.cells
    )
    return replace(row, cells=tuple(cells))


def _line(line: Line, renamed: Mapping[str, str]) -> Line:
    return replace(line, parts=_parts(line.parts, renamed))


def _parts(parts: tuple[Inline, ...], renamed: Mapping[str, str]) -> tuple[Inline, ...]:
    return tuple(
        replace(part, field=renamed.get(part.field, part.field)) if isinstance(part, Blank) else part for part in parts
    )


def skeleton(document: Document) -> str:
    """The TOML of a supplement for a document that says nothing yet: every field with its label, to fill in."""
    form = definition(document)
    text = [
        f"document = {json.dumps(document.id)}",
        f"language = {json.dumps(document.language)}",
        f"wording = {json.dumps(wording(document))}",
        f"# {document.title or document.label}",
    ]
    for one in form.fields:
        text += [
            "",
            f"# {one.field.label} ({one.field.kind})",
            f"[fields.{one.name}]",
            f"# name = {json.dumps(one.name)}",
        ]
    for number, group in enumerate(form.groups[:2], 1):
        table = "rows" if number == 1 else f"rows_{number}"
        text += ["", f"[{table}]", f"# name = {json.dumps(group.name)}"]
        for one in group.columns:
            text += [f"# {one.field.label} ({one.field.kind})", f"[{table}.columns.{one.name}]",
                     f"# name = {json.dumps(one.name)}"]  # fmt: skip
    return "\n".join(text) + "\n"
