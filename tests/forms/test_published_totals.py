"""Sums go into the row that a form prints for them; what stands in it stays as published."""

from __future__ import annotations

import pytest

from forms.definition import definition
from forms.fill import fill
from forms.records import Document, Table
from renderer.walk import lines_of
from tests.forms.unseen_forms import published


def rows_of(document: Document) -> list[list[str]]:
    table = next(block for block in document.blocks if isinstance(block, Table) and block.fields)
    return [[" ".join(lines_of(cell)) for cell in row.cells] for row in table.rows]


def filled(blank: Document, *rows: dict[str, str], with_totals: bool) -> list[list[str]]:
    (group,) = definition(blank).groups
    empty = {column.name: None for column in group.columns}
    data = {one.name: None for one in blank.fields if one.kind != "seal"}
    return rows_of(fill(blank, data | {group.name: [empty | row for row in rows]}, with_totals=with_totals))


@pytest.mark.parametrize("with_totals", [True, False])
def test_the_act_of_form_p_1(with_totals):
    blank = published("rus")["акт оказанных услуг р-1"]
    (published_total,) = rows_of(blank)
    rows = filled(
        blank, {"kolichestvo": "2", "tsena_za_edinitsu": "10"}, {"kolichestvo": "1.5", "tsena_za_edinitsu": "4"},
        with_totals=with_totals,
    )  # fmt: skip
    assert [row[0] for row in rows] == ["1", "2", "Итого"]
    assert [row[-1] for row in rows[:2]] == ["20,00", "6,00"]
    sums = ["3,5", "х", "26,00"] if with_totals else published_total[5:]
    assert rows[2] == [*published_total[:5], *sums]
    assert published_total == ["Итого", "", "", "х", "х", "", "х", ""]


def test_a_form_without_such_a_row_gets_one():
    blank = published("kaz")["акт"]
    row = {"qyzmettin_atauy": "Көмек", "sagat_sany": "2", "birliginin_bagasy_tenge": "10"}
    rows = filled(blank, row, with_totals=True)
    assert [one[0] for one in rows] == ["1", ""]
    assert rows[1][1].startswith("Барлығы: ")
    assert rows[1][-1] == "20,00"
