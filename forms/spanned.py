"""Headings of tables that lost their merged cells on the way, as text copied with tabs does.

№ | Ф.И.О. | Экзамен |           | Примечание        № | Ф.И.О. |      Экзамен       | Примечание
  |        | баллы   | результат |              ->     |        | баллы | результат  |
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from forms.blanks import has_blank
from forms.kinds import cell_text
from legal.records import Node


def spanned(node: Node) -> Node:
    """The table with the cells of its two first rows merged where what they leave empty shows how; else as it is.

    A cell with nothing under it reaches down, one with nothing behind it and headings of their own under both reaches
    over them. No column is without a heading, and no cell of either row holds a blank.
    """
    if len(node.children) < 3 or node.children[0].num or any(row.role == "header" for row in node.children[1:]):
        return node
    above, below, *rest = node.children
    if len(above.children) != len(below.children) or any(
        cell.span != (1, 1) for row in node.children for cell in row.children
    ):
        return node
    over, under = ([cell_text(cell) for cell in row.children] for row in (above, below))
    if any(map(has_blank, (*over, *under))) or not _folds(over, under):
        return node
    tops = tuple(
        replace(cell, span=(1, 2) if not under[at] else (_reach(over, at), 1))
        for at, cell in enumerate(above.children)
        if over[at]
    )
    bottoms = tuple(cell for at, cell in enumerate(below.children) if under[at])
    heads = (replace(above, children=tops, role="header"), replace(below, children=bottoms, role="header", label=""))
    return replace(node, children=(*heads, *rest))


def _folds(over: Sequence[str], under: Sequence[str]) -> bool:
    """Whether two rows are the halves of one heading: each column has one, a group has headings of its own, two at
    least, and something reaches down beside it."""
    if not over[0] or not all(one or other for one, other in zip(over, under, strict=True)):
        return False
    groups = [at for at, text in enumerate(over) if text and under[at]]
    alone = [at for at, text in enumerate(over) if text and not under[at]]
    return (
        bool(groups and alone)
        and all(_reach(over, at) > 1 for at in groups)
        and all(_reach(over, at) == 1 for at in alone)
    )


def _reach(over: Sequence[str], at: int) -> int:
    """How many columns a cell reaches over: itself, and the empty ones behind it."""
    end = at + 1
    while end < len(over) and not over[end]:
        end += 1
    return end - at
