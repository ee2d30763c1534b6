"""Costs, totals and amounts in words, against a second way to say a number."""

from decimal import ROUND_DOWN, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.asked import asked
from forms.computed import Mismatch, Roles, complete_row, computations, cost, roles, totals
from forms.definition import FormField, definition
from forms.fill import fill
from forms.model import FillErrors, plan
from forms.records import Field
from forms.words import amount_in_words, number_in_words, printed_money, printed_number
from tests.forms.filling_samples import act, form, kazakh_act, printed, table

ONES = "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать".split()  # fmt: skip # noqa: E501, SIM905
TENS = "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто".split()  # noqa: SIM905
HUNDREDS = "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот".split()  # noqa: SIM905
GROUPS = [("тысяча", "тысячи", "тысяч"), ("миллион", "миллиона", "миллионов"), ("миллиард", "миллиарда", "миллиардов")]
KAZAKH = "нөл бір екі үш төрт бес алты жеті сегіз тоғыз".split()  # noqa: SIM905
KAZAKH_TENS = "он жиырма отыз қырық елу алпыс жетпіс сексен тоқсан".split()  # noqa: SIM905
KAZAKH_GROUPS = ["мың", "миллион", "миллиард"]


def russian(number: int) -> str:
    if number == 0:
        return ONES[0]
    words: list[str] = []
    for power in (3, 2, 1, 0):
        part = number // 1000**power % 1000
        if not part:
            continue
        hundreds, rest = divmod(part, 100)
        words += [HUNDREDS[hundreds - 1]] if hundreds else []
        if rest >= 20:
            words.append(TENS[rest // 10 - 2])
            rest %= 10
        if rest:
            words.append({1: "одна", 2: "две"}.get(rest, ONES[rest]) if power == 1 else ONES[rest])
        if power:
            last, teens = part % 10, 10 < part % 100 < 20
            few = 0 if last == 1 else 1 if last in (2, 3, 4) else 2
            words.append(GROUPS[power - 1][2 if teens else few])
    return " ".join(words)


def kazakh(number: int) -> str:
    if number == 0:
        return KAZAKH[0]
    words: list[str] = []
    for power in (3, 2, 1, 0):
        part = number // 1000**power % 1000
        if not part:
            continue
        hundreds, rest = divmod(part, 100)
        if hundreds:
            words += ([KAZAKH[hundreds]] if hundreds > 1 else []) + ["жүз"]
        words += [KAZAKH_TENS[rest // 10 - 1]] if rest >= 10 else []
        words += [KAZAKH[rest % 10]] if rest % 10 else []
        words += [KAZAKH_GROUPS[power - 1]] if power else []
    return " ".join(words)


AMOUNTS = [
    ("0", "ноль тенге 00 тиын", "нөл теңге 00 тиын"),
    ("1", "один тенге 00 тиын", "бір теңге 00 тиын"),
    ("1000", "одна тысяча тенге 00 тиын", "бір мың теңге 00 тиын"),
    ("1000000", "один миллион тенге 00 тиын", "бір миллион теңге 00 тиын"),
    ("1000000.00", "один миллион тенге 00 тиын", "бір миллион теңге 00 тиын"),
    ("1E+6", "один миллион тенге 00 тиын", "бір миллион теңге 00 тиын"),
    ("21.50", "двадцать один тенге 50 тиын", "жиырма бір теңге 50 тиын"),
    ("0.05", "ноль тенге 05 тиын", "нөл теңге 05 тиын"),
    ("2002.02", "две тысячи два тенге 02 тиын", "екі мың екі теңге 02 тиын"),
    ("1000000000000", "один триллион тенге 00 тиын", "бір триллион теңге 00 тиын"),
]


@pytest.mark.parametrize(("amount", "rus", "kaz"), AMOUNTS, ids=[case[0] for case in AMOUNTS])
def test_amounts_in_words(amount, rus, kaz):
    assert (amount_in_words(Decimal(amount), "rus"), amount_in_words(Decimal(amount), "kaz")) == (rus, kaz)


@given(st.integers(0, 10**12 - 1) | st.integers(0, 10**7).map(lambda number: number * 1000))
@settings(max_examples=400, deadline=None)
def test_words_are_those_of_a_second_speller(number):
    assert number_in_words(number, "rus") == russian(number)
    assert number_in_words(number, "kaz").replace("бір жүз", "жүз") == kazakh(number)


@pytest.mark.parametrize("amount", ["-1", "0.001", "NaN", "Infinity", "1e15"])
def test_amounts_without_words(amount):
    with pytest.raises(ValueError, match=r"amount|number"):
        amount_in_words(Decimal(amount), "rus")


@given(st.decimals(0, 999_999_999, places=2), st.decimals(0, 10**12, places=2))
@settings(deadline=None)
def test_cost_is_exact_to_the_tiyn_whatever_the_context(quantity, price):
    made = cost(quantity, price)
    tiyn = Fraction(quantity) * Fraction(price) * 100
    rounded = int(tiyn) + (1 if tiyn - int(tiyn) >= Fraction(1, 2) else 0)
    assert Fraction(made) * 100 == rounded
    with localcontext() as context:
        context.prec, context.rounding = 3, ROUND_DOWN
        assert cost(quantity, price) == made
        assert printed_money(made).replace("\xa0", "").replace(",", ".") == f"{made:f}"


def test_figures():
    assert printed_money(Decimal("1234567.8")) == "1\xa0234\xa0567,80"
    assert printed_money(Decimal("999")) == "999,00"
    assert [printed_number(Decimal(text)) for text in ("100", "0", "0.50", "1E+2")] == ["100", "0", "0,5", "100"]


def columns(*labels: str):
    kinds = {"ц": "money", "с": "money", "б": "money", "қ": "money", "к": "number", "ч": "number"}
    return [asked(FormField(Field(f"c{n}", label, kinds[label[0]]))) for n, label in enumerate(labels)]


ROLES = [
    (("количество часов", "цена за единицу", "стоимость"), Roles(None, "c0", "c1", "c2")),
    (("количество", "стоимость за единицу, тенге", "сумма, тенге"), Roles(None, "c0", "c1", "c2")),
    (("количество", "бірлігінің бағасы (теңге)", "құны (теңге)"), Roles(None, "c0", "c1", "c2")),
    (("количество часов", "цена", "цена со скидкой", "стоимость"), Roles(None, "c0", None, "c3")),
    (("количество часов", "количество дней", "цена", "стоимость"), Roles(None, None, "c2", "c3")),
    (("стоимость",), Roles(cost="c0")),
]


@pytest.mark.parametrize(("labels", "expected"), ROLES, ids=[" + ".join(case[0]) for case in ROLES])
def test_roles_come_from_headings_and_doubt_gives_none(labels, expected):
    assert roles(columns(*labels)) == expected
    assert roles(columns(*labels)).multiplies == (None not in (expected.quantity, expected.price, expected.cost))


PART = Roles("n", "q", "p", "c")


def test_a_row_is_completed_and_never_overwritten():
    row = {"n": None, "q": Decimal("2.5"), "p": Decimal("10.01"), "c": None}
    assert complete_row(row, 3, PART) == {"n": 3, "q": Decimal("2.5"), "p": Decimal("10.01"), "c": Decimal("25.03")}
    assert complete_row({**row, "c": Decimal("25.03")}, 3, PART)["c"] == Decimal("25.03")
    for wrong, rule in (
        ({"c": Decimal("25.02")}, "computed"),
        ({"n": 2}, "running"),
        ({"q": Decimal(10) ** 14}, "too-large"),
    ):
        with pytest.raises(Mismatch) as caught:
            complete_row({**row, **wrong}, 3, PART)
        assert caught.value.rule == rule
    assert complete_row({**row, "p": None}, 1, PART)["c"] is None
    assert complete_row({**row, "p": None, "c": Decimal(5)}, 1, PART)["c"] == Decimal(5)


def test_totals_need_every_cell():
    rows = [{"q": 2, "c": Decimal("0.10")}, {"q": Decimal("0.5"), "c": Decimal("0.20")}]
    assert (totals(rows, PART).quantity, totals(rows, PART).cost) == (Decimal("2.5"), Decimal("0.30"))
    assert totals([*rows, {"q": 1, "c": None}], PART).cost is None
    assert totals([], PART).quantity is None


def test_a_wrong_cost_is_refused_without_saying_it():
    row = {"naimenovanie_uslugi": "А", "kolichestvo_chasov": 2, "tsena_za_edinitsu_tenge": "10", "stoimost_tenge": "21"}
    with pytest.raises(FillErrors) as caught:
        fill(act(), {"period": None, "rows": [row]})
    assert [(one.path, one.rule) for one in caught.value.errors] == [("rows[1].stoimost_tenge", "computed")]
    assert "21" not in str(caught.value)
    assert fill(act(), {"period": None, "rows": [{**row, "stoimost_tenge": "20.00"}]})


def test_words_of_the_amount_before_them():
    document = form(["Сумма (тенге) ______", "Сумма прописью ______"])
    amount, words = (field.name for field in document.fields)
    said = printed(fill(document, {amount: "1000000.00"}))
    assert said[1:] == ["Сумма (тенге) 1\xa0000\xa0000,00", "Сумма прописью один миллион тенге 00 тиын"]
    given_words = printed(fill(document, {amount: "5", words: "Пять  тенге 00 тиын"}))
    assert given_words[2] == "Сумма прописью Пять  тенге 00 тиын", "as given, where it agrees"
    with pytest.raises(FillErrors, match="не равно вычисленному"):
        fill(document, {amount: "5", words: "шесть тенге 00 тиын"})
    assert printed(fill(document, {amount: None}))[2] == "Сумма прописью ______"


def test_totals_of_two_tables_are_not_guessed():
    money = Field("summa", "сумма (тенге)", "money")
    document = form(["Итого, тенге ______"], table(money), table(money))
    ready = plan(definition(document))
    assert ready.computed == ()
    one = form(["Итого, тенге ______", "прописью ______"], table(money))
    assert [(item.name, item.source) for item in plan(definition(one)).computed] == [
        ("itogo_tenge", "cost"),
        ("propisiu", "field-in-words"),
    ]
    words = printed(fill(one, {"rows": [{"summa": "2"}, {"summa": "19.5"}]}))
    assert words[1:3] == ["Итого, тенге 21,50", "прописью двадцать один тенге 50 тиын"]


def test_pages_are_counted_only_for_annexes():
    plain = plan(definition(form(["Договор на ____ листах"])))
    assert computations(plain.fields, []) == ()
    assert [one.source for one in plan(definition(kazakh_act())).computed] == ["cost-in-words", "pages"]
