"""Headings and labels that change while their element stays: the wordings of a part of an element."""

from __future__ import annotations

from legal.versions.model import LANES, Change, Item, Life, begin, close


def change_heading(change: Change, item: Item, text: str) -> None:
    """Give an element another heading."""
    _change(change, item, item.headings, Item("heading", text=item.heading), Item("heading", text=text, by=change.id))


def change_label(change: Change, item: Item, num: str, label: str) -> None:
    """Give an element another number; it stays the same provision."""
    before = Item("heading", item.num, text=item.label)
    _change(change, item, item.labels, before, Item("heading", num, text=label, by=change.id))


def _change(change: Change, item: Item, facets: list[Item], first: Item, new: Item) -> None:
    if not facets:
        first.by, first.parent = item.by, item
        for lane in LANES:
            life = item.lives[lane]
            first.lives[lane] = Life(life.start, life.start_certainty) if life else None
        if first.text or first.num:
            facets.append(first)
    current = next((facet for facet in facets if facet.live(change.lane)), None)
    if current is not None:
        close(current, change)
    same = next((facet for facet in facets if facet.by == change.id and facet.text == new.text), None)
    if same is None:
        same = new
        new.parent = item
        facets.append(new)
    begin(same, change.lane, change.on, change.certainty)
