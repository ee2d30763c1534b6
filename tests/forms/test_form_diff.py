"""Fields added, removed and changed between two wordings, and by which order."""

from dataclasses import replace
from datetime import date

import pytest

from forms.definition import definition
from forms.diff import diff, steps
from forms.records import Field, Provenance
from legal.records import ActRef
from tests.forms.filling_samples import form, sheet, signs, table

LATER = ActRef("order", date(2023, 6, 30), "288", code="V2300032994")


def later(document, order=LATER, start=date(2023, 7, 10)):
    return replace(document, provenance=Provenance(order, None, start, "stated"))


CASES = [
    # lines before, lines after, (kind, path, aspects), why
    (["Дата ______"], ["Дата ______"], [], "the same"),
    (["Дата ______"], ["Дата ______", "Адрес ______"], [("added", "adres", ())], "one more"),
    (["Дата ______", "Адрес ______"], ["Адрес ______"], [("removed", "data", ())], "one less"),
    (["Дата ______"], ["Дата ____"], [("changed", "data", ("print",))], "a shorter rule"),
    (["______", "(Ф.И.О.)"], ["______", "(Ф.И.О. (при его наличии))"],
     [("changed", "fio", ("label", "required"))], "no longer required"),
    (["Место жительства ______"], ["Место жительства заявителя ______"],
     [("changed", "mesto_zhitelstva_zaiavitelia", ("renamed", "label"))], "a label reworded"),
    (["Телефон ______"], ["Адрес ______"], [("added", "adres", ()), ("removed", "telefon", ())], "two kinds"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "expected", "why"), CASES, ids=[case[3] for case in CASES])
def test_changes(before, after, expected, why):
    found = diff(definition(form(before)), definition(later(form(after))))
    kinds = [(one.kind, one.path, tuple(a for a in one.aspects if a != "source")) for one in found.changes]
    assert kinds == expected
    assert all(one.by == LATER for one in found.changes)
    assert found.same == (not expected)


def test_only_the_words_changed():
    found = diff(definition(form(["Дата ______", "Слова."])), definition(form(["Дата ______", "Другие слова."])))
    assert (found.changes, found.reworded, found.same) == ((), True, False)
    assert found.said("rus") == "Изменен текст формы."
    assert found.said("kaz") == "Нысан мәтіні өзгертілген."


def test_columns_are_fields_of_their_table():
    price = Field("tsena", "цена", "money")
    found = diff(
        definition(form([], table(price))), definition(form(["Цена ______"], table(replace(price, kind="text"))))
    )
    assert [(one.kind, one.path, one.aspects) for one in found.changes] == [
        ("added", "tsena", ()),
        ("changed", "rows[].tsena", ("kind",)),
    ]


def test_two_real_sheets():
    found = diff(definition(sheet()), definition(signs()))
    assert [(one.kind, one.path) for one in found.changes if one.kind != "changed"] == [
        ("added", "rows[].sposob_okazaniia_onlain_oflain"),
        ("removed", "rows[].perechen_obektov_poseshchennykh_invalidom_v"),
    ]
    assert "Добавлены поля: «Способ оказания (онлайн/офлайн)»." in found.said("rus")


def test_every_order_on_the_way_is_named_and_no_other():
    first, second = form(["Дата ______"]), form(["Дата ______", "Адрес ______"])
    third = form(["Адрес ______"])
    idle = ActRef("order", date(2022, 1, 1), "1")
    way = [first, later(first, idle), later(second), later(third, ActRef("order", date(2024, 1, 1), "5"))]
    found = steps(definition(one) for one in way)
    assert [[(one.kind, one.path, one.by.number) for one in step.changes] for step in found] == [
        [("added", "adres", "288")],
        [("removed", "data", "5")],
    ]


def test_two_languages_have_no_difference():
    with pytest.raises(ValueError, match="two languages"):
        diff(definition(form(["Дата ______"])), definition(form(["Дата ______"], language="kaz")))
