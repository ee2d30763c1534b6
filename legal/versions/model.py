"""The regulation while it is built: a tree in which every wording that ever stood keeps its place and its life.

Two histories share the tree, each a *lane*: `MAIN` takes every dated operation, `SURE` only those whose date is stated
or computed. A wording that both histories have in the same place is one item with two lives; so the text without
presumed dates is the history built without them, not the full text with pieces missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from legal.akn.ids import GROUPS
from legal.records import ActRef, Certainty, Finding, InForce, Kind, Node, Operation

MAIN, SURE = 0, 1
LANES = (MAIN, SURE)

TRANSPARENT: frozenset[Kind] = GROUPS | {"part", "table"}
"""Elements that an address may leave out: "пункт 7" of Rules names no chapter, "подпункт 5)" no часть."""


@dataclass(frozen=True, slots=True)
class RepealEvent:
    """The whole regulation ends on `on`. `presumed`: nothing on file says so, but the amending act was repealed."""

    on: date | None
    certainty: Certainty
    by: ActRef
    presumed: bool = False


@dataclass(frozen=True, slots=True)
class NotApplied:
    """An act on file that changes the regulation and is not applied, whole: something in it was not understood."""

    by: ActRef
    in_force: InForce | None = None
    operations: tuple[str, ...] = ()


@dataclass(slots=True)
class Life:
    """How long a wording stands in one lane: `[start, end)`, unknown None, and what ended it."""

    start: date | None = None
    start_certainty: Certainty | None = None
    end: date | None = None
    end_certainty: Certainty | None = None
    ended_by: str | None = None


Lives = list[Life | None]


@dataclass(slots=True, eq=False)
class Item:
    """One wording of one element. `label`, `num` and `heading` are those it began with; changes are in the lists.

    `open`: part of its text is not on file, so what it does not hold may exist. `ordinal`: the position of a часть or
    абзац in an open element, as an operation named it.
    """

    kind: Kind
    num: str | None = None
    label: str = ""
    heading: str = ""
    text: str = ""
    role: str = ""
    span: tuple[int, int] = (1, 1)
    children: list[Item] = field(default_factory=list)
    parent: Item | None = None
    by: str | None = None
    lives: Lives = field(default_factory=lambda: [None, None])
    open: bool = False
    ordinal: int | None = None
    labels: list[Item] = field(default_factory=list)
    headings: list[Item] = field(default_factory=list)
    suspensions: list[tuple[int, Life, str]] = field(default_factory=list)
    wid: str = ""
    eid: str = ""
    same_as: Item | None = None
    """The wording that this one takes the place of: the same provision, so the same wId."""

    def live(self, lane: int) -> bool:
        """Whether the wording stands after everything done so far."""
        life = self.lives[lane]
        return life is not None and life.end is None

    def living(self, lane: int) -> Iterator[Item]:
        """The children that stand."""
        return (child for child in self.children if child.live(lane))

    def current_num(self, lane: int) -> str | None:
        """The number it has now."""
        if not self.labels:
            return self.num
        return next((facet.num for facet in self.labels if facet.live(lane)), None)

    def current_heading(self, lane: int) -> str:
        """The heading it has now."""
        if not self.headings:
            return self.heading
        return next((facet.text for facet in self.headings if facet.live(lane)), "")

    def current_label(self, lane: int) -> str:
        """The label it has now."""
        if not self.labels:
            return self.label
        return next((facet.text for facet in self.labels if facet.live(lane)), "")


class Refusal(Exception):
    """An operation that cannot be applied as written; carries the finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class Change(NamedTuple):
    """An operation as it is being applied: which lane, and when it takes force."""

    operation: Operation
    amending: ActRef
    lane: int
    on: date
    certainty: Certainty

    @property
    def id(self) -> str:
        """The id of the operation."""
        return self.operation.id


def from_node(node: Node, by: str | None = None, parent: Item | None = None) -> Item:
    """A tree of items that live in no lane yet."""
    item = Item(node.kind, node.num, node.label, node.heading, node.text, node.role, node.span, parent=parent, by=by)
    item.children = [from_node(child, by, item) for child in node.children]
    return item


def begin(item: Item, lane: int, start: date | None, certainty: Certainty | None) -> None:
    """Give an item and everything in it a life in a lane."""
    item.lives[lane] = Life(start, certainty)
    for child in (*item.children, *item.labels, *item.headings):
        begin(child, lane, start, certainty)


def close(item: Item, change: Change) -> None:
    """End the wording of an item in the lane of a change; what stands in it ends with it."""
    life = item.lives[change.lane]
    assert life is not None
    life.end, life.end_certainty, life.ended_by = change.on, change.certainty, change.id


def insert_at(parent: Item, index: int, item: Item) -> None:
    """Put an item among the children of another."""
    item.parent = parent
    parent.children.insert(index, item)


def standing(lane: int) -> Callable[[Item], bool]:
    """The test whether an item stands in a lane."""
    return lambda item: item.live(lane)


def walk(item: Item, lane: int) -> Iterator[Item]:
    """An item and all that stands in it, in reading order."""
    yield item
    for child in item.living(lane):
        yield from walk(child, lane)


def words_of(item: Item, lane: int | None) -> str:
    """The words of an item and all in it, as they stand in a lane; None: of all that it holds."""
    inside = item.children if lane is None else item.living(lane)
    return " ".join(filter(None, (item.label, item.text, *(words_of(child, lane) for child in inside))))


def address(item: Item, lane: int) -> str:
    """Where an item stands, for messages: "article 3 / part 1 / alinea 2"."""
    pieces = []
    at: Item | None = item
    while at is not None and at.parent is not None:
        number = str(at.ordinal) if at.ordinal is not None else at.current_num(lane)
        if number is None and at.kind in ("alinea", "part"):
            same = [child for child in at.parent.living(lane) if child.kind == at.kind]
            number = str(same.index(at) + 1) if at in same else None
        name = at.current_heading(lane)[:60] if at.kind == "component" else number
        pieces.append(f"{at.kind} {name}" if name else at.kind)
        at = at.parent
    return " / ".join(reversed(pieces))
