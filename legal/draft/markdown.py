"""Lines of text as Markdown that is read back as those lines: the layout in which mirrors of the bank keep acts.

A paragraph is a line between blank lines; only characters that a reader would take for marks are escaped, so that
plain prose stays as it is. Tables are HTML, because cells may span columns and hold several lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from legal.reading.format_inline import read_inline
from legal.records import Node

_MARKS = re.compile(r"([\\*_<>\[\]&`|~])")
_LEADS = re.compile(r"^(?:#{1,6}(?=\s)|>|[-*](?:\s*[-*]){2,}$|`{3,}|~{3,}|\|)")


def escaped(text: str) -> str:
    """A line of text that Markdown reads as it stands.

    >>> escaped("«____» _____ 20__ года"), escaped("# 5"), escaped("**")
    ('«____» _____ 20__ года', '\\\\# 5', '\\\\*\\\\*')
    """
    if read_inline(text).lines != [text] or _stray(text):
        text = _MARKS.sub(r"\\\1", text)
    return f"\\{text}" if _LEADS.match(text) else text


def _stray(text: str) -> bool:
    made = read_inline(text)
    return made.stray or made.marks or made.html or text.endswith("\\")


def paragraph(text: str) -> list[str]:
    """A paragraph and the blank line after it."""
    return [escaped(text), ""]


def heading(text: str, level: int = 3) -> list[str]:
    """A heading and the blank line after it."""
    return [f"{'#' * level} {escaped(text)}", ""]


def margin(lines: Sequence[str]) -> list[str]:
    """Lines at the right margin (labels and captions of annexes), each a line of its own, and the blank line after."""
    return [*(f"> {escaped(line)}{'  ' if line is not lines[-1] else ''}" for line in lines), ""]


def fenced(lines: Sequence[str]) -> list[str]:
    """Lines of a form, exactly as they stand, and the blank line after them."""
    return ["```", *lines, "```", ""]


def table(node: Node) -> list[str]:
    """A table node as an HTML table, a row a line, and the blank line after it."""
    found = ['<table border="1">']
    for row in node.children:
        cells = "".join(_cell(cell) for cell in row.children)
        found.append(f"<tr>{cells}</tr>")
    return [*found, "</table>", ""]


def _cell(cell: Node) -> str:
    tag = "th" if cell.role == "header" else "td"
    columns, rows = cell.span
    spans = "".join(f' {name}="{size}"' for name, size in (("colspan", columns), ("rowspan", rows)) if size != 1)
    words = "".join(f"<p>{_entities(escaped(line))}</p>" for line in _lines(cell))
    return f"<{tag}{spans}>{words}</{tag}>"


def _lines(node: Node) -> list[str]:
    own = " ".join(filter(None, (node.label, node.heading, node.text)))
    return ([own] if own else []) + [line for child in node.children for line in _lines(child)]


def _entities(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
