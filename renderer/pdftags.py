"""Mends the structure tree: WeasyPrint tags what runs over pages once a page.

A screen reader would hear a new table on each page, its heading rows again. Before the file is written, the parts are
joined: the pages of the document's one `main` and one `article`, and the pages of each table (ISO 32000-2, 14.8.4.8).
Heading rows that were repeated for the eye leave the tree, as the head and foot of a page do, and the cells under them
point to the heading cells of the first page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_JOINED = ("/Part", "/Art", "/Table")
"""What can be joined over a page break: `main`, `article`, and a table that was the last thing on its page.

Two tables in a row are told apart because the template sets an empty block between them.
"""


def finish(xmp: bytes, _document: Any, pdf: Any) -> None:
    """A WeasyPrint finisher: changes the objects of a `pydyf.PDF` in place. `xmp` takes the place of its own packet."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream, metadata.compress = [xmp], False
    if files := pdf.catalog.get("AF"):
        files[:] = list(dict.fromkeys(files))  # WeasyPrint lists an attached file twice
    scope_headings(pdf)
    join_pages(pdf)


def scope_headings(pdf: Any) -> None:
    """Says of every heading cell what it heads: its column in the head of a table, elsewhere its row."""
    for element in pdf.objects:
        if isinstance(element, dict) and element.get("S") == "/TH":
            section = pdf.objects[int(pdf.objects[int(element["P"].split()[0])]["P"].split()[0])]
            attributes = element.setdefault("A", type(element)({"O": "/Table"}))
            attributes["Scope"] = "/Column" if section["S"] == "/THead" else "/Row"


def join_pages(pdf: Any) -> None:
    """Joins what one element gave on several pages. Nothing to do without tags."""
    root = pdf.catalog.get("StructTreeRoot")
    if root is None:
        return
    tree = _Tree(pdf)
    (top,) = tree.kids(tree.at(root))
    tree.join_kids(top)


class _Tree:
    """Structure elements by their references."""

    def __init__(self, pdf: Any) -> None:
        self._objects = pdf.objects

    def at(self, reference: bytes) -> Any:
        return self._objects[int(reference.split()[0])]

    def kids(self, element: Any) -> list[Any]:
        """The child elements, without the marked content that stands among them."""
        return [self.at(kid) for kid in element["K"] if isinstance(kid, bytes)]

    def join_kids(self, element: Any) -> None:
        """Joins neighbours that one thing gave on two pages, then looks below them."""
        kept: list[Any] = []
        for kid in self.kids(element):
            if kept and _continues(kept[-1], kid):
                self._join(kept[-1], kid)
            else:
                kept.append(kid)
        if any(kid.get("S") in _JOINED for kid in kept):
            element["K"][:] = [kid.reference for kid in kept]
        for kid in kept:
            if kid.get("S") in ("/Part", "/Art"):
                self.join_kids(kid)

    def _join(self, first: Any, second: Any) -> None:
        if first["S"] == "/Table":
            self._join_tables(first, second)
        else:
            self._adopt(first, self.kids(second))

    def _join_tables(self, first: Any, second: Any) -> None:
        heads = {str(self._part(head)): str(head["ID"].string) for head in self._headings(first)}
        moved: dict[str, Any] = {}
        for head in self._headings(second):
            if str(self._part(head)) in heads:
                moved[str(head["ID"].string)] = heads[str(self._part(head))]
        for section in self.kids(second):
            if section["S"] != "/TBody":
                continue
            for cell in self._cells(section):
                for name in cell.get("A", {}).get("Headers", ()):
                    name.string = moved.get(name.string, name.string)
            bodies = [kid for kid in self.kids(first) if kid["S"] == "/TBody"]
            if bodies:
                self._adopt(bodies[-1], self.kids(section))
            else:
                self._adopt(first, [section])

    def _headings(self, table: Any) -> Iterator[Any]:
        for section in self.kids(table):
            if section["S"] == "/THead":
                yield from (cell for cell in self._cells(section) if "ID" in cell)

    @staticmethod
    def _part(head: Any) -> str:
        """Row and column of a heading cell: its ID without the number of the table."""
        return str(head["ID"].string).split("-", 1)[1]

    def _cells(self, section: Any) -> Iterator[Any]:
        for row in self.kids(section):
            yield from self.kids(row)

    def _adopt(self, parent: Any, kids: list[Any]) -> None:
        for kid in kids:
            kid["P"] = parent.reference
            parent["K"].append(kid.reference)


def _continues(before: Any, after: Any) -> bool:
    """`after` begins another page with what `before` ended one with."""
    return before["S"] in _JOINED and before["S"] == after["S"] and before["Pg"] != after["Pg"]
