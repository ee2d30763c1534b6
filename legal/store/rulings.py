"""What people decided about one text, put to work: a text and its rulings give what the act is taken to do.

The order is fixed: corrected lines are read first, then findings are accepted, then operations are cancelled.
Whatever a decision does is a finding that names the decision; one that finds nothing to work on is a finding too.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from legal.findings import finding
from legal.records import Act, Finding, InForce, Operation
from legal.store.decisions import Accept, Cancel, Correct, Decision, Picked, Publication, Withdraw, id_of
from legal.store.engine import Operations
from legal.store.identity import agree, key_of


@dataclass(frozen=True, slots=True)
class Rulings:
    """The decisions in effect about one text, each group sorted by name."""

    corrected: tuple[Correct, ...] = ()
    accepted: tuple[Accept, ...] = ()
    cancelled: tuple[Cancel, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The names of all of them."""
        decisions: tuple[Decision, ...] = (*self.corrected, *self.accepted, *self.cancelled)
        return tuple(map(id_of, decisions))

    @property
    def whole(self) -> Cancel | None:
        """The decision that nothing of the act is applied in its language, where there is one."""
        return next((one for one in self.cancelled if one.operation is None), None)


NONE = Rulings()
_ANY = InForce("condition", None, "pending")

Ruled = tuple[Act, tuple[Operation, ...], tuple[Finding, ...]]
"""An act, what it does, and the findings of that."""


def withdrawn(decisions: Iterable[Decision]) -> frozenset[str]:
    """The names of the decisions that others withdraw."""
    return frozenset(one.decision for one in decisions if isinstance(one, Withdraw))


def rulings_of(decisions: Iterable[Decision]) -> dict[str, Rulings]:
    """The decisions in effect about each text, by the text's SHA-256."""
    known = {id_of(one): one for one in decisions}
    gone = withdrawn(known.values())
    found: dict[str, Rulings] = defaultdict(Rulings)
    for _, one in sorted((name, one) for name, one in known.items() if name not in gone):
        match one:
            case Correct():
                found[one.sha256] = replace(found[one.sha256], corrected=(*found[one.sha256].corrected, one))
            case Accept():
                found[one.sha256] = replace(found[one.sha256], accepted=(*found[one.sha256].accepted, one))
            case Cancel():
                found[one.sha256] = replace(found[one.sha256], cancelled=(*found[one.sha256].cancelled, one))
            case Publication() | Withdraw():
                pass
    return dict(found)


def ruled(act: Act, read: Operations, rulings: Rulings) -> Ruled:
    """What an act does once its rulings are heard; `read` gives what its lines say."""
    operations, findings = _corrected(act, read, rulings.corrected)
    act, findings = _accepted(act, findings, rulings.accepted)
    if rulings.whole is not None:
        return _nothing(act, operations, findings, rulings.whole)
    for one in rulings.cancelled:
        operations, findings = _cancelled(one, operations, findings)
    return act, operations, findings


def signed(decision: Decision) -> str:
    """Who decided, when, and under which name, for messages."""
    moment = decision.recorded.isoformat(timespec="minutes")
    return f"decided by {decision.by or '?'} at {moment} ({id_of(decision)})"


# Corrected lines


def _corrected(
    act: Act, read: Operations, corrected: Sequence[Correct]
) -> tuple[tuple[Operation, ...], tuple[Finding, ...]]:
    published = read(act)
    if not corrected:
        return published
    by_line = {one.line: one for one in corrected}
    operations, findings = read(act, readings={line: one.reading for line, one in by_line.items()})
    named = tuple(
        replace(one, message=f"{one.message}; {signed(by_line[one.line])}")
        if one.code in ("reading-corrected", "reading-misplaced") and one.line in by_line
        else one
        for one in findings
    )
    return _numbered(published[0], operations, _digest(corrected)), named


def _digest(corrected: Sequence[Correct]) -> str:
    readings = sorted((one.line, one.reading) for one in corrected)
    return hashlib.sha256(repr(readings).encode()).hexdigest()[:6]


def _numbered(published: Sequence[Operation], operations: Sequence[Operation], digest: str) -> tuple[Operation, ...]:
    """Operations of corrected lines under ids of their own; the others keep the ids they had before.

    An id is never reused: `…-rus-3.1.ab12cd` stands after `…-rus-3` in the order of the act and before `…-rus-4`,
    and its end changes with the readings.
    """
    known = {(place, _said(one)): one.id for place, one in _placed(published)}
    found, last, after = [], "0", 0
    for place, one in _placed(operations):
        identity = known.get((place, _said(one)))
        start, _, _ = one.id.rpartition("-")
        if identity is not None:
            last, after = identity.rpartition("-")[2], 0
        else:
            after += 1
            identity = f"{start}-{last}.{after}.{digest}"
        found.append(replace(one, id=identity))
    return tuple(found)


def _placed(operations: Sequence[Operation]) -> Iterator[tuple[tuple[int | None, int], Operation]]:
    """Each operation with its line and its place among those of the line."""
    count: dict[int | None, int] = defaultdict(int)
    for one in operations:
        count[one.source.line] += 1
        yield (one.source.line, count[one.source.line]), one


def _said(operation: Operation) -> Operation:
    """An operation without what another reading of other lines can give it: its id and its day."""
    return replace(operation, id="", in_force=_ANY)


# Accepted findings


def _accepted(act: Act, findings: tuple[Finding, ...], accepted: Sequence[Accept]) -> tuple[Act, tuple[Finding, ...]]:
    for one in accepted:
        lowered = _lowered(act.findings, one), _lowered(findings, one)
        if lowered == (act.findings, findings):
            # It changes nothing, so it does no harm: another decision may have taken the fault away.
            message = f"no finding {one.code} stands there any more: {signed(one)}"
            findings = (*findings, finding("decision-stale", message, one.line, severity="info"))
            continue
        if lowered[0] != act.findings:
            act = replace(act, findings=lowered[0])
        findings = lowered[1]
    return act, findings


def _lowered(findings: tuple[Finding, ...], accept: Accept) -> tuple[Finding, ...]:
    return tuple(
        _warning(one, f"accepted, {signed(accept)}")
        if (one.code, one.line, one.severity) == (accept.code, accept.line, "error")
        else one
        for one in findings
    )


def _warning(one: Finding, why: str) -> Finding:
    return replace(one, severity="warning", message=f"{one.message}; {why}")


# Cancelled operations


def _cancelled(
    cancel: Cancel, operations: tuple[Operation, ...], findings: tuple[Finding, ...]
) -> tuple[tuple[Operation, ...], tuple[Finding, ...]]:
    wanted = cancel.operation
    same = [one for one in operations if wanted is not None and matches(wanted, one)]
    line = wanted.line if wanted else None
    if len(same) != 1:
        name = wanted.id if wanted else ""
        message = f"{len(same)} operations are like the cancelled {name}: {signed(cancel)}"
        return operations, (*findings, finding("decision-stale", message, line))
    message = f"{same[0].id} is not applied: {cancel.reason}; {signed(cancel)}"
    rest = tuple(one for one in operations if one is not same[0])
    return rest, (*findings, finding("operation-cancelled", message, line))


def matches(wanted: Picked, operation: Operation) -> bool:
    """Whether an operation is the one that a person meant, whatever its id is by now."""
    return (wanted.line, wanted.action, wanted.component, wanted.target, wanted.old) == (
        operation.source.line, operation.action, operation.component, operation.target, operation.old
    ) and agree(key_of(wanted.changes), key_of(operation.act))  # fmt: skip


def _nothing(act: Act, operations: Sequence[Operation], findings: Sequence[Finding], cancel: Cancel) -> Ruled:
    """An act of which nothing is applied: what was not understood in it matters no more."""
    why = f"nothing of the act is applied, {signed(cancel)}"
    lowered = tuple(_warning(one, why) if one.severity == "error" else one for one in findings)
    read = tuple(_warning(one, why) if one.severity == "error" else one for one in act.findings)
    message = f"{len(operations)} operations are not applied: {cancel.reason}; {signed(cancel)}"
    return replace(act, findings=read), (), (*lowered, finding("act-cancelled", message))
