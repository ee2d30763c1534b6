"""Where new elements go: by number among their kind (2 < 2-1 < 2-2 < 3), by position where they have none."""

from __future__ import annotations

from legal.records import Kind, Node, Step
from legal.versions.model import Change, Item, address, begin, close, from_node, insert_at, standing, words_of
from legal.versions.order import number_key
from legal.versions.ordinals import insertion, parts, position
from legal.versions.resolve import State, beside, is_marker, is_open, matching, put, refuse, scan

_UNIQUE: frozenset[Kind] = frozenset({"chapter", "article", "paragraph"})
"""Kinds that number through a whole document, whatever they are gathered in."""


_WHOLE: frozenset[Kind] = frozenset({"component", "annex", "division", "subdivision", "chapter", "section"})
"""What holds paragraphs: a new подпункт of one without подпункты of its own goes nowhere in particular."""


def supersede(state: State, change: Change, old: Item, nodes: tuple[Node, ...]) -> list[Item]:
    """Close a wording and put the new one in its place, in the lane of the change."""
    assert old.parent is not None
    parent = old.parent
    made = [_shared(state, change, (id(old), index), node) for index, node in enumerate(nodes)]
    close(old, change)
    at = parent.children.index(old)
    for index, (item, fresh) in enumerate(made):
        if fresh:
            if index == 0:
                item.same_as, item.ordinal = old, old.ordinal
                # New text counts its части from one; what it takes the place of says which it is.
                item.num = old.num if old.kind == item.kind == "part" else item.num
            insert_at(parent, at + 1 + index, item)
        begin(item, change.lane, change.on, change.certainty)
    items = [item for item, _ in made]
    if is_open(parent, change.lane):
        for item in items:
            _gather(parent, item, change)
    return items


def _shared(state: State, change: Change, place: tuple[object, ...], node: Node) -> tuple[Item, bool]:
    """The item of a new text: the one that the other lane has in the same place, or a fresh one."""
    key = (change.id, *place)
    if key in state.shared:
        return state.shared[key], False
    item = state.shared[key] = from_node(node, change.id)
    return item, True


def _gather(scope: Item, new: Item, change: Change) -> None:
    """Close the elements that stood alone in an open document once their chapter is given with all it holds.

    The address of a target names no chapter, so an element restated before stands outside of it.
    """
    inside = {(item.kind, item.num) for kind in _UNIQUE for item in scan(new, kind, standing(change.lane)) if item.num}
    if not inside:
        return
    for item in list(scope.living(change.lane)):
        if item is not new and (item.kind, item.current_num(change.lane)) in inside:
            close(item, change)


def insert(state: State, change: Change, container: Item, step: Step, nodes: tuple[Node, ...]) -> None:
    """Put a new element into its container."""
    if step.kind in ("part", "alinea"):
        _insert_ordinal(state, change, container, step, nodes)
        return
    named = [step, *(Step(node.kind, node.num) for node in nodes[1:])]
    taken = [_occupied(container, each, change) for each in named]
    for each, node, placeholder in zip(named, nodes, taken, strict=True):
        if placeholder is None:
            _insert_numbered(state, change, container, each, node)
        else:
            # An operation with an earlier date spoke of it: what it is was not known until now.
            supersede(state, change, placeholder, (node,))


def _occupied(container: Item, step: Step, change: Change) -> Item | None:
    """What has the place of a new element: nothing, or a notice that it is not on file; anything else is refused."""
    found = matching(container, step, change.lane)
    if step.num is None and step.title is None and step.kind != "preamble":
        # Approved documents go by name, and an annex without a number is not one with it.
        found = [item for item in found if step.kind == "annex" and item.current_num(change.lane) is None]
    if not found:
        return None
    if len(found) == 1 and _placeholder(found[0], change.lane):
        return found[0]
    places = tuple(address(item, change.lane) for item in found)
    raise refuse(change, "target-occupied", f"{step.kind} {step.num or ''} stands already", places)


def _placeholder(item: Item, lane: int) -> bool:
    return item.open and all(is_marker(child) for child in item.living(lane))


def _insert_numbered(state: State, change: Change, container: Item, step: Step, node: Node) -> None:
    parent, sibling, after = _neighbour(change, container, step)
    item, fresh = _shared(state, change, (id(parent), id(sibling), after, step), node)
    if fresh:
        if sibling is not None:
            insert_at(parent, beside(sibling, item, change.lane, after=after), item)
        elif is_open(parent, change.lane):
            put(parent, item)
        else:
            insert_at(parent, _default_index(parent, step.kind), item)
    begin(item, change.lane, change.on, change.certainty)
    if is_open(container, change.lane):
        _gather(container, item, change)


def _neighbour(change: Change, container: Item, step: Step) -> tuple[Item, Item | None, bool]:
    """The parent of a new element, the sibling that it stands next to, and whether it follows that sibling."""
    lane = change.lane
    same = list(scan(container, step.kind, standing(lane)))
    if step.kind == "row" and not same:
        tables = list(scan(container, "table", standing(lane)))
        if len(tables) != 1:
            raise refuse(change, "target-ambiguous", f"row {step.num} may go into any of {len(tables)} tables")
        return tables[0], None, True
    key = number_key(step.num)
    keyed = [(number_key(number), item) for item in same if (number := item.current_num(lane)) is not None]
    smaller = [(number, item) for number, item in keyed if number < key]
    if step.num is not None and smaller:
        highest = max(number for number, _ in smaller)
        nearest = [item for number, item in smaller if number == highest]
        if len(nearest) > 1:
            places = tuple(address(item, lane) for item in nearest)
            raise refuse(change, "target-ambiguous", f"{step.kind} {step.num} may follow any of these", places)
        return _parent(nearest[0]), nearest[0], True
    if step.num is not None and keyed:
        following = min(keyed, key=lambda pair: pair[0])[1]
        return _parent(following), following, False
    if step.kind == "subparagraph" and not container.open:
        if container.kind in _WHOLE:
            where = address(container, lane) or "the act"
            raise refuse(
                change, "target-ambiguous", f"which paragraph of {where} gets {step.kind} {step.num} is not said"
            )
        parts = [child for child in container.living(lane) if child.kind == "part"]
        return (parts[-1] if parts else container), None, True
    return container, None, True


def _parent(item: Item) -> Item:
    assert item.parent is not None
    return item.parent


def _default_index(parent: Item, kind: Kind) -> int:
    """Where the first element of its kind goes: a preamble first, own elements before approved documents."""
    if kind == "preamble":
        return 0
    last = len(parent.children)
    if kind in ("annex", "component"):
        return last
    while last and parent.children[last - 1].kind in ("annex", "component"):
        last -= 1
    return last


def _insert_ordinal(state: State, change: Change, container: Item, step: Step, nodes: tuple[Node, ...]) -> None:
    if container.open:
        _claim(state, change, container, step, nodes)
        return
    parent, anchor = insertion(container, step, state, change)
    _repeated(parent, nodes, change)
    number = position(step, change) if step.num else len(parts(container, standing(change.lane))) + 1
    at = parent.children.index(anchor) + 1 if anchor is not None else _first(parent, change.lane)
    for index, node in enumerate(nodes):
        item, fresh = _shared(state, change, (id(parent), id(anchor), index), node)
        if fresh:
            item.num = str(number + index) if item.kind == "part" else item.num
            insert_at(parent, at + index, item)
        begin(item, change.lane, change.on, change.certainty)


def _repeated(parent: Item, nodes: tuple[Node, ...], change: Change) -> None:
    """Refuse a line whose words stand beside its place already: the text on file is most likely a later redaction."""
    standing = {(child.kind, " ".join(words_of(child, change.lane).split())) for child in parent.living(change.lane)}
    for node in nodes:
        words = " ".join(words_of(from_node(node), None).split())
        if len(words) > _LINE_TO_FILL and "__" not in words and (node.kind, words) in standing:
            where = address(parent, change.lane) or "the act"
            raise refuse(change, "text-repeated", f"the same words stand already in {where}")


_LINE_TO_FILL = 12
"""Shorter lines are repeated in forms and tables ("Итого")."""


def _first(parent: Item, lane: int) -> int:
    """The index before the first standing child; captions and notices above it stay above."""
    return next((i for i, child in enumerate(parent.children) if child.live(lane)), len(parent.children))


def _claim(state: State, change: Change, container: Item, step: Step, nodes: tuple[Node, ...]) -> None:
    """A new часть or абзац of an element whose text is not on file: it has its position, what followed moves down."""
    number = position(step, change) if step.num else None
    for child in container.living(change.lane):
        if number is not None and child.kind == step.kind and child.ordinal is not None and child.ordinal >= number:
            child.ordinal += len(nodes)
    for index, node in enumerate(nodes):
        item, fresh = _shared(state, change, (id(container), number, index), node)
        if fresh:
            item.ordinal = number + index if number is not None else None
            item.num = str(item.ordinal) if item.kind == "part" and item.ordinal else item.num
            put(container, item)
        begin(item, change.lane, change.on, change.certainty)
