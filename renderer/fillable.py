"""A form as a PDF to be filled on the screen: the printed blank with a field over every place to write in (AcroForm).

    blank -> its page as always + the places of its blanks -> fields: name, tooltip, kind, required, tags, order

Names are those of `forms.fill`, so that what is typed can be read back: `fio`, `rows.1.data` for the cells of rows to
write in, `adres-2` for the second rule that an answer goes on over. Seals have no field; what is signed by hand has one
that may stay empty.
The words and the look are those of the blank, the file stays PDF/A-3a, and the same blank gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from forms.definition import definition, is_group
from forms.records import Blank, Cell, Document, Field, Line, Table
from forms.rows import is_empty_row
from renderer.fast.blanks import Template
from renderer.fast.slots import Fragment, Rectangle, mark_cells, read_cells
from renderer.fast.values import places
from renderer.grid import grid, is_answer
from renderer.html import page
from renderer.pdf import print_page
from renderer.typeface import typeface

_FONT = "/Wingdings"
"""The name of the font in the form, not of the typeface: PDFium, in Chrome and Edge, takes an embedded font for letters
other than Latin only where the form calls it so."""
_CELL_TYPE, _EDGE = 10.0, 1.0
"""Size of type in cells, and how far a field stays off the rules, in points."""
_ABOVE, _BELOW = 0.95, 0.25
"""From the baseline to the edges of a field, in sizes of type."""
_PRINTED = 4
_REQUIRED, _MULTILINE, _COMBO, _EDIT = 1 << 1, 1 << 12, 1 << 17, 1 << 18
_MARKED = re.compile(rb"/MCID (\d+)")
_RULE = re.compile(r"[_\s\u00a0]*")


def fillable_pdf(blank: Document) -> bytes:
    """The blank as PDF with fields to fill. Raises as `Template`."""
    asked = {one.name: one for one in blank.fields}
    ruled = {place.blank.field: is_ruled(place.blank.published) for place in places(blank)}
    template = Template(blank)
    with pikepdf.open(BytesIO(template.fill({}))) as file:
        form = _Form(file)
        for name, fragments in template.slots():
            if (one := asked.get(name)) and one.kind != "seal":
                form.add_line(name, one, fragments, clear=ruled[name])
        for cell in _cells(blank):
            form.add_cell(cell)
        form.finish()
        out = BytesIO()
        file.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def _cells(blank: Document) -> Iterator[_Cell]:
    """The cells to write in of a form."""
    markup = mark_cells(page(blank))
    with pikepdf.open(BytesIO(print_page(blank, markup))) as file:
        drawn = iter(read_cells(file.pages))
    asked = {one.name: one for one in blank.fields}
    groups = iter(definition(blank).groups)
    tables = [block for block in blank.blocks if isinstance(block, Table)]
    for index, table in enumerate(tables):
        columns = next(groups) if is_group(table) else None
        for place in _to_write(table):
            at, edges = next(drawn)
            if place.field:
                name, field_ = place.field, asked.get(place.field)
            elif columns is not None and place.column < len(columns.columns):
                field_ = columns.columns[place.column].field
                name = f"{columns.name}.{place.number}.{field_.name}"
            else:
                continue
            if field_ is not None and field_.kind != "seal":
                yield _Cell(name, field_, at, edges, index, -place.below, place.at)


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell to write in: its column, its place among the cells of its row, how many rows there are from its own to the
    end; the field it answers, or the number of its row in a table that grows."""

    column: int
    at: int
    below: int
    field: str = ""
    number: int = 0


def _to_write(table: Table) -> Iterator[_Place]:
    """The cells of a table to write in, in the order in which they are printed."""
    frame = grid(table)
    below, number = len(frame.rows) + frame.spare + len(frame.foot), 0
    for row in (*frame.rows, *([None] * frame.spare), *frame.foot):
        if row is None:
            number += 1
            yield from (_Place(column, column, below, number=number) for column in range(frame.columns))
        elif table.fields and row in frame.rows and is_empty_row(row.row):
            number += 1
            for at, one in enumerate(row.cells):
                if not one.cell.lines and one.colspan == one.rowspan == 1:
                    yield _Place(one.column, at, below, number=number)
        else:
            for at, one in enumerate(row.cells):
                if is_answer(one.cell) and not one.cell.header:
                    yield _Place(one.column, at, below, _answered(one.cell))
        below -= 1


def _answered(cell: Cell) -> str:
    """The field of a cell that is nothing but a blank."""
    (line,) = cell.lines
    assert isinstance(line, Line)
    (blank,) = line.parts
    assert isinstance(blank, Blank)
    return blank.field


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell to fill: its place on a page, and in the structure: table, row counted from the end, column."""

    name: str
    asked: Field
    page: int
    edges: Rectangle
    table: int
    row: int
    column: int


@dataclass(slots=True)
class _Node:
    """A name of the tree of fields; `widgets` where it is a field."""

    kids: dict[str, _Node] = field(default_factory=dict)
    entries: dict[str, Any] = field(default_factory=dict)
    widgets: list[Any] = field(default_factory=list)


class _Form:
    """The fields of a file in the making."""

    def __init__(self, file: pikepdf.Pdf) -> None:
        self._file, self._tree = file, _Node()
        self._font = typeface().font(file)
        self._structure: Any = file.Root.StructTreeRoot.ParentTree.Nums
        keys = [int(self._structure[at]) for at in range(0, len(self._structure), 2)]
        self._parents = {key: self._structure[2 * at + 1] for at, key in enumerate(keys)}
        self._next = max(keys) + 1
        self._tables = list(_table_rows(file.Root.StructTreeRoot))

    def add_line(self, name: str, one: Field, fragments: tuple[Fragment, ...], *, clear: bool) -> None:
        """A field for each rule of an answer; the same field again where the form prints it again.

        `clear`: what is printed there stays to be seen under what is typed.
        """
        for number, fragment in enumerate(fragments, 1):
            node = self._node(name if number == 1 else f"{name}-{number}")
            node.entries = node.entries or _entries(one, "0", centered=fragment.centered, lines=False)
            low, top = fragment.y - _BELOW * fragment.size, fragment.y + _ABOVE * fragment.size
            page = self._file.pages[fragment.page].obj
            marked = _MARKED.search(fragment.tag)
            assert marked is not None
            parent = self._parents[int(page.StructParents)][int(marked[1])]
            widget = self._widget(page, (fragment.x, low, fragment.x + fragment.room, top), parent, node.entries["TU"])
            widget.MK = Dictionary() if clear else Dictionary(BG=pikepdf.Object.parse(b"[1]"))
            node.widgets.append(widget)

    def add_cell(self, cell: _Cell) -> None:
        """A field of several lines in a cell of an empty row."""
        node = self._node(cell.name)
        node.entries = _entries(cell.asked, f"{_CELL_TYPE:g}", centered=False, lines=True)
        page = self._file.pages[cell.page].obj
        rows = self._tables[cell.table]
        parent = _kids(rows[cell.row])[cell.column]
        left, low, right, top = cell.edges
        inside = (left + _EDGE, low + _EDGE, right - _EDGE, top - _EDGE)
        node.widgets.append(self._widget(page, inside, parent, node.entries["TU"]))

    def finish(self) -> None:
        """Puts the fields on the document."""
        fields = Array([self._written(name, node, None) for name, node in self._tree.kids.items()])
        self._file.Root.AcroForm = Dictionary(
            Fields=fields, DR=Dictionary(Font=Dictionary({_FONT: self._font})), DA=String(f"{_FONT} 0 Tf 0 g")
        )
        self._file.Root.StructTreeRoot.ParentTreeNextKey = self._next

    def _node(self, name: str) -> _Node:
        node = self._tree
        for part in name.split("."):
            node = node.kids.setdefault(part, _Node())
        return node

    def _widget(self, page: Any, edges: Rectangle, parent: Any, label: Any) -> Any:
        left, low, right, top = edges
        look = self._file.make_stream(
            b"/Tx BMC EMC",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, 0, round(right - left, 2), round(top - low, 2)],
            Resources=Dictionary(Font=Dictionary({_FONT: self._font})),
        )
        widget = self._file.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                Rect=[round(value, 2) for value in edges],
                F=_PRINTED,
                P=page,
                StructParent=self._next,
                AP=Dictionary(N=look),
            )
        )
        self._tag(page, parent, widget, label)
        if "/Annots" not in page:
            page.Annots = Array()
        page.Annots.append(widget)
        return widget

    def _tag(self, page: Any, parent: Any, widget: Any, label: Any) -> None:
        """Puts the field into the structure, where its blank is read (ISO 32000-1, 14.8.4.5)."""
        reference = Dictionary(Type=Name.OBJR, Pg=page, Obj=widget)
        element = self._file.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Form, P=parent, Alt=label, K=reference)
        )
        parent.K = Array([*_kids(parent), element])
        self._structure.extend([self._next, element])
        self._next += 1

    def _written(self, name: str, node: _Node, parent: Any) -> Any:
        made = self._file.make_indirect(Dictionary(T=String(name), **node.entries))
        if parent is not None:
            made.Parent = parent
        kids = list(node.widgets) or [self._written(below, kid, made) for below, kid in node.kids.items()]
        for widget in node.widgets:
            widget.Parent = made
        made.Kids = Array(kids)
        return made


_TWELVE = frozenset({"iin", "bin"})
"""Kinds of field that hold twelve digits."""


def _entries(one: Field, size: str, *, centered: bool, lines: bool) -> dict[str, Any]:
    """What a field is: kind, flags, tooltip, look of what is typed. Size 0: as large as there is room."""
    flags = _REQUIRED if one.required and one.kind != "signature" else 0
    entries = {
        "TU": String(one.label or one.source or one.name),
        "DA": String(f"{_FONT} {size} Tf 0 g"),
        "Q": int(centered),
    }
    options = [part.strip() for part in one.hint.split("/") if part.strip()] if one.kind == "choice" else []
    if len(options) > 1:
        return {**entries, "FT": Name.Ch, "Ff": flags | _COMBO | _EDIT, "Opt": Array(map(String, options))}
    if one.kind in _TWELVE:
        entries["MaxLen"] = 12
    return {**entries, "FT": Name.Tx, "Ff": flags | (_MULTILINE if lines else 0)}


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _table_rows(element: Any) -> Iterator[list[Any]]:
    """The rows of every table below an element of the structure, in order."""
    for kid in _kids(element):
        if not isinstance(kid, Dictionary):
            continue
        if kid.get("/S") == Name.Table:
            yield [row for part in _kids(kid) for row in (_kids(part) if part.S != Name.TR else [part])]
        else:
            yield from _table_rows(kid)


def is_ruled(published: str) -> bool:
    """A blank is nothing but a rule, which what is typed may stand on.

    >>> is_ruled("____"), is_ruled('"___" ________ 20__ г.')
    (True, False)
    """
    return _RULE.fullmatch(published) is not None
