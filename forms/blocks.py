"""Nodes of a text to blocks of a document, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from forms.blanks import ends_blank, has_blank
from forms.fields import Composed, compose
from forms.labels import is_caption
from forms.records import Block, Columns, DocumentKind, Gap, Heading, Line, Text
from forms.register import Register
from forms.signed import side_of
from forms.tables import table
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
        self.blocks.append(self._heading(text, 1 + self.below))

    def _heading(self, text: str, level: int, label: str = "") -> Heading:
        composed = compose([text], self.register)[0]
        blanks = any(not isinstance(part, Text) for part in composed.parts)
        return Heading(text, level, label, parts=composed.parts if blanks else ())

    def nodes(self, nodes: Sequence[Node], wording: Wording | None = None) -> None:
        """Nodes one after the other."""
        self._run(nodes, _Place(wording=wording))

    def _run(self, nodes: Sequence[Node], place: _Place) -> None:
        """Lines that stand together are composed together, so that captions find their blanks."""
        held: list[Node] = []
        for node in _joined(nodes):
            if _is_line(node) or (held and _captions_under(held[-1], node)):
                held.append(node)
                continue
            place = self._lines(held, place)
            held = []
            place = self._node(node, place)
        self._lines(held, place)

    def _lines(self, nodes: Sequence[Node], place: _Place) -> _Place:
        if not nodes:
            return place
        composed = iter(compose([leaf.text for node in nodes for leaf in _lines_of(node)], self.register))
        for node in nodes:
            if node.kind == "table":
                cells = tuple((Line((one := next(composed)).parts, small=one.small),) for _ in _lines_of(node))
                self.blocks.append(Columns(cells))
                continue
            self.blocks.append(self._line(node, next(composed), place))
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
            self.blocks.append(self._heading(text, _LEVELS[node.kind] + self.below, node.label))
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


def _lines_of(node: Node) -> tuple[Node, ...]:
    """The lines of a node: its own one, or those of its cells set side by side."""
    if node.kind != "table":
        return (node,)
    return tuple(leaf for row in node.children for cell in row.children for leaf in cell.children)


def _captions_under(above: Node, node: Node) -> bool:
    """Whether cells set side by side are the captions of the blanks of the line above them, a line each."""
    if node.kind != "table" or node.role != "column" or above.kind == "table" or not ends_blank(above.text):
        return False
    cells = [cell.children for row in node.children for cell in row.children]
    return all(len(cell) == 1 and is_caption(cell[0].text, None, in_column=False) for cell in cells) and not any(
        has_blank(cell[0].text) for cell in cells
    )


def _joined(nodes: Sequence[Node]) -> list[Node]:
    """The nodes, with cells set side by side that caption the cells above them, as many, in one with them."""
    made: list[Node] = []
    for node in nodes:
        if made and _captions_cells(made[-1], node):
            (over,), (under,) = made[-1].children, node.children
            cells = tuple(
                replace(one, children=(*one.children, *other.children))
                for one, other in zip(over.children, under.children, strict=True)
            )
            made[-1] = replace(made[-1], children=(replace(over, children=cells),))
        else:
            made.append(node)
    return made


def _captions_cells(above: Node, node: Node) -> bool:
    """Whether each cell of a row set side by side is the caption of the rule that the cell above it ends with."""
    if not all(one.kind == "table" and one.role == "column" and len(one.children) == 1 for one in (above, node)):
        return False
    over, under = (one.children[0].children for one in (above, node))
    if len(over) != len(under) or not all(cell.children for cell in (*over, *under)):
        return False
    return all(
        _captions_under(one.children[-1], replace(node, children=(Node("row", children=(other,)),)))
        for one, other in zip(over, under, strict=True)
    )


def _given(wording: Wording | None) -> tuple[date | None, ActRef | None]:
    return (wording.start, wording.act) if wording else (None, None)
