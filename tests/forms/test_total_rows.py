"""The line of a table that is published for its totals stays under the answers."""

from __future__ import annotations

from forms.definition import definition
from forms.fill import fill
from forms.records import Document, Table
from renderer.grid import grid
from renderer.walk import lines_of
from tests.forms.unseen_forms import published


def _table(document: Document) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table) and block.fields)


def _said(table: Table) -> list[list[str]]:
    return [[" ".join(lines_of(cell)) for cell in row.cells] for row in table.rows]


def _filled(blank: Document, **values: object) -> Document:
    (group,) = definition(blank).groups
    row = {column.field.name: None for column in group.columns} | values
    return fill(blank, {field.name: None for field in blank.fields} | {group.name: [row]}, with_xml=False)


def test_a_published_line_for_totals_is_kept_where_nothing_is_summed() -> None:
    made = _filled(published("rus")["заявка"], naimenovanie_tovara="Мука")
    assert [row[:2] for row in _said(_table(made))] == [["1", "Мука"], ["Итого", ""]]


def test_numbered_rows_make_room_for_answers() -> None:
    made = _filled(published("rus")["путевой лист"], marshrut="Дом")
    assert [row[0] for row in _said(_table(made))] == ["1"]


def test_rows_to_write_in_stand_over_the_line_for_totals() -> None:
    frame = grid(_table(published("rus")["заявка"]))
    assert (len(frame.rows), frame.spare, len(frame.foot)) == (0, 2, 1)
    frame = grid(_table(published("rus")["путевой лист"]))
    assert (len(frame.rows), len(frame.foot)) == (3, 0)
