"""The month's papers from its records: sheets of visits, and the act of services that they are annexed to.

    records (JSON or CSV) -> Visit... -> sheet with a row a visit -> pages counted
                                      -> act with a row a service, its totals, "на N страницах" -> bundle, act in front

Nothing here knows an order by name. A sheet is a form with a table that has a date and a number of hours; an act is one
with hours, a price and a cost. What a record tells and the sheet has no column for is refused, so that nothing of a
record is lost on the way.

CSV has a heading row with the names "date", "hours", "places", "mode", in any order, or others of `NAMES`; JSON is a
list of objects with the same keys. Several places visited in one day are a list in JSON and are set apart by a
semicolon in CSV. A mode is one of the words that the sheet offers, or true and false for online and not.
"""

from __future__ import annotations

import calendar
import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from forms.asked import Asked
from forms.definition import FormField, definition
from forms.fill import Filled, filled
from forms.model import FillError, FillErrors, GroupPlan, Plan, plan, read_records
from forms.records import Document, Field
from forms.values import Refusal, Value, read
from legal.records import Language

NAMES: dict[str, tuple[str, ...]] = {
    "date": ("date", "дата", "күні"),
    "hours": ("hours", "часы", "часов", "количество часов", "сағат", "сағат саны"),
    "places": ("places", "place", "objects", "object", "объекты", "объект", "перечень объектов", "объектілер"),
    "mode": ("mode", "online", "онлайн", "способ", "способ оказания", "тәсілі", "көрсету тәсілі"),
}
"""What the heading of a column, or a key, may be called, without regard to case."""

_ONLINE = re.compile(r"он-?лайн|online|дистанц|удал[её]н|қашықтан", re.IGNORECASE)
_YES, _NO = frozenset({"true", "да", "yes", "иә", "1"}), frozenset({"false", "нет", "no", "жоқ", "0"})
_REQUIRED = ("date", "hours")
_DAY_HOURS = 24
_SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class Visit:
    """One record: the day, the hours, the places visited, and how the service was given ("онлайн"), as recorded."""

    date: date
    hours: Decimal
    places: tuple[str, ...] = ()
    mode: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """What is charged for: its name, the price of an hour in tenge, the blank of its sheet, its visits of a month.

    `data` are the other answers of the sheet (whose sheet it is, where they live); `overrides` go with them.
    """

    name: str
    price: Decimal
    sheet: Document
    visits: tuple[Visit, ...]
    data: Mapping[str, Any]
    overrides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bundle:
    """The papers of a month, the act in front. `pages` counts the pages of the sheets; totals are those of the act."""

    documents: tuple[Document, ...]
    pages: int
    hours: Decimal
    cost: Decimal


def read_visits(data: bytes, *, language: Language = "rus") -> tuple[Visit, ...]:
    """The records of a CSV or JSON file in the order of their dates; those of one day keep the file's order.

    CSV is UTF-8, set apart by commas, semicolons or tabs; hours may carry a decimal comma. Raises FillErrors with every
    fault: rows are counted from 1, the heading row left out.
    """
    text = _decoded(data, language)
    raw = read_records(text, language) if text.lstrip().startswith(("[", "{")) else _csv_records(text, language)
    faults: list[FillError] = []
    visits: list[Visit] = []
    for number, record in enumerate(raw, 1):
        visit = _visit(record, number, faults)
        if visit is not None:
            visits.append(visit)
    if not raw:
        faults.append(FillError("", "", "no-records"))
    if faults:
        raise FillErrors(faults, language)
    return tuple(sorted(visits, key=lambda visit: visit.date))


def month_bundle(
    act: Document,
    services: Sequence[Service],
    data: Mapping[str, Any],
    *,
    pages: Callable[[Document], int],
    language: Language | None = None,
    overrides: Sequence[str] = (),
) -> Bundle:
    """The act of a month and its sheets, filled.

    data      the other answers of the act; the period is the whole month where they do not give one
    pages     how many pages a filled document has in print

    Raises FillErrors: no records, records of two months, more than 24 hours in a day, data that a form does not take, a
    blank that is no act or no sheet.
    """
    speech = language or act.language
    month = _month(services, speech)
    sheets = [_sheet(service, month, speech) for service in services]
    counted = sum(pages(one.document) for one in sheets)
    paper = _act(act, services, data, month, counted, speech, overrides)
    totals = next(sums for sums in paper.totals.values() if sums.quantity is not None and sums.cost is not None)
    assert totals.quantity is not None
    assert totals.cost is not None
    return Bundle((paper.document, *(one.document for one in sheets)), counted, totals.quantity, totals.cost)


def sheet_rows(sheet: Document, visits: Sequence[Visit], language: Language | None = None) -> tuple[str, list[Any]]:
    """The rows of a sheet for visits, as data for `fill`, and the name of its table. Raises FillErrors."""
    ready = plan(definition(sheet))
    group = _table(ready, language or sheet.language, lambda one: _day_column(one) is not None and not one.roles.price)
    places, mode = _column(group, "text"), _column(group, "choice")
    day, hours = _day_column(group), group.roles.quantity
    assert day is not None
    assert hours is not None
    faults: list[FillError] = []
    rows: list[Any] = []
    for number, visit in enumerate(visits, 1):
        row: dict[str, Any] = {day: visit.date, hours: visit.hours}
        for name, column, value in (("places", places, _SEPARATOR.join(visit.places)), ("mode", mode, visit.mode)):
            if column is not None:
                options = next((one.options for one in group.columns if one.field.name == column), ())
                row[column] = (_mode(value, options) if name == "mode" else value) or None
            elif value:
                faults.append(FillError(f"records[{number}].{name}", name, "no-place", number))
        rows.append(row)
    if faults:
        raise FillErrors(faults, language or sheet.language)
    return group.group.name, rows


def _mode(value: str, options: tuple[str, ...]) -> str:
    """The word of the sheet for true and false, where one of its two words is online; any other value as it is."""
    online = [one for one in options if _ONLINE.search(one)]
    if len(options) != 2 or len(online) != 1 or value.casefold() not in _YES | _NO:
        return value
    return online[0] if value.casefold() in _YES else next(one for one in options if one != online[0])


def _sheet(service: Service, month: date, language: Language) -> Filled:
    group, rows = sheet_rows(service.sheet, service.visits, language)
    answers = {**_dated(plan(definition(service.sheet)), month), **service.data, group: rows}
    return filled(service.sheet, answers, language=language, overrides=service.overrides, with_totals=True)


def _act(
    act: Document,
    services: Sequence[Service],
    data: Mapping[str, Any],
    month: date,
    pages: int,
    language: Language,
    overrides: Sequence[str],
) -> Filled:
    ready = plan(definition(act))
    group = _table(ready, language, lambda one: one.roles.multiplies)
    name = _column(group, "text")
    assert group.roles.quantity is not None
    assert group.roles.price is not None
    rows: list[Any] = []
    for service in services:
        hours = sum((visit.hours for visit in service.visits), Decimal(0))
        row: dict[str, Any] = {group.roles.quantity: hours, group.roles.price: service.price}
        rows.append(row | ({name: service.name} if name else {}))
    answers = {**_dated(ready, month), **data, group.group.name: rows}
    return filled(
        act, answers, language=language, overrides=overrides, with_totals=True, annexed_pages=pages
    )  # fmt: skip


def _dated(ready: Plan, month: date) -> dict[str, Any]:
    """The month of the papers, in whatever fields a form has for it, one of each kind."""
    last = date(month.year, month.month, calendar.monthrange(month.year, month.month)[1])
    known: dict[str, Any] = {
        "period": {"from": month.isoformat(), "to": last.isoformat()},
        "month": month.month,
        "year": month.year,
    }
    found: dict[str, Any] = {}
    for rule, value in known.items():
        names = [one.field.name for one in ready.fields if one.rule == rule]
        if len(names) == 1:
            found[names[0]] = value
    return found


def _month(services: Sequence[Service], language: Language) -> date:
    """The first day of the one month that all records are of."""
    visits = [visit for service in services for visit in service.visits]
    months = {visit.date.replace(day=1) for visit in visits}
    rule = ""
    if not visits or any(not service.visits for service in services):
        rule = "no-records"
    elif len(months) > 1:
        rule = "one-month"
    elif any(_hours_of(service.visits, visit.date) > _DAY_HOURS for service in services for visit in service.visits):
        rule = "day-hours"
    if rule:
        raise FillErrors([FillError("", "", rule)], language)
    return months.pop()


def _hours_of(visits: Sequence[Visit], day: date) -> Decimal:
    return sum((visit.hours for visit in visits if visit.date == day), Decimal(0))


def _table(ready: Plan, language: Language, fits: Callable[[GroupPlan], bool]) -> GroupPlan:
    found = [one for one in ready.groups if one.roles.quantity and fits(one)]
    if len(found) != 1:
        raise FillErrors([FillError("", ready.form.title, "no-place")], language)
    return found[0]


def _day_column(group: GroupPlan) -> str | None:
    return _column(group, "date")


def _column(group: GroupPlan, rule: str) -> str | None:
    """The first column that follows a rule."""
    return next((one.field.name for one in group.columns if one.rule == rule), None)


# --- records ---------------------------------------------------------------------------------------------------------

_DAY = Asked(FormField(Field("date", "date", "date")), "date")
_HOURS = Asked(FormField(Field("hours", "hours", "number")), "quantity")
_WORDS = Asked(FormField(Field("places", "places", "text")), "text")


def _visit(record: object, number: int, faults: list[FillError]) -> Visit | None:
    """A record, or None and its faults."""
    before = len(faults)
    if not isinstance(record, dict):
        faults.append(FillError(f"records[{number}]", "", "object", number))
        return None
    given_keys = len(record)
    record = {_column_name(key) or "": value for key, value in record.items()}
    if "" in record:
        faults.append(FillError(f"records[{number}].…", "…", "unknown", number))
    elif len(record) != given_keys:
        faults.append(FillError(f"records[{number}]", "", "json-twice", number))
    day = _read(record, "date", _DAY, number, faults)
    hours = _read(record, "hours", _HOURS, number, faults)
    given = record.get("places")
    listed = given if isinstance(given, list) else [given]
    places = [_read({"places": one}, "places", _WORDS, number, faults) for one in listed]
    mode = _read({"mode": _flag(record.get("mode"))}, "mode", _WORDS, number, faults)
    if isinstance(hours, Decimal) and hours == 0:
        faults.append(FillError(f"records[{number}].hours", "hours", "zero-hours", number))
    if len(faults) > before or not isinstance(day, date) or not isinstance(hours, Decimal):
        return None
    return Visit(day, hours, tuple(str(place) for place in places if place), str(mode or ""))


def _flag(value: object) -> object:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else value


def _column_name(heading: str) -> str | None:
    """The name of a column, whatever of its names stands in its heading; None for an unknown one.

    >>> _column_name("Количество часов")
    'hours'
    """
    plain = " ".join(heading.split()).casefold()
    return next((name for name, known in NAMES.items() if plain in known), None)


def _read(record: Mapping[str, Any], name: str, ask: Asked, number: int, faults: list[FillError]) -> Value:
    """A value of a record; a fault is added to `faults`."""
    rule, params = "", {}
    try:
        value = read(record.get(name), ask)
    except Refusal as refusal:
        rule, params, value = refusal.rule, refusal.params, None
    if not rule and value is None and name in _REQUIRED:
        rule = "required"
    if rule:
        faults.append(FillError(f"records[{number}].{name}", name, rule, number, params=tuple(params.items())))
    return value


def _decoded(data: bytes, language: Language) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    raise FillErrors([FillError("", "", "csv")], language)


def _csv_records(text: str, language: Language) -> list[Any]:
    """Rows of a CSV as records. The heading row tells what sets the cells apart."""
    heading = text.splitlines()[0] if text.strip() else ""
    separator = max(",;\t", key=heading.count)
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True) if any(row)]
    except csv.Error:
        rows = []
    names = [_column_name(name) for name in rows[0]] if rows else []
    if not rows or any(len(row) != len(names) for row in rows) or len(set(names)) != len(names):
        raise FillErrors([FillError("", "", "csv")], language)
    missing = [name for name in _REQUIRED if name not in names]
    if missing:
        raise FillErrors([FillError("", "", "column", params=(("options", ", ".join(missing)),))], language)
    return [_csv_record({name or "": cell for name, cell in zip(names, row, strict=True)}) for row in rows[1:]]


def _csv_record(row: dict[str, str]) -> dict[str, Any]:
    record: dict[str, Any] = {name: value.strip() for name, value in row.items()}
    record["hours"] = record["hours"].replace(",", ".")
    if "places" in record:
        record["places"] = [part.strip() for part in record["places"].split(";")]
    return record
