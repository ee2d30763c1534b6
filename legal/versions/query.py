"""The text of a regulation on a date: a filter over the document, with the operations behind each wording."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Literal

from lxml import etree

from legal.akn.iri import expression_iri
from legal.akn.names import akn
from legal.akn.nodes import xml_to_node
from legal.findings import finding
from legal.records import ActRef, Certainty, Finding, Node, Version
from legal.versions.index import Maker, refs_of
from legal.versions.lines import lines_of
from legal.versions.model import MAIN, SURE, RepealEvent
from legal.versions.regulation import Regulation
from legal.versions.slices import sliced

_WEAKEST: tuple[Certainty, ...] = ("presumed", "computed", "stated")

Status = Literal["in-force", "not-yet", "repealed", "presumed-repealed", "unknown"]


class View:
    """A regulation seen on a day, in the full history or in the one without presumed dates."""

    def __init__(self, regulation: Regulation, on: date, certain_only: bool = False) -> None:
        lane = SURE if certain_only else MAIN
        now = frozenset(ref for ref, period in regulation.periods.items() if period.holds(on))
        self._regulation = regulation
        self._lane = lane
        self._now = now
        self._maker = Maker(lane, now, regulation)

    def keep(self, element: etree._Element) -> bool:
        """Whether an element of the document stands on the day, within what it stands in."""
        reference = refs_of(element)[self._lane]
        return reference is None or reference in self._now

    def body(self) -> tuple[Node, ...]:
        """The act's own elements."""
        return self._maker.nodes(self._regulation.entries.body)

    def attached(self) -> tuple[Node, ...]:
        """The documents that it approves and its annexes."""
        return self._maker.nodes(self._regulation.entries.attached)

    def title(self) -> Node | None:
        """The title, with the operation that gave it where there was one."""
        for facet in self._regulation.entries.title:
            if self._maker.stands(facet.refs):
                wording = self._regulation.wording(facet.refs[self._lane], facet.by, None)
                return Node("title", text=facet.text, wording=wording)
        return None

    def suspension(self) -> str | None:
        """The notice that the whole act does not apply."""
        running = (each for each in self._regulation.entries.suspended[self._lane] if each in self._now)
        return next((self._regulation.notice(each) for each in running), None)


def version(regulation: Regulation, on: date, *, certain_only: bool = False) -> Version:
    """The regulation on a day as nodes, each with its wording.

    `certain_only` gives the history without presumed dates: what begins on one is not there, what ends on one stays.
    A regulation that has ended is given as it stood at its end, with its status.
    """
    view = View(regulation, on, certain_only)
    body, attached = view.body(), view.attached()
    status, certainty, ending = status_on(regulation, on, certain_only)
    since, until = bounds(regulation, on, certain_only)
    incomplete = any(_has_gap(node) for node in (*body, *attached))
    last = next((each for each in regulation.repeals if each.on and not (certain_only and _presumed(each))), None)
    return Version(
        act=regulation.act,
        language=regulation.language,
        on=on,
        status=status,
        certainty=certainty,
        title=view.title(),
        body=body,
        components=tuple(node for node in attached if node.kind == "component"),
        annexes=tuple(node for node in attached if node.kind != "component"),
        ended=ending.on if ending else None,
        ended_by=ending.by if ending else None,
        iri=expression_iri(regulation.act, regulation.language, on, exact=False),
        since=since,
        until=until,
        incomplete=incomplete,
        not_applied=_held_back(regulation, on),
        begins=regulation.since,
        begins_certainty=_begun(regulation),
        ends=last.on if last else None,
        ends_certainty=("presumed" if _presumed(last) else last.certainty) if last else None,
        findings=_findings(regulation, ending),
    )


def _held_back(regulation: Regulation, on: date) -> tuple[ActRef, ...]:
    """The acts that are not applied and may have changed the text by a day, each once."""
    held = (event for event in regulation.events if event.kind == "not-applied")
    return tuple(dict.fromkeys(event.by for event in held if event.on is None or event.on <= on))


def _begun(regulation: Regulation) -> Certainty | None:
    """How certain the first day of the act is."""
    if regulation.since is None:
        return None
    return next((event.certainty for event in regulation.events if event.kind == "base"), "stated")


def _has_gap(node: Node) -> bool:
    return node.role == "gap" or any(_has_gap(child) for child in node.children)


def _findings(regulation: Regulation, ending: RepealEvent | None) -> tuple[Finding, ...]:
    found: list[Finding] = []
    if ending and ending.presumed and ending.on:
        name = ending.by.number or ending.by.code or "another act"
        found.append(finding("repeal-presumed", f"presumed repealed from {ending.on.isoformat()} by {name}"))
    return (*found, *regulation.findings)


def status_on(
    regulation: Regulation, on: date, certain_only: bool = False
) -> tuple[Status, Certainty, RepealEvent | None]:
    """The legal status on a day, how certain it is, and what ended the regulation."""
    for ending in regulation.repeals:
        if ending.on and ending.on <= on and not (certain_only and _presumed(ending)):
            return ("presumed-repealed" if ending.presumed else "repealed"), ending.certainty, ending
    adopted, since = regulation.act.date, regulation.since
    if (since and on < since) or (adopted and on < adopted):
        return "not-yet", "stated", None
    past = [
        event
        for event in regulation.events
        if event.kind in ("base", "amendment")
        and event.on
        and event.on <= on
        and not (certain_only and event.certainty == "presumed")
    ]
    if not past and since is None:
        return ("in-force", "presumed", None) if regulation.based else ("unknown", "presumed", None)
    certainties = {event.certainty for event in past}
    weakest = next((each for each in _WEAKEST if each in certainties), _WEAKEST[-1])
    return "in-force", weakest, None


def _presumed(ending: RepealEvent) -> bool:
    return ending.presumed or ending.certainty == "presumed"


def bounds(regulation: Regulation, on: date, certain_only: bool = False) -> tuple[date | None, date | None]:
    """The first day of the version of a day, and the first day of the next one; None where there is none known."""
    days: set[date | None] = {regulation.since}
    for mod in regulation.mods.values():
        force = mod.in_force
        if mod.state == "applied" and not (certain_only and force.certainty == "presumed"):
            days |= {force.start, force.end}
    days |= {each.on for each in regulation.repeals if not (certain_only and _presumed(each))}
    known = sorted(day for day in days if day)
    since = max((day for day in known if day <= on), default=None)
    return since, min((day for day in known if day > on), default=None)


def text(regulation: Regulation, on: date, *, certain_only: bool = False) -> str:
    """The text of a regulation on a day, one line an alinea; `legal.notes.text_with_notes` sets the notes under it."""
    view = View(regulation, on, certain_only)
    title, suspended = view.title(), view.suspension()
    pieces = [title.text] if title else []
    if suspended:
        pieces.append(suspended)
    for node in view.body():
        pieces += [line.text for line in lines_of(node)]
    pieces += [line.text for node in signatures(regulation) for line in lines_of(node)]
    for node in view.attached():
        pieces += [line.text for line in lines_of(node)]
    return "".join(f"{piece}\n" for piece in pieces)


def signatures(regulation: Regulation) -> tuple[Node, ...]:
    """The lines of the signature block of the base act."""
    block = regulation.document.find(akn("conclusions"))
    return tuple(xml_to_node(each) for each in block) if block is not None else ()


def slice_xml(regulation: Regulation, on: date, certain_only: bool = False) -> bytes:
    """The version of a day as a valid AKN document of its own."""
    view = View(regulation, on, certain_only)
    return sliced(regulation, deepcopy(regulation.root), on, view.keep)
