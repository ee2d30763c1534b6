"""Dates, numbers and amounts as official papers of Kazakhstan print them, in Russian and Kazakh.

Amounts in words come from num2words, which is exact for a whole `Decimal` without an exponent and for nothing else: a
fraction in zeros or a plain int gives wrong words for a million in one language or the other.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

from num2words import num2words

from legal.records import Language
from legal.vocabulary.months import KAZAKH_MONTHS, RUSSIAN_MONTHS

EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
"""Every calculation with money and hours; no caller's context can change it."""

TIYN = Decimal("0.01")
LARGEST = Decimal(10) ** 15
"""Amounts below this have words; no form asks for more."""

_NO_BREAK = "\u00a0"
_SPEECH: dict[Language, str] = {"rus": "ru", "kaz": "kz"}
_TENGE: dict[Language, str] = {"rus": "тенге", "kaz": "теңге"}
_TIYN: dict[Language, str] = {"rus": "тиын", "kaz": "тиын"}
_NOMINATIVE = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
_IN_DATES: dict[Language, tuple[str, ...]] = {
    "rus": tuple(RUSSIAN_MONTHS),
    "kaz": tuple(
        min((word for word, month in KAZAKH_MONTHS.items() if month == number), key=len) for number in range(1, 13)
    ),
}
_ALONE: dict[Language, tuple[str, ...]] = {"rus": _NOMINATIVE, "kaz": _IN_DATES["kaz"]}


def number_in_words(number: int, language: Language) -> str:
    """A whole number in words, masculine in Russian. Raises ValueError below 0 and from 10^15 on.

    >>> number_in_words(1_000_000, "rus"), number_in_words(1_000_000, "kaz")
    ('один миллион', 'бір миллион')
    """
    if not 0 <= number < LARGEST:
        raise ValueError("no words for a number below zero or from 10^15 on")
    return " ".join(str(num2words(Decimal(number), lang=_SPEECH[language])).split())


def amount_in_words(amount: Decimal, language: Language) -> str:
    """An amount in tenge: the tenge in words, the tiyn in two digits, as payment papers have it.

    Raises ValueError for an amount below zero, from 10^15 on, not finite, or with a part of a tiyn.

    >>> amount_in_words(Decimal("21.50"), "rus")
    'двадцать один тенге 50 тиын'
    >>> amount_in_words(Decimal("1000000.00"), "kaz")
    'бір миллион теңге 00 тиын'
    """
    if not amount.is_finite() or not 0 <= amount < LARGEST:
        raise ValueError("no words for an amount below zero or from 10^15 on")
    tiyn = EXACT.multiply(amount, Decimal(100))
    if tiyn != tiyn.to_integral_value():
        raise ValueError("an amount with a part of a tiyn")
    whole, rest = divmod(int(tiyn), 100)
    return f"{number_in_words(whole, language)} {_TENGE[language]} {rest:02d} {_TIYN[language]}"


def printed_money(amount: Decimal) -> str:
    """An amount in figures: a comma, two digits of tiyn, thousands set apart by a no-break space.

    >>> printed_money(Decimal("1250.5")).replace(chr(0xA0), "~")
    '1~250,50'
    """
    whole, _, rest = f"{EXACT.quantize(amount, TIYN):f}".partition(".")
    return f"{int(whole):,}".replace(",", _NO_BREAK) + "," + rest


def printed_number(number: Decimal) -> str:
    """A number in figures, with a comma and without zeros at the end.

    >>> printed_number(Decimal("2.50")), printed_number(Decimal("10"))
    ('2,5', '10')
    """
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".").replace(".", ",") if "." in text else text


def printed_day(day: date) -> str:
    """A date in figures.

    >>> printed_day(date(2026, 1, 5))
    '05.01.2026'
    """
    return f"{day.day:02d}.{day.month:02d}.{day.year:04d}"


def month_in_date(month: int, language: Language) -> str:
    """The name of a month, 1 to 12, as it stands after a day ("января", "қаңтар")."""
    return _IN_DATES[language][month - 1]


def month_alone(month: int, language: Language) -> str:
    """The name of a month, 1 to 12, by itself ("январь", "қаңтар")."""
    return _ALONE[language][month - 1]
