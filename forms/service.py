"""A service standard read into what programs need of it: ways of delivery, terms, fee, hours, documents, refusals.

    Document of kind "standard" -> rows by their titles -> typed parts with their source text -> JSON

Law of 15 April 2013 No. 88-V on state services, art. 10. Nothing is guessed: a part is read where its words say it,
and a line with figures that no part accounts for stands in `unread`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any, TypeVar

from forms.records import Cell, Document, Gap, Line, Table, Text
from forms.records import Row as TableRow
from forms.service_hours import hours_of
from forms.service_records import (
    Channel,
    Contact,
    DocumentList,
    Fee,
    FormKind,
    Hours,
    Item,
    RowName,
    RowText,
    Service,
    Span,
    Term,
)  # fmt: skip
from forms.service_terms import channels_in, fees_of, terms_of
from forms.service_words import FORMS, ITEM, PHONE, ROWS, SITE
from legal.records import Language

_FIGURE = re.compile(r"\d")
_ADDRESSED = re.compile(
    r"^(?P<head>(?:в|на|через|при\s+обращении|к|для|по)\s[^:;]{3,160}|услугодател\w+|[^:;]{0,120}?(?:портал\w*|корпорация\w*|беруші\w*|"
    r"арқылы|жүгінген\s+кезде))\s?:\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
"""A heading and what it leads to on one line: "На портал: электронный запрос, удостоверенный ЭЦП"."""
_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True)
class _Row:
    text: RowText
    key: str

    def spans(self) -> tuple[Span, ...]:
        """The lines of the row, each from its first character to its last."""
        return tuple(Span(self.key, at, 0, len(line), line) for at, line in enumerate(self.text.lines, 1))


def service(document: Document) -> Service:
    """The typed parts of a standard. Raises ValueError for a document of another kind."""
    if document.kind != "standard":
        raise ValueError(f"{document.id} is no service standard")
    language = document.language
    rows = list(_rows(document))
    channels = tuple(_channel(span) for span in _spans(rows, "channels") if not span.text.endswith(":"))
    terms = _each(rows, "terms", lambda span: terms_of(span, language))
    fees = _each(rows, "fee", fees_of)
    hours, unclear = _hours(rows, language)
    lists, notes = _documents(_spans(rows, "documents"))
    return Service(
        rows=tuple(row.text for row in rows),
        providers=tuple(_item(span) for span in _spans(rows, "provider")),
        channels=channels,
        terms=terms,
        forms=_forms(_spans(rows, "form")),
        results=tuple(_item(span) for span in _spans(rows, "result")),
        fees=fees,
        hours=hours,
        documents=lists,
        notes=notes,
        refusals=tuple(_item(span) for span in _spans(rows, "refusals") if not span.text.endswith(":")),
        other=tuple(_item(span) for span in _spans(rows, "other")),
        contacts=tuple(_contacts(rows)),
        unread=(*_unread(rows, channels, terms, fees), *unclear),
    )


def as_data(standard: Service) -> dict[str, Any]:
    """The parts as JSON-compatible data: keys are the names of the records, amounts decimal strings.

    `rows` is left out: a rendered standard has its rows as published beside this.
    """
    data: dict[str, Any] = _plain(asdict(standard))
    del data["rows"]
    return data


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {key: _plain(one) for key, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case Decimal():
            return f"{value:f}"
        case _:
            return value


def _rows(document: Document) -> Iterator[_Row]:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    for number, row in enumerate((row for table in tables for row in table.rows), 1):
        cells = row.cells
        # The number may be missing in print; its cell is there all the same.
        if len(cells) > 1 and _words(cells[0]).rstrip(".)") in ("", row.num):
            cells = cells[1:]
        title = _words(cells[0]) if len(cells) > 1 else ""
        name = next((name for name, pattern in ROWS if pattern.search(title)), None)
        lines = tuple(text for cell in cells[1:] or cells for text in _lines(cell))
        yield _Row(RowText(row.num, name, title, lines, not _is_gap(row)), row.num or str(number))


def _words(cell: Cell) -> str:
    return " ".join(_lines(cell))


def _lines(cell: Cell) -> tuple[str, ...]:
    found = (
        "".join(part.text if isinstance(part, Text) else part.published for part in line.parts)
        for line in cell.lines
        if isinstance(line, Line)
    )
    return tuple(text for text in found if text)


def _is_gap(row: TableRow) -> bool:
    return any(isinstance(line, Gap) for cell in row.cells for line in cell.lines)


def _spans(rows: Sequence[_Row], name: RowName) -> tuple[Span, ...]:
    return tuple(span for row in rows if row.text.name == name for span in row.spans())


def _each(rows: Sequence[_Row], name: RowName, read: Callable[[Span], tuple[_Part, ...]]) -> tuple[_Part, ...]:
    return tuple(part for span in _spans(rows, name) for part in read(span))


def _item(span: Span) -> Item:
    match = ITEM.match(span.text)
    num = (match["num"] or match["dot"]) if match else None
    return Item(num, span.text[match.end() :] if match else span.text, span)


def _channel(span: Span) -> Channel:
    return Channel(channels_in(span.text), tuple(match[0] for match in SITE.finditer(span.text)), span)


def _forms(spans: Sequence[Span]) -> tuple[FormKind, ...]:
    """The forms named. "Частично автоматизированная" is no second, full, automation."""
    text = " ".join(span.text for span in spans)
    found: list[FormKind] = []
    for kind, pattern in FORMS:
        if pattern.search(text):
            found.append(kind)
            text = pattern.sub(" ", text)
    return tuple(found)


def _hours(rows: Sequence[_Row], language: Language) -> tuple[tuple[Hours, ...], tuple[Span, ...]]:
    """The hours; a line without a name of its own speaks of the place that the one before names."""
    found: list[Hours] = []
    unclear: list[Span] = []
    before = Hours("", (), "work", None, None, (), None, False, Span("", 0, 0, 0, ""))
    for span in _spans(rows, "schedule"):
        hours, understood = hours_of(span, language)
        if _item(span).num is None:
            hours = tuple(one if one.by else replace(one, by=before.by, kinds=before.kinds) for one in hours)
        before = hours[-1] if hours else before
        found += hours
        if not understood:
            unclear.append(span)
    return tuple(found), tuple(unclear)


def _documents(spans: Sequence[Span]) -> tuple[tuple[DocumentList, ...], tuple[Item, ...]]:
    """Lists of documents under their headings, and the lines that are in none.

    A heading ends with a colon. Under it stand numbered items; where the line after it has no number, that line alone.
    """
    lists: list[DocumentList] = []
    notes: list[Item] = []
    heading, items, numbered = "", list[Item](), False

    def close() -> None:
        if items:
            lists.append(DocumentList(heading, channels_in(heading), tuple(items)))

    for span in spans:
        item = _item(span)
        led = _ADDRESSED.match(span.text) if item.num is None else None
        if led:
            close()
            start = led.start("rest")
            rest = Span(span.row, span.line, start, span.end, led["rest"])
            lists.append(DocumentList(f"{led['head']}:", channels_in(led["head"]), (_item(rest),)))
            heading, items, numbered = "", [], False
        elif item.num is None and span.text.endswith(":"):
            close()
            heading, items, numbered = span.text, [], False
        elif item.num is not None or (heading and not items):
            items.append(item)
            numbered = numbered or item.num is not None
        elif items and not numbered and span.text[:1].islower():
            items.append(item)
        else:
            notes.append(item)
    close()
    return tuple(lists), tuple(notes)


def _contacts(rows: Sequence[_Row]) -> Iterator[Contact]:
    """Every telephone number and site of the standard, once."""
    seen: set[tuple[str, str]] = set()
    for row in rows:
        for span in row.spans():
            for match in PHONE.finditer(span.text):
                if ("phone", match[0]) not in seen:
                    seen.add(("phone", match[0]))
                    yield Contact("phone", match[0], _sub(span, match))
            for match in SITE.finditer(span.text):
                if ("site", match[0]) not in seen:
                    seen.add(("site", match[0]))
                    yield Contact("site", match[0], _sub(span, match))


def _sub(span: Span, match: re.Match[str]) -> Span:
    return Span(span.row, span.line, match.start(), match.end(), match[0])


def _unread(
    rows: Sequence[_Row], channels: Sequence[Channel], terms: Sequence[Term], fees: Sequence[Fee]
) -> Iterator[Span]:
    """Lines that say something which no part holds: a row with no usual title, a channel of no known kind, figures
    of a term or a fee that were not read."""
    for row in rows:
        if row.text.known and row.text.name is None:
            yield from row.spans()
    yield from (channel.source for channel in channels if not channel.kinds)
    for name, parts in (("terms", [term.source for term in terms]), ("fee", [fee.source for fee in fees])):
        for span in _spans(rows, name):  # type: ignore[arg-type]
            mine = [part for part in parts if (part.row, part.line) == (span.row, span.line)]
            left = _outside(span, mine)
            silent = not mine if name == "fee" else not parts
            if _FIGURE.search(ITEM.sub("", left, count=1)) or silent:
                yield span


def _outside(span: Span, parts: Sequence[Span]) -> str:
    """The words of a line outside its parts."""
    text = list(span.text)
    for part in parts:
        text[part.start : part.end] = " " * (part.end - part.start)
    return "".join(text)
