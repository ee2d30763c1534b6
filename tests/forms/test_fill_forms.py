"""Filling: values print exactly, faults are named and never repeat a value, the rest of the form stays."""

import json
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from forms.definition import blanks, definition
from forms.fill import continued, fill, filled
from forms.model import FillErrors, check, read_data
from forms.records import Blank, Columns, Field, Line, Table, Text
from legal.akn import validate
from tests.forms.filling_samples import act, form, kazakh_act, printed, sheet, signs, table

PERIOD = {"from": "2022-01-01", "to": "2022-01-31"}
ROW = {"naimenovanie_uslugi": "Помощь", "kolichestvo_chasov": "2.5", "tsena_za_edinitsu_tenge": "1500"}
HARD = [
    'ТОО "А & Б" <x>',
    "О'Нил",
    "{{7*7}}",
    "{% if %}",
    "=cmd()",
    "a  b",
    "слово " * 50,
    "Әңғүұқөһі ₸ №",
    "&amp;",
    "__",
]
VISITED = "perechen_obektov_poseshchennykh_invalidom_v"
SHEET = {
    "fio_telefon_uslugopoluchatelia": "О'Нил", "prozhivaiushchego_po_adresu": "г. Астана", "mesiats": 3, "god": 2022,
    "data_2": "2022-03-31",
}  # fmt: skip


def texts(document) -> list[str]:
    found = []
    for block in document.blocks:
        lines = [block] if isinstance(block, Line) else []
        if isinstance(block, Table):
            lines = [line for row in block.rows for cell in row.cells for line in cell.lines]
        if isinstance(block, Columns):
            lines = [line for column in block.columns for line in column]
        found += [part.text for line in lines for part in line.parts if isinstance(part, Text)]
    return found


def test_the_act_filled():
    one = filled(act(), {"period": PERIOD, "stranitsakh": 3, "rows": [ROW, ROW]}, with_totals=True)
    words = printed(one.document)
    assert words[0] == 'Aкт оказанных услуг с "01" по "31" января 2022 г. (месяц)'
    assert words[3:6] == [
        "1|Помощь|2,5|1\xa0500,00|3\xa0750,00",
        "2|Помощь|2,5|1\xa0500,00|3\xa0750,00",
        "|Итого: семь тысяч пятьсот тенге 00 тиын|5||7\xa0500,00",
    ]
    assert words[10].endswith("языка на 3 страницах.")
    assert words[6:10] == printed(act())[3:7]
    assert words[11:] == printed(act())[8:]
    assert one.document.title == act().title
    assert one.document.fields == act().fields
    assert [row.num for block in one.document.blocks if isinstance(block, Table) for row in block.rows] == [
        "1",
        "2",
        None,
    ]


def test_an_empty_answer_is_the_published_blank():
    data = {"period": None, "stranitsakh": "", "rows": []}
    assert fill(act(), data) == act()
    assert fill(sheet(), dict.fromkeys(SHEET)) == sheet()
    assert fill(sheet(), SHEET | {"podpis_uslugopoluchatelia_etsp": "  "}).blocks[-2] == sheet().blocks[-2]


@pytest.mark.parametrize("value", HARD)
def test_hard_values_print_exactly(value):
    document = fill(sheet(), SHEET | {"prozhivaiushchego_po_adresu": value, "rows": [
        {"data": "2022-03-01", VISITED: value, "kolichestvo_chasov": 2},
    ]})  # fmt: skip
    assert texts(document).count(value) == (3 if value == SHEET["fio_telefon_uslugopoluchatelia"] else 2)
    assert sum(isinstance(part, Blank) for part in blanks(document.blocks)) == 2, "two signatures"


LINE = st.text(
    st.characters(exclude_categories=["Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"]), min_size=1, max_size=300
).filter(lambda text: text.strip(" \xa0"))


@given(LINE, LINE)
@settings(max_examples=150, deadline=None)
def test_any_line_prints_exactly_and_changes_nothing_else(address, place):
    row = {"data": "2022-03-01", VISITED: place, "kolichestvo_chasov": "1"}
    document = fill(sheet(), SHEET | {"prozhivaiushchego_po_adresu": address, "rows": [row]})
    assert address in texts(document)
    assert place in texts(document)
    before, after = list(sheet().blocks), list(document.blocks)
    assert len(before) == len(after)
    changed = [index for index, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    assert changed == [1, 3, 4, 5, 10]


@given(LINE, st.lists(st.integers(1, 60), min_size=1, max_size=4))
@settings(deadline=None)
def test_a_value_over_several_rules_is_never_cut(value, widths):
    rules = ["_" * width for width in widths]
    pieces = continued(value, rules)
    assert "".join(pieces) == value
    assert len(pieces) == len(rules)
    assert all(piece.endswith(" ") for piece, rest in pairwise(pieces) if piece and rest)


def test_a_long_value_goes_on_over_the_next_rule():
    document = form(["_" * 20, "_" * 20, "_" * 20, "(адрес)"])
    value = "г. Астана, улица Сейфуллина, дом 5, квартира 7"
    assert printed(fill(document, {"adres": value}))[1:] == [
        "г. Астана, улица ",
        "Сейфуллина, дом 5, ",
        "квартира 7",
        "(адрес)",
    ]
    assert printed(fill(document, {"adres": "Астана"}))[1:] == ["Астана", "_" * 20, "_" * 20, "(адрес)"]


def test_a_value_keeps_apart_from_the_words_beside_it():
    document = form(["на ______листах", "Телефон______", "(______)"])
    one, two, three = (field.name for field in document.fields)
    words = printed(fill(document, {one: 3, two: "8 7172 55 44 33", three: "да"}))
    assert words[1:] == ["на 3 листах", "Телефон 8 7172 55 44 33", "(да)"]


def refused(document, data, **given) -> FillErrors:
    with pytest.raises(FillErrors) as caught:
        fill(document, data, **given)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None, "an error from pydantic knows the data"
    return caught.value


def test_every_fault_is_named_in_both_languages():
    error = refused(act(), {"period": {"from": "2022-01-01"}, "secret": 1, "rows": [{"naimenovanie_uslugi": 7}, 5]})
    assert [(one.path, one.rule, one.row) for one in error.errors] == [
        ("period", "period", None),
        ("rows[1].naimenovanie_uslugi", "text", 1),
        ("rows[1].kolichestvo_chasov", "required", 1),
        ("rows[1].tsena_za_edinitsu_tenge", "required", 1),
        ("rows[2]", "object", 2),
        ("secret", "unknown", None),
    ]
    assert error.messages("rus")[1] == "«Наименование услуги», строка 1: нужна строка текста."
    assert error.messages("kaz")[1] == "«Наименование услуги», 1-жол: мәтін жолы қажет."


@pytest.mark.parametrize(
    "data",
    [
        {"iin": "900101300018"},
        {"iin": "9001013000171"},
        {"iin": ["900101300018"]},
        {"900101300018": "x"},
        {"iin": "900101300017", "ivan_900101300018": "x"},
        {"iin": {"900101300018": "900101300018"}},
        {"iin": "900101300017", "version": "900101300018"},
        {"iin": "900101300017", "hash": "900101300018"},
        {900101300018: "x"},
        ["900101300018"],
        "900101300018",
    ],
)
def test_no_message_repeats_a_value(data):
    error = refused(form(["ИИН ____________"]), data)
    said = [str(error), repr(error), repr(error.errors), *error.messages("rus"), *error.messages("kaz")]
    assert "900101300" not in " ".join(said)


def test_a_number_that_fails_its_check_can_be_accepted():
    document = form(["ИИН ____________"])
    error = refused(document, {"iin": "900101300018"})
    assert [(one.path, one.rule, one.overridable) for one in error.errors] == [("iin", "iin-checksum", True)]
    one = fill(document, {"iin": "900101300018"}, overrides=["iin"])
    assert printed(one)[1] == "ИИН 900101300018"
    assert [(found.code, found.severity) for found in one.findings] == [("checksum-accepted", "warning")]
    assert "900101300018" not in one.findings[0].message
    assert fill(document, {"iin": "900101300017"}, overrides=["iin"]).findings == ()
    refused(document, {"iin": "90010130001"}, overrides=["iin"])
    refused(document, {"iin": "900101300018"}, overrides="iin")
    both = refused(document, {"iin": "900101300018", "x": 1})
    assert [one.rule for one in both.errors] == ["unknown", "iin-checksum"], "every fault at once"


def test_a_number_in_a_row_is_accepted_by_its_row():
    document = form([], table(Field("iin", "ИИН", "iin", source="ИИН")))
    data = {"rows": [{"iin": "900101300017"}, {"iin": "900101300018"}]}
    assert [one.path for one in refused(document, data).errors] == ["rows[2].iin"]
    assert fill(document, data, overrides=["rows[2].iin"]).findings[0].code == "checksum-accepted"
    refused(document, data, overrides=["rows[1].iin"])


def test_signatures_may_be_left_out_and_the_rest_may_not():
    document = form(["Подпись ______", "Ф.И.О. ______", "М.П."])
    assert [one.path for one in refused(document, {}).errors] == ["fio"]
    assert printed(fill(document, {"fio": None}))[1:] == ["Подпись ______", "Ф.И.О. ______", "М.П."]
    assert [one.rule for one in refused(document, {"fio": "А", "pechat": "x"}).errors] == ["unknown"]


def test_data_of_another_version():
    old = form(["Дата ______", "Телефон ______", "Место работы ______"])
    new = form(["Дата ______", "Адрес ______", "Место работы или учебы ______"])
    made_for = definition(old).version
    error = refused(new, {"hash": made_for.hash}, known=[definition(new), definition(old)])
    assert [one.rule for one in error.errors] == ["version"]
    assert error.fits == definition(new).version
    assert [(change.kind, change.path) for change in error.difference.changes] == [
        ("added", "adres"),
        ("changed", "mesto_raboty_ili_ucheby"),
        ("removed", "telefon"),
    ]
    assert "Добавлены поля: «Адрес»." in error.messages("rus")[0]
    assert "V2100025681@2021-12-25:rus" in error.messages("kaz")[0]
    unknown = refused(new, {"version": "V2300000001@2023-01-01:rus"}, known=iter([definition(old)]))
    assert unknown.difference is None
    assert "неизвестно" in unknown.messages("rus")[0]
    data = {"data": None, "adres": "А", "mesto_raboty_ili_ucheby": None}
    for fits in ({"hash": definition(new).version.hash}, {"version": str(definition(new).version)}):
        assert printed(fill(new, data | fits))[2] == "Адрес А"


def test_kazakh_words_and_pages():
    one = filled(kazakh_act(), {"kuni": "2026-03-05", "rows": [
        {"qyzmet_atauy": "Ымдау тілі", "sagat_sany": 2, "birliginin_bagasy": "10.75"},
    ]}, annexed_pages=4, with_totals=True)  # fmt: skip
    words = printed(one.document)
    assert words[1:4] == [
        '2026 жылғы "05" наурыз',
        "Барлығы (жазбаша) жиырма бір теңге 50 тиын",
        "Қосымша: 4 парақта",
    ]
    assert words[-1] == "|Барлығы: жиырма бір теңге 50 тиын|2||21,50"


def test_a_sheet_without_prices_sums_its_hours():
    rows = [{"data": f"2022-03-0{day}", "kolichestvo_chasov": "1.5", "sposob_okazaniia_onlain_oflain": "онлайн"}
            for day in (1, 2)]  # fmt: skip
    words = printed(fill(signs(), SHEET | {"rows": rows}, with_totals=True))
    assert words[6:9] == ["1|01.03.2022|1,5|онлайн", "2|02.03.2022|1,5|онлайн", "|Итого|3|"]


def test_a_year_with_a_blank_of_its_own_is_not_printed_twice():
    document = form(['"___" ________, 20__ год'])
    names = [field.name for field in document.fields]
    assert len(names) == 2
    words = printed(fill(document, {names[0]: "2026-01-05", names[1]: 2026}))
    assert words[1] == '"05" января, 2026 год'


BAD_JSON = [
    (b'{"a": NaN}', "json-number"), (b'{"a": -Infinity}', "json-number"), (b'{"a": 1, "a": 2}', "json-twice"),
    (b'{"a": ' + b"[" * 100_000, "json"), (b"\xff\xfe", "json"), (b"", "json"), (b"[]", "object"),
    (b'{"a": ' + b"9" * 5000 + b"}", "json"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rule"), BAD_JSON, ids=range(len(BAD_JSON)))
def test_json_that_is_refused(text, rule):
    with pytest.raises(FillErrors) as caught:
        read_data(text)
    assert [one.rule for one in caught.value.errors] == [rule]
    assert caught.value.__context__ is None


def test_json_keeps_fractions_exact():
    assert str(read_data(b'\xef\xbb\xbf{"a": 0.10}')["a"]) == "0.10"


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3), max_leaves=8,
))  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_any_data_is_taken_or_refused(data):
    for document in (act(), sheet()):
        for shape in (data, {"rows": data}, {"rows": [data], "period": data, "data_2": data, "god": data}):
            assert all(faults(document, shape))


def faults(document, data) -> list[str]:
    try:
        check(definition(document), data, "rus")
    except FillErrors as error:
        return list(error.messages("kaz")) or [""]
    return ["taken"]


def xml_words(document) -> list[str]:
    root = etree.fromstring(document.akn)
    found = [one.text or "" for one in root.iter("{*}p", "{*}docTitle") if not len(one)]
    return [text for text in found if text not in document.caption]


def block_words(document) -> list[str]:
    return [text for line in printed(document) for text in line.split("|")]


@given(LINE.filter(lambda text: "|" not in text and "\xa0" not in text))
@settings(max_examples=50, deadline=None)
def test_the_source_says_the_words_of_the_document(value):
    rows = [{"data": None, VISITED: text, "kolichestvo_chasov": 2} for text in (value, "")]
    document = fill(
        sheet(), SHEET | {"prozhivaiushchego_po_adresu": value, "podpis_uslugopoluchatelia_etsp": "Ким", "rows": rows},
        with_totals=True,
    )  # fmt: skip
    assert xml_words(document) == block_words(document)
    assert validate(document.akn) == []


def test_the_source_of_an_act_and_of_a_blank():
    document = fill(act(), {"period": PERIOD, "stranitsakh": 3, "rows": [ROW]}, with_totals=True)
    assert xml_words(document) == block_words(document)
    assert validate(document.akn) == []
    assert fill(act(), {"period": None}).akn == act().akn
    assert fill(act(), {"period": PERIOD}, with_xml=False).akn == b""
    assert fill(replace(act(), akn=sheet().akn), {"period": PERIOD}).akn == b"", "no source rather than a wrong one"


def test_a_date_object_is_a_date():
    assert printed(fill(form(["Дата ______"]), {"data": date(2026, 1, 5)}))[1] == "Дата 05.01.2026"


def test_faults_as_data():
    found = refused(form(["ИИН ____________"]), {"iin": "900101300018"}).as_data()
    assert json.loads(json.dumps(found)) == found
    assert found["fits"] is None
    assert found["errors"][0]["path"] == "iin"
    assert found["errors"][0]["message"]["kaz"].startswith("«ИИН»: ЖСН бақылау цифры")
    assert refused(act(), {"hash": "0"}).as_data()["fits"] == {
        "version": str(definition(act()).version),
        "hash": definition(act()).version.hash,
    }
