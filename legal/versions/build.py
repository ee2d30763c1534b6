"""A regulation from its base act and the operations of the acts that amend it: a pure function of the set of them.

1. Operations with a date are sorted: in-force date, adoption date, registration number, place in the act.
2. Each is applied to a tree in which every wording keeps its place and its interval (`model`, `apply`).
3. An act one of whose operations cannot be applied as written is held back whole: the build starts again without it.
4. Provisions get their identifiers, and the tree becomes one document (`identity`, `emit`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from legal.akn.act import annex_node
from legal.akn.iri import same_act
from legal.findings import finding
from legal.records import Act, ActRef, Certainty, Event, Finding, InForce, Language, Node, Operation
from legal.versions.apply import apply, expire
from legal.versions.emit import Draft, emit
from legal.versions.identity import name_all, settle
from legal.versions.model import LANES, MAIN, Change, Item, NotApplied, Refusal, RepealEvent, begin, from_node
from legal.versions.order import act_key, amending_act, natural, operation_key, shifted
from legal.versions.regulation import Regulation
from legal.versions.resolve import State, rest_marker

Dated = tuple[Operation, ActRef]
_SURE: frozenset[Certainty] = frozenset({"stated", "computed"})


def build(
    ref: ActRef,
    language: Language,
    base: Act | None,
    operations: Iterable[Operation],
    repeals: Iterable[RepealEvent] = (),
    not_applied: Iterable[NotApplied | ActRef] = (),
    *,
    base_in_force: InForce | None = None,
) -> Regulation:
    """The multi-version document of an act in one language.

    `operations` are those of acts that were understood; only those with a date change the text, the others are
    listed as pending. `not_applied` are acts that were not understood. `base` None: the text is not on file, and what
    no operation restates is unknown. The same set of inputs gives the same bytes in any order. Findings of severity
    error name acts that are held back; they are in the result, never raised. Raises ValueError for two different
    operations with one id.
    """
    dated, pending = _sorted(_distinct(operations))
    endings = [*repeals, *_repeal_operations(dated)]
    changing = [pair for pair in dated if not _ends_act(pair[0])]
    held: dict[ActRef, list[Finding]] = {}
    while True:
        work = _Work(ref, language, base, [pair for pair in changing if pair[1] not in held])
        failed = work.run()
        if failed is None:
            break
        held[failed[0]] = failed[1]
    return _finish(work, changing, pending, held, endings, not_applied, base_in_force)


def _distinct(operations: Iterable[Operation]) -> list[Operation]:
    found: dict[str, Operation] = {}
    for operation in operations:
        if found.setdefault(operation.id, operation) != operation:
            raise ValueError(f"two different operations with the id {operation.id}")
    return list(found.values())


def _sorted(operations: Iterable[Operation]) -> tuple[list[Dated], list[Dated]]:
    pairs = [(operation, amending_act(operation)) for operation in operations]
    pairs.sort(key=lambda pair: operation_key(*pair))
    dated = shifted([pair for pair in pairs if pair[0].in_force.start is not None])
    return dated, [pair for pair in pairs if pair[0].in_force.start is None]


def _ends_act(operation: Operation) -> bool:
    return operation.action in ("repeal", "delete") and not operation.target and operation.component is None


def _repeal_operations(dated: Iterable[Dated]) -> list[RepealEvent]:
    """Operations that end the whole act ("признать утратившим силу приказ …")."""
    return [
        RepealEvent(operation.in_force.start, operation.in_force.certainty, act)
        for operation, act in dated
        if _ends_act(operation)
    ]


@dataclass(slots=True)
class _Work:
    """One run over the operations."""

    ref: ActRef
    language: Language
    base: Act | None
    dated: Sequence[Dated]
    state: State = field(init=False)

    def __post_init__(self) -> None:
        self.state = State(_root(self.ref, self.base, self.language), self.language)
        self.state.operations = {operation.id: operation for operation, _ in self.dated}
        self.state.amending = {operation.id: act for operation, act in self.dated}

    def run(self) -> tuple[ActRef, list[Finding]] | None:
        """Apply everything; None, or the first act that cannot be applied with its findings."""
        ends: list[Change] = []
        for index, (operation, act) in enumerate(self.dated):
            start = operation.in_force.start
            assert start is not None
            ends = self._expire(ends, start)
            if refused := self._apply(operation, act, start):
                return act, self._rest(refused, act, start, self.dated[index + 1 :])
            if operation.in_force.end is not None and (operation.action != "suspend" or operation.content):
                ends += [change._replace(on=operation.in_force.end) for change in _changes(operation, act, start)]
        self._expire(ends, date.max)
        return None

    def _expire(self, ends: list[Change], until: date) -> list[Change]:
        """Ends of validity come before what begins on the same day."""
        for change in sorted((c for c in ends if c.on <= until), key=lambda c: (c.on, act_key(c.amending), c.id)):
            expire(self.state, change)
        return [change for change in ends if change.on > until]

    def _apply(self, operation: Operation, act: ActRef, start: date) -> Finding | None:
        for change in _changes(operation, act, start):
            try:
                apply(self.state, change)
            except Refusal as refusal:
                if change.lane == MAIN:
                    return refusal.finding
                message = f"{refusal.finding.message}; not in the text without presumed dates"
                self.state.findings.append(finding("not-in-sure-history", message, refusal.finding.line))
        return None

    def _rest(self, first: Finding, act: ActRef, start: date, rest: Sequence[Dated]) -> list[Finding]:
        """What else of the same act on the same day cannot be applied, so that a person sees all of it at once."""
        found = [first]
        for operation, other in rest:
            if other != act or operation.in_force.start != start:
                break
            refused = self._apply(operation, other, start)
            if refused is not None and refused not in found:
                found.append(refused)
        return found


def _changes(operation: Operation, act: ActRef, start: date) -> list[Change]:
    certainty = operation.in_force.certainty
    lanes = LANES if certainty in _SURE else (MAIN,)
    return [Change(operation, act, lane, start, certainty) for lane in lanes]


def _root(ref: ActRef, base: Act | None, language: Language) -> Item:
    """The tree before any operation: the base act, or one notice that its text is not on file."""
    if base is None:
        root = Item("component", heading=ref.title or "", open=True)
        marker = rest_marker(root, language)
        marker.parent = root
        root.children.append(marker)
    else:
        nodes = (*base.body, *(annex_node(annex) for annex in base.annexes))
        root = from_node(Node("component", heading=base.card.title or ref.title or "", children=nodes))
    for lane in LANES:
        begin(root, lane, None, None)
    return root


def _finish(
    work: _Work,
    changing: Sequence[Dated],
    pending: Sequence[Dated],
    held: dict[ActRef, list[Finding]],
    endings: Iterable[RepealEvent],
    not_applied: Iterable[NotApplied | ActRef],
    base_in_force: InForce | None,
) -> Regulation:
    state = work.state
    applied = {operation.id for operation, _ in work.dated}
    listed = [
        *((op, act, "applied" if op.id in applied else "held") for op, act in changing),
        *((op, act, "pending") for op, act in pending),
    ]
    repeals = sorted(set(endings), key=lambda each: (each.on or date.max, act_key(each.by), each.presumed))
    waiting = sorted(
        {each if isinstance(each, NotApplied) else NotApplied(each) for each in not_applied},
        key=lambda each: (act_key(each.by), each.operations, repr(each)),
    )
    order = {operation.id: index for index, (operation, _) in enumerate(work.dated)}
    lives = settle(state.root)
    name_all(state.root, order, lives)
    draft = Draft(
        act=_card_ref(work.ref, work.base),
        language=work.language,
        root=state.root,
        lives=lives,
        operations=listed,
        events=_events(work, base_in_force, held, listed, repeals, waiting),
        repeals=repeals,
        signatures=(*work.base.signatures, *work.base.approvals) if work.base else (),
        findings=_findings(work, held),
        since=base_in_force.start if base_in_force else None,
        based=work.base is not None,
    )
    return Regulation(emit(draft))


def _card_ref(ref: ActRef, base: Act | None) -> ActRef:
    """The reference, with what the card of the base act adds to it."""
    if base is None:
        return ref
    card = base.card
    registered = ref.registered or (card.registered.number if card.registered else None)
    return replace(
        ref,
        form=ref.form or card.form,
        date=ref.date or card.date,
        number=ref.number or card.number,
        code=ref.code or card.code,
        author=ref.author or card.author,
        registered=registered,
        title=card.title or ref.title,
    )


def _findings(work: _Work, held: dict[ActRef, list[Finding]]) -> list[Finding]:
    found: list[Finding] = []
    if work.base is None:
        found.append(finding("base-not-on-file", f"the text of {work.ref.code or work.ref.number} is not on file"))
    for act in sorted(held, key=act_key):
        name = act.code or act.number or act.title or "an act"
        message = f"{name} is not applied: {len(held[act])} of its operations cannot be"
        found += [finding("act-held-back", message), *held[act]]
    return [*found, *work.state.findings]


def _events(
    work: _Work,
    base: InForce | None,
    held: dict[ActRef, list[Finding]],
    listed: Sequence[tuple[Operation, ActRef, str]],
    repeals: Sequence[RepealEvent],
    waiting: Sequence[NotApplied],
) -> list[Event]:
    """The timeline: dated events in order, those of a day by act; then what has no date."""
    ref = _card_ref(work.ref, work.base)
    found: list[Event] = []
    if base is not None:
        found.append(Event("base", base.start, base.certainty, ref, (), base.rule, base.days))
    groups: dict[tuple[ActRef, str, InForce], list[str]] = {}
    for operation, act, state in listed:
        groups.setdefault((act, state, replace(operation.in_force, end=None)), []).append(operation.id)
    for (act, state, force), ids in groups.items():
        found.append(Event(_KINDS[state], force.start, force.certainty, act, tuple(ids), force.rule, force.days))
    for repeal in repeals:
        found.append(Event("repeal" if repeal.on else "pending", repeal.on, repeal.certainty, repeal.by))
    for each in waiting:
        if any(same_act(each.by, act) for act in held):
            continue
        found.append(
            Event("not-applied", each.in_force.start if each.in_force else None, _waiting_certainty(each), each.by)
        )
    return sorted(found, key=_event_key)


def _waiting_certainty(each: NotApplied) -> Certainty:
    return each.in_force.certainty if each.in_force else "pending"


_KINDS: dict[str, Literal["amendment", "pending", "not-applied"]] = {
    "applied": "amendment",
    "pending": "pending",
    "held": "not-applied",
}
_KIND_ORDER = {"base": 0, "amendment": 1, "not-applied": 2, "repeal": 3, "pending": 4}


def _event_key(event: Event) -> tuple[object, ...]:
    return (
        event.on or date.max,
        act_key(event.by) if event.kind != "base" else (date.min, -1, "", ""),
        _KIND_ORDER[event.kind],
        natural(event.operations[0]) if event.operations else (),
    )
