"""Части and абзацы that an order may name: those that every way of counting finds in the same place.

They have no number in print, and practice counts in more than one way (`DOMAIN`: the lines of an enumeration, the
capitalised lines). An instruction is drafted on one only where the counts meet; elsewhere the element is restated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from legal.records import Kind, Node

_CAPITAL = re.compile(r"^[\"«“„(\[]*[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ0-9№]")
LAST_ORDINAL = 100
"""The last position that has an ordinal in words."""

_DEEP: frozenset[Kind] = frozenset({"paragraph", "subparagraph"})


def lines(container: Node, *, deep: bool = False) -> list[Node]:
    """The lines of a container in reading order; with `deep`, those of its numbered elements too."""
    return [line for line, _ in _lines(container, deep, None)]


def _lines(container: Node, deep: bool, part: Node | None) -> Iterator[tuple[Node, Node | None]]:
    for child in container.children:
        if child.kind == "alinea":
            yield child, part
        elif child.kind == "part":
            yield from _lines(child, deep, child)
        elif deep and child.kind in _DEEP:
            yield from _lines(child, deep, None)


def parts(container: Node) -> list[Node]:
    """The части of a container as they are set off."""
    return [child for child in container.children if child.kind == "part"]


def _capitalised(container: Node) -> list[Node]:
    found: list[Node] = []
    for index, (line, part) in enumerate(_lines(container, False, None)):
        if index and not _CAPITAL.match(line.text):
            continue
        leads = part is not None and next((each for each, _ in _lines(part, False, part)), None) is line
        found.append(part if leads and part is not None else line)
    return found


def counts(container: Node, kind: Kind) -> tuple[list[Node], list[Node]]:
    """The two counts of a kind in a container."""
    if kind == "part":
        return parts(container), _capitalised(container)
    return lines(container), lines(container, deep=True)


def names(container: Node, kind: Kind, index: int, node: Node) -> bool:
    """Whether position `index` (from 0) means the node however it is counted."""
    found = [count[index] for count in counts(container, kind) if index < len(count)]
    return bool(found) and all(each is node for each in found)


def follows(container: Node, kind: Kind, index: int, anchor: Node | None) -> bool:
    """Whether a new element at position `index` comes after the anchor (None: first) however it is counted."""
    if index == 0:
        return anchor is None
    found = [count[index - 1] for count in counts(container, kind) if index <= len(count)]
    return bool(found) and all(each is anchor for each in found)


def capital(text: str) -> bool:
    """Whether a line begins a часть by its letter."""
    return _CAPITAL.match(text) is not None
