"""A service standard read into what programs need of it: ways of delivery, terms, fee, hours, documents, refusals.

    Document of kind "standard" -> rows by their titles -> typed parts with their source text -> JSON

Law of 15 April 2013 No. 88-V on state services, art. 10. Nothing is guessed: a part is read where its words say it,
and a line with figures that no part accounts for stands in `unread`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from typing import Any, TypeVar

from forms.kinds import row_name
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
from forms.service_words import DOCUMENT, FORMS, FROM_SYSTEMS, ITEM, NOTHING, PAYMENT, PHONE, SITE
from legal.reading.table_titles import STANDARD_HEADING
from legal.records import Language

_FIGURE = re.compile(r"\d")
_ADDRESSED = re.compile(
    r"^(?P<head>(?:в|на|через|при\s+обращении|к|для|по)\s[^:;]{3,160}|услугодател\w+|[^:;]{0,120}?(?:портал\w*|корпорация\w*|беруші\w*|"
    r"арқылы|үшін|жүгінген\s+кезде))\s?:\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
"""A heading and what it leads to on one line: "На портал: электронный запрос, удостоверенный ЭЦП"."""
_DOTTED = re.compile(r"\d{1,2}\.\s")
_NEXT_ITEM = re.compile(r";\s+(?=\d{1,2}\)\s)")
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
    terms = terms_of(_spans(rows, "terms"), language)
    besides = tuple(one for one in terms_of(_spans(rows, "other"), language) if one.subject in ("waiting", "serving"))
    fees = _each(rows, "fee", fees_of)
    hours, unclear = _hours(rows, language)
    lists, notes = _documents(_spans(rows, "documents"))
    return Service(
        rows=tuple(row.text for row in rows),
        subservices=_items(rows, "subservices"),
        providers=_items(rows, "provider"),
        channels=channels,
        terms=(*terms, *besides),
        forms=_forms(_spans(rows, "form")),
        results=_items(rows, "result"),
        fees=fees,
        payments=tuple(_item(span) for span in _spans(rows, "fee") if PAYMENT.search(span.text)),
        hours=hours,
        documents=lists,
        notes=notes,
        refusals=tuple(one for one in _items(rows, "refusals") if not one.text.endswith(":")),
        other=_items(rows, "other"),
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
    """The rows of the standard, a title that stands in the table left out.

    A row whose number and title reach over the rows under it goes on in them: their lines are its own.
    """
    tables = [block for block in document.blocks if isinstance(block, Table)]
    number = 0
    held: _Row | None = None
    covered = 0
    for row in (row for table in tables for row in table.rows):
        if held is not None and covered and row.num is None:
            covered -= 1
            lines = (*held.text.lines, *(text for cell in row.cells for text in _lines(cell)))
            held = replace(held, text=replace(held.text, lines=lines, known=held.text.known and not _is_gap(row)))
            continue
        if row.num is None and _is_title(row):
            continue
        if held is not None:
            yield held
        number += 1
        held = _row(row, number)
        covered = row.cells[0].rowspan - 1 if row.cells else 0
    if held is not None:
        yield held


def _row(row: TableRow, number: int) -> _Row:
    cells = row.cells
    # The number may be missing in print; its cell is there all the same.
    if len(cells) > 1 and _words(cells[0]).rstrip(".)") in ("", row.num):
        cells = cells[1:]
    title = _words(cells[0]) if len(cells) > 1 else ""
    name = row_name(title)
    lines = tuple(text for cell in cells[1:] or cells for text in _lines(cell))
    return _Row(RowText(row.num, name, title, lines, not _is_gap(row)), row.num or str(number))


def _is_title(row: TableRow) -> bool:
    """Whether a row holds the title of the standard and nothing else."""
    words, *others = [_words(cell) for cell in row.cells] or [""]
    return STANDARD_HEADING.search(words) is not None and not any(others)


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


def _items(rows: Sequence[_Row], name: RowName) -> tuple[Item, ...]:
    """The lines of a row as items; none where the row says that there is nothing."""
    return tuple(_item(span) for span in _spans(rows, name) if not NOTHING.fullmatch(span.text))


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
    reader = _Lists()
    for span in spans:
        reader.read(span)
    reader.close()
    return tuple(reader.lists), tuple(reader.notes)


@dataclass(slots=True)
class _Lists:
    """The lists of documents while their lines are read."""

    lists: list[DocumentList] = field(default_factory=list)
    notes: list[Item] = field(default_factory=list)
    heading: str = ""
    items: list[Item] = field(default_factory=list)
    numbered: bool = False

    def close(self, heading: str = "") -> None:
        """End the list that is open; `heading` opens the next."""
        if self.items:
            self.lists.append(DocumentList(self.heading, channels_in(self.heading), tuple(self.items)))
        self.heading, self.items, self.numbered = heading, [], False

    def read(self, span: Span) -> None:
        """One line more."""
        item = _item(span)
        if led := _ADDRESSED.match(span.text) if item.num is None else None:
            self.close(f"{led['head']}:")
            rest = replace(span, start=span.start + led.start("rest"), text=led["rest"])
            self.items = [_item(one) for one in _numbered(rest)]
            self.close()
        elif span.text.endswith(":") and (item.num is None or _DOTTED.match(span.text)):
            self.close(span.text)
        elif item.num is not None or (self.heading and not self.items):
            self.items += [_item(one) for one in _numbered(span)]
            self.numbered = self.numbered or item.num is not None
        elif self._takes(span.text):
            self.items.append(item)
        elif not NOTHING.fullmatch(span.text):
            self.notes.append(item)

    def _takes(self, text: str) -> bool:
        """Whether a line without a number goes on with the list that is open, or is the only document."""
        if self.items:
            return not self.numbered and text[:1].islower()
        return not self.lists and _is_document(text)


def _is_document(text: str) -> bool:
    """Whether a line without a number names a document to bring, not what is taken from elsewhere."""
    return DOCUMENT.match(text) is not None and FROM_SYSTEMS.search(text) is None


def _numbered(span: Span) -> Iterator[Span]:
    """The items of a line that holds several: "1) заявка; 2) счета-фактуры;"."""
    at = 0
    for match in _NEXT_ITEM.finditer(span.text):
        end = match.start() + 1
        yield replace(span, start=span.start + at, end=span.start + end, text=span.text[at:end])
        at = match.end()
    yield replace(span, start=span.start + at, text=span.text[at:])


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
            silent = not (mine or PAYMENT.search(span.text)) if name == "fee" else not parts
            if _FIGURE.search(ITEM.sub("", left, count=1)) or silent:
                yield span


def _outside(span: Span, parts: Sequence[Span]) -> str:
    """The words of a line outside its parts."""
    text = list(span.text)
    for part in parts:
        text[part.start : part.end] = " " * (part.end - part.start)
    return "".join(text)
