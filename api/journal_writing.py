"""How events are added to a journal: first whether they fit one another, then what the Rules of their day say.

A correction is an event like any other: the journal keeps what was entered, and what follows from it is counted anew.
Whatever would make a later event impossible, or the note beside it untrue, is refused with the number of that event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from api import service
from api.journal_store import Appending, Stored
from forms.journal_events import Event, Fault, JournalErrors
from forms.journal_rules import JournalRules
from forms.journal_state import Noted, Waiting, check, fold


class Writer:
    """Adds events to one journal: first whether they fit, then what the Rules say."""

    def __init__(self, appending: Appending, rules: Callable[[date], JournalRules], now: datetime) -> None:
        self._appending, self._rules, self._now = appending, rules, now
        self._closed = appending.journal.closed is not None

    def add(self, event: Event, id: str | None, index: int) -> Stored:
        """Add one event; `index` is its place in the call, from 1. Raises JournalErrors."""
        known = self._appending.by_id(id) if id else None
        if known is not None:
            if known.event != event:
                raise JournalErrors([Fault("id-reused", "id", index)])
            return known
        self._check_day(event, index)
        if event.kind == "correction":
            return self._correct(event, id, index)
        if self._closed:
            raise JournalErrors([Fault("closed", index=index)])
        if event.person is None:
            self._closed = True
            return self._appending.add(event, None, {"basis": _basis(self._rules(event.on))}, self._now, id)
        return self._append(event, id, index)

    def _check_day(self, event: Event, index: int) -> None:
        for day, field in ((event.on, "on"), (event.event.on if event.event else event.on, "event.on")):
            if day > self._now.date():
                raise JournalErrors([Fault("future", field, index)])
            if day < self._appending.journal.opened:
                raise JournalErrors([Fault("before", field, index)])

    def _append(self, event: Event, id: str | None, index: int) -> Stored:
        assert event.person is not None
        person, rules = event.person.key, self._rules(event.on)
        before = self._appending.events_of(person)
        new = Noted(self._appending.next, event)
        note = self._fit(before, [*before, new], new, rules, index)
        derived = {"basis": _basis(rules)} | ({"note": note} if note else {})
        stored = self._appending.add(event, person, derived, self._now, id)
        self._settle(person, [*before, new])
        return stored

    def _fit(self, before: list[Noted], events: list[Noted], new: Noted, rules: JournalRules, index: int) -> str:
        """The note that an event gets. Raises JournalErrors where it does not fit, or an event behind it no more."""
        folded = fold(events)
        if folded.broken is not None:
            number, reason = folded.broken
            fault = Fault(reason, index=index) if number == new.number else _later(number, index)
            raise JournalErrors([fault])
        self._keep_notes(events, folded.returned, new.number, index)
        standing = fold(events, until=new.number).standing
        person = new.event.person
        others = self._others(new.event, person.key if person else "")
        if faults := check(new.event, rules, standing, others, index):
            raise JournalErrors(faults)
        rule = rules.rule("returned")
        return str(rule.values.get("note", "")) if rule and new.number in folded.returned else ""

    def _keep_notes(self, events: Iterable[Noted], returned: frozenset[int], new: int | None, index: int) -> None:
        """Refuses what would make the note of another event untrue: a journal says what it said."""
        arrivals = [one.number for one in events if one.event.kind == "arrival" and one.number != new]
        noted = self._appending.notes(arrivals)
        for number in sorted(arrivals):
            if (number in returned) is not bool(noted.get(number)) and self._notes_at(events, number):
                raise JournalErrors([_later(number, index)])

    def _notes_at(self, events: Iterable[Noted], number: int) -> bool:
        """Whether the rules of the day of an event note that somebody comes again."""
        event = next(one.event for one in events if one.number == number)
        return self._rules(event.on).rule("returned") is not None

    def _others(self, event: Event, person: str) -> list[Waiting]:
        if event.kind not in ("arrival", "invitation"):
            return []
        waiting = self._appending.waiting()
        places = (fold(events).standing.place for key, events in waiting.items() if key != person)
        return [place for place in places if place is not None]

    def _settle(self, person: str, events: Iterable[Noted]) -> None:
        self._appending.set_waiting(person, fold(events).standing.place is not None)

    # Corrections

    def _correct(self, event: Event, id: str | None, index: int) -> Stored:
        assert event.corrects is not None
        standing = self._corrected(event, index)
        rules = self._rules((event.event or event).on)
        derived: dict[str, Any] = {"basis": _basis(rules)}
        touched = {one.person.key for one in (standing, event.event) if one is not None and one.person is not None}
        after: dict[str, list[Noted]] = {}
        for person in touched:
            kept = [one for one in self._appending.events_of(person) if one.number != event.corrects]
            after[person] = kept
            if event.event and event.event.person and event.event.person.key == person:
                new = Noted(event.corrects, event.event)
                after[person] = [*kept, new]
                note = self._refit(after[person], new, rules, index)
                derived |= {"note": note} if note else {}
            else:
                self._without(kept, index)
        about = event.event if event.event else standing
        person_key = about.person.key if about.person else None
        if standing.kind == "closing":
            self._closed = False
        stored = self._appending.add(event, person_key, derived, self._now, id)
        for person, events in after.items():
            self._settle(person, events)
        return stored

    def _corrected(self, event: Event, index: int) -> Event:
        """What stands in the place of the event to correct."""
        assert event.corrects is not None
        original = self._appending.by_number(event.corrects)
        if original is None:
            raise JournalErrors([Fault("no-event", "corrects", index)])
        if original.event.kind == "correction":
            raise JournalErrors([Fault("corrects-correction", "corrects", index)])
        standing = self._appending.standing(event.corrects)
        if standing is None:
            raise JournalErrors([Fault("annulled", "corrects", index)])
        if event.event is not None and event.event.kind != original.event.kind:
            raise JournalErrors([Fault("corrects-kind", "event.kind", index)])
        return standing

    def _refit(self, events: list[Noted], new: Noted, rules: JournalRules, index: int) -> str:
        folded = fold(events)
        if folded.broken is not None:
            number, reason = folded.broken
            fault = Fault(reason, "event", index) if number == new.number else _later(number, index)
            raise JournalErrors([fault])
        self._keep_notes(events, folded.returned, new.number, index)
        # Whose turn it was is not asked again: the queue of that day is gone.
        if faults := check(new.event, rules, fold(events, until=new.number).standing, (), index):
            raise JournalErrors([replace(one, field=f"event.{one.field}".rstrip(".")) for one in faults])
        rule = rules.rule("returned")
        return str(rule.values.get("note", "")) if rule and new.number in folded.returned else ""

    def _without(self, events: list[Noted], index: int) -> None:
        folded = fold(events)
        if folded.broken is not None:
            raise JournalErrors([_later(folded.broken[0], index)])
        self._keep_notes(events, folded.returned, None, index)


def _later(number: int, index: int) -> Fault:
    return Fault("later", "", index, (("number", str(number)),))


def _basis(rules: JournalRules) -> dict[str, Any]:
    """Which rules an event was taken under."""
    cite = rules.recorded.cite
    return {
        "provision": rules.name,
        "order": service.act_key(cite.order) if cite.order else None,
        "from": cite.since.isoformat() if cite.since else None,
        "certainty": cite.certainty,
        "status": rules.status,
    }
