"""Tables of those who sign: rules in some cells, what goes on them in the cells below."""

from __future__ import annotations

from collections.abc import Sequence

from forms.blanks import has_blank, is_one_rule
from forms.fields import compose
from forms.kinds import cell_text
from forms.labels import is_caption
from forms.records import Blank, Cell, Line, Row, Text
from forms.register import Register
from legal.records import Node


def signed_rows(node: Node, register: Register) -> tuple[Row, ...]:
    """The rows of a table that is one of those who sign, with a field for each rule; () for another table."""
    rows = node.children
    counts = {len(row.children) for row in rows}
    if len(rows) < 2 or not counts <= {2, 3} or len(counts) != 1 or any(row.num for row in rows):
        return ()
    if {cell.span for row in rows for cell in row.children} != {(1, 1)}:
        return ()
    kinds = [{has_blank(cell_text(cell)) for cell in row.children} for row in rows]
    if {True} in kinds and all(len(kind) == 1 for kind in kinds) and {False} in kinds:
        return _by_columns(rows, register)
    pairs = list(zip(rows[::2], rows[1::2], strict=False))
    if len(rows) % 2 == 0 and all(_captions(row, below) for row, below in pairs):
        return tuple(made for row, below in pairs for made in _by_rows(row, below, register))
    return ()


def _by_columns(rows: Sequence[Node], register: Register) -> tuple[Row, ...]:
    """The lines of each column composed together, so that a caption finds the rule above it."""
    columns: list[list[Line]] = []
    for at in range(len(rows[0].children)):
        texts = [leaf.text for row in rows for leaf in cell_lines(row.children[at])]
        composed = compose(texts, register, side_of(texts))
        columns.append([Line(one.parts, small=one.small) for one in composed])
    made = []
    for row in rows:
        cells = []
        for at, cell in enumerate(row.children):
            count = len(cell_lines(cell))
            cells.append(Cell(tuple(columns[at][:count])))
            del columns[at][:count]
        made.append(Row(tuple(cells)))
    return tuple(made)


def _captions(row: Node, below: Node) -> bool:
    """Whether a row names who signs and has rules beside, and the row below it a caption under each rule alone."""
    first, *rest = [cell_text(cell) for cell in row.children]
    under, *captions = [cell_text(cell) for cell in below.children]
    if not first or has_blank(first) or under or not all(map(is_one_rule, rest)):
        return False
    return all(is_caption(text, None, in_column=True) and not has_blank(text) for text in captions)


def _by_rows(row: Node, below: Node, register: Register) -> tuple[Row, Row]:
    """Who signs, the rules and their captions composed as the two lines that they are."""
    words = [cell_text(cell) for cell in row.children]
    captions = [cell_text(cell) for cell in below.children[1:]]
    line = compose([f"{words[0].rstrip(' :')}: {' '.join(words[1:])}", " ".join(captions)], register)[0]
    blanks = [part for part in line.parts if isinstance(part, Blank)]
    rules = (Cell((Line((blank,)),)) for blank in blanks)
    named = (Cell((Line((Text(text),), small=True),)) for text in captions)
    return Row((Cell((Line((Text(words[0]),)),)), *rules)), Row((Cell(()), *named))


def side_of(texts: Sequence[str]) -> str:
    """Who signs in a column: the line above the first blank that is not in brackets."""
    at = next((index for index, text in enumerate(texts) if has_blank(text)), 0)
    names = [text for text in texts[:at] if not text.startswith("(")]
    return names[-1].split("/")[0].rstrip(":") if names else ""


def cell_lines(node: Node) -> list[Node]:
    """The lines of a cell."""
    own = [node] if node.text else []
    return own + [leaf for child in node.children for leaf in cell_lines(child)]
