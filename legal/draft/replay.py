"""Operations applied to a version, to see what they give: the gate that no wrong draft passes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from legal import versions
from legal.draft.faces import bare, face
from legal.records import Act, ActRef, Annex, Card, Finding, InForce, Node, Operation, Version

_DAY = date(2000, 1, 1)
_BY = ActRef("order", _DAY, "draft")


@dataclass(frozen=True, slots=True)
class Replay:
    """The version after the operations, and the findings of severity error that held them back."""

    version: Version
    errors: tuple[Finding, ...]


def base_act(version: Version) -> Act:
    """A version as an act of its own, as if it had been adopted so."""
    annexes = tuple(_annex(node) for node in (*version.components, *version.annexes))
    title = version.title.text if version.title else version.act.title or ""
    card = Card(version.language, title, version.act.form, version.act.author, version.act.date, version.act.number)
    return Act(card, tuple(bare(node) for node in version.body), annexes=annexes)


def _annex(node: Node) -> Annex:
    return Annex(node.num, node.label, "", bare(node))


def replay(before: Version, operations: Sequence[Operation]) -> Replay:
    """The version that the operations make of another, all on one day whatever their own dates are."""
    force = InForce("date", _DAY, "stated")
    dated = [
        replace(operation, id=f"draft-{index}", in_force=force, by=_BY) for index, operation in enumerate(operations, 1)
    ]
    built = versions.build(before.act, before.language, base_act(before), dated)
    errors = tuple(finding for finding in built.findings if finding.severity == "error")
    return Replay(versions.version(built, _DAY), errors)


def same_text(one: Version, other: Version) -> bool:
    """Whether two versions are printed alike: title, body, documents, annexes."""
    return _face(one) == _face(other)


def _face(version: Version) -> tuple[object, ...]:
    title = version.title.text if version.title else version.act.title or ""
    nodes = (*version.body, *version.components, *version.annexes)
    return (title, *(face(bare(node)) for node in nodes))
