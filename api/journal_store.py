"""Journals in a database: events that are only ever added to.

    journals  one row a journal: its form, its provision, its organization, the day on which it began
    events    one row an event, numbered from 1 in each journal without holes; a chain of digests runs through them
    waiting   who stands in the queue: derived from the events, kept so that an append need not read them all

The database itself refuses to change or delete a journal or an event (triggers), and to add one with another number
than the next. Writers of a journal wait for each other; an event that is acknowledged is on the disk.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from api import journal_queries as ask
from api.database import Database
from api.journal_tables import JOURNALS, METADATA, triggers
from api.refusals import Refusal
from forms.journal_events import Event, as_data, from_data
from forms.journal_print import Entry
from forms.journal_state import Noted
from legal.errors import ConflictError, NotOnFile
from legal.records import Language


@dataclass(frozen=True, slots=True)
class Journal:
    """A journal: the form that it is kept in, and the provision that its rules are taken from ("11.1")."""

    name: str
    document: str
    provision: str
    language: Language
    organization: Mapping[Language, str]
    opened: date
    closed: date | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """A row of the journal as it stands on file: `basis` says which rules it was taken under."""

    number: int
    recorded: str
    event: Event
    note: str
    basis: Mapping[str, Any]


class JournalStore:
    """The journals of one database. Safe among processes."""

    def __init__(self, url: str) -> None:
        """Nothing is opened before the first use. Raises Refusal("setting")."""
        self._database = Database(url, "QAGIDA_JOURNALS", METADATA, triggers)

    def open(self, journal: Journal, now: datetime) -> None:
        """Make a journal. The same again changes nothing; raises Refusal like ConflictError for another of its name."""
        with self._database.writing() as connection:
            known = _journal(connection, journal.name)
            if known is None:
                row = {
                    "name": journal.name,
                    "document": journal.document,
                    "provision": journal.provision,
                    "language": journal.language,
                    "organization": _text({str(key): value for key, value in journal.organization.items()}),
                    "opened": journal.opened,
                    "recorded": now.isoformat(),
                }
                connection.execute(sa.insert(JOURNALS).values(row))
        if known is not None and _as_opened(known) != _as_opened(journal):
            raise Refusal("journal_taken", place=journal.name, like=ConflictError)

    def journals(self) -> list[Journal]:
        """Every journal, by name."""
        with self._database.reading() as connection:
            return [_known(connection, name) for name in connection.execute(ask.NAMES).scalars().all()]

    def journal(self, name: str) -> Journal:
        """A journal by name. Raises Refusal like NotOnFile."""
        with self._database.reading() as connection:
            return _known(connection, name)

    @contextmanager
    def appending(self, name: str) -> Iterator[Appending]:
        """A transaction that adds to a journal: all of it is kept, or nothing."""
        with self._database.writing() as connection:
            connection.execute(ask.LOCKED, {"journal": name})
            yield Appending(connection, _known(connection, name))

    def entries(self, name: str, first: date, last: date) -> Iterator[Entry]:
        """The events of a period by number, each with the correction that takes its place.

        Read some at a time, up to the last event that was there at the beginning: nothing is held open meanwhile.
        """
        with self._database.reading() as connection:
            newest = connection.execute(ask.LAST, {"journal": name}).first()
        asked = {"journal": name, "first": first, "last": last, "newest": newest.number if newest else 0, "after": 0}
        while True:
            with self._database.reading() as connection:
                rows = connection.execute(ask.ENTRIES, asked).all()
            for row in rows:
                derived = json.loads(row.derived)
                replaced = (row.replacing, bool(row.annulled)) if row.replacing else None
                yield Entry(row.number, from_data(json.loads(row.event)), derived.get("note", ""), replaced)
            if len(rows) < ask.PAGE:
                return
            asked["after"] = rows[-1].number

    def queue(self, name: str, on: date | None = None) -> dict[str, list[Noted]]:
        """The events of everyone who stands in the queue, by person.

        `on`: of everyone who ever stood in it, up to that day.
        """
        chosen = ask.OF_WAITING if on is None else ask.OF_EVER_WAITING
        with self._database.reading() as connection:
            return _by_person(connection.execute(chosen, {"journal": name}), until=on)

    def verify(self, name: str) -> int | None:
        """The number of the first event that the chain of digests does not fit, or None where it is whole."""
        with self._database.reading() as connection:
            _known(connection, name)
            before = ""
            rows = connection.execution_options(yield_per=ask.PAGE).execute(ask.EVERY, {"journal": name})
            for expected, row in enumerate(rows, 1):
                made = _digest(before, name, row.number, row.id, row.recorded, row.event, row.derived)
                if row.number != expected or row.digest != made:
                    return expected
                before = row.digest
        return None


class Appending:
    """A journal while it is added to."""

    def __init__(self, connection: sa.Connection, journal: Journal) -> None:
        self._connection, self.journal = connection, journal
        last = self._ask(ask.LAST).first()
        self._last: int = last.number if last else 0
        self._digest: str = last.digest if last else ""

    @property
    def next(self) -> int:
        """The number of the next event."""
        return self._last + 1

    def by_id(self, id: str) -> Stored | None:
        """The event that was added under an id of the caller's."""
        return _stored(self._ask(ask.BY_ID, id=id).first())

    def by_number(self, number: int) -> Stored | None:
        """The event of a number."""
        return _stored(self._ask(ask.BY_NUMBER, number=number).first())

    def standing(self, number: int) -> Event | None:
        """What stands in the place of an event, its last correction applied; None where that leaves nothing."""
        row = self._ask(ask.CORRECTION, number=number).first()
        if row is not None:
            return from_data(json.loads(row.event)).event
        stored = self.by_number(number)
        return stored.event if stored else None

    def notes(self, numbers: Sequence[int]) -> dict[int, str]:
        """The notes of events ("возвратился"), those of their last corrections where they have any."""
        found = self._ask(ask.NOTES, numbers=list(numbers)) if numbers else ()
        rows = sorted(found, key=lambda one: one.number)
        return {row.corrects or row.number: json.loads(row.derived).get("note", "") for row in rows}

    def events_of(self, person: str) -> list[Noted]:
        """The events of a person, corrections applied."""
        return _by_person(self._ask(ask.OF_PERSON, person=person)).get(person, [])

    def waiting(self) -> dict[str, list[Noted]]:
        """The events of everyone who stands in the queue, by person."""
        if self._ask(ask.ANYBODY_WAITING).first() is None:
            return {}
        return _by_person(self._ask(ask.OF_WAITING))

    def add(
        self, event: Event, person: str | None, derived: Mapping[str, Any], now: datetime, id: str | None
    ) -> Stored:
        """Add an event under the next number."""
        number, recorded = self.next, now.isoformat()
        texts = (_text(as_data(event)), _text(derived))
        self._digest = _digest(self._digest, self.journal.name, number, id, recorded, *texts)
        self._ask(
            ask.ADD,
            number=number,
            id=id,
            day=event.on,
            kind=event.kind,
            person=person,
            corrects=event.corrects,
            annuls=event.corrects is not None and event.event is None,
            recorded=recorded,
            event=texts[0],
            derived=texts[1],
            digest=self._digest,
        )
        self._last = number
        return Stored(number, recorded, event, str(derived.get("note", "")), derived.get("basis", {}))

    def set_waiting(self, person: str, waits: bool) -> None:
        """Whether a person stands in the queue now."""
        known = self._ask(ask.IS_WAITING, person=person).first() is not None
        if waits and not known:
            self._ask(ask.BEGIN_WAITING, person=person)
        elif known and not waits:
            self._ask(ask.END_WAITING, who=person)

    def _ask(self, question: sa.Executable, **bound: Any) -> Any:
        return self._connection.execute(question, {"journal": self.journal.name, **bound})


def _journal(connection: sa.Connection, name: str) -> Journal | None:
    row = connection.execute(ask.ONE_JOURNAL, {"journal": name}).first()
    if row is None:
        return None
    closed = connection.execute(ask.CLOSED, {"journal": name}).scalar()
    return Journal(
        row.name, row.document, row.provision, row.language, json.loads(row.organization), row.opened, closed
    )  # fmt: skip


def _known(connection: sa.Connection, name: str) -> Journal:
    found = _journal(connection, name)
    if found is None:
        raise Refusal("journal_unknown", like=NotOnFile)
    return found


def _as_opened(one: Journal) -> tuple[object, ...]:
    return (one.document, one.provision, one.language, dict(one.organization), one.opened)


def _stored(row: Any) -> Stored | None:
    if row is None:
        return None
    derived = json.loads(row.derived)
    event = from_data(json.loads(row.event))
    return Stored(row.number, row.recorded, event, derived.get("note", ""), derived.get("basis", {}))


def _by_person(rows: Any, *, until: date | None = None) -> dict[str, list[Noted]]:
    """Events by person, corrections applied: what counts is whom an event is about at the end."""
    standing: dict[int, Event | None] = {}
    for row in sorted(rows, key=lambda one: one.number):
        event = from_data(json.loads(row.event))
        standing[row.corrects or row.number] = event.event if event.corrects else event
    found: dict[str, list[Noted]] = {}
    for number, one in standing.items():
        if one is not None and one.person is not None and (until is None or one.on <= until):
            found.setdefault(one.person.key, []).append(Noted(number, one))
    return found


def _text(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _digest(before: str, *parts: object) -> str:
    return hashlib.sha256(json.dumps([before, *parts], ensure_ascii=False).encode()).hexdigest()
