"""Journals on every surface: open, add, the queue, print, verify.

An event is taken under the rules in force on its day (`forms.journal_rules`), and keeps which order and provision they
were. On a day on which the regulation is repealed, or presumed repealed, nothing is taken or printed unless the call
says `even_if_repealed`. Nothing that is refused is repeated: faults name fields and provisions, never values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from api import journal_answers as answers
from api import service
from api.journal_answers import JournalFormat
from api.journal_store import Journal, JournalStore, Stored
from api.journal_writing import Writer
from api.refusals import Refusal
from forms.journal_events import Event, Fault, JournalErrors, read_event
from forms.journal_print import Head, Page, entry_row, journal_page, queue_page, queue_row
from forms.journal_rules import JournalRules, journal_rules
from forms.journal_state import Waiting, fold, queue_order
from forms.model import read_data, read_records
from forms.records import Document
from legal import Corpus
from legal.errors import NotOnFile
from legal.records import Language, Version

BATCH = 1000
"""Events in one call, which are added together or not at all."""
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ORGANIZATION = 500


@dataclass(frozen=True, slots=True)
class Printed:
    """A journal in a format: the pieces of the file, made as they are read."""

    pieces: Iterator[bytes]
    media_type: str
    name: str
    language: Language


@dataclass(frozen=True, slots=True)
class Journals:
    """The journals of an installation."""

    corpus: Corpus
    store: JournalStore
    address: str = ""
    """The base address of the QR codes on its pages; empty for pages without."""

    def rules(
        self, document: str, language: Language | None, on: date, *, even_if_repealed: bool = False
    ) -> tuple[JournalRules, ...]:
        """What the Rules say on a date of every journal that is kept in a form."""
        found, version = _rules(self.corpus, self.corpus.repository.head(), document, language, on)
        if not even_if_repealed:
            service.require_in_force(version)
        return found

    def open(self, journal: Journal, now: datetime, *, even_if_repealed: bool = False) -> Journal:
        """Begin a journal. Raises Refusal for a name, a day or a provision that it cannot have."""
        if not _NAME.fullmatch(journal.name):
            raise Refusal("journal_name")
        if journal.opened > now.date():
            raise Refusal("journal_future")
        if any(len(name) > _ORGANIZATION or not name.isprintable() for name in journal.organization.values()):
            raise Refusal("journal_organization")
        self._rules_of(journal, journal.opened, even_if_repealed)
        self.store.open(journal, now)
        return self.store.journal(journal.name)

    def add(self, name: str, raw: Sequence[object], now: datetime, *, even_if_repealed: bool = False) -> list[Stored]:
        """Add events, all of them or none. An event may carry an `id` (a UUID): given again, it is added once.

        Raises JournalErrors with the faults of the first event that has any, Refusal like RepealedError.
        """
        if not 0 < len(raw) <= BATCH:
            raise Refusal("journal_batch", limit=BATCH)
        given = [_identified(one, index) for index, one in enumerate(raw, 1)]
        journal = self.store.journal(name)
        for day in {event.on for _, event in given} | {event.event.on for _, event in given if event.event}:
            if journal.opened <= day <= now.date():  # read before the lock is taken; other days are faults below
                self._rules_of(journal, day, even_if_repealed)
        with self.store.appending(name) as appending:
            rules = cache(lambda day: self._rules_of(journal, day, even_if_repealed))
            writer = Writer(appending, rules, now)
            return [writer.add(event, id, index) for index, (id, event) in enumerate(given, 1)]

    def queue(self, name: str, on: date | None = None) -> list[Waiting]:
        """Those who wait, in the order in which they are invited; `on`: as it stood at the end of a day."""
        self.store.journal(name)
        folded = (fold(events).standing.place for events in self.store.queue(name, on).values())
        return queue_order(place for place in folded if place is not None)

    def print(
        self, name: str, first: date, last: date, format: JournalFormat, *, even_if_repealed: bool = False
    ) -> Printed:
        """The journal of a period, both days in it, in the form of its last day."""
        if last < first:
            raise Refusal("order_of_dates")
        journal = self.store.journal(name)
        page = journal_page(self._blank(journal, last, even_if_repealed), _head(journal), first, last)
        entries = self.store.entries(name, first, last)
        file = f"{name}_{first.isoformat()}_{last.isoformat()}"
        if format == "json":
            when = {"from": first.isoformat(), "to": last.isoformat()}
            return _as_data(journal, page, when, "entries", map(answers.entry_data, entries), file)
        return _as_file(journal, page, (entry_row(page, one, journal.language) for one in entries), format, file)

    def print_queue(
        self, name: str, on: date, today: date, format: JournalFormat, *, even_if_repealed: bool = False
    ) -> Printed:
        """The queue at the end of a day."""
        journal = self.store.journal(name)
        places = list(enumerate(self.queue(name, on if on < today else None), 1))
        page = queue_page(self._blank(journal, on, even_if_repealed), _head(journal), on)
        file = f"{name}_queue_{on.isoformat()}"
        if format == "json":
            data = (answers.waiting_data(place, one, on) for place, one in places)
            return _as_data(journal, page, {"on": on.isoformat()}, "queue", data, file)
        rows = (queue_row(page, place, one, on, journal.language) for place, one in places)
        return _as_file(journal, page, rows, format, file)

    def verify(self, name: str) -> int | None:
        """The number of the first event that is not as it was added, or None where all are."""
        return self.store.verify(name)

    def _blank(self, journal: Journal, on: date, even_if_repealed: bool) -> Document:
        question = service.Question("", journal.language, on, even_if_repealed=even_if_repealed, verify=self.address)
        return service.document_on(self.corpus, journal.document, question).document

    def _rules_of(self, journal: Journal, on: date, even_if_repealed: bool) -> JournalRules:
        found = self.rules(journal.document, journal.language, on, even_if_repealed=even_if_repealed)
        for one in found:
            if one.name == journal.provision:
                return one
        known = ", ".join(one.name for one in found) or "—"
        raise Refusal("journal_rules", place=journal.document, like=NotOnFile, on=on, known=known)


@lru_cache(maxsize=256)
def _rules(
    corpus: Corpus, head: str | None, document: str, language: Language | None, on: date
) -> tuple[tuple[JournalRules, ...], Version]:
    """The rules of a day, kept while the corpus stands at `head`: a journal asks for them with every event."""
    question = service.Question("", language, on, even_if_repealed=True)
    version = service.document_on(corpus, document, question).version
    return journal_rules(version, document), version


def read_events(data: bytes) -> list[Any]:
    """The events of a file as data: a JSON list, an object, or an object a line. Raises FillErrors."""
    try:
        text = data.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        return [read_data(data)]  # which says so, and never what
    if text.startswith("["):
        return read_records(text)
    rows = [line.strip() for line in text.splitlines() if line.strip()]
    if len(rows) > 1 and all(line.startswith("{") and line.endswith("}") for line in rows):
        return [read_data(line) for line in rows]
    return [read_data(text)]


def _identified(raw: object, index: int) -> tuple[str | None, Event]:
    """The id of the caller's, and the event."""
    if not isinstance(raw, Mapping):
        raise JournalErrors([Fault("object", index=index)])
    given = dict(raw)
    id = given.pop("id", None)
    if id is not None and not (isinstance(id, str) and _ID.fullmatch(id)):
        raise JournalErrors([Fault("id", "id", index)])
    return id, read_event(given, index)


def _head(journal: Journal) -> Head:
    return Head(journal.organization, journal.opened, journal.closed)


def _as_data(
    journal: Journal, page: Page, when: Mapping[str, str], key: str, items: Iterable[Mapping[str, Any]], file: str
) -> Printed:
    pieces = answers.json_pieces(answers.about(journal, page, when), key, items)
    return Printed(pieces, answers.MEDIA["json"], f"{file}.json", journal.language)


def _as_file(
    journal: Journal, page: Page, rows: Iterable[tuple[str, ...]], format: JournalFormat, file: str
) -> Printed:
    pieces = answers.pieces(page, rows, format)
    return Printed(pieces, answers.MEDIA[format], f"{file}.{format}", journal.language)
