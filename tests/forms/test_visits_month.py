"""The month's act from its records."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.model import FillErrors
from forms.visits import Service, Visit, month_bundle, read_visits, sheet_rows
from tests.forms.filling_samples import act, form, kazakh_act, printed, sheet, signs

SHEET = {
    "fio_telefon_uslugopoluchatelia": "О'Нил Жанна", "prozhivaiushchego_po_adresu": "г. Астана",
    "data_2": "2022-02-28",
}  # fmt: skip
CSV = "date;hours;places\n" + "".join(
    f'2022-02-{day:02d};{"2,5" if day % 2 else "3"};"Поликлиника № {day}; ТОО ""А & Б"" <x>"\n'
    for day in range(22, 0, -1)
)


def service(visits, **given) -> Service:
    known = {"name": "Индивидуальный помощник", "price": Decimal("1532.75"), "sheet": sheet(), "data": SHEET}
    return Service(**{**known, **given}, visits=tuple(visits))


def visit(day: str, hours: str = "1", *places: str, mode: str = "") -> Visit:
    return Visit(date.fromisoformat(day), Decimal(hours), places, mode)


def test_a_month_of_22_visits():
    visits = read_visits(CSV.encode("utf-8-sig"))
    assert [one.date.day for one in visits] == list(range(1, 23))
    assert visits[0] == Visit(date(2022, 2, 1), Decimal("2.5"), ("Поликлиника № 1", 'ТОО "А & Б" <x>'))
    counted = []
    bundle = month_bundle(act(), [service(visits)], {}, pages=lambda paper: counted.append(paper) or 2)
    assert (bundle.pages, bundle.hours, bundle.cost) == (2, Decimal("60.5"), Decimal("92731.38"))
    front, months = bundle.documents
    assert counted == [months], "the sheet is counted as it is printed, the act is not counted"
    words = printed(front)
    assert words[0] == 'Aкт оказанных услуг с "01" по "28" февраля 2022 г. (месяц)'
    assert words[3:5] == [
        "1|Индивидуальный помощник|60,5|1\xa0532,75|92\xa0731,38",
        "|Итого: девяносто две тысячи семьсот тридцать один тенге 38 тиын|60,5||92\xa0731,38",
    ]
    assert words[9].endswith("на 2 страницах.")
    lines = printed(months)
    assert lines[4] == "за февраль месяц 2022 года"
    assert lines[6] == '1|01.02.2022|Поликлиника № 1; ТОО "А & Б" <x>|2,5'
    assert lines[27:29] == ['22|22.02.2022|Поликлиника № 22; ТОО "А & Б" <x>|3', "||Итого|60,5"]


def test_two_services_and_their_sheets():
    signed = service(
        [visit("2022-02-03", "1.5", mode="онлайн")], name="Жестовый язык", price=Decimal(2000), sheet=signs()
    )
    assisted = service([visit("2022-02-28", "2", "Дом"), visit("2022-02-28", "3", "Суд")])
    bundle = month_bundle(act(), [assisted, signed], {}, pages=lambda paper: 1)
    words = printed(bundle.documents[0])
    assert words[3].startswith("1|Индивидуальный помощник|5|")
    assert words[4].startswith("2|Жестовый язык|1,5|2\xa0000,00|3\xa0000,00")
    assert words[10].endswith("на 2 страницах.")
    assert printed(bundle.documents[2])[6] == "1|03.02.2022|1,5|онлайн"
    assert bundle.cost == Decimal("10663.75")


def test_the_period_may_be_given():
    data = {"period": {"from": "2022-02-01", "to": "2022-02-15"}}
    bundle = month_bundle(act(), [service([visit("2022-02-03")])], data, pages=lambda paper: 1)
    assert printed(bundle.documents[0])[0].startswith('Aкт оказанных услуг с "01" по "15" февраля 2022')


def refused(action) -> list[tuple[str, str]]:
    with pytest.raises(FillErrors) as caught:
        action()
    assert caught.value.__context__ is None
    return [(one.path, one.rule) for one in caught.value.errors]


CASES = [
    ([], "no-records", "nothing to charge for"),
    ([visit("2022-02-28"), visit("2022-03-01")], "one-month", "two months"),
    ([visit("2021-02-28"), visit("2022-02-28")], "one-month", "the same month of two years"),
    ([visit("2022-02-28", "12"), visit("2022-02-28", "12.5")], "day-hours", "a day of 24.5 hours"),
]


@pytest.mark.parametrize(("visits", "rule", "why"), CASES, ids=[case[2] for case in CASES])
def test_months_that_cannot_be(visits, rule, why):
    assert refused(lambda: month_bundle(act(), [service(visits)], {}, pages=lambda paper: 1)) == [("", rule)]


def test_blanks_that_are_something_else():
    good = [visit("2022-02-28")]
    assert refused(lambda: month_bundle(sheet(), [service(good)], {}, pages=lambda paper: 1)) == [("", "no-place")]
    wrong = service(good, sheet=form(["Дата ______"]))
    assert refused(lambda: month_bundle(act(), [wrong], {}, pages=lambda paper: 1)) == [("", "no-place")]


def test_nothing_of_a_record_is_left_out():
    assert refused(lambda: sheet_rows(sheet(), [visit("2022-02-01", "1", "Дом", mode="онлайн")])) == [
        ("records[1].mode", "no-place")
    ]
    assert refused(lambda: sheet_rows(signs(), [visit("2022-02-01", "1", "Дом", mode="онлайн")])) == [
        ("records[1].places", "no-place")
    ]
    assert refused(
        lambda: month_bundle(
            act(), [service([visit("2022-02-01", mode="online")], sheet=signs())], {}, pages=lambda paper: 1
        )
    ) == [("rows[1].sposob_okazaniia_onlain_oflain", "choice")]


def test_a_kazakh_act():
    paper = kazakh_act()
    one = service([visit("2026-03-05", "2", "Үй")], name="Ымдау тілі", price=Decimal("10.75"))
    bundle = month_bundle(paper, [one], {"kuni": "2026-03-31"}, pages=lambda paper: 3)
    words = printed(bundle.documents[0])
    assert words[1:4] == [
        '2026 жылғы "31" наурыз',
        "Барлығы (жазбаша) жиырма бір теңге 50 тиын",
        "Қосымша: 3 парақта",
    ]


READ = [
    (b"date,hours\n2022-02-01,2.5\n", 1, "commas"),
    (b"hours\tdate\n2\t2022-02-01\n\n2\t2022-02-02\n", 2, "tabs, an empty line"),
    (json.dumps([{"date": "2022-02-01", "hours": 2.5, "places": ["А", "Б"], "mode": "x"}]).encode(), 1, "JSON"),
]


@pytest.mark.parametrize("given", ["true", "да", "онлайн"])
def test_online_is_the_word_of_the_sheet(given):
    text = f"Дата;Количество часов;Способ оказания\n2022-02-01;1,5;{given}\n2022-02-02;1;нет\n"
    visits = read_visits(text.encode())
    assert [row["sposob_okazaniia_onlain_oflain"] for row in sheet_rows(signs(), visits)[1]] == ["онлайн", "офлайн"]
    (flagged,) = read_visits(b'[{"date": "2022-02-01", "hours": 1, "online": true}]')
    assert sheet_rows(signs(), [flagged])[1][0]["sposob_okazaniia_onlain_oflain"] == "онлайн"


@pytest.mark.parametrize(("data", "count", "why"), READ, ids=[case[2] for case in READ])
def test_records_are_read(data, count, why):
    assert len(read_visits(data)) == count


BAD = [
    (b"", [("", "csv")], "nothing"),
    (b"date,hours\n", [("", "no-records")], "only a heading"),
    (b"\xff\xfe", [("", "csv")], "not UTF-8"),
    (b"date,hours\n2022-02-01\n", [("", "csv")], "a cell too few"),
    (b"date,date,hours\n2022-02-01,2022-02-01,1\n", [("", "csv")], "a column twice"),
    (b'date,hours\n"2022-02-01,1\n', [("", "csv")], "a quote not closed"),
    (b"date,hours,iin\n2022-02-01,1,900101300018\n", [("records[1].\u2026", "unknown")], "a column of another table"),
    (b"date,hours,DATE\n2022-02-01,1,2022-02-02\n", [("", "csv")], "a column under two names"),
    ('[{"date": "2022-02-01", "hours": 1, "дата": "2022-02-02"}]'.encode(),
     [("records[1]", "json-twice")], "a key under two"),
    (b"date\n2022-02-01\n", [("", "column")], "no hours"),
    (b"date,hours\n01.02.2022,1\n2022-02-30,1\n",
     [("records[1].date", "date"), ("records[2].date", "date")], "no dates"),
    (b"date,hours\n2022-02-01,0\n", [("records[1].hours", "zero-hours")], "no hours in a visit"),
    (b"date,hours\n2022-02-01,\n", [("records[1].hours", "required")], "hours left empty"),
    (b"date,hours\n2022-02-01,1.234\n", [("records[1].hours", "quantity")], "three digits"),
    (b'{"date": 1}', [("", "rows")], "an object"),
    (b"[1]", [("records[1]", "object")], "a number"),
    (b'[{"date": "2022-02-01", "hours": NaN}]', [("", "json-number")], "NaN"),
    (b'[{"date": "2022-02-01", "hours": 1, "iin": "900101300018"}]',
     [("records[1].\u2026", "unknown")], "a key too many"),
    (b'[{"date": "2022-02-01", "hours": 1, "places": [["x"]]}]', [("records[1].places", "text")], "a list in a list"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "faults", "why"), BAD, ids=[case[2] for case in BAD])
def test_records_that_are_refused(data, faults, why):
    with pytest.raises(FillErrors) as caught:
        read_visits(data)
    assert [(one.path, one.rule) for one in caught.value.errors] == faults
    assert "900101300018" not in str(caught.value)
    assert caught.value.__context__ is None


HOURS = st.decimals("0.25", "8", places=2)


@given(st.lists(st.tuples(st.integers(1, 28), HOURS), min_size=1, max_size=30, unique_by=lambda one: one[0]),
       st.decimals("0.01", "99999", places=2))  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_the_act_is_the_sum_of_its_sheet(records, price):
    visits = [Visit(date(2022, 2, day), hours, ("Дом",)) for day, hours in records]
    bundle = month_bundle(act(), [service(visits, price=price)], {}, pages=lambda paper: 1)
    assert bundle.hours == sum(hours for _, hours in records)
    assert abs(bundle.cost - bundle.hours * price) <= Decimal("0.005")
    total = printed(bundle.documents[1])[6 + len(records)].split("|")[-1]
    assert Decimal(total.replace(",", ".")) == bundle.hours
