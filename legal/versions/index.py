"""A regulation as a tree of entries that answers for a date without reading XML again.

Most of a regulation does not change within an element: where everything in an element has the element's own periods,
its node is the same on every day on which it stands. Such nodes are made once and shared; a version then costs what
changed, not what is printed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from lxml import etree

from legal.akn.names import akn, own
from legal.akn.nodes import kind_of, own_fields, provisions
from legal.records import Kind, Node, Wording
from legal.versions.model import LANES

_PERIOD, _CERTAIN, _BY, _ENDED = "period", own("certain"), own("by"), own("ended")
_CERTAIN_ENDED, _SUSPENDED, _CERTAIN_SUSPENDED = own("certainEnded"), own("suspended"), own("certainSuspended")
_NUM_TAG, _HEADING_TAG, _NUM, _OWN = akn("num"), akn("heading"), own("num"), own("own")

Refs = tuple[str | None, str | None]
"""The period of a wording in the full history and in the one without presumed dates."""


@dataclass(slots=True, eq=False)
class Facet:
    """One wording of a label or a heading."""

    text: str
    num: str | None
    refs: Refs
    by: str | None = None


@dataclass(slots=True, eq=False)
class Entry:
    """An element of the document, read once. `static`: its node does not depend on the day."""

    kind: Kind
    fields: tuple[str | None, str, str, str, str, tuple[int, int]]
    """num, label, heading, text, role, span"""
    wid: str | None
    eid: str | None
    refs: Refs
    by: str | None
    ended: Refs
    children: list[Entry]
    labels: tuple[Facet, ...] = ()
    headings: tuple[Facet, ...] = ()
    suspended: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    static: bool = False
    nodes: list[Node | None] = field(default_factory=lambda: [None, None])


def refs_of(element: etree._Element) -> Refs:
    """The period of an element in each history."""
    main = element.get(_PERIOD)
    return main, element.get(_CERTAIN) or main


def suspended_of(element: etree._Element) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The periods in which an element does not apply, in each history."""
    main, sure = element.get(_SUSPENDED), element.get(_CERTAIN_SUSPENDED)
    return tuple((main or "").split()), tuple((sure or "").split())


def entry_of(element: etree._Element) -> Entry:
    """The entry of a provision with all it holds."""
    refs = refs_of(element)
    ended = element.get(_ENDED)
    children = []
    if element.tag != _P:
        children = [entry_of(child) for child in provisions(element) if child.get(_OWN) is None]
    labels, headings = facets(element.find(_NUM_TAG)), facets(element.find(_HEADING_TAG))
    suspended = suspended_of(element)
    certain_ended = element.get(_CERTAIN_ENDED) if element.get(_CERTAIN) else ended
    entry = Entry(
        kind_of(element),
        own_fields(element),
        element.get("wId"),
        element.get("eId"),
        refs,
        element.get(_BY),
        (ended, certain_ended),
        children,
        labels,
        headings,
        suspended,
    )
    plain = not (labels or headings or any(suspended))
    entry.static = plain and all(child.static and child.refs == refs for child in children)
    return entry


_P = akn("p")


def facets(element: etree._Element | None) -> tuple[Facet, ...]:
    """The wordings of a label, a heading or a title that has several."""
    if element is None or not len(element):
        return ()
    return tuple(Facet(span.text or "", span.get(_NUM), refs_of(span), span.get(_BY)) for span in element)


class Maker:
    """Makes the nodes of a day. `now` are the periods that hold; `wordings` are shared between days."""

    def __init__(self, lane: int, now: frozenset[str], source: WordingSource) -> None:
        assert lane in LANES
        self._lane = lane
        self._now = now
        self._source = source

    def stands(self, refs: Refs) -> bool:
        """Whether a wording stands on the day, within what it stands in."""
        reference = refs[self._lane]
        return reference is None or reference in self._now

    def nodes(self, entries: list[Entry]) -> tuple[Node, ...]:
        """The nodes of those entries that stand."""
        lane, now = self._lane, self._now
        return tuple(self.node(entry) for entry in entries if (ref := entry.refs[lane]) is None or ref in now)

    def node(self, entry: Entry) -> Node:
        """The node of an entry on the day."""
        if entry.static:
            made = entry.nodes[self._lane]
            if made is None:
                made = entry.nodes[self._lane] = self._make(entry)
            return made
        return self._make(entry)

    def _make(self, entry: Entry) -> Node:
        num, label, heading, text, role, span = entry.fields
        if entry.labels:
            shown = next((each for each in entry.labels if self.stands(each.refs)), None)
            num, label = (shown.num, shown.text) if shown else (None, "")
        if entry.headings:
            heading = next((each.text for each in entry.headings if self.stands(each.refs)), "")
        lane = self._lane
        # Everything in a static entry stands when it does.
        children = tuple(map(self.node, entry.children)) if entry.static else self.nodes(entry.children)
        wording = self._source.wording(entry.refs[lane], entry.by, entry.ended[lane])
        if any(entry.suspended):
            running = next((each for each in entry.suspended[lane] if each in self._now), None)
            if running is not None:
                line = self._source.notice(running)
                role = role or "suspended"
                if not children and text:
                    text = f"{line} {text}"
                else:
                    children = (Node("alinea", text=line, role="suspended", wording=wording), *children)
        return Node(entry.kind, num, label, heading, text, children, role, span, None, wording, entry.wid, entry.eid)


class WordingSource(Protocol):
    """Gives wordings by reference, each made once."""

    def wording(self, reference: str | None, by: str | None, ended: str | None) -> Wording | None:
        """The wording of a period, of the operation that began it and the one that ended it."""
        ...

    def notice(self, reference: str) -> str:
        """The notice of a suspension."""
        ...
