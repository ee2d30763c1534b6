"""Journals as data and as files: what every surface gives out of them.

Files are made as they are read: memory does not grow with a journal, but for HTML and DOCX, which are laid out whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Literal, get_args

import renderer
from api import service
from api.journal_store import Journal, Stored
from api.refusals import Refusal
from forms.journal_events import as_data
from forms.journal_print import Entry, Page
from forms.journal_rules import JournalRules
from forms.journal_state import Waiting
from forms.records import Cell, Line, Row, Table, Text
from renderer import sheets
from renderer.fast import journal_pdf
from renderer.furniture import furniture

JournalFormat = Literal["json", "csv", "xlsx", "pdf", "html", "docx"]
FORMATS: tuple[JournalFormat, ...] = get_args(JournalFormat)
MEDIA: Mapping[JournalFormat, str] = {
    "json": "application/json",
    "csv": sheets.CSV,
    "xlsx": sheets.XLSX,
    "pdf": "application/pdf",
    "html": renderer.media_type("html"),
    "docx": renderer.media_type("docx"),
}
WHOLE = 5000
"""Rows of HTML and DOCX, which are laid out whole in memory; the other formats have no bound."""


def stored_data(one: Stored) -> dict[str, Any]:
    """An event as it was added, as JSON-compatible data: its number, and the rules that it was taken under."""
    return {"number": one.number, "recorded": one.recorded, "note": one.note or None, "basis": dict(one.basis)}


def journal_data(one: Journal) -> dict[str, Any]:
    """A journal as JSON-compatible data."""
    return {
        "name": one.name,
        "document": one.document,
        "provision": one.provision,
        "language": one.language,
        "organization": dict(one.organization),
        "opened": one.opened.isoformat(),
        "closed": one.closed.isoformat() if one.closed else None,
    }


def rules_data(one: JournalRules) -> dict[str, Any]:
    """The rules of a journal as JSON-compatible data, each with its place and its words."""
    return {
        "provision": one.name,
        "on": one.on.isoformat(),
        "status": one.status,
        "certainty": one.certainty,
        "kinds": sorted(one.kinds),
        "order": one.paper,
        "reasons": sorted(one.reasons),
        "rules": [
            {
                "kind": rule.kind,
                "values": dict(rule.values),
                "place": {"rus": rule.cite.place("rus"), "kaz": rule.cite.place("kaz")},
                "quote": rule.cite.quote,
                "act": service.act_key(rule.cite.order) if rule.cite.order else None,
                "from": rule.cite.since.isoformat() if rule.cite.since else None,
                "certainty": rule.cite.certainty,
            }
            for rule in one.rules
        ],
        "unread": [finding.message for finding in one.findings],
        "not_applied": [service.act_key(act) for act in one.not_applied],
    }


def waiting_data(place: int, one: Waiting, on: date) -> dict[str, Any]:
    """A place in the queue as JSON-compatible data."""
    person = {"iin": one.person.iin, "name": one.person.name, "born": one.person.born}
    return {
        "place": place,
        "event": one.number,
        "person": {key: value.isoformat() if isinstance(value, date) else value for key, value in person.items()},
        "applied": one.on.isoformat(),
        "at": one.at,
        "state": "invited" if one.until else "expired" if one.expired(on) else "waiting",
        "until": one.until.isoformat() if one.until else None,
        "postponed": one.postponed,
        "out_of_turn": one.out_of_turn,
        "kept": one.kept,
    }


def entry_data(entry: Entry) -> dict[str, Any]:
    """An event of the journal as JSON-compatible data, with the correction that takes its place."""
    number, nothing = entry.replaced or (None, None)
    return {
        "number": entry.number,
        "event": as_data(entry.event),
        "note": entry.note or None,
        "replaced_by": number,
        "annulled": nothing,
    }


def about(journal: Journal, page: Page, when: Mapping[str, str]) -> dict[str, Any]:
    """What stands above the events or the queue: the journal, the period or day, the form and its columns."""
    columns = [{"fact": one.fact or None, "label": one.label, "own": one.own} for one in page.columns]
    around = furniture(page.document)
    form = {"id": page.document.id, "version": around.version, "warnings": list(around.warnings)}
    return {"journal": journal_data(journal), **when, "form": form, "columns": columns}


def json_pieces(about: Mapping[str, Any], key: str, items: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """An object with its list of items written one at a time."""
    head = json.dumps(about, ensure_ascii=False, indent=1)
    yield f"{head[:-2]},\n {json.dumps(key)}: [".encode()
    between = "\n  "
    for item in items:
        yield f"{between}{json.dumps(item, ensure_ascii=False)}".encode()
        between = ",\n  "
    yield b"\n ]\n}\n"


def pieces(page: Page, rows: Iterable[tuple[str, ...]], format: JournalFormat) -> Iterator[bytes]:
    """The file of a page with its rows, to be written one piece after another. Raises Refusal("journal_long")."""
    match format:
        case "csv":
            return sheets.csv(page.document, rows)
        case "xlsx":
            return sheets.xlsx(page.document, rows)
        case "pdf":
            return journal_pdf(page.document, rows)
        case _:
            return _whole(page, rows, "html" if format == "html" else "docx")


def _whole(page: Page, rows: Iterable[tuple[str, ...]], format: Literal["html", "docx"]) -> Iterator[bytes]:
    """A document with its rows in it. Raises Refusal for more than fit in memory well."""
    made: list[Row] = []
    for row in rows:
        if len(made) == WHOLE:
            raise Refusal("journal_long", limit=WHOLE)
        made.append(Row(tuple(Cell((Line((Text(text),)),) if text else ()) for text in row)))
    blocks = list(page.document.blocks)
    last = max(index for index, block in enumerate(blocks) if isinstance(block, Table))
    table = blocks[last]
    assert isinstance(table, Table)
    blocks[last] = replace(table, rows=(*table.rows, *made), spare=0)
    yield renderer.render(replace(page.document, blocks=tuple(blocks)), format, remember=False)
