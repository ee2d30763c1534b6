"""Dates that print in pieces: `"___" ____________ 20__ г.`, `20__ жылғы "___" ________`, `"__" по "__" ____ 20__`,
`__ ________ 20__`, `__.__.20__`, `__/__/____`, `« » ______ 20`.

A date goes into the pieces that the form prints: the day between the quotes, the name of the month on the rule, the
year in place of `20__`. A piece that the form lacks is added, because a date without it would say less than was given;
a space is put where two pieces would run together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from forms.words import month_in_date, printed_day
from legal.records import Language

_PIECES = re.compile(
    r"(?P<day>[\"«“](?:\s?_+\s?|\s+)[\"»”])|(?P<year>(?:19|20)\s?[0-9]?\s?_{1,4}|(?:19|20)$)|(?P<month>_+)"
)
_DOTTED = re.compile(
    r"_{2,4}\s?\.\s?_{2,4}\s?\.\s?(?:(?:19|20)_{2}|_{4,8})|_{2,4}\s?/\s?_{2,4}\s?/\s?(?:(?:19|20)_{2}|_{4,8})"
)
_YEAR_BEFORE = re.compile(r"\s?(?:жыл|ж\.)")
_Kind = Literal["day", "year", "month", "words"]


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: _Kind
    printed: str


def is_date_blank(published: str) -> bool:
    """Whether a blank prints a date or a period in pieces.

    >>> is_date_blank('"___" ________ 20__'), is_date_blank("________")
    (True, False)
    """
    return _DOTTED.fullmatch(published) is not None or any(piece.kind == "day" for piece in _split(published))


def is_period_blank(published: str) -> bool:
    """Whether a blank prints two dates.

    >>> is_period_blank('"__" по "__" ______ 20__')
    True
    """
    return sum(piece.kind == "day" for piece in _split(published)) == 2


def year_digits(published: str) -> str:
    """The digits of the year that the blank prints: "20", "202", or "".

    >>> year_digits('"__" ____ 202_')
    '202'
    """
    found = [piece.printed for piece in _split(published) if piece.kind == "year"]
    return re.sub(r"[^0-9]", "", found[0]) if found else ""


def printed_date(day: date, published: str, language: Language, *, with_year: bool = True) -> str:
    """A date in the place of a blank. `with_year` False: a blank of its own for the year follows on the line.

    >>> printed_date(date(2022, 1, 5), '"___" ____________ 20__', "rus")
    '"05" января 2022'
    >>> printed_date(date(2022, 1, 5), "__________", "rus")
    '05.01.2022'
    """
    pieces = _split(published)
    if not any(piece.kind == "day" for piece in pieces):
        return printed_day(day)
    return _join(_filled(pieces, day, language, month=True, year=with_year))


def printed_period(first: date, last: date, published: str, language: Language) -> str:
    """A period in the place of a blank; the first date names its month and year where they differ from the last one's.

    >>> printed_period(date(2022, 1, 1), date(2022, 1, 31), '"__" по "___" ____ 20__', "rus")
    '"01" по "31" января 2022'
    >>> printed_period(date(2021, 12, 15), date(2022, 1, 14), '"__" по "___" ____ 20__', "rus")
    '"15" декабря 2021 по "14" января 2022'
    """
    pieces = _split(published)
    days = [index for index, piece in enumerate(pieces) if piece.kind == "day"]
    if len(days) != 2:
        return f"{printed_day(first)} – {printed_day(last)}"
    cut = days[1]
    while cut and pieces[cut - 1].kind == "words":
        cut -= 1
    between = pieces[cut : days[1]]
    another_year = first.year != last.year
    another_month = another_year or first.month != last.month
    begin = _filled(pieces[:cut], first, language, month=another_month, year=another_year)
    end = _filled(pieces[days[1] :], last, language, month=True, year=True)
    return _join([*begin, *between, *end])


def _split(published: str) -> list[_Piece]:
    found: list[_Piece] = []
    at = 0
    for match in _PIECES.finditer(published):
        if match.start() > at:
            found.append(_Piece("words", published[at : match.start()]))
        kind: _Kind = "day" if match["day"] else "year" if match["year"] else "month"
        found.append(_Piece(kind, match[0]))
        at = match.end()
    if published[at:]:
        found.append(_Piece("words", published[at:]))
    return found if _DOTTED.fullmatch(published) else _told(found)


def _told(pieces: list[_Piece]) -> list[_Piece]:
    """Rules told apart: one before "жыл", or a second one after a day, is the year; of two before a year that is
    printed, without quotes, the first is the day; three without either are day, month and year."""
    rules = [index for index, piece in enumerate(pieces) if piece.kind == "month"]
    kinds = {piece.kind for piece in pieces}
    told = list(pieces)
    if "year" not in kinds and sum(piece.kind == "day" for piece in pieces) == 1:
        first = rules[0] if rules else None
        before = first is not None and first + 1 < len(pieces) and _YEAR_BEFORE.match(pieces[first + 1].printed)
        year = first if before else rules[-1] if len(rules) > 1 else None
        if year is not None:
            told[year] = _Piece("year", pieces[year].printed)
    elif "year" in kinds and "day" not in kinds and len(rules) == 2:
        told[rules[0]] = _Piece("day", pieces[rules[0]].printed)
    elif not kinds & {"year", "day"} and len(rules) == 3:
        told[rules[0]] = _Piece("day", pieces[rules[0]].printed)
        told[rules[2]] = _Piece("year", pieces[rules[2]].printed)
    return told


def _filled(pieces: list[_Piece], day: date, language: Language, *, month: bool, year: bool) -> list[_Piece]:
    """The pieces with the date in them, those that are missing added: the month after the day, the year at the end."""
    kinds = {piece.kind for piece in pieces}
    filled: list[_Piece] = []
    for piece in pieces:
        filled.append(_Piece(piece.kind, _said(piece, day, language)))
        if piece.kind == "day" and month and "month" not in kinds:
            filled.append(_Piece("month", month_in_date(day.month, language)))
    if year and "year" not in kinds:
        while filled and not filled[-1].printed.strip():
            filled.pop()
        filled.append(_Piece("year", str(day.year)))
    return filled


def _said(piece: _Piece, day: date, language: Language) -> str:
    match piece.kind:
        case "day":
            return f"{piece.printed[0]}{day.day:02d}{piece.printed[-1]}".replace("_", "")
        case "month":
            return month_in_date(day.month, language)
        case "year":
            return str(day.year)
        case "words":
            return piece.printed


def _join(pieces: list[_Piece]) -> str:
    return "".join(_spaced(pieces))


def _spaced(pieces: list[_Piece]) -> Iterator[str]:
    before = ""
    for index, piece in enumerate(pieces):
        between = index and not before[-1:].isspace() and not piece.printed[:1].isspace()
        if between and (piece.kind != "words" or piece.printed[:1].isalnum()):
            yield " "
        yield piece.printed
        before = piece.printed
