"""Values: what each kind of answer may be, how it is read from data, and how it is printed.

A rule is a row of `RULES`: the JSON Schema of the value, a reader that gives the typed value or refuses, and the
printing. An empty answer, `None` or an empty string, is a blank left to write on; it is never an error here. A refusal
names the rule and never holds the value.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from idnumbers.nationalid.kaz.business_id import BusinessIDNumber
from idnumbers.nationalid.kaz.individual_id import IndividualIDNumber

from forms.asked import Asked, RuleName
from forms.choices import ticked
from forms.words import month_alone, printed_day, printed_money, printed_number
from legal.records import Language

LONGEST = 4000
"""Characters in one answer: two pages of a form."""


@dataclass(frozen=True, slots=True)
class Period:
    """A period of days, both ends in it."""

    first: date
    last: date


Value = str | date | Period | Decimal | int | None


class Refusal(Exception):
    """A value that breaks a rule. `rule` is a key of `forms.messages`; `params` never hold the value."""

    def __init__(self, rule: str, **params: str) -> None:
        super().__init__(rule)
        self.rule = rule
        self.params = params


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAYS = re.compile(rf"{_DAY.pattern}/{_DAY.pattern}")
_MONEY = re.compile(r"[0-9]{1,13}(?:\.[0-9]{1,2})?")
_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,2})?")
_COUNT = re.compile(r"[0-9]{1,6}")
_FAR = 10**20
_TWELVE = re.compile(r"[0-9]{12}")
_PHONE = re.compile(r"[0-9+() \-,;./]{1,60}")
_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")
_MONTH = re.compile(r"0?[1-9]|1[0-2]")
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Characters that no paper shows: control, unassigned, private ones, and marks of format, with which a line shows
other words than it holds."""


def read_text(raw: object, ask: Asked) -> str:
    """Words on one line, exactly as given.

    >>> from forms.definition import FormField
    >>> from forms.records import Field
    >>> read_text("О'Нил", Asked(FormField(Field("fio", "Ф.И.О.", "person")), "text"))
    "О'Нил"
    """
    if not isinstance(raw, str):
        raise Refusal("text")
    if len(raw) > LONGEST:
        raise Refusal("length", limit=str(LONGEST))
    for char in raw:
        if unicodedata.category(char) in _UNPRINTABLE:
            raise Refusal("characters")
    return raw


def read_date(raw: object, ask: Asked) -> date:
    """A real date written YYYY-MM-DD in ASCII digits; other ISO forms (20260101, 2026-W01-1) are refused."""
    if type(raw) is date:
        day = raw
    elif isinstance(raw, str) and _DAY.fullmatch(raw):
        try:
            day = date.fromisoformat(raw)
        except ValueError:
            raise Refusal("date") from None
    else:
        raise Refusal("date")
    _printed_year(day.year, ask)
    return day


def read_period(raw: object, ask: Asked) -> Period:
    """{"from": date, "to": date}, or "date/date" for tables of data without objects; both days in the period."""
    if isinstance(raw, Period):
        raw = {"from": raw.first, "to": raw.last}
    if isinstance(raw, str) and raw.count("/") == 1:
        raw = dict(zip(("from", "to"), raw.split("/"), strict=True))
    if not isinstance(raw, dict) or set(raw) != {"from", "to"}:
        raise Refusal("period")
    try:
        first, last = read_date(raw["from"], Asked(ask.field, "date")), read_date(raw["to"], ask)
    except Refusal as refusal:
        raise Refusal("period" if refusal.rule == "date" else refusal.rule, **refusal.params) from None
    if last < first:
        raise Refusal("period")
    return Period(first, last)


def _decimal(raw: object, pattern: re.Pattern[str], rule: str) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, str | int | Decimal):
        raise Refusal(rule)
    if not isinstance(raw, str) and not (_short(raw) if isinstance(raw, Decimal) else abs(raw) < _FAR):
        raise Refusal(rule)
    text = f"{raw:f}" if isinstance(raw, Decimal) else str(raw)
    if not pattern.fullmatch(text):
        raise Refusal(rule)
    return Decimal(text)


def _short(number: Decimal) -> bool:
    """Whether a number can be written out: 1E+999999999 would fill the memory with zeros."""
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and -10 < exponent < 20 and abs(number) < _FAR


def read_money(raw: object, ask: Asked) -> Decimal:
    """Tenge with at most two digits of tiyn: a decimal string, or an exact number; never a float."""
    return _decimal(raw, _MONEY, "money")


def read_quantity(raw: object, ask: Asked) -> Decimal:
    """A number of hours or things, at most two digits after the point."""
    return _decimal(raw, _NUMBER, "quantity")


def read_count(raw: object, ask: Asked) -> int:
    """A whole number of pages, copies or rows."""
    return int(_decimal(raw, _COUNT, "count"))


def read_month(raw: object, ask: Asked) -> int:
    """A month, 1 to 12."""
    return int(_decimal(raw, _MONTH, "month"))


def read_year(raw: object, ask: Asked) -> int:
    """A year of four digits that begins as the form prints it."""
    year = int(_decimal(raw, _YEAR, "year"))
    _printed_year(year, ask)
    return year


def _printed_year(year: int, ask: Asked) -> None:
    if not str(year).startswith(ask.year):
        raise Refusal("year-printed", printed=ask.year)


def read_twelve(raw: object, ask: Asked) -> str:
    """IIN or BIN: twelve ASCII digits. Whether they can be right is for `doubt` to say."""
    if not isinstance(raw, str) or not _TWELVE.fullmatch(raw):
        raise Refusal(ask.rule)
    return raw


def doubt(value: Value, rule: RuleName) -> str | None:
    """The rule that a value breaks and a person may let pass: real numbers exist that fail their check digit.

    The check covers the check digit and the date in the number: of birth (IIN), of registration (BIN).
    """
    if value is None or rule not in _CHECKS:
        return None
    return None if any(valid(str(value)) for valid in _CHECKS[rule]) else f"{rule}-checksum"


def is_checked(rule: RuleName) -> bool:
    """Whether values of a rule carry a check digit."""
    return rule in _CHECKS


_CHECKS: dict[str, tuple[Callable[[str], bool], ...]] = {
    "iin": (IndividualIDNumber.validate,),
    "bin": (BusinessIDNumber.validate,),
    "iin-or-bin": (IndividualIDNumber.validate, BusinessIDNumber.validate),
}


def read_phone(raw: object, ask: Asked) -> str:
    """A telephone number, or several: at least five digits."""
    text = read_text(raw, ask)
    if not _PHONE.fullmatch(text) or sum(char.isdigit() for char in text) < 5:
        raise Refusal("phone")
    return text


def read_choice(raw: object, ask: Asked) -> str:
    """One of the published alternatives."""
    if not isinstance(raw, str) or raw not in ask.options:
        raise Refusal("choice", options=", ".join(ask.options))
    return raw


_MARKS = {"true": True, "да": True, "иә": True, "1": True, "false": False, "нет": False, "жоқ": False, "0": False}


def read_mark(raw: object, ask: Asked) -> bool:
    """Whether a box is ticked: true or false, or the words for it in tables of data without either."""
    given = _MARKS.get(raw.casefold()) if isinstance(raw, str) else raw
    if not isinstance(given, bool):
        raise Refusal("mark")
    return given


def read_nothing(raw: object, ask: Asked) -> Value:
    """The place of a seal takes no answer."""
    raise Refusal("seal")


# --- the table of rules ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rule:
    """`schema` describes a value that is not empty; `read` gives the typed value or raises Refusal."""

    schema: Mapping[str, Any]
    read: Callable[[object, Asked], Value]


def _pattern(pattern: re.Pattern[str]) -> str:
    return f"^(?:{pattern.pattern})$"


def _string(pattern: re.Pattern[str], **more: Any) -> dict[str, Any]:
    return {"type": "string", "pattern": _pattern(pattern), **more}


def _either(pattern: re.Pattern[str], least: int, most: int, kind: str = "integer") -> dict[str, Any]:
    return {"anyOf": [{"type": kind, "minimum": least, "maximum": most}, _string(pattern)]}


_DATE_SCHEMA = _string(_DAY, format="date")
_PERIOD_SCHEMA = {
    "type": "object",
    "properties": {"from": _DATE_SCHEMA, "to": _DATE_SCHEMA},
    "required": ["from", "to"],
    "additionalProperties": False,
}
RULES: dict[RuleName, Rule] = {
    "text": Rule({"type": "string", "maxLength": LONGEST, "pattern": r"^[^\u0000-\u001f\u007f-\u009f]*$"}, read_text),
    "date": Rule(_DATE_SCHEMA, read_date),
    "period": Rule({"anyOf": [_PERIOD_SCHEMA, _string(_DAYS)]}, read_period),
    "quantity": Rule(_either(_NUMBER, 0, 999_999_999, "number"), read_quantity),
    "count": Rule(_either(_COUNT, 0, 999_999), read_count),
    "money": Rule({**_string(_MONEY), "x-unit": "KZT"}, read_money),
    "iin": Rule({**_string(_TWELVE), "x-checksum": "iin"}, read_twelve),
    "bin": Rule({**_string(_TWELVE), "x-checksum": "bin"}, read_twelve),
    "iin-or-bin": Rule({**_string(_TWELVE), "x-checksum": "iin-or-bin"}, read_twelve),
    "phone": Rule(_string(_PHONE), read_phone),
    "choice": Rule({"type": "string"}, read_choice),
    "month": Rule(_either(_MONTH, 1, 12), read_month),
    "year": Rule(_either(_YEAR, 1900, 2199), read_year),
    "running": Rule(_either(_COUNT, 1, 999_999), read_count),
    "mark": Rule({"type": "boolean"}, read_mark),
    "seal": Rule({"type": "null"}, read_nothing),
}


def read(raw: object, ask: Asked) -> Value:
    """The typed value of an answer; None for an empty one. Raises Refusal."""
    if raw is None or (isinstance(raw, str) and not raw.strip(" \u00a0") and (not raw or ask.rule == "text")):
        return None
    return RULES[ask.rule].read(raw, ask)


def printed(value: Value, rule: RuleName, language: Language = "rus") -> str:
    """A value in print, where the form prints no pieces around it; "" for an empty one."""
    match value:
        case None | False:
            return ""
        case True:  # in a cell; a box that is printed is ticked by `forms.fill`
            return ticked("")
        case str():
            return value
        case Period(first=first, last=last):
            return f"{printed_day(first)} – {printed_day(last)}"
        case date():
            return printed_day(value)
        case Decimal():
            return printed_money(value) if rule == "money" else printed_number(value)
        case int():
            return month_alone(value, language) if rule == "month" else str(value)
