"""Lines of forms to fields: names, labels, kinds; what is printed stays what was published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.fields import compose
from forms.naming import Names, ascii_name
from forms.records import Blank, Text
from forms.register import Register

CASES = [
    # lines, fields (name, kind, required), why the case exists
    (["Дата ______"], [("data", "date", True)], "the words before a blank are its label"),
    (["______", "(Ф.И.О. (при его наличии))"], [("fio", "person", False)], "the caption under a rule"),
    (["______", "______", "(адрес)"], [("adres", "address", True)], "two rules over one caption are one field"),
    (["Подпись заявителя", "______"], [("podpis_zaiavitelia", "signature", True)], "a caption above its rule"),
    (["от «___» ______ 20__ года"], [("data", "date", True)], "a date is one blank"),
    (["20__ жылғы «___» ________"], [("data", "date", True)], "a date as Kazakh prints it"),
    (["за ______ месяц 20___ года"], [("mesiats", "month", True), ("god", "year", True)], "month and year"),
    (['с "__" по "__" ______ 20__ г.'], [("period", "period", True)], "a period is one blank"),
    (["ИИН ____________"], [("iin", "iin", True)], "an identification number"),
    (["Телефон ______ Адрес ______"], [("telefon", "phone", True), ("adres", "address", True)], "two on a line"),
    (["на ____ листах"], [("listakh", "text", True)], "a preposition is no label"),
    (["____/____", "подпись расшифровка подписи"],
     [("podpis", "signature", True), ("rasshifrovka_podpisi", "person", True)], "a caption in as many pieces"),
    (["МП (при наличии печати)"], [("pechat", "seal", False)], "the place of a seal"),
    (["Подпись ______ (не требуется в случае смерти)"], [("podpis", "signature", True)], "words after go with nothing"),
    (["Текст без пропусков."], [], "no blank, no field"),
    (["№ ______", "№ ______"], [("pole", "number", True), ("pole_2", "number", True)], "repeated labels are counted"),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "expected", "why"), CASES, ids=[case[2] for case in CASES])
def test_fields(texts, expected, why):
    register = Register("rus")
    composed = compose(texts, register)
    assert [(one.name, one.kind, one.required) for one in register.fields] == expected, why
    assert [_words(one.parts) for one in composed] == texts


@given(st.lists(st.text(alphabet='абв _"«»()/.20г№,', max_size=40), max_size=6))
def test_any_lines_print_as_published_and_every_blank_is_a_field(texts):
    register = Register("rus")
    composed = compose(texts, register)
    assert [_words(one.parts) for one in composed] == texts
    held = [part.text for one in composed for part in one.parts if isinstance(part, Text)]
    assert not any("__" in text for text in held)
    names = {part.field for one in composed for part in one.parts if isinstance(part, Blank)}
    assert names == {one.name for one in register.fields}


def _words(parts) -> str:
    return "".join(part.text if isinstance(part, Text) else part.published for part in parts)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("(Ф.И.О. (при его наличии), телефон) услугополучателя", "fio_telefon_uslugopoluchatelia"),
        ("Т.А.Ә. (бар болса)", "tae"),
        ("Қызмет көрсету күні", "qyzmet_korsetu_kuni"),
        ("20 листов", "n_20_listov"),
        ("№", ""),
    ],
)
def test_names(label, name):
    assert ascii_name(label) == name


def test_names_never_meet():
    names = Names()
    assert [names.take("дата"), names.take("дата 2"), names.take("дата"), names.take("дата")] == [
        "data",
        "data_2",
        "data_3",
        "data_4",
    ]
