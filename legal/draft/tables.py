"""The rows of a table by their number, and the one cell of a row that differs.

A row is a structural element and is given anew whole (Law 480-V, art. 26 item 6); a cell is where it is the smaller
part of a long row, and its words are where words may be changed. Rows without a number, and cells that span others,
have no address: the table is then one piece.
"""

from __future__ import annotations

from legal.draft.edits import Coarser, Edit
from legal.draft.faces import bare, face, size
from legal.draft.formulae import Formulae
from legal.draft.quoting import quotable
from legal.draft.wording import reworded
from legal.records import Node, Step, Target
from legal.versions.order import number_key

_CELL = 0.5
"""The share of a row up to which one cell of it is given anew instead."""


def row_edits(old: Node, new: Node, target: Target, words: Formulae | None) -> list[Edit]:
    """The edits of the rows of a table; with `words`, words are changed in a cell. Raises Coarser."""
    mine, theirs = ([face(row) for row in table.children if row.num is None] for table in (old, new))
    if mine != theirs or (old.role, old.label, old.heading) != (new.role, new.label, new.heading):
        raise Coarser
    before = {row.num: row for row in old.children if row.num is not None}
    after = {row.num: row for row in new.children if row.num is not None}
    if len(before) + len(mine) != len(old.children) or len(after) + len(theirs) != len(new.children):
        raise Coarser
    found: list[Edit] = []
    for num in sorted(before.keys() | after.keys(), key=number_key):
        one, other, path = before.get(num), after.get(num), (*target, Step("row", num))
        if one is not None and other is not None and face(one) == face(other):
            continue
        if other is None:
            found.append(Edit("delete", path))
        else:
            found += _row(one, other, path, words)
    return found


def _row(old: Node | None, new: Node, path: Target, words: Formulae | None) -> list[Edit]:
    """A row that is new or differs: what says least of its words, its one cell, all of it."""
    if any(cell.span != (1, 1) or cell.role for cell in new.children):
        raise Coarser
    if old is not None and (cell := _cell(old, new, path, words)):
        return cell
    content = quotable((bare(new),), path)
    if content is None:
        raise Coarser
    return [Edit("replace" if old is not None else "insert", path, content)]


def _cell(old: Node, new: Node, path: Target, words: Formulae | None) -> list[Edit]:
    """The edits of the only cell that differs; [] where more do, and where the row is clearer."""
    same = (old.label, old.role, len(old.children)) == (new.label, new.role, len(new.children))
    if not same or any(cell.span != (1, 1) or cell.role for cell in old.children):
        return []
    cells = zip(old.children, new.children, strict=True)
    differing = [at for at, (one, other) in enumerate(cells) if face(one) != face(other)]
    if len(differing) != 1 or differing == [0]:
        # The first cell holds the number by which the row is named.
        return []
    (at,) = differing
    target = (*path, Step("column", str(at + 1)))
    if words is not None:
        said, after = reworded(old.children[at], new.children[at], target, words)
        if face(after) == face(new.children[at]):
            return said
    if size(new.children[at]) > _CELL * size(new):
        return []
    content = quotable((bare(new.children[at]),), target)
    return [Edit("replace", target, content)] if content is not None else []
