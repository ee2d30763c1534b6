"""A journal as a document: the columns of the published form, the journal's own, the rows."""

from dataclasses import replace
from datetime import date

import pytest

import forms
from forms.journal_events import Event, Paper, Person
from forms.journal_print import (
    ENTRY_FACTS,
    Entry,
    Head,
    entry_row,
    journal_page,
    queue_page,
    queue_row,
)
from forms.journal_state import Waiting
from forms.records import Columns, Line, Table
from legal.errors import LegalError
from legal.records import Node
from renderer import sheets
from renderer.walk import block_words
from tests.forms.journal_samples import journal_annex, version

DAY = date(2022, 3, 1)
HEAD = Head({"rus": "КГУ «Дом»", "kaz": "«Үй» КММ"}, date(2022, 1, 10))
PERSON = Person("880101300123", "О'Нил <x> {{7*7}}", date(1988, 1, 1))
ARRIVAL = Event("arrival", DAY, PERSON, order=Paper("12-к", date(2022, 2, 28)))


def table(*labels):
    cells = tuple(Node("cell", children=(Node("alinea", text=label),)) for label in labels)
    empty = tuple(Node("cell") for _ in labels)
    return Node(
        "table", children=(Node("row", role="header", children=cells), Node("row", children=empty))
    )  # fmt: skip


def blank(*tables, language="rus"):
    return forms.documents(version(annex=journal_annex(*tables), language=language))[0]


def page(*tables, **given):
    return journal_page(blank(*tables, **given), HEAD, DAY, date(2022, 3, 31))


def told(document):
    return [words for block in document.blocks for words in block_words(block)]


def test_a_form_without_columns_on_file_gets_those_of_the_journal_and_says_so():
    made = page()
    assert [column.fact for column in made.columns] == list(ENTRY_FACTS)
    assert all(column.own for column in made.columns)
    said = told(made.document)
    assert "Организация: КГУ «Дом»" in said
    assert "Записи за период с 01.03.2022 по 31.03.2022" in said
    assert any("собственные графы журнала, приказом они не установлены" in line for line in said)
    assert 'Начат "10" января 2022 г.' in said
    assert 'Окончен "___" __________ 20 ___ г.' in said


def test_the_columns_of_the_published_form_are_told_by_their_labels():
    labels = (
        "№ п/п", "Фамилия, имя, отчество (при его наличии)", "ИИН", "Дата рождения", "Дата поступления",
        "Номер и дата приказа", "Дата выписки (отчисления)", "Причина выбытия", "Подпись",
    )  # fmt: skip
    made = page(table(*labels))
    published = [column for column in made.columns if not column.own]
    assert [column.label for column in published] == list(labels)
    assert [column.fact for column in published] == [
        "number", "person", "iin", "born", "arrived", "order", "left", "reason", "",
    ]  # fmt: skip
    # What the form has no column for is added, marked, and declared.
    assert [column.label for column in made.columns if column.own] == ["Отметка*", "Примечание*"]
    assert any(line.startswith("Графы со знаком *") for line in told(made.document))
    assert [finding.code for finding in made.document.findings if "unfilled" in finding.code] == [
        "journal-column-unfilled"
    ]
    last = [block for block in made.document.blocks if isinstance(block, Table)][-1]
    assert sum(last.widths) == 100
    assert len(last.widths) == len(made.columns)


def test_number_and_date_of_an_order_in_columns_of_their_own():
    made = page(table("№", "Ф.И.О.", "Номер приказа", "Дата приказа"))
    assert [column.fact for column in made.columns if not column.own] == [
        "number", "person", "order_number", "order_date",
    ]  # fmt: skip
    assert "order" not in [column.fact for column in made.columns]
    row = dict(zip([column.fact for column in made.columns], entry_row(made, Entry(5, ARRIVAL), "rus"), strict=True))
    assert (row["order_number"], row["order_date"]) == ("12-к", "28.02.2022")


def test_kazakh_columns():
    made = page(
        table("Р/с №", "Тегі, аты, әкесінің аты", "ЖСН", "Түскен күні", "Бұйрықтың нөмірі мен күні"), language="kaz"
    )
    assert [column.fact for column in made.columns if not column.own] == [
        "number", "person", "iin", "arrived", "order",
    ]  # fmt: skip


def test_another_table_behind_that_of_the_entries_is_refused():
    words = Node("cell", children=(Node("alinea", text="слова"),))
    other = Node("table", children=(Node("row", children=(words, words)), Node("row", children=(words, words))))
    with pytest.raises(LegalError):
        page(table("№", "Ф.И.О."), other)


def facts(entry, language="rus"):
    made = page(language=language)
    return dict(zip([column.fact for column in made.columns], entry_row(made, entry, language), strict=True))


def test_values_stand_as_they_were_given_and_the_note_beside_the_day():
    row = facts(Entry(3, ARRIVAL, "возвратился"))
    assert row["person"] == "О'Нил <x> {{7*7}}"
    assert row["iin"] == "880101300123"
    assert row["arrived"] == "01.03.2022 возвратился"
    assert row["order"] == "№ 12-к от 28.02.2022"
    assert (row["number"], row["event"]) == ("3", "прибытие")


def test_a_correction_and_what_it_corrects_name_each_other():
    correction = Event("correction", date(2022, 3, 9), corrects=3, reason="опечатка", event=ARRIVAL)
    row = facts(Entry(7, correction, "возвратился"))
    assert row["event"] == "исправление: прибытие"
    assert row["remark"] == "вместо записи № 3, внесено 09.03.2022"
    assert (row["on"], row["person"], row["reason"]) == ("01.03.2022", "О'Нил <x> {{7*7}}", "опечатка")
    assert facts(Entry(3, ARRIVAL, replaced=(7, False)))["remark"] == "исправлено записью № 7"
    assert facts(Entry(3, ARRIVAL, replaced=(8, True)))["remark"] == "отменено записью № 8"
    nothing = Event("correction", date(2022, 3, 9), corrects=3, reason="ошибка")
    assert facts(Entry(8, nothing))["remark"] == "отменяет запись № 3, внесено 09.03.2022"
    assert facts(Entry(8, nothing), "kaz")["remark"] == "№ 3 жазбаның күшін жояды, 09.03.2022 енгізілді"


def test_the_queue_has_columns_of_its_own_and_says_so():
    made = queue_page(blank(), HEAD, DAY)
    assert all(column.own for column in made.columns)
    assert any("Формы очереди" in line for line in told(made.document))
    waits = Waiting(PERSON, DAY, "09:30", 4, out_of_turn=True, kept=True)
    assert queue_row(made, 1, waits, DAY, "rus") == (
        "1", "О'Нил <x> {{7*7}}", "880101300123", "01.03.2022 09:30", "ожидает", "",
        "вне очереди; предыдущая очередь сохранена",
    )  # fmt: skip


def test_a_sheet_of_the_journal_holds_every_row_and_no_formula():
    made = page()
    named = Event("arrival", DAY, Person(None, "=cmd()", DAY))
    rows = [entry_row(made, Entry(number, named), "rus") for number in range(1, 4)]
    text = b"".join(sheets.csv(made.document, rows, table_only=True)).decode("utf-8-sig")
    assert text.count("'=cmd()") == 3
    assert len(text.splitlines()) == 4


def test_lines_of_the_journal_are_lines_of_the_document():
    assert all(isinstance(block, Line | Table) or block.text for block in page().document.blocks)


def test_the_names_of_the_organization_stand_under_the_words_that_ask_for_them():
    asked = ("Официальное наименование организации (на казахском языке)", "Официальное наименование (на русском языке)")
    cells = tuple(Node("cell", children=(Node("alinea", text=text, role="line"),)) for text in asked)
    beside = Node("table", children=(Node("row", children=cells),), role="column")
    both = replace(HEAD, organization={"kaz": "«Үй» КММ", "rus": "КГУ «Дом»"})
    made = journal_page(blank(beside), both, DAY, date(2022, 3, 31)).document
    (columns,) = (block.columns for block in made.blocks if isinstance(block, Columns))
    assert [[part.text for line in column for part in line.parts] for column in columns] == [
        [asked[0], "«Үй» КММ"], [asked[1], "КГУ «Дом»"],
    ]  # fmt: skip
    assert not any(line.startswith("Организация:") for line in told(made))
