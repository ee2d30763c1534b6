"""Headings whose merged cells were lost in text with tabs, and tables that only look like them."""

import pytest

from forms.records import Table
from renderer.walk import lines_of
from tests.forms.unseen_forms import derived, described

HEAD = "Приложение 1\nк Правилам учета\nФорма\nСводный отчет\n"


def form(*rows):
    return derived(HEAD + "\n".join(rows) + "\n", "rus")


def heading(document):
    table = next(block for block in document.blocks if isinstance(block, Table))
    return [[(" ".join(lines_of(cell)), cell.colspan, cell.rowspan) for cell in row.cells] for row in table.head]


def test_what_the_rows_leave_empty_shows_how_cells_were_merged():
    made = form("№ п/п\tРайон\tЗаявления\t\tСумма, тенге", "\t\tпринято\tотказано\t", "1\t2\t3\t4\t5", "1\t\t\t\t")
    assert heading(made)[:2] == [
        [("№ п/п", 1, 2), ("Район", 1, 2), ("Заявления", 2, 1), ("Сумма, тенге", 1, 2)],
        [("принято", 1, 1), ("отказано", 1, 1)],
    ]
    assert described(made) == [
        "rows[] number/running | № п/п", "rows[] text/text | Район", "rows[] text/text | принято",
        "rows[] text/text | отказано", "rows[] money/money | Сумма, тенге",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        ("№ п/п\tРайон\tСумма", "1\tЕсиль\t", "2\tАлматы\t"),
        ("№ п/п\tРайон\t\tСумма", "1\tЕсиль\tулица\t10", "2\tАлматы\tулица\t20"),
        ("Район\tЗаявления\t", "\tпринято\tотказано"),
        ("Район\tЗаявления\tСумма", "\tпринято\t", "Есиль\t\t"),
    ],
    ids=["rows with a cell to fill", "an empty heading over rows", "no row under it", "a group of one column"],
)
def test_other_tables_stay_as_they_are(rows):
    made = form(*rows)
    table = next(block for block in made.blocks if isinstance(block, Table))
    assert all((cell.colspan, cell.rowspan) == (1, 1) for row in (*table.head, *table.rows) for cell in row.cells)


def test_rules_with_captions_in_the_row_below_are_those_of_who_signs():
    made = form("Басшы\t__________\t__________", "\t(қолы)\t(Т.А.Ә.)", "Бухгалтер\t____\t_____", "\t(қолы)\t(Т.А.Ә.)")
    assert described(made) == [
        "signature/text | Басшы: қолы", "person/text | Басшы: Т.А.Ә.",
        "signature/text | Бухгалтер: қолы", "person/text | Бухгалтер: Т.А.Ә.",
    ]  # fmt: skip
