"""Части and абзацы have no numbers in print: they are found by counting, and practice counts in more than one way.

Law 480-V, art. 23: an абзац is an indented piece, the line with the number of the element the first; a часть is a
norm of its own, set off by an indent, beginning with a capital. Counts differ over the lines of enumerations: whether
the subparagraphs' lines count, and whether every capitalised line begins a часть. Where the readings meet in one
element it is taken. Where they part, it is taken if the instruction can mean one of them alone (`evidence`), with a
warning that names it; else the operation is refused with both.
"""

from __future__ import annotations

import re
from dataclasses import replace

from legal.akn.names import DOCUMENTS
from legal.records import Kind, Step
from legal.versions.evidence import meant
from legal.versions.model import Change, Item, address, standing
from legal.versions.resolve import See, State, numbered, refuse, unknown
from legal.vocabulary.numerals import LAST

_CAPITAL = re.compile(r"^[\"«“„(\[]*[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ0-9№]")
_COUNTED_THROUGH: frozenset[Kind] = frozenset({"part"})
_NUMBERED: frozenset[Kind] = frozenset({"paragraph", "subparagraph"})


def lines(container: Item, see: See, *, deep: bool) -> list[Item]:
    """The lines of a container in reading order; with `deep`, those of its numbered elements too."""
    found: list[Item] = []
    for child in container.children:
        if not see(child):
            continue
        if child.kind == "alinea" and child.role != "caption":
            found.append(child)
        elif child.kind in _COUNTED_THROUGH or (deep and child.kind in _NUMBERED):
            found += lines(child, see, deep=deep)
    return found


def parts(container: Item, see: See) -> list[Item]:
    """The части of a container as they are set off."""
    return [child for child in container.children if child.kind == "part" and see(child)]


def _capitalised(container: Item, see: See) -> list[Item]:
    """The части of a container by its capitalised lines; the first line begins the first часть whatever its case."""
    found: list[Item] = []
    for index, line in enumerate(lines(container, see, deep=False)):
        if index and not _CAPITAL.match(line.text):
            continue
        parent = line.parent
        whole = parent is not None and parent.kind == "part" and parent is not container
        first = next(iter(lines(parent, see, deep=False)), None) if whole and parent is not None else None
        found.append(parent if whole and parent is not None and first is line else line)
    return found


def readings(container: Item, kind: Kind, see: See) -> tuple[list[Item], list[Item]]:
    """The two counts of a kind in a container."""
    if kind == "part":
        return parts(container, see), _capitalised(container, see)
    return lines(container, see, deep=False), lines(container, see, deep=True)


def as_printed(container: Item, step: Step, change: Change) -> Step:
    """A step with the kind that the reader gives what it names: "часть вторая статьи 3" of a code stands under "2.".

    In codes the numbered elements of an article are its части; elsewhere they are пункты, and new text for a часть
    shows by its number that one of them is meant.
    """
    if step.kind != "part" or step.num is None or container.kind != "article":
        return step
    held = {child.kind for child in container.living(change.lane)}
    if "paragraph" not in held or "part" in held:
        return step
    new = change.operation.new if change.operation.target[-1] is step else None
    in_code = change.operation.act.form == "code"
    return replace(step, kind="paragraph") if in_code or (new or "").startswith(f"{step.num}. ") else step


def ordinal(state: State, container: Item, step: Step, change: Change) -> Item:
    """The часть or абзац that a step names, by its place or, a часть, by the line that introduces it."""
    if step.kind == "part" and step.num is None and step.title is not None:
        return numbered(state, container, step, change)
    if step.num == LAST:
        return _the_last(state, container, step, change)
    number = position(step, change)
    live = standing(change.lane)
    if container.open:
        return _claimed(state, container, step, number, change)
    found = _pick(readings(container, step.kind, live), number)
    before = _pick(readings(container, step.kind, _before(state, change)), number)
    found |= {_successor(item, change.lane) for item in before}
    if len(found) == 1:
        return found.pop()
    name = f"{step.kind} {number} of {address(container, change.lane)}"
    if not found:
        raise refuse(change, "target-absent", f"there is no {name}")
    places = _places(found, change.lane)
    chosen = meant(sorted(found, key=lambda item: _line(item, change.lane)), step, change)
    if chosen is None:
        raise refuse(change, "target-ambiguous", f"{name} is counted in two ways", places)
    taken = _line(chosen, change.lane)
    state.note(change, "reading-chosen", f"{name} is counted in two ways; {taken!r} alone fits the instruction", places)
    return chosen


def _the_last(state: State, container: Item, step: Step, change: Change) -> Item:
    """ "абзац последний": the one that ends both counts, now and before the act began, of a text that is on file."""
    found = {count[-1] for count in readings(container, step.kind, standing(change.lane)) if count}
    before = {count[-1] for count in readings(container, step.kind, _before(state, change)) if count}
    found |= {_successor(item, change.lane) for item in before}
    if container.open or len(found) != 1:
        place = address(container, change.lane)
        message = f"the last {step.kind} of {place} is not known, or counted in two ways"
        raise refuse(change, "target-ambiguous", message, _places(found, change.lane))
    return found.pop()


def _pick(counts: tuple[list[Item], list[Item]], number: int) -> set[Item]:
    return {count[number - 1] for count in counts if number <= len(count)}


def _places(found: set[Item], lane: int) -> tuple[str, ...]:
    return tuple(sorted(_line(item, lane) for item in found))


def _line(item: Item, lane: int) -> str:
    return f"{address(item, lane)}: {first_words(item, lane)}"


def first_words(item: Item, lane: int) -> str:
    """The beginning of an item's text, for messages."""
    if item.text:
        return item.text[:60]
    return next((words for child in item.living(lane) if (words := first_words(child, lane))), "")


def position(step: Step, change: Change) -> int:
    """The position that a step counts to, from 1."""
    if step.num is None or not step.num.isascii() or not step.num.isdigit() or int(step.num) < 1:
        raise refuse(change, "target-absent", f"{step.kind} {step.num or ''} is no position")
    return int(step.num)


def _before(state: State, change: Change) -> See:
    """What stood before the amending act began on this day: its clauses may count as the text stood then."""

    def see(item: Item) -> bool:
        life = item.lives[change.lane]
        if life is None or (life.start == change.on and state.by_same_act(change, item.by)):
            return False
        return life.end is None or (life.end == change.on and state.by_same_act(change, life.ended_by))

    return see


def _successor(item: Item, lane: int) -> Item:
    """The standing wording of a provision, or the item itself where it was taken out."""
    while not item.live(lane) and item.parent is not None:
        after = [other for other in item.parent.children if other.same_as is item and other.lives[lane] is not None]
        if not after:
            return item
        item = after[-1]
    return item


def _claimed(state: State, container: Item, step: Step, number: int, change: Change) -> Item:
    """The часть or абзац of an element whose text is not on file: the position itself is what is known."""
    for child in container.living(change.lane):
        if child.kind == step.kind and child.ordinal == number:
            return child
    other = next((c for c in container.living(change.lane) if c.kind != step.kind and c.ordinal is not None), None)
    if other is not None:
        # "Часть вторая" and "абзац второй" of a text that nobody has may be one line, or two.
        message = f"{step.kind} {number} may be what another order calls {other.kind} {other.ordinal}"
        state.note(change, "target-ambiguous", message, (address(other, change.lane),))
    return unknown(state, container, step, change)


def recount(state: State, container: Item, step: Step, change: Change) -> None:
    """ "абзацы пятый и шестой считать соответственно абзацами седьмым и восьмым": nothing of the text changes.

    Where a line stands follows from the lines around it. A number that does not follow from them is a warning: what
    another instruction of the act counts on is not so.
    """
    number, new = position(step, change), (change.operation.new or "").strip().rstrip(".)")
    before = _pick(readings(container, step.kind, _before(state, change)), number)
    named = {_successor(item, change.lane) for item in before}
    stands = readings(container, step.kind, standing(change.lane))
    follows = new.isascii() and new.isdigit() and int(new) > 0 and not named.isdisjoint(_pick(stands, int(new)))
    if not container.open and not follows:
        name = f"{step.kind} {number} of {address(container, change.lane)}"
        state.note(change, "number-differs", f"{name} does not come to stand as {new!r}")


def insertion(container: Item, step: Step, state: State, change: Change) -> tuple[Item, Item | None]:
    """Where a new часть or абзац goes, as (parent, the item it follows; None: the first place).

    The new element takes the position that the step names and what followed moves down; it may follow the last.
    Without a position ("дополнить абзацем следующего содержания") it follows everything that the container holds.
    """
    if step.num is None:
        return _last(container, step, change)
    number = position(step, change)
    counts = [
        *readings(container, step.kind, standing(change.lane)),
        *readings(container, step.kind, lambda item: item.live(change.lane) or _taken_out(state, change, item)),
    ]
    if number == 1:
        first = next((count[0] for count in counts if count), None)
        host = first.parent if first is not None and first.parent is not None else container
        return host, None
    anchors = {count[number - 2] for count in counts if number - 1 <= len(count)}
    name = f"{step.kind} {number} of {address(container, change.lane)}"
    if not anchors:
        raise refuse(change, "target-absent", f"there is nothing for {name} to follow")
    if len(anchors) > 1:
        # "дополнить частью четвертой": where one count has just three, the new one ends it.
        places = _places(anchors, change.lane)
        ends = {count[-1] for count in counts if len(count) == number - 1}
        if len(ends) != 1:
            raise refuse(change, "target-ambiguous", f"{name} may follow any of these", places)
        anchors = ends
        taken = _places(ends, change.lane)[0]
        message = f"{name} may follow any of these; {taken!r} is meant: by one count it is the last before it"
        state.note(change, "reading-chosen", message, places)
    anchor = anchors.pop()
    assert anchor.parent is not None
    return anchor.parent, anchor


def _last(container: Item, step: Step, change: Change) -> tuple[Item, Item | None]:
    """The end of a container; a new абзац ends its last часть."""
    held = [item for item in container.living(change.lane) if item.kind not in DOCUMENTS]
    if step.kind == "alinea" and held and held[-1].kind == "part":
        return _last(held[-1], step, change)
    return container, held[-1] if held else None


def _taken_out(state: State, change: Change, item: Item) -> bool:
    """Whether the same act took an item out on the same day, with nothing in its place."""
    life = item.lives[change.lane]
    if life is None or life.end != change.on or life.start == life.end or not state.by_same_act(change, life.ended_by):
        return False
    return item.parent is None or all(other.same_as is not item for other in item.parent.children)
