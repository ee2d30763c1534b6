"""What follows from other answers: cost, totals, amounts in words, running numbers.

Columns and fields take part by what they are, told from their kinds and headings: hours or pieces times a price give
a cost; a field that says "итого" or "прописью" is the total, or the total in words. Where a table has two columns that
could be the price, nothing is computed for it. What a person has filled in is compared with the computed value and
never replaced.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from forms.asked import Asked, counts_pages, is_in_words
from forms.values import Value
from forms.words import EXACT, LARGEST, TIYN, amount_in_words
from legal.records import Language

_PRICE = re.compile(r"цен[аыу]|тариф|расценк|за\s+(?:единиц|один|1|час)|баға|бірлі[кг]", re.IGNORECASE)
_COST = re.compile(r"стоимост|сумм[аы]|итого|всего|құн|сома|барлығы", re.IGNORECASE)
_TOTAL = re.compile(r"итого|всего|общ(?:ая|ее|ий)|барлығы|жиыны|жалпы", re.IGNORECASE)
_ANNEX = re.compile(r"приложени|қосымша|прилага", re.IGNORECASE)
TOTAL_WORDS: dict[Language, str] = {"rus": "Итого", "kaz": "Барлығы"}


@dataclass(frozen=True, slots=True)
class Roles:
    """The columns of a table, by name, that calculations know. None: there is no such column, or more than one."""

    running: str | None = None
    quantity: str | None = None
    price: str | None = None
    cost: str | None = None

    @property
    def multiplies(self) -> bool:
        """Whether quantity times price gives the cost."""
        return None not in (self.quantity, self.price, self.cost)


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of a table; None where a row leaves its cell empty, or the table has no such column."""

    quantity: Decimal | None
    cost: Decimal | None


Source = Literal["quantity", "cost", "cost-in-words", "field-in-words", "pages"]


_TOLD = frozenset({"quantity", "cost", "cost-in-words", "pages"})
"""What a supplement may say that a field is computed from; any other word of its says that it is not."""


@dataclass(frozen=True, slots=True)
class Computation:
    """Where a single field takes its value from; `of` names the field for "field-in-words"."""

    name: str
    source: Source
    of: str = ""


def roles(columns: Sequence[Asked]) -> Roles:
    """The part that each column takes.

    A price is told before a cost: "стоимость за единицу" is a price.
    """
    money = [one for one in columns if one.rule == "money"]
    prices = [one for one in money if _PRICE.search(one.field.field.label)]
    costs = [one for one in money if one not in prices and _COST.search(one.field.field.label)]
    return Roles(
        running=_only([one for one in columns if one.rule == "running"]),
        quantity=_only([one for one in columns if one.rule in ("quantity", "count")]),
        price=_only(prices),
        cost=_only(costs),
    )


def _only(found: Sequence[Asked]) -> str | None:
    return found[0].field.name if len(found) == 1 else None


def computations(fields: Sequence[Asked], groups: Sequence[Roles]) -> tuple[Computation, ...]:
    """The single fields that are computed. Totals need a form with one table to sum."""
    summed = [one for one in groups if one.cost or one.quantity]
    table = summed[0] if len(summed) == 1 else Roles()
    found: list[Computation] = []
    money = ""
    for one in fields:
        name, label, rule = one.field.name, one.field.field.published_label, one.rule
        told = one.field.field.computed
        if told:
            found += [Computation(name, told)] if told in _TOLD else []  # type: ignore[arg-type]
        elif is_in_words(one.field) and rule == "text":
            if money:
                found.append(Computation(name, "field-in-words", money))
            elif table.cost:
                found.append(Computation(name, "cost-in-words"))
        elif rule == "money":
            money = name
            if table.cost and _TOTAL.search(label):
                found.append(Computation(name, "cost"))
        elif rule == "quantity" and table.quantity and _TOTAL.search(label):
            found.append(Computation(name, "quantity"))
        elif is_page_count(one):
            found.append(Computation(name, "pages"))
    return tuple(found)


def is_page_count(one: Asked) -> bool:
    """Whether a field is the number of annexed pages: "Приложение: … на ______ страницах"."""
    return one.rule == "count" and counts_pages(one.field) and _ANNEX.search(one.field.field.source) is not None


class Mismatch(Exception):
    """A value that is not the computed one, or a sum beyond any form. `rule` is a key of `forms.messages`."""

    def __init__(self, name: str, rule: str = "computed") -> None:
        super().__init__(rule)
        self.name = name
        self.rule = rule


def cost(quantity: Decimal, price: Decimal) -> Decimal:
    """Quantity times price, to the tiyn, half a tiyn up.

    >>> cost(Decimal("2.5"), Decimal("1333.33"))
    Decimal('3333.33')
    """
    return EXACT.quantize(EXACT.multiply(quantity, price), TIYN)


def complete_row(row: Mapping[str, Value], number: int, part: Roles) -> dict[str, Value]:
    """A row with its running number and its cost. Raises Mismatch for a given value that is not the computed one."""
    done = dict(row)
    if part.running:
        if done.get(part.running) not in (None, number):
            raise Mismatch(part.running, "running")
        done[part.running] = number
    if part.quantity and part.price and part.cost:
        quantity, price, given = (_exact(done.get(name)) for name in (part.quantity, part.price, part.cost))
        if quantity is not None and price is not None:
            made = cost(quantity, price)
            if made >= LARGEST:
                raise Mismatch(part.cost, "too-large")
            if given is not None and given != made:
                raise Mismatch(part.cost)
            done[part.cost] = made
    return done


def totals(rows: Sequence[Mapping[str, Value]], part: Roles) -> Totals:
    """The sums of a table."""
    return Totals(_sum(rows, part.quantity), _sum(rows, part.cost))


def _sum(rows: Sequence[Mapping[str, Value]], column: str | None) -> Decimal | None:
    if column is None or not rows:
        return None
    total = Decimal(0)
    for row in rows:
        value = _exact(row.get(column))
        if value is None:
            return None
        total = EXACT.add(total, value)
    return total


def _exact(value: Value) -> Decimal | None:
    if isinstance(value, Decimal):
        return value
    return Decimal(value) if isinstance(value, int) else None


def complete_fields(
    values: Mapping[str, Value], computed: Sequence[Computation], sums: Totals, language: Language, pages: int | None
) -> dict[str, Value]:
    """The single fields with the computed ones. `pages`: how many pages are annexed, where it is known.

    Raises Mismatch. Words that a person gives are compared without regard to case.
    """
    done = dict(values)
    for one in computed:
        made = _made(one, done, sums, language, pages)
        given = done.get(one.name)
        if made is None:
            continue
        if given is not None and not _agree(given, made):
            raise Mismatch(one.name)
        done[one.name] = made if given is None else given
    return done


def _made(one: Computation, values: Mapping[str, Value], sums: Totals, language: Language, pages: int | None) -> Value:
    amount: Decimal | None
    match one.source:
        case "quantity":
            return sums.quantity
        case "pages":
            return pages
        case "cost":
            amount = sums.cost
        case "cost-in-words":
            amount = sums.cost
        case "field-in-words":
            amount = _exact(values.get(one.of))
    if amount is None:
        return None
    if amount >= LARGEST:
        raise Mismatch(one.name, "too-large")
    return amount if one.source == "cost" else amount_in_words(amount, language)


def _agree(given: Value, made: Value) -> bool:
    if isinstance(given, str) and isinstance(made, str):
        return " ".join(given.casefold().split()) == " ".join(made.casefold().split())
    return given == made
