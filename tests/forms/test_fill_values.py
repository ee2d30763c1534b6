"""Values: what each rule takes, refuses and prints."""

import doctest
from datetime import date
from decimal import Decimal

import pytest

import forms.asked
import forms.blanks
import forms.choices
import forms.computed
import forms.date_blanks
import forms.fill
import forms.kinds
import forms.labels
import forms.naming
import forms.values
import forms.words
from forms.asked import Asked, asked
from forms.date_blanks import is_period_blank, printed_date, printed_period, year_digits
from forms.definition import FormField
from forms.fields import compose
from forms.records import Field
from forms.register import Register
from forms.values import Period, Refusal, doubt, printed, read


def ask(rule: str, **given) -> Asked:
    return Asked(FormField(Field("pole", "поле", "text")), rule, **given)


def derived(line: str, language: str = "rus") -> Asked:
    """The rule of the only blank of a line."""
    register = Register(language)
    (one,) = compose([line], register)
    blank = next(part for part in one.parts if hasattr(part, "published"))
    return asked(FormField(register.fields[0], (blank.published,)))


@pytest.mark.parametrize(
    "module",
    [forms.asked, forms.blanks, forms.choices, forms.computed, forms.date_blanks, forms.fill, forms.kinds, forms.labels,
     forms.naming, forms.values, forms.words],
)  # fmt: skip
def test_examples_in_docstrings(module):
    found = doctest.testmod(module)
    assert found.attempted
    assert not found.failed


ACCEPTED = [
    # rule, given, typed, printed, why
    ("date", "2024-02-29", date(2024, 2, 29), "29.02.2024", "a leap day"),
    ("money", "1250.5", Decimal("1250.5"), "1\xa0250,50", "tiyn in two digits"),
    ("money", 1_000_000, Decimal(1_000_000), "1\xa0000\xa0000,00", "an int is exact"),
    ("money", "0", Decimal(0), "0,00", "zero"),
    ("quantity", Decimal("2.50"), Decimal("2.50"), "2,5", "half an hour"),
    ("quantity", "100", Decimal(100), "100", "zeros of a whole number stay"),
    ("count", "007", 7, "7", "zeros in front"),
    ("month", "12", 12, "декабрь", "a month"),
    ("iin", "900101300017", "900101300017", "900101300017", "the example of the rule's own check"),
    ("phone", "+7 (7172) 55-44-33", "+7 (7172) 55-44-33", "+7 (7172) 55-44-33", "as written"),
    ("text", "=cmd()|'/c calc'!A1", "=cmd()|'/c calc'!A1", "=cmd()|'/c calc'!A1", "no formula"),
    ("text", "", None, "", "empty"),
    ("text", "  \xa0", None, "", "blank"),
    ("date", None, None, "", "left to write on"),
]


@pytest.mark.parametrize(("rule", "given", "typed", "shown", "why"), ACCEPTED, ids=[f"{c[0]}-{c[4]}" for c in ACCEPTED])
def test_accepted(rule, given, typed, shown, why):
    value = read(given, ask(rule))
    assert value == typed
    assert type(value) is type(typed)
    assert printed(value, rule) == shown


REFUSED = [
    ("date", "20260101", "an ISO date that DESIGN forbids"),
    ("date", "2026-W01-1", "a week date"),
    ("date", "2026-02-30", "no such day"),
    ("date", "2026-01-01\n", "a newline behind"),
    ("date", "٢٠٢٦-٠١-٠١", "Arabic digits"),
    ("date", "2026-01-01T00:00:00", "a moment"),
    ("date", 0, "pydantic would take it for 1970"),
    ("date", " ", "a space is no empty date"),
    ("money", "1e3", "an exponent"),
    ("money", "1,50", "a comma in data"),
    ("money", "-1", "below zero"),
    ("money", "1.005", "a part of a tiyn"),
    ("money", 1.5, "a float"),
    ("money", float("nan"), "not a number"),
    ("money", Decimal("NaN"), "not a number"),
    ("money", Decimal("Infinity"), "no number"),
    ("money", Decimal("1E+999999"), "a million zeros"),
    ("money", 10**400, "a huge int"),
    ("money", True, "a bool is no number"),
    ("quantity", "２", "a full-width digit"),
    ("quantity", "1000000000000", "more hours than there are"),
    ("count", "1.5", "half a page"),
    ("month", "13", "no such month"),
    ("month", 0, "no such month"),
    ("year", "26", "two digits"),
    ("iin", "90010130001", "eleven digits"),
    ("iin", "９00101300017", "a full-width digit"),
    ("iin", "900101300017\n", "a newline behind"),
    ("iin", 900101300017, "a number loses zeros"),
    ("bin", "100140 00003", "a space inside"),
    ("phone", "звоните", "no number"),
    ("phone", "12", "too short"),
    ("text", 5, "a number"),
    ("text", "a\nb", "two lines"),
    ("text", "a\x00", "NUL"),
    ("text", "\u202eабв", "turned writing"),
    ("text", "\ud800", "half a character"),
    ("text", "\uffff", "no character"),
    ("text", "x" * 4001, "too long"),
]


@pytest.mark.parametrize(("rule", "given", "why"), REFUSED, ids=[f"{c[0]}-{c[2]}-{n}" for n, c in enumerate(REFUSED)])
def test_refused(rule, given, why):
    with pytest.raises(Refusal) as caught:
        read(given, ask(rule))
    assert not caught.value.params or rule == "text", why


def test_choice():
    one = ask("choice", options=("онлайн", "офлайн"))
    assert read("офлайн", one) == "офлайн"
    for wrong in ("Офлайн", "online", 1, "онлайн/офлайн"):
        with pytest.raises(Refusal):
            read(wrong, one)


def test_check_digits_are_doubts():
    assert doubt("900101300017", "iin") is None
    assert doubt("900101300018", "iin") == "iin-checksum"
    assert doubt("901301300017", "iin") == "iin-checksum", "month 13"
    assert doubt("100140000003", "bin") is None
    assert doubt("100140000004", "bin") == "bin-checksum"
    assert doubt("100140000003", "iin-or-bin") is None
    assert doubt("900101300017", "iin-or-bin") is None
    assert doubt("000000000000", "iin-or-bin") == "iin-or-bin-checksum"
    assert doubt(None, "iin") is None
    assert doubt("1", "text") is None


RULES = [
    ("ИИН ____________", "iin", "an IIN"),
    ("ИИН/БИН ____________", "iin-or-bin", "either number"),
    ("БСН ____________", "bin", "a BIN in Kazakh"),
    ("дата и номер приказа ______", "text", "two things on one line"),
    ("дата рождения (число, месяц, год) ______", "date", "a date told by its parts"),
    ("Дата ______", "date", "a date"),
    ("Телефон ______", "phone", "a telephone"),
    ("Адрес, телефон ______", "text", "an address with a telephone"),
    ("Сумма, тенге ______", "money", "a unit is no second thing"),
    ("Сумма прописью ______", "text", "an amount in words"),
    ("№ ______", "text", "a number of a paper may have letters"),
    ("количество часов ______", "quantity", "hours"),
    ("Приложение на ____ листах", "count", "pages"),
    ('"___" ________ 20__', "date", "printed in pieces"),
    ('с "__" по "__" ________ 20__', "period", "two dates"),
    ("за ______ месяц", "month", "a month"),
    ("Заказчик/получатель ______", "text", "who answers, not an answer"),
    ("Способ оказания (онлайн/офлайн) ______", "choice", "alternatives"),
    ("стоимость товаров и услуг (тенге) ______", "money", "one sum"),
    ("сумма и дата ______", "text", "a sum and a date"),
    ('"___" __________ ____ года', "date", "a free year"),
    ('"___" __________ 19__ г.', "date", "a year of the last century"),
    ('Туған күні: ____ жылғы "___" ________', "date", "a free year in Kazakh"),
    ("Дата: ___ ____________ 20 ___ года", "date", "a date without quotes"),
    ("с __.__.20__ г.", "date", "a date in figures"),
    ("года № ______", "text", "the number of an order"),
    ("ИИН |__|__|__|__|__|__|__|__|__|__|__|__|", "iin", "a box for each digit"),
    ("ЖСН __ __ __ __ __ __ __ __ __ __ __ __", "iin", "a rule for each digit"),
    ("айы мен жылы ______", "text", "a month and a year"),
    ("20___ года", "year", "a year"),
]


@pytest.mark.parametrize(("line", "rule", "why"), RULES, ids=[case[0] for case in RULES])
def test_the_rule_of_a_blank(line, rule, why):
    assert derived(line).rule == rule, why


def test_years_keep_to_the_printed_digits():
    one = derived('"___" ________ 202_')
    assert read("2026-01-05", one) == date(2026, 1, 5)
    with pytest.raises(Refusal) as caught:
        read("2031-01-05", one)
    assert caught.value.params == {"printed": "202"}
    with pytest.raises(Refusal):
        read("1999", derived("20___ года"))


DATES = [
    ('"___" ____________ 20__', "rus", '"05" января 2022', "spaces as published"),
    ('"___"____________ 20 ___', "rus", '"05" января 2022', "no space before the month"),
    ("«__»______20__", "rus", "«05» января 2022", "no spaces at all"),
    ('"___" ________', "rus", '"05" января 2022', "no place for the year: it is added"),
    ('20__ жылғы "___" ________', "kaz", '2022 жылғы "05" қаңтар', "as Kazakh prints it"),
    ('20__ ж. "___"', "kaz", '2022 ж. "05" қаңтар', "no place for the month: it is added"),
    ("__________", "kaz", "05.01.2022", "one rule"),
    ('"___" __________ ____', "rus", '"05" января 2022', "a free year"),
    ('____ жылғы "___" __________', "kaz", '2022 жылғы "05" қаңтар', "a free year in Kazakh"),
    ("___ ____________ 20 ___", "rus", "05 января 2022", "no quotes"),
    ("__.__.20__", "rus", "05.01.2022", "in figures"),
]


@pytest.mark.parametrize(("published", "language", "shown", "why"), DATES, ids=[case[3] for case in DATES])
def test_dates_in_pieces(published, language, shown, why):
    assert printed_date(date(2022, 1, 5), published, language) == shown


PERIODS = [
    '"_____" по "___" ____________ 20__', '"__" ____ по "__" ____ 20__', '"__" бастап "__" ____ 20__',
    '"__" ____ по "__" ____',
]  # fmt: skip


@pytest.mark.parametrize("first", [date(2022, 1, 1), date(2021, 12, 1), date(2022, 1, 31)])
@pytest.mark.parametrize("published", PERIODS)
def test_no_period_loses_a_day_a_month_or_a_year(first, published):
    assert is_period_blank(published)
    last = date(2022, 1, 31)
    text = printed_period(first, last, published, "rus")
    assert f'"{first.day:02d}"' in text
    assert text.endswith('"31" января 2022')
    assert ("декабря 2021" in text) == (first.year == 2021)
    assert "_" not in text


def test_the_printed_digits_of_a_year():
    assert [year_digits(text) for text in ('"__" ___ 20__', '"__" ___ 20 2_', "____")] == ["20", "202", ""]


def test_a_period_is_two_days_in_order():
    one = ask("period")
    assert read({"from": "2022-01-31", "to": "2022-01-31"}, one) == Period(date(2022, 1, 31), date(2022, 1, 31))
    assert read("2022-01-01/2022-01-31", one) == Period(date(2022, 1, 1), date(2022, 1, 31))
    wrong = [
        "2022-01-31/2022-01-01", "2022-01-01/", "/", "2022-01-01/2022-01-02/2022-01-03", "2022-01", [1, 2],
        {"from": "2022-02-01", "to": "2022-01-31"}, {"from": "2022-01-01"},
    ]  # fmt: skip
    for one_wrong in wrong:
        with pytest.raises(Refusal):
            read(one_wrong, one)
