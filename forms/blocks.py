"""Nodes of a text to blocks of a document, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from forms.fields import Composed, compose
from forms.records import Block, Columns, DocumentKind, Gap, Heading, Line, Text
from forms.register import Register
from forms.tables import side_of, table
from legal.records import ActRef, Kind, Node, Wording

_LEVELS: dict[Kind, int] = {
    "component": 1, "annex": 1, "division": 2, "subdivision": 2, "chapter": 2, "section": 3, "article": 3, "heading": 2,
}  # fmt: skip
_HEADED = frozenset({"division", "subdivision", "chapter", "section", "article"})
_LABELLED = frozenset({"paragraph", "subparagraph"})


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a node stands: the depth of its lines, the wording it inherits, the label still to be printed."""

    depth: int = 0
    wording: Wording | None = None
    label: str = ""
    anchor: str = ""


class Scribe:
    """Writes the blocks of one document; collects its fields.

    `kind` is the kind of the document, `below` how many levels its headings stand below a document of its own.
    """

    def __init__(self, register: Register, kind: DocumentKind, below: int = 0) -> None:
        self.register = register
        self.kind = kind
        self.below = below
        self.blocks: list[Block] = []

    def title(self, text: str) -> None:
        """The title; blanks in it become fields."""
        composed = compose([text], self.register)[0]
        blanks = any(not isinstance(part, Text) for part in composed.parts)
        self.blocks.append(Heading(text, 1 + self.below, parts=composed.parts if blanks else ()))

    def nodes(self, nodes: Sequence[Node], wording: Wording | None = None) -> None:
        """Nodes one after the other."""
        self._run(nodes, _Place(wording=wording))

    def _run(self, nodes: Sequence[Node], place: _Place) -> None:
        """Lines that stand together are composed together, so that captions find their blanks."""
        held: list[Node] = []
        for node in nodes:
            if _is_line(node):
                held.append(node)
                continue
            place = self._lines(held, place)
            held = []
            place = self._node(node, place)
        self._lines(held, place)

    def _lines(self, nodes: Sequence[Node], place: _Place) -> _Place:
        if not nodes:
            return place
        composed = compose([node.text for node in nodes], self.register)
        for node, one in zip(nodes, composed, strict=True):
            self.blocks.append(self._line(node, one, place))
            place = replace(place, label="", anchor="")
        return place

    def _line(self, node: Node, one: Composed, place: _Place) -> Line:
        since, by = _given(node.wording or place.wording)
        return Line(
            one.parts,
            indent=node.role != "line",
            small=one.small,
            label=place.label,
            depth=place.depth,
            anchor=place.anchor or node.eid or "",
            since=since,
            by=by,
        )

    def _node(self, node: Node, place: _Place) -> _Place:
        """Anything but a line. A label that has not been printed yet is handed on to the next line."""
        inner = replace(place, wording=node.wording or place.wording)
        if node.role in ("editorial", "caption"):
            return place
        if node.kind == "table":
            self._label_alone(place)
            self.blocks.append(self._columns(node) if node.role == "column" else table(node, self.register, self.kind))
            return replace(place, label="", anchor="")
        if node.role == "gap" and not node.children:
            label = place.label or node.label
            self.blocks.append(Gap(node.text, label, place.anchor or node.eid or ""))
            return replace(place, label="", anchor="")
        if node.kind in _HEADED or node.kind in ("heading", "component"):
            self._headed(node, inner)
            return place
        if node.kind in _LABELLED:
            self._label_alone(place)
            depth = place.depth + 1 if node.kind == "subparagraph" else place.depth
            self._own(node, replace(inner, label=node.label, anchor=node.eid or "", depth=depth))
            return replace(place, label="", anchor="")
        self._own(node, inner)
        return replace(place, label="", anchor="")

    def _own(self, node: Node, place: _Place) -> None:
        """The text of a node and its parts, behind its label."""
        own = [Node("alinea", text=node.text, wording=node.wording)] if node.text else []
        headed = [Node("alinea", text=node.heading, wording=node.wording)] if node.heading else []
        children = (*headed, *own, *node.children)
        if not children and place.label:
            self._label_alone(place)
        self._run(children, place)

    def _label_alone(self, place: _Place) -> None:
        """A label with no line to stand in front of."""
        if place.label:
            since, by = _given(place.wording)
            line = Line((), label=place.label, depth=place.depth, anchor=place.anchor, since=since, by=by)
            self.blocks.append(line)

    def _headed(self, node: Node, place: _Place) -> None:
        text = node.heading or (node.text if node.kind == "heading" else "")
        if text or node.label:
            self.blocks.append(Heading(text, _LEVELS[node.kind] + self.below, node.label))
        if node.text and node.kind != "heading":
            self._run([Node("alinea", text=node.text, wording=node.wording)], replace(place, label="", anchor=""))
        self._run(node.children, replace(place, label="", anchor="", depth=0))

    def _columns(self, node: Node) -> Columns:
        """Cells set side by side. The last words before a line to sign name whose column it is."""
        columns: list[tuple[Line, ...]] = []
        for cell in (cell for row in node.children for cell in row.children):
            texts = [leaf.text for leaf in cell.children]
            composed = compose(texts, self.register, side_of(texts))
            columns.append(tuple(Line(one.parts, small=one.small) for one in composed))
        return Columns(tuple(columns))

    def columns(self, node: Node) -> None:
        """Add cells set side by side that stand above the title."""
        self.blocks.append(self._columns(node))


def _is_line(node: Node) -> bool:
    return (
        node.kind in ("alinea", "sentence", "note", "column")
        and not node.children
        and node.role not in ("gap", "editorial", "caption")
    )


def _given(wording: Wording | None) -> tuple[date | None, ActRef | None]:
    return (wording.start, wording.act) if wording else (None, None)
