"""Suspension: an element stands and does not apply for a time, or another wording stands in its place.

"Приостановить до 1 января 2027 года действие пункта 3 …, установив, что в период приостановления данный пункт действует
в следующей редакции:": the wording given stands in `[on, end)`, then the one that was suspended stands again.
"""

from __future__ import annotations

from datetime import date

from legal.records import Node
from legal.versions.model import Change, Item, Life, address, begin, close, insert_at, walk, words_of
from legal.versions.place import supersede
from legal.versions.resolve import State, refuse


def suspend(state: State, change: Change, item: Item, nodes: tuple[Node, ...]) -> None:
    """Suspend an element; `nodes` are its wording for the meantime, () where it has none."""
    if nodes:
        supersede(state, change, item, nodes)
        return
    operation = change.operation
    end = operation.in_force.end
    if end is None and operation.new:
        try:
            end = date.fromisoformat(operation.new)
        except ValueError as error:
            raise refuse(change, "force-not-understood", f"suspended until {operation.new!r}") from error
    life = Life(change.on, change.certainty, end, change.certainty if end else None, change.id if end else None)
    item.suspensions.append((change.lane, life, change.id))


def resume(state: State, change: Change, item: Item) -> None:
    """End the suspension of an element before its day."""
    given = state.operations.get(item.by or "")
    if given is not None and given.action == "suspend":
        restore(state, change, given.id)
        return
    running = [
        life for lane, life, _ in item.suspensions if lane == change.lane and (life.end is None or life.end > change.on)
    ]
    if not running and not item.open:
        raise refuse(change, "target-absent", f"{address(item, change.lane)} is not suspended")
    for life in running:
        life.end, life.end_certainty, life.ended_by = change.on, change.certainty, change.id


def restore(state: State, change: Change, suspension: str) -> None:
    """Put the wording that an operation suspended back in its place, on the day of the change.

    Nothing to do where the suspension was ended before. A wording for the meantime that was changed itself is taken
    out all the same: whether the change was meant for the wording that stands again is for a person (a finding).
    """
    mine = [item for item in walk(state.root, change.lane) if _given(item, suspension, change.lane)]
    changed = not mine and not _resumed(state, suspension, change.lane)
    if changed or any(each.by != suspension for item in mine for each in walk(item, change.lane)):
        message = "the wording for the meantime was changed; the suspended wording stands again as it was"
        state.note(change, "suspended-changed", message)
    for item in mine:
        close(item, change)
    first = next((item for item in mine if item.same_as is not None), None)
    if first is None or first.same_as is None or first.parent is None:
        return
    again = _again(state, first.same_as, suspension, change.lane)
    if again.parent is None:
        insert_at(first.parent, first.parent.children.index(mine[-1]) + 1, again)
    begin(again, change.lane, change.on, change.certainty)


def _given(item: Item, suspension: str, lane: int) -> bool:
    """Whether an item is the outermost of a wording for the meantime."""
    return item.by == suspension and item.live(lane) and item.parent is not None and item.parent.by != suspension


def _resumed(state: State, suspension: str, lane: int) -> bool:
    """Whether a resumption ended a suspension before its day."""
    ended = {
        state.operations[life.ended_by].action
        for item in _all(state.root)
        if item.by == suspension and (life := item.lives[lane]) is not None and life.ended_by in state.operations
    }
    return ended <= {"resume", "suspend"}


def _all(item: Item) -> list[Item]:
    return [item, *(below for child in item.children for below in _all(child))]


def _again(state: State, old: Item, suspension: str, lane: int) -> Item:
    """The suspended wording as an item of its own: one for both histories where it reads alike in both."""
    key = (suspension, "again", id(old), words_of(old, lane))
    made = state.shared.get(key)
    if made is None:
        made = state.shared[key] = _copy(old, lane)
        made.same_as = old
    return made


def _copy(old: Item, lane: int) -> Item:
    copy = Item(
        old.kind,
        old.current_num(lane),
        old.current_label(lane),
        old.current_heading(lane),
        old.text,
        old.role,
        old.span,
        by=old.by,
        open=old.open,
        ordinal=old.ordinal,
    )
    copy.children = [_copy(child, lane) for child in old.living(lane)]
    for child in copy.children:
        child.parent = copy
    return copy
