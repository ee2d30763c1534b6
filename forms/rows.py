"""Rows of answers as rows of a table, and the row of totals under them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from forms.asked import Asked, RuleName
from forms.computed import TOTAL_WORDS, Totals
from forms.model import GroupPlan
from forms.records import Align, Cell, Line, Row, Text
from forms.values import Value, printed
from forms.words import amount_in_words
from legal.records import Language

COUNTED = re.compile(r"[0-9]{1,3}[.)]?|…|\.{3}")
"""What stands in the first cell of a row to write in."""
CROSSES = frozenset({"х", "x", "-", "–", "—"})
"""What a form prints in a cell that takes nothing."""
_ALIGNED: dict[RuleName, Align] = {"money": "right", "quantity": "right", "count": "right"}


def written_row(row: Mapping[str, Value], columns: tuple[Asked, ...], language: Language) -> Row:
    """A row with an answer in each cell; an empty answer is an empty cell to write in."""
    cells = tuple(_cell(printed(row[one.field.name], one.rule, language), one) for one in columns)
    running = next((row[one.field.name] for one in columns if one.rule == "running"), None)
    return Row(cells, str(running) if running is not None else None)


def is_empty_row(row: Row) -> bool:
    """Whether a row of a table to fill prints nothing but its number: answers take its place."""
    return _says_one_thing(row) and COUNTED.fullmatch(_said(row) or "1") is not None


def is_total_row(row: Row) -> bool:
    """Whether a row of a table to fill prints nothing but what it is called ("Итого") and crosses: sums go into it."""
    words = [text for text in map(_words, row.cells) if text and text.casefold() not in CROSSES]
    return len(words) == 1 and COUNTED.fullmatch(words[0]) is None


def with_sums(row: Row, sums: Totals, group: GroupPlan) -> Row:
    """A published row of totals with the sums in its empty cells; as it is where its cells are not the columns'.

    A cell may reach over several columns ("Итого" over the first four); a sum goes into one of a single column.
    """
    if sum(cell.colspan for cell in row.cells) != len(group.columns):
        return row
    said = {group.roles.quantity: (sums.quantity, "quantity"), group.roles.cost: (sums.cost, "money")}
    cells: list[Cell] = []
    column = 0
    for cell in row.cells:
        one = group.columns[column]
        value, rule = said.get(one.field.name, (None, ""))
        if value is not None and cell.colspan == 1 and not _words(cell):
            cell = _cell(printed(value, "money" if rule == "money" else "quantity"), one, strong=True)
        cells.append(cell)
        column += cell.colspan
    return replace(row, cells=tuple(cells))


def _says_one_thing(row: Row) -> bool:
    return bool(row.cells) and not any(cell.lines for cell in row.cells[1:])


def _said(row: Row) -> str:
    return _words(row.cells[0])


def _words(cell: Cell) -> str:
    parts = (part for line in cell.lines if isinstance(line, Line) for part in line.parts)
    return "".join(part.text if isinstance(part, Text) else part.published for part in parts).strip()


def total_row(sums: Totals, group: GroupPlan, language: Language) -> list[Row]:
    """The last row: what a clerk writes under a table that has no line for its totals. None without a sum.

    The amount in words stands behind "Итого" where the table has a column of words.
    """
    if sums.quantity is None and sums.cost is None:
        return []
    words = next((one for one in group.columns if one.rule == "text"), None)
    taken = {group.roles.running, group.roles.quantity, group.roles.price, group.roles.cost}
    free = next((one for one in group.columns if one.field.name not in taken), None)
    named = words or free or group.columns[0]
    label = TOTAL_WORDS[language]
    if sums.cost is not None and words is not None:
        label = f"{label}: {amount_in_words(sums.cost, language)}"
    said: dict[str, str] = {named.field.name: label}
    if group.roles.quantity and sums.quantity is not None:
        said[group.roles.quantity] = printed(sums.quantity, "quantity")
    if group.roles.cost and sums.cost is not None:
        said[group.roles.cost] = printed(sums.cost, "money")
    return [Row(tuple(_cell(said.get(one.field.name, ""), one, strong=True) for one in group.columns))]


def _cell(text: str, one: Asked, *, strong: bool = False) -> Cell:
    if not text:
        return Cell(())
    return Cell((Line((Text(text, strong),), align=_ALIGNED.get(one.rule, "left")),))
