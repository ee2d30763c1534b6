"""New text as an amending order quotes it, and whether a reader gets the same elements back from it.

The text stands between quotes after the instruction (order 464; `DOMAIN`, formulae of amendment): straight ones, or
those of another kind where straight ones inside it do not balance. Text that is read otherwise between any of them
cannot be quoted: it is not quoted at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from legal.amend.content import shape, unquote
from legal.amend.entries import Entry
from legal.draft.faces import Face, bare, face, faces, flat
from legal.reading.blocks import Block, TableCell
from legal.reading.outline import table_node
from legal.reading.quotes import quotations
from legal.records import Node, Target
from legal.versions.lines import lines_of

_PROBE = "1. Внести в приказ следующие изменения и пункт 1 изложить в следующей редакции:"
_NEXT = "2. Настоящий приказ вводится в действие со дня его первого официального опубликования."

STYLES = (('"', '"'), ("«", "»"), ("“", "”"))
"""Quotes that new text may stand in, the usual ones first."""

Style = tuple[str, str]
Piece = str | Node
"""A line of text, or a table that stands between lines."""

_MARK = "\0"


def pieces(nodes: Sequence[Node]) -> list[Piece]:
    """The lines and tables of elements in reading order; labels stand on the line of what follows them."""
    tables: list[Node] = []
    found: list[Piece] = []
    for line in (line for node in nodes for line in lines_of(_marked(node, tables))):
        *before, after = line.text.split(_MARK)
        if before:
            # Only a label can stand before a table on its line: it is a line of its own then.
            found += [piece.strip() for piece in before if piece.strip()]
            found.append(tables[int(after)])
        else:
            found.append(line.text)
    return found


def _marked(node: Node, tables: list[Node]) -> Node:
    if node.kind == "table":
        tables.append(node)
        return Node("alinea", text=f"{_MARK}{len(tables) - 1}")
    return replace(node, children=tuple(_marked(child, tables) for child in node.children))


def quoted_pieces(content: Sequence[Node], style: Style, mark: str = ";") -> list[Piece]:
    """The lines and tables of new text with its quotes, and with the mark that ends the instruction.

    Beside a table the quotes stand on lines of their own.
    """
    rows = bool(content) and all(node.kind == "row" for node in content)
    found: list[Piece] = [Node("table", children=tuple(content))] if rows else pieces(content)
    if not found:
        return []
    opening, closing = style
    first, last = found[0], found[-1]
    found[:1] = [f"{opening}{first}"] if isinstance(first, str) else [opening, first]
    last = found[-1]
    found[-1:] = [f"{last}{closing}{mark}"] if isinstance(last, str) else [last, f"{closing}{mark}"]
    return found


def style_of(content: Sequence[Node], target: Target) -> Style | None:
    """The quotes between which new text is read as itself; None where there are none."""
    return _style_of(tuple(content), target)


@lru_cache(maxsize=4096)
def _style_of(content: tuple[Node, ...], target: Target) -> Style | None:
    wanted = _compared(content, target)
    for style in STYLES:
        got = read_back(content, target, style)
        if got is not None and _compared(got, target) == wanted:
            return style
    return None


def style_of_several(texts: Sequence[tuple[Sequence[Node], Target]]) -> Style | None:
    """The quotes between which the new texts of several elements, one after the other, are read as each of them."""
    content = [node for nodes, _ in texts for node in nodes]
    targets = [target for _, target in texts]
    wanted = [_compared(nodes, target) for nodes, target in texts]
    for style in STYLES:
        got = _read_back(content, targets, style)
        if got is None or len(got) != len(targets):
            continue
        if [_compared(nodes, target) for nodes, target in zip(got, targets, strict=True)] == wanted:
            return style
    return None


def read_back(content: Sequence[Node], target: Target, style: Style) -> tuple[Node, ...] | None:
    """The elements that a reader of the order gets from the quoted content; None where it cannot be read surely."""
    found = _read_back(content, [target], style)
    return found[0] if found else None


def _read_back(content: Sequence[Node], targets: Sequence[Target], style: Style) -> list[tuple[Node, ...]] | None:
    """The elements of each target from one quoted text; None where it cannot be read surely."""
    made: list[Piece] = []
    for mark in (";", "."):
        made = quoted_pieces(content, style, mark)
        blocks = [_block(piece, at) for at, piece in enumerate([_PROBE, *made, _NEXT])]
        found, faults = quotations(blocks)
        if faults or [(each.first, each.last) for each in found] != [(1, len(made))]:
            return None
    entries = [_entry(piece, at) for at, piece in enumerate(made, 2)]
    tables = [entry.node for entry in entries if entry.node.kind == "table"]
    shaped, findings = shape(unquote(entries), tables, targets)
    if not shaped or any(finding.severity != "info" or finding.code == "label-repeated" for finding in findings):
        return None
    return [tuple(bare(node) for node in nodes) for nodes, _ in shaped]


def _block(piece: Piece, at: int) -> Block:
    return Block("text", piece, at, at) if isinstance(piece, str) else Block("table", "", at, at, rows=_rows(piece))


def _entry(piece: Piece, at: int) -> Entry:
    node = Node("alinea", text=piece) if isinstance(piece, str) else table_node(_block(piece, at), role="quoted")
    return Entry(node.text, True, node, "1", at)


def _rows(table: Node) -> tuple[tuple[TableCell, ...], ...]:
    """A table as the file of the order holds it: what its cells do not print is not there."""
    return tuple(
        tuple(
            TableCell(tuple(line.text for line in cell.children), *cell.span, header=cell.role == "header")
            for cell in row.children
        )
        for row in table.children
    )


def quotable(content: Sequence[Node], target: Target) -> tuple[Node, ...] | None:
    """The content as it will be read from the order, if that is the content itself; else None."""
    style = style_of(content, target)
    return read_back(content, target, style) if style else None


def _compared(content: Sequence[Node], target: Target) -> Face:
    kind = target[-1].kind
    if kind in ("part", "alinea"):
        return tuple(face(node) for node in flat(content))
    if kind in ("heading", "title", "sentence"):
        return tuple(node.text for node in content)
    return faces(content)
