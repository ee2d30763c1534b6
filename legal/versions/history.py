"""The history of a regulation, read off its operations: timeline, comparison of two dates, blame."""

from __future__ import annotations

from datetime import date, timedelta

from legal.akn.names import own
from legal.errors import DateError
from legal.records import BlameLine, Change, Event, Node, Target, Wording
from legal.versions.index import Maker, entry_of
from legal.versions.lines import Line, lines_of, node_text
from legal.versions.model import MAIN
from legal.versions.query import signatures, version
from legal.versions.regulation import Mod, Regulation


def timeline(regulation: Regulation) -> tuple[Event, ...]:
    """What changed or ended the regulation, by date; then what has no date, and the acts that are not applied."""
    return regulation.events


def compare(regulation: Regulation, start: date, end: date) -> tuple[Change, ...]:
    """What changed after `start` up to and including `end`, in the order of events.

    A provision that changed twice is there twice. Raises DateError where `end` is before `start`.
    """
    if end < start:
        raise DateError(f"{end.isoformat()} is before {start.isoformat()}", remedy="Give the earlier date first.")
    found = []
    for mod in regulation.mods.values():
        on = mod.in_force.start
        if mod.state != "applied" or on is None:
            continue
        if start < on <= end:
            found.append(_change(regulation, mod, on))
    return tuple(found)


def _change(regulation: Regulation, mod: Mod, on: date) -> Change:
    return Change(
        action=mod.action,
        component=mod.component,
        target=mod.target,
        on=on,
        certainty=mod.in_force.certainty,
        operation=mod.id,
        by=mod.act,
        before=_words(regulation, mod.ended, mod, on),
        after=_words(regulation, mod.begun, mod, on),
    )


def _words(regulation: Regulation, eids: tuple[str, ...], mod: Mod, on: date) -> str | None:
    """The wordings at one end of an operation, as they stood just before or just after it."""
    found = []
    periods = regulation.periods.items()
    # A wording that ends on the day it begins is shown as what the operation gave, and nowhere else.
    after = frozenset(ref for ref, period in periods if period.holds(on) or period.start == period.end == on)
    # Just before the operations of a day, what ends on it still stands.
    before = frozenset(ref for ref, period in periods if period.holds(on - timedelta(days=1)) or period.end == on)
    for eid in eids:
        element = regulation.by_eid.get(eid)
        if element is None or element.tag.endswith("}body") or element.get(own("suspended")):
            continue
        if element.tag.endswith("}span"):
            found.append(element.text or "")
            continue
        now = after if element.get(own("by")) == mod.id else before
        found.append(node_text(Maker(MAIN, now, regulation).node(entry_of(element))))
    return "\n".join(found) if found else None


def blame(regulation: Regulation, on: date) -> tuple[BlameLine, ...]:
    """Each line of the text of a day with the operation that gave it. The words are those of `text`."""
    shown = version(regulation, on)
    none = Wording()
    found = [BlameLine((), None, shown.title.text, shown.title.wording or none)] if shown.title else []
    for node in shown.body:
        found += _blamed(node, None)
    for node in signatures(regulation):
        found += _blamed(node, None)
    for node in (*shown.components, *shown.annexes):
        found += _blamed(node, node.heading if node.kind == "component" else None)
    return tuple(found)


def _blamed(node: Node, component: str | None) -> list[BlameLine]:
    return [_line(line, component) for line in lines_of(node)]


def _line(line: Line, component: str | None) -> BlameLine:
    target: Target = line.target
    return BlameLine(target, component, line.text, line.node.wording or Wording())
