"""Definitions and their JSON Schema: what the schema refuses the model refuses, and the hash follows the wording."""

import json
from dataclasses import replace
from datetime import date

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.definition import definition, layout
from forms.model import FillErrors, check
from forms.records import Field, Gap, Provenance
from forms.schema import DIALECT, schema
from tests.forms.filling_samples import ORDER, RULES, act, form, kazakh_act, sheet, signs, table

ROW = {"naimenovanie_uslugi": "Помощь", "kolichestvo_chasov": 2, "tsena_za_edinitsu_tenge": "1500"}
GOOD = {"period": {"from": "2022-01-01", "to": "2022-01-31"}, "rows": [ROW]}


def valid(one, data) -> bool:
    return jsonschema.Draft202012Validator(schema(definition(one))).is_valid(data)


def taken(one, data) -> bool:
    try:
        check(definition(one), data, "rus")
    except FillErrors:
        return False
    return True


@pytest.mark.parametrize("document", [act(), sheet(), signs(), kazakh_act()], ids=["8", "9", "10", "kaz"])
def test_every_schema_is_one(document):
    made = schema(definition(document))
    jsonschema.Draft202012Validator.check_schema(made)
    assert made["$schema"] == DIALECT
    assert made["additionalProperties"] is False
    assert made["x-hash"] == definition(document).version.hash
    assert json.loads(json.dumps(made)) == made
    assert all(one["x-kind"] for name, one in made["properties"].items() if "title" in one), "source of every field"


def test_the_schema_of_the_act():
    made = schema(definition(act()))
    assert made["$id"].startswith("urn:qagida:form:V1500010370/1/8:rus:2021-12-25:") or made["$id"].startswith(
        "urn:qagida:form:V1500010370/8:rus:2021-12-25:"
    )
    assert made["required"] == ["period"], "signatures are made by hand, pages are counted"
    row = made["properties"]["rows"]["items"]
    assert row["required"] == ["naimenovanie_uslugi", "kolichestvo_chasov", "tsena_za_edinitsu_tenge"]
    assert row["additionalProperties"] is False
    assert row["properties"]["stoimost_tenge"]["x-computed"] is True
    assert row["properties"]["tsena_za_edinitsu_tenge"]["x-source"] == "цена за единицу (тенге)"
    assert "pechat" not in made["properties"], "the place of a seal"


def test_twelve_digits_are_ascii():
    document = form(["ИИН ____________", "БИН ____________"])
    assert valid(document, {"iin": "900101300017", "bin": ""})
    assert not valid(document, {"iin": "٩٠٠١٠١٣٠٠٠١٧", "bin": ""})
    assert not valid(document, {"iin": "9001013000170", "bin": None})


CASES = [
    (GOOD, True), ({**GOOD, "rows": []}, True), ({**GOOD, "rows": None}, True), ({"period": None}, True),
    ({}, False), ({**GOOD, "x": 1}, False), ({**GOOD, "rows": [{}]}, False), ({**GOOD, "stranitsakh": -1}, False),
    ({**GOOD, "stranitsakh": "3"}, True), ({**GOOD, "pechat": "x"}, False), ({**GOOD, "rows": {}}, False),
    ({"period": "2022-01"}, False), ({**GOOD, "rows": [{**ROW, "tsena_za_edinitsu_tenge": "1,5"}]}, False),
]  # fmt: skip


@pytest.mark.parametrize(("data", "good"), CASES, ids=range(len(CASES)))
def test_schema_and_model_agree(data, good):
    assert (valid(act(), data), taken(act(), data)) == (good, good)


SCALAR = st.none() | st.integers(-2, 40) | st.text("0123456789-. абв", max_size=12) | st.just("2022-03-01")


NAMES = ["fio_telefon_uslugopoluchatelia", "prozhivaiushchego_po_adresu", "mesiats", "god", "data_2", "lishnee"]


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, SCALAR)))
@settings(max_examples=200, deadline=None)
def test_what_the_schema_refuses_the_model_refuses(data):
    if not valid(sheet(), data):
        numbers = [key for key in ("mesiats", "god", "data_2") if key in data]
        assert not taken(sheet(), data), numbers


def test_a_table_beside_a_field_of_its_name():
    document = form(["rows ______"], table(Field("imia", "Имя", "text")))
    names = list(schema(definition(document))["properties"])
    assert names[:2] == ["rows", "rows_2"]


def test_the_hash_follows_the_wording_and_not_the_date():
    one = form(["Дата ______"])
    later = replace(one, on=date(2025, 1, 1), provenance=Provenance(RULES, None, None, None))
    assert definition(one).version.hash == definition(later).version.hash
    assert str(definition(one).version) == "V2100025681@2021-12-25:rus"
    assert str(definition(later).version) == "V1500010370@unknown:rus"
    for other in (form(["Дата _______"]), form(["Дата: ______"]), form(["Дата ______", "Слова."]),
                  form(["Дата ______"], language="kaz")):  # fmt: skip
        assert definition(other).version.hash != definition(one).version.hash
    assert definition(one).order == ORDER


def test_the_layout_has_every_field_once_and_every_word():
    placed = layout(definition(act()))
    text = json.dumps(placed, ensure_ascii=False)
    for one in definition(act()).fields:
        assert text.count(f'{{"field": "{one.name}"}}') == 1
    assert [block["type"] for block in placed] == ["heading", "table", *["line"] * 5, "columns", "line"]
    assert placed[1]["columns"][-1] == "stoimost_tenge"
    assert placed[2]["content"] == ["Вышеперечисленные услуги выполнены полностью и в срок."]
    assert layout(replace(definition(act()), blocks=(Gap("нет", "5."),)))[0] == {
        "type": "gap",
        "content": ["5.", "нет"],
    }


def test_a_blank_without_a_field_is_a_fault_of_the_program():
    with pytest.raises(ValueError, match="has no field"):
        definition(replace(form(["Дата ______"]), fields=()))
