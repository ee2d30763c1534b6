"""A plan to a regulation: the operations of each amending act that ever take effect, the ends, what is held back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from legal.findings import finding
from legal.records import ActRef, Finding, Operation
from legal.store.catalogue import Amendment, End, Plan, Presumption, name_of
from legal.store.engine import Engine
from legal.store.identity import agree, key_of
from legal.store.records import Application
from legal.store.texts import Text, ends_act

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
    base = text_of(plan.base).act if plan.base else None
    since = engine.base_force(base, plan.published) if base else None
    waiting = [NotApplied(ref) for ref in gathered.not_applied]
    regulation = engine.build(plan.act, plan.language, base, gathered.operations, repeals, waiting, since)
    held_back = dict.fromkeys((*gathered.not_applied, *engine.held_back(regulation)))
    findings = tuple(gathered.findings)
    return regulation, Application(plan.act, plan.language, tuple(sorted(held_back, key=repr)), findings)


def _gather(plan: Plan, amendment: Amendment, gathered: _Gathered, text_of: TextOf, engine: Engine) -> None:
    """Add the operations of one amending act that take effect."""
    operations = _operations(plan, amendment.sha256, amendment.published, text_of, engine)
    changed = _first_change(amendment, text_of, engine)
    if changed is not None and any(op.in_force.start is None or op.in_force.start >= changed for op in operations):
        message = f"{name_of(amendment.act)} was itself changed from {changed}, before its changes took effect"
        gathered.findings.append(finding("amending-act-amended", message))
        gathered.not_applied.append(amendment.act)
        return
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


def _never(operation: Operation, end: End) -> bool:
    """Whether an operation begins on or after the day on which its own act ended."""
    start = operation.in_force.start
    return end.on is not None and (start is None or start >= end.on)


def _first_change(amendment: Amendment, text_of: TextOf, engine: Engine) -> date | None:
    """The first day from which an amending act reads differently than its text on file."""
    own = key_of(amendment.act)
    days = []
    for sha256, published in amendment.amended_by:
        text = text_of(sha256)
        found = [op for op in text.operations if agree(own, key_of(op.act)) and not ends_act(op)]
        days += [op.in_force.start for op in engine.resolve_force(found, text.act, published)]
    return min((day for day in days if day), default=None)


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
