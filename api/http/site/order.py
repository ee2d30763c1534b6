"""What an amending act does, for the lawyer who received it: every operation with its effect, and the text as read.

The effect of an operation is read off the regulation that it changes, never guessed from the instruction: what stood
before and after it, or why nothing changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Literal

from api import service
from api.http.site.views import ChangeCard, change_cards
from legal import Corpus
from legal.akn.act import annex_node
from legal.akn.meta import ref_of
from legal.errors import LegalError
from legal.records import Act, Change, Event, Finding, Language, Node, Operation
from legal.store.identity import Key, agree, key_of
from legal.versions import lines_of

State = Literal["applied", "held", "pending", "without-effect"]
Role = Literal["instruction", "new", "plain"]


@dataclass(frozen=True, slots=True)
class Effect:
    """An operation and what came of it. `number` counts the operations of the act from 1.

    "applied" the regulation changed, `card` shows how; "held" it waits, for the act was not understood in full;
    "pending" its day is not known; "without-effect" it was applied by nobody: its act ended before its day.
    """

    number: int
    operation: Operation
    state: State
    card: ChangeCard | None


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of the act as it was read. `number` is its line in the published file, `new` text of another act."""

    number: int | None
    text: str
    role: Role
    effects: tuple[Effect, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def unread(self) -> bool:
        """Whether a finding of severity error stands on the line."""
        return any(one.severity == "error" for one in self.findings)


class Effects:
    """What came of the operations of one act in one language. Each regulation is asked once."""

    def __init__(self, corpus: Corpus, act: Act, language: Language) -> None:
        self._corpus = corpus
        self._act = act
        self._language = language
        self._changes: dict[tuple[str, object], dict[str, Change]] = {}
        self._events: dict[str, tuple[Event, ...]] = {}

    def of(self, operations: Sequence[Operation]) -> tuple[Effect, ...]:
        """The effects in the order of the act."""
        return tuple(self._effect(number, one) for number, one in enumerate(operations, 1))

    def _effect(self, number: int, operation: Operation) -> Effect:
        change = self._change(operation)
        if change is not None:
            (card,) = change_cards([change])
            return Effect(number, operation, "applied", card)
        return Effect(number, operation, self._state(operation), None)

    def _change(self, operation: Operation) -> Change | None:
        on, target = operation.in_force.start, service.act_key(operation.act)
        if on is None:
            return None
        if (target, on) not in self._changes:
            try:
                found = self._corpus.compare(target, self._language, on - timedelta(days=1), on)
            except (LegalError, OverflowError):  # an act that cannot be told from others has no regulation
                found = ()
            self._changes[target, on] = {one.operation: one for one in found}
        return self._changes[target, on].get(operation.id)

    def _state(self, operation: Operation) -> State:
        target = service.act_key(operation.act)
        if target not in self._events:
            try:
                self._events[target] = self._corpus.timeline(target, self._language)
            except LegalError:
                self._events[target] = ()
        events = self._events[target]
        if not events or any(one.kind == "not-applied" and agree(key_of(one.by), self._own) for one in events):
            return "held"
        if any(one.kind == "repeal" and one.on and operation.id in one.operations for one in events):
            return "applied"  # it ended the act: there is no wording after it to compare
        return "pending" if operation.in_force.start is None else "without-effect"

    @cached_property
    def _own(self) -> Key:
        return key_of(ref_of(self._act.card))


def text_lines(act: Act, effects: Sequence[Effect], findings: Iterable[Finding]) -> tuple[TextLine, ...]:
    """The act line by line: its instructions, the new text that they give, and where something was not understood."""
    given = {number for effect in effects for node in effect.operation.content for number in _numbers(node)}
    faults = [one for one in findings if one.line is not None]
    found = []
    for text, span in _lines(act):
        first = span[0] if span else None
        mine = tuple(one for one in effects if _within(one.operation.source.line, span))
        role: Role = "instruction" if mine else "new" if first in given else "plain"
        there = tuple(one for one in faults if _within(one.line, span) and one.severity != "info")
        found.append(TextLine(first, text, role, mine, there))
    return tuple(found)


def _lines(act: Act) -> Iterator[tuple[str, tuple[int, int] | None]]:
    annexes = (annex_node(one) for one in act.annexes)
    for node in (*act.body, *act.signatures, *act.approvals, *annexes):
        for line in lines_of(node):
            yield line.text, line.node.lines or node.lines


def _numbers(node: Node) -> Iterator[int]:
    if node.lines:
        yield from range(node.lines[0], node.lines[1] + 1)
    for child in node.children:
        yield from _numbers(child)


def _within(line: int | None, span: tuple[int, int] | None) -> bool:
    return line is not None and span is not None and span[0] <= line <= span[1]
