"""The lines of a text: one an alinea, in reading order.

The label stands before the first alinea, on its line; a heading follows its label; the cells of a row are separated by
tabs, the lines of a cell joined by spaces. Annexes and approved documents have label, caption and heading on lines of
their own, label and caption in the order of print.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from legal.akn.act import annex_node
from legal.akn.names import DOCUMENTS, HIER
from legal.heads import label_at
from legal.records import Act, Node, Step, Target


class Line(NamedTuple):
    """A line of text with the node that it is the text of, and the address of that node."""

    text: str
    node: Node
    target: Target


def lines_of(node: Node, path: Target = (), position: int | None = None) -> list[Line]:
    """The lines of a node. `path` is the address of its parent, `position` its place among unnumbered siblings."""
    if node.kind in ("component", "title"):
        here = path
    else:
        number = str(position) if position else node.num
        here = (*path, Step(node.kind, number))
    if node.kind == "table":
        return [line for row in node.children for line in _row(row, path)]
    if node.kind == "row":
        return _row(node, path)
    if node.kind in DOCUMENTS:
        return _document(node, here)
    own = " ".join(filter(None, (node.label, node.heading, node.text)))
    headed = bool(node.heading or node.text)
    below = _children(node.children, here)
    if own and not headed and below and _joins(node, below[0]):
        first = below[0]
        return [Line(f"{own} {first.text}", first.node, first.target), *below[1:]]
    return [*([Line(own, node, here)] if own else ()), *below]


def _joins(node: Node, first: Line) -> bool:
    """Whether a label goes on the line of what follows: an alinea without a label of its own."""
    return first.node.kind == "alinea" and not first.node.label and _leads(node, first.node)


def _leads(node: Node, leaf: Node) -> bool:
    """Whether a leaf is the first of a node with no labelled element in between."""
    child = node.children[0]
    if child is leaf:
        return True
    return bool(child.kind == "part" and not child.label and child.children and _leads(child, leaf))


def _children(children: Sequence[Node], path: Target) -> list[Line]:
    found: list[Line] = []
    counts: dict[str, int] = {}
    # Where the rest is not on file, positions are those that operations named.
    counted = () if any(child.role == "gap" and child.num is None for child in children) else ("alinea", "part")
    for child in children:
        counts[child.kind] = counts.get(child.kind, 0) + 1
        found += lines_of(child, path, counts[child.kind] if child.kind in counted else None)
    return found


def _document(node: Node, path: Target) -> list[Line]:
    caption = [child for child in node.children if child.role == "caption"]
    rest = [child for child in node.children if child.role != "caption"]
    found = _children(caption, path)
    if node.label:
        found.insert(label_at(node.label, [line.text for line in found]), Line(node.label, node, path))
    if node.heading:
        found.append(Line(node.heading, node, path))
    if node.text:
        found.append(Line(node.text, node, path))
    return found + _children(rest, path)


def _row(row: Node, path: Target) -> list[Line]:
    cells = [" ".join(_words(cell)) for cell in row.children]
    text = "\t".join(cells)
    return [Line(text, row, (*path, Step("row", row.num)))] if text.strip() else []


def _words(node: Node) -> Iterator[str]:
    own = " ".join(filter(None, (node.label, node.heading, node.text)))
    if own:
        yield own
    for child in node.children:
        yield from _words(child)


def node_text(node: Node) -> str:
    """The text of a node, lines separated by line ends."""
    return "\n".join(line.text for line in lines_of(node))


def act_text(act: Act) -> str:
    """The text of a single act: title, preamble, body, signatures, annexes; one line an alinea, no notes."""
    nodes = [*act.body, *act.signatures, *act.approvals, *(annex_node(annex) for annex in act.annexes)]
    pieces = [act.card.title] if act.card.title else []
    pieces += [line.text for node in nodes for line in lines_of(node)]
    return "".join(f"{piece}\n" for piece in pieces)


__all__ = ["HIER", "Line", "act_text", "lines_of", "node_text"]
