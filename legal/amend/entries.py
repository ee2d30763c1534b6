"""The own lines of an amending act, in order, with the places that entry into force counts them by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from legal.records import Act, Node


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of an amending element: its text or table, whether it is new text of another act, and its place.

    `paragraph` is the numbered element that holds it ("1", "1.2"); `alinea` counts every line of that element from 1,
    lead lines and quoted lines alike. `annex` is the number of the list (перечень) it stands in, None in the body.
    `unit` is the numbered paragraph of an article, else the whole element: what speaks of one thing.
    """

    text: str
    quoted: bool
    node: Node
    paragraph: str
    alinea: int
    annex: str | None = None
    unit: str = ""

    @property
    def heading(self) -> bool:
        """Whether it is the heading of its element: "Статья 8. Порядок введения в действие настоящего Закона"."""
        return bool(self.text) and self.text == self.node.heading

    @property
    def line(self) -> int | None:
        """The first line of the published file that holds the entry."""
        return self.node.lines[0] if self.node.lines else None


def body_elements(act: Act) -> Iterator[tuple[Entry, ...]]:
    """The entries of each numbered element of the body (a paragraph of an order, an article of a law)."""
    yield from elements(act.body, None)


def elements(nodes: tuple[Node, ...], annex: str | None) -> Iterator[tuple[Entry, ...]]:
    """The entries of each paragraph or article below the nodes given."""
    for node in nodes:
        if node.kind in ("paragraph", "article"):
            yield tuple(_entries(node, node.num or "", annex))
        elif node.kind in ("division", "subdivision", "chapter", "section", "component"):
            yield from elements(node.children, annex)


def units(entries: Sequence[Entry]) -> Iterator[tuple[Entry, ...]]:
    """The paragraphs of an article, its own lines before them; a paragraph of an order is one unit."""
    for _, unit in groupby(entries, key=lambda entry: entry.unit):
        yield tuple(unit)


def _entries(node: Node, place: str, annex: str | None, unit: str = "") -> Iterator[Entry]:
    """Lines of one element; a subparagraph or a paragraph of an article counts its own alineas."""
    count = 0
    if node.heading:
        count += 1
        yield Entry(node.heading, False, node, place, count, annex, unit)
    numbered = place
    for child in _leaves(node):
        if child.kind in ("subparagraph", "paragraph"):
            # "3) в Инструкции …, в пункте 4:" / "а) подпункт 1) исключить;": lettered items are of the item before.
            lettered = child.kind == "subparagraph" and (child.num or "")[:1].isalpha()
            below = f"{numbered if lettered else place}.{child.num}"
            numbered = numbered if lettered else below
            yield from _entries(child, below, annex, below if child.kind == "paragraph" else unit)
        else:
            count += 1
            yield Entry(child.text, child.role == "quoted", child, place, count, annex, unit)


def _leaves(node: Node) -> Iterator[Node]:
    for child in node.children:
        if child.kind == "part":
            yield from _leaves(child)
        else:
            yield child
