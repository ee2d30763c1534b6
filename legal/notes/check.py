"""Footnotes of a consolidated text against the orders on file: what they state, and what of it the orders say too.

A text with footnotes is a redaction: the changes that they state are in it already, and are not made again. What the
footnotes and the orders do not both say is told; an order whose changes must be in the text by their day, and that no
footnote mentions with a change of that day, is held back: whether they are in the text nobody can see.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from legal.akn.ids import GROUPS
from legal.akn.iri import bare_number
from legal.findings import finding
from legal.notes.history import HistoryItem
from legal.notes.parse import parse_note
from legal.records import Act, ActRef, Finding, InForce, Language, Note, Operation, Step, Target
from legal.versions.skeleton import skeleton

State = Literal["agrees", "no-order", "other-place", "other-date", "not-mentioned", "superseded", "later"]
"""Footnote and order agree; the order is not on file; it changes another place; from another day; the order is on
file and no footnote mentions it, nor a later wording of the whole place, which ends what was said before it; it takes
force after the redaction."""

_ENDING = frozenset({"replace", "insert", "delete", "repeal"})
_SITTING = re.compile(r"(?<=\d)\s?-\s?[IVXІХ]+$")


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
    rows: list[Row] = []
    by_act = _by_act(operations)
    for note, item in stated:
        own = by_act.get(_key(item.act), ())
        there = [op for op in own if _covers(item, op) and (note.kind == "footnote" or _takes_out(item, op))]
        inside = _begun(item, there)
        line = note.lines[0] if note.lines else None
        first = next(iter(inside or own), None)
        rows.append(Row(_state(item, own, inside), item.act, note.text, item, first, line, inside))
    last = max(day for row in rows if (day := _since(row)))
    # A line in the place of an element names no parents: it says nothing of other elements with that number.
    footnotes = [row for row, (note, _) in zip(rows, stated, strict=True) if note.kind == "footnote"]
    named = [(row.item, day) for row in footnotes if row.item and (day := _since(row))]
    agreed = {(_key(row.act), op.in_force.start) for row in rows if row.state == "agrees" for op in row.covered}
    covered = {op.id for row in rows for op in row.covered}
    restated = [op for op in operations if op.id in covered and op.action in _ENDING]
    for op in operations:
        if op.id not in covered:
            ended = any(_ends(other, op) for other in restated)
            known = "superseded" if ended else _alone(op, named, last)
            by = op.by or ActRef(None, None, None)
            rows.append(Row(known, by, None, None, op, op.source.line))
    held = tuple(dict.fromkeys(row.act for row in rows if row.state == "not-mentioned" and _in_doubt(row, agreed)))
    waiting = {row.operation.id for row in rows if row.state == "later" and row.operation and row.act not in held}
    left = tuple(op for op in operations if op.id in waiting)
    return Redaction(last, tuple(rows), left, held, tuple(_findings(rows, last, held)))


def stated_in(notes: Iterable[Note], language: Language) -> tuple[tuple[Note, HistoryItem], ...]:
    """The changes that the footnotes of a text state, in their order; a notice that an act ended is none.

    A line in the place of an element says that it was taken out: "9. Исключен приказом … № 55 (…)". Other notices
    speak of changes to come.
    """
    return tuple(
        (note, item)
        for note in notes
        if note.kind in ("footnote", "notice")
        for item in parse_note(note.text, language) or ()
        if (item.target if item.what == "repeal" else note.kind == "footnote" or item.what == "delete")
    )


def _state(item: HistoryItem, own: Sequence[Operation], inside: Sequence[Operation]) -> State:
    if not own:
        return "no-order"
    if not inside:
        return "other-place"
    stated = item.in_force
    if stated is None or stated.rule == "condition":
        return "agrees"
    return "agrees" if any(_same_force(stated, op.in_force) for op in inside) else "other-date"


def _begun(item: HistoryItem, there: Sequence[Operation]) -> tuple[Operation, ...]:
    """The operations on a place that a statement covers: not those that begin after the day which it states.

    "Статья 4 с изменениями … № 59-VII (вводится в действие с 01.07.2021)", where the law changes that article again
    from 2022. Where the day is that of none of them, who is wrong about it nobody can see: all are covered.
    """
    stated = item.in_force
    days = [op.in_force.start for op in there if stated is not None and _same_force(stated, op.in_force)]
    last = max((day for day in days if day is not None), default=None)
    if last is None:
        return tuple(there)
    return tuple(op for op in there if op.in_force.start is None or op.in_force.start <= last)


def _same_force(stated: InForce, force: InForce) -> bool:
    if stated.start is not None:
        return stated.start == force.start
    return (stated.rule, stated.days) == (force.rule, force.days)


def _ends(later: Operation, op: Operation) -> bool:
    """Whether an operation gave the place of another anew, or took it out, on the same day or later."""
    first, second = op.in_force.start, later.in_force.start
    inside = later.component == op.component and op.target[: len(later.target)] == later.target
    return inside and first is not None and second is not None and second >= first


def _alone(op: Operation, named: Iterable[tuple[HistoryItem, date]], last: date) -> State:
    """What an operation is that no footnote states; `named` are the statements of footnotes with their days."""
    start = op.in_force.start
    if start is None or start > last:
        return "later"
    if any(item.what != "change" and day >= start and _covers(item, op) for item, day in named):
        return "superseded"
    return "not-mentioned"


def _in_doubt(row: Row, agreed: Container[tuple[object, date | None]]) -> bool:
    """Whether nobody can see if a change that no footnote states is in the text.

    Publishers make the changes of an act that begin on one day together: where a footnote states one of them, the
    others are in the text too, and only a footnote is lacking. `agreed` are the acts with the days so stated.
    """
    start = row.operation.in_force.start if row.operation else None
    return (_key(row.act), start) not in agreed


def _since(row: Row) -> date | None:
    """The day from which a footnote states a change.

    "По истечении десяти календарных дней …" is no day by itself: it is that of the act's changes of this place, and
    without them that of the act, than which it cannot be earlier.
    """
    assert row.item is not None
    stated = row.item.in_force
    if stated is not None and stated.start is not None:
        return stated.start
    days = [
        op.in_force.start
        for op in row.covered
        if op.in_force.start is not None and (stated is None or _same_force(stated, op.in_force))
    ]
    return min(days, default=row.item.act.date)


def _by_act(operations: Iterable[Operation]) -> dict[tuple[date | None, str], list[Operation]]:
    found: dict[tuple[date | None, str], list[Operation]] = defaultdict(list)
    for op in operations:
        if op.by is not None:
            found[_key(op.by)].append(op)
    return found


def _key(act: ActRef) -> tuple[date | None, str]:
    """Date and number, by which notes and acts are matched: "210-VI ЗРК" is 210-VI, in Latin letters or Cyrillic.

    Older notes leave out the convocation of Parliament: "N 220" is 220-III. The numbers run on through all of them.
    """
    return act.date, skeleton(_SITTING.sub("", bare_number(act.number or ""))).casefold()


def _covers(item: HistoryItem, op: Operation) -> bool:
    """Whether a statement is about the place that an operation changes: its address, or the end of it, is on the way.

    An approved document is named by its first word in one language and its last in the other: only its absence tells.
    """
    if not item.target:
        return item.document is None or op.component is not None
    wanted = [step for step in item.target if step.kind not in GROUPS or step is item.target[-1]]
    return _within(tuple(wanted), _named(op))


def _named(op: Operation) -> Target:
    """The address of an operation as a footnote has it.

    The only annex so far, given anew as "Приложение 1", is annex 1 from then on; the title of an act is its heading.
    """
    last = op.target[-1] if op.target else None
    if last is None:
        return ()
    if last.kind == "title":
        return (*op.target[:-1], Step("heading"))
    if last == Step("annex") and op.content and op.content[0].kind == "annex":
        return (*op.target[:-1], Step("annex", op.content[0].num))
    return op.target


def _takes_out(item: HistoryItem, op: Operation) -> bool:
    """Whether an operation took out what a line in its place speaks of: such a line names no parents."""
    return op.action in ("delete", "repeal") and op.target[-1:] == item.target[-1:]


def _within(wanted: Target, path: Target) -> bool:
    steps = iter(path)
    return all(any(step == other for other in steps) for step in wanted)


def _findings(rows: Sequence[Row], on: date, held: Sequence[ActRef]) -> Iterable[Finding]:
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
            yield finding("note-missing", message, line, severity="error" if row.act in held else "warning")
    for (of, number), count in sorted(unknown.items()):
        yield finding("note-without-order", f"{count} footnotes state changes by № {number} of {of}, not on file")
