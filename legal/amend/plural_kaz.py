"""Several acts under one plural noun in Kazakh: "… 2001 жылғы 11 қаңтардағы № 41 және 2003 жылғы 2 наурыздағы № 42
қаулыларының". Each has its number, and the day before it; the author stands once, before all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from legal.amend.language import Token
from legal.amend.reach import (
    LONGEST_AUTHOR,
    Found,
    brackets,
    legal_code,
    printed,
    read_date,
    read_number,
    registered_in,
)
from legal.records import ActRef
from legal.vocabulary.forms import Form
from legal.vocabulary.kazakh import ABOVE, ACTS, APPROVED, CONNECTORS, JOINT, SAID, THIS, VERBS

_ENDS_BEFORE = frozenset({*ABOVE, *APPROVED, *SAID, *THIS, *VERBS, *ACTS, JOINT})
_BETWEEN = re.compile(r"^(?:(?:және|мен|пен|сондай-ақ)\s+)+")


@dataclass(slots=True)
class _Unit:
    """What is said of one act: tokens `first` to `after`, and the words that are neither title, day nor number."""

    first: int
    after: int = 0
    on: date | None = None
    number: str | None = None
    title: str | None = None
    registered: str | None = None
    words: list[tuple[int, int]] = field(default_factory=list)


def several(text: str, found: Sequence[Token], at: int, floor: int, head: tuple[str, Form]) -> tuple[Found, ...]:
    """The acts that the plural noun at a token names, one by one; none where any of them is not told apart."""
    form, shape = head
    first = _reach_back(found, at, floor)
    units = _units(text, found, first, at)
    titled = {unit.title is not None for unit in units}
    if len(units) < 2 or len(titled) != 1 or any(unit.number is None or unit.on is None for unit in units):
        return ()
    after = at + 1
    # A bracket after the noun is about all of them: which of its numbers is whose, it does not say.
    units[-1].after = brackets(found, after) or after
    made: list[Found] = []
    author: str | None = None
    for unit in units:
        author = _author(text, found, unit) or author
        ref = ActRef(form, unit.on, unit.number, None, author, unit.registered, unit.title)
        ref = ActRef(form, unit.on, unit.number, legal_code(ref), author, unit.registered, unit.title)
        made.append(Found(ref, unit.first, unit.after - 1, shape.case))
    return tuple(made)


def _reach_back(found: Sequence[Token], at: int, floor: int) -> int:
    """The first token of what the noun at a token is about."""
    first = at
    depth = 0
    for index in range(at - 1, max(floor, at - 2 * LONGEST_AUTHOR) - 1, -1):
        token = found[index]
        depth += (token.type == ")" or (token.bracket and depth > 0)) - (token.type == "(")
        if depth < 0:
            break
        if depth or token.type == "(":
            continue
        if token.type not in ("word", "number", "date", "dash", "№", ",", ".", "/", "quote"):
            break
        if token.type == "word" and token.key in _ENDS_BEFORE:
            break
        first = index
    while first < at and (found[first].key in CONNECTORS or found[first].type in (",", ".", "dash")):
        first += 1
    return first


def _units(text: str, found: Sequence[Token], first: int, at: int) -> list[_Unit]:
    """The acts between two tokens: each ends with its number, and with the bracket after that."""
    units: list[_Unit] = []
    unit = _Unit(first)
    index = first
    while index < at:
        dated = read_date(found, index, "kaz")
        number = read_number(text, found, index)
        group = brackets(found, index)
        if dated and unit.on is None:
            unit.on, after = dated
        elif number and number[1] <= at:
            unit.number, after = number
            if (end := brackets(found, after)) is not None and end <= at:
                unit.registered, after = registered_in(text, found, after, end), end
            unit.after = after
            unit.on = unit.on or (units[-1].on if units else None)
            units.append(unit)
            unit = _Unit(_over(found, after, at))
            index = unit.first
            continue
        elif dated or group or (found[index].type == "quote" and unit.title is not None):
            return []
        elif found[index].type == "quote":
            unit.title, after = found[index].value, index + 1
        else:
            after = index + 1
            unit.words.append((index, after))
        index = after
    # What stands between the last number and the noun belongs to none of the acts.
    return [] if unit.words or unit.on or unit.title else units


def _over(found: Sequence[Token], at: int, end: int) -> int:
    while at < end and (found[at].key in CONNECTORS or found[at].type == ","):
        at += 1
    return at


def _author(text: str, found: Sequence[Token], unit: _Unit) -> str | None:
    """The words of a unit that are neither title, day nor number."""
    if not unit.words:
        return None
    said = " ".join(filter(None, (printed(text, found, *span) for span in unit.words)))
    return _BETWEEN.sub("", re.sub(r"^туралы\s+", "", said)) or None
