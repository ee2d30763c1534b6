"""The effect of a draft order before it exists: what it would change in the acts on file. Nothing is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from legal import versions
from legal.akn import iri
from legal.amend.operations import operations
from legal.errors import NotOnFile
from legal.findings import finding
from legal.marked import MarkedLine, marked
from legal.notes.check import redaction
from legal.reading import read
from legal.records import Act, ActRef, Change, Finding, Language, Operation
from legal.versions.skeleton import skeleton

if TYPE_CHECKING:
    from legal.store.corpus import Corpus

_Held = TypeVar("_Held")


@dataclass(frozen=True, slots=True)
class Effect:
    """What a draft would change in one act, each change with the wording before and after.

    `findings` are those of applying it; with one of severity error among them nothing of the draft would be applied.
    """

    act: ActRef
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    known: bool = True
    """False where nothing of the act is on file: what it says today is not known."""
    lines: tuple[MarkedLine, ...] = ()
    """The text from the day before the first change to the last, with the lines that go and come."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A draft as read, with its effect on each act that it names; `findings` are those of reading it."""

    draft: Act
    operations: tuple[Operation, ...]
    findings: tuple[Finding, ...]
    effects: tuple[Effect, ...]


def preview(corpus: Corpus, data: bytes, name: str, *, on: date, language: Language | None = None) -> Preview:
    """The effect of a draft in any source format on the acts of a corpus, on the dates that the draft gives.

    What has no date yet, because the draft is not published, is shown as if it took force on `on`. Raises SourceError
    for bytes that are no act, and nothing for a draft that cannot be applied: that is in the findings.
    """
    draft = read(data, name, language)
    read_so, problems = operations(draft)
    found = tuple(replace(operation, act=corpus.completed(operation.act)) for operation in read_so)
    named = dict.fromkeys(operation.act for operation in read_so)
    findings = (*draft.findings, *problems, *(each for act in named for each in _named_otherwise(corpus, act)))
    acts = list(dict.fromkeys(operation.act for operation in found))
    effects = tuple(_effect(corpus, act, found, draft.card.language, on) for act in acts)
    return Preview(draft, found, findings, effects)


def _named_otherwise(corpus: Corpus, act: ActRef) -> Iterator[Finding]:
    """A draft that names an act by its registration number and gives it another date or number than it has."""
    try:
        known = corpus.resolve(act.code) if act.code else None
    except NotOnFile:
        return
    pairs = ((act.date, known.date), (act.number, known.number)) if known else ()
    if known and any(None not in pair and skeleton(str(pair[0])) != skeleton(str(pair[1])) for pair in pairs):
        yield finding(
            "act-named-otherwise",
            f"the act registered as № {act.registered} is № {known.number} of {known.date}, "
            f"not № {act.number} of {act.date}",
        )


def _effect(corpus: Corpus, act: ActRef, found: tuple[Operation, ...], language: Language, on: date) -> Effect:
    mine = [_dated(op, on) for op in found if op.act == act]
    name = act.code or iri(act)
    before, base = _on_file(corpus.changing, name, language) or (), _on_file(corpus.act, name, language)
    state = redaction(base, [*before, *mine])
    held = [versions.NotApplied(each) for each in state.held]
    regulation = versions.build(act, language, base, state.operations, (), held)
    days = sorted({op.in_force.start for op in mine if op.in_force.start})
    ids = {op.id for op in mine}
    changes = tuple(
        change
        for day in days
        for change in versions.compare(regulation, day - timedelta(days=1), day)
        if change.operation in ids
    )
    changes += tuple(_ended(op) for op in mine if _ends(op) and op.in_force.start)
    lines = marked(regulation, days[0] - timedelta(days=1), days[-1]) if days else ()
    known = base is not None or bool(before)
    return Effect(act, changes, (*state.findings, *regulation.findings), known, lines)


def _on_file(ask: Callable[[str, Language], _Held], name: str, language: Language) -> _Held | None:
    """What a corpus answers of an act; None where it holds nothing of it."""
    try:
        return ask(name, language)
    except NotOnFile:
        return None


def _ends(operation: Operation) -> bool:
    """Whether an operation repeals an act whole."""
    return operation.action == "repeal" and not operation.target and operation.component is None


def _ended(operation: Operation) -> Change:
    """The end of an act as a change of it: no element of its text is another."""
    force = operation.in_force
    assert force.start is not None
    assert operation.by is not None
    return Change("repeal", None, (), force.start, force.certainty, operation.id, operation.by, None, None)


def _dated(operation: Operation, day: date) -> Operation:
    """An operation with a day: what waits for a publication or a condition is shown as if it came on `day`."""
    if operation.in_force.start is not None:
        return operation
    return replace(operation, in_force=replace(operation.in_force, start=day, certainty="presumed"))
