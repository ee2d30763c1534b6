"""Footnotes of a consolidated text against the orders on file: what they state, and what of it the orders say too.

A text with footnotes is a redaction: the changes that they state are in it already, and are not made again. What the
footnotes and the orders do not both say is told; an order that must be in the text by its day, and that no footnote
mentions, is held back: whether its changes are in the text nobody can see.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from legal.akn.ids import GROUPS
from legal.findings import finding
from legal.notes.history import HistoryItem
from legal.notes.parse import parse_note
from legal.records import Act, ActRef, Finding, Language, Note, Operation, Target
from legal.versions.skeleton import skeleton

State = Literal["agrees", "no-order", "other-place", "other-date", "not-mentioned", "superseded", "later"]
"""Footnote and order agree; the order is not on file; it changes another place; from another day; the order is on
file and no footnote mentions it, nor a later wording of the whole place, which ends what was said before it; it takes
force after the redaction."""

_ENDING = frozenset({"replace", "insert", "delete", "repeal"})
_LETTERS = re.compile(r"\s*(?:ЗРК|ҚРЗ)$")


@dataclass(frozen=True, slots=True)
class Row:
    """A statement of a footnote, or an operation that no footnote states, and what came of comparing them.

    `note` is the footnote as published, None for an operation alone; `operation` is the first that the statement
    covers.
    """

    state: State
    act: ActRef
    note: str | None = None
    item: HistoryItem | None = None
    operation: Operation | None = None
    line: int | None = None
    covered: tuple[Operation, ...] = ()
    """All operations of the act on the place that the statement is about."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """What a text on file is a redaction of.

    `on` is the last day from which a footnote states a change, None for a text without footnotes; `operations` those
    that are still to be applied to it, `held` the acts held back.
    """

    on: date | None
    rows: tuple[Row, ...]
    operations: tuple[Operation, ...]
    held: tuple[ActRef, ...]
    findings: tuple[Finding, ...]


def redaction(text: Act | None, operations: Sequence[Operation]) -> Redaction:
    """The state of a text on file, and what the orders on file still do to it.

    `operations` are those on this text in its language, dated, each with its act in `by`.
    """
    stated = stated_in(text.notes, text.card.language) if text is not None else ()
    if not stated:
        return Redaction(None, (), tuple(operations), (), ())
    last = max(day for _, item in stated if (day := _since(item)))
    rows: list[Row] = []
    covered: set[str] = set()
    by_act = _by_act(operations)
    for note, item in stated:
        own = by_act.get(_key(item.act), ())
        inside = [op for op in own if _covers(item, op)]
        covered |= {op.id for op in inside}
        line = note.lines[0] if note.lines else None
        rows.append(
            Row(
                _state(item, own, inside),
                item.act,
                note.text,
                item,
                next(iter(inside or own), None),
                line,
                tuple(inside),
            )
        )
    restated = [op for op in operations if op.id in covered and op.action in _ENDING]
    for op in operations:
        if op.id not in covered:
            ended = any(_ends(other, op) for other in restated)
            known = "superseded" if ended else _alone(op, [item for _, item in stated], last)
            by = op.by or ActRef(None, None, None)
            rows.append(Row(known, by, None, None, op, op.source.line))
    held = tuple(dict.fromkeys(row.act for row in rows if row.state == "not-mentioned"))
    waiting = {row.operation.id for row in rows if row.state == "later" and row.operation and row.act not in held}
    left = tuple(op for op in operations if op.id in waiting)
    return Redaction(last, tuple(rows), left, held, tuple(_findings(rows, last)))


def stated_in(notes: Iterable[Note], language: Language) -> tuple[tuple[Note, HistoryItem], ...]:
    """The changes that the footnotes of a text state, in their order; a notice that an act ended is none."""
    return tuple(
        (note, item)
        for note in notes
        if note.kind == "footnote"
        for item in parse_note(note.text, language) or ()
        if item.what != "repeal" or item.target
    )


def _state(item: HistoryItem, own: Sequence[Operation], inside: Sequence[Operation]) -> State:
    if not own:
        return "no-order"
    if not inside:
        return "other-place"
    stated = item.in_force
    if stated is None or stated.rule == "condition":
        return "agrees"
    for op in inside:
        force = op.in_force
        same_rule = (force.rule, force.days) == (stated.rule, stated.days)
        if stated.start == force.start if stated.start is not None else same_rule:
            return "agrees"
    return "other-date"


def _ends(later: Operation, op: Operation) -> bool:
    """Whether an operation gave the place of another anew, or took it out, on the same day or later."""
    first, second = op.in_force.start, later.in_force.start
    inside = later.component == op.component and op.target[: len(later.target)] == later.target
    return inside and first is not None and second is not None and second >= first


def _alone(op: Operation, items: Sequence[HistoryItem], last: date) -> State:
    """What an operation is that no footnote states."""
    start = op.in_force.start
    if start is None or start > last:
        return "later"
    whole = [item for item in items if item.what != "change" and _covers(item, op)]
    if any((day := _since(item)) is not None and day >= start for item in whole):
        return "superseded"
    return "not-mentioned"


def _since(item: HistoryItem) -> date | None:
    """The day from which a footnote states a change, else that of the act: it cannot be earlier."""
    return (item.in_force.start if item.in_force else None) or item.act.date


def _by_act(operations: Iterable[Operation]) -> dict[tuple[date | None, str], list[Operation]]:
    found: dict[tuple[date | None, str], list[Operation]] = defaultdict(list)
    for op in operations:
        if op.by is not None:
            found[_key(op.by)].append(op)
    return found


def _key(act: ActRef) -> tuple[date | None, str]:
    """Date and number, by which notes and acts are matched: "210-VI ЗРК" is 210-VI, in Latin letters or Cyrillic."""
    return act.date, skeleton(_LETTERS.sub("", act.number or "")).casefold()


def _covers(item: HistoryItem, op: Operation) -> bool:
    """Whether a statement is about the place that an operation changes: its address, or the end of it, is on the way.

    An approved document is named by its first word in one language and its last in the other: only its absence tells.
    """
    if not item.target:
        return item.document is None or op.component is not None
    wanted = [step for step in item.target if step.kind not in GROUPS or step is item.target[-1]]
    return _within(tuple(wanted), op.target)


def _within(wanted: Target, path: Target) -> bool:
    steps = iter(path)
    return all(any(step == other for other in steps) for step in wanted)


def _findings(rows: Sequence[Row], on: date) -> Iterable[Finding]:
    acts = {_key(row.act) for row in rows if row.item is not None}
    yield finding(
        "base-redaction",
        f"the text on file has the changes of {len(acts)} acts up to {on}; the wordings before them are not on file",
    )
    unknown: Counter[tuple[str, str]] = Counter()
    for row in rows:
        name, line = f"№ {row.act.number or row.act.code} of {row.act.date}", row.line
        if row.state == "no-order":
            unknown[str(row.act.date), row.act.number or ""] += 1
        elif row.state == "other-place":
            yield finding("note-differs", f"the footnote states a change by {name}, which changes other places", line)
        elif row.state == "other-date" and row.operation is not None:
            day = row.operation.in_force.start
            yield finding("note-differs", f"the footnote states another day for {name} than {day}", line)
        elif row.state == "not-mentioned" and row.operation is not None:
            day = row.operation.in_force.start
            message = f"{row.operation.id} is in force from {day}, and no footnote of the redaction of {on} mentions it"
            yield finding("note-missing", message, line)
    for (of, number), count in sorted(unknown.items()):
        yield finding("note-without-order", f"{count} footnotes state changes by № {number} of {of}, not on file")
