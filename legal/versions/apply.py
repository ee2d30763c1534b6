"""One operation applied to the tree: its target found, its wording ended, the new one begun; nothing else touched."""

from __future__ import annotations

from dataclasses import replace

from legal.akn.names import DOCUMENTS
from legal.records import Action, Kind, Node, Operation, Step, Target
from legal.versions import terms
from legal.versions.captions import change_caption
from legal.versions.cells import cell_of
from legal.versions.components import component
from legal.versions.content import fitted, words_of
from legal.versions.facets import change_heading, change_label
from legal.versions.model import Change, Item, address, begin, close, from_node, insert_at, walk
from legal.versions.ordinals import as_printed, ordinal, recount
from legal.versions.place import insert, supersede
from legal.versions.resolve import State, is_open, numbered, refuse
from legal.versions.sentences import change_sentence
from legal.versions.suspension import restore, resume, suspend
from legal.versions.words import change_words

_WORDS: frozenset[Action] = frozenset({"replace-words", "insert-words", "delete-words"})
_UNAPPLIED: frozenset[Kind] = frozenset({"column", "cell"})
_LASTING: frozenset[Action] = frozenset({"delete", "repeal", "renumber", "rename", "resume"})


def apply(state: State, change: Change) -> None:
    """Apply an operation in the lane of the change. Raises Refusal, with the tree in an undefined state."""
    operation = change.operation
    if operation.in_force.end is not None and operation.action in _LASTING:
        raise refuse(change, "force-not-understood", f"{operation.action} with an end: what stands after it is unknown")
    if _names_cell(operation):
        _cell(state, change)
        return
    beyond = next((s.kind for s in operation.target if s.kind in _UNAPPLIED), None)
    if operation.target and operation.target[-1].kind == "table":
        beyond = "table"
    if beyond:
        raise refuse(change, "target-ambiguous", f"a {beyond} of a table is not changed by itself: restate the rows")
    if operation.target and operation.target[0].kind == "contents":
        # Publishers make the list of headings from the headings; the text on file does not hold it.
        state.note(change, "contents-not-kept", "the table of contents is not kept: it follows from the headings")
        return
    scope = component(state, change)
    if not operation.target:
        _whole(state, change, scope)
        return
    container = follow(state, scope, operation.target[:-1], change)
    step = as_printed(container, operation.target[-1], change)
    if step.kind in ("heading", "title"):
        _heading(state, change, container)
    elif step.kind == "caption":
        change_caption(state, change, container)
    elif step.kind == "sentence":
        change_sentence(state, change, container, step)
    elif step.kind in ("part", "alinea") and operation.action == "renumber":
        recount(state, container, step, change)
    elif operation.action == "insert":
        insert(state, change, container, step, fitted(state, change, step))
    else:
        _element(state, change, follow(state, container, (step,), change), step)


def _names_cell(operation: Operation) -> bool:
    """ "в графе 3 строки 12 слова … заменить …", "в строке 3 графу 2 изложить …": one cell, not a whole column."""
    *above, last = operation.target or (None,)
    if last is None or last.kind != "column" or not above:
        return False
    return operation.action in _WORDS or (operation.action == "replace" and above[-1].kind == "row")


def _cell(state: State, change: Change) -> None:
    """The words of a cell changed, or given anew: its place among the columns stays."""
    operation = change.operation
    row = follow(state, component(state, change), operation.target[:-1], change)
    cell = cell_of(change, row, operation.target[-1])
    if operation.action in _WORDS:
        change_words(state, change, cell)
    else:
        (given,) = operation.content
        supersede(state, change, cell, (replace(given, role=cell.role, span=cell.span),))


def follow(state: State, scope: Item, target: Target, change: Change) -> Item:
    """The element at the end of a path."""
    item = scope
    for named in target:
        step = as_printed(item, named, change)
        find = ordinal if step.kind in ("part", "alinea") else numbered
        item = find(state, item, step, change)
    return item


def _element(state: State, change: Change, item: Item, step: Step) -> None:
    action = change.operation.action
    match action:
        case "replace":
            nodes = _unlabelled(state, change, item, fitted(state, change, step))
            if item.kind in DOCUMENTS and nodes[0].kind in DOCUMENTS and not nodes[0].label:
                nodes = (_headed_as(item, nodes[0], change.lane),)
            supersede(state, change, item, nodes)
        case "delete" | "repeal":
            close(item, change)
        case "rename":
            _rename(state, change, item)
        case "renumber":
            _renumber(state, change, item, step)
        case "suspend":
            suspend(state, change, item, fitted(state, change, step) if change.operation.content else ())
        case "resume":
            resume(state, change, item)
        case "replace-words" | "insert-words" | "delete-words":
            change_words(state, change, item)
        case "insert":  # pragma: no cover - the caller inserts
            raise AssertionError(action)


def _headed_as(item: Item, node: Node, lane: int) -> Node:
    """The text of an annex given without its head ("текст приложения 2 изложить …"): the head of the old one stays."""
    heading = node.heading or item.current_heading(lane)
    return replace(_captioned_as(item, node, lane), label=item.current_label(lane), heading=heading)


def _captioned_as(item: Item, node: Node, lane: int) -> Node:
    """A document given without its caption ("Утверждены приказом …", "к Правилам …"): that of the old one stays."""
    if any(child.role == "caption" for child in node.children):
        return node
    captions = tuple(
        Node("alinea", text=child.text, role="caption")
        for child in item.living(lane)
        if child.kind == "alinea" and child.role == "caption"
    )
    return replace(node, children=(*captions, *node.children))


def _whole(state: State, change: Change, scope: Item) -> None:
    """An operation on a whole act or approved document."""
    action = change.operation.action
    if action in _WORDS:
        change_words(state, change, scope)
    elif action == "rename":
        _rename(state, change, scope)
    elif action == "suspend" and not change.operation.content:
        suspend(state, change, scope, ())
    elif action == "resume":
        resume(state, change, scope)
    elif scope is state.root and action == "replace":
        _restate(state, change)
    elif scope is not state.root and action == "replace":
        step = Step(scope.kind, scope.num)
        node = fitted(state, change, step)[0]
        # The new text comes as an annex of the amending act; the document keeps its own label and number.
        heading = node.heading or scope.current_heading(change.lane)
        node = replace(_captioned_as(scope, node, change.lane), num=scope.num, label=scope.label, heading=heading)
        supersede(state, change, scope, (node,))
    elif scope is not state.root and action in ("delete", "repeal"):
        close(scope, change)
    else:
        raise refuse(change, "target-absent", f"{action} of a whole act names no element")


def _restate(state: State, change: Change) -> None:
    """The act given anew. New text with annexes is the whole act; without, nothing says whether the old ones stay."""
    root, lane = state.root, change.lane
    nodes = change.operation.content
    if not nodes:
        raise refuse(change, "text-missing", "there is no new text")
    title = ""
    if len(nodes) == 1 and nodes[0].kind == "component":
        title, nodes = nodes[0].heading, nodes[0].children
    attached = [item for item in root.living(lane) if item.kind in DOCUMENTS]
    if attached and not any(node.kind in DOCUMENTS for node in nodes):
        places = tuple(address(item, lane) for item in attached)
        raise refuse(change, "target-ambiguous", "the act is restated; whether its annexes stay is not said", places)
    preamble = any(node.kind == "preamble" for node in nodes)
    old = [item for item in root.living(lane) if preamble or item.kind != "preamble"]
    for item in old:
        close(item, change)
    for index, node in enumerate(nodes):
        made = state.shared.get((change.id, "act", index))
        item = made or from_node(node, change.id)
        if made is None:
            state.shared[change.id, "act", index] = item
            insert_at(root, len(root.children), item)
        begin(item, lane, change.on, change.certainty)
    root.open = False
    if title and title != root.current_heading(lane):
        change_heading(change, root, title)


def _heading(state: State, change: Change, item: Item) -> None:
    action = change.operation.action
    if action in _WORDS:
        if item.open and not item.current_heading(change.lane):
            item.heading = item.heading or terms.GAP[state.language]
        change_words(state, change, item, only="heading")
    elif action in ("replace", "insert", "rename"):
        _rename(state, change, item)
    elif action in ("delete", "repeal"):
        change_heading(change, item, "")
    else:
        raise refuse(change, "target-absent", f"{action} of a heading")


def _rename(state: State, change: Change, item: Item) -> None:
    if item.open and not item.heading and not item.headings and change.operation.action != "insert":
        item.heading = terms.GAP[state.language]
    text = words_of(change)
    label = item.current_label(change.lane)
    if label and text.startswith(label):
        text = text[len(label) :].lstrip()
    change_heading(change, item, text)


def _renumber(state: State, change: Change, item: Item, step: Step) -> None:
    num = (change.operation.new or "").strip().rstrip(".)")
    if not num:
        raise refuse(change, "text-missing", "there is no new number")
    parent = item.parent
    if parent is not None and any(
        other is not item and other.kind == item.kind and other.current_num(change.lane) == num
        for other in parent.living(change.lane)
    ):
        raise refuse(change, "target-occupied", f"{step.kind} {num} stands already")
    old, label = item.current_num(change.lane), item.current_label(change.lane)
    new = label.replace(old, num, 1) if old and old in label else terms.label(item.kind, num, state.language)
    change_label(change, item, num, new)


def _unlabelled(state: State, change: Change, item: Item, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The first line of an element given with the element's own label in it, as published: the label is not text.

    "9. Данные ИПР …" for the first абзац of paragraph 9: it would be printed "9. 9. Данные".
    """
    parent = item.parent
    while parent is not None and parent.kind == "part":
        parent = parent.parent
    label = parent.current_label(change.lane) if parent is not None else ""
    first = nodes[0]
    if item.kind != "alinea" or not label or not first.text.startswith(f"{label} ") or first.label:
        return nodes
    state.note(change, "number-differs", f"the label {label!r} stands in the text of the alinea again; not repeated")
    return (Node("alinea", text=first.text[len(label) :].lstrip(), lines=first.lines), *nodes[1:])


def expire(state: State, change: Change) -> None:
    """The end of a wording that was given for a time: an insertion goes; after a change nothing on file says what is.

    `change.on` is the day of the end. What a suspension put aside stands again.
    """
    if change.operation.action == "suspend":
        restore(state, change, change.id)
        return
    for item in list(walk(state.root, change.lane)):
        if item.by != change.id or item.parent is None or item.parent.by == change.id or not item.live(change.lane):
            continue
        close(item, change)
        if change.operation.action == "insert":
            continue
        notice = terms.AFTER[state.language].format(terms.day(change.on))
        gap = Item(item.kind, item.num, item.label, role="gap", by=change.id, same_as=item, open=True)
        if item.kind == "alinea":
            gap.text = notice
        else:
            gap.children.append(Item("alinea", text=notice, role="gap", parent=gap, by=change.id))
        insert_at(item.parent, item.parent.children.index(item) + 1, gap)
        begin(gap, change.lane, change.on, change.certainty)


__all__ = ["apply", "expire", "follow", "is_open"]
