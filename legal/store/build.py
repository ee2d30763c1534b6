"""A plan to a regulation: the operations of each amending act that ever take effect, the ends, what is held back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from legal.findings import finding
from legal.notes.check import redaction
from legal.records import Act, ActRef, Finding, InForce, Operation
from legal.store.engine import Engine
from legal.store.identity import key_of
from legal.store.plan import Amendment, End, Plan, Presumption
from legal.store.records import Application
from legal.store.register import name_of
from legal.store.texts import Text, ends_act
from legal.versions.amended import Effective, effective

if TYPE_CHECKING:
    from legal.versions import Regulation, RepealEvent

TextOf = Callable[[str], Text]
"""The text on file with a SHA-256."""


@dataclass(slots=True)
class _Gathered:
    operations: list[Operation] = field(default_factory=list)
    not_applied: list[ActRef] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def build(plan: Plan, text_of: TextOf, engine: Engine) -> tuple[Regulation, Application]:
    """The regulation of a plan, and what came of it. The same plan gives the same bytes."""
    from legal.versions import NotApplied

    gathered = _Gathered(not_applied=list(plan.not_applied), findings=list(plan.findings))
    for amendment in plan.amendments:
        _gather(plan, amendment, gathered, text_of, engine)
    repeals = _repeals(plan, text_of, engine)
    own = text_of(plan.base) if plan.base else None
    base = own.act if own else None
    since = engine.base_force(own.act, plan.published, own.readings) if own else None
    gathered.findings += early(plan.act, (since,) if since else (), plan.published)
    on_file = redaction(base, gathered.operations)
    gathered.operations = list(on_file.operations)
    gathered.not_applied += on_file.held
    gathered.findings += on_file.findings
    waiting = [NotApplied(ref) for ref in gathered.not_applied]
    regulation = engine.build(plan.act, plan.language, base, gathered.operations, repeals, waiting, since)
    held_back = dict.fromkeys((*gathered.not_applied, *engine.held_back(regulation)))
    findings = tuple(gathered.findings)
    return regulation, Application(plan.act, plan.language, tuple(sorted(held_back, key=repr)), findings)


def _gather(plan: Plan, amendment: Amendment, gathered: _Gathered, text_of: TextOf, engine: Engine) -> None:
    """Add the operations of one amending act that take effect."""
    operations = _operations(plan, amendment.sha256, amendment.published, text_of, engine)
    gathered.findings += early(amendment.act, [op.in_force for op in operations], amendment.published)
    changed = _first_change(amendment, text_of, engine)
    if changed is not None and any(op.in_force.start is None or op.in_force.start >= changed for op in operations):
        amended = _as_amended(plan, amendment, operations, text_of, engine)
        if amended is None or amended.findings:
            message = f"{name_of(amendment.act)} was itself changed from {changed}, before its changes took effect"
            gathered.findings += [finding("amending-act-amended", message), *(amended.findings if amended else ())]
            gathered.not_applied.append(amendment.act)
            return
        message = f"{name_of(amendment.act)} is read as it was changed from {changed}, before its changes took effect"
        gathered.findings.append(finding("amending-act-read-as-amended", message))
        operations = amended.operations
    stillborn = [op for op in operations if amendment.end and _never(op, amendment.end)]
    if stillborn:
        message = f"{len(stillborn)} changes of {name_of(amendment.act)}: it was repealed before they took effect"
        gathered.findings.append(finding("repealed-before-effect", message))
    gathered.operations += [replace(op, by=amendment.act) for op in operations if op not in stillborn]


def _operations(
    plan: Plan, sha256: str, published: date | None, text_of: TextOf, engine: Engine
) -> tuple[Operation, ...]:
    """The operations of a text on the regulation itself, dated; ends of whole acts are no part of it."""
    text = text_of(sha256)
    own = [op for op in text.operations if key_of(op.act) in plan.keys and not ends_act(op)]
    return engine.resolve_force(own, text.act, published)


def _as_amended(
    plan: Plan, amendment: Amendment, operations: Sequence[Operation], text_of: TextOf, engine: Engine
) -> Effective | None:
    """What an amending act does as others changed it; None where a decision about its lines stands in the way."""
    text = text_of(amendment.sha256)
    if any(one.code in ("operation-cancelled", "reading-corrected") for one in text.findings):
        return None

    def read(act: Act) -> tuple[tuple[Operation, ...], tuple[Finding, ...]]:
        given, findings = engine.operations(act)
        own = [op for op in given if key_of(op.act) in plan.keys and not ends_act(op)]
        return engine.resolve_force(own, act, amendment.published), findings

    return effective(amendment.act, text.act, operations, _changes_of(amendment, text_of, engine), read)


def early(act: ActRef, forces: Iterable[InForce], published: date | None) -> list[Finding]:
    """A finding where an act says that it takes force before it was published (Law 480-V, art. 42)."""
    days = [one.start for one in forces if one.rule == "date" and one.start]
    if published is None or not days or min(days) >= published:
        return []
    message = f"{name_of(act)} was published on {published}, and says that it is in force from {min(days)}"
    return [finding("force-before-publication", message)]


def _never(operation: Operation, end: End) -> bool:
    """Whether an operation begins on or after the day on which its own act ended."""
    start = operation.in_force.start
    return end.on is not None and (start is None or start >= end.on)


def _first_change(amendment: Amendment, text_of: TextOf, engine: Engine) -> date | None:
    """The first day from which an amending act reads differently than its text on file."""
    days = [op.in_force.start for op in _changes_of(amendment, text_of, engine)]
    return min((day for day in days if day), default=None)


def _changes_of(amendment: Amendment, text_of: TextOf, engine: Engine) -> list[Operation]:
    """What other acts change in the text of an amending act, dated."""
    changes: list[Operation] = []
    for sha256, published in amendment.amended_by:
        text = text_of(sha256)
        found = [op for op in text.operations if key_of(op.act) in amendment.keys and not ends_act(op)]
        changes += engine.resolve_force(found, text.act, published)
    return changes


def _repeals(plan: Plan, text_of: TextOf, engine: Engine) -> list[RepealEvent]:
    """The ends of the regulation: what is stated, else the earliest that is presumed."""
    from legal.versions import RepealEvent

    if plan.ends:
        return [RepealEvent(end.on, end.certainty, end.by) for end in plan.ends]
    ends = [one.end for one in plan.presumptions if _took_effect(plan, one, text_of, engine)]
    if not ends:
        return []
    first = min(ends, key=lambda end: (end.on or date.max, repr(end.by)))
    return [RepealEvent(first.on, "presumed", first.by, presumed=True)]


def _took_effect(plan: Plan, one: Presumption, text_of: TextOf, engine: Engine) -> bool:
    """Whether an amending act changed the regulation before it was repealed itself."""
    operations = _operations(plan, one.text, one.published, text_of, engine)
    return any(not _never(op, one.end) for op in operations)
