"""The tree of a build as one multi-version AKN document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from lxml import etree

from legal.akn.iri import iri
from legal.akn.meta import SOURCE, identification, references, write_ref
from legal.akn.mods import write_mod
from legal.akn.names import NSMAP, add, akn, own, serialise
from legal.akn.nodes import Element, Writer
from legal.records import ActRef, Event, Finding, Language, Node, Operation
from legal.versions.identity import tag
from legal.versions.model import MAIN, SURE, Item, Life, RepealEvent
from legal.versions.periods import Period, event_id, period_of, write_periods

NEVER = "never"
_ATTACHED = ("component", "annex")


@dataclass(frozen=True, slots=True)
class Draft:
    """All that the document of a regulation says."""

    act: ActRef
    language: Language
    root: Item
    lives: Mapping[int, list[Life | None]]
    operations: Sequence[tuple[Operation, ActRef, str]]
    """In the order of events: the operation, its act, and "applied", "pending" or "held"."""
    events: Sequence[Event]
    repeals: Sequence[RepealEvent]
    signatures: Sequence[Node]
    findings: Sequence[Finding]
    since: date | None
    based: bool


def emit(draft: Draft) -> bytes:
    """The bytes of the regulation."""
    writer = _Writer(draft)
    root = etree.Element(akn("akomaNtoso"), nsmap=cast("dict[str, str]", NSMAP))
    act = add(root, "act", name=draft.act.form or "act", contains="multipleVersions")
    meta = add(act, "meta")
    _text(writer, act, draft)
    _meta(meta, draft, writer)
    return serialise(root)


def _text(writer: _Writer, act: etree._Element, draft: Draft) -> None:
    root = draft.root
    if root.heading or root.headings:
        title = add(add(add(act, "preface"), "p"), "docTitle")
        writer.facets(title, root, root.headings, root.heading)
    preambles = [item for item in root.children if item.kind == "preamble"]
    if preambles:
        block = add(act, "preamble")
        for item in preambles:
            container = add(block, "container", name="preamble")
            writer.stamp(container, item)
            container.set(own("kind"), "preamble")
            for child in item.children:
                writer.block(container, child)
            if not len(container):
                add(container, "p").set(own("empty"), "true")
    body = [item for item in root.children if item.kind not in (*_ATTACHED, "preamble")]
    element = add(act, "body")
    element.set("eId", "body")
    if root.suspensions:
        writer.suspensions(element, root)
    writer.body(element, body)
    if draft.signatures:
        conclusions = add(act, "conclusions")
        plain = Writer()
        for node in draft.signatures:
            plain.block(conclusions, node)
    attached = [item for item in root.children if item.kind in _ATTACHED]
    if attached:
        attachments = add(act, "attachments")
        for item in attached:
            writer.attachment(attachments, item)


def _meta(meta: etree._Element, draft: Draft, writer: _Writer) -> None:
    identification(meta, draft.act, draft.language)
    acts = list(dict.fromkeys(act for _, act, _ in draft.operations))
    acts += [event.by for event in draft.events if event.kind != "base"]
    acts = list(dict.fromkeys(acts))
    for operation, _, state in draft.operations:
        _force(operation, state, writer)
    _lifecycle(meta, draft, writer.periods)
    if draft.operations:
        mods = add(add(meta, "analysis", source=SOURCE), "passiveModifications")
        for operation, act, state in draft.operations:
            _mod(mods, operation, act, state, writer, acts.index(act) + 1)
    write_periods(meta, writer.periods)
    references(meta, draft.act, tuple((f"act_{i}", act) for i, act in enumerate(acts, 1)))
    concept = add(meta[-1], "TLCConcept", eId="inForce", href="/akn/ontology/concept/inForce", showAs="in force")
    concept.set(own("of"), "periods")
    _own_data(meta, draft, acts)


def _lifecycle(meta: etree._Element, draft: Draft, periods: Iterable[Period]) -> None:
    """One event a day that periods refer to, and the adoption and the repeals."""
    days: dict[date, tuple[str, str]] = {}
    for period in periods:
        for day in (period.start, period.end):
            if day:
                days.setdefault(day, ("amendment", "#amending"))
    for repeal in draft.repeals:
        if repeal.on:
            days[repeal.on] = ("repeal", iri(repeal.by))
    if draft.since:
        days.setdefault(draft.since, ("generation", iri(draft.act)))
    if days:
        lifecycle = add(meta, "lifecycle", source=SOURCE)
        for day, (kind, source) in sorted(days.items()):
            add(lifecycle, "eventRef", eId=event_id(day), date=day.isoformat(), source=source, type=kind)


def _mod(mods: etree._Element, operation: Operation, act: ActRef, state: str, writer: _Writer, number: int) -> None:
    ended, begun = writer.ended.get(operation.id, []), writer.begun.get(operation.id, [])
    destination = f"#{(ended or begun or ['body'])[0]}"
    element = write_mod(mods, operation, act, destination, period=_force(operation, state, writer))
    element.set("eId", f"op_{tag(operation.id)}")
    element.set(own("state"), state)
    element.set(own("by"), f"#act_{number}")
    if state != "applied":
        element.set("incomplete", "true")
    if element.tag == akn("textualMod"):
        for name, eids in (("old", ended), ("new", begun)):
            for eid in eids:
                add(element, name, href=f"#{eid}")
    for name, value in (("oldText", operation.old), ("newText", operation.new)):
        # Whole wordings stand in the text; here only words and numbers are kept.
        if value is not None and operation.action.endswith(("words", "renumber")):
            element.set(own(name), value)


def _force(operation: Operation, state: str, writer: _Writer) -> str | None:
    """The period from the entry into force on, for an operation that was applied."""
    force = operation.in_force
    return writer.period(Period(force.start, force.certainty)) if state == "applied" else None


def _own_data(meta: etree._Element, draft: Draft, acts: Sequence[ActRef]) -> None:
    """What AKN has no place for: events as the timeline shows them, findings, whether the base is on file."""
    block = add(meta, "proprietary", source=SOURCE)
    block.set(own("based"), "true" if draft.based else "false")
    if draft.since:
        block.set(own("since"), draft.since.isoformat())
    this = etree.SubElement(block, own("act"))
    write_ref(this, draft.act)
    for event in draft.events:
        element = etree.SubElement(block, own("event"), kind=event.kind, certainty=event.certainty)
        element.set("by", f"act_{acts.index(event.by) + 1}" if event.by in acts else "")
        values = {
            "on": event.on.isoformat() if event.on else None,
            "rule": event.rule,
            "days": None if event.days is None else str(event.days),
            "operations": " ".join(tag(each) for each in event.operations) or None,
        }
        for name, value in values.items():
            if value is not None:
                element.set(name, value)
    for repeal in draft.repeals:
        if repeal.on:
            name = "true" if repeal.presumed else "false"
            element = etree.SubElement(block, own("repeal"), on=repeal.on.isoformat(), presumed=name)
            element.set("certainty", repeal.certainty)
            element.set("by", f"act_{acts.index(repeal.by) + 1}")
    for finding in draft.findings:
        element = etree.SubElement(block, own("finding"), code=finding.code, severity=finding.severity)
        element.text = finding.message
        if finding.line is not None:
            element.set("line", str(finding.line))
        for candidate in finding.candidates:
            etree.SubElement(element, own("candidate")).text = candidate


class _Writer(Writer):
    """Writes items with identifiers, periods, and the operations that began and ended them."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self.periods: set[Period] = set()
        self.begun: dict[str, list[str]] = {}
        self.ended: dict[str, list[str]] = {}

    def children(self, node: Element) -> Sequence[Element]:
        """All wordings that ever stood, in order."""
        return cast(Item, node).children

    def period(self, period: Period) -> str:
        """A reference to a period."""
        self.periods.add(period)
        return f"#{period.eid}"

    def stamp(self, element: etree._Element, node: Element) -> None:
        """Identifiers, the period in each history, and the operations at its ends."""
        item = cast(Item, node)
        element.set("eId", item.eid)
        element.set("wId", item.wid)
        self._stand(element, item)
        if item.suspensions:
            self.suspensions(element, item)
        if item.open:
            element.set(own("open"), "true")

    def _stand(self, element: etree._Element, item: Item) -> None:
        main, sure = self._draft.lives[id(item)]
        if main is None:
            # It stands only in the history without presumed dates: in the other its period is empty.
            assert sure is not None
            never = Life(sure.start, sure.start_certainty, sure.start, sure.start_certainty)
            element.set("period", self.period(period_of(never)))
        else:
            element.set("period", self.period(period_of(main)))
        if item.by is not None:
            element.set(own("by"), item.by)
        if main is not None and main.ended_by:
            element.set(own("ended"), main.ended_by)
        if sure is None:
            element.set(own("certain"), NEVER)
        elif main is None or period_of(sure) != period_of(main) or sure.ended_by != main.ended_by:
            element.set(own("certain"), self.period(period_of(sure)))
            if sure.ended_by:
                element.set(own("certainEnded"), sure.ended_by)
        self._list(item)

    def _list(self, item: Item) -> None:
        """Remember what each operation began and ended, the elements themselves and not all within them."""
        parent = item.parent
        if item.by is not None and (parent is None or parent.by != item.by):
            self.begun.setdefault(item.by, []).append(item.eid)
        for lane in (MAIN, SURE):
            life = item.lives[lane]
            ids = self.ended.setdefault(life.ended_by, []) if life is not None and life.ended_by else []
            if item.eid not in ids:
                ids.append(item.eid)

    def label(self, element: etree._Element, node: Element) -> None:
        """The label, each of its wordings in a span of its own."""
        item = cast(Item, node)
        if item.label or item.labels:
            self.facets(add(element, "num"), item, item.labels, item.label)

    def heading(self, element: etree._Element, node: Element) -> None:
        """The heading, each of its wordings in a span of its own."""
        item = cast(Item, node)
        if item.heading or item.headings:
            self.facets(add(element, "heading"), item, item.headings, item.heading)

    def facets(self, element: etree._Element, item: Item, facets: Sequence[Item], text: str) -> None:
        """The wordings of a label or a heading."""
        if not facets:
            element.text = text
            return
        name = etree.QName(element).localname
        for facet in facets:
            span = add(element, "span")
            facet.wid = f"{item.wid}__{name}" if item.wid else name
            base = f"{item.eid}__{name}" if item.eid else name
            facet.eid = f"{base}~{tag(facet.by)}" if facet.by is not None and facet.by != item.by else base
            span.set("eId", facet.eid)
            span.set("wId", facet.wid)
            self._stand(span, facet)
            if facet.num is not None:
                span.set(own("num"), facet.num)
            span.text = facet.text

    def suspensions(self, element: etree._Element, item: Item) -> None:
        """The periods in which the element stands and does not apply, in each history."""
        for lane, name in ((MAIN, "suspended"), (SURE, "certainSuspended")):
            refs = [self.period(period_of(life)) for each, life, _ in item.suspensions if each == lane]
            if refs:
                element.set(own(name), " ".join(refs))
        for lane, _, operation in item.suspensions:
            if lane == MAIN:
                self.begun.setdefault(operation, []).append(item.eid or "body")

    def meta(self, doc: etree._Element, node: Element) -> None:
        """The identification of an attached document."""
        draft = self._draft
        identification(add(doc, "meta"), draft.act, draft.language, component=cast(Item, node).wid)
