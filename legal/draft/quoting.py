"""New text as an amending order quotes it, and whether a reader gets the same elements back from it.

The text stands between straight quotes after the instruction (order 464; `DOMAIN`, formulae of amendment). Text whose
own quotes do not balance, or whose lines would be read otherwise, cannot be quoted safely: it is not quoted at all.
"""

from __future__ import annotations

from collections.abc import Sequence

from legal.amend.content import shape, unquote
from legal.amend.entries import Entry
from legal.draft.faces import Face, bare, face, faces, flat
from legal.reading.blocks import Block
from legal.reading.quotes import quotations
from legal.records import Node, Target
from legal.versions.lines import lines_of

_PROBE = "1. Внести в приказ следующие изменения и пункт 1 изложить в следующей редакции:"
_NEXT = "2. Настоящий приказ вводится в действие со дня его первого официального опубликования."


def quoted_lines(content: Sequence[Node], mark: str = ";") -> list[str]:
    """The lines of new text with its quotes, the last with the mark that ends the instruction."""
    texts = [line.text for node in content for line in lines_of(node)]
    if not texts:
        return []
    texts[0] = f'"{texts[0]}'
    texts[-1] = f'{texts[-1]}"{mark}'
    return texts


def read_back(content: Sequence[Node], target: Target) -> tuple[Node, ...] | None:
    """The elements that a reader of the order gets from the quoted content; None where it cannot be read surely.

    Rows are tables on the page and no lines: they are taken as they stand.
    """
    if target[-1].kind == "row":
        shaped, findings = shape((), [Node("table", children=tuple(content))], [target])
        return shaped[0][0] if shaped and not findings else None
    if any(child.kind == "table" for node in content for child in _all(node)):
        return None
    for mark in (";", "."):
        texts = quoted_lines(content, mark)
        blocks = [Block("text", text, i, i) for i, text in enumerate([_PROBE, *texts, _NEXT])]
        found, faults = quotations(blocks)
        if faults or [(each.first, each.last) for each in found] != [(1, len(texts))]:
            return None
    entries = [Entry(text, True, Node("alinea", text=text), "1", i) for i, text in enumerate(texts, 2)]
    shaped, findings = shape(unquote(entries), (), [target])
    if not shaped or any(finding.severity != "info" or finding.code == "label-repeated" for finding in findings):
        return None
    return tuple(bare(node) for node in shaped[0][0])


def quotable(content: Sequence[Node], target: Target) -> tuple[Node, ...] | None:
    """The content as it will be read from the order, if that is the content itself; else None."""
    got = read_back(content, target)
    if got is None or _compared(got, target) != _compared(content, target):
        return None
    return got


def _compared(content: Sequence[Node], target: Target) -> Face:
    kind = target[-1].kind
    if kind in ("part", "alinea"):
        return tuple(face(node) for node in flat(content))
    if kind in ("heading", "title"):
        return tuple(node.text for node in content)
    return faces(content)


def _all(node: Node) -> list[Node]:
    return [node, *(each for child in node.children for each in _all(child))]
