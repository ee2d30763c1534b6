"""What the readers of mentions share: dates, numbers, brackets, found from a token on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from legal.amend.language import Token
from legal.records import ActRef, Language
from legal.vocabulary.months import KAZAKH_MONTHS, RUSSIAN_MONTHS

LONGEST_AUTHOR = 90
"""Tokens that an author's name may have at most, joint orders included."""
DEEPEST_BRACKETS = 12
"""Brackets inside brackets: more than that is no text of an act."""
_YEAR = {"rus": frozenset({"года", "г", "год", "году"}), "kaz": frozenset({"жылғы", "ж", "жылдың", "жыл"})}
_NUMBER = re.compile(
    r"(?:№|N)\s*(?P<number>(?:ҚР\s?-?\s?)?[\w][\w/.\-–‑]*(?:\s?(?:ЗРК|ҚРЗ)\b|\s[СCVX][\w]*-[\w/-]+)?)", re.IGNORECASE
)
_REGISTERED = re.compile(r"(?:№|N)\s*(?P<number>[0-9]+(?:-[0-9/]+)?)")
_SHORT_DATE = re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})")


@dataclass(frozen=True, slots=True)
class Found:
    """A mention and its tokens, `first` to `last` inclusive; `case` of the word that names the form."""

    ref: ActRef
    first: int
    last: int
    case: str


def read_date(found: Sequence[Token], at: int, language: Language) -> tuple[date, int] | None:
    """The date that begins at a token and the index after it; None where no civil date stands there."""
    if at >= len(found):
        return None
    token = found[at]
    if token.type == "date":
        match = _SHORT_DATE.fullmatch(token.key)
        value = _civil(match["year"], match["month"], match["day"]) if match else None
        return (value, _after_year(found, at + 1, language)) if value else None
    if token.type != "number" or at + 2 >= len(found):
        return None
    return _russian(found, at) if language == "rus" else _kazakh(found, at)


def _russian(found: Sequence[Token], at: int) -> tuple[date, int] | None:
    day, month, year = found[at : at + 3]
    if month.key not in RUSSIAN_MONTHS or year.type != "number":
        return None
    value = _civil(year.key, str(RUSSIAN_MONTHS[month.key]), day.key)
    return (value, _after_year(found, at + 3, "rus")) if value else None


def _kazakh(found: Sequence[Token], at: int) -> tuple[date, int] | None:
    after = _after_year(found, at + 1, "kaz")
    if after == at + 1 or after + 1 >= len(found) or found[after].type != "number":
        return None
    month = found[after + 1].key
    if month not in KAZAKH_MONTHS:
        return None
    value = _civil(found[at].key, str(KAZAKH_MONTHS[month]), found[after].key)
    return (value, after + 2) if value else None


def _after_year(found: Sequence[Token], at: int, language: Language) -> int:
    """The index after the word for a year, with its stop where it is cut short ("2001 г.", "2001 ж.")."""
    if at < len(found) and found[at].key in _YEAR[language]:
        short = len(found[at].key) == 1 and at + 1 < len(found) and found[at + 1].type == "."
        return at + 2 if short else at + 1
    return at


def _civil(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day)) if len(year) == 4 else None
    except ValueError:
        return None


def read_number(text: str, found: Sequence[Token], at: int) -> tuple[str, int] | None:
    """The number of an act from its sign on ("№ 73", "N 149-II", "№ ҚР ДСМ-45/2020") and the index after it."""
    if at >= len(found) or not (found[at].type == "№" or found[at].key == "n"):
        return None
    match = _NUMBER.match(text, found[at].start)
    if match is None:
        return None
    number = match["number"].rstrip(".-–/")
    end = match.start("number") + len(number)
    after = at + 1
    while after < len(found) and found[after].start < end:
        after += 1
    return re.sub(r"\s+", " ", number), after


def brackets(found: Sequence[Token], at: int) -> int | None:
    """The index after the bracket that opens at a token, or None where it does not open or never closes."""
    if at >= len(found) or found[at].type != "(":
        return None
    depth = 0
    for index in range(at, len(found)):
        if found[index].type == "(":
            depth += 1
        elif found[index].type == ")" or found[index].bracket:
            depth -= 1
            if depth == 0:
                return index + 1
        if depth > DEEPEST_BRACKETS:
            return None
    return None


def registered_in(text: str, found: Sequence[Token], first: int, after: int) -> str | None:
    """The registration number that the words between two tokens state."""
    words = text[found[first].start : found[after - 1].end]
    if not any(token.key.startswith(("зарегистрир", "тіркел")) for token in found[first:after]):
        return None
    match = _REGISTERED.search(words)
    return match["number"].lstrip("0") if match else None


def printed(text: str, found: Sequence[Token], first: int, after: int) -> str | None:
    """The words between two tokens as printed, single spaces; None for none."""
    if first >= after:
        return None
    return re.sub(r"\s+", " ", text[found[first].start : found[after - 1].end]).strip(" ,") or None


_LOCAL = re.compile(r"маслихат|акимат|\bаким|мәслихат|әкімдіг|әкімі", re.IGNORECASE)


def legal_code(ref: ActRef) -> str | None:
    """The code of the official bank: "V", two digits of the year of adoption, the registration number in eight digits.

    None where the date or the registration number is not known, or the number is none; and for acts of local bodies,
    which the bank codes by region.

    >>> legal_code(ActRef("order", date(2023, 6, 30), "288", registered="32994"))
    'V2300032994'
    """
    if ref.date is None or ref.registered is None or not ref.registered.isascii() or not ref.registered.isdigit():
        return None
    if ref.form == "decision" or _LOCAL.search(ref.author or ""):
        return None
    number = ref.registered.lstrip("0")
    return f"V{ref.date.year % 100:02d}{number:0>8}" if 0 < len(number) <= 8 else None
