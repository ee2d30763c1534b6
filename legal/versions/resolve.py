"""Targets to elements: exact, or refused with the places that may be meant.

Where the text is on file, an element that it does not have is a finding. Where it is not, the address of a target is
itself what is known: the elements on it are put up as scaffold, each with one notice for the rest of its text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from legal.akn.ids import GROUPS
from legal.findings import finding
from legal.records import ActRef, Finding, Kind, Language, Operation, Severity, Step
from legal.versions import terms
from legal.versions.model import LANES, TRANSPARENT, Change, Item, Life, Refusal, address, begin, insert_at, standing
from legal.versions.named import forms, plain, titled
from legal.versions.order import number_key

_LAST_GAP: frozenset[Kind] = frozenset({"component", "annex", "table", "chapter", "section", "division", "subdivision"})
_RANK: dict[Kind, int] = {
    "preamble": 0, "division": 2, "subdivision": 2, "chapter": 2, "section": 2, "article": 2, "paragraph": 2,
    "table": 2, "note": 3, "component": 5, "annex": 6,
}  # fmt: skip
_REST_RANK = 4
_WITHIN: frozenset[Kind] = frozenset({"subparagraph", "part", "alinea"})
_ABOVE: frozenset[Kind] = GROUPS | {"component"}
"""What a document is divided into above its paragraphs: a subparagraph stands in none of these by itself."""

See = Callable[[Item], bool]


@dataclass(slots=True)
class State:
    """What a build knows on its way: the tree, and which act each operation belongs to."""

    root: Item
    language: Language
    amending: dict[str, ActRef] = field(default_factory=dict)
    operations: dict[str, Operation] = field(default_factory=dict)
    shared: dict[tuple[object, ...], Item] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def note(
        self,
        change: Change,
        code: str,
        message: str,
        candidates: tuple[str, ...] = (),
        severity: Severity | None = None,
    ) -> None:
        """Record what was noticed while an operation was applied."""
        text = f"{change.id}: {message}"
        made = finding(code, text, change.operation.source.line, candidates=candidates, severity=severity)
        if made not in self.findings:
            self.findings.append(made)

    def by_same_act(self, change: Change, operation: str | None) -> bool:
        """Whether an operation done before belongs to the same amending act as the change."""
        return operation is not None and self.amending.get(operation) == change.amending


def refuse(change: Change, code: str, message: str, candidates: tuple[str, ...] = ()) -> Refusal:
    """The refusal of an operation: always of severity error, because its act is held back."""
    text = f"{change.id}: {message} ({change.operation.source.quote[:160]})"
    return Refusal(finding(code, text, change.operation.source.line, candidates=candidates, severity="error"))


def scan(container: Item, kind: Kind, see: See) -> Iterator[Item]:
    """The elements of a kind in a container, through the levels that an address may leave out."""
    for child in container.children:
        if not see(child):
            continue
        if child.kind == kind:
            yield child
        elif child.kind in TRANSPARENT:
            yield from scan(child, kind, see)


def is_open(container: Item, lane: int) -> bool:
    """Whether a container may hold what it does not show: part of its text is not on file."""
    if container.open:
        return True
    return any(child.kind in TRANSPARENT and is_open(child, lane) for child in container.living(lane))


def matching(container: Item, step: Step, lane: int) -> list[Item]:
    """The standing elements that a step may mean."""
    if step.kind == "component":
        return forms(container, step, lane)
    found = list(scan(container, step.kind, standing(lane)))
    if step.title is not None and step.num is None:
        return titled(found, step, lane)
    if step.kind == "annex" and container.parent is None:
        # "в приложении 1 к указанному приказу": a document that the act approves is its annex too.
        found += scan(container, "component", standing(lane))
    if step.kind == "annex" and step.num is None:
        # "приложение к Положению": what is printed under this word, not a list or a form that stands there without it.
        return [item for item in found if item.current_num(lane) is None and item.current_label(lane)]
    if step.num is None:
        return found
    return [item for item in found if item.current_num(lane) == step.num]


def numbered(state: State, container: Item, step: Step, change: Change) -> Item:
    """The one element that a step with a number names; put up as unknown where the text is not on file."""
    lane = change.lane
    found = matching(container, step, lane)
    if len(found) == 1:
        heading = found[0].current_heading(lane)
        if step.title and step.num and heading and step.kind != "component" and plain(heading) != plain(step.title):
            message = f"{step.kind} {step.num} is named {step.title!r}, it is {heading!r}"
            raise refuse(change, "target-ambiguous", message)
        return found[0]
    if found:
        places = tuple(address(item, lane) for item in found)
        raise refuse(change, "target-ambiguous", f"{step.kind} {_called(step)} may be any of {len(found)}", places)
    if is_open(container, lane):
        return unknown(state, container, step, change)
    ended = [
        item
        for item in scan(container, step.kind, lambda item: item.lives[lane] is not None)
        if not item.live(lane) and item.num == step.num and step.num is not None
    ]
    if ended:
        raise refuse(change, "target-repealed", f"{step.kind} {step.num} of {address(container, lane)} was taken out")
    elsewhere = tuple(
        address(item, lane)
        for item in _everywhere(state.root, lane)
        if item.kind == step.kind and item.current_num(lane) == step.num
    )
    where = address(container, lane) or "the act"
    raise refuse(change, "target-absent", f"{where} has no {step.kind} {_called(step)}".rstrip(), elsewhere[:10])


def _called(step: Step) -> str:
    return step.num or (f"«{step.title}»" if step.title else "")


def _everywhere(item: Item, lane: int) -> Iterator[Item]:
    for child in item.living(lane):
        yield child
        yield from _everywhere(child, lane)


def unknown(state: State, container: Item, step: Step, change: Change) -> Item:
    """Put up an element that an operation names and no source gives."""
    if step.kind in _WITHIN and (container.kind in _ABOVE or container.parent is None):
        message = f"{step.kind} {step.num or ''} is named with no paragraph or article above it; taken as written"
        state.note(change, "target-unplaced", message)
    host = _host(state, container, step.kind, change.lane)
    label = terms.label(step.kind, step.num, state.language) if step.num or not step.title else ""
    if step.kind == "component" and step.num:
        label = terms.FORM[state.language].format(step.num)
    item = Item(step.kind, step.num, label, step.title or "", open=True)
    if step.kind in ("alinea", "sentence", "heading", "title", "note"):
        item.role, item.text, item.open = "gap", terms.GAP[state.language], False
        item.num = None if step.kind == "alinea" else step.num
    elif step.kind == "row":
        item.role, item.label = "gap", step.num or ""
        for text, role in ((step.num or "", ""), (terms.GAP[state.language], "gap")):
            cell = Item("cell", children=[Item("alinea", text=text, role=role)])
            item.children.append(cell)
    elif step.kind == "annex":
        # What stands in it is marked where an operation names a part of it, a table as often as not.
        item.children.append(_marker(item, terms.GAP[state.language]))
    else:
        item.children.append(_marker(item, terms.GAP[state.language]))
    _adopt(item)
    if step.kind in ("alinea", "part") and step.num and step.num.isdigit():
        item.ordinal = int(step.num)
    for lane in LANES:
        # A placeholder says only that the element existed; both histories know that, if they have its container.
        if not host.live(lane):
            continue
        if not _spoken_of(container, step, lane):
            begin(item, lane, None, None)
        elif lane == change.lane:
            # It was taken out, and no act on file put it back; until now nothing is known of it.
            state.note(change, "target-repealed", f"{step.kind} {step.num} was taken out before", severity="warning")
            begin(item, lane, change.on, change.certainty)
        else:
            item.lives[lane] = Life(change.on, change.certainty, change.on, change.certainty)
    put(host, item)
    return item


def _spoken_of(container: Item, step: Step, lane: int) -> bool:
    """Whether a numbered element stood in a history at any time."""
    if step.num is None or step.kind in ("part", "alinea", "sentence"):
        return False
    return any(item.num == step.num for item in scan(container, step.kind, lambda item: item.lives[lane] is not None))


def _adopt(item: Item) -> None:
    for child in item.children:
        child.parent = item
        _adopt(child)


def _marker(parent: Item, notice: str) -> Item:
    """The notice that stands for the text of an element that is not on file."""
    if parent.kind == "table":
        cell = Item("cell", children=[Item("alinea", text=notice, role="gap")])
        return Item("row", role="gap", children=[cell])
    return Item("alinea", text=notice, role="gap")


def rest_marker(item: Item, language: Language) -> Item:
    """A fresh notice "the rest is not on file" for an element."""
    marker = _marker(item, terms.REST[language])
    _adopt(marker)
    return marker


def is_marker(item: Item) -> bool:
    """Whether an item is the notice for the rest of its container."""
    return item.role == "gap" and item.num is None and item.ordinal is None


def _soften(host: Item) -> None:
    """Once a part of an unknown element is named, its notice speaks of the rest."""
    for child in host.children:
        for language, notice in terms.GAP.items():
            if is_marker(child) and child.text == notice:
                child.text = terms.REST[language]


def _host(state: State, container: Item, kind: Kind, lane: int) -> Item:
    """Where an unknown element of a kind is put up: rows need a table."""
    if kind != "row" or container.kind == "table":
        return container
    tables = list(scan(container, "table", standing(lane)))
    if tables:
        return tables[0]
    table = Item("table", open=True)
    marker = _marker(table, terms.REST[state.language])
    table.children.append(marker)
    _adopt(table)
    for child in list(container.children):
        if is_marker(child):
            # The table's own notice says that the rest is not on file: one notice is enough.
            container.children.remove(child)
    for each in LANES:
        if container.live(each):
            begin(table, each, None, None)
    put(container, table)
    return table


def put(host: Item, item: Item) -> None:
    """Put an element of an open container in its place by kind and number; the notice for the rest keeps its own.

    Both histories see one order: what stands in only one of them counts for the place as well.
    """
    key = _place(item, host)
    index = next((at for at, child in enumerate(host.children) if _place(child, host) > key), len(host.children))
    insert_at(host, index, item)
    _soften(host)


def beside(sibling: Item, item: Item, lane: int, *, after: bool) -> int:
    """The index of a new element next to its sibling, in order with what has ended or only the other history has."""
    host = sibling.parent
    assert host is not None
    key, children = _place(item, host), host.children
    at = children.index(sibling) + after
    if after:
        while at < len(children) and not children[at].live(lane) and _place(children[at], host) < key:
            at += 1
    else:
        while at and not children[at - 1].live(lane) and _place(children[at - 1], host) > key:
            at -= 1
    return at


def _place(item: Item, host: Item) -> tuple[int, tuple[tuple[int, int, str], ...]]:
    if is_marker(item):
        return (_REST_RANK if host.kind in _LAST_GAP or host.parent is None else -1), ()
    if item.ordinal is not None:
        return 1, ((0, item.ordinal, ""),)
    number = next((facet.num for facet in reversed(item.labels)), item.num)
    return _RANK.get(item.kind, 2), number_key(number) if number else ()
