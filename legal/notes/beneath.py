"""The text of a day with a note under each element that orders changed, as the official bank prints it.

A note stands under the article, or under the paragraph where there are no articles; under a chapter, an annex or an
approved document for what was done to the whole of it; and for what was taken out, in the place where it stood.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from lxml import etree

from legal.akn.nodes import kind_of
from legal.notes.generate import Done, what_of, written
from legal.records import Kind, Node, Step, Target
from legal.versions.index import refs_of
from legal.versions.lines import lines_of
from legal.versions.model import MAIN, SURE
from legal.versions.query import View, signatures
from legal.versions.regulation import Mod, Regulation

_UNITS: frozenset[Kind] = frozenset({"preamble", "article", "paragraph", "annex", "component", "chapter", "section"})
_GROUPS: frozenset[Kind] = frozenset({"division", "subdivision", "chapter", "section"})
_PATH: dict[Kind, frozenset[Kind]] = {"section": frozenset({"annex", "chapter"})}
_ABOVE: frozenset[Kind] = frozenset({"annex"})
"""What the address of a unit names above it: an annex; above a section also its chapter."""


def text_with_notes(regulation: Regulation, on: date, *, certain_only: bool = False) -> str:
    """The text of a day, one line an alinea, with the notes. Without them it is `legal.versions.text`.

    Only operations in force on the day are told, without those of presumed dates where `certain_only`.
    """
    return "".join(f"{line}\n" for line in _Page(regulation, on, certain_only).lines())


class _Page:
    """The operations of a day by what they are under, and the lines with them."""

    def __init__(self, regulation: Regulation, on: date, certain_only: bool) -> None:
        self._regulation = regulation
        self._view = View(regulation, on, certain_only)
        self._under: dict[str, list[tuple[Mod, bool]]] = defaultdict(list)
        self._gone: dict[str, list[Mod]] = defaultdict(list)
        lane = SURE if certain_only else MAIN
        self._now = frozenset(ref for ref, period in regulation.periods.items() if period.holds(on))
        for mod in regulation.mods.values():
            force = mod.in_force
            if mod.state != "applied" or force.start is None or force.start > on:
                continue
            if not (certain_only and force.certainty == "presumed"):
                self._place(mod, lane)

    def lines(self) -> Iterator[str]:
        """All lines of the day."""
        if title := self._view.title():
            yield title.text
        if suspended := self._view.suspension():
            yield suspended
        yield from self._own((), "", None)
        for node in self._view.body():
            yield from self._lines(node, (), None)
        for node in signatures(self._regulation):
            yield from (line.text for line in lines_of(node))
        for node in self._view.attached():
            yield from self._lines(node, (), None)

    def _lines(self, node: Node, above: Target, document: str | None) -> Iterator[str]:
        if node.kind == "component":
            document, here = node.heading or document, above
        else:
            here = (*above, Step(node.kind, node.num))
        if any(child.kind in _UNITS or child.kind in _GROUPS for child in node.children):
            alone = Node(node.kind, node.num, node.label, node.heading, node.text)
            yield from (line.text for line in lines_of(alone))
            for child in node.children:
                yield from self._lines(child, here, document)
        else:
            yield from (line.text for line in lines_of(node))
        if node.kind in _UNITS and node.wid:
            yield from self._own(_address(here, node), node.wid, document)
        for mod in self._gone.get(node.wid or "", ()):
            yield from self._said(mod.target, [(mod, True)], mod.component)

    def _own(self, target: Target, wid: str, document: str | None) -> Iterator[str]:
        yield from self._said(target, self._under.get(wid, ()), document)

    def _said(self, target: Target, mods: Iterable[tuple[Mod, bool]], document: str | None) -> Iterator[str]:
        done = [Done(what_of(mod.action, whole=whole), mod.act, mod.in_force) for mod, whole in mods]
        if note := written(target, done, document, self._regulation.act, self._regulation.language):
            yield note

    def _place(self, mod: Mod, lane: int) -> None:
        """Put an operation under the units that it changed, each once."""
        seen: set[str] = set()
        for eid in (*mod.begun, *mod.ended):
            element = self._regulation.by_eid.get(eid)
            unit, itself = _unit(element)
            wid = (unit.get("wId") or "") if unit is not None else ""
            if wid in seen:
                continue
            seen.add(wid)
            if itself and unit is not None and mod.action in ("delete", "repeal"):
                before = self._standing_before(unit, lane)
                self._gone[before].append(mod)
            else:
                self._under[wid].append((mod, itself))

    def _standing_before(self, unit: etree._Element, lane: int) -> str:
        """The wId of what stands before an element taken out: a sibling, else what both stand in."""
        at = unit
        while (before := at.getprevious()) is not None:
            at = before
            if at.get("wId") and refs_of(at)[lane] in (None, *self._now):
                return at.get("wId") or ""
        above = unit.getparent()
        while above is not None and not above.get("wId"):
            above = above.getparent()
        return (above.get("wId") or "") if above is not None else ""


def _address(path: Target, node: Node) -> Target:
    """The address of a unit as notes write it."""
    if node.kind == "component":
        return ()
    named = _PATH.get(node.kind, _ABOVE)
    return (*(step for step in path[:-1] if step.kind in named), path[-1])


def _unit(element: etree._Element | None) -> tuple[etree._Element | None, bool]:
    """The article that an element belongs to, else the nearest unit; and whether it is the element itself."""
    nearest: etree._Element | None = None
    at = element
    while at is not None:
        if at.get("wId") and not at.tag.endswith(("}span", "}body")):
            kind = kind_of(at)
            if kind == "article":
                return at, at is element
            if kind in _UNITS and nearest is None:
                nearest = at
        at = at.getparent()
    return nearest, nearest is not None and nearest is element
