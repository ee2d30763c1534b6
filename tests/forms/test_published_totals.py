"""Sums go into the row that a form prints for them; what stands in it stays as published."""

from __future__ import annotations

import pytest

from forms.definition import definition
from forms.fill import fill
from forms.records import Document, Table
from legal.akn import validate
from legal.xml import parse
from renderer.walk import lines_of
from tests.forms import unseen_rules
from tests.forms.unseen_forms import derived, published


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


def test_the_source_has_the_answers_for_the_empty_rows_and_the_sums_in_the_published_row():
    blank = unseen_rules.documents("preschool-rus")["6"]
    (group,) = definition(blank).groups
    filled_in = filled_source(blank, group.name, {"iin": "880101300123", "nomer_2": "7"})
    assert [row for row in filled_in if "880101300123" in row] == [["1", "880101300123", "", "", "7", "", ""]]
    numbered = unseen_rules.documents("assistance-rus")["3"]
    (group,) = definition(numbered).groups
    rows = filled_source(numbered, group.name, {"alimenty": "10"}, {"alimenty": "5.5"}, {"alimenty": "1"})
    assert [row for row in rows if row[0] in ("1", "2", "3") and row[5] != "6"] == [
        ["1", "", "", "", "", "10,00", ""], ["2", "", "", "", "", "5,50", ""], ["3", "", "", "", "", "1,00", ""],
    ]  # fmt: skip
    assert rows[-1][0] == "Всего"
    act = published("rus")["акт оказанных услуг р-1"]
    (group,) = definition(act).groups
    rows = filled_source(act, group.name, {"kolichestvo": "2", "tsena_za_edinitsu": "10"})
    assert ["Итого", "", "", "х", "х", "2", "х", "20,00"] in rows
    assert ["1", "", "", "", "", "2", "10,00", "20,00"] in rows


def filled_source(blank: Document, group: str, *rows: dict[str, str]) -> list[list[str]]:
    """The rows of the tables of the XML of a filled form, which is valid."""
    (asked,) = (one for one in definition(blank).groups if one.name == group)
    empty = {column.name: None for column in asked.columns}
    data = {one.name: None for one in blank.fields if one.kind != "seal"}
    source = fill(blank, data | {group: [empty | row for row in rows]}, with_totals=True).akn
    assert validate(source) == []
    table = (row for row in parse(source).iter("{*}tr"))
    return [["".join(leaf.text or "" for leaf in cell.iter()).strip() for cell in row] for row in table]


def test_a_sum_stands_under_its_column_where_the_word_for_it_reaches_over_others():
    text = (
        "Приложение 1\nк Правилам закупок\nФорма\nАкт приемки\n№\tНаименование\tКоличество\tСтоимость, тенге\n"
        "1\t2\t3\t4\n\t\t\t\n{2}Итого\t\t\n"
    )
    blank = derived(text, "rus")
    rows = filled(
        blank, {"kolichestvo": "2", "stoimost_tenge": "10"}, {"kolichestvo": "1", "stoimost_tenge": "4"},
        with_totals=True,
    )  # fmt: skip
    assert rows[-1] == ["Итого", "3", "14,00"]
