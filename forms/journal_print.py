"""A journal as a document: the published form of the date, with a table ready for rows, and the rows.

    blank of the form, dates, names  ->  document with the columns of the journal
    an event as it was entered       ->  the texts of its row, one a column

The columns are those of the published form, each told by its label. Where the form on file shows none, or lacks one for
what the Rules have noted, the journal has columns of its own, and the document says so: a mark on each, a line above.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from forms.definition import definition
from forms.fill import fill
from forms.journal_events import Event
from forms.journal_state import Waiting
from forms.journal_words import patterns, plain, word
from forms.model import plan
from forms.records import Block, Cell, Columns, Document, Field, Heading, Line, Row, Table, Text
from forms.words import printed_day
from legal.errors import LegalError
from legal.findings import finding
from legal.records import Language

ENTRY_FACTS = ("number", "on", "person", "iin", "event", "arrived", "order", "reason", "remark")
QUEUE_FACTS = ("number", "person", "iin", "applied", "state", "until", "remark")
_SHARES: Mapping[str, int] = {
    "number": 5, "on": 9, "person": 20, "iin": 12, "event": 12, "arrived": 10, "order": 12, "reason": 10, "remark": 10,
    "applied": 12, "state": 12, "until": 12,
}  # fmt: skip
_OWN_SHARE = 10
_COVERED = {"order": frozenset({"order_number", "order_date"}), "on": frozenset({"arrived", "left"})}
"""A fact that is on the page already where all of these are."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the fact that it shows ("" for none), its heading, and whether it is the journal's own."""

    fact: str
    label: str
    own: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as it stands in the journal.

    note       the words of the Rules for somebody who comes again ("возвратился"), or ""
    replaced   the number of the correction that takes its place, and whether that leaves nothing
    """

    number: int
    event: Event
    note: str = ""
    replaced: tuple[int, bool] | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What a journal says of itself: its organization in both languages, the days on which it began and ended."""

    organization: Mapping[Language, str]
    opened: date
    closed: date | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A document whose last table takes the rows, and its columns."""

    document: Document
    columns: tuple[Column, ...]


def journal_page(blank: Document, head: Head, first: date, last: date) -> Page:
    """The journal of a period, `first` and `last` in it, without its rows.

    Raises LegalError for a form with another table behind that of its entries.
    """
    language = blank.language
    day = (printed_day(first), printed_day(last))
    period = word("said", "period", language, first=day[0], last=day[1])
    return _page(_dated(blank, head), head, period, ENTRY_FACTS)


def queue_page(blank: Document, head: Head, on: date) -> Page:
    """The queue on a day. The published forms have no table for it alone: all of its columns are the journal's own."""
    language = blank.language
    title = word("said", "queue", language)
    bare = replace(blank, title=title, blocks=(Heading(title),), fields=(), akn=b"")
    day = word("said", "queue_on", language, on=printed_day(on))
    return _page(bare, head, day, QUEUE_FACTS, "queue_table")


def entry_row(page: Page, entry: Entry, language: Language) -> tuple[str, ...]:
    """The texts of a row of the journal."""
    facts = _entry_facts(entry, language)
    return tuple(facts.get(column.fact, "") for column in page.columns)


def queue_row(page: Page, place: int, one: Waiting, on: date, language: Language) -> tuple[str, ...]:
    """The texts of a row of the queue; `place` counts from 1."""
    state = "invited" if one.until else "expired" if one.expired(on) else "waiting"
    marks = [name for name, holds in (("out_of_turn", one.out_of_turn), ("kept", one.kept)) if holds]
    facts = {
        "number": str(place),
        "person": one.person.name,
        "iin": one.person.iin or "",
        "applied": f"{printed_day(one.on)} {one.at}",
        "state": word("state", state, language),
        "until": printed_day(one.until) if one.until else "",
        "remark": "; ".join(word("said", name, language) for name in marks),
    }
    return tuple(facts.get(column.fact, "") for column in page.columns)


# --- the document ----------------------------------------------------------------------------------------------------


def _page(document: Document, head: Head, when: str, facts: Sequence[str], notice: str = "own_table") -> Page:
    language = document.language
    tables = [index for index, block in enumerate(document.blocks) if isinstance(block, Table)]
    entries = [index for index in tables if _is_group(document.blocks[index])]
    if entries and entries[-1] != tables[-1]:
        raise LegalError("the form has another table behind that of its entries", place=document.id)
    document, placed = _placed(document, head)
    before = [*([] if placed else _named(head, language)), _line(when)]
    if not entries:
        columns = tuple(Column(fact, word("column", fact, language), True) for fact in facts)
        made: tuple[Block, ...] = (*before, _line(word("said", notice, language)), _own_table(columns))
        return Page(replace(document, blocks=document.blocks + made), columns)
    at = entries[-1]
    table = document.blocks[at]
    assert isinstance(table, Table)
    columns = _published(table, language)
    own = tuple(_missing(columns, facts, language))
    if own:
        before.append(_line(word("said", "own_columns", language)))
    unfilled = tuple(
        finding("journal-column-unfilled", f"{document.label}: {column.label}") for column in columns if not column.fact
    )
    blocks = (*document.blocks[:at], *before, _widened(table, own), *document.blocks[at + 1 :])
    return Page(replace(document, blocks=blocks, findings=document.findings + unfilled), columns + own)


def _is_group(block: Block) -> bool:
    return isinstance(block, Table) and bool(block.fields)


def _dated(blank: Document, head: Head) -> Document:
    """The form with the days on which the journal began and ended, where it asks for them."""
    language = blank.language
    data: dict[str, object] = {}
    for one in plan(definition(blank)).fields:
        if one.rule == "seal":
            continue
        label = plain(one.field.field.label)
        asked = next((name for name, found in patterns("blank", language).items() if found.search(label)), "")
        day = {"opened": head.opened, "closed": head.closed}.get(asked) if one.rule == "date" else None
        data[one.field.name] = day.isoformat() if day else None
    return fill(blank, data, with_xml=False)


def _named(head: Head, language: Language) -> list[Line]:
    name = head.organization.get(language)
    return [_line(word("said", "organization", language, name=name))] if name else []


def _placed(document: Document, head: Head) -> tuple[Document, bool]:
    """The form with the name of the organization under the words that ask for it in a language, and whether it has
    such words ("Официальное наименование организации (на казахском языке)"), set side by side."""
    for at, block in enumerate(document.blocks):
        asked = [_asked(column, document.language) for column in block.columns] if isinstance(block, Columns) else []
        names = [head.organization.get(one) if one else None for one in asked]
        if isinstance(block, Columns) and all(asked) and any(names):
            columns = tuple(
                (*column, *([_line(name)] if name else [])) for column, name in zip(block.columns, names, strict=True)
            )
            blocks = (*document.blocks[:at], replace(block, columns=columns), *document.blocks[at + 1 :])
            return replace(document, blocks=blocks), True
    return document, False


def _asked(column: Sequence[Line], language: Language) -> Language | None:
    """The language in which a column asks for a name; None for a column that asks for none."""
    said = plain(" ".join(part.text for line in column for part in line.parts if isinstance(part, Text)))
    found = patterns("named", language)
    languages: tuple[Language, ...] = ("kaz", "rus")
    return next((one for one in languages if found[one].search(said)), None)


def _line(text: str) -> Line:
    return Line((Text(text),))


def _published(table: Table, language: Language) -> tuple[Column, ...]:
    """The columns of the form. One fact stands in the first column that asks for it."""
    taken: set[str] = set()
    found: list[Column] = []
    for field in table.fields:
        label = plain(field.label)
        fact = next(
            (name for name, asks in patterns("heading", language).items() if asks.search(label) and name not in taken),
            "",
        )
        taken.add(fact)
        found.append(Column(fact, field.label, False))
    return tuple(found)


def _missing(columns: Sequence[Column], facts: Sequence[str], language: Language) -> Iterable[Column]:
    shown = {column.fact for column in columns}
    for fact in facts:
        if fact not in shown and not (fact in _COVERED and _COVERED[fact] <= shown):
            yield Column(fact, f"{word('column', fact, language)}*", True)


def _own_table(columns: Sequence[Column]) -> Table:
    total = sum(_SHARES[column.fact] for column in columns)
    widths = [100 * _SHARES[column.fact] // total for column in columns]
    widths[-1] += 100 - sum(widths)
    head = Row(tuple(Cell((_line(column.label),), header=True) for column in columns))
    fields = tuple(Field(column.fact, column.label, "text") for column in columns)
    return Table((head,), (), tuple(widths), fields=fields)


def _widened(table: Table, own: Sequence[Column]) -> Table:
    if not own:
        return replace(table, spare=0)
    head = tuple(
        replace(row, cells=row.cells + _heads(own, len(table.head))) if at == 0 else row
        for at, row in enumerate(table.head)
    )
    rows = tuple(replace(row, cells=row.cells + tuple(Cell(()) for _ in own)) for row in table.rows)
    share = 100 - _OWN_SHARE * len(own) if len(own) < 6 else 40
    widths = [max(1, width * share // 100) for width in table.widths]
    each = (100 - sum(widths)) // len(own)
    widths += [each] * (len(own) - 1)
    widths.append(100 - sum(widths))
    fields = table.fields + tuple(Field(f"own_{column.fact}", column.label, "text") for column in own)
    return replace(table, head=head, rows=rows, widths=tuple(widths), spare=0, fields=fields)


def _heads(own: Sequence[Column], rows: int) -> tuple[Cell, ...]:
    return tuple(Cell((_line(column.label),), rowspan=rows, header=True) for column in own)


# --- a row -----------------------------------------------------------------------------------------------------------


def _entry_facts(entry: Entry, language: Language) -> dict[str, str]:
    told = entry.event
    event = told.event if told.corrects and told.event else told
    said = word("event", told.kind, language)
    if told.corrects and told.event:
        said = f"{said}: {word('event', event.kind, language)}"
    person, paper = event.person, event.order
    left = event.kind in ("discharge", "absence", "transfer", "termination", "suspension")
    day = printed_day(event.on)
    return {
        "number": str(entry.number),
        "on": day,
        "person": person.name if person else "",
        "iin": person.iin or "" if person else "",
        "born": printed_day(person.born) if person and person.born else "",
        "event": said,
        "arrived": " ".join(filter(None, (day, entry.note))) if event.kind == "arrival" else "",
        "left": day if left else "",
        "applied": f"{day} {event.at}" if event.kind == "application" else "",
        "order": word("said", "paper", language, number=paper.number, day=printed_day(paper.date)) if paper else "",
        "order_number": paper.number if paper else "",
        "order_date": printed_day(paper.date) if paper else "",
        "reason": told.reason or event.reason or "",
        "moved": event.organization or event.came_from or "",
        "remark": "; ".join(_remarks(entry, event, language)),
    }


def _remarks(entry: Entry, event: Event, language: Language) -> Iterable[str]:
    told = entry.event
    if told.corrects:
        yield word(
            "said", "corrects" if told.event else "annuls", language, number=told.corrects, day=printed_day(told.on)
        )
    if entry.replaced:
        number, nothing = entry.replaced
        yield word("said", "annulled" if nothing else "corrected", language, number=number)
    if event.at:
        yield word("said", "applied", language, time=event.at)
    if event.until:
        yield word("said", "until", language, day=printed_day(event.until))
    if event.organization:
        yield word("said", "moved", language, name=event.organization)
    if event.came_from:
        yield word("said", "from", language, name=event.came_from)
    if event.residence:
        yield word("said", "out_of_turn", language)
    for remark in dict.fromkeys((event.remark, told.remark)):
        if remark:
            yield remark
