"""Records out of an XLSX workbook: one sheet, the paths of the fields in its first row, a record a row.

A cell is taken as what it is: text as text, a number only where the form asks for one, a date only where it asks for a
date. A number in the place of an IIN has lost its leading zeros, so it is a fault of that record, never padded.
Formulas, errors and truth values are faults too. Source of the shapes: ECMA-376, Part 1, 18.3 (worksheets) and 18.8
(styles).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from lxml import etree

from api.refusals import Refusal
from forms.asked import Asked
from forms.model import FillError, FillErrors
from legal.errors import SourceError
from legal.reading.format_package import Package
from legal.records import Language

_NUMBERS = frozenset({"quantity", "count", "money", "month", "year", "running"})
_DAYS = frozenset({*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)})
"""Built-in number formats that show a day (18.8.30)."""
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_SHOWS_DAY = re.compile(r"[yYdD]")
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DIGITS = 40


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell as it stands in the file: its type, its text, whether its number shows a day, whether it is computed."""

    kind: str
    text: str
    day: bool = False
    computed: bool = False


def workbook_records(
    data: bytes,
    name: str,
    fields: Mapping[str, Asked],
    language: Language,
    columns: Callable[[Iterable[str]], None] = lambda _: None,
) -> Iterator[dict[str, Any] | FillErrors]:
    """The record of each row, or what is wrong with it; rows without a cell are left out.

    `fields` are those of the form by path; `columns` looks at the first row and refuses one that does not fit.
    Raises Refusal like SourceError for what is no workbook of one sheet.
    """
    try:
        package = Package(data)
        root, strings, styles = package.document(), package.related("sharedStrings"), package.related("styles")
        sheet = package.related("worksheet")
    except SourceError:
        raise Refusal("workbook", place=name, like=SourceError) from None
    if _local(root) != "workbook" or sheet is None or len(_all(root, "sheet")) != 1:
        raise Refusal("workbook", place=name, like=SourceError)
    reader = _Sheet(strings, styles, _from_1904(root))
    rows = reader.rows(sheet)
    paths = _paths(next(rows, {}), name)
    columns(paths.values())
    for row in rows:
        if any(cell.text or cell.computed for cell in row.values()):
            yield _record(row, paths, fields, reader.epoch, language)


def _paths(head: Mapping[int, _Cell], name: str) -> dict[int, str]:
    paths = {column: cell.text.strip() for column, cell in head.items() if cell.text.strip()}
    plain = all(head[column].kind == "text" and not head[column].computed for column in paths)
    if not paths or not plain or len(set(paths.values())) != len(paths):
        raise Refusal("records_head", place=name, like=SourceError)
    return paths


def _record(
    row: Mapping[int, _Cell], paths: Mapping[int, str], fields: Mapping[str, Asked], epoch: date, language: Language
) -> dict[str, Any] | FillErrors:
    record: dict[str, Any] = dict.fromkeys(paths.values())
    faults: list[FillError] = []
    for column, cell in row.items():
        if column not in paths:
            if cell.text or cell.computed:
                faults.append(FillError("", "", "csv"))
            continue
        path = paths[column]
        ask = fields.get(path)
        value, rule = _value(cell, ask, epoch)
        if rule:
            faults.append(FillError(path, ask.field.field.label if ask else path, rule))
        record[path] = value
    return FillErrors(faults, language) if faults else record


def _value(cell: _Cell, ask: Asked | None, epoch: date) -> tuple[Any, str]:
    """What a cell says to a field, and the rule that it breaks."""
    if cell.computed or cell.kind not in ("text", "number"):
        return None, "cell-kind"
    if cell.kind == "text":
        return cell.text or None, ""
    rule = ask.rule if ask else "text"
    if cell.day:
        day = _day(cell.text, epoch) if rule == "date" else None
        return (day, "") if day else (None, "cell-date")
    if rule not in _NUMBERS:
        return None, "cell-number"
    try:
        number = Decimal(cell.text) if len(cell.text) <= _DIGITS else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite():
        return None, "cell-kind"
    return (number.to_integral_value() if number == number.to_integral_value() else number), ""


def _day(text: str, epoch: date) -> str | None:
    """The day of a serial number; None for one with a time, and for those before March 1900, which Excel counts
    wrongly."""
    if not (text.isascii() and text.isdigit() and len(text) <= 7):
        return None
    serial = int(text)
    if epoch.year == 1899 and serial < 61:
        return None
    try:
        return (epoch + timedelta(days=serial)).isoformat()
    except OverflowError:
        return None


class _Sheet:
    """Reads the rows of a worksheet."""

    def __init__(self, strings: etree._Element | None, styles: etree._Element | None, from_1904: bool) -> None:
        self._strings = [_words(item) for item in (_children(strings, "si") if strings is not None else ())]
        self._days = _day_styles(styles)
        self.epoch = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)

    def rows(self, sheet: etree._Element) -> Iterator[dict[int, _Cell]]:
        """The cells of each row by column, from 0."""
        for row in _all(sheet, "row"):
            found: dict[int, _Cell] = {}
            for at, element in enumerate(_children(row, "c")):
                found[_column(element.get("r"), at)] = self._cell(element)
            yield found

    def _cell(self, element: etree._Element) -> _Cell:
        kind = element.get("t", "n")
        computed = bool(_children(element, "f"))
        if kind == "inlineStr":
            return _Cell("text", "".join(_words(item) for item in _children(element, "is")), computed=computed)
        text = "".join(item.text or "" for item in _children(element, "v"))
        if kind == "s":
            known = text.isascii() and text.isdigit() and int(text) < len(self._strings)
            return _Cell("text", self._strings[int(text)], computed=computed) if known else _Cell("lost", text)
        if kind == "str":
            return _Cell("text", text, computed=computed)
        if kind == "n":
            shown = element.get("s", "0")
            return _Cell("number" if text else "text", text, shown in self._days, computed)
        return _Cell(kind, text, computed=computed)


def _day_styles(styles: etree._Element | None) -> frozenset[str]:
    """The numbers of the cell styles that show a day."""
    if styles is None:
        return frozenset()
    own = {one.get("numFmtId"): one.get("formatCode") or "" for one in _all(styles, "numFmt")}
    found = set()
    for formats in _children(styles, "cellXfs"):
        for at, style in enumerate(_children(formats, "xf")):
            id = style.get("numFmtId", "0")
            shown = _SHOWS_DAY.search(_QUOTED.sub("", own[id])) if id in own else id.isdigit() and int(id) in _DAYS
            if shown:
                found.add(str(at))
    return frozenset(found)


def _from_1904(root: etree._Element) -> bool:
    return any(one.get("date1904") in ("1", "true") for one in _all(root, "workbookPr"))


def _words(item: etree._Element) -> str:
    """The text of a string item, its runs joined; readings of characters (rPh) are no text."""
    parts = []
    for child in item:
        name = _local(child)
        if name == "t":
            parts.append(child.text or "")
        elif name == "r":
            parts += [text.text or "" for text in _children(child, "t")]
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), "".join(parts))


def _column(place: str | None, at: int) -> int:
    """The column of a cell, from 0; without a place it follows the one before.

    >>> _column("B7", 0), _column("AA1", 0), _column(None, 3)
    (1, 26, 3)
    """
    match = _PLACE.fullmatch(place or "")
    if match is None:
        return at
    number = 0
    for letter in match[1]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _children(element: etree._Element, name: str) -> list[etree._Element]:
    return [child for child in element if _local(child) == name]


def _all(element: etree._Element, name: str) -> list[etree._Element]:
    return [child for child in element.iter() if _local(child) == name]
