"""What of a node is text, and what is only how a tree is cut: the ground on which two versions are compared.

Two elements are the same where everything printed is the same: labels, headings, lines, cells and their spans, in one
order under the same numbers. How lines are gathered to части is not printed (Law 480-V, art. 23), and not compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from legal.akn.ids import GROUPS
from legal.records import Kind, Node

NUMBERED: frozenset[Kind] = GROUPS | {"article", "paragraph", "subparagraph", "annex"}
"""Kinds that are matched by their number, never by their text."""

_THROUGH: frozenset[Kind] = GROUPS | {"part", "table"}

Face = tuple[object, ...]


def face(node: Node) -> Face:
    """What is printed of a node, части taken apart: equal faces read the same."""
    own = (node.kind, node.num, node.label, node.heading, node.text, node.role, node.span)
    return (*own, faces(node.children))


def faces(nodes: Sequence[Node]) -> Face:
    """The faces of several nodes in order."""
    return tuple(face(each) for each in flat(nodes))


def flat(nodes: Sequence[Node]) -> Iterator[Node]:
    """Nodes with части replaced by what they hold."""
    for node in nodes:
        if node.kind == "part":
            yield from flat(node.children)
        else:
            yield node


def bare(node: Node) -> Node:
    """A node without what a regulation puts on it: wordings, identifiers, lines of a file."""
    children = tuple(bare(child) for child in node.children)
    return replace(node, children=children, lines=None, wording=None, wid=None, eid=None)


def numbered(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """The elements of a list that have numbers, and an annex that is the only one and has none."""
    return tuple(node for node in nodes if node.kind in NUMBERED and (node.num is not None or node.kind == "annex"))


def scan(node: Node, kind: Kind, above: tuple[Node, ...] = ()) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """The elements of a kind in a container, through what an address leaves out; each with what it stands in."""
    for child in node.children:
        if child.kind == kind:
            yield child, above
        elif child.kind in _THROUGH:
            yield from scan(child, kind, (*above, child))


def size(node: Node) -> int:
    """The printed characters of a node."""
    return len(node.label) + len(node.heading) + len(node.text) + sum(size(child) for child in node.children)


def walk(node: Node) -> Iterator[Node]:
    """A node and everything in it, in reading order."""
    yield node
    for child in node.children:
        yield from walk(child)
