"""An amending act that another act changed before its own changes took effect: read as it stands on each day.

Law 480-V, art. 26 item 3: a norm that is not in force yet is changed by amending the amending act. An operation takes
effect as the act that holds it reads on the operation's day; what took effect before the act was changed stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from legal.reading.blocks import Block
from legal.reading.outline import outline
from legal.reading.quotes import quotations
from legal.records import Act, ActRef, Finding, Node, Operation
from legal.versions.build import build
from legal.versions.lines import lines_of
from legal.versions.query import version

Read = Callable[[Act], tuple[tuple[Operation, ...], tuple[Finding, ...]]]
"""What an act does, its operations dated."""

_NEVER = date.max


@dataclass(frozen=True, slots=True)
class Effective:
    """What an amending act does in the end. With `findings`, which are of severity error, nothing can be said."""

    operations: tuple[Operation, ...]
    findings: tuple[Finding, ...] = ()


def effective(
    ref: ActRef, act: Act, operations: Sequence[Operation], changes: Sequence[Operation], read: Read
) -> Effective | None:
    """The operations of an act as it reads on the day of each; None where that cannot be told from its text.

    `operations` are what its published text gives, `changes` the dated operations on that text. An operation that the
    published text gives in the same words and from the same day stays itself, with its id.
    """
    language = act.card.language
    days = sorted({change.in_force.start for change in changes if change.in_force.start})
    if any(step.kind in ("annex", "component") for change in changes for step in change.target[:1]):
        return None
    if any(change.component is not None or change.in_force.start is None for change in changes):
        return None
    regulation = build(ref, language, act, changes)
    if wrong := tuple(each for each in regulation.findings if each.severity == "error"):
        return Effective((), wrong)
    found = [one for one in operations if _starts(one) < days[0]]
    before = tuple(operations)
    for number, (day, end) in enumerate(pairwise([*days, None]), 1):
        assert day is not None
        anew = _read_again(version(regulation, day).body)
        if anew is None:
            return None
        given, findings = read(replace(act, body=anew[0]))
        if wrong := tuple(each for each in (*anew[1], *findings) if each.severity == "error"):
            return Effective((), wrong)
        stage = _named(given, before, number)
        past = [one for one in before if _starts(one) < day]
        if [_said(one) for one in stage if _starts(one) < day] != [_said(one) for one in past if one in stage]:
            return None  # a change of what had taken effect already: reaching back is for a person to judge
        found += [one for one in stage if day <= _starts(one) and (end is None or _starts(one) < end)]
        before = stage
    return Effective(tuple(found))


def _starts(operation: Operation) -> date:
    return operation.in_force.start or _NEVER - timedelta(days=1)


def _said(operation: Operation) -> tuple[object, ...]:
    """What an operation does and from when, whatever its id and its line."""
    force = operation.in_force
    return (
        operation.action, operation.act, operation.component, operation.target, operation.old, operation.new,
        operation.everywhere, operation.before, force.start, force.end, force.rule,
    )  # fmt: skip


def _named(operations: Sequence[Operation], before: Sequence[Operation], number: int) -> tuple[Operation, ...]:
    """The operations of a later reading: those there before are themselves, others get ids of their own."""
    known = {_said(one): one for one in before}
    return tuple(known.get(_said(one)) or replace(one, id=f"{one.id}.{number}") for one in operations)


def _read_again(body: Sequence[Node]) -> tuple[tuple[Node, ...], tuple[Finding, ...]] | None:
    """The body of a version as if it were read from a file: what is new text of others is told from the act's own.

    None for a body with tables: their lines alone do not make them again.
    """
    own = [node for node in body if node.kind != "preamble"]
    if any(_tabled(node) for node in own):
        return None
    texts = [line.text for node in own for line in lines_of(node)]
    blocks = [Block("text", text, number, number) for number, text in enumerate(texts, 1)]
    quoted, findings = quotations(blocks)
    inside = {index for quote in quoted for index in range(quote.first, quote.last + 1)}
    return (*(node for node in body if node.kind == "preamble"), *outline(blocks, inside)), findings


def _tabled(node: Node) -> bool:
    return node.kind == "table" or any(map(_tabled, node.children))
