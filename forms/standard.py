"""The service standard: ten rows that say who gives a service, how, how fast, for what.

Rows that orders gave are typed; rows that nothing on file gives are gaps with their number and no words: the usual
titles serve to recognise a row, never to print one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from forms.kinds import cell_text, row_name
from legal.findings import finding
from legal.reading.annex_checks import walk
from legal.reading.table_titles import STANDARD_TITLES, is_title
from legal.records import ActRef, Finding, Language, Node
from legal.versions.terms import GAP


@dataclass(frozen=True, slots=True)
class StandardRow:
    """A row: `text_lines` are the alineas of its text. `known` False: it exists, and its wording is not on file."""

    num: str
    title: str
    text_lines: tuple[str, ...]
    since: date | None = None
    by: ActRef | None = None
    known: bool = True


@dataclass(frozen=True, slots=True)
class Standard:
    """The rows of a standard in order of their numbers."""

    rows: tuple[StandardRow, ...]
    findings: tuple[Finding, ...] = ()


def standard(annex: Node, language: Language) -> Standard:
    """The rows of a service standard from its annex.

    Where the annex is on file as a whole, its rows are all there are. Where only some rows are, the others of the
    ten stand as gaps. A title that is none of the usual ones is a finding.
    """
    found: list[StandardRow] = []
    findings: list[Finding] = []
    for row in _rows(annex):
        made = _typed(row)
        if made.known and made.num.isdigit() and not _is_usual(made, language):
            findings.append(finding("row-title-unknown", f"row {made.num}: {made.title!r} is no usual title"))
        found.append(made)
    if partial(annex):
        numbers = {row.num for row in found}
        missing = [str(n) for n in range(1, len(STANDARD_TITLES[language]) + 1) if str(n) not in numbers]
        found += [StandardRow(num, "", (), known=False) for num in missing]
        if missing:
            message = f"rows {', '.join(missing)} are not on file"
            findings.append(finding("base-not-on-file", message))
    found.sort(key=lambda row: [int(n) for n in row.num.split("-") if n.isdigit()])
    return Standard(tuple(found), tuple(findings))


def _is_usual(row: StandardRow, language: Language) -> bool:
    """Whether a row is called what rows of standards are, whatever its number: some standards have eleven or twelve."""
    return is_title(row.title, int(row.num), language) or row_name(row.title) is not None


def partial(annex: Node) -> bool:
    """Whether something of an annex is known to exist and is not on file."""
    return any(node.role == "gap" for node in walk(annex))


def _rows(annex: Node) -> list[Node]:
    return [node for node in walk(annex) if node.kind == "row" and node.num and node.role != "header"]


def _typed(row: Node) -> StandardRow:
    wording = row.wording
    since, by = (wording.start, wording.act) if wording else (None, None)
    if any(node.role == "gap" for node in walk(row)):
        return StandardRow(row.num or "", "", (), known=False)
    cells = row.children
    title = cell_text(cells[1]) if len(cells) > 2 else ""
    texts = cells[2:] if len(cells) > 2 else cells[1:]
    lines = tuple(leaf.text for cell in texts for leaf in walk(cell) if leaf.text)
    return StandardRow(row.num or "", title, lines, since, by)


def completed(annex: Node, language: Language) -> Node:
    """The annex with a gap row in the place of each row of the ten that is not on file.

    The general notice that other rows are not on file gives way to them.
    """
    if not partial(annex):
        return annex
    rows = standard(annex, language).rows
    return _with_rows(annex, {row.num: row for row in rows if not row.known}, language, first=[True])


def _with_rows(node: Node, gaps: dict[str, StandardRow], language: Language, first: list[bool]) -> Node:
    """The same tree; the first table takes the gap rows, sorted in by number."""
    children: list[Node] = []
    for child in node.children:
        if child.kind == "table" and child.role != "column" and first[0]:
            first[0] = False
            children.append(_table(child, gaps, language))
        else:
            children.append(_with_rows(child, gaps, language, first))
    return replace(node, children=tuple(children))


def _table(table: Node, gaps: dict[str, StandardRow], language: Language) -> Node:
    kept = [row for row in table.children if not (row.role == "gap" or (row.num in gaps))]
    head = [row for row in kept if row.role == "header"]
    numbered = [row for row in kept if row.role != "header"]
    numbered += [_gap_row(num, language) for num in gaps]
    numbered.sort(key=lambda row: [int(n) for n in (row.num or "0").split("-") if n.isdigit()])
    return replace(table, children=(*head, *numbered))


def _gap_row(num: str, language: Language) -> Node:
    """The number, no title, and the notice."""
    number = Node("cell", children=(Node("alinea", text=num),))
    notice = Node("cell", children=(Node("alinea", text=GAP[language], role="gap"),))
    return Node("row", num, num, children=(number, Node("cell"), notice), role="gap")
