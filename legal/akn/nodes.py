"""Nodes to AKN elements and back, exactly.

    paragraph, article …      the element of that name         part             alinea
    alinea and other leaves   p                                table, row, cell table, tr, td or th
    annex, component          attachment with a doc of its own, or hcontainer where one stands among provisions
    any other container       hcontainer; blockContainer where only blocks may stand

A container of AKN holds either blocks (`content`) or elements between `intro` and `wrapUp`; lines that stand between
elements go into an `hcontainer` that the reader sees through, so the order of any mixture is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Protocol, TypeVar, cast

from lxml import etree

from legal.akn.names import AKN, DOCUMENTS, HIER, LEAVES, NSMAP, add, akn, own
from legal.records import Kind, Node


class Element(Protocol):
    """What the writer needs of a node; elements of a regulation under construction have it too."""

    @property
    def kind(self) -> Kind: ...  # noqa: D102
    @property
    def num(self) -> str | None: ...  # noqa: D102
    @property
    def label(self) -> str: ...  # noqa: D102
    @property
    def heading(self) -> str: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def role(self) -> str: ...  # noqa: D102
    @property
    def span(self) -> tuple[int, int]: ...  # noqa: D102


E = TypeVar("E", bound=Element)


class Writer:
    """Writes elements into a tree. Subclasses add identifiers, periods and the meta of attached documents."""

    def children(self, node: Element) -> Iterable[Element]:
        """The parts of an element, in order."""
        return cast(Node, node).children

    def stamp(self, element: etree._Element, node: Element) -> None:
        """Add identifiers to an element that has just been made."""

    def meta(self, doc: etree._Element, node: Element) -> None:
        """Write the meta of an attached document."""

    def label(self, element: etree._Element, node: Element) -> None:
        """Write the label of an element that may have a `num`."""
        if node.label:
            add(element, "num").text = node.label

    def heading(self, element: etree._Element, node: Element) -> None:
        """Write the heading of an element that may have one."""
        if node.heading:
            add(element, "heading").text = node.heading

    def provision(self, parent: etree._Element, node: Element) -> None:
        """Write a node where both elements and blocks may stand (mainBody)."""
        if self.is_block(node):
            self.block(parent, node)
        else:
            self.hier(parent, node)

    def is_block(self, node: Element) -> bool:
        """Whether a node is written as p or table."""
        if node.kind == "table":
            return True
        return node.kind in LEAVES and not any(True for _ in self.children(node))

    def hier(self, parent: etree._Element, node: Element) -> None:
        """Write a node as a hierarchical element."""
        name = HIER.get(node.kind)
        element = add(parent, name or "hcontainer") if name else add(parent, "hcontainer", name=node.kind)
        self._dress(element, node)
        self.label(element, node)
        self.heading(element, node)
        self.flow(element, node)

    def flow(self, element: etree._Element, node: Element) -> None:
        """Write the text and the children of a hierarchical element."""
        runs = [(block, list(nodes)) for block, nodes in groupby(self.children(node), self.is_block)]
        if not runs or (len(runs) == 1 and runs[0][0]):
            content = add(element, "content")
            self._own_text(content, node)
            for child in runs[0][1] if runs else ():
                self.block(content, child)
            return
        if node.text:
            self._own_text(add(element, "intro") if not runs[0][0] else self._wrap(element), node)
        for index, (block, nodes) in enumerate(runs):
            if not block:
                for child in nodes:
                    self.hier(element, child)
                continue
            first, last = index == 0, index == len(runs) - 1
            target = add(element, "intro") if first and not node.text else None
            target = target if target is not None else add(element, "wrapUp") if last else self._wrap(element)
            for child in nodes:
                self.block(target, child)

    def body(self, body: etree._Element, nodes: Iterable[Element]) -> None:
        """Write nodes into the body of an act, where lines must stand in a container."""
        empty = True
        for block, run in groupby(nodes, self.is_block):
            empty = False
            if not block:
                for child in run:
                    self.hier(body, child)
                continue
            target = self._wrap(body)
            for child in run:
                self.block(target, child)
        if empty:
            add(self._wrap(body), "p").set(own("empty"), "true")

    def block(self, parent: etree._Element, node: Element) -> None:
        """Write a node where only blocks may stand."""
        if node.kind == "table" and self._regular(node):
            self._table(parent, node)
        elif node.kind in LEAVES and not any(True for _ in self.children(node)):
            element = add(parent, "p")
            self._dress(element, node)
            if node.kind != "alinea":
                element.set(own("kind"), node.kind)
            self._attributes(element, node)
            if node.text:
                element.text = node.text
        else:
            element = add(parent, "blockContainer")
            self._dress(element, node)
            element.set(own("kind"), node.kind)
            self.label(element, node)
            self.heading(element, node)
            self._own_text(element, node)
            for child in self.children(node):
                self.block(element, child)
            if not any(child.tag not in _HEADS for child in element):
                add(element, "p").set(own("empty"), "true")

    def attachment(self, parent: etree._Element, node: Element) -> None:
        """Write an annex or an approved document into `attachments`; its own annexes become attachments of it."""
        element = add(parent, "attachment")
        self._dress(element, node)
        self.label(element, node)
        self.heading(element, node)
        doc = add(element, "doc", name=node.kind)
        self.meta(doc, node)
        inside, annexes = split_annexes(list(self.children(node)))
        main = add(doc, "mainBody")
        self._own_text(main, node)
        for child in inside:
            self.provision(main, child)
        if not len(main):
            add(main, "p").set(own("empty"), "true")
        if annexes:
            attachments = add(doc, "attachments")
            for child in annexes:
                self.attachment(attachments, child)

    def _wrap(self, parent: etree._Element) -> etree._Element:
        wrap = add(parent, "hcontainer", name="text")
        wrap.set(own("wrap"), "true")
        return add(wrap, "content")

    def _own_text(self, parent: etree._Element, node: Element) -> None:
        if node.text:
            line = add(parent, "p")
            line.set(own("own"), "true")
            line.text = node.text

    def _regular(self, table: Element) -> bool:
        """Rows of cells and nothing else: what a table of AKN can hold."""
        rows = list(self.children(table))
        return bool(rows) and all(
            row.kind == "row" and not row.text and all(cell.kind == "cell" for cell in self.children(row))
            for row in rows
        )

    def _table(self, parent: etree._Element, node: Element) -> None:
        table = add(parent, "table")
        self._dress(table, node)
        self._attributes(table, node)
        if node.text:
            table.set(own("text"), node.text)
        for row in self.children(node):
            tr = add(table, "tr")
            self._dress(tr, row)
            self._attributes(tr, row)
            for cell in self.children(row):
                td = add(tr, "th" if cell.role == "header" else "td")
                self._dress(td, cell)
                self._attributes(td, cell)
                self._own_text(td, cell)
                for child in self.children(cell):
                    self.block(td, child)
            if not len(tr):
                add(tr, "td").set(own("empty"), "true")

    def _dress(self, element: etree._Element, node: Element) -> None:
        self.stamp(element, node)
        if node.num is not None:
            element.set(own("num"), node.num)
        if node.role:
            element.set(own("role"), node.role)
        if node.kind == "cell":
            for name, size in zip(("colspan", "rowspan"), node.span, strict=True):
                if size != 1:
                    element.set(name, str(size))
        elif node.span != (1, 1):
            element.set(own("span"), f"{node.span[0]} {node.span[1]}")

    def _attributes(self, element: etree._Element, node: Element) -> None:
        """Label and heading of what has no `num` in AKN."""
        if node.label:
            element.set(own("label"), node.label)
        if node.heading:
            element.set(own("heading"), node.heading)


_HEADS = frozenset({akn("num"), akn("heading")})


def split_annexes(children: list[E]) -> tuple[list[E], list[E]]:
    """The children that stand in the main body, and the annexes at the end."""
    end = len(children)
    while end and children[end - 1].kind in DOCUMENTS:
        end -= 1
    return children[:end], children[end:]


class ExactWriter(Writer):
    """Writes nodes with their lines in the published file, and identifiers where they have them."""

    def stamp(self, element: etree._Element, node: Element) -> None:
        """Lines and identifiers as attributes."""
        exact = cast(Node, node)
        if exact.eid:
            element.set("eId", exact.eid)
        if exact.wid:
            element.set("wId", exact.wid)
        if exact.lines:
            element.set(own("lines"), f"{exact.lines[0]} {exact.lines[1]}")


def node_to_xml(node: Node, writer: Writer | None = None) -> etree._Element:
    """One node as an AKN element (not a document). `xml_to_node` gives the same node back, wording left out.

    Annexes and components become `attachment`; leaves and tables `p` and `table`. Raises ValueError for characters
    that XML cannot hold.
    """
    root = etree.Element(akn("fragment"), nsmap=cast("dict[str, str]", NSMAP))
    writer = writer or ExactWriter()
    if node.kind in DOCUMENTS:
        writer.attachment(root, node)
    else:
        writer.provision(root, node)
    element = root[0]
    root.remove(element)
    return element


_PREFIX = len(AKN) + 2
_SEEN_THROUGH = frozenset(akn(name) for name in ("intro", "content", "wrapUp", "doc", "mainBody", "attachments"))
_SKIPPED = frozenset(akn(name) for name in ("num", "heading", "meta"))
_KINDS: dict[str, Kind] = {
    **{akn(name): kind for kind, name in HIER.items()},
    akn("p"): "alinea", akn("table"): "table", akn("tr"): "row", akn("td"): "cell", akn("th"): "cell",
}  # fmt: skip
_P, _HCONTAINER, _ATTACHMENT, _DOC = akn("p"), akn("hcontainer"), akn("attachment"), akn("doc")
_NUM, _HEADING, _TABLE = akn("num"), akn("heading"), akn("table")
_Q = {
    name: own(name)
    for name in ("num", "role", "span", "label", "heading", "text", "lines", "kind", "empty", "own", "wrap")
}

Finish = Callable[[etree._Element, Node], Node]
Keep = Callable[[etree._Element], bool]


def kind_of(element: etree._Element) -> Kind:
    """The kind of provision that an element is."""
    tag = element.tag
    if tag in _HIER_TAGS:
        return _KINDS[tag]
    if tag == _HCONTAINER:
        return cast(Kind, element.get("name"))
    if tag == _ATTACHMENT:
        doc = element.find(_DOC)
        return cast(Kind, doc.get("name") if doc is not None else "annex")
    return cast("Kind", element.get(_Q["kind"])) or _KINDS[tag]


def provisions(element: etree._Element) -> Iterator[etree._Element]:
    """The elements that are children of a provision, seen through the wrappers that AKN wants."""
    for child in element:
        tag = child.tag
        if tag in _SEEN_THROUGH or (tag == _HCONTAINER and child.get(_Q["wrap"])):
            yield from provisions(child)
        elif tag not in _SKIPPED and child.get(_Q["empty"]) is None:
            yield child


def xml_to_node(element: etree._Element, keep: Keep | None = None, finish: Finish | None = None) -> Node:
    """The node that an element was written from.

    `keep` says which elements are wanted (all by default); `finish` may add to each node made, children first.
    """
    children = []
    if element.tag != _P:
        for child in provisions(element):
            if child.get(_Q["own"]) is None and (keep is None or keep(child)):
                children.append(xml_to_node(child, keep, finish))
    num, label, heading, text, role, span = own_fields(element, keep)
    lines = element.get(_Q["lines"])
    node = Node(
        kind_of(element),
        num,
        label,
        heading,
        text,
        tuple(children),
        role,
        span,
        cast("tuple[int, int]", tuple(map(int, lines.split()))) if lines else None,
        None,
        element.get("wId"),
        element.get("eId"),
    )
    return finish(element, node) if finish else node


Fields = tuple[str | None, str, str, str, str, tuple[int, int]]


def own_fields(element: etree._Element, keep: Keep | None = None) -> Fields:
    """What an element says of itself: num, label, heading, text, role, span."""
    tag = element.tag
    if tag in _KINDS and tag not in _HIER_TAGS:
        label, heading = element.get(_Q["label"]) or "", element.get(_Q["heading"]) or ""
    else:
        label, heading = head(element, _NUM, keep), head(element, _HEADING, keep)
    role = element.get(_Q["role"]) or ""
    return number(element, keep), label, heading, _text(element), role, _span(element)


def _text(element: etree._Element) -> str:
    """The text of an element's own, apart from that of its children."""
    if element.tag == _P:
        return element.text or ""
    if element.tag == _TABLE:
        return element.get(_Q["text"]) or ""
    lines = (child for child in provisions(element) if child.tag == _P and child.get(_Q["own"]))
    line = next(lines, None)
    return line.text or "" if line is not None else ""


_HIER_TAGS = frozenset(akn(name) for name in HIER.values())


def head(element: etree._Element, tag: str, keep: Keep | None = None) -> str:
    """The words of the `num` or the `heading` of an element; of several wordings the one that is kept."""
    found = element.find(tag)
    if found is None:
        return ""
    if not len(found):
        return found.text or ""
    return next((span.text or "" for span in found if keep is None or keep(span)), "")


def number(element: etree._Element, keep: Keep | None = None) -> str | None:
    """The number of an element; after a renumbering the one that is kept."""
    found = element.find(_NUM)
    if found is not None and len(found):
        return next((span.get(_Q["num"]) for span in found if keep is None or keep(span)), None)
    return element.get(_Q["num"])


def _span(element: etree._Element) -> tuple[int, int]:
    if element.tag in _CELLS:
        return int(element.get("colspan") or 1), int(element.get("rowspan") or 1)
    value = element.get(_Q["span"])
    return cast("tuple[int, int]", tuple(map(int, value.split()))) if value else (1, 1)


_CELLS = frozenset({akn("td"), akn("th")})
