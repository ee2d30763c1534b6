"""What follows from the events of a journal: who is there, who waits, in which order; and which event may come next.

    events of one person, corrections applied  ->  Standing (present or not, place in the queue)
    an event, the Rules of its day, the standing before it, those who wait  ->  faults

Two kinds of checks never mix. Whether events fit one another (nobody leaves who is not there) needs no law. What the
Rules ask of an event (the order behind it, the reason, a single postponement of so many days) is taken from the rules
in force on the day of the event, and a fault cites the provision.

What the Rules leave open is decided here, and only here: a person who did not arrive in time leaves the queue and may
apply again; whoever comes back from a temporary absence, or by a transfer from another organization, does not queue.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from forms.journal_events import AWAY, LEAVING, QUEUE_KINDS, Event, Fault, Person
from forms.journal_rules import JournalRules, Rule

Presence = Literal["none", "in", "away", "out"]


@dataclass(frozen=True, slots=True)
class Noted:
    """An event with its number in the journal."""

    number: int
    event: Event


@dataclass(frozen=True, slots=True)
class Waiting:
    """A place in the queue. `until`: the day by which the person has to arrive, once invited."""

    person: Person
    on: date
    at: str
    number: int
    out_of_turn: bool = False
    programme_until: date | None = None
    kept: bool = False
    until: date | None = None
    postponed: int = 0

    @property
    def order(self) -> tuple[int, date, str, int]:
        """Out of turn first, then by day and time of the application."""
        return (0 if self.out_of_turn else 1, self.on, self.at, self.number)

    def expired(self, on: date) -> bool:
        """The individual programme has run out: the person waits for a re-examination."""
        return self.programme_until is not None and self.programme_until < on

    def may_be_invited(self, on: date) -> bool:
        """Waits, and nothing stands against an invitation."""
        return self.until is None and not self.expired(on)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands."""

    presence: Presence = "none"
    place: Waiting | None = None


@dataclass(frozen=True, slots=True)
class Folded:
    """What follows from the events of a person: the standing after the last, the numbers of the arrivals of somebody
    who had left before, and the first event that does not fit those before it, with the reason."""

    standing: Standing
    returned: frozenset[int]
    broken: tuple[int, str] | None = None


def fold(events: Iterable[Noted], *, until: int | None = None) -> Folded:
    """The events of one person, in any order. `until`: only what stands before the event of this number."""
    standing = Standing()
    returned: set[int] = set()
    for one in sorted(events, key=lambda noted: (noted.event.on, noted.number)):
        if one.number == until:
            break
        if reason := misfit(one.event, standing):
            return Folded(standing, frozenset(returned), (one.number, reason))
        if one.event.kind == "arrival" and standing.presence in ("away", "out"):
            returned.add(one.number)
        standing = after(one, standing)
    return Folded(standing, frozenset(returned))


def misfit(event: Event, standing: Standing) -> str:
    """Why an event does not fit what was before it (a key of the table of faults); "" where it does."""
    kind, place = event.kind, standing.place
    if kind == "arrival":
        return "present" if standing.presence == "in" else "not-invited" if place and place.until is None else ""
    if kind in LEAVING:
        return "" if standing.presence in ("in", "away") else "absent"
    if kind in AWAY:
        return "" if standing.presence == "in" else "left"
    if kind == "application":
        return "present" if standing.presence in ("in", "away") else "in-queue" if place else ""
    if place is None:
        return "not-in-queue"
    return _queue_misfit(event, place)


def _queue_misfit(event: Event, place: Waiting) -> str:
    until = event.until or event.on
    if event.kind == "invitation":
        if place.until is not None:
            return "invited"
        return "programme" if place.expired(event.on) else "deadline" if until < event.on else ""
    if event.kind == "re-examination":
        return "" if event.programme_until and event.programme_until > event.on else "programme-past"
    if event.kind == "withdrawal":
        return ""
    if place.until is None:
        return "not-invited"
    if event.kind == "postponement":
        return "" if until > place.until else "postponement-earlier"
    return "" if event.on > place.until else "term"


def after(one: Noted, standing: Standing) -> Standing:
    """The standing after an event that fits."""
    event, place = one.event, standing.place
    match event.kind:
        case "arrival":
            return Standing("in")
        case kind if kind in LEAVING:
            return replace(standing, presence="out")
        case kind if kind in AWAY:
            return replace(standing, presence="away")
        case "application":
            assert event.person is not None
            waits = Waiting(
                event.person, event.on, event.at or "", one.number, event.residence is not None, event.programme_until
            )
            return replace(standing, place=waits)
        case "invitation" if place:
            return replace(standing, place=replace(place, until=event.until))
        case "postponement" if place:
            return replace(standing, place=replace(place, until=event.until, postponed=place.postponed + 1))
        case "re-examination" if place:
            return replace(standing, place=replace(place, programme_until=event.programme_until, kept=True))
        case _:
            return replace(standing, place=None)


def queue_order(places: Iterable[Waiting]) -> list[Waiting]:
    """Those who wait, in the order in which they are invited."""
    return sorted(places, key=lambda one: one.order)


def check(event: Event, rules: JournalRules, standing: Standing, others: Sequence[Waiting], index: int) -> list[Fault]:
    """What the Rules of the day say against an event that fits; `others` are the places of all others in the queue."""
    faults = _Faults(rules, index)
    if event.kind in QUEUE_KINDS:
        _check_queue(event, rules, standing, others, faults)
    else:
        _check_noted(event, rules, standing, others, faults)
    if event.residence is not None:
        _check_out_of_turn(event, rules, faults)
    return faults.found


class _Faults:
    """Gathers faults with the provision behind each."""

    def __init__(self, rules: JournalRules, index: int) -> None:
        self._rules, self._index = rules, index
        self.found: list[Fault] = []

    def add(self, name: str, field: str, rule: Rule | None, **params: object) -> None:
        """A fault; without a rule of its own it breaks the one on what is noted."""
        cite = (rule or self._rules.recorded).cite
        said = tuple((key, str(value)) for key, value in params.items())
        self.found.append(
            Fault(name, field, self._index, said, (("rus", cite.place("rus")), ("kaz", cite.place("kaz"))))
        )


def keeps_queue(rules: JournalRules) -> bool:
    """Whether the journal holds a queue."""
    return "queue" in rules.kinds or rules.rule("queue") is not None


def _check_noted(
    event: Event, rules: JournalRules, standing: Standing, others: Sequence[Waiting], faults: _Faults
) -> None:
    if event.kind not in rules.kinds:
        faults.add("not-recorded", "kind", None)
        return
    if rules.paper and event.order is None:
        faults.add("order", "order", None)
    if event.kind in rules.reasons and event.reason is None:
        faults.add("reason", "reason", None)
    passes = standing.place is None and standing.presence != "away" and not event.came_from and not event.residence
    waited = keeps_queue(rules) and any(one.may_be_invited(event.on) for one in others)
    if event.kind == "arrival" and passes and waited:
        faults.add("queue-passed", "", rules.rule("queue"))
    term = standing.place.until if standing.place else None
    if event.kind == "arrival" and term is not None and event.on > term and rules.rule("no_show"):
        faults.add("arrived-late", "on", rules.rule("no_show"))


def _check_queue(
    event: Event, rules: JournalRules, standing: Standing, others: Sequence[Waiting], faults: _Faults
) -> None:
    if not keeps_queue(rules):
        faults.add("not-recorded", "kind", None)
        return
    place = standing.place
    first = place is None or not any(one.may_be_invited(event.on) and one.order < place.order for one in others)
    if event.kind == "invitation" and not first:
        faults.add("turn", "person", rules.rule("queue"))
    if event.kind == "re-examination" and rules.rule("kept") is None:
        faults.add("not-kept", "kind", rules.rule("queue"))
    if event.kind == "postponement" and place is not None:
        _check_postponement(event, rules.rule("postponement"), place, faults)


def _check_postponement(event: Event, rule: Rule | None, place: Waiting, faults: _Faults) -> None:
    if rule is None:
        faults.add("no-postponement", "kind", None)
        return
    times, days = int(rule.values["times"]), int(rule.values["days"])
    if place.postponed >= times:
        faults.add("postponed", "", rule, times=times)
    if event.until and place.until and (event.until - place.until).days > days:
        faults.add("postponement-days", "until", rule, days=days)
    if rule.values["notice"] and event.notice is None:
        faults.add("notice", "notice", rule)
    if event.notice is not None and event.notice > event.on:
        faults.add("notice-later", "notice", rule)


def _check_out_of_turn(event: Event, rules: JournalRules, faults: _Faults) -> None:
    rule = rules.rule("out_of_turn")
    if rule is None:
        faults.add("not-out-of-turn", "residence", rules.rule("queue"))
        return
    age, born = int(rule.values["age"]), born_on(event.person)
    if born is None or _years(born, event.on) < age:
        faults.add("age", "person.born", rule, age=age)


def born_on(person: Person | None) -> date | None:
    """The day of birth as given, or as the IIN tells it: year, month, day, and the century in the seventh digit.

    >>> born_on(Person(iin="040229500129"))
    datetime.date(2004, 2, 29)
    """
    if person is None or person.born is not None or not person.iin:
        return person.born if person else None
    digits, century = person.iin, {"1": 18, "2": 18, "3": 19, "4": 19, "5": 20, "6": 20}.get(person.iin[6])
    try:
        return date(100 * century + int(digits[:2]), int(digits[2:4]), int(digits[4:6])) if century else None
    except ValueError:
        return None


def _years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
