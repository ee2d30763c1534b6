"""Identifiers of a regulation: a `wId` for each provision, an `eId` for each wording, none ever given twice.

They follow from the address of a provision and the operation that made it, never from the order of import: an act
imported late changes no identifier of another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from legal.akn.ids import Register, ancestors_left_out, segment
from legal.versions.components import component_key
from legal.versions.model import LANES, Item, Life


def tag(operation: str) -> str:
    """An operation id as part of an identifier."""
    return re.sub(r"[\s#/\"'<>&]", "_", operation)


def effective(own: Life | None, outer: Life | None) -> Life | None:
    """The life of a wording within that of the element it stands in."""
    if own is None or outer is None:
        return None
    start, start_certainty = own.start, own.start_certainty
    if start is None or (outer.start is not None and outer.start > start):
        start, start_certainty = outer.start, outer.start_certainty
    ending = own
    if own.end is None or (outer.end is not None and outer.end < own.end):
        ending = outer
    return Life(start, start_certainty, ending.end, ending.end_certainty, ending.ended_by)


def settle(root: Item) -> dict[int, list[Life | None]]:
    """The effective lives of all items, by `id(item)`; items are kept alive by the tree."""
    lives: dict[int, list[Life | None]] = {id(root): list(root.lives)}

    def down(item: Item) -> None:
        for child in (*item.children, *item.labels, *item.headings):
            outer = lives[id(item)]
            lives[id(child)] = [effective(child.lives[lane], outer[lane]) for lane in LANES]
            down(child)

    down(root)
    return lives


def _all(item: Item) -> Iterator[Item]:
    for child in item.children:
        yield child
        yield from _all(child)


def name_all(root: Item, order: Mapping[str, int], lives: Mapping[int, list[Life | None]]) -> None:
    """Give every item its wId and eId. `order` is the place of each operation in the order of events."""
    items = sorted(_all(root), key=lambda item: -1 if item.by is None else order[item.by])
    register = Register()
    holders: dict[str, Item] = {}
    counts: Counter[tuple[int, str, str | None]] = Counter()
    for item in items:
        item.wid = item.same_as.wid if item.same_as is not None else _wid(item, holders, counts, lives)
        holders[item.wid] = item
        item.eid = register.take(item.wid if item.by is None else f"{item.wid}~{tag(item.by)}")


def _wid(
    item: Item,
    holders: Mapping[str, Item],
    counts: Counter[tuple[int, str, str | None]],
    lives: Mapping[int, list[Life | None]],
) -> str:
    prefix = _prefix(item)
    counts[id(item.parent), item.kind, item.by] += 1
    position = counts[id(item.parent), item.kind, item.by]
    if item.kind == "component":
        wanted = f"comp_{component_key(item.heading)}"
    elif item.num is None and item.by is not None and (item.parent is None or item.parent.by != item.by):
        # An unnumbered element that an operation put among others: only the operation tells it from them.
        wanted = f"{prefix}{segment(item.kind, None, position)}.{tag(item.by)}"
    else:
        wanted = prefix + segment(item.kind, item.num, item.ordinal if item.ordinal and not item.num else position)
    name = wanted
    suffix = 1
    while name in holders and not _continues(item, holders[name], lives):
        suffix += 1
        name = f"{wanted}.{tag(item.by)}" if item.by is not None and suffix == 2 else f"{wanted}.{suffix}"
    return name


def _prefix(item: Item) -> str:
    skipped = ancestors_left_out(item.kind)
    parent = item.parent
    while parent is not None and parent.parent is not None and parent.kind in skipped:
        parent = parent.parent
    return f"{parent.wid}__" if parent is not None and parent.parent is not None else ""


def _continues(item: Item, holder: Item, lives: Mapping[int, list[Life | None]]) -> bool:
    """Whether a wording goes on where another of the same address ended: the same operation ended and began them."""
    if item.by is None:
        return False
    for lane in LANES:
        own, before = lives[id(item)][lane], lives[id(holder)][lane]
        if own is not None and before is not None:
            return before.end is not None and before.end == own.start and before.ended_by == item.by
    return False
