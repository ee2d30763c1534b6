"""What is entered in a journal: events as records, read strictly from data, and the faults of data.

    {"kind": "arrival", "on": "2022-03-01", "person": {"iin": "…", "name": "…", "born": "1950-01-31"},
     "order": {"number": "12-к", "date": "2022-02-28"}, "reason": "…"}

    {"kind": "correction", "on": "2022-03-02", "corrects": 3, "reason": "…", "event": {…}}

A correction puts another event in the place of an earlier one, or none (`"event": null`); the earlier one stays in the
journal as it was entered. What each kind takes is the table `KINDS`. Faults never repeat a value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from forms.asked import Asked, RuleName
from forms.definition import FormField
from forms.journal_words import word
from forms.messages import MESSAGES
from forms.records import Field, FieldKind
from forms.values import Refusal, doubt, read
from legal.errors import LegalError
from legal.records import Language

QUEUE_KINDS = ("application", "invitation", "postponement", "re-examination", "no-show", "withdrawal")
LEAVING = ("discharge", "transfer", "termination")
AWAY = ("absence", "suspension")


@dataclass(frozen=True, slots=True)
class Paper:
    """The order or decision behind an event."""

    number: str
    date: date


@dataclass(frozen=True, slots=True)
class Person:
    """Whom an event is about. Known by the IIN, or, where there is none, by name and date of birth."""

    iin: str | None = None
    name: str = ""
    born: date | None = None

    @property
    def key(self) -> str:
        """What two events of one person have in common."""
        if self.iin:
            return self.iin
        return f"{' '.join(self.name.casefold().split())}|{self.born.isoformat() if self.born else ''}"


@dataclass(frozen=True, slots=True)
class Event:
    """One event. Which of the particulars a kind has says `KINDS`.

    at               the time at which an application came in, "09:30": the queue stands in that order
    until            the day by which a person invited has to arrive, or an absence ends
    programme_until  the last day of the individual programme of rehabilitation
    residence        out of turn: the organization in which the orphan of age lives
    came_from        the organization from which a person was transferred here; `organization` the one to which
    notice           the day on which the organization was told that the person cannot come
    corrects, event  of a correction: the number of the event, and what stands in its place (None: nothing)
    """

    kind: str
    on: date
    person: Person | None = None
    at: str | None = None
    order: Paper | None = None
    reason: str | None = None
    until: date | None = None
    organization: str | None = None
    came_from: str | None = None
    programme_until: date | None = None
    residence: str | None = None
    notice: date | None = None
    remark: str | None = None
    corrects: int | None = None
    event: Event | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: the rule it breaks (a key of `journal.toml` or `forms.messages`), the field, and the provision.

    `index` counts the events of one call from 1; `cite` is the place of the rule by language.
    """

    rule: str
    field: str = ""
    index: int = 1
    params: tuple[tuple[str, str], ...] = ()
    cite: tuple[tuple[Language, str], ...] = ()

    def message(self, language: Language) -> str:
        """Where, what, and the provision behind it; never a value."""
        values = dict(self.params)
        said = word("fault", self.rule, language, **values) if self.rule not in MESSAGES else ""
        said = said or MESSAGES[self.rule][language].format(**values)
        where = [word("place", "event", language, index=self.index)]
        where += [word("place", "field", language, name=self.field)] if self.field else []
        behind = dict(self.cite).get(language)
        cited = f" {word('place', 'cited', language, cite=behind)}" if behind else ""
        return f"{', '.join(where)}: {said}{cited}."


class JournalErrors(LegalError):
    """Events that a journal does not take: every fault found. Nothing in it repeats a value."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(" ".join(one.message("rus") for one in faults))
        self.faults = tuple(faults)

    def messages(self, language: Language) -> tuple[str, ...]:
        """A message for each fault."""
        return tuple(one.message(language) for one in self.faults)

    def as_data(self) -> list[dict[str, Any]]:
        """The faults as JSON-compatible data, messages in both languages."""
        return [
            {
                "rule": one.rule,
                "field": one.field,
                "event": one.index,
                "message": {"rus": one.message("rus"), "kaz": one.message("kaz")},
            }
            for one in self.faults
        ]


# --- reading ---------------------------------------------------------------------------------------------------------

_COMMON = ("kind", "on", "remark")
_ABOUT = ("person", "iin_accepted")
KINDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "arrival": (("person",), ("order", "reason", "came_from", "residence")),
    "discharge": (("person",), ("order", "reason")),
    "absence": (("person",), ("order", "reason", "until")),
    "transfer": (("person", "organization"), ("order", "reason")),
    "termination": (("person",), ("order", "reason")),
    "suspension": (("person",), ("order", "reason", "until")),
    "application": (("person", "at"), ("programme_until", "residence")),
    "invitation": (("person", "until"), ()),
    "postponement": (("person", "until", "reason"), ("notice",)),
    "re-examination": (("person", "programme_until"), ()),
    "no-show": (("person",), ()),
    "withdrawal": (("person",), ("reason",)),
    "correction": (("corrects", "reason", "event"), ()),
    "closing": ((), ()),
}
"""What each kind takes beside day and remark: what it must have, what it may have. The Rules may ask for more."""

_RULES: dict[str, tuple[FieldKind, RuleName]] = {
    "on": ("date", "date"),
    "until": ("date", "date"),
    "programme_until": ("date", "date"),
    "notice": ("date", "date"),
    "reason": ("text", "text"),
    "organization": ("text", "text"),
    "came_from": ("text", "text"),
    "residence": ("text", "text"),
    "remark": ("text", "text"),
    "iin": ("iin", "iin"),
    "name": ("person", "text"),
    "born": ("date", "date"),
    "number": ("text", "text"),
    "date": ("date", "date"),
}
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")


def read_event(raw: object, index: int = 1) -> Event:
    """The event that data describes. Raises JournalErrors with every fault."""
    reader = _Reader(index)
    event = reader.event(raw, "")
    if reader.faults or event is None:
        raise JournalErrors(reader.faults)
    return event


class _Reader:
    """Reads one event and gathers its faults."""

    def __init__(self, index: int) -> None:
        self.index = index
        self.faults: list[Fault] = []

    def fault(self, rule: str, field: str = "", **params: str) -> None:
        self.faults.append(Fault(rule, field, self.index, tuple(params.items())))

    def event(self, raw: object, prefix: str) -> Event | None:
        if not isinstance(raw, Mapping):
            self.fault("object", prefix.rstrip("."))
            return None
        kind = raw.get("kind")
        if not isinstance(kind, str) or kind not in KINDS or (prefix and kind in ("correction", "closing")):
            self.fault("kind", f"{prefix}kind", kinds=", ".join(KINDS))
            return None
        required, optional = KINDS[kind]
        about = _ABOUT if "person" in required else ()
        if any(name not in {*_COMMON, *required, *optional, *about} for name in raw):
            self.fault("unknown", prefix.rstrip("."))
        given: dict[str, Any] = {"kind": kind}
        for name in ("on", *required, *optional, "remark"):
            given[name] = self.value(raw, name, prefix, needed=name == "on" or name in required)
        return Event(**given) if not self.faults else None

    def value(self, raw: Mapping[str, Any], name: str, prefix: str, *, needed: bool) -> Any:
        found = raw.get(name)
        path = f"{prefix}{name}"
        if name == "event":
            if found is None and name in raw:
                return None
            return self.event(found, f"{path}.")
        if found is None or found == "":
            if needed:
                self.fault("required", path)
            return None
        if name == "person":
            return self.person(found, raw.get("iin_accepted"), f"{path}.")
        if name == "order":
            return self.paper(found, f"{path}.")
        if name == "corrects":
            return self.number(found, path)
        if name == "at":
            return self.time(found, path)
        return self.read(found, name, path)

    def read(self, raw: object, name: str, path: str) -> Any:
        kind, rule = _RULES[name]
        try:
            return read(raw, Asked(FormField(Field(name, "", kind)), rule))
        except Refusal as refusal:
            self.fault(refusal.rule, path, **refusal.params)
            return None

    def number(self, raw: object, path: str) -> int | None:
        if isinstance(raw, int) and not isinstance(raw, bool) and 0 < raw < 10**12:
            return raw
        self.fault("count", path)
        return None

    def time(self, raw: object, path: str) -> str | None:
        if isinstance(raw, str) and _TIME.fullmatch(raw):
            return raw
        self.fault("time", path)
        return None

    def parts(self, raw: object, names: Sequence[str], path: str) -> dict[str, Any] | None:
        if not isinstance(raw, Mapping) or any(name not in names for name in raw):
            self.fault("object" if not isinstance(raw, Mapping) else "unknown", path.rstrip("."))
            return None
        found = {name: raw.get(name) for name in names}
        return {
            name: None if value in (None, "") else self.read(value, name, f"{path}{name}")
            for name, value in found.items()
        }

    def paper(self, raw: object, path: str) -> Paper | None:
        found = self.parts(raw, ("number", "date"), path)
        if found is None:
            return None
        for name, value in found.items():
            if value is None:
                self.fault("required", f"{path}{name}")
        return Paper(**found) if all(found.values()) else None

    def person(self, raw: object, accepted: object, path: str) -> Person | None:
        found = self.parts(raw, ("iin", "name", "born"), path)
        if found is None:
            return None
        found["name"] = found["name"] or ""
        known = isinstance(raw, Mapping) and raw.get("iin")
        if not known and not (found["name"] and found["born"]):
            self.fault("identity", path.rstrip("."))
        elif not found["name"]:
            self.fault("required", f"{path}name")
        if found["iin"] and doubt(found["iin"], "iin") and accepted is not True:
            self.fault("iin-checksum", f"{path}iin")
        return Person(**found)


def as_data(event: Event) -> dict[str, Any]:
    """An event as JSON-compatible data, empty fields left out: what `read_event` takes."""
    return {
        name: value
        for one in fields(event)
        if (value := _plain(getattr(event, name := one.name))) is not None or (name == "event" and event.corrects)
    }


def _plain(value: object) -> Any:
    match value:
        case date():
            return value.isoformat()
        case Event():
            return as_data(value)
        case Paper() | Person():
            parts = {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
            return {name: part for name, part in parts.items() if part not in (None, "")}
        case _:
            return value


def from_data(data: Mapping[str, Any]) -> Event:
    """The event that `as_data` wrote; what was once accepted is not checked again."""
    return read_event(_accepted(data))


def _accepted(data: Mapping[str, Any]) -> dict[str, Any]:
    made = dict(data)
    if "person" in made:
        made["iin_accepted"] = True
    if isinstance(made.get("event"), Mapping):
        made["event"] = _accepted(made["event"])
    return made
