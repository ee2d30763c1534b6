"""One order of events, whatever the order of import; and the order of numbers.

Events of one day go by in-force date, adoption date, registration number, place in the act.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import groupby

from legal.akn.iri import code_of, parse_code
from legal.records import ActRef, Operation

_EARLY = date.min
_CODED = re.compile(r"(?P<code>V[0-9]{10})-")
_NAMED = re.compile(r"(?P<form>[a-z]+)-(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})-(?P<number>.+)-(?:rus|kaz)-[^-]+")

Number = tuple[tuple[int, int, str], ...]


@lru_cache(maxsize=65_536)
def number_key(number: str | None) -> Number:
    """Numbers in the order of the law: 2 < 2-1 < 2-2 < 3 < 10, letters after numbers.

    >>> sorted(["10", "2-2", "3", "2", "2-1", "б", "а"], key=number_key)
    ['2', '2-1', '2-2', '3', '10', 'а', 'б']
    """
    pieces = re.split(r"[-.]", number or "")
    return tuple((0, int(p), "") if re.fullmatch("[0-9]+", p) else (1, _roman(p), p) for p in pieces)


_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def _roman(text: str) -> int:
    """The value of a Roman number, 0 for any other text."""
    values = [_ROMAN.get(char, 0) for char in text]
    if not values or 0 in values:
        return 0
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A key by which "…-rus-10" comes after "…-rus-9"."""
    return tuple((0, int(p), "") if p.isascii() and p.isdigit() else (1, 0, p) for p in re.split("([0-9]+)", text) if p)


def act_key(act: ActRef) -> tuple[date, int, str, str]:
    """Acts of one day: adoption date, registration number, then what else tells them apart."""
    code = code_of(act)
    parsed = parse_code(code) if code else None
    # An act known only by its code still says its year of adoption.
    adopted = act.date or (date(_century(parsed[0]), 1, 1) if parsed else _EARLY)
    registered = act.registered or (parsed[1] if parsed else "")
    number = int(registered) if re.fullmatch("[0-9]+", registered) else -1
    return adopted, number, act.number or "", code or ""


def _century(year: int) -> int:
    """The year of a code in full: registration began in 1993."""
    return 1900 + year if year >= _FIRST_YEAR else 2000 + year


_FIRST_YEAR = 91


def operation_key(
    operation: Operation, amending: ActRef
) -> tuple[date, tuple[date, int, str, str], tuple[tuple[int, int, str], ...]]:
    """The place of a dated operation in the order of events."""
    return operation.in_force.start or date.max, act_key(amending), natural(operation.id)


def shifted(pairs: Sequence[tuple[Operation, ActRef]]) -> list[tuple[Operation, ActRef]]:
    """Sorted operations with those of one instruction that moves numbers up in the order in which they can be done.

    "пункты 2 и 3 считать соответственно пунктами 3 и 4": paragraph 3 gives its number up before paragraph 2 takes it.
    """
    found: list[tuple[Operation, ActRef]] = []
    for key, run in groupby(pairs, key=lambda pair: _instruction(pair[0])):
        group = list(run)
        olds = [operation.target[-1:] for operation, _ in group]
        news = [tuple(replace(step, num=operation.new) for step in operation.target[-1:]) for operation, _ in group]
        up = key is not None and any(new in olds[at + 1 :] for at, new in enumerate(news))
        found += reversed(group) if up else group
    return found


def _instruction(operation: Operation) -> tuple[str, int | None, date | None, ActRef | None] | None:
    """The instruction of an operation that gives a number, as far as it tells it from the next."""
    if operation.action != "renumber":
        return None
    return operation.source.quote, operation.source.line, operation.in_force.start, operation.by


def amending_act(operation: Operation) -> ActRef:
    """The act that an operation belongs to, as far as the operation says: its `by`, else what its id begins with.

    >>> from legal.records import InForce, OperationSource
    >>> force, source = InForce("date", None, "pending"), OperationSource(None, (), "")
    >>> op = Operation("V2500036999-rus-4", "repeal", ActRef(None, None, None), None, (), force, source)
    >>> amending_act(op).registered
    '36999'
    """
    if operation.by is not None:
        return operation.by
    if match := _CODED.match(operation.id):
        parsed = parse_code(match["code"])
        return ActRef(None, None, None, code=match["code"], registered=parsed[1] if parsed else None)
    if match := _NAMED.fullmatch(operation.id):
        return ActRef(match["form"], date.fromisoformat(match["date"]), match["number"])
    return ActRef(None, None, None, title=re.sub(r"-(?:rus|kaz)-[^-]+$", "", operation.id))
