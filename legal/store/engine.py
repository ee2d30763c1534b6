"""The stages that the store calls, by name: reading, operations, XML, regulations.

They are handed over as one record, so that the store can be tried without them, and each is loaded when it is first
called: a question about a date needs no grammar.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from legal.records import Act, ActRef, Finding, InForce, Language, Operation, OperationSource

if TYPE_CHECKING:
    from legal.versions import NotApplied, Regulation, RepealEvent

_PENDING = InForce("condition", None, "pending")

Read = Callable[[bytes, str, "Language | None"], Act]
ResolveForce = Callable[[Sequence[Operation], Act, "date | None"], tuple[Operation, ...]]
BaseForce = Callable[[Act, "date | None", "Mapping[int, str]"], "InForce | None"]
ActToXml = Callable[[Act, Sequence[Operation]], bytes]
Build = Callable[
    [
        ActRef, Language, "Act | None", Sequence[Operation], "Sequence[RepealEvent]", "Sequence[NotApplied]",
        "InForce | None",
    ],
    "Regulation",
]  # fmt: skip


_AS_PUBLISHED: Mapping[int, str] = MappingProxyType({})


class Operations(Protocol):
    """The stage that reads operations."""

    def __call__(
        self, act: Act, /, *, readings: Mapping[int, str] = ...
    ) -> tuple[tuple[Operation, ...], tuple[Finding, ...]]:
        """What an act changes; `readings` are instructions read instead of published lines, by line ("": none)."""
        ...


@dataclass(frozen=True, slots=True)
class Engine:
    """One function a stage.

    base_force  when an act's own text takes force, its publication date and the readings of its lines that people
                corrected given; None where it cannot be told
    held_back   the acts on file that a regulation does not apply
    """

    read: Read
    operations: Operations
    resolve_force: ResolveForce
    base_force: BaseForce
    act_to_xml: ActToXml
    build: Build
    parse: Callable[[bytes], Regulation]
    held_back: Callable[[Regulation], tuple[ActRef, ...]]


def standard() -> Engine:
    """The stages of this package, each loaded when it is first called."""
    return Engine(_read, _operations, _resolve_force, _base_force, _act_to_xml, _build, _parse, _held_back)


def _read(data: bytes, name: str, language: Language | None) -> Act:
    from legal.reading import read

    return read(data, name, language)


def _operations(
    act: Act, /, *, readings: Mapping[int, str] = _AS_PUBLISHED
) -> tuple[tuple[Operation, ...], tuple[Finding, ...]]:
    from legal.amend.operations import operations

    return operations(act, readings=readings)


def _resolve_force(operations: Sequence[Operation], act: Act, published: date | None) -> tuple[Operation, ...]:
    from legal.amend.dates import resolve_force

    return resolve_force(operations, act, published)


def _act_to_xml(act: Act, operations: Sequence[Operation]) -> bytes:
    from legal.akn import act_to_xml

    return act_to_xml(act, operations)


def _parse(data: bytes) -> Regulation:
    from legal.versions import Regulation

    return Regulation.parse(data)


def _base_force(act: Act, published: date | None, readings: Mapping[int, str]) -> InForce | None:
    from legal.amend.dates import act_force, resolve_force
    from legal.amend.operations import operations

    own = Operation("", "replace", ActRef(None, None, None), None, (), _PENDING, OperationSource(None, (), ""))
    force, findings = act_force(act, operations(act, readings=readings)[0], readings=readings)
    if any(finding.severity == "error" for finding in findings):
        return None
    (dated,) = resolve_force([replace(own, in_force=force.rest)], act, published)
    return dated.in_force if dated.in_force.start else None


def _build(
    act: ActRef,
    language: Language,
    base: Act | None,
    operations: Sequence[Operation],
    repeals: Sequence[RepealEvent],
    not_applied: Sequence[NotApplied],
    since: InForce | None,
) -> Regulation:
    from legal import versions

    return versions.build(act, language, base, operations, repeals, not_applied, base_in_force=since)


def _held_back(regulation: Regulation) -> tuple[ActRef, ...]:
    from legal import versions

    return tuple(event.by for event in versions.timeline(regulation) if event.kind == "not-applied")
