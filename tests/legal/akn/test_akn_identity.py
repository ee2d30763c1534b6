"""IRIs and codes: one act, one name, whatever the language, the case, or what is not known."""

from __future__ import annotations

from datetime import date

import pytest

from legal.akn import code_of, expression_iri, iri, parse_code, parse_iri, same_act
from legal.errors import DateError, LegalError
from legal.records import ActRef, Card, Registration

DAY = date(2023, 6, 30)
AUTHORS = [
    ("Министр труда и социальной защиты населения Республики Казахстан", "minister-labour"),
    ("Министра труда и социальной защиты населения Республики Казахстан", "minister-labour"),
    ("Заместителя Премьер-Министра - Министра труда и социальной защиты населения", "minister-labour"),
    ("Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрінің", "minister-labour"),
    ("Министра здравоохранения Республики Казахстан", "minister-health"),
    ("Министра здравоохранения и социального развития Республики Казахстан", "minister-health-social-development"),
    ("Қазақстан Республикасы Денсаулық сақтау және әлеуметтік даму министрінің", "minister-health-social-development"),
    ("Министр образования и науки Республики Казахстан", "minister-education"),
    ("Министр науки и высшего образования Республики Казахстан", "minister-science-higher-education"),
    ("Қазақстан Республикасының Ғылым және жоғары білім министрі", "minister-science-higher-education"),
    ("Министр обороны Республики Казахстан", "minister-defence"),
    ("Министра цифрового развития, оборонной и аэрокосмической промышленности", "minister-digital-defence-industry"),
    ("Министра цифрового развития, инноваций и аэрокосмической промышленности", "minister-digital"),
    ("Агентства по регулированию и развитию финансового рынка", "agency-financial-market"),
    ("Правительства Республики Казахстан", "government"),
    ("Қазақстан Республикасы Үкіметінің", "government"),
    ("Президента Республики Казахстан", "president"),
    ("Правления Национального Банка Республики Казахстан", "national-bank"),
    ("маслихата города Алматы", "maslikhat"),
    (None, "unknown"),
    ("Some Office", "unknown"),
]


@pytest.mark.parametrize(("author", "slug"), AUTHORS)
def test_the_author_has_one_name_in_both_languages_and_all_cases(author: str | None, slug: str):
    assert iri(ActRef("order", DAY, "288", author=author)) == f"/akn/kz/act/order/{slug}/2023-06-30/288"


def test_an_iri_reads_back():
    ref = ActRef("order", DAY, "ҚР ДСМ-175/2020", author="Министр здравоохранения")
    name = expression_iri(ref, "kaz", date(2026, 1, 1), component="comp_1")
    assert name == "/akn/kz/act/order/minister-health/2023-06-30/ҚР_ДСМ-175-2020/kaz@2026-01-01/!comp_1"
    parsed = parse_iri(name)
    assert (parsed.language, parsed.on, parsed.exact, parsed.component) == ("kaz", date(2026, 1, 1), True, "comp_1")
    assert iri(parsed.ref) == iri(ref)
    assert not parse_iri(expression_iri(ref, "rus", DAY, exact=False)).exact


def test_what_is_not_known_has_a_neutral_name_and_reads_back_as_unknown():
    assert parse_iri(iri(ActRef(None, None, None))).ref == ActRef(None, None, None)


@pytest.mark.parametrize(
    "text",
    ["", "/akn/za/act/1993/31", "/akn/kz/act/order/x/2023-06-30", "/akn/kz/act/order/x/2023-06-30/1/eng", "a\n"],
)
def test_what_is_no_iri_is_refused(text: str):
    with pytest.raises(LegalError):
        parse_iri(text)


def test_a_day_that_does_not_exist_is_refused():
    with pytest.raises(DateError):
        parse_iri("/akn/kz/act/order/minister/2026-02-30/1")


def test_codes_of_the_bank():
    card = Card("rus", "", "order", None, date(2021, 12, 6), "458", Registration("25681", date(2021, 12, 9)))
    assert code_of(card) == "V2100025681"
    assert parse_code("V2100025681") == (21, "25681")
    assert code_of(ActRef("order", None, "458", registered="25681")) is None
    assert parse_code("V21000256811") is None


def test_acts_are_the_same_by_registration_or_by_date_and_number_never_by_title():
    one = ActRef("order", DAY, "288", registered="32994", title="a")
    assert same_act(one, ActRef(None, None, None, code="V2300032994", title="b"))
    assert same_act(one, ActRef("order", DAY, "288", author="Министра труда"))
    assert not same_act(one, ActRef("order", DAY, "289", title="a"))
    assert not same_act(ActRef("order", None, None, title="a"), ActRef("order", None, None, title="a"))
