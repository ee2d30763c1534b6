"""Cells of a table as an address names them: a row and a column of it."""

from __future__ import annotations

from legal.records import Step
from legal.versions.model import Change, Item, address
from legal.versions.named import plain
from legal.versions.resolve import refuse


def cell_of(change: Change, row: Item, step: Step) -> Item:
    """The cell of a row in a column: by its place, or by the heading that the first row of the table has there.

    Refused where cells are merged, so that a place may mean another column, and where the column is not there.
    """
    cells = list(row.living(change.lane))
    at = int(step.num) - 1 if step.num and step.num.isdigit() else _headed(change, row, step)
    if row.kind != "row" or any(cell.span != (1, 1) for cell in cells) or at is None or not 0 <= at < len(cells):
        where = address(row, change.lane)
        raise refuse(
            change, "target-ambiguous", f"which cell of {where} is column {step.num or step.title} is not clear"
        )
    return cells[at]


def _headed(change: Change, row: Item, step: Step) -> int | None:
    """The place of the only column with a heading, among the cells of the first row of the table."""
    first = next(iter(row.parent.living(change.lane)), None) if row.parent is not None else None
    if first is None or step.title is None:
        return None
    words = [" ".join(line.text for line in cell.living(change.lane)) for cell in first.living(change.lane)]
    same = [at for at, heading in enumerate(words) if plain(heading) == plain(step.title)]
    return same[0] if len(same) == 1 else None
